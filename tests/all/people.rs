//! The same child in several decisions: suggested with the reason, put aside, opened without
//! losing the draft, and put in one chronology. Nothing is merged by itself.

use std::time::Duration;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use justified::record::{Body, ChildFlag, DecisionId, PersonFlag, PersonRole, Statement};

use crate::desk::{Desk, read};
use crate::job::WITHOUT_CONSENT;

const BESIDE: &str = "Earlier decisions about this child or household";
const OTHERS: &str = "Other decisions that may be about the same child or household";
const NUMBER: &str = "999 000 0018";

/// A new decision at its record.
fn record(desk: &mut Desk) {
    desk.go("Home");
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
}

/// A signed decision about this child, with a finding in it.
fn signed(desk: &mut Desk, child: (&str, &str, &str), finding: &str) -> DecisionId {
    let before: Vec<_> = desk.statements();
    record(desk);
    desk.write("Name", child.0);
    desk.write("Date of birth", child.1);
    if !child.2.is_empty() {
        desk.write("NHS number", child.2);
    }
    desk.press("+ Finding");
    desk.type_in(finding);
    desk.press("Check and sign");
    desk.press("Sign and save");
    let after = desk.statements();
    let new = after.iter().find(|path| !before.contains(path)).expect("it is signed");
    read::<Statement>(new).decision
}

/// Two decisions about one child whose name is spelled in two ways, a day apart.
pub fn two() -> (Desk, DecisionId, DecisionId) {
    let mut desk = Desk::new();
    desk.give_name("Dr Test Example");
    let first = signed(
        &mut desk,
        ("Catherine Sample", "3 4 2019", NUMBER),
        "Two round bruises on the left arm.",
    );
    desk.wait(Duration::from_hours(24));
    let second =
        signed(&mut desk, ("Kathryn Sampel", "3 4 2019", ""), "Thinner than in the spring.");
    (desk, first, second)
}

/// The third is begun, and the child is named in it.
fn third() -> (Desk, DecisionId, DecisionId) {
    let (mut desk, first, second) = two();
    desk.wait(Duration::from_hours(24));
    record(&mut desk);
    desk.must_not_show(BESIDE);
    desk.write("Name", "Catherine Sample");
    see_earlier(&mut desk);
    desk.write("NHS number", NUMBER);
    (desk, first, second)
}

/// Looks at the earlier decisions: beside a record they are folded.
pub fn see_earlier(desk: &mut Desk) {
    if !desk.shows(BESIDE) {
        desk.open("Earlier decisions");
    }
    desk.must_show(BESIDE);
}

fn tick(desk: &mut Desk, name: &str) {
    if desk.title() == "Record"
        && desk.window.query_by_role_and_label(Role::CheckBox, name).is_none()
    {
        desk.open("More about the child");
    }
    desk.window.get_by_role_and_label(Role::CheckBox, name).scroll_to_me();
    desk.window.run();
    desk.window.get_by_role_and_label(Role::CheckBox, name).click();
    desk.window.run();
}

pub fn open_link(desk: &Desk, id: &DecisionId) -> String {
    desk.text()
        .lines()
        .find_map(|line| {
            let name = line.strip_prefix("Link: ")?;
            name.starts_with(&format!("Open decision {id}: ")).then(|| name.to_owned())
        })
        .unwrap_or_else(|| panic!("no link opens {id}:\n{}", desk.text()))
}

#[test]
fn earlier_decisions_show_with_their_reasons_while_a_new_one_is_written() {
    let (mut desk, ..) = third();
    desk.must_show("Same NHS number: Catherine Sample");
    desk.must_show("Name sounds alike: Kathryn Sampel");
    desk.must_show("These are suggestions, not certain matches. Nothing is copied from them.");
    desk.must_show("A risk might only become apparent");
    desk.must_show("0–18 ¶60: read it in the guidance");
    desk.must_show("Now: PCYP ¶43, PCYP ¶44");
    assert_eq!(desk.written("Date of birth"), "", "nothing is copied by itself");
}

#[test]
fn they_show_at_the_questions_too_once_a_child_is_named() {
    let (mut desk, ..) = third();
    desk.press("Back to the outcome");
    see_earlier(&mut desk);
    desk.press("Back");
    see_earlier(&mut desk);
    desk.must_show("Same NHS number: Catherine Sample");
}

