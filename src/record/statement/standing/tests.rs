use super::*;
use crate::base::ronfile;
use crate::record::form::{Child, Person};
use crate::record::{
    Addition, Correction, EnteredIn, FollowedUp, Handover, News, SharedSince, Statement, YesNo,
};
use crate::record::{Field, Item, Part, example};
use chrono::NaiveDate;
use chrono::TimeDelta;
use proptest::prelude::*;

type All = Vec<(Digest, Statement)>;

fn item(number: u8) -> ItemId {
    ItemId::mint([number; 8])
}

/// A decision of Dr Elm’s that was told by telephone, of a child with her mother.
fn decided() -> All {
    let mut call = Disclosure::new(item(5));
    "telephone".clone_into(&mut call.how);
    call.when = Typed::new("22 November 2026, 10:50");
    let mut mother = Person::new(item(2));
    "mother".clone_into(&mut mother.relation);
    let mut record = Record {
        children: vec![Child { name: "Robin Example".to_owned(), ..Child::new(item(1)) }],
        others: vec![mother, Person { relation: "neighbour".to_owned(), ..Person::new(item(3)) }],
        disclosures: vec![call],
        ..Record::default()
    };
    "Dr Elm".clone_into(&mut record.follow_up.owner);
    record.follow_up.review_on = Typed::new("29 11 2026");
    let statement = example::statement(record);
    vec![(Digest::of(ronfile::write(&statement).unwrap().as_bytes()), statement)]
}

/// Adds a statement so many minutes after the decision was signed.
fn add(all: &mut All, minutes: i64, addition: Addition) -> Digest {
    let mut statement = example::statement(Record::default());
    statement.written += TimeDelta::minutes(minutes);
    statement.root = Some(all[0].0.clone());
    statement.follows = vec![all.last().unwrap().0.clone()];
    statement.happened = addition.happened(&statement.written);
    statement.body = addition.into();
    let digest = Digest::of(ronfile::write(&statement).unwrap().as_bytes());
    all.push((digest.clone(), statement));
    digest
}

fn standing_of(all: &All) -> Standing {
    let stated: Vec<_> =
        all.iter().map(|(digest, statement)| Stated { digest, statement }).collect();
    standing(&stated).unwrap()
}

fn news(what: News, next_due: &str) -> Addition {
    Addition::FollowUp(FollowedUp {
        what,
        when: Typed::new("23 November 2026, 09:00"),
        by: "Kim Sample".to_owned(),
        reference: "MASH 12".to_owned(),
        words: String::new(),
        next_due: Typed::new(next_due),
    })
}

fn handover(to: &str, accepted: Option<YesNo>) -> Addition {
    Addition::Handover(Handover { to: to.to_owned(), accepted, ..Handover::default() })
}

/// The day on which it is to be looked at next.
fn review_day(standing: &Standing) -> Option<NaiveDate> {
    standing.review_on.valid().map(|next| next.day)
}

#[test]
fn a_decision_alone_stands_as_its_record_says() {
    let all = decided();
    let standing = standing_of(&all);
    assert_eq!(standing.decision, all[0].0);
    assert_eq!(standing.owner, "Dr Elm");
    assert_eq!(standing.acknowledged, None);
    assert_eq!(review_day(&standing), NaiveDate::from_ymd_opt(2026, 11, 29));
    assert_eq!(standing.unconfirmed().count(), 1);
    let owed: Vec<RecordOf> = standing.not_entered.iter().map(|one| one.whose).collect();
    assert_eq!(owed, [RecordOf::Child, RecordOf::Mother], "a neighbour is not owed one");
    assert!(crate::record::standing(&[]).is_none());
}

#[test]
fn an_acknowledgement_says_when_by_whom_and_under_which_reference() {
    let mut all = decided();
    let digest = add(&mut all, 60, news(News::Acknowledged, ""));
    let said = standing_of(&all).acknowledged.unwrap();
    assert_eq!(said.by, "Kim Sample");
    assert_eq!(said.reference, "MASH 12");
    assert_eq!(said.statement, digest);
    assert!(said.when.is_some());
}

