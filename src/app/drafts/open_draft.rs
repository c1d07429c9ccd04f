//! A draft in memory.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, FixedOffset};

use super::files::Jobs;
use super::{Job, Kept};
use crate::app::case::Case;
use crate::app::session::rows::EarlierLine;
use crate::base::ronfile;
use crate::caseload::people::Sighting;
use crate::pathway::{Alternative, PendingChange};
use crate::record::referral_due::Suggestion;
use crate::record::set_aside::AsideKey;
use crate::record::{DecisionDraft, Digest, Draft, Field, ItemId, LinkWhy, NotSame, Work};
use crate::register::Disk;
use crate::register::throttle::Throttle;
use crate::report::Ticks;

/// A draft in memory.
pub struct OpenDraft {
    /// The draft.
    pub draft: Draft,
    /// Its file and the hash that we last wrote.
    pub(super) saved: Option<(PathBuf, Digest)>,
    /// When to save it.
    pub(super) throttle: Throttle,
    /// When it was last saved.
    pub(super) saved_at: Option<DateTime<FixedOffset>>,
    /// The hash of the copy in the outbox, while the register is away or not known yet.
    pub(super) in_outbox: Option<Digest>,
    /// The hashes of copies that were tried there, and of which it is not known whether they came.
    pub(super) tried_outbox: Vec<Digest>,
    /// Where that lies.
    pub(super) waits_at: Option<PathBuf>,
    /// It is there only because the register is not known yet, not because it is away.
    pub(super) early: bool,
    /// The choice that is picked and not yet confirmed.
    pub picked: Option<String>,
    /// A change of answer that waits for its confirmation.
    pub change: Option<PendingChange>,
    /// What can be decided instead of the suggested outcome, while that is shown.
    pub departing: Option<Vec<Alternative>>,
    /// What follows from it, for a decision.
    pub case: Option<Case>,
    /// Whether people can be taken over from the decision that this one began from.
    pub take_over: Option<LinkWhy>,
    /// Signed decisions that may be about the same people.
    pub earlier: Vec<EarlierLine>,
    /// Of whom that was worked out, and what was put aside.
    pub earlier_of: Option<(Vec<Sighting>, Vec<NotSame>)>,
    /// Where a number in it is on another name in one of those.
    pub other_names: Vec<(Field, String)>,
    /// The due times that were suggested before the last change.
    pub due_before: Option<Vec<Suggestion>>,
    /// Whether signing is under way.
    pub(super) signing: bool,
    /// Its jobs.
    pub(super) jobs: Jobs,
    /// The person of whom it is asked what becomes of the things about them.
    pub removing: Option<Removing>,
    /// What was set aside and of which it is asked whether it is left out for good.
    pub asked_to_leave_out: Option<AsideKey>,
    /// What was ticked in the summary for an adviser.
    pub summary_ticks: Ticks,
    /// Whether it is asked if that is to be copied as it stands.
    pub copy_asked: bool,
}

impl OpenDraft {
    /// A draft that is new or was read.
    pub fn new(draft: Draft, saved: Option<(PathBuf, Digest)>) -> Self {
        Self {
            draft,
            saved,
            throttle: Throttle::default(),
            saved_at: None,
            in_outbox: None,
            tried_outbox: Vec::new(),
            waits_at: None,
            early: false,
            picked: None,
            change: None,
            departing: None,
            case: None,
            take_over: None,
            earlier: Vec::new(),
            earlier_of: None,
            other_names: Vec::new(),
            due_before: None,
            signing: false,
            jobs: Jobs::default(),
            removing: None,
            asked_to_leave_out: None,
            summary_ticks: Ticks::new(),
            copy_asked: false,
        }
    }

    /// Its file, and the hash that we last wrote or read of it.
    pub fn saved(&self) -> Option<&(PathBuf, Digest)> {
        self.saved.as_ref()
    }

    /// Removes its file, where that is still ours; what is being saved by then, too.
    pub fn removal(&mut self, disk: &Arc<dyn Disk>) -> Job {
        let (disk, known, nonce) = (Arc::clone(disk), self.take_along(), self.draft.nonce.clone());
        Box::new(move || Kept::Removed(nonce, known.with(|known| known.discard(&*disk)).1))
    }

    /// When it was last saved.
    pub fn saved_at(&self) -> Option<DateTime<FixedOffset>> {
        self.saved_at
    }

    /// Whether it waits on this computer.
    pub fn waits(&self) -> bool {
        self.in_outbox.is_some()
    }

    /// Whether it is being signed.
    pub fn is_signing(&self) -> bool {
        self.signing
    }

    /// Whether nothing in it is to be saved.
    pub fn is_clean(&self) -> bool {
        self.throttle.is_clean()
    }

    /// Something in it was changed: it is to be saved.
    pub fn touched(&mut self, now: Instant) {
        self.throttle.touched(now);
    }

    /// Whether everything typed in it is on the disk: in the register or, while that is away,
    /// in the outbox.
    pub fn is_safe(&self) -> bool {
        let in_outbox = || {
            let there = self.in_outbox.as_ref()?;
            let text = ronfile::write(&self.draft).ok()?;
            Some(there == &Digest::of(text.as_bytes()))
        };
        self.throttle.is_clean() || (!self.signing && in_outbox() == Some(true))
    }

    /// What it is known by in the lists: its file, in the register or in the outbox; while it has
    /// none, its nonce.
    pub fn known_by(&self) -> PathBuf {
        let saved = self.saved.as_ref().map(|(path, _)| path).or(self.waits_at.as_ref());
        saved.cloned().unwrap_or_else(|| PathBuf::from(self.draft.nonce.as_str()))
    }

    /// Whether it was opened and nothing was ever changed in it.
    pub fn is_untouched(&self) -> bool {
        self.saved.is_none() && self.in_outbox.is_none() && self.throttle.is_clean()
    }

    /// The decision that is drafted, if it is one.
    pub fn work(&self) -> Option<&DecisionDraft> {
        match &self.draft.work {
            Work::Decision(work) => Some(work),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub fn work_mut(&mut self) -> Option<&mut DecisionDraft> {
        match &mut self.draft.work {
            Work::Decision(work) => Some(work),
            _ => None,
        }
    }
}

/// A person who is to be taken out, and what is about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removing {
    /// The person.
    pub item: ItemId,
    /// What is about them, a line each.
    pub things: Vec<String>,
    /// Whose it can be, by name.
    pub can_have: Vec<(ItemId, String)>,
}
