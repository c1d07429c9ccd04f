//! The zone of the UK, in which everybody reads who reads a record: a time from another zone
//! says so.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, TimeZone, Weekday};

/// Greenwich mean time, and British summer time: seconds east of UTC.
const GMT: i32 = 0;
const BST: i32 = 3600;

/// The same moment by the clocks of the UK: an hour ahead of UTC from 01:00 UTC on the last
/// Sunday of March to 01:00 UTC on the last Sunday of October, as it has been since 1996.
pub fn in_uk(at: &DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    let utc = at.naive_utc();
    let change = |month| last_sunday(utc.year(), month)?.and_hms_opt(1, 0, 0);
    let summer = change(3).zip(change(10)).is_some_and(|(begin, end)| begin <= utc && utc < end);
    offset(if summer { BST } else { GMT }).map_or(*at, |offset| at.with_timezone(&offset))
}

/// Whether the offset of this moment is the one that the UK has then.
pub fn is_uk(at: &DateTime<FixedOffset>) -> bool {
    in_uk(at).offset() == at.offset()
}

/// A time of the clock on the wall, where `written` was written.
pub fn at_wall(wall: NaiveDateTime, written: &DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    if is_uk(written) {
        return in_uk_at(wall);
    }
    written.offset().from_local_datetime(&wall).single().unwrap_or(*written)
}

/// A time that the clocks of the UK show. Of an hour that is there twice, the first one; of one
/// that is not there, winter time.
pub fn in_uk_at(wall: NaiveDateTime) -> DateTime<FixedOffset> {
    let summer = offset(BST).and_then(|bst| bst.from_local_datetime(&wall).single());
    summer.filter(is_uk).unwrap_or_else(|| wall.and_utc().fixed_offset())
}

/// Whether the clocks of the UK show this time twice, or not at all, since they are changed.
pub fn is_change(wall: NaiveDateTime) -> bool {
    let fits = |seconds| {
        offset(seconds)
            .and_then(|o| o.from_local_datetime(&wall).single())
            .is_some_and(|at| is_uk(&at))
    };
    fits(BST) == fits(GMT)
}

/// "UTC", "UTC−5", "UTC+5:30".
pub fn words(offset: FixedOffset) -> String {
    let seconds = offset.local_minus_utc();
    let (sign, minutes) = (if seconds < 0 { '−' } else { '+' }, seconds.abs() / 60);
    match (minutes / 60, minutes % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// So many seconds east of UTC: what [`words`] and people write. Folded letters.
pub fn named(zone: &str) -> Option<FixedOffset> {
    let rest = match zone {
        "gmt" => return offset(GMT),
        "bst" => return offset(BST),
        other => other.strip_prefix("utc")?,
    };
    if rest.is_empty() {
        return offset(GMT);
    }
    let sign = if rest.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) =
        rest.strip_prefix(['+', '-'])?.split_once(':').unwrap_or((rest.get(1..)?, "0"));
    let (hours, minutes) = (hours.parse::<u16>().ok()?, minutes.parse::<u16>().ok()?);
    (hours <= 14 && minutes < 60)
        .then(|| i32::from(hours) * 3600 + i32::from(minutes) * 60)
        .and_then(|seconds| offset(sign * seconds))
}

fn offset(seconds: i32) -> Option<FixedOffset> {
    FixedOffset::east_opt(seconds)
}

fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    let past = last.weekday().days_since(Weekday::Sun);
    last.checked_sub_days(Days::new(u64::from(past)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    fn wall(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn the_clocks_of_the_uk_change_on_the_last_sundays_of_march_and_october() {
        for (utc, uk) in [
            ("2026-11-27T23:06:00Z", "2026-11-27T23:06:00+00:00"),
            ("2026-07-01T12:00:00Z", "2026-07-01T13:00:00+01:00"),
            ("2026-03-29T00:59:59Z", "2026-03-29T00:59:59+00:00"),
            ("2026-03-29T01:00:00Z", "2026-03-29T02:00:00+01:00"),
            ("2026-10-25T00:59:59Z", "2026-10-25T01:59:59+01:00"),
            ("2026-10-25T01:00:00Z", "2026-10-25T01:00:00+00:00"),
        ] {
            assert_eq!(in_uk(&at(utc)).to_rfc3339(), uk);
        }
        assert!(is_uk(&at("2026-07-01T13:00:00+01:00")));
        assert!(!is_uk(&at("2026-07-01T12:00:00+00:00")), "UTC in summer");
        assert!(!is_uk(&at("2026-11-27T18:06:00-05:00")));
    }

    #[test]
    fn a_time_of_another_season_has_the_offset_of_its_own_day() {
        let written = at("2026-11-27T10:00:00+00:00");
        let typed = |text| at_wall(wall(text), &written).to_rfc3339();
        assert_eq!(typed("2026-07-01T09:05:00"), "2026-07-01T09:05:00+01:00");
        assert_eq!(typed("2026-10-25T01:30:00"), "2026-10-25T01:30:00+01:00");
        let away = at("2026-11-27T10:00:00-05:00");
        let typed = at_wall(wall("2026-07-01T09:05:00"), &away).to_rfc3339();
        assert_eq!(typed, "2026-07-01T09:05:00-05:00");
    }

    #[test]
    fn an_hour_that_is_there_twice_or_not_at_all_is_known() {
        assert!(is_change(wall("2026-10-25T01:30:00")));
        assert!(is_change(wall("2026-03-29T01:30:00")));
        assert!(!is_change(wall("2026-10-25T02:30:00")));
        assert!(!is_change(wall("2026-07-01T09:05:00")));
    }

    #[test]
    fn a_zone_comes_back_from_its_words() {
        for (seconds, said) in
            [(0, "UTC"), (-18000, "UTC−5"), (19800, "UTC+5:30"), (-12600, "UTC−3:30")]
        {
            let zone = FixedOffset::east_opt(seconds).unwrap();
            assert_eq!(words(zone), said);
            assert_eq!(named(&crate::base::fold::folded(said)), Some(zone));
        }
        assert_eq!(named("bst"), FixedOffset::east_opt(3600));
        assert_eq!(named("utc+99"), None);
        assert_eq!(named("pst"), None);
    }
}