#[test]
fn a_letter_confirms_the_call_that_it_names_and_no_other() {
    let mut all = decided();
    let mut second = Disclosure::new(item(6));
    "by phone".clone_into(&mut second.how);
    add(&mut all, 5, Addition::Disclosure(SharedSince { disclosure: second, confirms: None }));
    assert_eq!(standing_of(&all).unconfirmed().count(), 2);
    let mut letter = Disclosure::new(item(7));
    "secure mail".clone_into(&mut letter.how);
    letter.when = Typed::new("22 November 2026, 16:00");
    let letter = SharedSince { disclosure: letter, confirms: Some(item(5)) };
    let digest = add(&mut all, 10, Addition::Disclosure(letter));
    let standing = standing_of(&all);
    let open: Vec<&ItemId> = standing.unconfirmed().map(|one| &one.disclosure.id).collect();
    assert_eq!(open, [&item(6)]);
    assert_eq!(standing.disclosures.len(), 3);
    assert_eq!(standing.disclosures[0].confirmed.as_ref().unwrap().statement, digest);
}

#[test]
fn a_case_is_its_owners_until_another_has_accepted_it() {
    let mut all = decided();
    add(&mut all, 1, handover("Dr Ash", None));
    let offered = standing_of(&all);
    assert_eq!(offered.owner, "Dr Elm");
    assert_eq!(offered.offered.unwrap().to, "Dr Ash");
    let mut refused = all.clone();
    add(&mut refused, 2, handover("Dr Ash", Some(YesNo::No)));
    let refused = standing_of(&refused);
    assert_eq!((refused.owner.as_str(), refused.offered), ("Dr Elm", None));
    add(&mut all, 2, handover("Dr Ash", Some(YesNo::Yes)));
    let accepted = standing_of(&all);
    assert_eq!((accepted.owner.as_str(), accepted.offered), ("Dr Ash", None));
}

#[test]
fn a_review_is_met_by_looking_again_and_put_off_by_a_new_date() {
    let mut all = decided();
    add(&mut all, 1, news(News::Outcome, ""));
    assert!(review_day(&standing_of(&all)).is_some(), "an outcome alone does not meet it");
    add(&mut all, 2, news(News::Note, "3 December 2026"));
    assert_eq!(review_day(&standing_of(&all)), NaiveDate::from_ymd_opt(2026, 12, 3));
    add(&mut all, 3, news(News::LookedAgain, ""));
    assert_eq!(review_day(&standing_of(&all)), None);
    add(&mut all, 4, news(News::LookedAgain, "10 1 2027"));
    assert_eq!(review_day(&standing_of(&all)), NaiveDate::from_ymd_opt(2027, 1, 10));
}

#[test]
fn each_clinical_record_is_owed_until_it_is_said() {
    let mut all = decided();
    let entered = |whose, item, words: &str| {
        Addition::ClinicalRecord(EnteredIn {
            whose,
            item,
            words: words.to_owned(),
            ..EnteredIn::default()
        })
    };
    add(&mut all, 1, entered(RecordOf::Other, None, "the neighbour"));
    assert_eq!(standing_of(&all).not_entered.len(), 2);
    add(&mut all, 2, entered(RecordOf::Child, Some(item(1)), "Robin Example"));
    let owed = standing_of(&all).not_entered;
    assert_eq!(owed.len(), 1);
    assert_eq!(owed[0].item, item(2));
    add(&mut all, 3, entered(RecordOf::Mother, None, ""));
    assert_eq!(standing_of(&all).not_entered, []);
}

#[test]
fn of_two_children_each_is_owed_for_itself() {
    let mut all = decided();
    if let Body::Decision(decision) = &mut all[0].1.body {
        let two = Child { name: "Kit Example".to_owned(), ..Child::new(item(8)) };
        decision.record.children.push(two);
        decision.record.others.clear();
        decision
            .record
            .entered
            .push(Entered { whose: "The child’s".to_owned(), ..Item::new(item(9)) });
    }
    assert_eq!(standing_of(&all).not_entered.len(), 2, "nobody said which child's");
    if let Body::Decision(decision) = &mut all[0].1.body {
        "Kit Example’s".clone_into(&mut decision.record.entered[0].whose);
    }
    let owed = standing_of(&all).not_entered;
    assert_eq!(owed.len(), 1);
    assert_eq!(owed[0].name, "Robin Example");
}

