//! Encrypted files that were changed, cut short or exchanged.

use super::people::sealed_to;
use super::*;

/// A protected register, the file of its first statement, and another.
fn two_files() -> (MemoryDisk, Vault, PathBuf, PathBuf) {
    let disk = MemoryDisk::default();
    let signed = worked(&disk);
    let vault = vault(&disk);
    turn_on(&vault).unwrap();
    let path = |one: &Signed| {
        let name = format!("{}.ron.age", one.digest.short(16));
        layout::decision_folder(&root(), &one.decision).join(name)
    };
    let (first, second) = (path(&signed[0]), path(&signed[1]));
    (disk, vault, first, second)
}

/// What is wrong, in words, with how many statements are still read.
fn wrong(vault: &Vault) -> (Vec<(PathBuf, What)>, usize) {
    let register = Register::open(vault, &root()).unwrap();
    let contents = load(vault, &register);
    let problems = contents.problems.iter().map(|p| (p.path.clone(), p.what.clone())).collect();
    (problems, contents.statements().count())
}

#[test]
fn a_file_that_was_changed_in_any_place_is_refused_and_named_and_hides_no_other() {
    let (disk, vault, first, _) = two_files();
    let bytes = disk.files()[&first].clone();
    let virtual_path = first.with_extension("");
    for at in (0..bytes.len()).step_by(17) {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        disk.put(&first, &changed);
        let (problems, read) = wrong(&vault);
        assert_eq!(read, 3, "byte {at}");
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].0, virtual_path);
        assert!(matches!(problems[0].1, What::Unopened(_)), "{problems:?}");
        assert!(!verify(&vault, &root(), &Known::default()).unwrap().is_clean());
    }
}

#[test]
fn a_file_that_breaks_off_is_refused_wherever_it_does() {
    let (disk, vault, first, _) = two_files();
    let bytes = disk.files()[&first].clone();
    for end in (0..bytes.len()).step_by(29) {
        disk.put(&first, &bytes[..end]);
        let (problems, read) = wrong(&vault);
        assert_eq!((read, problems.len()), (3, 1), "{end}");
        assert!(matches!(problems[0].1, What::Unopened(Unopened::Damaged | Unopened::OtherKey)));
    }
}

#[test]
fn two_files_that_changed_places_are_both_named() {
    let (disk, vault, first, second) = two_files();
    let files = disk.files();
    disk.put(&first, &files[&second]);
    disk.put(&second, &files[&first]);
    let (problems, _) = wrong(&vault);
    let changed = problems.iter().filter(|(_, what)| *what == What::Changed).count();
    assert_eq!(changed, 2, "{problems:?}");
}

#[test]
fn a_file_encrypted_to_somebody_else_is_named_as_that() {
    let (disk, vault, first, _) = two_files();
    let other = MemoryDisk::default();
    worked(&other);
    turn_on(&super::vault(&other)).unwrap();
    disk.put(&first, &other.files()[&first]);
    let (problems, _) = wrong(&vault);
    assert_eq!(problems[0].1, What::Unopened(Unopened::OtherKey));
    assert!(problems[0].1.words().contains("not this register’s"));
}

#[test]
fn a_file_that_is_larger_than_ours_is_told_and_not_held() {
    let (disk, vault, first, _) = two_files();
    let keys = vault.keys_of(&root()).unwrap();
    let large = vec![b' '; MAX_BYTES + 10];
    disk.put(&first, &sealed_to(&keys.recipient(), &large));
    let (problems, read) = wrong(&vault);
    assert_eq!(read, 3);
    let told = |what: &What| matches!(what, What::Unreadable(error) if error.place().is_none());
    assert!(problems.iter().any(|(_, what)| told(what)), "{problems:?}");
}

#[test]
fn a_key_file_that_asks_for_endless_work_is_refused_at_once() {
    let disk = MemoryDisk::default();
    worked(&disk);
    turn_on(&vault(&disk)).unwrap();
    let keys: Vec<PathBuf> =
        disk.files().into_keys().filter(|path| path.starts_with(root().join("keys"))).collect();
    let bytes = disk.files()[&keys[0]].clone();
    let text = String::from_utf8_lossy(&bytes[..80]).into_owned();
    let line = text.lines().find(|line| line.starts_with("-> scrypt")).unwrap().to_owned();
    let costly = format!("{} 40", line.rsplit_once(' ').unwrap().0);
    let at = text.find(&line).unwrap();
    let more = [&bytes[..at], costly.as_bytes(), &bytes[at + line.len()..]].concat();
    disk.put(&keys[0], &more);
    let error = open(&vault(&disk), &right()).unwrap_err();
    assert_eq!(error, ProtectError::TooCostly(keys[0].clone()));
}
