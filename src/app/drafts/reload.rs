//! A draft that is gone on with, as it lies on the disk by then: another window of this user may
//! have written in it since this one read it.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Job, Kept, OpenDraft, OpenDrafts};
use crate::record::{Digest, Draft, Nonce, Work};
use crate::register::drafts::{DraftFile, read_draft};
use crate::register::{Disk, Register};

/// A draft as it was read again, and as it was before.
#[derive(Debug)]
pub struct Again {
    nonce: Nonce,
    before: Draft,
    was: (PathBuf, Digest),
    now: DraftFile,
}

impl OpenDraft {
    /// Reads its file again. `None`: it has none in the register.
    pub fn again(&self, disk: &Arc<dyn Disk>, register: Option<&Register>) -> Option<Job> {
        let (was, register) = self.saved.clone().zip(register.cloned())?;
        let (disk, before) = (Arc::clone(disk), self.draft.clone());
        Some(Box::new(move || {
            let now = read_draft(&*disk, &register, &was.0).ok();
            let changed = now.filter(|now| now.digest != was.1);
            changed.map_or(Kept::Tidied, |now| {
                Kept::Again(Box::new(Again { nonce: before.nonce.clone(), before, was, now }))
            })
        }))
    }
}

impl OpenDrafts {
    /// It is as it was read again from now on, where nothing was written in it here meanwhile. If
    /// something was, it is saved beside the other. Gives whether it is.
    pub fn take_again(&mut self, again: Again) -> bool {
        let Again { nonce, before, was, now } = again;
        let Some(one) = self.find_mut(Some(&nonce)) else { return false };
        let same_file = one.saved.as_ref() == Some(&was) && one.jobs.are_done();
        let ours = now.draft.nonce == nonce && now.draft.device == before.device;
        let unwritten = Draft { work: placed_as(&before.work, &one.draft.work), ..before };
        let unwritten = Draft { changed: one.draft.changed, ..unwritten } == one.draft;
        if !same_file || !ours || !unwritten || one.signing {
            return false;
        }
        one.draft = Draft { work: placed_as(&now.draft.work, &one.draft.work), ..now.draft };
        one.saved = Some((now.path, now.digest));
        true
    }
}

/// The first, at the place of the second.
fn placed_as(work: &Work, at: &Work) -> Work {
    let mut work = work.clone();
    if let (Work::Decision(work), Work::Decision(at)) = (&mut work, at) {
        work.place = at.place.clone();
    }
    work
}
