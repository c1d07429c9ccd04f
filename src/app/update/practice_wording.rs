//! The practice's copy of today's wording: kept with each decision in which it was quoted.

use std::collections::BTreeMap;

use crate::app::drafts::OpenDraft;
use crate::app::state::State;
use crate::guidance::local::TODAY;
use crate::record::Digest;

impl State {
    /// The text of the practice's copy, where it is quoted beside what this draft decides.
    pub(super) fn copy_quoted(&self, hand: &OpenDraft) -> Option<&str> {
        let case = hand.case.as_ref()?;
        let copy = self.session.own().shelf.todays_copy(self.now().date_naive())?;
        self.session
            .own()
            .todays
            .as_deref()
            .filter(|_| copy.is_quoted_for(&self.known.library, &case.cites))
    }

    /// The hashes of what a draft is signed under: today's rules, and the practice's copy where it
    /// was quoted.
    pub(super) fn rules_with(&self, copy: Option<&str>) -> BTreeMap<String, Digest> {
        let mut rules = self.known.rules.digests.clone();
        rules.extend(copy.map(|text| (TODAY.to_owned(), Digest::of(text.as_bytes()))));
        rules
    }

    /// Reads the copy that the decision on the screen was made with, where it is not known yet.
    pub(super) fn read_copy_of_then(&mut self) {
        let Some(id) = self.shown_id().cloned() else { return };
        let tasks = self.session.read_copies_of_then(&id, &self.env.places());
        self.run(tasks);
    }
}
