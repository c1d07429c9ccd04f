//! The practice's own guidance in a register: one broken file hides no other.

use super::*;
use crate::guidance::local::EXAMPLE;
use crate::guidance::{LocalCite, LocalError};
use crate::register::testing::{FailingDisk, Fault};
use crate::register::verify::{Known, verify};

fn put(disk: &MemoryDisk, name: &str, text: &str) -> PathBuf {
    let path = root().join("guidance").join(name);
    disk.put(&path, text.as_bytes());
    path
}

/// The example under another id and title.
fn text(id: &str, title: &str) -> String {
    EXAMPLE.replace("example-procedure", id).replace("Safeguarding children: what we do", title)
}

fn titles(own: &OwnGuidance) -> Vec<&str> {
    own.shelf.documents().iter().map(|document| document.id.as_str()).collect()
}

#[test]
fn a_register_without_the_folder_has_no_guidance_of_its_own_and_nothing_is_wrong() {
    let disk = MemoryDisk::default();
    register(&disk, &root());
    assert_eq!(read_own_guidance(&disk, &root()), OwnGuidance::default());
}

#[test]
fn a_broken_file_is_named_with_line_and_column_and_hides_no_other() {
    let disk = MemoryDisk::default();
    put(&disk, "b.ron", &text("b", "Beta"));
    let broken = put(&disk, "broken.ron", &EXAMPLE.replace("edition:", "edtion:"));
    put(&disk, "a.ron", &text("a", "Alpha"));
    let own = read_own_guidance(&disk, &root());
    assert_eq!(titles(&own), ["a", "b"]);
    let [problem] = own.problems.as_slice() else { panic!("{:?}", own.problems) };
    assert_eq!(problem.path, broken);
    assert!(!problem.is_remark());
    let line = EXAMPLE.lines().position(|line| line.contains("edition:")).unwrap() + 1;
    let words = problem.words();
    assert!(words.contains(&format!("(line {line}, column ")), "{words}");
    assert!(problem.detail().unwrap().contains("edtion"), "{:?}", problem.detail());
    assert_eq!(own.broken().count(), 1);
}

#[test]
fn what_lies_beside_the_texts_is_a_remark_and_no_text() {
    let disk = MemoryDisk::default();
    put(&disk, "a.ron", &text("a", "Alpha"));
    put(&disk, "a (conflicted copy).ron", &text("a", "Alpha"));
    for name in [".DS_Store", "desktop.ini", "original.pdf", "~$draft.ron", "._a.ron", "old/a.ron"]
    {
        put(&disk, name, "anything");
    }
    let own = read_own_guidance(&disk, &root());
    assert_eq!(titles(&own), ["a"]);
    assert_eq!(own.broken().count(), 0, "{:?}", own.problems);
    assert_eq!(own.problems.len(), 7);
    let copy = root().join("guidance").join("a (conflicted copy).ron");
    assert!(own.problems.contains(&Problem::new(&copy, What::Copy)));
}

#[test]
fn what_orders_a_screen_about_is_dropped_from_a_text_with_a_remark() {
    let disk = MemoryDisk::default();
    let odd = text("a", r"Al\u{0}pha\u{202e}").replace("text: \"", "text: \"\u{202e}");
    let path = put(&disk, "a.ron", &odd);
    let own = read_own_guidance(&disk, &root());
    let [document] = own.shelf.documents() else { panic!("{:?}", own.problems) };
    assert!(document.title.starts_with("Alpha"));
    let words = document.paragraphs.iter().map(|one| format!("{}{}", one.heading, one.quote()));
    assert!(!words.collect::<String>().chars().any(crate::base::control::is_control));
    let named = ["U+0000", "U+202E"].map(str::to_owned).to_vec();
    assert_eq!(own.problems, [Problem::new(&path, What::Controls(named))]);
    assert!(own.problems[0].is_remark() && own.cleaned().count() == 1);
}

#[test]
fn of_two_texts_with_one_id_the_one_named_after_it_is_shown_and_the_other_is_listed() {
    let disk = MemoryDisk::default();
    let copy = put(&disk, "a (1).ron", &text("a", "Changed elsewhere"));
    put(&disk, "a.ron", &text("a", "Alpha"));
    let own = read_own_guidance(&disk, &root());
    assert!(own.shelf.documents()[0].title.starts_with("Alpha"));
    let twice = What::Guidance(LocalError::IdTwice("a".to_owned()));
    assert_eq!(own.problems, [Problem::new(&copy, twice)]);
}

#[test]
fn of_more_files_than_are_read_each_that_is_left_out_is_named() {
    let disk = MemoryDisk::default();
    for number in 0..super::super::guidance::MAX_FILES + 2 {
        put(&disk, &format!("t{number:03}.ron"), &text(&format!("t{number}"), "Title"));
    }
    let own = read_own_guidance(&disk, &root());
    assert_eq!(own.shelf.documents().len(), super::super::guidance::MAX_FILES);
    assert_eq!(own.broken().count(), 2);
}

#[test]
fn a_disk_that_does_not_give_one_file_gives_the_others() {
    let memory = MemoryDisk::default();
    put(&memory, "a.ron", &text("a", "Alpha"));
    put(&memory, "b.ron", &text("b", "Beta"));
    let mut some = 0;
    for step in 0..4 {
        let disk = FailingDisk::new(memory.clone(), Fault::Once, step);
        let own = read_own_guidance(&disk, &root());
        let there = own.shelf.documents().len() + own.broken().count();
        assert!(there >= 1, "step {step}");
        some += usize::from(own.shelf.documents().len() == 1);
    }
    assert_eq!(some, 2, "each of the two files fails once");
}

#[test]
fn verify_names_a_broken_text_and_touches_no_decision() {
    let disk = MemoryDisk::default();
    filled(&disk);
    put(&disk, "a.ron", &text("a", "Alpha"));
    let before = disk.files();
    let check = || verify(&disk, &root(), &Known::default()).unwrap();
    let remark = Problem::new(&root(), What::NothingToCompare);
    assert!(check().is_clean() && check().remarks == [remark], "{:?}", check());
    let broken = put(&disk, "b.ron", "LocalGuidance(");
    let report = check();
    assert_eq!(report.wrong.iter().map(|p| &p.path).collect::<Vec<_>>(), [&broken]);
    assert_eq!(report.statements, 4);
    disk.take(&broken);
    assert_eq!(disk.files(), before, "nothing is written");
}

#[test]
fn a_text_that_was_read_is_found_by_its_citation() {
    let disk = MemoryDisk::default();
    put(&disk, "a.ron", &text("a", "Alpha"));
    let own = read_own_guidance(&disk, &root());
    let cite = LocalCite { document: "a".to_owned(), number: "2.1".to_owned() };
    assert_eq!(own.shelf.resolve(&cite).unwrap().paragraph.heading, "What to write down");
}
