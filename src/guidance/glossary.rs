//! Notes beside old names: what a board, a review or a procedure is called today, and where.

use std::cmp::Reverse;

use serde::Deserialize;

use super::nation::Nation;
use super::text::TermAt;
use crate::base::fold;

/// A name in the texts that has changed or that differs by nation. The note is ours; the
/// GMC's words are never altered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Id: `partnership`, `review`.
    pub id: String,
    /// What it is, in general.
    pub name: String,
    /// The phrases in the texts that it explains.
    pub phrases: Vec<String>,
    /// The note.
    pub note: Note,
}

/// What stands beside the name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Note {
    /// The same in all four nations.
    Everywhere(String),
    /// One for each nation.
    ByNation {
        /// England.
        england: String,
        /// Wales.
        wales: String,
        /// Scotland.
        scotland: String,
        /// Northern Ireland.
        northern_ireland: String,
    },
}

impl Term {
    /// The note for a doctor in `nation`.
    pub fn note(&self, nation: Nation) -> &str {
        self.note.text(nation)
    }

    /// The note for a doctor in `nation`; where none is chosen and they differ, all four.
    pub fn notes(&self, nation: Option<Nation>) -> Vec<&str> {
        self.note.of(nation).into_iter().map(|(_, note)| note).collect()
    }
}

impl Term {
    /// Whether the nations have different notes.
    pub fn differs(&self) -> bool {
        matches!(self.note, Note::ByNation { .. })
    }
}

impl Note {
    /// Its words for `nation`. Where none is chosen and they differ, those of all four, each
    /// with its nation: no nation is taken for another.
    pub fn of(&self, nation: Option<Nation>) -> Vec<(Option<Nation>, &str)> {
        match (self, nation) {
            (Self::ByNation { .. }, None) => {
                Nation::ALL.into_iter().map(|nation| (Some(nation), self.text(nation))).collect()
            }
            (_, nation) => vec![(None, self.text(nation.unwrap_or(Nation::England)))],
        }
    }

    /// The same as lines: "Wales: …" where none is chosen.
    pub fn lines(&self, nation: Option<Nation>) -> Vec<String> {
        let line = |(nation, words): (Option<Nation>, &str)| match nation {
            Some(nation) => format!("{}: {words}", nation.label()),
            None => words.to_owned(),
        };
        self.of(nation).into_iter().map(line).collect()
    }

    /// Its words for `nation`.
    pub fn text(&self, nation: Nation) -> &str {
        match (self, nation) {
            (Self::Everywhere(note), _)
            | (Self::ByNation { england: note, .. }, Nation::England)
            | (Self::ByNation { wales: note, .. }, Nation::Wales)
            | (Self::ByNation { scotland: note, .. }, Nation::Scotland)
            | (Self::ByNation { northern_ireland: note, .. }, Nation::NorthernIreland) => note,
        }
    }
}

/// The file `glossary.ron`.
#[derive(Deserialize)]
#[serde(rename = "Glossary", deny_unknown_fields)]
pub(super) struct GlossaryFile {
    pub(super) terms: Vec<Term>,
}

/// Where the terms stand in `text` as whole words, first to last, not overlapping: of two
/// that overlap the earlier counts, of two that begin together the longer.
pub(super) fn find(text: &str, terms: &[Term]) -> Vec<TermAt> {
    let mut found = Vec::new();
    for term in terms {
        for phrase in &term.phrases {
            let hits = fold::hits(text, phrase).into_iter();
            let words = hits.filter(|range| {
                let before = text.get(..range.start).and_then(|t| t.chars().next_back());
                let after = text.get(range.end..).and_then(|t| t.chars().next());
                [before, after].iter().flatten().all(|c| !c.is_alphanumeric())
            });
            found.extend(words.map(|range| TermAt { range, term: term.id.clone() }));
        }
    }
    found.sort_by_key(|at: &TermAt| (at.range.start, Reverse(at.range.end)));
    let mut end = 0;
    found.retain(|at| {
        let free = at.range.start >= end;
        if free {
            end = at.range.end;
        }
        free
    });
    found
}
