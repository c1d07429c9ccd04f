//! What the hands do: where the keyboard is after each step, what a key takes, what is pressed
//! by accident, and how lists and pages are gone through by keys.

use std::path::Path;
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::desk::{Desk, Setup};
use crate::job::WITHOUT_CONSENT;
use crate::signing::signed;

/// The role and the name of what has the keyboard.
pub fn focused(desk: &Desk) -> (Role, String) {
    let node = desk.every().into_iter().find(Node::is_focused);
    let node = node.unwrap_or_else(|| panic!("nothing has the keyboard:\n{}", desk.text()));
    let node = node.accesskit_node();
    (node.role(), node.label().unwrap_or_default())
}

/// The keyboard is on the title, and the title is this.
fn is_on_title(desk: &Desk, title: &str) {
    assert_eq!(focused(desk), (Role::Heading, title.to_owned()));
}

/// A key goes down, as the system tells it: with its text, and again if it is held.
fn down(desk: &mut Desk, held: Modifiers, key: Key, text: Option<&str>) {
    // In one frame, as the system does.
    let events = &mut desk.window.input_mut().events;
    events.push(Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: held,
    });
    events.extend(text.map(|text| Event::Text(text.to_owned())));
    desk.window.run();
}

fn to_the_record(desk: &mut Desk) {
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
}

#[test]
fn on_each_question_the_keyboard_is_on_its_title_and_tab_reaches_the_first_answer() {
    let mut desk = Desk::new();
    // The first start asks who works here.
    assert_eq!(focused(&desk), (Role::TextInput, "Name".to_owned()));
    for (keys, title, first) in [
        (vec![], "What has brought you here?", "A child is in danger now"),
        (
            vec![Key::Num2, Key::Enter],
            "How worried are you?",
            "I think a child is being abused or neglected, or is at risk of it",
        ),
    ] {
        if keys.is_empty() {
            desk.keys(Modifiers::COMMAND, Key::N);
        }
        for key in keys {
            desk.key(key);
        }
        is_on_title(&desk, title);
        desk.key(Key::Tab);
        if focused(&desk).0 == Role::Button {
            // What is to be read before a lesser concern is chosen.
            desk.key(Key::Tab);
        }
        assert_eq!(focused(&desk), (Role::RadioButton, first.to_owned()));
    }
}

#[test]
fn a_number_key_puts_the_keyboard_on_what_it_picks_and_enter_goes_on() {
    let mut desk = Desk::new();
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.key(Key::Num2);
    assert_eq!(focused(&desk), (Role::RadioButton, "I am worried about a child".to_owned()));
    desk.key(Key::Enter);
    assert_eq!(focused(&desk).0, Role::Heading);
}

#[test]
fn every_screen_begins_at_its_title_or_in_the_first_field_of_its_form() {
    let mut desk = signed("Testa Example");
    let headline = desk.title();
    is_on_title(&desk, &headline);
    for (place, title) in
        [("Decisions", "Decisions"), ("Contacts", "Contacts"), ("Settings", "Settings")]
    {
        desk.go(place);
        is_on_title(&desk, title);
    }
    desk.go("Home");
    is_on_title(&desk, "Home");
    to_the_record(&mut desk);
    assert_eq!(focused(&desk).0, Role::TextInput, "the first field of the record");
    desk.press("Check and sign");
    let headline = desk.title();
    is_on_title(&desk, &headline);
    desk.go("Contacts");
    desk.press("Add: Police");
    assert_eq!(focused(&desk), (Role::TextInput, "Name of the person or desk".to_owned()));
    desk.go("Decide");
    is_on_title(&desk, &headline);
}

#[test]
fn whoever_comes_back_to_the_record_is_in_the_field_that_was_left() {
    let mut desk = Desk::new();
    to_the_record(&mut desk);
    desk.write("Reasons for the decision", "one");
    desk.go("Guidance");
    desk.go("Decide");
    assert_eq!(focused(&desk).1, "Reasons for the decision");
}

#[test]
fn whoever_comes_back_to_a_text_longer_than_the_window_sees_where_it_begins() {
    let mut desk = Desk::new();
    to_the_record(&mut desk);
    desk.write("Reasons for the decision", "one");
    let hand = desk.window.state_mut().state.current_draft_mut().unwrap();
    hand.work_mut().unwrap().record.reasons = "The arm was looked at. ".repeat(2_000);
    desk.go("Guidance");
    desk.go("Decide");
    desk.wait(Duration::from_secs(1));
    let node = desk.every().into_iter().find(Node::is_focused).unwrap();
    let top = node.rect().top();
    assert!((0.0..400.0).contains(&top), "{:?}", node.rect());
}

