//! What the second fresh pair of eyes hesitated at, and does no more.

use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use justified::record::typed::DayTime;
use justified::record::{Body, Statement, Typed};

use crate::desk::{Desk, Setup, morning, read, shown};
use crate::job::{DELAY_HARMS, WITHOUT_CONSENT};
use crate::open::VERIFY;
use crate::signing::{sign_one, signed};

const ROBINS: &str = "The clipboard still has what you copied from Robin Example’s page.";

/// A signed decision about Robin, whose text was copied.
fn copied() -> Desk {
    let mut desk = signed("Robin Example");
    let whose = "the record of Robin Example";
    desk.copy_text_for(whose, whose);
    desk.must_not_show(ROBINS);
    desk
}

#[test]
fn the_next_persons_page_says_that_the_clipboard_holds_the_text_of_the_one_before() {
    let mut desk = copied();
    sign_one(&mut desk, "Kit Sample");
    desk.must_show(ROBINS);
    for of_nobody in ["Home", "Guidance", "Contacts"] {
        desk.go(of_nobody);
        desk.must_not_show(ROBINS);
    }
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.must_show(ROBINS);
    desk.follow("Clear the clipboard");
    desk.must_not_show(ROBINS);
    desk.go("Home");
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.must_not_show(ROBINS);
}

#[test]
fn what_was_copied_is_not_spoken_of_once_something_else_was_or_it_was_read() {
    let mut desk = copied();
    sign_one(&mut desk, "Kit Sample");
    let whose = "the record of Kit Sample";
    desk.copy_text_for(whose, whose);
    desk.must_not_show("The clipboard still has");

    let mut desk = copied();
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.must_show(ROBINS);
    desk.follow("Close this message");
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.must_not_show(ROBINS);
}

/// In the record of a new decision, where this was typed as the date of birth.
fn born(typed: &str) -> Desk {
    let mut desk = Desk::new();
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("Date of birth", typed);
    assert_eq!(desk.written("Date of birth"), typed);
    desk
}

