//! Reading a packet: whatever it says, nothing is taken that its cover does not list, and nothing
//! of it is a path.

use std::collections::{BTreeMap, BTreeSet};

use super::{Cover, Entry, InPacket, Listed, MAX_PACKET, Packet, Refused, bytes_of_replaced};
use crate::base::ronfile;
use crate::record::statement::{CONTACT, FORMAT, Header};
use crate::record::{AdditionKind, DeviceId, Digest, Nonce, SealCode};
use crate::register::layout::{self, HEX_DIGITS, Name};
use crate::register::load::{ReadStatement, Reading, read_statement};
use crate::register::signed::devices::{Before, Device};
use crate::register::signed::{Claimed, Key, signature_line};

/// A packet that is as it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadPacket {
    /// What it says of itself.
    pub cover: Cover,
    /// The same as it was signed.
    pub cover_text: String,
    /// Its seal.
    pub seal: SealCode,
    /// The key that signed the cover.
    pub key: Key,
    /// Each file that it unpacks to below the folder of decisions, contacts and rules aside: its
    /// decision's place in the cover, its name, and its bytes.
    pub statements: Vec<(usize, String, Vec<u8>)>,
    /// The rules, by hash.
    pub rules: BTreeMap<Digest, String>,
    /// The files of workstations.
    pub devices: Vec<(DeviceFile, String)>,
}

/// Which file of a workstation it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeviceFile {
    /// Its key.
    Key(DeviceId),
    /// What it lists as signed before there were keys.
    Before(DeviceId),
}

/// Reads a packet from its bytes, as they are when they are not encrypted.
///
/// # Errors
///
/// It is refused as a whole if anything in it is not as it was made.
pub fn read(bytes: &[u8]) -> Result<ReadPacket, Refused> {
    if ronfile::is_newer(bytes, MAX_PACKET, FORMAT) {
        return Err(Refused::Newer);
    }
    let packet: Packet = ronfile::read_bounded(bytes, MAX_PACKET)?;
    if packet.format != FORMAT {
        return Err(Refused::NotForPackets);
    }
    let (cover, key) = read_cover(&packet.cover)?;
    let rules = listed_texts(&cover.rules, packet.rules)?;
    let devices = read_devices(&cover, packet.devices)?;
    let own = DeviceFile::Key(cover.device.clone());
    let own = devices.iter().find(|(file, _)| *file == own);
    let named = own.and_then(|(_, text)| ronfile::read::<Device>(text.as_bytes()).ok());
    if named.is_none_or(|device| device.key != key) {
        return Err(Refused::CoverNotSigned);
    }
    let statements = read_statements(&cover, packet.entries)?;
    let seal = super::seal_of(&packet.cover);
    Ok(ReadPacket { cover, cover_text: packet.cover, seal, key, statements, rules, devices })
}

/// A cover with the key that signed it.
pub(super) fn read_cover(text: &str) -> Result<(Cover, Key), Refused> {
    if ronfile::is_newer(text.as_bytes(), MAX_PACKET, FORMAT) {
        return Err(Refused::Newer);
    }
    let cover: Cover = ronfile::read_bounded(text.as_bytes(), MAX_PACKET)?;
    match signature_line::read(text.as_bytes()).1 {
        Claimed::By(by) if by.holds() && cover.format == FORMAT => Ok((cover, by.key)),
        _ => Err(Refused::CoverNotSigned),
    }
}

/// Texts that are exactly those of a list, each once.
fn listed_texts(list: &[Digest], texts: Vec<String>) -> Result<BTreeMap<Digest, String>, Refused> {
    let count = texts.len();
    let found: BTreeMap<Digest, String> =
        texts.into_iter().map(|text| (Digest::of(text.as_bytes()), text)).collect();
    let right = list.len() == count && found.len() == count;
    if right && list.iter().all(|one| found.contains_key(one)) {
        Ok(found)
    } else {
        Err(Refused::NotAsListed)
    }
}

