//! Where drafts belong before a register is read: in the one that is being opened, as soon as
//! its `register.ron` is known; on this computer until then, and where none can be made yet.

use std::path::Path;
use std::sync::{Arc, PoisonError};
use std::time::Instant;

use super::super::done::Done;
use super::super::environment::first_half;
use super::super::state::{Hand, State};
use super::super::workers::Lane;
use super::drafts::take_out;
use super::register::Making;
use crate::record::{Nonce, RegisterId};
use crate::register::drafts::{DraftFile, Drafts, list_drafts};
use crate::register::throttle::RETRY;
use crate::register::{Disk, Register, RegisterError, RegisterInfo, disk};

/// How the notice begins that says that no register could be made, so that it goes when one is.
const NOT_MADE: &str = "There is no register yet, and none could be made";

impl State {
    /// One more draft in memory.
    pub(super) fn push_hand(&mut self, hand: Hand) {
        let nonce = hand.draft.nonce.clone();
        self.in_memory.lock().unwrap_or_else(PoisonError::into_inner).insert(nonce);
        self.hands.push(hand);
    }

    /// The register that what is written now belongs to: the one that is open, or is being
    /// opened, or was open last; else the one that is made at the first decision.
    pub(super) fn belongs_to(&mut self) -> Option<RegisterInfo> {
        if let Some(register) = self.register.as_ref().or(self.found.as_ref()) {
            return Some(register.info.clone());
        }
        if let Some(known) = self.settings.current() {
            return Some(RegisterInfo::new(known.id.clone(), known.name.clone()));
        }
        self.info_to_be()
    }

    /// What the register will be that is made at the first decision: the same one at every
    /// attempt, so that what waits on this computer belongs to it.
    pub(super) fn info_to_be(&mut self) -> Option<RegisterInfo> {
        if self.to_be.is_none() {
            let random = (self.env.random)()?;
            self.to_be = Some(RegisterInfo::new(RegisterId::mint(first_half(random)), "Register"));
        }
        self.to_be.clone()
    }

    /// Looks for `register.ron` alone, beside the job that reads everything: drafts need no more.
    pub(super) fn find_register(&mut self, folder: &Path) {
        let (request, disk) = (self.request, Arc::clone(&self.env.disk));
        let folder = folder.to_owned();
        let look = move || Done::Found(request, Register::open(&*disk, &folder).ok());
        self.env.runner.run(Lane::Find, Box::new(look));
    }

    /// The register that is being opened is there.
    pub(super) fn found(&mut self, request: u64, register: Option<Register>) {
        let Some(register) = register.filter(|_| request == self.request) else { return };
        // Nothing of a person's own goes among invented cases, and nothing is moved from one
        // register to another while it is written.
        let taken = self.register.is_some() || self.found.is_some();
        if taken || (register.info.training && !self.hands.is_empty()) {
            return;
        }
        let id = register.info.id.clone();
        // Known in another folder, it may be a copy: nothing is written there before that is said.
        if self.settings.registers.iter().any(|known| known.id == id && known.path != register.root)
        {
            return;
        }
        self.found = Some(register);
        self.take_to(&id);
        let all: Vec<Nonce> = self.hands.iter().map(|hand| hand.draft.nonce.clone()).collect();
        for nonce in all {
            self.save_now(&nonce);
        }
    }

    /// What was begun before there was a place for it goes there.
    pub(super) fn take_to(&mut self, id: &RegisterId) {
        let (now, outboxes) = ((self.env.instant)(), self.env.outbox.clone());
        let elsewhere =
            |hand: &&mut Hand| hand.saved.is_none() && !hand.signing && hand.draft.register != *id;
        for hand in self.hands.iter_mut().filter(elsewhere) {
            hand.waits_at = None;
            if let Some(digest) = hand.in_outbox.take() {
                let folder = outboxes.join(hand.draft.register.as_str());
                self.left_behind.push((folder, hand.draft.nonce.clone(), digest));
            }
            hand.draft.register = id.clone();
            if !hand.throttle.is_clean() {
                hand.throttle.touched(now);
            }
        }
    }

    /// What waits for a register that was never made goes to the one that was chosen.
    pub(super) fn bring_what_waits_unmade(&mut self) {
        if self.settings.unsure.is_none() {
            return;
        }
        let outboxes = self.env.outbox.clone();
        let (here, rest) = std::mem::take(&mut self.drafts.drafts)
            .into_iter()
            .partition(|file| file.path.starts_with(&outboxes));
        self.drafts.drafts = rest;
        let here: Vec<DraftFile> = here;
        for file in here {
            self.keep_in_memory(file);
        }
    }

