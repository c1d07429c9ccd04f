//! Format 2 of a pathway file, the one of today: each duty is written once, and an outcome lists
//! duties by their ids.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use super::{AfterChoice, Choice, Condition, Considered, Data, Due, DutyVerb, ForReading, Never};
use crate::base::ronfile::unique_map;
use crate::guidance::Cite;
use crate::pathway::outcome::OutcomeKind;

/// The file.
#[derive(Debug, Deserialize)]
#[serde(rename = "Pathway", deny_unknown_fields)]
pub struct File {
    format: u32,
    #[serde(deserialize_with = "unique_map")]
    conditions: BTreeMap<String, Condition>,
    questions: Vec<Question>,
    after: Vec<AfterQuestion>,
    /// What outcomes ask of the doctor, by id.
    #[serde(deserialize_with = "unique_map")]
    duties: BTreeMap<String, Duty>,
    outcomes: Vec<Outcome>,
    #[serde(default)]
    considered: Option<Considered>,
    #[serde(default)]
    for_reading: Vec<ForReading>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    id: String,
    at: (u8, u8),
    title: String,
    #[serde(default)]
    hint: String,
    why: String,
    #[serde(default)]
    help: Vec<String>,
    #[serde(default)]
    hints: Vec<String>,
    #[serde(default)]
    never: Option<Never>,
    cites: Vec<Cite>,
    choices: Vec<Choice>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AfterQuestion {
    id: String,
    title: String,
    #[serde(default)]
    hint: String,
    why: String,
    #[serde(default)]
    hints: Vec<String>,
    cites: Vec<Cite>,
    outcomes: Vec<String>,
    #[serde(default)]
    only: Option<String>,
    choices: Vec<AfterChoice>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Duty {
    verb: DutyVerb,
    text: String,
    cites: Vec<Cite>,
    #[serde(default)]
    family: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Outcome {
    id: String,
    at: (u8, u8),
    headline: String,
    lead: Vec<Lead>,
    rank: u8,
    /// Came later: before, a file only said whether it stays `open`.
    #[serde(default, deserialize_with = "said")]
    is: Option<OutcomeKind>,
    #[serde(default)]
    open: bool,
    #[serde(default)]
    due: Vec<Due>,
    duties: Vec<Asks>,
}

/// What is written where there is something, without `Some`.
fn said<'de, D: Deserializer<'de>>(from: D) -> Result<Option<OutcomeKind>, D::Error> {
    OutcomeKind::deserialize(from).map(Some)
}

/// What an outcome comes to, in words.
#[derive(Debug, Deserialize)]
enum Lead {
    /// Where the condition of this name holds.
    If(String, String),
    /// Otherwise.
    Else(String),
}

/// A duty that an outcome lists.
#[derive(Debug, Deserialize)]
enum Asks {
    /// Always.
    Do(String),
    /// Where the condition of this name holds.
    If(String, String),
}

/// A duty that an outcome lists and that the file does not have.
#[derive(Debug)]
pub struct NoSuchDuty(pub String);

impl File {
    /// The pathway that it describes.
    pub fn into_data(self) -> Result<Data, NoSuchDuty> {
        let Self {
            format,
            conditions,
            questions,
            after,
            duties,
            outcomes,
            considered,
            for_reading,
        } = self;
        let outcomes: Result<Vec<_>, _> =
            outcomes.into_iter().map(|outcome| outcome.with(&duties)).collect();
        Ok(Data {
            format,
            conditions,
            questions: questions.into_iter().map(Into::into).collect(),
            after: after.into_iter().map(Into::into).collect(),
            outcomes: outcomes?,
            considered,
            for_reading,
        })
    }
}

impl Outcome {
    fn with(self, all: &BTreeMap<String, Duty>) -> Result<super::Outcome, NoSuchDuty> {
        let Self { id, at, headline, lead: said, rank, is, open, due, duties: asks } = self;
        let is = is.unwrap_or_else(|| super::one::what_it_is(&id, open));
        let (mut lead, mut leads) = (String::new(), Vec::new());
        for one in said {
            match one {
                Lead::If(name, words) => leads.push((name, words)),
                Lead::Else(words) => lead = words,
            }
        }
        let mut duties = Vec::with_capacity(asks.len());
        for one in asks {
            let (id, only) = match one {
                Asks::Do(id) => (id, None),
                Asks::If(name, id) => (id, Some(name)),
            };
            let Some(duty) = all.get(&id) else { return Err(NoSuchDuty(id)) };
            let Duty { verb, text, cites, family } = duty.clone();
            duties.push(super::Duty { id, verb, text, cites, family, only });
        }
        Ok(super::Outcome { id, at, headline, lead, leads, rank, is, due, duties })
    }
}

impl From<Question> for super::Question {
    fn from(file: Question) -> Self {
        let Question { id, at, title, hint, why, help, hints, never, cites, choices } = file;
        Self { id, at, title, hint, why, help, hints, never, cites, choices }
    }
}

impl From<AfterQuestion> for super::AfterQuestion {
    fn from(file: AfterQuestion) -> Self {
        let AfterQuestion { id, title, hint, why, hints, cites, outcomes, only, choices } = file;
        Self { id, title, hint, why, hints, cites, outcomes, only, choices }
    }
}
