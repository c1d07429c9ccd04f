//! The whole job through the screen: decide, record, sign, find it again. Once by mouse, once
//! by keyboard alone.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use justified::record::{Body, Digest, Statement};

use crate::desk::{Desk, read};

/// Waiting would increase the risk: share now.
pub const DELAY_HARMS: [&str; 3] = [
    "I am worried about a child",
    "I think a child is being abused or neglected, or is at risk of it",
    "Yes",
];

/// The answers from "I am worried" to "share without consent".
pub const WITHOUT_CONSENT: [&str; 8] = [
    "I am worried about a child",
    "I think a child is being abused or neglected, or is at risk of it",
    "No",
    "No",
    "No",
    "Someone with parental responsibility",
    "Refused",
    "Yes",
];

#[test]
fn a_fresh_machine_says_what_this_is() {
    let desk = Desk::new();
    desk.must_show("Is a child at risk?");
    desk.must_show("Begin a decision");
    desk.must_show("Child in danger now");
    desk.must_show("Not for real patients yet");
    desk.must_show("does not move with the child");
    assert!(!desk.register().exists(), "nothing is made before it is needed");
}

/// What must hold of a signed decision about Testa Example, and after another start too.
fn is_signed_and_found_again(desk: &mut Desk, author: &str) {
    desk.must_show("Signed. The file was written, read back and checked.");
    let files = desk.statements();
    assert_eq!(files.len(), 1, "one statement file: {files:?}");
    let digest = Digest::of(&std::fs::read(&files[0]).unwrap());
    let name = files[0].file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.ends_with(&format!("-decision-{}.ron", digest.short(12))), "{name}");
    desk.must_verify(1);
    assert!(desk.drafts().is_empty(), "the draft is gone");

    let statement: Statement = read(&files[0]);
    assert_eq!(statement.author.name, author);
    let Body::Decision(decision) = statement.body else { panic!("a decision") };
    assert_eq!(decision.outcome.id, "share-without-consent");
    assert_eq!(decision.record.children[0].name, "Testa Example");
    assert_eq!(decision.record.passages[0].text, "Two round bruises on the left upper arm.");
    assert_eq!(decision.record.disclosures[0].to, "Exampleton children’s services");
    assert_eq!(decision.record.told[0].who, "The mother");
    assert_eq!(decision.record.reasons, "The account does not fit the marks.");

    for seed in [2, 3] {
        *desk = desk.again(seed);
        desk.must_show("1 signed decision.");
        desk.keys(Modifiers::COMMAND, Key::K);
        desk.type_in("testa");
        desk.must_show("Found in Name");
        desk.type_in("x");
        desk.must_show("Nothing found.");
        desk.key(Key::Backspace);
        let row = desk.row_of("Testa Example");
        desk.press(&row);
        desk.must_show("Checked: these answers still lead here");
        desk.must_show("Two round bruises on the left upper arm.");
        desk.must_show(author);
    }
}

#[test]
fn the_whole_job_by_mouse() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    assert_eq!(desk.title(), "What has brought you here?");
    desk.answer(&WITHOUT_CONSENT);
    desk.must_show("Because: ");
    desk.press("Write the record");

    desk.write("Name", "Testa Example");
    desk.write("Date of birth", "27 3 2019");
    desk.press("+ Finding");
    desk.write("What you found or saw", "Two round bruises on the left upper arm.");
    desk.write("Told to", "Exampleton children’s services");
    desk.press("+ Family member told");
    desk.write("Who was told", "The mother");
    desk.write("Reasons for the decision", "The account does not fit the marks.");
    desk.press("Check and sign");

    desk.must_show("The account does not fit the marks.");
    desk.must_show("Write your name first");
    desk.press("Sign and save");
    assert!(desk.is_on(Role::TextInput, "Your name"), "not without a name");
    desk.type_in("Dr Test Example");
    desk.key(Key::Tab);
    desk.must_show("Signing as Dr Test Example");
    desk.press("Sign and save");
    is_signed_and_found_again(&mut desk, "Dr Test Example");
}

#[test]
fn the_whole_job_by_keyboard_alone() {
    let mut desk = Desk::new();
    desk.keys(Modifiers::COMMAND, Key::N);
    assert_eq!(desk.title(), "What has brought you here?");
    for number in
        [Key::Num2, Key::Num1, Key::Num2, Key::Num2, Key::Num2, Key::Num2, Key::Num2, Key::Num1]
    {
        desk.key(number);
        desk.key(Key::Enter);
    }
    desk.must_show("Because: ");
    desk.keys(Modifiers::COMMAND, Key::Enter);

    desk.tab_to(Role::TextInput, "Name");
    desk.type_in("Testa Example");
    desk.keys(Modifiers::ALT, Key::Num1);
    desk.type_in("Two round bruises on the left upper arm.");
    desk.tab_to(Role::TextInput, "Told to");
    desk.type_in("Exampleton children’s services");
    desk.tab_to(Role::MultilineTextInput, "Reasons for the decision");
    desk.type_in("The account does not fit the marks.");
    let told = desk.row_of("Family told");
    desk.tab_to(Role::Button, &told);
    desk.key(Key::Enter);
    desk.key(Key::Space);
    assert!(desk.is_on(Role::TextInput, "Who was told"));
    desk.type_in("The mother");
    desk.keys(Modifiers::COMMAND, Key::Enter);

    desk.keys(Modifiers::COMMAND, Key::Enter);
    desk.window.run();
    assert_eq!(desk.statements().len(), 0, "the same keys held or doubled sign nothing");
    desk.tab_to(Role::Button, "Sign and save");
    desk.key(Key::Space);
    assert!(desk.is_on(Role::TextInput, "Your name"), "the keyboard is on the name");
    desk.type_in("Dr Test Example");
    desk.keys(Modifiers::COMMAND, Key::Enter);
    is_signed_and_found_again(&mut desk, "Dr Test Example");
}
