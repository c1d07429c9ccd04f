//! Who can open a register: the files in `keys/`. Each is an ordinary identity file, encrypted: one
//! to the passphrase, one to each further person's age public key.
//!
//! Who those people are stands in the file that the passphrase opens, as comments, so that nobody
//! who can write to the folder can put himself among them.

use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::key::{Cost, Identities, Keyring, Passphrase, recipient};
use super::sealing::{self, Unopened};
use super::{ProtectError, sealing::bound};
use crate::record::Digest;
use crate::register::disk::{self, Access, Disk};
use crate::register::{Register, RegisterError, layout};

/// The largest key file that is read, in bytes.
const MAX_KEY: usize = 64 * 1024;
/// So many key files are tried with a passphrase: each takes a second.
const MOST_TRIED: usize = 4;
/// How a line begins that names a further person.
const PERSON: &str = "# person: ";

/// The longest name of a person, in characters.
const LONGEST_NAME: usize = 80;

/// A further person who is to open a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// Their age public key.
    pub recipient: String,
    /// What they are called, so that whoever has the passphrase knows whose key it is. It may be
    /// empty.
    pub name: String,
}

impl Invited {
    /// Somebody of whom only the public key is known.
    pub fn by_key(recipient: impl Into<String>) -> Self {
        Self { recipient: recipient.into(), name: String::new() }
    }
}

/// Whether this is an age public key.
pub fn is_recipient(text: &str) -> bool {
    recipient(text).is_ok()
}

/// A name in one line, as it is kept.
fn one_line(name: &str) -> String {
    let words = name.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(LONGEST_NAME).collect::<String>().trim_end().to_owned()
}

/// A further person who can open a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Their age public key.
    pub recipient: String,
    /// What they are called; empty where nobody said.
    pub name: String,
    /// The name of their file in `keys/`.
    pub file: String,
}

/// What somebody opens a register with.
#[derive(Clone, Debug)]
pub enum Key {
    /// The passphrase.
    Passphrase(Passphrase),
    /// Their own age keys.
    Identity(Identities),
}

/// What a key file gives.
#[derive(Clone, Debug)]
pub struct Unlocked {
    /// The keys of the register.
    pub keyring: Keyring,
    /// The further people, where the passphrase was given: nobody else is told.
    pub people: Vec<Holder>,
    /// The name of the file in `keys/`.
    pub file: String,
    /// Whether the passphrase opened it.
    pub by_passphrase: bool,
}

/// Opens a register's keys: those of the register as it is encrypted now, to `wanted`.
pub fn unlock(
    disk: &dyn Disk,
    root: &Path,
    wanted: &str,
    (key, cost): (&Key, Cost),
) -> Result<Unlocked, ProtectError> {
    let folder = root.join(layout::KEYS);
    let mut tried = 0;
    let mut refused = None;
    for (file, cipher) in key_files(disk, &folder)? {
        let by_passphrase = sealing::is_to_a_passphrase(&cipher);
        let opened = match key {
            Key::Passphrase(passphrase) if by_passphrase && tried < MOST_TRIED => {
                tried += 1;
                let opener = passphrase.opener(cost);
                sealing::open(&cipher, std::iter::once(&opener as _), MAX_KEY)
            }
            Key::Identity(identities) if !by_passphrase => {
                tried += 1;
                let keys = identities.keys().iter().map(|key| key as &dyn age::Identity);
                sealing::open(&cipher, keys, MAX_KEY)
            }
            _ => continue,
        };
        match opened {
            Ok(text) => {
                let text = Zeroizing::new(text);
                let Some((keyring, people)) = std::str::from_utf8(&text).ok().and_then(read) else {
                    continue;
                };
                if keyring.recipient() == wanted {
                    return Ok(Unlocked { keyring, people, file, by_passphrase });
                }
                // A key that was right before the register got another.
                refused = Some(ProtectError::Swapped(root.to_owned()));
            }
            Err(Unopened::TooCostly) => {
                refused.get_or_insert(ProtectError::TooCostly(folder.join(&file)));
            }
            Err(_) => {}
        }
    }
    Err(match (refused, key) {
        (Some(why), _) => why,
        (None, _) if tried == 0 && matches!(key, Key::Passphrase(_)) => {
            ProtectError::NoKeys(folder)
        }
        (None, Key::Passphrase(_)) => ProtectError::WrongPassphrase,
        (None, Key::Identity(_)) => ProtectError::WrongIdentity,
    })
}

