//! The reviewer's loop: what waits, the one that is read, what is said of it, and the next.

use super::review_blind::FACTS_FIRST;
use super::review_run::is_review;
use crate::app::events::{ReviewEvent, Screen};
use crate::app::session::AfterRead;
use crate::app::state::State;
use crate::record::{AdditionKind, AdditionType as _, DecisionId, Verdict, Work};

impl State {
    pub(super) fn review_event(&mut self, event: ReviewEvent) {
        match event {
            ReviewEvent::Next => {
                self.begin_run();
                self.review_next();
            }
            ReviewEvent::Open(id) => {
                self.begin_run();
                self.review(&id);
            }
            ReviewEvent::Sample(count) => self.draw(count),
            ReviewEvent::Blind(blind) => self.read_blind(blind),
            ReviewEvent::Answer(choice) => self.answer_blind(&choice),
            ReviewEvent::AnswerBack => self.take_answer_back(),
            ReviewEvent::Keep => self.keep_reading(),
            ReviewEvent::Queue => self.go_queue(),
            ReviewEvent::PutOff => self.put_off(),
            ReviewEvent::Verdict(verdict) => self.verdict(verdict),
            ReviewEvent::Tick(tick) => self.change_review(|review| review.tick(tick)),
            ReviewEvent::Involved(involved) => {
                self.change_review(|review| review.involved = involved);
            }
            ReviewEvent::ShowAbout => self.screens.review.about = !self.screens.review.about,
            ReviewEvent::About(about) => {
                self.screens.review.about = false;
                self.change_review(|review| review.about = about);
            }
            ReviewEvent::Edited => self.change_review(|_| ()),
            ReviewEvent::Sign => self.sign_review(),
        }
    }

    /// Review: where one was in it, else the list of what waits.
    pub(super) fn go_review(&mut self) {
        if matches!(self.window.screen, Screen::Review(_)) {
            return;
        }
        if self.review_run().is_some() && !self.session.is_loading() {
            self.review_next();
        } else {
            self.go_queue();
        }
    }

    /// To the list of what waits.
    fn go_queue(&mut self) {
        self.leave_addition();
        self.refresh_review();
        self.go(Screen::Review(None));
    }

    fn begin_run(&mut self) {
        self.change_run(|_| ());
    }

    /// So many of the rest are drawn.
    fn draw(&mut self, count: usize) {
        self.change_run(|run| run.sample = count);
    }

    /// All is done: the next run begins with what comes then.
    fn end_run(&mut self) {
        if let Some(register) = self.session.register().map(|one| one.info.id.clone()) {
            self.settings.saved.reviewing.remove(&register);
            self.settings.throttle.touched((self.env.instant)());
        }
    }

    /// The one that waits first; where none does any more, that is said.
    pub(super) fn review_next(&mut self) {
        self.refresh_review();
        let queue = self.session.review_queue();
        if let Some(next) = queue.next().cloned() {
            self.review(&next);
            return;
        }
        let done = queue.done;
        self.end_run();
        self.go_queue();
        if done > 0 {
            let words = if done == 1 { "1 was".to_owned() } else { format!("{done} were") };
            self.say(format!("Nothing is left to review. {words} reviewed this time."));
        }
    }

    /// Opens this one to be reviewed: its facts, and a review that was begun or a new one.
    pub(super) fn review(&mut self, id: &DecisionId) {
        if self.session.contents().find(id).next().is_none() {
            self.refuse("The register is still being read. One moment, then try again.");
            return;
        }
        self.leave_addition();
        self.close_path();
        if self.shown_id() != Some(id) {
            self.session.forget_look();
        }
        self.screens.review.about = false;
        if !self.session.is_read_blind(id) {
            self.has_seen(id);
        }
        self.go(Screen::Review(Some(id.clone())));
        self.look_at_shown();
        if self.hold(std::slice::from_ref(id), AfterRead::Review(id.clone())) {
            self.begin_review(id);
        }
    }

    /// The review that is written on this screen, begun or gone on with.
    pub(super) fn begin_review(&mut self, id: &DecisionId) {
        if self.window.screen != Screen::Review(Some(id.clone())) {
            return;
        }
        self.go_on_or_begin(id, is_review, |state| {
            let new = state.new_addition(id, AdditionKind::Review, None)?;
            Some(Work::Addition(Box::new(new)))
        });
        // One that was begun on an earlier decision of the same case is of what is read now; the
        // view was of the other, and is asked again.
        let file = self.files_of(id).into_iter().next();
        let newest = file.and_then(|file| Some(file.standing()?.decision));
        if let Some((newest, review)) = newest.zip(self.review_in_hand())
            && review.of != newest
        {
            self.change_review(|review| {
                (review.of, review.verdict, review.about) = (newest, None, None);
            });
        }
        self.begin_reading(id);
    }

    /// What they came to. Where a child may be at risk, help comes before the rest of the review,
    /// which is saved meanwhile.
    fn verdict(&mut self, verdict: Verdict) {
        self.change_review(|review| review.verdict = Some(verdict));
        if verdict == Verdict::AtRisk && self.review_in_hand().is_some() {
            if let Some(nonce) = self.drafts.addition().cloned() {
                self.save_now(&nonce);
            }
            self.act_now_about(self.shown_id().cloned());
        }
    }

    /// After all others.
    fn put_off(&mut self) {
        let Screen::Review(Some(id)) = &self.window.screen else { return };
        let id = id.clone();
        self.leave_addition();
        self.change_run(|run| run.put_off(&id));
        self.review_next();
    }

    fn sign_review(&mut self) {
        let Some(review) = self.review_in_hand() else { return };
        let (lacks, at_risk) = (review.lacks(), review.verdict == Some(Verdict::AtRisk));
        let hidden = self.shown_id().is_some_and(|id| self.session.is_read_blind(id));
        // That a child may be at risk today waits for no question.
        if hidden && !at_risk {
            self.refuse(FACTS_FIRST);
            return;
        }
        if let Some(why) = lacks {
            self.refuse(why);
            return;
        }
        self.drop_unkept_reading();
        if let Some(nonce) = self.drafts.addition().cloned() {
            self.sign(&nonce);
        }
    }

    /// A review was signed on the screen: the next is opened, or the decision of which it was where
    /// nobody goes through what waits.
    pub(super) fn review_signed(&mut self, id: &DecisionId) {
        if self.review_run().is_some() {
            self.review_next();
        } else {
            self.show_decision(id);
        }
    }
}
