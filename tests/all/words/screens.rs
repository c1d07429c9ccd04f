//! What is said on the screens that a test draws.

use egui::accesskit::Role;
use egui_kittest::kittest::NodeT as _;

use super::must_be_said;
use crate::desk::Desk;

/// Every name on the screen as a screen reader finds it, without what somebody typed.
fn names(desk: &Desk, is_wanted: impl Fn(Role) -> bool) -> String {
    let nodes = desk.window.root().children_recursive();
    let names = nodes.filter_map(|node| {
        let node = node.accesskit_node();
        let value = || if node.is_text_input() { None } else { node.value() };
        is_wanted(node.role()).then(|| node.label().or_else(value)).flatten()
    });
    names.collect::<Vec<_>>().join("\n")
}

/// Fails where something to press, or a heading, is called by a word of the list. Each press of
/// each test asks it, on whatever screen it is.
#[track_caller]
pub fn what_is_pressed_must_be_said(desk: &Desk) {
    let is_ours = |role| {
        matches!(role, Role::Button | Role::Link | Role::Tab | Role::CheckBox | Role::Heading)
    };
    must_be_said(&names(desk, is_ours));
}

/// Fails where any name on the screen has a word of the list.
#[track_caller]
pub fn must_read(desk: &Desk) {
    must_be_said(&names(desk, |_| true));
}

#[test]
fn every_name_on_the_way_from_the_first_start_to_a_signed_decision_is_said_aloud() {
    let mut desk = Desk::new();
    must_read(&desk);
    desk.press("Begin a decision");
    for key in [egui::Key::Num2, egui::Key::Enter, egui::Key::Num1, egui::Key::Enter] {
        desk.key(key);
        must_read(&desk);
    }
    desk.press("More about this");
    must_read(&desk);
    desk.press("Show the path");
    must_read(&desk);
    desk.press("Read the path as text");
    must_read(&desk);
    desk.key(egui::Key::Escape);
    desk.key(egui::Key::Num1);
    desk.key(egui::Key::Enter);
    must_read(&desk);
    desk.press("Decide differently…");
    must_read(&desk);
    desk.press("Follow the outcome after all");
    desk.press("Write the record");
    must_read(&desk);
    desk.press("Check and sign");
    must_read(&desk);
    desk.go("Settings");
    must_read(&desk);
    desk.write("Name", "Dr Anna Example");
    desk.go("Decide");
    desk.press("Sign and save");
    must_read(&desk);
    desk.press("Add to it");
    must_read(&desk);
    for kind in ["Add a note", "Follow-up", "Hand over", "Review"] {
        desk.press(kind);
        must_read(&desk);
        desk.follow("Discard what you have written here");
        desk.press("Add to it");
    }
    for place in ["Decisions", "Guidance", "Contacts", "Home"] {
        desk.go(place);
        must_read(&desk);
    }
    desk.key(egui::Key::F9);
    must_read(&desk);
}