fn key_files(disk: &dyn Disk, folder: &Path) -> Result<Vec<(String, Vec<u8>)>, ProtectError> {
    let mut files = Vec::new();
    for entry in disk::list(disk, folder)? {
        let is_key = entry.name.ends_with(super::place::ENDING);
        if entry.is_dir || entry.odd.is_some() || !is_key {
            continue;
        }
        // One that cannot be read hides no other.
        if let Ok(bytes) = disk::read(disk, &folder.join(&entry.name), bound(MAX_KEY)) {
            files.push((entry.name, bytes));
        }
    }
    Ok(files)
}

/// The names of the key files.
pub(super) fn key_names(disk: &dyn Disk, root: &Path) -> Result<Vec<String>, ProtectError> {
    let files = key_files(disk, &root.join(layout::KEYS))?;
    Ok(files.into_iter().map(|(name, _)| name).collect())
}

fn read(text: &str) -> Option<(Keyring, Vec<Holder>)> {
    let person = |line: &str| {
        let (file, rest) = line.strip_prefix(PERSON)?.split_once(' ')?;
        let (recipient, name) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
        let (recipient, file) = (recipient.to_owned(), file.to_owned());
        Some(Holder { recipient, name: one_line(name), file })
    };
    Some((Keyring::read(text)?, text.lines().filter_map(person).collect()))
}

fn text_of(keyring: &Keyring, people: &[Holder]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::from(
        "# The keys of a register of Justified, the newest first. Whoever has them can read it.\n",
    ));
    for Holder { recipient, name, file } in people {
        text.push_str(PERSON);
        text.push_str(file);
        text.push(' ');
        text.push_str(recipient);
        if !name.is_empty() {
            text.push(' ');
            text.push_str(name);
        }
        text.push('\n');
    }
    text.push_str(&keyring.identity_file());
    text
}

/// Writes the key file of each of these people, who are given by their public keys.
pub(super) fn write_for_people(
    disk: &dyn Disk,
    root: &Path,
    keyring: &Keyring,
    invited: &[Invited],
) -> Result<Vec<Holder>, ProtectError> {
    let text = text_of(keyring, &[]);
    let mut people = Vec::new();
    for one in invited {
        let cipher = sealing::seal(&recipient(&one.recipient)?, text.as_bytes());
        let file = write(disk, root, cipher)?;
        let (recipient, name) = (one.recipient.clone(), one_line(&one.name));
        people.push(Holder { recipient, name, file });
    }
    Ok(people)
}

/// Writes the key file of the passphrase, and opens it again to see that it opens. Gives its name.
pub(super) fn write_for_passphrase(
    disk: &dyn Disk,
    root: &Path,
    (keyring, people): (&Keyring, &[Holder]),
    (passphrase, cost): (&Passphrase, Cost),
) -> Result<String, ProtectError> {
    let cipher = passphrase.seal(text_of(keyring, people).as_bytes(), cost);
    let file = write(disk, root, cipher)?;
    let path = root.join(layout::KEYS).join(&file);
    let back = disk::read(disk, &path, bound(MAX_KEY))?;
    let opener = passphrase.opener(cost);
    let text = sealing::open(&back, std::iter::once(&opener as _), MAX_KEY).map(Zeroizing::new);
    let same = text.is_ok_and(|text| {
        let read = std::str::from_utf8(&text).ok().and_then(read);
        read.is_some_and(|(ring, _)| ring.recipient() == keyring.recipient())
    });
    if same { Ok(file) } else { Err(RegisterError::ReadBack(path).into()) }
}

/// Its name says nothing about whose it is: it is made from the encrypted bytes, of which no two
/// are alike.
fn write(disk: &dyn Disk, root: &Path, cipher: Option<Vec<u8>>) -> Result<String, ProtectError> {
    let folder = root.join(layout::KEYS);
    let cipher = cipher.ok_or_else(|| RegisterError::ReadBack(folder.clone()))?;
    let file = format!("{}{}", Digest::of(&cipher).short(16), super::place::ENDING);
    disk::publish_new(disk, root, &folder.join(&file), &cipher, Access::LikeParent)?;
    Ok(file)
}

/// Removes key files by their names.
pub(super) fn remove(disk: &dyn Disk, root: &Path, files: &[String]) -> Result<(), ProtectError> {
    for file in files {
        // What a file says is no path.
        let is_name = Path::new(file).file_name().is_some_and(|name| name == file.as_str());
        if is_name {
            let path: PathBuf = root.join(layout::KEYS).join(file);
            disk::remove(disk, &path)?;
        }
    }
    Ok(())
}

/// The recipient that a protected register is encrypted to.
pub(super) fn recipient_of(disk: &dyn Disk, root: &Path) -> Result<Option<String>, RegisterError> {
    Ok(match Register::describe(disk, root)?.protection {
        crate::register::Protection::Plain => None,
        crate::register::Protection::Age(recipient) => Some(recipient),
    })
}
