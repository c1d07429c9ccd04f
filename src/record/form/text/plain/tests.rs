use super::page::visible;
use super::*;
use crate::base::ronfile;
use crate::record::statement::Addendum;
use crate::record::{Correction, Departure, Digest, Field, example};
use proptest::prelude::*;

fn library() -> Library {
    Library::embedded().unwrap()
}

fn printed(statement: &Statement) -> String {
    whole(statement, None, &library(), None)
}

/// Without what layout may change: line ends, indents, spaces and dashes in numbers.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

#[test]
fn a_departure_towards_less_tells_first_what_the_suggested_outcome_asked() {
    let mut statement = example::statement(Record::default());
    let Body::Decision(decision) = &mut statement.body else { panic!("a decision") };
    let instead_of = decision.outcome.duties.clone();
    let must = instead_of[0].text.clone();
    decision.outcome.duties = vec![FrozenDuty {
        verb: "ours".to_owned(),
        text: "Watch and review.".to_owned(),
        cites: vec![],
    }];
    decision.departure = Some(Departure {
        headline: "Do not share for now".to_owned(),
        instead_of,
        ..Departure::default()
    });
    let printed = printed(&statement);
    let place = |words: &str| printed.find(words).unwrap_or_else(|| panic!("{printed}"));
    assert!(place(PROTECTS_LESS) < place("What the suggested outcome asked for"));
    assert!(place(&must) < place("What the decision asked for instead"));
    assert!(place("What the decision asked for instead") < place("Watch and review."));
}

#[test]
fn what_an_earlier_version_took_out_is_printed_without_its_id() {
    let mut statement = example::statement(Record::default());
    let Body::Decision(decision) = &mut statement.body else { panic!("a decision") };
    decision.set_aside.insert("Taken out (0F0F0F0F)".to_owned(), "Name: Robin".to_owned());
    let printed = printed(&statement);
    assert!(printed.contains("Name: Robin") && !printed.contains("0F0F0F0F"), "{printed}");
}

#[test]
fn every_text_of_a_record_is_in_the_printed_statement() {
    let mut count = 0;
    let record = example::filled(1, &mut || {
        count += 1;
        format!("typed-{count:03}-")
    });
    let statement = example::statement(record);
    let saved = ronfile::write(&statement).unwrap();
    let printed = printed(&statement);
    assert!(count > 45, "the example fills every text");
    for at in 1..=count {
        let typed = format!("typed-{at:03}-");
        assert!(saved.contains(&typed), "{typed} is not in the record");
        assert!(printed.contains(&typed), "{typed} is lost:\n{printed}");
    }
}

#[test]
fn the_statement_says_on_its_face_that_it_names_others_and_who() {
    let mut record = example::filled(1, &mut || "x".to_owned());
    "Testchild One".clone_into(&mut record.children[0].name);
    let printed = printed(&example::statement(record));
    assert!(printed.contains("Contains third-party information"), "{printed}");
    assert!(printed.contains("- Testchild One (child)"), "{printed}");
    assert!(printed.contains("does not prove who was at the keyboard"), "{printed}");
}

#[test]
fn a_contact_is_printed_whole() {
    let mut statement = example::statement(Record::default());
    let text = |name: &str| format!("typed-{name}");
    statement.body = Body::Contact(Contact {
        name: text("name"),
        organisation: text("organisation"),
        area: text("area"),
        numbers: vec![crate::record::Number {
            id: crate::record::ItemId::mint([3; 8]),
            number: text("number"),
            hours: crate::record::Hours::OutOfHours,
        }],
        found_where: text("found"),
        checked_on: crate::record::Typed::new(text("checked")),
        checked_by: text("by-whom"),
        discloses: text("discloses"),
        notes: text("notes"),
        removed: true,
        ..Contact::new(crate::record::ContactKind::Police, crate::record::ItemId::mint([2; 8]))
    });
    let printed = printed(&statement);
    for typed in ["name", "organisation", "area", "number", "found", "checked", "by-whom", "notes"]
    {
        assert!(printed.contains(&text(typed)), "{typed} is lost:\n{printed}");
    }
    assert!(printed.contains("Out of hours: typed-number"), "{printed}");
    assert!(printed.contains("removes the contact from the list"), "{printed}");
    assert!(!printed.contains("third-party"), "nobody's confidence is in it:\n{printed}");
}

