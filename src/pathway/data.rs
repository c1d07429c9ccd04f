//! The pathway as data: what `guidance/pathway.ron` may say.
//!
//! The ids are the contract: saved records, tests and answer files name them. No routing is
//! written anywhere else.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::ronfile::unique_map;
use crate::guidance::Cite;

/// The file.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename = "Pathway", deny_unknown_fields)]
pub struct Data {
    /// The format of this file, 1.
    pub format: u32,
    /// Named conditions, so that paper and screen can say them in words.
    #[serde(deserialize_with = "unique_map")]
    pub conditions: BTreeMap<String, Condition>,
    /// The questions; the walk begins at the first.
    pub questions: Vec<Question>,
    /// Questions that are asked once the outcome is known. They shape duties, never route.
    pub after: Vec<AfterQuestion>,
    /// The outcomes, the most protective first.
    pub outcomes: Vec<Outcome>,
    /// Held paragraphs that no question and no duty cites, each with the reason.
    #[serde(default)]
    pub for_reading: Vec<ForReading>,
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
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// Column and row on the map.
    pub at: (u8, u8),
    /// The question.
    pub title: String,
    /// A line under it.
    #[serde(default)]
    pub hint: String,
    /// Why this is asked.
    pub why: String,
    /// Help, in our own words, a paragraph each.
    #[serde(default)]
    pub help: Vec<String>,
    /// Clinical hints, in our own words and marked as ours, a line each.
    #[serde(default)]
    pub hints: Vec<String>,
    /// Choices that can be pressed only once the hints were seen.
    #[serde(default)]
    pub hints_before: Vec<String>,
    /// What it rests on.
    pub cites: Vec<Cite>,
    /// The choices, in the order of their number keys.
    pub choices: Vec<Choice>,
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
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AfterQuestion {
    /// Its id.
    pub id: String,
    /// The question.
    pub title: String,
    /// Why this is asked.
    pub why: String,
    /// Clinical hints, in our own words.
    #[serde(default)]
    pub hints: Vec<String>,
    /// What it rests on.
    pub cites: Vec<Cite>,
    /// The outcomes after which it is asked.
    pub outcomes: Vec<String>,
    /// Only if the condition of this name holds.
    #[serde(default)]
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
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Its id.
    pub id: String,
    /// Column and row on the map.
    pub at: (u8, u8),
    /// Its headline.
    pub headline: String,
    /// What it comes to, in one or two sentences.
    pub lead: String,
    /// Protective rank: higher protects more; equal ranks stand beside each other.
    pub rank: u8,
    /// Whether the case stays open.
    #[serde(default)]
    pub open: bool,
    /// When an open case is due: the first that applies.
    #[serde(default)]
    pub due: Vec<Due>,
    /// What it asks of the doctor, in the order to be done.
    pub duties: Vec<Duty>,
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
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Its id, shared by outcomes that ask the same.
    pub id: String,
    /// How strongly, and in whose words.
    pub verb: DutyVerb,
    /// What, in plain words.
    pub text: String,
    /// What it rests on. A removed paragraph never stands alone.
    pub cites: Vec<Cite>,
    /// Only if the condition of this name holds. It may look at the questions asked
    /// afterwards.
    #[serde(default)]
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
    use super::Data;
    use crate::base::ronfile;

    #[test]
    fn the_pathway_file_has_this_form() {
        let file = include_bytes!("../../guidance/pathway.ron");
        let data: Data = ronfile::read(file).unwrap_or_else(|error| panic!("{}", error.in_full()));
        assert_eq!(
            (data.format, data.questions.len(), data.after.len(), data.outcomes.len()),
            (1, 22, 3, 14)
        );
    }
}
