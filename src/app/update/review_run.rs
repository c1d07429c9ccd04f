//! How far the reviewer is, and what the form of a review is about.

use std::collections::BTreeSet;

use crate::app::state::State;
use crate::record::people::same_person;
use crate::record::{Addition, AdditionKind, DecisionId, Draft, Nonce, Review, Work};
use crate::register::review_run::ReviewRun;

impl State {
    /// The run of the register that is open.
    pub fn review_run(&self) -> Option<&ReviewRun> {
        let register = &self.session.register()?.info.id;
        self.settings.saved.reviewing.get(register)
    }

    /// What waits, anew.
    pub(super) fn refresh_review(&mut self) {
        // While the register is read its list is there already, and what is hidden is hidden there.
        let register = self.session.place().map(|register| &register.info.id);
        let register = register.or(self.settings.saved.current.as_ref());
        let run = register.and_then(|id| self.settings.saved.reviewing.get(id)).cloned();
        let now = self.now();
        let kept = self.read_and_kept();
        let kept = |id: &DecisionId| kept.contains(id);
        let name = &self.settings.author.name;
        if self.session.refresh_review(name, run.as_ref(), &now, kept) {
            // What is hidden from now on is not listed either.
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

    /// The decisions whose facts were read first here, with answers that are on the disk.
    pub(super) fn read_and_kept(&self) -> BTreeSet<DecisionId> {
        let device = &self.settings.saved.device;
        let files = self.session.drafts().drafts.iter().map(|file| &file.draft);
        let saved = files.filter(|draft| draft.device == *device);
        let in_memory = self.drafts.iter().map(|hand| &hand.draft);
        // While it is on its way to the disk it is not kept yet.
        let on_its_way =
            |draft: &&Draft| self.screens.review.keeping.as_ref() == Some(&draft.nonce);
        let all = saved.chain(in_memory).filter(|draft| !on_its_way(draft));
        let kept = all.filter(|draft| review_of(draft).is_some_and(Review::was_read_blind));
        kept.map(|draft| draft.decision.clone()).collect()
    }

    /// Whether a draft holds answers from the facts alone that are kept.
    pub(super) fn is_read_and_kept(&self, nonce: &Nonce) -> bool {
        let hand = self.find(Some(nonce));
        hand.and_then(|hand| review_of(&hand.draft)).is_some_and(Review::was_read_blind)
    }
}

/// Whether what is written is a review.
pub(super) fn is_review(work: &Work) -> bool {
    matches!(work, Work::Addition(one) if one.kind() == AdditionKind::Review)
}

/// The review that is drafted.
fn review_of(draft: &Draft) -> Option<&Review> {
    match &draft.work {
        Work::Addition(addition) => match &**addition {
            Addition::Review(review) => Some(review),
            _ => None,
        },
        _ => None,
    }
}
