//! What others have signed shows by itself: the names of the files are compared with those that
//! were read, off the frame, when the window gets the keyboard and each minute.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::super::done::Done;
use super::super::events::Screen;
use super::super::state::State;
use super::super::workers::Lane;
use super::hold::ReadOne;
use crate::base::time;
use crate::record::{DecisionId, Nonce};
use crate::register::drafts::{Drafts, list_drafts};
use crate::register::names::{Changed, Names};
use crate::register::{
    Contents, DecisionFile, Disk, Register, RegisterError, load_contacts, look_again,
};

/// So often the names are compared while nobody does anything.
const EACH: Duration = Duration::from_mins(1);

/// Where more decisions than these have changed, the whole register is read again.
const MANY: usize = 100;

/// When the names are compared next, and with what.
#[derive(Debug, Default)]
pub struct Watch {
    /// As they were when the register was read or compared last.
    pub names: Arc<Names>,
    /// When they are compared again.
    pub due: Option<Instant>,
    /// Whether they are being compared.
    pub busy: bool,
    /// How often this window has written: what was compared before that is older.
    pub written: u64,
}

/// What others changed in a register.
#[derive(Debug)]
pub struct News {
    written: u64,
    names: Names,
    decisions: Vec<ReadOne>,
    contacts: Option<Vec<DecisionFile>>,
    drafts: Option<Drafts>,
    many: bool,
}

impl State {
    /// The register was read: its names are compared from now on.
    pub(super) fn watch_from(&mut self, names: Names) {
        self.watch.names = Arc::new(names);
        self.watch.due = Some((self.env.instant)() + EACH);
    }

    /// The window has got the keyboard: somebody may have signed elsewhere meanwhile.
    pub fn look_round(&mut self) {
        if self.watch.due.is_some() {
            self.watch.due = Some((self.env.instant)());
        }
    }

    /// When the names are compared next; `None` while nothing is open.
    pub fn next_look(&self) -> Option<Instant> {
        self.watch.due.filter(|_| self.register.is_some() && !self.loading)
    }

    /// Compares the names where it is time.
    pub(super) fn look_round_when_due(&mut self, now: Instant) {
        if self.next_look().is_none_or(|due| now < due) {
            return;
        }
        self.watch.due = Some(now + EACH);
        // A share that is slow to answer is not asked twice.
        if self.watch.busy || self.unread {
            return;
        }
        let Some(register) = self.register.clone() else { return };
        self.watch.busy = true;
        let (disk, before) = (Arc::clone(&self.env.disk), Arc::clone(&self.watch.names));
        let outbox = self.outbox_of(&register);
        let (request, written) = (self.request, self.watch.written);
        self.env.runner.run(
            Lane::Watch,
            Box::new(move || {
                let news = compare(&*disk, &register, (&before, written), &|id| {
                    look_again(&*disk, &register, &outbox, id)
                });
                match news {
                    // What cannot be read now is compared again in a minute.
                    Ok(None) | Err(_) => Done::NoNews,
                    Ok(Some(news)) => Done::News(request, register.info.id, Box::new(news)),
                }
            }),
        );
    }

    /// Others have changed something, if it is still the reading that it was compared with.
    pub(super) fn news(&mut self, request: u64, news: News) {
        self.watch.busy = false;
        if request != self.request || self.loading {
            return;
        }
        if news.written != self.watch.written {
            // This window has written meanwhile, and what was read may be from before.
            self.watch.due = Some((self.env.instant)());
            return;
        }
        if news.many {
            self.reload();
            return;
        }
        self.watch.names = Arc::new(news.names);
        let shown = self.shown_id().cloned();
        let mut fresh = Contents::default();
        for (id, read) in news.decisions {
            let Ok(read) = read else { continue };
            fresh.decisions.extend(read.decisions.iter().cloned());
            self.take_fresh(&id, read);
            if shown.as_ref() == Some(&id) {
                self.look_at_shown();
            }
        }
        let listed = news.contacts.is_some() || news.drafts.is_some();
        if let Some(contacts) = news.contacts {
            self.contents.contacts = contacts;
        }
        if let Some(drafts) = news.drafts {
            self.take_drafts(drafts);
        }
        if self.leave_what_was_signed() || listed {
            self.refresh_lists();
        }
        if !fresh.decisions.is_empty() {
            self.learn_index(fresh);
            if let Some(id) = self.register.as_ref().map(|register| register.info.id.clone()) {
                self.learn_last_signed(&id);
            }
        }
    }

    /// Drafts in memory that another window or workstation has signed are not gone on with. What
    /// was written in one since is kept. Whether there were any.
    fn leave_what_was_signed(&mut self) -> bool {
        let signed: Vec<(Nonce, DecisionId, String, bool)> = self
            .hands
            .iter()
            .filter(|hand| !hand.signing)
            .filter_map(|hand| {
                let of = |loaded: &&crate::register::Loaded| {
                    loaded.sound && loaded.header.nonce == hand.draft.nonce
                };
                let header = &self.contents.statements().find(of)?.header;
                let at = time::moment(&header.written.with_timezone(&self.now().timezone()));
                let done = hand.throttle.is_clean() && hand.draft.changed <= header.written;
                Some((hand.draft.nonce.clone(), hand.draft.decision.clone(), at, done))
            })
            .collect();
        let any = !signed.is_empty();
        for (nonce, decision, at, done) in signed {
            let in_hand = Some(&nonce) == self.decision.as_ref() && self.screen == Screen::Decide
                || Some(&nonce) == self.addendum.as_ref();
            if done {
                self.hands.retain(|hand| hand.draft.nonce != nonce);
                self.decision.take_if(|in_hand| *in_hand == nonce);
                self.addendum.take_if(|in_hand| *in_hand == nonce);
            }
            if in_hand {
                self.say_waiting(if done {
                    format!(
                        "This was signed on {at}, in another window or on another workstation. \
                         This is what was signed."
                    )
                } else {
                    format!(
                        "This was signed on {at}, in another window or on another workstation. \
                         What you have written here since is not part of it. It is kept as a draft."
                    )
                });
                if done {
                    self.show_decision(&decision);
                }
            }
        }
        any
    }
}

/// What differs from these names; `None`: nothing.
fn compare(
    disk: &dyn Disk,
    register: &Register,
    (before, written): (&Names, u64),
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
        written,
        names,
        decisions: if many { Vec::new() } else { decisions.into_iter().map(read_all).collect() },
        contacts: contacts.then(|| load_contacts(disk, &register.root, &register.info.id).contacts),
        drafts: drafts.then(|| list_drafts(disk, register)),
        many,
    }))
}
