//! Days and times as people type them. What is not understood is told by its part.
//!
//! "4 days ago" means another day tomorrow: such words are read against a moment ([`Anchor`])
//! and written down as the day that they mean ([`settled`]), before they are kept.

use std::str::FromStr;

use chrono::{
    Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday,
};

use super::fold::folded;
use super::time::{MONTHS, day as day_words};
use super::zone;

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
    if let Some(day) = words.three_parts() {
        return day.map(Understood::of);
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
        (Some(Found::Whole(day)), _) => Understood::of(day),
        (Some(Found::NoYear(day, month)), _) => {
            let anchor = anchor.filter(|a| a.looks != Looks::Birth).ok_or(DateError::NoYear)?;
            Understood::of(near_year(day, month, anchor).ok_or(DateError::NoSuchDay)?)
        }
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

/// A distance from now.
#[derive(Clone, Copy)]
enum Counted {
    Days(i64, Option<&'static str>),
    Minutes(i64),
}

impl Counted {
    fn from(self, now: NaiveDateTime) -> Option<Understood> {
        match self {
            Self::Days(days, part) => {
                let day = now.date().checked_add_signed(TimeDelta::try_days(days)?)?;
                Some(Understood { part, ..Understood::of(day) })
            }
            Self::Minutes(minutes) => {
                let at = now.checked_add_signed(TimeDelta::try_minutes(minutes)?)?;
                let time = NaiveTime::from_hms_opt(at.hour(), at.minute(), 0);
                Some(Understood { time, ..Understood::of(at.date()) })
            }
        }
    }
}

enum Found {
    Whole(NaiveDate),
    NoYear(u32, u32),
}

/// The words of what was typed; those that were understood are taken out.
struct Words<'t> {
    all: Vec<Word<'t>>,
}

struct Word<'t> {
    typed: &'t str,
    plain: String,
    taken: bool,
}

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Self {
        let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
        let all = parts
            .map(|typed| typed.trim_matches(['(', ')']))
            .map(|typed| {
                let plain = folded(typed.trim_end_matches('.'));
                // "a.m.", "Nov."
                let letters = plain.starts_with(|c: char| c.is_alphabetic());
                let plain = if letters { plain.replace('.', "") } else { plain };
                Word { typed, plain, taken: false }
            })
            .filter(|word| !word.plain.trim().is_empty())
            .collect();
        Self { all }
    }

    /// The word at `at`, if it was not understood yet; blank otherwise.
    fn plain(&self, at: usize) -> &str {
        self.all.get(at).filter(|word| !word.taken).map_or("", |word| word.plain.as_str())
    }

    fn take(&mut self, range: std::ops::Range<usize>) {
        self.all.get_mut(range).into_iter().flatten().for_each(|word| word.taken = true);
    }

    /// What is told of the first word that was not understood: of letters, if there are any.
    fn unknown(&self) -> Option<DateError> {
        let left = || self.all.iter().filter(|word| !word.taken);
        let numeric = |word: &&Word<'_>| word.plain.starts_with(|c: char| c.is_ascii_digit());
        let first = left().find(|word| !numeric(word)).or_else(|| left().next())?;
        let digits = self.all.iter().any(|word| numeric(&word));
        let understood = self.all.iter().any(|word| word.taken);
        Some(match first.typed.to_owned() {
            typed if typed.contains(':') && numeric(&first) => DateError::Time(typed),
            typed if understood || (digits && !numeric(&first)) => DateError::Part(typed),
            _ => DateError::Form,
        })
    }

    fn places(&self) -> std::ops::Range<usize> {
        0..self.all.len()
    }

    /// Three parts and nothing else, however they are separated: the form that has always
    /// been read.
    fn three_parts(&mut self) -> Option<Result<NaiveDate, DateError>> {
        let parts: Vec<&str> = self
            .all
            .iter()
            .flat_map(|word| word.plain.split(['/', '.', '-']))
            .filter(|part| !part.is_empty())
            .collect();
        let [first, second, third] = parts.as_slice() else { return None };
        let month = number(second).or_else(|| month_named(second))?;
        let (year, day) = if first.len() == 4 { (first, third) } else { (third, first) };
        let day = day_number(day)?;
        if year.len() == 2 && number(year).is_some() {
            return Some(Err(DateError::ShortYear));
        }
        let year = number(year).filter(|_| year.len() == 4)?;
        // "20/11 0905": a time.
        let time = self.all.len() == 2 && year < 1800;
        (!time).then(|| calendar(year, month, day))
    }

    /// "4 days ago", "yesterday", "last night", "in 2 weeks".
    fn counted(&mut self) -> Option<Counted> {
        for at in self.places() {
            let (counted, taken) = match self.plain(at) {
                "today" | "now" => (Counted::Days(0, None), 1),
                "tonight" => (Counted::Days(0, Some("evening")), 1),
                "tomorrow" => (Counted::Days(1, None), 1),
                "yesterday" => (Counted::Days(-1, None), 1),
                "this" if part_named(self.plain(at + 1)).is_some() => (Counted::Days(0, None), 1),
                "last" if self.plain(at + 1) == "night" => (Counted::Days(-1, Some("night")), 2),
                "day" if self.plain(at + 1) == "before" && self.plain(at + 2) == "yesterday" => {
                    (Counted::Days(-2, None), 3)
                }
                "in" if self.plain(at + 3) != "ago" => match self.distance(at + 1) {
                    Some(counted) => (counted, 3),
                    None => continue,
                },
                _ if self.plain(at + 2) == "ago" => match self.distance(at) {
                    Some(Counted::Days(days, part)) => (Counted::Days(-days, part), 3),
                    Some(Counted::Minutes(minutes)) => (Counted::Minutes(-minutes), 3),
                    None => continue,
                },
                _ => continue,
            };
            self.take(at..at + taken);
            return Some(counted);
        }
        None
    }

    /// "4 days", "an hour".
    fn distance(&self, at: usize) -> Option<Counted> {
        let many = match self.plain(at) {
            "a" | "an" => 1,
            word => NUMBERS
                .iter()
                .zip(1..)
                .find(|(name, _)| **name == word)
                .map_or_else(|| number(word).map(i64::from), |(_, number)| Some(number))?,
        };
        let unit = self.plain(at + 1);
        match unit.strip_suffix('s').unwrap_or(unit) {
            "day" => Some(Counted::Days(many, None)),
            "week" => Some(Counted::Days(many * 7, None)),
            "hour" | "hr" => Some(Counted::Minutes(many * 60)),
            "minute" | "min" => Some(Counted::Minutes(many)),
            _ => None,
        }
    }

    /// A date, taken out.
    fn date(&mut self) -> Result<Option<Found>, DateError> {
        for at in self.places() {
            // In one word: 27/3/2019, 2019-03-27, 27-Mar-2019, 27/3.
            let parts: Vec<&str> = self.plain(at).split(['/', '.', '-']).collect();
            let found = match parts.as_slice() {
                [a, b, c] if !a.is_empty() => in_parts(a, b, c).transpose()?.map(Found::Whole),
                [day, month] if !self.plain(at).contains('.') => {
                    let month = number(month).or_else(|| month_named(month));
                    day_number(day).zip(month).map(|(day, month)| Found::NoYear(day, month))
                }
                _ => None,
            };
            if found.is_some() {
                self.take(at..at + 1);
                return Ok(found);
            }
        }
        for at in self.places() {
            if let Some(month) = month_named(self.plain(at)) {
                return self.around_month(at, month);
            }
        }
        for at in self.places() {
            let found = in_parts(self.plain(at), self.plain(at + 1), self.plain(at + 2));
            if let Some(day) = found.transpose()? {
                self.take(at..at + 3);
                return Ok(Some(Found::Whole(day)));
            }
        }
        Ok(None)
    }

    /// "3rd of June 2019", "June 3rd, 2019", "2019 June 3", with the month at `at`.
    fn around_month(&mut self, at: usize, month: u32) -> Result<Option<Found>, DateError> {
        let before = match at.checked_sub(1).map(|left| (left, self.plain(left))) {
            Some((left, "of")) => left.checked_sub(1),
            Some((left, _)) => Some(left),
            None => None,
        };
        let day_before = before.and_then(|left| Some((left, day_number(self.plain(left))?)));
        let (from, day, after) = match day_before {
            Some((left, day)) => (left, day, at + 1),
            None => match day_number(self.plain(at + 1)) {
                Some(day) => (at, day, at + 2),
                None => return Ok(None),
            },
        };
        let year = |at: usize| {
            let word = self.plain(at);
            number(word).filter(|year| word.len() == 4 && (1800..2200).contains(year))
        };
        if let Some(found) = year(after) {
            self.take(from..after + 1);
            return calendar(found, month, day).map(|day| Some(Found::Whole(day)));
        }
        let word = self.plain(after);
        let clock = half_named(self.plain(after + 1)).is_some();
        if word.len() == 2 && number(word).is_some() && !clock {
            return Err(DateError::ShortYear);
        }
        let first = from.checked_sub(1).and_then(|left| Some((left, year(left)?)));
        if let Some((left, found)) = first {
            self.take(left..after);
            return calendar(found, month, day).map(|day| Some(Found::Whole(day)));
        }
        self.take(from..after);
        Ok(Some(Found::NoYear(day, month)))
    }

    /// A time of the day, taken out. Four digits alone can be a year, unless there is a day
    /// (`dated`).
    fn time(&mut self, dated: bool) -> Result<Option<NaiveTime>, DateError> {
        for at in self.places() {
            let word = self.plain(at).to_owned();
            if matches!(word.as_str(), "midnight" | "24:00" | "2400" | "24.00") {
                return Err(DateError::Midnight);
            }
            let next = half_named(self.plain(at + 1));
            let Some(time) = clock(&word, next) else { continue };
            let year = word.len() == 4 && number(&word).is_some_and(|n| (1800..2200).contains(&n));
            if year && !dated {
                continue;
            }
            let typed = self.all.get(at).map_or("", |word| word.typed).to_owned();
            let hours = matches!(self.plain(at + 1), "h" | "hr" | "hrs" | "hours");
            self.take(at..at + 1 + usize::from(next.is_some() || hours));
            return time.ok_or(DateError::Time(typed)).map(Some);
        }
        Ok(None)
    }

    fn weekday(&mut self) -> Option<Weekday> {
        self.first(weekday_named)
    }

    fn part_of_day(&mut self) -> Option<&'static str> {
        self.first(part_named)
    }

    fn zone(&mut self) -> Option<FixedOffset> {
        self.first(zone::named)
    }

    fn first<T>(&mut self, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let (at, found) = self.places().find_map(|at| Some((at, read(self.plain(at))?)))?;
        self.take(at..at + 1);
        Some(found)
    }

    /// Words between the others that say nothing by themselves.
    fn small_words(&mut self) {
        const SMALL: [&str; 8] = ["at", "on", "the", "of", "in", "last", "@", "-"];
        for at in self.places() {
            if SMALL.contains(&self.plain(at)) {
                self.take(at..at + 1);
            }
        }
    }
}

