//! The draft: unfinished work, saved at most a second after the oldest unsaved change.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::base::ronfile::{blank, unique_map};
use crate::pathway::replay::Answers;
use crate::record::contact::Contact;
use crate::record::form::{Field, Record};
use crate::record::ids::{DecisionId, DeviceId, Digest, ItemId, Nonce, RegisterId};
use crate::record::link::Link;
use crate::record::removal::Removed;
use crate::record::statement::{Addition, Departure};
use crate::record::text::sections_of;

/// Unfinished work of one workstation, tied to the rules it began with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The format, [`crate::record::statement::FORMAT`].
    pub format: u32,
    /// The register it will be signed into.
    pub register: RegisterId,
    /// The decision it is, or adds to.
    pub decision: DecisionId,
    /// sha256 of the first statement of the decision that it adds to, as it was known when this
    /// was begun: it is never signed as a first statement. `None` on a new decision, and in a
    /// draft of an earlier version.
    #[serde(default, skip_serializing_if = "blank")]
    pub root: Option<Digest>,
    /// The nonce of the statement to be, so that signing again after a crash gives the same
    /// file.
    pub nonce: Nonce,
    /// The workstation.
    pub device: DeviceId,
    /// sha256 of the pathway and guidance files it began with, by file name.
    #[serde(deserialize_with = "unique_map")]
    pub rules: BTreeMap<String, Digest>,
    /// When it was begun.
    pub begun: DateTime<FixedOffset>,
    /// Who began it, where nobody else is to see it before it is signed: a review. Blank for what
    /// everybody sees.
    #[serde(default, skip_serializing_if = "blank")]
    pub begun_by: String,
    /// When it was last changed.
    pub changed: DateTime<FixedOffset>,
    /// When signing began. Kept once set, so that signing again after a crash writes the
    /// same bytes.
    #[serde(default, skip_serializing_if = "blank")]
    pub signing: Option<Signing>,
    /// When it was put away as begun by mistake; it can be taken back.
    #[serde(default, skip_serializing_if = "blank")]
    pub put_away: Option<DateTime<FixedOffset>>,
    /// sha256 of the draft in the register that this one follows, while it waits in the outbox:
    /// on its return it takes the place of that one, and of no other.
    #[serde(default, skip_serializing_if = "blank")]
    pub instead_of: Option<Digest>,
    /// sha256 of drafts that were on their way to the register when it stopped answering, while
    /// this one waits in the outbox. They may have come there since: it takes their place too.
    #[serde(default, skip_serializing_if = "blank")]
    pub tried: Vec<Digest>,
    /// What is being written.
    pub work: Work,
}

impl Draft {
    /// What is in it, in words that quote nothing: "3 answers", "words under Who". Empty where
    /// nothing was answered or typed.
    pub fn holds(&self) -> Vec<String> {
        let work = match &self.work {
            Work::Addendum(text) if text.trim().is_empty() => return Vec::new(),
            Work::Addendum(_) => return vec!["the words of a note".to_owned()],
            Work::Contact(contact) if contact.is_blank() => return Vec::new(),
            Work::Contact(_) => return vec!["what is written about a contact".to_owned()],
            Work::Addition(addition) if addition.is_blank() => return Vec::new(),
            Work::Addition(addition) => {
                return vec![format!("what is written of a {}", addition.kind().noun())];
            }
            Work::Decision(work) => work,
        };
        let mut holds = Vec::new();
        if work.acted_first.is_some() {
            holds.push("the time at which “Child in danger now” was pressed".to_owned());
        }
        match work.answers.0.len() {
            0 => {}
            1 => holds.push("1 answer".to_owned()),
            more => holds.push(format!("{more} answers")),
        }
        if work.departure.is_some() {
            holds.push("a decision that differs from the outcome".to_owned());
        }
        for section in sections_of(&work.record, None) {
            holds.push(format!("what is written under {}", section.heading));
        }
        if !work.set_aside.is_empty() || !work.removed.is_empty() {
            holds.push("words that were set aside".to_owned());
        }
        holds
    }
}

/// What was fixed when signing began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signing {
    /// The whole statement as RON, exactly the bytes that are published.
    pub statement: String,
}

/// What a draft is a draft of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Work {
    /// A decision.
    Decision(Box<DecisionDraft>),
    /// An addendum to a signed decision.
    Addendum(String),
    /// A contact, or a change of one.
    Contact(Box<Contact>),
    /// Something else that is added to a signed decision.
    #[serde(rename = "Later")]
    Addition(Box<Addition>),
}

/// A decision in the making.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionDraft {
    /// When "child in danger now" was pressed, if it was.
    #[serde(default, skip_serializing_if = "blank")]
    pub acted_first: Option<DateTime<FixedOffset>>,
    /// The outcome that it came to, or that was decided instead, and since when.
    #[serde(default, skip_serializing_if = "blank")]
    pub came_to: Option<CameTo>,
    /// The answers so far.
    pub answers: Answers,
    /// Where the person is, to come back to.
    pub place: Place,
    /// What the doctor decided instead of the outcome.
    #[serde(default, skip_serializing_if = "blank")]
    pub departure: Option<Departure>,
    /// The record so far.
    pub record: Record,
    /// Texts typed for what no longer applies.
    #[serde(default, deserialize_with = "unique_map", skip_serializing_if = "blank")]
    pub set_aside: BTreeMap<String, String>,
    /// Parts that were taken out of the record, in the order in which that was done, until they
    /// are put back or left out for good.
    #[serde(default, skip_serializing_if = "blank")]
    pub removed: Vec<Removed>,
    /// Decisions that this one began from.
    #[serde(default, skip_serializing_if = "blank")]
    pub linked: Vec<Link>,
    /// Of whom it was said that they are somebody else than a person of another decision.
    #[serde(default, skip_serializing_if = "blank")]
    pub not_same: Vec<NotSame>,
    /// Whether the author was put down as the owner of the case because it stays open. That is
    /// done once: who takes the name out leaves the case with nobody.
    #[serde(default, skip_serializing_if = "blank")]
    pub owner_offered: bool,
}

/// What was decided, and when: once the outcome was there, not once its record was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CameTo {
    /// The id of the outcome.
    pub outcome: String,
    /// Since when it has been that one.
    pub at: DateTime<FixedOffset>,
}

/// It was said that a person of this draft is not the one of another decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotSame {
    /// The other decision.
    pub decision: DecisionId,
    /// The person of this draft.
    pub ours: ItemId,
    /// The person of the other decision.
    pub theirs: ItemId,
    /// Whether the NHS numbers agreed when it was said.
    pub number: bool,
}

/// Where the person is in a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// At the next question, or at the question of this id.
    #[default]
    Questions,
    /// Looking again at an answered question.
    Question(String),
    /// At the outcome.
    Outcome,
    /// In the record, at a field.
    Record(Option<Field>),
    /// At check-your-answers.
    Check,
}
