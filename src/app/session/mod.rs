//! What belongs to the register that is open, and to no other: opening another one, or locking,
//! is `Session::none()`.
//!
//! A session has private fields and knows no screen and no event. What takes time it hands out
//! as a [`Task`]; what that brings is asked for with [`Session::wants`], and a late one is
//! dropped there: it could be another patient's.

mod contents;
mod decision_list;
pub mod jobs;
mod load_on_demand;
mod opening;
mod people;
mod practice_wording;
mod preview;
mod reading;
mod reviewing;
pub mod rows;
mod sealing;
mod statement;
mod ticket;
mod trusting;
mod viewed_decision;
mod watch;
pub mod whom_to_ring;
mod worklist;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ticket::Requests;
use whom_to_ring::Calling;

pub use decision_list::{Found, Lists};
pub use jobs::{Brought, MovedOrCopy, Places, Task};
pub use load_on_demand::{AfterRead, ReadOne};
pub use preview::{Preview, PreviewRead, PreviewText};
pub use reading::{Opened, Reader};
pub use sealing::Sealing;
pub use statement::{FileShown, StatementShown, corrections, reads};
pub use ticket::{Ask, Ticket};
pub use viewed_decision::{Compared, Look, Seen, Stated};
pub use watch::News;
pub use worklist::{MORE, OwedFrom, Owing, SHOWN_FIRST, Worklist};

use super::workers::Progress;
use crate::caseload::casebook::Casebook;
use crate::caseload::people::People;
use crate::record::{DecisionId, RegisterId};
use crate::register::drafts::Drafts;
use crate::register::{Contents, OwnGuidance, Problem, Register, RegisterInfo};

/// What belongs to the register that is open.
#[derive(Debug)]
pub struct Session {
    /// No other session of this program has it.
    serial: u64,
    requests: Requests,
    /// The register, once it is open.
    register: Option<Register>,
    /// The register that is being opened, as soon as its `register.ron` is known: drafts are
    /// saved in it from then on, however long the reading takes.
    found: Option<Register>,
    contents: Contents,
    /// Summaries and words of the contents, for the list and its search.
    book: Casebook,
    /// The same as the index kept it, while the register is being read: nothing in it is
    /// settled, and it is marked so wherever it is shown.
    before: Option<Casebook>,
    progress: Arc<Progress>,
    /// The decision that is opened once the register is read.
    open_when_read: Option<DecisionId>,
    /// Statements that were known and are missing.
    missing: Vec<Problem>,
    /// Everybody in it, to find the same people by.
    people: People,
    /// Drafts that were found.
    drafts: Drafts,
    own: OwnGuidance,
    loading: bool,
    /// The register was away when it was opened: only its outbox was read.
    unread: bool,
    watch: watch::Watch,
    lists: Lists,
    /// The files of the decision that is looked at, in their order.
    shown: Vec<FileShown>,
    look: Look,
    /// The decision that is chosen in the list.
    preview: Option<Preview>,
    calling: Calling,
    trusting: trusting::Trusting,
}

impl Session {
    /// Nothing is open.
    pub fn none() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self {
            serial: NEXT.fetch_add(1, Ordering::Relaxed),
            requests: Requests::default(),
            register: None,
            found: None,
            contents: Contents::default(),
            book: Casebook::default(),
            before: None,
            progress: Arc::default(),
            open_when_read: None,
            missing: Vec::new(),
            people: People::default(),
            drafts: Drafts::default(),
            own: OwnGuidance::default(),
            loading: false,
            unread: false,
            watch: watch::Watch::default(),
            lists: Lists::default(),
            shown: Vec::new(),
            look: Look::default(),
            preview: None,
            calling: Calling::default(),
            trusting: trusting::Trusting::default(),
        }
    }

    /// Asks anew: what was asked for of this kind before is no longer wanted.
    pub fn ask(&mut self, ask: Ask) -> Ticket {
        *self.requests.newest(ask) += 1;
        self.ticket(ask)
    }

    /// The newest request of this kind.
    pub fn ticket(&self, ask: Ask) -> Ticket {
        let number = *{ self.requests }.newest(ask);
        Ticket { session: self.serial, ask, number }
    }

    /// Whether what was asked for with this ticket is still wanted. The only place in which a
    /// late result is told from one in time.
    pub fn wants(&self, ticket: &Ticket) -> bool {
        *ticket == self.ticket(ticket.ask)
    }

    /// What `register.ron` says now, of the same register.
    pub fn learn(&mut self, info: RegisterInfo) {
        if let Some(register) = self.register.as_mut().filter(|open| open.info.id == info.id) {
            register.info = info;
        }
    }

    /// The register, once it is open.
    pub fn register(&self) -> Option<&Register> {
        self.register.as_ref()
    }

    /// Where what is written now goes: the register that is open, or the one that is being
    /// opened as soon as it is found.
    pub fn place(&self) -> Option<&Register> {
        self.register.as_ref().or(self.found.as_ref())
    }

    /// Whether this register is the one that is open.
    pub fn has_open(&self, register: &RegisterId) -> bool {
        self.register.as_ref().is_some_and(|open| open.info.id == *register)
    }

    /// Whether the register that is open is one of invented cases.
    pub fn is_training(&self) -> bool {
        self.register.as_ref().is_some_and(|register| register.info.training)
    }

    /// Whether a register is being opened or read.
    pub fn is_loading(&self) -> bool {
        self.loading
    }

    /// Whether the register was away when it was opened, so that only its outbox was read.
    pub fn is_unread(&self) -> bool {
        self.unread
    }

    /// What was read of the register.
    pub fn contents(&self) -> &Contents {
        &self.contents
    }

    /// Summaries and words of that.
    pub fn book(&self) -> &Casebook {
        &self.book
    }

    /// Everybody in it.
    pub fn people(&self) -> &People {
        &self.people
    }

    /// Drafts that were found in it, and on this computer for it.
    pub fn drafts(&self) -> &Drafts {
        &self.drafts
    }

    /// The practice's own guidance.
    pub fn own(&self) -> &OwnGuidance {
        &self.own
    }

    /// Statements that were known and are missing, and what else was remarked.
    pub fn missing(&self) -> &[Problem] {
        &self.missing
    }

    /// What the lists show.
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// Whom to ring and what to say.
    pub fn calling(&self) -> &Calling {
        &self.calling
    }

    /// Whether the decision that is looked at was read again, and what then and now make of it.
    pub fn look(&self) -> &Look {
        &self.look
    }

    /// What was worked out of its files, in their order.
    pub fn shown(&self) -> &[FileShown] {
        &self.shown
    }
}
