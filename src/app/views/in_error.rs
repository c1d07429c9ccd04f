//! That a decision was entered in error: what is shown of it before anything else.

use egui::Ui;

use crate::app::widgets::{self, Tone};
use crate::record::OutOfView;

/// The reason, and who said so.
pub fn in_error(ui: &mut Ui, error: &OutOfView) {
    widgets::banner(ui, Tone::Caution, |ui| {
        widgets::strong(ui, &error.headline());
        widgets::body(ui, &error.reason);
        widgets::small(ui, &error.said());
    });
}
