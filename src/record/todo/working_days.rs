//! Working days: neither Saturday nor Sunday nor a bank holiday of the nation.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Weekday};
use serde::Deserialize;

use crate::base::ronfile::{self, ReadError, unique_map};
use crate::guidance::Nation;

/// The bank holidays of each nation, `assets/bank-holidays.ron`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename = "Holidays")]
pub struct WorkingDays {
    /// The last day that the lists reach to. After it only weekends are left out, so
    /// something may be due a day too early, never too late.
    pub until: NaiveDate,
    /// The days, in order, by nation.
    #[serde(deserialize_with = "unique_map")]
    days: BTreeMap<Nation, Vec<NaiveDate>>,
}

/// Those that the program carries, read once: a constant. Were its list broken, which a test
/// excludes, only weekends would be left out.
pub fn working_days() -> &'static WorkingDays {
    static ALL: LazyLock<WorkingDays> =
        LazyLock::new(|| WorkingDays::embedded().unwrap_or_default());
    &ALL
}

impl WorkingDays {
    /// Those that the program carries.
    pub fn embedded() -> Result<Self, ReadError> {
        ronfile::read(include_bytes!("../../../assets/bank-holidays.ron"))
    }

    /// Whether offices are open on that day. With no nation chosen only weekends are known.
    pub fn is_working_day(&self, day: NaiveDate, nation: Option<Nation>) -> bool {
        let holiday = || {
            let days = nation.and_then(|nation| self.days.get(&nation));
            days.is_some_and(|days| days.binary_search(&day).is_ok())
        };
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !holiday()
    }

    /// The same time of day, so many working days later.
    pub fn after(
        &self,
        from: DateTime<FixedOffset>,
        days: u32,
        nation: Option<Nation>,
    ) -> DateTime<FixedOffset> {
        let day = from.date_naive();
        let later = self.day_after(day, days, nation) - day;
        from.checked_add_signed(later).unwrap_or(from)
    }

    /// The day that is so many working days later.
    pub fn day_after(&self, from: NaiveDate, days: u32, nation: Option<Nation>) -> NaiveDate {
        let (mut day, mut left) = (from, days);
        while left > 0 {
            let Some(next) = day.succ_opt() else { break };
            day = next;
            if self.is_working_day(day, nation) {
                left -= 1;
            }
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;
    use proptest::prelude::*;

    fn working_days() -> WorkingDays {
        WorkingDays::embedded().unwrap()
    }

    /// The day that is one working day after this one.
    fn next(day: &str, nation: Option<Nation>) -> String {
        let from = DateTime::parse_from_rfc3339(&format!("{day}T10:00:00+00:00")).unwrap();
        working_days().after(from, 1, nation).date_naive().to_string()
    }

    /// Easter Sunday by the Gregorian computus (Meeus, Astronomical Algorithms, 1991).
    #[expect(clippy::many_single_char_names, reason = "the letters of the publication")]
    fn easter(year: i32) -> NaiveDate {
        let (a, b, c) = (year % 19, year / 100, year % 100);
        let (d, e, g) = (b / 4, b % 4, (8 * b + 13) / 25);
        let h = (19 * a + b - d - g + 15) % 30;
        let (i, k) = (c / 4, c % 4);
        let l = (32 + 2 * e + 2 * i - h - k) % 7;
        let m = (a + 11 * h + 22 * l) / 451;
        let n = h + l - 7 * m + 114;
        let part = |n: i32| u32::try_from(n).unwrap();
        NaiveDate::from_ymd_opt(year, part(n / 31), part(n % 31) + 1).unwrap()
    }

    #[test]
    fn one_working_day_after_maundy_thursday_differs_by_nation() {
        assert_eq!(next("2026-04-02", Some(Nation::England)), "2026-04-07");
        assert_eq!(next("2026-04-02", Some(Nation::Scotland)), "2026-04-06");
        assert_eq!(next("2026-04-02", None), "2026-04-03");
        // A single holiday of one nation.
        assert_eq!(next("2026-06-12", Some(Nation::Scotland)), "2026-06-16");
        assert_eq!(next("2026-06-12", Some(Nation::England)), "2026-06-15");
    }

    #[test]
    fn each_list_is_in_order_has_no_weekend_and_good_friday_of_every_year() {
        let all = working_days();
        for nation in Nation::ALL {
            let days = &all.days[&nation];
            assert!(days.windows(2).all(|two| two[0] < two[1]), "{nation:?}");
            assert!(days.iter().all(|d| !matches!(d.weekday(), Weekday::Sat | Weekday::Sun)));
            let years: std::collections::BTreeSet<i32> = days.iter().map(Datelike::year).collect();
            for year in &years {
                let friday = easter(*year) - Days::new(2);
                assert!(days.contains(&friday), "{nation:?} {friday}");
                let monday = easter(*year) + Days::new(1);
                assert_eq!(days.contains(&monday), nation != Nation::Scotland, "{nation:?}");
                let mays = days.iter().filter(|d| d.year() == *year && d.month() == 5);
                assert_eq!(mays.filter(|d| d.weekday() == Weekday::Mon).count(), 2, "{nation:?}");
            }
            assert_eq!(years.last(), Some(&all.until.year()));
        }
    }

    proptest! {
        #[test]
        fn a_bank_holiday_never_makes_anything_due_earlier(day in 0_u64..900, days in 0_u32..12) {
            let start = DateTime::parse_from_rfc3339("2025-12-01T09:00:00+00:00").unwrap();
            let from = start + Days::new(day);
            let all = working_days();
            for nation in Nation::ALL {
                let with = all.after(from, days, Some(nation));
                prop_assert!(with >= all.after(from, days, None));
                prop_assert_eq!(with.time(), from.time());
                prop_assert!(days == 0 || all.is_working_day(with.date_naive(), Some(nation)));
            }
        }
    }
}
