//! The held texts as a screen can paint them: documents, paragraphs, blocks, footnotes.
//!
//! All byte ranges and offsets are of the block's own `text` and stand on character
//! boundaries. `text` is the GMC's wording to the letter, without footnote marks.

use std::ops::Range;

use chrono::NaiveDate;
use serde::Deserialize;

use super::cite::Cite;
use super::verbs::VerbAt;

/// One held document, or rather the section of it that is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Id in citations: `0-18`, `pcyp`.
    pub id: String,
    /// Short name in labels: `0–18`, `PCYP`.
    pub short: String,
    /// Full title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Which edition: "2007 edition". Ours.
    pub edition: String,
    /// The first day it was in force.
    pub in_force: NaiveDate,
    /// The heading above the held paragraphs, as the source has it.
    pub heading: String,
    /// The name of the held section.
    pub section: String,
    /// The heading above the footnotes, as the source has it; `None` if there are none.
    pub footnote_heading: Option<String>,
    /// Whether the document as held is historic.
    pub standing: DocumentStanding,
    /// The age banner of the whole document. Ours.
    pub banner: String,
    /// The day on which paragraphs were amended or removed.
    pub changed: Option<NaiveDate>,
    /// The copyright notice.
    pub copyright: String,
    /// The acknowledgement that the GMC asks for. Ours.
    pub acknowledgement: String,
    /// The held paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
}

impl Document {
    /// The paragraph with this number, if it is held.
    pub fn paragraph(&self, number: u16) -> Option<&Paragraph> {
        self.paragraphs.iter().find(|paragraph| paragraph.number == number)
    }

    /// The numbers of the first and last held paragraph.
    pub fn span(&self) -> Option<(u16, u16)> {
        Some((self.paragraphs.first()?.number, self.paragraphs.last()?.number))
    }
}

/// How a document as held stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum DocumentStanding {
    /// In force, though the page may be worded otherwise by now.
    Current,
    /// Superseded: read for what was expected then.
    Historic,
}

/// How a paragraph stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Standing {
    /// In force, in the wording of the edition held.
    Edition,
    /// Still there, amended since: what is held is the earlier wording.
    Amended,
    /// Removed since.
    Removed,
}

/// One numbered paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its number in the document.
    pub number: u16,
    /// How it stands today.
    pub standing: Standing,
    /// The age banner of this paragraph. Ours.
    pub banner: String,
    /// What takes its place today, where it was removed and a counterpart is known.
    pub now: Vec<Cite>,
    /// The paragraph itself, then its items a, b, c.
    pub blocks: Vec<Block>,
    /// Its footnotes, in the order of their marks.
    pub footnotes: Vec<Footnote>,
}

/// A stretch of text that is painted as one: a paragraph's body, one item, or a footnote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// The letter of the item; `None` for the body and for a footnote.
    pub item: Option<char>,
    /// The wording, without footnote marks.
    pub text: String,
    /// Where footnote marks stand, first to last.
    pub marks: Vec<Mark>,
    /// The verbs that carry duty or permission, first to last. See [`super::verbs`].
    pub verbs: Vec<VerbAt>,
    /// Where the text refers to another place, first to last.
    pub references: Vec<Refer>,
    /// Names with a glossary note beside them, first to last.
    pub glossary: Vec<TermAt>,
}

/// A footnote mark in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The byte offset in the block's text before which the mark stands; it can be the
    /// length of the text.
    pub at: usize,
    /// The mark as printed: `*`, `†`, `30`.
    pub mark: String,
    /// What it calls.
    pub target: MarkTarget,
}

/// What a footnote mark calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkTarget {
    /// The footnote at this index of the same paragraph's `footnotes`.
    Footnote(usize),
    /// A note that is not held, declared in the references: `0-18 note-30`.
    Missing(Cite),
}

/// Words that refer to another place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refer {
    /// The words, as bytes of the block's text.
    pub range: Range<usize>,
    /// Where they point. It always resolves, held or missing.
    pub cite: Cite,
}

/// A name that the glossary has a note about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermAt {
    /// The name, as bytes of the block's text.
    pub range: Range<usize>,
    /// Id of the term, for [`Library::term`](super::Library::term).
    pub term: String,
}

/// A footnote of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    /// Its mark: `*`, `†`.
    pub mark: String,
    /// Its text. Footnotes can hold marks and references of their own.
    pub block: Block,
}

impl Block {
    /// The sentence around the byte at `at`, with its full stop. The held texts have no full
    /// stop within a sentence that a space follows; a test of the ledger pins every sentence.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        let before = self.text.get(..at).and_then(|text| text.rfind(". "));
        let after = self.text.get(at..).and_then(|text| text.find(". "));
        before.map_or(0, |dot| dot + 2)..after.map_or(self.text.len(), |dot| at + dot + 1)
    }

    /// The text with its marks put back where the source has them.
    pub fn marked(&self) -> String {
        self.marked_where(|_| true)
    }

    /// The text with those marks put back that `keep` keeps.
    pub(super) fn marked_where(&self, keep: impl Fn(&Mark) -> bool) -> String {
        let mut whole = String::with_capacity(self.text.len() + 8);
        let mut done = 0;
        for mark in self.marks.iter().filter(|mark| keep(mark)) {
            whole.push_str(self.text.get(done..mark.at).unwrap_or_default());
            whole.push_str(&mark.mark);
            done = mark.at;
        }
        whole.push_str(self.text.get(done..).unwrap_or_default());
        whole
    }
}
