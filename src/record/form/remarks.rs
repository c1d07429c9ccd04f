//! What is remarked beside a typed field: in words, never in the way.

use chrono::NaiveDate;

use crate::base::control;
use crate::base::dates::DateError;
use crate::record::form::{Child, ChildFlag, Field, Holds, Part, PersonFlag, Record, Value};
use crate::record::item::Item;
use crate::record::people::name_remark;
use crate::record::plausibility::{odd, shared_numbers};
use crate::record::removal::about_nobody;
use crate::record::statement::Author;
use crate::record::text::every_line;
use crate::record::typed::{DayTime, NhsNumber, NhsNumberError, Typed};

/// Words for each date, time and number that is not of the right form, or that is odd as seen
/// from `today`, in the order of the record. What was typed is kept as it is.
pub fn remarks(record: &Record, today: NaiveDate) -> Vec<(Field, String)> {
    let mut found = controls(record);
    for (field, value) in record.values() {
        let remark = match field.part.row().holds {
            Holds::Number => nhs(&Typed::new(value.typed().unwrap_or_default())),
            _ => day(field.part, value, today),
        };
        let remark = remark.or_else(|| in_its_record(record, &field).map(str::to_owned));
        found.extend(remark.map(|words| (field, words)));
    }
    for field in about_nobody(record) {
        let words = "This was about someone who is no longer in the record. Say who it is about.";
        found.push((field, words.to_owned()));
    }
    found.extend(shared_numbers(record));
    found.extend(about_whom(record));
    found
}

/// What is odd about a field beside the others of its item and the record.
fn in_its_record(record: &Record, field: &Field) -> Option<&'static str> {
    let item = field.item.as_ref();
    let child = record.children.iter().find(|one| Some(&one.id) == item);
    let unborn = child.filter(|child| child.is_unborn());
    let person = || record.others.iter().find(|one| Some(&one.id) == item);
    let mark = || record.marks.iter().find(|one| Some(&one.id) == item);
    match field.part {
        Part::ChildName => {
            let child = child?;
            name_remark(&child.name, child.flags.contains(&ChildFlag::NameUnknown))
        }
        Part::PersonName => {
            let person = person()?;
            name_remark(&person.name, person.flags.contains(&PersonFlag::NameUnknown))
        }
        // What was typed of a child who is not born yet is kept.
        Part::ChildBorn => unborn
            .filter(|child| !child.born.is_blank())
            .map(|_| "There is a date of birth here, but the child is marked as not born yet."),
        Part::ChildNhs => unborn.filter(|child| !child.nhs.is_blank()).map(|_| {
            "The child is marked as not born yet, and a number is given at birth. Is it the \
             mother’s?"
        }),
        Part::ChildWhereabouts => unborn.filter(|child| !child.whereabouts.trim().is_empty()).map(
            |_| "The child is marked as not born yet. Write where the mother is under the mother.",
        ),
        Part::MarkSize => mark()?
            .size
            .trim()
            .is_empty()
            .then_some("No size yet. Measure it in centimetres if you can."),
        Part::MarkChild => {
            let mark = mark()?;
            if record.asks_about(&mark.about()) {
                return Some("Say which child.");
            }
            mark.child
                .as_ref()
                .filter(|child| record.is_unborn(child))
                .map(|_| "An unborn child has no mark that you can see. Whose is it?")
        }
        _ => None,
    }
}

/// Where a text has characters in it that nobody writes, which came in a file from elsewhere.
fn controls(record: &Record) -> Vec<(Field, String)> {
    let lines = every_line(record, None).into_iter();
    let found = lines.map(|line| (line.field, control::named(&line.text)));
    found
        .filter(|(_, named)| !named.is_empty())
        .map(|(field, named)| {
            let named = named.join(", ");
            let words = format!(
                "This text has invisible characters ({named}). They may hide or reorder what is \
                 written. Write it again."
            );
            (field, words)
        })
        .collect()
}

/// What is said where nobody has said whom something is about.
const ABOUT: &str =
    "Say who it is about. Until then it does not go into any child’s record automatically.";

/// What nobody has said whom it is about, where there are several children.
fn about_whom(record: &Record) -> Vec<(Field, String)> {
    let passages =
        record.passages.iter().map(|one| (one.field(Part::PassageAbout), &one.about, &one.text));
    let advice =
        record.advice.iter().map(|one| (one.field(Part::AdviceAbout), &one.about, &one.said));
    let shared =
        record.disclosures.iter().map(|one| (one.field(Part::SharedAbout), &one.about, &one.to));
    let all = passages.chain(advice).chain(shared);
    all.filter(|(_, about, text)| record.asks_about(about) && !text.trim().is_empty())
        .map(|(field, ..)| (field, ABOUT.to_owned()))
        .collect()
}

