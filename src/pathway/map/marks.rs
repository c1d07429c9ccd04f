//! What each box and line of the picture is to one walk, and the same in sentences.

use std::collections::{BTreeMap, BTreeSet};

use super::ways::{Ways, possible};
use super::{BoxId, Kind, Node, Plan, Way, named};
use crate::pathway::replay::{End, chosen_of, walk};
use crate::pathway::wiring::To;
use crate::pathway::{Answers, Pathway};

/// What a box is to a walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stand {
    /// It was answered, by the choice with this id.
    Answered(String),
    /// It is to be answered next.
    Asked,
    /// It can still be reached from here.
    Ahead,
    /// The outcome that the walk has come to.
    Reached,
    /// It is not on this way.
    Elsewhere,
}

/// What a box is to a walk, and to who looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is to the walk.
    pub stand: Stand,
    /// Whether it is where the person is.
    pub here: bool,
    /// Whether it is the outcome that was decided, instead of the one the walk came to.
    pub decided: bool,
}

/// What a line is to a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Taken {
    /// It is not on this way.
    No,
    /// It can still be taken from here.
    Ahead,
    /// The walk came along it.
    Yes,
}

/// What everything in the picture is to one walk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    boxes: BTreeMap<BoxId, Mark>,
    ways: BTreeMap<Way, Taken>,
    /// The boxes of the walk in order, the one to be asked or the outcome last.
    walked: Vec<BoxId>,
}

/// A part of the picture in sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// "What you answered".
    pub heading: &'static str,
    /// A sentence or two each, in order.
    pub sentences: Vec<String>,
}

impl Marks {
    /// The marks of a walk with these answers, with nobody in it.
    pub fn of(pathway: &Pathway, answers: &Answers) -> Self {
        let walked = walk(pathway, |slot| chosen_of(pathway, answers, slot));
        let mut marks = Self::default();
        let mut taken = Ways::new();
        let ends = match walked.end {
            End::Open(at) => To::Question(at),
            End::Outcome(at) => To::Outcome(at),
        };
        let steps = walked.trail.iter().skip(1).map(|at| To::Question(*at)).chain([ends]);
        for (&question, next) in walked.trail.iter().zip(steps) {
            let Some(choice) = walked.chosen.get(question).copied().flatten() else { continue };
            taken.insert((question, choice, next));
            let of = pathway.questions().get(question);
            let Some((of, choice)) = of.and_then(|of| Some((of, of.choices.get(choice)?))) else {
                continue;
            };
            let id = BoxId::question(&of.id);
            marks.set(id.clone(), Stand::Answered(choice.id.clone()));
            marks.walked.push(id);
        }
        let ahead = match walked.end {
            End::Open(at) => possible(pathway, at, &walked.chosen),
            End::Outcome(_) => Ways::new(),
        };
        for (ways, how) in [(&ahead, Taken::Ahead), (&taken, Taken::Yes)] {
            let named = ways.iter().filter_map(|way| named(pathway, *way));
            marks.ways.extend(named.map(|way| (way, how)));
        }
        let (end, stand) = match walked.end {
            End::Open(at) => {
                (pathway.questions().get(at).map(|of| BoxId::question(&of.id)), Stand::Asked)
            }
            End::Outcome(at) => {
                (pathway.outcomes().get(at).map(|of| BoxId::outcome(&of.id)), Stand::Reached)
            }
        };
        if let Some(end) = end {
            // A walk in a circle ends at what it has answered.
            if !marks.boxes.contains_key(&end) {
                marks.walked.push(end.clone());
                marks.set(end, stand);
            }
        }
        let leads: Vec<BoxId> = marks
            .ways
            .iter()
            .filter(|(_, how)| **how == Taken::Ahead)
            .map(|(way, _)| way.to.clone())
            .collect();
        for id in leads {
            if !marks.boxes.contains_key(&id) {
                marks.set(id, Stand::Ahead);
            }
        }
        marks
    }

    /// The marks of a plan that is nothing but a walk: every way in it was taken.
    pub fn of_trail(plan: &Plan) -> Self {
        let mut marks = Self::default();
        for node in &plan.nodes {
            let stand = match (node.id.kind, node.choices.first()) {
                (Kind::Question, Some((choice, _))) => Stand::Answered(choice.clone()),
                _ => Stand::Reached,
            };
            marks.set(node.id.clone(), stand);
            marks.walked.push(node.id.clone());
        }
        marks.ways = plan.ways.iter().map(|way| (way.clone(), Taken::Yes)).collect();
        marks
    }

    /// The same, with the person at this question if it is on the way, and else where the
    /// walk stands.
    #[must_use]
    pub fn at(mut self, question: Option<&str>) -> Self {
        let asked = question.map(BoxId::question).filter(|id| self.boxes.contains_key(id));
        if let Some(here) = asked.or_else(|| self.walked.last().cloned())
            && let Some(mark) = self.boxes.get_mut(&here)
        {
            mark.here = true;
        }
        self
    }

    /// The same, where this outcome was decided.
    #[must_use]
    pub fn decided(mut self, outcome: Option<&str>) -> Self {
        if let Some(id) = outcome.map(BoxId::outcome) {
            let reached = self.boxes.get(&id).is_some_and(|mark| mark.stand == Stand::Reached);
            if !reached {
                let there = self.boxes.entry(id);
                let none = Mark { stand: Stand::Elsewhere, here: false, decided: true };
                there.or_insert(none).decided = true;
            }
        }
        self
    }

