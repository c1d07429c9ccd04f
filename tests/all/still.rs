//! Nothing moves, and no press lands on what has only just arrived.

use std::collections::BTreeMap;

use egui::accesskit::Role;
use egui::{Key, Modifiers, PointerButton, Pos2};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::body;
use crate::desk::{Desk, Setup};
use crate::job::WITHOUT_CONSENT;
use crate::signing::signed;

/// Where everything with a name is, by its role, its name and how many of them came before.
fn places(desk: &Desk) -> BTreeMap<(String, String, usize), egui::Rect> {
    let mut places = BTreeMap::new();
    for node in desk.every() {
        let said = node.accesskit_node();
        let name = said.label().or_else(|| said.value()).unwrap_or_default();
        let role = format!("{:?}", said.role());
        // What says something is what comes; the clock of the last saving is no place.
        let comes = matches!(said.role(), Role::Status | Role::TextRun)
            || name.starts_with("saved ")
            || name == "Not saved yet";
        if !name.is_empty() && !comes && said.bounding_box().is_some() {
            let same = places.keys().filter(|(a, b, _)| (a, b) == (&role, &name)).count();
            places.insert((role, name, same), node.rect());
        }
    }
    places
}

/// Whatever was there before is there after, to the point.
fn must_be_still(before: &BTreeMap<(String, String, usize), egui::Rect>, desk: &Desk, why: &str) {
    let after = places(desk);
    for (what, rect) in before {
        let now = after.get(what).unwrap_or_else(|| panic!("{why}: {what:?} is gone"));
        let moved = (now.min - rect.min).length().max((now.max - rect.max).length());
        assert!(moved < 0.5, "{why}: {what:?} moved from {rect:?} to {now:?}");
    }
}

#[test]
fn what_is_said_after_a_copy_moves_nothing_on_the_page() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("Name", "Robin Example");
    desk.press("Check and sign");
    desk.press("Text for the record of Robin Example");
    let before = places(&desk);
    desk.press_and_copy("Copy for the record of Robin Example");
    desk.window.run();
    must_be_still(&before, &desk, "copied");
}

#[test]
fn a_notice_comes_and_goes_over_the_page_and_moves_nothing_on_it() {
    let mut desk = Desk::new();
    desk.go("Settings");
    desk.write("Folder", "not a whole path");
    desk.window.get_by_label("Use this folder").scroll_to_me();
    desk.window.run();
    let before = places(&desk);
    desk.press("Use this folder");
    desk.must_show("Write the full path of the folder.");
    must_be_still(&before, &desk, "a notice came");
    desk.follow("Close this message");
    desk.must_not_show("Write the full path of the folder.");
    must_be_still(&before, &desk, "a notice went");
}

#[test]
fn saving_moves_nothing_on_the_page() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("Name", "Robin Example");
    let before = places(&desk);
    desk.wait(std::time::Duration::from_secs(2));
    desk.must_show("saved 10:42");
    must_be_still(&before, &desk, "saved");
}

/// The one place from which what happened is announced, and what it says.
fn announced(desk: &Desk) -> String {
    let statuses = desk.window.get_all_by_role(Role::Status);
    let mut live = statuses.filter_map(|node| node.accesskit_node().label());
    live.rfind(|name| !name.starts_with("saved")).unwrap_or_default()
}

#[test]
fn what_happened_is_announced_in_the_words_that_are_shown() {
    let desk = signed("Testa Example");
    assert_eq!(announced(&desk), "Signed. The file was written, read back and checked.");
    let mut desk = Desk::new();
    desk.go("Settings");
    assert_eq!(announced(&desk), "No message");
    desk.write("Folder", "not a whole path");
    desk.press("Use this folder");
    assert_eq!(announced(&desk), "Write the full path of the folder.");
}

fn centre(node: &Node<'_>) -> Pos2 {
    node.rect().center()
}

