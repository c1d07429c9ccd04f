//! Days and numbers that are of the right form and odd all the same: a birth that is still to
//! come, a finding in year 19, one NHS number on two children. Remarked, never in the way.
//! And what a field for a day or a number makes of what was typed, once it is left.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use crate::base::dates::{Anchor, Looks, settled};
use crate::base::{dates, fold, time, zone};
use crate::record::form::{Field, Holds, Part, Record};
use crate::record::item::Item;
use crate::record::people::one_line;
use crate::record::typed::{Day, DayTime, NhsNumber, Typed};

/// The age from which somebody is no child, with years to spare for a record of long ago.
const LONG_A_CHILD: u32 = 25;
/// Older than anybody is.
const OLDEST: u32 = 120;
/// How far ahead a day that is to come is expected, in days.
const AHEAD: i64 = 2 * 365;
/// The years before this one are slips of the hand.
const FIRST_YEAR: i32 = 1900;

/// What is written in a field in place of what was typed, once it is left: `None` leaves it.
/// Handed the text and the time on the wall.
pub type Tidy = fn(&str, NaiveDateTime) -> Option<String>;

impl Part {
    /// What this field makes of what was typed, if anything.
    pub fn tidy(self) -> Option<Tidy> {
        match self.row().holds {
            Holds::Number => Some(plain_number),
            _ => self.looks().map(tidy_day),
        }
    }
}

/// What a field for a day that looks this way makes of "4 days ago".
pub fn tidy_day(looks: Looks) -> Tidy {
    match looks {
        Looks::Back => |text, now| settled(text, Anchor { now, looks: Looks::Back }),
        Looks::Ahead => |text, now| settled(text, Anchor { now, looks: Looks::Ahead }),
        Looks::Birth => |text, now| settled(text, Anchor { now, looks: Looks::Birth }),
    }
}

/// A pasted NHS number without what is not part of it. One in digits, spaces and hyphens stays
/// as it was typed.
fn plain_number(text: &str, _: NaiveDateTime) -> Option<String> {
    let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-'));
    let number = || text.trim().parse::<NhsNumber>().ok();
    if plain { None } else { number().map(|number| number.to_string()) }
}

/// What is odd about a day in a field that looks this way, as seen from `today`.
pub fn odd(looks: Looks, read: &DayTime, of_child: bool, today: NaiveDate) -> Option<String> {
    let day = read.day;
    if day.year() < FIRST_YEAR {
        let year = day.year();
        return Some(format!("The year is {year}. Write it with four digits, for example 2019."));
    }
    let years = today.years_since(day);
    match looks {
        Looks::Birth if day > today => {
            Some("This day is in the future. Check the year.".to_owned())
        }
        Looks::Birth => {
            let years = years?;
            let child = of_child && years >= LONG_A_CHILD;
            (child || years >= OLDEST)
                .then(|| format!("That is {years} years ago. Check the year of birth."))
        }
        Looks::Back if day > today => {
            Some(format!("This is in the future, {}. Check the date.", ahead(day, today)))
        }
        Looks::Ahead if (day - today).num_days() > AHEAD => {
            Some(format!("That is {}. Check the year.", ahead(day, today)))
        }
        Looks::Back | Looks::Ahead => {
            let wall = read.time.map(|time| day.and_time(time));
            let twice = wall.is_some_and(zone::is_change) && read.zone.is_none();
            twice.then(|| {
                "The clocks changed that night: this time came twice, or not at all. Write GMT or \
                 BST after it."
                    .to_owned()
            })
        }
    }
}

/// "3 days from today", "35 years from today".
fn ahead(day: NaiveDate, today: NaiveDate) -> String {
    match dates::age(today, day) {
        Some(far) => format!("{far} from today"),
        None => "today".to_owned(),
    }
}

