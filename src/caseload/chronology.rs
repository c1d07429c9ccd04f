//! Chronology of a child or a household: every passage, event and decision of several
//! decisions in one order, each with its kind and where it comes from. A risk may only show
//! when small concerns are put together (0–18 ¶60).

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use crate::base::time::{self, When};
use crate::record::typed::DayTime;
use crate::record::{
    Body, ConsentAnswer, Decision, DecisionId, Item, ItemId, Later, PassageKind, Record, Statement,
    Typed, YesNo,
};

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
    Later,
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
            Self::Later => "Added later",
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
    /// What, in the words of the record.
    pub what: String,
    /// The decision that it stands in.
    pub decision: DecisionId,
    /// Who signed the statement that it stands in.
    pub author: String,
    /// When that was signed.
    pub written: DateTime<FixedOffset>,
}

/// Everything that these statements tell, in order. What a later statement of the same
/// decision repeats is told once, by id, in its latest words; what it left out is still told.
pub fn chronology<'a>(statements: impl IntoIterator<Item = &'a Statement>) -> Vec<Entry> {
    let mut statements: Vec<&Statement> = statements.into_iter().collect();
    statements.sort_by(|a, b| (a.written, &a.nonce).cmp(&(b.written, &b.nonce)));
    let mut entries: Vec<Entry> = Vec::new();
    for (at, statement) in statements.iter().enumerate() {
        match &statement.body {
            Body::Decision(decision) => {
                let later: Vec<&Record> = statements
                    .iter()
                    .skip(at + 1)
                    .filter(|later| later.decision == statement.decision)
                    .filter_map(|later| match &later.body {
                        Body::Decision(later) => Some(&later.record),
                        _ => None,
                    })
                    .collect();
                entries.push(decided(statement, decision));
                entries.extend(told(statement, &decision.record, &later));
            }
            Body::Addendum(addendum) => {
                entries.push(entry(
                    statement,
                    Kind::Later,
                    &moment(&statement.written),
                    &addendum.text,
                ));
            }
            // No patient in it.
            Body::Contact(_) => {}
            body => {
                // What a later record of the same decision took over is told there.
                let again = |id: &ItemId| {
                    statements.iter().skip(at + 1).any(|later| {
                        later.decision == statement.decision
                            && matches!(&later.body, Body::Decision(later)
                                if later.record.disclosures.iter().any(|one| one.id == *id))
                    })
                };
                entries.extend(body.later().and_then(|later| added(statement, &later, again)));
            }
        }
    }
    entries.sort_by(|a, b| {
        // A time that nobody wrote comes before the times of its day.
        (a.day, a.time, a.kind, a.written).cmp(&(b.day, b.time, b.kind, b.written))
    });
    entries
}

/// What was added, if it is not told elsewhere.
fn added(statement: &Statement, later: &Later, again: impl Fn(&ItemId) -> bool) -> Option<Entry> {
    let parts = |parts: &[&str]| {
        let filled = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
        filled.collect::<Vec<_>>().join(". ")
    };
    let (kind, what) = match later {
        Later::Disclosure(one) if again(&one.disclosure.id) => return None,
        Later::Disclosure(one) => {
            let letter = if one.confirms.is_some() { "Confirmed in writing" } else { "" };
            (Kind::Shared, parts(&[letter, &one.disclosure.to, &one.disclosure.shared]))
        }
        Later::FollowUp(one) => {
            (Kind::FollowUp, parts(&[one.what.label(), &one.by, &one.reference, &one.words]))
        }
        Later::Handover(one) => {
            let from = if one.from.trim().is_empty() { "nobody" } else { one.from.trim() };
            let accepted = match one.accepted {
                Some(YesNo::Yes) => "Accepted",
                Some(YesNo::No) => "Refused",
                None => "Not accepted yet",
            };
            (Kind::Handover, parts(&[&format!("From {from} to {}", one.to), accepted, &one.reason]))
        }
        Later::ClinicalRecord(one) => (Kind::Entered, parts(&[&one.in_words(), &one.by])),
        Later::Correction(one) => {
            let reads = format!("{}: “{}” should read “{}”", one.label, one.from, one.to);
            (Kind::Corrected, parts(&[&reads, &one.reason]))
        }
        Later::Reply(one) => (Kind::Later, one.text.clone()),
    };
    let when = later.when().filter(|when| when.valid().is_some());
    let at = when.map_or_else(|| moment(&statement.written), |when| typed(statement, when));
    Some(entry(statement, kind, &at, &what))
}

