use super::*;
use crate::record::Item as _;
use crate::record::Typed;
use proptest::prelude::*;

fn decision(number: u8) -> DecisionId {
    DecisionId::mint(2026, [number; 8])
}

/// Someone in the decision with this number.
fn someone(number: u8, name: &str, born: &str, nhs: &str) -> Sighting {
    Sighting {
        decision: decision(number),
        item: ItemId::mint([number; 8]),
        name: name.to_owned(),
        born: crate::base::time::parse_day(born).ok(),
        nhs: nhs.parse().ok(),
        address: String::new(),
        child: true,
        part: String::new(),
    }
}

fn like(one: (&str, &str, &str), other: (&str, &str, &str)) -> Option<Likeness> {
    likeness(&someone(1, one.0, one.1, one.2), &someone(2, other.0, other.1, other.2))
}

#[test]
fn the_same_number_is_the_same_person_under_any_name() {
    let before = ("Robin Example", "27 3 2019", "999 000 0018");
    assert_eq!(like(before, ("Unknown", "", "9990000018")), Some(Likeness::NhsNumber));
}

#[test]
fn two_valid_numbers_are_two_people_even_with_one_name_and_birthday() {
    let one = ("Robin Example", "27 3 2019", "999 000 0018");
    assert_eq!(like(one, ("Robin Example", "27 3 2019", "999 000 0026")), None);
}

#[test]
fn a_name_with_its_words_in_another_order_and_the_same_birthday_is_the_same() {
    let one = ("Robin Example", "27 3 2019", "");
    assert_eq!(like(one, ("EXAMPLE, robin", "27/03/2019", "")), Some(Likeness::NameAndBirth));
}

#[test]
fn names_that_are_spelled_otherwise_sound_alike() {
    for (one, other) in [
        ("Catherine Sample", "Kathryn Sampel"),
        ("Mohammed Specimen", "Muhammad Specimen"),
        ("Sean Example", "Shaun Example"),
        ("Philip Elm", "Filip Elm"),
        ("Zoë Oak", "Zoe Oak"),
    ] {
        assert_eq!(like((one, "", ""), (other, "", "")), Some(Likeness::SoundsAlike), "{one}");
    }
    assert_eq!(like(("Robin Example", "", ""), ("Sasha Example", "", "")), None);
}

#[test]
fn a_slip_in_the_birthday_does_not_hide_a_child_and_another_birthday_does() {
    let one = ("Robin Example", "3 4 2019", "");
    let with = |born| like(one, ("Robin Example", born, ""));
    assert_eq!(with("4 3 2019"), Some(Likeness::SoundsAlike));
    assert_eq!(with("3 4 2018"), Some(Likeness::SoundsAlike));
    assert_eq!(with("21 11 2012"), None);
}

#[test]
fn a_given_name_alone_is_too_little_to_go_by() {
    assert_eq!(like(("Sam", "", ""), ("Sam", "", "")), None);
    assert_eq!(
        like(("Sam", "3 4 2019", ""), ("Sam", "3 4 2019", "")),
        Some(Likeness::NameAndBirth)
    );
}

#[test]
fn nobody_is_like_the_unknown() {
    assert_eq!(like(("", "", ""), ("", "", "")), None);
    assert_eq!(like(("", "3 4 2019", ""), ("", "3 4 2019", "")), None);
}

#[test]
fn who_lives_at_the_same_address_is_of_the_household_and_comes_last() {
    let mut sibling = someone(2, "Sasha Example", "", "");
    "1 Invented Road, Exampleton".clone_into(&mut sibling.address);
    let same = someone(3, "Robin Example", "27 3 2019", "999 000 0018");
    let people = People::of([sibling.clone(), same.clone()]);
    let mut who = someone(1, "Robin Example", "27 3 2019", "999 000 0018");
    "1, invented road exampleton".clone_into(&mut who.address);
    let found = people.like(&who);
    let found: Vec<_> = found.iter().map(|m| (m.likeness, m.sighting)).collect();
    assert_eq!(found, [(Likeness::NhsNumber, &same), (Likeness::Household, &sibling)]);
}

/// A record with one child at this address, and these other people.
fn at_home(child: &str, address: &str, others: Vec<Person>) -> Record {
    let mut one = crate::record::Child::new(ItemId::mint([30; 8]));
    child.clone_into(&mut one.name);
    address.clone_into(&mut one.address);
    Record { children: vec![one], others, ..Record::default() }
}

fn person(name: &str, role: PersonRole, flags: &[PersonFlag]) -> Person {
    let new = Person::new(ItemId::mint([31; 8]));
    Person { name: name.to_owned(), role: Some(role), flags: flags.to_vec(), ..new }
}

/// Who of the record of decision 2 is like whom in the record of decision 1.
fn suggested(now: &Record, before: &Record) -> Vec<(Likeness, String, String)> {
    let (now_id, before_id) = (decision(1), decision(2));
    let people = People::of(sightings(&before_id, before));
    let mut all = Vec::new();
    for who in sightings(&now_id, now) {
        for found in people.like(&who) {
            let there = found.sighting;
            all.push((found.likeness, there.name.clone(), there.part.clone()));
        }
    }
    all
}

