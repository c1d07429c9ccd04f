//! A first reading from the facts alone: what the reviewer answered before anything of what was
//! decided was shown to them.
//!
//! It is part of the review and signed with it. Until then it is in the draft of the review, on the
//! disk before the doctor's answers are shown, and nothing changes it from then on: see
//! [`BlindReading::keep`].

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::base::ronfile::blank;
use crate::base::time;
use crate::pathway::data::Question;
use crate::pathway::{Answers, Pathway, replay, turns};
use crate::record::ids::Digest;
use crate::record::statement::Decision;

/// What a reviewer answered from the facts alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlindReading {
    /// sha256 of the decision statement of which the facts were read.
    pub of: Digest,
    /// The answers, by question.
    pub answers: Answers,
    /// The same in the words of the day, in the order in which they were asked. Blank until kept.
    #[serde(default, skip_serializing_if = "blank")]
    pub trail: Vec<(String, String)>,
    /// What they came to, by id; blank: the reviewer stopped before an outcome.
    #[serde(default, skip_serializing_if = "blank")]
    pub outcome: String,
    /// The same in the words of the day.
    #[serde(default, skip_serializing_if = "blank")]
    pub headline: String,
    /// When they were kept, which was before anything of the decision was shown. `None`: they are
    /// not kept yet.
    #[serde(default, skip_serializing_if = "blank")]
    pub kept: Option<DateTime<FixedOffset>>,
}

impl BlindReading {
    /// One in which nothing is answered.
    pub fn new(of: Digest) -> Self {
        let (answers, trail) = (Answers::default(), Vec::new());
        let (outcome, headline) = (String::new(), String::new());
        Self { of, answers, trail, outcome, headline, kept: None }
    }

    /// Whether it is kept, so that nothing changes it any more.
    pub fn is_kept(&self) -> bool {
        self.kept.is_some()
    }

    /// The question that is to be answered next; `None`: the answers come to an outcome.
    pub fn next<'p>(&self, pathway: &'p Pathway) -> Option<&'p Question> {
        pathway.question(&replay(pathway, &self.answers).next?)
    }

    /// Answers the question that is next. Nothing happens where it is kept, or has no such choice.
    pub fn answer(&mut self, pathway: &Pathway, choice: &str) {
        let next = self.next(pathway).filter(|_| !self.is_kept());
        let Some(question) = next else { return };
        if question.choices.iter().any(|one| one.id == choice) {
            self.answers.0.insert(question.id.clone(), choice.to_owned());
        }
    }

    /// Takes the last answer back, unless it is kept.
    pub fn back(&mut self, pathway: &Pathway) {
        if self.is_kept() {
            return;
        }
        if let Some(last) = replay(pathway, &self.answers).trail.last() {
            self.answers.0.remove(&last.question);
        }
    }

    /// Whether there is something to keep.
    pub fn can_be_kept(&self) -> bool {
        !self.answers.0.is_empty() && !self.is_kept()
    }

    /// Keeps the answers as they are, with the words of the day. From now on nothing changes them.
    pub fn keep(&mut self, pathway: &Pathway, now: DateTime<FixedOffset>) {
        if !self.can_be_kept() {
            return;
        }
        let walked = replay(pathway, &self.answers);
        let words = |question: &str, choice: &str| {
            let asked = pathway.question(question)?;
            let chosen = asked.choices.iter().find(|one| one.id == choice)?;
            Some((asked.title.clone(), chosen.label.clone()))
        };
        let steps = walked.trail.iter();
        self.trail = steps.filter_map(|step| words(&step.question, &step.choice)).collect();
        self.outcome = walked.outcome.unwrap_or_default();
        let outcome = pathway.outcome(&self.outcome);
        self.headline = outcome.map(|one| one.headline.clone()).unwrap_or_default();
        self.kept = Some(now);
    }

    /// What they came to, in words.
    pub fn outcome_words(&self) -> &str {
        if self.headline.is_empty() { NO_OUTCOME } else { &self.headline }
    }

    /// What it says, by label, where it is kept.
    pub fn lines(&self) -> Vec<(&'static str, String)> {
        let Some(kept) = &self.kept else { return Vec::new() };
        let when = format!(
            "Answered from the facts alone, and kept {}, before the doctor’s answers were shown.",
            time::moment(kept)
        );
        let answers: Vec<String> =
            self.trail.iter().map(|(question, answer)| format!("{question} {answer}")).collect();
        let came_to = self.outcome_words().to_owned();
        vec![
            ("Read blind first", when),
            ("The reviewer’s own answers", answers.join("\n")),
            ("They come to", came_to),
        ]
    }
}

