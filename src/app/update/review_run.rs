//! How far the reviewer is, and what the form of a review is about.

use crate::app::state::State;
use crate::record::people::same_person;
use crate::record::{AdditionKind, DecisionId, Draft, Work};
use crate::register::review_run::ReviewRun;

impl State {
    /// The run of the register that is open.
    pub fn review_run(&self) -> Option<&ReviewRun> {
        let register = &self.session.register()?.info.id;
        self.settings.saved.reviewing.get(register)
    }

    /// What waits, anew.
    pub(super) fn refresh_review(&mut self) {
        let (now, run) = (self.now(), self.review_run().cloned());
        let kept = self.read_and_kept();
        let kept = |id: &DecisionId| kept.contains(id);
        let name = &self.settings.author.name;
        if self.session.refresh_review(name, run.as_ref(), &now, kept) {
            self.refresh_rows();
        }
    }

    /// Whose eyes alone a draft of this work is for before it is signed; blank: everybody's.
    pub(super) fn begun_by(&self, work: &Work) -> String {
        if is_review(work) { self.settings.author.name.trim().to_owned() } else { String::new() }
    }

    /// Whether a draft is a review that somebody else is writing: the doctor reads it once it is
    /// signed, and not before.
    pub(super) fn is_review_of_another(&self, draft: &Draft) -> bool {
        let ours = match draft.begun_by.as_str() {
            "" => draft.device == self.settings.saved.device,
            by => same_person(by, &self.settings.author.name),
        };
        is_review(&draft.work) && !ours
    }
}

/// Whether what is written is a review.
pub(super) fn is_review(work: &Work) -> bool {
    matches!(work, Work::Addition(one) if one.kind() == AdditionKind::Review)
}