    fn set(&mut self, id: BoxId, stand: Stand) {
        self.boxes.insert(id, Mark { stand, here: false, decided: false });
    }

    /// What a box is.
    pub fn mark(&self, id: &BoxId) -> Mark {
        let none = Mark { stand: Stand::Elsewhere, here: false, decided: false };
        self.boxes.get(id).cloned().unwrap_or(none)
    }

    /// What a line is.
    pub fn taken(&self, way: &Way) -> Taken {
        self.ways.get(way).copied().unwrap_or(Taken::No)
    }

    /// Where the person is.
    pub fn here(&self) -> Option<&BoxId> {
        self.boxes.iter().find(|(_, mark)| mark.here).map(|(id, _)| id)
    }

    /// The boxes of the walk in order, the one to be asked or the outcome last.
    pub fn walked(&self) -> &[BoxId] {
        &self.walked
    }

    /// Where each answer to a question that is open leads, a line a choice: for who cannot
    /// follow its lines with the eye.
    pub fn leads(&self, plan: &Plan) -> BTreeMap<BoxId, String> {
        let title = |id: &BoxId| title(plan, id);
        let open = plan.nodes.iter().filter(|node| self.is_open(&node.id));
        let questions = open.filter(|node| node.id.kind == Kind::Question);
        questions.map(|node| (node.id.clone(), self.onward(node, &title).join("\n"))).collect()
    }

    /// Whether it is to be answered, or can still be reached.
    fn is_open(&self, id: &BoxId) -> bool {
        matches!(self.mark(id).stand, Stand::Asked | Stand::Ahead)
    }

    /// The picture in sentences, for who does not see it: nothing that it shows is left out.
    pub fn said(&self, plan: &Plan) -> Vec<Said> {
        let title = |id: &BoxId| title(plan, id);
        let mut said = Vec::new();
        let mut part = |heading, sentences: Vec<String>| {
            if !sentences.is_empty() {
                said.push(Said { heading, sentences });
            }
        };
        let answered = self.walked.iter().filter_map(|id| {
            let node = plan.nodes.iter().find(|node| node.id == *id)?;
            let Stand::Answered(choice) = self.mark(id).stand else { return None };
            let (_, label) = node.choices.iter().find(|(id, _)| *id == choice)?;
            Some((node.title.as_str(), label.as_str()))
        });
        let numbered = answered.enumerate().map(|(at, (question, answer))| {
            format!("{}. {question} Answered: {}", at + 1, stop(answer))
        });
        part("What was answered", numbered.collect());
        if let Some(here) = self.here() {
            let sentence = match self.mark(here).stand {
                Stand::Answered(_) => format!("At a question answered before: {}", title(here)),
                Stand::Reached => format!("At the outcome: {}", stop(title(here))),
                _ => format!("At the question: {}", title(here)),
            };
            part("Where you are", vec![sentence]);
        }
        let ends = self.walked.last().filter(|id| Some(*id) != self.here());
        part(
            "Where the answers lead",
            ends.map(|id| match id.kind {
                Kind::Question => format!("To the question: {}", title(id)),
                Kind::Outcome => format!("To the outcome: {}", stop(title(id))),
            })
            .into_iter()
            .collect(),
        );
        let decided = self.boxes.iter().filter(|(_, mark)| mark.decided);
        part("What was decided instead", decided.map(|(id, _)| stop(title(id))).collect());
        let questions = plan.nodes.iter().filter(|node| node.id.kind == Kind::Question);
        part(
            "Questions ahead, and where each answer leads",
            questions
                .filter(|node| self.is_open(&node.id))
                .map(|node| format!("{}\n{}", node.title, self.onward(node, &title).join("\n")))
                .collect(),
        );
        for (heading, stand) in
            [("Outcomes ahead", Stand::Ahead), ("Not on this path", Stand::Elsewhere)]
        {
            let there = plan.nodes.iter().filter(|node| {
                let mark = self.mark(&node.id);
                let asked = stand == Stand::Ahead && node.id.kind == Kind::Question;
                mark.stand == stand && !mark.decided && !asked
            });
            part(heading, there.map(|node| stop(&node.title)).collect());
        }
        said
    }

    /// A line for each choice: "– Yes: Share now. Do not wait for consent."
    fn onward<'p>(&self, node: &'p Node, title: &impl Fn(&BoxId) -> &'p str) -> Vec<String> {
        let mut lines = Vec::with_capacity(node.choices.len());
        for (choice, label) in &node.choices {
            let leads: BTreeSet<&BoxId> = self
                .ways
                .iter()
                .filter(|(way, how)| {
                    **how == Taken::Ahead && way.from == node.id && way.choice == *choice
                })
                .map(|(way, _)| &way.to)
                .collect();
            let names: Vec<&str> = leads.into_iter().map(title).collect();
            if !names.is_empty() {
                lines.push(format!("– {label}: {}", names.join(" Or: ")));
            }
        }
        lines
    }
}

fn title<'p>(plan: &'p Plan, id: &BoxId) -> &'p str {
    plan.nodes.iter().find(|node| node.id == *id).map_or("", |node| node.title.as_str())
}

/// With a stop at its end.
fn stop(words: &str) -> String {
    let ends = words.ends_with(['.', '?', '!']);
    if ends { words.to_owned() } else { format!("{words}.") }
}
