//! Citations: which paragraph of which document something rests on.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::base::words::capital;

/// A place in a document: always document and paragraph, never a bare number, because the
/// paragraph numbers of the GMC's documents overlap.
///
/// In files it is one string, `0-18 61`, `pcyp 48c`, `rcgp referral`; `Display` gives that
/// form back. A `Cite` says only that the form is right; whether the place is known is for
/// [`Library::resolve`](super::Library::resolve).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cite {
    /// Id of the document: small letters, digits and hyphens, as `0-18`, `pcyp`, `rcgp`.
    pub document: String,
    /// Where in the document.
    pub place: CitePlace,
}

/// Where in a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CitePlace {
    /// A numbered paragraph (from 1) and, if one is meant, its item `a` to `z`.
    Paragraph(u16, Option<char>),
    /// A place with a name: a letter, then small letters, digits and hyphens, as
    /// `referral`, `note-30`.
    Named(String),
}

/// Why a text is no citation. Never quotes the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CiteError {
    /// Not a document, one space and a place.
    #[error(
        "A citation is a document and a paragraph with one space between, for example pcyp 48c."
    )]
    Form,
    /// A document id of other characters.
    #[error("A document in a citation is named in small letters, digits and hyphens.")]
    Document,
    /// A paragraph or named place that is none.
    #[error(
        "A place in a citation is a paragraph, for example 61 or 48c, or a name, for example note-30."
    )]
    Place,
}

impl Cite {
    /// The paragraph `number` of `document`.
    pub fn paragraph(document: &str, number: u16) -> Self {
        Self { document: document.to_owned(), place: CitePlace::Paragraph(number, None) }
    }

    /// The item `item` of paragraph `number` of `document`.
    pub fn item(document: &str, number: u16, item: char) -> Self {
        Self { document: document.to_owned(), place: CitePlace::Paragraph(number, Some(item)) }
    }

    /// The place called `name` of `document`.
    pub fn named(document: &str, name: &str) -> Self {
        Self { document: document.to_owned(), place: CitePlace::Named(name.to_owned()) }
    }

    /// Reads the form of the files: `0-18 61`, `pcyp 48c`, `rcgp referral`. Strict, so that
    /// one place has one spelling: one space, no leading zeros, small letters.
    pub fn parse(text: &str) -> Result<Self, CiteError> {
        let (document, place) = text.split_once(' ').ok_or(CiteError::Form)?;
        if document.is_empty() || place.is_empty() || place.contains(char::is_whitespace) {
            return Err(CiteError::Form);
        }
        if document.starts_with('-') || !document.chars().all(is_slug) {
            return Err(CiteError::Document);
        }
        Ok(Self { document: document.to_owned(), place: place.parse()? })
    }

    /// The same paragraph without its item; a named place as it is.
    #[must_use]
    pub fn without_item(&self) -> Self {
        match &self.place {
            CitePlace::Paragraph(number, _) => Self::paragraph(&self.document, *number),
            CitePlace::Named(_) => self.clone(),
        }
    }

    /// As the screen says it: `0–18 ¶61`, `PCYP ¶48(c)`; a named place in its plain words.
    /// [`Library::label`](super::Library::label) knows better names for named places.
    pub fn label(&self) -> String {
        let document = document_label(&self.document);
        match &self.place {
            CitePlace::Paragraph(number, item) => paragraph_label(&document, *number, *item),
            CitePlace::Named(name) => format!("{document}: {}", name.replace('-', " ")),
        }
    }
}

/// `PCYP ¶48(c)` of the document's short name, the number and the item.
pub(super) fn paragraph_label(document: &str, number: u16, item: Option<char>) -> String {
    match item {
        Some(item) => format!("{document} ¶{number}({item})"),
        None => format!("{document} ¶{number}"),
    }
}

/// A document id as people write it, when no library is at hand.
fn document_label(id: &str) -> String {
    if id.starts_with(|c: char| c.is_ascii_digit()) {
        return id.replace('-', "–");
    }
    if id.len() <= 4 {
        return id.to_uppercase();
    }
    capital(&id.replace('-', " "))
}

