//! A result that comes late is never shown: it could be another patient's.

use std::path::{Path, PathBuf};

use justified::app::App;
use justified::app::events::{DecisionsEvent, Event, Screen, SettingsEvent};
use justified::app::session::Seen;
use justified::app::workers::Lane;
use justified::record::{Addendum, Body, Digest, Nonce, RegisterId, Statement};
use justified::register::testing::MemoryDisk;
use justified::register::{Choice, Register, RegisterInfo, sign_bytes};

use crate::desk::{Held, in_memory};

const DECISION: &str = include_str!("../golden/1/decision.ron");
const REGISTER: &str = include_str!("../golden/1/register.ron");

#[test]
fn a_register_that_comes_late_is_not_shown_in_place_of_the_one_asked_for_since() {
    let (mut app, held) = two_registers();
    use_folder(&mut app, &with_a_decision());
    held.give(&mut app, 0);
    assert_eq!(shown(&app), (Some(with_a_decision()), 1), "in time it is shown");

    let (mut app, held) = two_registers();
    use_folder(&mut app, &with_a_decision());
    use_folder(&mut app, &empty());
    held.give(&mut app, 1);
    assert_eq!(shown(&app), (Some(empty()), 0));
    held.give(&mut app, 0);
    assert_eq!(shown(&app), (Some(empty()), 0), "the first was asked for before");

    let (mut app, held) = two_registers();
    use_folder(&mut app, &with_a_decision());
    use_folder(&mut app, &empty());
    held.give(&mut app, 0);
    assert_eq!(shown(&app), (None, 0), "and not while the second is awaited either");
}

#[test]
fn a_second_reading_that_comes_late_is_not_shown_in_another_register() {
    let (mut app, held) = two_registers();
    use_folder(&mut app, &with_a_decision());
    held.give(&mut app, 0);
    app.state.handle(&egui::Context::default(), Event::Decisions(DecisionsEvent::Reload));
    use_folder(&mut app, &empty());
    held.give(&mut app, 1);
    assert_eq!(shown(&app), (Some(empty()), 0));
    held.give(&mut app, 0);
    assert_eq!(shown(&app), (Some(empty()), 0));
}

#[test]
fn a_decision_that_is_read_again_late_is_not_taken_for_the_one_opened_since() {
    let (mut app, held) = two_registers();
    use_folder(&mut app, &with_a_decision());
    held.give(&mut app, 0);
    let id = app.state.session.contents().decisions[0].id.clone();
    let open = |app: &mut App| {
        let event = Event::Decisions(DecisionsEvent::Open(id.clone()));
        app.state.handle(&egui::Context::default(), event);
    };
    // Each opening reads the decision and the rules it was made under.
    open(&mut app);
    open(&mut app);
    held.give(&mut app, 0);
    held.give(&mut app, 0);
    assert_eq!(app.state.session.look().seen, Seen::Checking, "it was asked for before");
    assert!(app.state.session.look().compared.is_empty(), "and so was this");
    held.give(&mut app, 0);
    assert_eq!(app.state.session.look().seen, Seen::Read);
    held.give(&mut app, 0);
    assert_eq!(app.state.session.look().compared.len(), 1);

    open(&mut app);
    use_folder(&mut app, &empty());
    while held.waiting() > 1 {
        held.give(&mut app, 0);
    }
    held.give(&mut app, 0);
    open(&mut app);
    assert_eq!(shown(&app), (Some(empty()), 0), "it is not in this register");
}

#[test]
fn a_case_that_was_read_late_is_not_taken_up_by_somebody_who_has_gone_elsewhere() {
    for gone in [false, true] {
        let (mut app, held) = holding(0);
        use_folder(&mut app, &with_a_decision());
        held.give(&mut app, 0);
        let id = app.state.session.contents().decisions[0].id.clone();
        let context = egui::Context::default();
        app.state.handle(&context, Event::Decisions(DecisionsEvent::Reopen(id)));
        assert!(app.state.current_draft().is_none(), "it is being read");
        if gone {
            app.state.handle(&context, Event::Go(Screen::Guidance));
        }
        held.give(&mut app, 0);
        assert_eq!(app.state.current_draft().is_none(), gone);
    }
}

#[test]
fn a_reading_that_comes_late_takes_back_nothing_that_was_signed_since() {
    let (mut app, held, disk) = on_a_disk(0);
    use_folder(&mut app, &with_a_decision());
    held.give(&mut app, 0);
    let id = app.state.session.contents().decisions[0].id.clone();
    let context = egui::Context::default();
    app.state.handle(&context, Event::Decisions(DecisionsEvent::Reopen(id.clone())));
    // Signed and read again while that reading is still on its way.
    let first: Statement = justified::base::ronfile::read(DECISION.as_bytes()).unwrap();
    let root = Digest::of(DECISION.as_bytes());
    let note = Statement {
        root: Some(root.clone()),
        follows: vec![root],
        nonce: Nonce::mint([9; 16]),
        body: Body::Addendum(Addendum { text: "Signed since.".to_owned() }),
        ..first
    };
    let register = Register::open(&disk, &with_a_decision()).unwrap();
    sign_bytes(&disk, &register, &justified::base::ronfile::write(&note).unwrap()).unwrap();
    app.state.handle(&context, Event::Decisions(DecisionsEvent::Open(id)));
    held.give(&mut app, 1);
    let sound = |app: &App| {
        let statements = &app.state.session.contents().decisions[0].statements;
        statements.iter().filter(|one| one.sound).count()
    };
    assert_eq!(sound(&app), 2);
    held.give(&mut app, 0);
    assert_eq!(sound(&app), 2);
}

fn with_a_decision() -> PathBuf {
    PathBuf::from("/share/one")
}

fn empty() -> PathBuf {
    PathBuf::from("/share/other")
}

/// The register that is open, and how many decisions are shown of it.
fn shown(app: &App) -> (Option<PathBuf>, usize) {
    let root = app.state.session.register().map(|register| register.root.clone());
    (root, app.state.session.contents().decisions.len())
}

fn use_folder(app: &mut App, folder: &Path) {
    let folder = folder.display().to_string();
    app.state.handle(&egui::Context::default(), Event::Settings(SettingsEvent::UseFolder(folder)));
}

/// The window on a disk with two registers, one with a decision, and none of them open.
fn two_registers() -> (App, Held) {
    holding(2_000)
}

/// The same, where so many decisions are held in memory.
fn holding(hold: usize) -> (App, Held) {
    let (app, held, _) = on_a_disk(hold);
    (app, held)
}

/// The same, with the disk.
fn on_a_disk(hold: usize) -> (App, Held, MemoryDisk) {
    let disk = MemoryDisk::default();
    let info: RegisterInfo = justified::base::ronfile::read(REGISTER.as_bytes()).unwrap();
    let one = Register::create(&disk, &with_a_decision(), info, Choice::Chosen).unwrap();
    sign_bytes(&disk, &one, DECISION).unwrap();
    let info = RegisterInfo::new(RegisterId::mint([8; 8]), "Other practice");
    Register::create(&disk, &empty(), info, Choice::Chosen).unwrap();

    let held = Held::results(|lane| matches!(lane, Lane::Long | Lane::Look));
    let app = in_memory(&disk, Box::new(held.clone()), hold);
    // What is looked for at the start is no register that was asked for.
    held.forget();
    (app, held, disk)
}
