//! What goes to the clipboard, and what is said of it on the next person's page.

use crate::app::copied::Copied;
use crate::app::events::Screen;
use crate::app::notice::About;
use crate::app::session::{Preview, PreviewRead};
use crate::app::state::State;
use crate::record::strip::{AboutWhom, about_whom};
use crate::record::{DecisionId, Record};
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

    /// Something was copied from a page about these decisions.
    pub(super) fn copied_from(&mut self, decisions: &[DecisionId]) {
        self.window.copied = match decisions {
            [of] => Some(Copied { of: of.clone(), whose: self.whose_page() }),
            _ => None,
        };
    }

    /// Whom the page on the screen is about, where somebody is named there.
    pub(super) fn whose_page(&self) -> Option<String> {
        let about = match (self.session.preview(), &self.window.screen) {
            (Some(Preview { read: PreviewRead::Read(text), .. }), Screen::Decisions) => {
                text.who.clone()
            }
            _ => self.about_whom_page()?,
        };
        about.named.then_some(about.name)
    }

    /// Whom the draft or the decision on the screen is about.
    pub fn about_whom_page(&self) -> Option<AboutWhom> {
        Some(about_whom(self.record_on_screen()?, self.now().date_naive()))
    }

    /// What the draft or the decision on the screen says now: a name that was put right since is
    /// the name.
    fn record_on_screen(&self) -> Option<&Record> {
        match &self.window.screen {
            Screen::Decide | Screen::ActNow => Some(&self.current_draft()?.work()?.record),
            Screen::Decision(id) | Screen::Review(Some(id)) => {
                let (_, decision) = self.session.files_of(id).first()?.latest_decision()?;
                let shown = self.session.shown().first();
                let own = shown.and_then(|shown| shown.statements.get(shown.newest?));
                Some(own.and_then(|own| own.record.as_ref()).unwrap_or(&decision.record))
            }
            _ => None,
        }
    }

    /// Takes what was copied here off the clipboard.
    pub(super) fn clear_clipboard(&mut self, ctx: &egui::Context) {
        match &self.env.clipboard {
            Some(clipboard) => clipboard.clear(),
            None => ctx.copy_text(String::new()),
        }
        self.window.copied = None;
        self.window.answered(About::Clipboard);
        self.say("What you copied is off the clipboard.");
    }
}
