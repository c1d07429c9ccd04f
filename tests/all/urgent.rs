//! A child in danger now: one action away everywhere, and the record comes afterwards.

use std::time::Duration;

use egui::Key;
use justified::record::{Body, Statement};

use crate::desk::{Desk, morning, read};
use crate::job::WITHOUT_CONSENT;

/// Whom to ring is on the screen, with the clock, and the moment is on the disk at once.
fn help_is_shown(desk: &mut Desk) {
    desk.must_show("Get help now");
    desk.must_show("999");
    desk.must_show("Children’s services for the area where the child lives");
    desk.must_show("Begun at 10:42");
    let acted = desk.draft().acted_first;
    assert_eq!(acted, Some(morning()), "the moment is in the draft, without a second’s wait");
    desk.wait(Duration::from_mins(5));
    desk.must_show("Begun at 10:42");
    desk.must_show("5 minutes");
    desk.key(Key::F9);
    desk.must_show("Begun at 10:42");
    assert_eq!(desk.draft().acted_first, acted, "pressed again it is the same clock");
}

#[test]
fn from_home() {
    let mut desk = Desk::new();
    desk.press("Child in danger now");
    help_is_shown(&mut desk);
    desk.press("Write the record");
    desk.write("Reasons for the decision", "Rang 999 first.");
    desk.sign("Dr Test Example");
    desk.must_show("Signed.");
    desk.must_verify(1);
    assert!(desk.drafts().is_empty());
}

#[test]
fn from_the_middle_of_the_questions() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT[..3]);
    desk.key(Key::F9);
    help_is_shown(&mut desk);
    let answers = desk.draft().answers.0;
    assert_eq!(answers["start"], "concern");
    assert_eq!(answers["wait"], "no");
    desk.press("Answer the questions afterwards");
    assert_eq!(desk.title(), "Could asking for consent increase the risk of harm?");
    desk.must_show("“Child in danger now” was pressed at 10:42.");
}

#[test]
fn from_the_record() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("Reasons for the decision", "The account does not fit.");
    desk.key(Key::F9);
    help_is_shown(&mut desk);
    let draft = desk.draft();
    assert_eq!(draft.answers.0.len(), WITHOUT_CONSENT.len());
    assert_eq!(draft.record.reasons, "The account does not fit.");
    desk.press("Write the record");
    assert_eq!(desk.written("Reasons for the decision"), "The account does not fit.");
}

#[test]
fn from_the_guidance() {
    let mut desk = Desk::new();
    desk.go("Guidance");
    desk.press("Child in danger now");
    help_is_shown(&mut desk);
    desk = desk.killed(2);
    desk.must_show("Not finished");
    desk.must_show("Child in danger: the record is to be written");
}

#[test]
fn from_the_guidance_beside_a_case_it_is_a_record_of_its_own() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT[..3]);
    desk.go("Guidance");
    desk.key(Key::F9);
    desk.must_show("Begun at 10:42");
    let drafts = desk.drafts();
    assert_eq!(drafts.len(), 2, "the case before is kept, and waits on Home");
    desk.go("Home");
    desk.must_show("At the question: Could asking for consent increase the risk of harm?");
}

#[test]
fn chosen_as_an_answer_it_is_the_same() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&["A child is in danger now"]);
    help_is_shown(&mut desk);
}

#[test]
fn where_no_register_can_be_made_it_is_still_shown() {
    let mut desk = Desk::new();
    std::fs::write(desk.home.path().join("Documents"), "a file is in the way").unwrap();
    desk.key(Key::F9);
    desk.must_show("Get help now");
    desk.must_show("999");
    desk.must_show("It is not yet saved");
}

/// The answers that come to "take advice".
const ADVICE: [&str; 3] = ["I am worried about a child", "Something is not right", "No"];

/// A walk that ends in "take advice", with the red button pressed at its end.
fn pressed_on_take_advice() -> Desk {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&ADVICE[..1]);
    desk.press("I have read this");
    desk.answer(&ADVICE[1..]);
    assert_eq!(desk.title(), "Take advice, then come back");
    desk.key(Key::F9);
    desk.must_show("Begun at 10:42");
    desk
}

#[test]
fn on_a_finished_walk_it_is_what_is_decided_and_what_is_signed() {
    let mut desk = pressed_on_take_advice();
    desk.press("Answer the questions afterwards");
    assert_eq!(desk.title(), "Get help now");
    desk.must_show("The answers alone come to: Take advice, then come back");
    desk.press("Write the record");
    desk.sign("Dr Test Example");
    let statement: Statement = read(&desk.statements()[0]);
    assert_eq!(statement.headline, "Get help now");
    let Body::Decision(decision) = &statement.body else { panic!("a decision") };
    assert_eq!(decision.outcome.id, "take-advice");
    assert!(decision.record.consent_not_asked.is_empty(), "nobody has said why");
    assert!(decision.record.learned.is_blank());
    desk.go("Home");
    desk.must_not_show("Still open");
}

#[test]
fn pressed_by_mistake_it_is_taken_back_and_that_is_kept() {
    let mut desk = pressed_on_take_advice();
    desk.follow("Pressed by mistake");
    assert_eq!(desk.title(), "Take advice, then come back");
    desk.must_not_show("was pressed at");
    let draft = desk.draft();
    assert_eq!(draft.acted_first, None);
    assert!(draft.set_aside["Pressed by mistake"].contains("10:42"));
    desk.key(Key::F9);
    desk.must_show("Begun at 10:42");
}

#[test]
fn pressed_by_mistake_on_home_the_first_question_is_asked() {
    let mut desk = Desk::new();
    desk.press("Child in danger now");
    desk.follow("Pressed by mistake");
    assert_eq!(desk.title(), "What has brought you here?");
    assert!(desk.draft().answers.0.is_empty());
}

#[test]
fn whom_to_ring_is_shown_where_the_settings_cannot_be_read() {
    let home = std::rc::Rc::new(tempfile::tempdir().unwrap());
    // A folder in the place of the file: it is there and cannot be read.
    std::fs::create_dir_all(home.path().join("config").join("settings.ron")).unwrap();
    let setup = crate::desk::Setup { home: Some(home), ..crate::desk::Setup::default() };
    let mut desk = Desk::with(setup);
    desk.must_show("Your settings could not be read.");
    desk.key(Key::F9);
    assert_eq!(desk.title(), "Get help now");
}
