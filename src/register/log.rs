//! A log of what was opened, printed, copied and saved elsewhere, where a practice wants one: a file
//! for each workstation and month, in the register, and protected as that is.
//!
//! It says who, when and which decision, and names nobody that a decision is about. It is not
//! signed: whoever can write to the register can change it.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::disk::{self, Access, Disk};
use super::{Register, RegisterError, layout};
use crate::base::ronfile::{self, MAX_BYTES};
use crate::record::{DecisionId, DeviceId, RegisterId, statement::FORMAT};

/// A file of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// The format, [`FORMAT`].
    pub format: u32,
    /// Of which register.
    pub register: RegisterId,
    /// On which workstation.
    pub device: DeviceId,
    /// What was done, the first at the front.
    pub entries: Vec<Entry>,
}

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// The name in the settings then. It is no login.
    pub by: String,
    /// What was done.
    pub did: Did,
    /// With what.
    pub of: Of,
    /// The decisions that it was about; none where it was about none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<DecisionId>,
}

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Did {
    /// It was shown on the screen.
    Opened,
    /// It was saved as a page to print.
    Printed,
    /// Something of it was copied to the clipboard.
    Copied,
    /// It was saved to a file outside the register.
    Saved,
    /// The log was switched on.
    SwitchedOn,
    /// It was switched off.
    SwitchedOff,
}

/// With what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Of {
    /// A signed decision.
    Decision,
    /// A draft.
    Draft,
    /// A chronology.
    Chronology,
    /// A text for a clinical record.
    Text,
    /// A packet for a reviewer.
    Packet,
    /// The contacts.
    Contacts,
    /// Another screen, with nothing of one decision.
    Screen,
    /// The log itself.
    Log,
}

impl Did {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Printed => "saved as a page to print",
            Self::Copied => "copied from",
            Self::Saved => "saved to a file",
            Self::SwitchedOn => "switched on",
            Self::SwitchedOff => "switched off",
        }
    }
}

impl Of {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Decision => "Decision",
            Self::Draft => "Draft",
            Self::Chronology => "Chronology",
            Self::Text => "Text for a clinical record",
            Self::Packet => "Packet",
            Self::Contacts => "Contacts",
            Self::Screen => "Another screen",
            Self::Log => "Log",
        }
    }
}

impl Entry {
    /// In one line, without the time and the name.
    pub fn words(&self) -> String {
        let ids: Vec<&str> = self.decisions.iter().map(DecisionId::as_str).collect();
        match ids.as_slice() {
            [] => format!("{} {}", self.of.words(), self.did.words()),
            ids => format!("{} {} {}", self.of.words(), ids.join(", "), self.did.words()),
        }
    }
}

/// The file of this workstation for the month of `at`. `number` is 1, or higher where the files
/// before it cannot be gone on with.
fn file(root: &Path, device: &DeviceId, at: &DateTime<FixedOffset>, number: usize) -> PathBuf {
    let month = at.format("%Y-%m");
    let name = match number {
        1 => format!("{month}-{device}.ron"),
        more => format!("{month}-{device}-{more}.ron"),
    };
    root.join(layout::LOG).join(name)
}

/// How many files of one month are looked at.
const MOST_FILES: usize = 100;

/// A file is gone on with up to so many entries: it is written as a whole each time.
const MOST_ENTRIES: usize = 2_000;

/// Adds these at the end of this month's file. Call it in turn (`signing_lock.rs`): the windows of one
/// user have one file. One that cannot be read, or is full, is left as it
/// is, and another one is begun. Gives what the file holds then.
pub fn append(
    disk: &dyn Disk,
    register: &Register,
    device: &DeviceId,
    entries: &[Entry],
) -> Result<Vec<Entry>, RegisterError> {
    let Some(last) = entries.last() else { return Ok(Vec::new()) };
    register.check(disk)?;
    for number in 1..=MOST_FILES {
        let path = file(&register.root, device, &last.at, number);
        let mut log = match disk::read_if_there(disk, &path, MAX_BYTES)? {
            None => Log {
                format: FORMAT,
                register: register.info.id.clone(),
                device: device.clone(),
                entries: Vec::new(),
            },
            Some(bytes) => match read(&bytes) {
                Some(log) if log.entries.len() < MOST_ENTRIES => log,
                _ => continue,
            },
        };
        log.entries.extend_from_slice(entries);
        let text = ronfile::write(&log)?;
        disk::replace(disk, &register.root, &path, text.as_bytes(), Access::LikeParent)?;
        return Ok(log.entries);
    }
    Err(RegisterError::NamesTaken(register.root.join(layout::LOG)))
}

/// What this workstation noted in the month of `at`, as far as it can be read; the first at the
/// front.
pub fn of_month(
    disk: &dyn Disk,
    root: &Path,
    device: &DeviceId,
    at: &DateTime<FixedOffset>,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    for number in 1..=MOST_FILES {
        let path = file(root, device, at, number);
        match disk::read_if_there(disk, &path, MAX_BYTES) {
            Ok(Some(bytes)) => entries.extend(read(&bytes).into_iter().flat_map(|log| log.entries)),
            _ => break,
        }
    }
    entries
}

fn read(bytes: &[u8]) -> Option<Log> {
    ronfile::read::<Log>(bytes).ok().filter(|log| log.format == FORMAT)
}

