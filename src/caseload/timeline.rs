//! What happened about one decision, in the order in which it happened: learned, decided, told,
//! signed, and what came after, with the gaps in words. What has a day and no time comes where it
//! belongs by its nature: nobody confirms a call before it was made. The same order is on the screen,
//! on the page to print and at the command line, and the statement that was signed last is marked.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use crate::base::time::{self, When};
use crate::record::corrected::corrected;
use crate::record::in_brief::Reviewed;
use crate::record::people::one_line;
use crate::record::typed::DayTime;
use crate::record::{Addition, Body, ConsentAnswer, Disclosure, Record, Statement, Typed};
use crate::register::DecisionFile;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The day.
    pub day: NaiveDate,
    /// The time of day, as it was written; blank where nobody said.
    pub clock: String,
    /// What happened, in a few words.
    pub what: String,
    /// What is said of it: how long after, or by whom. Mostly blank.
    pub note: String,
    /// Whether it is what was signed last, where there are several statements.
    pub newest: bool,
}

/// What is said of the statement that was signed last.
pub const NEWEST: &str = "Newest statement";

impl Step {
    /// Its day and time: "23 November 2026, 10:42".
    pub fn when(&self) -> String {
        let day = time::day(self.day);
        if self.clock.is_empty() { day } else { format!("{day}, {}", self.clock) }
    }

    /// What happened with what is said of it: "Decided, after 31 minutes".
    pub fn words(&self) -> String {
        let newest = if self.newest { NEWEST } else { "" };
        let said = [self.what.as_str(), self.note.as_str(), newest]
            .into_iter()
            .filter(|one| !one.is_empty());
        said.collect::<Vec<_>>().join(" · ")
    }
}

/// What happened about this decision, in order. What has no day that can be read is not here: it is
/// in the record as it was typed.
pub fn timeline(file: &DecisionFile) -> Vec<Step> {
    let stated = file.stated();
    let newest = file.latest_decision().map(|(loaded, _)| loaded.digest.clone());
    let mut steps = Steps(Vec::new());
    let last = stated.iter().rposition(|one| !matches!(one.statement.body, Body::Contact(_)));
    for (at, one) in stated.iter().enumerate() {
        let statement = one.statement;
        match &statement.body {
            Body::Decision(decision) => {
                let now = corrected(one.digest, decision, &stated);
                let is_newest = Some(one.digest) == newest.as_ref();
                steps.decided(statement, &now.record, is_newest);
            }
            Body::Addendum(_) => steps.added(statement, "Note added", None),
            Body::Contact(_) => {}
            body => {
                if let Some(addition) = body.addition() {
                    steps.added(statement, &addition_words(&addition), addition.when());
                }
            }
        }
        // What a statement says last is its signing, or the thing itself.
        if last == Some(at)
            && at > 0
            && let Some((_, step)) = steps.0.last_mut()
        {
            step.newest = true;
        }
    }
    steps.in_order()
}

/// What was added, in a few words.
fn addition_words(addition: &Addition) -> String {
    match addition {
        Addition::Review(review) => match Reviewed::of_one(review) {
            Reviewed::Comment | Reviewed::No if review.asks() => "A reviewer asked".to_owned(),
            Reviewed::Comment | Reviewed::No => "A reviewer commented".to_owned(),
            view => format!("Reviewed: {}", view.brief()),
        },
        Addition::Disclosure(shared) => disclosed(&shared.disclosure),
        other => other.headline(),
    }
}

/// The steps by nature: as one follows from another, each with its time of day where it has one.
struct Steps(Vec<(Option<NaiveTime>, Step)>);

impl Steps {
    /// In the order in which they happened. What has no time of day comes after what it follows from
    /// on that day.
    fn in_order(self) -> Vec<Step> {
        let mut placed: Vec<(NaiveDate, Option<NaiveTime>, usize, Step)> = Vec::new();
        for (at, (clock, step)) in self.0.into_iter().enumerate() {
            let before = placed.iter().filter(|(day, ..)| *day == step.day);
            let before = before.filter_map(|(_, clock, ..)| *clock).max();
            placed.push((step.day, clock.or(before), at, step));
        }
        placed.sort_by_key(|(day, clock, at, _)| (*day, *clock, *at));
        let mut steps: Vec<Step> = placed.into_iter().map(|(.., step)| step).collect();
        // Two decisions of a case say the same of what led to both.
        steps.dedup_by(|next, kept| {
            let same = Step { newest: kept.newest, ..next.clone() } == *kept;
            kept.newest |= same && next.newest;
            same
        });
        steps
    }

