//! `justified figures`: how many decisions of each kind there are in a register.

use std::fmt::Write as _;

use chrono::NaiveDate;
use serde::Serialize;

use super::arguments::{Figures as Asked, Format};
use super::opening::{load_trusted, opened};
use super::register::listed;
use super::user::{now, settings};
use super::{Failure, complain, failed, print, rules};
use crate::base::ronfile;
use crate::caseload::figures::{Agreement, FEWEST, Figure, Figures, Period, Table};
use crate::caseload::worklist::Around;
use crate::guidance::nations::Nations;
use crate::pathway::due_of;
use crate::record::{Decision, RegisterId};
use crate::register::{MARK, Problem, Register, marked};
use crate::report::spreadsheet::csv;

/// Everything, as one value.
#[derive(Serialize)]
struct Value {
    register: RegisterId,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    decisions: usize,
    out_of_view: usize,
    unread: usize,
    figures: Vec<Figure>,
}

/// Counts, and prints that.
pub(super) fn figures(asked: &Asked) -> Result<u8, Failure> {
    let disk = opened(&asked.register, &asked.opening)?;
    let register = Register::open(&disk, &asked.register).map_err(failed)?;
    let (contents, _) = load_trusted(&disk, &register);
    register.check(&disk).map_err(failed)?;
    let (_, pathway) = rules()?;
    let nation = settings().and_then(|settings| settings.nation);
    let nations = Nations::embedded().map_err(failed)?;
    let times = nations.times(nation);
    let rank = |id: &str| pathway.outcome(id).map(|outcome| outcome.rank);
    let due = |id: &str, decision: &Decision| {
        due_of(&pathway, id, decision.basis.answers()).map(str::to_owned)
    };
    let around = Around { now: now(), times: &times, rank: &rank, due_of: &due };
    let period = Period { from: asked.from, until: asked.until };
    let counted = Figures::of(&contents.decisions, period, &around);
    let headline = |id: &str| {
        let known = pathway.outcome(id).map(|outcome| outcome.headline.trim_end_matches('.'));
        known.unwrap_or(id).to_owned()
    };
    let mut tables = counted.tables(&headline);
    let agreement = Agreement::of(&contents.decisions, &counted, &pathway);
    tables.extend(Agreement::table(&agreement));
    let text = match (asked.csv, asked.format) {
        (true, _) => rows(&register, &tables, asked.hide_small),
        (false, Format::Text) => {
            marked(text(asked, &register, &counted, &tables), register.info.training)
        }
        (false, Format::Ron) => value(asked, &register, &counted, &tables)?,
    };
    print(&text)?;
    let wrong: Vec<Problem> =
        contents.problems.iter().filter(|problem| !problem.is_remark()).cloned().collect();
    complain(&listed(&wrong, &[]));
    Ok(u8::from(!wrong.is_empty()))
}

fn text(asked: &Asked, register: &Register, counted: &Figures, tables: &[Table]) -> String {
    let day =
        |day: Option<NaiveDate>, none: &str| day.map_or(none.to_owned(), |day| day.to_string());
    let mut text = format!(
        "{}: {} decisions, {} to {}\n",
        register.info.name,
        counted.all.len(),
        day(asked.from, "the beginning"),
        day(asked.until, "now")
    );
    // Writing to a String cannot fail.
    if counted.out_of_view > 0 {
        let _ = writeln!(
            text,
            "Not counted, because they were entered in error or disposed of: {}",
            counted.out_of_view
        );
    }
    if counted.unread > 0 {
        let _ = writeln!(text, "Not counted, because they cannot be read: {}", counted.unread);
    }
    if asked.hide_small {
        let _ = writeln!(
            text,
            "“few” is a number from 1 to {}, or one that would tell such a number.",
            FEWEST - 1
        );
    }
    for table in tables {
        text.push('\n');
        text.push_str(&table.text(asked.hide_small));
    }
    text
}

/// The name of the register in each row: rows of several go into one sheet, and those of invented cases
/// are known there.
fn rows(register: &Register, tables: &[Table], hide: bool) -> String {
    let figures = tables.iter().flat_map(|table| table.figures(hide));
    let name = register.info.name.clone();
    let name = if register.info.training { format!("{name} ({MARK})") } else { name };
    csv(
        &["register", "table", "row", "column", "value"],
        figures.map(|one| vec![name.clone(), one.table, one.row, one.column, one.value]),
    )
}

fn value(
    asked: &Asked,
    register: &Register,
    counted: &Figures,
    tables: &[Table],
) -> Result<String, Failure> {
    let value = Value {
        register: register.info.id.clone(),
        from: asked.from,
        until: asked.until,
        decisions: counted.all.len(),
        out_of_view: counted.out_of_view,
        unread: counted.unread,
        figures: tables.iter().flat_map(|table| table.figures(asked.hide_small)).collect(),
    };
    let mark = if register.info.training { format!("// {MARK}\n") } else { String::new() };
    let text = ronfile::write(&value).map_err(failed)?;
    Ok(mark + &text)
}
