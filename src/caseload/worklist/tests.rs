use chrono::TimeDelta;
use proptest::prelude::*;

use super::items_of_decision::NO_TIME;
use super::*;
use crate::guidance::{Nation, Nations};
use crate::pathway::Answers;
use crate::record::entries::not_entered;
use crate::record::settle;
use crate::record::statement::Header;
use crate::record::{
    Addition, Answered, Basis, Body, Child, Departure, Digest, Disclosure, EnteredInError,
    FollowedUp, ItemId, News, Part, Person, Reply, Review, Statement, Typed, Verdict, WhyInError,
    example,
};
use crate::register::{Loaded, Reading};

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-24T10:00:00+00:00").unwrap()
}

/// The decision of an example, in a file of this number.
fn file(number: u8, change: impl FnOnce(&mut Statement)) -> DecisionFile {
    let mut statement = example::statement(Record::default());
    statement.decision = DecisionId::mint(2026, [number; 8]);
    change(&mut statement);
    let digest = Digest::of(&[number]);
    let loaded = Loaded {
        size: 0,
        name: String::new(),
        path: std::path::PathBuf::new(),
        digest: digest.clone(),
        kind: "decision".to_owned(),
        sound: true,
        doubted: false,
        claimed: crate::register::signed::Claimed::default(),
        header: Header::from(&statement),
        what: Reading::Fine(Box::new(statement.clone())),
    };
    DecisionFile {
        id: statement.decision,
        root: digest,
        folder: std::path::PathBuf::new(),
        statements: vec![loaded],
        problems: Vec::new(),
    }
}

/// A decision with this outcome and record.
fn decided(number: u8, outcome: &str, record: Record) -> DecisionFile {
    file(number, |statement| {
        if let Body::Decision(decision) = &mut statement.body {
            outcome.clone_into(&mut decision.outcome.id);
            decision.record = record;
        }
    })
}

/// Signs this an hour after what is there.
fn add(file: &mut DecisionFile, body: impl Into<Body>) {
    let last = file.statements.last().unwrap().clone();
    let mut statement = last.statement().unwrap().clone();
    statement.body = body.into();
    statement.root = Some(file.root.clone());
    statement.follows = vec![last.digest.clone()];
    statement.written += TimeDelta::hours(1);
    file.statements.push(Loaded {
        size: 0,
        digest: Digest::of(format!("later {}", file.statements.len()).as_bytes()),
        kind: statement.body.kind().to_owned(),
        header: Header::from(&statement),
        what: Reading::Fine(Box::new(statement)),
        ..last
    });
}

fn looked_again() -> Addition {
    let when = Typed::new("20 November 2026");
    Addition::FollowUp(FollowedUp { what: News::LookedAgain, when, ..FollowedUp::default() })
}

fn rank(outcome: &str) -> Option<u8> {
    ["no-concern", "not-share-for-now", "take-advice", "share-limited", "share-now", "act-now"]
        .iter()
        .position(|id| *id == outcome)
        .and_then(|at| u8::try_from(at).ok())
}

fn list(files: &[DecisionFile], nation: Option<Nation>) -> Vec<Item> {
    let times = Nations::embedded().unwrap().times(nation);
    let due_of = |id: &str, _: &Decision| (id == "take-advice").then(|| "P2D".to_owned());
    worklist(files, &Around { now: now(), times: &times, rank: &rank, due_of: &due_of })
}

fn in_england(files: &[DecisionFile]) -> Vec<Item> {
    list(files, Some(Nation::England))
}

fn whats(items: &[Item]) -> Vec<What> {
    items.iter().map(|item| item.what).collect()
}

/// A telephone referral of a child with a mother, told then.
fn referral(when: &str) -> Record {
    let disclosure = Disclosure {
        to: "Children’s services".to_owned(),
        when: Typed::new(when),
        how: "telephone".to_owned(),
        ..crate::record::Item::new(ItemId::mint([7; 8]))
    };
    let child = Child {
        name: "Robin Example".to_owned(),
        ..crate::record::Item::new(ItemId::mint([1; 8]))
    };
    let mother =
        Person { relation: "mother".to_owned(), ..crate::record::Item::new(ItemId::mint([2; 8])) };
    Record {
        children: vec![child],
        others: vec![mother],
        disclosures: vec![disclosure],
        ..Record::default()
    }
}

