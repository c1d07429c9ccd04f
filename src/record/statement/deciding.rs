//! What a doctor does to a decision in the making: answers, decides differently, gets help first,
//! takes an open case up again. What was typed and no longer applies is set aside, never lost.

use chrono::{DateTime, FixedOffset};

use crate::pathway::{DANGER, Pathway, replay, waits_for};
use crate::record::draft::{CameTo, DecisionDraft, Place};
use crate::record::form::Part;
use crate::record::set_aside::OTHERWISE;
use crate::record::statement::{Decision, Departure};
use crate::record::text::sections_of;
use crate::record::typed::Typed;

/// The first question, and its answer of a child in danger now.
pub(super) const IN_DANGER: (&str, &str) = ("start", "danger");
/// Under what it is kept where a case that is taken up again was entered before.
const ENTERED: &str = "Entered in clinical records before";

impl DecisionDraft {
    /// Answers a question. A departure was one from the outcome of other answers: it goes, and
    /// its reason is set aside.
    pub fn answer(&mut self, question: &str, choice: &str) {
        let before = self.answers.0.insert(question.to_owned(), choice.to_owned());
        if before.as_deref() != Some(choice)
            && let Some(departure) = self.departure.take()
        {
            self.set_text_aside(OTHERWISE, departure.reason);
        }
    }

    /// Decides on this outcome instead of the suggested one; with `None`, or one that the pathway
    /// does not have, on the suggested one after all. A reason that was typed stays.
    pub fn depart(&mut self, pathway: &Pathway, to: Option<&str>) {
        let reason = self.departure.take().map(|departure| departure.reason).unwrap_or_default();
        if let Some(outcome) = to.and_then(|id| pathway.outcome(id)) {
            let (to, headline) = (outcome.id.clone(), outcome.headline.clone());
            self.departure = Some(Departure { to, headline, reason, ..Departure::default() });
        } else {
            self.set_text_aside(OTHERWISE, reason);
        }
    }

    /// Notes since when this is what was decided. A time of the decision that was filled in from
    /// that, and that nobody altered, follows. After a press of "child in danger now" the press is
    /// when it was decided.
    pub fn comes_to(&mut self, outcome: &str, now: DateTime<FixedOffset>) {
        let same = self.came_to.as_ref().is_some_and(|before| before.outcome == outcome);
        if same || self.acted_first.is_some() {
            return;
        }
        let before = self.came_to.replace(CameTo { outcome: outcome.to_owned(), at: now });
        if before.is_some_and(|before| self.record.decided == Typed::of(&before.at)) {
            self.record.decided = Typed::of(&now);
        }
    }

    /// When it was decided, as far as the program saw it.
    pub fn decided_at(&self) -> Option<DateTime<FixedOffset>> {
        self.acted_first.or_else(|| self.came_to.as_ref().map(|came| came.at))
    }

    /// Keeps a text that no longer applies, beside what was set aside before; the same once.
    pub fn set_text_aside(&mut self, name: &str, text: String) {
        if text.trim().is_empty() || self.set_aside.values().any(|there| *there == text) {
            return;
        }
        let names = std::iter::once(name.to_owned()).chain((2..).map(|n| format!("{name} ({n})")));
        if let Some(free) = { names }.find(|name| !self.set_aside.contains_key(name)) {
            self.set_aside.insert(free, text);
        }
    }

    /// Whether a child in danger was answered and that help comes first is not noted yet.
    pub fn is_in_danger(&self) -> bool {
        let (question, danger) = IN_DANGER;
        self.acted_first.is_none()
            && self.answers.0.get(question).is_some_and(|choice| choice == danger)
    }

    /// Notes that help comes first, with the time of the first press.
    pub fn note_danger(&mut self, at: DateTime<FixedOffset>) {
        self.acted_first.get_or_insert(at);
        if self.answers.0.is_empty() {
            let (question, danger) = IN_DANGER;
            self.answers.0.insert(question.to_owned(), danger.to_owned());
        }
        self.place = Place::Outcome;
    }

    /// Takes an open case up again: from the answers and the record of what was signed, at the
    /// question that it waits for.
    pub fn again(decision: Decision, pathway: &Pathway) -> Self {
        let answers = decision.basis.answers().clone();
        let settled = replay(pathway, &answers).outcome.is_some();
        // A departure is looked at again as a whole: the answers did not wait for it.
        let departure = decision.departure.filter(|_| settled);
        let place = match waits_for(pathway, &answers) {
            Some(question) if departure.is_none() => Place::Question(question),
            _ if settled => Place::Outcome,
            _ => Place::Questions,
        };
        let mut record = decision.record;
        // It is decided again, and what will be signed is in no clinical record yet.
        let sections = sections_of(&record, None).into_iter();
        let lines = sections.flat_map(|section| section.groups).flat_map(|group| group.lines);
        let entered: Vec<String> = lines
            .filter(|line| matches!(line.field.part, Part::EnteredWhose | Part::EnteredWhen))
            .map(|line| format!("{}: {}", line.label, line.text))
            .collect();
        record.decided = Typed::default();
        record.entered.clear();
        let linked = decision.linked;
        let mut again = Self { answers, place, departure, record, linked, ..Self::default() };
        again.set_text_aside(ENTERED, entered.join("\n"));
        again
    }

