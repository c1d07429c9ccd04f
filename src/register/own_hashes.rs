//! What a draft's file may hold that is our own.

use crate::record::{Digest, Draft};

/// So many hashes are kept of what was tried: each is of one that hung, and while it does nothing
/// else is tried in that folder.
const TRIED: usize = 16;

/// The hashes by which the file of a draft is known as ours: of what we last wrote or read, and of
/// what we have tried to write since. A share that hangs may do at last what was given up: what
/// then lies there is our own, and nobody else's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ours {
    last: Option<Digest>,
    tried: Vec<Digest>,
}

impl Ours {
    /// Last written or read, and tried since.
    pub fn new(last: Option<Digest>, tried: Vec<Digest>) -> Self {
        Self { last, tried }
    }

    /// What a draft that waits in the outbox knows of its file in the register.
    pub fn followed_by(draft: &Draft) -> Self {
        Self::new(draft.instead_of.clone(), draft.tried.clone())
    }

    /// Notes that in a draft that is to wait in the outbox.
    pub fn note_in(&self, draft: &mut Draft) {
        draft.instead_of.clone_from(&self.last);
        draft.tried.clone_from(&self.tried);
    }

    /// sha256 of what was last written or read.
    pub fn last(&self) -> Option<&Digest> {
        self.last.as_ref()
    }

    /// sha256 of what was tried since, oldest first.
    pub fn tried(&self) -> &[Digest] {
        &self.tried
    }

    /// Whether a file with this hash is ours.
    pub fn holds(&self, there: &Digest) -> bool {
        self.last.as_ref() == Some(there) || self.tried.contains(there)
    }

    /// This is going to be written.
    pub(super) fn try_to_write(&mut self, digest: &Digest) {
        if self.tried.contains(digest) {
            return;
        }
        if self.tried.len() == TRIED {
            self.tried.remove(0);
        }
        self.tried.push(digest.clone());
    }

    /// This is there now, and nothing that was tried is under way.
    pub(super) fn wrote(&mut self, digest: &Digest) {
        self.last = Some(digest.clone());
        self.tried.clear();
    }
}

impl From<&Digest> for Ours {
    fn from(last: &Digest) -> Self {
        Self::new(Some(last.clone()), Vec::new())
    }
}
