//! By when a referral is followed up: the times that are known for the nation, from the moment
//! it was told. A person can put another time in their place; one that they did not alter
//! follows what it was worked out from.

use std::fmt::Write as _;

use chrono::{Days, TimeDelta};

use crate::base::fold::folded;
use crate::guidance::{Nation, Time, Times, Within};
use crate::pathway::{Answers, OutcomeId, OutcomeKind, is_acknowledged};
use crate::record::field_access::text_mut;
use crate::record::form::{Disclosure, Field, Part, Record};
use crate::record::item::Item;
use crate::record::people::one_line;
use crate::record::typed::{DayTime, Typed};
use crate::record::working_days::working_days;

/// What was decided, from which answers, and what the record says of telling it.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The record.
    pub record: &'a Record,
    /// The answers to the pathway.
    pub answers: &'a Answers,
    /// The id of the outcome that was decided.
    pub decided: &'a str,
}

impl<'a> Told<'a> {
    /// Whether a disclosure tells somebody of a concern of one's own. What goes to whoever asked
    /// for it answers them, and refers nobody.
    pub fn refers(&self, one: &Disclosure) -> bool {
        is_referral(self.decided) && !(self.is_request() && self.answers_them(one))
    }

    /// What was told of a concern of one's own.
    pub fn referrals(&self) -> impl Iterator<Item = &'a Disclosure> {
        self.record.shares().filter(|one| self.refers(one))
    }

    /// Whether somebody is to acknowledge what was told, or will be told: a referral, and not an
    /// answer to a request. What nobody was told nobody acknowledges.
    pub fn awaits_acknowledgement(&self) -> bool {
        let nothing_yet = self.record.disclosures.is_empty()
            && (!self.is_request() || OutcomeId::of(self.decided) == Some(OutcomeId::ShareNow));
        is_acknowledged(self.decided) && (nothing_yet || self.referrals().next().is_some())
    }

    fn is_request(&self) -> bool {
        self.answers.0.get("start").is_some_and(|start| start == "request")
    }

    /// Whether this went to whoever asks: the same name stands in both fields, or nobody else is
    /// named.
    fn answers_them(&self, one: &Disclosure) -> bool {
        let asks = folded(one_line(&self.record.request.who).as_str());
        let names = [&one.to, &one.spoke_to].map(|name| folded(&one_line(name)));
        let is_same = |name: &String| {
            !name.is_empty() && !asks.is_empty() && (asks.contains(name) || name.contains(&asks))
        };
        names.iter().any(is_same) || names.iter().all(String::is_empty) || asks.is_empty()
    }
}

/// The due time that is suggested for a field; blank where there is none yet.
pub type Suggestion = (Field, Typed<DayTime>);

/// What is suggested for each due time of a record, as far as it can be worked out.
pub fn suggested(told: &Told<'_>, times: &Times) -> Vec<Suggestion> {
    let record = told.record;
    let mut found = Vec::new();
    for disclosure in &record.disclosures {
        let refers = told.refers(disclosure) && by_telephone(disclosure);
        let time = times.in_writing.as_ref().filter(|_| refers);
        let due = time.and_then(|time| after(disclosure.when.valid()?, time.within, times.nation));
        found.push((disclosure.field(Part::SharedConfirmBy), typed(due)));
    }
    let at = told.referrals().find_map(|disclosure| disclosure.when.valid());
    let time = times.acknowledged.as_ref().filter(|_| told.awaits_acknowledgement());
    let due = time.zip(at).and_then(|(time, told)| after(told, time.within, times.nation));
    found.push((Field::once(Part::AcknowledgedBy), typed(due)));
    found
}

/// Lets each due time that nobody altered follow from what was suggested `before` to what is
/// suggested now. Whether anything changed.
pub fn follow(record: &mut Record, before: &[Suggestion], now: &[Suggestion]) -> bool {
    let mut changed = false;
    for (field, due) in now {
        let blank = Typed::default();
        let was = before.iter().find(|(other, _)| other == field).map_or(&blank, |(_, due)| due);
        if was == due {
            continue;
        }
        if let Some(there) = text_mut(record, None, field)
            && there.trim() == was.text
        {
            there.clone_from(&due.text);
            changed = true;
        }
    }
    changed
}

