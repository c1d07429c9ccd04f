//! The questions and the outcome.

use std::sync::Arc;

use crate::app::case::SummaryView;
use crate::app::environment::first_half;
use crate::app::events::{DecideEvent, Event, Screen};
use crate::app::focus::Focus;
use crate::app::state::State;
use crate::pathway::{Alternative, OutcomeKind, PendingChange, alternatives};
use crate::record::looked_for::tick;
use crate::record::prefill::{Known, first_passage, own, prefill, what_would_change};
use crate::record::set_aside::SUMMARY;
use crate::record::{Answered, DecisionDraft, ItemId, Place};

impl State {
    pub(super) fn decide(&mut self, ctx: &egui::Context, event: DecideEvent) {
        if matches!(
            event,
            DecideEvent::Rang(..) | DecideEvent::WriteRecord | DecideEvent::AnswerAfterwards
        ) {
            self.keep_press();
        }
        match event {
            DecideEvent::Pick(choice) => {
                if let Some(hand) = self.current_draft_mut() {
                    hand.picked = Some(choice);
                }
            }
            DecideEvent::Raised(line, on) => self.edit(|work| {
                tick(&mut work.record.raised, &line, on);
                if on {
                    tick(&mut work.record.none_apply, &line, false);
                }
            }),
            DecideEvent::NoneOfThese(none) => self.none_of_these(none),
            DecideEvent::Lesser(reason) => self.edit(|work| work.record.lesser = reason),
            DecideEvent::NotFound(line, on) => {
                self.edit(|work| tick(&mut work.record.not_found, &line, on));
            }
            DecideEvent::Continue => self.answer(),
            DecideEvent::Back => self.back(),
            DecideEvent::Change(question) => self.look_again(question),
            DecideEvent::ConfirmChange(yes) => self.confirm_change(yes),
            DecideEvent::After(question, choice) => self.edit(|work| {
                work.answers.0.insert(question, choice);
            }),
            DecideEvent::ShowAlternatives => {
                let shown = self.current_draft().is_some_and(|hand| hand.departing.is_some());
                let others = if shown { None } else { self.alternatives() };
                self.window.focus = others.is_some().then_some(Focus::Part);
                if let Some(hand) = self.current_draft_mut() {
                    hand.departing = others;
                }
            }
            DecideEvent::Depart(to) => self.depart(to.as_deref()),
            DecideEvent::DepartureEdited => self.current_draft_edited(),
            DecideEvent::SummaryEdited => {
                if let Some(hand) = self.current_draft_mut() {
                    hand.copy_asked = false;
                }
                self.keep_summary();
            }
            DecideEvent::CopySummary => self.copy_or_ask(ctx),
            DecideEvent::CopySummaryAnyway(yes) => {
                if let Some(hand) = self.current_draft_mut() {
                    hand.copy_asked = false;
                }
                if yes {
                    self.copy_summary(ctx);
                } else {
                    self.recompute();
                }
            }
            DecideEvent::SummaryTick(tick, on) => {
                if let Some(hand) = self.current_draft_mut() {
                    hand.summary_ticks.insert(tick, on);
                    hand.copy_asked = false;
                    self.recompute();
                }
            }
            DecideEvent::SummaryAgain => self.edit(|work| {
                let edited = std::mem::take(&mut work.record.summary);
                work.set_text_aside(SUMMARY, edited);
            }),
            DecideEvent::LeaveActNow => self.leave_act_now(),
            DecideEvent::PressedByMistake => self.pressed_by_mistake(),
            DecideEvent::BackToOpen(nonce) => self.back_to_open(&nonce),
            DecideEvent::WriteRecord => self.write_record(),
            DecideEvent::ShowOutcome => self.show_outcome(),
            DecideEvent::AnswerAfterwards => self.answer_afterwards(),
            DecideEvent::Rang(kind, to) => self.rang(kind, &to),
            DecideEvent::Answered(call, answered) => self.call_came_to(&call, answered),
            DecideEvent::WorriedMyself => {
                let from = self.current_draft().map(|hand| hand.draft.decision.clone());
                self.worried_myself(from);
                self.answer_with("start", "concern");
            }
        }
    }

