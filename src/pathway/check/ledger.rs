//! The ledger: every *must* of the held texts, and the duties that carry it.

use std::collections::BTreeSet;

use crate::guidance::{Cite, Library, Paragraph, Verb};
use crate::pathway::Pathway;
use crate::pathway::data::{Duty, DutyVerb};

/// One *must* of the held texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'p> {
    /// The paragraph.
    pub cite: Cite,
    /// The GMC's words from the verb to the end of the sentence, to the letter.
    pub words: String,
    /// The duties that carry it, by id, each with the outcomes that list it.
    pub duties: Vec<(&'p str, Vec<&'p str>)>,
}

/// How many words of the *must* a duty has to share to carry it.
const SHARED: usize = 2;

/// Every *must* and *must not* of the held texts in reading order. A duty carries it that is
/// a must, rests on its paragraph, and speaks of the same: of its words, leaving out short
/// ones, it shares more with this *must* than with any other of the paragraph, two at least.
pub fn ledger<'p>(pathway: &'p Pathway, library: &Library) -> Vec<Entry<'p>> {
    let mut entries = Vec::new();
    for document in library.documents() {
        for paragraph in &document.paragraphs {
            let cite = Cite::paragraph(&document.id, paragraph.number);
            let musts = musts(paragraph);
            let sets: Vec<BTreeSet<String>> = musts.iter().map(|words| long_words(words)).collect();
            let mut found: Vec<Entry<'p>> = musts
                .into_iter()
                .map(|words| Entry { cite: cite.clone(), words, duties: Vec::new() })
                .collect();
            for (outcome, duty) in must_duties(pathway, &cite) {
                let words = long_words(&duty.text);
                let shared = |set: &BTreeSet<String>| set.intersection(&words).count();
                let most = sets.iter().map(shared).max().unwrap_or(0);
                let at = sets.iter().position(|set| shared(set) == most);
                if most >= SHARED
                    && let Some(entry) = at.and_then(|at| found.get_mut(at))
                {
                    match entry.duties.iter_mut().find(|(id, _)| *id == duty.id) {
                        Some((_, outcomes)) => outcomes.push(outcome),
                        None => entry.duties.push((&duty.id, vec![outcome])),
                    }
                }
            }
            entries.extend(found);
        }
    }
    entries
}

/// The ledger for a person.
pub fn ledger_text(pathway: &Pathway, library: &Library) -> String {
    let mut lines = vec!["Every must of the held texts, and the duties that carry it.".to_owned()];
    for entry in ledger(pathway, library) {
        lines.push(String::new());
        lines.push(format!("{}: “{}”", library.label(&entry.cite), entry.words));
        if entry.duties.is_empty() {
            lines.push("  carried by no duty".to_owned());
        }
        for (duty, outcomes) in &entry.duties {
            lines.push(format!("  {duty}: {}", outcomes.join(", ")));
        }
    }
    lines.push(String::new());
    lines.push("For reading".to_owned());
    for reading in &pathway.data().for_reading {
        lines.push(format!("  {}: {}", library.label(&reading.cite), reading.because));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The words of each *must* of a paragraph, from the verb to the end of the sentence.
fn musts(paragraph: &Paragraph) -> Vec<String> {
    let footnotes = paragraph.footnotes.iter().map(|note| &note.block);
    let mut found = Vec::new();
    for block in paragraph.blocks.iter().chain(footnotes) {
        for at in &block.verbs {
            if matches!(at.verb, Verb::Must | Verb::MustNot) {
                let rest = block.text.get(at.range.start..).unwrap_or_default();
                let end = rest.find(". ").map_or(rest.len(), |dot| dot + 1);
                found.push(rest.get(..end).unwrap_or(rest).to_owned());
            }
        }
    }
    found
}

/// The duties that are a must and rest on this paragraph, each with its outcome.
fn must_duties<'p>(
    pathway: &'p Pathway,
    cite: &Cite,
) -> impl Iterator<Item = (&'p str, &'p Duty)> + use<'p> {
    let cite = cite.clone();
    pathway.outcomes().iter().flat_map(move |outcome| {
        let cite = cite.clone();
        let duties = outcome.duties.iter().filter(move |duty| {
            duty.verb == DutyVerb::Must && duty.cites.iter().any(|c| c.without_item() == cite)
        });
        duties.map(|duty| (outcome.id.as_str(), duty))
    })
}

/// The words of five letters and more in small letters, a plural as its singular.
fn long_words(text: &str) -> BTreeSet<String> {
    let folded = text.to_lowercase();
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let long = words.filter(|word| word.chars().count() >= 5);
    long.map(|word| word.strip_suffix('s').unwrap_or(word).to_owned()).collect()
}