/// The age of each child and other person whose date of birth is known, at its field.
pub fn ages(record: &Record, today: NaiveDate) -> Vec<(Field, String)> {
    let children = record.children.iter().map(|child| (child.field(Part::ChildBorn), &child.born));
    let others = record.others.iter().map(|person| (person.field(Part::PersonBorn), &person.born));
    let age = |day: Day| {
        let plausible = day.0.year() >= FIRST_YEAR;
        dates::age(day.0, today).filter(|_| plausible)
    };
    children
        .chain(others)
        .filter_map(|(field, born)| Some((field, format!("Age: {}", born.valid().and_then(age)?))))
        .collect()
}

/// Where one NHS number stands with two people of the record.
pub fn shared_numbers(record: &Record) -> Vec<(Field, String)> {
    let children = record
        .children
        .iter()
        .map(|child| (child.field(Part::ChildNhs), child.nhs.valid(), one_line(&child.name)));
    let others = record
        .others
        .iter()
        .map(|person| (person.field(Part::PersonNhs), person.nhs.valid(), one_line(&person.name)));
    let all: Vec<_> = children.chain(others).collect();
    let mut found = Vec::new();
    for (at, (field, number, _)) in all.iter().enumerate() {
        let Some(number) = number else { continue };
        let other = all
            .iter()
            .enumerate()
            .find(|(other, (_, same, _))| *other != at && same.as_ref() == Some(number));
        if let Some((other, (_, _, name))) = other {
            let who = match name.as_str() {
                "" if other < record.children.len() => format!("child {}", other + 1),
                "" => "another person here".to_owned(),
                name => name.to_owned(),
            };
            let words =
                format!("The same number is entered for {who}. Two people never share one.");
            found.push((field.clone(), words));
        }
    }
    found
}

/// Whether two names that one NHS number stands with are spelled as those of two people. A name
/// that is not known yet is nobody else's, nor is one of which the other holds every word: a
/// middle name was left out, or the family name is not known.
pub fn two_names(one: &str, other: &str) -> bool {
    let words = |name: &str| fold::words(name).into_iter().collect::<BTreeSet<String>>();
    let (one, other) = (words(one), words(other));
    !one.is_subset(&other) && !other.is_subset(&one)
}

