//! The files are those of age: its own program opens them, and what it wrote opens here.

use std::path::Path;
use std::process::Command;

use super::people::sealed_to;
use super::*;
use crate::register::RealDisk;

/// Whether Debian's `age` is there. Where every tool must be, it is an error if it is not.
fn age_is_there() -> bool {
    let there = Command::new("age").arg("--version").output().is_ok();
    let required = std::env::var_os("JUSTIFIED_PICTURES").is_some_and(|value| value == "require");
    assert!(there || !required, "age is not installed: see .ci/setup");
    there
}

fn shell(folder: &Path, line: &str) -> String {
    let done = Command::new("sh").current_dir(folder).args(["-c", line]).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// A protected register on the computer's own disk, the key as a file beside it, and a statement.
fn on_disk(home: &Path) -> (Vault, Register, Signed) {
    let root = home.join("register");
    let register = register(&RealDisk, &root);
    let signed = sign(&RealDisk, &register, &statement(1)).unwrap();
    let vault = Vault::new(Arc::new(RealDisk));
    let (outboxes, pins) = (home.join("data/outbox"), home.join("data/protection.ron"));
    let places = Places { root: &root, outboxes: &outboxes, pins: &pins };
    let (cost, progress) = (Cost::TESTS, &mut |_, _| {});
    Protector { vault: &vault, places, cost, progress }.turn_on(&right(), &[]).unwrap();
    let keys = vault.keys_of(&root).unwrap();
    std::fs::write(home.join("key"), keys.identity_file().as_bytes()).unwrap();
    (vault.clone(), Register::open(&vault, &root).unwrap(), signed)
}

#[test]
fn age_opens_a_file_and_gives_the_bytes_of_its_name() {
    if !age_is_there() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let (_, _, signed) = on_disk(home.path());
    let file = format!("{}.ron.age", signed.digest.short(16));
    let folder = layout::decision_folder(&home.path().join("register"), &signed.decision);
    let line = format!("age -d -i key {} | sha256sum", folder.join(file).display());
    let sum = shell(home.path(), &line);
    assert_eq!(sum.split_whitespace().next(), Some(signed.digest.to_string().as_str()));
}

#[test]
fn what_age_encrypted_opens_here() {
    if !age_is_there() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let (vault, register, _) = on_disk(home.path());
    let text = ronfile::write(&statement(2)).unwrap();
    let digest = Digest::of(text.as_bytes());
    std::fs::write(home.path().join("plain"), &text).unwrap();
    let folder = layout::decision_folder(&register.root, &decision_id(2));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("{}.ron.age", digest.short(16)));
    let to = vault.keys_of(&register.root).unwrap().recipient();
    shell(home.path(), &format!("age -r {to} -o {} plain", file.display()));
    let contents = load(&vault, &register);
    assert!(contents.statements().any(|loaded| loaded.sound && loaded.digest == digest));
    assert_eq!(contents.problems, Vec::new());
    assert_ne!(
        std::fs::read(&file).unwrap(),
        sealed_to(&to, text.as_bytes()),
        "never twice the same"
    );
}
