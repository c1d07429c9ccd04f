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
use crate::base::fold::folded;
use crate::base::ronfile::{self, MAX_BYTES, Place, ReadError};
use crate::record::contact_remarks::MAX_CONTACTS;
use crate::record::people::one_line;
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
    /// Whether whoever is named as having checked its numbers stated that check themselves.
    pub vouched: bool,
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
        one.versions
            .first()
            .map(|version| (version.contact.kind, folded(version.contact.title()), one.id.clone()))
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
        .filter_map(|loaded| version(file, loaded))
        .collect();
    if versions.is_empty() {
        versions.extend(file.statements.iter().rev().find_map(|loaded| version(file, loaded)));
    }
    versions
}

/// What was stated before, the last first; without what stands for the contact now.
fn earlier(file: &DecisionFile) -> Vec<Version> {
    let heads = file.heads();
    let followed = |loaded: &&Loaded| !heads.contains(&loaded.digest);
    let stands = versions(file);
    let all = file.statements.iter().rev().filter(followed);
    let all = all.filter_map(|loaded| version(file, loaded));
    all.filter(|one| !stands.contains(one)).collect()
}

fn version(file: &DecisionFile, loaded: &Loaded) -> Option<Version> {
    let contact = loaded.contact()?;
    Some(Version {
        vouched: is_vouched(file, contact),
        contact: contact.clone(),
        author: Author::clone(&loaded.header.author),
        written: loaded.header.written,
        sound: loaded.sound,
    })
}