/// The chronology as a text that can be printed. `of` says whose it is.
pub fn chronology_text(of: &str, entries: &[Entry]) -> String {
    let mut text = format!(
        "Chronology: {of}\nThird parties are named here. Do not give it to a patient or a family \
         without checking who may read it.\n"
    );
    let mut day = None;
    for entry in entries {
        if day != Some(entry.day) {
            day = Some(entry.day);
            // Writing to a String cannot fail.
            let _ = write!(text, "\n{}\n", time::day(entry.day));
        }
        let _ = writeln!(
            text,
            "  {} · {}: {}\n      {}, {}",
            entry.when,
            entry.kind.label(),
            entry.what.trim().replace('\n', "\n      "),
            entry.decision,
            entry.author,
        );
    }
    text
}

/// When something was, as far as it was said.
struct At {
    words: String,
    day: NaiveDate,
    time: Option<NaiveTime>,
}

fn moment(at: &DateTime<FixedOffset>) -> At {
    At { words: time::clock(at), day: at.date_naive(), time: Some(at.time()) }
}

/// A typed time; one that is blank, or no date, stands at the day of the decision, marked.
fn typed(statement: &Statement, typed: &Typed<DayTime>) -> At {
    match typed.valid() {
        Some(DayTime { day, time: Some(time) }) => {
            At { words: time.format("%H:%M").to_string(), day, time: Some(time) }
        }
        Some(DayTime { day, time: None }) => At { words: "no time".to_owned(), day, time: None },
        None => {
            let words = if typed.is_blank() {
                "not dated".to_owned()
            } else {
                format!("“{}”", typed.text.trim())
            };
            At { words, day: statement.decided.day(), time: None }
        }
    }
}

fn entry(statement: &Statement, kind: Kind, at: &At, what: &str) -> Entry {
    Entry {
        kind,
        when: at.words.clone(),
        day: at.day,
        time: at.time,
        what: what.to_owned(),
        decision: statement.decision.clone(),
        author: statement.author.name.clone(),
        written: statement.written,
    }
}

fn decided(statement: &Statement, decision: &Decision) -> Entry {
    let at = match &statement.decided {
        When::At(at) => moment(at),
        When::Day(day) => At { words: "no time".to_owned(), day: *day, time: None },
        When::About(words, day) => At { words: format!("“{words}”"), day: *day, time: None },
    };
    let what = match &decision.departure {
        Some(departure) => {
            format!("{} (suggested: {})", departure.headline, decision.outcome.headline)
        }
        None => statement.headline.clone(),
    };
    entry(statement, Kind::Decision, &at, &what)
}