/// Switches the log of a register on or off, for everybody who works in it.
pub fn switch(disk: &dyn Disk, register: &Register, on: bool) -> Result<Register, RegisterError> {
    // Locked, or protected otherwise since, it is left as it is.
    Register::open(disk, &register.root)?;
    Register::rewrite(disk, &register.root, &register.info.id, |info| info.log = on)?;
    Register::open(disk, &register.root)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::testing::{FailingDisk, Fault, MemoryDisk};
    use crate::register::{Choice, RealDisk, RegisterInfo, signing_lock, workstation};

    #[test]
    fn whoever_changes_another_part_of_the_register_meanwhile_does_not_switch_it_off() {
        let (disk, info) =
            (MemoryDisk::default(), RegisterInfo::new(RegisterId::mint([2; 8]), "Elm"));
        let root = Path::new("/share/register");
        let before = Register::create(&disk, root, info, Choice::Chosen).unwrap();
        switch(&disk, &before, true).unwrap();
        // Read before that, and written after it.
        let rename = |info: &mut RegisterInfo| "Elm Street".clone_into(&mut info.name);
        Register::rewrite(&disk, root, &before.info.id, rename).unwrap();
        let now = Register::open(&disk, root).unwrap().info;
        assert_eq!((now.log, now.name.as_str()), (true, "Elm Street"));
        let other = Register::rewrite(&disk, root, &RegisterId::mint([3; 8]), |_| {});
        assert_eq!(other, Err(RegisterError::Away(root.to_owned())));
    }

    fn register(disk: &MemoryDisk) -> Register {
        let info = RegisterInfo::new(RegisterId::mint([2; 8]), "Elm Street");
        Register::create(disk, Path::new("/share/register"), info, Choice::Chosen).unwrap()
    }

    fn device() -> DeviceId {
        DeviceId::mint([1; 8])
    }

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    fn opened(when: &str) -> Entry {
        Entry {
            at: at(when),
            by: "Dr Imogen Sandpiper".to_owned(),
            did: Did::Opened,
            of: Of::Decision,
            decisions: vec![DecisionId::mint(2026, [3; 8])],
        }
    }

    #[test]
    fn what_was_done_is_added_to_the_file_of_the_month_and_comes_back() {
        let disk = MemoryDisk::default();
        let (register, device) = (register(&disk), device());
        let [one, two, three] =
            ["2026-11-22T10:42:00Z", "2026-11-30T10:42:00Z", "2026-12-01T08:00:00Z"].map(opened);
        for entry in [&one, &two, &three] {
            append(&disk, &register, &device, std::slice::from_ref(entry)).unwrap();
        }
        let november = of_month(&disk, &register.root, &device, &one.at);
        assert_eq!(november, [one, two]);
        assert_eq!(of_month(&disk, &register.root, &device, &three.at), [three]);
        let other = DeviceId::mint([9; 8]);
        assert_eq!(of_month(&disk, &register.root, &other, &at("2026-11-22T10:42:00Z")), []);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_left_as_it_is_and_another_is_begun() {
        let disk = MemoryDisk::default();
        let (register, device) = (register(&disk), device());
        let one = opened("2026-11-22T10:42:00Z");
        let path = file(&register.root, &device, &one.at, 1);
        disk.put(&path, b"Log(format: 1, reg");
        append(&disk, &register, &device, std::slice::from_ref(&one)).unwrap();
        assert_eq!(disk.files()[&path], b"Log(format: 1, reg");
        assert_eq!(of_month(&disk, &register.root, &device, &one.at), [one]);
    }

    #[test]
    fn whatever_step_fails_what_was_noted_before_is_there() {
        for step in 0.. {
            let disk = MemoryDisk::default();
            let (register, device) = (register(&disk), device());
            let [one, two] = ["2026-11-22T10:42:00Z", "2026-11-22T10:43:00Z"].map(opened);
            append(&disk, &register, &device, std::slice::from_ref(&one)).unwrap();
            let failing = FailingDisk::new(disk.clone(), Fault::Full, step);
            let done = append(&failing, &register, &device, std::slice::from_ref(&two));
            let there = of_month(&disk, &register.root, &device, &one.at);
            assert!(there.starts_with(std::slice::from_ref(&one)), "step {step}");
            if done.is_ok() {
                assert_eq!(there, [one, two]);
                break;
            }
        }
    }

    #[test]
    fn it_is_switched_on_in_the_register_and_off_again() {
        let disk = MemoryDisk::default();
        let register = register(&disk);
        assert!(!register.info.log);
        let before = disk.files();
        assert!(switch(&disk, &register, true).unwrap().info.log);
        assert!(!switch(&disk, &register, false).unwrap().info.log);
        assert_eq!(disk.files(), before, "nothing is left of it");
    }

    #[test]
    fn two_windows_of_one_user_note_everything_in_turn() {
        let home = tempfile::tempdir().unwrap();
        let info = RegisterInfo::new(RegisterId::mint([2; 8]), "Elm Street");
        let register =
            Register::create(&RealDisk, &home.path().join("r"), info, Choice::Chosen).unwrap();
        let memory = workstation::file_beside(&home.path().join("private").join("outbox"));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..10 {
                        let mut wait = || {
                            std::thread::yield_now();
                            true
                        };
                        let _turn = signing_lock::take(&RealDisk, &memory, &mut wait).unwrap();
                        let one = opened("2026-11-22T10:42:00Z");
                        append(&RealDisk, &register, &device(), &[one]).unwrap();
                    }
                });
            }
        });
        let all = of_month(&RealDisk, &register.root, &device(), &at("2026-11-22T10:42:00Z"));
        assert_eq!(all.len(), 40);
    }
}
