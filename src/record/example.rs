//! Invented records for tests: one helper for each kind of thing.

use std::collections::BTreeMap;

use chrono::DateTime;
use proptest::prelude::*;
use proptest::sample::select;

use super::about::About;
use super::draft::{Draft, Work};
use super::form::*;
use super::ids::{DecisionId, DeviceId, ItemId, Nonce, RegisterId};
use super::item::Item;
use super::statement::{
    Author, Basis, Body, Decision, Departure, FORMAT, Frozen, FrozenDuty, Statement,
};
use super::typed::Typed;
use crate::base::time::When;
use crate::pathway::replay::Answers;

/// Answers by question and choice.
pub fn answers(pairs: &[(&str, &str)]) -> Answers {
    Answers(pairs.iter().map(|(q, c)| ((*q).to_owned(), (*c).to_owned())).collect())
}

/// Ids one after another, none of them a plain word.
pub fn ids() -> impl FnMut() -> [u8; 8] {
    let mut next = 0x00d1_ce50_u64;
    move || {
        next += 7;
        next.to_le_bytes()
    }
}

/// A blank passage.
pub fn passage() -> Passage {
    Passage::new(ItemId::mint(ids()()))
}

/// A record with `items` of everything that can stand several times, every text from
/// `text`. No part is left blank: what the table of parts has is filled.
pub fn filled(items: usize, text: &mut dyn FnMut() -> String) -> Record {
    let mut random = ids();
    let mut record = Record::default();
    for kind in ItemKind::ALL {
        for _ in 0..items.min(if *kind == ItemKind::Passage { 4 } else { items }) {
            record.add(*kind, ItemId::mint(random()));
        }
    }
    for (passage, kind) in record.passages.iter_mut().zip(PassageKind::ALL) {
        passage.kind = kind;
    }
    for one in &mut record.rests_on {
        (one.label, one.document, one.edition) = (text(), text(), text());
        (one.standing, one.words) = (text(), text());
    }
    // The id of the first child, where there is one.
    let first = record.children.first().map(|one| one.id.clone());
    let fields: Vec<Field> = record.values().into_iter().map(|(field, _)| field).collect();
    for field in fields {
        match record.edit(&field).unwrap() {
            // Where a mark is follows from where it is put.
            Edit::Text(_) if field.part.row().holds == Holds::Place => {}
            Edit::Text(there) => *there = text(),
            Edit::Choice(chosen) if chosen.takes_several() => {
                let all: Vec<usize> = (0..chosen.labels().len()).collect();
                chosen.choose(&all);
            }
            Edit::Choice(chosen) => chosen.choose(&[0]),
            Edit::About(about) => *about = About::these(&first),
            Edit::Of(of) => of.clone_from(&first),
        }
    }
    for mark in &mut record.marks {
        assert!(mark.place((790, 900)), "on the left forearm");
    }
    for consent in &mut record.consent {
        consent.basis = Some(ConsentBasis::ParentalResponsibility);
        consent.answer = Some(ConsentAnswer::Refused);
    }
    record.others.iter_mut().for_each(|one| one.role = Some(PersonRole::OtherRisk));
    record.advice.iter_mut().for_each(|one| one.child_named = Some(YesNo::No));
    record.categories = vec![Category::NotYetClear];
    record
}

/// Records with any fields filled and any blank.
pub fn any_record() -> impl Strategy<Value = Record> {
    let text = prop_oneof![Just(""), Just(" "), Just("words"), Just("rang them")];
    let consent =
        (prop::option::of(select(ConsentAnswer::ALL.to_vec())), prop::bool::ANY, prop::bool::ANY);
    let flags = prop::sample::subsequence(ChildFlag::ALL.to_vec(), 0..=ChildFlag::ALL.len());
    (0..3_usize, prop::collection::vec(text, 90), consent, flags).prop_map(
        |(items, texts, (answer, basis, categories), flags)| {
            let mut source = texts.into_iter().cycle();
            let mut record = filled(items, &mut || source.next().unwrap_or_default().to_owned());
            for entry in &mut record.consent {
                entry.answer = answer;
                entry.basis = entry.basis.filter(|_| basis);
            }
            let answered = answer.map(|answer| match answer {
                ConsentAnswer::Refused => Answered::NoAnswer,
                _ => Answered::Taken,
            });
            record.disclosures.iter_mut().for_each(|one| one.answered = answered);
            for child in &mut record.children {
                child.flags.clone_from(&flags);
            }
            record.categories.retain(|_| categories);
            record
        },
    )
}

