use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::caseload::worked::WorkedCase;
use crate::record::entries::belongs;
use crate::record::{Child, ItemId, PersonFlag, Typed, ViewId, example};
use crate::report::anonymous::Summary;
use crate::report::clinical::MORE;
use crate::report::summary_sheet;

pub(super) fn id(number: u8) -> ItemId {
    ItemId::mint([number; 8])
}

pub(super) fn child(number: u8, name: &str) -> Child {
    Child { name: name.to_owned(), ..Child::new(id(number)) }
}

pub(super) fn person(number: u8, name: &str, relation: &str) -> Person {
    let (name, relation) = (name.to_owned(), relation.to_owned());
    Person { name, relation, ..Person::new(id(number)) }
}

pub(super) fn passage(number: u8, kind: PassageKind, text: &str, about: &[u8]) -> Passage {
    let about: Vec<ItemId> = about.iter().map(|number| id(*number)).collect();
    Passage { kind, text: text.to_owned(), about: About::these(&about), ..Passage::new(id(number)) }
}

pub(super) fn sheets(record: &Record, length: Length, ticks: &Ticks) -> Vec<Sheet> {
    let statement = example::statement(record.clone());
    let input = Clinical::signed(&statement).unwrap();
    let people = belongs(record);
    people.iter().map(|who| clinical_sheet(&input, Some(who), length, ticks)).collect()
}

/// The text for the record of each, in order.
fn texts(record: &Record, length: Length) -> Vec<String> {
    sheets(record, length, &Ticks::new()).iter().map(Sheet::text).collect()
}

fn only_text(record: &Record) -> String {
    texts(record, Length::Short).remove(0)
}

/// Two children with a passage about each, one about both, one of which nobody has said, and
/// a mother and a sister who is no child of the decision.
fn two_children() -> Record {
    Record {
        children: vec![child(1, "Robin Example"), child(2, "Sasha Example")],
        others: vec![person(3, "Kim Sample", "mother"), person(4, "Nell Example", "sister")],
        passages: vec![
            passage(11, PassageKind::Finding, "Of-robin.", &[1]),
            passage(12, PassageKind::ChildsWords, "Of-sasha.", &[2]),
            passage(13, PassageKind::Finding, "Of-both.", &[1, 2]),
            passage(14, PassageKind::Finding, "Unsaid.", &[]),
        ],
        ..Record::default()
    }
}

#[test]
fn what_is_about_one_child_is_in_no_other_text() {
    for length in [Length::Short, Length::Full] {
        let texts = texts(&two_children(), length);
        let has = |at: usize| {
            ["Of-robin", "Of-sasha", "Of-both", "Unsaid"].map(|word| texts[at].contains(word))
        };
        assert_eq!(has(0), [true, false, true, false], "{}", texts[0]);
        assert_eq!(has(1), [false, true, true, false], "{}", texts[1]);
        assert_eq!((has(2), has(3)), ([false; 4], [false; 4]));
    }
}

#[test]
fn what_is_left_out_is_offered_with_the_reason_and_goes_in_whole_where_it_is_ticked() {
    let record = two_children();
    let sheet = &sheets(&record, Length::Short, &Ticks::new())[1];
    let whys: Vec<(&str, &str)> = sheet
        .offers()
        .filter(|(_, piece)| !piece.ticked)
        .map(|(_, piece)| (piece.line.as_str(), piece.why.as_str()))
        .collect();
    assert!(whys.contains(&("Clinical finding: Of-robin.", "About Robin Example.")), "{whys:?}");
    let unsaid = ("Clinical finding: Unsaid.", "Nobody has said who it is about.");
    assert!(whys.contains(&unsaid), "{whys:?}");
    let tick = Tick::Field(Field::of(Part::PassageText, &id(14)));
    let ticked = &sheets(&record, Length::Short, &Ticks::from([(tick, true)]))[1];
    assert!(ticked.text().contains("Clinical finding: Unsaid."), "{}", ticked.text());
    assert!(sheet.text().contains(MORE));
}

#[test]
fn nothing_typed_once_goes_into_one_childs_text_where_there_are_several() {
    let mut number = 0;
    let mut record = example::filled(2, &mut || {
        number += 1;
        format!("typed{number:03}")
    });
    // Nothing in an old record says whom it is about.
    record.passages.iter_mut().for_each(|one| one.about = About::default());
    record.advice.iter_mut().for_each(|one| one.about = About::default());
    record.disclosures.iter_mut().for_each(|one| one.about = About::default());
    record.marks.iter_mut().for_each(|one| one.child = None);
    for length in [Length::Short, Length::Full] {
        let texts = texts(&record, length);
        for (at, text) in texts.iter().enumerate().take(2) {
            let child = &record.children[at];
            let own = [
                &child.name,
                &child.born.text,
                &child.nhs.text,
                &child.due.text,
                &child.parental_responsibility,
                &child.whereabouts,
                &child.social_worker,
            ];
            let fields = [&record.decided.text, &record.follow_up.review_on.text];
            for word in
                text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.starts_with("typed"))
            {
                let known = own.iter().chain(&fields).any(|field| field.as_str() == word);
                assert!(known, "{word} in\n{text}");
            }
        }
    }
}

