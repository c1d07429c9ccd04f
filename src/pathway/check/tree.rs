//! Every way that answers can take, as a tree from the first question.

use crate::pathway::wiring::To;
use crate::pathway::{Answers, Pathway};

/// One complete walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk<'p> {
    /// Question and choice, by id, in order.
    pub trail: Vec<(&'p str, &'p str)>,
    /// The outcome. `None` if the walk runs in a circle.
    pub outcome: Option<&'p str>,
}

/// Every walk, in the order of the choices.
pub fn walks(pathway: &Pathway) -> Vec<Walk<'_>> {
    Tree::of(pathway).walks()
}

impl Walk<'_> {
    /// The answers that lead along it.
    pub fn answers(&self) -> Answers {
        let pairs = self.trail.iter();
        Answers(pairs.map(|(q, c)| ((*q).to_owned(), (*c).to_owned())).collect())
    }

    /// Whether it came through the question with one of these answers.
    pub fn chose(&self, question: &str, choices: &[&str]) -> bool {
        self.trail.iter().any(|(q, c)| *q == question && choices.contains(c))
    }

    /// Whether it ends in one of these outcomes.
    pub fn ends(&self, outcomes: &[&str]) -> bool {
        self.outcome.is_some_and(|outcome| outcomes.contains(&outcome))
    }

    /// As a line: "start: concern, level: none, then no-concern".
    pub fn words(&self) -> String {
        format!("{}, then {}", trail_words(&self.trail), self.outcome.unwrap_or("in a circle"))
    }
}

/// "start: concern, level: none".
pub(super) fn trail_words(trail: &[(&str, &str)]) -> String {
    let steps: Vec<String> = trail.iter().map(|(q, c)| format!("{q}: {c}")).collect();
    steps.join(", ")
}

/// All walks that have not parted yet are one branch.
pub(super) struct Tree<'p> {
    pub pathway: &'p Pathway,
    /// Every question as often as different answers lead to it; each after its parent.
    pub nodes: Vec<Node>,
    /// How many ways may still be looked at; those that are too many are left out.
    left: usize,
    /// The most questions of one walk.
    deepest: usize,
    /// Whether something was left out.
    cut: bool,
}

/// A question at the end of one beginning of walks.
pub(super) struct Node {
    pub question: usize,
    /// The node before, and the choice taken there.
    pub before: Option<(usize, usize)>,
    /// Where each choice leads.
    pub ways: Vec<Onward>,
    /// The rank of the least and of the most protective outcome that can still be reached.
    pub reach: Option<(u8, u8)>,
}

/// Where a choice leads.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Onward {
    Node(usize),
    Outcome(usize),
    /// To a question that the walk came through before.
    Circle,
}

impl<'p> Tree<'p> {
    pub fn of(pathway: &'p Pathway) -> Self {
        Self::grown(pathway, usize::MAX, usize::MAX)
    }

    /// The tree of at most this many ways and of walks no longer than this; `None` if there
    /// is more of it.
    pub fn within(pathway: &'p Pathway, ways: usize, deepest: usize) -> Option<Self> {
        Some(Self::grown(pathway, ways, deepest)).filter(|tree| !tree.cut)
    }

    fn grown(pathway: &'p Pathway, left: usize, deepest: usize) -> Self {
        let mut tree = Self { pathway, nodes: Vec::new(), left, deepest, cut: false };
        let mut chosen = vec![None; pathway.questions().len()];
        tree.grow(0, None, &mut chosen, 1);
        tree
    }

    /// Adds the question and everything after it.
    fn grow(
        &mut self,
        question: usize,
        before: Option<(usize, usize)>,
        chosen: &mut [Option<usize>],
        depth: usize,
    ) -> usize {
        let at = self.nodes.len();
        self.nodes.push(Node { question, before, ways: Vec::new(), reach: None });
        let choices = self.pathway.questions().get(question).map_or(0, |q| q.choices.len());
        let mut ways = Vec::with_capacity(choices);
        for choice in 0..choices {
            if self.left == 0 || depth > self.deepest {
                self.cut = true;
                break;
            }
            self.left -= 1;
            set(chosen, question, Some(choice));
            ways.push(match self.pathway.wiring.way(question, choice, chosen) {
                Some(To::Outcome(outcome)) => Onward::Outcome(outcome),
                Some(To::Question(next)) if chosen.get(next) == Some(&None) => {
                    Onward::Node(self.grow(next, Some((at, choice)), chosen, depth + 1))
                }
                _ => Onward::Circle,
            });
        }
        set(chosen, question, None);
        let reach = ways.iter().filter_map(|way| self.reach(*way));
        let reach = reach.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        if let Some(node) = self.nodes.get_mut(at) {
            node.ways = ways;
            node.reach = reach;
        }
        at
    }

    /// The ranks of the least and the most protective outcome on this way.
    pub fn reach(&self, way: Onward) -> Option<(u8, u8)> {
        match way {
            Onward::Node(at) => self.nodes.get(at)?.reach,
            Onward::Outcome(at) => {
                let rank = self.pathway.outcomes().get(at)?.rank;
                Some((rank, rank))
            }
            Onward::Circle => None,
        }
    }

    /// The questions and answers before this node, by id.
    pub fn trail(&self, node: &Node) -> Vec<(&'p str, &'p str)> {
        let mut trail = Vec::with_capacity(16);
        let mut before = node.before;
        while let Some((at, choice)) = before {
            let Some(node) = self.nodes.get(at) else { break };
            trail.extend(self.step(node, choice));
            before = node.before;
        }
        trail.reverse();
        trail
    }

    /// The answers before this node, by slot.
    pub fn chosen(&self, node: &Node) -> Vec<Option<usize>> {
        let mut chosen = vec![None; self.pathway.wiring.slots.len()];
        let mut before = node.before;
        while let Some((at, choice)) = before {
            let Some(node) = self.nodes.get(at) else { break };
            set(&mut chosen, node.question, Some(choice));
            before = node.before;
        }
        chosen
    }

    /// The place of the choice with this id.
    pub fn place(&self, node: &Node, id: &str) -> Option<usize> {
        let question = self.pathway.questions().get(node.question)?;
        question.choices.iter().position(|choice| choice.id == id)
    }

    /// The choice at this node, by id.
    pub fn step(&self, node: &Node, choice: usize) -> Option<(&'p str, &'p str)> {
        let question = self.pathway.questions().get(node.question)?;
        Some((&question.id, &question.choices.get(choice)?.id))
    }

    pub fn walks(&self) -> Vec<Walk<'p>> {
        let mut walks = Vec::with_capacity(self.nodes.len() * 2);
        for node in &self.nodes {
            let before = self.trail(node);
            for (choice, way) in node.ways.iter().enumerate() {
                let outcome = match way {
                    Onward::Node(_) => continue,
                    Onward::Outcome(at) => self.pathway.outcomes().get(*at),
                    Onward::Circle => None,
                };
                let mut trail = before.clone();
                trail.extend(self.step(node, choice));
                walks.push(Walk { trail, outcome: outcome.map(|outcome| outcome.id.as_str()) });
            }
        }
        walks
    }
}

fn set(chosen: &mut [Option<usize>], question: usize, choice: Option<usize>) {
    if let Some(slot) = chosen.get_mut(question) {
        *slot = choice;
    }
}
