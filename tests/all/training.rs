//! Invented cases: a register of their own, marked on every screen and on everything that
//! leaves it, and the way back.

use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use justified::caseload::WorkedCase;
use justified::record::DecisionId;
use justified::register::verify::{Known, verify};
use justified::register::{MARK, RealDisk, Register, load};

use crate::desk::{Desk, Setup, files};
use crate::job::DELAY_HARMS;

const TRY: &str = "Try it with practice cases";
const BACK: &str = "Back to your own register";

fn settle(desk: &mut Desk) {
    for _ in 0..6 {
        desk.window.run();
    }
}

/// A fresh machine on which the invented cases were opened.
pub fn trained() -> Desk {
    let mut desk = Desk::new();
    desk.press(TRY);
    settle(&mut desk);
    desk
}

/// The folders of the registers of invented cases.
fn made(desk: &Desk) -> Vec<PathBuf> {
    let all = files(&desk.home.path().join("data").join("training"));
    all.into_iter()
        .filter(|path| path.ends_with("register.ron"))
        .filter_map(|path| path.parent().map(Path::to_owned))
        .collect()
}

fn worked() -> Vec<WorkedCase> {
    WorkedCase::all().unwrap()
}

/// Opens the signed decision of a worked case from the list.
pub fn open_worked(desk: &mut Desk) {
    desk.go("Decisions");
    desk.write("Search", "Worked case: A bruise");
    let row = desk.row_of("Worked case: A bruise");
    desk.press(&row);
}

#[test]
fn whoever_has_not_said_their_name_is_asked_for_it_before_they_add_to_a_case() {
    let mut desk = trained();
    open_worked(&mut desk);
    desk.press("Add to it");
    desk.press("Add a note");
    desk.must_not_show("Signing as");
    desk.follow("Write your name in Settings");
    desk.must_show("About you");
}

/// The decisions of the register in that folder.
fn decisions(root: &Path) -> Vec<DecisionId> {
    let register = Register::open(&RealDisk, root).unwrap();
    load(&RealDisk, &register).decisions.into_iter().map(|file| file.id).collect()
}

#[test]
fn one_press_makes_invented_cases_and_opens_them_and_another_comes_back_to_them() {
    let mut desk = trained();
    let folders = made(&desk);
    assert_eq!(folders.len(), 1);
    assert_eq!(decisions(&folders[0]).len(), 60 + worked().len());
    let report = verify(&RealDisk, &folders[0], &Known::default()).unwrap();
    assert_eq!(report.wrong, []);
    desk.must_show("to do, ");
    desk.go("Contacts");
    desk.must_show("Exampleton duty desk");

    desk.follow(BACK);
    settle(&mut desk);
    desk.must_not_show(MARK);
    assert!(!desk.register().exists(), "no register of the practice was made by looking");
    desk.press(TRY);
    settle(&mut desk);
    desk.must_show(MARK);
    assert_eq!(made(&desk), folders, "the one that is there");
}

#[test]
fn made_anew_it_is_another_and_the_one_before_stays_in_its_folder() {
    let mut desk = trained();
    let before = made(&desk);
    desk.go("Home");
    desk.follow("Make a new set of practice cases");
    settle(&mut desk);
    desk.must_show(MARK);
    let after = made(&desk);
    assert_eq!(after.len(), 2);
    assert!(before.iter().all(|folder| after.contains(folder)));
}

#[test]
fn every_screen_says_that_the_cases_are_invented_and_so_does_the_window() {
    let mut desk = trained();
    for place in ["Home", "Decide", "Decisions", "Guidance", "Contacts", "Settings"] {
        desk.go(place);
        desk.must_show(MARK);
    }
    open_worked(&mut desk);
    desk.must_show(MARK);
    desk.keys(Modifiers::COMMAND, Key::E);
    desk.go("Home");
    desk.press("Read the worked cases");
    desk.must_show(MARK);
    desk.go("Home");
    desk.press("Begin a decision");
    desk.must_show(MARK);
    desk.answer(&["I am worried about an adult", "No"]);
    desk.must_show(MARK);
    desk.press("Write the record");
    desk.must_show(MARK);
    desk.press("Check and sign");
    desk.must_show(MARK);
}

#[test]
fn whoever_presses_child_in_danger_among_invented_cases_is_told_that_the_numbers_are_invented() {
    let mut desk = trained();
    desk.press("Child in danger now");
    desk.must_show("For a real child, ring 999 or go back.");
}

#[test]
fn the_title_of_the_window_says_so_and_no_longer_after_the_way_back() {
    let mut desk = Desk::new();
    let titles = |desk: &mut Desk, role, name: &str| {
        desk.window.get_by_role_and_label(role, name).click();
        let mut seen = Vec::new();
        for _ in 0..8 {
            desk.window.step();
            let commands = &desk.window.output().viewport_output[&egui::ViewportId::ROOT].commands;
            seen.extend(commands.iter().filter_map(|command| match command {
                egui::ViewportCommand::Title(title) => Some(title.clone()),
                _ => None,
            }));
        }
        seen
    };
    assert_eq!(titles(&mut desk, Role::Button, TRY), ["Justified – practice cases"]);
    assert_eq!(titles(&mut desk, Role::Link, BACK), ["Justified"]);
}

