//! The list of decisions through the screen: searched as typed, filtered, sorted by keyboard.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::desk::Desk;
use crate::job::WITHOUT_CONSENT;

/// A desk with two signed decisions.
fn two() -> Desk {
    let mut desk = Desk::new();
    desk.give_name("Dr Test Example");
    for (child, reasons) in [
        ("Testa Example", "Bruise on the arm, and the story changed."),
        ("Mock Sample", "The school’s nurse was told."),
    ] {
        desk.keys(Modifiers::COMMAND, Key::N);
        desk.answer(&WITHOUT_CONSENT);
        desk.press("Write the record");
        desk.write("Name", child);
        desk.write("Reasons for the decision", reasons);
        desk.press("Check and sign");
        desk.press("Sign and save");
        desk.must_show("Signed.");
        desk.wait(std::time::Duration::from_mins(5));
    }
    desk
}

/// The rows as they stand, from the top: whom each is about.
fn rows(desk: &Desk) -> Vec<&'static str> {
    let mut rows: Vec<(f32, &str)> = desk
        .window
        .query_all_by_role(Role::ListItem)
        .filter_map(|row| {
            let name = row.accesskit_node().label()?;
            let child = ["Testa Example", "Mock Sample"];
            let child = child.into_iter().find(|child| name.contains(child))?;
            Some((row.rect().top(), child))
        })
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, child)| child).collect()
}

#[test]
fn what_is_typed_is_found_at_once_and_the_field_is_named() {
    let mut desk = two();
    desk.keys(Modifiers::COMMAND, Key::K);
    desk.must_show("2 in the register");
    desk.type_in("bru");
    desk.must_show("1 of 2");
    assert!(descriptions(&desk)[0].starts_with("Found in Reasons for the decision: Bruise on"));
    assert_eq!(rows(&desk), ["Testa Example"]);
    desk.type_in("ise story");
    assert_eq!(rows(&desk), ["Testa Example"], "both words stand in it");
    desk.type_in(" nurse");
    desk.must_show("Nothing found.");
    assert_eq!(rows(&desk), [""; 0]);
}

#[test]
fn from_the_search_the_keyboard_goes_into_the_rows_and_opens_one() {
    let mut desk = two();
    desk.keys(Modifiers::COMMAND, Key::K);
    desk.key(Key::ArrowDown);
    let (first, second) = (desk.row_of("Mock Sample"), desk.row_of("Testa Example"));
    assert!(desk.is_on(Role::ListItem, &first), "{}", desk.text());
    desk.key(Key::ArrowDown);
    assert!(desk.is_on(Role::ListItem, &second), "{}", desk.text());
    desk.key(Key::Enter);
    assert_eq!(desk.title(), "Share without consent, and say why");
    desk.must_show("Bruise on the arm");
}

/// What is said of each row after its name, from the top.
fn descriptions(desk: &Desk) -> Vec<String> {
    let rows = desk.window.query_all_by_role(Role::ListItem);
    rows.filter_map(|row| row.accesskit_node().data().description().map(str::to_owned)).collect()
}

#[test]
fn the_head_of_a_column_sorts_and_says_which_way() {
    let mut desk = two();
    desk.go("Decisions");
    assert_eq!(rows(&desk), ["Mock Sample", "Testa Example"], "decided last comes first");
    // The heads are one stop of Tab; the arrows go from one to the other.
    desk.tab_to(Role::Button, "Sorted by decided, newest first. Sort oldest first");
    for _ in 0..3 {
        desk.key(Key::ArrowLeft);
    }
    assert!(desk.is_on(Role::Button, "Sort by child"), "{}", desk.text());
    desk.key(Key::Enter);
    assert_eq!(rows(&desk), ["Mock Sample", "Testa Example"]);
    desk.must_show("Sorted by child, A to Z. Sort Z to A");
    desk.key(Key::Enter);
    assert_eq!(rows(&desk), ["Testa Example", "Mock Sample"]);
    desk.must_show("Sorted by child, Z to A. Sort A to Z");
}

#[test]
fn a_column_is_made_wider_by_keys_and_has_its_usual_width_again() {
    let mut desk = two();
    desk.go("Decisions");
    let left = |desk: &Desk| {
        let head = desk.window.get_by_role_and_label(Role::Button, "Sort by author");
        head.rect().left()
    };
    let before = left(&desk);
    desk.tab_to(Role::Button, "Sorted by decided, newest first. Sort oldest first");
    desk.keys(Modifiers::SHIFT, Key::ArrowRight);
    desk.keys(Modifiers::SHIFT, Key::ArrowRight);
    assert!(left(&desk) > before, "{} {before}", left(&desk));
    desk.follow("Columns: choose which are shown");
    desk.press("Usual widths");
    assert!((left(&desk) - before).abs() < 0.5);
}

#[test]
fn a_filter_is_a_chip_above_the_table_and_a_press_takes_it_back() {
    let mut desk = two();
    desk.go("Decisions");
    let top =
        |desk: &Desk| desk.window.get_by_role_and_label(Role::Button, "Sort by child").rect().top();
    let before = top(&desk);
    desk.follow("Add a filter");
    desk.write("Child: name or NHS number", "mock");
    assert_eq!(rows(&desk), ["Mock Sample"]);
    desk.write("Author of the decision", "example");
    desk.tick("Shared without consent");
    desk.write("Decided on or before", "23/11/2026");
    desk.must_show("Child: mock: remove this filter");
    desk.must_show("more");
    assert!((top(&desk) - before).abs() < 0.5, "however many there are, the table stays");
    desk.press("Child: mock: remove this filter");
    assert_eq!(rows(&desk).len(), 2);
    desk.follow("Clear the search and the filters");
    desk.must_not_show("remove this filter");
    desk.key(Key::Escape);
    desk.must_not_show("Decided on or after");
}

#[test]
fn what_all_have_alike_is_not_offered_and_each_thing_asked_counts() {
    let mut desk = two();
    desk.go("Decisions");
    desk.follow("Add a filter");
    // What all have alike is no filter: both were refused, and nobody reviewed either.
    desk.must_not_show("Not reviewed");
    desk.tick("Open");
    desk.tick("Overdue");
    desk.must_show("Nothing found.");
    desk.tick("Open");
    desk.tick("Overdue");
    desk.must_not_show("Nothing found.");
    desk.write("Decided on or after", "23/11/2026");
    desk.must_show("Nothing found.");
}

#[test]
fn a_saved_filter_is_there_after_a_restart_and_names_no_child() {
    let mut desk = two();
    desk.go("Decisions");
    desk.follow("Add a filter");
    desk.write("Child: name or NHS number", "Mock");
    desk.write("Author of the decision", "nobody");
    desk.write("Save these filters as", "Not mine");
    desk.press("Save the filters");
    let settings = std::fs::read_to_string(desk.settings_file()).unwrap();
    assert!(settings.contains("Not mine") && settings.contains("nobody"));
    assert!(!settings.contains("Mock"), "no name of a child lies outside the register");

    desk = desk.again(2);
    desk.go("Decisions");
    assert_eq!(rows(&desk).len(), 2);
    desk.follow("Add a filter");
    desk.press("Use the filter Not mine");
    desk.must_show("Nothing found.");
    desk.follow("Remove the filter Not mine");
    desk = desk.again(3);
    desk.go("Decisions");
    desk.follow("Add a filter");
    assert!(!desk.shows("Not mine"));
}
