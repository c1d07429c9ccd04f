//! What was read of the register: decisions, contacts and drafts, as they change while it is open.

use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::Session;
use super::whom_to_ring::StillOpen;
use crate::caseload::casebook::Titles;
use crate::record::{Author, DecisionId, Nonce, Record};
use crate::register::drafts::{DraftFile, Drafts};
use crate::register::reread::unite;
use crate::register::versions::Version;
use crate::register::{Contents, DecisionFile, Loaded};

impl Session {
    /// What was read of a decision: one, unless several first statements stand in its folder;
    /// the one that was not changed before the others.
    pub fn files_of(&self, id: &DecisionId) -> Vec<&DecisionFile> {
        let mut files: Vec<_> = self.contents.find(id).collect();
        files.sort_by_key(|file| {
            let first = file.first().is_some_and(|loaded| loaded.sound);
            // Of one that was changed meanwhile, that comes first which was signed so.
            let changed = file.first().is_none_or(Loaded::is_changed);
            (!first, !file.statements.iter().any(|loaded| loaded.sound), changed)
        });
        files
    }

    /// Something was signed: its decision or contact as it was read after that, and the drafts
    /// that are left. `away`: it lies in the outbox, which has only what was signed while the
    /// register was away.
    pub fn learn_signed(
        &mut self,
        (decision, nonce): (&DecisionId, &Nonce),
        (mut fresh, drafts): (Contents, Drafts),
        away: bool,
        titles: &Titles,
    ) {
        self.judge(&mut fresh);
        if away {
            unite(&mut self.contents, fresh);
            self.drafts.drafts.retain(|file| file.draft.nonce != *nonce);
        } else {
            if fresh.contacts.is_empty() {
                self.contents.decisions.retain(|file| file.id != *decision);
                self.contents.decisions.extend(fresh.decisions);
            } else {
                self.contents.contacts = fresh.contacts;
            }
            self.take_drafts(drafts);
        }
        self.learn_people(decision);
        self.rebook(decision, titles);
    }

    /// The drafts as they were listed anew, without being compared again: what is known to be a
    /// version stays one.
    pub fn take_drafts(&mut self, mut drafts: Drafts) {
        let before = std::mem::take(&mut self.drafts.versions);
        let is_there = |version: &Version, file: &DraftFile| version.file == *file;
        for version in before {
            let listed = drafts.drafts.iter().any(|file| is_there(&version, file));
            drafts.drafts.retain(|file| !is_there(&version, file));
            if listed {
                drafts.versions.push(version);
            }
        }
        self.drafts = drafts;
    }

    /// Drafts that wait on this computer for a register that was never made.
    pub fn list_waiting(&mut self, drafts: Drafts) {
        self.drafts = drafts;
    }

    /// A draft is saved and no longer in memory: it is among those of the register.
    pub fn list_draft(&mut self, file: DraftFile) {
        self.forget_draft_at(&file.path);
        self.drafts.drafts.push(file);
    }

    /// The draft in this file is gone, or is in memory alone.
    pub fn forget_draft_at(&mut self, path: &Path) {
        self.drafts.versions.retain(|version| version.file.path != path);
        self.drafts.drafts.retain(|file| file.path != path);
    }

    /// This draft is gone.
    pub fn forget_draft(&mut self, nonce: &Nonce) {
        self.drafts.drafts.retain(|file| file.draft.nonce != *nonce);
    }

    /// This draft waits in no outbox any more.
    pub fn is_placed(&mut self, nonce: &Nonce, outboxes: &Path) {
        let waits = |file: &DraftFile| file.path.starts_with(outboxes);
        self.drafts.drafts.retain(|file| file.draft.nonce != *nonce || !waits(file));
    }

    /// Gives the drafts that wait in an outbox, to be held in memory.
    pub fn give_waiting(&mut self, outboxes: &Path) -> Vec<DraftFile> {
        let (here, rest) = std::mem::take(&mut self.drafts.drafts)
            .into_iter()
            .partition(|file| file.path.starts_with(outboxes));
        self.drafts.drafts = rest;
        here
    }

    /// A saved draft of this file.
    pub fn draft_at(&self, path: &Path) -> Option<&DraftFile> {
        self.drafts.drafts.iter().find(|file| file.path == path)
    }

    /// Whom to ring is known though the register is not open.
    pub fn take_contacts(&mut self, contacts: Vec<DecisionFile>) {
        if self.register.is_none() {
            self.contents.contacts = contacts;
        }
    }

    /// The contacts anew, as they are shown.
    pub fn refresh_contacts(&mut self, author: &Author, now: &DateTime<FixedOffset>) {
        self.calling.read(&self.contents, author, now);
    }

    /// What to say anew, from the record in hand, and what else is open.
    pub fn refresh_call(
        &mut self,
        author: &Author,
        record: &Record,
        now: &DateTime<FixedOffset>,
        still_open: Vec<StillOpen>,
    ) {
        self.calling.say(author, record, now);
        self.calling.still_open = still_open;
    }
}
