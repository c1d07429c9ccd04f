//! The properties of single walks: where they go, and what they never reach.

use std::collections::BTreeSet;

use super::tree::{Onward, Tree, Walk};
use super::{Asked, Finding};
use crate::pathway::Pathway;
use crate::pathway::data::{Due, Next};
use crate::pathway::replay::{End, walk};

/// Outcomes that give information to whoever asked for it.
pub(super) const GIVES: [&str; 5] =
    ["comply", "cooperate", "share-with-consent", "share-without-consent", "share-limited"];

/// The longest walk that is allowed, in questions.
const LONGEST: usize = 14;

/// Properties 1 to 7 and 10.
pub(super) fn check(pathway: &Pathway, tree: &Tree<'_>, walks: &[Walk<'_>]) -> Vec<Finding> {
    vec![
        ends_soon(walks),
        all_is_reached(pathway, tree),
        delay_that_harms_shares_now(walks),
        unsafe_asking_never_asks(walks),
        refusal_is_weighed(walks),
        not_sharing_needs_advice(walks),
        nothing_to_the_unproven(walks),
        orders_are_complied_with(walks),
    ]
}

fn ends_soon(walks: &[Walk<'_>]) -> Finding {
    let name = "Every walk ends in an outcome, after at most 14 questions; danger after 1, a concern where delay harms after 3, or 4 where the worry began with an adult";
    let mut asked = Asked::new(1, name);
    let mut danger = false;
    for walk in walks {
        let mut most = LONGEST;
        if walk.chose("start", &["danger"]) {
            most = 1;
            danger |= walk.ends(&["act-now"]);
        } else if walk.chose("level", &["at-risk"]) && walk.chose("wait", &["yes"]) {
            most = if walk.chose("start", &["adult"]) { 4 } else { 3 };
        }
        asked.of_walk(walk, walk.outcome.is_some() && walk.trail.len() <= most);
    }
    asked.of(0, (!danger).then_some(|| "start: danger does not end in act-now at once".to_owned()));
    asked.finding()
}

fn all_is_reached(pathway: &Pathway, tree: &Tree<'_>) -> Finding {
    let mut asked = Asked::new(2, "Every question, every choice and every outcome is reached");
    let questions: BTreeSet<usize> = tree.nodes.iter().map(|node| node.question).collect();
    let ends = tree.nodes.iter().flat_map(|node| &node.ways).filter_map(|way| match way {
        Onward::Outcome(at) => Some(*at),
        _ => None,
    });
    let outcomes: BTreeSet<usize> = ends.collect();
    for (at, question) in pathway.questions().iter().enumerate() {
        // A question that is reached offers all its choices.
        for choice in &question.choices {
            let words = || format!("{}: {} is never reached", question.id, choice.id);
            asked.of(1, (!questions.contains(&at)).then_some(words));
        }
    }
    for (at, outcome) in pathway.outcomes().iter().enumerate() {
        let words = || format!("the outcome {} is never reached", outcome.id);
        asked.of(1, (!outcomes.contains(&at)).then_some(words));
    }
    asked.finding()
}

fn delay_that_harms_shares_now(walks: &[Walk<'_>]) -> Finding {
    let name = "A child at risk where delay increases the risk gives share-now";
    let mut asked = Asked::new(3, name);
    for walk in walks.iter().filter(|w| w.chose("level", &["at-risk"]) && w.chose("wait", &["yes"]))
    {
        asked.of_walk(walk, walk.ends(&["share-now"]));
    }
    asked.finding()
}

fn unsafe_asking_never_asks(walks: &[Walk<'_>]) -> Finding {
    let name = "Where asking may do harm, consent is neither asked for nor relied on";
    let mut asked = Asked::new(4, name);
    let unsafe_to_ask =
        |walk: &&Walk<'_>| walk.chose("asking", &["yes"]) || walk.chose("limited-asking", &["yes"]);
    for walk in walks.iter().filter(unsafe_to_ask) {
        asked.of_walk(walk, !walk.ends(&["ask-consent", "share-with-consent"]));
    }
    asked.finding()
}

fn refusal_is_weighed(walks: &[Walk<'_>]) -> Finding {
    let mut asked = Asked::new(5, "A refusal of consent alone never decides: it is weighed next");
    for walk in walks {
        let nexts = walk.trail.iter().skip(1).map(|(question, _)| Some(*question));
        for (step, next) in walk.trail.iter().zip(nexts.chain([None])) {
            let weighed = match step {
                ("consent", "refused" | "partly") => "weigh",
                ("limited-consent", "refused") => "limited-weigh",
                _ => continue,
            };
            asked.of_walk(walk, next == Some(weighed));
        }
    }
    asked.finding()
}

fn not_sharing_needs_advice(walks: &[Walk<'_>]) -> Finding {
    let name = "Not sharing needs advice that agrees, and no concern about other children";
    let mut asked = Asked::new(6, name);
    for walk in walks.iter().filter(|walk| walk.ends(&["not-share-for-now"])) {
        let advice = walk.chose("advised", &["agrees"]) || walk.chose("talked", &["no-risk"]);
        let disagreed = walk.chose("advised", &["disagrees"]);
        asked.of_walk(walk, advice && !disagreed && walk.chose("others", &["no"]));
    }
    asked.finding()
}

fn nothing_to_the_unproven(walks: &[Walk<'_>]) -> Finding {
    let name = "A request is answered only with identity checked and purpose known, or with a \
                genuine order";
    let mut asked = Asked::new(7, name);
    for walk in walks.iter().filter(|walk| walk.chose("start", &["request"])) {
        let proven = walk.chose("identity", &["yes"]) && walk.chose("purpose", &["yes"]);
        let gives = walk.ends(&GIVES) || walk.ends(&["share-now"]);
        asked.of_walk(walk, !gives || proven || walk.chose("order", &["yes"]));
    }
    asked.finding()
}

fn orders_are_complied_with(walks: &[Walk<'_>]) -> Finding {
    let mut asked = Asked::new(10, "A genuine order always gives comply");
    for walk in walks.iter().filter(|walk| walk.chose("order", &["yes"])) {
        asked.of_walk(walk, walk.ends(&["comply"]));
    }
    asked.finding()
}

/// Property 12. Every walk is replayed with all the questions that it does not reach answered
/// as well, once with their first choice and once with their last; and what is asked after
/// the outcome is looked at by nothing but duties.
pub(super) fn only_the_walk_counts(pathway: &Pathway, walks: &[Walk<'_>]) -> Finding {
    let name = "Answers that the walk does not reach change nothing, nor do those given after the outcome, but for duties";
    let mut asked = Asked::new(12, name);
    let slots = &pathway.wiring.slots;
    for one in walks {
        let mut own: Vec<Option<usize>> = vec![None; pathway.questions().len()];
        for (question, choice) in &one.trail {
            let Some(&slot) = slots.get(*question) else { continue };
            let choices = pathway.questions().get(slot).map(|question| &question.choices);
            let place = choices.and_then(|all| all.iter().position(|other| other.id == **choice));
            if let Some(answer) = own.get_mut(slot) {
                *answer = place;
            }
        }
        let own_of = |slot: usize| own.get(slot).copied().flatten();
        let first = walk(pathway, |slot| own_of(slot).or(Some(0)));
        let last = walk(pathway, |slot| {
            let choices = pathway.questions().get(slot).map_or(0, |q| q.choices.len());
            own_of(slot).or(choices.checked_sub(1))
        });
        let same = [first, last].into_iter().all(|walked| {
            let outcome = match walked.end {
                End::Outcome(at) => pathway.outcomes().get(at).map(|outcome| outcome.id.as_str()),
                End::Open(_) => None,
            };
            let trail = walked.trail.iter().filter_map(|&at| pathway.questions().get(at));
            outcome == one.outcome
                && trail.map(|q| q.id.as_str()).eq(one.trail.iter().map(|(q, _)| *q))
        });
        asked.of_walk(one, same);
    }
    for (name, place) in conditions_that_route(pathway) {
        let at = pathway.data.conditions.keys().position(|other| other == name);
        let condition = at.and_then(|at| pathway.wiring.conditions.get(at));
        let words = || format!("{place} looks by “{name}” at what is asked after the outcome");
        asked.of(0, condition.is_none_or(|found| found.looks_after).then_some(words));
    }
    asked.finding()
}

/// The names of the conditions that do more than choose duties, each with where it stands.
fn conditions_that_route(pathway: &Pathway) -> Vec<(&str, String)> {
    let mut found = Vec::new();
    for question in pathway.questions() {
        for choice in &question.choices {
            found.extend(choice.next.iter().filter_map(|next| match next {
                Next::If(name, _) => {
                    Some((name.as_str(), format!("{}: {}", question.id, choice.id)))
                }
                Next::Else(_) => None,
            }));
        }
    }
    for outcome in pathway.outcomes() {
        found.extend(outcome.due.iter().filter_map(|due| match due {
            Due::If(name, _) => Some((name.as_str(), format!("the due time of {}", outcome.id))),
            Due::Else(_) => None,
        }));
    }
    for question in pathway.after() {
        found.extend(question.only.iter().map(|name| (name.as_str(), question.id.clone())));
    }
    found
}
