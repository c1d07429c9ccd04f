//! This workstation as one that signs where no window is open: what it remembers, its turn, its key.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::this_workstation::{Hand, Minted};
use super::trust;
use crate::record::DeviceId;
use crate::register::disk::Disk;
use crate::register::load::Contents;
use crate::register::signing_lock::{self, SigningLock};
use crate::register::workstation::{self, Workstation};
use crate::register::{Problem, Register, RegisterError};

/// The workstation of a user.
#[derive(Clone, Debug)]
pub struct Signer {
    /// The folder of the outboxes: what the workstation remembers is beside it.
    pub outboxes: PathBuf,
    /// The id that it has where it remembers none.
    pub device: DeviceId,
    /// What a key is made from, where there is none, and the time.
    pub minted: Minted,
}

/// It is this workstation's turn to sign, until this goes.
pub struct Turn {
    /// What it remembers of its own signing. Save it with [`Turn::save`].
    pub own: Workstation,
    memory: PathBuf,
    _held: SigningLock,
}

impl Signer {
    /// Waits for its turn.
    ///
    /// # Errors
    ///
    /// Another window signs for longer than one waits.
    pub fn turn(
        &self,
        disk: &dyn Disk,
        pause: &mut dyn FnMut() -> bool,
    ) -> Result<Turn, RegisterError> {
        let memory = workstation::file_beside(&self.outboxes);
        let held = signing_lock::take(disk, &memory, pause)?;
        let own = workstation::load(disk, &memory)
            .unwrap_or_else(|| Workstation::adopt(&self.device, &BTreeMap::new()));
        Ok(Turn { own, memory, _held: held })
    }

    /// Its key in a register that was read, shown in it so that others can check what it signs.
    ///
    /// # Errors
    ///
    /// Not everything could be read, or nothing can be written.
    pub fn hand(
        &self,
        disk: &dyn Disk,
        (register, contents): (&Register, &Contents),
        pause: &mut dyn FnMut() -> bool,
    ) -> Result<Hand, RegisterError> {
        let mut turn = self.turn(disk, pause)?;
        let hand = turn.hand(disk, (register, contents), &self.minted)?;
        turn.save(disk)?;
        hand.show(disk, register)?;
        Ok(hand)
    }
}

impl Turn {
    /// Its key in a register that was read. What has no signature from before there were keys is
    /// listed first, once, as a window does it.
    ///
    /// # Errors
    ///
    /// Not everything could be read, or nothing can be written.
    pub fn hand(
        &mut self,
        disk: &dyn Disk,
        (register, contents): (&Register, &Contents),
        minted: &Minted,
    ) -> Result<Hand, RegisterError> {
        if let Some(error) = contents.problems.iter().find_map(Problem::as_error) {
            return Err(error.into());
        }
        self.own.settle(disk, &[register]);
        let mut hand = Hand::take(disk, register, &self.memory, &mut self.own, minted)?;
        let unsigned = trust::unsigned(contents);
        hand.meet(disk, (register, &self.memory), unsigned.as_deref(), minted)?;
        Ok(hand)
    }

    /// Saves what it remembers.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub fn save(&self, disk: &dyn Disk) -> Result<(), RegisterError> {
        workstation::save(disk, &self.memory, &self.own)
    }
}
