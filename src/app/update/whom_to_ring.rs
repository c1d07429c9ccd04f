//! Whom to ring, and what was rung already, as the screens show it.

use chrono::TimeDelta;

use crate::app::drafts::OpenDraft;
use crate::app::session::whom_to_ring::StillOpen;
use crate::app::state::State;
use crate::base::time;
use crate::record::link::can_take_over;
use crate::record::{DecisionDraft, LinkWhy, Record, Work};

/// What was begun longer ago is on Home, and not at the top of an emergency.
const SHOWN_FOR: TimeDelta = TimeDelta::hours(24);

/// So many are shown; the rest is on Home.
const MOST: usize = 3;

impl State {
    /// The contacts anew, from what was read, and what to say with them.
    pub(super) fn refresh_contacts(&mut self) {
        let now = self.now();
        self.session.refresh_contacts(&self.settings.author, &now);
        self.refresh_call();
    }

    /// What to say anew, from the record in hand.
    pub fn refresh_call(&mut self) {
        let now = self.now();
        let about = self.acted_on().map(|hand| hand.draft.nonce.clone());
        let record = self.drafts.find(about.as_ref());
        let record = match record.and_then(|hand| hand.work()) {
            Some(work) => self.reviewed_child(work).unwrap_or_else(|| work.record.clone()),
            None => self.pressed_about().unwrap_or_default(),
        };
        let (author, still_open) = (&self.settings.author, self.still_open());
        self.session.refresh_call(author, &record, &now, still_open);
    }

    /// Who is in the decision in whose review it was pressed, while nothing is written yet.
    fn pressed_about(&self) -> Option<Record> {
        let about = self.window.pressed.as_ref()?.about.as_ref()?;
        let file = self.files_of(about).into_iter().next()?;
        file.latest_decision().map(|(_, decision)| who_is_in(&decision.record))
    }

    /// The same once something is: as long as nobody is named in what was begun.
    fn reviewed_child(&self, work: &DecisionDraft) -> Option<Record> {
        let is_review = work.linked.first().is_some_and(|link| link.why == LinkWhy::Review);
        let from = self.linked_record(work).filter(|_| is_review)?;
        can_take_over(&work.record, from).then(|| who_is_in(from))
    }

    /// Records of this workstation in which "child in danger now" was pressed within the last
    /// day, without the one in hand: the one pressed last comes first.
    pub(super) fn still_open(&self) -> Vec<StillOpen> {
        let now = self.now();
        let about = self.acted_on().map(|hand| &hand.draft.nonce);
        let read = self.session.drafts().drafts.iter().map(|file| &file.draft);
        let read = read.filter(|draft| self.find(Some(&draft.nonce)).is_none());
        let ours = self.drafts.iter().filter(|hand| !hand.is_signing()).map(|hand| &hand.draft);
        let mut open: Vec<_> = ours
            .chain(read)
            .filter(|draft| Some(&draft.nonce) != about)
            .filter(|draft| draft.put_away.is_none() && draft.device == self.settings.saved.device)
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

    /// The draft that act-now is about. While nothing was done, that is the open one in which it
    /// would be noted: nothing of another child is shown.
    pub fn acted_on(&self) -> Option<&OpenDraft> {
        match &self.window.pressed {
            Some(pressed) => self.find(pressed.of.as_ref()),
            None => self.current_draft(),
        }
    }

    /// Nothing was done: nothing is left of the press.
    pub(super) fn forget_press(&mut self) {
        if self.window.pressed.take().is_some() {
            self.refresh_call();
        }
    }
}

/// The people of a record alone: what a colleague saw is not what whoever rings has seen.
fn who_is_in(record: &Record) -> Record {
    let (children, others) = (record.children.clone(), record.others.clone());
    Record { children, others, ..Record::default() }
}
