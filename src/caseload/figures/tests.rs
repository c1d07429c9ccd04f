use chrono::DateTime;

use super::*;
use crate::caseload::example::contents;
use crate::guidance::nations::Nations;
use crate::record::{Body, Decision, EnteredInError};
use crate::register::load::Contents;

pub(super) fn figures_of(contents: &Contents, period: Period) -> Figures {
    let times = Nations::embedded().unwrap().times(None);
    let now = DateTime::parse_from_rfc3339("2026-11-22T10:00:00+00:00").unwrap();
    let due_of = |_: &str, _: &Decision| None;
    let around = Around { now, times: &times, rank: &|_| None, due_of: &due_of };
    Figures::of(&contents.decisions, period, &around)
}

fn tables(figures: &Figures) -> Vec<Table> {
    figures.tables(&str::to_owned)
}

/// The total of a table.
fn all(table: &Table) -> usize {
    table.rows.last().unwrap().cells.last().unwrap().count()
}

/// What the files themselves say, counted in another way: by the text of the newest decision.
fn outcomes_in_the_files(contents: &Contents) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for file in &contents.decisions {
        let mut decided = None;
        let mut in_error = false;
        for statement in file.statements.iter().filter_map(|one| one.statement()) {
            match &statement.body {
                Body::Decision(decision) => {
                    let instead = decision.departure.as_ref().map(|it| it.to.clone());
                    decided = Some(instead.unwrap_or_else(|| decision.outcome.id.clone()));
                }
                Body::EnteredInError(EnteredInError { back, .. }) => in_error = !back,
                _ => {}
            }
        }
        if let Some(decided) = decided.filter(|_| !in_error) {
            *counts.entry(decided).or_default() += 1;
        }
    }
    counts
}

#[test]
fn totals_equal_an_independent_count_over_the_files() {
    let contents = contents(300);
    let figures = figures_of(&contents, Period::default());
    let mut counted = BTreeMap::new();
    for one in &figures.all {
        *counted.entry(one.outcome.clone()).or_default() += 1;
    }
    assert_eq!(counted, outcomes_in_the_files(&contents));
    let tables = tables(&figures);
    for table in &tables[..4] {
        assert_eq!(all(table), figures.all.len(), "{}", table.title);
    }
    let by_outcome = &tables[0];
    for row in &by_outcome.rows[..by_outcome.rows.len() - 1] {
        assert_eq!(row.cells.last().unwrap().count(), counted[&row.label], "{}", row.label);
    }
    let without = figures.all.iter().filter(|one| one.shared == Shared::Without).count();
    assert!(without > 0 && tables[5].rows.len() > 3, "there is something to count");
}

#[test]
fn every_number_knows_the_decisions_behind_it() {
    let contents = contents(120);
    let tables = tables(&figures_of(&contents, Period::default()));
    let known: BTreeSet<&DecisionId> = contents.decisions.iter().map(|file| &file.id).collect();
    let cells = tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    let mut seen = 0;
    for cell in cells {
        let Cell::Count(of) = cell else { continue };
        assert!(of.iter().all(|id| known.contains(id)));
        seen += of.len();
    }
    assert!(seen > 120);
}

#[test]
fn a_period_holds_both_its_days_and_the_periods_of_a_year_add_up() {
    let contents = contents(200);
    let whole = figures_of(&contents, Period::default()).all.len();
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
    let decided = contents.decisions[7].latest_decision().unwrap().0.header.decided.day();
    let of_day = Period { from: Some(decided), until: Some(decided) };
    assert!(figures_of(&contents, of_day).all.iter().any(|one| one.id == contents.decisions[7].id));
    let before = Period { from: None, until: day(2026, 6, 30) };
    let after = Period { from: day(2026, 7, 1), until: None };
    let parts = [before, after].map(|period| figures_of(&contents, period).all.len());
    assert_eq!(parts.iter().sum::<usize>(), whole);
    assert!(parts.iter().all(|count| *count > 0), "{parts:?}");
}

#[test]
fn months_without_a_decision_have_a_column_and_many_months_are_counted_by_year() {
    let day = |year, month| NaiveDate::from_ymd_opt(year, month, 9).unwrap();
    let mut figures = figures_of(&contents(20), Period::default());
    figures.all.truncate(2);
    let mut columns = |first, last| {
        (figures.all[0].day, figures.all[1].day) = (first, last);
        tables(&figures)[0].columns.clone()
    };
    assert_eq!(columns(day(2025, 11), day(2026, 1)), ["2025-11", "2025-12", "2026-01", "All"]);
    assert_eq!(columns(day(2025, 11), day(2026, 11)).len(), 14);
    assert_eq!(columns(day(2024, 12), day(2026, 1)), ["2024", "2025", "2026", "All"]);
}

#[test]
fn the_median_is_the_middle_one() {
    assert_eq!(median(&[]), None);
    assert_eq!(median(&[5]), Some(5));
    assert_eq!(median(&[5, 9]), Some(7));
    assert_eq!(median(&[1, 5, 900]), Some(5));
}

#[test]
fn small_numbers_are_hidden_where_that_is_asked_and_the_rest_is_as_it_was() {
    let tables = tables(&figures_of(&contents(150), Period::default()));
    for table in &tables {
        let (open, hidden) = (table.figures(false), table.figures(true));
        for (open, hidden) in open.iter().zip(&hidden) {
            let small = (1..FEWEST).map(|it| it.to_string()).any(|few| few == open.value);
            let is_time = matches!(open.column.as_str(), "median" | "longest");
            assert!(!small || is_time || hidden.value == "few", "{open:?} is {hidden:?}");
            assert!(hidden.value == "few" || hidden.value == open.value);
        }
        assert!(table.text(true).contains("few"), "{}", table.text(true));
        assert!(!table.text(false).contains("few"));
    }
}