    /// Where a draft that was begun under other questions is under these: where it was, if that
    /// is still there.
    pub fn place_under(&self, pathway: &Pathway) -> Place {
        let replayed = replay(pathway, &self.answers);
        let suggested = replayed.outcome.is_some()
            || (self.acted_first.is_some() && pathway.outcome(DANGER).is_some());
        match &self.place {
            Place::Question(id) if pathway.question(id).is_some() => self.place.clone(),
            Place::Question(_) | Place::Questions if replayed.next.is_none() => Place::Outcome,
            Place::Outcome | Place::Record(_) | Place::Check if suggested => self.place.clone(),
            _ => Place::Questions,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::example::{answers, statement};
    use crate::record::{Basis, Body, Record};

    fn departed(reason: &str) -> DecisionDraft {
        let (to, reason) = ("take-advice".to_owned(), reason.to_owned());
        let departure = Some(Departure { to, reason, ..Departure::default() });
        let answers = answers(&[("start", "concern"), ("level", "at-risk"), ("wait", "yes")]);
        DecisionDraft { answers, departure, ..DecisionDraft::default() }
    }

    #[test]
    fn another_answer_takes_a_departure_back_and_keeps_its_reason_and_the_same_answer_does_not() {
        let mut draft = departed("Advice first.");
        draft.answer("wait", "yes");
        assert!(draft.departure.is_some() && draft.set_aside.is_empty());
        draft.answer("wait", "no");
        assert_eq!((draft.departure, draft.set_aside[OTHERWISE].as_str()), (None, "Advice first."));
    }

    #[test]
    fn it_was_decided_once_the_outcome_was_there_and_again_with_another_one() {
        let at = |clock: &str| {
            DateTime::parse_from_rfc3339(&format!("2026-11-24T{clock}:00+00:00")).unwrap()
        };
        let mut draft = DecisionDraft::default();
        draft.comes_to("share-now", at("10:00"));
        draft.comes_to("share-now", at("10:30"));
        assert_eq!(draft.decided_at(), Some(at("10:00")));
        draft.record.decided = Typed::of(&at("10:00"));
        draft.comes_to("take-advice", at("11:00"));
        assert_eq!(draft.record.decided, Typed::of(&at("11:00")), "nobody had altered it");
        draft.record.decided = Typed::new("yesterday evening");
        draft.comes_to("share-now", at("12:00"));
        assert_eq!(draft.record.decided.text, "yesterday evening");
        draft.note_danger(at("12:30"));
        draft.comes_to("act-now", at("12:40"));
        assert_eq!(draft.decided_at(), Some(at("12:30")), "the press");
    }

    #[test]
    fn a_reason_goes_over_to_another_departure_and_is_set_aside_with_the_last() {
        let pathway = Pathway::embedded().unwrap();
        let mut draft = departed("Advice first.");
        draft.depart(&pathway, Some("not-share-for-now"));
        let departure = draft.departure.clone().unwrap();
        assert_eq!(
            (departure.to.as_str(), departure.reason.as_str()),
            ("not-share-for-now", "Advice first.")
        );
        draft.depart(&pathway, None);
        assert_eq!((draft.departure, draft.set_aside.len()), (None, 1));
    }

    #[test]
    fn two_texts_are_set_aside_beside_each_other_and_the_same_one_once() {
        let mut draft = DecisionDraft::default();
        for text in ["One.", "Two.", "One.", " "] {
            draft.set_text_aside(OTHERWISE, text.to_owned());
        }
        assert_eq!(draft.set_aside.into_values().collect::<Vec<_>>(), ["One.", "Two."]);
    }

    #[test]
    fn the_first_press_stands_and_answers_that_were_given() {
        let at = |text| DateTime::parse_from_rfc3339(text).unwrap();
        let mut draft = departed("");
        let first = at("2026-11-22T10:00:00+00:00");
        draft.note_danger(first);
        draft.note_danger(at("2026-11-22T10:05:00+00:00"));
        assert_eq!((draft.acted_first, draft.answers.0.len()), (Some(first), 3));
        assert!(!draft.is_in_danger());
    }

    #[test]
    fn an_open_case_is_taken_up_at_the_question_that_it_waits_for() {
        let pathway = Pathway::embedded().unwrap();
        let all = crate::pathway::walks(&pathway);
        let waiting = all
            .iter()
            .find_map(|walk| Some((walk.answers(), waits_for(&pathway, &walk.answers())?)));
        let (answers, waits) = waiting.unwrap();
        let Body::Decision(mut decision) = statement(Record::default()).body else { panic!() };
        decision.basis = Basis::Pathway(answers);
        let again = DecisionDraft::again(*decision, &pathway);
        assert_eq!(again.place, Place::Question(waits));
    }
}
