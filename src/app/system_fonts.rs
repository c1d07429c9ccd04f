//! Names in scripts that our face does not have: Arabic, Chinese, Bengali and the like are shown
//! in the faces of the system.
//!
//! Listing those takes hundreds of milliseconds, so they are listed when the first such letter
//! is to be shown and not at the start. Tests never do: what they see must not hang on what a
//! machine has.

use std::sync::{Arc, OnceLock};

use egui::{Context, FallbackRequest, FontInsert, FontProvider};
use egui_system_font_provider::SystemFontProvider;

/// Lets this context use the faces of the system.
pub fn install(ctx: &Context) {
    ctx.add_font_provider(Arc::new(WhenNeeded::default()));
}

#[derive(Default)]
struct WhenNeeded(OnceLock<SystemFontProvider>);

impl FontProvider for WhenNeeded {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        self.0.get_or_init(SystemFontProvider::new).font_for(request)
    }
}
