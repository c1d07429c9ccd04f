//! The decision in hand: its work, where in it the person is, and what its answers say at once.

use chrono::{DateTime, FixedOffset};

use crate::app::events::Screen;
use crate::app::state::State;
use crate::record::{DecisionDraft, Place};

impl State {
    /// The decision in hand, to be changed.
    pub(super) fn work_mut(&mut self) -> Option<&mut DecisionDraft> {
        self.current_draft_mut()?.work_mut()
    }

    pub(super) fn place(&mut self, place: Place) {
        self.window.leave_notices();
        if let Some(hand) = self.current_draft_mut() {
            hand.picked = None;
            hand.change = None;
            if let Some(work) = hand.work_mut() {
                work.place = place;
            }
        }
        self.current_draft_edited();
    }

    pub(super) fn show_outcome(&mut self) {
        let finished = self
            .current_draft()
            .and_then(|hand| hand.case.as_ref())
            .is_some_and(|case| case.made.walk.next.is_none() && case.made.walk.outcome.is_some());
        self.place(if finished { Place::Outcome } else { Place::Questions });
        self.go(Screen::Decide);
    }

    /// That help comes first is noted in the decision in hand, with its time.
    pub(super) fn note_danger(&mut self, at: DateTime<FixedOffset>) {
        if let Some(work) = self.work_mut() {
            work.note_danger(at);
            self.current_draft_edited();
        }
        if let Some(nonce) = self.drafts.decision().cloned() {
            self.save_now(&nonce);
        }
        self.go(Screen::ActNow);
    }
}
