use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::base::fold::folded;
use crate::record::entries::belongs;
use crate::record::{
    Child, Consent, Item, ItemId, Passage, PassageKind, Person, Told, Typed, example,
};

fn child(number: u8, name: &str, born: &str, nhs: &str, address: &str) -> Child {
    Child {
        name: name.to_owned(),
        born: Typed::new(born),
        nhs: Typed::new(nhs),
        address: address.to_owned(),
        ..Item::new(ItemId::mint([number; 8]))
    }
}

fn person(number: u8, name: &str, relation: &str, born: &str) -> Person {
    Person {
        name: name.to_owned(),
        relation: relation.to_owned(),
        born: Typed::new(born),
        ..Item::new(ItemId::mint([number; 8]))
    }
}

/// A family of two children, a mother and a father, with this finding.
fn family(finding: &str) -> Record {
    Record {
        children: vec![
            child(1, "Robin Example", "27 3 2019", "999 000 0018", "1 Larch Close, Exampleton"),
            child(2, "Sasha Example", "3 4 2021", "999 000 0026", "1 Larch Close, Exampleton"),
        ],
        others: vec![
            person(3, "Kim Sample", "mother", "5 6 1990"),
            person(4, "Lee Specimen", "father", "7 8 1988"),
        ],
        passages: vec![Passage {
            kind: PassageKind::Finding,
            text: finding.to_owned(),
            ..example::passage()
        }],
        ..Record::default()
    }
}

/// The text for the record of each, in order.
fn texts(record: &Record) -> Vec<String> {
    let statement = example::statement(record.clone());
    let input = Clinical::signed(&statement).unwrap();
    belongs(record).iter().map(|who| clinical_text_for(&input, who)).collect()
}

/// What stands between the title, which is the same for everybody, and the signature: its
/// author is nobody of the record.
fn body(text: &str) -> &str {
    text.rsplit_once("\nBy: ").unwrap().0.split_once('\n').unwrap().1
}

