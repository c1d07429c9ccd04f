use super::*;
use crate::base::ronfile;
use crate::caseload::training::{Training, example};
use crate::guidance::Library;
use crate::pathway::Pathway;
use crate::record::about::About;
use crate::record::body::ViewId;
use crate::record::{
    Child, Correction, Decision, Digest, Disclosure, EnteredInError, Field, Item as _, Mark, Part,
    Typed, WhyInError,
};

/// The statements of so many invented decisions.
fn statements(decisions: u32) -> Vec<Statement> {
    let (pathway, library) = (Pathway::embedded().unwrap(), Library::embedded().unwrap());
    Training::new(example::plan(decisions), &pathway, &library)
        .unwrap()
        .map(|made| made.unwrap().statement)
        .collect()
}

/// What is told of these.
fn of(statements: &[Statement]) -> Vec<Entry> {
    let digest = |one: &Statement| Digest::of(ronfile::write(one).unwrap().as_bytes());
    let digests: Vec<Digest> = statements.iter().map(digest).collect();
    let stated = digests.iter().zip(statements);
    chronology(stated.map(|(digest, statement)| Stated { digest, statement }))
}

fn decision(statement: &Statement) -> Option<&Decision> {
    match &statement.body {
        Body::Decision(decision) => Some(decision),
        _ => None,
    }
}

#[test]
fn it_is_in_order_and_every_passage_stands_in_it() {
    let all = statements(25);
    let entries = of(&all);
    assert!(entries.windows(2).all(|two| (two[0].day, two[0].time) <= (two[1].day, two[1].time)));
    for statement in &all {
        let Some(decision) = decision(statement) else { continue };
        for passage in &decision.record.passages {
            let stands = entries.iter().filter(|entry| {
                entry.kind == Kind::Passage(passage.kind)
                    && entry.decision == statement.decision
                    && entry.written == statement.written
                    && entry.what.contains(&passage.text)
            });
            assert_eq!(stands.count(), 1);
        }
    }
    let decisions = all.iter().filter(|statement| decision(statement).is_some()).count();
    let decided = entries.iter().filter(|entry| entry.kind == Kind::Decision);
    assert_eq!(decided.count(), decisions);
}

#[test]
fn a_passage_that_a_later_statement_repeats_is_told_once_and_one_it_leaves_out_is_told_still() {
    let mut first = statements(1).swap_remove(0);
    let Body::Decision(decision) = &mut first.body else { panic!("the first is one") };
    let mut extra = decision.record.passages[0].clone();
    extra.id = ItemId::mint([9; 8]);
    "Left out later.".clone_into(&mut extra.text);
    decision.record.passages.push(extra);
    let mut second = first.clone();
    second.written += chrono::Duration::hours(1);
    let Body::Decision(decision) = &mut second.body else { panic!("the first is one") };
    decision.record.passages.pop();
    "In other words.".clone_into(&mut decision.record.passages[0].text);
    let entries = of(&[first.clone(), second]);
    let told = |words: &str| entries.iter().filter(|entry| entry.what.contains(words)).count();
    assert_eq!((told("In other words."), told("Left out later.")), (1, 1));
    let Body::Decision(before) = &first.body else { panic!("the first is one") };
    assert_eq!(told(&before.record.passages[0].text), 0);
}

#[test]
fn it_is_the_same_whatever_the_order_of_the_statements() {
    let mut all = statements(6);
    let there = of(&all);
    all.reverse();
    assert_eq!(of(&all), there);
}

#[test]
fn what_nobody_dated_stands_at_the_day_of_the_decision_and_says_so() {
    let mut statement = statements(1).swap_remove(0);
    let Body::Decision(decision) = &mut statement.body else { panic!("the first is one") };
    decision.record.passages[0].when = Typed::default();
    let mut vague = decision.record.passages[0].clone();
    vague.when = Typed::new("about Easter");
    decision.record.passages.push(vague);
    let day = statement.decided.day();
    let entries = of(&[statement]);
    let words: Vec<&str> = entries
        .iter()
        .filter(|entry| entry.day == day && matches!(entry.kind, Kind::Passage(_)))
        .map(|entry| entry.when.as_str())
        .collect();
    assert!(words.contains(&"not dated") && words.contains(&"“about Easter”"), "{words:?}");
}

