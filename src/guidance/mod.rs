//! What the GMC says: documents, paragraphs, citations, references, glossary, search.
//!
//! [`Library::embedded`] holds everything. The texts are data in `guidance/`, word for word;
//! nothing here writes a word of the GMC's. What is ours – banners, summaries, glossary
//! notes – is typed apart from what is theirs, so that a screen cannot mix them up.

pub mod agencies;
mod citation;
pub mod cite;
pub mod glossary;
mod headings;
mod load;
pub mod local;
pub mod nation;
pub mod nations;
pub mod pieces;
pub mod references;
pub mod retention;
pub mod search;
mod sought;
pub mod text;
pub mod verbs;
pub mod words_known;

#[cfg(test)]
mod source_test;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::Datelike as _;

pub use agencies::{Agencies, Agency};
pub use cite::{Cite, CiteError, CitePlace};
pub use glossary::Term;
pub use load::sha256;
pub use load::{File, Files, GuidanceError, Problem};
pub use local::{LocalCite, LocalDocument, LocalError, LocalPlace, LocalShelf};
pub use nation::Nation;
pub use nations::{Nations, Time, Times, Unfilled, Within};
pub use pieces::Piece;
pub use references::{Basis, Known, Reference};
pub use text::{
    Block, Document, DocumentStanding, Footnote, Mark, MarkTarget, Paragraph, Refer, Standing,
    TermAt,
};
pub use verbs::{Verb, VerbAt};

/// The data files that the program carries.
fn embedded_files() -> Files<'static> {
    Files {
        documents: vec![
            File { name: "guidance/0-18.ron", text: include_str!("../../guidance/0-18.ron") },
            File { name: "guidance/pcyp.ron", text: include_str!("../../guidance/pcyp.ron") },
        ],
        references: File {
            name: "guidance/references.ron",
            text: include_str!("../../guidance/references.ron"),
        },
        glossary: File {
            name: "guidance/glossary.ron",
            text: include_str!("../../guidance/glossary.ron"),
        },
        nations: Nations::file(),
        headings: File {
            name: "guidance/headings.ron",
            text: include_str!("../../guidance/headings.ron"),
        },
    }
}

/// All guidance that the program holds, and all that it declares missing. Every reference
/// inside it resolves; loading refuses anything else.
#[derive(Clone, Debug)]
pub struct Library {
    documents: Vec<Document>,
    references: Vec<Reference>,
    terms: Vec<Term>,
    nations: Nations,
    headings: BTreeMap<Cite, String>,
    rules_hashes: BTreeMap<String, String>,
}

/// What a citation leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved<'a> {
    /// A held paragraph, word for word.
    Held(HeldParagraph<'a>),
    /// Something declared missing, in our words.
    Missing(&'a Reference),
}

/// A held paragraph, or one item of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldParagraph<'a> {
    /// The document it stands in.
    pub document: &'a Document,
    /// The whole paragraph.
    pub paragraph: &'a Paragraph,
    /// The item that was cited, if one was.
    pub item: Option<char>,
}

impl<'a> HeldParagraph<'a> {
    /// The blocks that were cited: the item alone, or body and items.
    pub fn blocks(&self) -> impl Iterator<Item = &'a Block> + use<'a> {
        let item = self.item;
        self.paragraph.blocks.iter().filter(move |block| item.is_none() || block.item == item)
    }

    /// The words of those blocks, one block a line, items with their letter. No marks.
    pub fn quote(&self) -> String {
        let lines: Vec<String> = self.blocks().map(|block| lettered(block, &block.text)).collect();
        lines.join("\n")
    }
}

/// `text` with the letter of the block's item before it.
fn lettered(block: &Block, text: &str) -> String {
    match block.item {
        Some(item) => format!("{item}. {text}"),
        None => text.to_owned(),
    }
}

impl Document {
    /// Every block of the document in reading order, each paragraph's footnotes after it.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.paragraphs.iter().flat_map(|paragraph| {
            let footnotes = paragraph.footnotes.iter().map(|note| &note.block);
            paragraph.blocks.iter().chain(footnotes)
        })
    }
}

impl Library {
    /// The guidance that the program carries. Fails only if the data it was built with is
    /// wrong, which a test excludes.
    pub fn embedded() -> Result<Self, GuidanceError> {
        Self::parse(&embedded_files())
    }

