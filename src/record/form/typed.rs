//! A field that has a form (a date, an NHS number): the text as the person typed it, and
//! the checked value beside it.
//!
//! The text is what is stored, so that nothing typed is lost because it is not yet, or never
//! will be, of the right form. The value is parsed wherever it is used.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::dates::{DateError, Understood, parse_day};
use crate::base::time::When;
use crate::base::zone;

pub use super::nhs_number::{NhsNumber, NhsNumberError};

/// Text that is meant to be a `T`.
pub struct Typed<T> {
    /// As it was typed.
    pub text: String,
    kind: PhantomData<fn() -> T>,
}

impl<T> Typed<T> {
    /// Holding this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), kind: PhantomData }
    }

    /// Nothing typed, or white space only.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

impl<T: FromStr> Typed<T> {
    /// The checked value: `None` where nothing is typed.
    pub fn value(&self) -> Option<Result<T, T::Err>> {
        (!self.is_blank()).then(|| self.text.trim().parse())
    }

    /// The value where there is one of the right form.
    pub fn valid(&self) -> Option<T> {
        self.value().and_then(Result::ok)
    }
}

impl<T> Clone for Typed<T> {
    fn clone(&self) -> Self {
        Self::new(self.text.clone())
    }
}
impl<T> Default for Typed<T> {
    fn default() -> Self {
        Self::new("")
    }
}
impl<T> PartialEq for Typed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}
impl<T> Eq for Typed<T> {}
impl<T> fmt::Debug for Typed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Typed({:?})", self.text)
    }
}
impl<T> Serialize for Typed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}
impl<'de, T> Deserialize<'de> for Typed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

/// A day, as people in the UK write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub NaiveDate);

impl From<Day> for DayTime {
    fn from(day: Day) -> Self {
        Self::new(day.0, None)
    }
}

impl FromStr for Day {
    type Err = DateError;
    fn from_str(text: &str) -> Result<Self, DateError> {
        parse_day(text).map(Self)
    }
}

/// A day, or a day and a time of the clock on the wall: `22 11 2026`, `22/11/2026 10:15`, `9am on
/// 22 Nov 2026`.
pub type DayTime = Understood;

impl Typed<DayTime> {
    /// This moment, as it stands in the field: "22 November 2026, 10:42".
    pub fn of(at: &DateTime<FixedOffset>) -> Self {
        Self::new(crate::base::time::typed(at))
    }

    /// For a statement's header: a moment by the clocks of the place where it was written, a
    /// day, or the words themselves, which then sort by the day that they name, or else by the
    /// day of writing.
    pub fn when(&self, written: &DateTime<FixedOffset>) -> Option<When> {
        let Ok(read) = self.value()? else {
            return Some(When::About(self.text.trim().to_owned(), written.date_naive()));
        };
        let DayTime { day, time, .. } = read;
        Some(match (time, read.offset()) {
            (Some(time), None) => When::At(zone::at_wall(day.and_time(time), written)),
            (Some(time), Some(offset)) => {
                let at = offset.from_local_datetime(&day.and_time(time)).single();
                at.map_or(When::Day(day), When::At)
            }
            (None, _) if read.part.is_some() => When::About(read.words(), day),
            (None, _) => When::Day(day),
        })
    }
}

/// A GMC number: seven digits; no check digit is known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct GmcNumber(String);

/// Why a typed number is no GMC number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("A GMC number has seven digits.")]
pub struct GmcNumberError;

impl FromStr for GmcNumber {
    type Err = GmcNumberError;
    fn from_str(text: &str) -> Result<Self, GmcNumberError> {
        if text.len() == 7 && text.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(GmcNumberError)
        }
    }
}

impl fmt::Display for GmcNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gmc_number_has_seven_digits() {
        assert!("1234567".parse::<GmcNumber>().is_ok());
        assert!("123456".parse::<GmcNumber>().is_err());
        assert!("123456a".parse::<GmcNumber>().is_err());
    }

    #[test]
    fn what_is_typed_is_kept_whether_or_not_it_is_right() {
        let typed = Typed::<Day>::new("31/2/2019");
        assert!(typed.value().unwrap().is_err());
        let written = crate::base::ronfile::write(&typed).unwrap();
        let back: Typed<Day> = crate::base::ronfile::read(written.as_bytes()).unwrap();
        assert_eq!(back.text, "31/2/2019");
    }

    #[test]
    fn a_time_comes_back_from_the_words_it_is_shown_in() {
        let at = DateTime::parse_from_rfc3339("2026-11-22T10:42:00+00:00").unwrap();
        assert_eq!(Typed::<DayTime>::of(&at).when(&at), Some(When::At(at)));
        assert_eq!(
            Typed::<DayTime>::new("22/11/2026").when(&at),
            Some(When::Day(NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()))
        );
        assert_eq!(
            Typed::<DayTime>::new("about Easter").when(&at),
            Some(When::About("about Easter".to_owned(), at.date_naive()))
        );
        let evening = Typed::<DayTime>::new("21 November 2026, evening").when(&at);
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        assert_eq!(evening, Some(When::About("21 November 2026, evening".to_owned(), day)));
        let away = DateTime::parse_from_rfc3339("2026-11-27T18:06:00-05:00").unwrap();
        assert_eq!(Typed::<DayTime>::of(&away).when(&at), Some(When::At(away)));
        let summer = Typed::<DayTime>::new("1/7/2026 9am").when(&at).unwrap();
        assert_eq!(summer.in_words(), "1 July 2026, 09:00");
    }
}
