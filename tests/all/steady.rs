//! What is written in or pressed stays where it is, and one thing is said in one way: what the first
//! fresh pair of eyes hesitated at.

use std::collections::BTreeMap;

use egui::accesskit::{AriaCurrent, Role};
use egui::{Key, Modifiers, PointerButton, Rect};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::desk::{Desk, Setup};
use crate::hands::focused;
use crate::job::WITHOUT_CONSENT;
use crate::open::VERIFY;
use crate::signing::{sign_one, signed};

fn at_the_record(size: [f32; 2]) -> Desk {
    let mut desk = Desk::with(Setup { size, ..Setup::default() });
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk
}

/// Where each field is, by its role, its name and how many such came before.
fn fields(desk: &Desk) -> BTreeMap<(String, usize), Rect> {
    let mut fields = BTreeMap::new();
    for node in desk.every() {
        let said = node.accesskit_node();
        if matches!(said.role(), Role::TextInput | Role::MultilineTextInput) {
            let name = said.label().unwrap_or_default();
            let same = fields.keys().filter(|(other, _): &&(String, usize)| *other == name).count();
            fields.insert((name, same), node.rect());
        }
    }
    fields
}

fn must_be_still(desk: &Desk, before: &BTreeMap<(String, usize), Rect>, why: &str) {
    let now = fields(desk);
    for (field, was) in before {
        let is = now.get(field).unwrap_or_else(|| panic!("{why}: {field:?} is gone"));
        assert!((is.min - was.min).length() < 0.5, "{why}: {field:?} went from {was:?} to {is:?}");
    }
}

/// The field at this place among them.
fn nth(desk: &Desk, at: usize) -> Option<egui_kittest::Node<'_>> {
    let is_field = |node: &egui_kittest::Node<'_>| {
        matches!(node.accesskit_node().role(), Role::TextInput | Role::MultilineTextInput)
    };
    desk.every().into_iter().filter(is_field).nth(at)
}

#[test]
fn nothing_moves_while_one_types_into_any_field_of_the_record() {
    let mut desk = at_the_record([1280.0, 800.0]);
    let count = fields(&desk).len();
    assert!(count > 8, "{count}");
    for at in 0..count {
        nth(&desk, at).unwrap().focus();
        desk.window.run();
        let before = fields(&desk);
        for letter in ["1", "/", "2", "/", "2", "0", "2", "0"] {
            desk.type_in(letter);
            must_be_still(&desk, &before, &format!("{letter:?} in field {at}"));
        }
    }
}

#[test]
fn in_the_line_at_the_top_nothing_moves_when_a_mark_goes_or_an_age_comes() {
    for size in [[1280.0, 800.0], [1160.0, 700.0], [1700.0, 900.0]] {
        let mut desk = at_the_record(size);
        let before = fields(&desk);
        desk.write("Name", "Robin Example");
        must_be_still(&desk, &before, "a name");
        desk.write("Date of birth", "14/2/2024");
        desk.key(Key::Tab);
        desk.must_show("Age: 2 years");
        must_be_still(&desk, &before, "an age");
    }
}

#[test]
fn a_birth_with_a_year_of_two_digits_is_understood_and_written_in_full() {
    let mut desk = at_the_record([1280.0, 800.0]);
    desk.write("Date of birth", "03/11/26");
    desk.must_not_show("Age: ");
    desk.key(Key::Tab);
    assert_eq!(desk.written("Date of birth"), "3 November 2026");
    desk.must_show("Age: 2 weeks 5 days");
    let mut desk = at_the_record([1280.0, 800.0]);
    desk.write("Date of birth", "25/12/26");
    desk.key(Key::Tab);
    assert_eq!(desk.written("Date of birth"), "25/12/26");
    desk.must_show("Write the year with four digits.");
}