#[test]
fn what_was_decided_to_share_and_nobody_was_told_comes_first_and_is_late_at_once() {
    let mut record = referral("23 November 2026, 16:00");
    record.disclosures.clear();
    let items = in_england(&[decided(1, "share-now", record.clone())]);
    assert_eq!(whats(&items), [What::Tell, What::Enter, What::Enter]);
    assert!(items[0].overdue, "{:?}", items[0]);
    // A blank line of a form tells nobody.
    record.disclosures.push(crate::record::Item::new(ItemId::mint([7; 8])));
    let items = in_england(&[decided(1, "share-without-consent", record.clone())]);
    assert_eq!(items[0].what, What::Tell);
    for shares_nothing in ["no-concern", "not-share-for-now", "take-advice"] {
        let items = in_england(&[decided(1, shares_nothing, record.clone())]);
        assert!(!whats(&items).contains(&What::Tell), "{shares_nothing}");
    }
}

#[test]
fn a_call_and_the_letter_that_confirms_it_went_to_one_place() {
    let mut record = referral("23 November 2026, 16:00");
    let letter = Disclosure {
        id: ItemId::mint([8; 8]),
        how: "In writing".to_owned(),
        ..record.disclosures[0].clone()
    };
    record.disclosures.push(letter);
    let items = in_england(&[decided(1, "share-now", record)]);
    let one = items.iter().find(|item| item.what == What::Acknowledge).unwrap();
    assert_eq!(one.words, "The referral to Children’s services");
}

#[test]
fn a_call_that_nobody_answered_is_to_be_made_again_that_day_and_not_confirmed() {
    let mut record = referral("23 November 2026, 16:00");
    record.disclosures[0].answered = Some(Answered::NoAnswer);
    let items = in_england(&[decided(1, "share-now", record.clone())]);
    assert_eq!(whats(&items), [What::Ring, What::Enter, What::Enter]);
    assert_eq!(items[0].words, "Ring again: Children’s services");
    assert_eq!(items[0].by, "Due 23 November 2026, the day of the call");
    // What was signed before the question was there asks nothing.
    record.disclosures[0].answered = None;
    let items = in_england(&[decided(1, "share-now", record)]);
    assert!(!whats(&items).contains(&What::Ring));
}

#[test]
fn a_review_that_was_set_to_the_minute_is_due_then_and_says_what_was_decided() {
    for (typed, by) in [
        ("30 November 2026, 15:00", "Review on 30 November 2026, 15:00"),
        ("30 November 2026", "Review on 30 November 2026"),
    ] {
        let mut record = referral("23 November 2026, 16:00");
        record.follow_up.review_on = Typed::new(typed);
        let items = in_england(&[decided(1, "share-now", record)]);
        let review = items.iter().find(|item| item.what == What::Review).unwrap();
        assert_eq!(review.by, by);
        assert!(review.due.is_some(), "{review:?}");
        assert!(review.words.starts_with("decided ") && review.words.contains('“'), "{review:?}");
    }
}

#[test]
fn a_call_is_confirmed_in_writing_and_acknowledged_in_time_and_entered_in_each_record() {
    let items = in_england(&[decided(1, "share-now", referral("23 November 2026, 16:00"))]);
    assert_eq!(whats(&items), [What::Confirm, What::Acknowledge, What::Enter, What::Enter]);
    let by: Vec<String> = items.iter().map(Item::by_words).collect();
    assert_eq!(
        by[0],
        "Due 24 November 2026, 16:00 (RCGP: within 24 hours of the phone call in some areas: check locally)",
    );
    assert_eq!(by[1], "Due 24 November 2026 (England: within one working day)");
    assert_eq!(items[2].words, "Robin Example");
    assert_eq!(items[3].words, "the mother");
    assert!(items.iter().all(|item| !item.overdue && item.whose == "Robin Example"));
    let scotland = list(
        &[decided(1, "share-now", referral("23 November 2026, 16:00"))],
        Some(Nation::Scotland),
    );
    assert_eq!(scotland[1].by, NO_TIME, "no time is known there");
}

#[test]
fn what_was_done_is_owed_no_longer() {
    let mut record = referral("20 November 2026, 16:00");
    record.disclosures[0].confirmed = Typed::new("20 November 2026");
    record.follow_up.acknowledged = Typed::new("by telephone");
    for who in not_entered(&record) {
        let field = who.field(&record);
        example::fill(&mut record, &mut None, &field);
    }
    assert_eq!(in_england(&[decided(1, "share-now", record)]), []);
}

