//! The properties of protective order: what doubt and risk may do to what can be reached.

use super::routes::GIVES;
use super::tree::{Node, Onward, Tree, trail_words};
use super::{Asked, Finding};

/// Answers that raise the risk: the question, the lower answer, the higher one.
pub(super) const RAISES: [(&str, &str, &str); 6] = [
    ("level", "niggle", "at-risk"),
    ("wait", "no", "yes"),
    ("delay", "no", "yes"),
    ("others", "no", "yes"),
    ("weigh", "no", "yes"),
    ("reach", "yes", "no"),
];

/// Properties 8 and 9.
pub(super) fn check(tree: &Tree<'_>) -> Vec<Finding> {
    vec![doubt_never_protects_less(tree), risk_never_protects_less(tree)]
}

fn doubt_never_protects_less(tree: &Tree<'_>) -> Finding {
    let name = "Being unsure never protects less than the least protective other choice; it never \
                leads straight to not sharing or to answering a request";
    let mut asked = Asked::new(8, name);
    for node in &tree.nodes {
        let Some(unsure) = way(tree, node, "unsure") else { continue };
        let siblings =
            node.ways.iter().enumerate().filter(|(choice, _)| {
                tree.step(node, *choice).is_some_and(|(_, id)| id != "unsure")
            });
        let least = siblings.filter_map(|(_, way)| tree.reach(*way)).map(|(least, _)| least).min();
        let own = tree.reach(unsure).map(|(least, _)| least);
        let trail = tree.trail(node);
        let straight = match unsure {
            Onward::Outcome(at) => tree.pathway.outcomes().get(at).is_some_and(|outcome| {
                let request = trail.contains(&("start", "request"));
                outcome.id == "not-share-for-now"
                    || request
                        && (GIVES.contains(&outcome.id.as_str()) || outcome.id == "share-now")
            }),
            _ => false,
        };
        let words = || words(tree, node, "unsure", "protects less, or goes straight to an end");
        asked.of(trail.len(), (own < least || straight).then_some(words));
    }
    asked.finding()
}

fn risk_never_protects_less(tree: &Tree<'_>) -> Finding {
    let name = "Raising the risk in one answer never lowers the least nor the most protective outcome that can still be reached";
    let mut asked = Asked::new(9, name);
    for (question, low, high) in RAISES {
        let mut found = false;
        for node in &tree.nodes {
            let id = tree.pathway.questions().get(node.question).map(|q| q.id.as_str());
            if id != Some(question) {
                continue;
            }
            found = true;
            let reach = |choice| way(tree, node, choice).and_then(|way| tree.reach(way));
            let holds = match (reach(low), reach(high)) {
                (Some(low), Some(high)) => high.0 >= low.0 && high.1 >= low.1,
                _ => false,
            };
            let words = || words(tree, node, high, &format!("protects less than {low}"));
            asked.of(tree.trail(node).len(), (!holds).then_some(words));
        }
        asked.of(0, (!found).then_some(|| format!("{question} is never asked")));
    }
    asked.finding()
}

/// Where the choice with this id leads.
pub(super) fn way(tree: &Tree<'_>, node: &Node, id: &str) -> Option<Onward> {
    let question = tree.pathway.questions().get(node.question)?;
    let at = question.choices.iter().position(|choice| choice.id == id)?;
    node.ways.get(at).copied()
}

/// "start: concern, level: unsure protects less".
fn words(tree: &Tree<'_>, node: &Node, choice: &str, what: &str) -> String {
    let mut trail = tree.trail(node);
    if let Some(question) = tree.pathway.questions().get(node.question) {
        trail.push((&question.id, choice));
    }
    format!("{} {what}", trail_words(&trail))
}
