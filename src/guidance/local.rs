//! The practice's own guidance: texts that a practice puts beside its register.
//!
//! Types of their own, so that no screen can pass such a text for one of the GMC's: nothing
//! here becomes a [`Document`](super::Document), and nothing here is reached by a
//! [`Cite`](super::Cite). What a file says is shown as it stands and is not checked.

mod read;
mod search;
mod today;

#[cfg(test)]
mod tests;

use std::fmt;

use chrono::{Months, NaiveDate};

use crate::base::fold::folded;
use crate::base::ronfile::ReadError;
use crate::base::time;

pub use read::{FORMAT, MAX_BYTES, MAX_PARAGRAPHS, MAX_TEXT, RESERVED};
pub use search::{LocalFound, LocalPart};
pub use today::{InsteadOf, TODAY, TodaysCopy};

/// What is said of every text of the practice's own, wherever it is shown, copied or kept.
pub const ADDED: &str = "Added by this practice, not checked by this app.";

/// An example file, with an invented practice: what a person copies to begin from.
pub const EXAMPLE: &str = include_str!("../../guidance/example-local.ron");

/// One text of the practice's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalDocument {
    /// Its id: small letters, digits and hyphens. Never that of a text of the program.
    pub id: String,
    /// Its name in labels; the title where the file gives none.
    pub short: String,
    /// Its whole title.
    pub title: String,
    /// Who published it, as the practice says.
    pub publisher: String,
    /// Which edition, as the practice says.
    pub edition: String,
    /// Where it was copied from, as the practice says.
    pub from: String,
    /// The day on which the practice last compared it with where it came from.
    pub checked_on: NaiveDate,
    /// Its paragraphs, in the order of the file. Never empty; each number stands once.
    pub paragraphs: Vec<LocalParagraph>,
}

/// One paragraph of such a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalParagraph {
    /// Its number as text, since each document numbers in its own way: `3`, `2.1`, `Annex A`.
    pub number: String,
    /// The heading above it; may be blank.
    pub heading: String,
    /// Its words.
    pub text: String,
    /// Its items, in order.
    pub items: Vec<LocalItem>,
}

/// One item of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalItem {
    /// As it is marked: `a`, `ii`, `•`.
    pub mark: String,
    /// Its words.
    pub text: String,
}

/// A paragraph of a text of the practice's own. Not a [`Cite`](super::Cite): it names nothing
/// of the GMC's, and no question or duty can rest on it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalCite {
    /// Id of the document.
    pub document: String,
    /// Number of the paragraph.
    pub number: String,
}

/// A paragraph with the document it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalPlace<'a> {
    /// The document.
    pub document: &'a LocalDocument,
    /// The paragraph.
    pub paragraph: &'a LocalParagraph,
}

/// All texts of the practice's own that could be read, sorted by title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalShelf {
    documents: Vec<LocalDocument>,
}

/// Why a file of the practice's own guidance is not shown. `Display` never quotes the file: it
/// lies in a register, and someone may have put a patient's file there by mistake.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LocalError {
    /// It is no file of this form.
    #[error(
        "This file of the practice’s own guidance cannot be read{}, so its text is not shown. \
         Everything else is. The file was not changed: correct it, then read the register again.",
        Brackets(.0)
    )]
    Unreadable(ReadError),
    /// Another file bears the same id, and that one is shown.
    #[error(
        "Another file of the practice’s own guidance has the same id, and is shown instead. \
         Neither file was changed: remove one, or give it an id of its own."
    )]
    IdTwice(String),
    /// More files than are read.
    #[error(
        "There are more than {0} files of the practice’s own guidance, so this one is not shown. \
         It was not changed. Remove files that are no longer used."
    )]
    TooMany(usize),
}

/// " (line 3, column 5)", or why there is no place.
struct Brackets<'a>(&'a ReadError);

impl fmt::Display for Brackets<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            ReadError::TooLarge { max, .. } => {
                write!(f, " (it is larger than {} KiB)", max / 1024)
            }
            ReadError::NotUtf8 { place } => write!(f, " ({place}: not UTF-8 text)"),
            ReadError::Syntax { place, .. } => write!(f, " ({place})"),
        }
    }
}

impl LocalError {
    /// What is wrong, in the parser's words. **They can quote the file**: for the user's eyes
    /// only.
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::Unreadable(error) => Some(error.in_full()),
            Self::IdTwice(id) => Some(format!("id: {id}")),
            Self::TooMany(_) => None,
        }
    }
}

