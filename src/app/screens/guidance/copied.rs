//! A paragraph on its way to the clipboard or into the record, beside its words.

use crate::app::events::Event;
use crate::app::widgets::{self};
use egui::Ui;

/// Copies the citation of the place with this label.
pub(super) fn copy_ui(
    ui: &mut Ui,
    label: &str,
    citation: impl FnOnce() -> String,
    out: &mut Vec<Event>,
) {
    if widgets::secondary(ui, "Copy citation", None).clicked() {
        out.push(Event::Copy { text: citation(), said: format!("Citation of {label} copied.") });
    }
}
