//! Drafts: begun, saved at most a second after the oldest unsaved change, taken up again.

use std::time::Instant;

use chrono::Datelike;

use crate::app::case::{Around, Case};
use crate::app::done::Done;
use crate::app::drafts::{Again, OpenDraft, OurFiles, Placed, SavedAs, Waits};
use crate::app::environment::first_half;
use crate::app::notice::{About, NoticeKind};
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::record::statement::FORMAT;
use crate::record::{DecisionId, Draft, ItemId, Nonce, Work, referral_due};
use crate::register::RegisterError;

impl State {
    /// Random bytes; without any, says so and gives `None`: an id that could be guessed, or
    /// that stands twice, is worse than no id.
    fn random(&mut self) -> Option<[u8; 16]> {
        let random = (self.env.random)();
        if random.is_none() {
            self.say_error(
                "This computer gives no random numbers, so no new record can be started. Restart \
                 it. What is saved is safe.",
            );
        }
        random
    }

    /// An id for an item of a record.
    pub(super) fn item_id(&mut self) -> Option<ItemId> {
        self.random().map(|random| ItemId::mint(first_half(random)))
    }

    /// What chance begins with.
    pub(super) fn seed(&mut self) -> Option<u64> {
        self.random().map(|random| u64::from_le_bytes(first_half(random)))
    }

    /// A new draft of this work, for a new decision or one that is there.
    pub(super) fn begin(&mut self, work: Work, decision: Option<DecisionId>) -> Option<Nonce> {
        let nonce = Nonce::mint(self.random()?);
        let bits = first_half(self.random()?);
        let now = self.now();
        if self.session.register().is_none() {
            self.make_register_on_first_use();
        }
        let register = self.belongs_to()?.id;
        let root = decision.as_ref().and_then(|id| self.files_of(id).into_iter().next());
        let draft = Draft {
            format: FORMAT,
            register,
            root: root.map(|file| file.root.clone()),
            decision: decision.unwrap_or_else(|| DecisionId::mint(now.year(), bits)),
            nonce: nonce.clone(),
            device: self.settings.saved.device.clone(),
            rules: self.known.rules.digests.clone(),
            begun: now,
            begun_by: self.begun_by(&work),
            changed: now,
            signing: None,
            put_away: None,
            instead_of: None,
            tried: Vec::new(),
            work,
        };
        // Saved from its first change on: a form that was opened and left untouched leaves
        // nothing behind.
        self.drafts.push(OpenDraft::new(draft, None));
        Some(nonce)
    }

    /// The decision in hand stays in memory until it is saved, and on Home after that.
    pub(super) fn put_aside(&mut self) {
        self.forget_what_is_carried();
        if let Some(nonce) = self.drafts.set_decision(None) {
            self.save_now(&nonce);
        }
        self.drop_saved();
    }

    /// Drafts that are saved and in nobody's hand are no longer held in memory; they are
    /// among those of the register from then on.
    pub(super) fn drop_saved(&mut self) {
        let Some(dropped) = self.drafts.drop_saved() else { return };
        for file in dropped {
            self.session.list_draft(file);
        }
        self.refresh_lists();
    }

    /// Reads the file of a draft again that is gone on with: another window may have written in it.
    pub(super) fn look_again_at(&mut self, nonce: &Nonce) {
        let register = self.session.register();
        let job = self.find(Some(nonce)).and_then(|hand| hand.again(&self.env.disk, register));
        if let Some(job) = job {
            // A lane of its own: behind a share that hangs it keeps nothing from being saved.
            self.env.runner.run(Lane::Look, Box::new(move || Done::Drafts(job())));
        }
    }

    pub(super) fn draft_again(&mut self, again: Again) {
        if self.drafts.take_again(again) {
            self.recompute();
            self.refresh_lists();
        }
    }

    /// This workstation's draft of such work on this decision or contact, in memory from now
    /// on: what was begun is gone on with, and not begun twice.
    pub(super) fn unfinished(
        &mut self,
        id: &DecisionId,
        is_it: impl Fn(&Work) -> bool,
    ) -> Option<Nonce> {
        let device = &self.settings.saved.device;
        let waits = |draft: &Draft| {
            let ours = draft.decision == *id && draft.device == *device;
            ours && draft.put_away.is_none() && is_it(&draft.work)
        };
        if let Some(nonce) = self.drafts.unfinished(waits) {
            return Some(nonce);
        }
        let file = self.session.drafts().drafts.iter().find(|file| waits(&file.draft))?.clone();
        Some(self.keep_in_memory(file))
    }

    /// A draft was changed. A statement that was about to be signed is no longer the one.
    pub(super) fn touch(&mut self, nonce: &Nonce) {
        let (now, instant) = (self.now(), (self.env.instant)());
        if self.window.closing {
            self.not_closing();
        }
        if let Some(hand) = self.find_mut(Some(nonce)) {
            hand.draft.changed = now;
            hand.draft.signing = None;
            hand.touched(instant);
        }
    }

