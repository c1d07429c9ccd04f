//! A decision as it is signed: what it rests on, its outcome as it was worded on the day, and what
//! the doctor decided instead.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::base::ronfile::{blank, unique_map};
use crate::pathway::DANGER;
use crate::pathway::replay::Answers;
use crate::record::form::Record;
use crate::record::link::Link;
use crate::record::statement::deciding::IN_DANGER;

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What it rests on.
    pub basis: Basis,
    /// The outcome as it was worded on the day.
    pub outcome: Frozen,
    /// What the doctor decided instead, if they departed from the outcome.
    #[serde(default, skip_serializing_if = "blank")]
    pub departure: Option<Departure>,
    /// The record.
    pub record: Record,
    /// What had been typed for parts that no longer apply: part → text. Never lost.
    #[serde(default, deserialize_with = "unique_map", skip_serializing_if = "blank")]
    pub set_aside: BTreeMap<String, String>,
    /// What was still to do when it was signed, in words.
    #[serde(default, skip_serializing_if = "blank")]
    pub owed: Vec<String>,
    /// The text that was ready to be sent or said, such as the questions of an open case.
    #[serde(default, skip_serializing_if = "blank")]
    pub ready: Option<ReadyText>,
    /// Decisions that this one began from.
    #[serde(default, skip_serializing_if = "blank")]
    pub linked: Vec<Link>,
}

/// A text that was ready to be sent or said, as it was when it was signed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadyText {
    /// What it is: "Ring back, and ask".
    pub heading: String,
    /// Its lines.
    pub lines: Vec<String>,
}

impl Decision {
    /// The id of the outcome decided: the one departed to, help first where that was got, else
    /// the one suggested.
    pub fn decided_id(&self) -> &str {
        match (&self.departure, &self.basis) {
            (Some(departure), _) => &departure.to,
            (None, Basis::ActedFirst(..)) => DANGER,
            (None, Basis::Pathway(_)) => &self.outcome.id,
        }
    }

    /// What the questions led to that were answered after help had come, in the words of the day;
    /// `None` where that was help first, too, or none was answered.
    pub fn led_to_afterwards(&self) -> Option<&str> {
        let Basis::ActedFirst(_, answers) = &self.basis else { return None };
        let (start, danger) = IN_DANGER;
        let asked = answers.0.get(start).is_some_and(|choice| choice != danger);
        (asked && self.outcome.id != DANGER).then_some(self.outcome.headline.as_str())
    }
}

/// What a decision rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
    /// The answers to the pathway.
    Pathway(Answers),
    /// Help was got first, at this moment; the answers given by then.
    ActedFirst(DateTime<FixedOffset>, Answers),
}

impl Basis {
    /// The answers.
    pub fn answers(&self) -> &Answers {
        match self {
            Self::Pathway(answers) | Self::ActedFirst(_, answers) => answers,
        }
    }
}

/// The outcome, worded as it was on the day, so that it can be read without the pathway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frozen {
    /// The outcome's id ("share-now").
    pub id: String,
    /// Its headline.
    pub headline: String,
    /// Each question that led there with its answer, in order.
    pub trail: Vec<(String, String)>,
    /// The duties it listed.
    pub duties: Vec<FrozenDuty>,
}

/// A duty as it was worded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrozenDuty {
    /// "must", "should", "may", or "ours".
    pub verb: String,
    /// Its words.
    pub text: String,
    /// What it rests on, "0-18 61".
    #[serde(default, skip_serializing_if = "blank")]
    pub cites: Vec<String>,
}

/// What the doctor decided instead of the suggested outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Departure {
    /// The outcome decided, by id.
    pub to: String,
    /// Its headline on the day.
    pub headline: String,
    /// Why.
    #[serde(default, skip_serializing_if = "blank")]
    pub reason: String,
    /// What the suggested outcome asked, in its words on the day, where what was decided
    /// protects less: a reader is told what was departed from. Came later.
    #[serde(default, skip_serializing_if = "blank")]
    pub instead_of: Vec<FrozenDuty>,
}
