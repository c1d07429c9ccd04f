//! Who can open a register.

use std::iter;
use std::slice::from_ref;

use super::*;
use crate::register::protect::{Identities, Invited};

/// A colleague's own age key: as an identity file, and its public half.
pub(super) fn colleague() -> (String, String) {
    use age::secrecy::ExposeSecret as _;
    let key = age::x25519::Identity::generate();
    (key.to_string().expose_secret().to_owned(), key.to_public().to_string())
}

/// Bytes as plain age encrypts them.
pub(super) fn sealed_to(recipient: &str, plain: &[u8]) -> Vec<u8> {
    let to: age::x25519::Recipient = recipient.parse().unwrap();
    age::encrypt(&to, plain).unwrap()
}

fn with_identity(vault: &Vault, identity: &str) -> Result<Opened, ProtectError> {
    let key = Key::Identity(Identities::read(identity).unwrap());
    protecting(vault, |protector| protector.open(&key))
}

fn change(vault: &Vault, add: &[String], remove: &[String]) -> Result<Conformed, ProtectError> {
    let add: Vec<Invited> = add.iter().map(Invited::by_key).collect();
    protecting(vault, |protector| protector.change_people(&right(), (&add, remove)))
}

/// As another workstation sees it, which knows nothing of it yet.
fn copied(disk: &MemoryDisk) -> (MemoryDisk, Vault) {
    let other = MemoryDisk::default();
    for (path, bytes) in disk.files() {
        if path.starts_with(root()) {
            other.put(&path, &bytes);
        }
    }
    let vault = vault(&other);
    (other, vault)
}

#[test]
fn a_colleague_opens_it_with_a_key_of_their_own() {
    let disk = MemoryDisk::default();
    worked(&disk);
    let before = read_all(&disk);
    let ((identity, recipient), (stranger, _)) = (colleague(), colleague());
    let vault = vault(&disk);
    turn_on(&vault).unwrap();
    change(&vault, from_ref(&recipient), &[]).unwrap();
    assert_eq!(open(&vault, &right()).unwrap().unlocked.people[0].recipient, recipient);
    let (_, vault) = copied(&disk);
    assert_eq!(with_identity(&vault, &stranger).unwrap_err(), ProtectError::WrongIdentity);
    let opened = with_identity(&vault, &format!("# mine\n{identity}\n")).unwrap();
    assert!(!opened.unlocked.by_passphrase && opened.unlocked.people.is_empty());
    assert_eq!(read_all(&vault), before);
}

#[test]
fn one_who_was_taken_away_reads_nothing_that_is_there_now() {
    let disk = MemoryDisk::default();
    worked(&disk);
    let ((identity, recipient), (stays, other)) = (colleague(), colleague());
    let vault = vault(&disk);
    let both = [recipient.clone(), other].map(Invited::by_key);
    protecting(&vault, |protector| protector.turn_on(&right(), &both)).unwrap();
    let (before, old) = (read_all(&vault), vault.keys_of(&root()).unwrap());
    let done = change(&vault, &[], from_ref(&recipient)).unwrap();
    assert_eq!((done.changed, done.left), (6, Vec::new()));
    assert_eq!(read_all(&vault), before);
    let sealed = disk.files().into_iter().filter(|(path, _)| {
        path.starts_with(root()) && path.extension().is_some_and(|ending| ending == "age")
    });
    for (path, bytes) in sealed {
        assert!(old.open(&bytes, 1).is_err(), "{}", path.display());
    }
    let (_, there) = copied(&disk);
    assert_eq!(with_identity(&there, &identity).unwrap_err(), ProtectError::WrongIdentity);
    assert!(with_identity(&there, &stays).is_ok());
    let again = change(&vault, &[], from_ref(&recipient));
    assert_eq!(again.unwrap_err(), ProtectError::NotAmongThem(recipient));
}

#[test]
fn a_workstation_that_knew_the_key_before_takes_the_new_one_from_whoever_had_that() {
    let disk = MemoryDisk::default();
    worked(&disk);
    let (_, recipient) = colleague();
    let vault = vault(&disk);
    turn_on(&vault).unwrap();
    change(&vault, from_ref(&recipient), &[]).unwrap();
    let (other, there) = copied(&disk);
    open(&there, &right()).unwrap();
    change(&vault, &[], &[recipient]).unwrap();
    for (path, bytes) in disk.files() {
        if path.starts_with(root()) {
            other.put(&path, &bytes);
        }
    }
    let error = Register::open(&there, &root()).unwrap_err();
    assert!(error.is_locked(), "{error}");
    open(&there, &right()).unwrap();
    assert_eq!(read_all(&there), read_all(&vault));
}

#[test]
fn after_a_change_of_the_passphrase_the_new_one_opens_it_and_the_old_one_does_not() {
    let disk = MemoryDisk::default();
    worked(&disk);
    let vault = vault(&disk);
    turn_on(&vault).unwrap();
    let new = phrase("another lantern entirely");
    protecting(&vault, |protector| protector.change_passphrase(&right(), &new)).unwrap();
    let vault = super::vault(&disk);
    assert_eq!(open(&vault, &right()).unwrap_err(), ProtectError::WrongPassphrase);
    assert!(open(&vault, &new).is_ok());
}

#[test]
fn what_is_typed_is_looked_at_before_anything_is_written() {
    let disk = MemoryDisk::default();
    worked(&disk);
    let (files, vault) = (disk.files(), vault(&disk));
    let short = protecting(&vault, |protector| protector.turn_on(&phrase("short"), &[]));
    assert_eq!(short.unwrap_err(), ProtectError::TooShort);
    for wrong in ["", "age1", "dr.elm@example.test", "AGE-SECRET-KEY-1QQQ"] {
        let invited = [Invited::by_key(wrong)];
        let done = protecting(&vault, |protector| protector.turn_on(&right(), &invited));
        assert_eq!(done.unwrap_err(), ProtectError::NotARecipient(wrong.to_owned()));
    }
    assert_eq!(disk.files(), files);
    assert_eq!(turn_off(&vault).unwrap_err(), ProtectError::NotProtected(root()));
    turn_on(&vault).unwrap();
    assert_eq!(turn_on(&vault).unwrap_err(), ProtectError::AlreadyProtected(root()));
}

#[test]
fn nothing_that_was_typed_as_a_key_is_printed() {
    let (identity, _) = colleague();
    let read = Identities::read(&identity).unwrap();
    let key = Key::Identity(read);
    let said = format!("{:?} {:?}", key, Key::Passphrase(right()));
    assert!(!said.contains("SECRET") && !said.contains("lantern"), "{said}");
    assert_eq!(Identities::read("# nothing\n").unwrap_err(), ProtectError::NotAnIdentity);
    assert_eq!(iter::once(right()).filter(|one| one.is(&right())).count(), 1);
}