#[test]
fn one_is_opened_and_the_draft_stays_in_hand() {
    let (mut desk, first, _) = third();
    let link = open_link(&desk, &first);
    desk.follow(&link);
    desk.must_show("Two round bruises on the left arm.");
    desk.must_show(OTHERS);
    desk.press("Back to your draft");
    assert_eq!(desk.written("Name"), "Catherine Sample");
    assert_eq!(desk.written("NHS number"), NUMBER);
}

#[test]
fn who_is_somebody_else_is_put_aside_in_this_draft_and_can_be_shown_again() {
    let (mut desk, first, second) = third();
    desk.press(&format!("Not the same person: decision {second}"));
    desk.must_not_show("Kathryn Sampel");
    desk.must_show("Same NHS number: Catherine Sample");
    desk.wait(Duration::from_secs(2));
    let aside = desk.draft().not_same;
    assert_eq!(aside.len(), 1);
    assert_eq!((&aside[0].decision, aside[0].number), (&second, false));

    let mut desk = desk.killed(7);
    desk.press("Continue");
    see_earlier(&mut desk);
    desk.must_show("Same NHS number: Catherine Sample");
    desk.must_not_show("Kathryn Sampel");
    desk.follow("Show those I hid");
    desk.must_show("Name sounds alike: Kathryn Sampel");
    desk.press(&format!("Not the same person: decision {first}"));
    desk.press(&format!("Not the same person: decision {second}"));
    desk.must_show("None, apart from those you hid.");
}

#[test]
fn a_signed_decision_names_the_others_and_a_new_one_is_known_at_once() {
    let (mut desk, first, _) = two();
    desk.must_show(OTHERS);
    desk.must_show("Name sounds alike: Catherine Sample");
    let link = open_link(&desk, &first);
    desk.follow(&link);
    desk.must_show("Name sounds alike: Kathryn Sampel");
    desk.must_not_show("Not the same person");
}

#[test]
fn a_chronology_takes_the_same_number_alone_and_others_by_a_press_in_order() {
    let (mut desk, first, second) = third();
    desk.press("Put them in one chronology");
    assert_eq!(desk.title(), "Catherine Sample");
    desk.must_show("What you are writing now is not included");
    desk.must_show("Two round bruises on the left arm.");
    desk.must_not_show("Thinner than in the spring.");
    tick(&mut desk, &format!("Include {second}"));
    desk.must_show("Thinner than in the spring.");

    let copied = desk.press_and_copy("Copy the chronology");
    assert!(copied.contains("Third parties are named here."));
    let place = |words: &str| copied.find(words).unwrap_or_else(|| panic!("no {words}:\n{copied}"));
    assert!(place("Two round bruises") < place("Thinner than in the spring"));
    assert!(place(first.as_str()) < place(second.as_str()));
    assert!(!copied.contains("Invented"), "this register is no training register");

    let file = desk.home.path().join("chronology.txt");
    desk.write("File", &file.display().to_string());
    desk.press("Save to this file");
    desk.must_show("It names third parties.");
    let saved = std::fs::read_to_string(&file).unwrap();
    let seal = saved.strip_prefix(&copied).unwrap();
    assert!(seal.starts_with("\nIn the register: 2 statements, seal "), "{seal}");
    desk.press("Save to this file");
    desk.must_show("The chronology was not saved.");

    tick(&mut desk, "Clinical finding");
    desk.must_show("2 entries");
    let filtered = desk.press_and_copy("Copy the chronology");
    assert!(filtered.contains("Only these kinds are shown: Clinical finding."), "{filtered}");
    desk.follow("Back to your draft");
    assert_eq!(desk.written("Name"), "Catherine Sample");
}

/// A decision on a child of another name with the same NHS number, and a draft with that number.
fn one_number_on_two_names() -> (Desk, DecisionId) {
    let mut desk = Desk::new();
    desk.give_name("Dr Test Example");
    let child = ("Sasha Example", "3 4 2019", NUMBER);
    let first = signed(&mut desk, child, "Two round bruises on the left arm.");
    desk.wait(Duration::from_hours(24));
    record(&mut desk);
    desk.write("Name", "Robin Sample");
    desk.write("NHS number", NUMBER);
    (desk, first)
}

const SAME_CHILD: &str = "This NHS number is also on a record named Sasha Example: the same child?";

