//! Why, down to the deciding answers: those that an outcome, and each of its duties, follow from.

use super::Pathway;
use super::replay::{Answers, End, Step, applying_answers, chosen_of, duties_with, replay, walk};

/// The answers that an outcome and its duties follow from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Because {
    /// Those that decided the outcome, in the order of the walk: the last one, the one that led
    /// to its question, and those that the last way looked at.
    pub outcome: Vec<Step>,
    /// By duty, in the order of [`Replay::duties`](super::Replay): those without which it would
    /// not be listed. Empty for a duty that the outcome always lists.
    pub duties: Vec<Vec<Step>>,
}

/// Which answers the outcome of these answers, and its duties, follow from.
pub fn because(pathway: &Pathway, answers: &Answers) -> Because {
    let replayed = replay(pathway, answers);
    let Some(outcome) = replayed.outcome else { return Because::default() };
    let walked = walk(pathway, |slot| chosen_of(pathway, answers, slot));
    let mut slots: Vec<usize> = walked.trail.iter().rev().take(2).copied().collect();
    if let (Some(last), End::Outcome(_)) = (walked.trail.last(), walked.end) {
        let choice = walked.chosen.get(*last).copied().flatten();
        let ways = choice.and_then(|at| pathway.wiring.ways.get(*last)?.get(at));
        for way in ways.into_iter().flatten() {
            if let Some(condition) = way.only.and_then(|at| pathway.wiring.conditions.get(at)) {
                condition.test.because(&walked.chosen, &walked.trail, &mut slots);
            }
            if pathway.wiring.holds(way.only, &walked.chosen) {
                break;
            }
        }
    }
    Because {
        outcome: steps(pathway, &walked.chosen, &walked.trail, slots),
        duties: because_duties(pathway, &outcome, answers),
    }
}

/// The same for the duties of the outcome with this id: for one that was departed to.
pub fn because_duties(pathway: &Pathway, outcome: &str, answers: &Answers) -> Vec<Vec<Step>> {
    let Some(&at) = pathway.wiring.outcomes.get(outcome) else { return Vec::new() };
    let (chosen, trail) = applying_answers(pathway, at, answers);
    let listed = duties_with(pathway, at, &chosen).into_iter();
    listed
        .map(|(_, only)| {
            let mut slots = Vec::new();
            if let Some(condition) = only.and_then(|at| pathway.wiring.conditions.get(at)) {
                condition.test.because(&chosen, &trail, &mut slots);
            }
            steps(pathway, &chosen, &trail, slots)
        })
        .collect()
}

/// In the order of the walk, then those asked afterwards.
fn steps(
    pathway: &Pathway,
    chosen: &[Option<usize>],
    trail: &[usize],
    mut slots: Vec<usize>,
) -> Vec<Step> {
    slots
        .sort_by_key(|slot| (trail.iter().position(|at| at == slot).unwrap_or(trail.len()), *slot));
    slots.dedup();
    let step = |slot: usize| {
        let choice = chosen.get(slot).copied().flatten()?;
        if let Some(question) = pathway.questions().get(slot) {
            let choice = question.choices.get(choice)?;
            return Some(Step { question: question.id.clone(), choice: choice.id.clone() });
        }
        let question = pathway.after().get(slot.checked_sub(pathway.questions().len())?)?;
        let choice = question.choices.get(choice)?;
        Some(Step { question: question.id.clone(), choice: choice.id.clone() })
    };
    slots.into_iter().filter_map(step).collect()
}

/// The reasons of the outcome of these answers, in one line. Of one that shares, those that speak
/// for the opposite are not among them: "You have no concern about another child · You took advice,
/// and they would share".
pub fn because_outcome_words(pathway: &Pathway, answers: &Answers) -> String {
    let mut steps = because(pathway, answers).outcome;
    let outcome = replay(pathway, answers).outcome;
    if outcome.is_some_and(|id| pathway.outcome(&id).is_some_and(|one| one.is.shares())) {
        let against = |step: &Step| {
            let question = pathway.question(&step.question);
            let mut choices = question.into_iter().flat_map(|question| &question.choices);
            choices.any(|choice| choice.id == step.choice && choice.against)
        };
        steps.retain(|step| !against(step));
    }
    because_words(pathway, &steps)
}