/// A press and its end, without a move before it, in one frame of a hundredth of a second each.
fn click_at(desk: &mut Desk, pos: Pos2) {
    for pressed in [true, false] {
        let modifiers = Modifiers::NONE;
        let button = PointerButton::Primary;
        frame(desk, vec![egui::Event::PointerButton { pos, button, pressed, modifiers }]);
    }
}

/// One frame, a hundredth of a second after the one before.
fn frame(desk: &mut Desk, events: Vec<egui::Event>) {
    let now = desk.window.ctx.input(|input| input.time);
    let input = desk.window.input_mut();
    input.time = Some(now + 0.01);
    input.events.extend(events);
    desk.window.step();
}

fn frames(desk: &mut Desk, seconds: f64) {
    let from = desk.window.ctx.input(|input| input.time);
    while desk.window.ctx.input(|input| input.time) < from + seconds {
        frame(desk, vec![]);
    }
}

/// At the second question, with an answer picked, the pointer over "Continue".
fn over_continue() -> (Desk, Pos2) {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.choose("I am worried about a child");
    let pos = centre(&desk.window.get_by_role_and_label(Role::Button, "Continue"));
    frame(&mut desk, vec![egui::Event::PointerMoved(pos)]);
    frames(&mut desk, 0.5);
    (desk, pos)
}

#[test]
fn a_doubled_click_on_continue_goes_through_one_question() {
    let (mut desk, pos) = over_continue();
    click_at(&mut desk, pos);
    click_at(&mut desk, pos);
    frames(&mut desk, 0.5);
    assert_eq!(desk.title(), "How worried are you?");
    // What was picked there already waits for a press of its own.
    desk.choose("I think a child is being abused or neglected, or is at risk of it");
    frame(&mut desk, vec![egui::Event::PointerMoved(pos)]);
    frames(&mut desk, 0.5);
    click_at(&mut desk, pos);
    frames(&mut desk, 0.1);
    assert_ne!(desk.title(), "How worried are you?", "after a moment it takes the press");
}

#[test]
fn what_comes_under_the_pointer_takes_no_press_until_it_can_have_been_seen() {
    for (rests, taken) in [(0.05, false), (0.2, false), (0.4, true)] {
        let (mut desk, _) = over_continue();
        // By a key the next question comes; the pointer rests where an answer of it will be.
        let (mut there, _) = over_continue();
        there.press("Continue");
        let first = "I think a child is being abused or neglected, or is at risk of it";
        let pos = centre(&there.window.get_by_role_and_label(Role::RadioButton, first));
        frame(&mut desk, vec![egui::Event::PointerMoved(pos)]);
        frames(&mut desk, 0.5);
        let modifiers = Modifiers::NONE;
        for pressed in [true, false] {
            let key = Key::Enter;
            let physical_key = None;
            let repeat = false;
            let event = egui::Event::Key { key, physical_key, pressed, repeat, modifiers };
            frame(&mut desk, vec![event]);
        }
        assert_eq!(desk.title(), "How worried are you?");
        frames(&mut desk, rests);
        click_at(&mut desk, pos);
        frames(&mut desk, 0.1);
        let mut answers = desk.window.get_all_by_role(Role::RadioButton);
        let on = Some(egui::accesskit::Toggled::True);
        let chosen = answers.any(|one| one.accesskit_node().toggled() == on);
        assert_eq!(chosen, taken, "{rests} seconds after it came");
    }
}

/// Ctrl+Enter goes down and up, as fast as a hand can.
fn ctrl_enter(desk: &mut Desk, repeat: bool) {
    let (key, physical_key, modifiers) = (Key::Enter, None, Modifiers::COMMAND);
    frame(desk, vec![egui::Event::Key { key, physical_key, pressed: true, repeat, modifiers }]);
    if !repeat {
        let pressed = false;
        frame(desk, vec![egui::Event::Key { key, physical_key, pressed, repeat, modifiers }]);
    }
}

