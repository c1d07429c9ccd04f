//! A protected register: it holds the same as a plain one, nobody reads it without the key, and
//! however a change of its protection is cut short, everything stays readable.

mod cut_short;
mod damage;
mod people;
mod with_age;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::*;
use crate::register::drafts::{list_drafts, read_draft};
use crate::register::index::{Index, load_index, save_index};
use crate::register::outbox::{Placed, bring_back, open_outbox, sign_or_keep};
use crate::register::protect::{
    Conformed, Cost, Key, Opened, Passphrase, Places, ProtectError, Protector, Unopened, Vault,
    file_beside, load_pins, sealed_name,
};
use crate::register::verify::{Known, verify};

const OUTBOXES: &str = "/home/data/outbox";

fn phrase(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned())
}

fn right() -> Passphrase {
    phrase("copper lantern orchard seven")
}

/// A vault over this disk, as a program has it that knows nothing of a passphrase yet: what is
/// pinned is locked.
fn vault(disk: &(impl Disk + Clone + 'static)) -> Vault {
    let vault = Vault::new(Arc::new(disk.clone()));
    let outboxes = Path::new(OUTBOXES);
    for (root, to) in load_pins(disk, &file_beside(outboxes)).locks(disk, outboxes) {
        vault.lock(&root, &to).unwrap();
    }
    vault
}

/// Does something with the protection of the register.
fn protecting<T>(vault: &Vault, work: impl FnOnce(&mut Protector<'_>) -> T) -> T {
    let outboxes = Path::new(OUTBOXES);
    let (root, pins) = (root(), file_beside(outboxes));
    let places = Places { root: &root, outboxes, pins: &pins };
    work(&mut Protector { vault, places, cost: Cost::TESTS, progress: &mut |_, _| {} })
}

fn turn_on(vault: &Vault) -> Result<Conformed, ProtectError> {
    protecting(vault, |protector| protector.turn_on(&right(), &[]))
}

fn turn_off(vault: &Vault) -> Result<Conformed, ProtectError> {
    protecting(vault, |protector| protector.turn_off(&right()))
}

fn open(vault: &Vault, passphrase: &Passphrase) -> Result<Opened, ProtectError> {
    let key = Key::Passphrase(passphrase.clone());
    protecting(vault, |protector| protector.open(&key))
}

/// A register with four statements, a draft and an index.
fn worked(disk: &MemoryDisk) -> Vec<Signed> {
    let (register, signed) = filled(disk);
    save_first(disk, &register, &draft_of(&statement(9), false)).unwrap();
    let mut index = Index::new(&register, &device(1));
    index.learn(&load(disk, &register));
    save_index(disk, &register, &index).unwrap();
    signed
}

/// A statement of another workstation than the one that signed the rest.
fn elsewhere(number: u8) -> Statement {
    Statement { device: device(number), ..statement(number) }
}

/// What can be read of it: the hashes of the statements, the drafts, and what is known.
fn read_all(disk: &dyn Disk) -> (Vec<Digest>, usize, usize) {
    let register = Register::open(disk, &root()).unwrap();
    let contents = load(disk, &register);
    let mut digests: Vec<Digest> =
        contents.statements().filter(|s| s.sound).map(|s| s.digest.clone()).collect();
    digests.sort();
    let known = load_index(disk, &register, &device(1)).0.statements.len();
    (digests, list_drafts(disk, &register).drafts.len(), known)
}

/// The files of the register that hold this text.
fn with_text(disk: &MemoryDisk, text: &str) -> Vec<PathBuf> {
    let holds = |bytes: &[u8]| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    disk.files().into_iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path).collect()
}

#[test]
fn what_was_plain_is_encrypted_and_says_the_same() {
    let disk = MemoryDisk::default();
    worked(&disk);
    let (before, vault) = (read_all(&disk), vault(&disk));
    let done = turn_on(&vault).unwrap();
    assert_eq!((done.changed, done.left), (6, Vec::new()), "four statements, a draft, an index");
    assert_eq!(read_all(&vault), before);
    assert_eq!(with_text(&disk, "The child’s safety"), Vec::<PathBuf>::new());
    let report = verify(&vault, &root(), &Known::default()).unwrap();
    assert!(report.is_clean() && report.remarks.is_empty(), "{report:?}");
}

#[test]
fn the_names_of_its_files_tell_nothing_but_a_hash() {
    let disk = MemoryDisk::default();
    let signed = worked(&disk);
    turn_on(&vault(&disk)).unwrap();
    let decisions = disk.files().into_keys().filter(|p| p.starts_with(root().join("decisions")));
    let mut names: Vec<String> =
        decisions.map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    names.sort();
    let mut hashes: Vec<String> =
        signed.iter().map(|one| format!("{}.ron.age", one.digest.short(16))).collect();
    hashes.sort();
    assert_eq!(names, hashes);
}

#[test]
fn turned_off_it_is_as_it_was_byte_for_byte() {
    let disk = MemoryDisk::default();
    worked(&disk);
    let before = disk.files();
    let vault = vault(&disk);
    turn_on(&vault).unwrap();
    let done = turn_off(&vault).unwrap();
    assert_eq!((done.changed, done.left), (6, Vec::new()));
    let mut after = disk.files();
    after.retain(|path, _| path.starts_with(root()) && !path.starts_with(root().join("keys")));
    assert_eq!(after, before);
    assert_eq!(load_pins(&disk, &file_beside(Path::new(OUTBOXES))).registers.len(), 0);
    assert!(Register::open(&vault, &root()).is_ok());
}

#[test]
fn without_the_key_nothing_is_read_and_nothing_plain_is_written() {
    let disk = MemoryDisk::default();
    worked(&disk);
    let plain = Register::open(&disk, &root()).unwrap();
    turn_on(&vault(&disk)).unwrap();
    // As another workstation has it open that knows of nothing.
    for disk in [&disk as &dyn Disk, &vault(&disk)] {
        assert_eq!(Register::open(disk, &root()), Err(RegisterError::Locked(root())));
        assert_eq!(sign(disk, &plain, &statement(8)), Err(RegisterError::Locked(root())));
        assert!(verify(disk, &root(), &Known::default()).is_err());
    }
    let refused = save_first(&disk, &plain, &draft_of(&statement(8), false));
    assert_eq!(refused, Err(RegisterError::Locked(root())));
    assert_eq!(with_text(&disk, "typed"), Vec::<PathBuf>::new());
}

#[test]
fn a_wrong_passphrase_opens_nothing_and_says_so() {
    let disk = MemoryDisk::default();
    worked(&disk);
    turn_on(&vault(&disk)).unwrap();
    let (files, vault) = (disk.files(), vault(&disk));
    let error = open(&vault, &phrase("copper lantern orchard eight")).unwrap_err();
    assert_eq!(error, ProtectError::WrongPassphrase);
    assert!(Register::open(&vault, &root()).is_err());
    assert_eq!(disk.files(), files);
    assert!(open(&vault, &right()).unwrap().went_on.is_none());
    assert!(Register::open(&vault, &root()).is_ok());
}

#[test]
fn what_is_signed_and_saved_in_it_is_encrypted_and_can_be_read() {
    let disk = MemoryDisk::default();
    worked(&disk);
    let vault = vault(&disk);
    turn_on(&vault).unwrap();
    let register = Register::open(&vault, &root()).unwrap();
    let signed = sign(&vault, &register, &elsewhere(5)).unwrap();
    assert_eq!(signed.name, format!("{}.ron", signed.digest.short(16)));
    assert_eq!(sign(&vault, &register, &elsewhere(5)).unwrap(), signed, "twice gives the same");
    let mut draft = draft_of(&statement(6), false);
    let first = save_first(&vault, &register, &draft).unwrap();
    draft.work = Work::Addendum("typed more".to_owned());
    let second = save_after(&vault, &register, &draft, &first.digest).unwrap();
    assert_eq!(read_draft(&vault, &register, &second.path).unwrap().draft, draft);
    assert!(!second.beside);
    for text in ["The child’s safety", "typed more"] {
        assert_eq!(with_text(&disk, text), Vec::<PathBuf>::new());
    }
    assert!(load(&vault, &register).find(&decision_id(5)).next().is_some());
    assert!(verify(&vault, &root(), &Known::default()).unwrap().is_clean());
}

#[test]
fn while_it_is_locked_a_draft_goes_on_being_saved_and_nothing_else_is_read() {
    let disk = MemoryDisk::default();
    worked(&disk);
    let vault = vault(&disk);
    turn_on(&vault).unwrap();
    let register = Register::open(&vault, &root()).unwrap();
    vault.lock_all();
    let mut draft = draft_of(&statement(6), false);
    let mut last = save_first(&vault, &register, &draft).unwrap();
    for words in ["a word", "two words"] {
        draft.work = Work::Addendum(words.to_owned());
        last = save_after(&vault, &register, &draft, &last.digest).unwrap();
        assert!(!last.beside);
    }
    assert_eq!(with_text(&disk, "words"), Vec::<PathBuf>::new());
    let others = list_drafts(&vault, &register);
    assert_eq!((others.drafts.len(), others.problems.len()), (1, 1), "the one from before is shut");
    assert!(matches!(sign(&vault, &register, &statement(7)), Err(RegisterError::Locked(_))));
    open(&vault, &right()).unwrap();
    let read = list_drafts(&vault, &register);
    assert!(read.problems.is_empty());
    assert!(read.drafts.iter().any(|file| file.draft == draft));
}

#[test]
fn what_waits_in_the_outbox_is_protected_as_the_register_is_and_comes_back() {
    let disk = MemoryDisk::default();
    worked(&disk);
    let register = Register::open(&disk, &root()).unwrap();
    let folder = Path::new(OUTBOXES).join(register.info.id.as_str());
    // Before it is protected, something waits; and after, something more.
    let text = |number| ronfile::write(&elsewhere(number)).unwrap();
    let outbox = open_outbox(&disk, &folder, &register.info).unwrap();
    keep_rules(&disk, &outbox, &[RULES]).unwrap();
    sign_bytes(&disk, &outbox, &text(10)).unwrap();
    let vault = vault(&disk);
    turn_on(&vault).unwrap();
    let register = Register::open(&vault, &root()).unwrap();
    let away = root().join("register.ron");
    let kept = disk.files()[&away].clone();
    disk.take(&away);
    let placed = sign_or_keep(&vault, &register, &folder, &text(11), (&[RULES], None)).unwrap();
    assert!(matches!(placed, Placed::Outbox { .. }));
    assert_eq!(with_text(&disk, "The child’s safety"), Vec::<PathBuf>::new());
    disk.put(&away, &kept);
    let outbox = Register::open(&vault, &folder).unwrap();
    let back = bring_back(&vault, &outbox, &register).unwrap();
    assert_eq!(back.merged.copied.len(), 2);
    assert!(verify(&vault, &root(), &Known::default()).unwrap().is_clean());
}

#[test]
fn what_is_begun_while_it_is_locked_and_away_waits_encrypted() {
    let disk = MemoryDisk::default();
    worked(&disk);
    turn_on(&vault(&disk)).unwrap();
    let vault = vault(&disk);
    // Of the register nothing is known but its name.
    let folder = Path::new(OUTBOXES).join(info().id.as_str());
    let draft = draft_of(&statement(6), false);
    for _ in 0..2 {
        let outbox = open_outbox(&vault, &folder, &info()).unwrap();
        save_first(&vault, &outbox, &draft).unwrap();
    }
    assert_eq!(with_text(&disk, "typed"), Vec::<PathBuf>::new());
    open(&vault, &right()).unwrap();
    let (outbox, register) = (Register::open(&vault, &folder), Register::open(&vault, &root()));
    let back = bring_back(&vault, &outbox.unwrap(), &register.unwrap()).unwrap();
    assert_eq!(back.drafts.len(), 1);
}

#[test]
fn a_file_that_a_colleague_left_plain_is_read_and_can_be_encrypted_later() {
    let disk = MemoryDisk::default();
    worked(&disk);
    let vault = vault(&disk);
    turn_on(&vault).unwrap();
    // Written in the same moment in which the register was protected.
    let text = ronfile::write(&elsewhere(7)).unwrap();
    let name = format!("20261122T102202Z-decision-{}.ron", Digest::of(text.as_bytes()).short(12));
    let folder = layout::decision_folder(&root(), &decision_id(7));
    disk.put(&folder.join(name), text.as_bytes());
    let register = Register::open(&vault, &root()).unwrap();
    assert!(load(&vault, &register).find(&decision_id(7)).next().is_some());
    let key = Key::Passphrase(right());
    let done = protecting(&vault, |protector| protector.encrypt_what_is_plain(&key)).unwrap();
    assert_eq!(done.changed, 1);
    assert_eq!(with_text(&disk, "The child’s safety"), Vec::<PathBuf>::new());
    assert!(verify(&vault, &root(), &Known::default()).unwrap().is_clean());
}

#[test]
fn what_a_crash_left_half_written_is_encrypted_and_what_is_none_of_ours_is_named() {
    let disk = MemoryDisk::default();
    worked(&disk);
    let drafts = root().join(layout::DRAFTS);
    let half = drafts.join(device(1).as_str()).join(".justified-x7.tmp");
    let others = [
        drafts.join("copy.bak"),
        layout::decision_folder(&root(), &decision_id(7)).join("letter.docx"),
    ];
    disk.put(&half, b"typed, half");
    for path in &others {
        disk.put(path, b"of somebody else");
    }
    disk.put(&drafts.join(".DS_Store"), b"the desktop\xe2\x80\x99s");
    let vault = vault(&disk);
    let done = turn_on(&vault).unwrap();
    assert_eq!(with_text(&disk, "typed, half"), Vec::<PathBuf>::new());
    let left: BTreeSet<&PathBuf> = done.left.iter().map(|one| &one.path).collect();
    assert_eq!(left, others.iter().collect());
    let report = verify(&vault, &root(), &Known::default()).unwrap();
    assert!(report.wrong.is_empty(), "{:?}", report.wrong);
    let half_now = sealed_name(&half);
    assert!(
        report.remarks.contains(&Problem::new(&half_now, What::Leftover)),
        "{:?}",
        report.remarks
    );
    // Every way back is open: nothing was thrown away.
    turn_off(&vault).unwrap();
    assert_eq!(disk.files()[&half], b"typed, half");
}

#[test]
fn a_register_that_says_it_is_plain_after_all_is_not_taken_for_one() {
    let disk = MemoryDisk::default();
    worked(&disk);
    turn_on(&vault(&disk)).unwrap();
    let plain = ronfile::write(&info()).unwrap();
    disk.put(&root().join("register.ron"), plain.as_bytes());
    let vault = vault(&disk);
    assert_eq!(Register::open(&vault, &root()), Err(RegisterError::ProtectionChanged(root())));
    let known = Register { root: root(), info: info() };
    assert!(save_first(&vault, &known, &draft_of(&statement(8), false)).is_err());
    // Whoever has the passphrase can accept that.
    turn_off(&vault).unwrap();
    assert!(Register::open(&vault, &root()).is_ok());
}

#[test]
fn another_key_in_its_place_is_seen_and_nothing_is_written_to_it() {
    let disk = MemoryDisk::default();
    worked(&disk);
    turn_on(&vault(&disk)).unwrap();
    // Somebody with write access makes a protection of his own over the same register, with the
    // same passphrase even.
    let other = MemoryDisk::default();
    worked(&other);
    turn_on(&vault(&other)).unwrap();
    for (path, bytes) in other.files() {
        if path.ends_with("register.ron") || path.starts_with(root().join("keys")) {
            disk.put(&path, &bytes);
        }
    }
    let vault = vault(&disk);
    assert!(matches!(Register::open(&vault, &root()), Err(RegisterError::ProtectionChanged(_))));
    assert_eq!(open(&vault, &right()).unwrap_err(), ProtectError::Swapped(root()));
}
