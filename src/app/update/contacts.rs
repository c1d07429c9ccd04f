//! Contacts: written, stated, taken out; in and out as one file; calls noted in the record.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::done::Done;
use crate::app::environment::FileFor;
use crate::app::events::{ContactsEvent, ContactsPage, Screen};
use crate::app::session::{Ask, Brought, Task};
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::base::fold::folded;
use crate::record::calls::{Call, note_call};
use crate::record::contact_remarks::MAX_NUMBERS;
use crate::record::{
    Contact, ContactKind, DecisionId, Hours, ItemId, Nonce, Number, RegisterId, Work,
};
use crate::register::contacts::{
    ContactsError, Entry, FileRead, Plan, export, gone, plan, read_file,
};
use crate::register::signed::trust::trusted_contacts as trusted;
use crate::register::{Contents, Register, RegisterError};

impl State {
    pub(super) fn contacts_event(&mut self, event: ContactsEvent) {
        match event {
            ContactsEvent::Show(page) => {
                self.screens.contacts.page = page;
                self.go(Screen::Contacts);
            }
            ContactsEvent::About(kind) => self.screens.contacts.about = kind,
            ContactsEvent::Add(kind) => {
                if self.window.screen == Screen::ActNow {
                    self.keep_press();
                }
                // With the number in hand one goes on where it was wanted.
                let from = self.window.screen.clone();
                let wanted = matches!(from, Screen::Decide | Screen::ActNow);
                let begun = self.add_contact(kind);
                self.screens.contacts.back_to = begun.filter(|_| wanted).map(|new| (new, from));
            }
            ContactsEvent::Edit(id) => {
                self.screens.contacts.back_to = None;
                self.edit_contact(&id);
            }
            ContactsEvent::Edited => self.contact_touched(),
            ContactsEvent::AddNumber => {
                if let Some(id) = self.item_id()
                    && let Some(contact) = self.edited()
                    && contact.numbers.len() < MAX_NUMBERS
                {
                    contact.numbers.push(Number {
                        id,
                        number: String::new(),
                        hours: Hours::Always,
                    });
                    self.contact_touched();
                }
            }
            ContactsEvent::RemoveNumber(id) => self.remove_number(&id),
            ContactsEvent::PutBackNumber => self.put_back_number(),
            ContactsEvent::CheckedToday => {
                let (today, by) = (self.now().date_naive(), self.settings.author.name.clone());
                if let Some(contact) = self.edited() {
                    contact.check(today, &by);
                    self.contact_touched();
                }
            }
            ContactsEvent::Save => self.save_contact(),
            ContactsEvent::Discard => self.discard_contact(),
            ContactsEvent::CheckedNow(id) => {
                let (today, by) = (self.now().date_naive(), self.settings.author.name.clone());
                self.state_now(&id, |contact| contact.check(today, &by));
            }
            ContactsEvent::Earlier(id) => self.screens.contacts.earlier = id,
            ContactsEvent::AskRemove(id) => self.screens.contacts.removing = id,
            ContactsEvent::Remove(id) => {
                self.screens.contacts.removing = None;
                self.state_now(&id, |contact| contact.removed = true);
            }
            ContactsEvent::Export(path) => self.export_contacts(Path::new(path.trim())),
            ContactsEvent::Look(path) => self.look_at_file(Path::new(path.trim())),
            ContactsEvent::Choose { saving } => {
                if !self.window.choosing {
                    self.window.choosing = true;
                    let choose = self.env.choose_file;
                    let file = if saving { FileFor::SaveContacts } else { FileFor::ReadContacts };
                    let job = move || Done::File { saving, path: choose(file) };
                    self.env.runner.run(Lane::Dialog, Box::new(job));
                }
            }
            ContactsEvent::Take(yes) => self.take_contacts(yes),
        }
    }

    /// The contact that is being written.
    pub fn editing(&self) -> Option<&Contact> {
        match &self.find(self.drafts.contact())?.draft.work {
            Work::Contact(contact) => Some(contact),
            _ => None,
        }
    }

    fn edited(&mut self) -> Option<&mut Contact> {
        let nonce = self.drafts.contact().cloned();
        match &mut self.find_mut(nonce.as_ref())?.draft.work {
            Work::Contact(contact) => Some(contact),
            _ => None,
        }
    }