/// What is said where the reviewer stopped before an outcome.
const NO_OUTCOME: &str = "No outcome: not all questions were answered";
/// What is said of a question that one of the two did not come to.
const NOT_ASKED: &str = "not asked";

/// What the reviewer and the doctor came to in one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The question's id; `None`: the outcome.
    pub question: Option<String>,
    /// What it is: a question's words, or "Outcome".
    pub what: String,
    /// What the reviewer came to, in words.
    pub reviewer: String,
    /// What the doctor came to, in words.
    pub doctor: String,
    /// The ids of both, where both came to something.
    pub both: Option<(String, String)>,
}

impl Compared {
    /// Whether both came to the same.
    pub fn is_same(&self) -> bool {
        self.both.as_ref().is_some_and(|(reviewer, doctor)| reviewer == doctor)
    }
}

/// A blind reading beside the decision that was read: what differs first, of both kinds the outcome
/// before the questions in their order. Under today's questions, which the reviewer was asked.
pub fn side_by_side(
    reading: &BlindReading,
    decision: &Decision,
    pathway: &Pathway,
) -> Vec<Compared> {
    let (mine, theirs) = (&reading.answers, decision.basis.answers());
    let chosen = |answers: &Answers, id: &str| {
        let walked = replay(pathway, answers);
        let step = walked.trail.into_iter().find(|step| step.question == id)?;
        Some(step.choice)
    };
    let decided = decision.decided_id().to_owned();
    let doctor = decision.departure.as_ref().map(|one| &one.headline).filter(|one| !one.is_empty());
    let headline =
        pathway.outcome(&decided).map_or(&decision.outcome.headline, |one| &one.headline);
    let both = (!reading.outcome.is_empty()).then(|| (reading.outcome.clone(), decided.clone()));
    let mut all = vec![Compared {
        question: None,
        what: "Outcome".to_owned(),
        reviewer: reading.outcome_words().to_owned(),
        doctor: doctor.unwrap_or(headline).clone(),
        both,
    }];
    for question in pathway.questions() {
        let both = [chosen(mine, &question.id), chosen(theirs, &question.id)];
        let label = |choice: &Option<String>| {
            let Some(choice) = choice else { return NOT_ASKED.to_owned() };
            let found = question.choices.iter().find(|one| one.id == *choice);
            found.map_or(choice, |one| &one.label).clone()
        };
        let [reviewer, doctor] = both.each_ref().map(label);
        let both = match both {
            [None, None] => continue,
            [Some(reviewer), Some(doctor)] => Some((reviewer, doctor)),
            _ => None,
        };
        let (question, what) = (Some(question.id.clone()), question.title.clone());
        all.push(Compared { question, what, reviewer, doctor, both });
    }
    all.sort_by_key(Compared::is_same);
    all
}

/// What would change an outcome that answers come to, a line for each single answer.
pub fn would_change(answers: &Answers, pathway: &Pathway) -> Vec<String> {
    turns(pathway, answers).iter().take(SHOWN).map(|turn| turn.words(pathway)).collect()
}

