//! Decisions that belong together: one begins from another, and each leads to the other.

use crate::app::environment::first_half;
use crate::app::state::State;
use crate::record::link::{can_take_over, take_over};
use crate::record::{DecisionDraft, DecisionId, Link, LinkWhy, Work};

impl State {
    /// A new decision about a worry of the doctor's own, which a request raised. Nobody that is
    /// typed in the request is copied into it unasked.
    pub(super) fn worried_myself(&mut self, from: Option<DecisionId>) {
        self.put_aside();
        let link = from.map(|decision| Link { decision, why: LinkWhy::OwnWorry });
        let work = DecisionDraft { linked: link.into_iter().collect(), ..Default::default() };
        if let Some(nonce) = self.begin(Work::Decision(Box::new(work)), None) {
            self.make_current(nonce.clone());
            self.touch(&nonce);
        }
    }

    /// Copies child and people from the decision that the one in hand began from.
    pub(super) fn take_over_people(&mut self) {
        let Some(work) = self.current_draft().and_then(|hand| hand.work()) else { return };
        let Some(from) = self.linked_record(work).cloned() else { return };
        if !can_take_over(&work.record, &from) {
            return;
        }
        let count = from.children.len() + from.others.len();
        let mut bits = Vec::with_capacity(count);
        for _ in 0..count {
            let Some(random) = (self.env.random)() else { return };
            bits.push(first_half(random));
        }
        if let Some(work) = self.work_mut() {
            take_over(&mut work.record, &from, &mut || bits.pop().unwrap_or_default());
            self.current_draft_edited();
        }
    }
}
