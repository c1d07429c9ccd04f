//! Contacts as one file that goes from practice to practice: written, read with bounds, and what taking
//! it in would change, shown before it is done.

use std::collections::BTreeSet;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Current;
use crate::base::ronfile::{self, Place, ReadError};
use crate::base::words::within;
use crate::record::contact_remarks::MAX_CONTACTS;
use crate::record::people::one_line;
use crate::record::statement::FORMAT;
use crate::record::{Contact, DecisionId};
use crate::register::disk::{self, Disk};
use crate::register::export::save_text;
use crate::register::{MARK, RegisterError};

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
/// two people changed apart, the version that was written last. One that is not to be
/// trusted is not passed on. Invented ones are marked as that.
pub fn write_file(
    contacts: &[Current],
    invented: bool,
) -> Result<(String, Vec<String>), RegisterError> {
    let (mut entries, mut left_out) = (Vec::new(), Vec::new());
    for one in contacts {
        let Some(stands) = one.stands() else { continue };
        match stands.doubt.map(|doubt| within(doubt.words())).or(stands.contact.too_much()) {
            None => entries.push(Entry { id: one.id.clone(), contact: stands.contact.clone() }),
            Some(why) => left_out.push(left(&stands.contact, &why)),
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
    save_text(disk, path, &text)?;
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
