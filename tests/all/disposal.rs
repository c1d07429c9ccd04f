//! A decision that is disposed of: its files go for good, and who authorised that stays.

use std::path::{Path, PathBuf};

use justified::record::{Body, Statement};
use justified::register::merge::merge;
use justified::register::{Choice, RealDisk, Register};

use crate::cli::program;
use crate::desk::{Desk, read};
use crate::signing::{sign_one, signed};

const CHILD: &str = "Testa Example";

/// Up to the question that is asked once more.
fn ask(desk: &mut Desk) {
    desk.press("Add to it");
    desk.press("Dispose of it for good");
    desk.must_show("GP records are kept for 10 years after death");
    desk.must_not_show("What was signed stays as it is. This is below it");
    desk.write("Authorised by", "Dr Mock Example, Caldicott guardian");
    desk.write("Why it may be disposed of", "The retention period is over.");
    desk.press("Sign and save");
}

fn disposed() -> Desk {
    let mut desk = signed(CHILD);
    ask(&mut desk);
    desk.press("Sign, and remove every file");
    desk.must_show("Disposed of. 1 file was removed.");
    desk
}

/// The files of decisions in a folder.
fn files(root: &Path) -> Vec<PathBuf> {
    let years = std::fs::read_dir(root.join("decisions")).unwrap();
    let folders = years.flat_map(|year| std::fs::read_dir(year.unwrap().path()).unwrap());
    folders
        .flat_map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .collect()
}

/// The register of this desk and a copy of it, in which another computer disposed of its decision.
fn disposed_elsewhere(desk: &Desk) -> (Register, Register) {
    let here = Register::open(&RealDisk, &desk.register()).unwrap();
    let root = desk.home.path().join("elsewhere");
    let there = Register::create(&RealDisk, &root, here.info.clone(), Choice::Chosen).unwrap();
    merge(&RealDisk, &here, &there).unwrap();
    let decision = files(&root)[0].parent().unwrap().to_owned();
    let done = program(&desk.home.path().join("other"))
        .args(["dispose".as_ref(), decision.as_os_str()])
        .args(["--authorised-by", "Practice manager", "--why", "The child moved."])
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    (here, there)
}

#[test]
fn it_is_asked_once_more_and_until_then_nothing_is_removed() {
    let mut desk = signed(CHILD);
    let before = desk.statements();
    ask(&mut desk);
    desk.must_show("Remove every file of this decision for good?");
    assert_eq!(desk.statements(), before);
    desk.follow("Discard what you have written here");
    assert_eq!(desk.statements(), before);
}

#[test]
fn its_files_are_gone_and_what_stays_says_who_authorised_it_and_why() {
    let mut desk = disposed();
    let [left] = desk.statements().try_into().unwrap();
    let Body::Disposal(said) = read::<Statement>(&left).body else { panic!("{left:?}") };
    assert_eq!(said.authorised_by, "Dr Mock Example, Caldicott guardian");
    assert_eq!(said.removed.len(), 1);
    assert!(!std::fs::read_to_string(&left).unwrap().contains(CHILD));
    desk.must_verify(1);
    for screen in ["Home", "Decisions"] {
        desk.go(screen);
        assert!(!desk.text().contains(CHILD), "{}", desk.text());
    }
    desk.follow("1 disposed of: show");
    let row = desk.row_of("Child no longer named");
    desk.press(&row);
    desk.must_show("Disposed of.");
    desk.must_show("The retention period is over. Authorised by Dr Mock Example");
    desk.must_not_show("It could not be read");
}

#[test]
fn another_is_signed_after_it_and_the_register_verifies_and_opens_again() {
    let mut desk = disposed();
    sign_one(&mut desk, "Mock Sample");
    desk.must_verify(2);
    desk = desk.again(3);
    desk.go("Decisions");
    desk.must_show("Mock Sample");
    assert!(!desk.text().contains(CHILD), "{}", desk.text());
    desk.must_verify(2);
}

#[test]
fn one_that_was_disposed_of_elsewhere_is_hidden_and_goes_when_somebody_says_so_here() {
    let desk = signed(CHILD);
    let (here, there) = disposed_elsewhere(&desk);
    merge(&RealDisk, &there, &here).unwrap();
    let mut desk = desk.again(3);
    desk.go("Decisions");
    assert!(!desk.text().contains(CHILD), "{}", desk.text());
    assert_eq!(desk.statements().len(), 2, "nothing was removed unasked");
    desk.follow("1 disposed of: show");
    let row = desk.row_of(CHILD);
    desk.press(&row);
    desk.must_show("1 of its files is still here.");
    desk.press("Remove them here too");
    assert_eq!(desk.statements().len(), 2, "it is asked once more");
    desk.press("Yes, remove them for good");
    desk.must_show("Disposed of. 1 file was removed.");
    assert_eq!(desk.statements().len(), 1);
}

#[test]
fn what_is_signed_after_one_that_came_from_elsewhere_removes_nothing() {
    let mut desk = signed(CHILD);
    let (here, there) = disposed_elsewhere(&desk);
    desk.press("Add to it");
    desk.press("Add a note");
    desk.write("Add to this decision", "They rang back.");
    let before = desk.statements();
    // It arrives while somebody writes.
    merge(&RealDisk, &there, &here).unwrap();
    desk.press("Sign and save");
    let after = desk.statements();
    assert!(before.iter().all(|file| after.contains(file)), "nothing was removed unasked");
}

#[test]
fn on_the_command_line_it_needs_who_and_why_and_goes_on_where_it_was_cut_short() {
    let home = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output = program(home.path()).args(arguments).current_dir(home.path()).output();
        let output = output.unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code().unwrap(), text(&output.stdout) + &text(&output.stderr))
    };
    run(&["train", "practice", "--decisions", "5", "--seed", "7"]);
    let sealed = run(&["seal", "practice"]).1;
    let code = sealed.trim().split_once("seal ").unwrap().1.to_owned();
    let folder = files(&home.path().join("practice"))[0].parent().unwrap().to_owned();
    let folder = folder.to_str().unwrap();
    assert_eq!(run(&["dispose", folder]).0, 2);
    let (status, said) = run(&["dispose", folder, "--authorised-by", " ", "--why", "Over."]);
    assert_eq!(status, 2);
    assert!(said.contains("Nothing was removed. Say who authorised it."), "{said}");
    let asked = ["dispose", folder, "--authorised-by", "Dr Mock Example", "--why", "Over."];
    let (status, said) = run(&asked);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("removed."), "{said}");
    let left = std::fs::read_dir(folder).unwrap().count();
    assert_eq!(left, 1, "only what says so is left");
    let (status, said) = run(&["verify", "practice", "--expect", &code]);
    assert_eq!(status, 0, "{said}");
    let (status, said) = run(&["show", folder]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("Dr Mock Example") && said.contains("Over."), "{said}");
    let (status, said) = run(&asked);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("nothing is left here of it"), "{said}");
}
