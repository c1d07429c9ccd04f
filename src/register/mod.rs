//! Where decisions are kept: a folder that people can read, copy, back up and put on a
//! practice share.
//!
//! Nothing signed is rewritten; two workstations never write the same name; merging is union.
//! All file work goes through [`disk::Disk`].

pub mod backup;
pub mod changes_by_others;
pub mod clocks;
pub mod contacts;
pub mod disk;
pub mod disposal;
pub mod drafts;
pub mod export;
pub mod filters;
pub mod folder;
pub mod guidance;
pub mod index;
pub mod layout;
pub mod listing;
pub mod load;
pub mod log;
pub mod merge;
pub mod outbox;
pub mod own_hashes;
pub mod packet;
pub mod personal;
pub mod problem;
pub mod protect;
pub mod reread;
pub mod review_run;
pub mod rules;
pub mod salvage;
pub mod settings;
pub mod signed;
pub mod signing_lock;
pub mod store;
pub mod summary;
pub mod testing;
pub mod throttle;
pub mod unsynced;
pub mod verify;
pub mod versions;
pub mod workstation;

mod error;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

pub use contacts::load_contacts;
pub use disk::{Disk, DiskError, RealDisk};
pub use error::RegisterError;
pub use folder::{FolderRead, read_folder};
pub use guidance::{OwnGuidance, read_own_guidance};
pub use listing::{Listing, load_listing, save_listing};
pub use load::{Contents, DecisionFile, Loaded, Reading, load, load_decision};
pub use problem::{Problem, What};
pub use reread::{Looked, look_again};
pub use rules::{KeptRules, read_pathway, read_rules};
pub use store::{Signed, keep_rules, sign, sign_bytes};
pub use summary::Summary;

use crate::base::ronfile::{self, MAX_BYTES, ReadError, blank};
use crate::record::{RegisterId, SealCode, statement::FORMAT};
use disk::{Access, Kind};

/// An open register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    /// Its folder.
    pub root: PathBuf,
    /// What `register.ron` says.
    pub info: RegisterInfo,
}

/// What `register.ron` says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Register")]
pub struct RegisterInfo {
    /// The format, [`FORMAT`].
    pub format: u32,
    /// Its id, never changed.
    pub id: RegisterId,
    /// As people call it: "Elm Street practice".
    pub name: String,
    /// Whether it holds invented cases only; said on every screen and every export.
    #[serde(default)]
    pub training: bool,
    /// Whether it keeps a log of what is opened and copied: see [`log`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub log: bool,
    /// What it is, beside a practice's own register.
    #[serde(default, skip_serializing_if = "blank")]
    pub sort: Sort,
    /// Whether its files are encrypted.
    pub protection: Protection,
}

/// What a register is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// A practice's own.
    #[default]
    Own,
    /// A packet that somebody made of one, with this seal: see [`packet`].
    Packet(SealCode),
    /// A backup, made at this time: see [`backup`]. It is only read.
    Backup(DateTime<FixedOffset>),
}

/// What stands on every screen and every export of a register of invented cases.
pub const MARK: &str = "Invented cases. Not for real patients.";

/// A text on its way out of the app: marked first of all where its register is one of invented
/// cases. A file's text that begins with a comment stays one that can be read.
pub fn marked(text: String, training: bool) -> String {
    if !training {
        text
    } else if text.starts_with("//") {
        format!("// {MARK}\n{text}")
    } else {
        format!("{MARK}\n\n{text}")
    }
}

impl RegisterInfo {
    /// Of a new, unprotected register.
    pub fn new(id: RegisterId, name: impl Into<String>) -> Self {
        Self {
            format: FORMAT,
            id,
            name: name.into(),
            training: false,
            log: false,
            sort: Sort::Own,
            protection: Protection::Plain,
        }
    }

    /// Whether it is a packet.
    pub fn is_packet(&self) -> bool {
        matches!(self.sort, Sort::Packet(_))
    }
}

/// Whether a register's files are encrypted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Protection {
    /// They are plain.
    Plain,
    /// They are encrypted to this age recipient: see [`protect`].
    Age(String),
}

impl Protection {
    /// Whether a disk does with this register what the register says of itself: nothing plain is
    /// written into a protected one, and nothing is encrypted to a key that was put there since.
    fn check(&self, disk: &dyn Disk, root: &Path) -> Result<(), RegisterError> {
        match (self, disk.protects(root)) {
            (Self::Plain, None) => Ok(()),
            (Self::Age(to), Some(does)) if *to == does.recipient && does.open => Ok(()),
            (Self::Age(to), Some(does)) if *to == does.recipient => {
                Err(RegisterError::Locked(root.to_owned()))
            }
            (Self::Age(_), None) => Err(RegisterError::Locked(root.to_owned())),
            (Self::Plain | Self::Age(_), Some(_)) => {
                Err(RegisterError::ProtectionChanged(root.to_owned()))
            }
        }
    }
}

/// Whose choice the folder of a new register was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The program's own proposal: the folder must be new or empty.
    Proposed,
    /// The user's: it may hold other files.
    Chosen,
}