    fn call_came_to(&mut self, call: &ItemId, answered: Option<Answered>) {
        self.edit(|work| {
            let calls = &mut work.record.disclosures;
            if let Some(call) = calls.iter_mut().find(|one| one.id == *call) {
                call.answered = answered;
            }
        });
    }

    /// Copies the summary; where something in it may tell who somebody is, that is asked first.
    fn copy_or_ask(&mut self, ctx: &egui::Context) {
        let tells = self.summary().is_some_and(|summary| !summary.traces.is_empty());
        match self.current_draft_mut() {
            Some(hand) if tells => {
                hand.copy_asked = true;
                self.recompute();
            }
            _ => self.copy_summary(ctx),
        }
    }

    /// Changes the decision in hand, and what follows from it.
    fn edit(&mut self, change: impl FnOnce(&mut DecisionDraft)) {
        if let Some(work) = self.work_mut() {
            change(work);
            self.current_draft_edited();
        }
    }

    /// Of what is never a lesser concern none applies. That is an answer to what was asked, and no
    /// word of having looked for it: an earlier version wrote it down as that.
    fn none_of_these(&mut self, none: bool) {
        let pathway = Arc::clone(self.known.rules.pathway());
        let never = self.asked().and_then(|id| pathway.question(&id)?.never.as_ref());
        let (Some(never), Some(work)) = (never, self.work_mut()) else { return };
        for line in &never.lines {
            tick(&mut work.record.none_apply, line, none);
            tick(&mut work.record.not_found, line, false);
            if none {
                tick(&mut work.record.raised, line, false);
            }
        }
        self.current_draft_edited();
    }

    fn summary(&self) -> Option<&SummaryView> {
        self.current_draft()?.case.as_ref()?.summary.as_ref()
    }

    /// The summary as it stands on the screen.
    fn summary_shown(&self) -> Option<String> {
        Some(self.summary()?.text.clone())
    }

    fn copy_summary(&mut self, ctx: &egui::Context) {
        // What is taken along to be read out is kept as it was.
        self.keep_summary();
        let text = self.summary_shown().unwrap_or_default();
        let said = "The summary is copied. Read it through before you use it.".to_owned();
        self.handle(ctx, Event::Copy { text, said });
    }

    /// The summary on the screen is the one that is kept from now on.
    fn keep_summary(&mut self) {
        let Some(text) = self.summary_shown() else { return };
        if let Some(work) = self.work_mut() {
            // Emptied by hand is not the same as not made yet.
            work.record.summary = if text.is_empty() { " ".to_owned() } else { text };
            self.current_draft_edited();
        }
    }

    /// The question that is on the screen.
    pub fn asked(&self) -> Option<String> {
        let hand = self.current_draft()?;
        match &hand.work()?.place {
            Place::Question(id) => Some(id.clone()),
            _ => hand.case.as_ref()?.made.walk.next.clone(),
        }
    }

    /// Confirms what is picked. A changed answer that would make others fall away, or count
    /// again, is shown first.
    fn answer(&mut self) {
        let Some(question) = self.asked() else { return };
        let Some(hand) = self.current_draft() else { return };
        let Some(choice) = hand.picked.clone() else { return };
        let Some(work) = hand.work() else { return };
        let pathway = self.known.rules.pathway();
        let change = PendingChange::to_be_seen(pathway, &work.answers, &question, &choice);
        if let (Some(change), Some(hand)) = (change, self.current_draft_mut()) {
            hand.change = Some(change);
            return;
        }
        self.answer_with(&question, &choice);
    }

    fn answer_with(&mut self, question: &str, choice: &str) {
        let Some(work) = self.work_mut() else { return };
        work.answer(question, choice);
        self.current_draft_edited();
        let finished = self
            .current_draft()
            .and_then(|hand| hand.case.as_ref())
            .is_some_and(|case| case.made.walk.next.is_none());
        self.place(if finished { Place::Outcome } else { Place::Questions });
        if self
            .current_draft()
            .and_then(crate::app::drafts::OpenDraft::work)
            .is_some_and(DecisionDraft::is_in_danger)
        {
            self.window.came_from = None;
            self.note_danger(self.now());
        }
    }

    fn confirm_change(&mut self, yes: bool) {
        let Some(hand) = self.current_draft_mut() else { return };
        let Some(change) = hand.change.take() else { return };
        if yes {
            self.answer_with(&change.question, &change.choice);
        } else {
            let now = hand.work().and_then(|work| work.answers.0.get(&change.question).cloned());
            hand.picked = now;
        }
    }