fn read_devices(cover: &Cover, texts: Vec<String>) -> Result<Vec<(DeviceFile, String)>, Refused> {
    let mut keys: BTreeMap<DeviceId, Key> = BTreeMap::new();
    let mut found = Vec::new();
    for (_, text) in listed_texts(&cover.devices, texts)? {
        let by = match signature_line::read(text.as_bytes()).1 {
            Claimed::By(by) if by.holds() => by.key,
            _ => return Err(Refused::WrongDevice),
        };
        if let Ok(device) = ronfile::read::<Device>(text.as_bytes()) {
            let right = device.key == by && device.register == cover.register;
            if !right || keys.insert(device.device.clone(), by).is_some() {
                return Err(Refused::WrongDevice);
            }
            found.push((DeviceFile::Key(device.device), text, by));
        } else {
            let list: Before = ronfile::read(text.as_bytes()).map_err(|_| Refused::WrongDevice)?;
            if list.register != cover.register {
                return Err(Refused::WrongDevice);
            }
            found.push((DeviceFile::Before(list.device), text, by));
        }
    }
    let mut seen = BTreeSet::new();
    for (file, _, by) in &found {
        let (DeviceFile::Key(id) | DeviceFile::Before(id)) = file;
        if keys.get(id) != Some(by) || !seen.insert(file.clone()) {
            return Err(Refused::WrongDevice);
        }
    }
    Ok(found.into_iter().map(|(file, text, _)| (file, text)).collect())
}

fn read_statements(
    cover: &Cover,
    entries: Vec<Entry>,
) -> Result<Vec<(usize, String, Vec<u8>)>, Refused> {
    let mut entries = entries.into_iter();
    let (mut found, mut seen, mut ids) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for (at, decision) in cover.decisions.iter().enumerate() {
        if !ids.insert(&decision.id) || !decision.statements.iter().any(|it| it.of == decision.root)
        {
            return Err(Refused::NotAsListed);
        }
        for listed in &decision.statements {
            let entry = entries.next().ok_or(Refused::NotAsListed)?;
            let (bytes, name) = read_entry(cover, decision, listed, entry)?;
            if !seen.insert(listed.of.clone()) {
                return Err(Refused::NotAsListed);
            }
            found.push((at, name, bytes));
        }
    }
    if entries.next().is_some() { Err(Refused::NotAsListed) } else { Ok(found) }
}

/// The bytes of a statement's file, and its name.
fn read_entry(
    cover: &Cover,
    decision: &InPacket,
    listed: &Listed,
    entry: Entry,
) -> Result<(Vec<u8>, String), Refused> {
    let (text, is_listed) = match entry {
        Entry::Exact(text) => {
            let right = listed.replaced.is_none() && Digest::of(text.as_bytes()) == listed.of;
            (text, right)
        }
        Entry::Redacted { of, text } => {
            let text = bytes_of_replaced(&text, &of);
            let right = of == listed.of && listed.replaced == Some(Digest::of(text.as_bytes()));
            (text, right)
        }
    };
    if !is_listed {
        return Err(Refused::NotAsListed);
    }
    let bytes = text.into_bytes();
    let (digest, claimed) = signature_line::read(&bytes);
    // The same limits as of any file of a register.
    let read = read_statement(&bytes, layout::UNKNOWN_KIND).map_err(|_| Refused::WrongStatement)?;
    let ReadStatement { header, kind, what } = read;
    let replaced = listed.replaced.is_some();
    let newer = matches!(what, Reading::Newer(_));
    let says_replaced = matches!(claimed, Claimed::Replaced { .. });
    // What is said to name nobody is nothing else, and nothing else is said to.
    if replaced != says_replaced
        || replaced == cover.identifiable.is_some()
        || (replaced && (newer || !is_bare(&header)))
    {
        return Err(Refused::WrongStatement);
    }
    let root = header.root.as_ref().unwrap_or(&listed.of);
    let right = header.register == cover.register
        && header.decision == decision.id
        && *root == decision.root
        && (header.root.is_none() == (listed.of == decision.root));
    if !right {
        return Err(Refused::WrongStatement);
    }
    if kind == CONTACT || kind == AdditionKind::Disposal.name() {
        return Err(Refused::NotForPackets);
    }
    let name = Name::of(&header.written, &kind, &digest, HEX_DIGITS).to_string();
    // A year of five digits, say, gives no name.
    if Name::parse(&name).is_none() {
        return Err(Refused::WrongStatement);
    }
    Ok((bytes, name))
}

/// Whether nothing is in a header by which a guess at the original could be tried, and nothing of
/// who signed it.
fn is_bare(header: &Header) -> bool {
    header.nonce == Nonce::NONE && header.device_prev.is_none()
}