#[test]
fn the_print_names_each_day_once_and_says_that_others_are_named() {
    let all = statements(4);
    let text = chronology_text("Robin Example", &of(&all));
    assert!(text.starts_with("Chronology: Robin Example\nThird parties are named here."));
    for entry in of(&all) {
        let day = format!("\n{}\n", time::day(entry.day));
        assert_eq!(text.matches(&day).count(), 1);
    }
}

/// A decision with one child and one passage, and this correction of it, a day later.
fn corrected_once(field: impl Fn(&Record) -> Field, label: &str, to: &str) -> Vec<Statement> {
    let mut first = statements(1).swap_remove(0);
    let Body::Decision(decision) = &mut first.body else { panic!("the first is one") };
    decision.record.passages.truncate(1);
    decision.record.passages[0].source.clear();
    "Two bruises on the left arm.".clone_into(&mut decision.record.passages[0].text);
    decision.record.passages[0].when = Typed::new("3 11 2026 09:10");
    let field = field(&decision.record);
    let from = crate::record::corrected::text_of(&decision.record, None, &field).unwrap();
    let mut correction = first.clone();
    correction.written += chrono::Duration::days(1);
    "Dr Ada Elm".clone_into(&mut correction.author.name);
    let digest = Digest::of(ronfile::write(&first).unwrap().as_bytes());
    correction.root = Some(digest.clone());
    correction.follows = vec![digest.clone()];
    correction.body = Body::Correction(Correction {
        of: digest,
        field,
        label: label.to_owned(),
        from,
        to: to.to_owned(),
        reason: "misread".to_owned(),
    });
    vec![correction, first]
}

fn passage(record: &Record) -> ItemId {
    record.passages[0].id.clone()
}

#[test]
fn a_corrected_entry_tells_what_stands_now_with_what_it_said_before_and_who_corrected_it() {
    let to = "Two bruises on the right arm.";
    let all = corrected_once(
        |record| Field::of(Part::PassageText, &passage(record)),
        "Concern: Words",
        to,
    );
    let entries = of(&all);
    let told: Vec<&Entry> =
        entries.iter().filter(|entry| matches!(entry.kind, Kind::Passage(_))).collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].what.contains(to) && !told[0].what.contains("left"), "{}", told[0].what);
    let when = time::moment(&all[0].written);
    let words = format!(
        "“Concern: Words” was corrected. Before: “Two bruises on the left arm.”. Corrected by Dr Ada Elm, {when}: misread"
    );
    assert_eq!(told[0].corrected, std::slice::from_ref(&words));
    assert_eq!(told[0].author, all[1].author.name, "who signed the passage is still named");
    assert!(entries.iter().any(|entry| entry.kind == Kind::Corrected), "and when, in its place");
    assert!(chronology_text("Robin Example", &entries).contains(&words));
    let others = entries.iter().filter(|entry| !matches!(entry.kind, Kind::Passage(_)));
    assert!(others.into_iter().all(|entry| entry.corrected.is_empty()));
}

#[test]
fn a_corrected_time_puts_the_entry_where_it_belongs_now() {
    let all = corrected_once(
        |record| Field::of(Part::PassageWhen, &passage(record)),
        "Concern: When",
        "1 11 2026 16:30",
    );
    let entries = of(&all);
    let told = entries.iter().find(|entry| matches!(entry.kind, Kind::Passage(_))).unwrap();
    assert_eq!((told.day.to_string().as_str(), told.when.as_str()), ("2026-11-01", "16:30"));
    assert!(told.corrected[0].contains("Before: “3 11 2026 09:10”."), "{:?}", told.corrected);
    assert!(told.corrected[0].contains("Now: “1 11 2026 16:30”."), "{:?}", told.corrected);

    let decided = |_: &Record| Field::once(Part::Decided);
    let all = corrected_once(decided, "When: When it was decided", "2 11 2026 08:00");
    let entries = of(&all);
    let told = entries.iter().find(|entry| entry.kind == Kind::Decision).unwrap();
    assert_eq!((told.day.to_string().as_str(), told.when.as_str()), ("2026-11-02", "08:00"));
    assert_eq!(told.corrected.len(), 1);
}

