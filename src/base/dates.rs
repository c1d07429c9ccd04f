//! Days and times as people type them. What is not understood is told by its part.
//!
//! "4 days ago" means another day tomorrow: such words are read against a moment ([`Anchor`])
//! and written down as the day that they mean ([`settled`]), before they are kept.

mod age;
mod named;
mod words;

use std::str::FromStr;

use chrono::{Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::time::day as day_words;
use super::zone;
pub use age::age;
use named::{calendar, name_of};
use words::{Found, Words};

/// Why what was typed is not a day; shown beside the field, never blocking.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Nothing in it is a day.
    #[error("Write the date as day, month and year, for example 27 3 2019.")]
    Form,
    /// This part is not understood, as it was typed.
    #[error("“{0}” is not understood here. Write for example 27 3 2019, or 27 3 2019 14:30.")]
    Part(String),
    /// No such day in the calendar.
    #[error("There is no such day in the calendar.")]
    NoSuchDay,
    /// Two digits for the year.
    #[error("Write the year with four digits.")]
    ShortYear,
    /// A day and a month without a year.
    #[error("Write the year too, with four digits.")]
    NoYear,
    /// A time without a day.
    #[error("Write the day too, for example 27 3 2019 14:30.")]
    NoDay,
    /// Counted from the day on which it is read.
    #[error("“{0}” will be another day tomorrow. Write the date.")]
    Counted(String),
    /// The day of the week is another one.
    #[error("That day is a {0}.")]
    Weekday(&'static str),
    /// The time is not one: this part.
    #[error("“{0}” is not a time of day. Write hours and minutes, for example 14:30.")]
    Time(String),
    /// Midnight is the end of one day and the beginning of another.
    #[error("24:00 could be either of two days. Write 23:59 or 00:00.")]
    Midnight,
}

/// Which way a field looks: what a day without a year, or "Monday", means in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    /// To what was: the last such day.
    Back,
    /// To what is to come: the next such day.
    Ahead,
    /// To a birth, which can be any number of years ago.
    Birth,
}

/// From where "yesterday" is counted.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    /// The time on the wall.
    pub now: NaiveDateTime,
    /// Which way the field looks.
    pub looks: Looks,
}

/// What was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Understood {
    /// The day.
    pub day: NaiveDate,
    /// The time on the wall, if one is given.
    pub time: Option<NaiveTime>,
    /// "evening", where that is all that is known of the time.
    pub part: Option<&'static str>,
    /// The zone that the time is in, where one is given: minutes east of UTC.
    pub zone: Option<i32>,
}

impl Understood {
    /// A day, or a time of that day.
    pub fn new(day: NaiveDate, time: Option<NaiveTime>) -> Self {
        Self { day, time, part: None, zone: None }
    }

    fn of(day: NaiveDate) -> Self {
        Self::new(day, None)
    }

    /// The zone, if one is given.
    pub fn offset(&self) -> Option<FixedOffset> {
        FixedOffset::east_opt(self.zone? * 60)
    }

    /// Its time alone: "10:42", "10:42 (UTC−5)". `None` where it has none.
    pub fn clock(&self) -> Option<String> {
        let clock = self.time?.format("%H:%M");
        let zone = self.offset().map(|zone| format!(" ({})", zone::words(zone)));
        Some(format!("{clock}{}", zone.unwrap_or_default()))
    }

    /// "22 November 2026, 10:42", "22 November 2026, evening".
    pub fn words(&self) -> String {
        let mut words = day_words(self.day);
        if let Some(time) = self.time {
            words.push_str(&time.format(", %H:%M").to_string());
        }
        if let Some(part) = self.part {
            words.push_str(", ");
            words.push_str(part);
        }
        if let Some(offset) = self.offset() {
            words.push(' ');
            words.push_str(&zone::words(offset));
        }
        words
    }
}

impl FromStr for Understood {
    type Err = DateError;
    fn from_str(text: &str) -> Result<Self, DateError> {
        read(text, None)
    }
}

/// Reads a day as a person in the UK types it: `27/3/2019`, `27 3 2019`, `27.03.2019`,
/// `Wed 27th March 2019`, or ISO `2019-03-27`.
pub fn parse_day(text: &str) -> Result<NaiveDate, DateError> {
    let read = read(text, None)?;
    let rest = [read.time.is_some(), read.part.is_some(), read.zone.is_some()];
    if rest.contains(&true) { Err(DateError::Form) } else { Ok(read.day) }
}

/// What is to stand in a field in place of words that are counted from now: "4 days ago",
/// "1st June", "9am". `None` where what was typed says its day itself, or is not understood.
pub fn settled(text: &str, anchor: Anchor) -> Option<String> {
    if text.trim().is_empty() || read(text, None).is_ok() {
        return None;
    }
    read(text, Some(anchor)).ok().map(|read| read.words())
}