    /// To the question before this one in the walk.
    fn back(&mut self) {
        let asked = self.asked();
        let Some(hand) = self.current_draft() else { return };
        let Some(case) = &hand.case else { return };
        let trail = &case.made.walk.trail;
        let at = asked.and_then(|id| trail.iter().position(|step| step.question == id));
        let at_outcome = hand.work().is_some_and(|work| work.place == Place::Outcome);
        let before = match at {
            Some(at) if !at_outcome => at.checked_sub(1).and_then(|index| trail.get(index)),
            _ => trail.last(),
        };
        match before.map(|step| step.question.clone()) {
            Some(question) => self.look_again(question),
            None => self.go(Screen::Home),
        }
    }

    fn look_again(&mut self, question: String) {
        let now = self.work_mut().and_then(|work| work.answers.0.get(&question).cloned());
        self.place(Place::Question(question));
        if let Some(hand) = self.current_draft_mut() {
            hand.picked = now;
        }
        self.go(Screen::Decide);
    }

    /// What can be decided instead of the suggested outcome.
    fn alternatives(&self) -> Option<Vec<Alternative>> {
        let hand = self.current_draft()?;
        let suggested = hand.case.as_ref()?.made.suggested.as_ref()?;
        Some(alternatives(self.known.rules.pathway(), &hand.work()?.answers, &suggested.id))
    }

    fn depart(&mut self, to: Option<&str>) {
        let pathway = Arc::clone(self.known.rules.pathway());
        // On what is decided, and from there to why; or back to what the outcome says.
        self.window.focus = Some(if to.is_some() { Focus::Part } else { Focus::Title });
        let Some(hand) = self.current_draft_mut() else { return };
        hand.departing = None;
        self.edit(|work| work.depart(&pathway, to));
    }

    /// Opens the record with everything known already filled in.
    pub(super) fn write_record(&mut self) {
        let (now, author) = (self.now(), self.settings.author.clone());
        let mut ids = Vec::new();
        // More than prefilling can use; minted here because the record room mints nothing.
        for _ in 0..8 {
            let Some(random) = (self.env.random)() else { break };
            ids.push(first_half(random));
        }
        if let Some(hand) = self.current_draft_mut()
            && let Some(case) = &hand.case
            && let Some(decided) = case.made.decided.as_ref().map(|outcome| outcome.id.clone())
        {
            let reached = case.made.walk.reached();
            let turns = case.turns.clone();
            if let Some(work) = hand.work_mut() {
                let at = work.decided_at().unwrap_or(now);
                let known = Known { answers: &reached, decided: &decided, at, author: &author };
                let mut next = || ids.pop().unwrap_or_default();
                prefill(&mut work.record, &known, &mut next);
                what_would_change(&mut work.record, &decided, &turns);
                first_passage(&mut work.record, ItemId::mint(next()));
            }
            // A departure may be closed yet by what the record will say.
            if OutcomeKind::of(&decided) == Some(OutcomeKind::Open) {
                self.offer_owner();
            }
        }
        self.place(Place::Record(None));
        self.go(Screen::Decide);
    }

    /// Whoever writes is put down as the owner of a case that stays open, once.
    pub(super) fn offer_owner(&mut self) {
        let author = self.settings.author.clone();
        let Some(hand) = self.current_draft_mut() else { return };
        let open = hand.case.as_ref().is_some_and(|case| case.made.open);
        let Some(work) = hand.work_mut().filter(|work| open && !work.owner_offered) else { return };
        if own(&mut work.record, &author) {
            work.owner_offered = true;
            self.current_draft_edited();
        }
    }

    /// To the questions, in retrospect. Where the press is the only answer, it is asked anew
    /// what brought the doctor here: the press and its time stand whatever is answered.
    fn answer_afterwards(&mut self) {
        let only_pressed = self.current_draft().and_then(|hand| hand.case.as_ref()).is_some_and(
            |case| matches!(case.made.walk.trail.as_slice(), [step] if step.choice == "danger"),
        );
        if only_pressed {
            self.look_again("start".to_owned());
        } else {
            self.show_outcome();
        }
    }
}
