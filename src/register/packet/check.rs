//! A packet that was unpacked, held against its cover.

use std::collections::BTreeMap;
use std::path::Path;

use super::read::read_cover;
use super::{Cover, MAX_PACKET, cover_path, seal_of};
use crate::record::{DeviceId, Digest};
use crate::register::disk::{self, Disk};
use crate::register::load::Contents;
use crate::register::problem::{Problem, What};
use crate::register::signed::{Device, Key, devices};
use crate::register::{Register, RegisterInfo, Sort};

/// What the cover of an unpacked packet lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The cover.
    pub cover: Cover,
    /// Its text, with the signature.
    pub text: String,
    /// The key that signed it.
    pub key: Key,
}

/// Reads the cover of a packet that lies in `root`. `None`: it is not there, not of this packet, or
/// not as its maker signed it.
pub fn listing(disk: &dyn Disk, root: &Path, info: &RegisterInfo) -> Option<Listing> {
    let Sort::Packet(seal) = &info.sort else { return None };
    let bytes = disk::read_if_there(disk, &cover_path(root), MAX_PACKET).ok().flatten()?;
    let text = String::from_utf8(bytes).ok()?;
    let (cover, key) = read_cover(&text).ok()?;
    let named = devices::load_one(disk, root, &info.id, &cover.device)?;
    let right = seal_of(&text) == *seal && cover.register == info.id && named.key == key;
    right.then_some(Listing { cover, text, key })
}

/// Each statement in which names were replaced, as the cover lists it that lies here: sha256 of its
/// file, and of the original. None where no cover lies here, or a workstation of these did not sign it.
///
/// # Errors
///
/// The disk does not give the cover.
pub fn replaced(
    disk: &dyn Disk,
    root: &Path,
    known: &BTreeMap<DeviceId, Device>,
) -> Result<BTreeMap<Digest, Digest>, Problem> {
    let bytes = disk::read_if_there(disk, &cover_path(root), MAX_PACKET);
    let Some(bytes) = bytes.map_err(Problem::not_read)? else { return Ok(BTreeMap::new()) };
    let read = String::from_utf8(bytes).ok().and_then(|text| read_cover(&text).ok());
    let signed = |(cover, key): &(Cover, Key)| {
        known.get(&cover.device).is_some_and(|device| device.key == *key)
    };
    let Some((cover, _)) = read.filter(signed) else { return Ok(BTreeMap::new()) };
    let each = cover.statements();
    Ok(each.filter_map(|(_, it)| Some((it.replaced.clone()?, it.of.clone()))).collect())
}

/// What is the matter with a packet: its cover, and what that lists and is not there. Nothing of a
/// register that is none.
pub fn check(disk: &dyn Disk, register: &Register, contents: &Contents) -> Vec<Problem> {
    if !register.info.is_packet() {
        return Vec::new();
    }
    let path = cover_path(&register.root);
    let Some(listing) = listing(disk, &register.root, &register.info) else {
        return vec![Problem::new(&path, What::PacketChanged)];
    };
    let there: std::collections::BTreeSet<&Digest> =
        contents.statements().filter(|one| one.sound).map(|one| &one.digest).collect();
    let gone = listing.cover.statements().filter(|(_, it)| !there.contains(&it.of));
    gone.map(|(_, it)| Problem::new(&path, What::PacketLacks(it.of.clone()))).collect()
}
