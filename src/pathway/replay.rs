//! Replay: from the answers, which are what is stored, to everything else.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Pathway;
use super::data::{Due, Duty};
use super::wiring::To;
use crate::base::ronfile::unique_map;

/// What a doctor answered: question id to choice id. Reading refuses a question that is
/// answered twice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(#[serde(deserialize_with = "unique_map")] pub BTreeMap<String, String>);

/// What follows from answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay<'p> {
    /// The questions that the walk came through, each with its answer, in order.
    pub trail: Vec<Step>,
    /// The first question without a valid answer, if the walk is not finished.
    pub next: Option<String>,
    /// The outcome, if the walk is finished.
    pub outcome: Option<String>,
    /// Questions whose answers have no effect: not reached, or no valid choice.
    pub ignored: Vec<String>,
    /// The outcome's duties that hold, in the order to be done.
    pub duties: Vec<&'p Duty>,
    /// What the outcome comes to, in a sentence or two.
    pub lead: Option<&'p str>,
    /// When the open case is due, as an ISO 8601 duration from the decision.
    pub due: Option<String>,
    /// The questions to be asked now that the outcome is known, answered or not.
    pub after: Vec<String>,
}

/// A question that was answered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// The question's id.
    pub question: String,
    /// The choice's id.
    pub choice: String,
}

/// Walks the pathway with these answers. A pure function: the same pathway and answers give
/// the same, on every machine. Answers that the walk does not reach have no effect.
pub fn replay<'p>(pathway: &'p Pathway, answers: &Answers) -> Replay<'p> {
    let mut walked = walk(pathway, |slot| chosen_of(pathway, answers, slot));
    let trail: Vec<Step> =
        walked.trail.iter().filter_map(|&at| step(pathway, &walked, at)).collect();
    let (mut next, mut outcome, mut due, mut lead) = (None, None, None, None);
    let (mut duties, mut after) = (Vec::new(), Vec::new());
    match walked.end {
        End::Open(at) => next = pathway.questions().get(at).map(|question| question.id.clone()),
        End::Outcome(at) => {
            outcome = pathway.outcomes().get(at).map(|outcome| outcome.id.clone());
            due = due_at(pathway, at, &walked.chosen).map(str::to_owned);
            after = ask_after(pathway, at, answers, &mut walked.chosen);
            duties = duties_at(pathway, at, &walked.chosen);
            lead = lead_at(pathway, at, &walked.chosen);
        }
    }
    let counts = |id: &str| {
        let slot = pathway.wiring.slots.get(id);
        slot.is_some_and(|&slot| walked.chosen.get(slot).is_some_and(Option::is_some))
            || after.iter().any(|applies| applies == id)
    };
    let ignored = answers.0.keys().filter(|id| !counts(id)).cloned().collect();
    Replay { trail, next, outcome, ignored, duties, lead, due, after }
}

/// The duties of the outcome with this id, with these answers: for an outcome that was
/// departed to. None if there is no such outcome.
pub fn duties_of<'p>(pathway: &'p Pathway, outcome: &str, answers: &Answers) -> Vec<&'p Duty> {
    let Some(&at) = pathway.wiring.outcomes.get(outcome) else { return Vec::new() };
    let mut walked = walk(pathway, |slot| chosen_of(pathway, answers, slot));
    ask_after(pathway, at, answers, &mut walked.chosen);
    duties_at(pathway, at, &walked.chosen)
}

/// When the outcome with this id is due with these answers, as an ISO 8601 duration: for an
/// outcome that was departed to. `None` if it has no time.
pub fn due_of<'p>(pathway: &'p Pathway, outcome: &str, answers: &Answers) -> Option<&'p str> {
    let &at = pathway.wiring.outcomes.get(outcome)?;
    let walked = walk(pathway, |slot| chosen_of(pathway, answers, slot));
    due_at(pathway, at, &walked.chosen)
}

/// What the outcome with this id comes to with these answers, in a sentence or two: for an
/// outcome that was departed to.
pub fn lead_of<'p>(pathway: &'p Pathway, outcome: &str, answers: &Answers) -> Option<&'p str> {
    let &at = pathway.wiring.outcomes.get(outcome)?;
    let walked = walk(pathway, |slot| chosen_of(pathway, answers, slot));
    lead_at(pathway, at, &walked.chosen)
}

