//! By when an open case is taken up again.

use chrono::{DateTime, Duration, FixedOffset, NaiveDate};

use crate::base::{time, zone};
use crate::guidance::Nation;
use crate::record::departure::Friction;
use crate::record::working_days::working_days;

/// By when an open case is to be taken up again, and in words: the outcome's own time; advice
/// that a departure to less protection owes is owed today.
pub fn come_back(
    from: DateTime<FixedOffset>,
    iso: Option<&str>,
    friction: &Friction,
    nation: Option<Nation>,
) -> Option<(DateTime<FixedOffset>, String)> {
    let own = iso.and_then(|iso| due_at(from, iso, nation));
    let today = owes_advice(friction).then(|| end_of(from.date_naive(), from)).flatten();
    match (own, today) {
        (Some(own), Some(today)) if own <= today => Some((own, time::moment(&own))),
        (_, Some(today)) => {
            Some((today, format!("{}, end of the day", time::day(today.date_naive()))))
        }
        (own, None) => own.map(|own| (own, time::moment(&own))),
    }
}

/// Whether a departure to less protection owes something still, today.
pub fn owes_advice(friction: &Friction) -> bool {
    matches!(friction, Friction::LessProtection { missing } if !missing.is_empty())
}

/// The last moment of a day, where `place` was written.
pub fn end_of(day: NaiveDate, place: DateTime<FixedOffset>) -> Option<DateTime<FixedOffset>> {
    Some(zone::at_wall(day.and_hms_opt(23, 59, 59)?, &place))
}

/// When a case that was decided at `from` is due. Hours are hours; several days are working
/// days of the nation, as the pathway means them.
pub fn due_at(
    from: DateTime<FixedOffset>,
    iso: &str,
    nation: Option<Nation>,
) -> Option<DateTime<FixedOffset>> {
    if let Some(hours) = iso.strip_prefix("PT").and_then(|rest| rest.strip_suffix('H')) {
        return hours.parse().ok().map(|hours| from + Duration::hours(hours));
    }
    let days: u32 = iso.strip_prefix('P')?.strip_suffix('D')?.parse().ok()?;
    if days == 1 {
        return Some(from + Duration::days(1));
    }
    Some(working_days().after(from, days, nation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Record;
    use crate::record::todo::needs_of_less_protection;

    const ENGLAND: Option<Nation> = Some(Nation::England);

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    #[test]
    fn two_working_days_after_a_friday_are_tuesday() {
        let friday = at("2026-11-20T16:00:00+00:00");
        assert_eq!(due_at(friday, "P2D", ENGLAND), Some(at("2026-11-24T16:00:00+00:00")));
        assert_eq!(due_at(friday, "P2D", None), Some(at("2026-11-24T16:00:00+00:00")));
    }

    #[test]
    fn two_working_days_from_christmas_eve_leave_out_the_holidays_of_the_nation() {
        // 24 December 2026 is a Thursday. Boxing Day falls on a Saturday: Monday stands for it.
        let eve = at("2026-12-24T12:00:00+00:00");
        assert_eq!(due_at(eve, "P2D", ENGLAND), Some(at("2026-12-30T12:00:00+00:00")));
        assert_eq!(due_at(eve, "P2D", None), Some(at("2026-12-28T12:00:00+00:00")));
    }

    #[test]
    fn advice_owed_for_less_protection_is_owed_today_unless_it_is_due_before() {
        let from = at("2026-11-20T16:00:00+00:00");
        let owes =
            Friction::LessProtection { missing: needs_of_less_protection(&Record::default()) };
        let words = |iso, friction: &Friction| {
            come_back(from, iso, friction, ENGLAND).map(|(_, words)| words)
        };
        assert_eq!(words(Some("P2D"), &owes).as_deref(), Some("20 November 2026, end of the day"));
        assert_eq!(words(None, &owes).as_deref(), Some("20 November 2026, end of the day"));
        assert_eq!(words(Some("PT1H"), &owes).as_deref(), Some("20 November 2026, 17:00"));
        assert_eq!(
            words(Some("PT1H"), &Friction::Free).as_deref(),
            Some("20 November 2026, 17:00")
        );
        assert_eq!(words(None, &Friction::Free), None);
    }

    #[test]
    fn an_hour_is_an_hour_at_the_weekend_too() {
        let sunday = at("2026-11-22T10:42:00+00:00");
        assert_eq!(due_at(sunday, "PT1H", ENGLAND), Some(at("2026-11-22T11:42:00+00:00")));
        assert_eq!(due_at(sunday, "soon", ENGLAND), None);
    }
}