/// So many lines of what would change it are shown of each.
const SHOWN: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::example;
    use crate::record::{Basis, Body, Record};

    fn pathway() -> Pathway {
        Pathway::embedded().unwrap()
    }

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        Answers(pairs.iter().map(|(q, c)| ((*q).to_owned(), (*c).to_owned())).collect())
    }

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-11-22T10:42:00+00:00").unwrap()
    }

    /// One in which these choices were made, one after the other.
    fn read(choices: &[&str]) -> BlindReading {
        let (mut reading, pathway) = (BlindReading::new(Digest::of(b"it")), pathway());
        for choice in choices {
            reading.answer(&pathway, choice);
        }
        reading
    }

    /// A decision that these answers came to.
    fn decided(pairs: &[(&str, &str)]) -> Decision {
        let Body::Decision(decision) = example::statement(Record::default()).body else { panic!() };
        let answers = answers(pairs);
        let mut decision = *decision;
        decision.outcome.id = replay(&pathway(), &answers).outcome.unwrap();
        decision.basis = Basis::Pathway(answers);
        decision.departure = None;
        decision
    }

    #[test]
    fn the_questions_follow_one_another_to_an_outcome_and_the_last_answer_can_be_taken_back() {
        let pathway = pathway();
        let mut reading = read(&["concern", "at-risk"]);
        assert_eq!(reading.next(&pathway).unwrap().id, "wait");
        reading.answer(&pathway, "perhaps");
        assert_eq!(reading.next(&pathway).unwrap().id, "wait", "that is no choice of it");
        reading.answer(&pathway, "yes");
        assert!(reading.next(&pathway).is_none());
        reading.back(&pathway);
        reading.back(&pathway);
        assert_eq!(reading.next(&pathway).unwrap().id, "level");
    }

    #[test]
    fn nothing_changes_what_is_kept_and_it_says_its_words_and_its_time() {
        let pathway = pathway();
        let mut reading = read(&["concern", "at-risk", "yes"]);
        assert!(reading.lines().is_empty(), "what is not kept is nobody's yet");
        reading.keep(&pathway, now());
        let kept = reading.clone();
        reading.back(&pathway);
        reading.answer(&pathway, "no");
        reading.keep(&pathway, now() + chrono::TimeDelta::hours(1));
        assert_eq!(reading, kept);
        assert_eq!(kept.outcome, "share-now");
        let said = kept.lines().into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("\n");
        assert!(said.contains("22 November 2026, 10:42"), "{said}");
        assert!(said.contains(&pathway.outcome("share-now").unwrap().headline), "{said}");
        assert_eq!(kept.trail.len(), 3);
    }

    #[test]
    fn nothing_at_all_is_not_kept_and_what_stops_early_has_no_outcome() {
        let mut none = BlindReading::new(Digest::of(b"it"));
        none.keep(&pathway(), now());
        assert!(!none.is_kept());
        let mut early = read(&["concern", "at-risk"]);
        early.keep(&pathway(), now());
        assert!(early.is_kept() && early.outcome.is_empty());
        assert!(early.lines().iter().any(|(_, words)| words == NO_OUTCOME));
    }

    #[test]
    fn what_differs_comes_first_and_a_question_that_one_did_not_come_to_is_no_agreement() {
        let mut reading = read(&["concern", "at-risk", "yes"]);
        reading.keep(&pathway(), now());
        let theirs =
            [("start", "concern"), ("level", "at-risk"), ("wait", "no"), ("asking", "yes")];
        let rows = side_by_side(&reading, &decided(&theirs), &pathway());
        let of = |row: &Compared| row.question.clone().unwrap_or_default();
        let all: Vec<(String, bool)> = rows.iter().map(|row| (of(row), row.is_same())).collect();
        let row = |id: &str, same| (id.to_owned(), same);
        let differs = [row("", false), row("wait", false), row("asking", false)];
        assert_eq!(all[..3], differs);
        assert_eq!(all[3..], [row("start", true), row("level", true)]);
        assert_eq!((rows[2].reviewer.as_str(), &rows[2].both), (NOT_ASKED, &None));
    }

    #[test]
    fn of_the_same_answers_nothing_differs() {
        let pairs = [("start", "concern"), ("level", "at-risk"), ("wait", "yes")];
        let mut reading = read(&pairs.map(|(_, choice)| choice));
        reading.keep(&pathway(), now());
        let rows = side_by_side(&reading, &decided(&pairs), &pathway());
        assert!(rows.iter().all(Compared::is_same), "{rows:?}");
        assert_eq!(rows[0].question, None, "the outcome is first");
    }
}
