//! Letters, numbers and days as people type and paste them, in the window.

use std::time::Duration;

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::NodeT as _;
use justified::base::control::is_control;

use crate::cli::program;
use crate::desk::{Desk, Setup, files};
use crate::job::WITHOUT_CONSENT;

fn in_record() -> Desk {
    to_record(Desk::new())
}

fn to_record(mut desk: Desk) -> Desk {
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk
}

impl Desk {
    /// Pastes where the keyboard is.
    fn paste(&mut self, text: &str) {
        self.window.event(Event::Paste(text.to_owned()));
        self.window.run();
    }

    /// What a field is described by: its hint and its remark.
    fn said_of(&self, field: &str) -> String {
        self.field(field).accesskit_node().description().unwrap_or_default()
    }

    /// Everything that a screen reader is told, raw.
    fn all_told(&self) -> Vec<String> {
        let nodes = self.window.root().children_recursive();
        nodes
            .flat_map(|node| {
                let node = node.accesskit_node();
                [node.label(), node.value(), node.description()]
            })
            .flatten()
            .collect()
    }
}

#[test]
fn a_pasted_nhs_number_is_taken_and_written_plainly() {
    let mut desk = in_record();
    for pasted in
        ["NHS No: 999 000 0018", "999\u{2011}000\u{2011}0018", "\u{202d}999.000.0018\u{202c}"]
    {
        desk.write("NHS number", "");
        desk.keys(Modifiers::COMMAND, Key::A);
        desk.paste(pasted);
        assert!(!desk.said_of("NHS number").contains("has digits only"), "{pasted:?}");
        desk.key(Key::Tab);
        assert_eq!(desk.written("NHS number"), "999 000 0018", "{pasted:?}");
    }
    desk.write("NHS number", "");
    desk.keys(Modifiers::COMMAND, Key::A);
    desk.type_in("999 000 O018");
    desk.key(Key::Tab);
    assert!(desk.said_of("NHS number").contains("“O”"), "{}", desk.said_of("NHS number"));
}

#[test]
fn an_age_stands_beside_the_date_of_birth_and_an_odd_one_is_remarked() {
    let mut desk = in_record();
    desk.write("Date of birth", "22/4/2026");
    desk.key(Key::Tab);
    assert!(desk.said_of("Date of birth").contains("Age: 7 months"));
    desk.write("Date of birth", "");
    desk.keys(Modifiers::COMMAND, Key::A);
    desk.type_in("14/2/1931");
    desk.key(Key::Tab);
    assert!(desk.said_of("Date of birth").contains("95 years ago"));
}

#[test]
fn what_is_counted_from_today_is_written_as_its_day_once_the_field_is_left() {
    let mut desk = in_record();
    for (typed, kept) in [
        ("yesterday evening", "21 November 2026, evening"),
        ("4 days ago", "18 November 2026"),
        ("9.05", "22 November 2026, 09:05"),
        ("20/11/2026 9am", "20/11/2026 9am"),
    ] {
        desk.write("When it happened", "");
        desk.keys(Modifiers::COMMAND, Key::A);
        desk.type_in(typed);
        assert_eq!(desk.written("When it happened"), typed, "nothing changes while it is typed");
        desk.key(Key::Tab);
        assert_eq!(desk.written("When it happened"), kept);
    }
    desk.wait(Duration::from_secs(2));
    assert_eq!(desk.draft().record.happened.text, "20/11/2026 9am", "and it is saved");
}

#[test]
fn what_is_pasted_loses_what_orders_a_screen_about() {
    let mut desk = in_record();
    desk.write("Name", "");
    desk.paste("Ro\u{0}bin\u{202e} \u{1b}Example");
    assert_eq!(desk.written("Name"), "Robin Example");
}

#[test]
fn no_control_character_in_a_file_reaches_a_screen_reader() {
    let mut desk = in_record();
    desk.write("Name", "Robin");
    desk.press("+ Finding");
    desk.type_in("Two bruises here");
    desk.wait(Duration::from_secs(2));
    let draft = |path: &std::path::PathBuf| path.to_string_lossy().contains("drafts");
    let file = files(desk.home.path()).into_iter().find(draft).unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    let text = text.replace("Robin", r"Ro\u{0}bin\u{202e}").replace("bruises", r"br\u{1b}uises");
    std::fs::write(&file, text).unwrap();
    let mut desk = desk.killed(2);
    let told = |desk: &Desk| {
        let all = desk.all_told();
        assert!(!all.iter().any(|text| text.chars().any(is_control)), "{all:?}");
    };
    told(&desk);
    desk.press("Continue");
    told(&desk);
    desk.must_show("U+0000, U+202E");
    desk.press("Check and sign");
    told(&desk);
}

#[test]
fn what_orders_a_screen_about_is_remarked_where_it_was_signed() {
    let mut desk = Desk::new();
    desk.give_name("Dr Test Example");
    let mut desk = to_record(desk);
    desk.write("Name", "Robin");
    desk.wait(Duration::from_secs(2));
    let draft = |path: &std::path::PathBuf| path.to_string_lossy().contains("drafts");
    let file = files(desk.home.path()).into_iter().find(draft).unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("Robin", r"Ro\u{0}bin\u{202e}")).unwrap();
    let mut desk = desk.killed(2);
    desk.press("Continue");
    desk.press("Check and sign");
    desk.press("Sign and save");
    let words = "Its text has invisible characters (U+0000, U+202E).";
    desk.must_show(words);

    let (register, statement) = (desk.register(), desk.statements()[0].clone());
    for (command, of) in [("verify", register.as_path()), ("show", statement.parent().unwrap())] {
        let done = program(desk.home.path()).arg(command).arg(of).output().unwrap();
        let said = String::from_utf8([done.stdout, done.stderr].concat()).unwrap();
        assert!(said.contains(&format!("Remarks:\n  {words}")), "{command}: {said}");
        assert!(done.status.success(), "{command}: a remark is nothing wrong");
        assert!(!said.chars().any(is_control), "{command}: {said:?}");
    }
}

#[test]
fn a_workstation_in_another_zone_says_so_once_and_its_times_show_the_zone() {
    let desk = Desk::with(Setup { zone: -5, ..Setup::default() });
    desk.must_show("not in the UK’s time zone");
    desk.must_show("05:42 (UTC−5, 10:42 in the UK)");
    let mut desk = to_record(desk);
    desk.open("Times");
    desk.follow("Now: When you learned of it");
    assert_eq!(desk.written("When you learned of it"), "22 November 2026, 05:42 UTC−5");
    assert_eq!(desk.said_of("When you learned of it"), "");
    Desk::new().must_not_show("time zone");
}