/// A time in one word, with "am" or "pm" in it or after it: `None` where the word is none,
/// `Some(None)` where it is written as one and there is no such time.
#[expect(clippy::option_option, reason = "no time, and a time that there is not, are two things")]
fn clock(word: &str, next: Option<bool>) -> Option<Option<NaiveTime>> {
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
fn in_parts(first: &str, second: &str, third: &str) -> Option<Result<NaiveDate, DateError>> {
    let month = number(second).filter(|_| second.len() <= 2).or_else(|| month_named(second))?;
    let (year, day) = if first.len() == 4 { (first, third) } else { (third, first) };
    let day = day_number(day)?;
    if year.len() == 2 && number(year).is_some() {
        return Some(Err(DateError::ShortYear));
    }
    let year = number(year).filter(|_| year.len() == 4)?;
    Some(calendar(year, month, day))
}

fn calendar(year: u32, month: u32, day: u32) -> Result<NaiveDate, DateError> {
    let year = i32::try_from(year).map_err(|_| DateError::NoSuchDay)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::NoSuchDay)
}

/// Up to four digits.
fn number(text: &str) -> Option<u32> {
    let fits = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok())?
}

/// "3", "03", "3rd".
fn day_number(text: &str) -> Option<u32> {
    let digits = text.trim_end_matches(|c: char| c.is_alphabetic());
    let ending = text.get(digits.len()..)?;
    let fits = digits.len() <= 2 && matches!(ending, "" | "st" | "nd" | "rd" | "th");
    fits.then(|| number(digits))?
}