#[test]
fn an_entry_written_days_later_says_so() {
    let mut statement = example::statement(Record::default());
    assert_eq!(late_entry(&statement), None);
    statement.written += chrono::TimeDelta::days(3);
    let printed = printed(&statement);
    assert!(printed.contains("Written later: 3 days after it was decided."), "{printed}");
    assert!(printed.contains("22 November 2026, 10:42 (3 days before it was signed)"));
}

#[test]
fn when_it_was_decided_and_when_it_was_signed_is_said_once() {
    let times = |text: &str| (text.matches("10:42").count(), text.matches("12:00").count());
    let mut record = Record::default();
    record.decided.text = "22 November 2026, 10:42".to_owned();
    let mut statement = example::statement(record);
    let When::At(decided) = statement.decided else { panic!("at a time") };
    statement.written = decided;
    assert_eq!(times(&printed(&statement)), (1, 0), "{}", printed(&statement));
    assert!(printed(&statement).contains("Decided and signed: 22 November 2026, 10:42\n"));
    let noon = chrono::DateTime::parse_from_rfc3339("2026-11-22T12:00:00+00:00").unwrap();
    statement.written = noon;
    assert_eq!(times(&printed(&statement)), (1, 1), "{}", printed(&statement));
    if let Body::Decision(decision) = &mut statement.body {
        "22/11/26 10:42".clone_into(&mut decision.record.decided.text);
    }
    let printed_as_typed = printed(&statement);
    assert!(printed_as_typed.contains("22/11/26 10:42"), "what was typed is not left out");

    let mut news = crate::record::FollowedUp::default();
    news.when.text = "22 November 2026, 10:42".to_owned();
    statement.happened = news.when.when(&noon);
    statement.decided = When::At(noon);
    statement.body = Body::FollowUp(news);
    assert_eq!(times(&printed(&statement)), (1, 1), "{}", printed(&statement));
    statement.body = Body::Addendum(Addendum { text: "They rang back.".to_owned() });
    statement.happened = None;
    assert_eq!(times(&printed(&statement)), (0, 1), "{}", printed(&statement));
}

#[test]
fn an_entry_just_after_midnight_is_not_late() {
    let mut statement = example::statement(Record::default());
    let decided = chrono::DateTime::parse_from_rfc3339("2026-11-22T23:50:00+00:00").unwrap();
    statement.decided = When::At(decided);
    statement.written = decided + chrono::TimeDelta::minutes(20);
    assert_eq!(late_entry(&statement), None);
}

#[test]
fn duties_keep_their_verbs_and_name_their_paragraphs() {
    let printed = printed(&example::statement(Record::default()));
    assert!(
        printed.contains("- must: Tell the right people promptly. [PCYP ¶48(c); PCYP ¶2; PCYP ¶32; PCYP ¶39; PCYP ¶52 (until 2018: 0–18 ¶61)]"),
        "{printed}"
    );
    assert!(printed.contains("- our advice: Note the time."), "{printed}");
}

#[test]
fn a_linked_decision_is_named_with_the_reason() {
    let mut statement = example::statement(Record::default());
    let other = crate::record::DecisionId::mint(2026, [9; 8]);
    if let Body::Decision(decision) = &mut statement.body {
        let why = crate::record::LinkWhy::OwnWorry;
        decision.linked = vec![crate::record::Link { decision: other.clone(), why }];
    }
    let words = format!("Begun from a request for information: {other}");
    assert!(printed(&statement).contains(&words));
}