    fn contact_touched(&mut self) {
        if let Some(nonce) = self.drafts.contact().cloned() {
            self.touch(&nonce);
        }
    }

    /// Begins a contact of this kind: its draft.
    fn add_contact(&mut self, kind: ContactKind) -> Option<Nonce> {
        let number = self.item_id()?;
        let work = Work::Contact(Box::new(Contact::new(kind, number)));
        let nonce = self.begin(work, None)?;
        self.write_contact(nonce.clone());
        Some(nonce)
    }

    /// Takes a number out. What was typed in it can be put back while the contact is written.
    fn remove_number(&mut self, id: &ItemId) {
        let Some(contact) = self.edited() else { return };
        let Some(at) = contact.numbers.iter().position(|number| number.id == *id) else { return };
        let number = contact.numbers.remove(at);
        self.contact_touched();
        if !number.number.trim().is_empty() {
            self.screens.contacts.removed = Some((at, number));
        }
    }

    fn put_back_number(&mut self) {
        let Some((at, number)) = self.screens.contacts.removed.take() else { return };
        if let Some(contact) = self.edited() {
            let at = at.min(contact.numbers.len());
            contact.numbers.insert(at, number);
            self.contact_touched();
        }
    }

    fn edit_contact(&mut self, id: &DecisionId) {
        let is_contact = |work: &Work| matches!(work, Work::Contact(_));
        if let Some(nonce) = self.unfinished(id, is_contact) {
            self.write_contact(nonce);
            return;
        }
        let Some(contact) = self.stands(id) else { return };
        let work = Work::Contact(Box::new(contact));
        if let Some(nonce) = self.begin(work, Some(id.clone())) {
            self.write_contact(nonce);
        }
    }

    /// What a change of a contact begins from.
    fn stands(&self, id: &DecisionId) -> Option<Contact> {
        let current = self.session.calling().contacts.iter().find(|one| one.id == *id)?;
        current.stands().map(|version| version.contact.clone())
    }

    /// The names of people in the register and in the drafts in memory, folded: what does not
    /// belong in a contact.
    fn known_names(&self) -> BTreeSet<String> {
        let signed = self.session.people().names().map(folded);
        let records = self.drafts.iter().filter_map(|hand| Some(&hand.work()?.record));
        let drafts = records.flat_map(|record| {
            let children = record.children.iter().map(|child| folded(&child.name));
            children.chain(record.others.iter().map(|person| folded(&person.name)))
        });
        signed.chain(drafts).filter(|name| name.contains(' ')).collect()
    }

    /// Puts a contact that is being written on the screen.
    pub(super) fn write_contact(&mut self, nonce: Nonce) {
        self.screens.contacts.known = self.known_names();
        self.drafts.set_contact(Some(nonce));
        self.screens.contacts.removing = None;
        self.screens.contacts.removed = None;
        self.go(Screen::Contacts);
    }

    /// States a contact changed like this, at once.
    fn state_now(&mut self, id: &DecisionId, change: impl FnOnce(&mut Contact)) {
        if let Some(why) = self.cannot_sign() {
            self.refuse(why);
            return;
        }
        let Some(mut contact) = self.stands(id) else { return };
        change(&mut contact);
        let work = Work::Contact(Box::new(contact));
        if let Some(nonce) = self.begin(work, Some(id.clone())) {
            self.touch(&nonce);
            self.sign(&nonce);
        }
    }

    fn save_contact(&mut self) {
        let Some(nonce) = self.drafts.contact().cloned() else { return };
        let by = self.settings.author.name.clone();
        let id = self.find(Some(&nonce)).map(|hand| hand.draft.decision.clone());
        let before = id.and_then(|id| self.stands(&id));
        let too_much = self.editing().and_then(Contact::too_much);
        if let Some(why) = too_much {
            self.say_error(format!(
                "Not saved yet: {why}. Your draft is kept. Shorten it, then save again."
            ));
            return;
        }
        if let Some(contact) = self.edited() {
            contact.checked_since(before.as_ref(), &by);
        }
        self.sign(&nonce);
    }