#[test]
fn everything_that_is_copied_says_that_the_cases_are_invented() {
    let mut desk = trained();
    let must_be_marked = |desk: &mut Desk, button: &str| {
        let copied = desk.press_and_copy(button);
        assert!(copied.starts_with(MARK), "{button}: {copied}");
    };
    open_worked(&mut desk);
    for whose in ["the record of Remi Example-Rowan", "the record of Uma Example-Rowan, mother"] {
        let copied = desk.copy_text_for(whose, whose);
        assert!(copied.starts_with(MARK), "{whose}: {copied}");
    }
    for (answers, buttons) in [
        (
            &["Someone has asked me for information", "An agency or another professional"][..],
            &[][..],
        ),
        (&["No", "Yes", "No"], &["Copy the questions"]),
    ] {
        if buttons.is_empty() {
            desk.go("Home");
            desk.press("Begin a decision");
        }
        desk.answer(answers);
        for button in buttons {
            must_be_marked(&mut desk, button);
        }
    }
    desk.go("Home");
    desk.press("Begin a decision");
    desk.answer(&["I am worried about a child"]);
    desk.answer(&["Something is not right", "No"]);
    must_be_marked(&mut desk, "Copy the summary");
    desk.go("Guidance");
    must_be_marked(&mut desk, "Copy citation");
}

#[test]
fn what_is_copied_in_the_practices_own_register_is_not_marked() {
    let mut desk = trained();
    desk.follow(BACK);
    settle(&mut desk);
    desk.go("Guidance");
    assert!(!desk.press_and_copy("Copy citation").contains(MARK));
}

#[test]
fn text_goes_to_the_clipboard_in_one_place_only() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let places: Vec<PathBuf> = files(&source)
        .into_iter()
        .filter(|path| std::fs::read_to_string(path).unwrap().contains("copy_text("))
        .collect();
    // The menu of a text field gives back what was selected in it, as the keyboard does.
    let menu = source.join("app").join("widgets").join("textmenu.rs");
    let way_out = source.join("app").join("update").join("clipboard.rs");
    assert_eq!(places, [way_out, menu]);
}

#[test]
fn contacts_saved_to_a_file_are_marked_and_no_other_register_takes_them() {
    let mut desk = trained();
    desk.go("Contacts");
    let file = desk.home.path().join("invented.ron");
    desk.write("File", &file.display().to_string());
    desk.press("Save contacts to this file");
    settle(&mut desk);
    assert!(std::fs::read_to_string(&file).unwrap().starts_with(&format!("// {MARK}\n")));

    desk.follow(BACK);
    settle(&mut desk);
    desk.go("Contacts");
    desk.must_not_show("Exampleton duty desk");
    desk.write("File", &file.display().to_string());
    desk.press("Look at this file");
    settle(&mut desk);
    desk.must_show("The contacts in this file are invented");
    desk.must_not_show("What this file would do");
}

#[test]
fn among_invented_cases_a_real_looking_number_is_warned_of_and_kept() {
    let mut desk = trained();
    desk.go("Home");
    desk.press("Begin a decision");
    desk.answer(&DELAY_HARMS);
    desk.press("Write the record");
    desk.write("NHS number", "943 476 5919");
    desk.key(Key::Tab);
    desk.must_show("Do not enter real patients");
    desk.wait(Duration::from_secs(2));
    assert_eq!(desk.written("NHS number"), "943 476 5919");
    assert!(desk.can_press(Role::Button, "Check and sign"), "it blocks nothing");
}

/// A desk with a draft in the practice's own register, in which a name was just typed.
fn with_an_own_draft() -> Desk {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&DELAY_HARMS);
    desk.press("Write the record");
    desk.write("Name", "Own Child");
    desk.wait(Duration::from_secs(1));
    desk
}

#[test]
fn nothing_of_the_one_shows_in_the_other_and_what_was_in_hand_is_saved_first() {
    let mut desk = with_an_own_draft();
    let before = files(&desk.register());
    desk.go("Home");
    desk.press(TRY);
    settle(&mut desk);
    desk.must_show(MARK);
    desk.must_not_show("Own Child");
    assert_eq!(desk.draft().record.children[0].name, "Own Child");
    desk.go("Decisions");
    desk.write("Search", "Worked");

    // What is begun here stays here.
    desk.go("Home");
    desk.press("Begin a decision");
    desk.answer(&["I am worried about an adult"]);
    desk.follow(BACK);
    settle(&mut desk);
    desk.must_not_show(MARK);
    desk.must_show("Own Child");
    assert_eq!(files(&desk.register()).len(), before.len(), "nothing was added to the own one");
    assert_eq!(made(&desk).iter().map(|root| files(&root.join("drafts")).len()).sum::<usize>(), 1);
    desk.go("Decisions");
    desk.must_not_show("Worked case");

    desk.go("Home");
    desk.press(TRY);
    settle(&mut desk);
    desk.must_show("At the question");
    desk.go("Decisions");
    assert_eq!(desk.written("Search"), "", "a search is not carried over");
}