/// Answers as reasons, in one line: "Consent was refused · Waiting would increase the risk".
pub fn because_words(pathway: &Pathway, steps: &[Step]) -> String {
    let words = steps.iter().filter_map(|step| {
        if let Some(question) = pathway.question(&step.question) {
            let choice = question.choices.iter().find(|choice| choice.id == step.choice)?;
            return Some(choice.reason.trim_end_matches('.').to_owned());
        }
        let question = pathway.after_question(&step.question)?;
        let choice = question.choices.iter().find(|choice| choice.id == step.choice)?;
        Some(format!("{} {}", question.title, choice.label))
    });
    words.collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pathway::example::answers;
    use crate::pathway::{Walk, walks};

    fn named(steps: &[Step]) -> Vec<String> {
        steps.iter().map(|step| format!("{}: {}", step.question, step.choice)).collect()
    }

    #[test]
    fn a_share_after_a_refusal_follows_from_the_refusal_and_the_balance() {
        let pathway = Pathway::embedded().unwrap();
        let given = answers(&[
            ("start", "concern"),
            ("level", "at-risk"),
            ("wait", "no"),
            ("asking", "no"),
            ("decided", "no"),
            ("capacity", "parent"),
            ("consent", "refused"),
            ("weigh", "yes"),
            ("tell", "yes"),
        ]);
        let because = because(&pathway, &given);
        assert_eq!(named(&because.outcome), ["consent: refused", "weigh: yes"]);
        let duties = replay(&pathway, &given).duties;
        let of = |id: &str| {
            let at = duties.iter().position(|duty| duty.id == id).unwrap();
            named(&because.duties[at])
        };
        assert_eq!(of("do-not-tell-yet"), ["tell: yes"]);
        assert_eq!(of("what-to-tell"), ["start: concern"]);
        assert_eq!(of("record-sharing"), Vec::<String>::new());
        assert_eq!(
            because_words(&pathway, &because.outcome),
            "Consent was refused · The benefits of sharing outweigh keeping this confidential"
        );
    }

    /// Beside the deciding answer, one that speaks for the opposite reads as a reason too.
    #[test]
    fn an_outcome_that_shares_never_gives_a_reason_that_speaks_against_sharing() {
        let pathway = Pathway::embedded().unwrap();
        for walk in walks(&pathway) {
            let words = because_outcome_words(&pathway, &walk.answers());
            assert!(!words.is_empty(), "{}", walk.words());
            let shares = walk.outcome.is_some_and(|id| id.starts_with("share"));
            for reason in ["would not increase", "do not outweigh", "not justified", "no concern"] {
                assert!(!shares || !words.contains(reason), "{}: {words}", walk.words());
            }
        }
    }

    #[test]
    fn what_counts_as_urgent_is_named_where_it_decides() {
        let pathway = Pathway::embedded().unwrap();
        let pairs = [
            ("start", "concern"),
            ("level", "at-risk"),
            ("wait", "no"),
            ("asking", "unsure"),
            ("reach", "yes"),
        ];
        let because = because(&pathway, &answers(&pairs));
        assert_eq!(named(&because.outcome), ["asking: unsure", "reach: yes"]);
    }

    /// With the answers that are named and without any of the others, where that leads at all,
    /// nothing else comes out: over every walk.
    #[test]
    fn no_other_walk_with_the_deciding_answers_and_the_same_questions_ends_elsewhere() {
        fn asked<'w>(walk: &Walk<'w>) -> Vec<&'w str> {
            walk.trail.iter().map(|(question, _)| *question).collect()
        }
        let pathway = Pathway::embedded().unwrap();
        let walks = walks(&pathway);
        for walk in walks.iter().step_by(3) {
            let because = because(&pathway, &walk.answers()).outcome;
            assert!(!because.is_empty(), "{}", walk.words());
            for other in walks.iter().filter(|other| asked(other) == asked(walk)) {
                let same = because.iter().all(|s| other.chose(&s.question, &[s.choice.as_str()]));
                assert!(
                    !same || other.outcome == walk.outcome,
                    "{} / {}",
                    walk.words(),
                    other.words()
                );
            }
        }
    }

    #[test]
    fn each_duty_has_its_reasons_and_one_that_always_holds_has_none() {
        let pathway = Pathway::embedded().unwrap();
        for walk in walks(&pathway).iter().step_by(5) {
            let given = walk.answers();
            let (replayed, because) = (replay(&pathway, &given), because(&pathway, &given));
            assert_eq!(replayed.duties.len(), because.duties.len());
            for (duty, why) in replayed.duties.iter().zip(&because.duties) {
                assert!(duty.only.is_some() || why.is_empty(), "{}: {}", walk.words(), duty.id);
                for step in why {
                    assert_eq!(given.0.get(&step.question), Some(&step.choice));
                }
            }
        }
    }
}
