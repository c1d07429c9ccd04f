//! That a decision was entered in error: what is shown of it before anything else.

use egui::Ui;

use crate::app::widgets::{self, Tone};
use crate::record::OutOfView;

/// The reason, who said so, and what it leaves to be put right.
pub fn in_error(ui: &mut Ui, error: &OutOfView, to_put_right: &[String]) {
    widgets::banner(ui, Tone::Caution, |ui| {
        widgets::strong(ui, &error.headline());
        widgets::body(ui, &error.reason);
        widgets::small(ui, &error.said());
        if error.is_to_be_put_right() && !to_put_right.is_empty() {
            widgets::small(ui, "If it was not done yet:");
            for what in to_put_right {
                widgets::body(ui, &format!("·  {what}"));
            }
        }
    });
}
