//! "Child in danger now" pressed a second time while a record of the first is still open: it may
//! be another child, so both are possible, and the first is one press away.

use std::path::Path;
use std::sync::Arc;

use chrono::TimeDelta;

use super::super::calling::StillOpen;
use super::super::done::Done;
use super::super::events::Screen;
use super::super::state::State;
use super::super::workers::Lane;
use crate::base::time;
use crate::record::{DecisionDraft, Draft, Nonce, Place, Work};
use crate::register::drafts::{discard_draft, list_drafts};
use crate::register::{Disk, Register, RegisterError};

/// What was begun longer ago is on Home, and not at the top of an emergency.
const SHOWN_FOR: TimeDelta = TimeDelta::hours(24);

/// So many are shown; the rest is on Home.
const MOST: usize = 3;

impl State {
    /// Records of this workstation in which "child in danger now" was pressed within the last
    /// day, without the one in hand: the one pressed last comes first.
    pub(super) fn still_open(&self) -> Vec<StillOpen> {
        let now = self.now();
        let read = self.drafts.drafts.iter().map(|file| &file.draft);
        let read = read.filter(|draft| self.find(Some(&draft.nonce)).is_none());
        let ours = self.hands.iter().filter(|hand| !hand.signing).map(|hand| &hand.draft);
        let mut open: Vec<_> = ours
            .chain(read)
            .filter(|draft| Some(&draft.nonce) != self.decision.as_ref())
            .filter(|draft| draft.put_away.is_none() && draft.device == self.settings.device)
            .filter(|draft| !self.is_signed(draft))
            .filter_map(|draft| {
                let Work::Decision(work) = &draft.work else { return None };
                let at = work.acted_first.filter(|at| now - *at < SHOWN_FOR)?;
                let today = at.date_naive() == now.date_naive();
                let begun = if today { time::clock(&at) } else { time::moment(&at) };
                let about = work.record.children_words();
                Some((at, StillOpen { nonce: draft.nonce.clone(), begun, about }))
            })
            .collect();
        open.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.nonce.cmp(&other.nonce)));
        open.into_iter().map(|(_, one)| one).take(MOST).collect()
    }

    /// Back to the clock of the record that was begun before. The one in hand stays on Home; if
    /// nothing was done in it but the press, it goes.
    pub(super) fn back_to_open(&mut self, nonce: &Nonce) {
        self.drop_if_only_pressed();
        self.put_aside();
        let saved = self.drafts.drafts.iter().find(|file| file.draft.nonce == *nonce).cloned();
        if let Some(file) = saved {
            self.keep_in_memory(file);
        }
        self.decision = Some(nonce.clone());
        self.recompute();
        self.go(Screen::ActNow);
    }

    fn drop_if_only_pressed(&mut self) {
        let Some(hand) = self.hand().filter(|hand| !hand.signing && is_only_pressed(&hand.draft))
        else {
            return;
        };
        let draft = hand.draft.clone();
        self.decision = None;
        self.hands.retain(|hand| hand.draft.nonce != draft.nonce);
        let Some(register) = self.register.clone() else { return };
        let (disk, outbox) = (Arc::clone(&self.env.disk), self.outbox_of(&register));
        let nonce = draft.nonce.clone();
        // Behind its saving, which may still be under way.
        let job = move || Done::Removed(nonce, remove(&*disk, &register, &outbox, &draft));
        self.env.runner.run(Lane::Disk, Box::new(job));
    }
}

/// Whether the press is all that is in it.
fn is_only_pressed(draft: &Draft) -> bool {
    let Work::Decision(work) = &draft.work else { return false };
    let mut fresh = DecisionDraft {
        acted_first: work.acted_first,
        place: Place::Outcome,
        ..DecisionDraft::default()
    };
    fresh.answers.0.insert("start".to_owned(), "danger".to_owned());
    **work == fresh
}

/// Removes a draft from the register and from the outbox, wherever it says still the same.
fn remove(
    disk: &dyn Disk,
    register: &Register,
    outbox: &Path,
    draft: &Draft,
) -> Result<(), RegisterError> {
    let waiting = Register::open(disk, outbox).ok();
    for place in waiting.iter().chain([register]) {
        for file in list_drafts(disk, place).drafts {
            if file.draft.nonce == draft.nonce && file.draft.work == draft.work {
                discard_draft(disk, &file.path, &file.digest)?;
            }
        }
    }
    Ok(())
}
