//! A table of figures, and the same as text, as rows for a spreadsheet, and as one value.

use serde::Serialize;

use super::hide::{hidden, is_few};
use crate::base::time;
use crate::record::DecisionId;

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it is of.
    pub title: String,
    /// The heads of its columns, without that of the rows.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What in it follows from what else: so that no small number is told by another.
    pub(super) sums: Sums,
}

/// What in a table follows from what else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sums {
    /// Its last row and its last column are totals of the others.
    Totals,
    /// Each row is of as many as its first cell says.
    Times,
    /// Of as many as the first cell of a row says, the second says how many are the same; the rest of
    /// the row follows from both.
    Parts,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it counts.
    pub label: String,
    /// A cell for each column.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// So many: one for each of these, which may name a decision more than once.
    Count(Vec<DecisionId>),
    /// Minutes; `None` where there are none.
    Minutes(Option<i64>),
    /// A number that is no count, or words; blank for none.
    Said(String),
}

/// What stands for a number that is too small to be shown.
const FEW: &str = "few";

impl Cell {
    /// How many.
    pub fn count(&self) -> usize {
        match self {
            Self::Count(of) => of.len(),
            Self::Minutes(_) | Self::Said(_) => 0,
        }
    }

    /// For a person: "12", "40 minutes", "–" for none.
    fn words(&self) -> String {
        match self {
            Self::Count(of) if of.is_empty() => "–".to_owned(),
            Self::Count(of) => of.len().to_string(),
            Self::Minutes(None) => "–".to_owned(),
            Self::Minutes(Some(minutes)) => time::gap(*minutes),
            Self::Said(words) if words.is_empty() => "–".to_owned(),
            Self::Said(words) => words.clone(),
        }
    }

    /// For a program: whole numbers, minutes for times, nothing for none.
    fn plain(&self) -> String {
        match self {
            Self::Count(of) => of.len().to_string(),
            Self::Minutes(minutes) => minutes.map(|it| it.to_string()).unwrap_or_default(),
            Self::Said(words) => words.clone(),
        }
    }
}

/// One number of a table, for a spreadsheet or a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The table.
    pub table: String,
    /// The row.
    pub row: String,
    /// The column.
    pub column: String,
    /// The number; times in minutes. "few": too small to be shown. Blank: none.
    pub value: String,
}

impl Table {
    /// Of counts, with the totals of each row and column.
    pub(super) fn counted(title: &str, mut columns: Vec<String>, mut rows: Vec<Row>) -> Self {
        let all = |cells: &mut dyn Iterator<Item = &Cell>| {
            Cell::Count(cells.flat_map(Cell::of).cloned().collect())
        };
        for row in &mut rows {
            let total = all(&mut row.cells.iter());
            row.cells.push(total);
        }
        columns.push("All".to_owned());
        let total = |at: usize| all(&mut rows.iter().filter_map(|row| row.cells.get(at)));
        let cells = (0..columns.len()).map(total).collect();
        rows.push(Row { label: "All".to_owned(), cells });
        Self { title: title.to_owned(), columns, rows, sums: Sums::Totals }
    }

    /// Of rows in which a part of what is counted is the same.
    pub(super) fn of_parts(title: &str, columns: Vec<String>, rows: Vec<Row>) -> Self {
        Self { title: title.to_owned(), columns, rows, sums: Sums::Parts }
    }

    /// Which cells are not shown, where small numbers are hidden: row by row.
    fn covered(&self, hide: bool) -> Vec<Vec<bool>> {
        let counts = |row: &Row| row.cells.iter().map(Cell::count).collect();
        let counts: Vec<Vec<usize>> = self.rows.iter().map(counts).collect();
        let few = |row: &Vec<usize>| row.first().is_some_and(|count| is_few(*count));
        match (hide, self.sums) {
            (false, _) => counts.iter().map(|row| vec![false; row.len()]).collect(),
            (true, Sums::Totals) => hidden(&counts),
            // A time of few decisions tells of each of them.
            (true, Sums::Times) => counts.iter().map(|row| vec![few(row); row.len()]).collect(),
            // So do few that are the same, and few that are not.
            (true, Sums::Parts) => {
                let part = |row: &Vec<usize>| {
                    let [all, same, ..] = row.as_slice() else { return false };
                    is_few(*same) || is_few(all.saturating_sub(*same))
                };
                let of_row = |row: &Vec<usize>| {
                    let (first, rest) = (few(row), few(row) || part(row));
                    (0..row.len()).map(|at| if at == 0 { first } else { rest }).collect()
                };
                counts.iter().map(of_row).collect()
            }
        }
    }

    /// Its numbers one by one. `hide`: without those that are too small to be shown, and without those
    /// from which they could be worked out.
    pub fn figures(&self, hide: bool) -> Vec<Figure> {
        let covered = self.covered(hide);
        let mut all = Vec::new();
        for (row, covered) in self.rows.iter().zip(covered) {
            for ((cell, column), covered) in row.cells.iter().zip(&self.columns).zip(covered) {
                all.push(Figure {
                    table: self.title.clone(),
                    row: row.label.clone(),
                    column: column.clone(),
                    value: if covered { FEW.to_owned() } else { cell.plain() },
                });
            }
        }
        all
    }

    /// As text for a person, the columns aligned.
    pub fn text(&self, hide: bool) -> String {
        let covered = self.covered(hide);
        let mut lines: Vec<Vec<String>> = vec![vec![String::new()]];
        if let Some(head) = lines.first_mut() {
            head.extend(self.columns.iter().cloned());
        }
        for (row, covered) in self.rows.iter().zip(covered) {
            let mut line = vec![row.label.clone()];
            let word = |(cell, covered): (&Cell, bool)| {
                if covered { FEW.to_owned() } else { cell.words() }
            };
            line.extend(row.cells.iter().zip(covered).map(word));
            lines.push(line);
        }
        let width = |at: usize| {
            let wide = |line: &Vec<String>| line.get(at).map_or(0, |word| word.chars().count());
            lines.iter().map(wide).max().unwrap_or_default()
        };
        let widths: Vec<usize> = (0..=self.columns.len()).map(width).collect();
        let mut text = format!("{}\n", self.title);
        for line in &lines {
            let mut words = String::new();
            for (at, (word, width)) in line.iter().zip(&widths).enumerate() {
                let word =
                    if at == 0 { format!("{word:<width$}") } else { format!("  {word:>width$}") };
                words.push_str(&word);
            }
            text.push_str(words.trim_end());
            text.push('\n');
        }
        text
    }
}

impl Cell {
    fn of(&self) -> &[DecisionId] {
        match self {
            Self::Count(of) => of,
            Self::Minutes(_) | Self::Said(_) => &[],
        }
    }
}
