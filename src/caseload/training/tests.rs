use super::*;
use crate::record::{
    AdditionKind, ChildFlag, Disclosure, PassageKind, PersonFlag, PersonRole, ThenAndNow, YesNo,
};
use std::collections::BTreeSet;

fn made(plan: Plan) -> Vec<Made> {
    let (pathway, library) = (Pathway::embedded().unwrap(), Library::embedded().unwrap());
    let training = Training::new(plan, &pathway, &library).unwrap();
    training.map(Result::unwrap).collect()
}

#[test]
fn the_same_seed_makes_the_same_bytes_and_another_makes_others() {
    let texts = |seed| -> Vec<String> {
        made(Plan { seed, ..example::plan(20) }).into_iter().map(|made| made.text).collect()
    };
    assert_eq!(texts(1), texts(1));
    assert!(texts(1).iter().all(|text| !texts(2).contains(text)));
}

#[test]
fn every_decision_says_what_its_own_rules_and_answers_give() {
    let pathway = Pathway::embedded().unwrap();
    for Made { statement, .. } in made(example::plan(80)) {
        let header = crate::record::statement::Header::from(&statement);
        let Body::Decision(decision) = &statement.body else { continue };
        let rules = &header.rules;
        let found = ThenAndNow::with(&header, decision, &pathway, &pathway, rules);
        assert_eq!((found.same, found.unlike), (true, vec![]));
    }
}

#[test]
fn who_was_present_is_a_list_as_the_editor_makes_it() {
    let mut seen = 0;
    for Made { statement, .. } in made(example::plan(80)) {
        let Body::Decision(decision) = &statement.body else { continue };
        let record = &decision.record;
        assert_eq!(record.present, "", "it is for what the list does not hold");
        let ids: BTreeSet<_> = record.participants.iter().map(|one| &one.id).collect();
        assert_eq!(ids.len(), record.participants.len());
        for one in &record.participants {
            assert!(!one.who.is_empty() && !one.role.is_empty(), "{one:?}");
            seen += 1;
        }
        assert_eq!(record.participants.is_empty(), record.seen_alone.is_none());
    }
    assert!(seen > 60, "{seen}");
}

/// Records of so many decisions.
fn records(plan: Plan) -> Vec<Decision> {
    let bodies = made(plan).into_iter().map(|made| made.statement.body);
    bodies
        .filter_map(|body| match body {
            Body::Decision(decision) => Some(*decision),
            _ => None,
        })
        .collect()
}

#[test]
fn five_hundred_decisions_hold_of_each_kind_of_person_and_mark_and_each_outcome() {
    let plan = example::plan(500);
    let all = records(plan);
    // In how many in a hundred, at the least.
    let must = |percent: usize, what: &str, is: &dyn Fn(&Decision) -> bool| {
        let count = all.iter().filter(|one| is(one)).count();
        assert!(count * 100 >= percent * all.len(), "{what}: {count} of {}", all.len());
    };
    let child = |flag| {
        move |one: &Decision| one.record.children.iter().any(|child| child.flags.contains(&flag))
    };
    must(3, "unborn", &child(ChildFlag::Unborn));
    must(3, "name not known", &child(ChildFlag::NameUnknown));
    must(20, "siblings", &|one| one.record.children.len() > 1);
    must(8, "marks", &|one| !one.record.marks.is_empty());
    for (role, percent) in [
        (PersonRole::Mother, 50),
        (PersonRole::Father, 20),
        (PersonRole::ParentsPartner, 20),
        (PersonRole::Sibling, 20),
        (PersonRole::OtherRisk, 4),
        (PersonRole::Professional, 12),
    ] {
        must(percent, role.label(), &|one| {
            one.record.others.iter().any(|person| person.role == Some(role))
        });
    }
    for (flag, percent) in [
        (PersonFlag::ParentalResponsibility, 60),
        (PersonFlag::InHousehold, 60),
        (PersonFlag::MayPoseRisk, 25),
        (PersonFlag::NameUnknown, 4),
    ] {
        must(percent, flag.label(), &|one| {
            one.record.others.iter().any(|person| person.flags.contains(&flag))
        });
    }
    for outcome in Pathway::embedded().unwrap().outcomes() {
        must(1, &outcome.id, &|one| one.outcome.id == outcome.id);
    }
    must(10, "seen alone", &|one| one.record.seen_alone == Some(YesNo::Yes));
    let in_vain = |one: &Decision| one.record.disclosures.iter().any(Disclosure::is_unanswered);
    must(2, "rung and not answered", &in_vain);
    must(20, "who took the call", &|one| {
        one.record.disclosures.iter().any(|call| !call.spoke_to.is_empty())
    });
    must(10, "not seen alone", &|one| one.record.seen_alone == Some(YesNo::No));
}