#[test]
fn a_press_on_a_field_that_is_half_out_of_sight_moves_nothing_and_the_keyboard_brings_it_in() {
    let mut desk = at_the_record([1024.0, 560.0]);
    let name = "Reasons for the decision";
    let foot =
        desk.window.get_by_role_and_label(Role::Button, "Check and sign").rect().top() - 10.0;
    // Scrolled until the foot goes through the field.
    let over = |desk: &Desk| foot - desk.field(name).rect().top();
    desk.window.hover_at(egui::pos2(500.0, 300.0));
    for _ in 0..60 {
        let by = over(&desk) - 36.0;
        if by.abs() < 12.0 {
            break;
        }
        desk.window.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, by.clamp(-40.0, 40.0)),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        });
        desk.window.run();
    }
    let rect = desk.field(name).rect();
    assert!(rect.top() < foot - 4.0 && rect.bottom() > foot, "{rect:?} {foot}");
    let at = egui::pos2(rect.center().x, rect.top() + 16.0);
    let before = fields(&desk);
    desk.window.hover_at(at);
    desk.window.run();
    for pressed in [true, false] {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        desk.window.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
        desk.window.run();
    }
    assert!(desk.is_on(Role::MultilineTextInput, name), "{:?}", focused(&desk));
    must_be_still(&desk, &before, "pressed");
    desk.keys(Modifiers::SHIFT, Key::Tab);
    desk.key(Key::Tab);
    assert!(desk.field(name).rect().bottom() < foot + 1.0, "{:?}", desk.field(name).rect());
}

#[test]
fn now_is_offered_where_one_writes_at_that_time_and_not_for_what_was_seen_or_happened() {
    let mut desk = at_the_record([1280.0, 800.0]);
    let offered = |desk: &Desk| -> Vec<String> {
        let links = desk.window.query_all_by_role(Role::Link);
        let names = links.filter_map(|link| link.accesskit_node().label());
        names.filter(|name| name.starts_with("Now: ")).collect()
    };
    assert_eq!(offered(&desk), ["Now: When"], "of the call alone, not of what was seen");
    desk.open("Times");
    let times = offered(&desk);
    assert!(!times.contains(&"Now: When it happened".to_owned()), "{times:?}");
    assert!(times.contains(&"Now: When you learned of it".to_owned()), "{times:?}");
}

#[test]
fn the_card_that_is_written_in_is_marked_and_the_mark_follows_the_keyboard() {
    let mut desk = at_the_record([1280.0, 800.0]);
    let marked = |desk: &Desk| -> Vec<String> {
        let headings = desk.window.query_all_by_role(Role::Heading);
        let marked = headings.filter(|one| {
            one.accesskit_node().data().aria_current() == Some(AriaCurrent::Location)
        });
        marked.filter_map(|one| one.accesskit_node().label()).collect()
    };
    for (field, heading) in [
        ("What you found or saw", "What I saw or was told"),
        ("Told to", "Whom I told, and when"),
        ("Reasons for the decision", "Why"),
    ] {
        desk.field(field).focus();
        desk.window.run();
        desk.window.run();
        assert_eq!(marked(&desk), [heading], "in {field}");
    }
    desk.field("Name").focus();
    desk.window.run();
    desk.window.run();
    assert_eq!(marked(&desk), [""; 0], "the child is in the line at the top");
}

#[test]
fn what_is_not_filled_in_is_one_line_from_which_each_is_reached() {
    let mut desk = at_the_record([1280.0, 800.0]);
    desk.write("Name", "Robin Example");
    desk.press("Check and sign");
    desk.must_not_show("Nothing written.");
    desk.must_show("Not filled in:");
    desk.follow("Change: Advice");
    assert_eq!(desk.title(), "Record");
    desk.must_show("Advice");
}

#[test]
fn why_it_cannot_be_signed_yet_is_said_once() {
    for size in [[1280.0, 800.0], [640.0, 400.0]] {
        let mut desk = at_the_record(size);
        desk.press("Check and sign");
        let why = desk.state().cannot_sign().expect("nobody has said who signs");
        let said = desk
            .text()
            .lines()
            .filter(|line| !line.starts_with("TextRun") && line.contains(why))
            .count();
        assert_eq!(said, 1, "{why:?} at {size:?}:\n{}", desk.text());
    }
}