#[test]
fn a_passage_that_was_emptied_is_still_told_with_what_stood_in_it() {
    let field = |record: &Record| Field::of(Part::PassageText, &passage(record));
    let mut all = corrected_once(field, "Concern: Words", "");
    let Body::Decision(decision) = &mut all[1].body else { panic!("the first is one") };
    assert!(decision.record.passages[0].source.is_empty());
    let entries = of(&all);
    let told = entries.iter().find(|entry| matches!(entry.kind, Kind::Passage(_))).unwrap();
    assert_eq!(told.what, "Nothing is here now.");
    assert!(told.corrected[0].contains("Two bruises on the left arm."));
}

#[test]
fn each_entry_names_the_child_where_several_are_told_of_and_none_where_it_is_one() {
    let named = |statement: &mut Statement, names: &[&str]| {
        let Body::Decision(decision) = &mut statement.body else { panic!("the first is one") };
        let id = |at: usize| ItemId::mint([u8::try_from(at).unwrap() + 40; 8]);
        decision.record.children = names
            .iter()
            .enumerate()
            .map(|(at, name)| Child { name: (*name).to_owned(), ..Child::new(id(at)) })
            .collect();
        let one = Disclosure { to: "the duty desk".to_owned(), ..Disclosure::new(id(9)) };
        decision.record.disclosures = vec![one];
    };
    let mut first = statements(1).swap_remove(0);
    named(&mut first, &["Robin Example"]);
    let mut second = first.clone();
    second.decision = DecisionId::mint(2026, [7; 8]);
    let alone = of(&[first.clone(), second.clone()]);
    assert!(alone.len() > 3 && alone.iter().all(|entry| entry.about.is_empty()));

    named(&mut second, &["Kim Example", " "]);
    for entry in of(&[first.clone(), second.clone()]) {
        let whose = if entry.decision == first.decision {
            "Robin Example"
        } else {
            "Kim Example, child not named"
        };
        assert_eq!(entry.about, whose);
    }
    named(&mut second, &["Robin Example", "Kim Example"]);
    let entries = of(&[second.clone()]);
    assert!(entries.iter().all(|entry| entry.about == "Robin Example, Kim Example"));
    let text = chronology_text("The household", &entries);
    let line =
        format!("{}, {}, about Robin Example, Kim Example", second.decision, second.author.name);
    assert!(text.contains(&line), "{text}");
}

/// A decision about Robin and Kim with a mark on each, and one of which nobody said whose it is.
fn marked() -> Statement {
    let mut statement = statements(1).swap_remove(0);
    let Body::Decision(decision) = &mut statement.body else { panic!("the first is one") };
    let child = |n: u8, name: &str| Child { name: name.to_owned(), ..Child::new(id(n)) };
    decision.record.children = vec![child(40, "Robin Example"), child(41, "Kim Example")];
    // Nobody has said yet whom the rest is about.
    decision.record.passages.iter_mut().for_each(|one| one.about = About::default());
    decision.record.advice.iter_mut().for_each(|one| one.about = About::default());
    decision.record.disclosures.iter_mut().for_each(|one| one.about = About::default());
    let mark = |n: u8, on: Option<ItemId>| {
        let mark = Mark::placed(id(n), ViewId::Front, (790, 900)).unwrap();
        Mark { child: on, ..mark }
    };
    decision.record.marks = vec![mark(50, Some(id(40))), mark(51, Some(id(41))), mark(52, None)];
    statement
}

fn id(n: u8) -> ItemId {
    ItemId::mint([n; 8])
}

