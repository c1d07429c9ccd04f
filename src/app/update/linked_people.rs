//! Whether people of the decision that this one began from can be taken over.

use crate::app::state::State;
use crate::record::link::can_take_over;
use crate::record::{DecisionDraft, LinkWhy, Record, Work};

impl State {
    /// Why the decision in hand began from another, where that names people and it names none
    /// itself.
    pub(super) fn can_take_over_people(&self) -> Option<LinkWhy> {
        let work = self.current_draft()?.work()?;
        let from = self.linked_record(work)?;
        can_take_over(&work.record, from).then(|| work.linked.first().map(|link| link.why))?
    }

    /// The record of the decision that this one began from: of its draft, or as signed last.
    pub(super) fn linked_record(&self, work: &DecisionDraft) -> Option<&Record> {
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
