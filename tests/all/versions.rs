//! A second version of a draft is never deleted unseen; and Home names what cannot be read.

use std::path::PathBuf;
use std::time::Duration;

use egui::accesskit::Role;
use justified::base::ronfile;
use justified::record::{Draft, Work};

use crate::desk::{Desk, read};
use crate::job::WITHOUT_CONSENT;

const REASONS: &str = "Reasons for the decision";
const VERSION: &str = "A version that was not signed";

fn written(reasons: &str) -> Desk {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write(REASONS, reasons);
    desk.wait(Duration::from_secs(1));
    desk
}

/// Two windows of one user had the same draft, and one of them signed it. The other is closed.
fn two_windows() -> Desk {
    let mut first = written("Common.");
    let mut second = first.again(2);
    second.press("Continue");
    second.type_in(" Of the second window.");
    second.wait(Duration::from_secs(1));
    first.type_in(" Of the first window.");
    first.wait(Duration::from_secs(1));
    first.must_show("Yours was saved next to it. Both are on Home.");
    drop(first);
    second.sign("Dr Test Example");
    second.must_show("Signed.");
    second
}

/// The draft's file with these reasons in place of its own, under another name.
fn copy(desk: &Desk, name: &str, reasons: Option<&str>) -> PathBuf {
    let file = desk.files("drafts").remove(0);
    let mut draft: Draft = read(&file);
    if let (Work::Decision(work), Some(reasons)) = (&mut draft.work, reasons) {
        reasons.clone_into(&mut work.record.reasons);
    }
    let copy = file.with_file_name(name);
    std::fs::write(&copy, ronfile::write(&draft).unwrap()).unwrap();
    copy
}

#[test]
fn a_second_version_of_a_draft_is_offered_beside_the_signed_decision() {
    let mut desk = two_windows();
    for seed in [3, 4] {
        desk.must_show(VERSION);
        desk.go("Home");
        desk.must_show(VERSION);
        desk.must_not_show("Not finished");
        assert_eq!(desk.drafts().len(), 1, "its words are there");
        desk = desk.killed(seed);
        desk.must_show(VERSION);
        desk.press("Open what was signed");
    }
    desk.must_show("Common. Of the second window.");
    desk.must_not_show("Common. Of the first window.");
    desk.press("Read what differs");
    desk.must_show("Common. Of the first window.");
    desk.must_verify(1);
}

#[test]
fn its_words_are_copied_or_taken_into_an_addition() {
    let mut desk = two_windows();
    let copied = desk.press_and_copy("Copy its words");
    assert!(copied.contains("Common. Of the first window."), "{copied}");
    assert!(!copied.contains("second"), "only what was not signed: {copied}");
    desk.press("Put its words into a note");
    let note = desk.written("Add to this decision");
    assert!(note.contains("Common. Of the first window."), "{note}");
    desk.press("Sign and save");
    desk.must_show("Signed.");
    desk.must_verify(2);
    desk.must_show(VERSION);
}

#[test]
fn it_goes_only_when_the_person_says_so() {
    let mut desk = two_windows();
    desk.follow("Discard this version");
    desk.must_show("Its words are deleted for good. What was signed stays as it is.");
    desk.press("Keep it");
    assert_eq!(desk.drafts().len(), 1);
    desk.follow("Discard this version");
    desk.press("Delete it");
    desk.must_not_show(VERSION);
    assert!(desk.drafts().is_empty());
    let desk = desk.killed(3);
    desk.must_not_show(VERSION);
    desk.must_verify(1);
}

#[test]
fn a_copy_of_a_sync_tool_is_offered_where_it_says_more_and_goes_where_it_says_the_same() {
    let mut desk = written("The account does not fit.");
    let other = copy(&desk, "draft (conflicted copy).ron", Some("Typed at the other computer."));
    let same = copy(&desk, "draft (1).ron", None);
    desk.sign("Dr Test Example");
    assert!(other.exists());
    for large in [false, true] {
        let desk = if large { desk.again_large(3) } else { desk.again(2) };
        desk.must_show(VERSION);
        assert!(other.exists() && !same.exists());
        let lines = &desk.window.state().state.session.lists().versions;
        assert_eq!(lines.len(), 1);
        assert!(lines[0].words().contains("Typed at the other computer."));
    }
}

#[test]
fn a_copy_of_a_draft_that_is_not_signed_is_gone_on_with_by_itself() {
    let desk = written("The account does not fit.");
    copy(&desk, "draft (conflicted copy).ron", Some("Typed at the other computer."));
    let desk = desk.killed(2);
    let lines = desk.window.state().state.session.lists().drafts.clone();
    assert_eq!(lines.len(), 2, "both are on Home");
    let mut desk = desk;
    let path = lines.iter().find(|line| line.path.to_string_lossy().contains("conflicted"));
    let open = justified::app::events::DraftEvent::Open(path.unwrap().path.clone());
    let ctx = desk.window.ctx.clone();
    desk.window.state_mut().state.handle(&ctx, justified::app::events::Event::Draft(open));
    desk.window.run();
    assert_eq!(desk.written(REASONS), "Typed at the other computer.");
    desk.type_in(" More.");
    desk.wait(Duration::from_secs(1));
    assert_eq!(desk.drafts().len(), 2, "it is saved where it lies");
}

#[test]
fn a_draft_that_cannot_be_read_is_on_home_by_name_with_where_it_is() {
    let desk = written("The account does not fit.");
    let file = desk.files("drafts").remove(0);
    std::fs::write(&file, "Draft(format: 1, ").unwrap();
    let desk = desk.killed(2);
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    desk.must_show(&format!("A draft cannot be read: {name}"));
    desk.must_show(&file.display().to_string());
    desk.must_show("The file is kept as it is.");
    desk.must_not_show("Is a child at risk? Decide what to share.");
    assert_eq!(desk.title(), "Home");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "Draft(format: 1, ");
}

#[test]
fn home_never_greets_as_at_a_first_start_where_files_cannot_be_read() {
    let greeting = "Is a child at risk? Decide what to share.";
    let mut desk = written("The account does not fit.");
    desk.sign("Dr Test Example");
    let statement = desk.statements().remove(0);
    std::fs::write(&statement, "Statement(").unwrap();
    let desk = desk.killed(2);
    desk.must_not_show(greeting);
    desk.must_show("other file");
    let register = desk.register().join("register.ron");
    std::fs::write(&register, "Register(format: 9, more: 1)").unwrap();
    let desk = desk.killed(3);
    desk.must_not_show(greeting);
    desk.must_show("It is not open.");
}

#[test]
fn a_text_that_is_too_long_says_so_beside_the_field_and_is_never_said_to_be_saved() {
    let mut desk = written("Short.");
    let long = "x".repeat(ronfile::MAX_TYPED);
    let state = &mut desk.window.state_mut().state;
    let now = (state.env.instant)();
    let hand = state.current_draft_mut().unwrap();
    // Not painted: a text of this length would hold the test for minutes.
    hand.work_mut().unwrap().record.reasons = long;
    hand.touched(now);
    desk.window.state_mut().state.handle(
        &egui::Context::default(),
        justified::app::events::Event::Go(justified::app::events::Screen::Guidance),
    );
    desk.wait(Duration::from_secs(1));
    desk.must_show("This is longer than can be kept in one file");
    desk.must_show("Not saved yet");
    assert!(desk.can_press(Role::Tab, "Guidance"));
    assert_eq!(desk.draft().record.reasons, "Short.", "what was saved before is unchanged");
}