#[test]
fn a_corrected_owner_is_the_owner() {
    let mut all = decided();
    let correction = Correction {
        of: all[0].0.clone(),
        field: Field::once(Part::Owner),
        label: "Follow-up: Who owns the open case".to_owned(),
        from: "Dr Elm".to_owned(),
        to: "Dr Oak".to_owned(),
        reason: String::new(),
    };
    add(&mut all, 1, Addition::Correction(correction));
    assert_eq!(standing_of(&all).owner, "Dr Oak");
}

#[test]
fn what_was_signed_since_goes_into_the_record_that_is_decided_anew() {
    let mut all = decided();
    add(&mut all, 1, news(News::Acknowledged, "3 December 2026"));
    add(&mut all, 2, handover("Dr Ash", Some(YesNo::Yes)));
    let mut letter = Disclosure::new(item(7));
    letter.when = Typed::new("22 November 2026, 16:00");
    let letter = SharedSince { disclosure: letter, confirms: Some(item(5)) };
    add(&mut all, 3, Addition::Disclosure(letter));
    let mine = EnteredIn { when: Typed::new("23 November 2026"), ..EnteredIn::default() };
    add(&mut all, 4, Addition::ClinicalRecord(mine));
    let before = standing_of(&all);
    assert_eq!(before.entered.len(), 1, "the child’s, without a word");
    let mut record = Record::default();
    before.carry_into(&mut record, &mut || item(8));
    // Signed anew, the case stands as it did.
    let mut anew = example::statement(record);
    anew.written += TimeDelta::days(1);
    anew.root = Some(all[0].0.clone());
    anew.follows = vec![all.last().unwrap().0.clone()];
    let digest = Digest::of(ronfile::write(&anew).unwrap().as_bytes());
    all.push((digest.clone(), anew));
    let after = standing_of(&all);
    assert_eq!(after.decision, digest);
    assert_eq!(after.owner, "Dr Ash");
    assert_eq!(review_day(&after), review_day(&before));
    assert_eq!(after.disclosures.len(), 2);
    assert_eq!(after.unconfirmed().count(), 0);
    assert_eq!(after.acknowledged.unwrap().when, before.acknowledged.unwrap().when);
    assert_eq!(after.entered.len(), 1);
    assert_eq!(after.entered[0].said.when, before.entered[0].said.when);
    assert_eq!(after.not_entered, before.not_entered);
}

proptest! {
    /// However the files were listed, and with copies among them.
    #[test]
    fn a_case_stands_the_same_in_whatever_order_its_files_are_read(
        kinds in prop::collection::vec((0..6_usize, 0..40_i64), 0..10),
        seed in any::<u64>(),
    ) {
        let mut all = decided();
        for (number, (kind, minutes)) in (20..).zip(kinds) {
            let addition = match kind {
                0 => handover("Dr Ash", Some(YesNo::Yes)),
                1 => handover("Dr Oak", None),
                2 => news(News::LookedAgain, ""),
                3 => news(News::Acknowledged, "3 12 2026"),
                4 => Addition::ClinicalRecord(EnteredIn { item: Some(item(1)), ..EnteredIn::default() }),
                _ => Addition::Disclosure(SharedSince {
                    disclosure: Disclosure::new(item(number)),
                    confirms: Some(item(5)),
                }),
            };
            add(&mut all, minutes, addition);
        }
        let once = standing_of(&all);
        let mut shuffled = [all.clone(), all].concat();
        let key = |digest: &Digest| Digest::of(format!("{seed}{digest:?}").as_bytes());
        shuffled.sort_by_key(|(digest, _)| key(digest));
        prop_assert_eq!(standing_of(&shuffled), once);
    }
}
