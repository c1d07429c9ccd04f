//! The path of the decision in hand is opened and closed.

use crate::app::events::Screen;
use crate::app::screens::path::{PathOf, PathShown};
use crate::app::state::State;
use crate::pathway::map::{Marks, Plan};
use crate::record::Place;

impl State {
    /// Opens the path of what is on the screen, or closes it.
    pub(super) fn toggle_path(&mut self) {
        if self.path_on_screen().is_some() {
            self.close_path();
            return;
        }
        match self.window.screen {
            Screen::Decide => self.window.path = self.path_of_current_draft(),
            Screen::Decision(_) | Screen::Review(Some(_)) => {
                let latest = self.shown_file().and_then(|file| {
                    file.statements.iter().rposition(|loaded| loaded.decision().is_some())
                });
                if let Some(latest) = latest {
                    self.show_signed_path(latest);
                }
            }
            Screen::Worked => self.window.path = self.worked_path(),
            _ => {}
        }
    }

    fn path_of_current_draft(&self) -> Option<PathShown> {
        let hand = self.current_draft()?;
        let work = hand.work()?;
        let asked = match &work.place {
            Place::Question(_) | Place::Questions => self.asked(),
            _ => None,
        };
        let pathway = self.known.rules.pathway();
        let decided = hand.case.as_ref().and_then(|case| case.made.decided.as_ref());
        let marks = Marks::of(pathway, &work.answers)
            .decided(decided.map(|outcome| outcome.id.as_str()))
            .at(asked.as_deref());
        let of = PathOf::Draft(hand.draft.nonce.clone());
        Some(PathShown::new(of, Plan::of(pathway), marks))
    }
}
