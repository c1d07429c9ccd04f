//! Drafts: begun, saved at most a second after the oldest unsaved change, taken up again.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use chrono::Datelike;

use crate::app::case::{Around, Case};
use crate::app::done::{Done, Placed, Waits};
use crate::app::environment::first_half;
use crate::app::events::{DraftEvent, Screen};
use crate::app::hand::Hand;
use crate::app::session::{AfterRead, Ask, Brought, Task};
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::record::due;
use crate::record::statement::FORMAT;
use crate::record::{DecisionDraft, DecisionId, Draft, ItemId, Nonce, Place, Work};
use crate::register::drafts::{
    DraftFile, Saved, discard_ours, list_drafts, save_draft, save_draft_at, take_over,
};
use crate::register::ours::Ours;
use crate::register::{Disk, Register, RegisterError, RegisterInfo, keep_rules, outbox};

impl State {
    /// Random bytes; without any, says so and gives `None`: an id that could be guessed, or
    /// that stands twice, is worse than no id.
    fn random(&mut self) -> Option<[u8; 16]> {
        let random = (self.env.random)();
        if random.is_none() {
            self.say(
                "This computer gives no random numbers, so no new record can be begun. Restart \
                 it. What is saved is safe.",
                true,
            );
        }
        random
    }

    /// An id for an item of a record.
    pub(super) fn item_id(&mut self) -> Option<ItemId> {
        self.random().map(|random| ItemId::mint(first_half(random)))
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
            changed: now,
            signing: None,
            put_away: None,
            instead_of: None,
            tried: Vec::new(),
            work,
        };
        // Saved from its first change on: a form that was opened and left untouched leaves
        // nothing behind.
        self.push_hand(Hand::new(draft, None));
        Some(nonce)
    }

    /// A new decision, at its first question.
    pub(super) fn new_decision(&mut self) {
        self.put_aside();
        let work = Work::Decision(Box::<DecisionDraft>::default());
        if let Some(nonce) = self.begin(work, None) {
            self.take_in_hand(nonce);
        }
    }

    /// Makes this the decision in hand and shows it where the person was.
    pub(super) fn take_in_hand(&mut self, nonce: Nonce) {
        self.decision = Some(nonce);
        self.recompute();
        self.opened_under_newer_rules();
        // People can be taken over from the decision that it began from.
        let from = self.hand().and_then(|hand| Some(hand.work()?.linked.first()?.decision.clone()));
        self.hold(from.as_slice(), AfterRead::Nothing);
        if let Some(hand) = self.hand_mut()
            && let Some(Place::Record(field)) = hand.work().map(|work| work.place.clone())
        {
            hand.focus = field;
        }
        self.go(Screen::Decide);
    }

    /// The decision in hand stays in memory until it is saved, and on Home after that.
    pub(super) fn put_aside(&mut self) {
        self.forget_what_is_carried();
        if let Some(nonce) = self.decision.take() {
            self.save_now(&nonce);
        }
        self.drop_saved();
    }

    /// Drafts that are saved and in nobody's hand are no longer held in memory; they are
    /// among those of the register from then on.
    pub(super) fn drop_saved(&mut self) {
        let (decision, addendum) = (self.decision.clone(), self.addendum.clone());
        let contact = self.screens.contacts.editing.clone();
        let (kept, dropped): (Vec<Hand>, Vec<Hand>) =
            std::mem::take(&mut self.hands).into_iter().partition(|hand| {
                let nonce = Some(&hand.draft.nonce);
                nonce == decision.as_ref()
                    || nonce == addendum.as_ref()
                    || nonce == contact.as_ref()
                    || !hand.throttle.is_clean()
                    || hand.signing
            });
        self.hands = kept;
        let any = !dropped.is_empty();
        for hand in dropped {
            let Some((path, digest)) = hand.saved else { continue };
            self.session.list_draft(DraftFile { path, digest, draft: hand.draft });
        }
        if any {
            self.refresh_lists();
        }
    }

    pub(super) fn draft_event(&mut self, event: DraftEvent) {
        match event {
            DraftEvent::Open(path) => self.open_draft(&path),
            DraftEvent::Leave => {
                self.put_aside();
                self.go(Screen::Home);
            }
            DraftEvent::AskAway(path) => self.screens.away_asked = Some(path),
            DraftEvent::Keep => self.screens.away_asked = None,
            DraftEvent::Away(path) => self.put_away(&path),
            DraftEvent::TakeBack(path) => self.take_back(&path),
            DraftEvent::ShowAway => self.screens.away_shown = !self.screens.away_shown,
            DraftEvent::ReadVersion(path) => self.read_version(&path),
            DraftEvent::TakeVersion(path) => self.take_version(&path),
            DraftEvent::AskVersion(path) => self.screens.versions_shown.asked = path,
            DraftEvent::DiscardVersion(path) => self.discard_version(&path),
        }
    }

    fn open_draft(&mut self, path: &Path) {
        let in_memory = self.hands.iter().find(|hand| hand.known_by() == path);
        if let Some(hand) = in_memory {
            let nonce = hand.draft.nonce.clone();
            self.show_draft(nonce);
            return;
        }
        let Some(file) = self.session.draft_at(path).cloned() else { return };
        if file.draft.device == self.settings.saved.device {
            self.put_aside();
            if self.find(Some(&file.draft.nonce)).is_some() {
                // The other version of it, on its way to the disk.
                self.say("The other version of this draft is just being saved. Try again.", false);
                return;
            }
            self.put_in_memory(file);
        } else if let Some(register) = self.session.register().cloned() {
            let (disk, device) = (Arc::clone(&self.env.disk), self.settings.saved.device.clone());
            let ticket = self.session.ticket(Ask::Anything);
            self.run([Task::new(Lane::Disk, ticket, move || {
                let draft = take_over(&*disk, &register, &file, &device);
                Brought::TakenOver(Box::new(draft))
            })]);
        }
    }

    pub(super) fn taken_over(&mut self, draft: Result<DraftFile, RegisterError>) {
        match draft {
            Ok(file) => {
                self.put_aside();
                self.put_in_memory(file);
            }
            Err(error) => self.say(error.to_string(), true),
        }
    }

    fn put_in_memory(&mut self, file: DraftFile) {
        let nonce = self.keep_in_memory(file);
        self.show_draft(nonce);
    }

    pub(super) fn keep_in_memory(&mut self, file: DraftFile) -> Nonce {
        let nonce = file.draft.nonce.clone();
        if self.find(Some(&nonce)).is_none() {
            let hand = if file.path.starts_with(&self.env.outbox) {
                // It waits on this computer: it is still to be saved in the register.
                let mut hand = Hand::new(file.draft, None);
                hand.in_outbox = Some(file.digest);
                hand.waits_at = Some(file.path);
                hand.throttle.touched((self.env.instant)());
                hand
            } else {
                Hand::new(file.draft, Some((file.path, file.digest)))
            };
            self.push_hand(hand);
        }
        nonce
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
        if let Some(hand) = self.hands.iter().find(|hand| waits(&hand.draft)) {
            return Some(hand.draft.nonce.clone());
        }
        let file = self.session.drafts().drafts.iter().find(|file| waits(&file.draft))?.clone();
        Some(self.keep_in_memory(file))
    }

    fn show_draft(&mut self, nonce: Nonce) {
        let Some(hand) = self.find(Some(&nonce)) else { return };
        match &hand.draft.work {
            Work::Decision(_) => self.take_in_hand(nonce),
            Work::Addendum(_) | Work::Later(_) => {
                let decision = hand.draft.decision.clone();
                self.addendum = Some(nonce);
                self.show_decision(&decision);
            }
            Work::Contact(_) => self.write_contact(nonce),
        }
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
            hand.throttle.touched(instant);
        }
    }

    /// The decision in hand was changed: what follows from it is worked out again.
    pub(super) fn touch_hand(&mut self) {
        if let Some(nonce) = self.decision.clone() {
            self.touch(&nonce);
            self.recompute();
        }
    }

    /// Works out again what follows from the decision in hand.
    pub(super) fn recompute(&mut self) {
        if self.work_out_hand() && self.follow_due() {
            if let Some(nonce) = self.decision.clone() {
                self.touch(&nonce);
            }
            self.work_out_hand();
        }
        let take_over = self.can_take_over_people();
        if let Some(hand) = self.hand_mut() {
            hand.take_over = take_over;
        }
        self.remake_leaving();
        self.refresh_earlier();
        self.refresh_call();
        self.window.spelling.names_touched = true;
    }

    fn work_out_hand(&mut self) -> bool {
        let nonce = self.decision.clone();
        // What is shown of its path holds no longer.
        self.close_path();
        let (now, training) = (self.now(), self.is_training());
        let Self { hands, known, settings, .. } = self;
        let hand = hands.iter_mut().find(|hand| Some(&hand.draft.nonce) == nonce.as_ref());
        let Some(hand) = hand else { return false };
        let before = hand.case.take().map(|case| case.due);
        let reference = &hand.draft.decision;
        let around = Around {
            rules: &known.rules,
            library: &known.library,
            author: &settings.author,
            reference,
            now,
            training,
            summary_ticks: &hand.summary_ticks,
            copy_asked: hand.copy_asked,
        };
        hand.case = hand.work().map(|work| Case::of(work, &around));
        hand.due_before = before;
        true
    }

    /// Lets due times that nobody altered follow what they are worked out from.
    fn follow_due(&mut self) -> bool {
        let Some(hand) = self.hand_mut() else { return false };
        let Some(before) = hand.due_before.take().filter(|_| !hand.signing) else { return false };
        let Some(now) = hand.case.as_ref().map(|case| case.due.clone()) else { return false };
        hand.work_mut().is_some_and(|work| due::follow(&mut work.record, &before, &now))
    }

    pub(super) fn save_due_drafts(&mut self, now: Instant) {
        let due: Vec<Nonce> = self
            .hands
            .iter()
            .filter(|hand| hand.throttle.due(now))
            .map(|hand| hand.draft.nonce.clone())
            .collect();
        for nonce in due {
            self.save(&nonce, now);
        }
    }

    /// Saves a draft at once, if something in it is unsaved.
    pub(super) fn save_now(&mut self, nonce: &Nonce) {
        let now = (self.env.instant)();
        if self.find(Some(nonce)).is_some_and(|hand| hand.throttle.next_at().is_some()) {
            self.save(nonce, now);
        }
    }

    /// Saves every draft and the settings at once: before the window closes.
    pub(super) fn save_everything(&mut self) {
        self.save_drafts_now();
        self.save_unsaved_settings();
    }

    /// Saves every draft at once. What has just failed is tried again after its rest, not in
    /// every frame.
    pub(super) fn save_drafts_now(&mut self) {
        let now = (self.env.instant)();
        let unsafe_now = |hand: &&Hand| !hand.is_safe() && !hand.throttle.rests(now);
        let all: Vec<Nonce> =
            self.hands.iter().filter(unsafe_now).map(|hand| hand.draft.nonce.clone()).collect();
        for nonce in all {
            self.save_now(&nonce);
        }
    }

    /// In the register; where that is not known yet, on this computer until it is.
    fn save(&mut self, nonce: &Nonce, now: Instant) {
        let Some(info) = self.belongs_to() else { return };
        let register = self.session.place().cloned();
        let outbox = self.env.outbox.join(info.id.as_str());
        let (disk, rules) = (Arc::clone(&self.env.disk), self.known.rules.pathway());
        let Some(hand) = self.find_mut(Some(nonce)) else { return };
        hand.throttle.started(now);
        let mut known = OurFiles::of(hand);
        known.register.note_in(&mut hand.draft);
        let draft = hand.draft.clone();
        let nonce = nonce.clone();
        let first = known.path.is_none();
        self.env.runner.run(
            Lane::Disk,
            Box::new(move || {
                let Some(register) = register else {
                    let placed = wait_in(&*disk, &outbox, &info, &draft, &mut known);
                    let placed =
                        placed.map(|saved| Placed { saved, away: Some(Waits::NotKnownYet) });
                    return Done::Draft(nonce, known, placed);
                };
                let placed = place(&*disk, &register, &outbox, &draft, &mut known);
                if first && matches!(placed, Ok(Placed { away: None, .. })) {
                    // For the words of its answers under later questions. The draft is safe
                    // without it, and signing keeps it again.
                    let _ = keep_rules(&*disk, &register, &[rules.text()]);
                }
                Done::Draft(nonce, known, placed)
            }),
        );
    }

    pub(super) fn draft_saved(
        &mut self,
        nonce: &Nonce,
        known: OurFiles,
        placed: Result<Placed, RegisterError>,
    ) {
        let (now, instant) = (self.now(), (self.env.instant)());
        let Some(hand) = self.find_mut(Some(nonce)) else { return };
        known.give_back(hand);
        match placed {
            Ok(Placed { saved, away: None }) => {
                // Where it waited until now.
                self.session.is_placed(nonce, &self.env.outbox);
                let Some(hand) = self.find_mut(Some(nonce)) else { return };
                hand.throttle.saved();
                hand.saved = Some((saved.path, saved.digest));
                hand.tried_outbox.clear();
                hand.saved_at = Some(now);
                // Behind a register that was only looked for nothing else waits.
                hand.waits_at = None;
                let waited = hand.in_outbox.take().is_some() && !std::mem::take(&mut hand.early);
                self.window.notices.retain(|notice| !notice.text.starts_with(NOT_SAVED));
                if saved.beside {
                    self.say(
                        "This draft was changed by another program meanwhile. Yours was saved \
                         beside it. Both are on Home.",
                        true,
                    );
                }
                self.leave_nothing_behind(nonce);
                self.drop_saved();
                // The register is back: the rest of what waits goes there, and it is read.
                let waits = self.hands.iter().any(|hand| hand.in_outbox.is_some());
                if (waited || self.session.is_unread()) && !waits && !self.session.is_loading() {
                    self.reload();
                }
            }
            Ok(Placed { saved, away: Some(waits) }) => {
                if let Some(hand) = self.find_mut(Some(nonce)) {
                    // Not in the register yet: tried again until it is.
                    hand.throttle.failed_but_kept(instant);
                    hand.in_outbox = Some(saved.digest);
                    hand.waits_at = Some(saved.path);
                    hand.saved_at = Some(now);
                    hand.early = matches!(waits, Waits::NotKnownYet);
                }
                self.window.notices.retain(|notice| !notice.text.starts_with(NOT_SAVED));
                let Waits::Away(error) = waits else {
                    if self.session.place().is_some() {
                        // It became known meanwhile.
                        self.save_now(nonce);
                    }
                    return;
                };
                self.say_waiting(format!(
                    "{NOT_SAVED} in the register yet. It is kept on this computer and goes there \
                     when the register is back. {error}"
                ));
            }
            Err(error) => {
                if let Some(hand) = self.find_mut(Some(nonce)) {
                    hand.throttle.failed(instant);
                }
                self.window.notices.retain(|notice| !notice.text.starts_with(NOT_SAVED));
                self.say(format!("{NOT_SAVED}. What you typed is still here. {error}"), true);
            }
        }
    }
}

