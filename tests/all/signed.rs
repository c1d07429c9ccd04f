//! What is signed: added to, listed beside what cannot be read, copied, and shown in full.

use egui::Key;
use justified::app::theme;

use crate::desk::{Desk, Setup};
use crate::job::WITHOUT_CONSENT;
use crate::signing::{sign_one, signed};

#[test]
fn an_addendum_stands_beside_the_decision_and_changes_nothing_in_it() {
    let mut desk = signed("Testa Example");
    let first = desk.statements()[0].clone();
    let bytes = std::fs::read(&first).unwrap();
    desk.press("Add to it");
    desk.press("Add a note");
    desk.write("Add to this decision", "They rang back at noon.");
    desk.wait(std::time::Duration::from_mins(1));
    assert_eq!(desk.drafts().len(), 1, "it is saved as it is typed");
    desk.press("Sign and save");
    desk.must_show("Signed.");
    desk.must_show("They rang back at noon.");
    assert_eq!(desk.statements().len(), 2);
    assert_eq!(std::fs::read(&first).unwrap(), bytes);
    assert!(desk.drafts().is_empty());
    desk.must_verify(2);
    desk = desk.again(2);
    desk.keys(egui::Modifiers::COMMAND, Key::K);
    desk.type_in("rang back");
    desk.must_show("Found in Note: They rang back at noon.");
}

#[test]
fn an_addendum_that_was_not_signed_is_gone_on_with() {
    let mut desk = signed("Testa Example");
    desk.press("Add to it");
    desk.press("Add a note");
    desk.write("Add to this decision", "They rang");
    desk.wait(std::time::Duration::from_secs(1));
    desk = desk.killed(2);
    desk.must_show("A note");
    desk.press("Continue");
    assert_eq!(desk.written("Add to this decision"), "They rang");
}

#[test]
fn one_file_that_cannot_be_read_is_named_and_hides_no_other() {
    let mut desk = signed("Testa Example");
    sign_one(&mut desk, "Mock Sample");
    desk.must_verify(2);
    let files = desk.statements();
    let broken =
        files.iter().find(|file| std::fs::read_to_string(file).unwrap().contains("Testa Example"));
    let broken = broken.unwrap().clone();
    let text = std::fs::read_to_string(&broken).unwrap();
    std::fs::write(&broken, &text[..text.len() / 2]).unwrap();
    desk = desk.again(2);
    desk.go("Decisions");
    desk.follow("Problems with files (3)");
    desk.must_show("Something is wrong with these files");
    desk.must_show(broken.file_name().unwrap().to_str().unwrap());
    desk.must_show("Mock Sample");
    let row = desk.row_of("Mock Sample");
    desk.press(&row);
    desk.must_show("Checked: these answers still lead here");
    assert_eq!(
        std::fs::read_to_string(&broken).unwrap(),
        text[..text.len() / 2],
        "it is kept as it is"
    );
}

#[test]
fn the_text_for_the_clinical_record_is_copied_from_the_outcome_and_from_the_signed_decision() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    let before = desk.copy_text_for("the clinical record", "the clinical record");
    assert!(before.starts_with("Do not show in online access."), "{before}");
    assert!(!before.contains("third-party"), "nobody else is told of: {before}");
    assert!(before.contains("not yet signed"), "{before}");
    desk.press("Write the record");
    desk.write("Name", "Testa Example");
    desk.write("Told to", "Exampleton children’s services");
    desk.sign("Dr Test Example");
    let after = desk.copy_text_for("the record of Testa Example", "the record of Testa Example");
    assert!(after.starts_with("Do not show in online access."), "{after}");
    assert!(after.contains("Exampleton children's services"), "{after}");
    assert!(after.contains("Dr Test Example"), "{after}");
}

#[test]
fn every_ink_on_every_ground_of_every_screen_is_listed_and_tested() {
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        let mut desk = Desk::with(Setup { theme, ..Setup::default() });
        desk.go("Decisions");
        desk.press("Begin a decision");
        desk.answer(&WITHOUT_CONSENT[..1]);
        desk.answer(&WITHOUT_CONSENT[1..]);
        desk.change_answer("How worried are you?");
        desk.choose("I am not sure");
        desk.press("Continue");
        desk.press("Leave it as it was");
        desk.press("Continue");
        desk.press("Decide differently…");
        desk.follow("Decide: Do not share for now. Watch and review.");
        desk.press("Write the record");
        desk.write("NHS number", "999 123 4560");
        for adder in ["+ Finding", "+ Opinion", "+ Told by others", "+ Child’s words"] {
            desk.press(adder);
        }
        desk.sign("Dr Test Example");
        desk.press("Add to it");
        desk.press("Add a note");
        desk.go("Home");
        desk.go("Settings");
        desk.go("Decisions");
        desk.key(Key::F9);
        desk.go("Guidance");
        std::fs::write(desk.register().join("decisions").join("stray.ron"), "Statement(").unwrap();
        desk.go("Decisions");
        desk.follow("Files");
        desk.follow("Read the register again");
        desk.take_away();
        desk.key(Key::F9);
        assert_eq!(theme::unlisted_pairs(), []);
    }
}