    /// Adds one.
    fn add(&mut self, when: &When, what: impl Into<String>, note: String) {
        let (day, clock, at) = match when {
            When::At(at) => (at.date_naive(), time::clock(at), Some(at.time())),
            When::Day(day) => (*day, String::new(), None),
            When::About(..) => return,
        };
        let what = what.into();
        self.0.push((at, Step { day, clock, what, note, newest: false }));
    }

    fn typed(&mut self, typed: &Typed<DayTime>, statement: &Statement, what: String) {
        if typed.valid().is_none() {
            return;
        }
        if let Some(when) = typed.when(&statement.written) {
            let when = match when {
                // "In the morning" of a day that is known.
                When::About(_, day) => When::Day(day),
                other => other,
            };
            self.add(&when, what, String::new());
        }
    }

    /// A decision: of an earlier one only that it was made.
    fn decided(&mut self, statement: &Statement, record: &Record, newest: bool) {
        let read =
            |typed: &Typed<DayTime>| typed.valid().and_then(|_| typed.when(&statement.written));
        let decided = read(&record.decided).unwrap_or_else(|| statement.decided.clone());
        if !newest {
            self.add(&decided, format!("Decided first: {}", statement.headline), String::new());
            return;
        }
        self.typed(&record.happened, statement, "Happened".to_owned());
        self.typed(&record.learned, statement, "Learned".to_owned());
        for one in &record.consent {
            let what = match one.answer {
                Some(ConsentAnswer::Given) => "Consent given",
                Some(ConsentAnswer::Partly) => "Consent partly given",
                Some(ConsentAnswer::Refused) => "Consent refused",
                None => "Asked for consent",
            };
            self.typed(&one.when, statement, what.to_owned());
        }
        for one in &record.advice {
            let who = one_line(&one.who);
            let what =
                if who.is_empty() { "Advice taken".to_owned() } else { format!("Advice: {who}") };
            self.typed(&one.when, statement, what);
        }
        let after = read(&record.learned).and_then(|learned| after(&learned, &decided));
        self.add(&decided, "Decided", after.unwrap_or_default());
        for one in &record.disclosures {
            self.typed(&one.when, statement, disclosed(one));
            self.typed(&one.confirmed, statement, "Confirmed in writing".to_owned());
        }
        for one in &record.told {
            self.typed(&one.when, statement, told(&one.who, "Family told"));
        }
        let acknowledged = &record.follow_up.acknowledged;
        self.typed(acknowledged, statement, "Acknowledged".to_owned());
        for one in &record.entered {
            self.typed(&one.when, statement, "Entered in a clinical record".to_owned());
        }
        let signed = When::At(statement.written);
        let late = after_a_day(&decided, &statement.written);
        self.add(&signed, "Signed", late.unwrap_or_default());
    }

    /// What was added: at its own time where it says one.
    fn added(&mut self, statement: &Statement, what: &str, when: Option<&Typed<DayTime>>) {
        let own = when.and_then(|typed| typed.valid().and_then(|_| typed.when(&statement.written)));
        let own = own.filter(|when| !matches!(when, When::About(..)));
        let at = own.unwrap_or(When::At(statement.written));
        let mut note = one_line(&statement.author.name);
        let written = statement.written.date_naive();
        if at.day() < written {
            note = format!("{note}, written {}", time::day(written));
        }
        self.add(&at, what, note);
    }
}

fn told(who: &str, nobody: &str) -> String {
    match one_line(who) {
        who if who.is_empty() => nobody.to_owned(),
        who => format!("{who} told"),
    }
}

/// That somebody was told, or rung: of the record, or added later.
fn disclosed(one: &Disclosure) -> String {
    if one.is_unanswered() {
        rang(&one.to, ": no answer")
    } else if one.is_only_rung() {
        rang(&one.to, "")
    } else {
        told(&one.to, "Information shared")
    }
}

/// "Children’s services rung: no answer".
fn rang(to: &str, what: &str) -> String {
    match one_line(to) {
        to if to.is_empty() => format!("Rang{what}"),
        to => format!("{to} rung{what}"),
    }
}

/// "after 31 minutes".
fn after(from: &When, to: &When) -> Option<String> {
    let (When::At(from), When::At(to)) = (from, to) else { return None };
    let minutes = (*to - *from).num_minutes();
    (minutes > 0).then(|| format!("after {}", time::gap(minutes)))
}

