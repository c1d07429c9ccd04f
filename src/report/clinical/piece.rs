//! One part of a text in the making.

use super::AboutThem;
use crate::record::{Field, ItemId, Part};
use crate::report::sheet::{Piece, Tick};

/// A part that is being put together: ticked, and with nothing to say why not.
pub(super) struct Draft(Piece);

impl Draft {
    pub(super) fn new(tick: Tick, label: &str) -> Self {
        Self(Piece {
            tick: Some(tick),
            label: label.to_owned(),
            why: String::new(),
            line: String::new(),
            ticked: true,
            weight: 0,
        })
    }

    /// What stands in a field, of this item or once.
    pub(super) fn field(part: Part, item: Option<&ItemId>, label: &str) -> Self {
        let field = Field { part, item: item.cloned() };
        Self::new(Tick::Field(field), label)
    }

    pub(super) fn about(self, about: &AboutThem) -> Self {
        self.ticked(about.is).why(&about.why)
    }

    pub(super) fn ticked(mut self, ticked: bool) -> Self {
        self.0.ticked = ticked;
        self
    }

    pub(super) fn why(mut self, why: &str) -> Self {
        why.clone_into(&mut self.0.why);
        self
    }

    pub(super) fn weight(mut self, weight: u8) -> Self {
        self.0.weight = weight;
        self
    }

    pub(super) fn line(mut self, line: &str) -> Self {
        line.clone_into(&mut self.0.line);
        self
    }

    /// Writes its label and these words; nothing where there are none.
    pub(super) fn labelled(mut self, words: &str) -> Self {
        if !words.trim().is_empty() {
            self.0.line = format!("{}: {}", self.0.label, words.trim());
        }
        self
    }

    pub(super) fn build(self) -> Piece {
        self.0
    }
}
