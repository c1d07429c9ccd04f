//! The columns of the list of decisions, in their order, and how rows are sorted by them.

use serde::{Deserialize, Serialize};

/// A column of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Column {
    /// The children.
    Child,
    /// How old the first one is.
    Age,
    /// What was decided.
    Outcome,
    /// When it was decided.
    Decided,
    /// Who signed.
    Author,
    /// How consent came out.
    Consent,
    /// By when what is to do is due.
    Due,
    /// What a reviewer made of it.
    Reviewed,
    /// Whose case it is.
    Owner,
    /// When the newest statement was signed, where something was added to the decision.
    Written,
}

impl Column {
    /// All of them, in the order in which they stand: that of the enum.
    pub const ALL: [Self; 10] = [
        Self::Child,
        Self::Age,
        Self::Outcome,
        Self::Decided,
        Self::Author,
        Self::Consent,
        Self::Due,
        Self::Reviewed,
        Self::Owner,
        Self::Written,
    ];

    /// As its head says it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Child => "Child",
            Self::Age => "Age",
            Self::Outcome => "Outcome",
            Self::Decided => "Decided",
            Self::Author => "Author",
            Self::Consent => "Consent",
            Self::Due => "To do",
            Self::Reviewed => "Reviewed",
            Self::Owner => "Owner",
            Self::Written => "Added to",
        }
    }

    /// Those that are shown until somebody chooses.
    pub fn usual() -> Vec<Self> {
        let seldom = |column: &Self| matches!(column, Self::Owner | Self::Written);
        Self::ALL.into_iter().filter(|column| !seldom(column)).collect()
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
        Self { by: Column::Decided, falling: true }
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
            (Column::Written | Column::Decided, false) | (Column::Age, true) => "oldest first",
            (Column::Due, false) => "due first",
            (Column::Due, true) => "due last",
            (Column::Age, false) => "youngest first",
            (_, false) => "A to Z",
            (_, true) => "Z to A",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_in_one_order() {
        assert!(Column::ALL.is_sorted());
        assert!(Column::usual().is_sorted());
    }
}
