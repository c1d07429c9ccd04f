//! Invented families. The same number gives the same family, so that a family comes back in
//! other decisions.

use chrono::{Datelike, Days, NaiveDate};

use super::chance::Chance;
use super::words::Words;

/// An invented family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// The surname.
    pub surname: String,
    /// The children, the eldest first; never empty.
    pub children: Vec<Young>,
    /// The mother's name.
    pub mother: String,
    /// The name of another adult in the household.
    pub partner: String,
    /// The name of a teacher.
    pub teacher: String,
    /// Where they live.
    pub address: String,
    /// A telephone number from Ofcom's range for drama.
    pub telephone: String,
    /// The day from which on there is concern about them; all children are born before it.
    pub from: NaiveDate,
}

/// An invented child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Young {
    /// Given name.
    pub given: String,
    /// Date of birth.
    pub born: NaiveDate,
    /// NHS number, ten digits from the range that is never issued; empty for a child who is
    /// not registered.
    pub nhs: String,
}

impl Family {
    /// The family with this number; the concern begins at most [`DAYS`] before `until`.
    pub fn of(words: &Words, seed: u64, number: u64, until: NaiveDate) -> Self {
        let mut chance = Chance::of(seed, &[FAMILY, number]);
        let days = u64::try_from(chance.below(DAYS)).unwrap_or(0);
        let from = until.checked_sub_days(Days::new(days)).unwrap_or(until);
        let pick =
            |chance: &mut Chance, list: &[String]| chance.one(list).cloned().unwrap_or_default();
        let surname = format!(
            "{}-{}",
            pick(&mut chance, &words.surnames_before),
            pick(&mut chance, &words.surnames_after)
        );
        let many = [1, 1, 2, 2, 3].get(chance.below(5)).copied().unwrap_or(1);
        let mut children: Vec<Young> = chance
            .some(&words.given, many)
            .into_iter()
            .cloned()
            .collect::<Vec<_>>()
            .into_iter()
            .map(|given| young(given, &mut chance, from))
            .collect();
        children.sort_by_key(|child| child.born);
        let adult = |chance: &mut Chance| format!("{} {surname}", pick(chance, &words.given));
        let mother = adult(&mut chance);
        let partner = if chance.happens(50) {
            adult(&mut chance)
        } else {
            format!(
                "{} {}-{}",
                pick(&mut chance, &words.given),
                pick(&mut chance, &words.surnames_before),
                pick(&mut chance, &words.surnames_after)
            )
        };
        let teacher = format!("Teacher {}", pick(&mut chance, &words.surnames_after));
        let house = 1 + chance.below(180);
        let address = format!(
            "{house} {}, {}",
            pick(&mut chance, &words.streets),
            pick(&mut chance, &words.towns)
        );
        // 01632 960000 to 960999.
        let telephone = format!("01632 960 {:03}", chance.below(1000));
        Self { surname, children, mother, partner, teacher, address, telephone, from }
    }
}

impl Family {
    /// The father's name, where the other adult is one: they share the surname of the children.
    pub fn father(&self) -> Option<&str> {
        let surname = self.partner.strip_suffix(&self.surname)?;
        surname.ends_with(' ').then_some(self.partner.as_str())
    }
}

/// Over how many days before the last one concerns begin: five years.
const DAYS: usize = 5 * 365;
/// Names the stream of families among the others.
const FAMILY: u64 = 2;

fn young(given: String, chance: &mut Chance, from: NaiveDate) -> Young {
    let days = u64::try_from(chance.below(17 * 365)).unwrap_or(0);
    let born = from.checked_sub_days(Days::new(days)).unwrap_or(from);
    let nhs = if chance.happens(92) { nhs_number(chance) } else { String::new() };
    Young { given, born, nhs }
}

/// A number that passes the check, from the range 999 000 0000 to 999 999 9999, which is
/// never issued.
pub fn nhs_number(chance: &mut Chance) -> String {
    loop {
        let nine = 999_000_000 + chance.below(1_000_000);
        let digits = nine.to_string();
        let sum: usize = digits
            .chars()
            .zip((2..=10).rev())
            .filter_map(|(digit, weight)| Some(usize::try_from(digit.to_digit(10)?).ok()? * weight))
            .sum();
        match (11 - sum % 11) % 11 {
            // No number has this remainder: about one in eleven is drawn again.
            10 => {}
            check => return format!("{digits}{check}"),
        }
    }
}

/// A day as a doctor types it, now one way, now another.
pub fn typed_day(day: NaiveDate, chance: &mut Chance) -> String {
    match chance.below(3) {
        0 => format!("{}/{}/{}", day.day(), day.month(), day.year()),
        1 => day.format("%-d %B %Y").to_string(),
        _ => format!("{:02} {:02} {}", day.day(), day.month(), day.year()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::parse_day;
    use crate::record::typed::NhsNumber;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_number_passes_the_check_and_is_never_issued(seed: u64) {
            let number = nhs_number(&mut Chance::of(seed, &[]));
            prop_assert!(number.starts_with("999"));
            prop_assert!(number.parse::<NhsNumber>().is_ok(), "{}", number);
        }

        #[test]
        fn a_family_has_children_an_invented_surname_and_a_number_for_drama(seed: u64, number: u64) {
            let words = Words::embedded().unwrap();
            let until = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
            let family = Family::of(&words, seed, number, until);
            prop_assert!(!family.children.is_empty());
            prop_assert!(family.children.iter().all(|child| child.born <= family.from));
            prop_assert!(family.from <= until);
            prop_assert!(words.surnames_before.iter().any(|first| family.surname.starts_with(first)));
            prop_assert!(family.telephone.starts_with("01632 960 "));
            prop_assert_eq!(&family, &Family::of(&words, seed, number, until));
        }

        #[test]
        fn a_day_is_typed_so_that_it_reads_the_same(seed: u64, days in 0_u64..20_000) {
            let day = NaiveDate::from_ymd_opt(1980, 1, 1).unwrap() + Days::new(days);
            prop_assert_eq!(parse_day(&typed_day(day, &mut Chance::of(seed, &[]))), Ok(day));
        }
    }
}
