//! One part of a text in the making.

use super::AboutThem;
use crate::record::{Field, ItemId, Part};
use crate::report::sheet::{Piece, Tick};

/// A part that is being put together: ticked, and with nothing to say why not; and whether its
/// label stands before its words.
pub(super) struct Draft(Piece, bool);

impl Draft {
    pub(super) fn new(tick: Tick, label: &str) -> Self {
        let label = label.to_owned();
        Self(Piece { tick: Some(tick), label, ticked: true, ..Piece::default() }, true)
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

    /// It tells of somebody else than the person whose text it is.
    pub(super) fn of_others(mut self, is: bool) -> Self {
        self.0.of_others = is;
        self
    }

    /// What is written where it is not ticked.
    pub(super) fn instead(mut self, line: &str) -> Self {
        line.clone_into(&mut self.0.instead);
        self
    }

    /// What stays of it where there is no room for its words; nothing else does where somebody asked
    /// for all of it.
    pub(super) fn brief(mut self, line: &str) -> Self {
        line.clone_into(&mut self.0.brief);
        self
    }

    pub(super) fn line(mut self, line: &str) -> Self {
        line.clone_into(&mut self.0.line);
        self
    }

    /// Its words stand in the text without the label.
    pub(super) fn bare(mut self) -> Self {
        self.1 = false;
        self
    }

    /// Writes its label and these words; nothing where there are none.
    pub(super) fn labelled(mut self, words: &str) -> Self {
        let words = words.trim();
        if !words.is_empty() {
            let label = if self.1 { format!("{}: ", self.0.label) } else { String::new() };
            self.0.line = format!("{label}{words}");
        }
        self
    }

    /// The same with prose, of which a short text may take the beginning.
    pub(super) fn prose(mut self, prose: &Prose) -> Self {
        self.0.shortened = prose.shortened;
        self.labelled(&prose.text)
    }

    /// Whether something of it is in the full text alone.
    pub(super) fn shortened(mut self, is: bool) -> Self {
        self.0.shortened = is;
        self
    }

    pub(super) fn tick(&self) -> Option<&Tick> {
        self.0.tick.as_ref()
    }

    pub(super) fn build(self) -> Piece {
        self.0
    }
}

/// What was typed, as a text takes it.
pub(super) struct Prose {
    pub(super) text: String,
    /// Whether it ends early, after a whole sentence.
    pub(super) shortened: bool,
}
