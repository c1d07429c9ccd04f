//! The workstations of a register: `devices/<id>.ron` says which key is whose, and
//! `devices/<id>-before.ron` lists what was signed before there were keys. Both are signed with the
//! key that they name, and written again by their own workstation alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::key::{Key, Secret};
use super::signature_line::{self, Claimed};
use crate::base::ronfile::{self, MAX_BYTES, blank};
use crate::record::statement::FORMAT;
use crate::record::{DeviceId, Digest, RegisterId, SealCode};
use crate::register::disk::{self, Access, Disk};
use crate::register::load::{entries, stray};
use crate::register::problem::{Problem, What};
use crate::register::{Register, RegisterError, layout};

/// `devices/<id>.ron`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Workstation")]
pub struct Device {
    /// The format, [`FORMAT`].
    pub format: u32,
    /// The register.
    pub register: RegisterId,
    /// Its id.
    pub device: DeviceId,
    /// The public half of its key.
    pub key: Key,
    /// When it first signed here.
    pub first_seen: DateTime<FixedOffset>,
    /// As people call it: "Room 2".
    #[serde(default, skip_serializing_if = "blank")]
    pub name: String,
    /// The packet in which it signs, where it does so in one alone. What it signed may come back in
    /// part, and it disposes of nothing.
    #[serde(default, skip_serializing_if = "blank")]
    pub packet: Option<SealCode>,
}

/// `devices/<id>-before.ron`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "SignedBefore")]
pub struct Before {
    /// The format, [`FORMAT`].
    pub format: u32,
    /// The register.
    pub register: RegisterId,
    /// The workstation that says so.
    pub device: DeviceId,
    /// sha256 of each statement that it found without a signature when it got its key.
    pub statements: BTreeSet<Digest>,
}

/// All of them, as they stand in a register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Devices {
    /// Each that is as its own key signed it.
    pub known: BTreeMap<DeviceId, Device>,
    /// What each lists as signed before.
    pub before: BTreeMap<DeviceId, BTreeSet<Digest>>,
    /// What is the matter with any of the files.
    pub problems: Vec<Problem>,
}

/// The end of the name of a list.
const BEFORE: &str = "-before";

/// The file of a workstation.
pub fn path_of(root: &Path, device: &DeviceId) -> PathBuf {
    root.join(layout::DEVICES).join(format!("{device}.ron"))
}

/// The file of what it lists as signed before.
pub fn path_of_before(root: &Path, device: &DeviceId) -> PathBuf {
    root.join(layout::DEVICES).join(format!("{device}{BEFORE}.ron"))
}

/// Reads them. One bad file hides no other.
pub fn load(disk: &dyn Disk, root: &Path, register: &RegisterId) -> Devices {
    let folder = root.join(layout::DEVICES);
    let mut found = Devices::default();
    let mut lists = Vec::new();
    let mut problems = Vec::new();
    for entry in entries(disk, &folder, &mut problems) {
        let path = folder.join(&entry.name);
        let stem = entry.name.strip_suffix(".ron").filter(|_| !entry.is_dir);
        let (id, list) = match stem.and_then(|stem| stem.strip_suffix(BEFORE)) {
            Some(id) => (Some(id), true),
            None => (stem, false),
        };
        let Some(id) = id.and_then(|id| id.parse::<DeviceId>().ok()) else {
            problems.push(Problem::new(&path, stray(&entry.name, What::Foreign)));
            continue;
        };
        if list {
            lists.push((id, path));
            continue;
        }
        match read::<Device>(disk, &path) {
            Ok((device, by)) if device.device == id && device.register == *register => {
                if device.format > FORMAT {
                    problems.push(Problem::new(&path, What::Newer));
                } else if by == Some(device.key) {
                    found.known.insert(id, device);
                } else {
                    problems.push(Problem::new(&path, What::BadSignature));
                }
            }
            Ok((device, _)) => {
                problems.push(Problem::new(&path, misplaced(&device.register, register)));
            }
            Err(problem) => problems.push(problem),
        }
    }
    for (id, path) in lists {
        match read::<Before>(disk, &path) {
            Ok((list, by)) if list.device == id && list.register == *register => {
                let key = found.known.get(&id).map(|device| device.key);
                if key.is_some() && by == key {
                    found.before.insert(id, list.statements);
                } else {
                    problems.push(Problem::new(&path, What::BadSignature));
                }
            }
            Ok((list, _)) => {
                problems.push(Problem::new(&path, misplaced(&list.register, register)));
            }
            Err(problem) => problems.push(problem),
        }
    }
    found.problems = problems;
    found
}

