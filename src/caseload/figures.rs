//! How many decisions of each kind there are over a period: by outcome and month, with consent and
//! without, decided otherwise, reviewed, from learning to sharing, and what was to be done after.
//!
//! Each number keeps the decisions behind it. Pure: the clock and the nation are handed in.

mod agreement;
mod hide;
mod table;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};

use self::table::Sums;
use super::worklist::{Around, What, done_by, owed_by};
use crate::base::time::When;
use crate::record::times::minutes;
use crate::record::{DecisionId, Record, Reviewed};
use crate::register::DecisionFile;
use crate::register::summary::{Summary, without_consent};

pub use agreement::{Agreement, Kappa, RELIABLE};
pub use hide::FEWEST;
pub use table::{Cell, Figure, Row, Table};

/// Which decisions are counted, by the day of the decision; both days belong to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// The first day; `None`: from the beginning.
    pub from: Option<NaiveDate>,
    /// The last day; `None`: until now.
    pub until: Option<NaiveDate>,
}

impl Period {
    /// Whether this day belongs to it.
    pub fn holds(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A month of a year, or a whole year where there are too many months to be read side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    year: i32,
    /// 1 to 12; `None`: the whole year.
    month: Option<u32>,
}

/// So many months are read side by side: a year, and the same month of the year before.
const MOST_MONTHS: usize = 13;

impl Column {
    fn month_of(day: NaiveDate) -> Self {
        Self { year: day.year(), month: Some(day.month()) }
    }

    fn year_of(day: NaiveDate) -> Self {
        Self { year: day.year(), month: None }
    }

    fn next(self) -> Self {
        match self.month {
            Some(month) if month < 12 => Self { month: Some(month + 1), ..self },
            Some(_) => Self { year: self.year + 1, month: Some(1) },
            None => Self { year: self.year + 1, month: None },
        }
    }

    /// "2026-11" or "2026".
    fn iso(self) -> String {
        match self.month {
            Some(month) => format!("{:04}-{month:02}", self.year),
            None => format!("{:04}", self.year),
        }
    }

    /// Those from the first of these days to the last, without a gap.
    fn between(
        days: impl Iterator<Item = NaiveDate> + Clone,
        of: fn(NaiveDate) -> Self,
    ) -> Vec<Self> {
        let Some((first, last)) = days.clone().min().zip(days.max()) else { return Vec::new() };
        let (first, last) = (of(first), of(last));
        std::iter::successors(Some(first), |at| Some(at.next()))
            .take_while(|at| *at <= last)
            .collect()
    }
}

/// Whether something was shared, and with consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shared {
    /// Everybody whose consent it took gave it.
    With,
    /// Nobody gave consent to all of it, or nobody was asked.
    Without,
    /// Nothing was shared.
    Nothing,
}

impl Shared {
    const ALL: [Self; 3] = [Self::With, Self::Without, Self::Nothing];

    fn label(self) -> &'static str {
        match self {
            Self::With => "Shared with consent",
            Self::Without => "Shared without consent",
            Self::Nothing => "Nothing shared",
        }
    }
}

/// How what was to be done stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// It is recorded as done.
    Done,
    /// It is not recorded, and its time has not passed.
    NotYetDue,
    /// It is not recorded, and its time has passed.
    Overdue,
    /// It is not recorded, and no time is set for it.
    NoTime,
}

impl Kept {
    const ALL: [Self; 4] = [Self::Done, Self::NotYetDue, Self::Overdue, Self::NoTime];

    fn label(self) -> &'static str {
        match self {
            Self::Done => "recorded",
            Self::NotYetDue => "not yet due",
            Self::Overdue => "overdue",
            Self::NoTime => "no time set",
        }
    }
}