impl LocalDocument {
    /// Reads one file: at most [`MAX_BYTES`] bytes, every unknown field an error with its line
    /// and column.
    pub fn parse(bytes: &[u8]) -> Result<Self, LocalError> {
        read::document(bytes).map_err(LocalError::Unreadable)
    }

    /// The paragraph with this number.
    pub fn paragraph(&self, number: &str) -> Option<&LocalParagraph> {
        self.paragraphs.iter().find(|paragraph| paragraph.number == number)
    }

    /// The citation of one of its paragraphs.
    pub fn cite(&self, paragraph: &LocalParagraph) -> LocalCite {
        LocalCite { document: self.id.clone(), number: paragraph.number.clone() }
    }

    /// What is remarked of the day on which the practice checked it: a day that is still to come,
    /// or one that is more than a year ago.
    pub fn check_remark(&self, today: NaiveDate) -> Option<String> {
        let day = time::day(self.checked_on);
        if self.checked_on > today {
            return Some(format!(
                "It says it was checked on {day}, which is in the future. Correct it."
            ));
        }
        let due = self.checked_on.checked_add_months(Months::new(12))?;
        (due < today).then(|| format!("Last checked over a year ago, on {day}. Check it again."))
    }

    /// Where it comes from and who checked it when, in one line of sentences.
    pub fn origin(&self) -> String {
        format!(
            "Copied from: {}. Checked by the practice on {}.",
            self.from.trim_end_matches('.'),
            time::day(self.checked_on)
        )
    }
}

impl LocalParagraph {
    /// The number as labels say it: `¶3`, or `Annex A` as it is.
    pub fn sign(&self) -> String {
        if self.number.starts_with(|c: char| c.is_ascii_digit()) {
            format!("¶{}", self.number)
        } else {
            self.number.clone()
        }
    }

    /// Its words, one text a line, items with their mark.
    pub fn quote(&self) -> String {
        let items = self.items.iter().map(|item| format!("{}. {}", item.mark, item.text));
        std::iter::once(self.text.clone()).chain(items).collect::<Vec<_>>().join("\n")
    }
}

impl LocalPlace<'_> {
    /// `Our procedure ¶3 (practice’s own)`: never a label that a paragraph of the GMC's has.
    pub fn label(&self) -> String {
        let (short, sign) = (&self.document.short, self.paragraph.sign());
        format!("{short} {sign} (practice’s own)")
    }

    /// The text that "copy citation" puts on the clipboard: the words, where they stand, whose
    /// they are, and that the practice added them.
    pub fn citation(&self) -> String {
        let LocalDocument { title, publisher, edition, .. } = self.document;
        format!(
            "{}\n\n{publisher}, {title}. {}.\n{edition}. {}\n{ADDED}\n",
            self.paragraph.quote(),
            self.label(),
            self.document.origin(),
        )
    }
}

/// Gives each of several texts with one short name a name of its own in labels: with its edition
/// where that tells them apart, else with its id.
fn tell_apart(documents: &mut [LocalDocument]) {
    let names: Vec<String> = documents.iter().map(|one| folded(&one.short)).collect();
    let editions: Vec<String> = documents.iter().map(|one| folded(&one.edition)).collect();
    for (at, document) in documents.iter_mut().enumerate() {
        let (name, edition) = (names.get(at), editions.get(at));
        let same = || (0..names.len()).filter(|other| *other != at && names.get(*other) == name);
        if same().next().is_none() {
            continue;
        }
        let by_edition = document.edition.chars().count() <= EDITION
            && same().all(|other| editions.get(other) != edition);
        let by = if by_edition { &document.edition } else { &document.id };
        document.short = format!("{}, {}", document.short, by.trim_end_matches('.'));
    }
}

/// The longest edition that is part of a label, in characters.
const EDITION: usize = 40;

impl LocalShelf {
    /// These documents, sorted by title.
    pub fn new(mut documents: Vec<LocalDocument>) -> Self {
        documents.sort_by(|a, b| (&a.title, &a.id).cmp(&(&b.title, &b.id)));
        tell_apart(&mut documents);
        Self { documents }
    }

    /// The documents, by title.
    pub fn documents(&self) -> &[LocalDocument] {
        &self.documents
    }

    /// The paragraph that a citation names, if it is there.
    pub fn resolve(&self, cite: &LocalCite) -> Option<LocalPlace<'_>> {
        let document = self.documents.iter().find(|document| document.id == cite.document)?;
        let paragraph = document.paragraph(&cite.number)?;
        Some(LocalPlace { document, paragraph })
    }
}
