//! Files that are no statements, or not ours: what is said of each stands in
//! `tests/bad/expected.txt`. None hides another, and none is changed or removed.

use super::*;
use crate::register::verify::{Known, verify};

/// What a file of `tests/bad` calls the first statement of its decision.
const FIRST: &str = "5ecd0b9a365abc39ffa7376dc6ad73c1231bd2a9cc4840d7dd0279a15b52bb43";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/bad")
}

/// What is said of a file with these bytes in the folder of a decision, under the name that they
/// give. All else in the register reads as before, and everything is still there.
fn said_of(bytes: &[u8]) -> String {
    let disk = MemoryDisk::default();
    let (register, signed) = filled(&disk);
    let bytes = replaced(bytes, FIRST.as_bytes(), signed[0].digest.to_string().as_bytes());
    let before = load(&disk, &register);
    let name = format!("20261122T101702Z-addendum-{}.ron", Digest::of(&bytes).short(12));
    let path = signed[0].path.with_file_name(name);
    disk.put(&path, &bytes);
    let files = disk.files();
    let after = load(&disk, &register);
    let report = verify(&disk, &root(), &Known::default()).unwrap();

    assert_eq!(disk.files(), files, "nothing is changed or removed");
    let others = |loaded: &&Loaded| loaded.path != path;
    assert_eq!(
        after.statements().filter(others).collect::<Vec<_>>(),
        before.statements().collect::<Vec<_>>()
    );
    assert!(after.problems.iter().all(|problem| problem.path == path));
    let said = words(&after.problems);
    let all: Vec<String> = words(&report.wrong).into_iter().chain(words(&report.remarks)).collect();
    assert!(said.iter().all(|said| all.contains(said)), "verify says it too: {all:?}");
    if said.is_empty() { "Nothing is wrong with it.".to_owned() } else { said.join(" ") }
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut all = bytes.to_vec();
    while let Some(at) = all.windows(from.len()).position(|part| part == from) {
        all.splice(at..at + from.len(), to.iter().copied());
    }
    all
}

#[test]
fn of_each_bad_file_is_said_what_is_expected_and_it_hides_no_other() {
    let expected = std::fs::read_to_string(folder().join("expected.txt")).unwrap();
    let expected: BTreeMap<&str, &str> =
        expected.lines().map(|line| line.split_once(": ").unwrap()).collect();
    let mut said = BTreeMap::new();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "ron") {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            said.insert(name, said_of(&std::fs::read(&path).unwrap()));
        }
    }
    let said: BTreeMap<&str, &str> =
        said.iter().map(|(name, said)| (name.as_str(), said.as_str())).collect();
    assert_eq!(said, expected);
}

#[test]
fn cut_after_any_byte_a_statement_is_named_and_hides_no_other() {
    let whole = std::fs::read(folder().join("format-0.ron")).unwrap();
    let whole = replaced(&whole, b"format: 0", b"format: 1");
    assert_eq!(said_of(&whole), "Nothing is wrong with it.");
    let end = whole.iter().rposition(|byte| *byte == b')').unwrap();
    for at in 0..=end {
        let said = said_of(&whole[..at]);
        assert!(said.starts_with("It cannot be understood (line "), "{at} bytes: {said}");
    }
}

#[test]
fn what_is_very_deep_or_very_long_is_named_and_not_read() {
    let deep = |open: &str, close: &str| {
        format!("Statement(format: {}{})", open.repeat(5_000), close.repeat(5_000))
    };
    for text in [deep("[", "]"), deep("(", ")"), deep("{1: ", "}"), deep("Some(", ")")] {
        let said = said_of(text.as_bytes());
        assert!(said.starts_with("It cannot be understood (line 1, "), "{said}");
    }
    let long = format!("Statement(\n{}", " ".repeat(MAX_BYTES));
    let said = "It is larger than 16 MB, and was not read. The file is kept as it is.";
    assert_eq!(said_of(long.as_bytes()), said);
}

#[test]
fn names_that_no_system_or_only_another_one_gives_are_named_and_hide_no_other() {
    let disk = MemoryDisk::default();
    let (register, signed) = filled(&disk);
    let before = load(&disk, &register).statements().count();
    let bytes = disk.files()[&signed[0].path].clone();
    let upper = signed[0].name.to_uppercase();
    for name in ["CON.ron", "aux", "nul.ron", "COM1.ron", "a:b.ron", "-rf.ron", "…ron", &upper] {
        let disk = MemoryDisk::default();
        filled(&disk);
        let path = signed[0].path.with_file_name(name);
        disk.put(&path, &bytes);
        let files = disk.files();
        let contents = load(&disk, &register);
        assert_eq!(contents.statements().count(), before, "{name}");
        assert_eq!(contents.problems, [Problem::new(&path, What::Copy)], "{name}");
        assert_eq!(disk.files(), files, "{name}");
    }
}
