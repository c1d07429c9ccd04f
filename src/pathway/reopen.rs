//! Where an open case is taken up again: the question whose answer was still to come.

use super::replay::{Answers, replay};
use super::{Pathway, Replay};

/// Asks whether somebody can advise in time. It says how to go on, and is never what the
/// case waits for.
const REACH: &str = "reach";

/// The answer of whoever cannot say.
const UNSURE: &str = "unsure";

/// The question that an open outcome waits for: the one whose answer led to it. `None` where
/// these answers come to no open outcome.
pub fn waits_for(pathway: &Pathway, answers: &Answers) -> Option<String> {
    let Replay { outcome, trail, .. } = replay(pathway, answers);
    pathway.outcome(&outcome?).filter(|outcome| outcome.is_open())?;
    let last = trail.iter().rev().find(|step| step.question != REACH)?;
    Some(last.question.clone())
}

/// The question that can be put to an adviser: the one that an open outcome waits for, where it
/// was answered that the doctor is not sure. "Have you talked it over?" is answered by a call.
pub fn unsure_of(pathway: &Pathway, answers: &Answers) -> Option<String> {
    let question = waits_for(pathway, answers)?;
    (answers.0.get(&question)? == UNSURE).then_some(question)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pathway::{Walk, walks};

    /// Every walk that ends in an open outcome.
    fn open_walks(pathway: &Pathway) -> Vec<Walk<'_>> {
        let open =
            |id: &str| pathway.outcome(id).is_some_and(crate::pathway::data::Outcome::is_open);
        walks(pathway).into_iter().filter(|walk| walk.outcome.is_some_and(open)).collect()
    }

    #[test]
    fn every_open_case_comes_back_to_the_question_that_it_waits_for() {
        let pathway = Pathway::embedded().unwrap();
        let walks = open_walks(&pathway);
        assert!(walks.len() > 100, "{} walks", walks.len());
        for walk in walks {
            let words = walk.words();
            let back = waits_for(&pathway, &walk.answers()).expect(&words);
            let (_, choice) = walk.trail.iter().find(|(q, _)| *q == back).expect(&words);
            let right = match walk.outcome.unwrap() {
                "verify-first" => matches!(
                    (back.as_str(), *choice),
                    ("asker", "unsure") | ("identity", "no" | "cannot")
                ),
                "ask-requester" => (back.as_str(), *choice) == ("purpose", "no"),
                "ask-consent" => {
                    matches!(back.as_str(), "consent" | "limited-consent") && *choice == "not-asked"
                }
                "take-advice" => back != REACH && matches!(*choice, "unsure" | "no" | "cannot"),
                other => panic!("{other} is open and has no question here: {words}"),
            };
            assert!(right, "{words} comes back to {back}");
        }
    }

    #[test]
    fn another_answer_to_it_always_leads_on() {
        let pathway = Pathway::embedded().unwrap();
        for walk in open_walks(&pathway) {
            let back = waits_for(&pathway, &walk.answers()).unwrap();
            let question = pathway.question(&back).unwrap();
            let leads_on = question.choices.iter().any(|choice| {
                let mut answers = walk.answers();
                answers.0.insert(back.clone(), choice.id.clone());
                // What was said of reaching somebody was said before they were reached.
                answers.0.remove(REACH);
                let now = replay(&pathway, &answers);
                let open = now.outcome.as_deref().and_then(|id| pathway.outcome(id));
                now.next.is_some_and(|next| next != REACH) || open.is_some_and(|one| !one.is_open())
            });
            assert!(leads_on, "{} is stuck at {back}", walk.words());
        }
    }

    #[test]
    fn a_case_that_is_settled_waits_for_nothing() {
        let pathway = Pathway::embedded().unwrap();
        for walk in walks(&pathway) {
            let open = walk
                .outcome
                .and_then(|id| pathway.outcome(id))
                .is_some_and(crate::pathway::data::Outcome::is_open);
            assert_eq!(waits_for(&pathway, &walk.answers()).is_some(), open, "{}", walk.words());
        }
    }

    #[test]
    fn an_adviser_is_asked_what_the_doctor_is_not_sure_of_and_not_whether_advice_was_taken() {
        let pathway = Pathway::embedded().unwrap();
        let mut asked = std::collections::BTreeSet::new();
        for walk in open_walks(&pathway) {
            let question = unsure_of(&pathway, &walk.answers());
            if let Some(question) = &question {
                let answer = walk.answers().0.get(question).cloned().unwrap();
                let of = pathway.question(question).unwrap();
                let choice = of.choices.iter().find(|choice| choice.id == answer).unwrap();
                assert_eq!(choice.label, "I am not sure", "{}", walk.words());
            }
            asked.extend(question);
        }
        assert!(asked.contains("wait") && asked.contains("weigh"));
        assert!(!asked.contains("talked") && !asked.contains("advised"));
    }
}