/// A way in which a field is left.
type Way = (&'static str, fn(&mut Desk));

fn click(desk: &mut Desk, role: Role, name: &str) {
    desk.window.get_by_role_and_label(role, name).click();
    desk.window.run();
}

#[test]
fn a_date_is_read_however_its_field_is_left() {
    let day = "1 November 2026";
    let ways: [Way; 5] = [
        ("Tab", |desk| desk.key(Key::Tab)),
        ("Enter", |desk| desk.key(Key::Enter)),
        ("a press on a field before it", |desk| click(desk, Role::TextInput, "Name")),
        ("a press on a field after it", |desk| {
            click(desk, Role::MultilineTextInput, "Reasons for the decision");
        }),
        ("the key of the next section", |desk| desk.keys(Modifiers::COMMAND, Key::PageDown)),
    ];
    let again = |desk: &mut Desk| {
        desk.write("Date of birth", "");
        desk.keys(Modifiers::COMMAND, Key::A);
        desk.type_in("3 weeks ago");
    };
    let mut desk = born("");
    for (way, leave) in ways {
        again(&mut desk);
        leave(&mut desk);
        assert_eq!(desk.written("Date of birth"), day, "{way}");
    }
    again(&mut desk);
    desk.keys(Modifiers::COMMAND, Key::Enter);
    desk.must_show(day);
    desk.press("Back to the record");
    assert_eq!(desk.written("Date of birth"), day, "the key that goes on to the signature");
}

#[test]
fn a_date_of_birth_is_said_as_it_was_read() {
    let mut desk = born("3/4/26");
    desk.press("Check and sign");
    desk.must_show("3 April 2026 (7 months)");
    desk.must_not_show("3/4/26");
}

#[test]
fn a_share_of_which_nothing_is_written_says_so_where_it_is_signed_and_can_be_signed() {
    let mut desk = Desk::new();
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.press("Check and sign");
    desk.must_show("You decided to share, but the record does not say that you told anyone");
    desk.follow("Write it now");
    desk.type_in("Exampleton children’s services");
    assert_eq!(desk.written("Told to"), "Exampleton children’s services");
    desk.press("Check and sign");
    desk.must_show("You decided to share, but the record does not say what you told them");
    desk.write("Your name", "Dr Test Example");
    desk.press("Sign and save");
    desk.must_show("Signed.");
}

#[test]
fn it_was_decided_when_the_outcome_was_there_and_the_time_is_changed_where_it_is_signed() {
    let mut desk = Desk::new();
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.answer(&WITHOUT_CONSENT);
    desk.wait(Duration::from_mins(25));
    desk.press("Write the record");
    desk.press("Check and sign");
    desk.wait(Duration::from_secs(2));
    let decided = desk.draft().record.decided.text;
    assert_eq!(decided, Typed::<DayTime>::of(&morning()).text, "not when the record was opened");
    desk.must_show(&format!("Decided: {decided}"));
    desk.follow("Change: when you decided");
    desk.keys(Modifiers::COMMAND, Key::A);
    desk.type_in("22 November 2026, 08:15");
    desk.press("Check and sign");
    desk.must_show("Decided: 22 November 2026, 08:15");
}

#[test]
fn why_consent_was_not_asked_is_written_by_the_doctor_alone() {
    let mut desk = Desk::new();
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.answer(&DELAY_HARMS);
    desk.press("Write the record");
    let why = |desk: &mut Desk| {
        desk.wait(Duration::from_secs(2));
        desk.draft().record.consent_not_asked
    };
    assert_eq!(why(&mut desk), "");
    desk.open("Consent");
    desk.must_show("If it was so: “I did not ask for consent first.");
    desk.follow("Write this");
    assert!(why(&mut desk).starts_with("I did not ask for consent first."));
    desk.must_not_show("If it was so");
}

#[test]
fn a_record_begins_at_the_name_at_every_size() {
    for zoom in [1.0, 2.0] {
        let size = [1280.0 / zoom, 800.0 / zoom];
        let mut desk = Desk::with(Setup { size, zoom, ..Setup::default() });
        desk.keys(Modifiers::COMMAND, Key::N);
        desk.answer(&WITHOUT_CONSENT);
        desk.press("Write the record");
        assert!(desk.is_on(Role::TextInput, "Name"), "{zoom}:\n{}", desk.text());
    }
}

/// A record in which two calls are noted, the first of which nobody answered.
fn two_calls() -> Desk {
    let mut desk = Desk::new();
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("Told to", "Duty desk");
    desk.choose("No answer");
    desk.follow("+ Disclosure");
    desk.type_in("Out-of-hours team");
    desk
}

#[test]
fn of_two_calls_the_one_that_was_answered_is_open_when_one_comes_back_to_the_record() {
    let mut desk = two_calls();
    assert_eq!(desk.written("Told to"), "Out-of-hours team");
    desk.wait(Duration::from_secs(2));
    let mut desk = desk.again(2);
    let row = desk.row_of("Continue: child not named");
    desk.press(&row);
    assert_eq!(desk.written("Told to"), "Out-of-hours team");
    desk.must_show("Duty desk: no answer");
}

#[test]
fn a_call_that_nobody_answers_stays_open_while_it_is_written_in() {
    let mut desk = two_calls();
    desk.choose("No answer");
    assert_eq!(desk.written("Told to"), "Out-of-hours team");
}

#[test]
fn tab_goes_from_the_last_field_of_a_card_to_the_first_of_the_next() {
    let mut desk = two_calls();
    desk.tab_to(Role::TextInput, "Their reference");
    desk.key(Key::Tab);
    assert!(desk.is_on(Role::MultilineTextInput, "Reasons for the decision"), "{}", desk.text());
}

#[test]
fn the_questions_of_an_open_case_are_signed_with_it_and_stay_on_its_page() {
    let mut desk = Desk::new();
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.answer(&VERIFY);
    desk.press("Write the record");
    desk.write("Name", "Max Example-Alder");
    desk.press("Check and sign");
    desk.write("Your name", "Dr Test Example");
    desk.press("Sign and save");
    desk.must_show("Signed.");
    let question = "1. Does this person work for you, and as what? Please put me through to them.";
    desk.must_show("Ring back on a number that you found yourself, and ask");
    desk.must_show(question);
    let signed: Statement = read(&desk.statements()[0]);
    assert!(shown(&signed).contains(question));
    let Body::Decision(decision) = signed.body else { panic!("a decision") };
    assert!(decision.ready.is_some_and(|ready| ready.lines.iter().any(|line| line == question)));
}

#[test]
fn the_search_key_selects_what_was_sought_and_clear_takes_that_back_too() {
    let mut desk = signed("Robin Example");
    desk.keys(Modifiers::COMMAND, Key::K);
    desk.type_in("robin");
    desk.go("Home");
    desk.keys(Modifiers::COMMAND, Key::K);
    desk.type_in("kit");
    assert_eq!(desk.written("Search"), "kit");
    desk.must_not_show("Robin Example");
    desk.follow("Clear the search and the filters");
    assert_eq!(desk.written("Search"), "");
    desk.must_show("Robin Example");
}

#[test]
fn what_was_opened_beside_the_list_is_closed_when_one_comes_back() {
    let mut desk = signed("Robin Example");
    desk.go("Decisions");
    desk.follow("Add a filter");
    desk.must_show("Decided on or after");
    desk.go("Home");
    desk.go("Decisions");
    desk.must_not_show("Decided on or after");
}

#[test]
fn the_line_at_the_top_keeps_age_and_number_at_every_size() {
    let mut whole = None;
    for (size, zoom) in [([1280.0, 800.0], 1.0), ([1024.0, 768.0], 1.0), ([1024.0, 768.0], 2.0)] {
        let size = size.map(|long: f32| long / zoom);
        let mut desk = Desk::with(Setup { size, zoom, ..Setup::default() });
        desk.keys(Modifiers::COMMAND, Key::N);
        desk.answer(&WITHOUT_CONSENT);
        desk.press("Write the record");
        desk.type_in("Robin Example-Ash");
        for (field, words) in [("Date of birth", "14 4 2026"), ("NHS number", "999 000 0018")] {
            desk.write(field, words);
        }
        desk.press("Check and sign");
        let details = "born 14 April 2026 (7 months)  ·  NHS 999 000 0018";
        let node = desk.window.get_by_label(details);
        let room = desk.window.ctx.content_rect();
        assert!(node.rect().right() <= room.right(), "{size:?} at {zoom}: {:?}", node.rect());
        // As wide as it is where there is room, or in two lines.
        let (wide, high) = (node.rect().width(), node.rect().height());
        let whole = *whole.get_or_insert(wide);
        assert!(wide > whole - 1.0 || high > 26.0, "{size:?} at {zoom}: {wide} of {whole}, {high}");
    }
}

#[test]
fn the_form_of_the_first_start_stays_until_one_leaves_home() {
    let mut desk = Desk::new();
    desk.type_in("Dr Test Example");
    desk.key(Key::Tab);
    desk.type_in("GP partner");
    desk.wait(Duration::from_secs(2));
    desk.key(Key::Tab);
    assert!(desk.is_on(Role::TextInput, "GMC number (optional)"), "{}", desk.text());
    desk.choose("Wales");
    desk.go("Decisions");
    desk.go("Home");
    desk.must_not_show("GMC number (optional)");
}
