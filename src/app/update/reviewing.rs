//! What is written of a review, and how far the reviewer is, changed.

use crate::app::state::State;
use crate::record::{Addition, DecisionId, Review, Work};
use crate::register::review_run::ReviewRun;

impl State {
    /// Changes the run of the register that is open, which begins now if there is none.
    pub(super) fn change_run(&mut self, change: impl FnOnce(&mut ReviewRun)) {
        let Some(register) = self.session.register().map(|one| one.info.id.clone()) else { return };
        let now = self.now();
        if !self.settings.saved.reviewing.contains_key(&register) {
            let Some(seed) = self.seed() else { return };
            let mut run = ReviewRun::new(now, seed);
            run.read_blind(self.settings.saved.read_blind.contains(&register));
            self.settings.saved.reviewing.insert(register.clone(), run);
        }
        if let Some(run) = self.settings.saved.reviewing.get_mut(&register) {
            change(run);
        }
        self.settings.throttle.touched((self.env.instant)());
        self.refresh_review();
    }

    /// This one is shown whole: it is not read blind any more in this run.
    pub(super) fn has_seen(&mut self, id: &DecisionId) {
        let is_new = self.review_run().is_some_and(|run| !run.seen.contains(id));
        if is_new && !self.read_and_kept().contains(id) {
            self.change_run(|run| run.seen.push(id.clone()));
        }
    }

    /// The review that is being written.
    pub fn review_in_hand(&self) -> Option<&Review> {
        match &self.find(self.drafts.addition())?.draft.work {
            Work::Addition(addition) => match &**addition {
                Addition::Review(review) => Some(review),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn change_review(&mut self, change: impl FnOnce(&mut Review)) {
        let Some(nonce) = self.drafts.addition().cloned() else { return };
        if let Some(hand) = self.find_mut(Some(&nonce))
            && let Work::Addition(addition) = &mut hand.draft.work
            && let Addition::Review(review) = &mut **addition
        {
            change(review);
            self.touch(&nonce);
        }
    }

    /// Changes the review that is written without saving it for that alone.
    pub(super) fn edit_review(&mut self, change: impl FnOnce(&mut Review)) {
        let nonce = self.drafts.addition().cloned();
        if let Some(hand) = self.find_mut(nonce.as_ref())
            && let Work::Addition(addition) = &mut hand.draft.work
            && let Addition::Review(review) = &mut **addition
        {
            change(review);
        }
    }
}
