//! Two windows of one user, and two computers with one id: signed once, and one after another.

use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use justified::app::done::Done;
use justified::app::events::{Event, RecordEvent};
use justified::app::workers::Threads;
use justified::record::DeviceId;
use justified::register::settings::{Settings, SettingsFound, load_settings};
use justified::register::verify::{Known, verify};
use justified::register::{Problem, RealDisk, What};

use crate::desk::{Desk, Setup, files};
use crate::signing::{at_the_signature, sign_one, signed};

const REASONS: &str = "Reasons for the decision";

/// Two windows of one user with the same draft at the signature.
fn two_windows() -> (Desk, Desk) {
    let mut one = Desk::new();
    at_the_signature(&mut one, "Alex Example");
    let mut other = one.again(7);
    other.press("Continue");
    (one, other)
}

#[test]
fn a_draft_that_another_window_signed_is_not_signed_again_and_is_shown() {
    let (mut one, mut other) = two_windows();
    one.press("Sign and save");
    other.press("Sign and save");
    other.must_show("This was signed at 10:42");
    other.must_show("It was not signed again.");
    assert!(other.state().shown_id().is_some(), "what was signed is on the screen");
    assert_eq!(other.drafts(), []);
    other.go("Home");
    other.must_not_show("Not finished");
    other.must_verify(1);
}

#[test]
fn a_draft_is_gone_on_with_as_another_window_left_it() {
    let mut one = Desk::new();
    at_the_signature(&mut one, "Alex Example");
    let mut other = one.again(7);
    one.press("Back to the record");
    one.write(REASONS, "Typed in the other window.");
    one.wait(Duration::from_secs(2));
    other.press("Continue");
    other.wait(Duration::from_secs(2));
    other.press("Back to the record");
    assert_eq!(other.written(REASONS), "Typed in the other window.");
    other.must_not_show("changed this draft");
    assert_eq!(other.drafts().len(), 1);
}

#[test]
fn what_another_window_did_not_sign_is_kept_when_it_is_signed_too_late() {
    let (mut one, mut other) = two_windows();
    one.press("Sign and save");
    other.press("Back to the record");
    other.write(REASONS, "Only here.");
    other.press("Check and sign");
    other.press("Sign and save");
    other.must_show("What you wrote here that is not in it is kept as a draft.");
    assert_eq!(other.draft().record.reasons, "Only here.");
    other.must_verify(1);
}

#[test]
fn a_draft_that_another_window_has_changed_since_is_not_signed_unread() {
    let (mut one, mut other) = two_windows();
    one.press("Back to the record");
    one.write(REASONS, "Typed in the other window.");
    one.wait(Duration::from_secs(2));
    other.press("Sign and save");
    other.must_show("Not signed.");
    other.must_show("Both are kept. Look at both before you continue.");
    assert_eq!(other.statements().len(), 0);
    assert_eq!(other.drafts().len(), 2);
    other.press("Sign and save");
    other.must_show("Signed.");
    other.must_not_show("Not signed.");
}

#[test]
fn two_windows_sign_one_after_another_in_one_chain() {
    let mut one = Desk::new();
    sign_one(&mut one, "Alex Example");
    let mut other = one.again(7);
    // Each has read the register before the other signs.
    at_the_signature(&mut one, "Robin Example");
    at_the_signature(&mut other, "Sam Example");
    one.press("Sign and save");
    other.press("Sign and save");
    sign_one(&mut one, "Kim Example");
    one.must_verify(4);
    other.must_not_show("new id");
}

#[test]
fn settings_that_were_put_back_from_a_copy_change_nothing_of_the_chain() {
    let desk = signed("Alex Example");
    let earlier = std::fs::read(desk.settings_file()).unwrap();
    let mut desk = desk.killed(2);
    sign_one(&mut desk, "Robin Example");
    std::fs::write(desk.settings_file(), earlier).unwrap();
    let mut desk = desk.killed(3);
    desk.must_not_show("new id");
    sign_one(&mut desk, "Sam Example");
    desk.must_verify(3);
}

#[test]
fn lost_settings_keep_the_id_of_the_workstation() {
    let desk = signed("Alex Example");
    let before = settings(&desk).device;
    std::fs::remove_file(desk.settings_file()).unwrap();
    let desk = desk.killed(2);
    assert_eq!(desk.state().settings.saved.device, before);
}

#[test]
fn a_copied_computer_gets_an_id_of_its_own_once_and_nothing_is_an_alarm() {
    let one = signed("Alex Example");
    let mut copy = copied(&one);
    sign_one(&mut copy, "Robin Example");
    // It meets what its copy signed.
    let mut one = one.killed(2);
    one.must_show("This computer has a new id from now on.");
    assert_ne!(settings(&one).device, settings(&copy).device);
    sign_one(&mut one, "Sam Example");
    assert_eq!(wrong(&one), []);
    let one = one.killed(3);
    one.must_not_show("new id");
    let copy = copy.killed(4);
    copy.must_not_show("new id");
}