/// What can be ticked as looked for and not found with these answers; nothing where it is not
/// offered.
pub fn considered<'p>(pathway: &'p Pathway, answers: &Answers) -> &'p [String] {
    let walked = walk(pathway, |slot| chosen_of(pathway, answers, slot));
    let holds =
        pathway.wiring.considered.is_some_and(|at| pathway.wiring.holds(Some(at), &walked.chosen));
    pathway.data().considered.as_ref().filter(|_| holds).map_or(&[], |one| &one.lines)
}

/// A walk by places instead of names.
pub(super) struct Walked {
    /// The choice by slot; `None` where the walk did not come through.
    pub chosen: Vec<Option<usize>>,
    /// The questions it came through, in order.
    pub trail: Vec<usize>,
    /// Where it ended.
    pub end: End,
}

/// Where a walk ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// At a question without an answer.
    Open(usize),
    /// At an outcome.
    Outcome(usize),
}

/// Walks with the choice that `choice` gives for a question. Ends however the ways run: at a
/// question that it came through before it stops, too.
pub(super) fn walk(pathway: &Pathway, choice: impl Fn(usize) -> Option<usize>) -> Walked {
    let slots = pathway.wiring.slots.len();
    let mut walked =
        Walked { chosen: vec![None; slots], trail: Vec::with_capacity(16), end: End::Open(0) };
    let mut at = 0;
    loop {
        walked.end = End::Open(at);
        let Some(slot) = walked.chosen.get_mut(at).filter(|slot| slot.is_none()) else { break };
        let Some(answer) = choice(at) else { break };
        *slot = Some(answer);
        walked.trail.push(at);
        match pathway.wiring.way(at, answer, &walked.chosen) {
            Some(To::Question(next)) => at = next,
            Some(To::Outcome(outcome)) => {
                walked.end = End::Outcome(outcome);
                break;
            }
            None => break,
        }
    }
    walked
}

/// The place of the valid answer to the question at `slot`.
pub(super) fn chosen_of(pathway: &Pathway, answers: &Answers, slot: usize) -> Option<usize> {
    let question = pathway.questions().get(slot)?;
    let answer = answers.0.get(&question.id)?;
    question.choices.iter().position(|choice| choice.id == *answer)
}

/// The answers that count, by slot, where the outcome at `outcome` was decided, and the walk.
pub(super) fn applying_answers(
    pathway: &Pathway,
    outcome: usize,
    answers: &Answers,
) -> (Vec<Option<usize>>, Vec<usize>) {
    let mut walked = walk(pathway, |slot| chosen_of(pathway, answers, slot));
    ask_after(pathway, outcome, answers, &mut walked.chosen);
    (walked.chosen, walked.trail)
}

/// Where these answers, by slot, lead.
pub(super) fn walk_with(pathway: &Pathway, chosen: &[Option<usize>]) -> End {
    walk(pathway, |slot| chosen.get(slot).copied().flatten()).end
}

/// Takes away the answers to questions that the outcome at `outcome` does not ask.
pub(super) fn only_applying(pathway: &Pathway, outcome: usize, chosen: &mut [Option<usize>]) {
    let applies = applying_after(pathway, outcome, chosen);
    let first = pathway.questions().len();
    for (at, answer) in chosen.iter_mut().enumerate().skip(first) {
        if !applies.contains(&(at - first)) {
            *answer = None;
        }
    }
}

fn step(pathway: &Pathway, walked: &Walked, at: usize) -> Option<Step> {
    let question = pathway.questions().get(at)?;
    let choice = question.choices.get(walked.chosen.get(at).copied().flatten()?)?;
    Some(Step { question: question.id.clone(), choice: choice.id.clone() })
}