fn tokens(text: &str) -> Vec<String> {
    folded(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 1)
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_childs_text_keeps_the_childs_own_details_and_leaves_out_the_others() {
    let finding = "Robin (27 3 2019, 999 000 0018) had a mark. Kim said that Sasha, born 3 4 2021, \
                   and Lee were there. Ring 01632 960123.";
    let text = &texts(&family(finding))[0];
    assert!(
        text.contains(
            "Robin (27 3 2019, 999 000 0018) had a mark. [name] said that [name], born [date]"
        ),
        "{text}"
    );
    assert!(
        text.contains("For the record of: Robin Example\nDate of birth: 27 3 2019\n"),
        "{text}"
    );
    for gone in ["Kim", "Sasha", "Lee", "960123", "0026"] {
        assert!(!text.contains(gone), "{gone} is in\n{text}");
    }
    assert!(text.contains("By: Dr Anna Example, GP partner, GMC 1234567"), "{text}");
}

#[test]
fn a_parents_text_names_the_kind_of_concern_and_no_finding() {
    let mut record = family("A mark on the arm.");
    record.categories = vec![Category::Physical];
    record.told = vec![
        Told {
            who: "the mother".to_owned(),
            what: "That I share this about Robin.".to_owned(),
            ..Item::new(ItemId::mint([5; 8]))
        },
        Told {
            who: "Lee Specimen, father".to_owned(),
            what: "Nothing yet.".to_owned(),
            ..Item::new(ItemId::mint([6; 8]))
        },
    ];
    record.consent = vec![Consent {
        asked_of: "Kim Sample".to_owned(),
        answer: Some(ConsentAnswer::Refused),
        ..Item::new(ItemId::mint([8; 8]))
    }];
    let all = texts(&record);
    let mother = &all[2];
    assert!(mother.contains("For the record of: Kim Sample\nDate of birth: 5 6 1990"), "{mother}");
    assert!(mother.contains("Kind of concern: Physical abuse\nDecision: Share now"), "{mother}");
    assert!(mother.contains("Asked for consent: refused"), "{mother}");
    assert!(mother.contains("Told: That I share this about [name]."), "{mother}");
    assert!(!mother.contains("mark on the arm") && !mother.contains("Nothing yet"), "{mother}");
    assert!(all[3].contains("Told: Nothing yet."), "{}", all[3]);
}

#[test]
fn every_text_says_that_it_is_read_through_and_not_for_online_access() {
    for text in texts(&family("")) {
        assert!(text.ends_with(
            "Read it through.\nContains third-party information. Not for online access.\n"
        ));
    }
}

const NAMES: [&str; 12] = [
    "Robin",
    "O’Neill",
    "Anne-Marie",
    "Zoë",
    "Müller",
    "Will",
    "Grace",
    "Review",
    "Decision",
    "Nkechi",
    "Van Damme",
    "Hope",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn nothing_that_a_field_has_of_somebody_else_stands_in_the_text_for_one(
        names in prop::collection::vec(select(NAMES.to_vec()), 8),
        days in prop::collection::vec((1_u32..28, 1_u32..13, 1980_i32..2026), 4),
        order in prop::collection::vec(0_usize..16, 40),
    ) {
        let full: Vec<String> = names.chunks(2).map(|two| two.join(" ")).collect();
        let born: Vec<String> =
            days.iter().map(|(day, month, year)| format!("{day} {month} {year}")).collect();
        let nhs = ["999 000 0018", "999 000 0026"];
        let roads = ["14 Larch Close, Exampleton EX1 2MP", "9 Quince Terrace"];
        let phone = "01632 960123";
        // Free text in which everything of everybody stands, in any order.
        let mut words: Vec<&str> = full.iter().map(String::as_str).collect();
        words.extend(names.iter().take(4));
        words.extend(born.iter().map(String::as_str));
        words.extend(nhs);
        words.extend(roads);
        words.push(phone);
        let mut source = order.iter().cycle();
        let mut text = || {
            let mut next = || words[source.next().unwrap() % words.len()];
            format!("Then {}, and {} with {}; later {}.", next(), next(), next(), next())
        };
        let mut record = example::filled(2, &mut text);
        record.children = vec![
            child(1, &full[0], &born[0], nhs[0], roads[0]),
            child(2, &full[1], &born[1], nhs[1], roads[1]),
        ];
        record.others = vec![
            Person { notes: text(), ..person(3, &full[2], "mother", &born[2]) },
            Person { notes: text(), ..person(4, &full[3], "brother", &born[3]) },
        ];
        "mother".clone_into(&mut record.told[0].who);
        "brother".clone_into(&mut record.consent[0].asked_of);
        for (at, whole) in texts(&record).iter().enumerate() {
            let said = tokens(body(whole));
            let mut own = tokens(&full[at]);
            own.extend(roads.get(at).into_iter().flat_map(|road| tokens(road)));
            for (other, name) in full.iter().enumerate().filter(|(other, _)| *other != at) {
                for token in tokens(name).iter().filter(|token| !own.contains(token)) {
                    prop_assert!(!said.contains(token), "{token} of {other} for {at}:\n{whole}");
                }
                if born[other] != born[at] {
                    prop_assert!(!body(whole).contains(&born[other]), "{}:\n{whole}", born[other]);
                }
            }
            for (other, road) in roads.iter().enumerate().filter(|(other, _)| *other != at) {
                for token in ["larch", "exampleton", "quince", "2mp"] {
                    let theirs = tokens(road).iter().any(|word| word == token);
                    prop_assert!(!theirs || !said.iter().any(|word| word == token), "{other}:\n{whole}");
                }
                let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
                for line in whole.lines() {
                    prop_assert!(!digits(line).contains(&digits(nhs[other])), "{line}");
                }
            }
            prop_assert!(!body(whole).contains("960123"), "{whole}");
        }
    }
}
