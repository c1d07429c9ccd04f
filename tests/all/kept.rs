//! Nothing that was typed is lost: by a crash, an absent share, a full disk, or a close.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use egui::Key;
use egui::accesskit::Role;
use justified::record::Place;
use justified::register::testing::{FailingDisk, Fault};
use justified::register::{Disk, RealDisk};

use crate::desk::{Desk, Setup, files};
use crate::job::WITHOUT_CONSENT;

const REASONS: &str = "Reasons for the decision";

fn in_the_record() -> Desk {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.wait(Duration::from_secs(1));
    desk
}

/// Ready to sign, with the last words saved.
fn at_the_signature() -> Desk {
    let mut desk = in_the_record();
    desk.write(REASONS, "The account does not fit.");
    desk.give_name("Dr Test Example");
    desk.go("Decide");
    desk.press("Check and sign");
    desk.wait(Duration::from_secs(2));
    desk
}

#[test]
fn a_draft_comes_back_at_its_question_after_a_crash() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT[..3]);
    desk.wait(Duration::from_secs(1));
    desk = desk.killed(2);
    desk.must_show("Not finished");
    desk.must_show("At the question: Could asking for consent increase the risk of harm?");
    desk.press("Continue");
    assert_eq!(desk.title(), "Could asking for consent increase the risk of harm?");
    desk.must_show("3 answers so far");
}

#[test]
fn a_draft_comes_back_at_its_field_after_a_crash() {
    let mut desk = in_the_record();
    desk.write("Address", "1 Invented Street");
    desk.wait(Duration::from_secs(1));
    desk = desk.killed(2);
    desk.must_show("In the record: who");
    desk.press("Continue");
    assert!(desk.is_on(Role::MultilineTextInput, "Address"), "{}", desk.text());
    assert_eq!(desk.written("Address"), "1 Invented Street");
    desk.type_in(", Exampleton");
    assert_eq!(desk.written("Address"), "1 Invented Street, Exampleton");
}

#[test]
fn however_steadily_someone_types_only_the_last_second_is_missing() {
    let mut desk = in_the_record();
    desk.write(REASONS, "0");
    let mut typed = vec![String::from("0")];
    // Ten letters a second, each 100 ms before the clock is looked at.
    for tenth in 1..=80_usize {
        let letter = format!("{}", tenth % 10);
        desk.type_in(&letter);
        let all = format!("{}{letter}", typed.last().unwrap());
        typed.push(all);
        desk.wait(Duration::from_millis(100));
        let saved = desk.draft().record.reasons;
        let a_second_ago = tenth.saturating_sub(8);
        assert!(
            tenth < 10 || saved.len() >= a_second_ago,
            "{} letters are typed and {} are saved",
            tenth + 1,
            saved.len()
        );
    }
    let all = typed.last().unwrap().clone();
    desk = desk.killed(2);
    desk.press("Continue");
    let back = desk.written(REASONS);
    assert!(all.starts_with(&back) && all.len() - back.len() <= 10, "{back} of {all}");
}

#[test]
fn while_the_register_is_away_drafts_wait_on_this_computer() {
    let mut desk = in_the_record();
    desk.write(REASONS, "Before.");
    desk.wait(Duration::from_secs(1));
    desk.take_away();
    desk.type_in(" While it is away.");
    desk.wait(Duration::from_secs(1));
    desk.must_show("It is kept on this computer, and goes there when the register can be reached.");
    desk.must_show("on this computer 10:42");
    assert_eq!(desk.outbox("drafts").len(), 1);
    assert!(!desk.register().exists(), "nothing is made in its place");
    let home = Rc::clone(&desk.home);
    drop(desk);
    std::fs::rename(home.path().join("away"), home.path().join("Documents/Justified register"))
        .unwrap();
    let mut desk = Desk::with(Setup { home: Some(home), seed: 2, ..Setup::default() });
    desk.must_show("The register can be reached again.");
    assert!(desk.outbox("drafts").is_empty(), "nothing waits any more");
    assert_eq!(desk.draft().record.reasons, "Before. While it is away.");
    desk.press("Continue");
    assert_eq!(desk.written(REASONS), "Before. While it is away.");
}

