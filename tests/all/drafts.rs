//! Where a draft is kept before its register is read, or can be made; what leaves none.

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use egui::accesskit::Role;
use justified::app::events::{ContactsEvent, DecisionsEvent, Event};
use justified::app::workers::Lane;
use justified::record::{AdditionKind, ContactKind};
use justified::register::RealDisk;
use justified::register::testing::{FailingDisk, Fault};

use crate::desk::{Desk, Held, Setup, files};
use crate::job::WITHOUT_CONSENT;
use crate::signing::signed;

const REASONS: &str = "Reasons for the decision";

/// A decision is written up to its reasons, and saved.
fn written(reasons: &str) -> Desk {
    let mut desk = Desk::new();
    write(&mut desk, reasons);
    desk
}

fn write(desk: &mut Desk, reasons: &str) {
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write(REASONS, reasons);
    desk.wait(Duration::from_secs(1));
}

/// What is in the drafts of the outbox.
fn waiting(desk: &Desk) -> Vec<String> {
    desk.outbox("drafts").iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn what_is_typed_before_the_register_is_found_is_kept_on_this_computer_and_goes_there_then() {
    let slow = Held::slow();
    let mut desk = written("Before.").again_slow(2, &slow);
    desk.must_show("Reading the register…");
    write(&mut desk, "While nothing is known.");
    assert_eq!(waiting(&desk).len(), 1);
    assert!(waiting(&desk)[0].contains("While nothing is known."));
    assert_eq!(desk.drafts().len(), 1, "the register is not touched");
    desk.must_show("on this computer 10:42");
    desk.must_not_show("saved 10:42");

    slow.let_go(Lane::Find);
    desk.wait(Duration::from_secs(3));
    desk.must_show("saved 10:42");
    assert_eq!(desk.drafts().len(), 2, "its register.ron is known, and that is enough");
    assert_eq!(waiting(&desk), [""; 0]);
    desk.type_in(" More.");
    desk.wait(Duration::from_secs(1));
    assert_eq!(desk.drafts().len(), 2);

    slow.let_go(Lane::Long);
    desk.wait(Duration::from_secs(1));
    desk.go("Home");
    desk.must_show("Not finished");
    assert_eq!(desk.drafts().len(), 2, "nothing is there twice");
    assert_eq!(desk.window.state().state.session.lists().drafts.len(), 2);
}

#[test]
fn killed_before_the_register_is_read_nothing_typed_is_lost() {
    let slow = Held::slow();
    let mut desk = written("Before.").again_slow(2, &slow);
    write(&mut desk, "While nothing is known.");
    let mut desk = desk.killed(3);
    desk.must_show("The register can be reached again.");
    let both = |desk: &Desk| desk.window.state().state.session.lists().drafts.len();
    assert_eq!(both(&desk), 2);
    assert_eq!(waiting(&desk), [""; 0]);
    desk = desk.killed(4);
    assert_eq!(both(&desk), 2);
}

#[test]
fn while_something_is_not_saved_that_is_said_and_no_time_beside_it() {
    let desk = written("Saved.");
    let disk = Arc::new(FailingDisk::new(RealDisk, Fault::Full, 0));
    let mut desk = desk.again_on(2, disk);
    desk.press("Continue");
    desk.type_in(" This cannot be saved.");
    desk.wait(Duration::from_secs(1));
    desk.must_show("Not saved yet");
    desk.must_not_show("saved 10:42");
    desk.go("Guidance");
    desk.must_show("Not saved yet");
}

#[test]
fn the_very_first_start_on_a_full_disk_is_saved_once_there_is_space() {
    let disk = Arc::new(FailingDisk::new(RealDisk, Fault::Full, 0));
    let home = Rc::new(tempfile::tempdir().unwrap());
    let setup = Setup { home: Some(home), disk: Arc::clone(&disk) as _, ..Setup::default() };
    let mut desk = Desk::with(setup);
    write(&mut desk, "Typed on a full disk.");
    desk.must_show("There is no register yet, and none could be created. Justified keeps trying.");
    desk.must_show("Not saved yet");
    assert!(!desk.register().join("register.ron").exists());
    desk.wait(Duration::from_secs(10));
    desk.must_show("Not saved yet");
    desk.keys(egui::Modifiers::COMMAND, egui::Key::Plus);
    desk.wait(Duration::from_secs(2));
    desk.must_show("Your settings are not saved.");

    disk.mend();
    desk.wait(Duration::from_secs(3));
    desk.wait(Duration::from_secs(3));
    assert_eq!(desk.draft().record.reasons, "Typed on a full disk.");
    desk.must_show("saved 10:42");
    desk.must_not_show("could be created");
    desk.must_not_show("This draft is not saved");
    desk.must_not_show("Your settings are not saved.");
    assert_eq!(waiting(&desk), [""; 0]);
    desk.sign("Dr Test Example");
    desk.must_show("Signed.");
    desk.must_verify(1);
}

#[test]
fn where_only_the_documents_are_full_it_waits_on_this_computer_and_is_there_at_the_next_start() {
    let mut desk = Desk::new();
    let documents = desk.home.path().join("Documents");
    std::fs::write(&documents, "a file is in the way").unwrap();
    write(&mut desk, "Typed before there was a register.");
    desk.must_show("on this computer 10:42");
    assert_eq!(waiting(&desk).len(), 1);
    let mut desk = desk.killed(2);
    desk.must_show("In the record: reasons");
    desk.must_not_show("Is a child at risk? Decide what to share.");
    std::fs::remove_file(&documents).unwrap();
    desk.press("Continue");
    desk.wait(Duration::from_secs(3));
    desk.wait(Duration::from_secs(3));
    assert_eq!(desk.draft().record.reasons, "Typed before there was a register.");
    assert_eq!(waiting(&desk), [""; 0]);
}

#[test]
fn whoever_opens_another_register_meanwhile_takes_along_what_they_began() {
    let mut desk = Desk::new();
    let documents = desk.home.path().join("Documents");
    std::fs::write(&documents, "a file is in the way").unwrap();
    write(&mut desk, "Typed before there was a register.");
    let share = desk.home.path().join("share");
    desk.go("Settings");
    desk.write("Folder", &share.display().to_string());
    desk.press("Use this folder");
    desk.press("Make a new register here");
    desk.wait(Duration::from_secs(3));
    let text = std::fs::read_to_string(&files(&share.join("drafts"))[0]).unwrap();
    assert!(text.contains("Typed before there was a register."));
    assert_eq!(waiting(&desk), [""; 0], "and nothing stays behind");
}

#[test]
fn a_form_that_is_opened_and_left_untouched_leaves_no_draft() {
    let mut desk = signed("Testa Example");
    let id = desk.window.state().state.shown_id().unwrap().clone();
    let leave = |desk: &mut Desk, what: &str| {
        desk.wait(Duration::from_secs(2));
        desk.go("Home");
        desk.wait(Duration::from_secs(2));
        desk.must_not_show("Not finished");
        assert!(desk.drafts().is_empty(), "{what}");
    };
    desk.go("Home");
    desk.press("Begin a decision");
    leave(&mut desk, "a new decision");
    desk.go("Decide");
    leave(&mut desk, "Decide");
    let ctx = desk.window.ctx.clone();
    let handle = |desk: &mut Desk, event| {
        desk.window.state_mut().state.handle(&ctx, event);
        desk.window.run();
    };
    let mut kinds = AdditionKind::ALL.to_vec();
    kinds.retain(|kind| *kind != AdditionKind::Correction);
    for kind in kinds {
        handle(&mut desk, Event::Decisions(DecisionsEvent::Open(id.clone())));
        handle(&mut desk, Event::Decisions(DecisionsEvent::BeginAddition(id.clone(), kind)));
        assert!(desk.window.state().state.drafts.addition().is_some(), "{kind:?} is open");
        leave(&mut desk, &format!("{kind:?}"));
    }
    handle(&mut desk, Event::Decisions(DecisionsEvent::Open(id.clone())));
    handle(&mut desk, Event::Decisions(DecisionsEvent::BeginNote(id)));
    leave(&mut desk, "a note");
    handle(&mut desk, Event::Contacts(ContactsEvent::Add(ContactKind::ChildrensServices)));
    leave(&mut desk, "a contact");
    assert!(desk.close());
    assert!(desk.drafts().is_empty());
    assert!(!desk.can_press(Role::Button, "Continue"));
}
