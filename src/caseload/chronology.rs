//! Chronology of a child or a household: every passage, event and decision of several
//! decisions in one order, each with its kind and where it comes from. A risk may only show
//! when small concerns are put together (0–18 ¶60).

mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use crate::base::time;
use crate::record::corrected::corrected;
use crate::record::{
    Addition, Body, DecisionId, ItemId, PassageKind, Record, Stated, Statement, out_of_view,
};
use told::{Told, entry, moment, typed};

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Someone asked for information.
    Request,
    /// A passage of the record.
    Passage(PassageKind),
    /// A mark was seen on the body.
    Mark,
    /// Consent was asked.
    Consent,
    /// Advice was taken.
    Advice,
    /// What was decided.
    Decision,
    /// Information was shared.
    Shared,
    /// Somebody of the family was told.
    Told,
    /// What became of it.
    FollowUp,
    /// The case was handed over.
    Handover,
    /// It was entered in a clinical record.
    Entered,
    /// A field of a record reads otherwise.
    Corrected,
    /// What was added later.
    Addition,
}

impl Kind {
    /// As the screens and the print say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Request => "Request",
            Self::Passage(kind) => kind.label(),
            Self::Mark => "Mark on the body",
            Self::Consent => "Consent asked",
            Self::Advice => "Advice",
            Self::Decision => "Decision",
            Self::Shared => "Shared",
            Self::Told => "Told",
            Self::FollowUp => "Follow-up",
            Self::Handover => "Handed over",
            Self::Entered => "Entered in a clinical record",
            Self::Corrected => "Corrected",
            Self::Addition => "Added later",
        }
    }
}

/// One thing that happened, was said, or was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// When, in words as precise as they were written; where nobody wrote it, when it was
    /// decided, and so marked.
    pub when: String,
    /// The day it is sorted by.
    pub day: NaiveDate,
    /// The time of day it is sorted by, where there is one.
    pub time: Option<NaiveTime>,
    /// What, in the words of the record as they stand after their corrections.
    pub what: String,
    /// What was corrected in it: what stood before, who corrected it and when.
    pub corrected: Vec<String>,
    /// The decision that it stands in.
    pub decision: DecisionId,
    /// The child or children that this decision is about; blank where all decisions of the
    /// chronology are about the same one.
    pub about: String,
    /// The children that it is about, where the record says so: one for a mark on the body.
    pub on: Vec<ItemId>,
    /// Whether it may be about one only of the several children of its decision, and the record
    /// does not say about which.
    pub of_several: bool,
    /// Who signed the statement that it stands in.
    pub author: String,
    /// When that was signed.
    pub written: DateTime<FixedOffset>,
}

impl Entry {
    /// Where it stands: the decision, who signed it, and about whom that is.
    pub fn source(&self) -> String {
        let about =
            if self.about.is_empty() { String::new() } else { format!(", about {}", self.about) };
        format!("{}, {}{about}", self.decision, self.author)
    }
}

/// Everything that these statements tell, in order. What a later statement of the same
/// decision repeats is told once, by id, in its latest words; what it left out is still told.
///
/// A corrected field is told as it reads now, with what stood before. A decision that was entered
/// in error is not told.
pub fn chronology<'a>(statements: impl IntoIterator<Item = Stated<'a>>) -> Vec<Entry> {
    let mut stated: Vec<Stated<'_>> = statements.into_iter().collect();
    stated.sort_by(|a, b| {
        let (a, b) = (a.statement, b.statement);
        (a.written, &a.nonce).cmp(&(b.written, &b.nonce))
    });
    let in_error = entered_in_error(&stated);
    stated.retain(|one| !in_error.contains(&one.statement.decision));
    let mut entries: Vec<Entry> = Vec::new();
    let mut children = Children::default();
    for (at, Stated { digest, statement }) in stated.iter().enumerate() {
        match &statement.body {
            Body::Decision(decision) => {
                let later: Vec<&Record> = later_records(&stated, at).collect();
                let own = stated.iter().filter(|one| one.statement.decision == statement.decision);
                let now = corrected(digest, decision, &own.copied().collect::<Vec<_>>());
                let told = Told { statement, signed: &decision.record, now: &now };
                children.learn(&statement.decision, &now.record);
                entries.push(told.decided(&decision.outcome.headline));
                entries.extend(told.entries(&later));
            }
            Body::Addendum(addendum) => {
                entries.push(entry(
                    statement,
                    Kind::Addition,
                    &moment(&statement.written),
                    &addendum.text,
                ));
            }
            // No patient in it.
            Body::Contact(_) => {}
            body => {
                // What a later record of the same decision took over is told there.
                let again = |id: &ItemId| {
                    later_records(&stated, at)
                        .any(|later| later.disclosures.iter().any(|one| one.id == *id))
                };
                entries.extend(body.addition().and_then(|one| added(statement, &one, again)));
            }
        }
    }
    for entry in &mut entries {
        children.say(entry);
    }
    entries.sort_by(|a, b| {
        // A time that nobody wrote comes before the times of its day.
        (a.day, a.time, a.kind, a.written).cmp(&(b.day, b.time, b.kind, b.written))
    });
    entries
}

/// The decisions that were entered in error: nothing of them is told.
fn entered_in_error<'s>(stated: &[Stated<'s>]) -> BTreeSet<&'s DecisionId> {
    let said = stated
        .iter()
        .filter(|one| matches!(one.statement.body, Body::EnteredInError(_) | Body::Disposal(_)));
    let said: BTreeSet<&DecisionId> = said.map(|one| &one.statement.decision).collect();
    let is = |id: &DecisionId| {
        let own: Vec<Stated<'_>> =
            stated.iter().filter(|one| one.statement.decision == *id).copied().collect();
        out_of_view(&own).is_some()
    };
    said.into_iter().filter(|id| is(id)).collect()
}

