//! What a job for a session is handed and gives back, and what a result belongs to.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::list::Found;
use super::look::Compared;
use super::reading::Opened;
use super::watch::News;
use crate::app::workers::Lane;
use crate::caseload::casebook::Casebook;
use crate::caseload::list::Row;
use crate::caseload::search::Hit;
use crate::caseload::worklist::OwedAt;
use crate::guidance::LocalDocument;
use crate::pathway::Pathway;
use crate::record::{DecisionId, Digest, Nonce};
use crate::register::contacts::{ContactsError, FileRead};
use crate::register::drafts::DraftFile;
use crate::register::{Contents, Disk, Problem, Register, RegisterError};

/// What can be asked again before it was answered: the newest request alone is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A register, to open it or to read it again.
    Reading,
    /// Decisions that are not held in memory, to do something with them.
    Holding,
    /// The rows of the list.
    Rows,
    /// The decision on the screen.
    Look,
    /// Something that is wanted as long as the register is open.
    Anything,
}

/// What a result belongs to: to one session, and there to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket {
    pub(super) session: u64,
    pub(super) ask: Ask,
    pub(super) number: u64,
}

/// The requests of a session: the newest of each kind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Requests([u64; 5]);

impl Requests {
    pub(super) fn newest(&mut self, ask: Ask) -> &mut u64 {
        let [reading, holding, rows, look, anything] = &mut self.0;
        match ask {
            Ask::Reading => reading,
            Ask::Holding => holding,
            Ask::Rows => rows,
            Ask::Look => look,
            Ask::Anything => anything,
        }
    }
}

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

/// What is done once decisions that were not held in memory are read.
#[derive(Clone, Debug)]
pub enum AfterRead {
    /// What is owed is written down at this field.
    Settle(DecisionId, OwedAt),
    /// The case is taken up again.
    Reopen(DecisionId),
    /// The chronology is made.
    Chronology,
    /// They are only to be there.
    Nothing,
}

/// A decision as it was read, or why it was not.
pub type ReadOne = (DecisionId, Result<Contents, RegisterError>);

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

/// Where a copy of a register's contacts is kept on this computer.
pub(super) fn contacts_copy(outboxes: &Path, register: &crate::record::RegisterId) -> PathBuf {
    outboxes.with_file_name("contacts").join(register.as_str())
}
