//! What goes back of a packet: only what was added to it, each statement as it was signed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Listing, MAX_PACKET, listing, seal_of};
use crate::base::ronfile::{self, MAX_BYTES};
use crate::record::statement::{AdditionKind, FORMAT};
use crate::record::{DeviceId, Digest, SealCode};
use crate::register::disk::{self, Disk};
use crate::register::load::{self, Loaded};
use crate::register::signed::{Claimed, Device, devices};
use crate::register::{Register, RegisterError, layout};

/// The file that goes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandBack {
    /// The format, [`FORMAT`].
    pub format: u32,
    /// The cover of the packet that it answers, as its maker signed it.
    pub cover: String,
    /// The files of the statements that were added, to the letter.
    pub statements: Vec<String>,
    /// The rules that they name and that are not among those of the packet.
    pub rules: Vec<String>,
    /// The files of the workstations that signed them.
    pub devices: Vec<String>,
}

/// Why a statement is not handed back, or not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum NotTaken {
    /// It is of a kind that is no review.
    Kind,
    /// No workstation signed it that belongs to the packet.
    Signature,
    /// It is about no decision that was in the packet and is here.
    UnknownDecision,
    /// Its decision was disposed of.
    DisposedOf,
    /// It cannot be read.
    Unreadable,
}

impl NotTaken {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Kind => "it is no review, no reply and no note, and nothing else goes back",
            Self::Signature => "no computer signed it that belongs to this packet",
            Self::UnknownDecision => "it is about no decision that was in the packet and is here",
            Self::DisposedOf => "its decision was disposed of",
            Self::Unreadable => "it cannot be read",
        }
    }
}

/// Whether a kind of statement goes back from a packet. A reviewer says what they think; they decide
/// nothing, correct nothing that they may not have seen, and dispose of nothing.
pub fn goes_back(kind: &str) -> bool {
    kind == "addendum"
        || [AdditionKind::Review, AdditionKind::Reply].iter().any(|one| one.name() == kind)
}

/// What goes back, before it is written.
#[derive(Clone, Debug)]
pub struct Returning {
    /// The cover of the packet.
    pub listing: Listing,
    /// Its seal.
    pub seal: SealCode,
    /// What was added.
    pub added: Vec<Loaded>,
    /// What stays, and why.
    pub stays: Vec<(PathBuf, NotTaken)>,
    file: HandBack,
}

impl Returning {
    /// The bytes of the file.
    ///
    /// # Errors
    ///
    /// It is larger than any packet.
    pub fn bytes(&self) -> Result<Vec<u8>, RegisterError> {
        Ok(ronfile::write_bounded(&self.file, MAX_PACKET)?.into_bytes())
    }
}

/// Whether a workstation's file says that it signs in this packet alone, and its key signed these
/// bytes.
pub(super) fn is_of_packet(device: &Device, claimed: &Claimed, seal: &SealCode) -> bool {
    let signed = matches!(claimed, Claimed::By(by) if by.key == device.key && by.holds());
    signed && device.packet.as_ref() == Some(seal)
}

/// Gathers what was added to a packet that was unpacked.
///
/// # Errors
///
/// It is no packet, its cover was changed, or a file cannot be read.
pub fn returning(disk: &dyn Disk, packet: &Register) -> Result<Returning, RegisterError> {
    let root = &packet.root;
    let listing =
        listing(disk, root, &packet.info).ok_or_else(|| RegisterError::NotAPacket(root.clone()))?;
    let seal = seal_of(&listing.text);
    let contents = load::load(disk, packet);
    if let Some(error) = contents.problems.iter().find_map(super::super::Problem::as_error) {
        return Err(error.into());
    }
    let known = devices::load(disk, root, &packet.info.id).known;
    let listed = |loaded: &&Loaded| {
        listing.cover.statements().any(|(_, one)| one.of == loaded.digest) || loaded.is_replaced()
    };
    let (mut added, mut stays) = (Vec::new(), Vec::new());
    let mut texts = Vec::new();
    let (mut signers, mut rules): (BTreeMap<DeviceId, String>, BTreeMap<Digest, String>) =
        Default::default();
    for loaded in contents.statements().filter(|loaded| !listed(loaded)) {
        let device = &loaded.header.device;
        let own = known.get(device);
        let why = if !loaded.sound || loaded.statement().is_none() {
            Some(NotTaken::Unreadable)
        } else if !goes_back(&loaded.kind) {
            Some(NotTaken::Kind)
        } else if !own.is_some_and(|own| is_of_packet(own, &loaded.claimed, &seal)) {
            Some(NotTaken::Signature)
        } else if !listing.cover.lists(&loaded.header.decision, loaded.root()) {
            Some(NotTaken::UnknownDecision)
        } else {
            None
        };
        if let Some(why) = why {
            stays.push((loaded.path.clone(), why));
            continue;
        }
        texts.push(text(disk, &loaded.path)?);
        signers.insert(device.clone(), text(disk, &devices::path_of(root, device))?);
        for digest in loaded.header.rules.values() {
            if !listing.cover.rules.contains(digest) {
                rules.insert(digest.clone(), text(disk, &layout::rules_path(root, digest))?);
            }
        }
        added.push(loaded.clone());
    }
    let file = HandBack {
        format: FORMAT,
        cover: listing.text.clone(),
        statements: texts,
        rules: rules.into_values().collect(),
        devices: signers.into_values().collect(),
    };
    Ok(Returning { listing, seal, added, stays, file })
}

fn text(disk: &dyn Disk, path: &std::path::Path) -> Result<String, RegisterError> {
    let bytes = disk::read(disk, path, MAX_BYTES)?;
    String::from_utf8(bytes).map_err(|_| RegisterError::ReadBack(path.to_owned()))
}