/// Reads a day, with or without a time before or after it: `22/11/2026 10:15`, `9am on Mon 3
/// June 2019`. With an anchor also what is counted from it.
pub fn read(text: &str, anchor: Option<Anchor>) -> Result<Understood, DateError> {
    let mut words = Words::of(text);
    if let Some(found) = words.three_parts() {
        return whole(found?, anchor).map(Understood::of);
    }
    let counted = words.counted();
    let found = match counted {
        Some(_) => None,
        None => words.date()?,
    };
    let time = words.time(found.is_some() || counted.is_some())?;
    let (weekday, part, zone) = (words.weekday(), words.part_of_day(), words.zone());
    words.small_words();
    if let Some(unknown) = words.unknown() {
        return Err(unknown);
    }
    let typed = || text.trim().to_owned();
    let mut read = match (found, counted) {
        (Some(found), _) => Understood::of(whole(found, anchor)?),
        (None, Some(counted)) => {
            let anchor = anchor.ok_or_else(|| DateError::Counted(typed()))?;
            counted.from(anchor.now).ok_or(DateError::NoSuchDay)?
        }
        (None, None) => match (weekday, anchor) {
            (Some(weekday), Some(anchor)) => {
                Understood::of(near_weekday(weekday, anchor).ok_or(DateError::NoSuchDay)?)
            }
            (Some(_), None) => return Err(DateError::Counted(typed())),
            (None, Some(anchor)) if time.is_some() && anchor.looks != Looks::Birth => {
                Understood::of(anchor.now.date())
            }
            (None, _) if time.is_some() => return Err(DateError::NoDay),
            (None, _) => return Err(DateError::Form),
        },
    };
    if weekday.is_some_and(|weekday| weekday != read.day.weekday()) {
        return Err(DateError::Weekday(name_of(read.day.weekday())));
    }
    read.time = time.or(read.time);
    read.part = part.or(read.part).filter(|_| read.time.is_none());
    read.zone = zone.filter(|_| read.time.is_some()).map(|zone| zone.local_minus_utc() / 60);
    Ok(read)
}

/// A day that was found, with the year that the field looks to where it has none, or half of one.
fn whole(found: Found, anchor: Option<Anchor>) -> Result<NaiveDate, DateError> {
    match found {
        Found::Whole(day) => Ok(day),
        Found::NoYear(day, month) => {
            let anchor = anchor.filter(|a| a.looks != Looks::Birth).ok_or(DateError::NoYear)?;
            near_year(day, month, anchor).ok_or(DateError::NoSuchDay)
        }
        Found::ShortYear(day, month, year) => {
            let anchor = anchor.ok_or(DateError::ShortYear)?;
            near_century(day, month, year, anchor)
        }
    }
}

/// How many years ago somebody who is alive was born, whose year of birth can be written with two
/// digits: of one who is older they could be a child’s.
const LIVED: u32 = 90;
/// How far from now any other day is, whose year can be, in years.
const NEAR: u32 = 20;

/// A day whose year has two digits: the nearest on the side that the field looks to, where there is
/// one that makes sense.
fn near_century(day: u32, month: u32, year: u32, anchor: Anchor) -> Result<NaiveDate, DateError> {
    let today = anchor.now.date();
    let century = u32::try_from(today.year()).map_err(|_| DateError::ShortYear)? / 100;
    let all = [century + 1, century, century.saturating_sub(1)];
    let days: Vec<_> = all.map(|one| calendar(one * 100 + year, month, day)).into();
    let makes_sense = |found: &NaiveDate| match anchor.looks {
        Looks::Birth => today.years_since(*found).is_some_and(|years| years <= LIVED),
        Looks::Back => today.years_since(*found).is_some_and(|years| years <= NEAR),
        Looks::Ahead => found.years_since(today).is_some_and(|years| years <= NEAR),
    };
    let found = days.iter().flatten().copied().find(makes_sense);
    let none =
        if days.iter().all(Result::is_err) { DateError::NoSuchDay } else { DateError::ShortYear };
    found.ok_or(none)
}

/// A day with this month nearest to the anchor, on the side that the field looks to.
fn near_year(day: u32, month: u32, anchor: Anchor) -> Option<NaiveDate> {
    let today = anchor.now.date();
    let years = (today.year() - 8..=today.year() + 8)
        .filter_map(|y| NaiveDate::from_ymd_opt(y, month, day));
    let mut years: Vec<NaiveDate> = years.collect();
    match anchor.looks {
        Looks::Ahead => years.retain(|day| *day >= today),
        Looks::Back | Looks::Birth => {
            years.retain(|day| *day <= today);
            years.reverse();
        }
    }
    years.first().copied()
}

fn near_weekday(weekday: Weekday, anchor: Anchor) -> Option<NaiveDate> {
    let today = anchor.now.date();
    match anchor.looks {
        Looks::Ahead => {
            let days = u64::from(weekday.days_since(today.weekday()));
            today.checked_add_days(Days::new(if days == 0 { 7 } else { days }))
        }
        Looks::Back | Looks::Birth => {
            let days = u64::from(today.weekday().days_since(weekday));
            today.checked_sub_days(Days::new(if days == 0 { 7 } else { days }))
        }
    }
}

#[cfg(test)]
mod tests;
