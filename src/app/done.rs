//! What a job gives back. Each result says which register and draft it belongs to; a late
//! one, whose register or draft is no longer the one in hand, is dropped.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;

use super::events::ChronologyAs;
use super::session::{Brought, Ticket};
use super::update::{Before, OurFiles};
use crate::base::spelling::SpellingError;
use crate::record::{DecisionId, DeviceId, Digest, Nonce, RegisterId, Signing};
use crate::register::drafts::{Drafts, Saved};
use crate::register::{Contents, RegisterError, RegisterInfo, Signed};

/// The result of a job.
#[derive(Debug)]
pub enum Done {
    /// What a job for a session brought.
    Session(Ticket, Brought),
    /// What waits on this computer for a register that was never made.
    Unmade(Option<Box<(RegisterInfo, Drafts)>>),
    /// A version that was not signed was discarded: its file.
    VersionGone(PathBuf, Result<(), RegisterError>),
    /// Something was removed that was kept twice, or was kept in a cache. Nothing depends on it.
    Tidied,
    /// Whether there is a register where one is proposed.
    Proposed(bool),
    /// A draft was saved, or was not. With what is known of its files since.
    Draft(Nonce, OurFiles, Result<Placed, RegisterError>),
    /// An empty draft was removed.
    Removed(Nonce, Result<(), RegisterError>),
    /// A statement was signed, read back and verified, and its draft is gone.
    /// With what was fixed for signing and what is known of the draft's files, for another
    /// attempt.
    Signed(Nonce, Option<Signing>, OurFiles, Box<Result<Signature, RegisterError>>),
    /// Settings were saved.
    /// They name the statements signed here last in these registers.
    Settings(BTreeSet<RegisterId>, Result<(), RegisterError>),
    /// A folder was chosen, or not.
    Folder(Option<PathBuf>),
    /// A file was chosen to save to or to look at, or not.
    File {
        /// To save to.
        saving: bool,
        /// The file.
        path: Option<PathBuf>,
    },
    /// The contacts were saved to this file, but for these, each with why.
    Exported(Result<(PathBuf, Vec<String>), RegisterError>),
    /// The draft of a contact was removed.
    Discarded(Result<(), RegisterError>),
    /// A chronology was saved.
    ChronologySaved(ChronologyAs, Result<PathBuf, RegisterError>),
    /// A file to save a chronology to was chosen, or none.
    ChronologyFile(ChronologyAs, Option<PathBuf>),
    /// The dictionaries are there, or cannot be used.
    Speller(Result<(), SpellingError>),
    /// A text was checked: its field, the text, and the words that nobody knows.
    Spelled(egui::Id, String, Vec<Range<usize>>),
    /// What a word may have been meant to be.
    Suggested(String, Vec<String>),
    /// What this workstation remembers was compared with what it signed in this register;
    /// `None`: another window was signing.
    Met(RegisterId, Option<Met>),
    /// This workstation was given a new id; or what it has now.
    Renewed(Result<DeviceId, RegisterError>),
}

impl Done {
    /// Whether it changes nothing that is seen: no picture is painted for it.
    pub fn is_quiet(&self) -> bool {
        matches!(self, Self::Session(_, brought) if brought.is_quiet())
    }

    /// Whether this window wrote a draft or a statement.
    pub fn is_of_a_writing(&self) -> bool {
        match self {
            Self::Session(_, brought) => brought.is_of_a_writing(),
            Self::Draft(..) | Self::Removed(..) | Self::Signed(..) | Self::Discarded(_) => true,
            _ => false,
        }
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

/// Where a draft was saved.
#[derive(Debug)]
pub struct Placed {
    /// The file.
    pub saved: Saved,
    /// Why it lies in the outbox; `None`: it is in the register.
    pub away: Option<Waits>,
}

/// Why a draft lies in the outbox.
#[derive(Debug)]
pub enum Waits {
    /// The register is away.
    Away(RegisterError),
    /// The register is still being looked for, or is not made yet.
    NotKnownYet,
}

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
    /// The draft had been signed before, by another window or workstation: this is what was
    /// signed then, and nothing was signed now.
    pub before: Option<Before>,
    /// What did not work after signing (a draft that could not be removed, say); nothing of
    /// what was signed depends on it.
    pub remarks: Vec<RegisterError>,
}
