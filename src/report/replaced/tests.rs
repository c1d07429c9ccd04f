use proptest::prelude::*;

use super::*;
use crate::record::{
    Addition, AdditionKind, Child, Correction, Digest, Field, Item, ItemId, Part, Person,
    PersonRole, example,
};

const NAME: &str = "Testa Quillfeather";

fn child(number: u8, name: &str) -> Child {
    Child { name: name.to_owned(), ..Child::new(ItemId::mint([number; 8])) }
}

fn person(number: u8, name: &str, relation: &str) -> Person {
    let (name, relation) = (name.to_owned(), relation.to_owned());
    Person { name, relation, ..Person::new(ItemId::mint([number; 8])) }
}

fn family() -> Record {
    Record {
        children: vec![child(1, NAME), child(2, "Will Quillfeather")],
        others: vec![person(3, "Siân Quillfeather", "mother"), person(4, "Lee Mock", "")],
        ..Record::default()
    }
}

/// The statements of a decision without names.
fn without(statements: &[Statement]) -> Replaced {
    let statements: Vec<&Statement> = statements.iter().collect();
    replaced(&statements, &mut Doctors::default(), &DeviceId::mint([0; 8])).unwrap()
}

fn added(first: &Statement, body: Body) -> Statement {
    Statement { root: Some(Digest::of(b"first")), body, ..first.clone() }
}

/// The reasons as they read without names.
fn reads(record: Record, reasons: &str) -> String {
    let record = Record { reasons: reasons.to_owned(), ..record };
    let done = without(&[example::statement(record)]);
    let read: Statement = ronfile::read(done.texts[0].as_bytes()).unwrap();
    let Body::Decision(decision) = read.body else { panic!("a decision") };
    decision.record.reasons
}

#[test]
fn names_in_what_was_typed_are_replaced_by_who_they_are() {
    for (typed, reads_now) in [
        ("Testa has a bruise.", "[child 1] has a bruise."),
        (
            "Sian said that Testa’s brother Will cried.",
            "[mother] said that [child 1]’s brother [child 2] cried.",
        ),
        ("Will cried. She will ring.", "[child 2] cried. She will ring."),
        ("The Quillfeathers moved.", "The [family name] moved."),
        ("I rang Pat Sample.", "I rang [name?]."),
        ("Uma said no.", "[name?] said no."),
        ("Mr Mock was there.", "Mr [person] was there."),
        ("She is afraid of going home.", "She is afraid of going home."),
    ] {
        assert_eq!(reads(family(), typed), reads_now, "{typed}");
    }
}

#[test]
fn a_professional_is_called_by_their_role() {
    let mut record = family();
    record.add(crate::record::ItemKind::Advice, ItemId::mint([9; 8]));
    "Jo Sample".clone_into(&mut record.advice[0].who);
    "Named nurse".clone_into(&mut record.advice[0].role);
    assert_eq!(reads(record.clone(), "Jo Sample agreed."), "[named nurse] agreed.");
    "Jo Sample, health visitor".clone_into(&mut record.advice[0].who);
    assert_eq!(reads(record, "Sample agreed."), "[health visitor] agreed.");
}

#[test]
fn what_fields_have_as_birth_number_and_address_goes_wherever_it_stands() {
    let mut record = family();
    record.children[0].born = Typed::new("3 4 2019");
    record.children[0].nhs = Typed::new("999 000 0018");
    "4 Invented Lane, Modelcombe".clone_into(&mut record.children[0].address);
    let reads = reads(record.clone(), "Of 4 Invented Lane, born 3 April 2019, 9990000018.");
    assert_eq!(reads, "Of [address], born [date of birth], [number].");
    let text = without(&[example::statement(record)]).texts.remove(0);
    for gone in ["Invented Lane", "2019", "0018"] {
        assert!(!text.contains(gone), "{gone} in {text}");
    }
    assert!(text.contains("[aged 7]"), "{text}");
}

#[test]
fn no_field_of_a_record_keeps_a_name() {
    let record = example::filled(2, &mut || NAME.to_owned());
    let first = Statement { author: named_author(), ..example::statement(record) };
    let done = without(&[first]);
    for part in NAME.split(' ') {
        assert!(!done.texts[0].contains(part), "{}", done.texts[0]);
    }
}