/// The same in a register of invented cases, and first of all that a number may be that of a
/// real patient: invented ones begin with 999, which is never issued.
pub fn remarks_in_training(record: &Record, today: NaiveDate) -> Vec<(Field, String)> {
    let real = record.children.iter().filter(|child| is_not_invented(&child.nhs));
    let words = |child: &Child| (child.field(Part::ChildNhs), REAL.to_owned());
    let others = record.others.iter().filter(|person| is_not_invented(&person.nhs));
    let of_others = others.map(|person| (person.field(Part::PersonNhs), REAL.to_owned()));
    let mut found: Vec<_> = real.map(words).chain(of_others).collect();
    found.extend(remarks(record, today));
    found
}

/// What is said where a number that is not invented is typed among invented cases.
const REAL: &str =
    "These are practice cases. Do not enter real patients. An invented number begins with 999.";

/// Whether the first three digits are there and are others than 999.
fn is_not_invented(typed: &Typed<NhsNumber>) -> bool {
    let first: String = typed.text.chars().filter(char::is_ascii_digit).take(3).collect();
    first.len() == 3 && first != "999"
}

/// Words for the author's GMC number, where it is not of the right form.
pub fn gmc_remark(author: &Author) -> Option<String> {
    author.gmc.value()?.err().map(|error| error.to_string())
}

/// Words for an NHS number. A number is never required and a wrong one never blocks.
pub fn nhs(typed: &Typed<NhsNumber>) -> Option<String> {
    match typed.value()? {
        Ok(number) if number.looks_made_up() => {
            Some("This passes the check but looks made up: the same digit ten times.".to_owned())
        }
        Ok(_) => None,
        Err(error @ NhsNumberError::Check) => Some(format!(
            "{error} Numbers from Scotland and Northern Ireland may follow another rule."
        )),
        Err(error) => Some(error.to_string()),
    }
}

/// Words for a day in the field of this part: of its form, or that it is odd.
fn day(part: Part, value: &dyn Value, today: NaiveDate) -> Option<String> {
    match value.day()? {
        Ok(read) => odd(part.looks()?, &read, part == Part::ChildBorn, today),
        Err(error) => Some(form(&error, value.typed().unwrap_or_default())),
    }
}

/// Words for a date or time. A time in words ("about Easter", "unborn") is kept as words.
pub fn date(typed: &Typed<DayTime>) -> Option<String> {
    Some(form(&typed.value()?.err()?, &typed.text))
}