#[test]
fn the_bars_come_last_and_the_red_button_after_everything() {
    for size in [[1280.0, 800.0], [800.0, 600.0]] {
        let mut desk = Desk::with(Setup { size, ..Setup::default() });
        desk.go("Contacts");
        let mut order = Vec::new();
        for _ in 0..200 {
            desk.key(Key::Tab);
            order.push(focused(&desk));
            if order.last().unwrap().1 == "Child in danger now" {
                break;
            }
        }
        let at = |name: &str| order.iter().position(|(_, label)| label == name).unwrap();
        let first_of_rail = order.iter().position(|(role, _)| *role == Role::Tab).unwrap();
        assert!(first_of_rail > 3, "the content comes first");
        assert!(at("Search") > at("Settings"), "{order:?}");
        assert_eq!(at("Child in danger now"), order.len() - 1);
        desk.key(Key::Tab);
        assert_eq!(focused(&desk), order[0], "and then the content again");
    }
}

#[test]
fn tab_and_space_in_a_new_draft_never_press_the_red_button() {
    let mut desk = Desk::new();
    desk.keys(Modifiers::COMMAND, Key::N);
    for _ in 0..4 {
        desk.key(Key::Tab);
        desk.key(Key::Space);
        assert_ne!(desk.title(), "Get help now");
    }
}

#[test]
fn the_red_button_works_by_space_enter_and_the_press_of_an_assistive_tool() {
    for way in ["Space", "Enter", "tool"] {
        let mut desk = Desk::new();
        desk.tab_to(Role::Button, "Child in danger now");
        match way {
            "Space" => desk.key(Key::Space),
            "Enter" => desk.key(Key::Enter),
            _ => {
                let button = desk.window.get_by_role_and_label(Role::Button, "Child in danger now");
                button.click_accesskit();
                desk.window.run();
            }
        }
        assert_eq!(desk.title(), "Get help now", "by {way}");
        is_on_title(&desk, "Get help now");
        desk.key(Key::Escape);
        desk.wait(Duration::from_mins(1));
        assert!(desk.drafts().is_empty(), "by {way}");
    }
}

#[test]
fn a_key_that_is_held_down_does_not_press_the_red_button() {
    let mut desk = Desk::new();
    // Space is held on something else, and the keyboard comes to the button meanwhile.
    down(&mut desk, Modifiers::NONE, Key::Space, Some(" "));
    desk.tab_to(Role::Button, "Child in danger now");
    for key in [Key::Space, Key::Enter] {
        desk.window.event(Event::Key {
            key: Key::Enter,
            physical_key: None,
            pressed: key == Key::Enter,
            repeat: false,
            modifiers: Modifiers::NONE,
        });
        desk.window.run();
        if key == Key::Space {
            down(&mut desk, Modifiers::NONE, Key::Space, Some(" "));
            assert_ne!(desk.title(), "Get help now", "Space repeats itself");
        }
    }
    assert_eq!(desk.title(), "Get help now", "Enter was pressed");
    desk.key(Key::Escape);
    down(&mut desk, Modifiers::NONE, Key::F9, None);
    assert_eq!(desk.title(), "Get help now");
    desk.window.key_press(Key::Escape);
    desk.window.run();
    down(&mut desk, Modifiers::NONE, Key::F9, None);
    assert_ne!(desk.title(), "Get help now", "F9 repeats itself");
}

#[test]
fn a_shortcut_types_nothing_into_the_field_where_it_is_pressed() {
    let mut desk = Desk::new();
    to_the_record(&mut desk);
    desk.write("Name", "Testa");
    down(&mut desk, Modifiers::ALT, Key::Num1, Some("1"));
    assert_eq!(desk.written("Name"), "Testa");
    assert_eq!(focused(&desk).0, Role::MultilineTextInput, "the new passage");
    desk.type_in("seen");
    down(&mut desk, Modifiers::COMMAND, Key::Semicolon, Some(";"));
    desk.wait(Duration::from_secs(1));
    assert_eq!(desk.draft().record.passages[0].text, "seen 10:42 ");
}

