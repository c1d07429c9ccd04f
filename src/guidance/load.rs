//! From the data files to a [`Library`]: read once, check every name, or say where it is wrong.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::cite::{Cite, CitePlace};
use super::glossary::{self, GlossaryFile, Term};
use super::nations::Nations;
use super::references::{Reference, ReferencesFile};
use super::text::{
    Block, Document, DocumentStanding, Footnote, Mark, MarkTarget, Paragraph, Refer, Standing,
};
use super::{Library, headings, verbs};
use crate::base::datafile::DataError;
use crate::base::ronfile::{self, Place, unique_map};

/// One data file: its name for messages, and its text.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Name, as `guidance/0-18.ron`.
    pub name: &'a str,
    /// The whole text.
    pub text: &'a str,
}

/// The data files of the guidance.
#[derive(Clone, Debug)]
pub struct Files<'a> {
    /// The documents, in reading order.
    pub documents: Vec<File<'a>>,
    /// What is declared missing.
    pub references: File<'a>,
    /// Notes beside old names.
    pub glossary: File<'a>,
    /// What differs between the nations.
    pub nations: File<'a>,
    /// A heading of ours for each paragraph.
    pub headings: File<'a>,
}

/// Why the guidance cannot be used.
pub type GuidanceError = DataError<Problem>;

/// What does not fit together in a guidance file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A citation of something neither held nor declared missing.
    #[error("“{0}” is neither included nor declared missing")]
    UnknownCite(Cite),
    /// A citation that two entries claim.
    #[error("“{0}” is declared twice, or is included")]
    DeclaredTwice(Cite),
    /// A reference into a document that the file does not describe.
    #[error("“{0}” is not among the sources")]
    UnknownSource(String),
    /// An id that stands twice.
    #[error("the id “{0}” is there twice")]
    IdTwice(String),
    /// A paragraph number that is not above the one before it.
    #[error("paragraph {0} is out of order")]
    OutOfOrder(u16),
    /// A standing that has no banner.
    #[error("there is no banner for {0:?}")]
    NoBanner(Standing),
    /// A mark that calls nothing, or a footnote that no mark calls.
    #[error("the footnote mark “{0}” has no partner")]
    LoneMark(String),
    /// A phrase that stands nowhere in the text it is about.
    #[error("the phrase “{0}” is not in the text")]
    UnusedPhrase(String),
    /// A named place without a name for the screen.
    #[error("“{0}” has no name for the screen")]
    NoName(Cite),
    /// An agency that the file does not describe.
    #[error("“{0}” is not among the agencies")]
    UnknownAgency(String),
    /// A text, paragraph or name without a word.
    #[error("something is empty here")]
    Empty,
}

impl Library {
    /// Reads and checks the files of the guidance.
    pub fn parse(files: &Files<'_>) -> Result<Self, GuidanceError> {
        let terms = read_glossary(files.glossary)?;
        let references = read_references(files.references)?;
        let nations = Nations::parse(files.nations)?;
        let mut documents: Vec<Document> = Vec::new();
        let mut rules_hashes = BTreeMap::new();
        for file in &files.documents {
            let document = read_document(*file, &terms)?;
            if documents.iter().any(|other| other.id == document.id) {
                return Err(file.wrong(&quoted(&document.id), 0, Problem::IdTwice(document.id)));
            }
            rules_hashes.insert(document.id.clone(), sha256(file.text));
            documents.push(document);
        }
        rules_hashes.insert("references".to_owned(), sha256(files.references.text));
        rules_hashes.insert("glossary".to_owned(), sha256(files.glossary.text));
        rules_hashes.insert("nations".to_owned(), sha256(files.nations.text));
        let headings = headings::read(files.headings, &documents)?;
        let library = Self { documents, references, terms, nations, headings, rules_hashes };
        library.check(files)?;
        Ok(library)
    }

