//! A signed decision as a page and as a text in a file of its own: least by default, never over
//! another file, for nobody else to read.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::desk::files;

/// A register of practice cases, and one decision of it.
fn trained() -> (tempfile::TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("register");
    let made = run(home.path(), &["train", root.to_str().unwrap(), "--decisions", "12"]);
    assert!(made.status.success(), "{made:?}");
    let all = files(&root.join("decisions"));
    let one = all.iter().find(|path| path.to_string_lossy().contains("-decision-")).unwrap();
    let folder = one.parent().unwrap().to_owned();
    (home, folder)
}

fn run(home: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_justified"))
        .args(arguments)
        .env("HOME", home)
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("XDG_DATA_HOME")
        .output()
        .unwrap()
}

/// Saves it in this form, with these options: the file, and what was printed.
fn export(form: &str, options: &[&str]) -> (tempfile::TempDir, String, String) {
    let (home, folder) = trained();
    let to = home.path().join("out");
    let mut arguments = vec!["export", folder.to_str().unwrap(), form, to.to_str().unwrap()];
    arguments.extend(options);
    let done = run(home.path(), &arguments);
    assert!(done.status.success(), "{done:?}");
    let words = [done.stdout, done.stderr].concat();
    let text = fs::read_to_string(&to).unwrap();
    (home, text, String::from_utf8(words).unwrap())
}

#[test]
fn a_page_is_one_file_with_its_language_title_headings_and_header_cells_and_runs_nothing() {
    let (_home, page, said) = export("--html", &[]);
    for part in [
        "<html lang=\"en-GB\">",
        "<title>Decision</title>",
        "<h1",
        "<h2>",
        "<th scope=\"row\"",
        "In the register: ",
        "Made by ",
    ] {
        assert!(page.contains(part), "{part}");
    }
    for never in ["<script", "src=", "href=", "http://", "https://"] {
        assert!(!page.contains(never), "{never}");
    }
    assert!(page.contains(justified::register::MARK), "they are practice cases");
    assert!(said.contains("Who appears in it:"), "{said}");
}

#[test]
fn the_least_is_saved_unless_all_is_asked_for_and_then_it_is_said_that_it_is_complete() {
    let (_home, least, said) = export("--html", &[]);
    assert!(!least.contains("<h2>Answers</h2>") && !least.contains("What it asked"));
    assert!(least.contains("Left out here: ") && said.contains("Left out: "), "{said}");
    assert!(!said.contains("complete record"));
    let (_home, all, said) = export("--html", &["--all"]);
    assert!(all.contains("<h2>Answers</h2>") && all.contains("What it asked"));
    assert!(said.contains("complete record") && said.contains("PCYP ¶49"), "{said}");
}

#[test]
fn a_part_that_is_named_is_left_out_of_the_text_too_and_the_text_says_what_the_page_does() {
    let (_home, whole, _) = export("--text", &[]);
    assert!(whole.contains("\nConcern\n") && whole.contains("\nAbout this text\n"), "{whole}");
    let (_home, without, _) = export("--text", &["--without", "concern", "--without", "told"]);
    assert!(!without.contains("\nConcern\n") && !without.contains("\nWho was told\n"));
    assert!(without.contains("what was asked, seen and said; "), "{without}");
}

#[test]
fn a_file_that_is_there_is_never_written_over_and_that_is_said() {
    let (home, folder) = trained();
    let to = home.path().join("mine.html");
    fs::write(&to, "mine").unwrap();
    let done =
        run(home.path(), &["export", folder.to_str().unwrap(), "--html", to.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("Nothing was written"));
    assert_eq!(fs::read_to_string(&to).unwrap(), "mine");
    let inside = folder.join("page.html");
    let done =
        run(home.path(), &["export", folder.to_str().unwrap(), "--html", inside.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(2));
    assert!(!inside.exists(), "nothing of ours lies in a register");
}

#[cfg(unix)]
#[test]
fn it_is_for_nobody_else_to_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let (home, ..) = export("--text", &[]);
    let mode = fs::metadata(home.path().join("out")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn it_is_in_the_log_where_the_practice_keeps_one() {
    let (home, folder) = trained();
    let root = home.path().join("register");
    let info = root.join("register.ron");
    let text = fs::read_to_string(&info).unwrap();
    fs::write(&info, text.replace("protection: Plain,", "protection: Plain,\n log: true,"))
        .unwrap();
    let to = home.path().join("out.txt");
    let done =
        run(home.path(), &["export", folder.to_str().unwrap(), "--text", to.to_str().unwrap()]);
    assert!(done.status.success(), "{done:?}");
    let logged = files(&root.join("log"));
    let text: String = logged.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    assert!(text.contains("Saved") && text.contains("Decision"), "{text}");
}

#[test]
fn a_program_is_told_what_was_done_as_one_value() {
    let (_home, _, said) = export("--html", &["--format", "ron", "--without", "details"]);
    assert!(said.starts_with("Exported(") && said.contains("complete: false"), "{said}");
    assert!(said.contains("\"details\""), "{said}");
}