/// The questions that apply after the outcome at `outcome`; their answers are put into
/// `chosen`.
fn ask_after(
    pathway: &Pathway,
    outcome: usize,
    answers: &Answers,
    chosen: &mut [Option<usize>],
) -> Vec<String> {
    let applies = applying_after(pathway, outcome, chosen);
    let mut ids = Vec::with_capacity(applies.len());
    for at in applies {
        let Some(question) = pathway.after().get(at) else { continue };
        ids.push(question.id.clone());
        let answer = answers.0.get(&question.id);
        let place = answer.and_then(|id| question.choices.iter().position(|c| c.id == *id));
        if let Some(slot) = chosen.get_mut(pathway.questions().len() + at) {
            *slot = place;
        }
    }
    ids
}

/// The places of the questions that apply after the outcome at `outcome`.
fn applying_after(pathway: &Pathway, outcome: usize, chosen: &[Option<usize>]) -> Vec<usize> {
    let applies = pathway.wiring.after.iter().enumerate().filter(|(_, after)| {
        after.outcomes.contains(&outcome) && pathway.wiring.holds(after.only, chosen)
    });
    applies.map(|(at, _)| at).collect()
}

pub(super) fn duties_at<'p>(
    pathway: &'p Pathway,
    outcome: usize,
    chosen: &[Option<usize>],
) -> Vec<&'p Duty> {
    duties_with(pathway, outcome, chosen).into_iter().map(|(duty, _)| duty).collect()
}

/// The duties that hold, each with the place of its condition.
pub(super) fn duties_with<'p>(
    pathway: &'p Pathway,
    outcome: usize,
    chosen: &[Option<usize>],
) -> Vec<(&'p Duty, Option<usize>)> {
    let duties = pathway.outcomes().get(outcome).map_or(&[][..], |outcome| &outcome.duties);
    let conditions = pathway.wiring.duties.get(outcome).map_or(&[][..], Vec::as_slice);
    let all = duties.iter().zip(conditions.iter().copied());
    all.filter(|(_, only)| pathway.wiring.holds(*only, chosen)).collect()
}

pub(super) fn due_at<'p>(
    pathway: &'p Pathway,
    outcome: usize,
    chosen: &[Option<usize>],
) -> Option<&'p str> {
    let conditions = pathway.wiring.due.get(outcome)?;
    let at = conditions.iter().position(|only| pathway.wiring.holds(*only, chosen))?;
    pathway.outcomes().get(outcome)?.due.get(at).map(|due| match due {
        Due::If(_, span) | Due::Else(span) => span.as_str(),
    })
}