#[test]
fn a_decision_that_was_entered_in_error_owes_nothing_until_it_is_put_back() {
    let mut file = decided(1, "share-now", referral("20 November 2026, 10:42"));
    let owed = in_england(&[file.clone()]);
    assert!(!owed.is_empty());
    let says = |back| {
        Body::EnteredInError(EnteredInError {
            why: Some(WhyInError::WrongPatient),
            reason: "Her sister.".to_owned(),
            back,
        })
    };
    add(&mut file, says(false));
    assert_eq!(in_england(&[file.clone()]), []);
    add(&mut file, says(true));
    assert_eq!(whats(&in_england(&[file])), whats(&owed));
}

#[test]
fn what_is_overdue_comes_first_then_what_is_due_and_what_has_no_time_last() {
    let mut review = Record::default();
    review.follow_up.review_on = Typed::new("1 December 2026");
    let items = in_england(&[
        decided(1, "not-share-for-now", review),
        decided(2, "share-now", referral("20 November 2026, 10:00")),
        decided(3, "take-advice", Record::default()),
    ]);
    let seen: Vec<(What, bool)> = items.iter().map(|item| (item.what, item.overdue)).collect();
    let wanted = [
        (What::Confirm, true),
        (What::Acknowledge, true),
        (What::Open, false),
        (What::Review, false),
        (What::Enter, false),
        (What::Enter, false),
    ];
    assert_eq!(seen, wanted);
    assert!(items[0].by_words().starts_with("Overdue. Due 21 November 2026, 10:00"));
    assert_eq!(items[3].by, "Review on 1 December 2026");
}

#[test]
fn a_departure_to_less_protection_owes_advice_on_the_day() {
    let away = file(1, |statement| {
        if let Body::Decision(decision) = &mut statement.body {
            decision.departure =
                Some(Departure { to: "no-concern".to_owned(), ..Departure::default() });
        }
    });
    let items = in_england(&[away]);
    assert_eq!(whats(&items), [What::Advice]);
    assert_eq!(items[0].by_words(), "Overdue. Due 22 November 2026, end of the day");
    assert_eq!(items[0].place, None, "the whole case is taken up again");
    assert_eq!(
        items[0].words,
        "Share now. Missing: who advised you, when they advised you, what they said, your reasons \
         for the decision, a review date."
    );
}

#[test]
fn a_review_date_before_the_time_of_an_open_case_is_its_time() {
    let mut record = Record::default();
    record.follow_up.review_on = Typed::new("23 November 2026");
    let items = in_england(&[decided(1, "take-advice", record)]);
    assert_eq!(whats(&items), [What::Open]);
    assert_eq!(items[0].by_words(), "Overdue. Due 23 November 2026, the review date");
}

#[test]
fn a_review_has_the_time_that_was_set_in_the_record_and_in_what_followed() {
    for (typed, by) in [
        ("25 November 2026", "Review on 25 November 2026"),
        ("25 November 2026, 15:00", "Review on 25 November 2026, 15:00"),
        ("9am on 25 Nov 2026", "Review on 25 November 2026, 09:00"),
    ] {
        let mut record = Record::default();
        record.follow_up.review_on = Typed::new(typed);
        let followed = FollowedUp { next_due: Typed::new(typed), ..FollowedUp::default() };
        let mut later = decided(2, "not-share-for-now", Record::default());
        add(&mut later, Addition::FollowUp(followed));
        for file in [decided(1, "not-share-for-now", record), later] {
            let items = in_england(&[file]);
            assert_eq!((whats(&items), items[0].by.as_str()), (vec![What::Review], by));
            assert!(items[0].due.is_some(), "{typed}");
        }
    }
}

#[test]
fn a_review_date_after_the_time_of_an_open_case_is_said_with_it() {
    let mut record = Record::default();
    record.follow_up.review_on = Typed::new("2 December 2026");
    let items = in_england(&[decided(1, "take-advice", record)]);
    let by = items[0].by_words();
    assert!(by.ends_with("; the review date is 2 December 2026"), "{by}");
}

#[test]
fn what_answers_a_request_is_no_referral_that_waits_to_be_acknowledged() {
    let mut record = referral("20 November 2026, 10:00");
    record.request.who = record.disclosures[0].to.clone();
    let asked = |by: &str| {
        let mut file = decided(1, "share-without-consent", record.clone());
        if let Reading::Fine(statement) = &mut file.statements[0].what
            && let Body::Decision(decision) = &mut statement.body
        {
            let answers = [("start".to_owned(), by.to_owned())].into();
            decision.basis = Basis::Pathway(Answers(answers));
        }
        whats(&in_england(&[file]))
    };
    assert!(asked("concern").contains(&What::Acknowledge));
    let owed = asked("request");
    assert!(!owed.contains(&What::Acknowledge) && !owed.contains(&What::Confirm), "{owed:?}");
}