fn is_slug(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
}

impl FromStr for CitePlace {
    type Err = CiteError;

    fn from_str(text: &str) -> Result<Self, CiteError> {
        if text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(is_slug) {
            return Ok(Self::Named(text.to_owned()));
        }
        let (digits, item) = match text.char_indices().next_back() {
            Some((at, letter)) if letter.is_ascii_lowercase() => {
                (text.get(..at).unwrap_or_default(), Some(letter))
            }
            _ => (text, None),
        };
        if digits.starts_with('0') || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(CiteError::Place);
        }
        let number = digits.parse().map_err(|_| CiteError::Place)?;
        Ok(Self::Paragraph(number, item))
    }
}

impl FromStr for Cite {
    type Err = CiteError;

    fn from_str(text: &str) -> Result<Self, CiteError> {
        Self::parse(text)
    }
}

impl fmt::Display for Cite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            CitePlace::Paragraph(number, None) => write!(f, "{} {number}", self.document),
            CitePlace::Paragraph(number, Some(item)) => {
                write!(f, "{} {number}{item}", self.document)
            }
            CitePlace::Named(name) => write!(f, "{} {name}", self.document),
        }
    }
}

impl TryFrom<String> for Cite {
    type Error = CiteError;

    fn try_from(text: String) -> Result<Self, CiteError> {
        Self::parse(&text)
    }
}

impl From<Cite> for String {
    fn from(cite: Cite) -> Self {
        cite.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ronfile;
    use proptest::prelude::*;

    fn cite(text: &str) -> Cite {
        Cite::parse(text).unwrap()
    }

    #[test]
    fn a_citation_is_shown_with_its_document_and_paragraph_sign() {
        for (file, screen) in [
            ("0-18 61", "0–18 ¶61"),
            ("pcyp 48c", "PCYP ¶48(c)"),
            ("confidentiality-2009 56", "Confidentiality 2009 ¶56"),
            ("rcgp referral", "RCGP: referral"),
        ] {
            assert_eq!(cite(file).label(), screen);
        }
    }

    #[test]
    fn a_bare_number_or_a_second_spelling_is_no_citation() {
        for (text, error) in [
            ("61", CiteError::Form),
            ("", CiteError::Form),
            (" 61", CiteError::Form),
            ("pcyp ", CiteError::Form),
            ("pcyp  48", CiteError::Form),
            ("pcyp 48 c", CiteError::Form),
            ("PCYP 48", CiteError::Document),
            ("0–18 61", CiteError::Document),
            ("-18 61", CiteError::Document),
            ("pcyp 0", CiteError::Place),
            ("pcyp 048", CiteError::Place),
            ("pcyp 48C", CiteError::Place),
            ("pcyp 48ca", CiteError::Place),
            ("pcyp +48", CiteError::Place),
            ("pcyp 70000", CiteError::Place),
            ("pcyp é", CiteError::Place),
        ] {
            assert_eq!(Cite::parse(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn a_citation_in_a_file_is_one_string_and_a_wrong_one_has_its_place() {
        let written = ronfile::write(&cite("pcyp 48c")).unwrap();
        assert_eq!(written, "\"pcyp 48c\"\n");
        let error = ronfile::read::<Vec<Cite>>(b"[\n  \"0-18 61\",\n  \"61\",\n]").unwrap_err();
        assert_eq!(error.place().unwrap().line, 3);
    }

    proptest! {
        #[test]
        fn every_citation_comes_back_as_it_was_written(
            text in "[a-z0-9][a-z0-9-]{0,8} ([1-9][0-9]{0,3}[a-z]?|[a-z][a-z0-9-]{0,8})"
        ) {
            prop_assert_eq!(cite(&text).to_string(), text);
        }
        #[test]
        fn any_text_is_a_citation_in_its_own_form_or_refused(text in "\\PC{0,12}") {
            if let Ok(cite) = Cite::parse(&text) {
                prop_assert_eq!(cite.to_string(), text);
            }
        }
    }
}
