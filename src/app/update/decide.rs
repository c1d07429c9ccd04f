//! The questions and the outcome.

use chrono::{DateTime, FixedOffset};

use crate::app::alternatives::{Alternative, alternatives};
use crate::app::case::{Case, SummaryView};
use crate::app::environment::first_half;
use crate::app::events::{DecideEvent, Event, Screen};
use crate::app::focus::Focus;
use crate::app::state::State;
use crate::pathway::OutcomeKind;
use crate::record::aside::{OTHERWISE, SUMMARY};
use crate::record::looked::tick;
use crate::record::prefill::{Known, own, prefill, what_would_change};
use crate::record::{DecisionDraft, Departure, Place};

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
                if let Some(hand) = self.hand_mut() {
                    hand.picked = Some(choice);
                }
            }
            DecideEvent::Raised(line, on) => self.edit(|work| {
                tick(&mut work.record.raised, &line, on);
                if on {
                    tick(&mut work.record.not_found, &line, false);
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
                let shown = self.hand().is_some_and(|hand| hand.departing.is_some());
                let others = if shown { None } else { self.alternatives() };
                self.window.focus = others.is_some().then_some(Focus::Part);
                if let Some(hand) = self.hand_mut() {
                    hand.departing = others;
                }
            }
            DecideEvent::Depart(to) => self.depart(to),
            DecideEvent::DepartureTouched => self.touch_hand(),
            DecideEvent::SummaryEdited => {
                if let Some(hand) = self.hand_mut() {
                    hand.copy_asked = false;
                }
                self.keep_summary();
            }
            DecideEvent::CopySummary => self.copy_or_ask(ctx),
            DecideEvent::CopySummaryAnyway(yes) => {
                if let Some(hand) = self.hand_mut() {
                    hand.copy_asked = false;
                }
                if yes {
                    self.copy_summary(ctx);
                } else {
                    self.recompute();
                }
            }
            DecideEvent::SummaryTick(tick, on) => {
                if let Some(hand) = self.hand_mut() {
                    hand.summary_ticks.insert(tick, on);
                    hand.copy_asked = false;
                    self.recompute();
                }
            }
            DecideEvent::SummaryAgain => self.edit(|work| {
                let edited = std::mem::take(&mut work.record.summary);
                set_aside(work, SUMMARY, edited);
            }),
            DecideEvent::LeaveActNow => self.leave_act_now(),
            DecideEvent::PressedByMistake => self.pressed_by_mistake(),
            DecideEvent::BackToOpen(nonce) => self.back_to_open(&nonce),
            DecideEvent::WriteRecord => self.write_record(),
            DecideEvent::ShowOutcome => self.show_outcome(),
            DecideEvent::AnswerAfterwards => self.answer_afterwards(),
            DecideEvent::Rang(kind, to) => self.rang(kind, &to),
            DecideEvent::WorriedMyself => {
                let from = self.hand().map(|hand| hand.draft.decision.clone());
                self.worried_myself(from);
                self.answer_with("start", "concern");
            }
        }
    }

    /// Copies the summary; where something in it may tell who somebody is, that is asked first.
    fn copy_or_ask(&mut self, ctx: &egui::Context) {
        let tells = self.summary().is_some_and(|summary| !summary.traces.is_empty());
        match self.hand_mut() {
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
            self.touch_hand();
        }
    }

    /// Of what is never a lesser concern nothing is so: each was looked for and not found.
    fn none_of_these(&mut self, none: bool) {
        let never = self.asked().and_then(|id| self.known.rules.question(&id)?.never);
        let (Some(never), Some(work)) = (never, self.work_mut()) else { return };
        for line in &never.lines {
            tick(&mut work.record.not_found, line, none);
            if none {
                tick(&mut work.record.raised, line, false);
            }
        }
        self.touch_hand();
    }

    fn summary(&self) -> Option<&SummaryView> {
        self.hand()?.case.as_ref()?.summary.as_ref()
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
            self.touch_hand();
        }
    }

    /// The decision in hand, to be changed.
    pub(super) fn work_mut(&mut self) -> Option<&mut DecisionDraft> {
        self.hand_mut()?.work_mut()
    }

    /// The question that is on the screen.
    pub fn asked(&self) -> Option<String> {
        let hand = self.hand()?;
        match &hand.work()?.place {
            Place::Question(id) => Some(id.clone()),
            _ => hand.case.as_ref()?.walk.next.clone(),
        }
    }

    pub(super) fn place(&mut self, place: Place) {
        self.window.leave_notices();
        if let Some(hand) = self.hand_mut() {
            hand.picked = None;
            hand.change = None;
            if let Some(work) = hand.work_mut() {
                work.place = place;
            }
        }
        self.touch_hand();
    }

    /// Confirms what is picked. A changed answer that would make others fall away, or count
    /// again, is shown first.
    fn answer(&mut self) {
        let Some(question) = self.asked() else { return };
        let Some(hand) = self.hand() else { return };
        let Some(choice) = hand.picked.clone() else { return };
        let Some(work) = hand.work() else { return };
        if work.answers.0.get(&question) != Some(&choice) {
            let change = self.known.rules.change(&work.answers, &question, &choice);
            let counted: Vec<String> = hand
                .case
                .iter()
                .flat_map(Case::trail_words)
                .map(|(question, _)| question)
                .collect();
            // An answer that had been set aside does not count again unseen.
            let again = change.kept.iter().any(|kept| !counted.contains(kept));
            if again || !change.dropped.is_empty() {
                if let Some(hand) = self.hand_mut() {
                    hand.change = Some(change);
                }
                return;
            }
        }
        self.answer_with(&question, &choice);
    }

    fn answer_with(&mut self, question: &str, choice: &str) {
        let Some(work) = self.work_mut() else { return };
        let before = work.answers.0.insert(question.to_owned(), choice.to_owned());
        if before.as_deref() != Some(choice)
            && let Some(departure) = work.departure.take()
        {
            // It was a departure from the outcome of other answers.
            set_aside(work, OTHERWISE, departure.reason);
        }
        self.touch_hand();
        let finished = self
            .hand()
            .and_then(|hand| hand.case.as_ref())
            .is_some_and(|case| case.walk.next.is_none());
        self.place(if finished { Place::Outcome } else { Place::Questions });
        if self.hand().and_then(crate::app::drafts::OpenDraft::work).is_some_and(is_danger) {
            self.window.came_from = None;
            self.note_danger(self.now());
        }
    }

    fn confirm_change(&mut self, yes: bool) {
        let Some(hand) = self.hand_mut() else { return };
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
        let Some(hand) = self.hand() else { return };
        let Some(case) = &hand.case else { return };
        let trail = &case.walk.trail;
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
        if let Some(hand) = self.hand_mut() {
            hand.picked = now;
        }
        self.go(Screen::Decide);
    }

    /// What can be decided instead of the suggested outcome.
    fn alternatives(&self) -> Option<Vec<Alternative>> {
        let hand = self.hand()?;
        let suggested = hand.case.as_ref()?.suggested.as_ref()?;
        Some(alternatives(&self.known.rules, &hand.work()?.answers, &suggested.id))
    }

    fn depart(&mut self, to: Option<String>) {
        let headline = to.as_ref().and_then(|id| {
            self.known
                .rules
                .outcomes()
                .find(|(other, ..)| other == id)
                .map(|(_, headline, _)| headline.to_owned())
        });
        // On what is decided, and from there to why; or back to what the outcome says.
        self.window.focus = Some(if headline.is_some() { Focus::Part } else { Focus::Title });
        let Some(hand) = self.hand_mut() else { return };
        hand.departing = None;
        let Some(work) = hand.work_mut() else { return };
        let reason = work.departure.take().map(|departure| departure.reason).unwrap_or_default();
        if let (Some(to), Some(headline)) = (to, headline) {
            work.departure = Some(Departure { to, headline, reason, ..Departure::default() });
        } else {
            set_aside(work, OTHERWISE, reason);
        }
        self.touch_hand();
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
        if let Some(hand) = self.hand_mut()
            && let Some(case) = &hand.case
            && let Some(decided) = case.decided.as_ref().map(|outcome| outcome.id.clone())
        {
            let reached = case.walk.reached();
            let turns = case.turns.clone();
            if let Some(work) = hand.work_mut() {
                let at = work.acted_first.unwrap_or(now);
                let known = Known { answers: &reached, decided: &decided, at, author: &author };
                let mut next = || ids.pop().unwrap_or_default();
                prefill(&mut work.record, &known, &mut next);
                what_would_change(&mut work.record, &decided, &turns);
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
        let Some(hand) = self.hand_mut() else { return };
        let open = hand.case.as_ref().is_some_and(|case| case.open);
        let Some(work) = hand.work_mut().filter(|work| open && !work.owner_offered) else { return };
        if own(&mut work.record, &author) {
            work.owner_offered = true;
            self.touch_hand();
        }
    }

    /// To the questions, in retrospect. Where the press is the only answer, it is asked anew
    /// what brought the doctor here: the press and its time stand whatever is answered.
    fn answer_afterwards(&mut self) {
        let only_pressed = self.hand().and_then(|hand| hand.case.as_ref()).is_some_and(
            |case| matches!(case.walk.trail.as_slice(), [step] if step.choice == "danger"),
        );
        if only_pressed {
            self.look_again("start".to_owned());
        } else {
            self.show_outcome();
        }
    }

    pub(super) fn show_outcome(&mut self) {
        let finished = self
            .hand()
            .and_then(|hand| hand.case.as_ref())
            .is_some_and(|case| case.walk.next.is_none() && case.walk.outcome.is_some());
        self.place(if finished { Place::Outcome } else { Place::Questions });
        self.go(Screen::Decide);
    }

    /// That help comes first is noted in the decision in hand, with its time.
    pub(super) fn note_danger(&mut self, at: DateTime<FixedOffset>) {
        if let Some(work) = self.work_mut() {
            work.acted_first.get_or_insert(at);
            if work.answers.0.is_empty() {
                work.answers.0.insert("start".to_owned(), "danger".to_owned());
            }
            work.place = Place::Outcome;
            self.touch_hand();
        }
        if let Some(nonce) = self.drafts.decision().cloned() {
            self.save_now(&nonce);
        }
        self.go(Screen::ActNow);
    }
}

/// Keeps what no longer stands, beside what was set aside before.
fn set_aside(work: &mut DecisionDraft, name: &str, reason: String) {
    if reason.trim().is_empty() || work.set_aside.values().any(|there| *there == reason) {
        return;
    }
    let names = std::iter::once(name.to_owned()).chain((2..).map(|n| format!("{name} ({n})")));
    if let Some(free) = { names }.find(|name| !work.set_aside.contains_key(name)) {
        work.set_aside.insert(free, reason);
    }
}

fn is_danger(work: &DecisionDraft) -> bool {
    work.acted_first.is_none()
        && work.answers.0.get("start").is_some_and(|choice| choice == "danger")
}