fn lead_at<'p>(pathway: &'p Pathway, outcome: usize, chosen: &[Option<usize>]) -> Option<&'p str> {
    let leads = &pathway.outcomes().get(outcome)?.leads;
    let conditions = pathway.wiring.leads.get(outcome)?;
    let at = conditions.iter().position(|only| pathway.wiring.holds(*only, chosen));
    let found = at.and_then(|at| leads.get(at)).map(|(_, lead)| lead.as_str());
    found.or_else(|| pathway.outcomes().get(outcome).map(|outcome| outcome.lead.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ronfile;
    use crate::pathway::example::{self, answers};

    /// The ids that a walk came through.
    fn trail(replay: &Replay<'_>) -> Vec<String> {
        replay.trail.iter().map(|step| format!("{}={}", step.question, step.choice)).collect()
    }

    #[test]
    fn without_answers_the_doctor_is_sent_to_the_first_question() {
        let pathway = example::pathway();
        let replay = replay(&pathway, &Answers::default());
        assert_eq!(replay.next.as_deref(), Some("start"));
        assert_eq!((replay.outcome, replay.trail, replay.ignored), (None, vec![], vec![]));
    }

    #[test]
    fn an_unfinished_walk_is_sent_to_the_first_question_without_an_answer() {
        let pathway = example::pathway();
        let replay = replay(&pathway, &answers(&[("start", "worry"), ("weigh", "yes")]));
        assert_eq!(replay.next.as_deref(), Some("wait"));
        assert_eq!(trail(&replay), ["start=worry"]);
        assert_eq!(replay.ignored, ["weigh"]);
    }

    #[test]
    fn an_earlier_answer_that_is_no_choice_wins_over_a_later_valid_one() {
        let pathway = example::pathway();
        let pairs = [("start", "worry"), ("wait", "perhaps"), ("weigh", "yes")];
        let replay = replay(&pathway, &answers(&pairs));
        assert_eq!(replay.next.as_deref(), Some("wait"));
        assert_eq!(replay.outcome, None);
        assert_eq!(replay.ignored, ["wait", "weigh"]);
    }

    #[test]
    fn answers_that_are_not_reached_are_ignored_and_listed() {
        let pathway = example::pathway();
        let pairs = [("start", "danger"), ("wait", "no"), ("nowhere", "x")];
        let replay = replay(&pathway, &answers(&pairs));
        assert_eq!(replay.outcome.as_deref(), Some("tell-someone"));
        assert_eq!(replay.ignored, ["nowhere", "wait"]);
    }

    #[test]
    fn questions_asked_afterwards_change_duties_and_are_not_ignored() {
        let pathway = example::pathway();
        let ids = |replay: &Replay<'_>| {
            replay.duties.iter().map(|duty| duty.id.clone()).collect::<Vec<_>>()
        };
        let share = [("start", "worry"), ("wait", "yes")];
        let open = replay(&pathway, &answers(&share));
        assert_eq!(open.after, ["told"]);
        assert_eq!(ids(&open), ["inform", "family"]);
        let told = replay(&pathway, &answers(&[share[0], share[1], ("told", "yes")]));
        assert_eq!(told.outcome, open.outcome);
        assert_eq!(ids(&told), ["inform"]);
        assert!(told.ignored.is_empty());
        let elsewhere = [("start", "request"), ("asker", "unknown"), ("told", "yes")];
        assert_eq!(replay(&pathway, &answers(&elsewhere)).ignored, ["told"]);
    }

    #[test]
    fn an_open_outcome_is_due_by_the_first_time_that_applies() {
        let pathway = example::pathway();
        let due = |pairs: &[(&str, &str)]| replay(&pathway, &answers(pairs)).due;
        assert_eq!(due(&[("start", "request"), ("asker", "unknown")]).as_deref(), Some("P2D"));
        assert_eq!(due(&[("start", "danger")]), None);
        // The condition sees the answer that is just given.
        let text = example::TEXT.replace("If(\"hurry\", End(\"tell-someone\")), ", "");
        let pathway = Pathway::parse("example", &text).unwrap();
        let due = replay(&pathway, &answers(&[("start", "worry"), ("wait", "unsure")])).due;
        assert_eq!(due.as_deref(), Some("PT1H"));
    }

    #[test]
    fn a_departure_has_the_duties_of_where_it_goes() {
        let pathway = example::pathway();
        let open = answers(&[("start", "worry"), ("wait", "no"), ("weigh", "no")]);
        let ids = |answers: &Answers| {
            let duties = duties_of(&pathway, "tell-someone", answers);
            duties.into_iter().map(|duty| duty.id.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&open), ["inform", "family"]);
        let mut told = open.clone();
        told.0.insert("told".to_owned(), "yes".to_owned());
        assert_eq!(ids(&told), ["inform"]);
        assert!(duties_of(&pathway, "nowhere", &open).is_empty());
    }

    #[test]
    fn a_pathway_that_runs_in_a_circle_stops() {
        let text = example::TEXT.replace("Else(End(\"rest\"))", "Else(Ask(\"wait\"))");
        let pathway = Pathway::parse("example", &text).unwrap();
        let pairs = [("start", "worry"), ("wait", "no"), ("weigh", "no")];
        let replay = replay(&pathway, &answers(&pairs));
        assert_eq!((replay.outcome, replay.next.as_deref()), (None, Some("wait")));
        assert_eq!(replay.trail.len(), 3);
    }

    #[test]
    fn a_question_answered_twice_is_refused_when_answers_are_read() {
        let read = ronfile::read::<Answers>(br#"{"start": "danger", "start": "worry"}"#);
        assert!(read.is_err());
        let read: Answers = ronfile::read(br#"{"start": "danger"}"#).unwrap();
        assert_eq!(read, answers(&[("start", "danger")]));
        assert_eq!(ronfile::read::<Answers>(ronfile::write(&read).unwrap().as_bytes()), Ok(read));
    }
}