#[test]
fn who_was_seen_alone_was_seen_with_nobody_of_the_family() {
    let mut alone = 0;
    for Decision { record, .. } in records(example::plan(200)) {
        if record.seen_alone != Some(YesNo::Yes) {
            continue;
        }
        alone += 1;
        let family: Vec<&str> = record
            .others
            .iter()
            .filter(|person| person.role != Some(PersonRole::Professional))
            .map(|person| person.name.as_str())
            .filter(|name| !name.is_empty())
            .collect();
        for one in &record.participants {
            assert!(!family.contains(&one.who.as_str()), "{one:?}");
            assert!(one.role != "Mother" && one.role != "Father", "{one:?}");
        }
        assert!(!record.views.contains("during the examination"), "{}", record.views);
    }
    assert!(alone > 20, "{alone}");
}

#[test]
fn every_mark_is_whole_and_is_on_a_child_of_its_record() {
    let mut seen = 0;
    for Decision { record, .. } in records(example::plan(200)) {
        for mark in &record.marks {
            let texts = [&mark.site, &mark.size, &mark.colour, &mark.shape, &mark.note];
            assert!(texts.iter().all(|text| !text.is_empty()), "{mark:?}");
            assert!(record.children.iter().any(|child| Some(&child.id) == mark.child.as_ref()));
            // Where it is, its finding says: a test of the words.
            let mut kinds = record.passages.iter().map(|passage| passage.kind);
            assert!(kinds.any(|kind| kind == PassageKind::Finding), "{mark:?}");
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn a_child_who_is_not_born_has_a_day_to_be_born_on_and_no_number() {
    let mut seen = 0;
    for Made { statement, .. } in made(example::plan(200)) {
        let Body::Decision(decision) = &statement.body else { continue };
        for child in decision.record.children.iter().filter(|child| child.is_unborn()) {
            let due = child.due.valid().unwrap().0;
            assert!(due > statement.decided.day(), "{due}");
            assert!(child.born.is_blank() && child.nhs.is_blank() && child.name.is_empty());
            seen += 1;
        }
        let unnamed = decision.record.children.iter();
        for child in unnamed.filter(|child| child.flags.contains(&ChildFlag::NameUnknown)) {
            assert!(child.name.is_empty());
        }
    }
    assert!(seen > 3, "{seen}");
}

#[test]
fn fourteen_decisions_come_to_every_outcome() {
    let made = made(example::plan(14));
    let outcomes: BTreeSet<&str> = made
        .iter()
        .filter_map(|made| match &made.statement.body {
            Body::Decision(decision) => Some(decision.outcome.id.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(outcomes.len(), 14);
}

#[test]
fn later_statements_are_of_every_kind_and_each_says_something() {
    let made = made(example::plan(150));
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for Made { statement, .. } in &made {
        *kinds.entry(statement.body.kind()).or_default() += 1;
        if let Some(addition) = statement.body.addition() {
            assert_eq!(addition.lacks(), None, "{addition:?}");
        }
    }
    // What is out of view teaches nothing.
    let out_of_view = [AdditionKind::EnteredInError, AdditionKind::Disposal];
    let shown = |kind: &&AdditionKind| !out_of_view.contains(kind);
    for kind in AdditionKind::ALL.iter().filter(shown) {
        assert!(kinds.get(kind.name()).is_some_and(|count| *count > 1), "{kinds:?}");
    }
    assert!(kinds["follow-up"] > kinds["reply"], "{kinds:?}");
}

#[test]
fn each_correction_names_a_field_of_the_decision_that_it_corrects() {
    let made = made(example::plan(150));
    let digests: BTreeMap<Digest, &Statement> =
        made.iter().map(|made| (Digest::of(made.text.as_bytes()), &made.statement)).collect();
    let mut seen = 0;
    for Made { statement, .. } in &made {
        let Body::Correction(one) = &statement.body else { continue };
        let Body::Decision(decision) = &digests[&one.of].body else { panic!("a decision") };
        let text = crate::record::corrected::text_of(&decision.record, None, &one.field);
        assert!(text.is_some(), "{:?}", one.field);
        seen += 1;
    }
    assert!(seen > 0);
}

#[test]
fn statements_are_made_in_the_order_in_which_they_were_written_and_follow_their_own() {
    let made = made(example::plan(60));
    assert!(made.windows(2).all(|two| two[0].statement.written <= two[1].statement.written));
    let mut seen: BTreeMap<Digest, DecisionId> = BTreeMap::new();
    for Made { statement, text } in &made {
        for follows in &statement.follows {
            assert_eq!(seen.get(follows), Some(&statement.decision));
        }
        assert_eq!(statement.root.is_none(), statement.follows.is_empty());
        assert!(statement.device_prev.as_ref().is_none_or(|prev| seen.contains_key(prev)));
        seen.insert(Digest::of(text.as_bytes()), statement.decision.clone());
    }
    assert_eq!(seen.len(), made.len());
}

#[test]
fn every_decision_replays_to_the_outcome_that_it_states() {
    let pathway = Pathway::embedded().unwrap();
    for Made { statement, .. } in made(example::plan(80)) {
        if let Body::Decision(decision) = statement.body {
            let replayed = replay(&pathway, decision.basis.answers());
            assert_eq!(replayed.outcome, Some(decision.outcome.id));
            assert!(replayed.ignored.is_empty());
        }
    }
}
