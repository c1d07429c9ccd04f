//! The pathway as data: what a pathway file says, whatever its format.
//!
//! The ids are the contract: saved records, tests and answer files name them. No routing is
//! written anywhere else. Each format has its own form of the file below this one; [`one`] is
//! frozen. What the formats share may only be changed once the older has a copy of its own.

pub(super) mod one;
pub(super) mod two;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::outcome::OutcomeKind;
use crate::guidance::Cite;

/// A pathway.
#[derive(Clone, Debug)]
pub struct Data {
    /// The format of its file: 1, or 2 today.
    pub format: u32,
    /// Named conditions, so that paper and screen can say them in words.
    pub conditions: BTreeMap<String, Condition>,
    /// The questions; the walk begins at the first.
    pub questions: Vec<Question>,
    /// Questions that are asked once the outcome is known. They shape duties, never route.
    pub after: Vec<AfterQuestion>,
    /// The outcomes, the most protective first.
    pub outcomes: Vec<Outcome>,
    /// What is offered to be ticked as looked for and not found.
    pub considered: Option<Considered>,
    /// Held paragraphs that no question and no duty cites, each with the reason.
    pub for_reading: Vec<ForReading>,
}

/// What can be ticked into the record as looked for and not found.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Considered {
    /// The name of the condition under which it is offered.
    pub only: String,
    /// What one looks for, a few words each.
    pub lines: Vec<String>,
}

/// What must not be taken for a lesser concern: shown once a lesser choice is picked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Never {
    /// The lesser choices.
    pub choices: Vec<String>,
    /// The choice that is offered where something of it is so.
    pub instead: String,
    /// What it is, a line each, to be ticked.
    pub lines: Vec<String>,
}

/// A condition with a name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// In words, for "if …": "the case is urgent".
    pub words: String,
    /// When it holds.
    pub holds: Guard,
}

/// What a condition may look at. No condition names a condition.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Guard {
    /// All of these hold.
    All(Vec<Guard>),
    /// One of these holds.
    Any(Vec<Guard>),
    /// This does not hold.
    Not(Box<Guard>),
    /// The walk came through this question and the answer is one of these choices.
    Is(String, Vec<String>),
    /// The walk came through this question.
    Asked(String),
}

/// A question of the walk.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// Column and row on the map.
    pub at: (u8, u8),
    /// The question.
    pub title: String,
    /// A line under it.
    pub hint: String,
    /// Why this is asked.
    pub why: String,
    /// Help, in our own words, a paragraph each.
    pub help: Vec<String>,
    /// Clinical hints, in our own words and marked as ours, a line each.
    pub hints: Vec<String>,
    /// What must not be taken for one of the lesser choices.
    pub never: Option<Never>,
    /// What it is based on.
    pub cites: Vec<Cite>,
    /// The choices, in the order of their number keys.
    pub choices: Vec<Choice>,
}

impl Question {
    /// Whether a choice is a lesser concern, which some things never are.
    pub fn is_lesser(&self, choice: &Choice) -> bool {
        self.never.as_ref().is_some_and(|never| never.choices.contains(&choice.id))
    }
}

/// A choice.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// What is pressed.
    pub label: String,
    /// What it means or leads to.
    #[serde(default)]
    pub detail: String,
    /// The answer as a reason: "Waiting would increase the risk."
    pub reason: String,
    /// Whether it speaks against sharing, or against sharing without consent. Where information
    /// is shared all the same, it is an answer and no reason.
    #[serde(default)]
    pub against: bool,
    /// What this answer as a reason rests on, where that differs from the question's.
    #[serde(default)]
    pub cites: Vec<Cite>,
    /// Where it leads: the first that applies. The last is `Else`.
    pub next: Vec<Next>,
}

/// One way onward.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Next {
    /// If the condition of this name holds.
    If(String, Target),
    /// Otherwise.
    Else(Target),
}

/// Where a way leads.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Target {
    /// To a question.
    Ask(String),
    /// To an outcome.
    End(String),
}

