//! A register that is away is never replaced by a new one, nor shown as empty; and what was
//! written for one register never gets lost, or into another.

use std::rc::Rc;
use std::time::Duration;

use egui::accesskit::Role;
use justified::app::commands::Command;
use justified::app::done::Done;
use justified::app::events::{DecideEvent, DecisionsEvent, DraftEvent, Event, SettingsEvent};
use justified::app::session::{Ask, Brought};
use justified::register::RegisterError;
use justified::register::drafts::DraftFile;

use crate::desk::{Desk, Setup, files};

/// A decision is begun and saved in the register in the documents.
fn begun() -> Desk {
    let mut desk = Desk::new();
    begin(&mut desk);
    assert_eq!(desk.drafts().len(), 1);
    desk
}

/// Begins a decision: its first question is answered.
fn begin(desk: &mut Desk) {
    handle(desk, Event::Command(Command::NewDecision));
    handle(desk, Event::Decide(DecideEvent::Pick("concern".to_owned())));
    handle(desk, Event::Decide(DecideEvent::Continue));
    desk.wait(Duration::from_secs(1));
}

fn handle(desk: &mut Desk, event: Event) {
    desk.window.state_mut().state.handle(&egui::Context::default(), event);
    desk.window.run();
}

fn use_folder(desk: &mut Desk, folder: &std::path::Path) {
    handle(desk, Event::Settings(SettingsEvent::UseFolder(folder.display().to_string())));
}