#[test]
fn the_corner_of_a_decision_is_the_texts_whether_the_case_is_open_or_not() {
    let corner = |desk: &Desk| {
        let buttons = desk.window.query_all_by_role(Role::Button);
        let named = |one: &egui_kittest::Node<'_>| one.accesskit_node().label().unwrap_or_default();
        let low =
            buttons.filter(|one| one.rect().top() > 740.0 && !named(one).starts_with("Child"));
        low.max_by(|a, b| a.rect().right().total_cmp(&b.rect().right())).map(|one| named(&one))
    };
    for (size, _) in crate::shape::SIZES {
        let mut desk = Desk::with(Setup { size, ..Setup::default() });
        desk.press("Begin a decision");
        desk.answer(&VERIFY);
        desk.press("Write the record");
        desk.sign("Dr Test Example");
        for name in ["Add to it", "Continue this case", "Text for the"] {
            let rect = crate::shape::button(&desk, name);
            assert!(rect.right() <= size[0] && rect.left() >= 0.0, "{name} at {size:?}: {rect:?}");
        }
    }
    let closed = signed("Testa Example");
    assert!(corner(&closed).unwrap().starts_with("Text for the record"), "{:?}", corner(&closed));
    let mut open = Desk::new();
    open.press("Begin a decision");
    open.answer(&VERIFY);
    open.press("Write the record");
    open.sign("Dr Test Example");
    assert!(open.can_press(Role::Button, "Continue this case"), "{}", open.text());
    assert!(corner(&open).unwrap().starts_with("Text for the"), "{:?}", corner(&open));
}

#[test]
fn the_rail_and_home_say_one_number_of_what_is_to_do() {
    let mut desk = signed("Testa Example");
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("Name", "Mock Sample");
    desk.wait(std::time::Duration::from_secs(2));
    desk.go("Home");
    let tabs = desk.window.query_all_by_role(Role::Tab);
    let mut names = tabs.filter_map(|tab| tab.accesskit_node().label());
    let rail = names.find(|name| name.starts_with("Home")).unwrap();
    let count = rail.strip_prefix("Home, ").and_then(|rest| rest.split(' ').next()).unwrap();
    desk.must_show(&format!("·  {count} to do"));
}

#[test]
fn a_column_is_made_wider_and_narrower_by_single_presses() {
    let mut desk = signed("Testa Example");
    sign_one(&mut desk, "Mock Sample");
    desk.go("Decisions");
    let wide = |desk: &Desk| {
        let heads = desk.window.query_all_by_role(Role::Button);
        let of = |one: &egui_kittest::Node<'_>| one.accesskit_node().label().unwrap_or_default();
        heads
            .filter(|one| of(one).starts_with("Sorted by decided"))
            .map(|one| one.rect().width())
            .next()
    };
    desk.follow("Columns: choose which are shown");
    let before = wide(&desk).unwrap();
    desk.follow("Wider: Decided");
    let wider = wide(&desk).unwrap();
    assert!(wider > before + 10.0, "{before} {wider}");
    desk.follow("Narrower: Decided");
    desk.follow("Narrower: Decided");
    assert!(wide(&desk).unwrap() < before, "{before} {:?}", wide(&desk));
    desk.press("Usual widths");
    assert!((wide(&desk).unwrap() - before).abs() < 0.5);
}

#[test]
fn the_nation_is_asked_in_place_once_and_is_none_until_it_is_chosen() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.must_show("Which nation do you work in?");
    assert_eq!(desk.state().settings.nation, None, "England is not taken for granted");
    desk.choose("Scotland");
    assert_eq!(desk.state().settings.nation, Some(justified::guidance::Nation::Scotland));
    desk.wait(std::time::Duration::from_secs(2));
    let mut desk = desk.again(3);
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.answer(&WITHOUT_CONSENT);
    desk.must_not_show("Which nation do you work in?");
}

#[test]
fn how_to_find_a_number_says_each_nation_until_one_is_chosen() {
    let mut desk = Desk::new();
    desk.go("Contacts");
    for nation in ["England: ", "Wales: ", "Scotland: ", "Northern Ireland: "] {
        desk.must_show(nation);
    }
}

#[test]
fn what_is_added_to_a_decision_is_in_sight_at_any_size_and_one_types_at_once() {
    for size in [[1280.0, 800.0], [1024.0, 768.0], [640.0, 400.0], [512.0, 384.0]] {
        let mut desk = Desk::with(Setup { size, ..Setup::default() });
        sign_one(&mut desk, "Testa Example");
        let foot = size[1] - 46.0;
        let button = desk.window.get_by_role_and_label(Role::Button, "Add to it");
        let at = button.rect();
        button.click();
        desk.window.run();
        let add = desk.window.get_by_role_and_label(Role::Button, "Add a note").rect();
        assert!(add.top() > 40.0 && add.bottom() < foot, "{size:?}: {add:?}");
        let now = desk.window.get_by_role_and_label(Role::Button, "Add to it").rect();
        assert!((now.min - at.min).length() < 0.5, "what is pressed stays");
        desk.window.get_by_role_and_label(Role::Button, "Add a note").click();
        desk.window.run();
        assert!(desk.is_on(Role::MultilineTextInput, "Add to this decision"), "{size:?}");
        let field = desk.field("Add to this decision").rect();
        assert!(field.top() > 40.0 && field.bottom() < foot, "{size:?}: {field:?}");
    }
}

