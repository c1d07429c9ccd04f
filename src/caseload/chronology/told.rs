//! What one statement brings into a chronology, and at which time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use super::{Entry, Kind};
use crate::base::time::{self, When};
use crate::record::corrected::Corrected;
use crate::record::removal::references;
use crate::record::typed::DayTime;
use crate::record::{ConsentAnswer, Field, Item, ItemId, Part, Record, Section, Statement, Typed};

/// When something was, as far as it was said.
pub(super) struct At {
    words: String,
    day: NaiveDate,
    time: Option<NaiveTime>,
}

pub(super) fn moment(at: &DateTime<FixedOffset>) -> At {
    At { words: time::clock(at), day: at.date_naive(), time: Some(at.time()) }
}

/// A typed time; one that is blank, or no date, stands at the day of the decision, marked.
pub(super) fn typed(decided: NaiveDate, typed: &Typed<DayTime>) -> At {
    match typed.valid() {
        Some(at @ DayTime { day, time: Some(time), .. }) => {
            At { words: at.clock().unwrap_or_default(), day, time: Some(time) }
        }
        Some(DayTime { day, part, .. }) => {
            At { words: part.unwrap_or("no time").to_owned(), day, time: None }
        }
        None => {
            let words = if typed.is_blank() {
                "not dated".to_owned()
            } else {
                format!("“{}”", typed.text.trim())
            };
            At { words, day: decided, time: None }
        }
    }
}

pub(super) fn entry(statement: &Statement, kind: Kind, at: &At, what: &str) -> Entry {
    Entry {
        kind,
        when: at.words.clone(),
        day: at.day,
        time: at.time,
        what: what.to_owned(),
        corrected: Vec::new(),
        decision: statement.decision.clone(),
        about: String::new(),
        on: Vec::new(),
        of_several: false,
        author: statement.author.name.clone(),
        written: statement.written,
    }
}

/// A decision statement with its record as it reads after its corrections.
pub(super) struct Told<'a> {
    pub(super) statement: &'a Statement,
    /// The record as it was signed.
    pub(super) signed: &'a Record,
    pub(super) now: &'a Corrected,
}

impl Told<'_> {
    /// That it was decided. `suggested` is the outcome of its answers.
    pub(super) fn decided(&self, suggested: &str) -> Entry {
        let Self { statement, now, .. } = self;
        let what = match &now.departure {
            Some(departure) => format!("{} (suggested: {suggested})", departure.headline),
            None => statement.headline.clone(),
        };
        let mut entry = entry(statement, Kind::Decision, &self.decided_at(), &what);
        entry.corrected = self.corrections(&what, |field| {
            matches!(field.part, Part::Decided | Part::DepartureReason | Part::ChildName)
        });
        entry
    }

    /// When it was decided: as the record reads, where that was corrected.
    fn decided_at(&self) -> At {
        let corrected = self.now.find(&Field::once(Part::Decided)).is_some();
        let reads = &self.now.record.decided;
        match &self.statement.decided {
            _ if corrected && reads.valid().is_some() => typed(self.statement.decided.day(), reads),
            When::At(at) => moment(at),
            When::Day(day) => At { words: "no time".to_owned(), day: *day, time: None },
            When::About(words, day) => {
                At { words: format!("“{words}”"), day: *day, time: None }
            }
        }
    }

    /// What was corrected in these fields. What reads now is added where `what` has it not.
    fn corrections(&self, what: &str, of: impl Fn(&Field) -> bool) -> Vec<String> {
        let mut lines = Vec::new();
        for one in self.now.fields.iter().filter(|one| of(&one.field)) {
            let reads = match one.now.trim() {
                "" => "nothing".to_owned(),
                now if what.contains(now) => String::new(),
                now => format!("“{now}”"),
            };
            let reads = if reads.is_empty() { reads } else { format!(" Now: {reads}.") };
            lines.push(format!("“{}” was corrected.{reads} {}", one.label, one.words().join(" ")));
        }
        lines
    }

    /// What the record tells and none of the later ones of its decision tells again.
    pub(super) fn entries(&self, later: &[&Record]) -> Vec<Entry> {
        let record = &self.now.record;
        let day = self.decided_at().day;
        let again: BTreeSet<&ItemId> = later.iter().flat_map(|record| items(record)).collect();
        let whom: BTreeMap<ItemId, &[ItemId]> = references(record)
            .into_iter()
            .filter(|(field, _)| field.part != Part::EnteredWhose)
            .filter_map(|(field, whom)| Some((field.item?, whom)))
            .collect();
        let mut entries = Vec::new();
        let mut tell = |id: Option<&ItemId>, kind, when: &Typed<DayTime>, parts: &[&str]| {
            let parts: Vec<&str> =
                parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
            let what = parts.join(". ");
            let corrected = self.corrections(&what, |field| match id {
                Some(_) => field.item.as_ref() == id,
                None => field.part.section() == Section::Request,
            });
            let nothing = parts.is_empty() && corrected.is_empty();
            if !nothing && id.is_none_or(|id| !again.contains(id)) {
                let what = if parts.is_empty() { "Nothing is here now." } else { &what };
                let told = entry(self.statement, kind, &typed(day, when), what);
                let on = id.and_then(|id| whom.get(id)).map(|on| on.to_vec()).unwrap_or_default();
                entries.push(Entry { corrected, on, ..told });
            }
        };
        for one in &record.passages {
            tell(Some(&one.id), Kind::Passage(one.kind), &one.when, &[&one.source, &one.text]);
        }
        for one in &record.marks {
            let child = record.marked_child(one);
            tell(Some(&one.id), Kind::Mark, &one.when, &[&child, &one.in_words()]);
        }
        let told_again = |later: &&Record| {
            later.request == record.request || later.request == self.signed.request
        };
        if !later.iter().any(told_again) {
            let request = &record.request;
            tell(None, Kind::Request, &request.received, &[&request.who, &request.purpose]);
        }
        for one in &record.consent {
            let answer = one.answer.map_or("", ConsentAnswer::label);
            tell(Some(&one.id), Kind::Consent, &one.when, &[&one.asked_of, answer, &one.notes]);
        }
        for one in &record.advice {
            tell(Some(&one.id), Kind::Advice, &one.when, &[&one.who, &one.said]);
        }
        for one in &record.disclosures {
            let what = match one {
                one if one.is_unanswered() => "No answer",
                one if one.is_only_rung() => "Rang",
                one => &one.shared,
            };
            tell(Some(&one.id), Kind::Shared, &one.when, &[&one.to, what]);
        }
        for one in &record.told {
            tell(Some(&one.id), Kind::Told, &one.when, &[&one.who, &one.what]);
        }
        entries
    }
}

/// The ids of what a chronology tells of a record.
fn items(record: &Record) -> impl Iterator<Item = &ItemId> {
    fn ids<T: Item>(of: &[T]) -> impl Iterator<Item = &ItemId> {
        of.iter().map(Item::id)
    }
    ids(&record.passages)
        .chain(ids(&record.marks))
        .chain(ids(&record.consent))
        .chain(ids(&record.advice))
        .chain(ids(&record.disclosures))
        .chain(ids(&record.told))
}