fn notices(desk: &Desk) -> String {
    let notices = &desk.window.state().state.window.notices;
    notices.iter().map(|notice| notice.text.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_register_that_is_away_at_the_start_is_not_replaced_by_a_new_one() {
    let desk = begun();
    let known = desk.window.state().state.session.register().cloned().unwrap();
    desk.take_away();
    let mut desk = desk.killed(2);
    assert!(notices(&desk).contains("The register cannot be reached"), "{}", notices(&desk));
    begin(&mut desk);
    assert!(!desk.register().exists(), "nothing is made in its place");
    assert_eq!(desk.outbox("drafts").len(), 1, "the draft waits on this computer");

    let mut desk = desk.killed(3);
    assert_eq!(
        desk.window.state().state.session.drafts().drafts.len(),
        1,
        "it is there after a restart"
    );
    let waiting = desk.window.state().state.session.drafts().drafts[0].path.clone();
    handle(&mut desk, Event::Draft(DraftEvent::Open(waiting)));
    desk.put_back();
    desk.wait(Duration::from_secs(3));
    desk.wait(Duration::from_secs(1));
    assert_eq!(desk.window.state().state.session.register(), Some(&known));
    assert_eq!(desk.drafts().len(), 2, "it went there");
    assert!(desk.outbox("drafts").is_empty());
    assert_eq!(desk.window.state().state.session.drafts().drafts.len(), 2);
    assert!(!notices(&desk).contains("The register cannot be reached"), "{}", notices(&desk));
}

#[test]
fn a_register_that_cannot_be_opened_is_not_replaced_by_a_new_one_elsewhere() {
    let mut desk = Desk::new();
    let share = desk.home.path().join("share");
    use_folder(&mut desk, &share);
    desk.go("Settings");
    desk.press("Make a new register here");
    let text = std::fs::read_to_string(share.join("register.ron")).unwrap();
    std::fs::write(share.join("register.ron"), text.replace("format: 1", "format: 9")).unwrap();
    let mut desk = desk.killed(2);
    begin(&mut desk);
    assert!(!desk.register().exists(), "nothing is made in the documents");
    assert!(notices(&desk).contains("No other register was created."), "{}", notices(&desk));
    std::fs::write(share.join("register.ron"), text).unwrap();
    handle(&mut desk, Event::Decisions(DecisionsEvent::Reload));
    desk.wait(Duration::from_secs(1));
    assert_eq!(files(&share.join("drafts")).len(), 1, "the draft is saved where it belongs");
}

#[test]
fn a_register_that_goes_away_is_not_shown_as_empty() {
    let mut desk = begun();
    handle(&mut desk, Event::Draft(DraftEvent::Leave));
    desk.take_away();
    handle(&mut desk, Event::Decisions(DecisionsEvent::Reload));
    assert_eq!(desk.window.state().state.session.drafts().drafts.len(), 1, "what was read stays");
    assert!(notices(&desk).contains("What you see is what was read before."));
    desk.put_back();
    handle(&mut desk, Event::Decisions(DecisionsEvent::Reload));
    assert!(!notices(&desk).contains("What you see is what was read before."));
}

#[test]
fn a_register_is_made_in_a_chosen_folder_only_after_asking() {
    let mut desk = Desk::new();
    let mistyped = desk.home.path().join("shaer").join("register");
    use_folder(&mut desk, &mistyped);
    assert!(!desk.home.path().join("shaer").exists(), "nothing is made");
    desk.go("Settings");
    desk.must_show("There is no register in this folder. Make a new one here?");
    desk.press("Make a new register here");
    assert!(mistyped.join("register.ron").is_file());
    assert!(!desk.can_press(Role::Button, "Make a new register here"), "it is made");
}

#[test]
fn a_draft_that_is_nowhere_saved_holds_its_register_open() {
    let mut desk = Desk::new();
    let share = desk.home.path().join("share");
    use_folder(&mut desk, &share);
    desk.go("Settings");
    desk.press("Make a new register here");
    let home = Rc::clone(&desk.home);
    drop(desk);
    std::fs::remove_dir_all(home.path().join("config")).unwrap();
    let mut desk = Desk::with(Setup { home: Some(home), seed: 7, ..Setup::default() });
    begin(&mut desk);
    let open = desk.window.state().state.session.register().cloned().unwrap();
    // Neither the register nor the outbox takes anything.
    desk.take_away();
    std::fs::create_dir_all(desk.home.path().join("data")).unwrap();
    let outbox = desk.home.path().join("data").join("outbox");
    std::fs::write(&outbox, "in the way").unwrap();
    let nonce = desk.window.state().state.drafts.decision().cloned().unwrap();
    let state = &mut desk.window.state_mut().state;
    let now = (state.env.instant)();
    let hand = state.drafts.iter_mut().next().unwrap();
    hand.work_mut().unwrap().record.reasons = "Typed since.".to_owned();
    hand.touched(now);
    use_folder(&mut desk, &share);
    let state = &desk.window.state().state;
    assert_eq!(state.session.register(), Some(&open), "{}", notices(&desk));
    assert!(state.find(Some(&nonce)).is_some(), "the draft is still here");
    assert!(notices(&desk).contains("The other register was not opened"), "{}", notices(&desk));

    std::fs::remove_file(&outbox).unwrap();
    desk.put_back();
    desk.wait(Duration::from_secs(5));
    use_folder(&mut desk, &share);
    let state = &desk.window.state().state;
    assert_eq!(state.session.register().map(|open| open.root.clone()), Some(share.clone()));
    assert!(state.drafts.is_empty());
    desk.wait(Duration::from_secs(5));
    assert!(files(&share.join("drafts")).is_empty(), "it stays in its own register");
    assert_eq!(desk.drafts().len(), 1);
}

#[test]
fn a_draft_of_another_register_that_comes_late_is_not_taken_in_hand() {
    let mut desk = begun();
    let (ticket, late) = {
        let state = &desk.window.state().state;
        let hand = state.current_draft().unwrap();
        let (path, digest) = hand.saved().cloned().unwrap();
        let draft = DraftFile { path, digest, draft: hand.draft.clone() };
        (state.session.ticket(Ask::Anything), draft)
    };
    let share = desk.home.path().join("share");
    use_folder(&mut desk, &share);
    desk.go("Settings");
    desk.press("Make a new register here");
    let late: Result<DraftFile, RegisterError> = Ok(late);
    let job = Box::new(move || Done::Session(ticket, Brought::TakenOver(Box::new(late))));
    let app = desk.window.state_mut();
    app.state.env.runner.run(justified::app::workers::Lane::Disk, job);
    app.state.take_results();
    assert!(app.state.drafts.is_empty(), "it is another register's");
    assert_eq!(app.state.drafts.decision(), None);
}
