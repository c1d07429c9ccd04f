//! Three jobs as a GP does them, and the texts that they leave: written for the colleague who opens
//! the record next year, the parent, and the child at sixteen.

use chrono::DateTime;

use super::tests::{child, id, must_be, passage, person, sheets};
use super::*;
use crate::record::entries::belongs;
use crate::record::prefill::{self, prefill};
use crate::record::{
    Basis, Child, Digest, EnteredInError, FollowedUp, Frozen, News, SharedSince, WhyInError,
    example,
};

/// What was signed: the answers, the outcome they came to, and the record.
fn signed(pairs: &[(&str, &str)], outcome: (&str, &str), mut record: Record) -> Statement {
    let answers = example::answers(pairs);
    let author = Author { name: "Dr Mock Sample".to_owned(), ..Author::default() };
    let at = DateTime::parse_from_rfc3339("2026-11-28T13:59:00+00:00").unwrap();
    let known = prefill::Known { answers: &answers, decided: outcome.0, at, author: &author };
    prefill(&mut record, &known, &mut example::ids());
    let mut statement = example::statement(record);
    statement.author = author;
    statement.written = at + chrono::TimeDelta::minutes(3);
    statement.decided = When::At(at);
    outcome.1.clone_into(&mut statement.headline);
    let Body::Decision(decision) = &mut statement.body else { panic!("a decision") };
    decision.basis = Basis::Pathway(answers);
    decision.outcome = Frozen {
        id: outcome.0.to_owned(),
        headline: outcome.1.to_owned(),
        trail: vec![],
        duties: vec![],
    };
    decision.owed.clear();
    statement
}

/// A baby with a bruise, and what the mother said of it.
fn bruise() -> Statement {
    let finding = Passage {
        when: Typed::new("28 November 2026, 14:00"),
        source: "Seen by me".to_owned(),
        ..passage(
            2,
            PassageKind::Finding,
            "2 cm purple bruise on left cheek. Not yet rolling. Alert, feeding well, no other marks.",
            &[],
        )
    };
    let told = Passage {
        source: "Mother, Kim Sample".to_owned(),
        ..passage(
            3,
            PassageKind::ToldByOthers,
            "He rolled off the sofa this morning onto carpet.",
            &[],
        )
    };
    let record = Record {
        children: vec![Child { born: Typed::new("14/7/2026"), ..child(1, "Robin Example") }],
        passages: vec![finding, told],
        disclosures: vec![Disclosure {
            to: "Children’s services".to_owned(),
            when: Typed::new("28 November 2026, 13:59"),
            how: "Telephone".to_owned(),
            spoke_to: "Pat Model, duty desk".to_owned(),
            shared: "The bruise, the account, mother's name".to_owned(),
            agreed: "Paeds to see him at 4 pm today; they will ring me".to_owned(),
            ..Disclosure::new(id(4))
        }],
        told: vec![Told {
            who: "Mother".to_owned(),
            when: Typed::new("28 November 2026, 14:01"),
            what: "I told her I would ring and why. She was upset but agreed.".to_owned(),
            ..Told::new(id(5))
        }],
        // As it is offered, and taken up by a press.
        consent_not_asked: "I did not ask for consent: the child had to be protected.".to_owned(),
        reasons: "Bruise in a baby who cannot roll; the account does not fit what he can do."
            .to_owned(),
        ..Record::default()
    };
    let answers = [
        ("start", "concern"),
        ("level", "at-risk"),
        ("wait", "no"),
        ("asking", "no"),
        ("decided", "yes"),
    ];
    let outcome = ("share-without-consent", "Share without consent, and say why");
    signed(&answers, outcome, record)
}

/// A young person who asks for contraception, and nothing that worries.
fn contraception() -> Statement {
    let asked = "Asks for the pill. Boyfriend 15, same school, eight months. Fraser competent. \
                 Mother knows.";
    let record = Record {
        children: vec![Child { born: Typed::new("3.5.2012"), ..child(1, "Sasha Example") }],
        passages: vec![passage(2, PassageKind::Finding, asked, &[])],
        none_apply:
            "The child told me of harm.\nFemale genital mutilation (FGM), known or suspected."
                .to_owned(),
        not_found: "a gap in age\na difference in power\nsecrecy\npressure".to_owned(),
        reasons: "Peer relationship, no pressure, understands the advice.".to_owned(),
        ..Record::default()
    };
    let answers = [("start", "concern"), ("level", "none")];
    signed(&answers, ("no-concern", "No child-protection concern"), record)
}