#[test]
fn ctrl_enter_held_or_doubled_goes_through_one_screen() {
    for held in [false, true] {
        let mut desk = Desk::new();
        desk.press("Begin a decision");
        desk.answer(&WITHOUT_CONSENT);
        ctrl_enter(&mut desk, false);
        for _ in 0..5 {
            ctrl_enter(&mut desk, held);
        }
        let record = desk.state().current_draft().unwrap().work().unwrap().place.clone();
        assert!(matches!(record, justified::record::Place::Record(_)), "held {held}: {record:?}");
    }
}

#[test]
fn ctrl_enter_doubled_or_held_on_the_record_signs_nothing_unseen() {
    let mut desk = Desk::new();
    desk.give_name("Dr Test Example");
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    for held in [false, true, true, false] {
        ctrl_enter(&mut desk, held);
        // As slow as a double click may be.
        frames(&mut desk, 0.1);
    }
    assert_eq!(desk.statements().len(), 0);
    frames(&mut desk, 0.6);
    ctrl_enter(&mut desk, false);
    desk.wait(std::time::Duration::from_secs(1));
    assert_eq!(desk.statements().len(), 1);
}

#[test]
fn what_has_the_keyboard_is_scrolled_clear_of_a_notice() {
    let mut desk = Desk::new();
    desk.go("Settings");
    desk.write("Folder", "not a whole path");
    desk.press("Use this folder");
    let notice = desk.window.get_by_label("Write the full path of the folder.").rect();
    for _ in 0..12 {
        desk.key(Key::Tab);
        let node = desk.every().into_iter().find(Node::is_focused).unwrap();
        let name = node.accesskit_node().label().unwrap_or_default();
        let hidden = notice.expand(12.0).contains_rect(node.rect());
        assert!(!hidden || name == "Close this message", "{name} is under the notice");
    }
}

#[test]
fn each_name_holds_the_words_that_are_shown() {
    let mut desk = signed("Testa Example");
    desk.press("Add to it");
    for place in ["Home", "Decisions", "Guidance", "Contacts", "Settings"] {
        desk.go(place);
    }
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.press("Check and sign");
    desk.keys(Modifiers::NONE, Key::F9);
    assert_eq!(justified::app::widgets::misnamed(), [""; 0]);
}

#[test]
fn a_chip_that_is_ticked_moves_none_of_those_beside_it() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&["I am worried about a child"]);
    desk.choose("Something is not right");
    // Twice: it is scrolled to then.
    for _ in 0..2 {
        desk.tick("None of these");
    }
    let before = places(&desk);
    desk.tick("None of these");
    must_be_still(&before, &desk, "“None of these” was ticked");
    desk.tick("None of these");
    must_be_still(&before, &desk, "its tick was taken back");
}

#[test]
fn what_was_copied_is_not_said_of_another_text() {
    let mut desk = signed("Testa Example");
    desk.press("Text for the record of Testa Example");
    desk.press("Copy for the record of Testa Example");
    desk.must_show("Copied for the record of Testa Example.");
    desk.choose("Full text");
    desk.must_not_show("Copied for the record of Testa Example.");
}

/// Presses here as soon as this was done, and again after a moment; what the desk says then.
fn pressed_at_once_and_later<R: std::fmt::Debug>(
    desk: &mut Desk,
    pos: Pos2,
    brings: impl FnOnce(&mut Desk),
    look: impl Fn(&Desk) -> R,
) -> [R; 2] {
    frame(desk, vec![egui::Event::PointerMoved(pos)]);
    frames(desk, 0.5);
    brings(desk);
    frame(desk, vec![]);
    click_at(desk, pos);
    frames(desk, 0.1);
    let at_once = look(desk);
    frames(desk, 0.5);
    click_at(desk, pos);
    frames(desk, 0.1);
    [at_once, look(desk)]
}

