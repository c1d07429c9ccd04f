//! At the outcome: the one thing to do comes first, and what a call came to.

use std::rc::Rc;
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use justified::record::{Answered, Body};

use crate::contacts::with_contacts;
use crate::desk::{Desk, Setup, read};
use crate::job::DELAY_HARMS;
use crate::shape::{SIZES, button};

const RANG: &str = "rang 10:42 · Children’s services, Emergency team, 01632 960199";

/// So long until what was changed is saved.
const MOMENT: Duration = Duration::from_secs(2);

/// A desk that has come to an outcome by these answers, with contacts.
fn desk_at(answers: &[&str]) -> Desk {
    let mut desk = with_contacts();
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.answer(answers);
    desk
}

/// "Share now", and children's services were rung.
fn rung() -> Desk {
    let mut desk = desk_at(&DELAY_HARMS);
    desk.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    desk
}

/// Where these words begin, among everything that a screen reader finds.
fn at(desk: &Desk, words: &str) -> usize {
    let text = desk.text();
    text.find(words).unwrap_or_else(|| panic!("{words}:\n{text}"))
}

#[test]
fn a_call_that_nobody_answered_stays_to_do_and_one_press_undoes_that() {
    let mut desk = rung();
    desk.follow(&format!("No answer: {RANG}"));
    desk.wait(MOMENT);
    assert_eq!(desk.draft().record.disclosures[0].answered, Some(Answered::NoAnswer));
    desk.must_show(&format!("R{}: no answer", &RANG[1..]));
    desk.press("Write the record");
    desk.show_to_do();
    desk.must_show("Nobody answered: ring again");
    desk.press("Back to the outcome");
    desk.follow(&format!("Undo: no answer, {RANG}"));
    desk.wait(MOMENT);
    let record = desk.draft().record;
    assert_eq!((record.disclosures[0].answered, record.disclosures.len()), (None, 1));
}

#[test]
fn who_took_the_call_is_still_to_do_until_it_is_said() {
    let mut desk = rung();
    desk.press("Write the record");
    desk.show_to_do();
    desk.must_show("Who took the call, or that nobody answered");
    desk.write("Who took the call", "Pat Sample");
    desk.must_not_show("Who took the call, or that nobody answered");
}

#[test]
fn the_call_that_nobody_answered_is_signed_as_that_and_is_on_home() {
    let mut desk = rung();
    desk.press("Write the record");
    desk.choose("No answer");
    desk.sign("Dr Test Example");
    let Body::Decision(signed) = read::<justified::record::Statement>(&desk.statements()[0]).body
    else {
        panic!("a decision")
    };
    assert!(signed.record.disclosures[0].is_unanswered());
    desk.go("Home");
    desk.must_show("Ring again: Children’s services, Emergency team, 01632 960199");
    desk.must_not_show("Confirm the call in writing");
}

#[test]
fn taking_advice_begins_with_the_advisers_number_and_one_press_takes_the_call_back() {
    let mut desk = desk_at(&[
        "I am worried about a child",
        "I think a child is being abused or neglected, or is at risk of it",
        "I am not sure",
        "Yes",
    ]);
    assert!(
        at(&desk, "Button: I rang them: Named doctor") < at(&desk, "Read this to your adviser")
    );
    assert!(at(&desk, "Read this to your adviser") < at(&desk, "What this asks of you"));
    desk.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    assert_eq!(desk.draft().record.advice.len(), 1);
    desk.follow("Undo: rang 10:42 · Named doctor or GP, Dr Ada Example, 01632 960140");
    desk.wait(MOMENT);
    assert_eq!(desk.draft().record.advice.len(), 0);
}

#[test]
fn whom_to_ring_is_never_below_the_fold_however_small_the_window() {
    let there = with_contacts();
    for (seed, (size, zoom)) in (7..).zip(SIZES) {
        let home = Some(Rc::clone(&there.home));
        let passed = there.clock.get();
        let mut desk = Desk::with(Setup { size, zoom, home, seed, passed, ..Setup::default() });
        desk.keys(Modifiers::COMMAND, Key::N);
        desk.answer(&DELAY_HARMS);
        let rang = button(&desk, "I rang them: ");
        let (foot, danger) =
            (button(&desk, "Write the record"), button(&desk, "Child in danger now"));
        assert!(rang.bottom() < foot.top(), "{size:?}: {rang:?} is behind {foot:?}");
        assert!(rang.top() > danger.bottom() && rang.right() <= size[0], "{size:?}: {rang:?}");
    }
}

#[test]
fn a_request_begins_with_what_to_send_and_what_is_unclear_with_what_to_ask() {
    let request = "Someone has asked me for information";
    let agency = "An agency or another professional";
    for (answers, button) in [
        (vec![request, agency, "No", "Not yet"], "Copy the questions"),
        (vec![request, "A court, or a legal power that names you", "Yes"], "Copy the outline"),
        (vec![request, agency, "No", "Yes", "Yes", "There is consent"], "Copy the outline"),
        (vec![request, agency, "No", "Yes", "Yes", "The public interest"], "Copy the outline"),
    ] {
        let mut desk = desk_at(&answers);
        assert!(at(&desk, &format!("Button: {button}")) < at(&desk, "What this asks of you"));
        assert!(desk.can_press(Role::Button, "Write the record"));
        assert!(!desk.press_and_copy(button).is_empty());
    }
}