#[test]
fn the_first_line_asks_not_to_show_it_online_and_can_be_taken_out() {
    let record = Record { children: vec![child(1, "Robin Example")], ..Record::default() };
    let text = only_text(&record);
    assert!(text.starts_with("Do not show in online access.\n"), "{text}");
    let without = sheets(&record, Length::Short, &Ticks::from([(Tick::NotOnline, false)]));
    assert!(without[0].text().starts_with("Child safeguarding"), "{}", without[0].text());
}

#[test]
fn findings_and_the_words_of_others_are_kept_apart() {
    let mut record = Record { children: vec![child(1, "Robin Example")], ..Record::default() };
    record.passages = vec![
        passage(11, PassageKind::Opinion, "I think so.", &[]),
        passage(12, PassageKind::Finding, "A mark.", &[]),
    ];
    let text = texts(&record, Length::Full).remove(0);
    let finding = text.find("Clinical finding: A mark.").unwrap();
    assert!(finding < text.find("My opinion: I think so.").unwrap(), "{text}");
}

#[test]
fn professionals_and_references_stay_as_they_are() {
    let mut record = Record { children: vec![child(1, "Robin Example")], ..Record::default() };
    record.passages = vec![Passage {
        source: "Jo Mock, health visitor".to_owned(),
        ..passage(11, PassageKind::Finding, "A mark. Case INV-4711/b.", &[])
    }];
    record.disclosures = vec![Disclosure {
        to: "Mx Ash Sample, duty desk".to_owned(),
        reference: "MASH-4711/b".to_owned(),
        ..Disclosure::new(id(12))
    }];
    let text = only_text(&record);
    for words in ["Jo Mock, health visitor", "INV-4711/b", "Ash Sample", "reference MASH-4711/b"] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
}

#[test]
fn who_took_the_call_and_what_was_agreed_are_in_the_short_text_and_in_the_full_one() {
    let mut record = Record { children: vec![child(1, "Robin Example")], ..Record::default() };
    record.disclosures = vec![Disclosure {
        to: "Children’s services".to_owned(),
        spoke_to: "Pat Sample, duty worker".to_owned(),
        agreed: "They ring back by 16:00.".to_owned(),
        ..Disclosure::new(id(12))
    }];
    for length in [Length::Short, Length::Full] {
        let text = texts(&record, length).remove(0);
        let shared = "Shared with: Children's services, spoke to Pat Sample, duty worker";
        assert!(text.contains(shared), "{text}");
        assert!(text.contains("Agreed: They ring back by 16:00."), "{text}");
    }
}

#[test]
fn a_private_informant_is_told_by_relation_until_that_is_ticked() {
    let mut record = Record { children: vec![child(1, "Robin Example")], ..Record::default() };
    record.passages = vec![Passage {
        source: "Mrs Mock, neighbour".to_owned(),
        ..passage(11, PassageKind::ToldByOthers, "Heard crying at night.", &[])
    }];
    let text = texts(&record, Length::Full).remove(0);
    assert!(text.contains("Told by others (neighbour): Heard crying"), "{text}");
    assert!(!text.contains("Mrs Mock"), "{text}");
    let tick = Tick::Named(Field::of(Part::PassageSource, &id(11)));
    let named = sheets(&record, Length::Full, &Ticks::from([(tick, true)]))[0].text();
    assert!(named.contains("Told by others (Mrs Mock, neighbour)"), "{named}");
}

#[test]
fn a_parents_text_says_what_the_parent_was_told_and_nothing_that_was_found() {
    let mut record = two_children();
    record.told = vec![Told {
        who: "the mother".to_owned(),
        when: Typed::new("3 May 2026"),
        what: "That I share this.".to_owned(),
        ..Told::new(id(5))
    }];
    record.others[0].notes = "Somebody said that she drinks.".to_owned();
    let text = &texts(&record, Length::Full)[2];
    assert!(text.contains("For the record of: Kim Sample\n"), "{text}");
    assert!(text.contains("This person was told (3 May 2026): That I share this."), "{text}");
    assert!(!text.contains("drinks") && !text.contains("Robin"), "{text}");
}