#[test]
fn addenda_stand_after_the_decision_in_order() {
    let decision = example::statement(Record::default());
    let addendum = |text: &str| Statement {
        body: Body::Addendum(Addendum { text: text.to_owned() }),
        ..decision.clone()
    };
    let (first, second) = (addendum("They rang back."), addendum("Case closed."));
    let digests = [1, 2, 3].map(|number| Digest::of(&[number]));
    let all = digests.iter().zip([&decision, &first, &second]);
    let all: Vec<Stated<'_>> =
        all.map(|(digest, statement)| Stated { digest, statement }).collect();
    let printed = decision_text((&all, None), &library(), &BTreeMap::new());
    let at = |text: &str| printed.find(text).unwrap();
    assert!(at("Outcome") < at("They rang back.") && at("They rang back.") < at("Case closed."));
    assert!(printed.contains("3 statements"));
}

#[test]
fn a_decision_that_was_corrected_says_so_at_its_top_with_what_stood_and_why() {
    let mut record = Record::default();
    "Bruised.".clone_into(&mut record.reasons);
    let decision = example::statement(record);
    let digest = Digest::of(b"decision");
    let correction = Statement {
        body: Body::Correction(Correction {
            of: digest.clone(),
            field: Field::once(Part::DecisionReasons),
            label: "Reasons: Reasons for the decision".to_owned(),
            from: "Bruised.".to_owned(),
            to: "Two bruises.".to_owned(),
            reason: "Left out.".to_owned(),
        }),
        follows: vec![digest.clone()],
        ..decision.clone()
    };
    let alone = [Stated { digest: &digest, statement: &decision }];
    assert!(
        !decision_text((&alone, None), &library(), &BTreeMap::new()).contains("Corrected since")
    );
    let later = Digest::of(b"correction");
    let both = [alone[0], Stated { digest: &later, statement: &correction }];
    let printed = decision_text((&both, None), &library(), &BTreeMap::new());
    let top = printed.split("Signed by").next().unwrap();
    for words in ["Corrected since it was signed", "Two bruises.", "“Bruised.”", "Left out."] {
        assert!(top.contains(words), "{words}:\n{printed}");
    }
    assert!(printed.split("Signed by").nth(1).unwrap().contains("Bruised."), "as it was signed");
}

/// An item alone on a line says the opposite of what was recorded.
#[test]
fn what_was_looked_for_and_not_found_is_printed_as_one_sentence() {
    let record = Record {
        not_found: "a gap in age\npressure\nsecrecy".to_owned(),
        none_apply: "The child told me of harm.\nSuspected sexual abuse.".to_owned(),
        ..Record::default()
    };
    let printed = printed(&example::statement(record));
    for sentence in [
        "no sign of: a gap in age; pressure; secrecy",
        "None of these was so: The child told me of harm; Suspected sexual abuse",
    ] {
        assert!(printed.contains(sentence), "{printed}");
    }
}

#[test]
fn a_typed_text_cannot_pass_for_a_line_of_ours() {
    let mut statement = example::statement(Record::default());
    if let Body::Decision(decision) = &mut statement.body {
        "Reason.\nSigned by: Somebody Else\u{1b}[2J\u{202e}"
            .clone_into(&mut decision.record.reasons);
    }
    let printed = printed(&statement);
    assert_eq!(printed.lines().filter(|line| line.starts_with("Signed by:")).count(), 1);
    assert!(printed.contains("Somebody Else<U+001B>[2J<U+202E>"), "{printed}");
}

proptest! {
    #[test]
    fn whatever_was_typed_is_printed(
        items in 0..3_usize,
        texts in prop::collection::vec("[\\PC\\n\u{2028}\u{2029}]{0,24}", 1..80),
    ) {
        let mut typed = Vec::new();
        let mut source = texts.iter().cycle();
        let record = example::filled(items, &mut || {
            let text = source.next().cloned().unwrap_or_default();
            typed.push(text.clone());
            text
        });
        // Blanks are not looked at: of a field with nothing else nothing is printed, and the two that
        // end lines elsewhere stand as their numbers.
        let printed = bare(&printed(&example::statement(record)));
        let printed = printed.replace("<U+2028>", "").replace("<U+2029>", "");
        for text in typed {
            // A direction mark is printed as its number; a list is one sentence in two of the fields.
            let listed = super::super::in_one_sentence(&text);
            let is_there = |text: &str| printed.contains(&visible(&bare(text)));
            prop_assert!(is_there(&text) || is_there(&listed), "{text:?}");
        }
    }
}
