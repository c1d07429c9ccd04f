//! Search as typed over the texts and our summaries, from hit to hit.

use std::collections::BTreeMap;
use std::ops::Range;

use egui::{Id, Ui};

use super::{GuidanceScreen, GuidanceView, Opened, Own, Scroll};
use crate::app::widgets::{self, Search, Sought};
use crate::guidance::local::{LocalFound, LocalPart};
use crate::guidance::search::{Part, SearchHit, nth};
use crate::guidance::{Cite, LocalCite};

/// What the query found. Made anew only when the query changes.
#[derive(Debug, Default)]
pub(super) struct Hits {
    found: Vec<SearchHit>,
    /// How many hits stand in each paragraph and reference.
    counts: BTreeMap<Cite, usize>,
    /// What it found in the practice's own guidance: after all that is held.
    own: Vec<LocalFound>,
    own_counts: BTreeMap<LocalCite, usize>,
    /// How many hits stand in what is held.
    held: usize,
    total: usize,
    /// The hit in hand, from 0.
    at: usize,
}

/// The hits of one text, and which of them is in hand.
#[derive(Debug, Default)]
pub(super) struct Marked<'a> {
    pub(super) ranges: &'a [Range<usize>],
    pub(super) now: Option<usize>,
}

impl Hits {
    fn of(view: &GuidanceView<'_>, query: &str) -> Self {
        let found = view.library.search(query);
        let mut counts = BTreeMap::new();
        let mut held = 0;
        for hit in &found {
            *counts.entry(hit.cite.without_item()).or_default() += hit.ranges.len();
            held += hit.ranges.len();
        }
        let own = view.own.shelf.search(query);
        let mut own_counts = BTreeMap::new();
        let mut total = held;
        for hit in &own {
            *own_counts.entry(hit.cite.clone()).or_default() += hit.ranges.len();
            total += hit.ranges.len();
        }
        Self { found, counts, own, own_counts, held, total, at: 0 }
    }

    /// How many hits stand in this paragraph of the practice's own guidance.
    pub(super) fn own_count(&self, cite: &LocalCite) -> usize {
        self.own_counts.get(cite).copied().unwrap_or(0)
    }

    /// The hits in one text of such a paragraph.
    pub(super) fn within_own(&self, cite: &LocalCite, part: LocalPart) -> Marked<'_> {
        let mut before = self.held;
        for hit in &self.own {
            if hit.part == part && hit.cite == *cite {
                let now = self.at.checked_sub(before).filter(|at| *at < hit.ranges.len());
                return Marked { ranges: &hit.ranges, now };
            }
            before += hit.ranges.len();
        }
        Marked::default()
    }

    /// The number of the first hit in this paragraph of the practice's own guidance.
    fn first_in_own(&self, cite: &LocalCite) -> Option<usize> {
        let at = self.own.iter().position(|hit| hit.cite == *cite)?;
        let before: usize = self.own.iter().take(at).map(|hit| hit.ranges.len()).sum();
        Some(self.held + before)
    }

    /// The paragraph of the practice's own guidance in which the hit in hand stands.
    fn own_in_hand(&self) -> Option<&LocalCite> {
        let mut at = self.at.checked_sub(self.held)?;
        for hit in &self.own {
            if at < hit.ranges.len() {
                return Some(&hit.cite);
            }
            at -= hit.ranges.len();
        }
        None
    }

    /// How many hits stand in this paragraph or reference.
    pub(super) fn count(&self, place: &Cite) -> usize {
        self.counts.get(place).copied().unwrap_or(0)
    }

    /// The hits in one text of a paragraph or reference.
    pub(super) fn within(&self, place: &Cite, part: Part) -> Marked<'_> {
        let mut before = 0;
        for hit in &self.found {
            if hit.part == part && hit.cite.without_item() == *place {
                let now = self.at.checked_sub(before).filter(|at| *at < hit.ranges.len());
                return Marked { ranges: &hit.ranges, now };
            }
            before += hit.ranges.len();
        }
        Marked::default()
    }

    /// The number of the first hit in this place.
    fn first_in(&self, place: &Cite) -> Option<usize> {
        let mut before = 0;
        for hit in &self.found {
            if hit.cite.without_item() == *place {
                return Some(before);
            }
            before += hit.ranges.len();
        }
        None
    }
}

impl GuidanceScreen {
    pub(super) fn search_ui(&mut self, ui: &mut Ui, view: &GuidanceView<'_>) {
        let empty = self.query.trim().is_empty();
        let said = match self.hits.total {
            _ if self.ledger.open && !empty => self.ledger.said(view.ledger),
            0 if empty => String::new(),
            0 => "Nothing found".to_owned(),
            total => format!("{} of {total}", self.hits.at + 1),
        };
        // In the ledger the search leaves out what does not have it; there is no next hit.
        let some = self.hits.total > 0 && !self.ledger.open;
        let line = Search {
            id: Id::unique("guidance search"),
            label: "Search the guidance",
            said: &said,
            hits: some,
            grab: std::mem::take(&mut self.grab),
        };
        let Sought { changed, next, previous } = widgets::search_line(ui, line, &mut self.query);
        if !empty && !some && !self.ledger.open {
            widgets::small(
                ui,
                "This searches only the paragraphs included here, our summaries and your \
                 practice’s own guidance.",
            );
        }
        if changed {
            self.ledger.sought(view.ledger, &self.query);
            self.sought(view);
        }
        self.step(view, previous, next);
    }

    /// The query is another one: search, and go to the first hit, in the paragraph shown if
    /// there is one.
    fn sought(&mut self, view: &GuidanceView<'_>) {
        self.hits = Hits::of(view, &self.query);
        let here = match &self.own {
            Some(Own::Paragraph(cite)) => self.hits.first_in_own(cite),
            Some(_) => None,
            None => self.place.as_ref().and_then(|place| self.hits.first_in(place)),
        };
        self.hits.at = here.unwrap_or(0);
        if !self.ledger.open {
            self.show_hit(view);
        }
    }

    /// The same query over what was read anew; nobody is moved by that.
    pub(super) fn search_again(&mut self, view: &GuidanceView<'_>) {
        let at = self.hits.at;
        self.hits = Hits::of(view, &self.query);
        self.hits.at = at.min(self.hits.total.saturating_sub(1));
    }

    /// To the next or the previous hit, round the end.
    pub(super) fn step(&mut self, view: &GuidanceView<'_>, previous: bool, next: bool) {
        let total = self.hits.total;
        if total == 0 || previous == next || self.ledger.open {
            return;
        }
        let by = if next { 1 } else { total - 1 };
        self.hits.at = (self.hits.at + by) % total;
        self.show_hit(view);
    }

    fn show_hit(&mut self, view: &GuidanceView<'_>) {
        if let Some(cite) = self.hits.own_in_hand() {
            self.own = Some(Own::Paragraph(cite.clone()));
            self.scroll = Scroll::Hit;
            return;
        }
        let Some((hit, _)) = nth(&self.hits.found, self.hits.at) else { return };
        let (place, part) = (hit.cite.without_item(), hit.part);
        if !self.is_here(&place) {
            self.go(view.library, &place);
        }
        self.item = None;
        if let Part::Footnote(index) = part {
            self.opened.insert((place.clone(), Opened::Footnote(index)));
        }
        self.folded.remove(&place);
        self.scroll = Scroll::Hit;
    }
}
