//! The times of a statement on one line – happened, learned, decided, shared, written – with
//! the gaps between them in words.

use chrono::NaiveDate;

use crate::base::time::{self, When};
use crate::base::words::capital;
use crate::record::corrected::Corrected;
use crate::record::form::Part;
use crate::record::statement::{Addition, Body, Statement};
use crate::record::typed::Typed;

/// What is written within so many minutes is written at the time, midnight or not.
const AT_THE_TIME: i64 = 60;

/// Each time that is known, in the order in which they belong: "decided 22 November 2026,
/// 10:42", "shared 22 November 2026, 11:22 (40 minutes after the decision)".
pub fn times(statement: &Statement) -> Vec<String> {
    times_after(statement, None)
}

/// The same, of a statement that was added to a decision, with its gap to that decision:
/// "shared 22 November 2026, 11:22 (40 minutes after the decision)".
pub fn times_after(statement: &Statement, of: Option<&When>) -> Vec<String> {
    if let Some(addition) = statement.body.addition() {
        return added(statement, &addition, of);
    }
    let decided = &statement.decided;
    let mut line = Vec::new();
    let mut say = |what: &str, when: &When| {
        let gap = gap_words(minutes(decided, when)).map(|gap| format!(" ({gap} the decision)"));
        line.push(format!("{what} {}{}", when.in_words(), gap.unwrap_or_default()));
    };
    if let Some(happened) = &statement.happened {
        say("happened", happened);
    }
    if let Some(learned) = learned(statement) {
        say("learned", &learned);
    }
    if !matches!(statement.body, Body::Decision(_)) {
        return vec![capital(&written(statement, of))];
    }
    say("decided", decided);
    for (what, when) in shared(statement) {
        say(what, &when);
    }
    line.push(format!("written {}", time::moment(&statement.written)));
    if let Some(first) = line.first_mut() {
        *first = capital(first);
    }
    line
}

/// Which of these times were corrected: "corrected since: happened, shared"; `None` where none
/// was.
pub fn corrected_times(corrected: &Corrected) -> Option<String> {
    let times = [
        (Part::Happened, "happened"),
        (Part::Learned, "learned"),
        (Part::Decided, "decided"),
        (Part::SharedWhen, "shared"),
    ];
    let is_corrected = |part| corrected.fields.iter().any(|one| one.field.part == part);
    let words: Vec<&str> =
        times.into_iter().filter(|(part, _)| is_corrected(*part)).map(|(_, words)| words).collect();
    (!words.is_empty()).then(|| format!("corrected since: {}", words.join(", ")))
}

/// The times of what was added: what it tells of, then when it was written.
fn added(statement: &Statement, addition: &Addition, decided: Option<&When>) -> Vec<String> {
    let mut line = Vec::new();
    let mut say = |what: &str, when: &When| {
        let gap = decided.and_then(|decided| gap_words(minutes(decided, when)));
        let gap = gap.map(|gap| format!(" ({gap} the decision)")).unwrap_or_default();
        line.push(format!("{what} {}{gap}", when.in_words()));
    };
    if let Some(when) = addition.when().and_then(|when| when.when(&statement.written)) {
        say(addition.kind().time_of(), &when);
    }
    line.push(written(statement, decided));
    if let Some(first) = line.first_mut() {
        *first = capital(first);
    }
    line
}

/// When an addition was written, with its gap to the decision.
fn written(statement: &Statement, decided: Option<&When>) -> String {
    let when = When::At(statement.written);
    let gap = decided.and_then(|decided| gap_words(minutes(decided, &when)));
    let gap = gap.map(|gap| format!(" ({gap} the decision)")).unwrap_or_default();
    format!("written {}{gap}", when.in_words())
}

/// In words, if this was written on a later day than it was decided or, where it was decided
/// later, than it was learned: "Written later: 1 day after it was decided." The guidance asks
/// for a record at the time or as soon as possible afterwards (PCYP ¶52, in summary); the same
/// day is that.
pub fn late_entry(statement: &Statement) -> Option<String> {
    let written = When::At(statement.written);
    let late = |when: &When, what: &str| {
        let minutes = minutes(when, &written).filter(|minutes| *minutes > AT_THE_TIME)?;
        let later_day = statement.written.date_naive() > when.day();
        later_day.then(|| format!("Written later: {} after {what}.", time::gap(minutes)))
    };
    if let Some(addition) = statement.body.addition() {
        let when = addition.when()?.when(&statement.written)?;
        let what = match addition.kind().time_of() {
            "happened" => "it happened".to_owned(),
            done => format!("it was {done}"),
        };
        return late(&when, &what);
    }
    late(&statement.decided, "it was decided")
        .or_else(|| late(&learned(statement)?, "it was learned"))
}

/// Minutes from one to the other: whole days where only the day is known of one, `None` for a
/// time in words.
pub fn minutes(from: &When, to: &When) -> Option<i64> {
    let day = |when: &When| -> Option<NaiveDate> {
        (!matches!(when, When::About(..))).then(|| when.day())
    };
    match (from, to) {
        (When::At(from), When::At(to)) => Some((*to - *from).num_minutes()),
        (from, to) => Some((day(to)? - day(from)?).num_days() * 24 * 60),
    }
}

/// "40 minutes after"; nothing where there is no gap.
fn gap_words(minutes: Option<i64>) -> Option<String> {
    let minutes = minutes.filter(|minutes| *minutes != 0)?;
    let side = if minutes < 0 { "before" } else { "after" };
    Some(format!("{} {side}", time::gap(minutes)))
}

fn learned(statement: &Statement) -> Option<When> {
    match &statement.body {
        Body::Decision(decision) => decision.record.learned.when(&statement.written),
        _ => None,
    }
}

