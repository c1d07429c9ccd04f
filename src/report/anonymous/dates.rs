//! A date in any writing that is common: "3.4.2019", "3rd of April 2019", "April 3, 19".

use chrono::{Datelike, NaiveDate};

use super::known::folded_parts;
use crate::base::time::MONTHS;

/// One part of a date as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A number, and with how many digits it is written.
    Number(u32, usize),
    /// A month by its name.
    Month(u32),
}

/// A folded word as a part of a date: "3", "3rd", "apr".
pub(super) fn part(word: &str) -> Option<Part> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if !digits.is_empty() {
        let ending = word.get(digits.len()..).unwrap_or_default();
        let fits = matches!(ending, "" | "st" | "nd" | "rd" | "th");
        let number = digits.bytes().all(|b| b.is_ascii_digit()) && digits.len() <= 4;
        return (fits && number)
            .then(|| digits.parse().ok().map(|n| Part::Number(n, digits.len())))?;
    }
    let long = word.chars().count() >= 3;
    let month = MONTHS.iter().position(|month| long && month.starts_with(word)).or_else(|| {
        // The one short form that is no beginning.
        (word == "sept").then_some(8)
    })?;
    u32::try_from(month + 1).ok().map(Part::Month)
}

/// Which dates these parts can mean: day first, as people in the UK write, and the other
/// ways too. A year of two digits is of this century or the last.
pub(super) fn meanings(parts: &[Part]) -> Vec<NaiveDate> {
    use Part::{Month, Number};
    let orders: Vec<(u32, u32, (u32, usize))> = match parts {
        [Number(a, la), Number(b, lb), Number(c, lc)] => {
            vec![(*a, *b, (*c, *lc)), (*b, *a, (*c, *lc)), (*c, *b, (*a, *la)), (*a, *c, (*b, *lb))]
        }
        [Number(y, 4), Month(m), Number(d, _)] => vec![(*d, *m, (*y, 4))],
        [Number(d, _), Month(m), Number(y, l)] | [Month(m), Number(d, _), Number(y, l)] => {
            vec![(*d, *m, (*y, *l))]
        }
        _ => Vec::new(),
    };
    let mut dates = Vec::new();
    for (day, month, (year, length)) in orders {
        let years = match length {
            4 => vec![year],
            2 => vec![2000 + year, 1900 + year],
            _ => continue,
        };
        for year in years {
            let date =
                i32::try_from(year).ok().and_then(|y| NaiveDate::from_ymd_opt(y, month, day));
            dates.extend(date.filter(|date| !dates.contains(date)));
        }
    }
    dates
}

/// Whether these parts tell this date, whole or in part: a day with its month, a month with
/// its year, the year alone.
pub(super) fn tells(parts: &[Part], date: NaiveDate) -> bool {
    use Part::{Month, Number};
    let (day, month) = (date.day(), date.month());
    let is_year = |year: u32, length: usize| {
        let whole = date.year().unsigned_abs();
        (length == 4 && year == whole) || (length == 2 && year == whole % 100)
    };
    match parts {
        [_, _, _] => meanings(parts).contains(&date),
        [Number(d, _), Month(m)] => *m == month && *d == day,
        [Month(m), Number(n, l)] => *m == month && (*n == day || is_year(*n, *l)),
        [Number(m, _), Number(y, 4)] | [Number(y, 4), Number(m, _)] => {
            *m == month && is_year(*y, 4)
        }
        [Number(y, 4)] => is_year(*y, 4),
        _ => false,
    }
}

/// Whether these parts are the day and the month of this date, in numbers: "27/3".
pub(super) fn is_day_of(parts: &[Part], date: NaiveDate) -> bool {
    matches!(parts, [Part::Number(d, 1 | 2), Part::Number(m, 1 | 2)]
        if *d == date.day() && *m == date.month())
}

/// The dates that a field can mean which holds one.
pub(super) fn in_text(text: &str) -> Vec<NaiveDate> {
    let words = folded_parts(text);
    let parts: Vec<Part> = words.iter().filter_map(|word| part(word)).collect();
    let mut found: Vec<NaiveDate> = parts.windows(3).flat_map(meanings).collect();
    if let [whole] = words.as_slice()
        && whole.len() == 8
        && whole.bytes().all(|b| b.is_ascii_digit())
    {
        for format in ["%d%m%Y", "%Y%m%d"] {
            found.extend(NaiveDate::parse_from_str(whole, format));
        }
    }
    found
}
