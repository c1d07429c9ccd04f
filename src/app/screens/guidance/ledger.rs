//! The ledger: what this app does about each must, should and may. Below a paragraph, sentence
//! by sentence; and whole, as a page of its own.

use std::ops::Range;

use egui::{Align, Id, Ui};

use super::place::notice_ui;
use super::{GuidanceScreen, GuidanceView, Opened, Scroll};
use crate::app::theme::{self, Token};
use crate::app::views::quoted;
use crate::app::widgets::{self, Run};
use crate::base::fold;
use crate::guidance::{Block, Cite, Piece, Verb, VerbAt};
use crate::pathway::ledger::{Line, Missing, Page, Row};

/// The page of the whole ledger.
#[derive(Debug, Default)]
pub(super) struct LedgerPage {
    /// Whether it is shown, in place of a paragraph.
    pub(super) open: bool,
    /// Whether the paragraph that is shown was reached from it.
    pub(super) left: bool,
    /// Begin at the paragraph that was read last.
    at_place: bool,
    which: Which,
    /// What the query finds in it. Made anew only when the query changes.
    found: SentencesFound,
}

/// Which sentences are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Which {
    #[default]
    All,
    Must,
    Should,
    May,
    Silent,
    NotHeld,
}

/// What a query finds in the ledger.
#[derive(Debug, Default)]
struct SentencesFound {
    sought: bool,
    /// The rows by place, each with the hits in its sentence, which can be none: the query
    /// stands in what is done, too.
    rows: Vec<(usize, Vec<Range<usize>>)>,
    /// What is not held, by place.
    missing: Vec<usize>,
}

impl Which {
    const ALL: [(Self, &'static str); 6] = [
        (Self::All, "All"),
        (Self::Must, "must"),
        (Self::Should, "should"),
        (Self::May, "may"),
        (Self::Silent, "may, no permission"),
        (Self::NotHeld, "Not included"),
    ];

    fn shows(self, row: &Row) -> bool {
        let binds = row.spot.binds;
        match self {
            Self::All => true,
            Self::Must => binds && matches!(row.spot.verb, Verb::Must | Verb::MustNot),
            Self::Should => binds && matches!(row.spot.verb, Verb::Should | Verb::ShouldNot),
            Self::May => binds && row.spot.verb == Verb::May,
            Self::Silent => !binds,
            Self::NotHeld => false,
        }
    }
}

impl LedgerPage {
    /// How many sentences the query finds; none without one.
    pub(super) fn hits(&self) -> usize {
        self.found.rows.len()
    }

    /// The query is another one.
    pub(super) fn sought(&mut self, page: &Page, query: &str) {
        self.found =
            SentencesFound { sought: !query.trim().is_empty(), ..SentencesFound::default() };
        if !self.found.sought {
            return;
        }
        for (at, row) in page.rows.iter().enumerate() {
            let hits = fold::hits(&row.quote, query);
            let ours = |line: &Line| {
                fold::contains(&line.text, query)
                    || line.outcomes.iter().any(|outcome| fold::contains(outcome, query))
            };
            if !hits.is_empty() || row.lines.iter().any(ours) {
                self.found.rows.push((at, hits));
            }
        }
        for (at, one) in page.missing.iter().enumerate() {
            let texts = [&one.name, &one.about, &one.text];
            if texts.iter().any(|text| fold::contains(text, query)) {
                self.found.missing.push(at);
            }
        }
    }

    /// How many of the verbs are shown, in words.
    pub(super) fn said(&self, page: &Page) -> String {
        let shown = page.rows.iter().enumerate();
        let shown = shown.filter(|(at, row)| self.hits_of(*at).is_some() && self.which.shows(row));
        let missing = self.missing(page).count();
        match (self.which, missing) {
            (Which::NotHeld, 1) => "1 place not included".to_owned(),
            (Which::NotHeld, n) => format!("{n} places not included"),
            _ => format!("{} of {} verbs", shown.count(), page.rows.len()),
        }
    }

    /// The hits in this row's sentence; `None` if the row is not found.
    fn hits_of(&self, at: usize) -> Option<&[Range<usize>]> {
        if !self.found.sought {
            return Some(&[]);
        }
        let found = self.found.rows.iter().find(|(row, _)| *row == at);
        found.map(|(_, hits)| hits.as_slice())
    }

    /// What is not held and is shown.
    fn missing<'p>(&self, page: &'p Page) -> impl Iterator<Item = &'p Missing> {
        let all = !self.found.sought;
        let shown = matches!(self.which, Which::All | Which::NotHeld);
        let found = &self.found.missing;
        let one = move |(at, _): &(usize, &Missing)| shown && (all || found.contains(at));
        page.missing.iter().enumerate().filter(one).map(|(_, one)| one)
    }
}

