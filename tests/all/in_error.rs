//! A decision that was entered in error: out of view behind its reason, and nothing removed.

use egui::Key;
use justified::record::{Body, EnteredInError, Statement, WhyInError};

use crate::desk::{Desk, read};
use crate::signing::signed;
use crate::training::{open_worked, trained};

const CHILD: &str = "Testa Example";

/// Says that the decision on the screen was entered in error, up to the question.
fn say_so(desk: &mut Desk) {
    desk.press("Add to it");
    desk.press("Entered in error");
    desk.choose("Wrong patient");
    desk.write("In your own words", "It is about her sister.");
    desk.press("Sign and save");
}

/// The same, signed.
fn in_error() -> Desk {
    let mut desk = signed(CHILD);
    say_so(&mut desk);
    desk.press("Sign, and take it from view");
    desk.must_show("Signed.");
    desk
}

/// What was signed of it.
fn said(desk: &Desk) -> Vec<EnteredInError> {
    let statements = desk.statements();
    let bodies = statements.iter().map(|path| read::<Statement>(path).body);
    let said = bodies.filter_map(|body| match body {
        Body::EnteredInError(one) => Some(one),
        _ => None,
    });
    said.collect()
}

#[test]
fn it_is_asked_once_more_and_one_press_or_escape_signs_nothing() {
    let mut desk = signed(CHILD);
    say_so(&mut desk);
    desk.must_show("Take this decision from view?");
    assert_eq!(said(&desk), []);
    desk.key(Key::Escape);
    assert!(!desk.shows("Sign, and take it from view"));
    assert_eq!(said(&desk), []);
    assert!(desk.shows("Sign and save"), "what was written is still there");
    desk.press("Sign and save");
    desk.press("Sign, and take it from view");
    desk.must_show("Signed.");
    let [one] = said(&desk).try_into().unwrap();
    assert_eq!(one.why, Some(WhyInError::WrongPatient));
    desk.must_verify(2);
}

#[test]
fn it_is_in_no_list_and_asks_for_nothing_and_is_found_when_it_is_asked_for() {
    let mut desk = in_error();
    desk.go("Home");
    assert!(!desk.text().contains(CHILD), "{}", desk.text());
    desk.go("Decisions");
    assert!(!desk.text().contains(CHILD), "{}", desk.text());
    desk.follow("1 entered in error: show");
    desk.must_show(CHILD);
    desk.must_show("Entered in error: wrong patient.");
    desk.must_show("It is about her sister.");
}

#[test]
fn opened_it_shows_the_reason_and_what_was_entered_only_when_that_is_asked() {
    let mut desk = in_error();
    desk.must_show("Entered in error: wrong patient.");
    assert!(!desk.shows("Decision and reasons"));
    desk.press("What was entered");
    desk.must_show("Decision and reasons");
}

#[test]
fn it_can_be_put_back_with_a_reason() {
    let mut desk = in_error();
    desk.press("Add to it");
    desk.press("Put this decision back");
    desk.write("Why was it not entered in error?", "It is about her after all.");
    desk.press("Sign and save");
    desk.must_show("Put this decision back?");
    desk.press("Sign, and put it back");
    desk.must_show("Signed.");
    desk.must_show("Decision and reasons");
    let said = said(&desk);
    assert_eq!(said.len(), 2);
    assert_eq!(said.iter().filter(|one| one.back).count(), 1);
    desk.go("Home");
    desk.must_show(CHILD);
}

#[test]
fn the_text_for_a_clinical_record_says_that_and_no_more() {
    let mut desk = in_error();
    let whose = format!("the record of {CHILD}");
    let copied = desk.copy_text_for(&whose, &whose);
    assert!(copied.contains("entered in error: it is about another patient"), "{copied}");
    // Why, in one's own words, may name whom it was really about.
    assert!(!copied.contains("It is about her sister."), "{copied}");
}

#[test]
fn whoever_thinks_about_it_is_told_how_long_records_are_kept() {
    let mut desk = signed(CHILD);
    desk.press("Add to it");
    desk.press("Entered in error");
    desk.must_show("GP records are kept for 10 years after death.");
    desk.must_show("No separate period for safeguarding records is known here.");
}

#[test]
fn who_was_told_is_to_be_told_again_and_is_named_before_it_is_signed_and_after() {
    let mut desk = trained();
    desk.give_name("Dr Test Example");
    open_worked(&mut desk);
    desk.press("Add to it");
    desk.press("Entered in error");
    desk.must_show("What this does not put right");
    let told = ": what they were told was entered in error.";
    desk.must_show(told);
    desk.must_not_show("Why nobody was told: ");
    desk.choose("Entered twice");
    desk.must_not_show(told);
    desk.choose("Wrong patient");
    desk.must_show(told);
    desk.write("In your own words", "Another child.");
    desk.press("Sign and save");
    desk.press("Sign, and take it from view");
    desk.must_show("If it was not done yet:");
    desk.must_show(told);
}