/// Somebody rings and asks for records, and nobody has checked who it is.
fn unknown_caller() -> Statement {
    let mut record = Record {
        children: vec![Child { born: Typed::new("02/09/2019"), ..child(1, "Nell Example") }],
        ..Record::default()
    };
    record.request.who =
        "Caller gave name Pat Model, social services, mobile 01632 960123".to_owned();
    record.request.received = Typed::new("28 November 2026, 13:55");
    record.request.identity = "Not checked yet. I will ring the council switchboard.".to_owned();
    record.request.purpose = "Says there is an assessment. Did not say why the records.".to_owned();
    record.follow_up.review_on = Typed::new("30 November 2026");
    record.follow_up.plan = "Ask her: which records, why, and has the mother agreed?".to_owned();
    let answers = [("start", "request"), ("asker", "agency"), ("delay", "no"), ("identity", "no")];
    signed(&answers, ("verify-first", "Check who is asking, then come back"), record)
}

/// The same request, continued once the caller was found to be who she says: much is written by then.
fn caller_who_was_answered() -> Statement {
    let caller = unknown_caller();
    let Body::Decision(decision) = caller.body else { panic!("a decision") };
    let mut record = decision.record;
    record.request.identity =
        "I rang the council switchboard on the number of its website and was \
                               put through to the team. Pat Model works there as a social worker."
            .to_owned();
    record.request.purpose =
        "An assessment under section 47, begun yesterday after a neighbour had \
                              rung. They want every contact of the last two years and whatever the \
                              school nurse has sent to us since September."
            .to_owned();
    record.request.law = "Section 47 Children Act 1989, working together. Not an order.".to_owned();
    record.disclosures = vec![Disclosure {
        to: "Children’s services, assessment team".to_owned(),
        when: Typed::new("28 November 2026, 14:40"),
        spoke_to: "Pat Model".to_owned(),
        shared: "Attendances since 2024, the missed immunisations, the two letters of the school \
                 nurse. Nobody here has seen Nell alone since the spring of this year."
            .to_owned(),
        held_back: "The mother's own notes, which nobody had asked for.".to_owned(),
        agreed: "They ring back on Monday before ten with what was decided at the meeting."
            .to_owned(),
        ..Disclosure::new(id(4))
    }];
    record.reasons =
        "A child may be at risk, and the assessment cannot be done without it.".to_owned();
    let answers = [
        ("start", "request"),
        ("asker", "agency"),
        ("delay", "no"),
        ("identity", "yes"),
        ("purpose", "yes"),
        ("ground", "interest"),
    ];
    signed(&answers, ("share-without-consent", "Share without consent, and say why"), record)
}

#[test]
fn the_short_text_of_a_request_that_was_continued_has_the_reason() {
    let text = text(&[caller_who_was_answered()], Length::Short);
    assert!(text.contains("Why: A child may be at risk"), "{text}");
    assert!(text.split_whitespace().count() <= SHORT, "{text}");
}

/// Something signed below it, so many minutes later.
fn later(first: &Statement, minutes: i64, body: Body) -> Statement {
    let written = first.written + chrono::TimeDelta::minutes(minutes);
    Statement { body, written, follows: vec![digest(0)], ..first.clone() }
}

fn digest(number: u8) -> Digest {
    Digest::of(&[number])
}

/// The text that is made after all of these were signed, the first of which is the decision.
fn text(statements: &[Statement], length: Length) -> String {
    let digests: Vec<Digest> = (0..).map(digest).take(statements.len()).collect();
    let stated: Vec<Stated<'_>> = digests
        .iter()
        .zip(statements)
        .map(|(digest, statement)| Stated { digest, statement })
        .collect();
    let now = Now::of(&stated).unwrap();
    let input = now.clinical().unwrap();
    let who = belongs(input.record).remove(0);
    clinical_sheet(&input, Some(&who), length, &Ticks::new()).text()
}