/// Whether the person who is named as having checked the numbers of a contact stated that check,
/// in a file that is as it was signed. Somebody else can write any name.
fn is_vouched(file: &DecisionFile, contact: &Contact) -> bool {
    let by = contact.checked_by.trim();
    by.is_empty()
        || file.statements.iter().filter(|loaded| loaded.sound).any(|loaded| {
            loaded.header.author.name.trim() == by
                && loaded.contact().is_some_and(|one| {
                    one.checked_on == contact.checked_on && one.checked_by.trim() == by
                })
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

/// The largest file of contacts that is written and read, in bytes.
const MAX_FILE: usize = 4 * 1024 * 1024;

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
    // Not in the parser's own words: they can quote a file that may be anybody's.
    #[error("This is not a file of contacts: {0}. Nothing was taken from it.")]
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
}

/// What is in a file of contacts, or was to be in one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileRead {
    /// The contacts.
    pub entries: Vec<Entry>,
    /// Those that are left out, each with why, in a sentence. They hold up no other.
    pub left_out: Vec<String>,
    /// What was left out of those that are not, in sentences.
    pub remarks: Vec<String>,
}

/// The contacts as the text of a file, and those that are not in it, each with why. Of one that
/// two people changed apart, the version that was written last. One whose file was changed
/// outside the program is not passed on. Invented ones are marked as that.
pub fn write_file(
    contacts: &[Current],
    invented: bool,
) -> Result<(String, Vec<String>), RegisterError> {
    let (mut entries, mut left_out) = (Vec::new(), Vec::new());
    for one in contacts {
        let there = || one.versions.iter().filter(|version| !version.contact.removed);
        let last = there().filter(|version| version.sound).max_by_key(|version| version.written);
        match (last, there().next()) {
            (Some(last), _) => match last.contact.too_much() {
                None => entries.push(Entry { id: one.id.clone(), contact: last.contact.clone() }),
                Some(why) => left_out.push(left(&last.contact, &why)),
            },
            (None, Some(changed)) => {
                left_out.push(left(&changed.contact, "its file was changed outside Justified"));
            }
            (None, None) => {}
        }
    }
    for more in entries.split_off(entries.len().min(MAX_CONTACTS)) {
        left_out.push(left(&more.contact, &format!("a file holds {MAX_CONTACTS}")));
    }
    loop {
        let file = Contacts { format: FORMAT, invented, contacts: entries };
        let text = ronfile::write(&file)?;
        let mark = if invented { format!("// {MARK}\n") } else { String::new() };
        let text = mark + &text;
        entries = file.contacts;
        if text.len() <= MAX_FILE {
            return Ok((text, left_out));
        }
        let Some(last) = entries.pop() else { return Ok((text, left_out)) };
        left_out.push(left(&last.contact, "the file is full"));
    }
}

/// That a contact is not in a file, and why.
fn left(contact: &Contact, why: &str) -> String {
    let (kind, title) = (contact.kind.label(), one_line(contact.title()));
    // It may be far too long.
    let title: String = title.chars().take(60).collect();
    if title == kind { format!("{kind}: {why}.") } else { format!("{kind}, {title}: {why}.") }
}

/// Writes such a file. One that is there is left as it is. Gives what is not in it.
pub fn export(
    disk: &dyn Disk,
    path: &Path,
    contacts: &[Current],
    invented: bool,
) -> Result<Vec<String>, RegisterError> {
    let (text, left_out) = write_file(contacts, invented)?;
    export::save_text(disk, path, &text)?;
    Ok(left_out)
}

/// Reads such a file, which may come from anybody: bounded in every direction. Invented
/// contacts are taken into a register of invented cases only.
pub fn read_file(disk: &dyn Disk, path: &Path, training: bool) -> Result<FileRead, ContactsError> {
    read_entries(&disk::read(disk, path, MAX_FILE)?, training)
}

/// The contacts in the bytes of such a file.
pub fn read_entries(bytes: &[u8], training: bool) -> Result<FileRead, ContactsError> {
    let read = match ronfile::read_bounded::<Contacts>(bytes, MAX_FILE) {
        Ok(file) if file.format <= FORMAT => file,
        Ok(_) => return Err(ContactsError::Newer),
        Err(_) if ronfile::is_newer(bytes, MAX_FILE, FORMAT) => return Err(ContactsError::Newer),
        Err(error) => return Err(ContactsError::Unreadable(error)),
    };
    if read.invented && !training {
        return Err(ContactsError::Invented);
    }
    let text = ronfile::text_of(bytes, MAX_FILE).map_err(ContactsError::Unreadable)?;
    let place = |id: &DecisionId, nth: usize| {
        let at = text.match_indices(id.as_str()).nth(nth).map_or(0, |(at, _)| at);
        Place::of_offset(text, at)
    };
    let mut seen = BTreeSet::new();
    let mut found = FileRead::default();
    // Named by their place: nothing of a file that may be anybody's is repeated.
    for mut entry in read.contacts {
        let twice = seen.contains(&entry.id);
        let at = place(&entry.id, usize::from(twice));
        if found.entries.len() == MAX_CONTACTS {
            let words = format!("What follows {at}: a file holds {MAX_CONTACTS} contacts.");
            found.left_out.push(words);
            break;
        }
        if twice {
            found.left_out.push(format!("The contact at {at}: it is in the file twice."));
        } else if let Some(why) = entry.contact.too_much() {
            found.left_out.push(format!("The contact at {at}: {why}."));
        } else {
            let dropped = entry.contact.clean();
            if !dropped.is_empty() {
                let dropped = dropped.join(", ");
                found.remarks.push(format!(
                    "The contact at {at}: it had invisible characters ({dropped}), which are left \
                     out."
                ));
            }
            seen.insert(entry.id.clone());
            found.entries.push(entry);
        }
    }
    Ok(found)
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
    /// What is in the file and is not taken, each with why.
    pub left_out: Vec<String>,
    /// What was left out of what is taken.
    pub remarks: Vec<String>,
}

/// What taking in these contacts would do. `gone` are those that were taken out of the list
/// here: a file does not bring them back. Nor does it take any out.
pub fn plan(read: FileRead, here: &[Current], gone: &[DecisionId]) -> Plan {
    let FileRead { entries, left_out, remarks } = read;
    let mut plan = Plan { left_out, remarks, ..Plan::default() };
    for Entry { id, contact } in entries {
        let there = here.iter().find(|one| one.id == id);
        if contact.removed {
            plan.left_out.push(left(&contact, "the file says that it was removed from the list"));
            continue;
        }
        if there.is_none() && gone.contains(&id) {
            plan.left_out.push(left(&contact, "it was removed from the list here"));
            continue;
        }
        let versions = there.map_or(&[][..], |one| one.versions.as_slice());
        let stands = versions.first().map(|version| &version.contact);
        let taken = |stands: Option<&Contact>| contact.clone().taken_from_file(stands);
        match (stands, versions.len()) {
            (None, _) => plan.added.push(Entry { id, contact: taken(None) }),
            (Some(stands), 1) if stands.changes(&contact).is_empty() => plan.same += 1,
            (Some(stands), _) => {
                let contact = taken(Some(stands));
                plan.changed.push((stands.clone(), Entry { id, contact }));
            }
        }
    }
    plan
}

/// The contacts that were taken out of the list.
pub fn gone(contents: &Contents) -> Vec<DecisionId> {
    let out = |file: &&DecisionFile| {
        let versions = versions(file);
        !versions.is_empty() && versions.iter().all(|version| version.contact.removed)
    };
    contents.contacts.iter().filter(out).map(|file| file.id.clone()).collect()
}
