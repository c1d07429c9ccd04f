//! What is saved is all that was typed, and nothing else: a field in which nothing stands is not
//! written, and what a file cannot do without is an error where it is missing.

use std::fmt::Debug;

use proptest::prelude::*;
use proptest::sample::select;
use serde::de::DeserializeOwned;

use super::*;
use crate::base::ronfile::{read, write};
use crate::pathway::Answers;
use crate::record::draft::CameTo;
use crate::record::removal::{WhoseNow, take_out};
use crate::record::{
    Addition, Advice, Child, Claim, Consent, ContactKind, DecisionDraft, Disclosure, Draft,
    Entered, Field, FollowUp, GuidanceCited, Hours, Item, ItemId, Link, LinkWhy, Mark, News,
    NotSame, Number, Part, Participant, Passage, Person, Place, Record, RecordOf, Request,
    SharedSince, Signing, Told, Work, YesNo, example,
};
use crate::record::{CommentOn, EnteredInError, Involved, ReviewTick, Verdict, WhyInError};

fn id() -> ItemId {
    ItemId::mint([7; 8])
}

fn digest() -> Digest {
    Digest::of(b"another")
}

/// A correction in which nothing is typed yet.
fn correction() -> Correction {
    Correction {
        of: digest(),
        field: Field::once(Part::Views),
        label: String::new(),
        from: String::new(),
        to: String::new(),
        reason: String::new(),
    }
}

#[test]
fn a_day_is_corrected_to_a_day_or_to_words_and_never_to_figures_that_are_none() {
    let lacks = |to: &str| {
        let field = Field::once(Part::Happened);
        let from = "29 November 2026".to_owned();
        Addition::Correction(Correction { field, from, to: to.to_owned(), ..correction() }).lacks()
    };
    for day in ["28/11/2026", "28 11 2026, 15:00", "some time in the autumn", ""] {
        assert_eq!(lacks(day), None, "{day}");
    }
    for none in ["29 November 202628/11/2026", "31/02/2026"] {
        assert!(lacks(none).is_some_and(|why| why.contains("No date")), "{none}");
    }
}

/// The names of the fields that are written, in order.
fn fields(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| Some(line.trim().split_once(": ")?.0)).collect()
}

/// That only these fields are written of something in which nothing stands, that it reads back,
/// and that it does not without one of them, but for those that the files of before lack.
fn writes_only<T>(value: &T, needed: &[&str], may_lack: &[&str])
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let text = write(value).unwrap();
    assert_eq!(fields(&text), needed, "{text}");
    assert_eq!(read::<T>(text.as_bytes()).as_ref(), Ok(value), "{text}");
    for line in text.lines().filter(|line| line.ends_with(',') && line.contains(": ")) {
        let name = line.trim().split(':').next().unwrap();
        let without = read::<T>(text.replacen(&format!("{line}\n"), "", 1).as_bytes());
        assert_eq!(without.is_ok(), may_lack.contains(&name), "without {name}:\n{text}");
    }
}

#[test]
fn a_part_of_a_record_in_which_nothing_is_typed_is_written_without_its_fields() {
    writes_only(&Record::default(), &[], &[]);
    writes_only(&Request::default(), &[], &[]);
    writes_only(&FollowUp::default(), &[], &[]);
    writes_only(&Child::new(id()), &["id"], &[]);
    writes_only(&Person::new(id()), &["id"], &[]);
    writes_only(&Passage::new(id()), &["id", "kind"], &[]);
    writes_only(&Mark::new(id()), &["id", "view", "at"], &["view", "at"]);
    writes_only(&Participant::new(id()), &["id"], &[]);
    writes_only(&Consent::new(id()), &["id"], &[]);
    writes_only(&Advice::new(id()), &["id"], &[]);
    writes_only(&Disclosure::new(id()), &["id"], &[]);
    writes_only(&Told::new(id()), &["id"], &[]);
    writes_only(&Entered::new(id()), &["id"], &[]);
    writes_only(&GuidanceCited::new(id()), &["id", "source"], &[]);
}

#[test]
fn what_is_added_later_says_what_it_is_and_nothing_that_nobody_typed() {
    writes_only(&correction(), &["of", "field", "part", "label", "from", "to"], &[]);
    writes_only(&FollowedUp::default(), &["what"], &[]);
    writes_only(&Handover::default(), &["to"], &[]);
    writes_only(&EnteredIn::default(), &["whose"], &[]);
    writes_only(&Reply { to: digest(), text: String::new() }, &["to", "text"], &[]);
    writes_only(&Review::new(digest()), &["of"], &[]);
    writes_only(&EnteredInError::default(), &["reason"], &[]);
    writes_only(&Addendum { text: String::new() }, &["text"], &[]);
    let shared = SharedSince { disclosure: Disclosure::new(id()), confirms: None };
    writes_only(&shared, &["disclosure", "id"], &[]);
    let mut contact = Contact::new(ContactKind::Police, id());
    let number = contact.numbers.remove(0);
    writes_only(&contact, &["kind"], &[]);
    writes_only(&number, &["id", "hours"], &["hours"]);
}

