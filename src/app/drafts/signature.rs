//! What signing gave.

use crate::record::{DecisionId, DeviceId, Digest, RegisterId};
use crate::register::drafts::Drafts;
use crate::register::signed::Device;
use crate::register::{Contents, RegisterError, Signed};

/// What signing gave.
#[derive(Debug)]
pub struct Signature {
    /// The statement.
    pub signed: Signed,
    /// Its decision, read again.
    pub decision: (DecisionId, Contents),
    /// The drafts that are left.
    pub drafts: Drafts,
    /// It lies in the outbox, because the register is away for this reason.
    pub away: Option<RegisterError>,
    /// The register and the hash that this device signed last in it.
    pub last: (RegisterId, Digest),
    /// The id under which this workstation signed.
    pub device: Option<DeviceId>,
    /// What it says of its key in the register.
    pub shown: Option<Device>,
    /// The draft had been signed before, by another window or workstation: this is what was
    /// signed then, and nothing was signed now.
    pub before: Option<Before>,
    /// What did not work after signing (a draft that could not be removed, say); nothing of
    /// what was signed depends on it.
    pub remarks: Vec<RegisterError>,
}

/// What was signed before, from the same draft.
#[derive(Clone, Copy, Debug)]
pub struct Before {
    /// When, as the statement says.
    pub at: chrono::DateTime<chrono::FixedOffset>,
    /// Whether it says the same.
    pub same: bool,
}
