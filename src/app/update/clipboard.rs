//! What goes to the clipboard.

use crate::app::state::State;
use crate::register::{MARK, marked};

impl State {
    /// Whatever leaves a register of invented cases by the clipboard goes this way.
    pub(super) fn to_clipboard(&self, ctx: &egui::Context, text: String) {
        let is_marked = text.starts_with(MARK);
        ctx.copy_text(if is_marked { text } else { marked(text, self.is_training()) });
    }
}
