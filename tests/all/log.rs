//! The log of a register: what is opened, printed, copied and saved elsewhere is noted in it where a
//! practice asks for that, by whichever way it is done.

use std::fs;
use std::path::Path;

use egui::{Key, Modifiers};
use justified::base::ronfile;
use justified::register::log::{Did, Entry, Log, Of};

use crate::cli::Terminal;
use crate::desk::Desk;
use crate::signing::signed;

const CHILD: &str = "Quillon Zaffre";

/// What is in the log of the register.
fn log(desk: &Desk) -> Vec<Entry> {
    let files = desk.files("log");
    let read = |path: &std::path::PathBuf| ronfile::read::<Log>(&fs::read(path).unwrap()).unwrap();
    files.iter().map(read).flat_map(|log| log.entries).collect()
}

/// What was done with what, in its order.
fn done(desk: &Desk) -> Vec<(Did, Of)> {
    log(desk).into_iter().map(|entry| (entry.did, entry.of)).collect()
}

/// A register with a signed decision that keeps a log.
fn logging() -> Desk {
    let mut desk = signed(CHILD);
    desk.go("Settings");
    desk.choose("Keep a log");
    desk.must_show("This register keeps a log from now on");
    desk
}

/// The page of the decision.
fn open(desk: &mut Desk) {
    desk.go("Decisions");
    let row = desk.row_of(CHILD);
    desk.press(&row);
}

#[test]
fn nothing_is_noted_where_nobody_asked_for_a_log() {
    let mut desk = signed(CHILD);
    open(&mut desk);
    assert!(!desk.register().join("log").exists());
}

#[test]
fn what_is_opened_is_noted_once_with_who_and_the_number_of_the_decision_and_no_name() {
    let mut desk = logging();
    open(&mut desk);
    let all = log(&desk);
    assert_eq!(done(&desk), [(Did::SwitchedOn, Of::Log), (Did::Opened, Of::Decision)]);
    assert_eq!(all[1].decisions.len(), 1);
    assert_eq!(all[1].by, desk.state().settings.author.name);
    let text = fs::read_to_string(&desk.files("log")[0]).unwrap();
    assert!(!text.contains("Zaffre") && !text.contains("Quillon"), "{text}");
    desk.go("Guidance");
    open(&mut desk);
    assert_eq!(log(&desk).len(), 3, "it was opened again");
    desk.go("Settings");
    desk.must_show(&format!("Decision {} opened", all[1].decisions[0]));
}

#[test]
fn what_is_copied_printed_and_saved_is_noted() {
    let mut desk = logging();
    open(&mut desk);
    desk.press("Print or save…");
    desk.press("Save the page…");
    let page = desk.home.path().join("page.html");
    desk.write("File", &page.display().to_string());
    desk.press("Save to this file");
    desk.must_show("The page is in ");
    assert_eq!(done(&desk).last(), Some(&(Did::Printed, Of::Decision)));
    desk.press("Text for the record of Quillon Zaffre");
    desk.press("Copy for the record of Quillon Zaffre");
    desk.window.step();
    assert_eq!(done(&desk).last(), Some(&(Did::Copied, Of::Text)));
    assert_eq!(log(&desk).last().unwrap().decisions.len(), 1);
}

#[test]
fn words_copied_by_the_keys_of_a_field_are_noted_too() {
    let mut desk = logging();
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.answer(&crate::job::WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("Name", "Ottoline Zaffre");
    desk.keys(Modifiers::COMMAND, Key::A);
    desk.window.event(egui::Event::Copy);
    desk.window.run();
    desk.window.step();
    assert_eq!(done(&desk).last(), Some(&(Did::Copied, Of::Draft)));
}

#[test]
fn switched_off_it_says_so_and_what_was_noted_stays() {
    let mut desk = logging();
    desk.choose("Keep none");
    desk.must_show("This register keeps no log any more.");
    open(&mut desk);
    assert_eq!(done(&desk), [(Did::SwitchedOn, Of::Log), (Did::SwitchedOff, Of::Log)]);
}

#[test]
fn on_the_command_line_it_is_noted_as_well() {
    let desk = logging();
    let folder = desk.statements()[0].parent().unwrap().to_owned();
    let terminal = Terminal::new();
    for command in ["show", "text"] {
        let run = terminal.run(&[command, folder.to_str().unwrap()]);
        assert_eq!((run.status, run.err.as_str()), (0, ""));
    }
    let all = done(&desk);
    assert!(all.contains(&(Did::Opened, Of::Decision)), "{all:?}");
    assert!(all.contains(&(Did::Opened, Of::Text)), "{all:?}");
}

/// A new way out of the register is noted as those before it.
#[test]
fn whatever_saves_a_text_outside_the_register_notes_it() {
    let app = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app/update");
    let mut seen = 0;
    for entry in fs::read_dir(app).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        // The sheet for a passphrase is about nobody.
        if text.contains("save_text(") && !path.ends_with("protecting.rs") {
            assert!(text.contains("self.note("), "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen >= 2, "{seen}");
}