    /// What only the files together can show: that every name leads somewhere.
    fn check(&self, files: &Files<'_>) -> Result<(), GuidanceError> {
        for (index, reference) in self.references.iter().enumerate() {
            let earlier = self.references.iter().take(index);
            let held = self.documents.iter().filter(|d| d.id == reference.cite.document).any(|d| {
                d.paragraphs.iter().any(|p| reference.covers(&Cite::paragraph(&d.id, p.number)))
            });
            if held || earlier.into_iter().any(|other| overlap(other, reference)) {
                let cite = reference.cite.clone();
                let needle = format!("cite: {}", quoted(&cite.to_string()));
                let nth = usize::from(files.references.text.matches(&needle).count() > 1);
                return Err(files.references.wrong(&needle, nth, Problem::DeclaredTwice(cite)));
            }
        }
        for (document, file) in self.documents.iter().zip(&files.documents) {
            for cite in document.paragraphs.iter().flat_map(cites) {
                if self.resolve(cite).is_none() {
                    let needle = match &cite.place {
                        CitePlace::Named(name) => name.strip_prefix("note-").map(quoted),
                        CitePlace::Paragraph(..) => None,
                    };
                    let needle = needle.unwrap_or_else(|| quoted(&cite.to_string()));
                    return Err(file.wrong(&needle, 0, Problem::UnknownCite(cite.clone())));
                }
            }
        }
        if let Some(cite) = self.nations.cites().find(|cite| self.resolve(cite).is_none()) {
            let problem = Problem::UnknownCite(cite.clone());
            return Err(files.nations.wrong(&quoted(&cite.to_string()), 0, problem));
        }
        for term in &self.terms {
            for phrase in &term.phrases {
                let one = Term { phrases: vec![phrase.clone()], ..term.clone() };
                let mut blocks = self.documents.iter().flat_map(Document::blocks);
                if !blocks.any(|block| {
                    !glossary::find(&block.text, std::slice::from_ref(&one)).is_empty()
                }) {
                    let problem = Problem::UnusedPhrase(phrase.clone());
                    return Err(files.glossary.wrong(&quoted(phrase), 0, problem));
                }
            }
        }
        Ok(())
    }
}

/// Every place that a paragraph points at.
fn cites(paragraph: &Paragraph) -> impl Iterator<Item = &Cite> {
    let footnotes = paragraph.footnotes.iter().map(|note| &note.block);
    let in_blocks = paragraph.blocks.iter().chain(footnotes).flat_map(|block| {
        let marks = block.marks.iter().filter_map(|mark| match &mark.target {
            MarkTarget::Missing(cite) => Some(cite),
            MarkTarget::Footnote(_) => None,
        });
        block.references.iter().map(|refer| &refer.cite).chain(marks)
    });
    paragraph.now.iter().chain(in_blocks)
}

/// Whether two references claim the same place.
fn overlap(one: &Reference, other: &Reference) -> bool {
    let last = |reference: &Reference| match (&reference.cite.place, reference.through) {
        (CitePlace::Paragraph(..), Some(last)) => Cite::paragraph(&reference.cite.document, last),
        _ => reference.cite.without_item(),
    };
    one.covers(&other.cite.without_item())
        || one.covers(&last(other))
        || other.covers(&one.cite.without_item())
}

impl File<'_> {
    pub(super) fn read<T: serde::de::DeserializeOwned>(self) -> Result<T, GuidanceError> {
        ronfile::read(self.text.as_bytes())
            .map_err(|cause| GuidanceError::Unreadable { file: self.name.to_owned(), cause })
    }

    /// The error at the `nth` (from 0) place where `needle` stands in this file.
    pub(super) fn wrong(self, needle: &str, nth: usize, problem: Problem) -> GuidanceError {
        let offset = self.text.match_indices(needle).nth(nth).map_or(0, |(at, _)| at);
        let place = Place::of_offset(self.text, offset);
        GuidanceError::Wrong { file: self.name.to_owned(), place, problem }
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// Lowercase hex of the sha256 of the bytes.
pub fn sha256(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        for half in [byte >> 4, byte & 0xf] {
            hex.extend(char::from_digit(u32::from(half), 16));
        }
    }
    hex
}