/// Words for what is no date.
fn form(error: &DateError, typed: &str) -> String {
    let words = !typed.chars().any(|c| c.is_ascii_digit());
    if words && matches!(error, DateError::Form | DateError::Part(_)) {
        return "Kept in your words. If you know the date, write day, month and year, for example \
                27 3 2019."
            .to_owned();
    }
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::example;
    use crate::record::ids::ItemId;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 27).unwrap()
    }

    fn child(born: &str, nhs: &str) -> Record {
        let mut child = Child::new(ItemId::mint([1; 8]));
        child.born = Typed::new(born);
        child.nhs = Typed::new(nhs);
        Record { children: vec![child], ..Record::default() }
    }

    #[test]
    fn a_blank_record_and_one_of_the_right_form_have_no_remarks() {
        assert_eq!(remarks(&Record::default(), today()), vec![]);
        assert_eq!(remarks(&child("27/3/2019", "999 000 0018"), today()), vec![]);
    }

    #[test]
    fn a_wrong_date_and_number_are_remarked_at_their_fields() {
        let found = remarks(&child("31/2/2019", "943 476 5918"), today());
        let parts: Vec<_> = found.iter().map(|(field, _)| field.part).collect();
        assert_eq!(parts, [Part::ChildBorn, Part::ChildNhs]);
        assert!(found.iter().all(|(field, _)| field.item.is_some()));
        assert!(found[1].1.contains("may follow another rule"));
    }

    #[test]
    fn a_run_of_one_digit_is_remarked_softly() {
        assert!(remarks(&child("", "222 222 2222"), today())[0].1.contains("looks made up"));
    }

    #[test]
    fn a_time_in_words_is_kept_as_words() {
        assert!(remarks(&child("unborn", ""), today())[0].1.starts_with("Kept in your words"));
        assert!(remarks(&child("27/3/19", ""), today())[0].1.contains("four digits"));
    }

    #[test]
    fn a_mark_without_a_size_is_remarked_and_one_of_several_children_that_names_none() {
        let mut record = child("", "");
        record.marks.push(Item::new(ItemId::mint([3; 8])));
        let parts = |record: &Record| -> Vec<Part> {
            remarks(record, today()).iter().map(|(field, _)| field.part).collect()
        };
        assert_eq!(parts(&record), [Part::MarkSize]);
        "2 cm".clone_into(&mut record.marks[0].size);
        record.children.push(Child::new(ItemId::mint([2; 8])));
        assert_eq!(parts(&record), [Part::MarkChild]);
        record.marks[0].child = Some(ItemId::mint([2; 8]));
        assert_eq!(parts(&record), []);
    }

    #[test]
    fn every_typed_value_of_a_record_is_looked_at() {
        let mut typed = 0;
        let record = example::filled(1, &mut || {
            typed += 1;
            "31/2/2019 x".to_owned()
        });
        // Each `Typed` of the form stands once in its debug text.
        let fields = format!("{record:?}").matches("Typed(").count();
        // What is remarked of the children, who are said to be not born yet, is no typed value.
        let names = [Part::ChildName, Part::PersonName, Part::ChildWhereabouts, Part::MarkChild];
        let found = remarks(&record, today());
        let typed = found.iter().filter(|(field, _)| !names.contains(&field.part));
        assert_eq!(typed.count(), fields);
    }

    #[test]
    fn a_name_that_is_said_to_be_unknown_is_remarked_with_and_without_a_name() {
        let mut record = child("", "");
        record.children[0].flags = vec![ChildFlag::NameUnknown];
        assert!(remarks(&record, today())[0].1.contains("once you know it"));
        record.children[0].name = "Robin Example".to_owned();
        assert!(remarks(&record, today())[0].1.contains("untick “Name not known”"));
    }

    #[test]
    fn a_date_of_birth_of_an_unborn_child_is_kept_and_remarked() {
        let mut record = child("27/3/2019", "");
        record.children[0].flags = vec![ChildFlag::Unborn];
        let found = remarks(&record, today());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0.part, Part::ChildBorn);
        record.children[0].born = Typed::default();
        assert_eq!(remarks(&record, today()), vec![]);
    }

    #[test]
    fn a_number_whereabouts_and_a_mark_of_an_unborn_child_are_kept_and_remarked() {
        let mut record = child("", "999 000 0018");
        let unborn = &mut record.children[0];
        unborn.flags = vec![ChildFlag::Unborn];
        "At home.".clone_into(&mut unborn.whereabouts);
        let of = unborn.id.clone();
        let mut mark: crate::record::mark::Mark = Item::new(ItemId::mint([3; 8]));
        "2 cm".clone_into(&mut mark.size);
        mark.child = Some(of);
        record.marks.push(mark);
        let parts: Vec<Part> =
            remarks(&record, today()).iter().map(|(field, _)| field.part).collect();
        assert_eq!(parts, [Part::ChildNhs, Part::ChildWhereabouts, Part::MarkChild]);
        record.children[0].flags.clear();
        assert_eq!(remarks(&record, today()), vec![]);
    }

    #[test]
    fn what_was_about_somebody_who_is_gone_is_remarked_where_it_says_so() {
        let mut record = child("", "");
        let gone = ItemId::mint([9; 8]);
        let mut passage: crate::record::form::Passage = Item::new(ItemId::mint([3; 8]));
        passage.about.set(&gone, true);
        record.passages.push(passage);
        let found = remarks(&record, today());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0.part, Part::PassageAbout);
        assert!(found[0].1.contains("no longer in the record"));
    }

    #[test]
    fn a_gmc_number_of_six_digits_is_remarked() {
        let mut author = example::author();
        assert_eq!(gmc_remark(&author), None);
        author.gmc = Typed::new("123456");
        assert!(gmc_remark(&author).unwrap().contains("seven digits"));
    }

    #[test]
    fn among_invented_cases_a_number_that_may_be_a_real_patients_is_remarked_first() {
        let words = |nhs| {
            let found = remarks_in_training(&child("27 3 2019", nhs), today());
            found.into_iter().map(|(_, words)| words).collect::<Vec<_>>()
        };
        let is_warned = |nhs| words(nhs).first().is_some_and(|w| w.contains("real patients"));
        assert!(is_warned("943 476 5919") && is_warned("943 476 5918") && is_warned("943"));
        assert!(!is_warned("999 000 0018") && !is_warned("99") && !is_warned(""));
        assert!(words("999 000 0018").is_empty());
    }
}
