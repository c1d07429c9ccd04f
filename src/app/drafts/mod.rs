//! Drafts in memory: in hand or put aside until they are saved; where they lie, and their signing.
//!
//! A draft belongs to the register whose id it bears, and is never shown under another one. What
//! is begun without a register moves to one explicitly ([`OpenDrafts::take_to`]). This room knows
//! no screen and no event: what takes time it hands out as a [`Job`].

mod files;
mod open_draft;
mod reload;
mod saving;
mod signature;
mod signing;
mod signing_turn;

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

pub use files::OurFiles;
pub use open_draft::{OpenDraft, Removing};
pub use reload::Again;
pub use saving::{Place, Placed, SavedAs, Waits, remove_everywhere};
pub use signature::{Before, Signature};
pub use signing::Signing;
pub use signing_turn::{Met, Remembered};

use crate::record::{Digest, Nonce, RegisterId, Signing as Fixed};
use crate::register::drafts::DraftFile;
use crate::register::{RegisterError, RegisterInfo};

/// What a job for drafts brought.
#[derive(Debug)]
pub enum Kept {
    /// A draft was saved, or was not. With what is known of its files since.
    Saved(Nonce, OurFiles, Result<Placed, RegisterError>),
    /// An empty draft was removed.
    Removed(Nonce, Result<(), RegisterError>),
    /// A statement was signed, read back and verified, and its draft is gone.
    /// With what was fixed for signing and what is known of the draft's files, for another
    /// attempt.
    Signed(Nonce, Option<Fixed>, OurFiles, Box<Result<Signature, RegisterError>>),
    /// The draft of a contact was removed.
    Discarded(Result<(), RegisterError>),
    /// A draft that is gone on with is another one on the disk.
    Again(Box<Again>),
    /// A version that was not signed was discarded: its file.
    VersionGone(PathBuf, Result<(), RegisterError>),
    /// Something was removed that was kept twice. Nothing depends on it.
    Tidied,
}

impl Kept {
    /// Whether this window wrote a draft or a statement.
    pub fn is_of_a_writing(&self) -> bool {
        !matches!(self, Self::Again(_) | Self::VersionGone(..) | Self::Tidied)
    }
}

/// A job for drafts, of the disk lane.
pub type Job = Box<dyn FnOnce() -> Kept + Send>;

/// Every draft that is in memory.
#[derive(Default)]
pub struct OpenDrafts {
    /// Those in hand, and those put aside and not yet saved.
    open: Vec<OpenDraft>,
    /// The decision in hand.
    decision: Option<Nonce>,
    /// The addition to a signed decision in hand: a note or another kind.
    addition: Option<Nonce>,
    /// The contact in hand.
    contact: Option<Nonce>,
    /// Drafts that were ever in memory: they go back from the outbox as each is saved.
    in_memory: Arc<Mutex<BTreeSet<Nonce>>>,
    /// Copies in an outbox of drafts that belong elsewhere by now: they go once they are saved
    /// there.
    left_behind: Vec<(PathBuf, Nonce, Digest)>,
    /// What the register will be that is made at the first decision, once one was begun.
    to_be: Option<RegisterInfo>,
    /// When that may be tried again.
    make_at: Option<Instant>,
}

/// Ids alone: what is unsaved under one register is printed for no other.
impl fmt::Debug for OpenDrafts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids = |one: &OpenDraft| (one.draft.register.clone(), one.draft.nonce.clone());
        f.debug_list().entries(self.open.iter().map(ids)).finish()
    }
}

impl OpenDrafts {
    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &OpenDraft> {
        self.open.iter()
    }

    /// The same, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut OpenDraft> {
        self.open.iter_mut()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// A draft by its nonce.
    pub fn find(&self, nonce: Option<&Nonce>) -> Option<&OpenDraft> {
        self.open.iter().find(|one| Some(&one.draft.nonce) == nonce)
    }

    /// The same, to be changed.
    pub fn find_mut(&mut self, nonce: Option<&Nonce>) -> Option<&mut OpenDraft> {
        self.open.iter_mut().find(|one| Some(&one.draft.nonce) == nonce)
    }

    /// A draft by what it is known by in the lists.
    pub fn at(&self, path: &Path) -> Option<&OpenDraft> {
        self.open.iter().find(|one| one.known_by() == path)
    }

    /// One more draft in memory.
    pub fn push(&mut self, draft: OpenDraft) {
        let nonce = draft.draft.nonce.clone();
        self.in_memory.lock().unwrap_or_else(PoisonError::into_inner).insert(nonce);
        self.open.push(draft);
    }

    /// A draft that was read, in memory from now on.
    pub fn keep(&mut self, file: DraftFile, outboxes: &Path, now: Instant) -> Nonce {
        let nonce = file.draft.nonce.clone();
        if self.find(Some(&nonce)).is_none() {
            let waits = file.path.starts_with(outboxes);
            let mut open = OpenDraft::new(file.draft, None);
            if waits {
                // It waits on this computer: it is still to be saved in the register.
                open.in_outbox = Some(file.digest);
                open.waits_at = Some(file.path);
                open.throttle.touched(now);
            } else {
                open.saved = Some((file.path, file.digest));
            }
            self.push(open);
        }
        nonce
    }

