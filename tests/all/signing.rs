//! While it is signed, and signed again: nothing is lost, and nothing false is signed.

use std::time::Duration;

use egui::Key;
use egui::accesskit::Role;
use justified::app::events::{DecisionsEvent, Event, RecordEvent};
use justified::base::ronfile;
use justified::record::{Author, Body, Digest, Nonce, Place, Signing, Statement, Typed};
use justified::register::{RealDisk, Register, sign};

use crate::desk::{Desk, Held, read};
use crate::job::WITHOUT_CONSENT;

/// At check-your-answers of a decision about this child, with a name to sign.
pub fn at_the_signature(desk: &mut Desk, child: &str) {
    desk.keys(egui::Modifiers::COMMAND, Key::N);
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("Name", child);
    desk.press("Check and sign");
    if desk.shows("Your name") {
        desk.write("Your name", "Dr Test Example");
    }
    desk.wait(Duration::from_secs(2));
}

/// The same, signed: it is on the screen.
pub fn sign_one(desk: &mut Desk, child: &str) {
    at_the_signature(desk, child);
    desk.press("Sign and save");
    desk.must_show("Signed.");
}

/// A desk with one signed decision about this child, which is on the screen.
pub fn signed(child: &str) -> Desk {
    let mut desk = Desk::new();
    sign_one(&mut desk, child);
    desk
}

/// From here on what a job finds is held back until all is let go.
pub fn hold(desk: &mut Desk) -> Held {
    let held = Held::results(|_| true);
    desk.window.state_mut().state.env.runner = Box::new(held.clone());
    held
}

fn handle(desk: &mut Desk, event: Event) {
    let ctx = desk.window.ctx.clone();
    desk.window.state_mut().state.handle(&ctx, event);
    desk.window.run();
}

#[test]
fn nothing_can_be_typed_that_would_be_lost_when_the_signing_ends() {
    let mut desk = signed("Testa Example");
    desk.press("Add to it");
    desk.press("Add a note");
    desk.write("Add to this decision", "They rang back.");
    let held = hold(&mut desk);
    desk.press("Sign and save");
    desk.must_show("Signing…");
    desk.type_in(" Too late.");
    assert_eq!(desk.written("Add to this decision"), "They rang back.");
    held.let_all_go();
    desk.window.run();
    desk.must_show("Signed.");
    desk.must_verify(2);
}

#[test]
fn what_is_still_being_saved_when_it_is_signed_is_our_own() {
    for first in [true, false] {
        let mut desk = signed("Mock Sample");
        if first {
            desk.keys(egui::Modifiers::COMMAND, Key::N);
        } else {
            at_the_signature(&mut desk, "Testa Example");
            desk.press("Back to the record");
        }
        // It is written, and nobody here knows it yet.
        let held = hold(&mut desk);
        desk.wait(Duration::from_millis(900));
        if first {
            desk.answer(&WITHOUT_CONSENT);
            desk.press("Write the record");
        }
        desk.press("Check and sign");
        desk.press("Sign and save");
        held.let_all_go();
        desk.window.run();
        desk.must_show("Signed.");
        assert!(desk.drafts().is_empty());
        desk.must_verify(2);
    }
}

#[test]
fn what_is_still_being_saved_when_it_is_discarded_is_nowhere_afterwards() {
    let mut desk = signed("Mock Sample");
    desk.press("Add to it");
    desk.press("Add a note");
    desk.write("Add to this decision", "x");
    let held = hold(&mut desk);
    desk.wait(Duration::from_millis(900));
    desk.keys(egui::Modifiers::COMMAND, Key::A);
    desk.key(Key::Backspace);
    desk.follow("Discard what you have written here");
    held.let_all_go();
    desk.window.run();
    assert!(desk.drafts().is_empty());
}

#[test]
fn a_decision_that_is_being_signed_stays_as_it_is_and_danger_begins_another() {
    let mut desk = Desk::new();
    at_the_signature(&mut desk, "Testa Example");
    let held = hold(&mut desk);
    desk.press("Sign and save");
    desk.must_show("Signing…");
    handle(&mut desk, Event::Record(RecordEvent::BackToRecord));
    let hand = desk.window.state().state.current_draft().unwrap();
    assert_eq!(hand.work().unwrap().place, Place::Check);
    assert!(hand.draft.signing.is_none(), "it was not touched either");
    desk.key(Key::F9);
    held.let_all_go();
    desk.window.run();
    desk.wait(Duration::from_secs(2));
    desk.must_show("Signed.");
    desk.must_verify(1);
    desk.wait(Duration::from_secs(20));
    assert!(desk.draft().acted_first.is_some(), "what was begun meanwhile is there");
    desk.must_show("Child in danger now");
    assert!(desk.window.state().state.shown_id().is_none(), "nobody is taken away from it");
}

