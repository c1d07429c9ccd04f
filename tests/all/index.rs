//! The list that the index kept: shown at once, marked until the register is read, and without
//! any say in what the register says.

use std::path::Path;

use justified::app::App;
use justified::app::events::{DecisionsEvent, Event, Screen};
use justified::app::workers::Lane;
use justified::base::ronfile;
use justified::record::{Body, DecisionId, Nonce, Statement};
use justified::register::testing::MemoryDisk;
use justified::register::{Choice, Disk, Register, RegisterInfo, Summary, layout, sign_bytes};

use crate::desk::{Held, ROOT, in_memory};

const DECISION: &str = include_str!("../golden/1/decision.ron");
const REGISTER: &str = include_str!("../golden/1/register.ron");

/// A register with two decisions, on a disk.
fn disk() -> MemoryDisk {
    let disk = MemoryDisk::default();
    let info: RegisterInfo = ronfile::read(REGISTER.as_bytes()).unwrap();
    let register = Register::create(&disk, Path::new(ROOT), info, Choice::Chosen).unwrap();
    sign_bytes(&disk, &register, DECISION).unwrap();
    sign_bytes(&disk, &register, &about(2, "Mock Sample")).unwrap();
    disk
}

/// The golden decision under another id, about this child.
fn about(number: u8, child: &str) -> String {
    let mut statement: Statement = ronfile::read(DECISION.as_bytes()).unwrap();
    statement.decision = DecisionId::mint(2026, [number; 8]);
    statement.nonce = Nonce::mint([number; 16]);
    let Body::Decision(decision) = &mut statement.body else { panic!("a decision") };
    child.clone_into(&mut decision.record.children[0].name);
    ronfile::write(&statement).unwrap()
}

fn register(disk: &MemoryDisk) -> Register {
    Register::open(disk, Path::new(ROOT)).unwrap()
}

/// The window on this disk: what the index kept is there, the register is not read yet.
fn start(disk: &MemoryDisk) -> (App, Held) {
    let held = Held::results(|lane| lane == Lane::Long);
    let mut app = in_memory(disk, Box::new(held.clone()), 2_000);
    app.state.take_results();
    (app, held)
}

/// A first start, which leaves an index.
fn started_before() -> MemoryDisk {
    let disk = disk();
    let (mut app, held) = start(&disk);
    held.give_all(&mut app);
    assert!(index(&disk).is_some(), "the list is kept");
    disk
}

/// The file of the list, and what stands in it.
fn index(disk: &MemoryDisk) -> Option<(std::path::PathBuf, Vec<u8>)> {
    disk.files()
        .into_iter()
        .find(|(path, _)| path.display().to_string().ends_with(layout::LISTING_END))
}

/// The rows as they are shown, each with whether it is marked.
fn shown(app: &App) -> Vec<(Summary, bool)> {
    let found = &app.state.session.lists().found;
    found.rows.iter().map(|row| (Summary::clone(&found.summaries[*row]), found.checking)).collect()
}

/// The rows of a register that was read with no index there.
fn settled(disk: &MemoryDisk) -> Vec<(Summary, bool)> {
    let bare = MemoryDisk::default();
    for (path, bytes) in disk.files() {
        if !path.display().to_string().contains("/index/") {
            bare.put(&path, &bytes);
        }
    }
    let (mut app, held) = start(&bare);
    assert!(shown(&app).is_empty(), "there is no index");
    held.give_all(&mut app);
    shown(&app)
}

/// Whatever the index says: until the register is read every row is marked, and after that the
/// rows are those that no index ever touched.
fn must_settle(disk: &MemoryDisk) -> usize {
    let wanted = settled(disk);
    let (mut app, held) = start(disk);
    let before = shown(&app);
    assert!(before.iter().all(|(_, checking)| *checking), "an unmarked row");
    held.give_all(&mut app);
    assert_eq!(shown(&app), wanted);
    assert!(wanted.iter().all(|(_, checking)| !checking));
    before.len()
}

#[test]
fn the_list_is_there_at_once_marked_and_then_settles_to_the_same_rows() {
    let disk = started_before();
    assert_eq!(must_settle(&disk), 2);
}

#[test]
fn deleting_the_index_changes_no_settled_row() {
    let disk = started_before();
    let (path, _) = index(&disk).unwrap();
    disk.remove_file(&path).unwrap();
    assert_eq!(must_settle(&disk), 0);
}

#[test]
fn a_stale_index_changes_no_settled_row() {
    // Something was added behind it.
    let disk = started_before();
    sign_bytes(&disk, &register(&disk), &about(3, "Third Example")).unwrap();
    assert_eq!(must_settle(&disk), 2);
    // Something was changed, behind the program's back.
    let disk = started_before();
    let (path, bytes) = disk
        .files()
        .into_iter()
        .find(|(_, bytes)| String::from_utf8_lossy(bytes).contains("Mock Sample"))
        .unwrap();
    let text = String::from_utf8(bytes).unwrap().replace("Mock Sample", "Someone Else");
    disk.put(&path, text.as_bytes());
    assert_eq!(must_settle(&disk), 2);
    // Something was taken away.
    let disk = started_before();
    disk.remove_file(&path).unwrap();
    assert_eq!(must_settle(&disk), 2);
}

#[test]
fn a_broken_index_and_that_of_another_register_are_not_used() {
    let disk = started_before();
    let (path, bytes) = index(&disk).unwrap();
    disk.put(&path, &bytes[..bytes.len() / 2]);
    assert_eq!(must_settle(&disk), 0);
    let text = String::from_utf8(bytes).unwrap();
    let own = register(&disk).info.id.as_str().to_owned();
    let other = justified::record::RegisterId::mint([9; 8]);
    disk.put(&path, text.replacen(&own, other.as_str(), 1).as_bytes());
    assert_eq!(must_settle(&disk), 0);
}

#[test]
fn a_search_in_what_the_index_kept_finds_it_and_marks_it() {
    let disk = started_before();
    let (mut app, held) = start(&disk);
    app.state.screens.list.filter.words = "mock sam".to_owned();
    let context = egui::Context::default();
    app.state.handle(&context, Event::Decisions(DecisionsEvent::Filtered));
    app.state.take_results();
    app.state.handle(&context, Event::Decisions(DecisionsEvent::InSight(0, 2)));
    let found = &app.state.session.lists().found;
    assert_eq!((found.rows.len(), found.checking), (1, true));
    assert_eq!(found.hits[&found.rows[0]][0].snippet, "mock sample");
    held.give_all(&mut app);
    app.state.handle(&context, Event::Decisions(DecisionsEvent::InSight(0, 2)));
    let found = &app.state.session.lists().found;
    assert_eq!((found.rows.len(), found.checking), (1, false));
    assert_eq!(found.hits[&found.rows[0]][0].snippet, "Mock Sample");
}

#[test]
fn a_row_that_is_not_settled_opens_once_it_was_read() {
    let disk = started_before();
    let (mut app, held) = start(&disk);
    let context = egui::Context::default();
    app.state.handle(&context, Event::Go(Screen::Decisions));
    let id = shown(&app)[0].0.id.clone();
    app.state.handle(&context, Event::Decisions(DecisionsEvent::Open(id.clone())));
    assert_eq!(app.state.window.screen, Screen::Decisions);
    held.give_all(&mut app);
    assert_eq!(app.state.window.screen, Screen::Decision(id));
}
