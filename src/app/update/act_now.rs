//! "Child in danger now": pressed, kept once something is done, left and taken back. Pressed a
//! second time while a record of the first is still open it may be another child, so both are
//! possible, and the first is one press away.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, TimeDelta};

use crate::app::act_now::{CameFrom, Pressed};
use crate::app::drafts::{Job, Kept, remove_everywhere};
use crate::app::events::Screen;
use crate::app::focus::Focus;
use crate::app::state::State;
use crate::record::{DecisionDraft, DecisionId, Draft, Link, LinkWhy, Nonce, Place, Typed, Work};

/// Who stays on the page so long did not come there by accident.
const STAYS: TimeDelta = TimeDelta::seconds(20);

impl State {
    /// Child in danger now: the page opens, and its clock runs. Pressed again, or from Contacts
    /// in the middle of it, it is the same clock; nothing there is about another child.
    pub(super) fn act_now(&mut self) {
        self.act_now_about(None);
    }

    /// The same, where it is known whose child is meant: what to say begins with who that is.
    pub(super) fn act_now_about(&mut self, about: Option<DecisionId>) {
        if self.window.screen == Screen::ActNow {
            return;
        }
        let open = self.current_draft().filter(|hand| !hand.is_signing());
        let acted = open.and_then(|hand| hand.work()).is_some_and(|w| w.acted_first.is_some());
        let for_a_number = matches!(self.window.screen, Screen::Contacts | Screen::Settings);
        if for_a_number && (self.window.pressed.is_some() || acted) {
            self.go(Screen::ActNow);
            return;
        }
        // What is being signed is as it was when that began.
        let open = open.filter(|_| self.window.screen == Screen::Decide);
        let of = open.map(|hand| hand.draft.nonce.clone());
        self.window.came_from = Some(CameFrom {
            screen: self.window.screen.clone(),
            place: open
                .and_then(|hand| Some((hand.draft.nonce.clone(), hand.work()?.place.clone()))),
            keyboard: self.window.had_keyboard,
            begun: None,
        });
        if !(acted && of.is_some()) {
            self.window.pressed = Some(Pressed { at: self.now(), of, about });
        }
        self.refresh_call();
        self.go(Screen::ActNow);
    }

    /// Something is done, or the person stays: the time of the press is noted, in the draft that
    /// is open or in a new one.
    pub(super) fn keep_press(&mut self) {
        let Some(pressed) = self.window.pressed.take() else { return };
        let open =
            self.current_draft().filter(|hand| !hand.is_signing()).map(|hand| &hand.draft.nonce);
        if open.is_none() || open != pressed.of.as_ref() {
            self.put_aside();
            let link = |decision| Link { decision, why: LinkWhy::Review };
            let linked = pressed.about.map(link).into_iter().collect();
            let work = Work::Decision(Box::new(DecisionDraft { linked, ..Default::default() }));
            // Even without a record: whom to ring is shown.
            let Some(nonce) = self.begin(work, None) else { return };
            if let Some(hand) = self.find_mut(Some(&nonce)) {
                hand.draft.begun = pressed.at;
            }
            if let Some(from) = &mut self.window.came_from {
                from.begun = Some(nonce.clone());
            }
            self.drafts.set_decision(Some(nonce));
        }
        self.note_danger(pressed.at);
    }

    /// Back to where it was pressed, as that was. What was done since stays, in its draft.
    pub(super) fn leave_act_now(&mut self) {
        self.forget_press();
        let Some(from) = self.window.came_from.take() else {
            self.go(if self.current_draft().is_some() { Screen::Decide } else { Screen::Home });
            return;
        };
        if let Some((nonce, place)) = from.place
            && self.drafts.decision() == Some(&nonce)
            && self.work_mut().is_some_and(|work| work.place != place)
        {
            self.place(place);
        }
        self.window.focus = Some(Focus::Back(from.keyboard));
        // What was open there may be signed by now.
        let gone = from.screen == Screen::Decide && self.current_draft().is_none();
        self.go(if gone { Screen::Home } else { from.screen });
    }

