//! The ledger: what this program does about every *must*, *should* and *may* of the held
//! paragraphs.
//!
//! It is data, `guidance/ledger.ron`, judged by people, sentence by sentence. [`Ledger::parse`]
//! refuses words that do not stand in the text to the letter; `check` proves that no verb is
//! left out and that no *must* stands without a duty. The record lies above this room, so its
//! fields are named here and looked up there.

mod print;
mod rows;
#[cfg(test)]
mod tests;

use std::ops::Range;

use serde::Deserialize;

use super::Pathway;
use super::data::DutyVerb;
use crate::base::datafile::DataError;
use crate::base::ronfile::{self, Place};
use crate::guidance::search::Part;
use crate::guidance::{Block, Cite, Library, Resolved, Verb, verbs};

pub use print::ledger_text;
pub use rows::{Line, Missing, Page, Row, SaysRow, Under};

/// The ledger, its entries in the reading order of the texts.
#[derive(Clone, Debug)]
pub struct Ledger {
    file: String,
    text: String,
    entries: Vec<Entry>,
    summaries: Vec<Says>,
}

/// What is done about one verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where the verb stands.
    pub spot: Spot,
    /// The GMC's words from the verb on, as many as tell the sentence from others.
    pub words: String,
    /// What takes its place today, where the GMC has removed the sentence.
    pub now: Vec<Cite>,
    /// What this program does about it; never empty.
    pub does: Vec<Does>,
    /// Where the entry begins in the file, in bytes.
    offset: usize,
}

/// One act that a paragraph asks for which is not included, in our words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Says {
    /// The paragraph.
    pub cite: Cite,
    /// How strongly the GMC asks for it.
    pub verb: DutyVerb,
    /// What. Ours.
    pub words: String,
    /// What this program does about it; never empty.
    pub does: Vec<Does>,
    /// Where it begins in the file, in bytes.
    offset: usize,
}

/// One must, should or may in the held texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The paragraph, with the item where the verb stands in one.
    pub cite: Cite,
    /// Which text of the paragraph.
    pub part: Part,
    /// The verb.
    pub verb: Verb,
    /// Whether it carries duty or permission. "You may be told" carries neither.
    pub binds: bool,
    /// The verb, as bytes of the block's text.
    pub range: Range<usize>,
    /// The sentence it stands in, as bytes of the block's text.
    pub sentence: Range<usize>,
}

/// Something that this program does about a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Does {
    /// It asks this question, by id.
    Question(String),
    /// It lists this duty, by id.
    Duty(String),
    /// It lists this advice of our own, by id, which helps to do it.
    Beside(String),
    /// It has this field in the record, by the name of the record's part.
    Field(String),
    /// It shows the sentence for reading, because of this.
    Reading(String),
}

/// How the reason begins where a *may* allows nothing.
pub const NOT_A_PERMISSION: &str = "Not a permission: ";

/// Why the ledger cannot be used: it does not fit the texts or the pathway.
pub type LedgerError = DataError<Problem>;

/// What does not fit in a ledger.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A format that this program does not know.
    #[error("format {0} is not known")]
    Format(u32),
    /// A paragraph that is not held.
    #[error("“{0}” is not included")]
    NotHeld(Cite),
    /// Words that do not stand in the paragraph, or do not begin with its verb.
    #[error("“{0}” is not there word for word, beginning with must, should or may")]
    NotThere(String),
    /// Words that begin several sentences of the paragraph.
    #[error("“{0}” is there more than once")]
    Several(String),
    /// A place that is not declared missing, or not known at all.
    #[error("“{0}” is not declared")]
    NotDeclared(Cite),
    /// A verb that an entry before has dealt with.
    #[error("“{0}” is dealt with twice")]
    Twice(String),
    /// An entry that does nothing, or a reason without a word.
    #[error("nothing is said here")]
    Empty,
    /// A question that the pathway does not have.
    #[error("there is no question “{0}”")]
    UnknownQuestion(String),
    /// A duty that the pathway does not have.
    #[error("there is no duty “{0}”")]
    UnknownDuty(String),
}

#[derive(Deserialize)]
#[serde(rename = "Ledger", deny_unknown_fields)]
struct LedgerFile {
    format: u32,
    entries: Vec<EntryFile>,
    #[serde(default)]
    summaries: Vec<SaysFile>,
}

#[derive(Deserialize)]
#[serde(rename = "Says", deny_unknown_fields)]
struct SaysFile {
    cite: Cite,
    verb: DutyVerb,
    words: String,
    does: Vec<Does>,
}

#[derive(Deserialize)]
#[serde(rename = "Entry", deny_unknown_fields)]
struct EntryFile {
    cite: Cite,
    words: String,
    #[serde(default)]
    now: Vec<Cite>,
    does: Vec<Does>,
}

