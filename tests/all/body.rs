//! Injuries marked on the outline of the body: by the pointer and by the keyboard, described,
//! signed, and read again.

use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, vec2};
use egui_kittest::kittest::Queryable as _;
use justified::app::theme;
use justified::record::{Mark, Statement, ViewId};

use crate::desk::{Desk, Setup, read};
use crate::job::WITHOUT_CONSENT;
use crate::kinds::correct;
use crate::removed::aside_lines;

pub const FRONT: &str = "Outline of the body: front.";
pub const FOREARM: (u16, u16) = (790, 900);

/// A desk at the record of a new decision.
pub fn at_the_record(setup: Setup) -> Desk {
    let mut desk = Desk::with(setup);
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.must_not_show("Outline of the body");
    desk.open("Marks on the body");
    assert!(desk.is_on(Role::Button, "+ Mark by name"));
    desk
}

#[test]
fn with_several_children_the_keyboard_goes_to_whose_marks_which_comes_first() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("Name", "Robin Example");
    desk.press("+ Another child");
    desk.type_in("Kim Example");
    desk.open("Marks on the body");
    assert!(desk.is_on(Role::RadioButton, "Robin Example"), "{}", desk.text());
    desk.key(Key::ArrowDown);
    assert!(desk.is_on(Role::RadioButton, "Kim Example"), "{}", desk.text());
}

#[test]
fn a_mark_that_was_just_put_is_not_reproached_for_its_size_until_that_is_left() {
    let mut desk = at_the_record(Setup::default());
    press_at(&mut desk, FRONT, FOREARM);
    assert!(desk.is_on(Role::TextInput, "Size in cm"), "{}", desk.text());
    desk.must_not_show("No size yet.");
    desk.key(Key::Tab);
    desk.must_show("No size yet.");
}

/// Where a point of the picture on the screen is, which is 1000 wide.
pub fn on_screen(desk: &Desk, picture: &str, at: (u16, u16)) -> Pos2 {
    let rect = desk.window.get_by(|node| {
        node.role() == Role::Image && node.label().is_some_and(|name| name.starts_with(picture))
    });
    let rect = rect.rect();
    rect.min + vec2(f32::from(at.0), f32::from(at.1)) * rect.width() / 1000.0
}

/// Brings the picture into sight.
pub fn look_at(desk: &mut Desk, picture: &str) {
    let is_it = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.role() == Role::Image && node.label().is_some_and(|name| name.starts_with(picture))
    };
    if desk.window.query_by(is_it).is_none() {
        desk.open("Marks on the body");
    }
    desk.window.get_by(is_it).scroll_to_me();
    desk.window.run();
}

/// Presses the body here.
fn press_at(desk: &mut Desk, picture: &str, at: (u16, u16)) {
    look_at(desk, picture);
    let at = on_screen(desk, picture, at);
    desk.window.hover_at(at);
    desk.window.drag_at(at);
    desk.window.drop_at(at);
    desk.window.run();
    desk.window.run();
}

/// The marks as they are saved.
fn marks(desk: &mut Desk) -> Vec<Mark> {
    desk.wait(Duration::from_secs(2));
    desk.draft().record.marks
}

#[test]
fn a_press_on_the_body_puts_a_mark_there_and_a_press_beside_it_none() {
    let mut desk = at_the_record(Setup::default());
    press_at(&mut desk, FRONT, (30, 1900));
    assert_eq!(marks(&mut desk), []);
    press_at(&mut desk, FRONT, FOREARM);
    // The keyboard is in the first field of it.
    desk.type_in("2");
    desk.write("Colour", "yellow");
    desk.write("Shape", "round");
    desk.write("What it is, and what else was seen", "A bruise?");
    let made = marks(&mut desk);
    assert_eq!(made.len(), 1);
    assert_eq!((made[0].view, made[0].site.as_str()), (ViewId::Front, "left forearm"));
    assert!(made[0].at.0.abs_diff(790) < 4 && made[0].at.1.abs_diff(900) < 4, "{:?}", made[0].at);
    assert_eq!(made[0].in_words(), "Left forearm, front: 2 cm, yellow, round. A bruise?");
    // When it was seen and by whom is asked, not filled in.
    assert!(made[0].when.is_blank() && made[0].source.is_empty());
    assert_eq!(made[0].child, Some(desk.draft().record.children[0].id.clone()));
    desk.must_show("Mark 1: Left forearm, front: 2 cm, yellow, round. A bruise?");
}