/// What we wrote of a draft, here and in the outbox. A job takes it along and gives it back: what
/// was tried is known to the job alone.
#[derive(Debug)]
pub struct OurFiles {
    /// Its file in the register, once it has one.
    path: Option<PathBuf>,
    /// What that may hold.
    pub(super) register: Ours,
    /// What a copy in the outbox may hold.
    outbox: Ours,
}

impl OurFiles {
    pub(super) fn of(hand: &Hand) -> Self {
        let last = hand.saved.as_ref().map(|(_, digest)| digest);
        Self {
            path: hand.saved.as_ref().map(|(path, _)| path.clone()),
            register: Ours::new(
                last.or(hand.draft.instead_of.as_ref()).cloned(),
                hand.draft.tried.clone(),
            ),
            outbox: Ours::new(hand.in_outbox.clone(), hand.tried_outbox.clone()),
        }
    }

    pub(super) fn give_back(self, hand: &mut Hand) {
        self.register.note_in(&mut hand.draft);
        if let Some(saved) = self.path.zip(self.register.last().cloned()) {
            hand.saved = Some(saved);
        }
        hand.tried_outbox = self.outbox.tried().to_vec();
        if let Some(waits) = self.outbox.last() {
            hand.in_outbox = Some(waits.clone());
        }
    }
}