#[test]
fn a_number_that_is_on_another_name_is_remarked_where_it_is_written() {
    let (mut desk, first) = one_number_on_two_names();
    desk.key(Key::Tab);
    desk.must_show(SAME_CHILD);
    see_earlier(&mut desk);
    desk.must_show("Same NHS number, another name: Sasha Example");
    desk.press(&format!("Not the same person: decision {first}"));
    desk.must_not_show(SAME_CHILD);
}

#[test]
fn a_chronology_asks_before_it_puts_one_number_on_two_names_together() {
    let (mut desk, first) = one_number_on_two_names();
    desk.press("Put them in one chronology");
    desk.must_show(SAME_CHILD);
    desk.must_not_show("Two round bruises on the left arm.");
    desk.press(&format!("Not the same: leave it out, decision {first}"));
    desk.must_not_show(SAME_CHILD);
    desk.must_not_show("Two round bruises on the left arm.");

    desk.follow("Back to your draft");
    desk.press("Put them in one chronology");
    desk.tab_to(Role::Button, &format!("The same: include it, decision {first}"));
    desk.key(Key::Space);
    desk.must_not_show(SAME_CHILD);
    desk.must_show("Two round bruises on the left arm.");
    let words = "is on records named Robin Sample and Sasha Example.";
    desk.must_show(words);
    let copied = desk.press_and_copy("Copy the chronology");
    assert!(copied.contains(words), "{copied}");
}

#[test]
fn a_child_who_is_not_born_yet_says_nothing_by_key_either_and_it_is_said_why() {
    let mut desk = Desk::new();
    record(&mut desk);
    tick(&mut desk, "Not born yet");
    desk.keys(egui::Modifiers::ALT, Key::Num2);
    desk.must_show("An unborn child has no words.");
    desk.must_not_show("The words, as the child said them");
    desk.keys(egui::Modifiers::ALT, Key::Num3);
    desk.type_in("Her mother is afraid.");
    desk.wait(Duration::from_secs(2));
    let passages = desk.draft().record.passages;
    assert_eq!(passages.len(), 1);
    assert_eq!(passages[0].text, "Her mother is afraid.");
}

#[test]
fn a_chronology_is_saved_to_print_by_keyboard_in_the_words_of_the_text() {
    let (mut desk, first, second) = third();
    desk.press("Put them in one chronology");
    tick(&mut desk, &format!("Include {second}"));
    let copied = desk.press_and_copy("Copy the chronology");
    desk.write("File", &desk.home.path().join("chronology.txt").display().to_string());
    desk.tab_to(Role::Button, "Save this file as a page to print");
    desk.key(Key::Enter);
    let file = desk.home.path().join("chronology.html");
    desk.must_show(&format!("The chronology is in {}. It names third parties.", file.display()));
    let page = std::fs::read_to_string(&file).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>"), "{page}");
    assert!(!page.contains("Invented"), "this register is no training register");
    let notes = format!("Made from decisions {first}, {second}.");
    for words in ["Chronology: Catherine Sample", "Two round bruises on the left arm.", &notes] {
        assert!(page.contains(words) && copied.contains(words), "{words}\n{page}\n{copied}");
    }
    desk.press("Save this file as a page to print");
    desk.must_show("The chronology was not saved.");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), page);
}

#[test]
fn a_chronology_begins_from_a_signed_decision_and_from_the_list() {
    let (mut desk, first, second) = two();
    desk.press("Chronology");
    assert_eq!(desk.title(), "Kathryn Sampel");
    desk.must_show("Always included");
    desk.must_not_show("Two round bruises");
    desk.choose("The household");
    assert_eq!(desk.title(), "The household");
    tick(&mut desk, &format!("Include {first}"));
    desk.must_show("Two round bruises on the left arm.");

    desk.go("Decisions");
    desk.follow("Chronology: put some of these in one");
    desk.must_show("Nothing to show yet. Choose a decision.");
    tick(&mut desk, &format!("Include {second}"));
    desk.must_show("Thinner than in the spring.");
    desk.must_not_show("Two round bruises");
}

#[test]
fn the_chronology_of_one_of_two_children_says_that_passages_may_be_about_the_other() {
    let mut desk = Desk::new();
    desk.give_name("Dr Test Example");
    record(&mut desk);
    desk.write("Name", "Robin Example");
    desk.press("+ Another child");
    desk.type_in("Kim Example");
    desk.press("+ Finding");
    desk.type_in("Two round bruises on the left arm.");
    desk.press("Check and sign");
    desk.press("Sign and save");
    desk.press("Chronology");
    let words = "Some of these decisions are about several children.";
    for child in ["Robin Example", "Kim Example"] {
        desk.choose(child);
        desk.must_show(words);
        desk.must_show("About Robin Example, Kim Example");
    }
    let copied = desk.press_and_copy("Copy the chronology");
    assert!(copied.contains(words), "{copied}");
}