#[test]
fn a_request_is_owed_a_reply_by_its_time_until_something_was_told() {
    let mut record = Record::default();
    record.request.received = Typed::new("20 November 2026");
    "email".clone_into(&mut record.request.channel);
    record.request.reply_by = Typed::new("25 November 2026");
    let items = in_england(&[decided(1, "verify-first", record.clone())]);
    let reply = items.iter().find(|item| item.what == What::Reply).unwrap();
    assert_eq!(reply.by, "Due 25 November 2026");
    assert_eq!(
        reply.request,
        "Request received 20 November 2026, by email, reply by 25 November 2026"
    );
    record.disclosures = referral("24 November 2026").disclosures;
    let items = in_england(&[decided(1, "cooperate", record)]);
    assert!(!whats(&items).contains(&What::Reply));
}

#[test]
fn an_open_case_without_an_owner_is_nobodys_and_a_settled_one_is_its_authors() {
    let open = in_england(&[decided(1, "take-advice", Record::default())]);
    assert!(open[0].is_for(Whose::Nobody, "Dr Anna Example"));
    assert_eq!(open[0].owner_words(), "No owner.");
    let settled = in_england(&[decided(1, "share-now", referral("23 November 2026"))]);
    for item in &settled {
        assert!(item.is_for(Whose::Mine, "dr  ANNA example"), "{item:?}");
        assert!(!item.is_for(Whose::Nobody, "") && !item.is_for(Whose::Mine, "Dr Other Example"));
        assert!(item.is_for(Whose::Everyone, ""));
    }
    let mut record = Record::default();
    "Dr Other Example".clone_into(&mut record.follow_up.owner);
    let handed = in_england(&[decided(1, "take-advice", record)]);
    assert!(handed[0].is_for(Whose::Mine, "Dr Other Example"));
}

#[test]
fn a_time_that_cannot_be_read_is_kept_in_sight_without_one() {
    let mut record = Record::default();
    record.follow_up.review_on = Typed::new("in a fortnight");
    let items = in_england(&[decided(1, "not-share-for-now", record)]);
    assert_eq!((items[0].what, items[0].due), (What::Review, None));
    assert_eq!(items[0].by, "No date can be read.");
}

proptest! {
    #[test]
    fn whatever_was_typed_each_item_leads_somewhere_and_the_order_is_by_what_is_owed(
        records in prop::collection::vec(example::any_record(), 0..5),
        outcome in prop::sample::select(vec!["share-now", "take-advice", "not-share-for-now", "comply"]),
    ) {
        let files: Vec<DecisionFile> = (1..).zip(records)
            .map(|(number, record)| decided(number, outcome, record))
            .collect();
        let items = in_england(&files);
        for pair in items.windows(2) {
            prop_assert!(pair[0].overdue >= pair[1].overdue);
            let time = |item: &Item| (item.due.is_none(), item.due);
            prop_assert!(time(&pair[0]) <= time(&pair[1]));
        }
        for item in &items {
            prop_assert!(files.iter().any(|file| file.id == item.decision));
            prop_assert_eq!(item.place.is_none(), item.what.is_open_case());
            prop_assert_eq!(item.overdue, item.due.is_some_and(|due| due < now()));
            prop_assert!(!item.by.is_empty() && !item.whose.is_empty());
        }
        let again = {
            let mut turned = items.clone();
            turned.reverse();
            sort(&mut turned, now());
            turned
        };
        prop_assert_eq!(&again, &items, "in the same order each time");
    }

    #[test]
    fn as_time_passes_more_is_overdue_and_never_less(hours in 0_i64..200) {
        let files = [
            decided(1, "share-now", referral("23 November 2026, 16:00")),
            decided(2, "take-advice", Record::default()),
        ];
        let mut items = in_england(&files);
        let before = items.iter().filter(|item| item.overdue).count();
        sort(&mut items, now() + TimeDelta::hours(hours));
        prop_assert!(items.iter().filter(|item| item.overdue).count() >= before);
    }
}

