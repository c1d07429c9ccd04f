//! Times that cannot be right: the clock of some workstation was wrong when they were written.

use chrono::{DateTime, Datelike as _, FixedOffset};

use super::drafts::Drafts;
use super::load::{CLOCK_SLACK, Contents};
use super::problem::{Problem, What};

/// No decision is older: there was no Justified.
const FIRST_YEAR: i32 = 2000;

/// Whether this clock shows a time that cannot be now: one from before the program, or so far
/// ahead that no record that is made today will be read then.
pub fn is_wrong(now: &DateTime<FixedOffset>) -> bool {
    !(2025..2075).contains(&now.year())
}

/// Statements and drafts that were written, by their clocks, before there was Justified, or
/// after `now`.
pub fn wrong_clocks(
    contents: &Contents,
    drafts: &Drafts,
    now: &DateTime<FixedOffset>,
) -> Vec<Problem> {
    let signed = contents.statements().map(|loaded| (&loaded.path, &loaded.header.written));
    let unfinished = drafts.drafts.iter().map(|file| (&file.path, &file.draft.changed));
    signed
        .chain(unfinished)
        .filter_map(|(path, written)| {
            if written.year() < FIRST_YEAR {
                Some(Problem::new(path, What::ClockEarly(written.year())))
            } else if written.signed_duration_since(now) > CLOCK_SLACK {
                Some(Problem::new(path, What::ClockAhead))
            } else {
                None
            }
        })
        .collect()
}
