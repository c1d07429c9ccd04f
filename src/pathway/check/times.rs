//! The properties of what an outcome asks: by when, what an order leaves open, and when the
//! doctor is sent to the family.

use std::collections::BTreeMap;

use super::order::{RAISES, way};
use super::tree::{Onward, Tree, Walk, trail_words};
use super::{Asked, Finding};
use crate::guidance::{Cite, CitePlace};
use crate::pathway::replay::{self, End, chosen_of, due_at, duties_at, walk};
use crate::pathway::span::Span;

/// The latest that an urgent case may be come back to, and one in which consent is asked for,
/// in minutes.
const URGENT: (u32, u32) = (4 * 60, 24 * 60);

/// Properties 13 to 16.
pub(super) fn check(tree: &Tree<'_>, walks: &[Walk<'_>]) -> Vec<Finding> {
    vec![
        risk_never_waits_longer(tree),
        urgent_never_waits_long(tree, walks),
        orders_are_not_limited(tree, walks),
        nobody_is_sent_to_the_family(tree, walks),
    ]
}

/// What a walk came to, by places: its outcome and its answers.
fn ended(tree: &Tree<'_>, walk_of: &Walk<'_>) -> (usize, Vec<Option<usize>>) {
    let answers = walk_of.answers();
    let walked = walk(tree.pathway, |slot| chosen_of(tree.pathway, &answers, slot));
    let outcome = walk_of.outcome.and_then(|id| tree.pathway.wiring.outcomes.get(id).copied());
    (outcome.unwrap_or(usize::MAX), walked.chosen)
}

/// When an open outcome is due, in minutes. A working day counts as a day.
fn minutes(tree: &Tree<'_>, outcome: usize, chosen: &[Option<usize>]) -> Option<u32> {
    let span = due_at(tree.pathway, outcome, chosen).and_then(Span::parse)?;
    Some((span.days * 24 + span.hours) * 60 + span.minutes)
}

fn risk_never_waits_longer(tree: &Tree<'_>) -> Finding {
    let name = "Raising the risk in one answer never lengthens the time of the same open outcome";
    let mut asked = Asked::new(13, name);
    for node in &tree.nodes {
        let id = tree.pathway.questions().get(node.question).map(|q| q.id.as_str());
        for (question, low, high) in RAISES.iter().filter(|(question, ..)| id == Some(question)) {
            let times = |choice: &str| {
                let mut times = BTreeMap::new();
                let mut chosen = tree.chosen(node);
                let at = tree.place(node, choice);
                if let (Some(slot), Some(onward)) =
                    (chosen.get_mut(node.question), way(tree, node, choice))
                {
                    *slot = at;
                    gather(tree, onward, &mut chosen, &mut times);
                }
                times
            };
            let (before, after) = (times(low), times(high));
            for (outcome, (soonest, latest)) in &after {
                let Some((soon, late)) = before.get(outcome) else { continue };
                let longer = latest > late || soonest > soon;
                let trail = tree.trail(node);
                let words = || {
                    let mut trail = trail.clone();
                    trail.push((*question, *high));
                    let headline = tree.pathway.outcomes().get(*outcome).map(|o| o.id.as_str());
                    let headline = headline.unwrap_or_default();
                    format!("{}: {headline} waits longer than with {low}", trail_words(&trail))
                };
                asked.of(trail.len(), longer.then_some(words));
            }
        }
    }
    asked.finding()
}

/// The soonest and the latest time of each open outcome that this way can still come to.
fn gather(
    tree: &Tree<'_>,
    onward: Onward,
    chosen: &mut [Option<usize>],
    times: &mut BTreeMap<usize, (u32, u32)>,
) {
    match onward {
        Onward::Outcome(at) => {
            if let Some(due) = minutes(tree, at, chosen) {
                let entry = times.entry(at).or_insert((due, due));
                *entry = (entry.0.min(due), entry.1.max(due));
            }
        }
        Onward::Node(at) => {
            let Some(node) = tree.nodes.get(at) else { return };
            for (choice, next) in node.ways.iter().enumerate() {
                if let Some(slot) = chosen.get_mut(node.question) {
                    *slot = Some(choice);
                }
                gather(tree, *next, chosen, times);
            }
            if let Some(slot) = chosen.get_mut(node.question) {
                *slot = None;
            }
        }
        Onward::Circle => {}
    }
}