#[test]
fn no_command_leaves_its_text_in_a_field() {
    use justified::app::commands::Command;
    let begun = || {
        let mut desk = Desk::new();
        to_the_record(&mut desk);
        desk.write("Name", "Testa");
        desk
    };
    let mut desk = begun();
    for command in Command::ALL.into_iter().filter(|command| *command != Command::Close) {
        let Some(keys) = command.shortcut() else { continue };
        down(&mut desk, keys.modifiers, keys.logical_key, Some("#"));
        desk.wait(Duration::from_secs(1));
        let drafts = desk.drafts();
        assert!(!format!("{drafts:?}").contains('#'), "{command:?}");
        // Back into the field, where a press of this command leaves it in reach.
        if matches!(command, Command::ActNow | Command::NewDecision | Command::Lock) {
            desk = begun();
        } else {
            if matches!(command, Command::Path | Command::Keys) {
                desk.key(Key::Escape);
            }
            desk.go("Decide");
            desk.field("Name").focus();
            desk.window.run();
        }
    }
}

#[test]
fn ctrl_with_alt_is_alt_gr_and_no_command() {
    let mut desk = Desk::new();
    to_the_record(&mut desk);
    desk.write("Name", "Testa");
    let alt_gr = Modifiers::ALT | Modifiers::CTRL | Modifiers::COMMAND;
    for key in [Key::Num4, Key::N, Key::Num1, Key::A, Key::K, Key::Z, Key::Q] {
        down(&mut desk, alt_gr, key, Some("á"));
        desk.window.event(Event::Key {
            key,
            physical_key: None,
            pressed: false,
            repeat: false,
            modifiers: alt_gr,
        });
        desk.window.run();
    }
    assert_eq!(desk.written("Name"), "Testaááááááá");
    assert_eq!(focused(&desk).1, "Name");
}

/// What can be added, and the first field of its form.
const ADDITIONS: [(&str, &str); 6] = [
    ("Add a note", "Add to this decision"),
    ("What was shared since", "Told to"),
    ("Follow-up", "Acknowledged"),
    ("Hand over", "From"),
    ("Entered in a clinical record", "Testa Example"),
    ("Reply", "Decision, Dr Test Example, 22 November 2026, 10:42"),
];

#[test]
fn each_form_that_adds_opens_in_sight_with_the_keyboard_in_its_first_field() {
    let mut desk = signed("Testa Example");
    for (kind, first) in ADDITIONS {
        desk.press("Add to it");
        is_on_title(&desk, "What do you want to add?");
        desk.press(kind);
        assert_eq!(focused(&desk).1, first, "{kind}");
        let node = desk.every().into_iter().find(Node::is_focused).unwrap();
        let window = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 800.0));
        assert!(window.contains_rect(node.rect()), "{kind}: {:?}", node.rect());
        desk.follow("Discard what you have written here");
        desk.must_show("Add to it");
        desk.wait(Duration::from_secs(2));
        assert!(desk.drafts().is_empty(), "{kind}: nothing was written");
    }
}

#[test]
fn a_correction_opens_in_its_first_field_after_the_choice_of_what() {
    let mut desk = signed("Testa Example");
    desk.press("Add to it");
    desk.press("Correct something");
    is_on_title(&desk, "Which field do you want to correct?");
    desk.follow("Correct: Who: Name");
    assert_eq!(focused(&desk).1, "What it should say");
}

#[test]
fn what_was_written_and_is_discarded_can_be_taken_back() {
    let mut desk = signed("Testa Example");
    desk.press("Add to it");
    desk.press("Add a note");
    desk.type_in("Rang back.");
    desk.follow("Discard what you have written here");
    desk.must_show("You can restore it on Home");
    desk.go("Home");
    desk.must_not_show("Not finished");
    desk.press("Discarded drafts (1)");
    desk.press("Restore");
    desk.must_show("Not finished");
}