/// What is counted of one decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The decision.
    pub id: DecisionId,
    /// The day on which it was decided.
    pub day: NaiveDate,
    /// What was decided, by id.
    pub outcome: String,
    /// Whether something was shared, and with consent.
    pub shared: Shared,
    /// Whether something else was decided than the answers came to.
    pub departed: bool,
    /// What a reviewer made of it.
    pub reviewed: Reviewed,
    /// From learning of it until the first sharing, in minutes. `None`: one of the two is not known, or
    /// they contradict each other.
    pub until_shared: Option<i64>,
    /// What was to be done, and how that stands; once for each thing.
    pub duties: Vec<(What, Kept)>,
}

/// What is counted over a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Each decision, in the order in which they were handed in.
    pub all: Vec<Counted>,
    /// Decisions of the period that are not counted: entered in error, or disposed of.
    pub out_of_view: usize,
    /// Decisions that this version cannot read: of which day they are is not known either.
    pub unread: usize,
}

impl Figures {
    /// Counts those of these decisions that were decided in this period.
    pub fn of<'a>(
        files: impl IntoIterator<Item = &'a DecisionFile>,
        period: Period,
        around: &Around<'_>,
    ) -> Self {
        let mut figures = Self::default();
        for file in files {
            let Some(summary) = Summary::of(file) else { continue };
            if summary.disposed && !summary.whole {
                figures.out_of_view += 1;
                continue;
            }
            if !summary.whole {
                figures.unread += 1;
                continue;
            }
            let day = summary.decided.day();
            if !period.holds(day) {
                continue;
            }
            if summary.in_error {
                figures.out_of_view += 1;
                continue;
            }
            let record = file.as_it_reads().unwrap_or_default();
            figures.all.push(Counted {
                id: summary.id,
                day,
                shared: shared(&record, &summary.outcome),
                outcome: summary.outcome,
                departed: summary.departed,
                reviewed: summary.reviewed,
                until_shared: until_shared(file, &record),
                duties: duties(file, around),
            });
        }
        figures
    }

    /// The tables, in the order in which they are read. `headline` names an outcome by its id.
    pub fn tables(&self, headline: &dyn Fn(&str) -> String) -> Vec<Table> {
        let outcomes: BTreeSet<&str> = self.all.iter().map(|one| one.outcome.as_str()).collect();
        let by_outcome = outcomes
            .into_iter()
            .map(|outcome| (headline(outcome), self.that(move |one| one.outcome == outcome)));
        let by_sharing = Shared::ALL
            .map(|shared| (shared.label().to_owned(), self.that(move |one| one.shared == shared)));
        let departed = [("As the questions led", false), ("Decided differently", true)].map(
            |(label, departed)| (label.to_owned(), self.that(move |one| one.departed == departed)),
        );
        let reviewed = Reviewed::ALL
            .map(|what| (what.label().to_owned(), self.that(move |one| one.reviewed == what)));
        vec![
            self.by_month("Decisions by outcome", by_outcome),
            self.by_month("With consent and without", by_sharing),
            self.by_month("Decided differently", departed),
            self.by_month("Reviewed", reviewed),
            self.to_share(),
            self.to_do(),
        ]
    }

    fn that(&self, is: impl Fn(&Counted) -> bool) -> Vec<&Counted> {
        self.all.iter().filter(|one| is(one)).collect()
    }

    /// Every month from the first with a decision to the last, or every year; and which of them a day
    /// belongs to.
    fn columns(&self) -> (Vec<Column>, fn(NaiveDate) -> Column) {
        let days = self.all.iter().map(|one| one.day);
        let months = Column::between(days.clone(), Column::month_of);
        if months.len() <= MOST_MONTHS {
            return (months, Column::month_of);
        }
        (Column::between(days, Column::year_of), Column::year_of)
    }

    /// A row for each of these kinds, a column for each month; rows without any are left out.
    fn by_month<'a>(
        &'a self,
        title: &str,
        kinds: impl IntoIterator<Item = (String, Vec<&'a Counted>)>,
    ) -> Table {
        let (columns, of_day) = self.columns();
        let ids = |of: &[&Counted], column: Column| -> Cell {
            let there = of.iter().filter(|one| of_day(one.day) == column);
            Cell::Count(there.map(|one| one.id.clone()).collect())
        };
        let rows = kinds.into_iter().filter(|(_, of)| !of.is_empty());
        let rows = rows.map(|(label, of)| Row {
            label,
            cells: columns.iter().map(|column| ids(&of, *column)).collect(),
        });
        let names = columns.iter().map(|column| column.iso()).collect();
        Table::counted(title, names, rows.collect())
    }

    fn to_share(&self) -> Table {
        let (_, of_day) = self.columns();
        let mut by_column: BTreeMap<Column, Vec<&Counted>> = BTreeMap::new();
        let known = || self.all.iter().filter(|one| one.until_shared.is_some());
        for one in known() {
            by_column.entry(of_day(one.day)).or_default().push(one);
        }
        let rows = by_column.into_iter().map(|(column, of)| (column.iso(), of));
        let rows = rows.chain([("All".to_owned(), known().collect())]);
        let rows = rows.map(|(label, of): (_, Vec<&Counted>)| {
            let mut minutes: Vec<i64> = of.iter().filter_map(|one| one.until_shared).collect();
            minutes.sort_unstable();
            let ids = of.iter().map(|one| one.id.clone()).collect();
            let longest = minutes.last().copied();
            Row {
                label,
                cells: vec![
                    Cell::Count(ids),
                    Cell::Minutes(median(&minutes)),
                    Cell::Minutes(longest),
                ],
            }
        });
        Table {
            title: "From learning to sharing".to_owned(),
            columns: ["shared", "median", "longest"].map(str::to_owned).to_vec(),
            rows: rows.collect(),
            sums: Sums::Times,
        }
    }

    fn to_do(&self) -> Table {
        let of = |what: What, kept: Kept| {
            let ids = self.all.iter().flat_map(|one| {
                let there = one.duties.iter().filter(move |duty| **duty == (what, kept));
                there.map(|_| one.id.clone())
            });
            Cell::Count(ids.collect())
        };
        let rows = What::ALL.map(|what| Row {
            label: what.done_label().to_owned(),
            cells: Kept::ALL.map(|kept| of(what, kept)).to_vec(),
        });
        let rows = rows.into_iter().filter(|row| row.cells.iter().any(|cell| cell.count() > 0));
        let columns = Kept::ALL.map(|kept| kept.label().to_owned()).to_vec();
        Table::counted("What was to be done after", columns, rows.collect())
    }
}