/// A question asked after the outcome is known.
#[derive(Clone, Debug)]
pub struct AfterQuestion {
    /// Its id.
    pub id: String,
    /// The question.
    pub title: String,
    /// A line under it.
    pub hint: String,
    /// Why this is asked.
    pub why: String,
    /// Clinical hints, in our own words.
    pub hints: Vec<String>,
    /// What it is based on.
    pub cites: Vec<Cite>,
    /// The outcomes after which it is asked.
    pub outcomes: Vec<String>,
    /// Only if the condition of this name holds.
    pub only: Option<String>,
    /// The choices.
    pub choices: Vec<AfterChoice>,
}

/// A choice of a question asked afterwards.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AfterChoice {
    /// Its id.
    pub id: String,
    /// What is pressed.
    pub label: String,
    /// What it means.
    #[serde(default)]
    pub detail: String,
}

/// An outcome.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Its id.
    pub id: String,
    /// Column and row on the map.
    pub at: (u8, u8),
    /// Its headline.
    pub headline: String,
    /// What it comes to, in one or two sentences, where none of `leads` applies.
    pub lead: String,
    /// What it comes to under the condition of this name: the first that applies.
    pub leads: Vec<(String, String)>,
    /// Protective rank: higher protects more; equal ranks stand beside each other.
    pub rank: u8,
    /// What it is.
    pub is: OutcomeKind,
    /// When an open case is due: the first that applies.
    pub due: Vec<Due>,
    /// What it asks of the doctor, in the order to be done.
    pub duties: Vec<Duty>,
}

impl Outcome {
    /// Whether the case stays open.
    pub fn is_open(&self) -> bool {
        self.is == OutcomeKind::Open
    }
}

/// A due time, as an ISO 8601 duration from the moment of decision.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Due {
    /// If the condition of this name holds.
    If(String, String),
    /// Otherwise.
    Else(String),
}

/// Something an outcome asks of the doctor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Its id, shared by outcomes that ask the same.
    pub id: String,
    /// How strongly, and in whose words.
    pub verb: DutyVerb,
    /// What, in plain words.
    pub text: String,
    /// What it is based on, what is in force first. A removed paragraph is never alone.
    pub cites: Vec<Cite>,
    /// Whether it sends the doctor to the family: to ask, to tell, or to offer them something.
    pub family: bool,
    /// Only if the condition of this name holds. It may look at the questions asked
    /// afterwards.
    pub only: Option<String>,
}

/// The GMC's verbs, kept as they are, and the app's own advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DutyVerb {
    /// A duty, or be able to justify why not.
    Must,
    /// A duty that may not apply to all situations.
    Should,
    /// Allowed.
    May,
    /// Advice of this app's own.
    Ours,
}

impl DutyVerb {
    /// All of them.
    const ALL: [Self; 4] = [Self::Must, Self::Should, Self::May, Self::Ours];

    /// As it is written in a statement.
    pub fn word(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::May => "may",
            Self::Ours => "ours",
        }
    }

    /// The one that is written so in a statement. What another version wrote there is ours: the
    /// GMC's verbs are never more than these.
    pub fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|verb| verb.word() == word).unwrap_or(Self::Ours)
    }

    /// As it is read within a line: "must", "our advice".
    pub fn label(self) -> &'static str {
        match self {
            Self::Ours => "our advice",
            verb => verb.word(),
        }
    }

    /// As it is read at the head of a line: "Must", "Our advice".
    pub fn heading(self) -> &'static str {
        match self {
            Self::Must => "Must",
            Self::Should => "Should",
            Self::May => "May",
            Self::Ours => "Our advice",
        }
    }
}

/// A held paragraph that is there for reading.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForReading {
    /// Which.
    pub cite: Cite,
    /// Why nothing here asks for it.
    pub because: String,
}

#[cfg(test)]
mod tests {
    use crate::pathway::Pathway;

    #[test]
    fn the_pathway_file_has_this_form() {
        let pathway = Pathway::embedded().unwrap();
        let data = pathway.data();
        assert_eq!(
            (data.format, data.questions.len(), data.after.len(), data.outcomes.len()),
            (2, 22, 4, 14)
        );
    }
}
