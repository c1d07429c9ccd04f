//! A register with more decisions than are held in memory: each is read when it is opened, and
//! the screens say the same as of a small one.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use justified::app::events::{DecisionsEvent, Event};
use justified::record::{DecisionId, Work};

use crate::desk::Desk;
use crate::people::{open_link, two};

fn holds_nothing(desk: &Desk) -> bool {
    let decisions = &desk.window.state().state.session.contents().decisions;
    !decisions.is_empty() && !decisions.iter().any(justified::register::DecisionFile::is_held)
}

/// A large register, just opened, and a small one with the same in it.
fn both() -> (Desk, Desk, DecisionId, DecisionId) {
    let (desk, first, second) = two();
    let (large, small) = (desk.again_large(7), desk.again(8));
    assert!(holds_nothing(&large));
    assert!(!holds_nothing(&small));
    (large, small, first, second)
}

fn open(desk: &mut Desk, id: &DecisionId) {
    let event = Event::Decisions(DecisionsEvent::Open(id.clone()));
    let context = desk.window.ctx.clone();
    desk.window.state_mut().state.handle(&context, event);
    desk.window.run();
}

#[test]
fn every_screen_says_the_same_of_a_large_register_as_of_a_small_one() {
    let (mut large, mut small, first, _) = both();
    for desk in [&mut large, &mut small] {
        desk.must_show("Enter in the clinical record");
    }
    assert_eq!(large.text(), small.text(), "Home");
    for desk in [&mut large, &mut small] {
        desk.go("Decisions");
    }
    assert_eq!(large.text(), small.text(), "the list");
    for desk in [&mut large, &mut small] {
        desk.write("Search", "thinner spring");
        desk.must_show("Found in");
        desk.must_show("Thinner than in the spring.");
    }
    assert_eq!(large.text(), small.text(), "the search, in the words as they were written");
    for desk in [&mut large, &mut small] {
        open(desk, &first);
        desk.must_show("Two round bruises on the left arm.");
        desk.must_show("Other decisions that may be about the same child or household");
    }
    assert_eq!(large.text(), small.text(), "a decision");
    for desk in [&mut large, &mut small] {
        desk.press("Chronology");
        desk.choose("The household");
    }
    assert_eq!(large.text(), small.text(), "a chronology");
}

#[test]
fn a_chronology_reads_the_decisions_that_are_taken_in() {
    let (mut desk, _, _, second) = both();
    desk.go("Decisions");
    desk.follow("Chronology: put some of these in one");
    let name = format!("Include {second}");
    desk.window.get_by_role_and_label(Role::CheckBox, &name).click();
    desk.window.run();
    desk.must_show("Thinner than in the spring.");
    desk.must_not_show("is being read");
}

#[test]
fn a_case_is_taken_up_again_from_home_with_all_that_was_signed() {
    let (mut desk, _, first, _) = both();
    let context = desk.window.ctx.clone();
    let event = Event::Decisions(DecisionsEvent::Reopen(first.clone()));
    desk.window.state_mut().state.handle(&context, event.clone());
    desk.window.run();
    let held = desk.window.state().state.current_draft().unwrap().draft.clone();
    let mut large = desk.again_large(9);
    assert!(holds_nothing(&large));
    let context = large.window.ctx.clone();
    large.window.state_mut().state.handle(&context, event);
    large.window.run();
    let read = large.window.state().state.current_draft().unwrap().draft.clone();
    let record = |work: Work| match work {
        Work::Decision(work) => work.record,
        other => panic!("{other:?} is taken up"),
    };
    let (held, read) = (record(held.work), record(read.work));
    assert_eq!(read.passages[0].text, "Two round bruises on the left arm.");
    assert_eq!(read, held);
}

#[test]
fn what_is_owed_is_written_down_once_the_decision_was_read() {
    let (mut desk, _, first, _) = both();
    let field = {
        let items = &desk.window.state().state.session.lists().work.all;
        let of_it = |item: &&justified::caseload::worklist::Item| {
            item.decision == first && item.what == justified::caseload::worklist::What::Enter
        };
        items.iter().find(of_it).unwrap().place.clone().unwrap()
    };
    let context = desk.window.ctx.clone();
    let event = Event::Decisions(DecisionsEvent::Settle(first.clone(), field));
    desk.window.state_mut().state.handle(&context, event);
    desk.window.run();
    desk.must_show("Two round bruises on the left arm.");
    assert!(desk.is_on(Role::TextInput, "When"), "{}", desk.text());
    desk.follow("Now: When");
    desk.press("Sign and save");
    desk.must_show("Signed.");
}

#[test]
fn a_draft_is_written_beside_an_earlier_decision_that_is_opened_and_left() {
    let (mut desk, _, first, _) = both();
    desk.press("Begin a decision");
    desk.answer(&crate::job::WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("Name", "Catherine Sample");
    desk.write("NHS number", "999 000 0018");
    crate::people::see_earlier(&mut desk);
    let link = open_link(&desk, &first);
    desk.follow(&link);
    desk.must_show("Two round bruises on the left arm.");
    desk.press("Back to your draft");
    assert_eq!(desk.written("Name"), "Catherine Sample");
}

#[test]
fn while_the_share_is_away_what_is_not_held_says_so_and_is_read_once_it_is_back() {
    let (mut desk, _, first, _) = both();
    desk.take_away();
    open(&mut desk, &first);
    desk.must_show("What it says could not be read, and no copy is in memory.");
    desk.must_not_show("Two round bruises");
    desk.put_back();
    open(&mut desk, &first);
    desk.must_show("Two round bruises on the left arm.");
    desk.must_not_show("could not be read");
}

#[test]
fn a_file_that_was_changed_behind_the_programs_back_is_seen_when_it_is_opened() {
    let (mut desk, _, first, _) = both();
    let file = desk
        .statements()
        .into_iter()
        .find(|path| path.to_string_lossy().contains(first.as_str()))
        .unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("Two round bruises", "Two square bruises")).unwrap();
    open(&mut desk, &first);
    desk.must_show("This file was changed after it was signed");
    desk.must_show("Its file has been changed, or is gone");
}

#[test]
fn a_case_whose_file_has_gone_is_shown_and_not_taken_up_from_what_is_left() {
    let (mut desk, _, first, _) = both();
    let file =
        desk.statements().into_iter().find(|path| path.to_string_lossy().contains(first.as_str()));
    std::fs::remove_file(file.unwrap()).unwrap();
    let event = Event::Decisions(DecisionsEvent::Reopen(first.clone()));
    let context = desk.window.ctx.clone();
    desk.window.state_mut().state.handle(&context, event);
    desk.window.run();
    assert!(desk.window.state().state.current_draft().is_none());
    desk.must_show("Its file has been changed, or is gone");
    desk.must_show("Read what is here first");
}
