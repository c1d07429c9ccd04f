//! What we wrote of a draft, as each job for it knows when it begins: also what the job before it
//! wrote, whose result nobody has taken yet.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::OpenDraft;
use crate::register::drafts::discard_ours;
use crate::register::own_hashes::Ours;
use crate::register::{Disk, RegisterError};

/// What we wrote of a draft, here and in the outbox. A job takes it along and gives it back: what
/// was tried is known to the job alone.
#[derive(Clone, Debug)]
pub struct OurFiles {
    /// Its file in the register, once it has one.
    pub(super) path: Option<PathBuf>,
    /// What that may hold.
    pub(super) register: Ours,
    /// What a copy in the outbox may hold.
    pub(super) outbox: Ours,
    /// Which job of this draft it is, or was.
    job: u64,
}

/// The jobs of one draft: they are done one after another, and their results are taken later.
#[derive(Default)]
pub(super) struct Jobs {
    /// How many were begun.
    begun: u64,
    /// The last one whose result was taken.
    taken: u64,
    /// What the last one that ended knew.
    ended: Arc<Mutex<Option<OurFiles>>>,
}

/// What a job takes along.
pub(super) struct Along {
    known: OurFiles,
    /// The last job whose result is in that.
    taken: u64,
    ended: Arc<Mutex<Option<OurFiles>>>,
}

impl Jobs {
    /// Whether none is under way.
    pub(super) fn are_done(&self) -> bool {
        self.begun == self.taken
    }
}

impl OurFiles {
    pub(super) fn of(one: &OpenDraft) -> Self {
        let last = one.saved.as_ref().map(|(_, digest)| digest);
        Self {
            path: one.saved.as_ref().map(|(path, _)| path.clone()),
            register: Ours::new(
                last.or(one.draft.instead_of.as_ref()).cloned(),
                one.draft.tried.clone(),
            ),
            outbox: Ours::new(one.in_outbox.clone(), one.tried_outbox.clone()),
            job: one.jobs.taken,
        }
    }

    pub(super) fn give_back(self, one: &mut OpenDraft) {
        one.jobs.taken = self.job;
        self.register.note_in(&mut one.draft);
        if let Some(saved) = self.path.zip(self.register.last().cloned()) {
            one.saved = Some(saved);
        }
        one.tried_outbox = self.outbox.tried().to_vec();
        if let Some(waits) = self.outbox.last() {
            one.in_outbox = Some(waits.clone());
        }
    }

    /// Removes the draft’s file, where it is still ours.
    pub(super) fn discard(&self, disk: &dyn Disk) -> Result<(), RegisterError> {
        self.path.as_ref().map_or(Ok(()), |path| discard_ours(disk, path, &self.register))
    }
}

impl OpenDraft {
    /// For a job that begins after those that are under way.
    pub(super) fn take_along(&mut self) -> Along {
        self.jobs.begun += 1;
        let known = OurFiles { job: self.jobs.begun, ..OurFiles::of(self) };
        Along { known, taken: self.jobs.taken, ended: Arc::clone(&self.jobs.ended) }
    }
}

impl Along {
    /// Does the job with what is known of the files by then, and gives that back for the draft.
    pub(super) fn with<R>(self, work: impl FnOnce(&mut OurFiles) -> R) -> (OurFiles, R) {
        let Self { known, taken, ended } = self;
        let before = ended.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut known = match before {
            Some(before) if before.job > taken => OurFiles { job: known.job, ..before },
            _ => known,
        };
        let done = work(&mut known);
        // One that hung and was passed is no news.
        let mut last = ended.lock().unwrap_or_else(PoisonError::into_inner);
        if last.as_ref().is_none_or(|last| last.job < known.job) {
            *last = Some(known.clone());
        }
        drop(last);
        (known, done)
    }
}