impl Ledger {
    /// The ledger that the program carries, against the texts that it carries. Fails only if
    /// the data it was built with is wrong, which a test excludes.
    pub fn embedded(library: &Library) -> Result<Self, LedgerError> {
        Self::parse("guidance/ledger.ron", include_str!("../../guidance/ledger.ron"), library)
    }

    /// Reads the text of a ledger and finds each of its words in the held texts; `file` is
    /// its name for messages.
    pub fn parse(file: &str, text: &str, library: &Library) -> Result<Self, LedgerError> {
        let read: LedgerFile = ronfile::read(text.as_bytes())
            .map_err(|cause| LedgerError::Unreadable { file: file.to_owned(), cause })?;
        let (file, own) = (file.to_owned(), text.to_owned());
        let mut ledger = Self { file, text: own, entries: Vec::new(), summaries: Vec::new() };
        if read.format != 1 {
            return Err(ledger.wrong("format:", 0, Problem::Format(read.format)));
        }
        let spots = spots(library);
        let mut after = 0;
        for entry in read.entries {
            let needle = format!("words: \"{}\"", entry.words);
            let offset = text.get(after..).and_then(|t| t.find(&needle)).map_or(0, |at| after + at);
            after = offset + needle.len();
            let spot = ledger.spot(library, &spots, &entry, offset)?;
            if nothing(&entry.does) {
                return Err(ledger.wrong(&needle, offset, Problem::Empty));
            }
            if let Some(cite) = entry.now.iter().find(|cite| library.resolve(cite).is_none()) {
                let cite = cite.clone();
                return Err(ledger.wrong(
                    &format!("\"{cite}\""),
                    offset,
                    Problem::NotDeclared(cite),
                ));
            }
            if ledger.entries.iter().any(|other| other.spot == spot) {
                return Err(ledger.wrong(&needle, offset, Problem::Twice(entry.words)));
            }
            let EntryFile { words, now, does, .. } = entry;
            ledger.entries.push(Entry { spot, words, now, does, offset });
        }
        for SaysFile { cite, verb, words, does } in read.summaries {
            let needle = format!("words: \"{words}\"");
            let offset = text.get(after..).and_then(|t| t.find(&needle)).map_or(0, |at| after + at);
            if nothing(&does) {
                return Err(ledger.wrong(&needle, offset, Problem::Empty));
            }
            if !matches!(library.resolve(&cite), Some(Resolved::Missing(_))) {
                let before = text.get(..offset).and_then(|t| t.rfind("cite:")).unwrap_or(0);
                let needle = format!("\"{cite}\"");
                return Err(ledger.wrong(&needle, before, Problem::NotDeclared(cite)));
            }
            after = offset + needle.len();
            ledger.summaries.push(Says { cite, verb, words, does, offset });
        }
        ledger.entries.sort_by_key(|entry| spots.iter().position(|spot| *spot == entry.spot));
        Ok(ledger)
    }

    /// The entries, in the reading order of the texts.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What paragraphs ask that are not included, in the order of the file.
    pub fn summaries(&self) -> &[Says] {
        &self.summaries
    }

    /// The entry for this verb.
    pub fn entry(&self, spot: &Spot) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.spot == *spot)
    }

    /// Whether every question and duty that is named stands in this pathway; the error says
    /// where the first is named that does not.
    pub fn resolve(&self, pathway: &Pathway) -> Result<(), LedgerError> {
        let entries = self.entries.iter().map(|entry| (&entry.does, entry.offset));
        let summaries = self.summaries.iter().map(|says| (&says.does, says.offset));
        for (all, offset) in entries.chain(summaries) {
            for does in all {
                let (needle, problem) = match does {
                    Does::Question(id) if title(pathway, id).is_none() => {
                        (format!("Question(\"{id}\")"), Problem::UnknownQuestion(id.clone()))
                    }
                    Does::Duty(id) if duties(pathway, id).next().is_none() => {
                        (format!("Duty(\"{id}\")"), Problem::UnknownDuty(id.clone()))
                    }
                    Does::Beside(id) if duties(pathway, id).next().is_none() => {
                        (format!("Beside(\"{id}\")"), Problem::UnknownDuty(id.clone()))
                    }
                    _ => continue,
                };
                return Err(self.wrong(&needle, offset, problem));
            }
        }
        Ok(())
    }

    /// The verb that an entry of the file is about.
    fn spot(
        &self,
        library: &Library,
        spots: &[Spot],
        entry: &EntryFile,
        offset: usize,
    ) -> Result<Spot, LedgerError> {
        if library.held(&entry.cite).is_none() {
            // The cite stands before the words of its entry.
            let needle = format!("\"{}\"", entry.cite);
            let before = self.text.get(..offset).and_then(|text| text.rfind(&needle)).unwrap_or(0);
            return Err(self.wrong(&needle, before, Problem::NotHeld(entry.cite.clone())));
        }
        let here = |spot: &&Spot| {
            let words = block(library, spot).and_then(|b| b.text.get(spot.range.start..));
            spot.cite == entry.cite && words.is_some_and(|words| words.starts_with(&entry.words))
        };
        // Words that are shorter than the verb name no verb.
        let whole = |spot: &&Spot| entry.words.len() >= spot.range.len();
        let mut found = spots.iter().filter(here).filter(whole);
        let words = || entry.words.clone();
        match (found.next(), found.next()) {
            (Some(spot), None) => Ok(spot.clone()),
            (Some(_), Some(_)) => Err(self.wrong("words:", offset, Problem::Several(words()))),
            (None, _) => Err(self.wrong("words:", offset, Problem::NotThere(words()))),
        }
    }

    /// The error at the first `needle` from `offset` on.
    fn wrong(&self, needle: &str, offset: usize, problem: Problem) -> LedgerError {
        let rest = self.text.get(offset..).unwrap_or_default();
        let at = offset + rest.find(needle).unwrap_or(0);
        let place = Place::of_offset(&self.text, at);
        LedgerError::Wrong { file: self.file.clone(), place, problem }
    }
}

