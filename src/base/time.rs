//! Times as people state them and as files name them.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

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

/// "22 November 2026, 10:42".
pub fn moment(at: &DateTime<FixedOffset>) -> String {
    at.format("%-d %B %Y, %H:%M").to_string()
}

/// "10:42".
pub fn clock(at: &DateTime<FixedOffset>) -> String {
    at.format("%H:%M").to_string()
}

/// The stamp in file names: UTC, to the second, "20261122T101502Z".
pub fn stamp(at: &DateTime<FixedOffset>) -> String {
    at.with_timezone(&Utc).format("%Y%m%dT%H%M%SZ").to_string()
}

/// Why a typed date is not one; shown beside the field, never blocking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not three numbers, or a month in words that is none.
    #[error("Write the date as day, month and year, for example 27 3 2019.")]
    Form,
    /// No such day in the calendar.
    #[error("There is no such day in the calendar.")]
    NoSuchDay,
    /// Two digits for the year.
    #[error("Write the year with four digits.")]
    ShortYear,
}

/// Reads a date as a person in the UK types it: `27/3/2019`, `27 3 2019`, `27.03.2019`,
/// `27 March 2019`, or ISO `2019-03-27`.
pub fn parse_day(text: &str) -> Result<NaiveDate, DateError> {
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '.' | '-' | ','))
        .filter(|part| !part.is_empty())
        .collect();
    let [first, second, third] = parts.as_slice() else { return Err(DateError::Form) };
    let number = |text: &str| -> Option<u32> {
        (text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
    };
    let month = number(second).or_else(|| month_named(second)).ok_or(DateError::Form)?;
    let (year, day) = if first.len() == 4 { (first, third) } else { (third, first) };
    if year.len() == 2 && number(year).is_some() {
        return Err(DateError::ShortYear);
    }
    let year = number(year).filter(|_| year.len() == 4).ok_or(DateError::Form)?;
    let year = i32::try_from(year).map_err(|_| DateError::Form)?;
    let day = number(day).ok_or(DateError::Form)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::NoSuchDay)
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

fn month_named(text: &str) -> Option<u32> {
    let text = text.to_lowercase();
    if text.len() < 3 {
        return None;
    }
    (1..).zip(MONTHS).find(|(_, name)| name.starts_with(&text)).map(|(number, _)| number)
}

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

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn a_date_is_read_in_every_form_that_people_type() {
        for text in
            ["27/3/2019", "27 3 2019", "27.03.2019", "27 March 2019", "2019-03-27", " 27 mar 2019 "]
        {
            assert_eq!(parse_day(text), Ok(date(2019, 3, 27)), "{text}");
        }
    }

    #[test]
    fn a_date_that_is_none_is_told_in_words() {
        assert_eq!(parse_day("31/2/2019"), Err(DateError::NoSuchDay));
        assert_eq!(parse_day("27/3/19"), Err(DateError::ShortYear));
        assert_eq!(parse_day("yesterday"), Err(DateError::Form));
        assert_eq!(parse_day("27 Smarch 2019"), Err(DateError::Form));
    }

    #[test]
    fn a_file_stamp_is_utc_whatever_the_offset() {
        let at = DateTime::parse_from_rfc3339("2026-11-22T11:15:02+01:00").unwrap();
        assert_eq!(stamp(&at), "20261122T101502Z");
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