#[test]
fn a_long_page_is_read_by_keys_alone() {
    let mut desk = signed("Testa Example");
    desk.unfold_all();
    desk.key(Key::Home);
    let end = |desk: &Desk| {
        let names = desk.window.get_all_by_role(Role::Label);
        let is_file = |name: &str| Path::new(name).extension() == Some("ron".as_ref());
        let mut files = names.filter(|node| node.value().is_some_and(|name| is_file(&name)));
        files.next_back().unwrap().rect().bottom()
    };
    let start = end(&desk);
    assert!(start > 800.0, "the page is longer than the window");
    for (key, back) in [
        (Key::End, Key::Home),
        (Key::PageDown, Key::PageUp),
        (Key::ArrowDown, Key::ArrowUp),
        (Key::Space, Key::Home),
    ] {
        for _ in 0..60 {
            desk.key(key);
        }
        assert!(end(&desk) < start - 200.0, "{key:?}");
        for _ in 0..60 {
            desk.key(back);
        }
        assert!((end(&desk) - start).abs() < 1.0, "{back:?}");
    }
}

#[test]
fn the_rows_of_the_list_are_gone_through_by_keys_and_are_one_stop_of_tab() {
    let mut desk = crate::training::trained();
    desk.keys(Modifiers::COMMAND, Key::K);
    desk.key(Key::ArrowDown);
    let window = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 800.0));
    let mut seen = vec![focused(&desk).1];
    for _ in 0..40 {
        desk.key(Key::ArrowDown);
        let (role, name) = focused(&desk);
        assert_eq!(role, Role::ListItem);
        assert!(!seen.contains(&name), "the next one each time");
        seen.push(name);
        let node = desk.every().into_iter().find(Node::is_focused).unwrap();
        assert!(window.contains_rect(node.rect()), "{:?}", node.rect());
    }
    desk.key(Key::Home);
    assert_eq!(focused(&desk).1, seen[0]);
    desk.key(Key::PageDown);
    assert!(seen.iter().position(|name| *name == focused(&desk).1).unwrap() > 2);
    desk.key(Key::End);
    assert!(!seen.contains(&focused(&desk).1));
    desk.key(Key::Tab);
    assert_eq!(focused(&desk), (Role::Button, "Open".to_owned()), "Tab leaves the list");
}

#[test]
fn a_notice_takes_the_place_of_the_one_before_and_does_not_follow_to_another_screen() {
    let mut desk = signed("Testa Example");
    desk.press("Add to it");
    desk.press("Add a note");
    desk.type_in("Rang back.");
    desk.must_show("Signed.");
    desk.follow("Discard what you have written here");
    desk.must_show("Discarded.");
    desk.must_not_show("Signed.");
    desk.go("Home");
    desk.must_not_show("Discarded.");
}

#[test]
fn what_a_colleague_signs_meanwhile_takes_the_keyboard_from_nobody() {
    let mut desk = signed("Testa Example");
    let mut colleague = desk.again(7);
    colleague.go("Decisions");
    let row = colleague.row_of("Testa Example");
    colleague.press(&row);
    desk.press("Add to it");
    desk.press("What was shared since");
    desk.write("How", "Tele");
    colleague.press("Add to it");
    colleague.press("Add a note");
    colleague.write("Add to this decision", "Rang at noon.");
    colleague.press("Sign and save");
    desk.wait(Duration::from_secs(61));
    desk.must_show("Rang at noon.");
    desk.type_in("phone");
    assert_eq!(desk.written("How"), "Telephone");
}

#[test]
fn a_text_for_a_clinical_record_takes_the_keyboard_to_its_title_and_gives_it_back() {
    let mut desk = Desk::new();
    to_the_record(&mut desk);
    desk.write("Name", "Robin Example");
    desk.press("Check and sign");
    let opener = "Text for the record of Robin Example";
    desk.tab_to(Role::Button, opener);
    desk.key(Key::Enter);
    is_on_title(&desk, opener);
    desk.key(Key::Escape);
    assert_eq!(focused(&desk), (Role::Button, opener.to_owned()));
}

#[test]
fn after_a_press_of_the_pointer_tab_goes_on_from_what_was_pressed() {
    let mut desk = Desk::new();
    to_the_record(&mut desk);
    desk.write("Told to", "Exampleton children’s services");
    let answered = desk.window.get_by_role_and_label(Role::RadioButton, "Yes").rect().center();
    desk.window.hover_at(answered);
    desk.window.run();
    for pressed in [true, false] {
        desk.window.event(Event::PointerButton {
            pos: answered,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        desk.window.run();
    }
    for _ in 0..3 {
        desk.key(Key::Tab);
        if focused(&desk).1 == "Who took the call" {
            return;
        }
    }
    panic!("{:?} has the keyboard", focused(&desk));
}
