//! Why a signed decision came out as it did, and how near it was to another: by the rules that it
//! was made under.

use crate::pathway::replay::Answers;
use crate::pathway::turns::{SHOWN, turns};
use crate::pathway::{Pathway, because_duties, because_outcome_words, because_words, duties_of};
use crate::record::statement::{Decision, FrozenDuty};

/// What the rules of a decision say of its answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reasons {
    /// The answers that decided the suggested outcome, in one line; blank where none did.
    pub outcome: String,
    /// By duty, in the order of the statement: the answers that it follows from; blank for one
    /// that the outcome always asks.
    pub duties: Vec<String>,
    /// The same for the duties of the suggested outcome, where something less protective was
    /// decided.
    pub instead_of: Vec<String>,
    /// Which single answers, given otherwise, would have led elsewhere: a sentence each, the most
    /// protective first, at most [`SHOWN`].
    pub turns: Vec<String>,
}

impl Reasons {
    /// Of a decision that says what `own`, the pathway that it was made under, gives.
    pub fn of(decision: &Decision, own: &Pathway) -> Self {
        let answers = decision.basis.answers();
        let suggested = decision.outcome.id.as_str();
        let instead_of = decision.departure.as_ref().map_or(&[][..], |one| &one.instead_of);
        Self {
            outcome: because_outcome_words(own, answers),
            duties: of_each(own, decision.decided_id(), answers, &decision.outcome.duties),
            instead_of: of_each(own, suggested, answers, instead_of),
            turns: turns(own, answers).iter().take(SHOWN).map(|turn| turn.words(own)).collect(),
        }
    }
}

/// What each of these duties of an outcome follows from.
fn of_each(own: &Pathway, outcome: &str, answers: &Answers, duties: &[FrozenDuty]) -> Vec<String> {
    let asked = duties_of(own, outcome, answers).into_iter();
    let because: Vec<_> = asked.zip(because_duties(own, outcome, answers)).collect();
    let of = |text: &str| {
        let found = because.iter().find(|(duty, _)| duty.text == text);
        found.map(|(_, steps)| because_words(own, steps)).unwrap_or_default()
    };
    duties.iter().map(|duty| of(&duty.text)).collect()
}
