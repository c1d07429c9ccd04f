//! One window of a user signs after another: what this workstation remembers of its own signing,
//! and whether a draft was signed already.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::files::OurFiles;
use super::saving::place;
use super::signature::{Before, Signature};
use crate::base::ronfile::MAX_BYTES;
use crate::record::{DeviceId, Digest, Draft, RegisterId, Signing, Statement, Work};
use crate::register::contacts::load_with;
use crate::register::disk::{self, Why};
use crate::register::drafts::{discard_ours, list_drafts};
use crate::register::signed::trust::Unsigned;
use crate::register::signed::{Hand, Minted, Trust, known_workstations};
use crate::register::signing_lock::{self, SigningLock};
use crate::register::workstation::{self, Own, Workstation};
use crate::register::{Disk, Loaded, Register, RegisterError, Signed};

/// What a workstation remembers, for a job: where that is, and what stands for it where there is
/// none yet.
#[derive(Clone, Debug)]
pub struct Remembered {
    file: PathBuf,
    device: DeviceId,
    last_signed: BTreeMap<RegisterId, Digest>,
    /// What its key is made from, where it has none. `None`: the system gives nothing random.
    minted: Option<Minted>,
}

impl Remembered {
    /// Of this device, beside these outboxes.
    pub fn new(
        outboxes: &Path,
        device: &DeviceId,
        last_signed: &BTreeMap<RegisterId, Digest>,
    ) -> Self {
        Self {
            file: workstation::file_beside(outboxes),
            device: device.clone(),
            last_signed: last_signed.clone(),
            minted: None,
        }
    }

    /// With what its key is made from, where it has none.
    #[must_use]
    pub fn minting(self, minted: Option<Minted>) -> Self {
        Self { minted, ..self }
    }

    /// Where that is: what it knows of other workstations is beside it.
    pub(super) fn memory(&self) -> &Path {
        &self.file
    }

    /// This workstation as one that signs in a register. Call it in turn, and save what it
    /// remembers after.
    pub(super) fn hand(
        &self,
        disk: &dyn Disk,
        register: &Register,
        workstation: &mut Workstation,
    ) -> Result<Hand, RegisterError> {
        let minted = self.minted.as_ref().ok_or(RegisterError::NoKey)?;
        Hand::take(disk, register, &self.file, workstation, minted)
    }

    /// Takes note of the other workstations of a register that was read, and of what has no
    /// signature. Gives what is known of them now, and the id of this one.
    pub fn introduce(
        &self,
        disk: &dyn Disk,
        register: &Register,
        unsigned: Option<&[Unsigned]>,
    ) -> Result<(Trust, DeviceId), RegisterError> {
        let _turn = self.turn(disk)?;
        let mut workstation = self.load(disk);
        let before = workstation.clone();
        let mut hand = self.hand(disk, register, &mut workstation)?;
        if workstation != before {
            self.save(disk, &workstation)?;
        }
        let minted = self.minted.as_ref().ok_or(RegisterError::NoKey)?;
        let trust = hand.meet(disk, (register, &self.file), unsigned, minted)?;
        Ok((trust, workstation.device))
    }

    /// Somebody says that this workstation is one of the practice's.
    pub fn acknowledge(
        &self,
        disk: &dyn Disk,
        register: &RegisterId,
        device: &DeviceId,
    ) -> Result<(), RegisterError> {
        let _turn = self.turn(disk)?;
        let file = known_workstations::file_beside(&self.file, register);
        let mut seen = match known_workstations::load(disk, &file, register) {
            Ok(Some(seen)) => seen,
            Ok(None) => return Ok(()),
            // What cannot be understood is asked about again at the next reading.
            Err(problem) => return problem.as_error().map_or(Ok(()), |error| Err(error.into())),
        };
        seen.acknowledge(device);
        known_workstations::save(disk, &file, &seen)
    }

    /// Compares it with its statements that were read in this register: one that it signed before
    /// a crash is learned; one that it never signed is another computer's. `None`: another window
    /// is signing, and the next reading learns.
    pub fn meet(&self, disk: &dyn Disk, id: &RegisterId, own: &[Own]) -> Option<Met> {
        let _turn = self.turn(disk).ok()?;
        let mut now = self.load(disk);
        let before = now.clone();
        let stranger = now.device == self.device && now.meets_a_stranger(id, own);
        if now != before {
            // What cannot be noted now is learned again at the next reading.
            let _ = self.save(disk, &now);
        }
        Some(Met { last: now.last(id).cloned(), device: now.device, stranger })
    }

    /// This workstation has a new id from now on, unless another window has given it one.
    pub fn renew(&self, disk: &dyn Disk, new: DeviceId) -> Result<DeviceId, RegisterError> {
        let _turn = self.turn(disk)?;
        let now = self.load(disk);
        if now.device != self.device {
            return Ok(now.device);
        }
        workstation::renew(disk, &self.file, &now, new)
    }