impl GuidanceScreen {
    /// Shows the whole ledger; `at_place`: at the paragraph in hand.
    pub(super) fn open_ledger(&mut self, at_place: bool) {
        self.trail.clear();
        self.own = None;
        self.ledger.open = true;
        self.ledger.left = false;
        self.ledger.at_place = at_place;
        self.scroll = Scroll::Place;
    }

    /// Each sentence of the paragraph in hand that has a verb, to be opened.
    pub(super) fn sentences_ui(&mut self, ui: &mut Ui, view: &GuidanceView<'_>, place: &Cite) {
        let here = |(_, row): &(usize, &Row)| row.spot.cite.without_item() == *place;
        let mut first = true;
        let mut toggled = None;
        for (at, row) in view.ledger.rows.iter().enumerate().filter(here) {
            if first {
                ui.add_space(theme::spaces().m);
                widgets::heading(ui, "What this app does about each sentence");
                widgets::small(ui, "The words in “ ” are the GMC’s. All others are this app’s.");
                first = false;
            }
            let opens = (place.clone(), Opened::Sentence(at));
            let open = self.opened.contains(&opens);
            let label = format!("“{}”", row.words);
            let name = format!("What this app does about this sentence: {label}");
            if widgets::disclosure_as(ui, &label, &name, open).clicked() {
                toggled = Some(opens);
            }
            if open {
                widgets::group(ui, Id::unique(("sentence", at)), &name, |ui| {
                    widgets::card(ui, |ui| lines_ui(ui, row));
                });
            }
        }
        if first {
            widgets::small(ui, "This paragraph has no must, should or may.");
        }
        let name = "The whole ledger: what this app does about each must, should and may";
        if widgets::link(ui, "The whole ledger", Some(name)).clicked() {
            self.open_ledger(true);
        }
        if let Some(opens) = toggled {
            self.toggle(opens);
        }
    }

    /// The whole ledger.
    pub(super) fn ledger_ui(&mut self, ui: &mut Ui, view: &GuidanceView<'_>) {
        let spaces = theme::spaces();
        widgets::soft(
            ui,
            "What this app does about each must, should and may of the paragraphs it includes. \
             The quoted sentences are the GMC’s, word for word. Everything else is this app’s \
             own.",
        );
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(spaces.xs, spaces.xs);
            for (which, label) in Which::ALL {
                let chosen = self.ledger.which == which;
                if widgets::segment(ui, label, chosen).clicked() {
                    self.ledger.which = which;
                }
            }
        });
        widgets::status(ui, &self.ledger.said(view.ledger), Token::Soft);
        let mut to = None;
        let mut last: Option<Cite> = None;
        for (at, row) in view.ledger.rows.iter().enumerate() {
            let Some(hits) = self.ledger.hits_of(at) else { continue };
            if !self.ledger.which.shows(row) {
                continue;
            }
            let paragraph = row.spot.cite.without_item();
            if last.as_ref() != Some(&paragraph) {
                ui.add_space(spaces.m);
                let top = ui.cursor().min;
                if self.scrolling == Scroll::Place
                    && self.ledger.at_place
                    && self.place.as_ref() == Some(&paragraph)
                {
                    let line = egui::Rect::from_min_size(top, egui::vec2(1.0, 1.0));
                    ui.scroll_to_rect(line.expand(spaces.s), Some(Align::TOP));
                }
                to = to.or(paragraph_ui(ui, view, &paragraph));
                last = Some(paragraph);
            }
            let name = format!("{}, {}: what this app does", row.label, row.spot.verb.label());
            widgets::group(ui, Id::unique(("ledger row", at)), &name, |ui| {
                widgets::card(ui, |ui| {
                    widgets::quote(ui, |ui| quote_ui(ui, row, hits));
                    ui.add_space(spaces.xs);
                    lines_ui(ui, row);
                });
            });
        }
        if self.ledger.which == Which::All && !self.ledger.found.sought {
            to = to.or(reading_ui(ui, view));
        }
        let missing: Vec<&Missing> = self.ledger.missing(view.ledger).collect();
        if !missing.is_empty() {
            ui.add_space(spaces.m);
            widgets::heading(ui, "Not included, and what is based on it");
            widgets::soft(
                ui,
                "The texts and the duties refer to these. What we know is in this app’s words, \
                 with how we know it.",
            );
        }
        for one in missing {
            if missing_ui(ui, one) {
                to = Some(one.cite.clone());
            }
        }
        ui.add_space(spaces.s);
        for document in view.library.documents() {
            notice_ui(ui, document);
        }
        if let Some(cite) = to {
            self.trail.clear();
            self.go(view.library, &cite);
            self.ledger.left = true;
        }
    }

    /// Beside the ledger: what the verbs mean.
    pub(super) fn verbs_ui(ui: &mut Ui, page: &Page) {
        widgets::heading(ui, "The verbs");
        widgets::small(ui, "What the GMC means by them, in our words.");
        for (words, verb) in [("must", Verb::Must), ("should", Verb::Should), ("may", Verb::May)] {
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                widgets::strong_small(ui, words);
                widgets::small(ui, verb.meaning());
            });
        }
        ui.add_space(theme::spaces().m);
        widgets::heading(ui, "Known indirectly");
        widgets::small(
            ui,
            "These summaries were confirmed through another publisher, not in the source itself.",
        );
        for one in page.missing.iter().filter(|one| one.indirect) {
            widgets::small(ui, &format!("{}: {}", one.name, one.about));
            widgets::rule(ui);
        }
    }
}

