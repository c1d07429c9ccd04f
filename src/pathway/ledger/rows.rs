//! The ledger as a person reads it: each sentence with what is done about it, in words.

use std::ops::Range;

use super::{Does, Entry, Ledger, Spot, block, duties, title};
use crate::guidance::search::Part;
use crate::guidance::{Cite, Known, Library, MarkTarget, Paragraph, Reference};
use crate::pathway::Pathway;
use crate::pathway::data::{Duty, DutyVerb, Outcome};

/// The whole ledger in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// One row for each must, should and may, in reading order.
    pub rows: Vec<Row>,
    /// What paragraphs ask that are not included, in the order of the file.
    pub summaries: Vec<SaysRow>,
    /// Paragraphs that are there for reading, each with our reason.
    pub reading: Vec<(Cite, String)>,
    /// What is not held, in the order of its file.
    pub missing: Vec<Missing>,
}

/// One must, should or may, and what is done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it stands.
    pub spot: Spot,
    /// `0–18 ¶61`.
    pub label: String,
    /// The first words from the verb on, to the letter: enough to know the sentence by.
    pub words: String,
    /// The sentence, to the letter; where it introduces the paragraph's items, they follow,
    /// each on a line with its letter.
    pub quote: String,
    /// The verb, as bytes of `quote`.
    pub verb: Range<usize>,
    /// What takes its place today, where the GMC has removed it: `PCYP ¶32`.
    pub now: Vec<String>,
    /// What this program does about it. Ours.
    pub lines: Vec<Line>,
}

/// One act that a paragraph asks for which is not included. Ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaysRow {
    /// `PCYP ¶32`.
    pub label: String,
    /// How strongly the GMC asks for it.
    pub verb: DutyVerb,
    /// What.
    pub words: String,
    /// What this program does about it.
    pub lines: Vec<Line>,
}

/// One thing that this program does. Ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub under: Under,
    /// The question, the duty, the field or the reason.
    pub text: String,
    /// The outcomes that list a duty, with the condition under which they do.
    pub outcomes: Vec<String>,
}

/// What a line of the ledger is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Under {
    /// A question that is asked.
    Question,
    /// A duty that outcomes list.
    Duty(DutyVerb),
    /// A field of the record.
    Field,
    /// There for reading.
    Reading,
}

impl Under {
    /// How it is introduced: "Question", "Duty, must".
    pub fn label(self) -> &'static str {
        match self {
            Self::Question => "Question",
            Self::Duty(DutyVerb::Must) => "Duty, must",
            Self::Duty(DutyVerb::Should) => "Duty, should",
            Self::Duty(DutyVerb::May) => "Duty, may",
            Self::Duty(DutyVerb::Ours) => "Our advice",
            Self::Field => "Field in the record",
            Self::Reading => "For reading",
        }
    }
}

/// Something declared missing, and what rests on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Where it stands.
    pub cite: Cite,
    /// `PCYP ¶43–45`.
    pub name: String,
    /// What it is about.
    pub about: String,
    /// How we know what it says: seen, in part, indirectly, or not held.
    pub basis: &'static str,
    /// Our summary, or that there is none.
    pub text: String,
    /// Whether the summary was confirmed through another publisher only.
    pub indirect: bool,
    /// The questions that rest on it, by title.
    pub questions: Vec<String>,
    /// The duties that rest on it, with their verb.
    pub duties: Vec<(DutyVerb, String)>,
    /// The held paragraphs that refer to it.
    pub referring: Vec<String>,
    /// The removed paragraphs that it takes the place of.
    pub replaced: Vec<String>,
}

impl Ledger {
    /// The ledger in words. `field` gives the name of a field of the record by the name of
    /// its part: the record lies above this room.
    pub fn page(
        &self,
        pathway: &Pathway,
        library: &Library,
        field: impl Fn(&str) -> Option<String>,
    ) -> Page {
        let row = |entry: &Entry| row(entry, pathway, library, &field);
        let reading = pathway.data().for_reading.iter();
        Page {
            rows: self.entries.iter().filter_map(row).collect(),
            summaries: self
                .summaries
                .iter()
                .map(|says| SaysRow {
                    label: library.label(&says.cite),
                    verb: says.verb,
                    words: says.words.clone(),
                    lines: says.does.iter().flat_map(|does| lines(does, pathway, &field)).collect(),
                })
                .collect(),
            reading: reading.map(|one| (one.cite.clone(), one.because.clone())).collect(),
            missing: library
                .references()
                .iter()
                .map(|one| missing(one, pathway, library))
                .collect(),
        }
    }
}