    /// Waits for this window's turn.
    pub fn turn(&self, disk: &dyn Disk) -> Result<SigningLock, RegisterError> {
        let mut left = signing_lock::PAUSES;
        signing_lock::take(disk, &self.file, &mut || {
            left = left.saturating_sub(1);
            std::thread::sleep(signing_lock::PAUSE);
            left > 0
        })
    }

    /// What it remembers. Call it in turn.
    pub fn load(&self, disk: &dyn Disk) -> Workstation {
        workstation::load(disk, &self.file)
            .unwrap_or_else(|| Workstation::adopt(&self.device, &self.last_signed))
    }

    /// Saves it. Call it in turn. What cannot be noted does not keep anybody from signing.
    pub(super) fn save(&self, disk: &dyn Disk, now: &Workstation) -> Result<(), RegisterError> {
        workstation::save(disk, &self.file, now)
    }
}

/// A draft that is to be signed, and where its statement may be already.
pub(super) struct Once<'a> {
    pub(super) disk: &'a dyn Disk,
    pub(super) register: &'a Register,
    pub(super) outbox: &'a PathBuf,
    /// The draft's file.
    pub(super) file: Option<&'a Path>,
    /// Whether something in it is not saved yet.
    pub(super) unsaved: bool,
}

impl Once<'_> {
    /// The statement that was signed from this draft before, by another window or workstation,
    /// and where it is. What an earlier attempt of this window fixed is its own.
    pub(super) fn before(
        &self,
        draft: &Draft,
        kept: Option<&Signing>,
    ) -> Option<(Register, Loaded)> {
        let own = kept.map(|signing| Digest::of(signing.statement.as_bytes()));
        let is_contact = matches!(draft.work, Work::Contact(_));
        let outbox = Register::open(self.disk, self.outbox).ok();
        [Some(self.register.clone()), outbox].into_iter().flatten().find_map(|place| {
            let there = load_with(self.disk, &place, &draft.decision, is_contact);
            let found = there.statements().find(|loaded| {
                loaded.sound
                    && loaded.header.nonce == draft.nonce
                    && Some(&loaded.digest) != own.as_ref()
            })?;
            Some((place, found.clone()))
        })
    }

    /// What is shown in place of a signing: what was signed before. Words that are not in it
    /// are kept as a draft.
    pub(super) fn show(
        &self,
        draft: &Draft,
        known: &mut OurFiles,
        new: &Statement,
        (there, loaded): (Register, Loaded),
    ) -> Result<Signature, RegisterError> {
        let same = loaded.statement().is_some_and(|signed| signed.body == new.body);
        if same {
            if let Some(path) = self.file {
                // Left behind it is found again, and it says nothing that was not signed.
                let _ = discard_ours(self.disk, path, &known.register);
            }
        } else if self.unsaved {
            place(self.disk, self.register, self.outbox, draft, known)?;
        }
        let is_contact = matches!(draft.work, Work::Contact(_));
        let away = (there.root != self.register.root)
            .then(|| RegisterError::Away(self.register.root.clone()));
        Ok(Signature {
            last: (self.register.info.id.clone(), loaded.digest.clone()),
            device: None,
            shown: None,
            decision: (
                draft.decision.clone(),
                load_with(self.disk, &there, &draft.decision, is_contact),
            ),
            drafts: list_drafts(self.disk, self.register),
            before: Some(Before { at: loaded.header.written, same }),
            signed: Signed {
                path: loaded.path,
                digest: loaded.digest,
                name: loaded.name,
                decision: draft.decision.clone(),
            },
            away,
            remarks: Vec::new(),
        })
    }

    /// Another window or program has written in the draft's file since: ours is saved beside it,
    /// and which of the two is signed is for a person to say.
    pub(super) fn unless_changed(
        &self,
        draft: &Draft,
        known: &mut OurFiles,
    ) -> Result<(), RegisterError> {
        let Some(path) = self.file else { return Ok(()) };
        let there = match disk::read_if_there(self.disk, path, MAX_BYTES) {
            Ok(there) => there,
            // It is away, and that is found out where it is written.
            Err(error) if error.why != Why::Denied => None,
            Err(error) => return Err(error.into()),
        };
        if there.is_none_or(|there| known.register.holds(&Digest::of(&there))) {
            return Ok(());
        }
        place(self.disk, self.register, self.outbox, draft, known)?;
        Err(RegisterError::ChangedMeanwhile(path.to_owned()))
    }
}

/// What a workstation knows of its own statements in a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// Its id: another window may have given it a new one.
    pub device: DeviceId,
    /// The statement that it signed last.
    pub last: Option<Digest>,
    /// Whether there is one under its id that it never signed.
    pub stranger: bool,
}