    /// A draft is gone: signed, removed or discarded. It is in nobody's hand.
    pub fn remove(&mut self, nonce: &Nonce) {
        self.open.retain(|one| one.draft.nonce != *nonce);
        self.let_go(nonce);
    }

    /// It is not in hand any more.
    pub fn let_go(&mut self, nonce: &Nonce) {
        for in_hand in [&mut self.decision, &mut self.addition, &mut self.contact] {
            in_hand.take_if(|in_hand| in_hand == nonce);
        }
    }

    /// The register is closed. All that was unsaved in it was saved before.
    pub fn close_register(&mut self) {
        self.open.clear();
        (self.decision, self.addition, self.contact) = (None, None, None);
    }

    /// The decision in hand.
    pub fn decision(&self) -> Option<&Nonce> {
        self.decision.as_ref()
    }

    /// The addition to a signed decision in hand.
    pub fn addition(&self) -> Option<&Nonce> {
        self.addition.as_ref()
    }

    /// The contact in hand.
    pub fn contact(&self) -> Option<&Nonce> {
        self.contact.as_ref()
    }

    /// This decision is in hand from now on, or none. Gives the one that was.
    pub fn set_decision(&mut self, nonce: Option<Nonce>) -> Option<Nonce> {
        std::mem::replace(&mut self.decision, nonce)
    }

    /// This addition is in hand from now on, or none. Gives the one that was.
    pub fn set_addition(&mut self, nonce: Option<Nonce>) -> Option<Nonce> {
        std::mem::replace(&mut self.addition, nonce)
    }

    /// This contact is in hand from now on, or none. Gives the one that was.
    pub fn set_contact(&mut self, nonce: Option<Nonce>) -> Option<Nonce> {
        std::mem::replace(&mut self.contact, nonce)
    }

    /// Those that are saved and in nobody's hand leave memory. `None`: there were none; else what
    /// there is of them on the disk.
    pub fn drop_saved(&mut self) -> Option<Vec<DraftFile>> {
        let in_hand = [self.decision.clone(), self.addition.clone(), self.contact.clone()];
        let stays = |one: &OpenDraft| {
            in_hand.iter().flatten().any(|nonce| *nonce == one.draft.nonce)
                || !one.throttle.is_clean()
                || one.signing
        };
        let (kept, dropped): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.open).into_iter().partition(stays);
        self.open = kept;
        let file = |one: OpenDraft| {
            let (path, digest) = one.saved?;
            Some(DraftFile { path, digest, draft: one.draft })
        };
        (!dropped.is_empty()).then(|| dropped.into_iter().filter_map(file).collect())
    }

    /// Those that were ever in memory, for the reading of a register.
    pub fn in_memory(&self) -> &Arc<Mutex<BTreeSet<Nonce>>> {
        &self.in_memory
    }

    /// What the register will be that is made at the first decision: the same one at every
    /// attempt, so that what waits on this computer belongs to it.
    pub fn info_to_be(
        &mut self,
        mint: impl FnOnce() -> Option<RegisterId>,
    ) -> Option<RegisterInfo> {
        if self.to_be.is_none() {
            self.to_be = Some(RegisterInfo::new(mint()?, "Register"));
        }
        self.to_be.clone()
    }

    /// Whether what waits on this computer waits for another one than this.
    pub fn waits_for_another(&self, id: &RegisterId) -> bool {
        self.to_be.as_ref().is_some_and(|info| info.id != *id)
    }

    /// What waits on this computer waits for this one.
    pub fn wait_for(&mut self, info: RegisterInfo) {
        self.to_be = Some(info);
    }

    /// It could not be made: it is tried again then.
    pub fn make_at(&mut self, at: Instant) {
        self.make_at = Some(at);
    }

    /// Whether it is to be tried again now; asked once.
    pub fn is_to_be_made(&mut self, now: Instant) -> bool {
        self.make_at.take_if(|at| *at <= now).is_some()
    }

    /// There is a register.
    pub fn is_made(&mut self) {
        (self.make_at, self.to_be) = (None, None);
    }

    /// What was begun before there was a place for it goes to this register.
    pub fn take_to(&mut self, id: &RegisterId, outboxes: &Path, now: Instant) {
        let elsewhere =
            |one: &&mut OpenDraft| one.saved.is_none() && !one.signing && one.draft.register != *id;
        for one in self.open.iter_mut().filter(elsewhere) {
            one.waits_at = None;
            if let Some(digest) = one.in_outbox.take() {
                let folder = outboxes.join(one.draft.register.as_str());
                self.left_behind.push((folder, one.draft.nonce.clone(), digest));
            }
            one.draft.register = id.clone();
            if !one.throttle.is_clean() {
                one.throttle.touched(now);
            }
        }
    }

    /// Such work that is begun and in memory.
    pub fn unfinished(&self, waits: impl Fn(&crate::record::Draft) -> bool) -> Option<Nonce> {
        self.open.iter().find(|one| waits(&one.draft)).map(|one| one.draft.nonce.clone())
    }
}