fn row(
    entry: &Entry,
    pathway: &Pathway,
    library: &Library,
    field: &impl Fn(&str) -> Option<String>,
) -> Option<Row> {
    let spot = &entry.spot;
    let text = &block(library, spot)?.text;
    let mut quote = text.get(spot.sentence.clone())?.to_owned();
    if let Part::Block(at) = spot.part
        && spot.sentence.end == text.len()
        && spot.cite == spot.cite.without_item()
    {
        let blocks = &library.held(&spot.cite)?.paragraph.blocks;
        for block in blocks.iter().skip(at + 1) {
            if let Some(item) = block.item {
                quote.extend(["\n", &item.to_string(), ". ", &block.text]);
            }
        }
    }
    let verb = spot.range.start - spot.sentence.start..spot.range.end - spot.sentence.start;
    let lines = entry.does.iter().flat_map(|does| lines(does, pathway, field)).collect();
    Some(Row {
        spot: spot.clone(),
        label: library.label(&spot.cite),
        words: entry.words.clone(),
        quote,
        verb,
        now: entry.now.iter().map(|cite| library.label(cite)).collect(),
        lines,
    })
}

fn lines(does: &Does, pathway: &Pathway, field: &impl Fn(&str) -> Option<String>) -> Vec<Line> {
    let plain = |under: Under, text: String| vec![Line { under, text, outcomes: Vec::new() }];
    match does {
        Does::Question(id) => {
            plain(Under::Question, title(pathway, id).unwrap_or(id.as_str()).to_owned())
        }
        Does::Field(id) => plain(Under::Field, field(id).unwrap_or_else(|| id.clone())),
        Does::Reading(because) => plain(Under::Reading, because.clone()),
        Does::Duty(id) | Does::Beside(id) => {
            // An id has one text; should it ever have two, both are shown.
            let mut lines: Vec<Line> = Vec::new();
            for (outcome, duty) in duties(pathway, id) {
                let listed = listed(pathway, outcome, duty);
                let under = Under::Duty(duty.verb);
                if let Some(line) =
                    lines.iter_mut().find(|l| l.under == under && l.text == duty.text)
                {
                    line.outcomes.push(listed);
                } else {
                    lines.push(Line { under, text: duty.text.clone(), outcomes: vec![listed] });
                }
            }
            lines
        }
    }
}

/// "Share now. Do not wait for consent." or "Take advice, then come back, if …".
fn listed(pathway: &Pathway, outcome: &Outcome, duty: &Duty) -> String {
    let condition = duty.only.as_ref().and_then(|only| pathway.data().conditions.get(only));
    match condition {
        Some(condition) => {
            format!("{}, if {}", outcome.headline.trim_end_matches('.'), condition.words)
        }
        None => outcome.headline.clone(),
    }
}

fn missing(reference: &Reference, pathway: &Pathway, library: &Library) -> Missing {
    let covers = |cite: &Cite| reference.covers(cite);
    let walk = pathway.questions().iter().filter(|question| {
        let choices = question.choices.iter().flat_map(|choice| &choice.cites);
        question.cites.iter().chain(choices).any(covers)
    });
    let after = pathway.after().iter().filter(|question| question.cites.iter().any(covers));
    let walk = walk.map(|question| question.title.clone());
    let questions = walk.chain(after.map(|question| question.title.clone())).collect();
    let mut duties: Vec<(DutyVerb, String)> = Vec::new();
    for duty in pathway.outcomes().iter().flat_map(|outcome| &outcome.duties) {
        let said = (duty.verb, duty.text.clone());
        if duty.cites.iter().any(covers) && !duties.contains(&said) {
            duties.push(said);
        }
    }
    let held = |points: &dyn Fn(&Paragraph) -> bool| {
        let mut labels = Vec::new();
        for document in library.documents() {
            for paragraph in document.paragraphs.iter().filter(|paragraph| points(paragraph)) {
                labels.push(library.label(&Cite::paragraph(&document.id, paragraph.number)));
            }
        }
        labels
    };
    Missing {
        cite: reference.cite.clone(),
        name: reference.name.clone(),
        about: reference.about.clone(),
        basis: reference.basis(),
        text: reference.text().to_owned(),
        indirect: matches!(reference.known, Known::Summary(crate::guidance::Basis::Indirect, _)),
        questions,
        duties,
        referring: held(&|paragraph| refers(paragraph, reference)),
        replaced: held(&|paragraph| paragraph.now.iter().any(covers)),
    }
}

/// Whether the text or a footnote of a paragraph points at this.
fn refers(paragraph: &Paragraph, reference: &Reference) -> bool {
    let notes = paragraph.footnotes.iter().map(|note| &note.block);
    paragraph.blocks.iter().chain(notes).any(|block| {
        let marked = block.marks.iter().filter_map(|mark| match &mark.target {
            MarkTarget::Missing(cite) => Some(cite),
            MarkTarget::Footnote(_) => None,
        });
        block.references.iter().map(|refer| &refer.cite).chain(marked).any(|c| reference.covers(c))
    })
}