fn nobody_answered(first: &Statement) -> Statement {
    let news = FollowedUp {
        what: News::NoAnswer,
        when: Typed::new("28 November 2026, 14:08"),
        words: "The council duty desk.".to_owned(),
        next_due: Typed::new("29 November 2026"),
        ..FollowedUp::default()
    };
    later(first, 10, Body::FollowUp(news))
}

#[test]
fn the_texts_of_the_three_jobs_are_what_a_colleague_a_parent_and_the_child_can_read() {
    let caller = unknown_caller();
    let followed = nobody_answered(&caller);
    for (name, statements) in [
        ("bruise", vec![bruise()]),
        ("contraception", vec![contraception()]),
        ("caller", vec![caller, followed]),
    ] {
        for (length, long) in [(Length::Short, "short"), (Length::Full, "full")] {
            must_be(&format!("{name}-{long}.txt"), &text(&statements, length));
        }
    }
}

#[test]
fn a_short_text_has_the_doctors_reasons_and_the_parents_account_before_anything_of_ours() {
    let text = text(&[bruise()], Length::Short);
    for words in [
        "Told by others (mother): He rolled off the sofa this morning onto carpet.",
        "Why: Bruise in a baby who cannot roll; the account does not fit what he can do.",
        "Family told (Mother, 14:01): I told her I would ring and why. She was upset but agreed.",
    ] {
        assert!(text.contains(words), "{words} is missing:\n{text}");
    }
    assert!(text.split_whitespace().count() <= SHORT, "{text}");
}

#[test]
fn where_there_is_no_room_a_stock_sentence_goes_before_a_word_of_the_doctors() {
    let mut statement = bruise();
    let Body::Decision(decision) = &mut statement.body else { panic!("a decision") };
    let why = &mut decision.record.reasons;
    why.push_str(" He was well yesterday. Nobody else was at home.");
    let whole = why.clone();
    let text = text(&[statement], Length::Short);
    assert!(text.contains(&whole), "{text}");
    assert!(text.contains("Consent: not asked.\n") && !text.contains("I did not ask"), "{text}");
}

#[test]
fn what_was_done_stays_in_a_short_text_that_is_full_and_what_became_of_it_too() {
    let mut first = bruise();
    let Body::Decision(decision) = &mut first.body else { panic!("a decision") };
    let record = &mut decision.record;
    record.disclosures[0].reference = "EV-2290".to_owned();
    record.disclosures[0].agreed.push_str(", and the police know of it before they call");
    record.reasons.push_str(&" He cannot have done it himself, and nobody saw him fall.".repeat(3));
    let news = FollowedUp {
        what: News::Acknowledged,
        when: Typed::new("29 November 2026, 09:00"),
        by: "Sam Okoro".to_owned(),
        reference: "EV-2291".to_owned(),
        words: "They took it on and meet today. ".repeat(6),
        ..FollowedUp::default()
    };
    let replied = later(&first, 1000, Body::FollowUp(news));
    let text = text(&[first, replied], Length::Short);
    for words in [
        "Shared with: Children's services, spoke to Pat Model, duty desk,",
        "Family told",
        "Since then (29 November 2026, 09:00, Sam Okoro, reference EV-2291): Acknowledged.",
        "2 cm purple bruise on left cheek.",
    ] {
        assert!(text.contains(words), "{words} is missing:\n{text}");
    }
    assert!(text.split_whitespace().count() <= SHORT, "{text}");
}

#[test]
fn what_was_entered_in_error_says_that_alone_and_nothing_of_anybody() {
    let first = bruise();
    for (why, said) in [
        (WhyInError::WrongPatient, "entered in error: it is about another patient."),
        (WhyInError::Twice, "entered twice."),
        (WhyInError::NotMeant, "entered in error."),
        (WhyInError::Other, "entered in error."),
    ] {
        let reason = "It was his cousin Otis Bell.".to_owned();
        let error = EnteredInError { why: Some(why), reason, back: false };
        let statements = [first.clone(), later(&first, 30, Body::EnteredInError(error))];
        for length in [Length::Short, Length::Full] {
            let text = text(&statements, length);
            assert!(text.contains(said), "{text}");
            for not in ["Otis", "bruise", "Mother", "to share", "Children", "Pat Model"] {
                assert!(!text.contains(not), "{not} is in:\n{text}");
            }
            assert!(text.contains("For the record of: Robin Example"), "{text}");
        }
    }
}

