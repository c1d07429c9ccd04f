//! A worry that a request raised is a decision of its own, and each leads to the other.

use std::time::Duration;

use justified::record::{Body, Decision, Draft, LinkWhy, Statement, Work};

use crate::desk::{Desk, read};
use crate::job::WITHOUT_CONSENT;

/// Answers up to an outcome of a request, as the screen says them.
const REQUESTS: [&[&str]; 3] = [
    // verify-first
    &["Someone has asked me for information", "I am not sure"],
    // comply
    &["Someone has asked me for information", "A court, or a legal power that names you", "Yes"],
    // other-route
    &["Someone has asked me for information", "The family, or someone outside child protection"],
];

fn decision_of(draft: &Draft) -> &justified::record::DecisionDraft {
    match &draft.work {
        Work::Decision(work) => work,
        _ => panic!("no decision"),
    }
}

/// The draft that began from another, and the other.
fn pair(desk: &Desk) -> (Draft, Draft) {
    let drafts = desk.drafts();
    assert_eq!(drafts.len(), 2, "the request is kept");
    let (linked, request): (Vec<_>, Vec<_>) =
        drafts.into_iter().partition(|draft| !decision_of(draft).linked.is_empty());
    (linked.into_iter().next().unwrap(), request.into_iter().next().unwrap())
}

#[test]
fn from_every_kind_of_request_a_worry_begins_a_linked_decision() {
    for request in REQUESTS {
        let mut desk = Desk::new();
        desk.press("Begin a decision");
        desk.answer(request);
        desk.press("I am worried myself");
        assert_eq!(desk.title(), "How worried are you?");
        desk.wait(Duration::from_secs(2));
        let (linked, before) = pair(&desk);
        let link = &decision_of(&linked).linked[0];
        assert_eq!((&link.decision, link.why), (&before.decision, LinkWhy::OwnWorry));
        assert_ne!(linked.decision, before.decision);
        assert_eq!(decision_of(&linked).answers.0["start"], "concern");
        assert_eq!(decision_of(&before).answers.0["start"], "request");
        desk.go("Home");
        desk.must_show(&format!("Begun from a request for information, {}", before.decision));
    }
}

/// A request with a child and a parent typed in its record, and the worry that it raised, at
/// its record.
fn worried() -> Desk {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(REQUESTS[1]);
    desk.press("Write the record");
    desk.write("Name", "Testa Example");
    desk.write("Date of birth", "1 2 2019");
    desk.press("+ Person");
    desk.type_in("Testparent Example");
    desk.press("Back to the outcome");
    desk.press("I am worried myself");
    desk.answer(&WITHOUT_CONSENT[1..]);
    desk.press("Write the record");
    desk
}

const TAKE_OVER: &str = "Copy the child’s details from the request";

#[test]
fn nobody_is_copied_by_itself_and_all_are_by_one_press() {
    let mut desk = worried();
    assert_eq!(desk.written("Name"), "", "nobody is copied unasked");
    desk.must_show(TAKE_OVER);
    desk.press(TAKE_OVER);
    desk.must_not_show(TAKE_OVER);
    desk.wait(Duration::from_secs(2));
    let (linked, request) = pair(&desk);
    let (new, old) = (&decision_of(&linked).record, &decision_of(&request).record);
    assert_eq!(new.children.len(), 1);
    assert_eq!(new.children[0].name, "Testa Example");
    assert_eq!(new.children[0].born.text, "1 2 2019");
    assert_eq!(new.others[0].name, "Testparent Example");
    assert_ne!(new.children[0].id, old.children[0].id);
    assert_ne!(new.others[0].id, old.others[0].id);
    assert_eq!(old.children[0].name, "Testa Example", "the request keeps its own");
}

#[test]
fn where_a_child_is_typed_already_nothing_is_offered() {
    let mut desk = worried();
    desk.write("Name", "Testb Example");
    desk.must_not_show(TAKE_OVER);
}

fn signed(desk: &Desk) -> Vec<Statement> {
    desk.statements().iter().map(|path| read(path)).collect()
}

fn decision(statement: &Statement) -> &Decision {
    match &statement.body {
        Body::Decision(decision) => decision,
        _ => panic!("no decision"),
    }
}

#[test]
fn each_of_two_signed_decisions_leads_to_the_other() {
    let mut desk = worried();
    desk.sign("Dr Test Example");
    desk.must_show("not signed in this register");
    let worry = signed(&desk).remove(0);
    let request = decision(&worry).linked[0].decision.clone();
    // The request is still a draft; it is signed now.
    desk.go("Home");
    desk.press("Continue");
    desk.press("Write the record");
    desk.press("Check and sign");
    desk.press("Sign and save");
    desk.must_show("This request raised a worry, which is a decision of its own");
    let statements = signed(&desk);
    assert_eq!(statements.len(), 2);
    let of_request = statements.iter().find(|one| one.decision == request).unwrap();
    assert!(decision(of_request).linked.is_empty(), "it is written once, in the later one");
    desk.follow(&format!("Open decision {}", worry.decision));
    desk.must_show("Begun from a request for information:");
    desk.follow(&format!("Open decision {request}"));
    desk.must_show("This request raised a worry");
    desk.must_verify(2);
    // It is so after another start.
    let mut desk = desk.again(2);
    desk.go("Decisions");
    let row = desk.row_of("Share without consent");
    desk.press(&row);
    desk.must_show("Begun from a request for information:");
}

#[test]
fn what_was_written_the_same_day_is_in_time_and_times_stand_on_one_line() {
    let mut desk = Desk::new();
    desk.press("Child in danger now");
    desk.wait(Duration::from_mins(143));
    // It was pressed before anything was answered.
    desk.press("Write the record");
    desk.sign("Dr Test Example");
    let statement = signed(&desk).remove(0);
    assert_eq!(statement.decided.in_words(), "22 November 2026, 10:42");
    assert_eq!((statement.written - crate::desk::morning()).num_minutes(), 143);
    desk.must_show("Decided 22 November 2026, 10:42  ·  written 22 November 2026, 13:05");
    // The same day is in time.
    desk.must_not_show("Written later");
    desk.must_show("Help came first, 22 November 2026, 10:42.");
}

#[test]
fn the_questions_answered_afterwards_stand_beside_the_help_that_was_got_first() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT[..2]);
    desk.press("Child in danger now");
    desk.press("Answer the questions afterwards");
    desk.answer(&WITHOUT_CONSENT[2..]);
    assert_eq!(desk.title(), "Get help now");
    desk.must_show("Your answers alone lead to: Share without consent");
    desk.sign("Dr Test Example");
    desk.must_show("Help came first, 22 November 2026, 10:42.");
    desk.must_show("Answered afterwards, the questions lead to: Share without consent");
}
