//! The practice's own guidance through the screen: it appears, is searched and cited, and one
//! broken file hides no other.

use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use justified::guidance::Library;
use justified::guidance::local::EXAMPLE;
use justified::record::{Body, Decision, GuidanceSource, Statement};

use crate::desk::{Desk, read};
use crate::job::WITHOUT_CONSENT;

const CITE: &str = "Cite in the record you are writing";
const SECOND: &str = "Our procedure ¶2 When you are worried (practice’s own)";
/// Its label in a citation.
const LABEL: &str = "Our procedure ¶2 (practice’s own)";

fn put(desk: &Desk, name: &str, text: &str) -> PathBuf {
    let folder = desk.register().join("guidance");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// A desk with a register and a decision in its record, and these files of the practice's own.
fn with_files(files: &[(&str, &str)]) -> Desk {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.wait(Duration::from_secs(1));
    for (name, text) in files {
        put(&desk, name, text);
    }
    desk.go("Guidance");
    desk.follow("Add a text of your practice’s own");
    desk.press("Read the register again");
    desk
}

fn with_example() -> Desk {
    with_files(&[("example-procedure.ron", EXAMPLE)])
}

/// Types into the search of the guidance.
fn search(desk: &mut Desk, words: &str) {
    desk.keys(Modifiers::COMMAND, Key::F);
    desk.type_in(words);
}

/// The decision in a statement file, with its statement.
fn the_only_decision(path: &Path) -> (Statement, Decision) {
    let statement: Statement = read(path);
    let Body::Decision(decision) = statement.body.clone() else { panic!("a decision") };
    (statement, *decision)
}

#[test]
fn a_text_in_the_register_appears_with_its_banner_and_never_as_the_gmcs() {
    let mut desk = with_example();
    desk.follow(SECOND);
    desk.must_show("Added by this practice, not checked by this app.");
    desk.must_show("Third edition, October 2026");
    desk.must_show("Checked by the practice on 1 November 2026.");
    desk.must_show("Speak to the lead on the same day.");
    desk.must_show("Confirm what you said by secure mail before you go home.");
    desk.must_show("No question and no outcome is based on this text.");
    desk.must_not_show("© General Medical Council");
    desk.must_not_show("Removed in 2018.");
    let copied = desk.press_and_copy("Copy citation");
    assert!(copied.contains(LABEL), "{copied}");
    assert!(copied.contains("not checked by this app"), "{copied}");
    desk.follow("Our procedure ¶2.1 What to write down (practice’s own)");
    desk.must_show("Write who took the call, the time, and what was agreed.");
    desk.follow("0–18 ¶61 Tell someone promptly – and justify not sharing, removed since");
    desk.must_show("© General Medical Council");
    desk.must_not_show("Added by this practice");
}

#[test]
fn the_search_goes_on_from_the_gmcs_texts_into_the_practices_own() {
    let mut desk = with_example();
    search(&mut desk, "secure mail");
    desk.must_show("1 of 1");
    desk.must_show(&format!("{SECOND}, 1 hit"));
    desk.must_show("Confirm what you said by secure mail before you go home.");
    desk.key(Key::Escape);
    search(&mut desk, "children's services");
    let library = Library::embedded().unwrap();
    let held = justified::guidance::search::count(&library.search("children's services"));
    desk.must_show(&format!("of {}", held + 1));
    desk.keys(Modifiers::SHIFT, Key::Enter);
    desk.must_show(&format!("{} of {}", held + 1, held + 1));
    desk.must_show("Out of hours: 01632 960 002.");
    desk.key(Key::Enter);
    desk.must_not_show("Out of hours: 01632 960 002.");
}

#[test]
fn a_text_is_cited_into_the_record_and_its_words_stand_in_what_is_signed() {
    let mut desk = with_example();
    desk.follow(SECOND);
    desk.press(CITE);
    desk.must_show("is cited in the record you are writing.");
    assert!(!desk.can_press(Role::Button, CITE), "the same is not cited twice");
    desk.follow("0–18 ¶61 Tell someone promptly – and justify not sharing, removed since");
    desk.press(CITE);
    desk.follow("Back to the decision");
    desk.open("Guidance read");
    desk.must_show("Practice’s own guidance");
    desk.must_show("GMC text included here");
    desk.press("Check and sign");
    desk.must_show("Its words on the day");
    desk.must_show("Speak to the lead on the same day.");
    desk.sign("Dr Test Example");
    desk.must_show("Signed. The file was written, read back and checked.");
    desk.must_show("Speak to the lead on the same day.");

    let files = desk.statements();
    let (statement, decision) = the_only_decision(&files[0]);
    let [own, held] = decision.record.rests_on.as_slice() else { panic!("two citations") };
    assert_eq!((own.source, held.source), (GuidanceSource::Local, GuidanceSource::Held));
    assert_eq!(own.label, LABEL);
    assert!(own.words.contains("c. If you cannot reach anyone, do not wait."), "{}", own.words);
    let library = Library::embedded().unwrap();
    let cite = justified::guidance::Cite::paragraph("0-18", 61);
    assert_eq!(held.words, library.held(&cite).unwrap().quote());

    // The practice changes its file; what was signed says what it said.
    put(&desk, "example-procedure.ron", &EXAMPLE.replace("on the same day", "within a week"));
    desk = desk.again(2);
    desk.go("Decisions");
    let row = desk.row_of("Child not named");
    desk.press(&row);
    desk.must_show("Speak to the lead on the same day.");
    desk.must_not_show("within a week");
    let text = crate::desk::shown(&statement);
    assert!(text.contains("Speak to the lead on the same day."), "{text}");
    assert!(text.contains("Added by this practice, not checked by this app"), "{text}");
    desk.must_verify(1);
}

#[test]
fn a_text_that_has_changed_since_can_be_cited_anew_beside_the_earlier_words() {
    let mut desk = with_example();
    desk.follow(SECOND);
    desk.press(CITE);
    let changed = EXAMPLE.replace("on the same day", "within the hour");
    put(&desk, "example-procedure.ron", &changed);
    desk.follow("Add a text of your practice’s own");
    desk.press("Read the register again");
    desk.follow(SECOND);
    desk.must_show("Speak to the lead within the hour.");
    desk.press(CITE);
    desk.wait(Duration::from_secs(1));
    let words: Vec<String> =
        desk.draft().record.rests_on.into_iter().map(|cited| cited.words).collect();
    assert!(words[0].contains("on the same day") && words[1].contains("within the hour"));
}

#[test]
fn what_was_noted_about_a_citation_is_set_aside_when_it_is_taken_out() {
    let mut desk = with_example();
    desk.follow(SECOND);
    desk.press(CITE);
    desk.follow("Back to the decision");
    desk.write("What I took from it", "The duty doctor was told.");
    desk.follow("Remove: Guidance read");
    desk.wait(Duration::from_secs(1));
    let draft = desk.draft();
    assert!(draft.record.rests_on.is_empty());
    let aside = crate::removed::aside_lines(&desk).join(" ");
    assert!(aside.contains("The duty doctor was told."), "{aside}");
    assert!(aside.contains("Speak to the lead on the same day."), "{aside}");
}

#[test]
fn from_the_record_to_the_guidance_and_back_into_the_note_by_keyboard() {
    let mut desk = with_example();
    desk.go("Decide");
    desk.tab_to(Role::Button, "Guidance read");
    desk.key(Key::Enter);
    assert!(desk.is_on(Role::Button, "+ Guidance"));
    desk.key(Key::Enter);
    desk.tab_to(Role::Link, SECOND);
    desk.key(Key::Enter);
    desk.tab_to(Role::Button, CITE);
    desk.key(Key::Enter);
    desk.tab_to(Role::Link, "Back to the decision");
    desk.key(Key::Enter);
    assert!(desk.is_on(Role::MultilineTextInput, "What I took from it"), "{}", desk.text());
    desk.type_in("Rang at once.");
    desk.wait(Duration::from_secs(1));
    let (draft, reopened) = (desk.draft(), desk.killed(2));
    assert_eq!(draft.record.rests_on[0].note, "Rang at once.");
    let mut desk = reopened;
    desk.press("Continue");
    assert!(desk.is_on(Role::MultilineTextInput, "What I took from it"), "{}", desk.text());
}

#[test]
fn a_broken_file_is_named_with_line_and_column_while_the_others_stay() {
    let broken = EXAMPLE.replace("edition:", "edtion:").replace("example-procedure", "other");
    let line = broken.lines().position(|line| line.contains("edtion:")).unwrap() + 1;
    let mut desk = with_files(&[("example-procedure.ron", EXAMPLE), ("other.ron", &broken)]);
    desk.follow("1 file is not shown");
    desk.must_show("other.ron");
    desk.must_show(&format!("line {line}, column "));
    desk.must_show("edtion");
    desk.must_show("Everything else is.");
    desk.follow(SECOND);
    desk.must_show("Speak to the lead on the same day.");
    desk.go("Decisions");
    desk.must_show(&format!("(line {line}, column "));
    desk.go("Guidance");
    put(&desk, "other.ron", &EXAMPLE.replace("example-procedure", "other"));
    desk.follow("1 file is not shown");
    desk.press("Read the register again");
    desk.must_show("Every file of the practice’s own guidance is shown.");
    assert!(!desk.shows("1 file is not shown"));
}

#[test]
fn without_a_register_and_while_it_is_away_the_gmcs_texts_are_read_all_the_same() {
    let mut desk = Desk::new();
    desk.go("Guidance");
    desk.must_show("None is added yet.");
    desk.follow("Add a text of your practice’s own");
    desk.must_show("No register is open yet.");
    let desk = with_example();
    desk.take_away();
    let mut desk = desk.again(2);
    desk.go("Guidance");
    desk.must_show("None is added yet.");
    desk.follow("0–18 ¶61 Tell someone promptly – and justify not sharing, removed since");
    desk.must_show("© General Medical Council");
    assert!(!desk.can_press(Role::Button, CITE), "no decision is in hand");
}

#[test]
fn the_example_that_is_copied_is_one_that_loads() {
    let mut desk = with_files(&[]);
    let copied = desk.press_and_copy("Copy the example");
    put(&desk, "example-procedure.ron", &copied);
    desk.press("Read the register again");
    desk.must_show(SECOND);
}