#[test]
fn a_mark_is_put_and_moved_by_the_keyboard_alone() {
    let mut desk = at_the_record(Setup::default());
    desk.key(Key::Enter);
    desk.tab_to(Role::Link, "Put a mark here: right shoulder");
    desk.key(Key::Enter);
    desk.window.run();
    desk.type_in("1.5 x 2");
    let before = marks(&mut desk).remove(0);
    assert_eq!((before.site.as_str(), before.size.as_str()), ("right shoulder", "1.5 x 2"));
    let name = "Mark 1: Right shoulder, front: 1.5 x 2 cm.";
    let dot = desk.window.get_all_by_role_and_label(Role::Button, name).next().unwrap();
    dot.focus();
    desk.window.run();
    desk.key(Key::ArrowDown);
    desk.keys(Modifiers::SHIFT, Key::ArrowRight);
    let after = marks(&mut desk).remove(0);
    assert_eq!(after.at, (before.at.0 + 2, before.at.1 + 10));
    // It is moved off the shoulder, and called what it stands on.
    for _ in 0..8 {
        desk.key(Key::ArrowDown);
    }
    assert_eq!(marks(&mut desk).remove(0).site, "right upper arm");
    // And never off the body.
    for _ in 0..10 {
        desk.key(Key::ArrowLeft);
    }
    let last = marks(&mut desk).remove(0);
    assert!(last.at.0 > 200, "{:?}", last.at);
}

#[test]
fn a_mark_is_dragged_and_stays_where_it_left_the_body() {
    let mut desk = at_the_record(Setup::default());
    press_at(&mut desk, FRONT, (420, 600));
    look_at(&mut desk, FRONT);
    let from = on_screen(&desk, FRONT, (420, 600));
    let to = on_screen(&desk, FRONT, (580, 800));
    let off = on_screen(&desk, FRONT, (960, 1900));
    desk.window.hover_at(from);
    desk.window.drag_at(from);
    desk.window.run();
    desk.window.hover_at(to);
    desk.window.run();
    desk.window.hover_at(off);
    desk.window.run();
    desk.window.drop_at(off);
    desk.window.run();
    let made = marks(&mut desk);
    assert_eq!(made.len(), 1, "dragging puts no other");
    assert_eq!(made[0].site, "left abdomen");
    assert!(made[0].at.0.abs_diff(580) < 4 && made[0].at.1.abs_diff(800) < 4, "{:?}", made[0].at);
}

#[test]
fn each_of_two_children_has_its_own_marks() {
    let mut desk = at_the_record(Setup::default());
    desk.write("Name", "Testa Example");
    desk.press("+ Another child");
    desk.type_in("Mock Example");
    press_at(&mut desk, FRONT, FOREARM);
    desk.must_show("Say which child.");
    assert_eq!(marks(&mut desk)[0].child, None);
    let children = desk.draft().record.children;
    let choices = |desk: &Desk| {
        desk.window
            .get_all_by_role_and_label(Role::RadioButton, "Mock Example")
            .map(|node| node.rect().center())
            .collect::<Vec<_>>()
    };
    // The upper one says whose marks are looked at, the lower one whose this mark is.
    let of_the_mark = choices(&desk)[1];
    desk.window.hover_at(of_the_mark);
    desk.window.drag_at(of_the_mark);
    desk.window.drop_at(of_the_mark);
    desk.window.run();
    assert_eq!(marks(&mut desk)[0].child, Some(children[1].id.clone()));
    desk.must_not_show("Say which child.");
    desk.must_show("Mark 1 (Mock Example): Left forearm, front.");
    look_at(&mut desk, FRONT);
    let whose = |desk: &Desk| {
        let mut all = desk.window.get_all_by_role_and_label(Role::RadioButton, "Testa Example");
        all.next().unwrap().scroll_to_me();
    };
    whose(&desk);
    desk.window.run();
    let upper = desk
        .window
        .get_all_by_role_and_label(Role::RadioButton, "Testa Example")
        .next()
        .map(|node| node.rect().center())
        .unwrap();
    desk.window.hover_at(upper);
    desk.window.drag_at(upper);
    desk.window.drop_at(upper);
    desk.window.run();
    desk.must_show("Outline of the body: front. No marks on it.");
    press_at(&mut desk, FRONT, (420, 600));
    assert_eq!(marks(&mut desk)[1].child, Some(children[0].id.clone()));
}