    /// Leaves a contact as it stands. What was typed is put away and can be taken back; a draft
    /// that says nothing else than what stands goes.
    fn discard_contact(&mut self) {
        let Some(nonce) = self.drafts.set_contact(None) else { return };
        let Some(hand) = self.find(Some(&nonce)) else { return };
        let Work::Contact(contact) = &hand.draft.work else { return };
        if !contact.is_blank() && self.stands(&hand.draft.decision).as_ref() != Some(&**contact) {
            self.set_away(&nonce, true);
            self.say(
                "What you typed for this contact was discarded. You can restore it, here or on \
                 Home.",
            );
            return;
        }
        self.remove_draft(&nonce);
        self.back_from_contact(&nonce);
    }

    /// A draft that says nothing goes, from memory and from the disk.
    pub(super) fn remove_draft(&mut self, nonce: &Nonce) {
        let places = (&self.env.disk, self.env.outbox.as_path());
        let (file, jobs) = self.drafts.discard(nonce, places);
        self.run_for_drafts(jobs);
        if let Some(file) = file {
            self.session.forget_draft_at(&file);
        }
        self.refresh_lists();
    }

    pub(super) fn discarded(&mut self, done: Result<(), RegisterError>) {
        if let Err(error) = done {
            self.say_error(format!("The draft could not be removed. {error}"));
        }
    }

    /// A contact was stated: the form closes, and the next one of a file follows.
    pub(super) fn contact_signed(&mut self, nonce: &Nonce) {
        self.take_next();
        self.back_from_contact(nonce);
    }

    /// Back to where a number was wanted, if this is the draft that was begun for it.
    fn back_from_contact(&mut self, nonce: &Nonce) {
        let wanted = self.screens.contacts.back_to.take_if(|(draft, _)| draft == nonce);
        if let Some((_, screen)) = wanted
            && self.window.screen == Screen::Contacts
        {
            self.go(screen);
        }
    }

    /// Notes a call in the record in hand, with its time.
    pub(super) fn rang(&mut self, kind: ContactKind, to: &str) {
        let now = self.now();
        let Some(id) = self.item_id() else { return };
        let outcome =
            self.current_draft().and_then(|hand| hand.case.as_ref()?.made.decided.as_ref());
        let outcome = outcome.map(|outcome| outcome.id.clone()).unwrap_or_default();
        let Some(work) = self.work_mut() else {
            self.say_error(
                "A record could not be started, so the call is not noted. Write the time down.",
            );
            return;
        };
        note_call(&mut work.record, &outcome, &Call { kind, to, at: now }, id);
        self.current_draft_edited();
        if let Some(nonce) = self.drafts.decision().cloned() {
            self.save_now(&nonce);
        }
        let clock = crate::base::time::clock(&now);
        self.say(format!("Noted in the record: rang {to} at {clock}."));
    }

    /// The contacts of a register that cannot be opened: they are never encrypted.
    pub(super) fn read_contacts_alone(&mut self, error: &RegisterError) {
        let known = self.settings.saved.current();
        let (root, id) = match error {
            RegisterError::Locked(root) | RegisterError::ProtectionChanged(root) => {
                (root.clone(), None)
            }
            RegisterError::Newer(path) | RegisterError::Unreadable(path, _) => {
                let Some(root) = path.parent() else { return };
                let id = known.filter(|known| known.path == root).map(|known| known.id.clone());
                (root.to_owned(), id)
            }
            _ => return,
        };
        let (disk, outboxes) = (Arc::clone(&self.env.disk), self.env.outbox.clone());
        let task = Task::new(Lane::Long, self.session.ticket(Ask::Reading), move || {
            let id: Option<RegisterId> =
                id.or_else(|| Register::describe(&*disk, &root).ok().map(|info| info.id));
            let contents = id
                .map_or_else(Contents::default, |id| trusted(&*disk, &root, &id, Some(&outboxes)));
            Brought::Contacts(Box::new(contents))
        });
        self.run([task]);
    }

    pub(super) fn contacts_read(&mut self, contents: Contents) {
        self.session.take_contacts(contents.contacts);
        self.refresh_lists();
    }

