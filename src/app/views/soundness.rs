//! What is the matter with the file of a statement.

use egui::Ui;

use crate::app::session::Look;
use crate::app::widgets::{self, Tone};
use crate::register::Loaded;

/// What is the matter with its file, if anything is.
pub fn soundness(ui: &mut Ui, look: &Look, loaded: &Loaded) {
    let words = if look.lost.contains(&loaded.digest) {
        "Its file has been changed, or is gone. This is how it was read before"
    } else if loaded.is_changed() {
        "This file was changed after it was signed"
    } else if look.doubted.contains(&loaded.digest) {
        "No computer that is known here signed this: see above"
    } else if loaded.sound {
        return;
    } else {
        "Something is wrong with its file: see above"
    };
    widgets::badge(ui, Tone::Danger, words);
}
