//! Contacts in a register: what each says now, and whether its numbers are to be trusted.
//!
//! A contact is a chain of statements in `contacts/`, published, read, merged and verified as
//! those of decisions are, and never encrypted.

mod file;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::RegisterError;
use super::disk::{self, Disk};
use super::layout::{self, Name};
use super::load::{self, Contents, DecisionFile, Loaded};
use super::problem::{Problem, What};
use super::{Register, outbox, store};
use crate::base::fold::folded;
use crate::base::ronfile::MAX_BYTES;
use crate::record::statement::CONTACT;
use crate::record::{Author, Contact, DecisionId, Digest, RegisterId};

pub use file::{
    Contacts, ContactsError, Entry, FileRead, Plan, export, plan, read_entries, read_file,
    write_file,
};

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

impl Current {
    /// The version that a change of the contact begins from and that is passed on: of those that
    /// are in the list, one that is to be trusted before one that is not, then the last written.
    pub fn stands(&self) -> Option<&Version> {
        let there = self.versions.iter().filter(|version| !version.contact.removed);
        there.max_by_key(|version| (version.doubt.is_none(), version.written))
    }
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
    /// Why its numbers are not to be trusted, or not yet.
    pub doubt: Option<Doubt>,
    /// Whether whoever is named as having checked its numbers stated that check themselves.
    pub vouched: bool,
}

/// Why what a contact says is not to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Its file is not as it was signed.
    Changed,
    /// No workstation that is known here signed it.
    Forged,
    /// The workstation that signed it is new here, and nobody has said yet to know it.
    NewWorkstation,
}

impl Doubt {
    /// In words, without a stop.
    pub fn words(self) -> &'static str {
        match self {
            Self::Changed => "Its file was changed outside Justified",
            Self::Forged => "No computer that is known here signed it: it may be forged",
            Self::NewWorkstation => "It was entered on a computer that is new here",
        }
    }
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
/// none. Where a workstation that is new here changed it, what stood before that comes first.
fn versions(file: &DecisionFile) -> Vec<Version> {
    let heads = file.heads();
    let is_head = |loaded: &&Loaded| heads.contains(&loaded.digest);
    let all = || file.statements.iter().filter_map(|loaded| version(file, loaded));
    let stand = file.statements.iter().filter(is_head).filter_map(|loaded| version(file, loaded));
    let mut versions: Vec<Version> = stand.collect();
    if versions.is_empty() {
        versions.extend(all().next_back());
    }
    let is_of_a_stranger = |one: &Version| one.doubt == Some(Doubt::NewWorkstation);
    if versions.iter().all(is_of_a_stranger)
        && let Some(before) = all().rfind(|one| one.doubt.is_none())
    {
        versions.push(before);
    }
    versions.sort_by_key(|one| one.doubt.is_some());
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
        doubt: doubt(file, loaded),
    })
}

fn doubt(file: &DecisionFile, loaded: &Loaded) -> Option<Doubt> {
    let is_new = |one: &Problem| one.path == loaded.path && one.what == What::NewWorkstation;
    match loaded.sound {
        false if loaded.doubted => Some(Doubt::Forged),
        false => Some(Doubt::Changed),
        true => file.problems.iter().any(is_new).then_some(Doubt::NewWorkstation),
    }
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
    let own = || {
        let all = contents.contacts.iter();
        all.flat_map(|file| file.statements.iter().filter(|one| doubt(file, one).is_none()))
    };
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

/// The contacts that were taken out of the list.
pub fn gone(contents: &Contents) -> Vec<DecisionId> {
    let out = |file: &&DecisionFile| {
        let versions = versions(file);
        !versions.is_empty() && versions.iter().all(|version| version.contact.removed)
    };
    contents.contacts.iter().filter(out).map(|file| file.id.clone()).collect()
}