fn read_glossary(file: File<'_>) -> Result<Vec<Term>, GuidanceError> {
    let read: GlossaryFile = file.read()?;
    let mut ids = BTreeSet::new();
    for term in &read.terms {
        if !ids.insert(term.id.as_str()) {
            return Err(file.wrong(&quoted(&term.id), 1, Problem::IdTwice(term.id.clone())));
        }
        if term.phrases.iter().any(|phrase| phrase.trim().is_empty()) {
            return Err(file.wrong(&quoted(&term.id), 0, Problem::Empty));
        }
    }
    Ok(read.terms)
}

fn read_references(file: File<'_>) -> Result<Vec<Reference>, GuidanceError> {
    let read: ReferencesFile = file.read()?;
    let mut sources = BTreeMap::new();
    for source in read.sources {
        let id = source.id.clone();
        if sources.insert(id.clone(), source).is_some() {
            return Err(file.wrong(&format!("id: {}", quoted(&id)), 1, Problem::IdTwice(id)));
        }
    }
    let mut references = Vec::with_capacity(read.references.len());
    for entry in read.references {
        let needle = quoted(&entry.cite.to_string());
        if entry.name.is_none() && matches!(entry.cite.place, CitePlace::Named(_)) {
            return Err(file.wrong(&needle, 0, Problem::NoName(entry.cite)));
        }
        let Some(source) = sources.get(&entry.cite.document) else {
            let problem = Problem::UnknownSource(entry.cite.document);
            return Err(file.wrong(&needle, 0, problem));
        };
        let reference = entry.into_reference(source.clone());
        if reference.text().trim().is_empty() || reference.about.trim().is_empty() {
            return Err(file.wrong(&needle, 0, Problem::Empty));
        }
        references.push(reference);
    }
    Ok(references)
}

/// A document file.
#[derive(Deserialize)]
#[serde(rename = "Document", deny_unknown_fields)]
struct DocumentFile {
    id: String,
    short: String,
    title: String,
    publisher: String,
    edition: String,
    in_force: NaiveDate,
    heading: String,
    section: String,
    #[serde(default)]
    footnote_heading: Option<String>,
    standing: DocumentStanding,
    banner: String,
    #[serde(default)]
    changed: Option<NaiveDate>,
    #[serde(deserialize_with = "unique_map")]
    banners: BTreeMap<Standing, String>,
    copyright: String,
    acknowledgement: String,
    paragraphs: Vec<ParagraphEntry>,
}

#[derive(Deserialize)]
#[serde(rename = "Paragraph", deny_unknown_fields)]
struct ParagraphEntry {
    number: u16,
    standing: Standing,
    #[serde(default)]
    now: Vec<Cite>,
    #[serde(default)]
    not_duties: Vec<String>,
    blocks: Vec<BlockEntry>,
    #[serde(default)]
    footnotes: Vec<FootnoteEntry>,
}

#[derive(Deserialize)]
#[serde(rename = "Block", deny_unknown_fields)]
struct BlockEntry {
    #[serde(default)]
    item: Option<char>,
    runs: Vec<Run>,
}

#[derive(Deserialize)]
#[serde(rename = "Footnote", deny_unknown_fields)]
struct FootnoteEntry {
    mark: String,
    runs: Vec<Run>,
}

/// A run of a block: words, words that refer, or a footnote mark.
#[derive(Deserialize)]
enum Run {
    Text(String),
    Refer(String, Cite),
    Mark(String),
}

fn read_document(file: File<'_>, terms: &[Term]) -> Result<Document, GuidanceError> {
    let read: DocumentFile = file.read()?;
    let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(read.paragraphs.len());
    for entry in read.paragraphs {
        let number = entry.number;
        let here = format!("number: {number},");
        if paragraphs.last().is_some_and(|before| before.number >= number) {
            let nth = usize::from(file.text.matches(&here).count() > 1);
            return Err(file.wrong(&here, nth, Problem::OutOfOrder(number)));
        }
        let Some(banner) = read.banners.get(&entry.standing) else {
            return Err(file.wrong(&here, 0, Problem::NoBanner(entry.standing)));
        };
        let maker = Maker { document: &read.id, file, here: &here, terms };
        paragraphs.push(maker.paragraph(entry, banner)?);
    }
    if paragraphs.is_empty() {
        return Err(file.wrong("paragraphs:", 0, Problem::Empty));
    }
    Ok(Document {
        id: read.id,
        short: read.short,
        title: read.title,
        publisher: read.publisher,
        edition: read.edition,
        in_force: read.in_force,
        heading: read.heading,
        section: read.section,
        footnote_heading: read.footnote_heading,
        standing: read.standing,
        banner: read.banner,
        changed: read.changed,
        copyright: read.copyright,
        acknowledgement: read.acknowledgement,
        paragraphs,
    })
}