/// The file of one workstation, where it is there and as its own key signed it.
pub fn load_one(
    disk: &dyn Disk,
    root: &Path,
    register: &RegisterId,
    id: &DeviceId,
) -> Option<Device> {
    let (device, by) = read::<Device>(disk, &path_of(root, id)).ok()?;
    let right = device.device == *id && device.register == *register && by == Some(device.key);
    right.then_some(device)
}

fn misplaced(says: &RegisterId, register: &RegisterId) -> What {
    if says == register { What::Renamed } else { What::OtherRegister }
}

/// A file, and the key that signed it.
fn read<T: serde::de::DeserializeOwned>(
    disk: &dyn Disk,
    path: &Path,
) -> Result<(T, Option<Key>), Problem> {
    let bytes = disk::read(disk, path, MAX_BYTES).map_err(Problem::not_read)?;
    let by = match signature_line::read(&bytes).1 {
        Claimed::By(by) if by.holds() => Some(by.key),
        _ => None,
    };
    let read = ronfile::read(&bytes);
    Ok((read.map_err(|error| Problem::new(path, What::Unreadable(error)))?, by))
}

impl Device {
    /// Of a workstation that is new in a register.
    pub fn new(
        register: &RegisterId,
        (device, key): (&DeviceId, Key),
        first_seen: DateTime<FixedOffset>,
        name: &str,
    ) -> Self {
        Self {
            format: FORMAT,
            register: register.clone(),
            device: device.clone(),
            key,
            first_seen,
            name: name.trim().to_owned(),
            packet: None,
        }
    }

    /// Its file's bytes.
    pub fn text(&self, secret: &Secret) -> Result<String, RegisterError> {
        Ok(signature_line::sign(&ronfile::write(self)?, secret))
    }
}

/// Writes the file of this workstation, where it does not stand there as it is now.
pub fn publish(
    disk: &dyn Disk,
    register: &Register,
    device: &Device,
    secret: &Secret,
) -> Result<(), RegisterError> {
    write(disk, register, &path_of(&register.root, &device.device), &device.text(secret)?)
}

/// Writes the list of this workstation, where it does not stand there.
pub fn publish_before(
    disk: &dyn Disk,
    register: &Register,
    (device, statements): (&DeviceId, &BTreeSet<Digest>),
    secret: &Secret,
) -> Result<(), RegisterError> {
    let list = Before {
        format: FORMAT,
        register: register.info.id.clone(),
        device: device.clone(),
        statements: statements.clone(),
    };
    let text = signature_line::sign(&ronfile::write(&list)?, secret);
    write(disk, register, &path_of_before(&register.root, device), &text)
}

fn write(
    disk: &dyn Disk,
    register: &Register,
    path: &Path,
    text: &str,
) -> Result<(), RegisterError> {
    register.check_quickly(disk)?;
    register.may_be_written()?;
    if disk::read_if_there(disk, path, MAX_BYTES)?.as_deref() == Some(text.as_bytes()) {
        return Ok(());
    }
    Ok(disk::replace(disk, &register.root, path, text.as_bytes(), Access::LikeParent)?)
}

/// Copies the files of workstations that `to` does not have: what was signed by one can be checked
/// wherever it is merged to. What stands there already is left.
pub fn copy(disk: &dyn Disk, from: &Register, to: &Register) -> Result<(), RegisterError> {
    let there = load(disk, &from.root, &from.info.id);
    let paths = there.known.keys().map(|id| (path_of(&from.root, id), path_of(&to.root, id)));
    let lists = there.before.keys();
    let lists = lists.map(|id| (path_of_before(&from.root, id), path_of_before(&to.root, id)));
    for (source, target) in paths.chain(lists) {
        if let Some(bytes) = disk::read_if_there(disk, &source, MAX_BYTES)? {
            disk::publish_new_unless_there(disk, &to.root, &target, &bytes)?;
        }
    }
    Ok(())
}
