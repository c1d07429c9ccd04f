//! The practice's copy of the GMC's wording of today: what is quoted instead of our summary,
//! where a practice has added it. It changes what is read and nothing else: a question, an outcome
//! and a duty rest on a [`Cite`], which leads to a text of the program's or to our summary.

use chrono::{Months, NaiveDate};

use super::{LocalDocument, LocalParagraph, LocalShelf};
use crate::base::time;
use crate::guidance::{Cite, CitePlace, Library, Reference, Resolved};

/// The id of the file in which a practice keeps the wording of today, ready to be filled in as
/// `guidance/pcyp-today.ron`.
pub const TODAY: &str = "pcyp-today";

/// The document whose paragraphs that file has.
const OF: &str = "pcyp";

/// The practice's copy, and the day on which it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TodaysCopy<'a> {
    /// The file.
    pub document: &'a LocalDocument,
    /// The day by which it is told how old it is: today, or the day of a signed decision.
    pub on: NaiveDate,
}

/// What is quoted for something that the program does not include.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InsteadOf<'a> {
    /// The practice's paragraphs, in the order of their numbers.
    pub paragraphs: Vec<&'a LocalParagraph>,
    /// Whether our summary is about more than these, and is shown as well.
    pub summary_too: bool,
}

impl LocalShelf {
    /// The practice's copy of the wording of today, if it has added one.
    pub fn todays(&self) -> Option<&LocalDocument> {
        self.documents.iter().find(|document| document.id == TODAY)
    }

    /// The same as it is read on this day.
    pub fn todays_copy(&self, on: NaiveDate) -> Option<TodaysCopy<'_>> {
        self.todays().map(|document| TodaysCopy { document, on })
    }
}

