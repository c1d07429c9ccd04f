//! Decisions that belong together: one begins from another, and each leads to the other.

use crate::app::environment::first_half;
use crate::app::state::State;
use crate::record::link::{can_take_over, take_over};
use crate::record::{DecisionDraft, DecisionId, Link, LinkWhy, Record, Work};

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

    /// Whether the decision in hand began from one that names people, and names none itself.
    pub(super) fn can_take_over_people(&self) -> bool {
        let Some(work) = self.current_draft().and_then(|hand| hand.work()) else { return false };
        self.linked_record(work).is_some_and(|from| can_take_over(&work.record, from))
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

    /// The record of the decision that this one began from: of its draft, or as signed last.
    fn linked_record(&self, work: &DecisionDraft) -> Option<&Record> {
        let id = &work.linked.first()?.decision;
        let in_memory = self.drafts.iter().map(|hand| &hand.draft);
        let saved = self.session.drafts().drafts.iter().map(|file| &file.draft);
        let draft =
            in_memory.chain(saved).filter(|draft| draft.decision == *id).find_map(|draft| {
                match &draft.work {
                    Work::Decision(work) => Some(&work.record),
                    _ => None,
                }
            });
        draft.or_else(|| {
            let file = self.files_of(id).into_iter().next()?;
            file.latest_decision().map(|(_, decision)| &decision.record)
        })
    }
}
