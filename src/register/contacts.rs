//! Contacts in a register: what each says now, and contacts in and out as one file.
//!
//! A contact is a chain of statements in `contacts/`, published, read, merged and verified as
//! those of decisions are, and never encrypted.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::RegisterError;
use super::disk::{self, Disk};
use super::export;
use super::layout::{self, Name};
use super::load::{self, Contents, DecisionFile, Loaded};
use super::problem::{Problem, What};
use super::{MARK, Register, outbox, store};
use crate::base::ronfile::{self, MAX_BYTES, Place, ReadError};
use crate::record::statement::{CONTACT, FORMAT};
use crate::record::{Author, Contact, DecisionId, Digest, RegisterId};

/// A contact as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Current {
    /// Its id.
    pub id: DecisionId,
    /// What it says: once, unless two people changed it without knowing of each other; then
    /// each version stands, in order.
    pub versions: Vec<Version>,
    /// What was stated before and is followed by another statement, the last first.
    pub earlier: Vec<Version>,
}

/// What somebody stated of a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The contact.
    pub contact: Contact,
    /// Who stated it.
    pub author: Author,
    /// When.
    pub written: DateTime<FixedOffset>,
    /// Whether its file is as it was signed. Where not, its numbers are not to be trusted.
    pub sound: bool,
}

/// Every contact that is in the list now, the kinds in their order, then by name.
pub fn current(contents: &Contents) -> Vec<Current> {
    let mut all: Vec<Current> = contents
        .contacts
        .iter()
        .map(|file| Current {
            id: file.id.clone(),
            versions: versions(file),
            earlier: earlier(file),
        })
        .filter(|one| one.versions.iter().any(|version| !version.contact.removed))
        .collect();
    let key = |one: &Current| {
        one.versions.first().map(|version| {
            (version.contact.kind, version.contact.title().to_lowercase(), one.id.clone())
        })
    };
    all.sort_by_key(key);
    all
}

/// What a contact says now: what no later statement follows. Where none of that can be read,
/// the last that can, even where its file was changed: a number with a warning is better than
/// none.
fn versions(file: &DecisionFile) -> Vec<Version> {
    let heads = file.heads();
    let mut versions: Vec<Version> = file
        .statements
        .iter()
        .filter(|loaded| heads.contains(&loaded.digest))
        .filter_map(version)
        .collect();
    if versions.is_empty() {
        versions.extend(file.statements.iter().rev().find_map(version));
    }
    versions
}

/// What was stated before, the last first; without what stands for the contact now.
fn earlier(file: &DecisionFile) -> Vec<Version> {
    let heads = file.heads();
    let followed = |loaded: &&Loaded| !heads.contains(&loaded.digest);
    let stands = versions(file);
    let all = file.statements.iter().rev().filter(followed).filter_map(version);
    all.filter(|one| !stands.contains(one)).collect()
}

fn version(loaded: &Loaded) -> Option<Version> {
    Some(Version {
        contact: loaded.contact()?.clone(),
        author: Author::clone(&loaded.header.author),
        written: loaded.header.written,
        sound: loaded.sound,
    })
}

/// Reads the contacts alone. They are never encrypted, so they can be read of a register that
/// cannot be opened: its folder and its id suffice.
pub fn load_contacts(disk: &dyn Disk, root: &Path, register: &RegisterId) -> Contents {
    let mut contents = Contents::default();
    load_into(disk, root, register, &mut contents);
    load::finish(contents)
}

/// Reads the decision that a statement belongs to again or, for a contact, all contacts.
pub fn load_with(
    disk: &dyn Disk,
    register: &Register,
    id: &DecisionId,
    is_contact: bool,
) -> Contents {
    if is_contact {
        load_contacts(disk, &register.root, &register.info.id)
    } else {
        load::load_decision(disk, register, id)
    }
}