#[test]
fn the_header_of_a_statement_is_written_whole() {
    let mut statement = example::statement(Record::default());
    let Body::Decision(decision) = &mut statement.body else { panic!("a decision") };
    decision.owed.clear();
    decision.basis = Basis::Pathway(Answers::default());
    decision.outcome.trail.clear();
    decision.outcome.duties.clear();
    let header = [
        "format",
        "register",
        "decision",
        "root",
        "nonce",
        "device",
        "device_prev",
        "follows",
        "author",
        "name",
        "role",
        "gmc",
        "happened",
        "decided",
        "written",
        "headline",
        "rules",
    ];
    let body = ["body", "basis", "outcome", "id", "headline", "trail", "duties", "record"];
    let without_value = ["root", "device_prev", "happened"];
    writes_only(&statement, &[&header[..], &body].concat(), &without_value);
    writes_only(&Departure::default(), &["to", "headline"], &[]);
    let text = || String::new();
    let duty = FrozenDuty { verb: text(), text: text(), cites: vec![] };
    writes_only(&duty, &["verb", "text"], &[]);
    writes_only(&DecisionDraft::default(), &["answers", "place", "record"], &[]);
}

/// Words that are hard to keep, and none.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        1 => select(vec![" ", "\n", "two\nlines", "“quoted” \"#", "None", "[]"]).prop_map(String::from),
        1 => any::<String>(),
    ]
}

/// Sixteen texts, one after the other and again.
fn any_texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(any_text(), 16)
}

fn any_addition() -> impl Strategy<Value = Addition> {
    let choices = (0..8_usize, any::<bool>(), select(News::ALL.to_vec()));
    let whose = select(RecordOf::ALL.to_vec());
    (choices, whose, any_texts()).prop_map(|((kind, some, what), whose, texts)| {
        let mut texts = texts.into_iter();
        let mut text = || texts.next().unwrap_or_default();
        let item = some.then(id);
        match kind {
            0 => Addition::Disclosure(SharedSince {
                disclosure: Disclosure {
                    to: text(),
                    when: Typed::new(text()),
                    how: text(),
                    reference: text(),
                    shared: text(),
                    held_back: text(),
                    confirmed: Typed::new(text()),
                    confirm_by: Typed::new(text()),
                    ..Disclosure::new(id())
                },
                confirms: item,
            }),
            1 => Addition::FollowUp(FollowedUp {
                what,
                when: Typed::new(text()),
                by: text(),
                reference: text(),
                words: text(),
                next_due: Typed::new(text()),
            }),
            2 => Addition::Correction(Correction {
                of: digest(),
                field: Field { part: Part::Views, item },
                label: text(),
                from: text(),
                to: text(),
                reason: text(),
            }),
            3 => Addition::Handover(Handover {
                from: text(),
                to: text(),
                when: Typed::new(text()),
                accepted: some.then_some(YesNo::No),
                reason: text(),
            }),
            4 => Addition::ClinicalRecord(EnteredIn {
                whose,
                item,
                words: text(),
                when: Typed::new(text()),
                by: text(),
            }),
            5 => Addition::Reply(Reply { to: digest(), text: text() }),
            6 => Addition::EnteredInError(EnteredInError {
                why: some.then_some(WhyInError::Twice),
                reason: text(),
                back: some,
            }),
            _ => Addition::Review(Review {
                of: digest(),
                verdict: some.then_some(Verdict::CannotSay),
                involved: some.then_some(Involved::Own),
                about: some.then(|| CommentOn::Answer(text())),
                ticked: if some { vec![ReviewTick::Siblings] } else { Vec::new() },
                comment: text(),
                question: text(),
                learning: text(),
                blind: some.then(|| BlindReading {
                    answers: Answers([(text(), text())].into()),
                    trail: vec![(text(), text())],
                    ..BlindReading::new(digest())
                }),
            }),
        }
    })
}