#[test]
fn consent_is_said_once() {
    let of = |text: &str| text.to_lowercase().matches("consent").count();
    let text = text(&[bruise()], Length::Full);
    assert_eq!(of(&text), 1, "{text}");
    assert!(text.contains("Decision: to share\n"), "{text}");
}

#[test]
fn a_part_of_a_short_text_is_whole_or_ends_after_a_sentence_and_says_so() {
    let long = |words: usize| {
        (0..words).map(|at| format!("sentence {at} ends here.")).collect::<Vec<_>>().join(" ")
    };
    let record = Record {
        children: vec![child(1, "Robin Example")],
        passages: vec![
            passage(2, PassageKind::Finding, &long(30), &[]),
            passage(3, PassageKind::ToldByOthers, &["word"; 70].join(" "), &[]),
        ],
        reasons: long(9),
        ..Record::default()
    };
    let sheet = sheets(&record, Length::Short, &Ticks::new()).remove(0);
    let words =
        |line: &str| line.split_once(": ").map_or(String::new(), |(_, words)| words.to_owned());
    for (_, piece) in sheet.offers().filter(|(_, piece)| piece.ticked) {
        let cut = piece.line.ends_with(" …");
        assert_eq!(cut, piece.shortened, "{piece:?}");
        let ends = words(&piece.line).trim_end_matches(" …").ends_with('.');
        assert!(!cut || ends, "{}", piece.line);
    }
    let left: Vec<_> =
        sheet.offers().filter(|(_, one)| !one.ticked && one.label == "Told by others").collect();
    assert_eq!(left.len(), 1, "a sentence that is too long is left out whole: {sheet:?}");
    assert_eq!(words(&left[0].1.line).split(' ').count(), 70, "and can be ticked whole");
    let (tick, _) = sheet.offers().find(|(_, one)| one.shortened).unwrap();
    let ticked = sheets(&record, Length::Short, &Ticks::from([(tick.clone(), true)])).remove(0);
    assert!(ticked.text().contains(&long(30)), "{}", ticked.text());
}

#[test]
fn a_request_says_who_asked_what_for_and_what_was_checked() {
    let text = text(&[unknown_caller()], Length::Short);
    for words in [
        "Child safeguarding, request for information: 28 November 2026, 13:59\n",
        "Who asks: Caller gave name Pat Model, social services, mobile 01632 960123\n",
        "What they ask for, and why: Says there is an assessment. Did not say why the records.\n",
        "Identity: Not checked yet. I will ring the council switchboard.\n",
        "Request valid: not checked yet.\n",
        "Decision: to check who is asking before answering\n",
    ] {
        assert!(text.contains(words), "{words} is missing:\n{text}");
    }
}

#[test]
fn that_nobody_was_checked_is_said_where_nothing_was_typed_of_it() {
    let mut statement = unknown_caller();
    let Body::Decision(decision) = &mut statement.body else { panic!("a decision") };
    decision.record.request.identity.clear();
    let said = text(std::slice::from_ref(&statement), Length::Short);
    assert!(said.contains("Identity not checked yet.\n"), "{said}");
    let Body::Decision(decision) = &mut statement.body else { panic!("a decision") };
    decision.record.request.identity = "I will ring the switchboard.".to_owned();
    let said = text(&[statement], Length::Short);
    assert!(said.contains("Identity not checked yet: I will ring the switchboard.\n"), "{said}");
}

#[test]
fn a_parent_who_asks_is_told_by_relation() {
    let mut statement = unknown_caller();
    let Body::Decision(decision) = &mut statement.body else { panic!("a decision") };
    decision.record.others = vec![person(7, "Kim Sample", "mother")];
    "Kim Sample, by telephone".clone_into(&mut decision.record.request.who);
    let text = text(&[statement], Length::Short);
    assert!(text.contains("Who asks: mother\n") && !text.contains("Kim"), "{text}");
}