pub(super) fn load_into(
    disk: &dyn Disk,
    root: &Path,
    register: &RegisterId,
    contents: &mut Contents,
) {
    let folder = root.join(layout::CONTACTS);
    let mut problems = Vec::new();
    let mut by_id: BTreeMap<DecisionId, Vec<Loaded>> = BTreeMap::new();
    for mut statement in load::read_statements(disk, &folder, &mut problems) {
        let mut wrong = |what| {
            statement.sound = false;
            problems.push(Problem::new(&statement.path, what));
        };
        if statement.header.register != *register {
            wrong(What::OtherRegister);
        }
        if statement.kind != CONTACT {
            wrong(What::Unknown);
        }
        by_id.entry(statement.header.decision.clone()).or_default().push(statement);
    }
    for (id, loaded) in by_id {
        let of_this = |problem: &&Problem| loaded.iter().any(|one| one.path == problem.path);
        let mut own: Vec<Problem> = problems.iter().filter(of_this).cloned().collect();
        let known = own.len();
        contents.contacts.extend(load::chains(&id, &folder, loaded, &mut own));
        problems.extend(own.into_iter().skip(known));
    }
    contents.problems.extend(problems);
}

/// Keeps a copy of every contact on this computer, so that whom to ring can be read while the
/// share is away. Only adds; what is there already is left.
pub fn keep_copy(
    disk: &dyn Disk,
    register: &Register,
    contents: &Contents,
    folder: &Path,
) -> Result<(), RegisterError> {
    let own = || contents.contacts.iter().flat_map(|file| &file.statements).filter(|s| s.sound);
    if own().next().is_none() {
        return Ok(());
    }
    let copy = outbox::open_outbox(disk, folder, &register.info)?;
    let there = load_contacts(disk, &copy.root, &copy.info.id);
    let there: BTreeSet<&Digest> = there.statements().map(|loaded| &loaded.digest).collect();
    for loaded in own().filter(|loaded| !there.contains(&loaded.digest)) {
        let bytes = disk::read(disk, &loaded.path, MAX_BYTES)?;
        // Changed since it was read: another time.
        if Digest::of(&bytes) != loaded.digest {
            continue;
        }
        let naming =
            |digest: &Digest, digits| Name::of(&loaded.header.written, CONTACT, digest, digits);
        store::publish(disk, &copy, &copy.root.join(layout::CONTACTS), &bytes, naming)?;
    }
    Ok(())
}

/// The largest file of contacts that is read, in bytes.
const MAX_FILE: usize = 1024 * 1024;
/// The most contacts that a file may bring.
pub const MAX_CONTACTS: usize = 500;
/// The longest text of a contact that a file may bring, in characters.
const MAX_TEXT: usize = 2_000;
/// The most numbers of one contact.
const MAX_NUMBERS: usize = 10;

/// Contacts in one file, to be given to a colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contacts {
    /// The format, [`FORMAT`].
    pub format: u32,
    /// Whether they are of a register of invented cases: their numbers reach nobody.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub invented: bool,
    /// The contacts.
    pub contacts: Vec<Entry>,
}

/// One contact of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its id, which makes a later file change it and not double it.
    pub id: DecisionId,
    /// What it says.
    pub contact: Contact,
}

/// Why a file of contacts was not taken. Nothing is changed by any of these.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContactsError {
    /// The disk failed.
    #[error(transparent)]
    Disk(#[from] disk::DiskError),
    /// It is no file of contacts.
    #[error("This is not a file of contacts: {}. Nothing was taken from it.", .0.in_full())]
    Unreadable(ReadError),
    /// A newer version wrote it.
    #[error(
        "A newer version of Justified wrote this file. Nothing was taken from it. Import it with the newest version."
    )]
    Newer,
    /// It is of a register of invented cases.
    #[error(
        "The contacts in this file are invented, and their numbers reach nobody. Nothing was taken from it."
    )]
    Invented,
    /// It holds more than a practice has.
    #[error("This file holds more than {MAX_CONTACTS} contacts. Nothing was taken from it.")]
    TooMany,
    /// One of its contacts is out of all proportion.
    #[error(
        "A contact in this file is longer than {MAX_TEXT} characters in one place or has more than {MAX_NUMBERS} numbers ({0}). Nothing was taken from it."
    )]
    TooLong(Place),
    /// One of its contacts stands twice.
    #[error("A contact stands twice in this file ({0}). Nothing was taken from it.")]
    Twice(Place),
}

