//! A signed decision as it reads today: corrected, and with what was signed since.

use super::Clinical;
use crate::record::corrected::as_corrected;
use crate::record::order::stated_in_order;
use crate::record::{Body, ItemId, Stated, Statement, out_of_view, standing};

/// A signed decision as it reads today. A text that leaves it is made from this.
#[derive(Clone, Debug)]
pub struct Now<'f> {
    statement: Statement,
    since: Vec<Stated<'f>>,
    in_error: Option<String>,
}

impl<'f> Now<'f> {
    /// The newest of these statements of one decision that is a decision, as it reads with what
    /// comes after it; `None` where none is one.
    pub fn of(stated: &[Stated<'f>]) -> Option<Self> {
        let stands = standing(stated)?;
        let ordered = stated_in_order(stated);
        let at = ordered.iter().position(|one| *one.digest == stands.decision)?;
        let mut statement = as_corrected(ordered.get(at)?.statement, &stands.corrected);
        if let Body::Decision(decision) = &mut statement.body {
            stands.carry_into(&mut decision.record, &mut || ItemId::mint([0; 8]));
        }
        let since = ordered.get(at + 1..).unwrap_or_default().to_vec();
        // Not why, in somebody's words: they may name whom it was really about, and this goes into
        // the record of another.
        let in_error = out_of_view(stated).map(|one| format!("{} {}.", one.headline(), one.said()));
        Some(Self { statement, since, in_error })
    }

    /// What a text for a clinical record is made from.
    pub fn clinical(&self) -> Option<Clinical<'_>> {
        let in_error = self.in_error.as_deref();
        Some(Clinical { since: &self.since, in_error, ..Clinical::signed(&self.statement)? })
    }

    /// The decision with its corrections and what was carried into it.
    pub fn statement(&self) -> &Statement {
        &self.statement
    }
}