#[test]
fn the_kind_of_concern_is_the_childs_story_and_not_a_sisters() {
    let mut record = two_children();
    record.categories = vec![crate::record::Category::Fgm];
    for text in texts(&record, Length::Full) {
        assert!(!text.contains("FGM"), "{text}");
    }
    record.children.pop();
    let texts = texts(&record, Length::Short);
    assert!(texts[0].contains("Kind of concern: FGM"), "{}", texts[0]);
    assert!(texts[1..].iter().all(|text| !text.contains("FGM")), "of the only child");
}

#[test]
fn a_departure_shows_what_was_decided_and_what_was_suggested() {
    let record = Record { children: vec![child(1, "Robin Example")], ..Record::default() };
    let mut statement = example::statement(record);
    if let Body::Decision(decision) = &mut statement.body {
        decision.departure = Some(Departure {
            to: "take-advice".to_owned(),
            headline: "Take advice".to_owned(),
            reason: "The nurse knows the family.".to_owned(),
            ..Departure::default()
        });
    }
    let input = Clinical::signed(&statement).unwrap();
    let text = clinical_sheet(&input, None, Length::Short, &Ticks::new()).text();
    let decided =
        "Decision: to take advice first\nThe questions suggested: to share at once, without";
    assert!(text.contains(decided), "{text}");
    assert!(text.contains("Decided differently because: The nurse"), "{text}");
}

#[test]
fn the_full_text_of_an_only_child_has_all_that_was_written_of_the_child() {
    let record = example::filled(1, &mut || "as typed".to_owned());
    let text = texts(&record, Length::Full).remove(0);
    for part in [
        "Decision: to share at once",
        "Why: as typed",
        "Shared with: as typed",
        "What was shared: as typed",
        "Advice (as typed, as typed, as typed): as typed",
        "- How would you put your concern? At risk",
        "Mark 1 (described by",
        "Reference: 2026-",
    ] {
        assert!(text.contains(part), "{part} is missing:\n{text}");
    }
}

#[test]
fn a_mark_says_who_saw_it() {
    let mut record = Record { children: vec![child(1, "Robin Example")], ..Record::default() };
    let mut mark = Mark::placed(id(4), ViewId::Front, (790, 900)).unwrap();
    "the school nurse".clone_into(&mut mark.source);
    record.marks = vec![mark];
    let text = only_text(&record);
    assert!(
        text.contains("Mark 1 (described by the school nurse): Left forearm, front."),
        "{text}"
    );
    crate::record::seen_by_whom::BY_ME.clone_into(&mut record.marks[0].source);
    assert!(only_text(&record).contains("Mark 1 (seen by me): Left forearm"));
}

#[test]
fn a_time_of_another_zone_says_so_in_a_short_text_too() {
    let mut record = Record { children: vec![child(1, "Robin Example")], ..Record::default() };
    record.decided = Typed::new("27 November 2026, 23:10");
    record.passages = vec![passage(3, PassageKind::Finding, "A mark.", &[1])];
    record.passages[0].when = Typed::new("27 November 2026, 18:06 UTC−5");
    let text = only_text(&record);
    assert!(text.contains("18:06 (UTC-5)"), "{text}");
}

#[test]
fn it_can_be_copied_before_it_is_signed_and_says_so() {
    let statement = example::statement(Record::default());
    let making = Clinical { signed: None, ..Clinical::signed(&statement).unwrap() };
    let text = clinical_sheet(&making, None, Length::Short, &Ticks::new()).text();
    assert!(text.contains("not yet signed"), "{text}");
    assert!(text.contains("\nChild safeguarding, decision: 22 November 2026"), "{text}");
}

#[test]
fn another_person_is_told_by_who_they_are_and_named_only_where_that_is_ticked() {
    let mut record = Record { children: vec![child(1, "Robin Example")], ..Record::default() };
    let mut partner = person(2, "Mock Specimen", "");
    partner.role = Some(PersonRole::ParentsPartner);
    partner.flags = vec![PersonFlag::InHousehold, PersonFlag::MayPoseRisk];
    record.others = vec![partner];
    let text = texts(&record, Length::Full).remove(0);
    let line = "Person: Parent's partner, lives in the household, may pose a risk\n";
    assert!(text.contains(line), "{text}");
    assert!(!text.contains("Specimen"), "{text}");
}