    /// A draft is saved where it belongs: its copy in another outbox goes.
    pub(super) fn leave_nothing_behind(&mut self, nonce: &Nonce) {
        let of_it = |one: &(_, Nonce, _)| one.1 == *nonce;
        let (gone, rest) = std::mem::take(&mut self.left_behind).into_iter().partition(of_it);
        self.left_behind = rest;
        let gone: Vec<_> = gone;
        if gone.is_empty() {
            return;
        }
        let disk = Arc::clone(&self.env.disk);
        let job = move || {
            for (folder, nonce, digest) in gone {
                take_out(&*disk, &folder, &nonce, &digest);
            }
            Done::Tidied
        };
        self.env.runner.run(Lane::Disk, Box::new(job));
    }

    /// At a start without any register: whether something waits here for one that could not be
    /// made.
    pub(super) fn find_unmade(&mut self) {
        let (disk, outboxes) = (Arc::clone(&self.env.disk), self.env.outbox.clone());
        let look = move || Done::Unmade(waits_unmade(&*disk, &outboxes).map(Box::new));
        self.env.runner.run(Lane::Find, Box::new(look));
    }

    /// It is listed, and the register that it waits for is made now.
    pub(super) fn unmade(&mut self, waiting: Option<(RegisterInfo, Drafts)>) {
        let Some((info, drafts)) = waiting else { return };
        if self.register.is_some() || self.found.is_some() || self.settings.current().is_some() {
            return;
        }
        let id = info.id.clone();
        self.to_be = Some(info);
        self.take_to(&id);
        // What waits in this user's private folder was written here, before the settings could
        // be saved: it is no other workstation's.
        if self.hands.is_empty()
            && self.settings.last_signed.is_empty()
            && let Some(file) = drafts.drafts.first()
        {
            self.settings.device = file.draft.device.clone();
            self.settings_throttle.touched((self.env.instant)());
        }
        self.drafts = drafts;
        self.refresh_lists();
        // Which register it is for is asked first.
        if !self.loading && self.settings.unsure.is_none() {
            let proposed = self.env.register_folder.clone();
            self.open_folder(&proposed, Making::InDocuments);
        }
    }

    /// Whether the register of the first decision is what could not be opened: it is tried again
    /// by itself, and said once.
    pub(super) fn is_made_later(&mut self, error: &RegisterError) -> bool {
        let own = self.settings.registers.iter().any(|known| !known.training);
        let begun = !self.hands.is_empty() || !self.drafts.drafts.is_empty();
        let later = begun
            && !own
            && self.register.is_none()
            && self.found.is_none()
            && matches!(error, RegisterError::Disk(_));
        if later {
            self.make_at = Some((self.env.instant)() + RETRY);
            let words = format!("{NOT_MADE}. It is tried again by itself. {error}");
            let said = self.notices.iter().any(|notice| notice.text.starts_with(NOT_MADE));
            if !said {
                self.say(words, true);
            }
        }
        later
    }

    /// Tries again to make the register of the first decision, where that failed.
    pub(super) fn make_again(&mut self, now: Instant) {
        if !self.loading && self.make_at.is_some_and(|at| at <= now) {
            self.make_at = None;
            let proposed = self.env.register_folder.clone();
            self.open_folder(&proposed, Making::InDocuments);
        }
    }

    /// There is a register.
    pub(super) fn is_made(&mut self) {
        self.make_at = None;
        self.to_be = None;
        self.notices.retain(|notice| !notice.text.starts_with(NOT_MADE));
    }
}

/// What waits in the outbox of a register that this user never had.
fn waits_unmade(disk: &dyn Disk, outboxes: &Path) -> Option<(RegisterInfo, Drafts)> {
    let folders = disk::list(disk, outboxes).ok()?;
    folders.iter().filter(|entry| entry.is_dir).find_map(|entry| {
        let outbox = Register::open(disk, &outboxes.join(&entry.name)).ok()?;
        let drafts = list_drafts(disk, &outbox);
        let waits = !outbox.info.training && !drafts.drafts.is_empty();
        waits.then_some((outbox.info, drafts))
    })
}