fn shared(record: &Record, outcome: &str) -> Shared {
    let told = |to: &str, what: &str| !to.trim().is_empty() || !what.trim().is_empty();
    match record.shares().any(|one| told(&one.to, &one.shared)) {
        false => Shared::Nothing,
        true if without_consent(outcome, record) => Shared::Without,
        true => Shared::With,
    }
}

/// The middle one of sorted numbers; of an even count the mean of the two in the middle.
fn median(sorted: &[i64]) -> Option<i64> {
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *sorted.get(middle.checked_sub(1)?)?;
    Some(i64::midpoint(lower, upper))
}

fn until_shared(file: &DecisionFile, record: &Record) -> Option<i64> {
    let written = file.latest_decision()?.0.header.written;
    let learned = record.learned.when(&written)?;
    let shared: Vec<When> = record.shares().filter_map(|one| one.when.when(&written)).collect();
    shared.iter().filter_map(|shared| minutes(&learned, shared)).filter(|gap| *gap >= 0).min()
}

fn duties(file: &DecisionFile, around: &Around<'_>) -> Vec<(What, Kept)> {
    let done = done_by(file).into_iter().map(|what| (what, Kept::Done));
    let owed = owed_by(file, around).into_iter().map(|item| {
        let kept = match item.due {
            None => Kept::NoTime,
            Some(due) if due < around.now => Kept::Overdue,
            Some(_) => Kept::NotYetDue,
        };
        (item.what, kept)
    });
    done.chain(owed).collect()
}