/// A key goes down and up, in frames of a hundredth of a second.
fn strike(desk: &mut Desk, modifiers: Modifiers, key: Key) {
    for pressed in [true, false] {
        let (physical_key, repeat) = (None, false);
        frame(desk, vec![egui::Event::Key { key, physical_key, pressed, repeat, modifiers }]);
    }
}

#[test]
fn a_row_that_has_just_come_under_the_pointer_is_not_chosen() {
    let at = |desk: &Desk| desk.state().screens.list.at;
    let mut desk = crate::training::trained();
    desk.go("Decisions");
    let rows: Vec<_> = desk.window.get_all_by_role(Role::ListItem).map(|row| row.rect()).collect();
    let pos = rows[6].center();
    let other = |desk: &mut Desk| strike(desk, Modifiers::COMMAND, Key::Num3);
    desk.go("Settings");
    assert_eq!(pressed_at_once_and_later(&mut desk, pos, other, at), [0, 6]);
}

#[test]
fn a_box_of_the_path_that_has_just_come_under_the_pointer_leads_nowhere() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT[..2]);
    desk.press("Show the path");
    let first = "Go back to: What has brought you here?, answered I am worried about a child";
    let pos = centre(&desk.window.get_by_label(first));
    strike(&mut desk, Modifiers::NONE, Key::Escape);
    let shown = |desk: &Desk| desk.title();
    let opened = |desk: &mut Desk| strike(desk, Modifiers::COMMAND, Key::M);
    let [at_once, later] = pressed_at_once_and_later(&mut desk, pos, opened, shown);
    assert_eq!(at_once, "The path");
    assert_eq!(later, "What has brought you here?");
}

#[test]
fn a_press_on_a_body_that_has_just_come_puts_no_mark() {
    let mut desk = body::at_the_record(Setup::default());
    body::look_at(&mut desk, body::FRONT);
    let pos = body::on_screen(&desk, body::FRONT, body::FOREARM);
    let marks =
        |desk: &Desk| desk.state().current_draft().unwrap().work().unwrap().record.marks.len();
    strike(&mut desk, Modifiers::COMMAND, Key::Num7);
    let back = |desk: &mut Desk| strike(desk, Modifiers::COMMAND, Key::Num2);
    assert_eq!(pressed_at_once_and_later(&mut desk, pos, back, marks), [0, 1]);
}

#[test]
fn a_reference_in_a_text_that_has_just_come_under_the_pointer_opens_nothing() {
    let mut desk = Desk::new();
    desk.go("Guidance");
    desk.window.run();
    let name = "Footnote * of PCYP ¶47";
    let open = |desk: &Desk| {
        let mark = desk.window.get_by_role_and_label(Role::Button, name);
        mark.accesskit_node().data().is_expanded().unwrap()
    };
    let pos = centre(&desk.window.get_by_role_and_label(Role::Button, name));
    strike(&mut desk, Modifiers::COMMAND, Key::Num7);
    let back = |desk: &mut Desk| strike(desk, Modifiers::COMMAND, Key::Num4);
    assert_eq!(pressed_at_once_and_later(&mut desk, pos, back, open), [false, true]);
}

#[test]
fn what_is_asked_once_more_moves_nothing_that_stands_above_it() {
    let mut desk = signed("Testa Example");
    desk.press("Add to it");
    desk.press("Entered in error");
    desk.choose("Wrong patient");
    desk.write("In your own words", "It is about her sister.");
    frames(&mut desk, 1.0);
    let field = |desk: &Desk| desk.field("In your own words").rect();
    let (before, at) = (field(&desk), centre(&desk.window.get_by_label("Sign and save")));
    click_at(&mut desk, at);
    frames(&mut desk, 1.0);
    desk.must_show("Take this decision from view?");
    assert_eq!(field(&desk), before);
    let sure = desk.window.get_by_label("Sign, and take it from view").rect();
    let foot = desk.window.get_by_label("All decisions").rect();
    assert!(sure.bottom() < foot.top(), "{sure:?} {foot:?}");
}
