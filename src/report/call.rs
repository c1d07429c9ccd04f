//! What to say on the telephone, in five lines, filled from what is known. What is not known
//! stands as a prompt, so that the doctor says it or says that it is not known.

use chrono::NaiveDate;

use crate::base::dates;
use crate::base::words::capital;
use crate::record::entries::{Kin, belongs};
use crate::record::{
    Author, Child, Item, ItemId, PassageKind, Person, PersonFlag, PersonRole, Record, is_author,
};

/// One of the five lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallLine {
    /// What it is about: "Who you are".
    pub about: &'static str,
    /// What is known, to be read out; blank where nothing is.
    pub known: String,
    /// What is still to be said, each a few words: "the child’s address".
    pub say: Vec<&'static str>,
}

/// How many characters of one passage are read out; the record has the whole.
const SHORT: usize = 180;

/// The five lines. `today` is for the child's age.
pub fn call_lines(author: &Author, record: &Record, today: NaiveDate) -> [CallLine; 5] {
    [
        who_rings(author),
        the_child(record, today),
        the_risk(record),
        what_was_seen(record),
        asked(record),
    ]
}

fn who_rings(author: &Author) -> CallLine {
    let (name, role) = (author.name.trim(), author.role.trim());
    let known = match (name.is_empty(), role.is_empty()) {
        (true, _) => String::new(),
        (false, true) => format!("I am {name}."),
        (false, false) => format!("I am {name}, {role}."),
    };
    let mut say = Vec::new();
    if name.is_empty() {
        say.push("who you are");
    }
    if role.is_empty() {
        say.push("your role");
    }
    say.extend(["where you work", "the number to ring you back"]);
    CallLine { about: "Who you are", known, say }
}

fn the_child(record: &Record, today: NaiveDate) -> CallLine {
    let mut parts = Vec::new();
    let mut say = Vec::new();
    let mut miss = |missing: bool, words: &'static str| {
        if missing && !say.contains(&words) {
            say.push(words);
        }
    };
    // With no child in the record yet, everything about one is to be said.
    let unknown = Child::new(ItemId::mint([0; 8]));
    let known_ones = record.children.iter();
    for child in known_ones.chain(record.children.is_empty().then_some(&unknown)) {
        let age = match filled(&child.due.text) {
            Some(due) if child.is_unborn() => Some(format!("not yet born, expected {due}")),
            None if child.is_unborn() => Some("not yet born".to_owned()),
            _ => child.born.valid().and_then(|day| old(day.0, today)),
        };
        let mut one: Vec<String> = Vec::new();
        one.extend(filled(&child.name));
        one.extend(age.clone());
        one.extend(filled(&child.address).map(|address| format!("of {address}")));
        if !one.is_empty() {
            parts.push(format!("{}.", one.join(", ").trim_end_matches('.')));
        }
        if let Some(now) = filled(&child.whereabouts) {
            parts.push(format!("Now: {}.", now.trim_end_matches('.')));
        }
        miss(filled(&child.name).is_none() && !child.may_be_nameless(), "the child’s name");
        miss(age.is_none(), "the child’s age");
        miss(filled(&child.address).is_none(), "the child’s address");
        miss(child.is_unborn(), "where the mother is at this moment, and with whom");
        miss(
            filled(&child.whereabouts).is_none() && !child.is_unborn(),
            "where the child is at this moment, with whom, and where the child is going next",
        );
    }
    let parents: Vec<String> = parents(record).collect();
    if parents.is_empty() {
        say.push("who the parents are");
    }
    parts.extend(parents);
    CallLine { about: "Who the child is, and where", known: parts.join(" "), say }
}

/// Only people of whom it was said that they may be a risk: anybody else is no part of this
/// line, whatever stands beside their name.
fn the_risk(record: &Record) -> CallLine {
    let risk = record.others.iter().filter(|one| may_be_risk(one));
    let people: Vec<String> = risk.filter_map(person).collect();
    let mut say = Vec::new();
    if people.is_empty() {
        say.push("who may be the risk, and where they are");
    }
    say.push("which other children are there");
    CallLine { about: "Who may be the risk", known: people.join(" "), say }
}

