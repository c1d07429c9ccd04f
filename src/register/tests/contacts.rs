//! Contacts: statements as all others, in a folder that is never encrypted.

use super::*;
use crate::record::contact_remarks::MAX_CONTACTS;
use crate::record::{Contact, ContactKind, Hours, ItemId, Number};
use crate::register::contacts::{
    Contacts, ContactsError, Doubt, Entry, FileRead, current, gone, keep_copy, load_contacts, plan,
    read_entries, write_file,
};
use crate::register::index::{load_index, save_index};
use crate::register::merge::merge;
use crate::register::outbox::{Placed, bring_back, open_outbox, sign_or_keep, waiting};
use crate::register::verify::{Known, verify};

/// A contact with one number.
pub(super) fn contact(name: &str, number: &str) -> Contact {
    Contact {
        name: name.to_owned(),
        numbers: vec![Number {
            id: ItemId::mint([3; 8]),
            number: number.to_owned(),
            hours: Hours::Day,
        }],
        ..Contact::new(ContactKind::ChildrensServices, ItemId::mint([3; 8]))
    }
}

/// The first statement of a contact, or one that follows these.
pub(super) fn stated(number: u8, contact: Contact, follows: &[&Signed]) -> Statement {
    let mut heads: Vec<Digest> = follows.iter().map(|signed| signed.digest.clone()).collect();
    heads.sort();
    Statement {
        decision: follows.first().map_or(decision_id(number), |first| first.decision.clone()),
        root: follows.first().map(|first| first.digest.clone()),
        follows: heads,
        headline: contact.kind.label().to_owned(),
        body: Body::Contact(contact),
        ..statement(number)
    }
}

fn names(register: &Register, disk: &dyn Disk) -> Vec<String> {
    current(&load(disk, register))
        .iter()
        .flat_map(|one| &one.versions)
        .map(|version| version.contact.name.clone())
        .collect()
}

/// A register with a decision and a contact, both of device 1.
fn begun(disk: &MemoryDisk) -> (Register, Vec<Signed>) {
    let register = register(disk, &root());
    let signed = sign_chain(
        disk,
        &register,
        vec![statement(1), stated(2, contact("Duty desk", "01632 960110"), &[])],
    );
    (register, signed)
}

#[test]
fn a_contact_stands_in_the_folder_of_contacts_and_not_among_the_decisions() {
    let disk = MemoryDisk::default();
    let (register, signed) = begun(&disk);
    assert_eq!(signed[1].path.parent(), Some(root().join("contacts").as_path()));
    assert!(signed[1].name.contains("-contact-"), "{}", signed[1].name);
    let contents = load(&disk, &register);
    assert_eq!((contents.decisions.len(), contents.contacts.len()), (1, 1));
    assert_eq!(words(&contents.problems), [""; 0]);
    let report = verify(&disk, &root(), &Known::default()).unwrap();
    assert!(report.is_clean());
    assert_eq!((report.statements, report.decisions, report.contacts), (2, 1, 1));
}

#[test]
fn a_later_statement_takes_the_place_of_an_earlier_and_one_that_removes_ends_it() {
    let disk = MemoryDisk::default();
    let (register, signed) = begun(&disk);
    let first = &signed[1];
    let mut next = stated(3, contact("Front door", "01632 960111"), &[first]);
    next.device_prev = Some(first.digest.clone());
    let second = sign(&disk, &register, &next).unwrap();
    assert_eq!(names(&register, &disk), ["Front door"]);
    let gone = Contact { removed: true, ..contact("Front door", "") };
    let mut last = stated(4, gone, &[&second]);
    last.root = Some(first.digest.clone());
    last.device_prev = Some(second.digest.clone());
    sign(&disk, &register, &last).unwrap();
    assert!(names(&register, &disk).is_empty());
    assert!(verify(&disk, &root(), &Known::default()).unwrap().is_clean());
    assert_eq!(load(&disk, &register).contacts[0].statements.len(), 3, "all of it is kept");
}

#[test]
fn two_who_changed_a_contact_apart_are_both_shown() {
    let disk = MemoryDisk::default();
    let (register, signed) = begun(&disk);
    for (number, name) in [(3, "One"), (4, "Other")] {
        let mut next = stated(number, contact(name, "01632 960112"), &[&signed[1]]);
        next.device = device(number);
        sign(&disk, &register, &next).unwrap();
    }
    let all = current(&load(&disk, &register));
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].versions.len(), 2);
    assert_eq!(names(&register, &disk), ["One", "Other"]);
}

