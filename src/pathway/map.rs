//! The pathway as a picture: boxes and lines in em, from the places in the data, without
//! knowing what draws them.
//!
//! A [`Plan`] says what is in the picture; [`Plan::lay_out`] gives each thing its place, with
//! the texts broken into lines by whoever will draw them; [`Marks`] say what each thing is to
//! one walk. Every box names its choices, and each line leaves from the choice that takes it.

mod lay;
mod marks;
mod ways;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::Pathway;
use super::wiring::To;

pub use marks::{Mark, Marks, Said, Stand, Taken};

/// What a box is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A question of the walk.
    Question,
    /// An outcome.
    Outcome,
}

/// Which question or outcome a box is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BoxId {
    /// What it is.
    pub kind: Kind,
    /// Its id in the data.
    pub id: String,
}

impl BoxId {
    /// The box of the question with this id.
    pub fn question(id: &str) -> Self {
        Self { kind: Kind::Question, id: id.to_owned() }
    }

    /// The box of the outcome with this id.
    pub fn outcome(id: &str) -> Self {
        Self { kind: Kind::Outcome, id: id.to_owned() }
    }
}

/// One way from a question through a choice to what comes next.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Way {
    /// The question.
    pub from: BoxId,
    /// The choice that takes it, by id.
    pub choice: String,
    /// Where it leads.
    pub to: BoxId,
}

/// What a box says.
#[derive(Clone, Debug)]
pub struct Node {
    /// Which it is.
    pub id: BoxId,
    /// Column and row.
    pub at: (u8, u8),
    /// The question, or the outcome's headline.
    pub title: String,
    /// The choices by id and label, in the order of their number keys.
    pub choices: Vec<(String, String)>,
}

/// What is in the picture, without places.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The questions in the order of the data, then the outcomes.
    pub nodes: Vec<Node>,
    /// Every way that some walk takes.
    pub ways: Vec<Way>,
}

/// A place, in em from the upper left corner of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Downward.
    pub y: f32,
}

/// A rectangle, in em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// The upper left corner.
    pub min: Point,
    /// The lower right corner.
    pub max: Point,
}

/// A text in its lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// The lines, each [`LINE`] em high.
    pub lines: Vec<String>,
    /// Where the first begins, in em below the top of the box.
    pub top: f32,
}

/// A choice in its box.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceText {
    /// The choice's id.
    pub id: String,
    /// Its label.
    pub label: Lines,
}

/// A question or an outcome in its place. The topmost line is left free for what it is to
/// the walk: "You are here".
#[derive(Clone, Debug, PartialEq)]
pub struct MapBox {
    /// Which it is.
    pub id: BoxId,
    /// Its place.
    pub rect: Rect,
    /// Its words.
    pub title: Lines,
    /// The words of its choices.
    pub choices: Vec<ChoiceText>,
}

/// A line from a choice to what comes next, in right angles.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it stands for.
    pub way: Way,
    /// Its corners, from the choice's right edge to the left edge of the box it leads to.
    pub points: Vec<Point>,
}

/// The picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// The boxes, in the order of the plan.
    pub boxes: Vec<MapBox>,
    /// The lines.
    pub lines: Vec<Line>,
    /// Width and height, in em.
    pub size: (f32, f32),
}

/// The width of a box, in em.
pub const BOX: f32 = 17.0;
/// The space between a box's edge and its words, in em.
pub const PAD: f32 = 0.8;
/// The room before a choice's words for the mark of the chosen one, in em.
pub const TICK: f32 = 1.3;
/// The height of a line of text, in em.
pub const LINE: f32 = 1.4;

impl Plan {
    /// Every question and outcome of a pathway, with the ways that its walks take.
    pub fn of(pathway: &Pathway) -> Self {
        let questions = pathway.questions().iter().map(|question| Node {
            id: BoxId::question(&question.id),
            at: question.at,
            title: question.title.clone(),
            choices: (question.choices.iter())
                .map(|choice| (choice.id.clone(), choice.label.clone()))
                .collect(),
        });
        let outcomes = pathway.outcomes().iter().map(|outcome| Node {
            id: BoxId::outcome(&outcome.id),
            at: outcome.at,
            title: outcome.headline.clone(),
            choices: Vec::new(),
        });
        let ways = ways::possible(pathway, 0, &[]);
        Self {
            nodes: questions.chain(outcomes).collect(),
            ways: ways.into_iter().filter_map(|way| named(pathway, way)).collect(),
        }
    }

