//! What is remarked of a contact, and how much it may hold. A contact is read by everybody and
//! is never encrypted, so nothing about a patient belongs in it.

use std::collections::BTreeSet;

use crate::base::fold::folded;
use crate::record::contact::Contact;
use crate::record::typed::NhsNumber;

/// The most contacts that one file holds.
pub const MAX_CONTACTS: usize = 500;
/// The longest text of a contact, in characters.
pub const MAX_TEXT: usize = 2_000;
/// The most numbers of one contact.
pub const MAX_NUMBERS: usize = 10;

impl Contact {
    /// What there is more of than a contact holds, where it is: the same bounds where it is
    /// written, saved to a file and taken from one.
    pub fn too_much(&self) -> Option<String> {
        if self.numbers.len() > MAX_NUMBERS {
            return Some(format!("it has more than {MAX_NUMBERS} numbers"));
        }
        let of = |label: &str, text: &str| (label.to_owned(), text.chars().count());
        let texts = [
            of("its name", &self.name),
            of("its organisation", &self.organisation),
            of("its area", &self.area),
            of("where its number was found", &self.found_where),
            of("the day of its check", &self.checked_on.text),
            of("the name of who checked it", &self.checked_by),
            of("the day of a check that a file tells of", &self.claimed.on.text),
            of("the name of who checked it, as a file tells", &self.claimed.by),
            of("when they share what you tell them", &self.discloses),
            of("its notes", &self.notes),
        ];
        let numbers = self.numbers.iter().map(|one| of("one of its numbers", &one.number));
        let long = texts.into_iter().chain(numbers).find(|(_, length)| *length > MAX_TEXT);
        long.map(|(label, length)| format!("{label}: {length} characters, more than {MAX_TEXT}"))
    }

    /// A number in its notes, or in what it says of sharing, that may be a patient's.
    pub fn number_remark(&self) -> Option<String> {
        [&self.notes, &self.discloses].into_iter().find_map(|text| about_number(text))
    }

    /// What in its notes, and in what it says of sharing, looks like something about a patient.
    /// `known` are the names of people in the register, folded.
    pub fn patient_remark(&self, known: &BTreeSet<String>) -> Option<String> {
        let own = [&self.name, &self.organisation, &self.area, &self.checked_by];
        let own: BTreeSet<String> = own.into_iter().flat_map(|text| words(text)).collect();
        let texts = [&self.notes, &self.discloses];
        texts.into_iter().find_map(|text| remark(text, known, &own))
    }
}

const NOTHING: &str = "Nothing about a patient belongs in a contact.";

/// What in a text looks like something about a patient.
fn remark(text: &str, known: &BTreeSet<String>, own: &BTreeSet<String>) -> Option<String> {
    about_number(text).or_else(|| {
        let name = known_name(text, known).or_else(|| looks_like_a_name(text, own))?;
        Some(format!("“{name}” may be a patient’s name. {NOTHING}"))
    })
}

fn about_number(text: &str) -> Option<String> {
    let number = nhs_number(text)?;
    Some(format!("{number} may be a patient’s NHS number. {NOTHING}"))
}

/// Ten digits that are an NHS number, whatever stands between them.
fn nhs_number(text: &str) -> Option<String> {
    let between = |c: char| c.is_whitespace() || matches!(c, '-' | '.' | '\u{2010}'..='\u{2015}');
    text.split(|c: char| !c.is_ascii_digit() && !between(c)).find_map(|run| {
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        digits.parse::<NhsNumber>().is_ok().then(|| run.trim_matches(between).to_owned())
    })
}

/// A name of somebody in the register, whole.
fn known_name(text: &str, known: &BTreeSet<String>) -> Option<String> {
    let words: Vec<&str> =
        text.split(|c: char| !is_of_a_name(c)).filter(|word| !word.is_empty()).collect();
    (2..=4)
        .flat_map(|many| words.windows(many))
        .map(|window| window.join(" "))
        .find(|name| known.contains(&folded(name)))
}