#[test]
fn one_bad_contact_hides_no_other_and_a_changed_number_is_seen() {
    let disk = MemoryDisk::default();
    let (register, mut signed) = begun(&disk);
    let mut next = stated(5, contact("Police desk", "01632 960150"), &[]);
    next.device_prev = Some(signed[1].digest.clone());
    signed.push(sign(&disk, &register, &next).unwrap());
    let folder = root().join("contacts");
    disk.put(&folder.join("20261122T101502Z-contact-3f9a1c2b7d10.ron"), b"Statement(broken");
    let text = String::from_utf8(disk.files()[&signed[2].path].clone()).unwrap();
    disk.put(&signed[2].path, text.replace("960150", "960199").as_bytes());

    assert_eq!(names(&register, &disk), ["Duty desk", "Police desk"]);
    let all = current(&load(&disk, &register));
    assert_eq!(all[0].versions[0].doubt, None);
    assert_eq!(all[1].versions[0].doubt, Some(Doubt::Changed), "its number is not to be trusted");
    let report = verify(&disk, &root(), &Known::default()).unwrap();
    let wrong = words(&report.wrong);
    assert!(wrong.iter().any(|w| w.starts_with("It cannot be understood")), "{wrong:?}");
    assert!(wrong.iter().any(|w| w.starts_with("It has been changed")), "{wrong:?}");
}

#[test]
fn what_stands_in_the_wrong_folder_is_named_and_not_taken() {
    let disk = MemoryDisk::default();
    let (register, signed) = begun(&disk);
    let bytes = disk.files()[&signed[0].path].clone();
    disk.put(&root().join("contacts").join(&signed[0].name), &bytes);
    assert!(words(&load(&disk, &register).problems).contains(&"It does not belong here.".into()));
    assert_eq!(names(&register, &disk), ["Duty desk"]);
}

#[test]
fn a_contact_that_vanishes_is_missed() {
    let disk = MemoryDisk::default();
    let (register, signed) = begun(&disk);
    let (mut index, _) = load_index(&disk, &register, &device(1));
    index.learn(&load(&disk, &register));
    save_index(&disk, &register, &index).unwrap();
    disk.take(&signed[1].path);
    let (index, _) = load_index(&disk, &register, &device(1));
    let gone = index.gone(&root(), &load(&disk, &register));
    assert_eq!(gone.len(), 1);
    assert_eq!(gone[0].1.path, signed[1].path);
}

#[test]
fn contacts_merge_and_come_back_from_the_outbox_as_decisions_do() {
    let disk = MemoryDisk::default();
    let (share, signed) = begun(&disk);
    let copy = register(&disk, Path::new("/copy"));
    merge(&disk, &share, &copy).unwrap();
    assert_eq!(names(&copy, &disk), ["Duty desk"]);
    assert!(merge(&disk, &share, &copy).unwrap().copied.is_empty(), "once is enough");

    let described = disk.files()[&root().join("register.ron")].clone();
    disk.take(&root().join("register.ron"));
    let mut next = stated(6, contact("Night desk", "01632 960199"), &[]);
    next.device_prev = Some(signed[1].digest.clone());
    let text = ronfile::write(&next).unwrap();
    let outbox = Path::new("/home/outbox");
    let placed = sign_or_keep(&disk, &share, outbox, &text, (&[RULES], None)).unwrap();
    assert!(matches!(placed, Placed::Outbox { .. }));
    let outbox = open_outbox(&disk, outbox, &share.info).unwrap();
    assert_eq!(waiting(&disk, &outbox).count(), 1);
    disk.put(&root().join("register.ron"), &described);
    bring_back(&disk, &outbox, &share).unwrap();
    assert_eq!(waiting(&disk, &outbox).count(), 0);
    assert_eq!(names(&share, &disk), ["Duty desk", "Night desk"]);
    assert!(verify(&disk, &root(), &Known::default()).unwrap().is_clean());
}