/// What the record tells and none of the later ones of its decision tells again.
fn told(statement: &Statement, record: &Record, later: &[&Record]) -> Vec<Entry> {
    let again: BTreeSet<&ItemId> = later.iter().flat_map(|record| items(record)).collect();
    let mut entries = Vec::new();
    let mut tell = |id: Option<&ItemId>, kind, when: &Typed<DayTime>, parts: &[&str]| {
        let parts: Vec<&str> =
            parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        if !parts.is_empty() && id.is_none_or(|id| !again.contains(id)) {
            entries.push(entry(statement, kind, &typed(statement, when), &parts.join(". ")));
        }
    };
    for one in &record.passages {
        tell(Some(&one.id), Kind::Passage(one.kind), &one.when, &[&one.source, &one.text]);
    }
    for one in &record.marks {
        let child = record.marked_child(one);
        tell(Some(&one.id), Kind::Mark, &one.when, &[&child, &one.in_words()]);
    }
    if !later.iter().any(|later| later.request == record.request) {
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
        tell(Some(&one.id), Kind::Shared, &one.when, &[&one.to, &one.shared]);
    }
    for one in &record.told {
        tell(Some(&one.id), Kind::Told, &one.when, &[&one.who, &one.what]);
    }
    entries
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caseload::training::{Training, example};
    use crate::guidance::Library;
    use crate::pathway::Pathway;

    /// The statements of so many invented decisions.
    fn statements(decisions: u32) -> Vec<Statement> {
        let (pathway, library) = (Pathway::embedded().unwrap(), Library::embedded().unwrap());
        Training::new(example::plan(decisions), &pathway, &library)
            .unwrap()
            .map(|made| made.unwrap().statement)
            .collect()
    }

    fn decision(statement: &Statement) -> Option<&Decision> {
        match &statement.body {
            Body::Decision(decision) => Some(decision),
            _ => None,
        }
    }

    #[test]
    fn it_is_in_order_and_every_passage_stands_in_it() {
        let all = statements(25);
        let entries = chronology(&all);
        assert!(
            entries.windows(2).all(|two| (two[0].day, two[0].time) <= (two[1].day, two[1].time))
        );
        for statement in &all {
            let Some(decision) = decision(statement) else { continue };
            for passage in &decision.record.passages {
                let stands = entries.iter().filter(|entry| {
                    entry.kind == Kind::Passage(passage.kind)
                        && entry.decision == statement.decision
                        && entry.written == statement.written
                        && entry.what.contains(&passage.text)
                });
                assert_eq!(stands.count(), 1);
            }
        }
        let decisions = all.iter().filter(|statement| decision(statement).is_some()).count();
        let decided = entries.iter().filter(|entry| entry.kind == Kind::Decision);
        assert_eq!(decided.count(), decisions);
    }

    #[test]
    fn a_passage_that_a_later_statement_repeats_is_told_once_and_one_it_leaves_out_is_told_still() {
        let mut first = statements(1).swap_remove(0);
        let Body::Decision(decision) = &mut first.body else { panic!("the first is one") };
        let mut extra = decision.record.passages[0].clone();
        extra.id = ItemId::mint([9; 8]);
        "Left out later.".clone_into(&mut extra.text);
        decision.record.passages.push(extra);
        let mut second = first.clone();
        second.written += chrono::Duration::hours(1);
        let Body::Decision(decision) = &mut second.body else { panic!("the first is one") };
        decision.record.passages.pop();
        "In other words.".clone_into(&mut decision.record.passages[0].text);
        let entries = chronology([&first, &second]);
        let told = |words: &str| entries.iter().filter(|entry| entry.what.contains(words)).count();
        assert_eq!((told("In other words."), told("Left out later.")), (1, 1));
        let Body::Decision(before) = &first.body else { panic!("the first is one") };
        assert_eq!(told(&before.record.passages[0].text), 0);
    }

    #[test]
    fn it_is_the_same_whatever_the_order_of_the_statements() {
        let mut all = statements(6);
        let there = chronology(&all);
        all.reverse();
        assert_eq!(chronology(&all), there);
    }

    #[test]
    fn what_nobody_dated_stands_at_the_day_of_the_decision_and_says_so() {
        let mut statement = statements(1).swap_remove(0);
        let Body::Decision(decision) = &mut statement.body else { panic!("the first is one") };
        decision.record.passages[0].when = Typed::default();
        let mut vague = decision.record.passages[0].clone();
        vague.when = Typed::new("about Easter");
        decision.record.passages.push(vague);
        let day = statement.decided.day();
        let entries = chronology([&statement]);
        let words: Vec<&str> = entries
            .iter()
            .filter(|entry| entry.day == day && matches!(entry.kind, Kind::Passage(_)))
            .map(|entry| entry.when.as_str())
            .collect();
        assert!(words.contains(&"not dated") && words.contains(&"“about Easter”"), "{words:?}");
    }

    #[test]
    fn the_print_names_each_day_once_and_says_that_others_are_named() {
        let all = statements(4);
        let text = chronology_text("Robin Example", &chronology(&all));
        assert!(text.starts_with("Chronology: Robin Example\nThird parties are named here."));
        for entry in chronology(&all) {
            let day = format!("\n{}\n", time::day(entry.day));
            assert_eq!(text.matches(&day).count(), 1);
        }
    }
}
