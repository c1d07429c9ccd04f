//! What follows from the guidance: the pathway from a worry or a request to a decision.
//!
//! The pathway is data, `guidance/pathway.ron` in the form of [`data`]. [`load`] reads it and
//! refuses names that lead nowhere, [`replay`] walks it with a doctor's answers, [`check`]
//! proves over every walk what must never be broken. [`paper()`] prints it to be followed by
//! hand, [`dot()`] to be drawn. No routing is written in the code.

mod alternatives;
pub mod answers;
pub mod because;
pub mod change;
pub mod check;
pub mod compare;
pub mod data;
pub mod dot;
pub mod ledger;
pub mod load;
pub mod map;
pub mod open;
pub mod outcome;
pub mod paper;
pub mod print;
pub mod reopen;
pub mod replay;
pub mod retold;
pub mod span;
pub mod turns;
mod wiring;
mod words;

#[cfg(test)]
mod example;

pub use alternatives::{Alternative, alternatives};
pub use answers::{AnswerError, read_answers};
pub use because::{Because, because, because_duties, because_outcome_words, because_words};
pub use change::{Change, PendingChange, change};
pub use check::{Finding, TooLarge, Walk, check, check_bounded, check_text, walks};
pub use compare::{Came, Comparison, Given, Named, Verdict, Worded, asked, came, compare};
pub use dot::dot;
pub use ledger::{Ledger, LedgerError, ledger_text};
pub use load::{Pathway, PathwayError, Problem};
pub use open::{Help, OpenHelp};
pub use outcome::{Awaits, DANGER, OutcomeId, OutcomeKind, is_acknowledged, with_consent};
pub use paper::paper;
pub use reopen::{unsure_of, waits_for};
pub use replay::{Answers, Replay, Step, considered, due_of, duties_of, lead_of, replay};
pub use retold::{Answered, AskedAfter, FellAway, Retold, RetoldDuty, RetoldOutcome};
pub use turns::{Turn, turns};
