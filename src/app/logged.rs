//! What is known of the log of the register that is open.

use crate::record::DecisionId;
use crate::register::log::{Entry, Of};

/// What the window shows of a register: of what kind it is, and of which decisions.
pub type Shows = (Of, Vec<DecisionId>);

/// What is known of the log of the register that is open.
#[derive(Debug, Default)]
pub struct Logged {
    /// What was noted as opened last.
    pub opened: Option<Shows>,
    /// What could not be noted yet.
    pub waiting: Vec<Entry>,
    /// Whether the file of this month was asked for.
    pub asked: bool,
}
