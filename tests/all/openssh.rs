//! Anybody checks who signed a statement with OpenSSH, by the lines that the README shows, and a seal
//! with what every Linux has, by the line in `guidance/FORMAT.md`.

use std::path::Path;
use std::process::{Command, Output};

use chrono::NaiveDate;
use justified::caseload::training::{Plan, write};
use justified::guidance::Library;
use justified::pathway::Pathway;
use justified::register::signed::Seal;
use justified::register::{RealDisk, Register, load};

/// The lines of the README, from the one that names the file.
fn recipe() -> String {
    let readme = include_str!("../../README.md");
    let start = readme.find("$ f=decisions/").expect("the README shows it");
    let block = &readme[start..start + readme[start..].find("```").unwrap()];
    let lines = block.lines().filter_map(|line| line.strip_prefix("$ "));
    // The file is the test's.
    lines.skip(1).collect::<Vec<_>>().join("\n")
}

/// Follows the README for this file; `None`: there is no OpenSSH here, and none is required.
fn checked(register: &Path, file: &Path, home: &Path) -> Option<Output> {
    if !crate::window::on_the_path("ssh-keygen") {
        assert!(!crate::window::is_required(), "ssh-keygen is not here");
        eprintln!("skipped: ssh-keygen is not here");
        return None;
    }
    let recipe = recipe().replace("/tmp/", &format!("{}/", home.display()));
    let script = format!("f='{}'\n{recipe}", file.display());
    Some(Command::new("sh").arg("-ec").arg(script).current_dir(register).output().unwrap())
}

/// A register of two invented decisions.
fn practice(root: &Path) -> Register {
    let (pathway, library) = (Pathway::embedded().unwrap(), Library::embedded().unwrap());
    let until = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap();
    let plan = Plan { decisions: 2, seed: 1, until };
    write(&RealDisk, root, plan, &pathway, &library).unwrap();
    Register::open(&RealDisk, root).unwrap()
}

#[test]
fn the_letters_of_a_seal_are_worked_out_with_what_every_linux_has() {
    let home = tempfile::tempdir().unwrap();
    let register = practice(&home.path().join("register"));
    let seal = Seal::of(&register, &load(&RealDisk, &register));
    let code = seal.publish(&RealDisk, &register).unwrap().to_string();
    let page = include_str!("../../guidance/FORMAT.md");
    let line = page.lines().find_map(|line| line.strip_prefix("$ sha256sum seals/")).unwrap();
    let line = line.replace("7F3K-2M9Q-A4TX-0B6D", &code);
    let script = format!("sha256sum seals/{line}");
    let run = Command::new("sh").arg("-ec").arg(script).current_dir(&register.root).output();
    let said = String::from_utf8(run.unwrap().stdout).unwrap();
    assert_eq!(said.trim(), code.replace('-', ""));
}

#[test]
fn openssh_says_who_signed_a_statement_and_sees_a_changed_word() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("register");
    let contents = load(&RealDisk, &practice(&root));
    let loaded = contents.statements().next().unwrap();
    let file = loaded.path.strip_prefix(&root).unwrap();
    let Some(good) = checked(&root, file, home.path()) else { return };
    let said = String::from_utf8_lossy(&good.stdout).into_owned();
    assert!(good.status.success(), "{said} {}", String::from_utf8_lossy(&good.stderr));
    let by = format!("Good \"justified\" signature for {}", loaded.header.device);
    assert!(said.starts_with(&by), "{said}");
    let text = std::fs::read_to_string(&loaded.path).unwrap();
    std::fs::write(&loaded.path, text.replacen("headline: \"", "headline: \"Not ", 1)).unwrap();
    let bad = checked(&root, file, home.path()).unwrap();
    assert!(!bad.status.success(), "{}", String::from_utf8_lossy(&bad.stdout));
}
