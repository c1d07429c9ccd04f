//! Whose text is on the clipboard is said where another person’s page is open.

use std::time::Duration;

use crate::app::clipboard::Clipboard;
use crate::app::notice::{About, NoticeKind};
use crate::app::state::State;

/// How long it takes to see what another program has put on the clipboard.
const LOOKING: Duration = Duration::from_millis(150);

impl State {
    /// Says on the page of somebody else that what was copied before is still on the clipboard, as
    /// long as it is.
    pub fn tell_clipboard(&mut self, ctx: &egui::Context) {
        let words = self.said_of_clipboard();
        let said = self.window.notices.iter().find(|notice| notice.about == About::Clipboard);
        if said.map(|said| &said.text) == words.as_ref() {
            return;
        }
        self.window.answered(About::Clipboard);
        let Some(words) = words else { return };
        self.tell(About::Clipboard, NoticeKind::Waiting, words);
        // Another program may have put something of its own there since.
        if let Some(clipboard) = &self.env.clipboard {
            clipboard.look();
            ctx.request_repaint_after(LOOKING);
        }
    }

    fn said_of_clipboard(&mut self) -> Option<String> {
        let gone = |clipboard: &Clipboard| !clipboard.holds_ours();
        if self.env.clipboard.as_ref().is_some_and(gone) {
            self.window.copied = None;
        }
        let copied = self.window.copied.as_ref()?;
        let (_, shown) = self.shows()?;
        let [here] = shown.as_slice() else { return None };
        (copied.of != *here).then(|| copied.words_on(self.whose_page().as_deref()))
    }
}
