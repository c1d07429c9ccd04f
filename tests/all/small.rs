//! At 1024 by 768 and twice the size, 512 by 384 points, nothing that is read or pressed is cut at a
//! side of the window, on any screen.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::NodeT as _;

use crate::desk::{Desk, Setup};
use crate::job::WITHOUT_CONSENT;
use crate::table::practice;

const SIZE: [f32; 2] = [512.0, 384.0];
const CTRL: Modifiers = Modifiers::COMMAND;

/// Everything with words that is within the window sideways, or is told with what it is.
fn must_not_be_cut(desk: &Desk, screen: &str) {
    let told = |node: &Node<'_>| {
        let said = node.accesskit_node();
        let is = matches!(
            said.role(),
            Role::Button
                | Role::CheckBox
                | Role::Heading
                | Role::Label
                | Role::Link
                | Role::ListItem
                | Role::MultilineTextInput
                | Role::RadioButton
                | Role::Tab
                | Role::TextInput
        );
        is && said.bounding_box().is_some()
    };
    for node in desk.every().into_iter().filter(told) {
        let (rect, said) = (node.rect(), node.accesskit_node());
        let within = rect.left() >= -0.5 && rect.right() <= SIZE[0] + 0.5;
        let name = said.label().or_else(|| said.value()).unwrap_or_default();
        assert!(within, "{screen}: {:?} {name:?} at {rect:?}", said.role());
    }
}

#[test]
fn no_screen_is_cut_at_a_side_at_1024_by_768_and_200_per_cent() {
    let mut desk = practice(SIZE, 2.0);
    for place in ["Home", "Decisions", "Guidance", "Review", "Contacts", "Settings"] {
        desk.go(place);
        must_not_be_cut(&desk, place);
    }
    for (_, page) in justified::app::help::HelpPage::ALL {
        desk.go("Settings");
        desk.follow(&format!("Help: {page}"));
        must_not_be_cut(&desk, page);
    }
    for panel in ["Add a filter", "Columns: choose which are shown", "Files"] {
        desk.go("Decisions");
        desk.follow(panel);
        must_not_be_cut(&desk, panel);
        desk.key(Key::Escape);
    }
    for (keys, screen) in [(Key::F9, "act now"), (Key::F1, "the keys of act now")] {
        desk.key(keys);
        must_not_be_cut(&desk, screen);
    }
}

#[test]
fn no_step_of_a_decision_is_cut_at_a_side_at_1024_by_768_and_200_per_cent() {
    let mut desk = Desk::with(Setup { size: SIZE, zoom: 2.0, ..Setup::default() });
    must_not_be_cut(&desk, "the first start");
    desk.press("Begin a decision");
    must_not_be_cut(&desk, "a question");
    desk.answer(&WITHOUT_CONSENT);
    must_not_be_cut(&desk, "the outcome");
    desk.press("Write the record");
    must_not_be_cut(&desk, "the record");
    desk.write("Name", "Robin Bartholomew-Featherstonehaugh Example-Ash of the Long Names");
    desk.keys(CTRL, Key::PageDown);
    must_not_be_cut(&desk, "the record with a long name");
    desk.press("Check and sign");
    must_not_be_cut(&desk, "check and sign");
    desk.write("Your name", "Dr Test Example");
    desk.press("Sign and save");
    desk.must_show("Signed.");
    must_not_be_cut(&desk, "a signed decision");
    desk.press("Add to it");
    must_not_be_cut(&desk, "what can be added");
    let row = desk.row_of("Text for");
    desk.press(&row);
    must_not_be_cut(&desk, "the text for the clinical record");
}
