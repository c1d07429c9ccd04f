use super::*;
use crate::guidance::{Nation, Nations};
use crate::record::example::{self, any_record, fill};
use crate::record::form::{Answered, Child, ChildFlag, Consent, Disclosure, Section};
use crate::record::ids::ItemId;
use crate::record::typed::Typed;
use proptest::prelude::*;
use proptest::sample::select;

const OUTCOMES: [&str; 14] = [
    "act-now",
    "share-now",
    "share-with-consent",
    "share-without-consent",
    "share-limited",
    "comply",
    "cooperate",
    "verify-first",
    "ask-requester",
    "ask-consent",
    "take-advice",
    "not-share-for-now",
    "no-concern",
    "other-route",
];

fn england() -> Times {
    Nations::embedded().unwrap().times(Some(Nation::England))
}

fn parts(outcome: &str, record: &Record) -> Vec<Part> {
    owed_for(outcome, &Answers::default(), record).iter().map(|owed| owed.field.part).collect()
}

fn owed_for(outcome: &str, answers: &Answers, record: &Record) -> Vec<ToDo> {
    to_do(&Case {
        suggested: outcome,
        decided: outcome,
        answers,
        record,
        departure: None,
        times: &england(),
    })
}

#[test]
fn every_outcome_owes_the_concern_the_reasons_and_an_entry_in_the_clinical_record() {
    for outcome in OUTCOMES {
        let owed = parts(outcome, &Record::default());
        for part in [Part::PassageText, Part::DecisionReasons, Part::EnteredWhose] {
            assert!(owed.contains(&part), "{outcome} owes {part:?}");
        }
    }
}

#[test]
fn a_share_owes_first_whom_was_told_and_where_the_child_is() {
    let owed = parts("share-now", &Record::default());
    assert_eq!(owed[..3], [Part::SharedTo, Part::SharedWhen, Part::ChildWhereabouts]);
    for part in [Part::ChildBorn, Part::SharedHeldBack, Part::ToldWho, Part::Acknowledged] {
        assert!(owed.contains(&part), "{part:?}");
    }
}

#[test]
fn an_unborn_child_owes_no_birth_and_no_name_but_when_it_is_expected() {
    let mut child = Child::new(ItemId::mint([1; 8]));
    child.flags = vec![ChildFlag::Unborn];
    let mut record = Record { children: vec![child], ..Record::default() };
    let owed = parts("share-now", &record);
    assert!(!owed.contains(&Part::ChildBorn) && !owed.contains(&Part::ChildName));
    assert!(owed.contains(&Part::ChildDue));
    record.children[0].due = Typed::new("in April");
    assert!(!parts("share-now", &record).contains(&Part::ChildDue));
    assert!(!parts("share-now", &Record::default()).contains(&Part::ChildDue));
}

#[test]
fn a_name_that_is_said_to_be_unknown_is_not_owed_for_ever() {
    let mut child = Child::new(ItemId::mint([1; 8]));
    let with = |child: &Child| Record { children: vec![child.clone()], ..Record::default() };
    assert!(parts("share-now", &with(&child)).contains(&Part::ChildName));
    child.flags = vec![ChildFlag::NameUnknown];
    let owed = parts("share-now", &with(&child));
    assert!(!owed.contains(&Part::ChildName) && owed.contains(&Part::ChildBorn));
}

#[test]
fn consent_given_owes_who_and_on_what_basis_and_no_excuse_for_not_asking() {
    let owed = parts("share-with-consent", &Record::default());
    assert!(owed.contains(&Part::ConsentAskedOf) && owed.contains(&Part::ConsentBasis));
    assert!(!owed.contains(&Part::ConsentNotAsked));
}

#[test]
fn sharing_without_consent_owes_the_steps_taken_or_why_not_asked() {
    assert!(parts("share-without-consent", &Record::default()).contains(&Part::ConsentNotAsked));
    let mut entry = Consent::new(ItemId::mint([1; 8]));
    "the mother".clone_into(&mut entry.asked_of);
    entry.answer = Some(ConsentAnswer::Refused);
    let asked = Record { consent: vec![entry], ..Record::default() };
    let owed = parts("share-without-consent", &asked);
    assert!(!owed.contains(&Part::ConsentNotAsked));
    assert!(owed.contains(&Part::ConsentNotes), "reasons given for refusing");
}

#[test]
fn a_refusal_is_no_consent() {
    let mut entry = Consent::new(ItemId::mint([1; 8]));
    "the mother".clone_into(&mut entry.asked_of);
    entry.answer = Some(ConsentAnswer::Refused);
    let record = Record { consent: vec![entry], ..Record::default() };
    assert!(parts("share-with-consent", &record).contains(&Part::ConsentAnswer));
}

