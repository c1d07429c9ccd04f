//! The guide, what could go wrong, and what the program is: read from any screen, and left to where
//! one was.

use egui::accesskit::Role;
use egui::{Key, Modifiers};

use crate::desk::Desk;
use crate::job::WITHOUT_CONSENT;
use crate::signing::signed;

#[test]
fn the_guide_is_opened_from_the_keys_of_a_screen_and_left_to_where_one_was() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("Reasons for the decision", "The account does not fit.");
    desk.key(Key::F1);
    desk.must_show("Write down what you saw, whom you told, and why.");
    desk.press("Read the guide");
    assert_eq!(desk.title(), "For the GP");
    desk.must_show("If a child is in danger now");
    assert!(desk.is_on(Role::Heading, "For the GP"), "{}", desk.text());
    desk.key(Key::Backspace);
    assert_eq!(desk.written("Reasons for the decision"), "The account does not fit.");
}

#[test]
fn whoever_reviews_is_led_to_the_guide_of_the_named_doctor() {
    let mut desk = Desk::new();
    desk.go("Review");
    desk.key(Key::F1);
    desk.press("Read the guide");
    assert_eq!(desk.title(), "For the named doctor");
    desk.press("Back");
    assert_eq!(desk.title(), "Review");
}

#[test]
fn what_could_go_wrong_says_of_each_hazard_what_is_done_and_what_is_left() {
    let mut desk = Desk::new();
    desk.go("Settings");
    desk.follow("Help: What could go wrong");
    desk.must_show("Nothing a person typed is lost");
    desk.must_not_show("What is left");
    let hazard = desk.row_of("are gone after a crash");
    desk.press(&hazard);
    desk.must_show("What is left");
    desk.must_show("Done against it");
    desk.press(&hazard);
    desk.must_not_show("What is left");
}

#[test]
fn what_the_program_is_not_is_said_under_about() {
    let mut desk = Desk::new();
    desk.go("Settings");
    desk.follow("Help: About");
    desk.must_show("It is not for real patients yet.");
    desk.must_show("It is no certified medical device");
    for page in ["For the practice manager", "For IT", "For the GP"] {
        desk.choose(page);
        assert_eq!(desk.title(), page);
    }
}

#[test]
fn the_guide_is_read_while_the_register_is_locked() {
    let mut desk = signed("Quillon Zaffre");
    desk.keys(Modifiers::COMMAND, Key::L);
    desk.key(Key::F1);
    desk.press("Read the guide");
    assert_eq!(desk.title(), "For the GP");
    desk.must_not_show("Quillon");
}
