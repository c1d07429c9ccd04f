//! The seal of a register, from the command line: made, kept on paper, held against it later.

use std::path::{Path, PathBuf};

use crate::cli::program;

/// The exit status, and what was printed.
fn run(home: &Path, arguments: &[&str]) -> (i32, String) {
    let output = program(home).args(arguments).current_dir(home).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap(), text(&output.stdout) + &text(&output.stderr))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, mut files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    files.extend(folders.iter().flat_map(|folder| self::files(folder)));
    files
}

#[test]
fn a_seal_from_paper_says_later_whether_anything_was_taken_away() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    run(home, &["train", "practice", "--decisions", "5", "--seed", "7"]);
    let (status, said) = run(home, &["seal", "practice"]);
    assert_eq!(status, 0, "{said}");
    let (count, code) = said.trim().split_once(" statements, seal ").unwrap();
    assert!(count.parse::<u32>().is_ok(), "{said}");
    assert_eq!(run(home, &["seal", "practice"]).1, said, "the same register, the same seal");
    let typed = code.to_lowercase().replace('-', " ");
    for code in [code, &typed] {
        let (status, said) = run(home, &["verify", "practice", "--expect", code]);
        assert_eq!(status, 0, "{said}");
        assert!(said.contains("Everything that the seal"), "{said}");
        assert!(!said.contains("nothing to compare with"), "{said}");
    }
    // The newest statement of all, as a file that nothing links to.
    let newest = files(&home.join("practice/decisions"));
    let newest = newest.iter().max_by_key(|path| path.file_name().map(ToOwned::to_owned)).unwrap();
    std::fs::remove_file(newest).unwrap();
    let (status, said) = run(home, &["verify", "practice", "--expect", code]);
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("A statement that the seal lists is missing"), "{said}");
    // Everything, with the seals.
    for path in files(&home.join("practice")) {
        if !path.ends_with("register.ron") {
            std::fs::remove_file(path).unwrap();
        }
    }
    let (status, said) = run(home, &["verify", "practice", "--expect", code]);
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("The file with what this seal lists is missing"), "{said}");
    let (status, said) = run(home, &["verify", "practice", "--expect", "a seal"]);
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("16 letters and digits"), "{said}");
}