/// "by Monday 23 November, 10:42 (RCGP: within 24 hours of the phone call in some areas: check locally)"; without the
/// source where the person chose another time than the suggested one. `None` where no time is
/// given.
pub fn by_words(
    due: &Typed<DayTime>,
    suggested: &Typed<DayTime>,
    known: Option<&Time>,
) -> Option<String> {
    let at = due.valid()?;
    let mut words = format!("by {}", at.day.format("%A %-d %B"));
    if let Some(clock) = at.clock() {
        // Writing to a String cannot fail.
        let _ = write!(words, ", {clock}");
    }
    if let Some(known) = known.filter(|_| due.text.trim() == suggested.text) {
        let _ = write!(words, " ({})", known.says);
    }
    Some(words)
}

/// Whether this outcome tells children's services or the police of a concern of one's own.
pub fn is_referral(decided: &str) -> bool {
    OutcomeKind::of(decided) == Some(OutcomeKind::Tells)
}

/// Whether this was told by telephone, as far as the words say. By a call that nobody answered
/// nothing was.
pub fn by_telephone(disclosure: &Disclosure) -> bool {
    const WORDS: [&str; 9] =
        ["call", "called", "calling", "rang", "ring", "rung", "tel", "999", "101"];
    let how = disclosure.how.to_lowercase();
    !disclosure.is_unanswered()
        && how
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word.contains("phone") || WORDS.contains(&word))
}

fn typed(due: Option<DayTime>) -> Typed<DayTime> {
    due.map_or_else(Typed::default, |due| Typed::new(due.words()))
}