/// The paragraph that the rows below stand in, its age, and what is in force in its place.
/// The one to be read.
fn paragraph_ui(ui: &mut Ui, view: &GuidanceView<'_>, cite: &Cite) -> Option<Cite> {
    let mut to = None;
    let label = view.library.label(cite);
    ui.horizontal_wrapped(|ui| {
        if widgets::link(ui, &label, Some(&format!("{label}: read it"))).clicked() {
            to = Some(cite.clone());
        }
        if let Some(held) = view.library.held(cite) {
            quoted::age_badge(ui, held.document, held.paragraph);
        }
    });
    let now = view.library.now(cite);
    if !now.is_empty() {
        ui.horizontal_wrapped(|ui| {
            widgets::small(ui, "In force today:");
            for cite in now {
                let now = view.library.label(cite);
                let name = format!("{now}, in force today in place of {label}: read it");
                if widgets::link(ui, &now, Some(&name)).clicked() {
                    to = Some(cite.clone());
                }
            }
        });
    }
    to
}

/// The sentence to the letter, its verb heavier, hits marked.
fn quote_ui(ui: &mut Ui, row: &Row, hits: &[Range<usize>]) {
    let block = Block {
        text: row.quote.clone(),
        verbs: vec![VerbAt { range: row.verb.clone(), verb: row.spot.verb }],
        ..Block::default()
    };
    let pieces = block.pieces(hits);
    let runs: Vec<Run<'_>> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Words { text, verb, hit, .. } => Some(Run {
                strong: verb.is_some(),
                on: hit.map(|_| Token::HitGround),
                ..Run::plain(text)
            }),
            Piece::Mark(_) => None,
        })
        .collect();
    widgets::marked(ui, theme::sizes().control, &runs);
}

/// What is done about a sentence.
fn lines_ui(ui: &mut Ui, row: &Row) {
    for line in &row.lines {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            let head = format!("{}: ", line.under.label());
            let size = theme::sizes().control;
            widgets::marked(ui, size, &[Run::strong(&head), Run::plain(&line.text)]);
            if !line.outcomes.is_empty() {
                let outcomes = line.outcomes.join(" · ");
                widgets::small(ui, &format!("Outcomes: {outcomes}"));
            }
        });
    }
}

/// Whole paragraphs that are there for reading. The one to be read.
fn reading_ui(ui: &mut Ui, view: &GuidanceView<'_>) -> Option<Cite> {
    ui.add_space(theme::spaces().m);
    widgets::heading(ui, "Paragraphs for reading");
    let mut to = None;
    for (cite, because) in &view.ledger.reading {
        let label = view.library.label(cite);
        let name = format!("{label}, for reading: read it");
        if widgets::link(ui, &label, Some(&name)).clicked() {
            to = Some(cite.clone());
        }
        widgets::small(ui, because);
    }
    to
}

/// Something that is not held. Whether it is to be read.
fn missing_ui(ui: &mut Ui, one: &Missing) -> bool {
    let mut read = false;
    widgets::card(ui, |ui| {
        let name = format!("{}: read what is known", one.name);
        read = widgets::link(ui, &one.name, Some(&name)).clicked();
        let size = theme::sizes().control;
        let head = format!("{} ", one.basis);
        widgets::marked(ui, size, &[Run::strong(&head), Run::plain(&one.text)]);
        let mut rests: Vec<String> =
            one.questions.iter().map(|title| format!("Question: {title}")).collect();
        rests.extend(one.duties.iter().map(|(verb, text)| {
            let under = crate::pathway::ledger::Under::Duty(*verb);
            format!("{}: {text}", under.label())
        }));
        if rests.is_empty() {
            widgets::small(ui, "No question and no duty is based on it.");
        } else {
            widgets::small_heading(ui, "What is based on it");
        }
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for line in &rests {
                widgets::small(ui, line);
            }
        });
        if !one.referring.is_empty() {
            widgets::small(ui, &format!("Referred to by {}.", one.referring.join(", ")));
        }
        if !one.replaced.is_empty() {
            widgets::small(ui, &format!("Takes the place of {}.", one.replaced.join(", ")));
        }
    });
    read
}
