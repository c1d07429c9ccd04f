//! Escape closes what is nearest, Backspace goes back, Enter and Escape answer what is asked, and
//! F1 shows the keys.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use justified::app::Environment;
use justified::app::events::Screen;
use justified::app::system_look::SystemLook;
use justified::record::Place;

use crate::desk::{Desk, Setup};
use crate::job::WITHOUT_CONSENT;
use crate::signing::signed;

fn place(desk: &Desk) -> Place {
    desk.state().current_draft().unwrap().work().unwrap().place.clone()
}

/// The name of what has the keyboard.
fn focused(desk: &Desk) -> String {
    let node = desk.every().into_iter().find(Node::is_focused).unwrap();
    node.accesskit_node().label().unwrap_or_default()
}

#[test]
fn backspace_goes_back_from_the_check_to_the_questions_step_by_step() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.press("Check and sign");
    desk.key(Key::Backspace);
    assert!(matches!(place(&desk), Place::Record(_)));
    // In a field it takes a letter away and nothing else.
    desk.type_in("ab");
    desk.key(Key::Backspace);
    assert!(matches!(place(&desk), Place::Record(_)));
    desk.keys(Modifiers::NONE, Key::F6);
    desk.key(Key::Backspace);
    assert_eq!(place(&desk), Place::Outcome);
    desk.key(Key::Backspace);
    assert!(matches!(place(&desk), Place::Question(_)));
}

#[test]
fn backspace_goes_back_from_a_signed_decision_to_the_list() {
    let mut desk = signed("Testa Example");
    desk.key(Key::Backspace);
    assert_eq!(desk.state().window.screen, Screen::Decisions);
}

#[test]
fn escape_closes_a_message_and_the_choice_of_what_is_added() {
    let mut desk = signed("Testa Example");
    desk.press("Add to it");
    desk.must_show("What do you want to add?");
    desk.key(Key::Escape);
    desk.must_not_show("What do you want to add?");
    desk.must_show("Signed. The file was written, read back and checked.");
    desk.key(Key::Escape);
    desk.must_not_show("Signed. The file was written");
}

/// At Home, asked whether the only draft is to go.
fn asked_whether_it_goes() -> Desk {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&["I am worried about a child"]);
    desk.wait(std::time::Duration::from_secs(2));
    desk.go("Home");
    let roles =
        desk.window.get_all_by_role(Role::Link).chain(desk.window.get_all_by_role(Role::Button));
    let names: Vec<String> = roles.filter_map(|node| node.accesskit_node().label()).collect();
    let discard = names.iter().find(|name| name.starts_with("Discard")).unwrap();
    desk.window.query_all_by_label(discard).next().unwrap().click();
    desk.window.run();
    desk
}

#[test]
fn enter_and_escape_answer_whether_a_draft_goes() {
    for (key, goes) in [(Key::Escape, false), (Key::Enter, true)] {
        let mut desk = asked_whether_it_goes();
        assert!(desk.state().screens.away_asked.is_some());
        desk.key(key);
        assert!(desk.state().screens.away_asked.is_none(), "{key:?}");
        assert_eq!(desk.shows("Discarded drafts (1)"), goes, "{key:?}");
    }
}

#[test]
fn f1_and_a_question_mark_show_the_keys_and_escape_goes_back_to_the_field() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    let field = focused(&desk);
    desk.key(Key::F1);
    assert_eq!(focused(&desk), "Keys of this screen");
    desk.must_show("Check and sign");
    desk.key(Key::Escape);
    assert_eq!(focused(&desk), field);
    desk.keys(Modifiers::NONE, Key::F6);
    desk.keys(Modifiers::SHIFT, Key::Questionmark);
    desk.must_show("Keys of this screen");
    desk.keys(Modifiers::SHIFT, Key::Questionmark);
    desk.must_not_show("Keys of this screen");
}

#[test]
fn the_colours_are_as_the_system_prefers_until_others_are_chosen() {
    let ground = |desk: &Desk| desk.window.ctx.global_style().visuals.panel_fill.to_array();
    let change: fn(&mut Environment) = |environment| {
        environment.system_look = || SystemLook { contrast: true, dark: None };
    };
    let mut desk = Desk::with(Setup { change: Some(change), ..Setup::default() });
    desk.wait(std::time::Duration::from_secs(1));
    assert_eq!(ground(&desk), [0, 0, 0, 255]);
    desk.go("Settings");
    desk.choose("Light");
    let light = ground(&desk);
    assert!(light[0] > 200, "{light:?}");
    desk.choose("Same as the system");
    assert_eq!(ground(&desk), [0, 0, 0, 255]);
    desk.window.state_mut().state.env.system_look = SystemLook::default;
    desk.window.event(egui::Event::WindowFocused(true));
    desk.wait(std::time::Duration::from_secs(1));
    assert_ne!(ground(&desk), [0, 0, 0, 255], "asked again when the window gets the keyboard");
}

#[test]
fn keys_that_are_a_sign_can_be_switched_off() {
    let mut desk = Desk::new();
    desk.go("Settings");
    desk.choose("Off");
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.key(Key::Num2);
    assert!(!desk.can_press(Role::Button, "Continue"), "2 picks nothing");
    desk.keys(Modifiers::SHIFT, Key::Questionmark);
    desk.must_not_show("On every screen");
    desk.key(Key::F1);
    desk.must_show("On every screen");
    desk.must_not_show("1 to 9");
}
