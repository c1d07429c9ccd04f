//! Which part of Home a thing that is owed belongs to, and its time in a few words.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use super::{Item, What};
use crate::base::{dates, time};

/// When it asks for somebody, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Its time has passed.
    Overdue,
    /// Due before midnight.
    Today,
    /// Due within the next seven days.
    Week,
    /// Due after that.
    Later,
    /// Nobody has said when.
    NoTime,
}

impl Group {
    /// All of them, in the order of Home.
    pub const ALL: [Self; 5] = [Self::Overdue, Self::Today, Self::Week, Self::Later, Self::NoTime];

    /// As Home says it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Overdue => "Overdue",
            Self::Today => "Today",
            Self::Week => "This week",
            Self::Later => "Later",
            Self::NoTime => "No time set",
        }
    }
}

impl Item {
    /// Where it belongs then.
    pub fn group(&self, now: DateTime<FixedOffset>) -> Group {
        let Some(due) = self.due else { return Group::NoTime };
        if due < now {
            return Group::Overdue;
        }
        match (due.date_naive() - now.date_naive()).num_days() {
            0 => Group::Today,
            1..=7 => Group::Week,
            _ => Group::Later,
        }
    }

    /// By when, as short as can be beside others: "2 days late", "16:00", "Wednesday, 10:44".
    pub fn due_short(&self, now: DateTime<FixedOffset>) -> String {
        let Some(due) = self.due else { return "no time set".to_owned() };
        // A day alone ends at midnight where it was written: the time would be ours.
        let end = NaiveTime::from_hms_opt(23, 59, 59).is_some_and(|end| due.time() >= end);
        let due = if end { due } else { due.with_timezone(now.offset()) };
        let at = |words: String| {
            if end { words } else { format!("{words}, {}", time::clock(&due)) }
        };
        if self.what == What::AtRisk {
            // Since when, and not how late: nothing was missed yet.
            let today = due.date_naive() == now.date_naive();
            let day = if today { time::clock(&due) } else { time::day(due.date_naive()) };
            return format!("since {day}");
        }
        match self.group(now) {
            Group::Overdue => late(now, due),
            Group::Today if at(String::new()).is_empty() => "today".to_owned(),
            Group::Today => time::clock(&due),
            Group::Week => at(due.format("%A").to_string()),
            Group::Later | Group::NoTime => time::day(due.date_naive()),
        }
    }

    /// How old the one child was who it is about on that day; blank where there are several, or
    /// nobody knows.
    pub fn age(&self, on: NaiveDate) -> String {
        self.born.and_then(|born| dates::age(born, on)).unwrap_or_default()
    }
}

/// How long its time has passed, as short as can be: "2 days late".
pub fn late(now: DateTime<FixedOffset>, due: DateTime<FixedOffset>) -> String {
    let by = now - due;
    let (count, unit) = match (by.num_days(), by.num_hours(), by.num_minutes()) {
        (0, 0, minutes) => (minutes.max(1), "minute"),
        (0, hours, _) => (hours, "hour"),
        (days @ ..60, ..) => (days, "day"),
        (days @ ..730, ..) => (days / 30, "month"),
        (days, ..) => (days / 365, "year"),
    };
    format!("{count} {unit}{} late", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caseload::example::owed;
    use crate::caseload::worklist::What;
    use crate::record::DecisionId;

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    fn due(text: &str) -> (Group, String) {
        let item = owed(&DecisionId::mint(2026, [1; 8]), What::Review, Some(at(text)));
        let now = at("2026-11-24T12:00:00+00:00");
        (item.group(now), item.due_short(now))
    }

    #[test]
    fn what_is_due_says_in_a_few_words_when() {
        for (text, group, words) in [
            ("2026-11-22T11:00:00+00:00", Group::Overdue, "2 days late"),
            ("2026-11-24T09:00:00+00:00", Group::Overdue, "3 hours late"),
            ("2026-08-20T09:00:00+00:00", Group::Overdue, "3 months late"),
            ("2022-04-01T09:00:00+00:00", Group::Overdue, "4 years late"),
            ("2026-11-24T11:59:30+00:00", Group::Overdue, "1 minute late"),
            ("2026-11-24T16:00:00+00:00", Group::Today, "16:00"),
            ("2026-11-24T23:59:59+00:00", Group::Today, "today"),
            ("2026-11-25T10:44:00+00:00", Group::Week, "Wednesday, 10:44"),
            ("2026-12-01T23:59:59+00:00", Group::Week, "Tuesday"),
            ("2027-03-03T23:59:59+00:00", Group::Later, "3 March 2027"),
        ] {
            assert_eq!(due(text), (group, words.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_time_of_another_zone_says_so_and_the_end_of_a_day_is_none() {
        let now = at("2026-11-24T06:00:00-05:00");
        let short = |text: &str| {
            let item = owed(&DecisionId::mint(2026, [1; 8]), What::Review, Some(at(text)));
            item.due_short(now)
        };
        assert_eq!(short("2026-11-24T14:02:00+00:00"), "09:02 (UTC−5)");
        assert_eq!(short("2026-11-25T10:44:00+00:00"), "Wednesday, 05:44 (UTC−5)");
        assert_eq!(short("2026-11-24T23:59:59+00:00"), "today");
    }

    #[test]
    fn the_groups_follow_the_order_of_the_times() {
        let times = ["2026-11-20T00:00:00Z", "2026-11-24T20:00:00Z", "2026-11-30T00:00:00Z"];
        let mut groups: Vec<Group> = times.iter().map(|text| due(text).0).collect();
        groups.push(Group::NoTime);
        assert!(groups.is_sorted(), "{groups:?}");
    }
}
