//! From a practice's file to a [`LocalDocument`]. What is wrong is said while it is read, so
//! that every error has its line and column.

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{LocalDocument, LocalItem, LocalParagraph};
use crate::base::control::cleaned;
use crate::base::ronfile::{self, ReadError};

/// The format that this program reads.
pub const FORMAT: u32 = 1;
/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 1024 * 1024;
/// The most paragraphs of one file.
pub const MAX_PARAGRAPHS: usize = 500;
/// The most characters of one paragraph, heading and items included: a citation keeps all of
/// them in the signed record.
pub const MAX_TEXT: usize = 20_000;
/// The most characters of a title, a heading or another text of one line.
const MAX_LINE: usize = 300;
/// The most characters of an id, a number or a mark.
const MAX_MARK: usize = 40;

/// Ids of the texts that the program holds, or names as missing. A test compares them with the
/// data.
pub const RESERVED: [&str; 9] =
    ["0-18", "pcyp", "confidentiality-2009", "gmc", "hmg", "rcgp", "england", "statute", "local"];

/// The file as it is written.
#[derive(Deserialize)]
#[serde(rename = "LocalGuidance", deny_unknown_fields)]
struct DocumentFile {
    #[serde(rename = "format", deserialize_with = "format")]
    _format: (),
    #[serde(deserialize_with = "id")]
    id: String,
    #[serde(default, deserialize_with = "line")]
    short: Option<String>,
    #[serde(deserialize_with = "filled_line")]
    title: String,
    #[serde(deserialize_with = "filled_line")]
    publisher: String,
    #[serde(deserialize_with = "filled_line")]
    edition: String,
    #[serde(deserialize_with = "filled_line")]
    from: String,
    checked_on: NaiveDate,
    #[serde(deserialize_with = "paragraphs")]
    paragraphs: Vec<LocalParagraph>,
}

#[derive(Deserialize)]
#[serde(rename = "Paragraph", deny_unknown_fields)]
struct ParagraphFile {
    #[serde(deserialize_with = "mark")]
    number: String,
    #[serde(default, deserialize_with = "line")]
    heading: Option<String>,
    #[serde(deserialize_with = "words")]
    text: String,
    #[serde(default)]
    items: Vec<ItemFile>,
}

#[derive(Deserialize)]
#[serde(rename = "Item", deny_unknown_fields)]
struct ItemFile {
    #[serde(deserialize_with = "mark")]
    mark: String,
    #[serde(deserialize_with = "words")]
    text: String,
}

pub(super) fn document(bytes: &[u8]) -> Result<LocalDocument, ReadError> {
    let DocumentFile { id, short, title, publisher, edition, from, checked_on, paragraphs, .. } =
        ronfile::read_bounded(bytes, MAX_BYTES)?;
    let short = short.filter(|short| !short.is_empty()).unwrap_or_else(|| title.clone());
    Ok(LocalDocument { id, short, title, publisher, edition, from, checked_on, paragraphs })
}

impl From<ParagraphFile> for LocalParagraph {
    fn from(file: ParagraphFile) -> Self {
        let ParagraphFile { number, heading, text, items } = file;
        let item = |ItemFile { mark, text }| LocalItem { mark, text };
        let items = items.into_iter().map(item).collect();
        Self { number, heading: heading.unwrap_or_default(), text, items }
    }
}

fn format<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    match u32::deserialize(deserializer)? {
        FORMAT => Ok(()),
        format if format > FORMAT => Err(D::Error::custom(format!(
            "the file is of format {format}: a newer version of Justified reads it"
        ))),
        _ => Err(D::Error::custom("the format is 1")),
    }
}

fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let id = String::deserialize(deserializer)?;
    let slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || id.starts_with('-') || id.len() > MAX_MARK || !id.chars().all(slug) {
        return Err(D::Error::custom(format!(
            "an id is made of small letters, digits and hyphens, at most {MAX_MARK}: our-procedure"
        )));
    }
    if RESERVED.contains(&id.as_str()) {
        return Err(D::Error::custom(format!(
            "the id {id} belongs to a text that comes with Justified: choose another, {id}-2026"
        )));
    }
    Ok(id)
}

/// Text of one line, without white space around it; may be blank.
fn line<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    bounded(&String::deserialize(deserializer)?, MAX_LINE).map(Some)
}

/// Text of one line with a word in it.
fn filled_line<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    bounded(&String::deserialize(deserializer)?, MAX_LINE).and_then(not_empty)
}

/// A number or mark.
fn mark<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    bounded(&String::deserialize(deserializer)?, MAX_MARK).and_then(not_empty)
}

/// Words, kept as they stand but for characters that order a screen about.
fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    not_empty(cleaned(&text).into_owned())
}

fn bounded<E: Error>(text: &str, max: usize) -> Result<String, E> {
    let text = cleaned(text);
    let text = text.trim();
    if text.contains(char::is_control) {
        return Err(E::custom("this must be on one line"));
    }
    if text.chars().count() > max {
        return Err(E::custom(format!("this is longer than {max} characters")));
    }
    Ok(text.to_owned())
}

fn not_empty<E: Error>(text: String) -> Result<String, E> {
    if text.trim().is_empty() { Err(E::custom("something is empty here")) } else { Ok(text) }
}

/// The paragraphs, each number once.
fn paragraphs<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<LocalParagraph>, D::Error> {
    struct Paragraphs;
    impl<'de> Visitor<'de> for Paragraphs {
        type Value = Vec<LocalParagraph>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of paragraphs")
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
            let (mut read, mut numbers) = (Vec::new(), BTreeSet::new());
            while let Some(file) = access.next_element::<ParagraphFile>()? {
                let paragraph = LocalParagraph::from(file);
                if !numbers.insert(paragraph.number.clone()) {
                    let number = &paragraph.number;
                    return Err(A::Error::custom(format!("the number {number} is there twice")));
                }
                let long = paragraph.quote().chars().count() + paragraph.heading.chars().count();
                if long > MAX_TEXT {
                    return Err(A::Error::custom(format!(
                        "this paragraph is longer than {MAX_TEXT} characters: split it"
                    )));
                }
                read.push(paragraph);
                if read.len() > MAX_PARAGRAPHS {
                    return Err(A::Error::custom(format!(
                        "a file has at most {MAX_PARAGRAPHS} paragraphs: split it into two"
                    )));
                }
            }
            if read.is_empty() {
                return Err(A::Error::custom("there is no paragraph"));
            }
            Ok(read)
        }
    }
    deserializer.deserialize_seq(Paragraphs)
}
