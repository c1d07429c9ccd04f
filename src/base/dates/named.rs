//! Numbers, names of days and months, and clock times, as they are written.

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::DateError;
use super::words::Found;
use crate::base::fold::folded;
use crate::base::time::MONTHS;

/// A time in one word, with "am" or "pm" in it or after it: `None` where the word is none,
/// `Some(None)` where it is written as one and there is no such time.
#[expect(clippy::option_option, reason = "no time, and a time that there is not, are two things")]
pub(super) fn clock(word: &str, next: Option<bool>) -> Option<Option<NaiveTime>> {
    if matches!(word, "noon" | "midday") {
        return Some(NaiveTime::from_hms_opt(12, 0, 0));
    }
    let split = word.find(|c: char| c.is_alphabetic()).unwrap_or(word.len());
    let (digits, letters) = word.split_at_checked(split)?;
    let after_noon = match letters {
        "" => next,
        "h" | "hrs" => None,
        other => Some(half_named(other)?),
    };
    let (hours, minutes) = match digits.split_once([':', '.']) {
        Some((hours, minutes)) if minutes.len() == 2 => (hours, minutes),
        // With seconds, as a machine writes it.
        Some((hours, rest)) if rest.len() == 5 && digits.contains(':') => {
            (hours, rest.split_once(':').filter(|(_, seconds)| number(seconds).is_some())?.0)
        }
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None if after_noon.is_some() => (digits, "00"),
        _ => return None,
    };
    let (hours, minutes) = (number(hours).filter(|_| hours.len() <= 2)?, number(minutes)?);
    let hours = match after_noon {
        None => hours,
        // 12am and 12pm, and 14:30pm, are written in haste.
        Some(_) if !(1..=12).contains(&hours) => return Some(None),
        Some(true) => hours % 12 + 12,
        Some(false) => hours % 12,
    };
    Some(NaiveTime::from_hms_opt(hours, minutes, 0))
}

/// Day, month and year, or the other way round; `None` where they are not written so.
pub(super) fn in_parts(first: &str, second: &str, third: &str) -> Option<Result<Found, DateError>> {
    let month = number(second).filter(|_| second.len() <= 2).or_else(|| month_named(second))?;
    let (year, day) = year_and_day(first, third)?;
    Some(year.found(month, day))
}

/// A year as it is written.
#[derive(Clone, Copy)]
pub(super) enum Year {
    /// With four digits.
    Whole(u32),
    /// With two.
    Short(u32),
}

impl Year {
    /// The day of this year that is written so.
    pub(super) fn found(self, month: u32, day: u32) -> Result<Found, DateError> {
        match self {
            Self::Whole(year) => calendar(year, month, day).map(Found::Whole),
            Self::Short(year) => Ok(Found::ShortYear(day, month, year)),
        }
    }
}

/// The year and the day, whichever of them comes first; `None` where they are not written so.
pub(super) fn year_and_day(first: &str, last: &str) -> Option<(Year, u32)> {
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let day = day_number(day)?;
    let whole = || number(year).filter(|_| year.len() == 4).map(Year::Whole);
    Some((short_year(year).map(Year::Short).or_else(whole)?, day))
}

/// A year of two digits.
pub(super) fn short_year(text: &str) -> Option<u32> {
    number(text).filter(|_| text.len() == 2)
}

pub(super) fn calendar(year: u32, month: u32, day: u32) -> Result<NaiveDate, DateError> {
    let year = i32::try_from(year).map_err(|_| DateError::NoSuchDay)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::NoSuchDay)
}

/// Up to four digits.
pub(super) fn number(text: &str) -> Option<u32> {
    let fits = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok())?
}

/// "3", "03", "3rd".
pub(super) fn day_number(text: &str) -> Option<u32> {
    let digits = text.trim_end_matches(|c: char| c.is_alphabetic());
    let ending = text.get(digits.len()..)?;
    let fits = digits.len() <= 2 && matches!(ending, "" | "st" | "nd" | "rd" | "th");
    fits.then(|| number(digits))?
}

/// A month by its name or its beginning, in folded letters.
pub(super) fn month_named(text: &str) -> Option<u32> {
    if text == "sept" {
        return Some(9);
    }
    let long = text.len() >= 3;
    (1..).zip(MONTHS).find(|(_, name)| long && name.starts_with(text)).map(|(number, _)| number)
}

pub(super) const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "Monday"),
    (Weekday::Tue, "Tuesday"),
    (Weekday::Wed, "Wednesday"),
    (Weekday::Thu, "Thursday"),
    (Weekday::Fri, "Friday"),
    (Weekday::Sat, "Saturday"),
    (Weekday::Sun, "Sunday"),
];

pub(super) fn weekday_named(text: &str) -> Option<Weekday> {
    // "weds" is short for it and not its beginning.
    let text = if text == "weds" { "wed" } else { text };
    let named = |(_, name): &&(Weekday, &str)| text.len() >= 3 && folded(name).starts_with(text);
    WEEKDAYS.iter().find(named).map(|(weekday, _)| *weekday)
}

pub(super) fn name_of(weekday: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(day, _)| *day == weekday).map_or("", |(_, name)| name)
}

/// Whether it is after noon.
pub(super) fn half_named(text: &str) -> Option<bool> {
    match text {
        "am" => Some(false),
        "pm" => Some(true),
        _ => None,
    }
}

pub(super) fn part_named(text: &str) -> Option<&'static str> {
    const PARTS: [&str; 8] = [
        "early morning",
        "morning",
        "lunchtime",
        "afternoon",
        "evening",
        "night",
        "teatime",
        "bedtime",
    ];
    match text {
        "am" => Some("morning"),
        "pm" => Some("afternoon"),
        other => PARTS.iter().find(|part| **part == other).copied(),
    }
}

pub(super) const NUMBERS: [&str; 10] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
