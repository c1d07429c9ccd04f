//! Writing in the record: spelling, the menu of a text field, the time by one key, who was
//! present, and that undo stays within a record.

use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::desk::Desk;
use crate::job::WITHOUT_CONSENT;

const REASONS: &str = "Reasons for the decision";

/// A decision that was come to, with its record open.
fn in_record() -> Desk {
    let mut desk = Desk::new();
    to_record(&mut desk);
    desk
}

fn to_record(desk: &mut Desk) {
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
}

#[test]
fn what_is_typed_in_the_frame_after_a_passage_was_added_goes_into_it() {
    let mut desk = in_record();
    desk.window.key_press_modifiers(Modifiers::ALT, Key::Num1);
    desk.window.step();
    desk.window.event(egui::Event::Text("Two".to_owned()));
    desk.window.run();
    desk.type_in(" bruises.");
    desk.wait(Duration::from_secs(2));
    assert_eq!(desk.draft().record.passages[0].text, "Two bruises.");
}

impl Desk {
    /// What a screen reader says of a field beside its name and text.
    fn told_of(&self, field: &str) -> String {
        self.field(field).accesskit_node().description().unwrap_or_default()
    }

    /// Lets a text rest until it was checked.
    fn rest(&mut self) {
        self.wait(Duration::from_millis(500));
        self.window.run();
    }
}

#[test]
fn a_word_that_nobody_knows_is_told_and_one_that_was_mended_is_not() {
    let mut desk = in_record();
    desk.write(REASONS, "The bruize was noticable on the mastoid.");
    desk.rest();
    let told = desk.told_of(REASONS);
    assert!(told.contains("2 words may be misspelled: bruize, noticable."), "{told}");
    desk.keys(Modifiers::COMMAND, Key::A);
    desk.type_in("The bruise was noticeable on the mastoid.");
    desk.rest();
    assert_eq!(desk.told_of(REASONS), "");
}

#[test]
fn one_line_of_words_is_checked_too_and_one_that_holds_a_reference_is_not() {
    let mut desk = in_record();
    desk.write("How", "On the telephoen");
    desk.rest();
    let told = desk.told_of("How");
    assert!(told.contains("1 word may be misspelled: telephoen."), "{told}");
    desk.keys(Modifiers::SHIFT, Key::F10);
    desk.window.run();
    assert!(desk.is_on(Role::MenuItem, "Write telephone"), "{}", desk.text());
    desk.key(Key::Enter);
    assert_eq!(desk.written("How"), "On the telephone");
    desk.write("Their reference", "telephoen");
    desk.rest();
    assert!(!desk.told_of("Their reference").contains("misspelled"));
}

#[test]
fn a_suggestion_is_taken_with_the_keyboard_and_taken_back_by_undo() {
    let mut desk = in_record();
    desk.write(REASONS, "A large bruize");
    desk.rest();
    desk.keys(Modifiers::SHIFT, Key::F10);
    desk.window.run();
    assert!(desk.is_on(Role::MenuItem, "Write bruise"), "{}", desk.text());
    desk.key(Key::Enter);
    assert_eq!(desk.written(REASONS), "A large bruise");
    desk.rest();
    assert_eq!(desk.told_of(REASONS), "");
    desk.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.written(REASONS), "A large bruize", "the keyboard is back in the field");
    assert_eq!(desk.draft().record.reasons, "A large bruise", "not saved yet");
    desk.wait(Duration::from_secs(2));
    assert_eq!(desk.draft().record.reasons, "A large bruize");
}

#[test]
fn a_word_is_added_to_ones_own_only_by_oneself_and_is_right_from_then_on() {
    let mut desk = in_record();
    desk.write("Name", "Kaydeelou Zzyx");
    desk.write(REASONS, "Kaydeelou’s zygotomy");
    desk.rest();
    assert!(desk.told_of(REASONS).contains("misspelled: zygotomy."), "a child’s name is known");
    desk.keys(Modifiers::SHIFT, Key::F10);
    desk.window.run();
    desk.must_show("Do not add a patient’s name.");
    desk.window.get_by_role_and_label(Role::MenuItem, "Add “zygotomy” to my words").click();
    desk.window.run();
    desk.rest();
    assert_eq!(desk.told_of(REASONS), "");
    desk.wait(Duration::from_secs(2));
    let settings = std::fs::read_to_string(desk.settings_file()).unwrap();
    assert!(settings.contains("zygotomy"), "{settings}");
    assert!(!settings.contains("Kaydeelou"), "no name of a record gets into the settings");
    desk.go("Settings");
    desk.follow("Remove from my words: zygotomy");
    desk.go("Decide");
    desk.rest();
    assert!(desk.told_of(REASONS).contains("zygotomy"));
}

#[test]
fn without_the_setting_nothing_is_marked() {
    let mut desk = in_record();
    desk.go("Settings");
    desk.choose("No");
    desk.go("Decide");
    desk.write(REASONS, "A bruize");
    desk.rest();
    assert_eq!(desk.told_of(REASONS), "");
}

#[test]
fn the_menu_cuts_copies_selects_and_undoes_with_the_mouse() {
    let mut desk = in_record();
    desk.write(REASONS, "Seen alone.");
    let menu = |desk: &mut Desk, entry: &str| {
        desk.field(REASONS).click_secondary();
        desk.window.run();
        desk.window.get_by_role_and_label(Role::MenuItem, entry).click();
        desk.window.run();
    };
    menu(&mut desk, "Select all");
    desk.keys(Modifiers::SHIFT, Key::F10);
    desk.window.get_by_role_and_label(Role::MenuItem, "Cut").click();
    desk.window.run();
    assert_eq!(desk.written(REASONS), "");
    menu(&mut desk, "Undo");
    assert_eq!(desk.written(REASONS), "Seen alone.");
    assert!(desk.window.query_by_role(Role::MenuItem).is_none(), "the menu is closed");
}