/// The case of two sisters, of whom one tells and the other may be next.
fn sisters() -> (Statement, Vec<Belongs>) {
    let case = WorkedCase::all().unwrap().into_iter().find(|case| case.title.contains("FGM"));
    let case = case.unwrap();
    let step = &case.steps[0];
    let mut statement = example::statement(step.record.clone());
    statement.author.clone_from(&case.author);
    statement.written = step.written;
    statement.decision = case.decision.clone();
    let people = belongs(&step.record);
    (statement, people)
}

/// Compares with a file that people can read; writes it where that is asked for.
pub(super) fn must_be(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/texts").join(name);
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if kept != text && option_env!("JUSTIFIED_WRITE_TEXTS").is_some() {
        std::fs::write(&path, text).unwrap();
    } else {
        assert_eq!(kept, text, "{}", path.display());
    }
}

#[test]
fn the_texts_of_two_sisters_are_what_a_clinician_would_paste() {
    let (statement, people) = sisters();
    let input = Clinical::signed(&statement).unwrap();
    for (who, name) in people.iter().zip(["elder", "younger"]) {
        for (length, long) in [(Length::Short, "short"), (Length::Full, "full")] {
            let text = clinical_sheet(&input, Some(who), length, &Ticks::new()).text();
            must_be(&format!("sisters-{name}-{long}.txt"), &text);
        }
    }
    let Body::Decision(decision) = &statement.body else { panic!("a decision") };
    let summary = Summary {
        record: &decision.record,
        author: &statement.author,
        reference: &statement.decision,
        at: statement.written,
        trail: &decision.outcome.trail,
        asked: None,
        due: None,
        decided: Some(&statement.headline),
    };
    must_be("sisters-adviser.txt", &summary_sheet(&summary, &Ticks::new()).text());
}

#[test]
fn in_a_short_text_what_the_child_said_and_was_told_comes_before_references() {
    let (statement, people) = sisters();
    let input = Clinical::signed(&statement).unwrap();
    let text = clinical_sheet(&input, Some(&people[0]), Length::Short, &Ticks::new()).text();
    for words in ["don't tell my mum it was me", "nobody will say at home that it came from her"] {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
    assert!(!text.contains("reference INV"), "{text}");
    assert!(text.contains("Shared with: Police"), "{text}");
}

#[test]
fn the_younger_sisters_text_has_nothing_that_the_elder_told() {
    let (statement, people) = sisters();
    let input = Clinical::signed(&statement).unwrap();
    let elder = &people[0].name;
    for length in [Length::Short, Length::Full] {
        let text = clinical_sheet(&input, Some(&people[1]), length, &Ticks::new()).text();
        for word in elder.split(' ').take(1).chain(["cut me", "auntie", "was done to her", "urine"])
        {
            assert!(!text.to_lowercase().contains(&word.to_lowercase()), "{word} in\n{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_short_text_has_at_most_150_words_whatever_was_typed(
        words in 0_usize..90,
        mut record in example::any_record(),
        several in any::<bool>(),
    ) {
        let long = vec!["word"; words].join(" ");
        if words > 2 {
            record = example::filled(2, &mut || long.clone());
        }
        if !several {
            record.children.truncate(1);
        }
        for sheet in sheets(&record, Length::Short, &Ticks::new()) {
            let text = sheet.text();
            prop_assert!(text.split_whitespace().count() <= SHORT, "{text}");
        }
    }

    #[test]
    fn nothing_that_is_about_others_is_in_a_childs_text(about in prop::collection::vec(prop::sample::subsequence(vec![1_u8, 2, 3], 0..=3), 6)) {
        let mut record = Record {
            children: vec![child(1, "One"), child(2, "Two"), child(3, "Three")],
            ..Record::default()
        };
        for (at, (number, about)) in (20_u8..).zip(&about).enumerate() {
            let kind = PassageKind::ALL[at % 4];
            record.passages.push(passage(number, kind, &format!("passage{number}"), about));
        }
        for (of, text) in (1_u8..).zip(texts(&record, Length::Full)) {
            for (number, about) in (20_u8..).zip(&about) {
                let is = text.contains(&format!("passage{number}"));
                prop_assert_eq!(is, about.contains(&of), "{}", text);
            }
        }
    }
}

#[test]
fn a_decision_to_share_of_which_nobody_was_told_does_not_read_as_shared() {
    let mut record = Record { children: vec![child(1, "Robin Example")], ..Record::default() };
    let said = |record: &Record| sheets(record, Length::Short, &Ticks::new()).remove(0).text();
    let text = said(&record);
    assert!(text.contains("Shared with: nobody yet, as far as is recorded"), "{text}");
    let mut told = Disclosure::new(id(9));
    "Children’s services".clone_into(&mut told.to);
    record.disclosures.push(told);
    assert!(!said(&record).contains("nobody yet"), "{}", said(&record));
}