#[test]
fn a_review_that_was_done_leaves_a_departure_settled_and_owes_nothing() {
    let mut record = Record::default();
    let departure = Departure { to: "not-share-for-now".to_owned(), ..Departure::default() };
    for part in [Part::AdviceWho, Part::AdviceWhen, Part::AdviceSaid, Part::DecisionReasons] {
        example::fill(&mut record, &mut None, &Field::once(part));
    }
    record.follow_up.review_on = Typed::new("20 November 2026");
    let mut one = file(1, |statement| {
        if let Body::Decision(decision) = &mut statement.body {
            "share-now".clone_into(&mut decision.outcome.id);
            decision.departure = Some(departure);
            decision.record = record;
        }
    });
    assert!(whats(&in_england(&[one.clone()])).contains(&What::Review));

    add(&mut one, looked_again());
    let left = whats(&in_england(&[one.clone()]));
    assert!(!left.contains(&What::Review), "{left:?}");
    assert!(!left.contains(&What::Advice), "{left:?}");

    // The same is decided anew, from the record as it stands: its review date is blank.
    let reads = one.as_it_reads().unwrap();
    assert!(reads.follow_up.review_on.is_blank());
    let again = |outcome: &str| {
        let mut one = one.clone();
        let Body::Decision(mut decision) = one.statements[0].statement().unwrap().body.clone()
        else {
            panic!("a decision")
        };
        outcome.clone_into(&mut decision.outcome.id);
        decision.record = reads.clone();
        add(&mut one, Body::Decision(decision));
        whats(&in_england(&[one]))
    };
    let left = again("share-now");
    assert!(left.iter().all(|what| !what.is_open_case()), "{left:?}");
    let left = again("share-limited");
    let open = left.iter().any(|what| what.is_open_case());
    assert!(open, "a departure from something else owes a review of its own: {left:?}");
}

/// What a decision owes of this kind, and what it owes once that was written down.
fn written_down(file: &DecisionFile, what: What) -> (usize, usize) {
    let owed = |file: &DecisionFile| {
        let items = in_england(std::slice::from_ref(file));
        items.into_iter().filter(|item| item.what == what).collect::<Vec<_>>()
    };
    let before = owed(file);
    let record = file.as_it_reads().unwrap();
    let known = settle::Known { record: &record, author: "Dr Anna Example" };
    let Some(OwedAt::Field(field)) = before[0].place.clone() else { panic!("a field") };
    let mut file = file.clone();
    add(&mut file, settle::settles(&field, &known, ItemId::mint([9; 8])).unwrap());
    (before.len(), owed(&file).len())
}

#[test]
fn what_was_begun_for_a_thing_owed_settles_that_one_even_if_nobody_writes_when() {
    let mut record = referral("20 November 2026, 16:00");
    record.request.reply_by = Typed::new("25 November 2026");
    let share = decided(1, "share-now", record.clone());
    assert_eq!(written_down(&share, What::Confirm), (1, 0));
    assert_eq!(written_down(&share, What::Acknowledge), (1, 0));
    assert_eq!(written_down(&share, What::Enter), (2, 1), "the other person is owed still");
    record.disclosures.clear();
    assert_eq!(written_down(&decided(2, "cooperate", record.clone()), What::Reply), (1, 0));
    record.follow_up.review_on = Typed::new("1 December 2026");
    assert_eq!(written_down(&decided(3, "not-share-for-now", record), What::Review), (1, 0));
}

#[test]
fn a_child_at_risk_today_comes_before_everything_else_with_its_time_until_a_reply() {
    let mut one = decided(1, "share-now", referral("1 November 2026, 16:00"));
    let mut other = decided(2, "share-now", referral("23 November 2026, 16:00"));
    let of = other.root.clone();
    let question = "Where is she tonight?".to_owned();
    let review = Review { verdict: Some(Verdict::AtRisk), question, ..Review::new(of) };
    add(&mut other, Body::Review(review));
    let said = other.statements[1].header.written;
    let items = in_england(&[one.clone(), other.clone()]);
    assert_eq!(items[0].what, What::AtRisk);
    assert_eq!(items[0].words, "A child may be at risk today. Where is she tonight?");
    assert!(items[0].overdue && items[0].by_words().starts_with("Said "), "{}", items[0].by);
    let at = said + TimeDelta::hours(2);
    assert_eq!(items[0].due_short(at), format!("since {}", crate::base::time::clock(&said)));
    assert!(items[1].overdue && items[1].due < items[0].due, "what is longer overdue comes after");
    let to = other.statements[1].digest.clone();
    add(&mut other, Addition::Reply(Reply { to, text: "With her aunt.".to_owned() }));
    add(&mut one, looked_again());
    assert!(!whats(&in_england(&[one, other])).contains(&What::AtRisk));
}