#[test]
fn a_question_and_its_first_answers_are_in_sight_in_a_low_window() {
    for (size, answers) in [([640.0, 400.0], 2), ([512.0, 384.0], 1)] {
        let mut desk = Desk::with(Setup { size, ..Setup::default() });
        desk.press("Begin a decision");
        for choice in WITHOUT_CONSENT {
            let foot =
                desk.window.get_by_role_and_label(Role::Button, "Continue").rect().top() - 6.0;
            let title = desk.title();
            let heading = desk.window.get_by_role_and_label(Role::Heading, &title).rect();
            assert!(heading.top() < size[1] * 0.34, "{title:?} at {size:?}: {heading:?}");
            let radios = desk.window.query_all_by_role(Role::RadioButton);
            let whole = radios.filter(|one| one.rect().bottom() < foot).count();
            assert!(whole >= answers, "{title:?} at {size:?}: {whole} answers are in sight");
            desk.answer(&[choice]);
        }
    }
}

#[test]
fn no_notice_names_the_child() {
    const CHILD: &str = "Quillon Zaffre";
    let mut desk = Desk::new();
    let silent = |desk: &Desk, after: &str| {
        for notice in &desk.state().window.notices {
            let text = notice.text.to_lowercase();
            for word in ["quillon", "zaffre", "999 000 0018", "2019"] {
                assert!(!text.contains(word), "after {after}: {}", notice.text);
            }
        }
    };
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("I rang them: Children’s services");
    silent(&desk, "a call");
    desk.press("Write the record");
    desk.write("Name", CHILD);
    desk.write("Date of birth", "27/3/2019");
    desk.write("NHS number", "999 000 0018");
    desk.press("Check and sign");
    desk.press("Text for the record of Quillon Zaffre");
    desk.press_and_copy("Copy for the record of Quillon Zaffre");
    silent(&desk, "a copy");
    desk.key(Key::Escape);
    desk.write("Your name", "Dr Test Example");
    desk.press("Sign and save");
    silent(&desk, "signing");
    desk.press("Add to it");
    desk.press("Add a note");
    desk.write("Add to this decision", "Quillon Zaffre was seen.");
    desk.follow("Discard what you have written here");
    silent(&desk, "discarding");
    desk.press("Chronology");
    silent(&desk, "the chronology");
    desk.keys(Modifiers::COMMAND, Key::L);
    silent(&desk, "hiding the register");
}

#[test]
fn while_it_is_locked_there_is_no_rail_and_no_number_is_headed_by_itself() {
    let mut desk = signed("Testa Example");
    assert!(desk.window.query_all_by_role(Role::Tab).count() > 4);
    desk.keys(Modifiers::COMMAND, Key::L);
    assert_eq!(desk.title(), "Hidden");
    assert_eq!(desk.window.query_all_by_role(Role::Tab).count(), 0, "{}", desk.text());
    desk.must_show("Police, not for an emergency.");
    let labels = desk.window.query_all_by_role(Role::Label);
    let said = labels.filter_map(|one| one.accesskit_node().value());
    assert_eq!(said.filter(|words| words == "101").count(), 1);
    desk.follow("Read the guidance");
    assert!(desk.window.query_all_by_role(Role::Tab).count() > 4, "the way back");
}

#[test]
fn on_a_very_wide_screen_the_line_at_the_top_ends_where_the_page_ends() {
    let desk = at_the_record([3840.0, 2160.0]);
    let right = |desk: &Desk, role: Role, name: &str| {
        desk.window.get_by_role_and_label(role, name).rect().right()
    };
    let page = right(&desk, Role::Button, "Check and sign");
    let line = right(&desk, Role::Link, "Add a child");
    assert!((line - page).abs() < 6.0, "{line} {page}");
}