fn urgent_never_waits_long(tree: &Tree<'_>, walks: &[Walk<'_>]) -> Finding {
    let name =
        "No urgent walk ends open for longer than four hours, or a day where consent is asked for";
    let mut asked = Asked::new(14, name);
    for walk in walks {
        let urgent = walk.chose("level", &["at-risk", "unsure"])
            || walk.chose("talked", &["risk"])
            || walk.chose("delay", &["yes", "unsure"]);
        if !urgent {
            continue;
        }
        let (outcome, chosen) = ended(tree, walk);
        let open = tree
            .pathway
            .outcomes()
            .get(outcome)
            .is_some_and(crate::pathway::data::Outcome::is_open);
        if !open {
            continue;
        }
        let most = if walk.ends(&["ask-consent"]) { URGENT.1 } else { URGENT.0 };
        let soon = minutes(tree, outcome, &chosen).is_some_and(|due| due <= most);
        asked.of_walk(walk, soon);
    }
    asked.finding()
}

fn orders_are_not_limited(tree: &Tree<'_>, walks: &[Walk<'_>]) -> Finding {
    let name =
        "Nothing limits what a genuine order asks for, and no answer after the outcome changes it";
    let mut asked = Asked::new(15, name);
    let limits =
        |cite: &Cite| cite.document == "pcyp" && matches!(cite.place, CitePlace::Paragraph(49, _));
    for walk in walks {
        let (outcome, mut chosen) = ended(tree, walk);
        if walk.chose("order", &["yes"]) {
            for mut answered in combinations(tree, &chosen, |_| true) {
                // A question that this outcome does not ask has no answer here.
                replay::only_applying(tree.pathway, outcome, &mut answered);
                let duties = duties_at(tree.pathway, outcome, &answered);
                let limited = duties.iter().any(|duty| duty.cites.iter().any(limits));
                asked.of_walk(walk, !limited);
            }
        }
        // Whatever is answered afterwards, the walk goes the same way.
        let same = (0..6).all(|choice| {
            for slot in tree.pathway.questions().len()..chosen.len() {
                if let Some(answer) = chosen.get_mut(slot) {
                    *answer = Some(choice);
                }
            }
            replay::walk_with(tree.pathway, &chosen) == End::Outcome(outcome)
        });
        asked.of_walk(walk, same);
    }
    asked.finding()
}

/// These answers with every answer, and none, to each question asked afterwards that matters.
fn combinations(
    tree: &Tree<'_>,
    chosen: &[Option<usize>],
    matters: impl Fn(usize) -> bool,
) -> Vec<Vec<Option<usize>>> {
    let first = tree.pathway.questions().len();
    let mut all = vec![chosen.to_vec()];
    let after = tree.pathway.after().iter().enumerate();
    for (at, question) in after.filter(|(at, _)| matters(first + at)) {
        let mut more = Vec::new();
        for one in &all {
            for choice in 0..question.choices.len() {
                let mut other = one.clone();
                if let Some(slot) = other.get_mut(first + at) {
                    *slot = Some(choice);
                }
                more.push(other);
            }
        }
        all.extend(more);
    }
    all
}

fn nobody_is_sent_to_the_family(tree: &Tree<'_>, walks: &[Walk<'_>]) -> Finding {
    let name = "Where asking may do harm, or that is not known: nothing sends the doctor to the \
                family before telling them is said to be safe";
    let mut asked = Asked::new(16, name);
    let tell = tree.pathway.wiring.slots.get("tell").copied().unwrap_or(usize::MAX);
    let of = tree.pathway.after_question("tell");
    let unsafe_answers: Vec<Option<usize>> = std::iter::once(None)
        .chain(of.iter().flat_map(|question| {
            let choices = question.choices.iter().enumerate();
            choices.filter(|(_, choice)| choice.id != "no").map(|(at, _)| Some(at))
        }))
        .collect();
    for walk in walks {
        let risky = ["asking", "limited-asking"]
            .iter()
            .any(|question| walk.chose(question, &["yes", "unsure"]));
        if !risky {
            continue;
        }
        let (outcome, chosen) = ended(tree, walk);
        let mut sent = None;
        let sends = |slot: usize| {
            let duties = tree.pathway.outcomes().get(outcome).map_or(&[][..], |o| &o.duties);
            let only = tree.pathway.wiring.duties.get(outcome).map_or(&[][..], Vec::as_slice);
            let sending = duties.iter().zip(only).filter(|(duty, _)| duty.family);
            let mut only = sending.filter_map(|(_, only)| *only);
            only.any(|at| {
                let condition = tree.pathway.wiring.conditions.get(at);
                condition.is_some_and(|condition| condition.test.looks_at(slot))
            })
        };
        for mut answered in combinations(tree, &chosen, sends) {
            let said = answered.get(tell).copied().flatten();
            if !unsafe_answers.contains(&said) {
                continue;
            }
            replay::only_applying(tree.pathway, outcome, &mut answered);
            let duties = duties_at(tree.pathway, outcome, &answered);
            sent = sent.or(duties.into_iter().find(|duty| duty.family).map(|duty| &duty.id));
        }
        let words = |id: &String| {
            let id = id.clone();
            move || format!("{}: {id}", walk.words())
        };
        asked.of(walk.trail.len(), sent.map(words));
    }
    asked.finding()
}