#[test]
fn copied_computers_that_both_signed_are_remarked_and_no_alarm_once_one_has_a_new_id() {
    let mut one = signed("Alex Example");
    let mut copy = copied(&one);
    sign_one(&mut copy, "Robin Example");
    sign_one(&mut one, "Sam Example");
    assert!(wrong(&one).iter().any(|problem| problem.what == What::TwoAfterOne));
    // What the copy signed is met when the names are compared after signing.
    one.window.run();
    one.must_show("This computer has a new id from now on.");
    let mut one = one.killed(2);
    one.must_not_show("new id");
    sign_one(&mut one, "Kim Example");
    let report = verify(&RealDisk, &one.register(), &Known::default()).unwrap();
    assert_eq!(report.wrong, []);
    let split = report.remarks.iter().filter(|problem| problem.what == What::TwoHadOneId);
    assert_eq!(split.count(), 2);
}

/// A copy of this user's settings and private folder on another computer, with the same share.
fn copied(desk: &Desk) -> Desk {
    let home = tempfile::tempdir().unwrap();
    for folder in ["config", "data"] {
        for file in files(&desk.home.path().join(folder)) {
            copy(&file, desk.home.path(), home.path());
        }
    }
    let passed = Duration::from_mins(10);
    Desk::with(Setup { home: Some(Rc::new(home)), seed: 9, passed, ..Setup::default() })
}

fn copy(file: &Path, from: &Path, to: &Path) {
    let to = to.join(file.strip_prefix(from).unwrap());
    std::fs::create_dir_all(to.parent().unwrap()).unwrap();
    std::fs::copy(file, to).unwrap();
}

fn settings(desk: &Desk) -> Settings {
    match load_settings(&RealDisk, &desk.settings_file()).unwrap() {
        SettingsFound::Fine(settings) => *settings,
        other => panic!("{other:?}"),
    }
}

/// What is wrong, also by what this workstation remembers.
fn wrong(desk: &Desk) -> Vec<Problem> {
    let known = Known::from(&settings(desk));
    verify(&RealDisk, &desk.register(), &known).unwrap().wrong
}

#[test]
fn a_workstation_is_known_by_its_own_file_before_its_settings() {
    let desk = signed("Alex Example");
    let text = std::fs::read_to_string(desk.settings_file()).unwrap();
    let (own, foreign) = (settings(&desk).device, DeviceId::mint([77; 8]));
    // The settings of another computer were copied here.
    std::fs::write(desk.settings_file(), text.replace(own.as_str(), foreign.as_str())).unwrap();
    let desk = desk.killed(2);
    assert_eq!(desk.state().settings.saved.device, own);
}

#[test]
fn two_windows_that_sign_at_the_same_moment_make_one_chain_each_time() {
    let mut one = Desk::new();
    sign_one(&mut one, "Alex Example");
    let mut other = one.again(7);
    for desk in [&mut one, &mut other] {
        let ctx = desk.window.ctx.clone();
        let threads = Threads::new(ctx, Done::is_quiet);
        desk.window.state_mut().state.env.runner = Box::new(threads);
    }
    for round in 0..8 {
        for desk in [&mut one, &mut other] {
            begin(desk, &format!("Child {round} Example"));
        }
        for desk in [&mut one, &mut other] {
            handle(desk, RecordEvent::Sign);
        }
        until(&mut one, &mut other, |desk| desk.state().drafts.is_empty());
    }
    // What each computer remembers of its own signing is on the disk by then, too.
    until(&mut one, &mut other, Desk::may_close);
    one.must_verify(17);
}

/// A decision of this child at the signature, with nothing left to save.
fn begin(desk: &mut Desk, child: &str) {
    desk.keys(egui::Modifiers::COMMAND, egui::Key::N);
    desk.answer(&crate::job::WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("Name", child);
    desk.press("Check and sign");
    let settled = |desk: &Desk| desk.state().all_saved() || desk.state().next_save().is_some();
    let start = std::time::Instant::now();
    while !settled(desk) {
        assert!(start.elapsed() < Duration::from_mins(1), "never saved");
        desk.window.step();
    }
}

fn handle(desk: &mut Desk, event: RecordEvent) {
    let ctx = desk.window.ctx.clone();
    desk.window.state_mut().state.handle(&ctx, Event::Record(event));
}

/// Frames of both until this holds of both.
fn until(one: &mut Desk, other: &mut Desk, done: impl Fn(&Desk) -> bool) {
    let start = std::time::Instant::now();
    while !(done(one) && done(other)) {
        assert!(start.elapsed() < Duration::from_mins(1), "{}\n{}", one.text(), other.text());
        one.window.step();
        other.window.step();
    }
}
