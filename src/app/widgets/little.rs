//! Where there is little room.

use egui::Ui;

/// Whether the foot has little room: then what can be reached otherwise is left out of it, and
/// so are the names of keys.
pub fn is_tight(ui: &Ui) -> bool {
    ui.available_width() < 560.0
}

/// Whether the window is so low that what is most pressing has to come before everything else.
pub fn is_low(ui: &Ui) -> bool {
    ui.ctx().content_rect().height() < 480.0
}
