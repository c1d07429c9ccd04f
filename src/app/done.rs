//! What a job gives back. Each result says which register and draft it belongs to; a late
//! one, whose register or draft is no longer the one in hand, is dropped.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;

use super::drafts::{Kept, Met};
use super::events::ChronologyAs;
use super::session::{Brought, Ticket};
use super::system_look::SystemLook;
use crate::base::speller::SpellingError;
use crate::record::{DecisionId, DeviceId, RegisterId};
use crate::register::disposal::Disposed;
use crate::register::drafts::Drafts;
use crate::register::log::Entry;
use crate::register::personal::Personal;
use crate::register::signed::Trust;
use crate::register::{Register, RegisterError, RegisterInfo};

/// The result of a job.
#[derive(Debug)]
pub enum Done {
    /// What a job for a session brought.
    Session(Ticket, Brought),
    /// What waits on this computer for a register that was never made.
    Unmade(Option<Box<(RegisterInfo, Drafts)>>),
    /// What a job for drafts brought.
    Drafts(Kept),
    /// Something was removed that was kept twice, or was kept in a cache. Nothing depends on it.
    Tidied,
    /// Whether there is a register where one is proposed.
    Proposed(bool),
    /// Settings were saved.
    /// They name the statements signed here last in these registers.
    Settings(BTreeSet<RegisterId>, Result<Box<Option<(RegisterId, Personal)>>, RegisterError>),
    /// What the system prefers of the look of things.
    SystemLook(SystemLook),
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
    /// The page of a decision was saved to this file, or not.
    PageSaved(DecisionId, Result<PathBuf, RegisterError>),
    /// What a user keeps for themselves was brought into this protected register.
    Personal(RegisterId, Result<Personal, RegisterError>),
    /// This was noted in the log of the register, and what that holds of the month then.
    Logged(RegisterId, Vec<Entry>, Result<Vec<Entry>, RegisterError>),
    /// The log was switched on or off in this register.
    LogSwitched(Result<Box<(Register, Vec<Entry>)>, RegisterError>),
    /// What this workstation noted this month was read.
    LogRead(RegisterId, Vec<Entry>),
    /// A file was chosen for the page of this decision, or none was.
    PageFile(DecisionId, Option<PathBuf>),
    /// The sheet that a passphrase is written on was saved; `None`: no file was chosen.
    SheetSaved(Option<Result<PathBuf, RegisterError>>),
    /// A chronology of these decisions was saved.
    ChronologySaved(ChronologyAs, Vec<DecisionId>, Result<PathBuf, RegisterError>),
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
    /// The workstations of the register that was read are known, and the id of this one.
    Introduced(Ticket, Box<Result<(Trust, DeviceId), RegisterError>>),
    /// What the seal of the register lists is kept: the seal in words.
    Sealed(Ticket, Result<String, RegisterError>),
    /// The files of a decision that was disposed of were removed.
    Disposed(Ticket, DecisionId, Result<Disposed, RegisterError>),
    /// A new workstation was said to be one of the practice's.
    Acknowledged(Result<(), RegisterError>),
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
            Self::Drafts(kept) => kept.is_of_a_writing(),
            _ => false,
        }
    }
}