#[test]
fn a_call_is_to_be_confirmed_in_writing_and_a_letter_is_not() {
    let mut disclosure = Disclosure::new(ItemId::mint([1; 8]));
    "by telephone".clone_into(&mut disclosure.how);
    let mut record = Record { disclosures: vec![disclosure], ..Record::default() };
    assert!(parts("share-now", &record).contains(&Part::SharedConfirmed));
    "secure mail".clone_into(&mut record.disclosures[0].how);
    assert!(!parts("share-now", &record).contains(&Part::SharedConfirmed));
    "a letter handed over during the visit".clone_into(&mut record.disclosures[0].how);
    assert!(!parts("share-now", &record).contains(&Part::SharedConfirmed));
}

/// A record with one call, which came to this.
fn call(answered: Option<Answered>) -> Record {
    let call = Disclosure {
        to: "Children’s services".to_owned(),
        how: "Telephone".to_owned(),
        when: Typed::new("22 November 2026, 10:42"),
        answered,
        ..Disclosure::new(ItemId::mint([1; 8]))
    };
    Record { disclosures: vec![call], ..Record::default() }
}

#[test]
fn to_ring_is_not_to_tell_until_it_is_said_who_took_the_call() {
    let mut record = call(None);
    assert!(parts("share-now", &record).contains(&Part::SharedSpokeTo));
    record.disclosures[0].answered = Some(Answered::Taken);
    assert!(parts("share-now", &record).contains(&Part::SharedSpokeTo));
    "Pat Sample".clone_into(&mut record.disclosures[0].spoke_to);
    assert!(!parts("share-now", &record).contains(&Part::SharedSpokeTo));
    let mut letter = call(None);
    "secure mail".clone_into(&mut letter.disclosures[0].how);
    assert!(!parts("share-now", &letter).contains(&Part::SharedSpokeTo), "nobody takes a letter");
}

#[test]
fn a_call_that_nobody_answered_is_to_be_made_again_and_asks_nothing_of_what_was_told() {
    let mut record = call(Some(Answered::NoAnswer));
    let owed = owed_for("share-now", &Answers::default(), &record);
    let again = owed.iter().find(|one| one.field.part == Part::SharedSpokeTo).unwrap();
    assert_eq!((again.what.as_str(), again.is_action()), ("Nobody answered: ring again", true));
    for part in [Part::SharedWhat, Part::SharedHeldBack, Part::SharedConfirmed] {
        assert!(!owed.iter().any(|one| one.field.part == part), "{part:?}");
    }
    let second = call(Some(Answered::Taken)).disclosures.remove(0);
    record.disclosures.push(Disclosure { id: ItemId::mint([2; 8]), ..second });
    let owed = owed_for("share-now", &Answers::default(), &record);
    assert!(owed.iter().all(|one| one.what != "Nobody answered: ring again"));
    assert!(owed.iter().any(|one| one.what == "Disclosure 2: what you shared"));
}

#[test]
fn not_sharing_owes_advice_a_review_date_and_what_would_change_it() {
    let owed = parts("not-share-for-now", &Record::default());
    for part in
        [Part::AdviceWho, Part::AdviceWhen, Part::AdviceSaid, Part::ReviewOn, Part::WouldChange]
    {
        assert!(owed.contains(&part), "{part:?}");
    }
    assert!(!owed.contains(&Part::SharedTo));
}

#[test]
fn advice_that_was_taken_is_owed_on_a_share_too() {
    let answers = example::answers(&[("talked", "risk")]);
    let owed = owed_for("share-now", &answers, &Record::default());
    assert!(owed.iter().any(|owed| owed.field.part == Part::AdviceSaid));
}

#[test]
fn an_order_is_named_and_needs_no_reason_for_not_asking_consent() {
    let owed = parts("comply", &Record::default());
    assert!(owed.contains(&Part::RequestLaw) && owed.contains(&Part::RequestIdentity));
    assert!(!owed.contains(&Part::ConsentNotAsked));
}

#[test]
fn an_open_case_owes_an_owner_and_a_next_step() {
    for outcome in ["take-advice", "ask-consent", "verify-first", "ask-requester"] {
        let owed = parts(outcome, &Record::default());
        assert!(owed.contains(&Part::Owner) && owed.contains(&Part::Plan), "{outcome}");
    }
}