impl Spot {
    /// The GMC's words from the verb to the end of the sentence, to the letter.
    pub fn words<'l>(&self, library: &'l Library) -> &'l str {
        block(library, self)
            .and_then(|block| block.text.get(self.range.start..self.sentence.end))
            .unwrap_or_default()
    }
}

/// Every must, should and may of the held texts, blocks and footnotes, in reading order.
pub fn spots(library: &Library) -> Vec<Spot> {
    let mut found = Vec::new();
    for document in library.documents() {
        for paragraph in &document.paragraphs {
            let blocks = paragraph.blocks.iter().enumerate();
            let notes = paragraph.footnotes.iter().enumerate();
            let texts = blocks
                .map(|(at, block)| (Part::Block(at), block))
                .chain(notes.map(|(at, note)| (Part::Footnote(at), &note.block)));
            for (part, block) in texts {
                let cite = match block.item {
                    Some(item) => Cite::item(&document.id, paragraph.number, item),
                    None => Cite::paragraph(&document.id, paragraph.number),
                };
                // The phrases that are no duty are left in: the ledger says why they are none.
                for at in verbs::find(&block.text, &[]) {
                    found.push(Spot {
                        cite: cite.clone(),
                        part,
                        verb: at.verb,
                        binds: block.verbs.contains(&at),
                        sentence: block.sentence(at.range.start),
                        range: at.range,
                    });
                }
            }
        }
    }
    found
}

/// The text that a verb stands in.
pub(super) fn block<'l>(library: &'l Library, spot: &Spot) -> Option<&'l Block> {
    let paragraph = library.held(&spot.cite)?.paragraph;
    match spot.part {
        Part::Block(at) => paragraph.blocks.get(at),
        Part::Footnote(at) => paragraph.footnotes.get(at).map(|note| &note.block),
        Part::Summary => None,
    }
}

/// The title of a question, of the walk or asked after the outcome.
pub(super) fn title<'p>(pathway: &'p Pathway, id: &str) -> Option<&'p str> {
    let after = || pathway.after_question(id).map(|question| question.title.as_str());
    pathway.question(id).map(|question| question.title.as_str()).or_else(after)
}

/// The duties with this id, each with the outcome that lists it.
pub(super) fn duties<'p>(
    pathway: &'p Pathway,
    id: &str,
) -> impl Iterator<Item = (&'p super::data::Outcome, &'p super::data::Duty)> {
    pathway.outcomes().iter().flat_map(move |outcome| {
        outcome.duties.iter().filter(move |duty| duty.id == id).map(move |duty| (outcome, duty))
    })
}

/// Whether these do nothing, or give a reason without a word.
fn nothing(does: &[Does]) -> bool {
    let blank = |one: &Does| matches!(one, Does::Reading(because) if because.trim().is_empty());
    does.is_empty() || does.iter().any(blank)
}

/// Whether a duty with this verb can carry what the GMC says with that one. Our own advice
/// can stand beside anything; a *should* is never made a *must*, nor the reverse.
pub(super) fn carries(duty: DutyVerb, verb: Verb) -> bool {
    match verb {
        Verb::Must | Verb::MustNot => duty == DutyVerb::Must,
        Verb::Should | Verb::ShouldNot => duty == DutyVerb::Should,
        Verb::May => duty == DutyVerb::May,
    }
}
