//! The list of decisions: which of them pass a filter, in what order, what each column says of
//! one, and what a filter asks in words.

mod asks;
mod cells;

use std::sync::Arc;

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate};

use crate::base::fold;
use crate::base::time::When;
use crate::register::Summary;
pub use crate::register::filters::{Column, Criteria, SavedFilter, Sort};
pub use asks::{Asks, Offered, Only, owner_words};
pub use cells::{Cell, Late, cell, row_name};

/// What is asked of the list. What is blank asks nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words, anywhere in what is written.
    pub words: String,
    /// Letters of a child's name, or digits of an NHS number.
    pub child: String,
    /// Everything else: what can be saved.
    pub by: Criteria,
}

/// A row: the number of a summary.
pub type Row = usize;

/// The rows that pass the filter, sorted; `now` tells what is overdue. The words are not asked
/// here: `among` is what they found, or everything. Equal rows stand by newest, then by id.
pub fn rows(
    summaries: &[Arc<Summary>],
    among: impl IntoIterator<Item = Row>,
    filter: &Filter,
    sort: Sort,
    now: &DateTime<FixedOffset>,
) -> Vec<Row> {
    let asked = Asked::of(filter, now);
    let among = among
        .into_iter()
        .filter(|row| summaries.get(*row).is_some_and(|summary| asked.passes(summary)));
    sorted(summaries, among, sort)
}

/// These rows, sorted. Equal rows stand by newest, then by id.
pub fn sorted(
    summaries: &[Arc<Summary>],
    among: impl IntoIterator<Item = Row>,
    sort: Sort,
) -> Vec<Row> {
    let mut keyed: Vec<(Key, Row, &Summary)> = among
        .into_iter()
        .filter_map(|row| Some((row, &**summaries.get(row)?)))
        .map(|(row, summary)| (Key::of(summary, sort.by), row, summary))
        .collect();
    keyed.sort_unstable_by(|(a, _, one), (b, _, other)| {
        let order = match (a, b) {
            // What has nothing in this column stands last from either end.
            (Key::Nothing, Key::Nothing) => std::cmp::Ordering::Equal,
            (Key::Nothing, _) => std::cmp::Ordering::Greater,
            (_, Key::Nothing) => std::cmp::Ordering::Less,
            (a, b) if sort.falling => b.cmp(a),
            (a, b) => a.cmp(b),
        };
        order
            .then_with(|| other.written.cmp(&one.written))
            .then_with(|| (&one.id, &one.root).cmp(&(&other.id, &other.root)))
    });
    keyed.into_iter().map(|(_, row, _)| row).collect()
}

/// Those of `among` that pass the filter, in the order in which `in_order` names them all.
pub fn rows_in_order(
    summaries: &[Arc<Summary>],
    among: impl IntoIterator<Item = Row>,
    in_order: &[Row],
    filter: &Filter,
    now: &DateTime<FixedOffset>,
) -> Vec<Row> {
    let mut is_among = vec![false; summaries.len()];
    for row in among {
        if let Some(is) = is_among.get_mut(row) {
            *is = true;
        }
    }
    let asked = Asked::of(filter, now);
    let all = filter.asks() == 0 && !summaries.iter().any(|summary| summary.in_error);
    let passes = |row: &Row| {
        is_among.get(*row).is_some_and(|is| *is)
            && (all || summaries.get(*row).is_some_and(|summary| asked.passes(summary)))
    };
    in_order.iter().copied().filter(passes).collect()
}

/// What a row is sorted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Words(String),
    /// How many days: the youngest first.
    Days(i64),
    Moment(DateTime<FixedOffset>),
    /// A day, and the minute of it where that is known.
    Day(NaiveDate, Option<chrono::NaiveTime>),
    Nothing,
}

impl Key {
    fn of(summary: &Summary, by: Column) -> Self {
        let words = |text: &str| match fold::folded(text.trim()) {
            text if text.is_empty() => Self::Nothing,
            text => Self::Words(text),
        };
        match by {
            Column::Outcome => words(&summary.headline),
            Column::Child => {
                let named = summary.children.iter().find(|child| !child.name.trim().is_empty());
                words(named.map_or("", |child| &child.name))
            }
            Column::Age => {
                let born = summary.children.first().and_then(|child| child.born);
                born.map_or(Self::Nothing, |born| Self::Days(-i64::from(born.num_days_from_ce())))
            }
            Column::Author => words(&summary.author),
            Column::Consent => words(summary.consent.brief()),
            Column::Reviewed => words(summary.reviewed.brief()),
            Column::Owner => words(&summary.owner),
            Column::Written => Self::Moment(summary.written),
            Column::Decided => match &summary.decided {
                When::At(at) => Self::Day(at.date_naive(), Some(at.time())),
                other => Self::Day(other.day(), None),
            },
            Column::Due => match summary.due {
                Some(due) => Self::Moment(due),
                None => Self::Nothing,
            },
        }
    }
}

/// A filter, made ready for many rows.
struct Asked<'a> {
    child: String,
    digits: Option<String>,
    author: String,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    by: &'a Criteria,
    now: &'a DateTime<FixedOffset>,
}

impl<'a> Asked<'a> {
    fn of(filter: &'a Filter, now: &'a DateTime<FixedOffset>) -> Self {
        let child = fold::folded(filter.child.trim());
        let digits = fold::digits(&child);
        let only = child.chars().all(|c| c.is_ascii_digit() || fold::is_separator(c));
        Self {
            digits: (only && !digits.is_empty()).then_some(digits),
            child,
            author: fold::folded(filter.by.author.trim()),
            from: filter.by.from.valid().map(|day| day.0),
            to: filter.by.to.valid().map(|day| day.0),
            by: &filter.by,
            now,
        }
    }

    fn passes(&self, summary: &Summary) -> bool {
        let by = self.by;
        let decided = || summary.decided.day();
        let any = |asked: &[String], is: &str| {
            asked.is_empty() || asked.iter().any(|one| one.trim() == is.trim())
        };
        by.in_error == summary.in_error
            && any(&by.outcomes, &summary.outcome)
            && (!by.departed || summary.departed)
            && (!by.without_consent || summary.without_consent)
            && (!by.open || summary.open)
            && (by.consents.is_empty() || by.consents.contains(&summary.consent))
            && (by.reviews.is_empty() || by.reviews.contains(&summary.reviewed))
            && any(&by.owners, &summary.owner)
            && any(&by.authors, &summary.author)
            && (!by.overdue || summary.is_overdue(self.now))
            && self.from.is_none_or(|from| decided() >= from)
            && self.to.is_none_or(|to| decided() <= to)
            && (self.author.is_empty() || fold::folded(&summary.author).contains(&self.author))
            && (self.child.is_empty() || self.is_child(summary))
    }

    fn is_child(&self, summary: &Summary) -> bool {
        summary.children.iter().any(|child| match &self.digits {
            Some(digits) => fold::digits(&child.nhs).contains(digits),
            None => fold::folded(&child.name).contains(&self.child),
        })
    }
}

#[cfg(test)]
mod tests;