    /// What is near to who walks: the answered questions in one row, where the walk stands,
    /// and beside it what each answer there leads to. An outcome that was decided instead of
    /// the one reached stands there too.
    #[must_use]
    pub fn near(&self, marks: &Marks) -> Self {
        let walked = marks.walked();
        let end = walked.last();
        let onward = |way: &&Way| Some(&way.from) == end && marks.taken(way) != Taken::No;
        let mut next: Vec<&BoxId> = Vec::new();
        let choices = self.nodes.iter().find(|node| Some(&node.id) == end);
        for (choice, _) in choices.map_or(&[][..], |node| &node.choices) {
            let ways = self.ways.iter().filter(onward).filter(|way| way.choice == *choice);
            next.extend(ways.map(|way| &way.to).filter(|to| !walked.contains(to)));
        }
        next.extend(self.nodes.iter().map(|node| &node.id).filter(|id| {
            let mark = marks.mark(id);
            mark.decided && mark.stand == Stand::Elsewhere
        }));
        let mut once = BTreeSet::new();
        next.retain(|id| once.insert(*id));
        let place = |at: usize| u8::try_from(at).unwrap_or(u8::MAX);
        let at = |id: &BoxId| -> Option<(u8, u8)> {
            let column = walked.iter().position(|one| one == id);
            let column = column.map(|column| (place(column), place(next.len() / 2)));
            let row = || next.iter().position(|one| *one == id);
            column.or_else(|| Some((place(walked.len()), place(row()?))))
        };
        let nodes =
            self.nodes.iter().filter_map(|node| Some(Node { at: at(&node.id)?, ..node.clone() }));
        let ways = self.ways.iter().filter(|way| onward(way) || marks.taken(way) == Taken::Yes);
        Self { nodes: nodes.collect(), ways: ways.cloned().collect() }
    }

    /// Questions and answers in words that led to an outcome: for a decision whose pathway
    /// is not at hand. The questions are named by their place, "1" and so on.
    pub fn of_trail(trail: &[(String, String)], outcome: &str) -> Self {
        let column = |at: usize| u8::try_from(at).unwrap_or(u8::MAX);
        let id = |at: usize| BoxId::question(&(at + 1).to_string());
        let end = BoxId::outcome("outcome");
        let questions = trail.iter().enumerate().map(|(at, (question, answer))| Node {
            id: id(at),
            at: (column(at), 0),
            title: question.clone(),
            choices: vec![("answer".to_owned(), answer.clone())],
        });
        let last = Node {
            id: end.clone(),
            at: (column(trail.len()), 0),
            title: outcome.to_owned(),
            choices: Vec::new(),
        };
        let ways = (0..trail.len()).map(|at| Way {
            from: id(at),
            choice: "answer".to_owned(),
            to: if at + 1 == trail.len() { end.clone() } else { id(at + 1) },
        });
        Self { nodes: questions.chain([last]).collect(), ways: ways.collect() }
    }
}

impl Map {
    /// The box of this question or outcome.
    pub fn find(&self, id: &BoxId) -> Option<&MapBox> {
        self.boxes.iter().find(|one| one.id == *id)
    }
}

/// A way by names.
fn named(pathway: &Pathway, (question, choice, to): (usize, usize, To)) -> Option<Way> {
    let question = pathway.questions().get(question)?;
    let to = match to {
        To::Question(at) => BoxId::question(&pathway.questions().get(at)?.id),
        To::Outcome(at) => BoxId::outcome(&pathway.outcomes().get(at)?.id),
    };
    let choice = question.choices.get(choice)?.id.clone();
    Some(Way { from: BoxId::question(&question.id), choice, to })
}