/// Who signs.
pub fn author() -> Author {
    Author {
        name: "Dr Anna Example".to_owned(),
        role: "GP partner".to_owned(),
        gmc: Typed::new("1234567"),
    }
}

/// A decision to share now, signed eight minutes after it was taken.
pub fn statement(record: Record) -> Statement {
    let decided = DateTime::parse_from_rfc3339("2026-11-22T10:42:00+00:00").unwrap();
    let duty = |verb: &str, text: &str, cites: &[&str]| FrozenDuty {
        verb: verb.to_owned(),
        text: text.to_owned(),
        cites: cites.iter().map(|&cite| cite.to_owned()).collect(),
    };
    Statement {
        format: FORMAT,
        register: RegisterId::mint([1; 8]),
        decision: DecisionId::mint(2026, [2; 8]),
        root: None,
        nonce: Nonce::mint([3; 16]),
        device: DeviceId::mint([4; 8]),
        device_prev: None,
        follows: vec![],
        author: author(),
        happened: None,
        decided: When::At(decided),
        written: decided + chrono::TimeDelta::minutes(8),
        headline: "Share now".to_owned(),
        rules: BTreeMap::new(),
        body: Body::Decision(Box::new(Decision {
            basis: Basis::Pathway(answers(&[("level", "at-risk")])),
            outcome: Frozen {
                id: "share-now".to_owned(),
                headline: "Share now".to_owned(),
                trail: vec![("How would you put your concern?".to_owned(), "At risk".to_owned())],
                duties: vec![
                    duty("must", "Tell the right people promptly.", &["0-18 61", "pcyp 48c"]),
                    duty("ours", "Note the time.", &[]),
                ],
            },
            departure: None,
            record,
            set_aside: BTreeMap::new(),
            owed: vec!["Who took the call".to_owned()],
            ready: None,
            linked: Vec::new(),
        })),
    }
}

/// A draft in which this is being written, as it is begun.
pub fn draft(work: Work) -> Draft {
    let signed = statement(Record::default());
    Draft {
        format: FORMAT,
        register: signed.register,
        decision: signed.decision,
        root: None,
        nonce: signed.nonce,
        device: signed.device,
        rules: BTreeMap::new(),
        begun: signed.written,
        changed: signed.written,
        signing: None,
        put_away: None,
        begun_by: String::new(),
        instead_of: None,
        tried: Vec::new(),
        work,
    }
}

/// Fills one field, as a person would who followed a line of "still to do" to it. Without an
/// item it is the first of its kind, which is made where there is none.
pub fn fill(record: &mut Record, departure: &mut Option<Departure>, field: &Field) {
    const WORDS: &str = "by secure mail";
    let mut field = field.clone();
    if field.part == Part::DepartureReason {
        WORDS.clone_into(&mut departure.get_or_insert_default().reason);
        return;
    }
    if field.part == Part::EnteredWhen {
        let id = ItemId::mint([u8::try_from(record.entered.len() + 70).unwrap(); 8]);
        field = super::entries::make_entry(record, &field, id).unwrap_or(field);
    }
    if let Some(kind) = field.part.row().item.filter(|kind| record.ids(*kind).is_empty()) {
        record.add(kind, ItemId::mint([9; 8]));
    }
    if field.part == Part::MarkSite {
        assert!(record.marks[0].place((790, 900)), "on the body");
        return;
    }
    let children: Vec<ItemId> = record.children.iter().map(|one| one.id.clone()).collect();
    match record.edit(&field).expect("the item is there") {
        Edit::Text(text) => WORDS.clone_into(text),
        Edit::Choice(chosen) => {
            // What is last takes least for granted: "not yet clear", "name not known".
            let last = if chosen.takes_several() { chosen.labels().len() - 1 } else { 0 };
            chosen.choose(&[last]);
        }
        Edit::About(about) => *about = About::these(&children),
        Edit::Of(of) => *of = children.into_iter().next(),
    }
}