#[test]
fn a_sibling_who_is_recorded_with_the_child_leads_there_when_the_sibling_is_the_child() {
    let mut sasha = person("Sasha Example", PersonRole::Sibling, &[PersonFlag::InHousehold]);
    sasha.born = Typed::new("3 4 2019");
    let before = at_home("Robin Example", "1 Invented Road", vec![sasha]);
    let mut now = at_home("Sasha Example", "", Vec::new());
    now.children[0].born = Typed::new("3/4/2019");
    let words = "sibling there, lives in the household".to_owned();
    let there = (Likeness::NameAndBirth, "Sasha Example".to_owned(), words);
    assert_eq!(suggested(&now, &before), [there]);
}

#[test]
fn a_given_name_is_enough_for_who_lives_in_the_household_at_the_same_address() {
    let lives = &[PersonFlag::InHousehold][..];
    let before = |flags| {
        let others = vec![person("Max", PersonRole::ParentsPartner, flags)];
        at_home("Robin Example", "1 Invented Road, Exampleton", others)
    };
    let others = vec![person("Max", PersonRole::Father, lives)];
    let now = at_home("Kim Example", "1, Invented Rd, Exampleton EX1 2AB", others);
    let words = "parent’s partner there, lives in the household".to_owned();
    let max = (Likeness::SoundsAlike, "Max".to_owned(), words);
    let robin = (Likeness::Household, "Robin Example".to_owned(), String::new());
    assert_eq!(suggested(&now, &before(lives)), [robin.clone(), max]);
    assert_eq!(suggested(&now, &before(&[])), [robin], "nobody said that they live there");
}

#[test]
fn an_address_is_the_same_with_its_road_shortened_and_without_its_postcode() {
    let same = |one: &str, other: &str| {
        let at = |text: &str| at_home("", text, Vec::new());
        !suggested(&at(one), &at(other)).is_empty()
    };
    assert!(same("Flat 2, 7 Model St, Modelcombe", "flat 2 7 model street modelcombe"));
    assert!(same("7 Model Street, Modelcombe, EX1 2AB", "7 Model Street, Modelcombe"));
    assert!(same("7 Model Street EX1 2AB", "7 Model Street, ex1 2ab"));
    assert!(!same("7 Model Street, EX1 2AB", "7 Model Street, EX9 9ZZ"), "two towns");
    assert!(!same("7 Model Street", "9 Model Street"));
    assert!(!same("EX1 2AB", "EX1 2AB"), "a postcode is many households");
}

#[test]
fn who_was_written_anew_is_found_by_the_new_words_alone() {
    let before = someone(2, "Robin Example", "27 3 2019", "");
    let other = someone(3, "Robin Example", "27 3 2019", "");
    let mut people = People::of([before, other.clone()]);
    people.replace(&decision(2), [someone(2, "Sasha Sample", "1 1 2012", "")]);
    let who = someone(1, "Robin Example", "27 3 2019", "");
    let found: Vec<&Sighting> = people.like(&who).iter().map(|m| m.sighting).collect();
    assert_eq!(found, [&other]);
    assert_eq!(people.like(&someone(1, "Sasha Sample", "1 1 2012", "")).len(), 1);
}

#[test]
fn a_health_visitor_joins_no_families() {
    let mut record = Record::default();
    for (number, role) in [(1, PersonRole::Professional), (2, PersonRole::Mother)] {
        let id = ItemId::mint([number; 8]);
        record.others.push(Person { role: Some(role), ..crate::record::Item::new(id) });
    }
    let seen: Vec<_> = sightings(&decision(1), &record).map(|s| s.item).collect();
    assert_eq!(seen, [ItemId::mint([2; 8])]);
}

#[test]
fn a_decision_is_never_compared_with_itself() {
    let who = someone(1, "Robin Example", "27 3 2019", "999 000 0018");
    assert!(People::of([who.clone()]).like(&who).is_empty());
}

fn anybody(number: u8) -> impl Strategy<Value = Sighting> {
    ("[A-Ca-c ]{0,6}", 0_u8..4, prop::option::of(0_usize..2)).prop_map(move |(name, day, nhs)| {
        let born = if day == 0 { String::new() } else { format!("{day} 1 2019") };
        let nhs = nhs.map_or("", |at| ["999 000 0018", "999 000 0026"][at]);
        someone(number, &name, &born, nhs)
    })
}

proptest! {
    #[test]
    fn likeness_is_the_same_from_both_sides(one in anybody(1), other in anybody(2)) {
        prop_assert_eq!(likeness(&one, &other), likeness(&other, &one));
    }

    #[test]
    fn looking_up_finds_all_that_comparing_one_by_one_would(
        who in anybody(1), others in prop::collection::vec(anybody(2), 0..8),
    ) {
        let people = People::of(others.clone());
        let found: Vec<Likeness> = people.like(&who).iter().map(|m| m.likeness).collect();
        let mut wanted: Vec<Likeness> =
            others.iter().filter_map(|other| likeness(&who, other)).collect();
        wanted.sort();
        prop_assert_eq!(found, wanted);
    }
}