    /// The texts of the files that the program carries, whose hashes are
    /// [`Self::rules_hashes`]: kept in a register beside the decisions made under them.
    pub fn rules_texts() -> Vec<&'static str> {
        let files = embedded_files();
        let documents = files.documents.iter().map(|file| file.text);
        let ours = [files.references.text, files.glossary.text, files.nations.text];
        documents.chain(ours).collect()
    }

    /// The held documents, in reading order.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// The held document with this id.
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == id)
    }

    /// Everything declared missing, in the order of its file.
    pub fn references(&self) -> &[Reference] {
        &self.references
    }

    /// All glossary terms.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The glossary term with this id.
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.terms.iter().find(|term| term.id == id)
    }

    /// What differs between the nations in our own words.
    pub fn nations(&self) -> &Nations {
        &self.nations
    }

    /// What a citation leads to; `None` if it names nothing known.
    pub fn resolve(&self, cite: &Cite) -> Option<Resolved<'_>> {
        if let Some(held) = self.held(cite) {
            return Some(Resolved::Held(held));
        }
        self.references.iter().find(|reference| reference.covers(cite)).map(Resolved::Missing)
    }

    /// The held paragraph or item that a citation names.
    pub fn held(&self, cite: &Cite) -> Option<HeldParagraph<'_>> {
        let CitePlace::Paragraph(number, item) = cite.place else { return None };
        let document = self.document(&cite.document)?;
        let paragraph = document.paragraph(number)?;
        let known = item.is_none() || paragraph.blocks.iter().any(|block| block.item == item);
        known.then_some(HeldParagraph { document, paragraph, item })
    }

    /// A citation as the screen says it: `0–18 ¶61`, `PCYP ¶48(c)`, "RCGP: confirm a
    /// referral in writing".
    pub fn label(&self, cite: &Cite) -> String {
        match (&cite.place, self.resolve(cite)) {
            (CitePlace::Named(_), Some(Resolved::Missing(reference))) => reference.name.clone(),
            (CitePlace::Paragraph(number, item), Some(Resolved::Missing(reference))) => {
                cite::paragraph_label(&reference.source.short, *number, *item)
            }
            (CitePlace::Paragraph(number, item), Some(Resolved::Held(held))) => {
                cite::paragraph_label(&held.document.short, *number, *item)
            }
            _ => cite.label(),
        }
    }

    /// A heading in words for a held paragraph, or for its item's: ours, never the GMC's. Empty for
    /// anything else.
    pub fn heading(&self, cite: &Cite) -> &str {
        self.headings.get(&cite.without_item()).map_or("", String::as_str)
    }

    /// Whether the GMC has removed this paragraph since.
    pub fn is_removed(&self, cite: &Cite) -> bool {
        self.held(cite).is_some_and(|held| held.paragraph.standing == Standing::Removed)
    }

    /// What takes the place of a removed paragraph today, where a counterpart is known:
    /// `0-18 61` → `pcyp 32`, `pcyp 55`. Empty otherwise.
    pub fn now(&self, cite: &Cite) -> &[Cite] {
        self.held(cite).map_or(&[], |held| held.paragraph.now.as_slice())
    }

    /// What is quoted for these citations, what is in force first: each once, what takes the
    /// place of a removed paragraph where nothing of that is cited, and of several that share
    /// one summary the first. The removed paragraphs come last.
    pub fn with_now(&self, cites: &[Cite]) -> Vec<Cite> {
        let mut shown: Vec<(Cite, Option<Resolved<'_>>)> = Vec::new();
        let (today, then) = self.today_and_then(cites);
        for cite in today.into_iter().chain(then) {
            let leads_to = self.resolve(&cite);
            let known = |(other, there): &(Cite, Option<Resolved<'_>>)| {
                *other == cite || (leads_to.is_some() && *there == leads_to)
            };
            if !shown.iter().any(known) {
                shown.push((cite, leads_to));
            }
        }
        shown.into_iter().map(|(cite, _)| cite).collect()
    }

    /// These citations by their labels, what is in force first: "PCYP ¶34; PCYP ¶46 (until 2018:
    /// 0–18 ¶59)".
    pub fn then_and_now(&self, cites: &[Cite]) -> String {
        let (today, then) = self.today_and_then(cites);
        let labels = |cites: &[Cite]| {
            cites.iter().map(|cite| self.label(cite)).collect::<Vec<_>>().join("; ")
        };
        let year = then.first().and_then(|cite| self.held(cite)?.document.changed);
        match (labels(&today), labels(&then), year) {
            (today, then, _) if then.is_empty() => today,
            (today, then, _) if today.is_empty() => then,
            (today, then, Some(day)) => format!("{today} (until {}: {then})", day.year()),
            (today, then, None) => format!("{today} (before: {then})"),
        }
    }

    /// What is in force of these citations, with what takes the place of a removed paragraph
    /// where nothing of that is cited, and the removed paragraphs.
    pub fn today_and_then(&self, cites: &[Cite]) -> (Vec<Cite>, Vec<Cite>) {
        let (then, mut today): (Vec<Cite>, Vec<Cite>) =
            cites.iter().cloned().partition(|cite| self.is_removed(cite));
        for cite in &then {
            let now = self.now(cite);
            // ¶52 takes the place of it, and ¶55 is of the same summary.
            let is_there = |now: &Cite| {
                today.iter().any(|cite| cite == now || self.resolve(cite) == self.resolve(now))
            };
            if !now.iter().any(is_there) {
                today.extend(now.iter().cloned());
            }
        }
        (today, then)
    }

    /// Lowercase hex sha256 of each data file's bytes, by document id, with `references`,
    /// `glossary` and `nations`: what a saved record was made under.
    pub fn rules_hashes(&self) -> &BTreeMap<String, String> {
        &self.rules_hashes
    }
}
