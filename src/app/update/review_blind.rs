//! The facts are read first: what the reviewer answers from them is on the disk before anything of
//! what was decided is shown, and nothing changes it after that.
//!
//! While it is read so, what was decided is hidden everywhere and not on this screen alone: the
//! session says of which decisions ([`crate::app::session::Session::is_read_blind`]), and the list
//! and its search, Home, the chronology and every way to open one ask it. That they are hidden is
//! said there, with the way to stop.

use std::sync::Arc;

use crate::app::focus::Focus;
use crate::app::screens::review::{QuestionShown, ReadingShown};
use crate::app::state::State;
use crate::pathway::Retold;
use crate::record::statement::review::{side_by_side, would_change};
use crate::record::{BlindReading, DecisionId, Nonce};

/// Why nothing is signed before the facts were read.
pub(super) const FACTS_FIRST: &str =
    "Answer from the facts first, and keep your answers. Your view comes after that.";

impl State {
    /// Whether this register is read blind.
    pub fn is_blind(&self) -> bool {
        let register = self.session.register().map(|register| &register.info.id);
        register.is_some_and(|id| self.settings.saved.read_blind.contains(id))
    }

    /// From now on the facts are read first in this register, or they are not.
    pub(super) fn read_blind(&mut self, blind: bool) {
        let Some(register) = self.session.register().map(|one| one.info.id.clone()) else { return };
        let all = &mut self.settings.saved.read_blind;
        all.retain(|one| *one != register);
        if blind {
            all.push(register);
        }
        self.settings.throttle.touched((self.env.instant)());
        if self.review_run().is_some() {
            self.change_run(|run| run.read_blind(blind));
        }
        self.refresh_lists();
        self.people_changed();
        self.rework();
        if !blind {
            self.say("You no longer read blind. What was decided is shown everywhere again.");
        }
    }

    /// The review of one that is read blind was begun, or is continued.
    pub(super) fn begin_reading(&mut self, id: &DecisionId) {
        let Some(review) = self.review_in_hand() else { return };
        let of = review.of.clone();
        let reading = review.blind.as_ref().filter(|one| one.is_kept() || one.of == of);
        if reading.is_none() && self.session.is_read_blind(id) {
            // A form that was opened and left untouched leaves nothing behind.
            self.edit_review(|review| review.blind = Some(BlindReading::new(of)));
        }
        self.show_reading();
    }

    /// What the screen shows of the answers, anew. What the doctor decided is in it once they are
    /// kept, and not before.
    fn show_reading(&mut self) {
        let shown = self.reading_shown();
        self.screens.review.reading = shown;
    }

    fn reading_shown(&self) -> Option<ReadingShown> {
        let reading = self.review_in_hand()?.blind.as_ref()?;
        let pathway = self.known.rules.pathway();
        let mut shown = ReadingShown::default();
        let walked = Retold::of(pathway, &reading.answers);
        let given = walked.trail.into_iter().map(|one| (one.title, one.label));
        shown.given = given.collect();
        shown.came_to = walked.outcome.map(|outcome| outcome.headline).unwrap_or_default();
        shown.next = reading.next(pathway).map(|question| QuestionShown {
            title: question.title.clone(),
            hint: question.hint.clone(),
            choices: question
                .choices
                .iter()
                .map(|one| (one.id.clone(), one.label.clone(), one.detail.clone()))
                .collect(),
        });
        let id = self.shown_id()?;
        if reading.is_kept() && !self.session.is_read_blind(id) {
            let file = self.files_of(id).into_iter().next()?;
            let of = file.statements.iter().find(|one| one.digest == reading.of)?;
            let decision = of.decision()?;
            shown.against = side_by_side(reading, decision, pathway);
            let both = [&reading.answers, decision.basis.answers()];
            shown.changes = both.map(|answers| would_change(answers, pathway));
        }
        Some(shown)
    }

    pub(super) fn answer_blind(&mut self, choice: &str) {
        let pathway = Arc::clone(self.known.rules.pathway());
        self.change_reading(|reading| reading.answer(&pathway, choice));
    }

    pub(super) fn take_answer_back(&mut self) {
        let pathway = Arc::clone(self.known.rules.pathway());
        self.change_reading(|reading| reading.back(&pathway));
    }

    fn change_reading(&mut self, change: impl FnOnce(&mut BlindReading)) {
        self.change_review(|review| {
            if let Some(reading) = &mut review.blind {
                change(reading);
            }
        });
        self.show_reading();
        // The question that comes is heard.
        self.window.focus = Some(Focus::Part);
    }

    /// The answers are kept: written to the disk at once, and what the doctor decided is shown when
    /// they are there.
    pub(super) fn keep_reading(&mut self) {
        let (pathway, now) = (Arc::clone(self.known.rules.pathway()), self.now());
        let reading = self.review_in_hand().and_then(|review| review.blind.as_ref());
        if !reading.is_some_and(BlindReading::can_be_kept) {
            return;
        }
        let Some(nonce) = self.drafts.addition().cloned() else { return };
        self.screens.review.keeping = Some(nonce.clone());
        self.change_reading(|reading| reading.keep(&pathway, now));
        self.save_now(&nonce);
    }

    /// A draft was saved: answers that were on their way to the disk are there.
    pub(super) fn reading_saved(&mut self, nonce: &Nonce) {
        let safe = self.find(Some(nonce)).is_some_and(crate::app::drafts::OpenDraft::is_safe);
        if safe && self.screens.review.keeping.as_ref() == Some(nonce) {
            self.screens.review.keeping = None;
            self.refresh_lists();
            self.people_changed();
            self.rework();
            self.show_reading();
            self.window.focus = Some(Focus::Title);
        }
    }

    /// What was answered and not kept is no part of a review that is signed.
    pub(super) fn drop_unkept_reading(&mut self) {
        self.edit_review(|review| {
            review.blind.take_if(|reading| !reading.is_kept());
        });
    }
}
