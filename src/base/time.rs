//! Times as people state them and as files name them.

use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use super::dates::{DateError, age, parse_day};
use super::zone;

/// When something was, as precisely as the person knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// A moment, with the offset of the place it was written at.
    At(DateTime<FixedOffset>),
    /// A day.
    Day(NaiveDate),
    /// In words ("about Easter"), with a day to sort by.
    About(String, NaiveDate),
}

impl When {
    /// The day, for sorting and for gaps in days.
    pub fn day(&self) -> NaiveDate {
        match self {
            Self::At(at) => at.date_naive(),
            Self::Day(day) | Self::About(_, day) => *day,
        }
    }

    /// As the screens say it: "22 November 2026, 10:42".
    pub fn in_words(&self) -> String {
        match self {
            Self::At(at) => moment(at),
            Self::Day(date) => day(*date),
            Self::About(text, _) => text.clone(),
        }
    }
}

/// "22 November 2026".
pub fn day(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// "22 November 2026, 10:42"; of another zone than the UK's "22 November 2026, 18:06 (UTC−5,
/// 23:06 in the UK)".
pub fn moment(at: &DateTime<FixedOffset>) -> String {
    let mut words = at.format("%-d %B %Y, %H:%M").to_string();
    let here = zone::in_uk(at);
    if here.offset() != at.offset() {
        let same_day = here.date_naive() == at.date_naive();
        let here = here.format(if same_day { "%H:%M" } else { "%-d %B, %H:%M" });
        // Writing to a String cannot fail.
        let _ = write!(words, " ({}, {here} in the UK)", zone::words(*at.offset()));
    }
    words
}

/// "10:42"; of another zone than the UK's "18:06 (UTC−5)".
pub fn clock(at: &DateTime<FixedOffset>) -> String {
    let clock = at.format("%H:%M");
    if zone::is_uk(at) {
        return clock.to_string();
    }
    format!("{clock} ({})", zone::words(*at.offset()))
}

/// The same, as it is typed into a field and read from it again: "22 November 2026, 18:06
/// UTC−5".
pub fn typed(at: &DateTime<FixedOffset>) -> String {
    let words = at.format("%-d %B %Y, %H:%M");
    if zone::is_uk(at) {
        return words.to_string();
    }
    format!("{words} {}", zone::words(*at.offset()))
}

/// The stamp in file names: UTC, to the second, "20261122T101502Z".
pub fn stamp(at: &DateTime<FixedOffset>) -> String {
    at.with_timezone(&Utc).format("%Y%m%dT%H%M%SZ").to_string()
}

/// The months, in order, in small letters.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A gap between two moments in words: "40 minutes", "2 hours 23 minutes", "2 days". Never
/// negative: the size only.
pub fn gap(minutes: i64) -> String {
    let plural = |count: i64, unit: &str| {
        if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
    };
    match minutes.abs() {
        m if m < 120 => plural(m, "minute"),
        m if m < 48 * 60 && m % 60 == 0 => plural(m / 60, "hour"),
        m if m < 48 * 60 => format!("{} {}", plural(m / 60, "hour"), plural(m % 60, "minute")),
        m => plural(m / (24 * 60), "day"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_stamp_is_utc_whatever_the_offset() {
        let at = DateTime::parse_from_rfc3339("2026-11-22T11:15:02+01:00").unwrap();
        assert_eq!(stamp(&at), "20261122T101502Z");
    }

    #[test]
    fn a_time_of_another_zone_says_so_and_what_it_is_in_the_uk() {
        let at = |text| DateTime::parse_from_rfc3339(text).unwrap();
        let away = at("2026-11-27T18:06:00-05:00");
        assert_eq!(moment(&away), "27 November 2026, 18:06 (UTC−5, 23:06 in the UK)");
        assert_eq!(clock(&away), "18:06 (UTC−5)");
        let next = at("2026-11-27T20:06:00-05:00");
        let words = "27 November 2026, 20:06 (UTC−5, 28 November, 01:06 in the UK)";
        assert_eq!(moment(&next), words);
        assert_eq!(moment(&at("2026-07-01T12:00:00+01:00")), "1 July 2026, 12:00");
    }

    #[test]
    fn a_gap_is_told_in_the_unit_that_a_person_would_use() {
        assert_eq!(gap(1), "1 minute");
        assert_eq!(gap(40), "40 minutes");
        assert_eq!(gap(180), "3 hours");
        assert_eq!(gap(-143), "2 hours 23 minutes");
        assert_eq!(gap(119), "119 minutes");
        assert_eq!(gap(47 * 60 + 1), "47 hours 1 minute");
        assert_eq!(gap(-3 * 24 * 60), "3 days");
    }
}