fn any_contact() -> impl Strategy<Value = Contact> {
    let numbers = prop::collection::vec((any_text(), select(Hours::ALL.to_vec())), 0..3);
    (numbers, any_texts(), any::<bool>()).prop_map(|(numbers, texts, removed)| {
        let mut texts = texts.into_iter();
        let mut text = || texts.next().unwrap_or_default();
        let number = |(number, hours)| Number { id: id(), number, hours };
        Contact {
            kind: ContactKind::Police,
            name: text(),
            organisation: text(),
            area: text(),
            numbers: numbers.into_iter().map(number).collect(),
            found_where: text(),
            checked_on: Typed::new(text()),
            checked_by: text(),
            discloses: text(),
            notes: text(),
            removed,
            claimed: Claim { on: Typed::new(text()), by: text() },
        }
    })
}

fn any_decision() -> impl Strategy<Value = Decision> {
    let some = (any::<bool>(), any::<bool>(), any::<bool>());
    (example::any_record(), some, any_texts()).prop_map(|(record, (one, two, three), texts)| {
        let Body::Decision(mut decision) = example::statement(record).body else {
            panic!("a decision")
        };
        let mut texts = texts.into_iter();
        let mut text = || texts.next().unwrap_or_default();
        let instead_of = decision.outcome.duties.clone();
        decision.departure =
            one.then(|| Departure { to: text(), headline: text(), reason: text(), instead_of });
        if two {
            decision.owed.clear();
            decision.set_aside.insert("Views".to_owned(), text());
            decision.outcome.duties.clear();
        }
        if three {
            let at = example::statement(Record::default()).written;
            decision.basis = Basis::ActedFirst(at, Answers::default());
            let decision_id = DecisionId::mint(2026, [9; 8]);
            decision.linked.push(Link { decision: decision_id, why: LinkWhy::OwnWorry });
        }
        *decision
    })
}

/// A body of any kind.
fn any_body() -> impl Strategy<Value = Body> {
    prop_oneof![
        any_decision().prop_map(|decision| Body::Decision(Box::new(decision))),
        any_text().prop_map(|text| Body::Addendum(Addendum { text })),
        any_contact().prop_map(Body::Contact),
        any_addition().prop_map(Body::from),
    ]
}

/// Unfinished work of any kind.
fn any_work() -> impl Strategy<Value = Work> {
    let decision = (any_decision(), any::<bool>()).prop_map(|(decision, some)| {
        let item = some.then(id);
        let decision_id = DecisionId::mint(2026, [9; 8]);
        let mut record = decision.record;
        let child = record.children.first().map(|child| child.id.clone());
        let removed = child.and_then(|child| take_out(&mut record, &child, &WhoseNow::Aside));
        let not_same = NotSame { decision: decision_id, ours: id(), theirs: id(), number: false };
        Work::Decision(Box::new(DecisionDraft {
            acted_first: some.then(|| example::statement(Record::default()).written),
            came_to: some.then(|| CameTo {
                outcome: decision.outcome.id.clone(),
                at: example::statement(Record::default()).written,
            }),
            answers: decision.basis.answers().clone(),
            place: Place::Record(Some(Field { part: Part::Views, item })),
            departure: decision.departure,
            record,
            set_aside: decision.set_aside,
            removed: removed.into_iter().collect(),
            linked: decision.linked,
            not_same: some.then_some(not_same).into_iter().collect(),
            owner_offered: some,
        }))
    });
    prop_oneof![
        decision,
        any_text().prop_map(Work::Addendum),
        any_contact().prop_map(|contact| Work::Contact(Box::new(contact))),
        any_addition().prop_map(|later| Work::Addition(Box::new(later))),
    ]
}

proptest! {
    #[test]
    fn a_statement_of_any_kind_reads_back_as_what_was_signed(body in any_body(), first: bool) {
        let mut statement = example::statement(Record::default());
        statement.body = body;
        if !first {
            statement.root = Some(digest());
            statement.follows = vec![digest()];
        }
        let text = write(&statement).unwrap();
        prop_assert_eq!(read::<Statement>(text.as_bytes()), Ok(statement), "{}", text);
    }

    #[test]
    fn a_draft_of_any_kind_reads_back_as_what_was_typed(work in any_work(), some: bool) {
        let signed = example::statement(Record::default());
        let draft = Draft {
            root: some.then(digest),
            signing: some.then(|| Signing { statement: write(&signed).unwrap() }),
            put_away: some.then_some(signed.written),
            instead_of: some.then(digest),
            tried: some.then(digest).into_iter().collect(),
            ..example::draft(work)
        };
        let text = write(&draft).unwrap();
        prop_assert_eq!(read::<Draft>(text.as_bytes()), Ok(draft), "{}", text);
    }
}