#[test]
fn the_program_starts_in_the_practices_own_register() {
    let mut desk = with_an_own_draft();
    desk.go("Home");
    desk.press(TRY);
    settle(&mut desk);
    let again = desk.again(7);
    again.must_not_show(MARK);
    again.must_show("Own Child");
}

#[test]
fn the_way_back_leads_out_while_the_own_register_is_away() {
    let mut desk = with_an_own_draft();
    desk.wait(Duration::from_secs(2));
    desk.go("Home");
    desk.press(TRY);
    settle(&mut desk);
    desk.take_away();
    desk.follow(BACK);
    settle(&mut desk);
    desk.must_not_show(MARK);
    desk.must_show("The register cannot be reached");
    desk.must_not_show("Exampleton");
}

#[test]
fn what_was_begun_without_a_register_never_goes_among_invented_cases() {
    let mut desk = with_an_own_draft();
    desk.wait(Duration::from_secs(2));
    // Of a newer version meanwhile: this one cannot open it, so there is no place for a draft.
    let file = desk.register().join("register.ron");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("format: 1,"));
    std::fs::write(&file, text.replace("format: 1,", "format: 2,")).unwrap();
    let mut desk = desk.killed(9);
    desk.press("Begin a decision");
    desk.answer(&["I am worried about a child"]);
    desk.go("Home");
    desk.press(TRY);
    settle(&mut desk);
    desk.must_not_show(MARK);
    desk.must_show("Open the register in Settings first.");
    assert_eq!(made(&desk), [] as [PathBuf; 0]);
}

#[test]
fn a_worked_case_is_read_by_keyboard_with_its_points_and_what_they_rest_on() {
    let mut desk = Desk::new();
    desk.tab_to(Role::Link, "Read the worked cases");
    desk.key(Key::Enter);
    assert_eq!(desk.title(), "Worked cases");
    for case in worked() {
        desk.must_show(&case.title);
    }
    let first = &worked()[0];
    desk.tab_to(Role::Button, &format!("Read: {}", first.title));
    desk.key(Key::Enter);
    assert_eq!(desk.title(), first.title);
    desk.must_show(&first.situation);
    desk.must_show("Share now. Do not wait for consent.");
    desk.must_show("What to notice");
    desk.must_show("He does not roll, to either side.");
    for point in &first.points {
        desk.must_show(&point.text);
    }
    desk.must_show("But you must not delay sharing relevant information");
    desk.tab_to(Role::Button, "Next case");
    desk.key(Key::Enter);
    assert_eq!(desk.title(), worked()[1].title);
    desk.follow("All worked cases");
    assert_eq!(desk.title(), "Worked cases");
}

#[test]
fn every_worked_case_can_be_read_at_200_percent_and_in_the_dark() {
    let setup =
        Setup { size: [640.0, 400.0], zoom: 2.0, theme: egui::Theme::Dark, ..Setup::default() };
    let mut desk = Desk::with(setup);
    desk.follow("Read the worked cases");
    for case in worked() {
        desk.press(&format!("Read: {}", case.title));
        for point in &case.points {
            desk.must_show(&point.text);
        }
        desk.follow("All worked cases");
    }
}

#[test]
fn a_worked_case_shows_its_path_and_is_tried_from_its_first_question() {
    let mut desk = Desk::new();
    desk.follow("Read the worked cases");
    desk.press("Read: A bruise on a baby who cannot roll");
    desk.press("Show the path");
    assert!(desk.shows("Share now"), "{}", desk.text());
    desk.key(Key::Escape);
    desk.press("Try it from the start");
    desk.wait(Duration::from_secs(1));
    assert_eq!(desk.title(), "What has brought you here?");
    desk.must_show("What happened");
    assert!(desk.state().is_training(), "nobody tries it in their own register");
    desk.answer(&["I am worried about a child"]);
    desk.follow("Compare with the worked case");
    desk.must_show("What it teaches");
}

#[test]
fn locked_the_help_in_an_emergency_still_says_that_its_numbers_are_invented() {
    let mut desk = trained();
    for screen in ["locked", "act now"] {
        if screen == "locked" {
            desk.keys(Modifiers::COMMAND, Key::L);
            settle(&mut desk);
        } else {
            desk.key(Key::F9);
            desk.must_show("The contacts are invented too. For a real child, ring 999 or go back.");
        }
        desk.must_show(MARK);
        desk.must_not_show(BACK);
    }
}
