//! This workstation as one that signs the cover of a packet, where no window is open.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::record::DeviceId;
use crate::register::disk::Disk;
use crate::register::load::Contents;
use crate::register::signed::{Hand, Minted, trust};
use crate::register::workstation::{self, Workstation};
use crate::register::{Problem, Register, RegisterError, signing_lock};

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

impl Signer {
    /// The key of this workstation in a register that was read, shown in it so that others can check
    /// what it signs. What has no signature from before there were keys is listed first, as a
    /// window does it.
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
        let memory = workstation::file_beside(&self.outboxes);
        let _turn = signing_lock::take(disk, &memory, pause)?;
        if let Some(error) = contents.problems.iter().find_map(Problem::as_error) {
            return Err(error.into());
        }
        let mut own = workstation::load(disk, &memory)
            .unwrap_or_else(|| Workstation::adopt(&self.device, &BTreeMap::new()));
        own.settle(disk, &[register]);
        let mut hand = Hand::take(disk, register, &memory, &mut own, &self.minted)?;
        let unsigned = trust::unsigned(contents);
        hand.meet(disk, (register, &memory), unsigned.as_deref(), &self.minted)?;
        workstation::save(disk, &memory, &own)?;
        hand.show(disk, register)?;
        Ok(hand)
    }
}
