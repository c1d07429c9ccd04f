//! What was signed in another window or on another workstation shows by itself.

use std::time::Duration;

use egui::Key;

use crate::desk::Desk;
use crate::signing::{at_the_signature, sign_one, signed};

/// The window gets the keyboard.
fn come_back(desk: &mut Desk) {
    desk.window.event(egui::Event::WindowFocused(true));
    desk.window.run();
}

#[test]
fn what_another_signed_is_in_the_list_when_the_window_gets_the_keyboard() {
    let one = signed("Alex Example");
    let mut other = one.again(7);
    let mut one = one;
    sign_one(&mut one, "Robin Example");
    other.go("Decisions");
    other.must_not_show("Robin Example");
    come_back(&mut other);
    other.must_show("Robin Example");
    other.must_show("Alex Example");
}

#[test]
fn what_another_signed_is_in_the_list_a_minute_later() {
    let mut one = signed("Alex Example");
    let mut other = one.again(7);
    sign_one(&mut one, "Robin Example");
    other.go("Decisions");
    other.wait(Duration::from_secs(50));
    other.must_not_show("Robin Example");
    other.wait(Duration::from_secs(11));
    other.must_show("Robin Example");
}

#[test]
fn a_note_of_another_is_below_the_decision_that_is_on_the_screen() {
    let mut one = signed("Alex Example");
    let mut other = one.again(7);
    other.go("Decisions");
    let row = other.row_of("Alex Example");
    other.press(&row);
    one.press("Add to it");
    one.press("Add a note");
    one.write("Add to this decision", "Rang at noon.");
    one.press("Sign and save");
    other.must_not_show("Rang at noon.");
    come_back(&mut other);
    other.must_show("Rang at noon.");
}

#[test]
fn a_draft_that_another_window_signed_is_not_offered_any_more() {
    let mut one = Desk::new();
    at_the_signature(&mut one, "Alex Example");
    let (mut listed, mut in_hand) = (one.again(7), one.again(8));
    listed.must_show("To check and sign");
    in_hand.press("Continue");
    one.press("Sign and save");
    come_back(&mut listed);
    listed.must_not_show("To check and sign");
    listed.must_not_show("Not finished");
    come_back(&mut in_hand);
    in_hand.must_show("in another window or on another computer");
    assert!(in_hand.state().shown_id().is_some(), "what was signed is on the screen");
    in_hand.go("Home");
    in_hand.must_not_show("Not finished");
}

#[test]
fn what_was_typed_since_another_window_signed_the_draft_is_kept() {
    let mut one = Desk::new();
    at_the_signature(&mut one, "Alex Example");
    let mut other = one.again(7);
    other.press("Continue");
    one.press("Sign and save");
    other.press("Back to the record");
    other.wait(Duration::from_secs(30));
    other.write("Reasons for the decision", "Only here.");
    come_back(&mut other);
    other.must_show("What is different here is not part of it.");
    other.wait(Duration::from_secs(2));
    assert_eq!(other.draft().record.reasons, "Only here.");
}

#[test]
fn what_another_window_signed_is_told_by_what_it_says_and_not_by_the_clock() {
    // The other's clock is an hour ahead, or as this one's.
    for ahead in [true, false] {
        let mut one = Desk::new();
        at_the_signature(&mut one, "Alex Example");
        let mut other = one.again(7);
        other.press("Continue");
        if ahead {
            one.wait(Duration::from_hours(1));
        }
        one.press("Sign and save");
        other.press("Back to the record");
        other.wait(Duration::from_secs(30));
        other.write("Reasons for the decision", "Only here.");
        other.wait(Duration::from_secs(2));
        come_back(&mut other);
        other.must_show("What is different here is not part of it.");
        assert_eq!(other.written("Reasons for the decision"), "Only here.");
    }
    // Nothing differs, though it was touched after the other signed.
    let mut one = Desk::new();
    at_the_signature(&mut one, "Alex Example");
    let mut other = one.again(7);
    other.press("Continue");
    one.press("Sign and save");
    other.press("Back to the record");
    other.wait(Duration::from_secs(30));
    other.write("Reasons for the decision", "x");
    other.key(Key::Backspace);
    other.wait(Duration::from_secs(2));
    come_back(&mut other);
    assert!(other.state().shown_id().is_some(), "what was signed is on the screen");
    other.go("Home");
    other.must_not_show("Not finished");
}

#[test]
fn a_contact_and_a_draft_of_another_show_too() {
    let mut one = signed("Alex Example");
    let mut other = one.again(7);
    one.keys(egui::Modifiers::COMMAND, Key::N);
    one.answer(&["I am worried about a child"]);
    one.wait(Duration::from_secs(2));
    other.go("Home");
    other.must_not_show("Not finished");
    come_back(&mut other);
    other.must_show("Not finished");
}

#[test]
fn a_statement_that_is_taken_away_meanwhile_is_said() {
    let mut desk = signed("Alex Example");
    std::fs::remove_file(&desk.statements()[0]).unwrap();
    come_back(&mut desk);
    desk.must_show("It was there before and is missing now.");
}

#[test]
fn while_nothing_changes_no_picture_is_painted_for_a_minute() {
    let mut desk = signed("Alex Example");
    desk.go("Home");
    for _ in 0..3 {
        desk.wait(Duration::from_mins(1));
        let output = &desk.window.output().viewport_output[&egui::ViewportId::ROOT];
        assert_eq!(output.repaint_delay, Duration::from_mins(1));
    }
}
