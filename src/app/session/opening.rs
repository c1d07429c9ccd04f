//! From "nothing is open" to an open register: asked for, found, listed from the index, read.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use super::reading::contacts_copy;
use super::{Ask, Brought, Opened, Places, Session, Task, Ticket};
use crate::app::workers::{Ahead, Lane};
use crate::caseload::casebook::{Casebook, Titles};
use crate::record::{DecisionId, DeviceId, RegisterId};
use crate::register::{
    Contents, DecisionFile, Register, layout, load_contacts, load_listing, save_listing,
};

impl Session {
    /// A register is being opened, or this one read again. What was asked for before is no
    /// longer wanted.
    pub fn begin_reading(&mut self) -> Ticket {
        self.loading = true;
        self.ask(Ask::Reading)
    }

    /// It is not wanted any more.
    pub fn stop_reading(&mut self) {
        self.ask(Ask::Reading);
        self.loading = false;
    }

    /// What was asked for has come, or could not be had.
    pub fn end_reading(&mut self) {
        self.loading = false;
    }

    /// How far the reading is.
    pub fn progress(&self) -> Option<(usize, usize)> {
        self.progress.so_far().filter(|_| self.loading)
    }

    /// Looks for `register.ron` alone, beside the job that reads everything: drafts need no more.
    pub fn find(&self, places: &Places, folder: &Path) -> Task {
        let (disk, folder) = (Arc::clone(&places.disk), folder.to_owned());
        Task::new(Lane::Find, self.ticket(Ask::Reading), move || {
            Brought::Found(Register::open(&*disk, &folder).ok())
        })
    }

    /// The register that is being opened is there.
    pub fn found(&mut self, register: Register) {
        self.found = Some(register);
    }

    /// Whom to ring is known on this computer before the register has answered.
    pub fn read_kept_contacts(&self, places: &Places, register: &RegisterId) -> Task {
        let disk = Arc::clone(&places.disk);
        let (folder, register) = (contacts_copy(&places.outboxes, register), register.clone());
        Task::new(Lane::List, self.ticket(Ask::Reading), move || {
            Brought::Contacts(Box::new(load_contacts(&*disk, &folder, &register)))
        })
    }

    /// Reads the list as the index kept it while a register is being opened. Beside a register
    /// that is open, another one's rows would be taken for its own.
    pub fn list_from_index(
        &self,
        places: &Places,
        (folder, device): (&Path, &DeviceId),
        ahead: impl FnOnce() -> Ahead,
    ) -> Option<Task> {
        if self.register.is_some() {
            return None;
        }
        let (disk, ahead) = (Arc::clone(&places.disk), ahead());
        let (folder, device) = (folder.to_owned(), device.clone());
        Some(Task::new(Lane::List, self.ticket(Ask::Reading), move || {
            let _ahead = ahead;
            let book = Register::open(&*disk, &folder)
                .ok()
                .and_then(|register| load_listing(&*disk, &register, &device).ok().flatten())
                .and_then(Casebook::kept);
            Brought::Listed(book)
        }))
    }

    /// The index gave this. Whether it is shown.
    pub fn listed(&mut self, book: Option<Casebook>) -> bool {
        let shown = self.loading && self.register.is_none();
        if shown {
            self.before = book;
        }
        shown
    }

    /// Whether a list from the index is shown, and the register behind it is being read.
    pub fn is_checking(&self) -> bool {
        self.before.is_some()
    }

    /// What the index kept is shown no more. Whether anything of it was.
    pub fn forget_before(&mut self) -> bool {
        self.open_when_read = None;
        let any = self.before.take().is_some();
        if any {
            self.forget_rows();
        }
        any
    }

    /// This decision is opened once the register is read.
    pub fn open_when_read(&mut self, id: &DecisionId) {
        self.open_when_read = Some(id.clone());
    }

    /// The register is read, or cannot be: what the index had kept is no longer shown, and this
    /// decision was to be opened.
    pub fn end_checking(&mut self) -> (Option<Casebook>, Option<DecisionId>) {
        (self.before.take(), self.open_when_read.take())
    }

    /// Keeps the list in the index, where it is another one than `before`. A cache: what cannot
    /// be written now is written after the next reading.
    pub fn keep_list(
        &self,
        places: &Places,
        device: &DeviceId,
        before: Option<Casebook>,
    ) -> Option<Task> {
        let register = self.register.clone().filter(|_| !self.unread)?;
        let book = self.book.clone();
        if book.summaries().is_empty() && before.is_none() {
            return None;
        }
        let (disk, device) = (Arc::clone(&places.disk), device.clone());
        Some(Task::new(Lane::List, self.ticket(Ask::Anything), move || {
            if before.as_ref() != Some(&book)
                && let Some(listing) = book.to_keep(&register.info.id, &device)
            {
                let _ = save_listing(&*disk, &register, &listing);
            }
            Brought::Kept
        }))
    }

    /// What was read is what there is. Of the decision that is looked at, what was read before
    /// stays in sight where it is changed or gone; whether there is one of which that is so.
    pub fn take(
        &mut self,
        opened: Opened,
        looked_at: Option<&DecisionId>,
        now: Instant,
        (places, titles): (&Places, &Titles),
    ) -> bool {
        let Opened { register, contents, book, people, owed, from, .. } = opened;
        let Opened { drafts, names, own, missing, trust, away, .. } = opened;
        let looked_at = looked_at.filter(|_| away.is_none() && self.has_open(&register.info.id));
        let before = looked_at.map(|id| self.contents.find(id).cloned().collect::<Vec<_>>());
        self.register = Some(register);
        self.trust_from(trust.0, trust.1);
        self.found = None;
        self.contents = contents;
        self.book = book;
        self.people = people;
        (self.lists.work.all, self.lists.work.from) = (owed, from);
        self.drafts = drafts;
        self.own = own;
        self.missing = missing;
        self.unread = away.is_some();
        self.watch_from(names, now);
        if let Some((id, before)) = looked_at.zip(before) {
            self.keep_shown(id, &before, places, titles);
            return true;
        }
        false
    }

    /// The whole register was read while a decision is looked at: what was read of that before
    /// stays in sight.
    fn keep_shown(
        &mut self,
        id: &DecisionId,
        before: &[DecisionFile],
        places: &Places,
        titles: &Titles,
    ) {
        let Some(register) = &self.register else { return };
        let folder = layout::decision_folder(&register.root, id);
        let of_it = self.contents.problems.iter().filter(|one| one.path.starts_with(&folder));
        let fresh = Contents {
            problems: of_it.cloned().collect(),
            decisions: self.contents.find(id).cloned().collect(),
            contacts: Vec::new(),
        };
        self.contents.decisions.retain(|file| file.id != *id);
        self.contents.decisions.extend(before.iter().cloned());
        self.take_fresh(id, fresh, Some(id), (places, titles));
        for file in self.contents.decisions.iter_mut().filter(|file| file.id == *id) {
            file.hold_from(before);
        }
    }
}