/// The records that the same decision was given after the statement at this place.
fn later_records<'s>(stated: &[Stated<'s>], at: usize) -> impl Iterator<Item = &'s Record> {
    let decision = stated.get(at).map(|one| &one.statement.decision);
    let later = stated.iter().skip(at + 1).map(|one| one.statement);
    later.filter(move |later| Some(&later.decision) == decision).filter_map(|later| {
        match &later.body {
            Body::Decision(later) => Some(&later.record),
            _ => None,
        }
    })
}

/// The children of each decision, each by the words it has last.
#[derive(Default)]
struct Children<'a>(BTreeMap<&'a DecisionId, Vec<(ItemId, String)>>);

impl<'a> Children<'a> {
    fn learn(&mut self, decision: &'a DecisionId, record: &Record) {
        let there = self.0.entry(decision).or_default();
        for child in &record.children {
            let name = match child.name.split_whitespace().collect::<Vec<_>>().join(" ") {
                name if name.is_empty() => "child not named".to_owned(),
                name => name,
            };
            match there.iter_mut().find(|(id, _)| *id == child.id) {
                Some((_, known)) => *known = name,
                None => there.push((child.id.clone(), name)),
            }
        }
    }

    /// Whom an entry is about, as far as that is known.
    fn say(&self, entry: &mut Entry) {
        let ours = self.0.get(&entry.decision).map_or(&[][..], Vec::as_slice);
        let said = ours.iter().filter(|(id, _)| entry.on.contains(id));
        let said: Vec<&str> = said.map(|(_, name)| name.as_str()).collect();
        entry.about = self.words(&entry.decision);
        entry.of_several = ours.len() > 1 && entry.on.is_empty();
        if !entry.on.is_empty() && said.is_empty() {
            // Never read as about somebody else.
            "a child who is no longer in the record".clone_into(&mut entry.about);
        } else if !said.is_empty() && !entry.about.is_empty() {
            entry.about = said.join(", ");
        }
    }

    /// Whom this decision is about; nothing where every decision is about the same one child.
    fn words(&self, decision: &DecisionId) -> String {
        let all: BTreeSet<&str> =
            self.0.values().flatten().map(|(_, name)| name.as_str()).collect();
        let several = all.len() > 1 || self.0.values().any(|children| children.len() > 1);
        let ours = self.0.get(decision).filter(|_| several).into_iter().flatten();
        ours.map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// What was added, if it is not told elsewhere.
fn added(
    statement: &Statement,
    addition: &Addition,
    again: impl Fn(&ItemId) -> bool,
) -> Option<Entry> {
    let kind = match addition {
        Addition::Disclosure(one) if again(&one.disclosure.id) => return None,
        Addition::Disclosure(_) => Kind::Shared,
        Addition::FollowUp(_) => Kind::FollowUp,
        Addition::Handover(_) => Kind::Handover,
        Addition::ClinicalRecord(_) => Kind::Entered,
        Addition::Correction(_) => Kind::Corrected,
        _ => Kind::Addition,
    };
    let when = addition.when().filter(|when| when.valid().is_some());
    let day = statement.decided.day();
    let at = when.map_or_else(|| moment(&statement.written), |when| typed(day, when));
    Some(entry(statement, kind, &at, &addition.in_words()))
}

/// What stands on the face of every chronology that leaves the app.
pub const THIRD_PARTIES: &str = "Third parties are named here. Do not give it to a patient or a \
                                 family without checking who may read it.";

/// Leaves out what the records say is about another child, and returns how much that was. `who`:
/// the child in each decision; of a decision that is not in it nothing is left out.
pub fn keep_child(entries: &mut Vec<Entry>, who: &BTreeMap<DecisionId, BTreeSet<ItemId>>) -> usize {
    let before = entries.len();
    entries.retain(|entry| match (&entry.on, who.get(&entry.decision)) {
        (on, Some(who)) if !on.is_empty() => on.iter().any(|one| who.contains(one)),
        _ => true,
    });
    before - entries.len()
}

/// What is to be known of these entries, where a record is about several children. `left_out`:
/// how many entries about other children alone are not among them.
pub fn about_several(entries: &[Entry], left_out: usize) -> Vec<String> {
    let several = entries.iter().any(|entry| entry.of_several).then(|| {
        "Some of these decisions are about several children. What is written in them appears \
         under each child, but may be true of only one. “About” names them all."
            .to_owned()
    });
    let marks = match left_out {
        0 => None,
        1 => Some("1 entry that is only about another child is left out.".to_owned()),
        many => Some(format!("{many} entries that are only about other children are left out.")),
    };
    several.into_iter().chain(marks).collect()
}

/// The chronology as a text. `of` says whose it is.
pub fn chronology_text(of: &str, entries: &[Entry]) -> String {
    let mut text = format!("Chronology: {of}\n{THIRD_PARTIES}\n");
    let mut day = None;
    for entry in entries {
        if day != Some(entry.day) {
            day = Some(entry.day);
            // Writing to a String cannot fail.
            let _ = write!(text, "\n{}\n", time::day(entry.day));
        }
        let _ = writeln!(
            text,
            "  {} · {}: {}",
            entry.when,
            entry.kind.label(),
            entry.what.trim().replace('\n', "\n      "),
        );
        for line in &entry.corrected {
            let _ = writeln!(text, "      {}", line.replace('\n', "\n      "));
        }
        let _ = writeln!(text, "      {}", entry.source());
    }
    text
}

#[cfg(test)]
mod tests;
