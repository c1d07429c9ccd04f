//! What this workstation remembers of the others in a register, in the user's private folder, out of
//! reach of whoever can write to the share: the key of each as it was first seen, and which
//! statements had no signature when it got a key itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::devices::{Device, Devices};
use super::key::Key;
use crate::base::ronfile::{self, blank, unique_map};
use crate::record::statement::FORMAT;
use crate::record::{DeviceId, Digest, RegisterId};
use crate::register::RegisterError;
use crate::register::disk::{self, Access, Disk};
use crate::register::problem::{Problem, What};
use crate::register::salvage;

/// The most that is read: what was signed before in a register of a hundred thousand decisions.
const MAX_SEEN: usize = 64 * 1024 * 1024;

/// What is remembered of one register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// The format, [`FORMAT`].
    pub format: u32,
    /// The register.
    pub register: RegisterId,
    /// Each workstation that was seen.
    #[serde(default, deserialize_with = "unique_map")]
    pub devices: BTreeMap<DeviceId, SeenDevice>,
    /// The statements without a signature that are from before there were keys, as they were
    /// listed once. `None`: not yet.
    #[serde(default, skip_serializing_if = "blank")]
    pub before: Option<BTreeSet<Digest>>,
}

/// A workstation as it was first seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeenDevice {
    /// Its key then. Another one later is a fault.
    pub key: Key,
    /// When.
    pub first: DateTime<FixedOffset>,
    /// Whether it came after this workstation had seen the register, and nobody has said yet that
    /// it is one of the practice's.
    #[serde(default, skip_serializing_if = "blank")]
    pub new: bool,
    /// Whether it signs in a packet alone.
    #[serde(default, skip_serializing_if = "blank")]
    pub packet: bool,
}

/// Where it is kept, beside the outboxes.
pub fn file_beside(outboxes: &Path, register: &RegisterId) -> PathBuf {
    outboxes.with_file_name("seen").join(format!("{register}.ron"))
}

/// Reads it; `None`: nothing of this register was seen before. Where it is there and cannot be
/// read or understood, that is a problem, and nothing is taken for seen the first time.
pub fn load(disk: &dyn Disk, file: &Path, register: &RegisterId) -> Result<Option<Seen>, Problem> {
    let bytes = disk::read_if_there(disk, file, MAX_SEEN).map_err(Problem::not_read)?;
    let Some(bytes) = bytes else { return Ok(None) };
    match ronfile::read_bounded::<Seen>(&bytes, MAX_SEEN) {
        Ok(found) if found.format > FORMAT => Err(Problem::new(file, What::Newer)),
        Ok(found) if found.register != *register => Err(Problem::new(file, What::OtherRegister)),
        Ok(found) => Ok(Some(found)),
        Err(error) => Err(Problem::new(file, What::Unreadable(error))),
    }
}

/// Keeps a copy of one that cannot be understood, before another is written in its place.
pub fn keep_aside(disk: &dyn Disk, file: &Path) -> Result<(), RegisterError> {
    if let Some(bytes) = disk::read_if_there(disk, file, MAX_SEEN)? {
        salvage::keep_aside(disk, file, &bytes)?;
    }
    Ok(())
}

/// Saves it, in place of the one before. Call it in turn only.
pub fn save(disk: &dyn Disk, file: &Path, seen: &Seen) -> Result<(), RegisterError> {
    let text = ronfile::write_bounded(seen, MAX_SEEN)?;
    let folder = disk::folder_of(file);
    disk::create_dirs(disk, folder, Access::Private)?;
    Ok(disk::replace(disk, folder, file, text.as_bytes(), Access::Private)?)
}

impl Seen {
    /// Of a register of which nothing was seen.
    pub fn new(register: &RegisterId) -> Self {
        Self { format: FORMAT, register: register.clone(), devices: BTreeMap::new(), before: None }
    }

    /// Takes note of each workstation that was not seen before. `are_new`: whether this one had
    /// looked into the register before, so that they came since. A key that is another one now
    /// changes nothing here.
    pub fn learn(
        &mut self,
        devices: &Devices,
        (own, are_new): (&DeviceId, bool),
        now: &DateTime<FixedOffset>,
    ) {
        for (id, device) in &devices.known {
            self.devices.entry(id.clone()).or_insert_with(|| SeenDevice {
                key: device.key,
                first: *now,
                new: are_new && id != own,
                packet: device.packet.is_some(),
            });
        }
    }

    /// A workstation of which a packet came back, and that somebody said to know.
    pub fn of_packet(device: &Device, now: DateTime<FixedOffset>) -> SeenDevice {
        SeenDevice { key: device.key, first: now, new: false, packet: true }
    }

    /// Somebody says that this workstation is one of the practice's.
    pub fn acknowledge(&mut self, device: &DeviceId) {
        if let Some(seen) = self.devices.get_mut(device) {
            seen.new = false;
        }
    }
}