    fn export_contacts(&mut self, path: &Path) {
        if !self.is_whole(path) {
            return;
        }
        let (disk, path) = (Arc::clone(&self.env.disk), path.to_owned());
        let (contacts, invented) = (self.session.calling().contacts.clone(), self.is_training());
        self.env.runner.run(
            Lane::Long,
            Box::new(move || {
                Done::Exported(export(&*disk, &path, &contacts, invented).map(|left| (path, left)))
            }),
        );
    }

    pub(super) fn exported(&mut self, done: Result<(PathBuf, Vec<String>), RegisterError>) {
        self.note_contacts(done.is_ok());
        match done {
            Ok((path, left)) if left.is_empty() => {
                self.say(format!("The contacts are in {}.", path.display()));
            }
            Ok((path, left)) => {
                let (path, left) = (path.display(), left.join(" "));
                self.say_error(format!("The contacts are in {path}. Not among them: {left}"));
            }
            Err(error) => self.refuse(format!("The contacts were not saved to a file. {error}")),
        }
    }

    fn look_at_file(&mut self, path: &Path) {
        if !self.is_whole(path) {
            return;
        }
        self.screens.contacts.plan = None;
        let (disk, path) = (Arc::clone(&self.env.disk), path.to_owned());
        let training = self.is_training();
        let ticket = self.session.ticket(Ask::Anything);
        self.run([Task::new(Lane::Long, ticket, move || {
            Brought::LookedAt(read_file(&*disk, &path, training))
        })]);
    }

    pub(super) fn looked_at(&mut self, read: Result<FileRead, ContactsError>) {
        match read {
            Ok(read) => {
                let gone = gone(self.session.contents());
                self.screens.contacts.known = self.known_names();
                self.screens.contacts.plan =
                    Some(plan(read, &self.session.calling().contacts, &gone));
            }
            Err(error) => self.refuse(error.to_string()),
        }
    }

    pub(super) fn file_chosen(&mut self, saving: bool, path: Option<PathBuf>) {
        self.window.choosing = false;
        let Some(path) = path else {
            // On Linux a dialog that cannot open looks the same as one that was cancelled.
            self.say("No file was chosen. You can also type its path.");
            return;
        };
        self.screens.contacts.path = path.display().to_string();
        if saving {
            self.export_contacts(&path);
        } else {
            self.look_at_file(&path);
        }
    }

    pub(super) fn is_whole(&mut self, path: &Path) -> bool {
        if !path.is_absolute() {
            self.refuse("Write the full path of the file.");
        }
        path.is_absolute()
    }

    /// Takes in what was shown, one statement after another, or leaves it.
    fn take_contacts(&mut self, yes: bool) {
        let Some(Plan { added, changed, .. }) = self.screens.contacts.plan.take() else { return };
        if !yes {
            return;
        }
        if let Some(why) = self.cannot_sign() {
            self.refuse(why);
            return;
        }
        self.screens.contacts.taken = 0;
        self.screens.contacts.queue =
            added.into_iter().chain(changed.into_iter().map(|(_, e)| e)).collect();
        self.take_next();
    }

    /// One at a time: each follows what this workstation signed before it.
    fn take_next(&mut self) {
        let Some(Entry { id, contact }) = self.screens.contacts.queue.pop_front() else {
            let taken = std::mem::take(&mut self.screens.contacts.taken);
            if taken > 0 {
                let what = if taken == 1 { "One contact" } else { "Contacts" };
                let count = if taken == 1 { String::new() } else { format!(" ({taken})") };
                self.say(format!("{what} added from the file{count}, under your name."));
            }
            return;
        };
        self.screens.contacts.taken += 1;
        if let Some(nonce) = self.begin(Work::Contact(Box::new(contact)), Some(id)) {
            self.touch(&nonce);
            self.sign(&nonce);
        }
    }

    /// Stating one failed: the rest of a file is not tried.
    pub(super) fn contact_not_signed(&mut self) {
        self.screens.contacts.queue.clear();
        self.screens.contacts.taken = 0;
    }
}

/// For the rail: Contacts is reached whatever was shown there last.
impl State {
    pub(super) fn go_contacts(&mut self) {
        if self.drafts.contact().is_none() {
            self.screens.contacts.page = ContactsPage::List;
        }
        self.refresh_contacts();
        self.go(Screen::Contacts);
    }
}
