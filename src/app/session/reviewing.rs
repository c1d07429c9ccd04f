//! What waits for whoever reviews here.

use chrono::{DateTime, FixedOffset};

use super::Session;
use crate::caseload::review_queue::ReviewQueue;
use crate::register::review_run::ReviewRun;

impl Session {
    /// What waits, anew: it follows from what was signed, and from what is overdue by now.
    pub fn refresh_review(
        &mut self,
        reviewer: &str,
        run: Option<&ReviewRun>,
        now: &DateTime<FixedOffset>,
    ) {
        self.lists.review = ReviewQueue::of(self.book.summaries(), reviewer, run, now);
    }

    /// What waits for the reviewer.
    pub fn review_queue(&self) -> &ReviewQueue {
        &self.lists.review
    }
}