fn may_be_risk(person: &Person) -> bool {
    person.flags.contains(&PersonFlag::MayPoseRisk) || person.role == Some(PersonRole::OtherRisk)
}

/// The parents, by what was chosen or typed for their relation.
fn parents(record: &Record) -> impl Iterator<Item = String> {
    let all = belongs(record);
    let parents = all.into_iter().filter(|one| {
        matches!(one.kin, Kin::Mother | Kin::Father | Kin::Parent) && filled(&one.name).is_some()
    });
    parents.map(|one| format!("{}, {}.", one.name.trim(), one.role))
}

fn person(person: &Person) -> Option<String> {
    let role = person.role.map(|role| role.label().to_lowercase());
    let who = match (filled(&person.name), filled(&person.relation).or(role)) {
        (Some(name), Some(relation)) => format!("{name} ({relation})"),
        (Some(name), None) => name,
        (None, Some(relation)) => relation,
        (None, None) if person.flags.contains(&PersonFlag::MayPoseRisk) => "Somebody".to_owned(),
        (None, None) => {
            return filled(&person.notes).map(|notes| format!("{}.", shortened(&notes)));
        }
    };
    let who = if person.flags.contains(&PersonFlag::MayPoseRisk) {
        format!("{who}, may pose a risk")
    } else {
        who
    };
    Some(match filled(&person.notes) {
        Some(notes) => format!("{who}: {}", sentence(&shortened(&notes))),
        None => format!("{who}."),
    })
}

/// What the author saw, then what others found, then the child's own words, then what others
/// told; never one for another. "I saw" is said only of what is marked as seen by the author.
fn what_was_seen(record: &Record) -> CallLine {
    let (mut mine, mut others, mut words, mut told) = (vec![], vec![], vec![], vec![]);
    for passage in &record.passages {
        let Some(text) = filled(&passage.text).map(|text| shortened(&text)) else { continue };
        let source = filled(&passage.source).filter(|source| !is_author(source));
        match passage.kind {
            PassageKind::Finding if passage.is_seen_by_author() => {
                mine.push(format!("I saw: {}", sentence(&text)));
            }
            PassageKind::Finding => others.push(by("Found", source, &text)),
            PassageKind::ChildsWords => {
                words.push(format!("The child said: “{}”.", text.trim_matches(['“', '”'])));
            }
            PassageKind::ToldByOthers => told.push(match source {
                Some(source) => format!("{} told me: {}", capital(&source), sentence(&text)),
                None => format!("I was told: {}", sentence(&text)),
            }),
            PassageKind::Opinion => {}
        }
    }
    for mark in &record.marks {
        let child = record.marked_child(mark);
        let on = if child.is_empty() { child } else { format!("{child}, ") };
        let text = shortened(&format!("{on}{}", mark.in_words()));
        if mark.is_seen_by_author() {
            mine.push(format!("I saw: {}", sentence(&text)));
        } else {
            others.push(by("Marked", filled(&mark.source), &text));
        }
    }
    let mut say = Vec::new();
    if mine.is_empty() {
        say.push("what you saw yourself");
    }
    if words.is_empty() {
        say.push("what the child said, in the child’s words");
    }
    let known: Vec<String> = mine.into_iter().chain(others).chain(words).chain(told).collect();
    CallLine { about: "What you saw and heard", known: known.join(" "), say }
}

/// "Found by the nurse: …"; where nobody is named, only that it is written down.
fn by(what: &str, source: Option<String>, text: &str) -> String {
    match source {
        Some(source) => format!("{what} or described by {source}: {}", sentence(text)),
        None => format!("{what}, and the record does not say who saw it: {}", sentence(text)),
    }
}

fn asked(record: &Record) -> CallLine {
    let known = filled(&record.follow_up.plan).map(|plan| sentence(&shortened(&plan)));
    let mut say = Vec::new();
    if known.is_none() {
        say.push("what you ask them to do");
    }
    say.extend([
        "when they will tell you that it is done",
        "who took the call, and their reference",
    ]);
    CallLine { about: "What you ask them to do", known: known.unwrap_or_default(), say }
}