/// The contacts as the text of a file. Of one that two people changed apart, the version that
/// was written last. Invented ones are marked as that.
pub fn write_file(contacts: &[Current], invented: bool) -> Result<String, RegisterError> {
    let contacts = contacts
        .iter()
        .filter_map(|one| {
            let there = one.versions.iter().filter(|version| !version.contact.removed);
            let last = there.max_by_key(|version| version.written)?;
            Some(Entry { id: one.id.clone(), contact: last.contact.clone() })
        })
        .collect();
    let text = ronfile::write(&Contacts { format: FORMAT, invented, contacts })?;
    let mark = if invented { format!("// {MARK}\n") } else { String::new() };
    Ok(mark + &text)
}

/// Writes such a file. One that is there is left as it is.
pub fn export(
    disk: &dyn Disk,
    path: &Path,
    contacts: &[Current],
    invented: bool,
) -> Result<(), RegisterError> {
    export::save_text(disk, path, &write_file(contacts, invented)?)
}

/// Reads such a file, which may come from anybody: bounded in every direction. Invented
/// contacts are taken into a register of invented cases only.
pub fn read_file(
    disk: &dyn Disk,
    path: &Path,
    training: bool,
) -> Result<Vec<Entry>, ContactsError> {
    read_entries(&disk::read(disk, path, MAX_FILE)?, training)
}

/// The contacts in the bytes of such a file.
pub fn read_entries(bytes: &[u8], training: bool) -> Result<Vec<Entry>, ContactsError> {
    #[derive(Deserialize)]
    #[serde(rename = "Contacts")]
    struct FormatOnly {
        format: u32,
    }
    let read = match ronfile::read_bounded::<Contacts>(bytes, MAX_FILE) {
        Ok(file) if file.format <= FORMAT => file,
        Ok(_) => return Err(ContactsError::Newer),
        Err(error) => {
            return Err(match ronfile::read_bounded::<FormatOnly>(bytes, MAX_FILE) {
                Ok(FormatOnly { format }) if format > FORMAT => ContactsError::Newer,
                _ => ContactsError::Unreadable(error),
            });
        }
    };
    if read.invented && !training {
        return Err(ContactsError::Invented);
    }
    if read.contacts.len() > MAX_CONTACTS {
        return Err(ContactsError::TooMany);
    }
    let text = ronfile::text_of(bytes, MAX_FILE).map_err(ContactsError::Unreadable)?;
    let place = |id: &DecisionId, nth: usize| {
        let at = text.match_indices(id.as_str()).nth(nth).map_or(0, |(at, _)| at);
        Place::of_offset(text, at)
    };
    let mut seen = BTreeSet::new();
    for entry in &read.contacts {
        if !seen.insert(&entry.id) {
            return Err(ContactsError::Twice(place(&entry.id, 1)));
        }
        let Contact {
            name,
            organisation,
            area,
            found_where,
            checked_on,
            checked_by,
            discloses,
            notes,
            ..
        } = &entry.contact;
        let numbers = &entry.contact.numbers;
        let about = [name, organisation, area, found_where, discloses, notes];
        let texts = about.into_iter().chain([&checked_on.text, checked_by]);
        let mut texts = texts.chain(numbers.iter().map(|one| &one.number));
        if numbers.len() > MAX_NUMBERS || texts.any(|text| text.chars().count() > MAX_TEXT) {
            return Err(ContactsError::TooLong(place(&entry.id, 0)));
        }
    }
    Ok(read.contacts)
}

/// What taking in a file would do, to be shown before it is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Contacts that are new here.
    pub added: Vec<Entry>,
    /// Contacts that are here and say something else: what stands here now, and what would.
    pub changed: Vec<(Contact, Entry)>,
    /// How many are here already, the same.
    pub same: usize,
}

/// What taking in these contacts would do.
pub fn plan(entries: Vec<Entry>, here: &[Current]) -> Plan {
    let mut plan = Plan::default();
    for mut entry in entries {
        // A file brings contacts in; it takes none out.
        entry.contact.removed = false;
        let there = here.iter().find(|one| one.id == entry.id);
        match there.map(|one| one.versions.as_slice()) {
            None | Some([]) => plan.added.push(entry),
            Some([only]) if only.contact == entry.contact => plan.same += 1,
            Some([first, ..]) => plan.changed.push((first.contact.clone(), entry)),
        }
    }
    plan
}
