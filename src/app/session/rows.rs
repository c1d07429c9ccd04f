//! Lines of lists: what is said of a draft, a version, a decision or a link in one row. Made on
//! change, never per frame.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use crate::record::DecisionId;
use crate::record::version::Said;

/// An unfinished draft, as a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLine {
    /// Its file.
    pub path: PathBuf,
    /// The contact that it is of, if it is of one.
    pub contact: Option<DecisionId>,
    /// Where the person was: "At the question: …", "In the record: concern".
    pub place: String,
    /// Whom it is about, on one line.
    pub whose: String,
    /// How old they are; blank where nobody knows, or there are several.
    pub age: String,
    /// What it comes to by now, in a few words; where nobody is named, with the first words that
    /// were written. Blank where there is nothing yet.
    pub what: String,
    /// The same, with its reference.
    pub about: String,
    /// What it began from, if from another decision.
    pub begun_from: Option<String>,
    /// Whether help was got first for a child in danger: its record comes before every other.
    pub danger: bool,
    /// When it was last changed.
    pub changed: DateTime<FixedOffset>,
    /// Whether another workstation began it.
    pub elsewhere: bool,
    /// Whether it was being signed when the program ended.
    pub signing: bool,
    /// What is in it, in words that quote nothing; empty where nothing is.
    pub holds: Vec<String>,
}

/// A version that was not signed, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionLine {
    /// Its file, or what it is known by.
    pub path: PathBuf,
    /// The decision that was signed, or the one that was added to; `None` for a contact.
    pub decision: Option<DecisionId>,
    /// Whom it is about, and its reference.
    pub about: String,
    /// When it was last changed.
    pub changed: DateTime<FixedOffset>,
    /// When the other version was signed.
    pub signed: DateTime<FixedOffset>,
    /// What is said in it and not in what was signed.
    pub says: Vec<Said>,
    /// Whether another workstation wrote it.
    pub elsewhere: bool,
}

impl VersionLine {
    /// What was not signed, as a text.
    pub fn words(&self) -> String {
        let line = |(label, text): &Said| format!("{label}: {text}");
        self.says.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// Another decision that may be about the same people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierLine {
    /// The decision.
    pub decision: DecisionId,
    /// What was decided.
    pub headline: String,
    /// Whom it is about, and when it was decided.
    pub about: String,
    /// Why it may be about the same, the strongest reason first.
    pub reasons: Vec<String>,
    /// Whether an NHS number agrees.
    pub number: bool,
    /// Whether only the address agrees: the household, and not the person.
    pub household: bool,
    /// What is asked before both are put together: their NHS number agrees, their names do not.
    pub asks: Option<String>,
}

/// Another decision that belongs to this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// Which way, and why: "Begun from a request for information".
    pub words: &'static str,
    /// The other one.
    pub decision: DecisionId,
    /// Whether it is signed in this register.
    pub is_here: bool,
}