#[test]
fn one_key_writes_the_time_where_the_caret_is_and_sets_a_time_field_to_now() {
    let mut desk = in_record();
    desk.write(REASONS, "Rang.");
    desk.keys(Modifiers::COMMAND, Key::Semicolon);
    desk.type_in("No answer.");
    assert_eq!(desk.written(REASONS), "Rang. 10:42 No answer.");
    desk.write("When you learned of it", "");
    desk.keys(Modifiers::COMMAND, Key::Semicolon);
    assert_eq!(desk.written("When you learned of it"), "22 November 2026, 10:42");
}

#[test]
fn whoever_is_in_the_record_is_put_among_those_present_by_one_press() {
    let mut desk = in_record();
    desk.write("Name", "Robin Example");
    desk.press("+ Robin Example (child)");
    assert_eq!(desk.written("Who was present"), "Robin Example");
    assert!(!desk.can_press(Role::Button, "+ Robin Example (child)"), "once");
    desk.press("+ Person present");
    desk.type_in("Ada Elm");
    desk.window
        .get_all_by_role_and_label(Role::CheckBox, "Interpreter (not a family member)")
        .last()
        .unwrap()
        .click();
    desk.window.run();
    desk.wait(Duration::from_secs(2));
    let record = desk.draft().record;
    let present: Vec<_> = record
        .participants
        .iter()
        .map(|p| (p.who.as_str(), p.role.as_str(), p.interpreter))
        .collect();
    assert_eq!(present, [("Robin Example", "child", false), ("Ada Elm", "", true)]);
    desk.press("Check and sign");
    desk.must_show("Interpreter (not a family member)");
}

#[test]
fn undo_in_one_record_brings_back_nothing_of_another() {
    let mut desk = in_record();
    desk.write(REASONS, "Words about the first child.");
    desk.rest();
    to_record(&mut desk);
    desk.field(REASONS).click();
    desk.window.run();
    for _ in 0..3 {
        desk.keys(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(desk.written(REASONS), "");
    desk.keys(Modifiers::SHIFT, Key::F10);
    desk.window.run();
    assert!(!desk.can_press(Role::MenuItem, "Undo"), "nor does the menu");
}

/// The most letters of one row of text that lie in a picture where it is in sight.
fn longest_row_drawn(desk: &Desk) -> usize {
    fn rows(shape: &egui::Shape, clip: egui::Rect) -> usize {
        match shape {
            egui::Shape::Vec(shapes) => shapes.iter().map(|one| rows(one, clip)).max().unwrap_or(0),
            egui::Shape::Text(text) => {
                let at = |row: &egui::epaint::text::PlacedRow| {
                    row.rect().translate(text.pos.to_vec2()).intersects(clip)
                };
                let seen = text.galley.rows.iter().filter(|row| at(row));
                seen.map(|row| row.glyphs.len()).max().unwrap_or(0)
            }
            _ => 0,
        }
    }
    let shapes = &desk.window.output().shapes;
    shapes.iter().map(|one| rows(&one.shape, one.clip_rect)).max().unwrap_or(0)
}

/// 60 KB without a line end: a whole record, pasted into the wrong field.
fn a_whole_record() -> String {
    "The child was seen with a bruise on the arm; the mother was present. ".repeat(900)
}

#[test]
fn a_whole_record_that_is_pasted_into_a_field_of_one_line_is_laid_out_in_lines_and_kept() {
    let pasted = a_whole_record();
    let into = |desk: &mut Desk, field: &str| {
        desk.field(field).scroll_to_me();
        desk.window.run();
        desk.field(field).click();
        desk.window.run();
        desk.window.event(egui::Event::Paste(pasted.clone()));
        desk.window.run();
        assert_eq!(desk.written(field).len(), pasted.len(), "{field}");
        assert!(desk.window.ctx.content_rect().intersects(desk.field(field).rect()), "in sight");
        let height = desk.field(field).rect().height();
        assert!(height < 200.0, "{field} takes {height} points");
        desk.type_in("x");
        assert!(longest_row_drawn(desk) < 1_500, "{field}: {} letters", longest_row_drawn(desk));
        // Its end is in sight, where the caret is, and it is still a field of one line.
        assert!(desk.written(field).ends_with("present. x"), "{field}");
        desk.keys(Modifiers::COMMAND, Key::A);
        desk.type_in("short");
        assert_eq!(desk.written(field), "short", "the keyboard stayed in it");
    };
    let mut desk = in_record();
    for field in ["Name", "NHS number", "Their reference"] {
        into(&mut desk, field);
    }
    // A name that is a whole record takes no more room elsewhere than a long name does.
    desk.write("Name", "");
    desk.window.event(egui::Event::Paste(pasted.clone()));
    desk.wait(Duration::from_secs(2));
    desk.go("Home");
    let about = desk.window.query_all_by_label_contains("The child was seen with");
    assert!(about.map(|node| node.rect().height()).all(|height| height < 100.0));
    desk.keys(Modifiers::COMMAND, Key::K);
    into(&mut desk, "Search");
    desk.go("Guidance");
    into(&mut desk, "Search the guidance");
    desk.go("Settings");
    into(&mut desk, "Name");
}