#[test]
fn a_mark_is_told_of_the_child_that_it_is_on_and_a_passage_of_all_children_of_its_record() {
    let entries = of(&[marked()]);
    let marks: Vec<(&str, bool)> = entries
        .iter()
        .filter(|entry| entry.kind == Kind::Mark)
        .map(|entry| (entry.about.as_str(), entry.of_several))
        .collect();
    let both = "Robin Example, Kim Example";
    for told in [("Robin Example", false), ("Kim Example", false), (both, true)] {
        assert!(marks.contains(&told), "{marks:?}");
    }
    let passages = entries.iter().filter(|entry| matches!(entry.kind, Kind::Passage(_)));
    assert!(passages.clone().count() > 0);
    assert!(passages.into_iter().all(|entry| entry.about == both && entry.of_several));
}

#[test]
fn the_chronology_of_a_child_leaves_out_the_marks_on_another_and_says_how_many() {
    let statement = marked();
    let mut entries = of(std::slice::from_ref(&statement));
    let all = entries.len();
    let robin = BTreeMap::from([(statement.decision, BTreeSet::from([id(40)]))]);
    assert_eq!(keep_child(&mut entries, &robin), 1);
    assert_eq!(entries.len(), all - 1);
    assert!(entries.iter().all(|entry| !entry.on.contains(&id(41))));
    let said = about_several(&entries, 1);
    assert!(said[0].contains("about several children"), "{said:?}");
    assert_eq!(said[1], "1 entry that is only about another child is left out.");
    let elsewhere = BTreeMap::from([(DecisionId::mint(2026, [9; 8]), BTreeSet::from([id(40)]))]);
    assert_eq!(keep_child(&mut entries, &elsewhere), 0, "of other decisions nothing is known");
}

#[test]
fn what_a_record_says_is_about_one_child_is_told_of_that_child_alone_and_of_nobody_else() {
    let mut statement = marked();
    let Body::Decision(decision) = &mut statement.body else { panic!("the first is one") };
    decision.record.passages.truncate(2);
    decision.record.passages[0].about = About::these(&[id(41)]);
    // Somebody who is not in the record any more.
    decision.record.passages[1].about = About::these(&[id(99)]);
    let mut entries = of(std::slice::from_ref(&statement));
    let told: Vec<(String, bool)> = entries
        .iter()
        .filter(|entry| matches!(entry.kind, Kind::Passage(_)))
        .map(|entry| (entry.about.clone(), entry.of_several))
        .collect();
    let gone = "a child who is no longer in the record".to_owned();
    assert!(told.contains(&("Kim Example".to_owned(), false)), "{told:?}");
    assert!(told.contains(&(gone, false)), "{told:?}");
    let robin = BTreeMap::from([(statement.decision, BTreeSet::from([id(40)]))]);
    keep_child(&mut entries, &robin);
    assert!(!entries.iter().any(|entry| matches!(entry.kind, Kind::Passage(_))));
}

#[test]
fn nothing_is_said_of_several_children_where_each_decision_is_about_one() {
    let mut statement = marked();
    let Body::Decision(decision) = &mut statement.body else { panic!("the first is one") };
    decision.record.children.truncate(1);
    assert_eq!(about_several(&of(&[statement]), 0), [""; 0]);
}

#[test]
fn a_decision_that_was_entered_in_error_is_told_in_no_chronology() {
    let mut all = statements(6);
    let wrong = all[0].clone();
    let before = of(&all);
    assert!(before.iter().any(|entry| entry.decision == wrong.decision));
    let mut error = wrong.clone();
    error.written = all.iter().map(|one| one.written).max().unwrap() + chrono::TimeDelta::hours(1);
    error.body = Body::EnteredInError(EnteredInError {
        why: Some(WhyInError::WrongPatient),
        reason: "Her sister.".to_owned(),
        back: false,
    });
    all.push(error.clone());
    let after = of(&all);
    assert!(after.iter().all(|entry| entry.decision != wrong.decision));
    let others = before.iter().filter(|entry| entry.decision != wrong.decision);
    assert_eq!(after.len(), others.count());
    error.written += chrono::TimeDelta::hours(1);
    let Body::EnteredInError(said) = &mut error.body else { panic!("it is one") };
    said.back = true;
    all.push(error);
    assert!(of(&all).iter().any(|entry| entry.decision == wrong.decision));
}
