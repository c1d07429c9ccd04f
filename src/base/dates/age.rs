//! How old somebody is, in words.

use chrono::{Datelike as _, NaiveDate};

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