#[test]
fn contacts_are_read_of_a_register_that_cannot_be_opened() {
    let disk = MemoryDisk::default();
    begun(&disk);
    let path = root().join("register.ron");
    let text = String::from_utf8(disk.files()[&path].clone()).unwrap();
    disk.put(&path, text.replace("Plain", "Age(\"age1example\")").as_bytes());
    assert!(matches!(Register::open(&disk, &root()), Err(RegisterError::Locked(_))));
    let info = Register::describe(&disk, &root()).unwrap();
    assert_eq!(current(&load_contacts(&disk, &root(), &info.id)).len(), 1);
}

#[test]
fn a_copy_on_this_computer_has_the_contacts_and_nothing_else() {
    let disk = MemoryDisk::default();
    let (register, _) = begun(&disk);
    let folder = Path::new("/home/contacts");
    for _ in 0..2 {
        keep_copy(&disk, &register, &load(&disk, &register), folder).unwrap();
    }
    let kept: Vec<PathBuf> =
        disk.files().into_keys().filter(|path| path.starts_with(folder)).collect();
    assert_eq!(kept.len(), 2, "register.ron and the contact: {kept:?}");
    assert_eq!(current(&load_contacts(&disk, folder, &info().id)).len(), 1);
}

fn here() -> Vec<crate::register::contacts::Current> {
    let disk = MemoryDisk::default();
    let (register, _) = begun(&disk);
    current(&load(&disk, &register))
}

#[test]
fn what_is_exported_comes_back_and_changes_nothing() {
    let here = here();
    let (text, left_out) = write_file(&here, false).unwrap();
    assert!(text.contains("01632 960110") && left_out.is_empty());
    let read = read_entries(text.as_bytes(), false).unwrap();
    assert_eq!(plan(read.clone(), &here, &[]).same, 1);
    let elsewhere = plan(read.clone(), &[], &[]);
    assert_eq!(elsewhere.added, read.entries);
    let mut other = read;
    "01632 960120".clone_into(&mut other.entries[0].contact.numbers[0].number);
    assert_eq!(plan(other.clone(), &here, &[]).changed[0].1, other.entries[0]);
}

#[test]
fn a_contact_that_was_changed_outside_is_not_passed_on() {
    let mut here = here();
    here[0].versions[0].doubt = Some(Doubt::Changed);
    let (text, left_out) = write_file(&here, false).unwrap();
    assert!(!text.contains("01632"), "{text}");
    assert_eq!(
        left_out,
        ["Children’s services, Duty desk: its file was changed outside Justified."]
    );
}

#[test]
fn a_contact_that_was_taken_out_is_not_taken_as_new() {
    let disk = MemoryDisk::default();
    let (register, signed) = begun(&disk);
    let entry = Entry { id: signed[1].decision.clone(), contact: contact("Duty desk", "1") };
    let taken_out = Contact { removed: true, ..contact("Duty desk", "") };
    let mut next = stated(3, taken_out.clone(), &[&signed[1]]);
    next.device_prev = Some(signed[1].digest.clone());
    sign(&disk, &register, &next).unwrap();
    let contents = load(&disk, &register);
    let out_there = Entry { id: decision_id(8), contact: taken_out };
    let read = FileRead { entries: vec![entry, out_there], ..FileRead::default() };
    let plan = plan(read, &current(&contents), &gone(&contents));
    assert!(plan.added.is_empty() && plan.changed.is_empty());
    assert_eq!(
        plan.left_out,
        [
            "Children’s services, Duty desk: it was removed from the list here.",
            "Children’s services, Duty desk: the file says that it was removed from the list.",
        ]
    );
}

#[test]
fn a_check_is_vouched_for_only_by_whoever_stated_it() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let mut checked = contact("Duty desk", "01632 960110");
    checked.check("2026-11-22".parse().unwrap(), &statement(1).author.name);
    let first = sign(&disk, &register, &stated(2, checked.clone(), &[])).unwrap();
    let vouched = |number: usize| current(&load(&disk, &register))[number].versions[0].vouched;
    assert!(vouched(0));
    // Somebody else changes the notes: the check stands.
    let mut noted =
        stated(3, Contact { notes: "Ring first.".into(), ..checked.clone() }, &[&first]);
    noted.author.name = "Dr Other Example".to_owned();
    noted.device = device(3);
    sign(&disk, &register, &noted).unwrap();
    assert!(vouched(0));
    // Somebody else writes that the first one checked another contact.
    let mut forged = stated(4, Contact { name: "Zed".into(), ..checked }, &[]);
    forged.author.name = "Dr Other Example".to_owned();
    forged.device = device(4);
    sign(&disk, &register, &forged).unwrap();
    assert!(!vouched(1));
}

