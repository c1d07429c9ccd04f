//! What a workstation knows of the protection of its registers, in the user's private folder: to
//! which key each is encrypted, and what was begun and is not done yet. Whoever can write to the
//! share could put another key into `register.ron`, or say there that it is not protected; they
//! cannot change this.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::people::recipient_of;
use crate::base::ronfile::{self, MAX_BYTES, blank, unique_map};
use crate::record::{RegisterId, statement::FORMAT};
use crate::register::disk::{self, Access, Disk};
use crate::register::{RegisterError, RegisterInfo};

/// The file, beside the outbox in the user's private folder.
pub fn file_beside(outbox: &Path) -> PathBuf {
    outbox.with_file_name("protection.ron")
}

/// What is known of all registers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pins {
    /// The format, [`FORMAT`].
    pub format: u32,
    /// By register; one that is not here was never protected, as far as this workstation knows.
    #[serde(default, deserialize_with = "unique_map")]
    pub registers: BTreeMap<RegisterId, Pin>,
}

/// What is known of one register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// The public key that it is encrypted to.
    pub recipient: String,
    /// Where it lies.
    pub root: PathBuf,
    /// What was begun here.
    #[serde(default, skip_serializing_if = "blank")]
    pub going: Option<Going>,
}

/// A change of the protection that was begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Going {
    /// Everything that is plain is encrypted.
    On,
    /// Everything is made plain.
    Off,
    /// Everything is encrypted to a new key.
    NewKey {
        /// The key files that go when that is done.
        before: Vec<String>,
        /// The key files that go where it was not begun.
        after: Vec<String>,
    },
}

impl Default for Pins {
    fn default() -> Self {
        Self { format: FORMAT, registers: BTreeMap::new() }
    }
}

impl Pins {
    /// What is known of a register.
    pub fn of(&self, register: &RegisterId) -> Option<&Pin> {
        self.registers.get(register)
    }

    /// The folders that nothing plain is written to any more, with the public keys: those of the
    /// registers and their outboxes. One whose protection was turned off here is not among them.
    pub fn locks(&self, disk: &dyn Disk, outboxes: &Path) -> Vec<(PathBuf, String)> {
        let held = |pin: &Pin| {
            pin.going != Some(Going::Off) || !matches!(recipient_of(disk, &pin.root), Ok(None))
        };
        let both = |(id, pin): (&RegisterId, &Pin)| {
            [pin.root.clone(), outboxes.join(id.as_str())].map(|at| (at, pin.recipient.clone()))
        };
        self.registers.iter().filter(|(_, pin)| held(pin)).flat_map(both).collect()
    }

    /// The register as this workstation knows it, for what is written before `register.ron` could
    /// be read: a protected one stays protected in the outbox too.
    #[must_use]
    pub fn protecting(&self, mut info: RegisterInfo) -> RegisterInfo {
        if let Some(pin) = self.of(&info.id) {
            info.protection = crate::register::Protection::Age(pin.recipient.clone());
        }
        info
    }
}

/// Reads them. A file that cannot be understood is none: nobody typed it, and what a register says
/// of itself is taken again at its next unlocking.
pub fn load_pins(disk: &dyn Disk, file: &Path) -> Pins {
    let bytes = disk::read_if_there(disk, file, MAX_BYTES).ok().flatten();
    let pins = bytes.and_then(|bytes| ronfile::read::<Pins>(&bytes).ok());
    pins.filter(|pins| pins.format <= FORMAT).unwrap_or_default()
}

/// Saves them, in place of those before.
pub fn save_pins(disk: &dyn Disk, file: &Path, pins: &Pins) -> Result<(), RegisterError> {
    let text = ronfile::write(pins)?;
    let folder = disk::folder_of(file);
    disk::create_dirs(disk, folder, Access::Private)?;
    Ok(disk::replace(disk, folder, file, text.as_bytes(), Access::Private)?)
}
