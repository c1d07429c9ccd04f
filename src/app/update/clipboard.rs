//! What goes to the clipboard.

use crate::app::state::State;
use crate::register::{MARK, marked};

impl State {
    /// Whatever leaves a register of invented cases by the clipboard goes this way.
    pub(super) fn to_clipboard(&self, ctx: &egui::Context, text: String) {
        let is_marked = text.starts_with(MARK);
        ctx.copy_text(if is_marked { text } else { marked(text, self.is_training()) });
    }

    /// A text did not get to the clipboard: whoever pastes would paste what was there before.
    pub fn say_failed_copies(&mut self) {
        if self.env.copies.any_failed() {
            self.refuse(
                "Nothing was copied: another program holds the clipboard. Copy it again, and look \
                 at what you paste.",
            );
        }
    }
}
