//! What is asked of the list of decisions, as it can be saved in the settings. The settings lie
//! outside the register, so no name of a child and no searched word stands here.

use serde::{Deserialize, Serialize};

use crate::record::typed::{Day, Typed};

/// A filter under a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedFilter {
    /// What its user calls it.
    pub name: String,
    /// What it asks.
    pub criteria: Criteria,
    /// How the rows are sorted.
    #[serde(default)]
    pub sort: Sort,
    /// The columns that are shown.
    #[serde(default = "Column::usual")]
    pub columns: Vec<Column>,
}

/// What a decision has to be to stand in the list. What is blank asks nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing that is asked or not")]
pub struct Criteria {
    /// The outcome decided, by id.
    pub outcome: Option<String>,
    /// Decided otherwise than suggested.
    pub departed: bool,
    /// Shared, and nobody gave consent to all of it.
    pub without_consent: bool,
    /// Waiting for something.
    pub open: bool,
    /// Waiting for something that was due.
    pub overdue: bool,
    /// Reviewed, or not reviewed.
    pub reviewed: Option<bool>,
    /// Letters of the author's name.
    pub author: String,
    /// Decided on this day or later.
    pub from: Typed<Day>,
    /// Decided on this day or before.
    pub to: Typed<Day>,
}

/// A column of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Column {
    /// What was decided.
    Outcome,
    /// The children.
    Child,
    /// When the newest statement was signed.
    Written,
    /// When it was decided.
    Decided,
    /// Who signed.
    Author,
    /// By when it is due, if it is open.
    Due,
}

impl Column {
    /// All of them, in the order in which they stand.
    pub const ALL: [Self; 6] =
        [Self::Outcome, Self::Child, Self::Written, Self::Decided, Self::Author, Self::Due];

    /// As its head says it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Outcome => "Outcome",
            Self::Child => "Child",
            Self::Written => "Written",
            Self::Decided => "Decided",
            Self::Author => "Author",
            Self::Due => "Due",
        }
    }

    /// Those that are shown until somebody chooses.
    pub fn usual() -> Vec<Self> {
        vec![Self::Outcome, Self::Child, Self::Written, Self::Author, Self::Due]
    }
}

/// How rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sort {
    /// By what.
    pub by: Column,
    /// The last first.
    pub falling: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self { by: Column::Written, falling: true }
    }
}

impl Sort {
    /// Pressing a column's head: by that column, from its usual end; pressed again, from the
    /// other end. Times begin with the newest, and what is due with the first.
    #[must_use]
    pub fn pressed(self, column: Column) -> Self {
        let usual = matches!(column, Column::Written | Column::Decided);
        let falling = if self.by == column { !self.falling } else { usual };
        Self { by: column, falling }
    }

    /// "newest first", as a screen reader hears it.
    pub fn words(self) -> &'static str {
        match (self.by, self.falling) {
            (Column::Written | Column::Decided, true) => "newest first",
            (Column::Written | Column::Decided, false) => "oldest first",
            (Column::Due, false) => "due first",
            (Column::Due, true) => "due last",
            (_, false) => "A to Z",
            (_, true) => "Z to A",
        }
    }
}