/// A date of birth as it was read, with the age on that day: "27 March 2019 (7 years)"; what is no
/// day stays as it was typed.
pub fn with_age(born: &Typed<Day>, on: Option<NaiveDate>) -> String {
    let Some(day) = born.valid() else { return born.text.clone() };
    let read = time::day(day.0);
    match on.and_then(|on| dates::age(day.0, on)) {
        Some(age) => format!("{read} ({age})"),
        None => read,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::remarks;
    use crate::record::{Child, ItemId, Passage, Person};

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 27).unwrap()
    }

    fn child(number: u8, born: &str, nhs: &str) -> Child {
        let mut child = Child::new(ItemId::mint([number; 8]));
        (child.born, child.nhs) = (Typed::new(born), Typed::new(nhs));
        child
    }

    fn said(record: &Record) -> Vec<(Part, String)> {
        remarks(record, today()).into_iter().map(|(field, words)| (field.part, words)).collect()
    }

    #[test]
    fn a_birth_to_come_long_ago_or_in_year_19_is_remarked() {
        for (born, words) in [
            ("27/3/2062", "in the future"),
            ("14/2/1931", "95 years ago"),
            ("27/3/0019", "The year is 19."),
            ("27/11/2001", "25 years ago"),
        ] {
            let said = said(&Record { children: vec![child(1, born, "")], ..Record::default() });
            assert!(
                matches!(&*said, [(Part::ChildBorn, said)] if said.contains(words)),
                "{said:?}"
            );
        }
        for born in ["27/3/2019", "27/11/2026", "28/11/2001"] {
            let record = Record { children: vec![child(1, born, "")], ..Record::default() };
            assert_eq!(said(&record), [], "{born}");
        }
        let mut mother = Person::new(ItemId::mint([2; 8]));
        mother.born = Typed::new("14/2/1981");
        let mut record = Record { others: vec![mother], ..Record::default() };
        assert_eq!(said(&record), [], "a mother is older");
        record.others[0].born = Typed::new("14/2/1881");
        assert_eq!(said(&record)[0].0, Part::PersonBorn);
    }

    #[test]
    fn what_happened_in_the_future_is_remarked_and_a_review_of_next_month_is_not() {
        let mut record =
            Record { passages: vec![Passage::new(ItemId::mint([1; 8]))], ..Record::default() };
        let mut at = |when: &str| {
            record.passages[0].when = Typed::new(when);
            said(&record).into_iter().map(|(_, words)| words).next()
        };
        assert!(at("20/11/2062 10:00").unwrap().contains("35 years from today"));
        assert!(at("25/10/2026 01:30").unwrap().contains("GMT or BST"));
        assert_eq!(at("25/10/2026 01:30 GMT"), None);
        assert_eq!(at("27/11/2026 23:59"), None);
        let mut record = Record::default();
        record.follow_up.review_on = Typed::new("27/12/2026");
        assert_eq!(said(&record), []);
        record.follow_up.review_on = Typed::new("27/12/2062");
        assert_eq!(said(&record)[0].0, Part::ReviewOn);
    }

    #[test]
    fn one_number_on_two_people_is_remarked_at_both_and_names_the_other() {
        let mut robin = child(1, "", "999 000 0018");
        "Robin Example".clone_into(&mut robin.name);
        let mut sasha = Person::new(ItemId::mint([2; 8]));
        sasha.nhs = Typed::new("NHS No: 9990000018");
        let record = Record { children: vec![robin], others: vec![sasha], ..Record::default() };
        let said = said(&record);
        let parts: Vec<Part> = said.iter().map(|(part, _)| *part).collect();
        assert_eq!(parts, [Part::ChildNhs, Part::PersonNhs]);
        assert!(said[1].1.contains("entered for Robin Example"), "{said:?}");
        let two = vec![child(1, "", "999 000 0018"), child(2, "", "999 000 0026")];
        assert_eq!(shared_numbers(&Record { children: two, ..Record::default() }), []);
    }

    #[test]
    fn a_pasted_number_is_written_plainly_once_the_field_is_left() {
        let tidy = |text: &str| plain_number(text, NaiveDateTime::default());
        assert_eq!(tidy("NHS No: 999.000.0018").as_deref(), Some("999 000 0018"));
        assert_eq!(tidy("９９９０００００１８").as_deref(), Some("999 000 0018"));
        assert_eq!(tidy("999-000-0018"), None);
        assert_eq!(tidy("NHS No: 12"), None, "what is not understood stays");
    }

    #[test]
    fn an_age_stands_beside_each_date_of_birth() {
        let record = Record {
            children: vec![
                child(1, "27 4 2026", ""),
                child(2, "20/11/2026", ""),
                child(3, "unknown", ""),
            ],
            ..Record::default()
        };
        let ages: Vec<String> = ages(&record, today()).into_iter().map(|(_, age)| age).collect();
        assert_eq!(ages, ["Age: 7 months", "Age: 7 days"]);
        assert_eq!(with_age(&record.children[0].born, Some(today())), "27 April 2026 (7 months)");
        assert_eq!(with_age(&record.children[2].born, Some(today())), "unknown");
    }

    #[test]
    fn two_names_are_told_from_two_spellings_of_one() {
        assert!(!two_names("Şahin Yıldız", "YILDIZ, Sahin"));
        assert!(!two_names("", "Robin Example"));
        assert!(!two_names("Robin Example", "Robin James Example"));
        assert!(two_names("Robin Example", "Sasha Example"));
        assert!(two_names("Robin Example", "Robin Sample"));
    }

    #[test]
    fn every_field_for_a_day_looks_some_way() {
        let record = crate::record::example::filled(1, &mut || "31/2/2019 x".to_owned());
        for (field, words) in remarks(&record, today()) {
            let day = words.contains("day") || words.contains("date");
            assert!(!day || field.part.looks().is_some(), "{:?}", field.part);
        }
    }
}