#[test]
fn a_register_that_comes_back_gets_the_draft_without_a_restart() {
    let mut desk = in_the_record();
    desk.write(REASONS, "Before.");
    desk.wait(Duration::from_secs(1));
    desk.take_away();
    desk.type_in(" Away.");
    desk.wait(Duration::from_secs(1));
    desk.put_back();
    desk.wait(Duration::from_secs(3));
    assert_eq!(desk.draft().record.reasons, "Before. Away.");
    assert!(desk.outbox("drafts").is_empty());
    desk.must_not_show("It is kept on this computer");
}

#[test]
fn what_is_signed_while_the_register_is_away_is_there_on_its_return() {
    let mut desk = at_the_signature();
    desk.take_away();
    desk.press("Sign and save");
    desk.must_show("Signed, and kept on this computer: the register cannot be reached.");
    assert_eq!(desk.outbox("decisions").len(), 1);
    assert!(desk.outbox("drafts").is_empty(), "its draft is gone");
    desk.must_show("The account does not fit.");
    desk.put_back();
    desk = desk.killed(2);
    desk.must_show("The register can be reached again.");
    assert!(desk.outbox("decisions").is_empty());
    desk.must_verify(1);
    assert!(desk.drafts().is_empty(), "the draft that stayed there is gone too");
    desk.must_not_show("Not finished");
    desk.must_show("1 signed decision.");
}

#[test]
fn what_waits_goes_back_before_the_next_is_signed() {
    let mut desk = at_the_signature();
    desk.take_away();
    desk.press("Sign and save");
    desk.put_back();
    desk.press("Add to it");
    desk.press("Add a note");
    desk.write("Add to this decision", "Rang at noon.");
    desk.press("Sign and save");
    desk.must_show("Signed. The file was written");
    desk.must_verify(2);
}

/// Another start on a copy of this home, on a disk that is gone from this step on.
fn copied(home: &Path, seed: u8, gone_at: usize) -> (Desk, Arc<FailingDisk<RealDisk>>) {
    let copy = tempfile::tempdir().unwrap();
    for file in files(home) {
        let to = copy.path().join(file.strip_prefix(home).unwrap());
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        // The settings name the register by its whole path.
        let text = std::fs::read_to_string(&file).unwrap();
        let (from, now) = (home.display().to_string(), copy.path().display().to_string());
        std::fs::write(to, text.replace(&from, &now)).unwrap();
    }
    let disk = Arc::new(FailingDisk::new(RealDisk, Fault::Gone, gone_at));
    let passed = Duration::from_mins(1);
    let setup = Setup {
        home: Some(Rc::new(copy)),
        seed,
        disk: Arc::clone(&disk) as Arc<dyn Disk>,
        passed,
        ..Setup::default()
    };
    (Desk::with(setup), disk)
}

/// How many steps of the disk come before signing.
fn steps_before_signing(home: &Path) -> usize {
    let (mut desk, disk) = copied(home, 2, usize::MAX);
    desk.press("Continue");
    disk.steps()
}

/// Signs on a disk that is gone from this step on, then starts again on a sound one. Says also
/// whether everything was done before that step.
fn killed_while_signing(home: &Path, at: usize) -> (Desk, bool) {
    let (mut desk, disk) = copied(home, 3, at);
    desk.press("Continue");
    desk.press("Sign and save");
    let whole = disk.steps() < at;
    (desk.killed(4), whole)
}