#[test]
fn a_mark_that_is_taken_out_is_set_aside_with_its_words() {
    let mut desk = at_the_record(Setup::default());
    press_at(&mut desk, FRONT, FOREARM);
    desk.type_in("2");
    desk.write("Colour", "yellow");
    desk.follow("Remove: Mark 1");
    assert_eq!(marks(&mut desk), []);
    let aside = aside_lines(&desk).join(" ");
    assert!(aside.contains("Left forearm, front") && aside.contains("yellow"), "{aside}");
    assert!(desk.is_on(Role::Button, "+ Mark by name"), "the keyboard stays near");
}

#[test]
fn what_is_signed_shows_the_picture_and_says_the_marks_in_words() {
    let mut desk = at_the_record(Setup::default());
    press_at(&mut desk, FRONT, FOREARM);
    desk.type_in("2");
    desk.write("Colour", "yellow");
    desk.choose("Head, left side");
    press_at(&mut desk, "Outline of the body: head from the left.", (600, 700));
    desk.write("Shape", "linear");
    desk.press("Check and sign");
    desk.must_show("Left forearm, front");
    desk.must_show("Left ear, head from the left");
    desk.sign("Dr Test Example");
    desk.unfold_all();
    desk.must_show("Outline of the body: front. One mark on it.");
    desk.must_show("Outline of the body: head from the left. One mark on it.");
    desk.must_show("Mark 2: Left ear, head from the left: linear.");
    let copied = desk.copy_text_for("the clinical record", "the record of the child");
    let line = "Mark 1: Left forearm, front: 2 cm, yellow.";
    assert!(copied.contains(line), "{copied}");
    let signed: Statement = read(&desk.statements()[0]);
    let shown = crate::desk::shown(&signed);
    for words in ["Mark 1", "Left forearm, front", "2 cm", "yellow", "Mark 2", "linear"] {
        assert!(shown.contains(words), "{words}:\n{shown}");
    }
    desk.must_verify(1);
}

#[test]
fn the_picture_of_a_mark_that_was_corrected_says_what_stands_now() {
    let mut desk = at_the_record(Setup::default());
    press_at(&mut desk, FRONT, FOREARM);
    desk.type_in("2");
    desk.write("Colour", "yellow");
    desk.sign("Dr Test Example");
    desk.unfold_all();
    let dot = |colour: &str| format!("Mark 1: Left forearm, front: 2 cm, {colour}.");
    desk.must_show(&dot("yellow"));
    correct(&mut desk, "Concern: Colour", "green");
    desk.must_show(&dot("green"));
    desk.must_not_show(&dot("yellow"));
}

#[test]
fn every_ink_of_the_picture_is_listed_and_tested() {
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        let mut desk = at_the_record(Setup { theme, ..Setup::default() });
        press_at(&mut desk, FRONT, FOREARM);
        desk.sign("Dr Test Example");
        desk.unfold_all();
        assert_eq!(theme::unlisted_pairs(), []);
    }
}

#[test]
fn injuries_close_together_are_put_from_the_disc_and_each_is_reached_by_a_press_on_it() {
    let mut desk = at_the_record(Setup::default());
    press_at(&mut desk, FRONT, FOREARM);
    desk.write("Size in cm", "1");
    press_at(&mut desk, FRONT, FOREARM);
    assert_eq!(marks(&mut desk).len(), 1, "a press on a disc opens it");
    desk.press("+ Another mark here, at mark 1");
    desk.write("Size in cm", "2");
    let made = marks(&mut desk);
    assert_eq!(made.len(), 2);
    assert_eq!(made[0].at, made[1].at);
    let open = |desk: &mut Desk| desk.written("Size in cm");
    press_at(&mut desk, FRONT, FOREARM);
    assert_eq!(open(&mut desk), "1");
    press_at(&mut desk, FRONT, FOREARM);
    assert_eq!(open(&mut desk), "2");
}