/// The end of a time that began then. Where only the day is known, whole days.
fn after(from: DayTime, within: Within, nation: Option<Nation>) -> Option<DayTime> {
    match (within, from.time) {
        (Within::Hours(hours), Some(clock)) => {
            let hours = TimeDelta::hours(i64::from(hours));
            let end = from.day.and_time(clock).checked_add_signed(hours)?;
            Some(DayTime { day: end.date(), time: Some(end.time()), ..from })
        }
        (Within::Hours(hours), None) => {
            let day = from.day.checked_add_days(Days::new(u64::from(hours.div_ceil(24))))?;
            Some(DayTime::new(day, None))
        }
        // A working day ends with the day: it is not so many hours through the night.
        (Within::WorkingDays(days), _) => {
            Some(DayTime::new(working_days().day_after(from.day, days, nation), None))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidance::Nations;
    use crate::record::example;

    fn times(nation: Nation) -> Times {
        Nations::embedded().unwrap().times(Some(nation))
    }

    /// A record with one disclosure, told then and so.
    fn told(when: &str, how: &str) -> Record {
        let mut record = Record::default();
        let id = crate::record::ItemId::mint(example::ids()());
        let when = Typed::new(when);
        let disclosure = Disclosure { when, how: how.to_owned(), ..Item::new(id) };
        record.disclosures.push(disclosure);
        record
    }

    /// What is suggested where nobody asked for anything.
    fn of_own(record: &Record, decided: &str, times: &Times) -> Vec<Suggestion> {
        suggested(&Told { record, answers: &Answers::default(), decided }, times)
    }

    fn due(record: &Record, part: Part, nation: Nation) -> String {
        let all = of_own(record, "share-now", &times(nation));
        all.into_iter().find(|(field, _)| field.part == part).unwrap().1.text
    }

    #[test]
    fn a_telephone_referral_is_confirmed_within_a_day_in_all_four_nations() {
        let record = told("22 November 2026, 10:42", "telephone");
        for nation in Nation::ALL {
            let by = due(&record, Part::SharedConfirmBy, nation);
            assert_eq!(by, "23 November 2026, 10:42", "{nation:?}");
        }
        let letter = told("22 November 2026, 10:42", "secure mail");
        assert_eq!(due(&letter, Part::SharedConfirmBy, Nation::England), "");
        let day = told("22/11/2026", "by phone");
        assert_eq!(due(&day, Part::SharedConfirmBy, Nation::England), "23 November 2026");
        let words = told("about noon", "by phone");
        assert_eq!(due(&words, Part::SharedConfirmBy, Nation::England), "");
    }

    #[test]
    fn an_acknowledgement_has_a_time_in_england_alone() {
        // A Friday: the next working day is Monday.
        let record = told("20 November 2026, 16:00", "secure mail");
        for nation in Nation::ALL {
            let by = due(&record, Part::AcknowledgedBy, nation);
            let wanted = if nation == Nation::England { "23 November 2026" } else { "" };
            assert_eq!(by, wanted, "{nation:?}");
        }
        let thursday = told("2 April 2026, 16:00", "secure mail");
        let by = due(&thursday, Part::AcknowledgedBy, Nation::England);
        assert_eq!(by, "7 April 2026", "Easter is no time to wait for an answer");
        let none = of_own(&record, "comply", &times(Nation::England));
        assert!(none.iter().all(|(_, due)| due.is_blank()), "an order is no referral");
    }

    #[test]
    fn what_answers_a_request_refers_nobody_and_is_not_acknowledged() {
        let answers = Answers([("start".to_owned(), "request".to_owned())].into());
        let times = times(Nation::England);
        let mut record = told("20 November 2026, 16:00", "telephone");
        record.request.who = "Karen Lowe, Elm Valley children’s services".to_owned();
        let waits = |record: &Record, decided: &str| {
            let told = Told { record, answers: &answers, decided };
            let times = suggested(&told, &times).iter().all(|(_, due)| due.is_blank());
            assert_ne!(told.awaits_acknowledgement(), times, "a time only of what is awaited");
            told.awaits_acknowledgement()
        };
        for to in ["Karen Lowe", "karen lowe ", "Elm Valley children’s services", ""] {
            record.disclosures[0].to = to.to_owned();
            for decided in ["share-now", "share-with-consent", "share-without-consent"] {
                assert!(!waits(&record, decided), "{to} {decided}");
            }
        }
        record.disclosures[0].to = "The duty desk".to_owned();
        record.disclosures[0].spoke_to = "Karen Lowe".to_owned();
        assert!(!waits(&record, "share-without-consent"));
        // Somebody else is told of one's own accord.
        record.disclosures[0].spoke_to = "Sam Okoro".to_owned();
        assert!(waits(&record, "share-without-consent"));
    }

    #[test]
    fn an_unaltered_time_follows_and_an_altered_or_cleared_one_stays() {
        let times = times(Nation::England);
        let mut record = told("", "phone");
        let mut before = of_own(&record, "share-now", &times);
        let mut tell = |record: &mut Record, when: &str| {
            record.disclosures[0].when = Typed::new(when);
            let now = of_own(record, "share-now", &times);
            let changed = follow(record, &before, &now);
            before = now;
            changed
        };
        assert!(tell(&mut record, "22 November 2026, 10:42"));
        assert_eq!(record.disclosures[0].confirm_by.text, "23 November 2026, 10:42");
        assert!(tell(&mut record, "22 November 2026, 11:00"));
        assert_eq!(record.disclosures[0].confirm_by.text, "23 November 2026, 11:00");
        assert!(!tell(&mut record, "22 November 2026, 11:00"), "nothing to follow");
        record.disclosures[0].confirm_by = Typed::new("25 November 2026");
        record.follow_up.acknowledged_by = Typed::default();
        assert!(!tell(&mut record, "22 November 2026, 12:00"));
        assert_eq!(record.disclosures[0].confirm_by.text, "25 November 2026");
        assert!(record.follow_up.acknowledged_by.is_blank(), "it was cleared on purpose");
    }

    #[test]
    fn the_words_name_the_source_of_a_suggested_time_alone() {
        let time = times(Nation::Wales).in_writing.unwrap();
        let suggested = Typed::new("23 November 2026, 10:42");
        assert_eq!(
            by_words(&suggested, &suggested, Some(&time)).unwrap(),
            "by Monday 23 November, 10:42 (RCGP: within 24 hours of the phone call in some areas: check locally)"
        );
        let own = Typed::new("24/11/2026");
        assert_eq!(by_words(&own, &suggested, Some(&time)).unwrap(), "by Tuesday 24 November");
        assert_eq!(by_words(&Typed::default(), &suggested, Some(&time)), None);
    }
}