/// Saves a draft in the register, or, where that is away, in the outbox. A copy that waited
/// in the outbox is removed once the register has the draft.
pub(super) fn place(
    disk: &dyn Disk,
    register: &Register,
    folder: &Path,
    draft: &Draft,
    known: &mut OurFiles,
) -> Result<Placed, RegisterError> {
    let mut there = draft.clone();
    Ours::default().note_in(&mut there);
    let saved = match &known.path {
        Some(path) => save_draft_at(disk, register, &there, path, &mut known.register),
        None => save_draft(disk, register, &there, &mut known.register),
    };
    match saved {
        Ok(saved) => {
            known.path = Some(saved.path.clone());
            take_out(disk, folder, &draft.nonce, &known.outbox);
            Ok(Placed { saved, away: None })
        }
        Err(error) if error.is_away() => {
            known.register.note_in(&mut there);
            let saved = wait_in(disk, folder, &register.info, &there, known)?;
            Ok(Placed { saved, away: Some(Waits::Away(error)) })
        }
        Err(error) => Err(error),
    }
}

/// Saves a draft in an outbox.
fn wait_in(
    disk: &dyn Disk,
    folder: &Path,
    info: &RegisterInfo,
    draft: &Draft,
    known: &mut OurFiles,
) -> Result<Saved, RegisterError> {
    let outbox = outbox::open_outbox(disk, folder, info)?;
    save_draft(disk, &outbox, draft, &mut known.outbox)
}

/// Removes a draft from an outbox, where it is still this one. Left behind it is brought back at
/// the next start: nothing is lost.
pub(super) fn take_out(disk: &dyn Disk, folder: &Path, nonce: &Nonce, ours: &Ours) {
    if *ours == Ours::default() {
        return;
    }
    let Ok(outbox) = Register::open(disk, folder) else { return };
    for waiting in list_drafts(disk, &outbox).drafts {
        if waiting.draft.nonce == *nonce && ours.holds(&waiting.digest) {
            let _ = discard_ours(disk, &waiting.path, ours);
        }
    }
}

/// How a notice about a draft begins, so that it goes when the draft is saved after all.
pub(super) const NOT_SAVED: &str = "This draft is not saved";
