//! What a job gives back. Each result says which register and draft it belongs to; a late
//! one, whose register or draft is no longer the one in hand, is dropped.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;

use super::events::ChronologyAs;
use super::look::Compared;
use super::screens::home::OwedFrom;
use super::state::{Found, MovedOrCopy};
use super::update::{Before, News, ReadOne, Then};
use crate::base::spelling::SpellingError;
use crate::caseload::casebook::Casebook;
use crate::caseload::list::Row;
use crate::caseload::people::People;
use crate::caseload::search::Hit;
use crate::caseload::worklist::Item;
use crate::guidance::LocalDocument;
use crate::pathway::Pathway;
use crate::record::{DecisionId, DeviceId, Digest, Nonce, RegisterId, Signing};
use crate::register::contacts::{ContactsError, FileRead};
use crate::register::drafts::{Drafts, Saved};
use crate::register::names::Names;
use crate::register::{
    Contents, OwnGuidance, Problem, Register, RegisterError, RegisterInfo, Signed,
};

/// A register as it was read.
#[derive(Debug)]
pub struct Opened {
    /// The register.
    pub register: Register,
    /// Its decisions.
    pub contents: Contents,
    /// Everybody in them.
    pub people: People,
    /// What they owe, in no order.
    pub owed: Vec<Item>,
    /// What stands for what that was worked out from.
    pub from: OwedFrom,
    /// Summaries and words of those, for the list.
    pub book: Casebook,
    /// Its drafts.
    pub drafts: Drafts,
    /// The names of its files.
    pub names: Names,
    /// The practice's own guidance.
    pub own: OwnGuidance,
    /// Statements that this workstation knew and that are missing.
    pub missing: Vec<Problem>,
    /// How many statements and drafts came back from the outbox.
    pub returned: usize,
    /// Why what waits in the outbox, or some of it, could not go back.
    pub left: Option<RegisterError>,
    /// The register is away for this reason; what was read is its outbox.
    pub away: Option<RegisterError>,
}

/// The result of a job.
#[derive(Debug)]
pub enum Done {
    /// A register was opened (or made), for this request.
    Opened(u64, Box<Result<Opened, RegisterError>>),
    /// Whether a register is where it was looked for, for this request.
    Found(u64, Option<Register>),
    /// What waits on this computer for a register that was never made.
    Unmade(Option<Box<(RegisterInfo, Drafts)>>),
    /// A version that was not signed was discarded: its file.
    VersionGone(PathBuf, Result<(), RegisterError>),
    /// Something was removed that was kept twice, or stayed. Nothing depends on it.
    Tidied,
    /// Whether there is a register where one is proposed.
    Proposed(bool),
    /// A register was found that is known in another folder, for this request: it is asked
    /// whether it has moved. Nothing of it was read or changed.
    MovedOrCopy(u64, MovedOrCopy),
    /// A register of invented cases could not be made, for this request and this reason.
    NotMade(u64, String),
    /// A register was read again, for this request.
    Read(u64, Box<Result<Opened, RegisterError>>),
    /// A draft was saved.
    Draft(Nonce, Result<Placed, RegisterError>),
    /// An empty draft was removed.
    Removed(Nonce, Result<(), RegisterError>),
    /// A statement was signed, read back and verified, and its draft is gone.
    /// With what was fixed for signing, for another attempt.
    Signed(Nonce, Option<Signing>, Box<Result<Signature, RegisterError>>),
    /// Another workstation's draft was copied.
    TakenOver(Box<Result<crate::register::drafts::DraftFile, RegisterError>>),
    /// Settings were saved.
    /// They name the statements signed here last in these registers.
    Settings(BTreeSet<RegisterId>, Result<(), RegisterError>),
    /// A folder was chosen, or not.
    Folder(Option<PathBuf>),
    /// The contacts of a register that cannot be opened were read, for this request.
    Contacts(u64, Box<Contents>),
    /// A file was chosen to save to or to look at, or not.
    File {
        /// To save to.
        saving: bool,
        /// The file.
        path: Option<PathBuf>,
    },
    /// The contacts were saved to this file, but for these, each with why.
    Exported(Result<(PathBuf, Vec<String>), RegisterError>),
    /// A file of contacts was read, for the register that was open.
    LookedAt(Option<RegisterId>, Result<FileRead, ContactsError>),
    /// The draft of a contact was removed.
    Discarded(Result<(), RegisterError>),
    /// A decision was read again as it was opened.
    Looked(Ticket, Box<Result<Contents, RegisterError>>),
    /// A chronology was saved.
    ChronologySaved(ChronologyAs, Result<PathBuf, RegisterError>),
    /// A file to save a chronology to was chosen, or none.
    ChronologyFile(ChronologyAs, Option<PathBuf>),
    /// What the rules of then and of now make of the statements of a decision.
    Compared(Ticket, Box<Compared>),
    /// The practice's copy of today's wording with this hash, with which a decision was made.
    CopyOfThen(Ticket, Digest, Box<Result<LocalDocument, Problem>>),
    /// The dictionaries are there, or cannot be used.
    Speller(Result<(), SpellingError>),
    /// A text was checked: its field, the text, and the words that nobody knows.
    Spelled(egui::Id, String, Vec<Range<usize>>),
    /// What a word may have been meant to be.
    Suggested(String, Vec<String>),
    /// The list of a register that is being opened, as the index kept it, for this request.
    Listed(u64, Option<Casebook>),
    /// The rows of the list.
    Rows(Box<Found>),
    /// Decisions that were not held in memory were read, for this request and register.
    Held(u64, RegisterId, Vec<ReadOne>, Then),
    /// Where the words of a search stand in these rows, for this request of rows.
    Hits(u64, Vec<(Row, Vec<Hit>)>),
    /// The list was kept in the index, or not: a cache.
    ListKept,
    /// Nobody else has changed anything in the register. Nothing is painted for it.
    NoNews,
    /// Others have changed something, since this request for this register was read.
    News(u64, RegisterId, Box<News>),
    /// What this workstation remembers was compared with what it signed in this register;
    /// `None`: another window was signing.
    Met(RegisterId, Option<Met>),
    /// This workstation was given a new id; or what it has now.
    Renewed(Result<DeviceId, RegisterError>),
    /// The pathway that a draft was begun under, where it is kept.
    Begun(RegisterId, Nonce, Option<Box<Pathway>>),
}

impl Done {
    /// Whether it changes nothing that is seen: no picture is painted for it.
    pub fn is_quiet(&self) -> bool {
        matches!(self, Self::NoNews)
    }

    /// Whether this window wrote a draft or a statement.
    pub fn is_of_a_writing(&self) -> bool {
        matches!(
            self,
            Self::Draft(..)
                | Self::Removed(..)
                | Self::Signed(..)
                | Self::TakenOver(_)
                | Self::Discarded(_)
        )
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

/// What a result about an opened decision belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// The register.
    pub register: RegisterId,
    /// The decision.
    pub decision: DecisionId,
    /// The newest request; an older result is dropped.
    pub request: u64,
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
