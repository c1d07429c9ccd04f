//! What is remarked beside a typed field: in words, never in the way.

use std::fmt::Display;
use std::str::FromStr;

use super::form::{Child, Field, Part, Record};
use super::item::Item;
use super::statement::Author;
use super::typed::{DayTimeError, NhsNumber, NhsNumberError, Typed};
use crate::base::time::DateError;

/// Words for each date, time and number that is not of the right form, in the order of the
/// record. What was typed is kept as it is.
pub fn remarks(record: &Record) -> Vec<(Field, String)> {
    let mut found = Vec::new();
    let mut look = |field: Field, remark: Option<String>| {
        found.extend(remark.map(|remark| (field, remark)));
    };
    look(Field::once(Part::Happened), date(&record.happened));
    look(Field::once(Part::Learned), date(&record.learned));
    look(Field::once(Part::Decided), date(&record.decided));
    for child in &record.children {
        look(child.field(Part::ChildBorn), date(&child.born));
        look(child.field(Part::ChildNhs), nhs(&child.nhs));
    }
    for person in &record.others {
        look(person.field(Part::PersonBorn), date(&person.born));
    }
    look(Field::once(Part::RequestReceived), date(&record.request.received));
    look(Field::once(Part::RequestReplyBy), date(&record.request.reply_by));
    for passage in &record.passages {
        look(passage.field(Part::PassageWhen), date(&passage.when));
    }
    for consent in &record.consent {
        look(consent.field(Part::ConsentWhen), date(&consent.when));
    }
    for advice in &record.advice {
        look(advice.field(Part::AdviceWhen), date(&advice.when));
    }
    for disclosure in &record.disclosures {
        look(disclosure.field(Part::SharedWhen), date(&disclosure.when));
        look(disclosure.field(Part::SharedConfirmed), date(&disclosure.confirmed));
        look(disclosure.field(Part::SharedConfirmBy), date(&disclosure.confirm_by));
    }
    for told in &record.told {
        look(told.field(Part::ToldWhen), date(&told.when));
    }
    look(Field::once(Part::ReviewOn), date(&record.follow_up.review_on));
    look(Field::once(Part::Acknowledged), date(&record.follow_up.acknowledged));
    look(Field::once(Part::AcknowledgedBy), date(&record.follow_up.acknowledged_by));
    for entered in &record.entered {
        look(entered.field(Part::EnteredWhen), date(&entered.when));
    }
    found
}

/// The same in a register of invented cases, and first of all that a number may be that of a
/// real patient: invented ones begin with 999, which is never issued.
pub fn remarks_in_training(record: &Record) -> Vec<(Field, String)> {
    let real = record.children.iter().filter(|child| is_not_invented(&child.nhs));
    let words = |child: &Child| (child.field(Part::ChildNhs), REAL.to_owned());
    let mut found: Vec<_> = real.map(words).collect();
    found.extend(remarks(record));
    found
}

/// What is said where a number that is not invented is typed among invented cases.
const REAL: &str = "This is a register of invented cases. Do not enter real patients. An \
                    invented number begins with 999.";

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
            Some("This passes the check but looks made up: one digit ten times.".to_owned())
        }
        Ok(_) => None,
        Err(error @ NhsNumberError::Check) => Some(format!(
            "{error} Numbers from Scotland and Northern Ireland may follow another rule."
        )),
        Err(error) => Some(error.to_string()),
    }
}

/// Words for a date or time. A time in words ("about Easter", "unborn") is kept as words.
pub fn date<T>(typed: &Typed<T>) -> Option<String>
where
    T: FromStr,
    T::Err: Display + Into<DayTimeError>,
{
    let error = typed.value()?.err()?;
    let words = !typed.text.chars().any(|c| c.is_ascii_digit());
    let error: DayTimeError = error.into();
    if words && error == DayTimeError::Day(DateError::Form) {
        return Some(
            "Kept in your words. If you know the date, write day, month and year, for example \
             27 3 2019."
                .to_owned(),
        );
    }
    Some(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::example;
    use crate::record::ids::ItemId;

    fn child(born: &str, nhs: &str) -> Record {
        let mut child = Child::new(ItemId::mint([1; 8]));
        child.born = Typed::new(born);
        child.nhs = Typed::new(nhs);
        Record { children: vec![child], ..Record::default() }
    }

    #[test]
    fn a_blank_record_and_one_of_the_right_form_have_no_remarks() {
        assert_eq!(remarks(&Record::default()), vec![]);
        assert_eq!(remarks(&child("27/3/2019", "999 000 0018")), vec![]);
    }

    #[test]
    fn a_wrong_date_and_number_are_remarked_at_their_fields() {
        let found = remarks(&child("31/2/2019", "943 476 5918"));
        let parts: Vec<_> = found.iter().map(|(field, _)| field.part).collect();
        assert_eq!(parts, [Part::ChildBorn, Part::ChildNhs]);
        assert!(found.iter().all(|(field, _)| field.item.is_some()));
        assert!(found[1].1.contains("may follow another rule"));
    }

    #[test]
    fn a_run_of_one_digit_is_remarked_softly() {
        assert!(remarks(&child("", "222 222 2222"))[0].1.contains("looks made up"));
    }

    #[test]
    fn a_time_in_words_is_kept_as_words() {
        assert!(remarks(&child("unborn", ""))[0].1.starts_with("Kept in your words"));
        assert!(remarks(&child("27/3/19", ""))[0].1.contains("four digits"));
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
        assert_eq!(remarks(&record).len(), fields);
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
            let found = remarks_in_training(&child("27 3 2019", nhs));
            found.into_iter().map(|(_, words)| words).collect::<Vec<_>>()
        };
        let is_warned = |nhs| words(nhs).first().is_some_and(|w| w.contains("real patients"));
        assert!(is_warned("943 476 5919") && is_warned("943 476 5918") && is_warned("943"));
        assert!(!is_warned("999 000 0018") && !is_warned("99") && !is_warned(""));
        assert!(words("999 000 0018").is_empty());
    }
}