#[test]
fn what_was_signed_since_is_in_the_text_that_is_made_after_it() {
    let first = unknown_caller();
    let note = Body::Addendum(crate::record::Addendum { text: "The school rang too.".to_owned() });
    let shared = Body::Disclosure(SharedSince {
        disclosure: Disclosure {
            to: "Duty desk".to_owned(),
            shared: "That he is our patient.".to_owned(),
            ..Disclosure::new(id(9))
        },
        confirms: None,
    });
    let followed = nobody_answered(&first);
    let (note, shared) = (later(&first, 20, note), later(&first, 30, shared));
    let statements = [first, followed, note, shared];
    for length in [Length::Short, Length::Full] {
        let text = text(&statements, length);
        for words in [
            "Rang, no answer. The council duty desk.\n",
            "): The school rang too.\n",
            "Shared with: Duty desk\n",
            "What was shared: That he is our patient.\n",
            "Review on: 29 November 2026\n",
        ] {
            assert!(text.contains(words), "{words} is missing:\n{text}");
        }
        assert!(!text.contains("30 November"), "{text}");
    }
}

#[test]
fn an_answer_of_none_of_these_is_no_word_of_having_looked() {
    let text = text(&[contraception()], Length::Full);
    assert!(!text.contains("FGM") && !text.contains("told me of harm"), "{text}");
    let looked =
        "Looked for, and no sign of: a gap in age\na difference in power\nsecrecy\npressure\n";
    assert!(text.contains(looked), "{text}");
}

#[test]
fn what_was_looked_for_and_not_found_is_in_the_short_text_of_no_concern() {
    let text = text(&[contraception()], Length::Short);
    let looked =
        "Looked for, and no sign of: a gap in age; a difference in power; secrecy; pressure\n";
    assert!(text.contains(looked), "{text}");
}

#[test]
fn third_parties_and_what_is_left_out_are_said_only_where_it_is_so() {
    let mut record = Record { children: vec![child(1, "Robin Example")], ..Record::default() };
    record.passages = vec![passage(2, PassageKind::Finding, "Well and at ease.", &[])];
    let whole = || sheets(&record, Length::Short, &Ticks::new()).remove(0).text();
    assert!(!whole().contains(OTHERS) && !whole().contains(MORE), "{}", whole());
    for told in ["Came with his mother.", "Says that his boyfriend is kind."] {
        let mut record = record.clone();
        told.clone_into(&mut record.passages[0].text);
        let text = sheets(&record, Length::Short, &Ticks::new()).remove(0).text();
        assert!(text.ends_with("Contains third-party information.\n"), "{text}");
    }
    record.follow_up.owner = "Dr Mock Sample".to_owned();
    let text = sheets(&record, Length::Short, &Ticks::new()).remove(0).text();
    assert!(text.contains(MORE), "{text}");
}

/// Every part that is filled is offered in the full text, but for these.
#[test]
fn no_part_of_a_record_is_missing_from_the_full_text_unnoticed() {
    // The clinical record has the address; what was read to an adviser names nobody; whether the
    // child was named to them, whose records it is in, what it is about, and the answer “none of
    // these” are no part of the child's story.
    const LEFT_OUT: [Part; 13] = [
        Part::ChildAddress,
        Part::AdviceSummary,
        Part::AdviceChildNamed,
        Part::EnteredWhose,
        Part::EnteredWhen,
        Part::NoneApply,
        Part::Decided,
        // Said of them where the text is for their own record.
        Part::PersonBorn,
        Part::PersonNhs,
        // In place of them it is said that it happened.
        Part::SharedConfirmBy,
        Part::AcknowledgedBy,
        Part::DepartureReason,
        // It can tell who somebody is who is called by relation.
        Part::ParticipantRole,
    ];
    let mut number = 0;
    let record = example::filled(1, &mut || {
        number += 1;
        format!("typed{number:03}")
    });
    let sheet = sheets(&record, Length::Full, &Ticks::new()).remove(0);
    let all: Vec<&str> =
        sheet.pieces.iter().flat_map(|one| [one.line.as_str(), &one.label]).collect();
    let all = all.join("\n");
    let missing: Vec<Part> = record
        .values()
        .into_iter()
        .filter(|(field, value)| {
            let text = value.read(&record);
            text.starts_with("typed") && !all.contains(&text) && !LEFT_OUT.contains(&field.part)
        })
        .map(|(field, _)| field.part)
        .collect();
    assert!(missing.is_empty(), "{missing:?} are not offered:\n{all}");
}