    /// Takes the press back, and leaves nothing of it: a record in which nothing else is goes,
    /// and an open one is as it was.
    pub(super) fn pressed_by_mistake(&mut self) {
        let begun = self.window.came_from.as_ref().and_then(|from| from.begun.as_ref());
        let only = begun.is_some() && begun == self.drafts.decision();
        if only && self.drop_if_only_pressed() {
            self.leave_act_now();
            return;
        }
        let Some(work) = self.work_mut() else { return };
        let Some(at) = work.acted_first.take() else { return };
        if work.answers.0.get("start").is_some_and(|choice| choice == "danger") {
            work.answers.0.remove("start");
        }
        // It was filled in from the press.
        if work.record.decided == Typed::of(&at) {
            work.record.decided = Typed::default();
        }
        self.current_draft_edited();
        if let Some(nonce) = self.drafts.decision().cloned() {
            self.save_now(&nonce);
        }
        if self.window.came_from.as_ref().is_some_and(|from| from.place.is_some()) {
            self.leave_act_now();
        } else {
            self.show_outcome();
        }
    }

    /// Back to the clock of the record that was begun before. The one in hand stays on Home; if
    /// nothing was done in it but the press, it goes.
    pub(super) fn back_to_open(&mut self, nonce: &Nonce) {
        self.forget_press();
        self.drop_if_only_pressed();
        self.put_aside();
        let saved =
            self.session.drafts().drafts.iter().find(|file| file.draft.nonce == *nonce).cloned();
        if let Some(file) = saved {
            self.keep_in_memory(file);
        }
        self.drafts.set_decision(Some(nonce.clone()));
        self.recompute();
        self.go(Screen::ActNow);
    }

    /// Returns whether it went.
    fn drop_if_only_pressed(&mut self) -> bool {
        let Some(hand) =
            self.current_draft().filter(|hand| !hand.is_signing() && is_only_pressed(&hand.draft))
        else {
            return false;
        };
        let draft = hand.draft.clone();
        self.drafts.set_decision(None);
        self.drafts.remove(&draft.nonce);
        // It may be on this computer only, where no register is known yet.
        let register = self.session.place().cloned();
        let outbox = self.env.outbox.join(draft.register.as_str());
        let disk = Arc::clone(&self.env.disk);
        let nonce = draft.nonce.clone();
        // Behind its saving, which may still be under way.
        let remove = move || remove_everywhere(&*disk, register.as_ref(), &outbox, &draft);
        self.run_for_drafts([Box::new(move || Kept::Removed(nonce, remove())) as Job]);
        true
    }
}

impl State {
    /// When "child in danger now" was pressed: just now, or in the decision in hand.
    pub fn pressed_at(&self) -> Option<DateTime<FixedOffset>> {
        match &self.window.pressed {
            Some(pressed) => Some(pressed.at),
            None => self.current_draft()?.work()?.acted_first,
        }
    }

    /// How long the clock of act-now stands as it is, in seconds: 1 to 60.
    pub fn seconds_to_next_minute(&self) -> u64 {
        let since = self.pressed_at().map_or(0, |at| (self.now() - at).num_seconds());
        u64::try_from(60 - since.rem_euclid(60)).unwrap_or(60)
    }

    /// How long until a press that stays is kept, in seconds; 60 where none waits for that.
    pub fn seconds_until_kept(&self) -> u64 {
        let left = self.stays_until().map(|until| (until - self.now()).num_seconds());
        left.map_or(60, |left| u64::try_from(left.clamp(1, 60)).unwrap_or(60))
    }

    /// Whether the person has stayed on the page until now.
    pub(super) fn has_stayed(&self) -> bool {
        self.window.screen == Screen::ActNow
            && self.stays_until().is_some_and(|until| self.now() >= until)
    }

    /// In a draft that is open staying changes nothing: what was decided there is replaced only
    /// when something is done.
    fn stays_until(&self) -> Option<DateTime<FixedOffset>> {
        let pressed = self.window.pressed.as_ref().filter(|pressed| pressed.of.is_none())?;
        Some(pressed.at + STAYS)
    }
}

/// Whether the press is all that is in it.
fn is_only_pressed(draft: &Draft) -> bool {
    let Work::Decision(work) = &draft.work else { return false };
    let mut fresh = DecisionDraft {
        acted_first: work.acted_first,
        place: Place::Outcome,
        linked: work.linked.clone(),
        ..DecisionDraft::default()
    };
    fresh.answers.0.insert("start".to_owned(), "danger".to_owned());
    **work == fresh
}