#[test]
fn what_an_earlier_attempt_fixed_is_not_signed_in_another_name_or_place_of_the_chain() {
    let mut desk = signed("Testa Example");
    let first = desk.statements()[0].clone();
    let before = Digest::of(&std::fs::read(&first).unwrap());
    at_the_signature(&mut desk, "Mock Sample");
    let hand = desk.window.state_mut().state.current_draft_mut().unwrap();
    // An attempt that failed, before this name was given and before the first was signed.
    let stale = Statement {
        decision: hand.draft.decision.clone(),
        nonce: hand.draft.nonce.clone(),
        author: Author { name: "Dr Mock Sample".to_owned(), ..Author::default() },
        device_prev: None,
        ..read(&first)
    };
    hand.draft.signing = Some(Signing { statement: ronfile::write(&stale).unwrap() });
    desk.press("Sign and save");
    desk.must_show("Signed.");
    desk.must_verify(2);
    let new = desk.statements().into_iter().find(|path| *path != first).unwrap();
    let new: Statement = read(&new);
    assert_eq!(new.author.name, "Dr Test Example");
    assert_eq!(new.device_prev, Some(before));
}

#[test]
fn the_rules_that_are_named_are_those_that_were_used() {
    let mut desk = Desk::new();
    at_the_signature(&mut desk, "Testa Example");
    let state = &mut desk.window.state_mut().state;
    let today = state.known.rules.digests.clone();
    let hand = state.current_draft_mut().unwrap();
    for digest in hand.draft.rules.values_mut() {
        *digest = Digest::of(b"an older edition");
    }
    desk.press("Sign and save");
    desk.must_show("Signed.");
    let statement: Statement = read(&desk.statements()[0]);
    assert_eq!(statement.rules, today);
    desk.must_verify(1);
}

#[test]
fn a_case_taken_up_again_is_decided_anew_and_not_yet_in_a_clinical_record() {
    let mut desk = Desk::new();
    at_the_signature(&mut desk, "Testa Example");
    let state = &mut desk.window.state_mut().state;
    let record = &mut state.current_draft_mut().unwrap().work_mut().unwrap().record;
    record.decided = Typed::new("20 11 2026");
    handle(&mut desk, Event::Record(RecordEvent::Add(justified::app::events::Add::Entered)));
    let state = &mut desk.window.state_mut().state;
    let record = &mut state.current_draft_mut().unwrap().work_mut().unwrap().record;
    record.entered[0].whose = "The mother’s record".to_owned();
    handle(&mut desk, Event::Record(RecordEvent::Check));
    desk.press("Sign and save");
    desk.must_show("Signed.");
    let id = desk.window.state().state.shown_id().unwrap().clone();
    handle(&mut desk, Event::Decisions(DecisionsEvent::Reopen(id)));
    desk.wait(Duration::from_secs(2));
    let draft = desk.draft();
    assert!(draft.record.decided.is_blank());
    assert!(draft.record.entered.is_empty());
    assert_eq!(draft.record.children[0].name, "Testa Example");
    let aside: Vec<&String> = draft.set_aside.values().collect();
    assert!(aside[0].contains("The mother’s record"), "{aside:?}");
}

#[test]
fn what_is_added_while_the_register_is_away_stands_below_what_was_read_before() {
    let mut desk = signed("Testa Example");
    desk.take_away();
    desk.press("Add to it");
    desk.press("Add a note");
    desk.write("Add to this decision", "They rang back.");
    desk.press("Sign and save");
    desk.must_show("Signed, and kept on this computer");
    desk.must_show("They rang back.");
    desk.must_show("Testa Example");
    desk.must_show("Checked: these answers still lead here");
    desk.put_back();
    desk = desk.killed(2);
    desk.must_verify(2);
}

#[test]
fn a_second_first_statement_hides_nothing() {
    let mut desk = signed("Testa Example");
    let good = desk.statements()[0].clone();
    let mut other: Statement = read(&good);
    other.nonce = Nonce::mint([9; 16]);
    other.headline = "Another headline".to_owned();
    let Body::Decision(decision) = &mut other.body else { panic!("a decision") };
    decision.record.children[0].name = "Mock Sample".to_owned();
    let register = Register::open(&RealDisk, &desk.register()).unwrap();
    sign(&RealDisk, &register, &other).unwrap();
    desk = desk.again(2);
    for row in ["Testa Example", "Mock Sample"] {
        desk.go("Decisions");
        let row = desk.row_of(row);
        desk.press(&row);
        desk.must_show("Testa Example");
        desk.must_show("Mock Sample");
        desk.must_show("is in the same folder, but is a separate decision");
    }
}

#[test]
fn what_adds_to_a_decision_that_cannot_be_read_is_not_signed() {
    let mut desk = signed("Testa Example");
    desk.press("Add to it");
    desk.press("Add a note");
    desk.write("Add to this decision", "They rang back.");
    desk.wait(Duration::from_secs(2));
    let file = desk.statements()[0].clone();
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, &text[..text.len() / 2]).unwrap();
    desk = desk.killed(2);
    desk.press("Continue");
    handle(&mut desk, Event::Decisions(DecisionsEvent::SignAddition));
    desk.must_show("Not signed: the decision that this adds to is missing or cannot be read");
    assert_eq!(desk.statements().len(), 1);
    assert_eq!(desk.drafts().len(), 1, "the draft is kept");
    assert!(!desk.can_press(Role::Button, "Sign and save"));
}