    /// The decision in hand was changed: what follows from it is worked out again.
    pub(super) fn current_draft_edited(&mut self) {
        if let Some(nonce) = self.drafts.decision().cloned() {
            self.touch(&nonce);
            self.recompute();
        }
    }

    /// Works out again what follows from the decision in hand.
    pub(super) fn recompute(&mut self) {
        if self.work_out_current_draft() && self.follow_due() {
            if let Some(nonce) = self.drafts.decision().cloned() {
                self.touch(&nonce);
            }
            self.work_out_current_draft();
        }
        let take_over = self.can_take_over_people();
        if let Some(hand) = self.current_draft_mut() {
            hand.take_over = take_over;
        }
        self.remake_clinical_text();
        self.refresh_earlier();
        self.refresh_call();
        self.window.spelling.names_touched = true;
    }

    fn work_out_current_draft(&mut self) -> bool {
        let nonce = self.drafts.decision().cloned();
        // What is shown of its path holds no longer.
        self.close_path();
        let (now, training) = (self.now(), self.is_training());
        let Self { drafts, known, settings, .. } = self;
        let Some(hand) = drafts.find_mut(nonce.as_ref()) else { return false };
        let before = hand.case.take().map(|case| case.due);
        let reference = &hand.draft.decision;
        let around = Around {
            rules: &known.rules,
            help: &known.help,
            library: &known.library,
            author: &settings.author,
            reference,
            now,
            training,
            summary_ticks: &hand.summary_ticks,
            copy_asked: hand.copy_asked,
        };
        hand.case = hand.work().map(|work| Case::of(work, &around));
        let decided = hand.case.as_ref().filter(|case| case.made.walk.next.is_none());
        let decided = decided.and_then(|case| Some(case.made.decided.as_ref()?.id.clone()));
        if let Some((decided, work)) = decided.zip(hand.work_mut()) {
            work.comes_to(&decided, now);
        }
        hand.due_before = before;
        true
    }

    /// Lets due times that nobody altered follow what they are worked out from.
    fn follow_due(&mut self) -> bool {
        let Some(hand) = self.current_draft_mut() else { return false };
        let Some(before) = hand.due_before.take().filter(|_| !hand.is_signing()) else {
            return false;
        };
        let Some(now) = hand.case.as_ref().map(|case| case.due.clone()) else { return false };
        hand.work_mut().is_some_and(|work| referral_due::follow(&mut work.record, &before, &now))
    }

    pub(super) fn save_due_drafts(&mut self, now: Instant) {
        for nonce in self.drafts.due(now) {
            self.save(&nonce, now);
        }
    }

    /// Saves every draft and the settings at once: before the window closes.
    pub(super) fn save_everything(&mut self) {
        self.save_drafts_now();
        self.save_unsaved_settings();
    }

    pub(super) fn draft_saved(
        &mut self,
        nonce: &Nonce,
        known: OurFiles,
        placed: Result<Placed, RegisterError>,
    ) {
        let times = (self.now(), (self.env.instant)());
        let Some(saved) = self.drafts.saved(nonce, known, placed, times) else { return };
        self.window.answered(About::Unsaved);
        match saved {
            SavedAs::InRegister { beside, back } => {
                // Where it waited until now.
                self.session.is_placed(nonce, &self.env.outbox);
                if beside {
                    self.say_error(
                        "Another program changed this draft in the meantime. Yours was saved next \
                         to it. Both are on Home.",
                    );
                }
                let left = self.drafts.leave_nothing_behind(nonce, &self.env.disk);
                self.run_for_drafts(left);
                self.drop_saved();
                // The register is back: the rest of what waits goes there, and it is read.
                let waits = self.drafts.any_waits() || self.session.is_loading();
                if (back || self.session.is_unread()) && !waits {
                    self.reload();
                }
            }
            SavedAs::Waits(Waits::NotKnownYet) => {
                if self.session.place().is_some() {
                    // It became known meanwhile.
                    self.save_now(nonce);
                }
            }
            SavedAs::Waits(Waits::Away(error)) => self.tell(
                About::Unsaved,
                NoticeKind::Waiting,
                format!(
                    "{NOT_SAVED} in the register yet. It is kept on this computer, and goes there \
                     when the register can be reached. {error}"
                ),
            ),
            SavedAs::Nowhere(error) => {
                self.tell(
                    About::Unsaved,
                    NoticeKind::Error,
                    format!("{NOT_SAVED}. What you typed is still here. {error}"),
                );
            }
        }
    }
}

/// How a notice about a draft begins, so that it goes when the draft is saved after all.
pub(super) const NOT_SAVED: &str = "This draft is not saved";
