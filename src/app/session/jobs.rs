//! What a job for a session is handed and gives back, and what a result belongs to.

use std::path::PathBuf;
use std::sync::Arc;

use super::decision_list::Found;
use super::load_on_demand::{AfterRead, ReadOne};
use super::reading::Opened;
use super::ticket::Ticket;
use super::viewed_decision::Compared;
use super::watch::News;
use crate::app::workers::Lane;
use crate::caseload::casebook::Casebook;
use crate::caseload::list::Row;
use crate::caseload::search::Hit;
use crate::guidance::LocalDocument;
use crate::pathway::Pathway;
use crate::record::{DecisionId, Digest, Nonce};
use crate::register::contacts::{ContactsError, FileRead};
use crate::register::drafts::DraftFile;
use crate::register::protect::{self, Conformed, ProtectError};
use crate::register::{Contents, Disk, Problem, Register, RegisterError};

/// A job for a session, in the lane in which it runs.
pub struct Task {
    /// The lane.
    pub lane: Lane,
    /// What its result belongs to.
    pub ticket: Ticket,
    /// The job.
    pub job: Box<dyn FnOnce() -> Brought + Send>,
}

impl Task {
    /// This job in this lane.
    pub fn new(lane: Lane, ticket: Ticket, job: impl FnOnce() -> Brought + Send + 'static) -> Self {
        Self { lane, ticket, job: Box::new(job) }
    }
}

/// The disk, and where what waits for a register lies.
#[derive(Clone)]
pub struct Places {
    /// The disk, of which each step is given up after a while.
    pub disk: Arc<dyn Disk>,
    /// The same, as patient as reading takes.
    pub reading: Arc<dyn Disk>,
    /// The outboxes of all registers.
    pub outboxes: PathBuf,
}

impl Places {
    /// Where drafts and statements of this register wait while it is away.
    pub fn outbox_of(&self, register: &Register) -> PathBuf {
        self.outboxes.join(register.info.id.as_str())
    }
}

/// A register was found whose id is that of one known in another folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedOrCopy {
    /// Where it was found.
    pub folder: PathBuf,
    /// Where it is known.
    pub known: PathBuf,
    /// Whether it is still there, too.
    pub still_there: bool,
}

/// What a job for a session brought.
#[derive(Debug)]
pub enum Brought {
    /// A register was opened (or made).
    Opened(Box<Result<Opened, RegisterError>>),
    /// Whether a register is where it was looked for.
    Found(Option<Register>),
    /// A register was found that is known in another folder: it is asked whether it has moved.
    /// Nothing of it was read or changed.
    MovedOrCopy(MovedOrCopy),
    /// A register of invented cases could not be made, for this reason.
    NotMade(String),
    /// The passphrase of a locked register was tried.
    Unlocked(Box<Result<protect::Opened, ProtectError>>),
    /// The protection of the register was changed so, or was not.
    Protected(&'static str, Box<Result<(Conformed, Vec<protect::Holder>), ProtectError>>),
    /// A register was read again.
    Read(Box<Result<Opened, RegisterError>>),
    /// The contacts of a register that cannot be opened were read.
    Contacts(Box<Contents>),
    /// A file of contacts was read, to be taken in here.
    LookedAt(Result<FileRead, ContactsError>),
    /// A decision was read again as it was opened.
    Looked(DecisionId, Box<Result<Contents, RegisterError>>),
    /// What the rules of then and of now make of its statements.
    Compared(Box<Compared>),
    /// The practice's copy of today's wording with this hash, with which it was made.
    CopyOfThen(Digest, Box<Result<LocalDocument, Problem>>),
    /// The list of a register that is being opened, as the index kept it.
    Listed(Option<Casebook>),
    /// The rows of the list.
    Rows(Box<Found>),
    /// Where the words of a search stand in these rows.
    Hits(Vec<(Row, Vec<Hit>)>),
    /// The decision that is chosen in the list was read.
    Previewed(Box<Result<Contents, RegisterError>>),
    /// Decisions that were not held in memory were read. What is then to be done is wanted only
    /// while this request is the newest.
    Held(Vec<ReadOne>, Ticket, AfterRead),
    /// The names in the register were compared: what others have changed, if anything.
    News(Option<Box<News>>),
    /// Another workstation's draft was copied.
    TakenOver(Box<Result<DraftFile, RegisterError>>),
    /// The pathway that a draft was begun under, where it is kept.
    Begun(Nonce, Option<Box<Pathway>>),
    /// Something was kept in a cache, or not. Nothing depends on it.
    Kept,
}

impl Brought {
    /// Whether it changes nothing that is seen: no picture is painted for it.
    pub fn is_quiet(&self) -> bool {
        matches!(self, Self::News(None))
    }

    /// Whether this window wrote a draft.
    pub fn is_of_a_writing(&self) -> bool {
        matches!(self, Self::TakenOver(_))
    }
}