/// Words of an office or a time.
const OFFICE: [&str; 66] = [
    "access",
    "and",
    "april",
    "area",
    "august",
    "board",
    "bank",
    "care",
    "centre",
    "child",
    "children",
    "childrens",
    "clinic",
    "community",
    "council",
    "county",
    "dr",
    "december",
    "desk",
    "doctor",
    "duty",
    "emergency",
    "england",
    "family",
    "february",
    "first",
    "for",
    "friday",
    "front",
    "gp",
    "health",
    "help",
    "holiday",
    "hospital",
    "hours",
    "house",
    "hub",
    "january",
    "july",
    "june",
    "line",
    "march",
    "mash",
    "may",
    "monday",
    "nhs",
    "november",
    "nurse",
    "october",
    "office",
    "out",
    "police",
    "practice",
    "road",
    "safeguarding",
    "saturday",
    "september",
    "service",
    "services",
    "social",
    "street",
    "sunday",
    "team",
    "thursday",
    "trust",
    "the",
];

const TITLES: [&str; 6] = ["dr", "prof", "professor", "sister", "nurse", "doctor"];

/// Two or more words with capitals next to each other, none of which belongs to the contact
/// itself, to an office or to a time.
fn looks_like_a_name(text: &str, own: &BTreeSet<String>) -> Option<String> {
    let mut found: Vec<&str> = Vec::new();
    for piece in text.split_whitespace() {
        let word = piece.trim_matches(|c: char| !is_of_a_name(c));
        let plain = folded(word);
        let bare = plain.trim_end_matches("'s");
        let capital = word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().any(char::is_lowercase);
        let fits = capital && !OFFICE.contains(&bare) && !own.contains(bare);
        // "Dr Ada Example" is a colleague.
        let after_title = found.is_empty() && TITLES.contains(&bare);
        if fits && !after_title {
            found.push(word);
        } else {
            if found.len() > 1 {
                break;
            }
            found.clear();
        }
        // A sentence ends here.
        if piece.ends_with(['.', ':', ';', '?', '!', ',']) {
            if found.len() > 1 {
                break;
            }
            found.clear();
        }
    }
    (found.len() > 1).then(|| found.join(" "))
}

fn is_of_a_name(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '-' | '\'' | '\u{2019}')
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !is_of_a_name(c)).filter(|word| !word.is_empty()).map(folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{ContactKind, ItemId};

    fn noted(notes: &str) -> Contact {
        Contact {
            name: "Duty desk".to_owned(),
            area: "Elm Valley".to_owned(),
            notes: notes.to_owned(),
            ..Contact::new(ContactKind::ChildrensServices, ItemId::mint([1; 8]))
        }
    }

    fn remark(notes: &str) -> Option<String> {
        noted(notes).patient_remark(&BTreeSet::from(["kim elm".to_owned()]))
    }

    #[test]
    fn a_number_that_looks_like_a_patients_is_remarked_however_it_is_written() {
        for notes in ["About 999 000 0018.", "9990000018", "NHS no 999-000-0018, ring again"] {
            assert!(remark(notes).unwrap().contains("NHS number"), "{notes}");
        }
        for notes in ["Or 01632 960110.", "ext 4471", "Open 9 to 17, 24/7 from 2026"] {
            assert_eq!(remark(notes), None, "{notes}");
        }
    }

    #[test]
    fn a_name_of_the_register_is_remarked_in_any_letters_and_one_like_it_with_capitals() {
        for notes in ["they know kim elm", "Rang about Robin Example.", "mother of Siân O’Neill"]
        {
            assert!(remark(notes).unwrap().contains("patient’s name"), "{notes}");
        }
    }

    #[test]
    fn offices_times_colleagues_and_the_contacts_own_words_are_no_patients() {
        for notes in [
            "Ask for the Emergency Duty Team.",
            "Elm Valley Council, Front Door",
            "Monday to Friday. Ring first.",
            "Ask for Robin.",
            "",
        ] {
            assert_eq!(remark(notes), None, "{notes}");
        }
    }

    #[test]
    fn what_is_more_than_a_contact_holds_is_named() {
        assert_eq!(noted("x".repeat(MAX_TEXT).as_str()).too_much(), None);
        let long = noted("x".repeat(MAX_TEXT + 1).as_str()).too_much().unwrap();
        assert!(long.starts_with("its notes: 2001 characters"), "{long}");
        let mut many = noted("");
        many.numbers = vec![many.numbers[0].clone(); MAX_NUMBERS + 1];
        assert!(many.too_much().unwrap().contains("more than 10 numbers"));
    }
}
