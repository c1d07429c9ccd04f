//! Declared missing: what the texts and duties point at and the program does not hold.

use serde::Deserialize;

use super::cite::{Cite, CitePlace, paragraph_label};

/// A place outside what is held. All its words are ours, never the GMC's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The place, or the first of a run of paragraphs.
    pub cite: Cite,
    /// The last paragraph of the run, if it is one: 52 for `0-18` 42–52.
    pub through: Option<u16>,
    /// The items of the paragraph that may be cited.
    pub items: Vec<char>,
    /// Its name on the screen: `PCYP ¶43–45`, `RCGP: confirm a referral in writing`.
    pub name: String,
    /// What it is about, in a few words.
    pub about: String,
    /// What is known of it.
    pub known: Known,
    /// The document it stands in.
    pub source: Source,
}

/// What is known of a missing place.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Known {
    /// Our own-words summary and how we know.
    Summary(Basis, String),
    /// Only that it exists, and where to look: "see the current guidance".
    NotHeld(String),
}

/// How we know what a summary says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Basis {
    /// Read in a published source.
    Seen,
    /// Some of it read in a published source.
    SeenInPart,
    /// Confirmed through another publisher, not seen in the source itself.
    Indirect,
}

/// A document that references point into.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Id in citations.
    pub id: String,
    /// Short name in labels.
    pub short: String,
    /// Title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Edition, standing, where it holds. Ours.
    pub note: String,
}

impl Reference {
    /// Whether this declares the place that `cite` names.
    pub fn covers(&self, cite: &Cite) -> bool {
        if cite.document != self.cite.document {
            return false;
        }
        match (&self.cite.place, &cite.place) {
            (CitePlace::Paragraph(first, _), CitePlace::Paragraph(number, item)) => {
                (*first..=self.through.unwrap_or(*first)).contains(number)
                    && item.is_none_or(|item| self.items.contains(&item))
            }
            (mine, theirs) => mine == theirs,
        }
    }

    /// What the screen says of it: our summary, or that it is not held and where to look.
    pub fn text(&self) -> &str {
        match &self.known {
            Known::Summary(_, text) | Known::NotHeld(text) => text,
        }
    }

    /// Whether there is a summary.
    pub fn has_summary(&self) -> bool {
        matches!(self.known, Known::Summary(..))
    }

    /// The line above the text that marks it as ours and says how we know.
    pub fn basis(&self) -> &'static str {
        match &self.known {
            Known::Summary(basis, _) => basis.label(),
            Known::NotHeld(_) => "Not included here.",
        }
    }
}

impl Basis {
    /// The mark of a summary on the screen and in exports.
    pub fn label(self) -> &'static str {
        match self {
            Self::Seen => "Our summary, from a published source.",
            Self::SeenInPart => "Our summary, partly from a published source.",
            Self::Indirect => {
                "Our summary, confirmed through another publisher and not in the source itself."
            }
        }
    }
}

/// The file `references.ron`.
#[derive(Deserialize)]
#[serde(rename = "References", deny_unknown_fields)]
pub(super) struct ReferencesFile {
    pub(super) sources: Vec<Source>,
    pub(super) references: Vec<ReferenceEntry>,
}

/// One reference in the file.
#[derive(Deserialize)]
#[serde(rename = "Reference", deny_unknown_fields)]
pub(super) struct ReferenceEntry {
    pub(super) cite: Cite,
    #[serde(default)]
    pub(super) through: Option<u16>,
    #[serde(default)]
    pub(super) items: Vec<char>,
    /// Only for a named place; a paragraph's name follows from its number.
    #[serde(default)]
    pub(super) name: Option<String>,
    pub(super) about: String,
    pub(super) known: Known,
}

impl ReferenceEntry {
    /// The reference, given the document it stands in.
    pub(super) fn into_reference(self, source: Source) -> Reference {
        let name = self.name.unwrap_or_else(|| match (&self.cite.place, self.through) {
            (CitePlace::Paragraph(first, _), Some(last)) => {
                format!("{} ¶{first}–{last}", source.short)
            }
            (CitePlace::Paragraph(number, item), None) => {
                paragraph_label(&source.short, *number, *item)
            }
            (CitePlace::Named(_), _) => self.cite.label(),
        });
        Reference {
            cite: self.cite,
            through: self.through,
            items: self.items,
            name,
            about: self.about,
            known: self.known,
            source,
        }
    }
}