impl Register {
    /// Makes a new register. A folder that this makes is private to the user; one that is
    /// there keeps its rights, and the register's files follow them. A register that is there
    /// is never overwritten.
    pub fn create(
        disk: &dyn Disk,
        root: &Path,
        info: RegisterInfo,
        choice: Choice,
    ) -> Result<Self, RegisterError> {
        let path = root.join(layout::REGISTER);
        let entries = disk::list(disk, root)?;
        if entries.iter().any(|entry| entry.name == layout::REGISTER) {
            return Err(RegisterError::AlreadyThere(root.to_owned()));
        }
        let ours = |name: &str| layout::is_litter(name) || layout::is_leftover(name);
        if choice == Choice::Proposed && entries.iter().any(|entry| !ours(&entry.name)) {
            return Err(RegisterError::NotEmpty(root.to_owned()));
        }
        disk::create_dirs(disk, root, Access::Private)?;
        let text = ronfile::write(&info)?;
        match disk::publish_new(disk, root, &path, text.as_bytes(), Access::LikeParent) {
            Err(DiskError { why: disk::Why::Taken, .. }) => {
                Err(RegisterError::AlreadyThere(root.to_owned()))
            }
            other => {
                other?;
                Ok(Self { root: root.to_owned(), info })
            }
        }
    }

    /// Changes what `register.ron` says, from what it says now: another window or computer may have
    /// changed another part of it since it was opened. What was written is read back.
    pub fn rewrite(
        disk: &dyn Disk,
        root: &Path,
        id: &RegisterId,
        change: impl FnOnce(&mut RegisterInfo),
    ) -> Result<(), RegisterError> {
        let before = Self::describe(disk, root)?;
        if before.id != *id {
            return Err(RegisterError::Away(root.to_owned()));
        }
        let mut info = before.clone();
        change(&mut info);
        if info == before {
            return Ok(());
        }
        let (path, text) = (root.join(layout::REGISTER), ronfile::write(&info)?);
        disk::replace(disk, root, &path, text.as_bytes(), Access::LikeParent)?;
        if Self::describe(disk, root)? == info {
            Ok(())
        } else {
            Err(RegisterError::ReadBack(path))
        }
    }

    /// Whether anything may be signed, drafted or removed in it: a backup stays as it is.
    pub fn may_be_written(&self) -> Result<(), RegisterError> {
        match self.info.sort {
            Sort::Backup(_) => Err(RegisterError::Backup(self.root.clone())),
            Sort::Own | Sort::Packet(_) => Ok(()),
        }
    }

    /// Where its log is.
    pub fn log_folder(&self) -> PathBuf {
        self.root.join(layout::LOG)
    }

    /// Opens the register in a folder. Reads `register.ron` only. A protected one is opened where the
    /// disk has its key.
    pub fn open(disk: &dyn Disk, root: &Path) -> Result<Self, RegisterError> {
        let info = Self::describe(disk, root)?;
        info.protection.check(disk, root)?;
        Ok(Self { root: root.to_owned(), info })
    }

    /// What `register.ron` says, of an encrypted register too: it stands plain.
    pub fn describe(disk: &dyn Disk, root: &Path) -> Result<RegisterInfo, RegisterError> {
        let path = root.join(layout::REGISTER);
        let Some(bytes) = disk::read_if_there(disk, &path, MAX_BYTES)? else {
            return Err(RegisterError::NotARegister(root.to_owned()));
        };
        match ronfile::read::<RegisterInfo>(&bytes) {
            Ok(info) if info.format > FORMAT => Err(RegisterError::Newer(path)),
            Ok(info) => Ok(info),
            Err(error) => Err(unreadable(path, &bytes, error)),
        }
    }

    /// Whether it is still there: asked before anything is written, because a share that has
    /// gone away may leave an empty folder in its place.
    pub fn check(&self, disk: &dyn Disk) -> Result<(), RegisterError> {
        match Self::open(disk, &self.root) {
            Ok(now) if now.info.id == self.info.id => Ok(()),
            Ok(_) | Err(RegisterError::NotARegister(_)) => {
                Err(RegisterError::Away(self.root.clone()))
            }
            Err(error) => Err(error),
        }
    }

    /// The same, as far as drafts need it, which are saved every second: whether it is there, and
    /// protected as the disk takes it to be. A draft may be written while it is locked.
    pub fn check_quickly(&self, disk: &dyn Disk) -> Result<(), RegisterError> {
        let path = self.root.join(layout::REGISTER);
        match disk.kind(&path) {
            Ok(Some(Kind::File)) => {}
            Ok(_) => return Err(RegisterError::Away(self.root.clone())),
            Err(error) => return Err(DiskError::new(disk::Doing::Reading, &path, &error).into()),
        }
        // One that cannot be read just now hinders no draft.
        let Ok(info) = Self::describe(disk, &self.root) else { return Ok(()) };
        match info.protection.check(disk, &self.root) {
            Err(RegisterError::Locked(_)) if disk.protects(&self.root).is_some() => Ok(()),
            checked => checked,
        }
    }
}

/// Tells a newer register from one that is broken.
fn unreadable(path: PathBuf, bytes: &[u8], error: ReadError) -> RegisterError {
    if ronfile::is_newer(bytes, MAX_BYTES, FORMAT) {
        RegisterError::Newer(path)
    } else {
        RegisterError::Unreadable(path, error)
    }
}