#[test]
fn a_chronology_of_invented_cases_says_so_on_its_face() {
    let (desk, ..) = two();
    let file = desk.register().join("register.ron");
    let text = std::fs::read_to_string(&file).unwrap();
    let mut info: justified::register::RegisterInfo = read(&file);
    assert!(!info.training, "{text}");
    info.training = true;
    std::fs::write(&file, justified::base::ronfile::write(&info).unwrap()).unwrap();
    let mut desk = desk.again(9);
    desk.go("Decisions");
    let row = desk.row_of("Kathryn Sampel");
    desk.press(&row);
    desk.press("Chronology");
    desk.must_show("Invented cases. Not for real patients.");
    let copied = desk.press_and_copy("Copy the chronology");
    let mark = "Invented cases. Not for real patients.\n\nChronology: ";
    assert!(copied.starts_with(mark), "{copied}");
    let path = desk.home.path().join("chronology.txt");
    desk.write("File", &path.display().to_string());
    desk.press("Save to this file");
    let saved = std::fs::read_to_string(&path).unwrap();
    assert!(saved.starts_with(mark), "{saved}");
    desk.press("Save this file as a page to print");
    let page = std::fs::read_to_string(path.with_extension("html")).unwrap();
    let (mark, of) =
        (page.find("Invented cases. Not for real patients."), page.find("Chronology: "));
    assert!(mark.is_some() && mark < of, "{page}");
}

#[test]
fn suggestions_and_chronology_are_reached_with_the_keyboard_alone() {
    let (mut desk, first, second) = third();
    desk.tab_to(Role::Button, &format!("Not the same person: decision {second}"));
    desk.tab_to(Role::Button, "Put them in one chronology");
    desk.key(Key::Enter);
    desk.tab_to(Role::CheckBox, &format!("Include {second}"));
    desk.key(Key::Space);
    desk.must_show("Thinner than in the spring.");
    let link = open_link(&desk, &first);
    desk.tab_to(Role::Link, &link);
    desk.key(Key::Enter);
    desk.must_show(&format!("Decision {first}"));
}

#[test]
fn a_sibling_who_was_recorded_with_a_child_is_suggested_and_the_reason_says_who_that_is() {
    let mut desk = Desk::new();
    desk.give_name("Dr Test Example");
    record(&mut desk);
    desk.write("Name", "Robin Example");
    desk.press("+ Person");
    desk.type_in("Sasha Example");
    desk.choose("Sibling");
    tick(&mut desk, "Lives in the household");
    desk.press("Check and sign");
    desk.press("Sign and save");
    desk.wait(Duration::from_hours(24));
    record(&mut desk);
    desk.write("Name", "Sasha Example");
    see_earlier(&mut desk);
    desk.must_show("Name sounds alike: Sasha Example, sibling there, lives in the household");
}

#[test]
fn an_unborn_child_and_a_person_are_told_by_choices_and_signed() {
    let mut desk = Desk::new();
    desk.give_name("Dr Test Example");
    record(&mut desk);
    desk.show_to_do();
    desk.must_show("The child’s date of birth");
    tick(&mut desk, "Not born yet");
    desk.show_to_do();
    desk.must_not_show("The child’s date of birth");
    desk.must_not_show("The child’s name");
    desk.write("Expected date of delivery", "3 4 2027");
    desk.press("+ Person");
    desk.type_in("Mock Example");
    desk.choose("Father");
    tick(&mut desk, "May pose a risk");
    desk.press("Check and sign");
    desk.must_show("Expected date of delivery");
    desk.must_show("May pose a risk");
    desk.press("Sign and save");
    let statement: Statement = read(&desk.statements()[0]);
    let Body::Decision(decision) = statement.body else { panic!("a decision") };
    assert_eq!(decision.record.children[0].flags, [ChildFlag::Unborn]);
    assert_eq!(decision.record.children[0].due.text, "3 4 2027");
    assert_eq!(decision.record.others[0].role, Some(PersonRole::Father));
    assert_eq!(decision.record.others[0].flags, [PersonFlag::MayPoseRisk]);
    desk.unfold_all();
    desk.must_show("Not born yet");
}
