//! What others have signed shows by itself: the names of the files are compared with those that
//! were read, off the frame, when the window gets the keyboard and each minute.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::load_on_demand::ReadOne;
use super::{Ask, Brought, Places, Session, Task, Ticket};
use crate::app::workers::Lane;
use crate::caseload::casebook::Titles;
use crate::record::DecisionId;
use crate::register::changes_by_others::{Changed, Names};
use crate::register::drafts::{Drafts, list_drafts};
use crate::register::{
    Contents, DecisionFile, Disk, Register, RegisterError, load_contacts, look_again,
};

/// So often the names are compared while nobody does anything.
const EACH: Duration = Duration::from_mins(1);

/// Where more decisions than these have changed, the whole register is read again.
const MANY: usize = 100;

/// When the names are compared next, and with what.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// As they were when the register was read or compared last.
    names: Arc<Names>,
    /// When they are compared again.
    due: Option<Instant>,
    /// Whether they are being compared.
    busy: bool,
    /// How often this window has written: what was compared before that is older.
    written: u64,
}

/// What others changed in a register.
#[derive(Debug)]
pub struct News {
    names: Names,
    decisions: Vec<ReadOne>,
    contacts: Option<Vec<DecisionFile>>,
    drafts: Option<Drafts>,
    many: bool,
    /// What this window had written, and what it had read, when they were compared.
    since: (u64, Ticket),
}

/// What became of news.
#[derive(Debug, Default)]
pub struct Learned {
    /// So much has changed that everything is to be read again.
    pub reload: bool,
    /// The decision that is looked at is another one now.
    pub looked_at: bool,
    /// The lists are not as they were.
    pub relist: bool,
    /// The decisions that were read.
    pub fresh: Contents,
}

impl Session {
    /// The register was read: its names are compared from now on.
    pub(super) fn watch_from(&mut self, names: Names, now: Instant) {
        self.watch.names = Arc::new(names);
        self.watch.due = Some(now + EACH);
    }

    /// This window has written something: what was compared before is older.
    pub fn has_written(&mut self) {
        self.watch.written += 1;
    }

    /// The names are compared now: somebody may have signed elsewhere meanwhile.
    pub fn look_round(&mut self, now: Instant) {
        if self.watch.due.is_some() {
            self.watch.due = Some(now);
        }
    }

    /// When the names are compared next; `None` while nothing is open.
    pub fn next_look(&self) -> Option<Instant> {
        self.watch.due.filter(|_| self.register.is_some() && !self.loading)
    }

    /// The comparison was ended by a panic. It is tried again in a minute.
    pub fn watch_broke(&mut self) {
        self.watch.busy = false;
    }

    /// Compares the names where it is time.
    pub fn look_round_when_due(&mut self, now: Instant, places: &Places) -> Option<Task> {
        if self.next_look().is_none_or(|due| now < due) {
            return None;
        }
        self.watch.due = Some(now + EACH);
        // A share that is slow to answer is not asked twice.
        if self.watch.busy || self.unread {
            return None;
        }
        let register = self.register.clone()?;
        self.watch.busy = true;
        let (disk, before) = (Arc::clone(&places.disk), Arc::clone(&self.watch.names));
        let outbox = places.outbox_of(&register);
        let since = (self.watch.written, self.ticket(Ask::Reading));
        Some(Task::new(Lane::Watch, self.ticket(Ask::Anything), move || {
            let news = compare(&*disk, &register, (&before, since), &|id| {
                look_again(&*disk, &register, &outbox, id)
            });
            // What cannot be read now is compared again in a minute.
            Brought::News(news.ok().flatten().map(Box::new))
        }))
    }

    /// Others have changed something, if it is still the reading that it was compared with.
    pub fn learn_news(
        &mut self,
        news: Option<Box<News>>,
        looked_at: Option<&DecisionId>,
        now: Instant,
        around: (&Places, &Titles),
    ) -> Learned {
        self.watch.busy = false;
        let mut learned = Learned::default();
        let Some(news) = news.filter(|news| self.wants(&news.since.1) && !self.loading) else {
            return learned;
        };
        if news.since.0 != self.watch.written {
            // This window has written meanwhile, and what was read may be from before.
            self.watch.due = Some(now);
            return learned;
        }
        if news.many {
            learned.reload = true;
            return learned;
        }
        self.watch.names = Arc::new(news.names);
        learned.relist = news.contacts.is_some() || news.drafts.is_some();
        for (id, read) in news.decisions {
            let Ok(read) = read else { continue };
            learned.fresh.decisions.extend(read.decisions.iter().cloned());
            learned.relist |= self.take_fresh(&id, read, looked_at, around);
            learned.looked_at |= looked_at == Some(&id);
        }
        if let Some(contacts) = news.contacts {
            let mut fresh = Contents { contacts, ..Contents::default() };
            self.judge(&mut fresh);
            self.contents.contacts = fresh.contacts;
        }
        if let Some(drafts) = news.drafts {
            self.take_drafts(drafts);
        }
        learned
    }
}

/// What differs from these names; `None`: nothing.
fn compare(
    disk: &dyn Disk,
    register: &Register,
    (before, since): (&Names, (u64, Ticket)),
    read: &dyn Fn(&DecisionId) -> Result<Contents, RegisterError>,
) -> Result<Option<News>, RegisterError> {
    let names = Names::list(disk, register)?;
    if names == *before {
        return Ok(None);
    }
    let Changed { decisions, contacts, drafts } = before.changed(&names);
    let many = decisions.len() > MANY;
    let read_all = |id: DecisionId| {
        let read = read(&id);
        (id, read)
    };
    Ok(Some(News {
        names,
        decisions: if many { Vec::new() } else { decisions.into_iter().map(read_all).collect() },
        contacts: contacts.then(|| load_contacts(disk, &register.root, &register.info.id).contacts),
        drafts: drafts.then(|| list_drafts(disk, register)),
        many,
        since,
    }))
}