/// The words at the beginning of a text, on one line: more than is ever read out.
fn filled(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().take(SHORT).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Cut at a word, with "…" where something is left out.
fn shortened(text: &str) -> String {
    if text.chars().count() <= SHORT {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut length = 0;
    for word in text.split(' ') {
        length += word.chars().count() + 1;
        if length > SHORT {
            break;
        }
        short.push_str(word);
        short.push(' ');
    }
    if short.is_empty() {
        short = text.chars().take(SHORT).collect();
    }
    format!("{} …", short.trim_end())
}

fn sentence(text: &str) -> String {
    if text.ends_with(['.', '…', '?', '!', '”']) { text.to_owned() } else { format!("{text}.") }
}

/// "7 years old", "5 weeks 2 days old"; `None` for a day that is still to come.
fn old(born: NaiveDate, today: NaiveDate) -> Option<String> {
    let age = dates::age(born, today)?;
    Some(if born == today { "born today".to_owned() } else { format!("{age} old") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::seen_by_whom::BY_ME;
    use crate::record::{Mark, Passage, Typed, ViewId};
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        "2026-11-22".parse().unwrap()
    }

    fn id(number: u8) -> ItemId {
        ItemId::mint([number; 8])
    }

    fn author() -> Author {
        Author { name: "Dr Anna Example".into(), role: "GP partner".into(), ..Author::default() }
    }

    fn passage(kind: PassageKind, text: &str) -> Passage {
        Passage { kind, text: text.to_owned(), ..Passage::new(id(9)) }
    }

    #[test]
    fn with_nothing_known_every_line_says_what_to_say() {
        let lines = call_lines(&Author::default(), &Record::default(), today());
        for line in &lines {
            assert!(line.known.is_empty(), "{line:?}");
            assert!(!line.say.is_empty(), "{line:?}");
        }
        assert!(lines[1].say.contains(&"the child’s name"));
    }

    #[test]
    fn what_is_known_is_read_out_and_what_is_missing_is_asked_for() {
        let record = Record {
            children: vec![Child {
                name: "Robin Example".into(),
                born: Typed::new("27/3/2019"),
                whereabouts: "in the waiting room with the aunt".into(),
                ..Child::new(id(1))
            }],
            others: vec![
                Person {
                    name: "Kim Example".into(),
                    relation: "mother’s partner".into(),
                    notes: "was alone with Robin last night".into(),
                    flags: vec![PersonFlag::MayPoseRisk],
                    ..Person::new(id(2))
                },
                Person {
                    name: "Jo Sample".into(),
                    relation: "mother".into(),
                    ..Person::new(id(3))
                },
            ],
            passages: vec![
                passage(PassageKind::Opinion, "Not an accident."),
                passage(PassageKind::ChildsWords, "He pushed me"),
                Passage {
                    source: BY_ME.to_owned(),
                    ..passage(PassageKind::Finding, "Four bruises on the left upper arm")
                },
            ],
            ..Record::default()
        };
        let lines = call_lines(&author(), &record, today());
        assert_eq!(lines[0].known, "I am Dr Anna Example, GP partner.");
        assert_eq!(
            lines[1].known,
            "Robin Example, 7 years old. Now: in the waiting room with the aunt. Jo Sample, mother."
        );
        assert_eq!(lines[1].say, ["the child’s address"]);
        assert_eq!(
            lines[2].known,
            "Kim Example (mother’s partner), may pose a risk: was alone with Robin last night."
        );
        assert_eq!(
            lines[3].known,
            "I saw: Four bruises on the left upper arm. The child said: “He pushed me”.",
            "an opinion is no finding, and the kinds are kept apart"
        );
    }

    #[test]
    fn who_may_be_the_risk_names_only_people_of_whom_that_is_said() {
        let person = |n: u8, name: &str, role, flags: &[PersonFlag]| Person {
            name: name.to_owned(),
            role,
            flags: flags.to_vec(),
            ..Person::new(id(n))
        };
        let record = Record {
            others: vec![
                person(2, "Jo Mock", Some(PersonRole::Professional), &[]),
                person(3, "Kim Sample", Some(PersonRole::Mother), &[PersonFlag::InHousehold]),
                person(4, "Lee Specimen", Some(PersonRole::OtherRisk), &[]),
                person(5, "Pat Model", None, &[PersonFlag::MayPoseRisk]),
            ],
            ..Record::default()
        };
        let line = &call_lines(&author(), &record, today())[2];
        assert!(
            line.known.contains("Lee Specimen") && line.known.contains("Pat Model"),
            "{line:?}"
        );
        assert!(!line.known.contains("Jo Mock") && !line.known.contains("Kim"), "{line:?}");
    }

    #[test]
    fn i_saw_is_said_only_of_what_is_marked_as_seen_by_the_author() {
        let seen = |source: &str| {
            let finding = passage(PassageKind::Finding, "A bruise");
            let passage = Passage { source: source.to_owned(), ..finding };
            let mark = Mark::placed(id(4), ViewId::Front, (790, 900)).unwrap();
            let mark = Mark { source: source.to_owned(), ..mark };
            let record = Record { passages: vec![passage], marks: vec![mark], ..Record::default() };
            call_lines(&author(), &record, today())[3].clone()
        };
        for source in ["", "the nurse", "Mother", "the nurse and me"] {
            let line = seen(source);
            assert!(!line.known.contains("I saw"), "{line:?}");
            assert!(line.known.contains("A bruise") && line.known.contains("forearm"), "{line:?}");
            assert!(line.say.contains(&"what you saw yourself"), "{line:?}");
        }
        assert_eq!(seen(BY_ME).known.matches("I saw").count(), 2);
    }

    #[test]
    fn an_age_is_told_in_the_unit_that_is_used_for_it() {
        let told = |born: &str| old(born.parse().unwrap(), today());
        assert_eq!(told("2026-11-20").as_deref(), Some("2 days old"));
        assert_eq!(told("2026-06-23").as_deref(), Some("4 months old"));
        assert_eq!(told("2019-11-23").as_deref(), Some("6 years old"));
        assert_eq!(told("2019-11-22").as_deref(), Some("7 years old"));
        assert_eq!(told("2027-01-01"), None);
    }

    #[test]
    fn two_children_are_both_named() {
        let child = |number: u8, name: &str| Child { name: name.into(), ..Child::new(id(number)) };
        let record =
            Record { children: vec![child(1, "One"), child(2, "Two")], ..Record::default() };
        assert_eq!(call_lines(&author(), &record, today())[1].known, "One. Two.");
    }

    #[test]
    fn a_mark_on_the_body_is_among_what_i_saw() {
        let mut mark = Mark::placed(ItemId::mint([4; 8]), ViewId::Front, (790, 900)).unwrap();
        "2".clone_into(&mut mark.size);
        BY_ME.clone_into(&mut mark.source);
        let record = Record { marks: vec![mark], ..Record::default() };
        let line = &call_lines(&author(), &record, today())[3];
        assert_eq!(line.known, "I saw: Left forearm, front: 2 cm.");
        assert!(!line.say.contains(&"what you saw yourself"));
    }

    proptest! {
        #[test]
        fn a_passage_is_cut_short_and_never_reworded(text in "[a-zé ]{1,600}") {
            let record = Record {
                passages: vec![Passage {
                    source: BY_ME.to_owned(),
                    ..passage(PassageKind::Finding, &text)
                }],
                ..Record::default()
            };
            let known = call_lines(&author(), &record, today())[3].known.clone();
            prop_assert!(known.chars().count() < SHORT + 20);
            let said = known.strip_prefix("I saw: ").unwrap_or_default();
            let said = said.trim_end_matches(['.', '…', ' ']);
            let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert!(whole.starts_with(said), "{}", said);
        }
    }
}