#[test]
fn a_crash_at_any_step_of_signing_leaves_one_statement_or_a_draft_that_gives_it() {
    let mut seen = [0, 0, 0];
    let mut step = 0;
    let ready = at_the_signature();
    let before_signing = steps_before_signing(ready.home.path());
    loop {
        let (mut desk, whole) = killed_while_signing(ready.home.path(), before_signing + step);
        let before: Vec<PathBuf> = desk.statements();
        let drafts = desk.drafts();
        assert!(before.len() <= 1, "never two");
        match (before.len(), drafts.first()) {
            (0, Some(draft)) => {
                let fixed = draft.signing.clone();
                seen[usize::from(fixed.is_some())] += 1;
                if fixed.is_some() {
                    desk.must_show("Signing was interrupted. Nothing is lost.");
                }
                desk.wait(Duration::from_hours(1));
                desk.press("Continue");
                desk.press("Sign and save");
                let files = desk.statements();
                assert_eq!(files.len(), 1, "step {step}");
                if let Some(fixed) = fixed {
                    let signed = std::fs::read_to_string(&files[0]).unwrap();
                    assert_eq!(signed, fixed.statement, "the same file, byte for byte");
                }
            }
            (1, None) => {
                seen[2] += 1;
                desk.must_not_show("Not finished");
            }
            other => panic!("step {step}: {other:?}"),
        }
        desk.must_verify(1);
        assert!(desk.drafts().is_empty(), "step {step}");
        if whole {
            break;
        }
        step += 7;
    }
    assert!(seen.iter().all(|count| *count > 0), "each kind of crash was met: {seen:?}");
}

#[test]
fn a_window_with_everything_saved_closes_at_once() {
    let mut desk = in_the_record();
    desk.write(REASONS, "Typed a moment ago.");
    assert!(desk.close());
    assert_eq!(desk.draft().record.reasons, "Typed a moment ago.");
}

#[test]
fn a_draft_that_is_safe_in_the_outbox_does_not_hold_the_window() {
    let mut desk = in_the_record();
    desk.take_away();
    desk.write(REASONS, "While it is away.");
    desk.wait(Duration::from_secs(1));
    assert!(desk.close());
    assert_eq!(desk.outbox("drafts").len(), 1);
}

#[test]
fn a_full_disk_is_said_at_the_first_close_and_the_second_closes() {
    let desk = in_the_record();
    let disk = Arc::new(FailingDisk::new(RealDisk, Fault::Full, 0));
    let mut desk = desk.again_on(2, disk);
    desk.press("Continue");
    desk.write(REASONS, "This cannot be saved.");
    desk.wait(Duration::from_secs(1));
    assert!(!desk.close(), "the first close says what is not saved");
    desk.must_show("Not saved yet: a draft (In the record: reasons");
    assert_eq!(desk.written(REASONS), "This cannot be saved.");
    assert!(desk.close(), "the second closes");
}

#[test]
fn whoever_goes_on_typing_after_the_warning_is_warned_again() {
    let desk = in_the_record();
    let disk = Arc::new(FailingDisk::new(RealDisk, Fault::Full, 0));
    let mut desk = desk.again_on(2, disk);
    desk.press("Continue");
    desk.write(REASONS, "This");
    assert!(!desk.close());
    desk.type_in(" and that");
    desk.must_not_show("Not saved yet:");
    assert!(!desk.close());
    desk.must_show("Not saved yet:");
    assert!(desk.close());
}

#[test]
fn another_decision_begun_meanwhile_leaves_the_first_on_home() {
    let mut desk = in_the_record();
    desk.write(REASONS, "The first.");
    desk.keys(egui::Modifiers::COMMAND, Key::N);
    desk.answer(&WITHOUT_CONSENT[..1]);
    desk.wait(Duration::from_secs(1));
    assert_eq!(desk.drafts().len(), 2);
    desk.go("Home");
    desk.must_show("In the record: reasons");
    let first = desk.drafts().into_iter().any(|draft| match draft.work {
        justified::record::Work::Decision(work) => {
            work.record.reasons == "The first." && matches!(work.place, Place::Record(Some(_)))
        }
        _ => false,
    });
    assert!(first);
}