/// When it was told to anyone, each time once, the first first.
fn shared(statement: &Statement) -> Vec<(&'static str, When)> {
    let Body::Decision(decision) = &statement.body else { return Vec::new() };
    let at = |typed: &Typed<_>| typed.when(&statement.written);
    let mut times: Vec<(&'static str, When)> = Vec::new();
    for one in decision.record.shares() {
        let Some(when) = at(&one.when) else { continue };
        // Who was only rung is not said to know anything.
        let time = (if one.is_only_rung() { "rang" } else { "shared" }, when);
        if !times.contains(&time) {
            times.push(time);
        }
    }
    times.sort_by_key(|(_, when)| match when {
        When::At(at) => (when.day(), Some(at.time())),
        When::Day(_) | When::About(..) => (when.day(), None),
    });
    times
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::form::{Disclosure, Record};
    use crate::record::{Addendum, Item, ItemId, example};
    use chrono::{DateTime, TimeDelta};

    fn at(text: &str) -> DateTime<chrono::FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    /// Decided at 10:42, told at these times, written so many minutes after the decision.
    fn statement(shared: &[&str], written: i64) -> Statement {
        let mut random = example::ids();
        let disclosures = shared.iter().map(|when| {
            let id = ItemId::mint(random());
            Disclosure { when: Typed::new(*when), ..Item::new(id) }
        });
        let record = Record { disclosures: disclosures.collect(), ..Record::default() };
        let mut statement = example::statement(record);
        let decided = at("2026-11-22T10:42:00+00:00");
        statement.happened = None;
        statement.decided = When::At(decided);
        statement.written = decided + TimeDelta::minutes(written);
        statement
    }

    #[test]
    fn the_times_stand_in_order_with_the_gaps_in_words() {
        let mut one = statement(&["22 November 2026, 11:22"], 143);
        one.happened = Some(When::Day(NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()));
        if let Body::Decision(decision) = &mut one.body {
            decision.record.learned = Typed::new("22 November 2026, 10:02");
        }
        assert_eq!(
            times(&one),
            [
                "Happened 20 November 2026 (2 days before the decision)",
                "learned 22 November 2026, 10:02 (40 minutes before the decision)",
                "decided 22 November 2026, 10:42",
                "shared 22 November 2026, 11:22 (40 minutes after the decision)",
                "written 22 November 2026, 13:05",
            ]
        );
        assert_eq!(late_entry(&one), None, "the same day is in time");
    }

    #[test]
    fn what_was_added_says_how_long_after_the_decision_and_if_it_is_late() {
        let mut one = statement(&[], 143);
        let decided = one.decided.clone();
        let mut shared = Disclosure::new(ItemId::mint(example::ids()()));
        shared.when = Typed::new("22 November 2026, 11:22");
        let shared = crate::record::SharedSince { disclosure: shared, confirms: None };
        one.body = Body::Disclosure(shared);
        assert_eq!(
            times_after(&one, Some(&decided)),
            [
                "Shared 22 November 2026, 11:22 (40 minutes after the decision)",
                "written 22 November 2026, 13:05 (2 hours 23 minutes after the decision)",
            ]
        );
        assert_eq!(late_entry(&one), None, "the same day is in time");
        let written = std::mem::replace(&mut one.written, at("2026-11-23T11:22:00+00:00"));
        assert_eq!(late_entry(&one).unwrap(), "Written later: 24 hours after it was shared.");
        one.written = written;
        one.body = Body::Reply(crate::record::Reply {
            to: crate::record::Digest::of(b""),
            text: "Yes.".to_owned(),
        });
        assert_eq!(times(&one), ["Written 22 November 2026, 13:05"]);
        let after = ["Written 22 November 2026, 13:05 (2 hours 23 minutes after the decision)"];
        assert_eq!(times_after(&one, Some(&decided)), after);
        assert_eq!(late_entry(&one), None);
        one.body = Body::Addendum(Addendum { text: "They rang back.".to_owned() });
        assert_eq!(times_after(&one, Some(&decided)), after, "a note too");
    }

    #[test]
    fn what_was_shared_several_times_is_said_each_time_once_and_in_order() {
        let twice = ["22/11/2026 12:00", "22/11/2026 11:00", "22/11/2026 11:00"];
        let line = times(&statement(&twice, 0));
        let shared: Vec<_> = line.iter().filter(|one| one.starts_with("shared")).collect();
        assert_eq!(shared.len(), 2);
        assert!(shared[0].contains("11:00 (18 minutes after"), "{shared:?}");
    }

    #[test]
    fn a_time_in_words_has_no_gap_and_one_written_at_once_is_not_late() {
        let line = times(&statement(&["this morning"], 20));
        assert!(line.contains(&"shared this morning".to_owned()), "{line:?}");
        assert_eq!(late_entry(&statement(&[], 60)), None);
    }

    #[test]
    fn a_record_is_written_later_from_the_next_day_on() {
        // Decided at 10:42.
        let midnight = 13 * 60 + 18;
        assert_eq!(late_entry(&statement(&[], midnight - 1)), None);
        assert!(late_entry(&statement(&[], midnight)).is_some());
    }

    #[test]
    fn what_was_learned_days_before_it_was_decided_and_written_is_late() {
        let mut one = statement(&[], 0);
        if let Body::Decision(decision) = &mut one.body {
            decision.record.learned = Typed::new("19/11/2026");
        }
        assert_eq!(late_entry(&one).unwrap(), "Written later: 3 days after it was learned.");
    }

    #[test]
    fn an_addendum_has_the_time_of_its_writing_alone() {
        let mut one = statement(&[], 0);
        one.body = Body::Addendum(Addendum { text: String::new() });
        assert_eq!(times(&one), ["Written 22 November 2026, 10:42"]);
    }
}
