//! What waits for whoever reviews here.

use chrono::{DateTime, FixedOffset};

use super::Session;
use crate::caseload::review_queue::ReviewQueue;
use crate::record::DecisionId;
use crate::register::review_run::ReviewRun;

impl Session {
    /// What waits, anew: it follows from what was signed, and from what is overdue by now. `kept`:
    /// what the reviewer has answered from the facts alone. Whether another decision is hidden now,
    /// or one is not any more.
    pub fn refresh_review(
        &mut self,
        reviewer: &str,
        run: Option<&ReviewRun>,
        now: &DateTime<FixedOffset>,
        kept: impl Fn(&DecisionId) -> bool,
    ) -> bool {
        let queue = ReviewQueue::of(self.book.summaries(), reviewer, run, now);
        // What the index kept is listed before the register is read, and before any draft is: what
        // was answered may be hidden for that moment too.
        let hidden = match &self.before {
            Some(before) => ReviewQueue::of(before.summaries(), reviewer, run, now).hidden(kept),
            None => queue.hidden(kept),
        };
        let changed = self.lists.hidden != hidden;
        self.lists.review = queue;
        self.lists.hidden = hidden;
        changed
    }

    /// Whether nothing of what was decided there may be shown: it is read blind, and the reviewer
    /// has not answered yet.
    pub fn is_read_blind(&self, id: &DecisionId) -> bool {
        self.lists.hidden.contains(id)
    }

    /// What waits for the reviewer.
    pub fn review_queue(&self) -> &ReviewQueue {
        &self.lists.review
    }
}