#[test]
fn a_departure_owes_its_reason() {
    let record = Record::default();
    let answers = Answers::default();
    let departure = Departure { to: "share-now".to_owned(), ..Departure::default() };
    let case = Case {
        suggested: "take-advice",
        decided: "share-now",
        answers: &answers,
        record: &record,
        departure: Some(&departure),
        times: &england(),
    };
    assert!(to_do(&case).iter().any(|owed| owed.field.part == Part::DepartureReason));
}

#[test]
fn a_date_in_words_is_not_owed() {
    let mut child = Child::new(ItemId::mint([1; 8]));
    child.born = Typed::new("unborn, due in March");
    let record = Record { children: vec![child], ..Record::default() };
    assert!(!parts("share-now", &record).contains(&Part::ChildBorn));
}

#[test]
fn several_children_are_told_apart_without_their_names() {
    let child = |at| Child::new(ItemId::mint([at; 8]));
    let record = Record { children: vec![child(1), child(2)], ..Record::default() };
    let owed = owed_for("share-now", &Answers::default(), &record);
    assert!(owed.iter().any(|owed| owed.what == "Child 2: the child’s date of birth"));
}

fn any_answers() -> impl Strategy<Value = Answers> {
    let pair = select(vec![
        ("start", "request"),
        ("talked", "risk"),
        ("advised", "agrees"),
        ("limited-consent", "given"),
        ("consent", "partly"),
        ("tell", "yes"),
    ]);
    prop::collection::vec(pair, 0..4).prop_map(|pairs| example::answers(&pairs))
}

proptest! {
    #[test]
    fn filling_the_field_that_an_item_names_settles_it(
        record in any_record(),
        answers in any_answers(),
        suggested in select(OUTCOMES.to_vec()),
        decided in select(OUTCOMES.to_vec()),
    ) {
        let times = england();
        let case = Case { suggested, decided, answers: &answers, record: &record, departure: None, times: &times };
        for item in to_do(&case) {
            let (mut filled, mut departure) = (record.clone(), None);
            fill(&mut filled, &mut departure, &item.field);
            let after = to_do(&Case { record: &filled, departure: departure.as_ref(), ..case });
            prop_assert!(!after.iter().any(|other| other.field == item.field), "{:?}", item);
        }
    }

    #[test]
    fn filling_all_that_is_owed_ends(
        record in any_record(),
        decided in select(OUTCOMES.to_vec()),
    ) {
        let answers = Answers::default();
        let (mut record, mut departure) = (record, None);
        let times = england();
        for _ in 0..200 {
            let case = Case { suggested: decided, decided, answers: &answers, record: &record, departure: departure.as_ref(), times: &times };
            let Some(first) = to_do(&case).into_iter().next() else { return Ok(()) };
            fill(&mut record, &mut departure, &first.field);
        }
        prop_assert!(false, "something stays owed");
    }

    #[test]
    fn each_field_is_owed_once_and_no_item_quotes_the_record(
        record in any_record(),
        decided in select(OUTCOMES.to_vec()),
    ) {
        let owed = owed_for(decided, &Answers::default(), &record);
        let fields: std::collections::BTreeSet<_> = owed.iter().map(|o| &o.field).collect();
        prop_assert_eq!(fields.len(), owed.len());
        prop_assert!(owed.iter().all(|o| !o.what.contains("rang them")));
        prop_assert!(owed.iter().all(|o| Section::ALL.contains(&o.field.part.section())));
    }
}

#[test]
fn a_follow_up_that_is_owed_says_by_when_and_who_says_so() {
    let mut call = Disclosure::new(ItemId::mint([1; 8]));
    call.when = Typed::new("22 November 2026, 10:42");
    "by telephone".clone_into(&mut call.how);
    let mut record = Record { disclosures: vec![call], ..Record::default() };
    let times = england();
    let now = referral_due::suggested(&record, "share-now", &times);
    referral_due::follow(&mut record, &[], &now);
    let words = |record: &Record, part: Part| {
        let owed = owed_for("share-now", &Answers::default(), record);
        owed.into_iter().find(|owed| owed.field.part == part).unwrap().what
    };
    assert_eq!(
        words(&record, Part::SharedConfirmed),
        "When you confirmed the call in writing: due by Monday 23 November, 10:42 \
         (RCGP: within 24 hours of the phone call in some areas: check locally)"
    );
    assert_eq!(
        words(&record, Part::Acknowledged),
        "When the referral was acknowledged: due by Monday 23 November (England: within one \
         working day)"
    );
    // A time of one's own has no source but oneself.
    record.follow_up.acknowledged_by = Typed::new("25/11/2026");
    let own = words(&record, Part::Acknowledged);
    assert_eq!(own, "When the referral was acknowledged: due by Wednesday 25 November");
}
