//! A key does what was meant: Ctrl+Enter goes on and presses nothing on its way, Enter goes on from
//! what is ticked, and Tab from the last field of a card leads to the next.

use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::desk::{Desk, Setup};
use crate::job::WITHOUT_CONSENT;
use crate::table::practice;

const NO_CONCERN: [&str; 2] = ["I am worried about a child", "I have no concern"];

/// At the outcome "no concern", or at its question with "None of these" ticked by the keyboard.
fn no_concern(ticked_alone: bool) -> Desk {
    let mut desk = Desk::new();
    desk.give_name("Dr Test Example");
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.answer(&NO_CONCERN[..1]);
    desk.choose(NO_CONCERN[1]);
    desk.tab_to(Role::CheckBox, "None of these");
    desk.key(Key::Space);
    if !ticked_alone {
        desk.key(Key::Enter);
    }
    desk
}

fn is_ticked(desk: &Desk, name: &str) -> bool {
    let chip = desk.window.get_by_role_and_label(Role::CheckBox, name);
    chip.accesskit_node().toggled() == Some(Toggled::True)
}

#[test]
fn enter_goes_on_from_what_is_ticked_and_space_takes_the_tick_away() {
    let mut desk = no_concern(true);
    assert!(is_ticked(&desk, "None of these"));
    desk.key(Key::Enter);
    assert_eq!(desk.title(), "No child-protection concern", "{}", desk.text());

    let mut desk = no_concern(true);
    desk.key(Key::Space);
    assert!(!is_ticked(&desk, "None of these"), "{}", desk.text());
}

#[test]
fn ctrl_enter_goes_on_and_presses_nothing_that_has_the_keyboard() {
    let mut desk = no_concern(false);
    let chip = desk.window.query_all_by_role(Role::CheckBox).next().expect("something to look for");
    let name = chip.accesskit_node().label().unwrap();
    desk.tab_to(Role::CheckBox, &name);
    desk.key(Key::Space);
    assert!(is_ticked(&desk, &name));
    desk.keys(Modifiers::COMMAND, Key::Enter);
    assert!(desk.is_on(Role::TextInput, "Name"), "{}", desk.text());
    desk.wait(std::time::Duration::from_secs(2));
    assert!(desk.draft().record.not_found.contains(&name), "{}", desk.text());
}

#[test]
fn the_kind_of_a_passage_is_met_before_its_words_and_after_its_last_field_comes_the_next_card() {
    for size in [[1280.0, 800.0], [640.0, 400.0]] {
        let mut desk = Desk::with(Setup { size, ..Setup::default() });
        desk.press("Begin a decision");
        desk.answer(&WITHOUT_CONSENT);
        desk.press("Write the record");
        desk.tab_to(Role::RadioButton, "Clinical finding");
        desk.tab_to(Role::MultilineTextInput, "What you found or saw");
        desk.tab_to(Role::CheckBox, "Seen by me");
        desk.key(Key::Tab);
        assert!(desk.is_on(Role::TextInput, "Told to"), "{size:?}:\n{}", desk.text());
    }
}

#[test]
fn whose_cases_are_shown_is_chosen_by_keys_and_keeps_the_keyboard() {
    let mut desk = practice([1280.0, 800.0], 1.0);
    desk.go("Home");
    desk.tab_to(Role::RadioButton, "Everyone’s");
    desk.key(Key::ArrowRight);
    assert!(desk.is_on(Role::RadioButton, "Unassigned"), "{}", desk.text());
    desk.key(Key::Enter);
    assert!(desk.is_on(Role::RadioButton, "Unassigned"), "{}", desk.text());
}