#[test]
fn what_orders_a_screen_about_is_dropped_from_a_file_of_contacts_with_a_remark() {
    let mut odd = contact("Du\u{202e}ty desk", "01632 960110\u{0}");
    "Ask for\u{1b} the duty worker.".clone_into(&mut odd.notes);
    let contacts = vec![Entry { id: decision_id(1), contact: odd }];
    let file = Contacts { format: FORMAT, invented: false, contacts };
    let read = read_entries(ronfile::write(&file).unwrap().as_bytes(), false).unwrap();
    let mut plain = contact("Duty desk", "01632 960110");
    "Ask for the duty worker.".clone_into(&mut plain.notes);
    assert_eq!(read.entries, [Entry { id: decision_id(1), contact: plain }]);
    assert!(read.remarks[0].contains("(U+0000, U+001B, U+202E)"), "{:?}", read.remarks);
    assert_eq!(plan(read, &[], &[]).remarks.len(), 1);
}

#[test]
fn one_contact_of_a_file_that_is_over_the_bounds_blocks_no_other() {
    let entry = |number: u8| Entry { id: decision_id(number), contact: contact("x", "1") };
    let written = |contacts: Vec<Entry>| {
        ronfile::write(&Contacts { format: FORMAT, invented: false, contacts })
            .unwrap()
            .into_bytes()
    };
    let mut long = entry(2);
    long.contact.notes = "x".repeat(2_001);
    let read = read_entries(&written(vec![entry(1), long, entry(1), entry(3)]), false).unwrap();
    assert_eq!(read.entries, [entry(1), entry(3)]);
    assert_eq!(read.left_out.len(), 2);
    assert!(read.left_out[0].ends_with("its notes: 2001 characters, more than 2000."));
    assert!(read.left_out[1].ends_with("it is in the file twice."));
    let many = (0..=MAX_CONTACTS)
        .map(|number| Entry {
            id: DecisionId::mint(2026, (number as u64 + 1).to_le_bytes()),
            ..entry(1)
        })
        .collect();
    let read = read_entries(&written(many), false).unwrap();
    assert_eq!((read.entries.len(), read.left_out.len()), (MAX_CONTACTS, 1));
}

#[test]
fn what_is_saved_to_a_file_of_contacts_can_be_read_from_it_whatever_is_in_it() {
    let mut here = here();
    let one = here[0].clone();
    for number in 0..200_u64 {
        let mut next = one.clone();
        next.id = DecisionId::mint(2026, (number + 1).to_le_bytes());
        let contact = &mut next.versions[0].contact;
        // Each letter is written as an escape.
        contact.notes = "\u{7}".repeat(2_000);
        contact.discloses = "\u{7}".repeat(2_000 + usize::try_from(number % 2).unwrap());
        here.push(next);
    }
    let (text, left_out) = write_file(&here, false).unwrap();
    let read = read_entries(text.as_bytes(), false).unwrap();
    assert_eq!(read.left_out, [""; 0]);
    assert_eq!(read.entries.len() + left_out.len(), 201);
    assert!(left_out.len() >= 100, "those that are too long");
}

#[test]
fn a_file_of_contacts_from_anybody_is_named_where_it_is_wrong_and_nothing_of_it_is_repeated() {
    let error = read_entries(b"Contacts(\n  format: 1,\n  robin_example: 2)", false).unwrap_err();
    let ContactsError::Unreadable(place) = &error else { panic!("taken") };
    assert_eq!(place.place().unwrap().line, 3);
    assert!(error.to_string().contains("line 3") && !error.to_string().contains("robin"));
    let newer = "Contacts(format: 2, more: true, contacts: [])";
    assert_eq!(read_entries(newer.as_bytes(), false), Err(ContactsError::Newer));
    assert!(read_entries(&vec![b' '; 4 * 1024 * 1024 + 1], false).is_err());
}
