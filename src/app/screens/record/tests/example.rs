//! Invented records; nobody in them is real.

use crate::record::{
    Category, Child, Consent, ConsentAnswer, ConsentBasis, Disclosure, Item, ItemId, Mark, Passage,
    PassageKind, Person, Record, Typed, ViewId, YesNo,
};

/// One child of whom nothing is known.
pub(super) fn empty() -> Record {
    Record { children: vec![Child::new(id(1))], ..Record::default() }
}

pub(super) fn id(n: u8) -> ItemId {
    ItemId::mint([n; 8])
}

fn passage(n: u8, kind: PassageKind, when: &str, source: &str, text: &str) -> Passage {
    Passage {
        kind,
        when: Typed::new(when),
        source: source.to_owned(),
        text: text.to_owned(),
        ..Passage::new(id(n))
    }
}

/// A record with something in most fields; nobody in it is real.
pub(super) fn full() -> Record {
    Record {
        happened: Typed::new("about Friday"),
        learned: Typed::new("22 November 2026, 10:12"),
        decided: Typed::new("22 November 2026, 10:42"),
        children: vec![Child {
            name: "Testa Example".to_owned(),
            born: Typed::new("27 3 2019"),
            nhs: Typed::new("999 000 0019"),
            address: "1 Invented Street, Exampleton".to_owned(),
            parental_responsibility: "Mother".to_owned(),
            whereabouts: "At the practice with her mother, going home at noon.".to_owned(),
            safe_contact: "Mother’s mobile 01632 960 101".to_owned(),
            ..Child::new(id(1))
        }],
        others: vec![Person {
            name: "Mock Partner".to_owned(),
            relation: "Mother’s partner".to_owned(),
            notes: "Lives with them since June.".to_owned(),
            ..Person::new(id(2))
        }],
        categories: vec![Category::Physical, Category::DomesticAbuse],
        passages: vec![
            passage(
                3,
                PassageKind::Finding,
                "22 11 2026 10:15",
                "me",
                "Two round bruises, about 2 cm, on the left upper arm, yellow-brown. No other \
                 marks.",
            ),
            passage(
                4,
                PassageKind::ChildsWords,
                "22 11 2026 10:20",
                "me, alone",
                "“He gets cross when I spill.”",
            ),
            passage(
                5,
                PassageKind::ToldByOthers,
                "22 11 2026 10:12",
                "mother",
                "Fell against a door on Friday.",
            ),
            passage(
                6,
                PassageKind::Opinion,
                "22 11 2026 10:31",
                "me",
                "The account does not fit the site and shape of the marks.",
            ),
        ],
        marks: vec![Mark {
            size: "2".to_owned(),
            colour: "yellow-brown".to_owned(),
            ..Mark::placed(id(20), ViewId::Front, (730, 700)).unwrap()
        }],
        present: "Mother, practice nurse".to_owned(),
        seen_alone: Some(YesNo::Yes),
        views: "Wants to go to school on Monday.".to_owned(),
        consent: vec![Consent {
            asked_of: "Mother".to_owned(),
            basis: Some(ConsentBasis::ParentalResponsibility),
            answer: Some(ConsentAnswer::Refused),
            ..Consent::new(id(7))
        }],
        disclosures: vec![Disclosure {
            to: "Exampleton children’s services, duty desk, 01632 960 200".to_owned(),
            when: Typed::new("22 11 2026 10:50"),
            how: "Telephone".to_owned(),
            ..Disclosure::new(id(8))
        }],
        reasons: "A young child with marks that the account does not explain.".to_owned(),
        ..Record::default()
    }
}