/// A month by its name or its beginning, in folded letters.
fn month_named(text: &str) -> Option<u32> {
    if text == "sept" {
        return Some(9);
    }
    let long = text.len() >= 3;
    (1..).zip(MONTHS).find(|(_, name)| long && name.starts_with(text)).map(|(number, _)| number)
}

const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "Monday"),
    (Weekday::Tue, "Tuesday"),
    (Weekday::Wed, "Wednesday"),
    (Weekday::Thu, "Thursday"),
    (Weekday::Fri, "Friday"),
    (Weekday::Sat, "Saturday"),
    (Weekday::Sun, "Sunday"),
];

fn weekday_named(text: &str) -> Option<Weekday> {
    // "weds" is short for it and not its beginning.
    let text = if text == "weds" { "wed" } else { text };
    let named = |(_, name): &&(Weekday, &str)| text.len() >= 3 && folded(name).starts_with(text);
    WEEKDAYS.iter().find(named).map(|(weekday, _)| *weekday)
}

fn name_of(weekday: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(day, _)| *day == weekday).map_or("", |(_, name)| name)
}

/// Whether it is after noon.
fn half_named(text: &str) -> Option<bool> {
    match text {
        "am" => Some(false),
        "pm" => Some(true),
        _ => None,
    }
}

fn part_named(text: &str) -> Option<&'static str> {
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

const NUMBERS: [&str; 10] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// An age in the unit that is used for it: "3 days", "5 weeks 2 days", "7 months", "8 years".
/// `None` for a day that is still to come.
pub fn age(born: NaiveDate, on: NaiveDate) -> Option<String> {
    let days = (on - born).num_days();
    let plural = |count: i64, unit: &str| {
        if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
    };
    let months = i64::from(on.year() - born.year()) * 12 + i64::from(on.month())
        - i64::from(born.month())
        - i64::from(on.day() < born.day());
    match days {
        ..0 => None,
        0 => Some("born that day".to_owned()),
        1..14 => Some(plural(days, "day")),
        14..84 if days % 7 == 0 => Some(plural(days / 7, "week")),
        14..84 => Some(format!("{} {}", plural(days / 7, "week"), plural(days % 7, "day"))),
        _ if months < 24 => Some(plural(months, "month")),
        _ => Some(plural(months / 12, "year")),
    }
}

#[cfg(test)]
mod tests;
