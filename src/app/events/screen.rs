//! Which screen is shown.

use crate::record::DecisionId;

/// The screens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// What is unfinished; with nothing there, what this is.
    Home,
    /// The questions, the outcome, or the record of the decision in hand.
    Decide,
    /// Whom to ring now.
    ActNow,
    /// The list of signed decisions.
    Decisions,
    /// One signed decision.
    Decision(DecisionId),
    /// The guidance.
    Guidance,
    /// What waits for a reviewer; or one signed decision, which is being reviewed.
    Review(Option<DecisionId>),
    /// Whom to ring.
    Contacts,
    /// The chronology of a child or a household.
    Chronology,
    /// Worked cases, to be read.
    Worked,
    /// Name, register, look.
    Settings,
    /// The guide, what could go wrong, what the program is.
    Help,
}

impl Screen {
    /// Whether what it shows is of the register that is open, and of no other.
    pub fn is_of_a_register(&self) -> bool {
        use Screen::{ActNow, Chronology, Decide, Decision, Review};
        matches!(self, Decide | Decision(_) | Review(_) | Chronology | ActNow)
    }

    /// Whether it is a signed decision.
    pub fn is_decision(&self) -> bool {
        matches!(self, Self::Decision(_))
    }
}
