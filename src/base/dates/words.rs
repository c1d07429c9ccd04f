//! The words of a date as they are typed, taken out one after another as they are understood.

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday};

use super::named::{
    NUMBERS, Year, calendar, clock, day_number, half_named, in_parts, month_named, number,
    part_named, short_year, weekday_named, year_and_day,
};
use super::{DateError, Understood};
use crate::base::fold::folded;
use crate::base::zone;

/// A distance from now.
#[derive(Clone, Copy)]
pub(super) enum Counted {
    Days(i64, Option<&'static str>),
    Minutes(i64),
}

impl Counted {
    pub(super) fn from(self, now: NaiveDateTime) -> Option<Understood> {
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

#[derive(Clone, Copy)]
pub(super) enum Found {
    Whole(NaiveDate),
    NoYear(u32, u32),
    /// Day, month, and a year of two digits.
    ShortYear(u32, u32, u32),
}

/// The words of what was typed; those that were understood are taken out.
pub(super) struct Words<'t> {
    all: Vec<Word<'t>>,
}

pub(super) struct Word<'t> {
    typed: &'t str,
    plain: String,
    taken: bool,
}

impl<'t> Words<'t> {
    pub(super) fn of(text: &'t str) -> Self {
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
    pub(super) fn plain(&self, at: usize) -> &str {
        self.all.get(at).filter(|word| !word.taken).map_or("", |word| word.plain.as_str())
    }

    pub(super) fn take(&mut self, range: std::ops::Range<usize>) {
        self.all.get_mut(range).into_iter().flatten().for_each(|word| word.taken = true);
    }

    /// What is told of the first word that was not understood: of letters, if there are any.
    pub(super) fn unknown(&self) -> Option<DateError> {
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

    pub(super) fn places(&self) -> std::ops::Range<usize> {
        0..self.all.len()
    }

    /// Three parts and nothing else, however they are separated: the form that has always
    /// been read.
    pub(super) fn three_parts(&mut self) -> Option<Result<Found, DateError>> {
        let parts: Vec<&str> = self
            .all
            .iter()
            .flat_map(|word| word.plain.split(['/', '.', '-']))
            .filter(|part| !part.is_empty())
            .collect();
        let [first, second, third] = parts.as_slice() else { return None };
        let month = number(second).or_else(|| month_named(second))?;
        match year_and_day(first, third)? {
            // "20/11 0905": a time.
            (Year::Whole(year), _) if self.all.len() == 2 && year < 1800 => None,
            (year, day) => Some(year.found(month, day)),
        }
    }

    /// "4 days ago", "yesterday", "last night", "in 2 weeks".
    pub(super) fn counted(&mut self) -> Option<Counted> {
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
    pub(super) fn distance(&self, at: usize) -> Option<Counted> {
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
    pub(super) fn date(&mut self) -> Result<Option<Found>, DateError> {
        for at in self.places() {
            // In one word: 27/3/2019, 2019-03-27, 27-Mar-2019, 27/3.
            let parts: Vec<&str> = self.plain(at).split(['/', '.', '-']).collect();
            let found = match parts.as_slice() {
                [a, b, c] if !a.is_empty() => in_parts(a, b, c).transpose()?,
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
                return Ok(Some(day));
            }
        }
        Ok(None)
    }

    /// "3rd of June 2019", "June 3rd, 2019", "2019 June 3", with the month at `at`.
    pub(super) fn around_month(
        &mut self,
        at: usize,
        month: u32,
    ) -> Result<Option<Found>, DateError> {
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
        if let Some(short) = short_year(word).filter(|_| !clock) {
            self.take(from..after + 1);
            return Ok(Some(Found::ShortYear(day, month, short)));
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
    pub(super) fn time(&mut self, dated: bool) -> Result<Option<NaiveTime>, DateError> {
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

    pub(super) fn weekday(&mut self) -> Option<Weekday> {
        self.first(weekday_named)
    }

    pub(super) fn part_of_day(&mut self) -> Option<&'static str> {
        self.first(part_named)
    }

    pub(super) fn zone(&mut self) -> Option<FixedOffset> {
        self.first(zone::named)
    }

    pub(super) fn first<T>(&mut self, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let (at, found) = self.places().find_map(|at| Some((at, read(self.plain(at))?)))?;
        self.take(at..at + 1);
        Some(found)
    }

    /// Words between the others that say nothing by themselves.
    pub(super) fn small_words(&mut self) {
        const SMALL: [&str; 8] = ["at", "on", "the", "of", "in", "last", "@", "-"];
        for at in self.places() {
            if SMALL.contains(&self.plain(at)) {
                self.take(at..at + 1);
            }
        }
    }
}