fn named_author() -> Author {
    Author { name: format!("Dr {NAME}"), ..example::author() }
}

#[test]
fn no_kind_of_what_is_added_keeps_a_name() {
    let first = example::statement(family());
    for kind in AdditionKind::ALL {
        let root = Digest::of(b"first");
        let one = kind.golden(&root, &|label| format!("{NAME} {label} and Siân"));
        let done = without(&[first.clone(), added(&first, one.into())]);
        for part in ["Testa", "Quillfeather", "Siân"] {
            let text = &done.texts[1];
            assert!(!text.contains(part) || *kind == AdditionKind::Disposal, "{kind:?} {text}");
        }
    }
}

#[test]
fn a_date_of_birth_that_was_corrected_goes_in_what_it_was_and_in_what_it_is() {
    let first = example::statement(family());
    let child = family().children[0].id.clone();
    for (from, to) in [("3 April 2019", "4 May 2018"), ("", "4 May 2018"), ("3 April 2019", "")] {
        let one = Correction {
            of: Digest::of(b"first"),
            field: Field::of(Part::ChildBorn, &child),
            label: "Who: Date of birth".to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
            reason: format!("Not {from}: she says {to}."),
        };
        let done = without(&[first.clone(), added(&first, Addition::Correction(one).into())]);
        for part in ["April", "May", "2018", "2019"] {
            assert!(!done.texts[1].contains(part), "{part} is in {}", done.texts[1]);
        }
    }
}

#[test]
fn what_names_nobody_is_left_to_the_letter() {
    let first = example::statement(family());
    for kind in AdditionKind::ALL {
        let root = Digest::of(b"first");
        let one = kind.golden(&root, &|_| "the mother".to_owned());
        let done = without(&[first.clone(), added(&first, one.clone().into())]);
        let read: Statement = ronfile::read(done.texts[1].as_bytes()).unwrap();
        assert_eq!(read.body.addition(), Some(one));
    }
}

#[test]
fn neither_nonce_nor_workstation_nor_the_doctor_is_in_it() {
    let done = without(&[example::statement(family())]);
    let read: Statement = ronfile::read(done.texts[0].as_bytes()).unwrap();
    assert_eq!((&read.nonce, &read.device_prev), (&Nonce::NONE, &None));
    assert_eq!(read.author.name, "[doctor]");
    assert!(read.author.gmc.is_blank());
    let appear: Vec<&str> = done.appear.iter().map(String::as_str).collect();
    assert_eq!(appear, ["child 1", "child 2", "doctor", "mother", "person"]);
}

#[test]
fn a_name_that_was_corrected_is_known_before_and_after() {
    let first = example::statement(family());
    let correction = Correction {
        of: Digest::of(b"first"),
        field: Field::of(Part::ChildName, &ItemId::mint([1; 8])),
        label: "Who: Name".to_owned(),
        from: NAME.to_owned(),
        to: "Tessa Quillfeather".to_owned(),
        reason: "Her mother spells it Tessa.".to_owned(),
    };
    let note = crate::record::Addendum { text: "Tessa is well.".to_owned() };
    let done = without(&[
        first.clone(),
        added(&first, Body::Correction(correction)),
        added(&first, Body::Addendum(note)),
    ]);
    assert!(done.texts[1].contains("from: \"[child 1]\""), "{}", done.texts[1]);
    assert!(done.texts[2].contains("[child 1] is well."), "{}", done.texts[2]);
}

#[test]
fn somebody_there_as_a_professional_keeps_no_surname_and_gives_none_to_the_family() {
    let mut record = family();
    let mut teacher = person(5, "Pat Quillfeather", "class teacher");
    teacher.role = Some(PersonRole::Professional);
    record.others.push(teacher);
    assert_eq!(reads(record, "Pat rang."), "[teacher] rang.");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_the_name_no_word_of_it_is_left_in_what_was_typed(
        first in "[A-Z][a-z]{2,8}", last in "[A-Z][a-z]{3,9}", before in "(he said that |)",
    ) {
        let mut record = family();
        record.children[0].name = format!("{first} {last}");
        let text = reads(record, &format!("{before}{first} {last} ran. Then {first} and Mrs {last}."));
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            let role = ["child", "name", "family", "Mrs", "Then"].contains(&word);
            prop_assert!(role || (word != first && word != last), "{}", text);
        }
    }
}