/// The same of what was written on a later day.
fn after_a_day(decided: &When, written: &DateTime<FixedOffset>) -> Option<String> {
    let days = (written.date_naive() - decided.day()).num_days();
    (days > 0).then(|| match days {
        1 => "1 day after the decision".to_owned(),
        days => format!("{days} days after the decision"),
    })
}

/// How much later a day is than the one before it: "3 days later".
pub fn later(before: NaiveDate, day: NaiveDate) -> String {
    match (day - before).num_days() {
        1 => "the next day".to_owned(),
        days => format!("{days} days later"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caseload::example::contents;
    use crate::record::{Answered, Item as _, ItemId, SharedSince};

    #[test]
    fn a_timeline_goes_forward_and_has_each_signing() {
        for file in contents(60).decisions {
            let steps = timeline(&file);
            assert!(steps.windows(2).all(|two| two[0].day <= two[1].day), "{steps:?}");
            let signed = steps.iter().filter(|one| one.what == "Signed").count();
            assert_eq!(signed, 1, "{steps:?}");
            let times: Vec<&Step> = steps.iter().filter(|one| !one.clock.is_empty()).collect();
            for two in times.windows(2).filter(|two| two[0].day == two[1].day) {
                assert!(two[0].clock <= two[1].clock, "{two:?}");
            }
        }
    }

    #[test]
    fn what_has_no_time_of_day_comes_after_what_it_follows_from_and_before_what_follows() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let at = |hour| When::At(day.and_hms_opt(hour, 0, 0).unwrap().and_utc().fixed_offset());
        let mut steps = Steps(Vec::new());
        for (when, what) in [
            (When::Day(day), "Learned"),
            (at(10), "Decided"),
            (at(12), "Duty desk told"),
            (When::Day(day), "Confirmed in writing"),
            (at(11), "Mother told"),
            (When::Day(day), "Acknowledged"),
            (at(13), "Signed"),
        ] {
            steps.add(&when, what, String::new());
        }
        let order: Vec<String> = steps.in_order().into_iter().map(|step| step.what).collect();
        assert_eq!(
            order,
            [
                "Learned",
                "Decided",
                "Mother told",
                "Duty desk told",
                "Confirmed in writing",
                "Acknowledged",
                "Signed"
            ]
        );
    }

    #[test]
    fn of_several_statements_the_newest_is_marked_once_and_a_single_one_is_not() {
        let mut several = 0;
        for file in contents(60).decisions {
            let marked = timeline(&file).iter().filter(|step| step.newest).count();
            assert_eq!(marked, usize::from(file.stated().len() > 1), "{:?}", timeline(&file));
            several += marked;
        }
        assert!(several > 5, "{several}");
    }

    #[test]
    fn what_followed_says_who_did_it_and_the_decision_how_long_it_took() {
        let all: Vec<Step> = contents(60).decisions.iter().flat_map(timeline).collect();
        let some = |is: &dyn Fn(&Step) -> bool| all.iter().any(is);
        assert!(some(&|one| one.what == "Decided" && one.note.starts_with("after ")));
        assert!(some(&|one| one.what.starts_with("Reviewed: ") && one.note.starts_with("Dr ")));
        assert!(some(&|one| one.what.ends_with(" told")));
    }

    #[test]
    fn who_was_only_rung_is_not_told_whether_it_is_of_the_record_or_was_added_later() {
        let rung = Disclosure {
            to: "Duty desk".to_owned(),
            how: "Telephone".to_owned(),
            ..Disclosure::new(ItemId::mint([1; 8]))
        };
        let no_answer = Disclosure { answered: Some(Answered::NoAnswer), ..rung.clone() };
        let taken = Disclosure { spoke_to: "Pat Sample".to_owned(), ..rung.clone() };
        for (one, words) in [
            (rung, "Duty desk rung"),
            (no_answer, "Duty desk rung: no answer"),
            (taken, "Duty desk told"),
        ] {
            assert_eq!(disclosed(&one), words);
            let since = SharedSince { disclosure: one, confirms: None };
            assert_eq!(addition_words(&Addition::Disclosure(since)), words);
        }
    }

    #[test]
    fn a_gap_between_days_is_in_words() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        assert_eq!(later(day(20), day(21)), "the next day");
        assert_eq!(later(day(20), day(23)), "3 days later");
    }
}