impl<'a> TodaysCopy<'a> {
    /// What is quoted instead of our summary of these paragraphs. `None`: the copy has none of
    /// them.
    pub fn instead_of(&self, reference: &Reference) -> Option<InsteadOf<'a>> {
        let CitePlace::Paragraph(first, _) = reference.cite.place else { return None };
        if reference.cite.document != OF {
            return None;
        }
        let numbers = first..=reference.through.unwrap_or(first);
        let all = numbers.len();
        let paragraph = |number: u16| self.document.paragraph(&number.to_string());
        let paragraphs: Vec<&LocalParagraph> = numbers.filter_map(paragraph).collect();
        let summary_too = paragraphs.len() < all;
        (!paragraphs.is_empty()).then_some(InsteadOf { paragraphs, summary_too })
    }

    /// Whether any of these citations is quoted from it.
    pub fn is_quoted_for(&self, library: &Library, cites: &[Cite]) -> bool {
        library.with_now(cites).iter().any(|cite| match library.resolve(cite) {
            Some(Resolved::Missing(reference)) => self.instead_of(reference).is_some(),
            _ => false,
        })
    }

    /// Whose it is and of what day: "Practice’s copy, checked on 1 November 2026. Not checked by
    /// this app."
    pub fn origin(&self) -> String {
        let day = time::day(self.document.checked_on);
        format!("Practice’s copy, checked on {day}. Not checked by this app.")
    }

    /// What is to be minded of that day: it is still to come, or long ago.
    pub fn remark(&self) -> Option<String> {
        let checked = self.document.checked_on;
        if checked > self.on {
            return Some("That day is still to come. Correct it in the file.".to_owned());
        }
        let due = checked.checked_add_months(Months::new(12))?;
        (due < self.on)
            .then(|| "That is over a year ago. Compare it with the GMC’s page.".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A copy of these paragraphs, checked on this day, read on 22 November 2026.
    fn copy(numbers: &[&str], checked_on: &str) -> LocalDocument {
        let paragraph =
            |number: &&str| format!("(number: \"{number}\", text: \"Words of {number}.\"),");
        let paragraphs: String = numbers.iter().map(paragraph).collect();
        let file = format!(
            "LocalGuidance(format: 1, id: \"{TODAY}\", title: \"T\", publisher: \"P\", edition: \"E\", from: \"F\", checked_on: \"{checked_on}\", paragraphs: [{paragraphs}])"
        );
        LocalDocument::parse(file.as_bytes()).unwrap()
    }

    fn on() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    /// The numbers that are quoted for this citation, and whether our summary is too.
    fn quoted(document: &LocalDocument, cite: &str) -> Option<(Vec<String>, bool)> {
        let (library, cite) = (Library::embedded().unwrap(), Cite::parse(cite).unwrap());
        let Some(Resolved::Missing(reference)) = library.resolve(&cite) else { return None };
        let instead = TodaysCopy { document, on: on() }.instead_of(reference)?;
        let numbers = instead.paragraphs.iter().map(|one| one.number.clone()).collect();
        Some((numbers, instead.summary_too))
    }

    fn numbers(all: &[&str]) -> Vec<String> {
        all.iter().map(|&one| one.to_owned()).collect()
    }

    #[test]
    fn a_paragraph_that_the_practice_copied_takes_the_place_of_our_summary() {
        let copy = copy(&["32", "34"], "2026-11-01");
        assert_eq!(quoted(&copy, "pcyp 32"), Some((numbers(&["32"]), false)));
        assert_eq!(quoted(&copy, "pcyp 33"), None);
    }

    #[test]
    fn where_our_summary_is_about_more_than_was_copied_it_is_shown_too() {
        let part = copy(&["43", "45"], "2026-11-01");
        assert_eq!(quoted(&part, "pcyp 44"), Some((numbers(&["43", "45"]), true)));
        let whole = copy(&["43", "44", "45"], "2026-11-01");
        assert_eq!(quoted(&whole, "pcyp 44"), Some((numbers(&["43", "44", "45"]), false)));
        assert_eq!(quoted(&whole, "pcyp 45"), quoted(&whole, "pcyp 43"));
    }

    #[test]
    fn what_the_program_includes_and_what_is_not_the_gmcs_is_never_replaced() {
        let copy = copy(&["46", "47", "48", "60", "61", "42", "21"], "2026-11-01");
        for cite in ["pcyp 46", "pcyp 48c", "0-18 61", "0-18 42", "confidentiality-2009 21"] {
            assert_eq!(quoted(&copy, cite), None, "{cite}");
        }
        assert!(quoted(&copy, "pcyp 42").is_some());
        let gmcs = "pcyp key-point";
        assert_eq!(quoted(&copy, gmcs), None, "a named place has no number");
    }

    #[test]
    fn every_number_of_the_ready_file_is_one_that_we_summarise_or_declare_missing() {
        let library = Library::embedded().unwrap();
        let ready = include_str!("../../../guidance/pcyp-today.ron");
        LocalDocument::parse(ready.as_bytes()).unwrap();
        let filled: String = ready
            .lines()
            .map(|line| {
                line.replacen("// (number", "(number", 1).replace("text: \"\"", "text: \"W.\"")
            })
            .collect::<Vec<_>>()
            .join("\n");
        let filled = LocalDocument::parse(filled.as_bytes()).unwrap();
        let all: Vec<&str> = filled.paragraphs.iter().map(|one| one.number.as_str()).collect();
        let asked = (31..=45).chain(52..=57).map(|number: u16| number.to_string());
        assert_eq!(all[..all.len() - 1], asked.collect::<Vec<_>>(), "and the line that goes");
        for reference in library.references() {
            let CitePlace::Paragraph(first @ 31.., _) = reference.cite.place else { continue };
            if reference.cite.document != OF {
                continue;
            }
            let instead = TodaysCopy { document: &filled, on: on() }.instead_of(reference);
            assert!(instead.is_some_and(|one| !one.summary_too), "¶{first}");
        }
    }

    #[test]
    fn a_day_of_check_that_is_old_or_still_to_come_is_remarked() {
        for (day, words) in [
            ("2020-05-01", Some("over a year ago")),
            ("2025-11-21", Some("over a year ago")),
            ("2025-11-22", None),
            ("2026-11-22", None),
            ("2026-11-23", Some("still to come")),
            ("2062-11-01", Some("still to come")),
        ] {
            let document = copy(&["32"], day);
            let remark = TodaysCopy { document: &document, on: on() }.remark();
            match words {
                Some(words) => assert!(remark.unwrap().contains(words), "{day}"),
                None => assert_eq!(remark, None, "{day}"),
            }
        }
    }

    #[test]
    fn it_is_known_whether_anything_is_quoted_from_it() {
        let (library, document) = (Library::embedded().unwrap(), copy(&["32"], "2026-11-01"));
        let copy = TodaysCopy { document: &document, on: on() };
        let quoted = |cite: &str| copy.is_quoted_for(&library, &[Cite::parse(cite).unwrap()]);
        assert!(quoted("pcyp 32"));
        assert!(quoted("0-18 61"), "today it is ¶32");
        assert!(!quoted("pcyp 34") && !quoted("pcyp 46"));
    }
}