/// Makes one paragraph of a document.
struct Maker<'a> {
    document: &'a str,
    file: File<'a>,
    /// How the paragraph begins in the file, for the place of an error.
    here: &'a str,
    terms: &'a [Term],
}

impl Maker<'_> {
    fn paragraph(&self, entry: ParagraphEntry, banner: &str) -> Result<Paragraph, GuidanceError> {
        let own: Vec<String> = entry.footnotes.iter().map(|note| note.mark.clone()).collect();
        let mut blocks = Vec::with_capacity(entry.blocks.len());
        for block in entry.blocks {
            blocks.push(self.block(block.item, block.runs, &own, &entry.not_duties)?);
        }
        let mut footnotes = Vec::with_capacity(entry.footnotes.len());
        for note in entry.footnotes {
            let block = self.block(None, note.runs, &[], &entry.not_duties)?;
            footnotes.push(Footnote { mark: note.mark, block });
        }
        if blocks.is_empty() {
            return Err(self.file.wrong(self.here, 0, Problem::Empty));
        }
        for (index, mark) in own.iter().enumerate() {
            let calls = |m: &&Mark| m.target == MarkTarget::Footnote(index);
            if blocks.iter().flat_map(|block| &block.marks).filter(calls).count() != 1 {
                return Err(self.file.wrong(self.here, 0, Problem::LoneMark(mark.clone())));
            }
        }
        let unused = |phrase: &&String| {
            let mut all = blocks.iter().chain(footnotes.iter().map(|note| &note.block));
            !all.any(|block| block.text.contains(phrase.as_str()))
        };
        if let Some(phrase) = entry.not_duties.iter().find(unused) {
            let problem = Problem::UnusedPhrase(phrase.clone());
            return Err(self.file.wrong(&quoted(phrase), 0, problem));
        }
        Ok(Paragraph {
            number: entry.number,
            standing: entry.standing,
            banner: banner.to_owned(),
            now: entry.now,
            blocks,
            footnotes,
        })
    }

    /// Joins the runs to one text and notes where marks and references stand in it. `own`
    /// are the marks of the paragraph's footnotes; any other mark calls a note that is not
    /// held.
    fn block(
        &self,
        item: Option<char>,
        runs: Vec<Run>,
        own: &[String],
        not_duties: &[String],
    ) -> Result<Block, GuidanceError> {
        let mut block = Block { item, ..Block::default() };
        for run in runs {
            let at = block.text.len();
            match run {
                Run::Text(text) => block.text.push_str(&text),
                Run::Refer(words, cite) => {
                    block.text.push_str(&words);
                    block.references.push(Refer { range: at..block.text.len(), cite });
                }
                Run::Mark(mark) => {
                    let target = match own.iter().position(|other| *other == mark) {
                        Some(index) => MarkTarget::Footnote(index),
                        None => MarkTarget::Missing(self.note(&mark)?),
                    };
                    block.marks.push(Mark { at, mark, target });
                }
            }
        }
        if block.text.trim().is_empty() {
            return Err(self.file.wrong(self.here, 0, Problem::Empty));
        }
        block.verbs = verbs::find(&block.text, not_duties);
        block.glossary = glossary::find(&block.text, self.terms);
        Ok(block)
    }

    /// The note that a numbered mark calls.
    fn note(&self, mark: &str) -> Result<Cite, GuidanceError> {
        let numbered = !mark.is_empty() && mark.bytes().all(|b| b.is_ascii_digit());
        if numbered {
            return Ok(Cite::named(self.document, &format!("note-{mark}")));
        }
        let needle = format!("Mark({})", quoted(mark));
        Err(self.file.wrong(&needle, 0, Problem::LoneMark(mark.to_owned())))
    }
}
