//! A document as one column: each held paragraph under a heading of ours, with what applies today
//! before what the GMC has removed since; and what is not included, in our words.

use egui::{Align, Id, Ui};

use super::column::Section;
use super::copied::copy_ui;
use super::paragraph::Shown;
use super::{GuidanceScreen, GuidanceView, InHand, Opened, Scroll, own};
use crate::app::events::{Citing, Event};
use crate::app::theme::{self, Token};
use crate::app::views::quoted;
use crate::app::widgets::{self, Run, Tone};
use crate::base::time;
use crate::guidance::search::Part;
use crate::guidance::{
    Cite, CitePlace, Document, DocumentStanding, HeldParagraph, Library, Paragraph, Reference,
    Resolved, Standing,
};

impl GuidanceScreen {
    /// What stands above the column and does not scroll: which place is read, whose the words are,
    /// and what can be done with it.
    pub(super) fn head_ui(&mut self, ui: &mut Ui, view: &GuidanceView<'_>, out: &mut Vec<Event>) {
        self.search_ui(ui, view);
        self.back_ui(ui, view);
        if self.ledger.open {
            widgets::title(ui, "Ledger");
        } else if let Some(own) = self.own.clone() {
            own::head_ui(ui, view, &own, out);
        } else if let Some(place) = self.place.clone() {
            let library = view.library;
            let in_hand = library.held(&place).map_or(InHand::None, |held| {
                InHand::of(view, &library.label(&place), || held.quote())
            });
            ui.horizontal_wrapped(|ui| {
                widgets::title(ui, &name_of(library, &place));
                ui.add_space(theme::spaces().s);
                in_hand.cite_ui(ui, || Citing::Held(place.clone()), out);
                copy_ui(ui, &library.label(&place), || library.citation(&place), out);
            });
            in_hand.cited_ui(ui, out);
            // Where there is little room, it stands at the head of the column instead.
            if self.room.list {
                whose_ui(ui, view.library.held(&place).is_some());
            }
        }
    }

    fn back_ui(&mut self, ui: &mut Ui, view: &GuidanceView<'_>) {
        if self.ledger.left && widgets::link(ui, "Back to the ledger", None).clicked() {
            self.open_ledger(true);
            return;
        }
        let Some(from) = self.trail.last().cloned() else { return };
        let label = format!("Back to {}", view.library.label(&from));
        if widgets::link(ui, &label, None).clicked() {
            self.trail.pop();
            self.go(view.library, &from);
        }
    }

    /// The column of what the place in hand stands in.
    pub(super) fn main_ui(&mut self, ui: &mut Ui, view: &GuidanceView<'_>, out: &mut Vec<Event>) {
        if self.ledger.open {
            self.begin_at_top(ui);
            self.ledger_ui(ui, view);
            return;
        }
        if let Some(own) = self.own.clone() {
            self.own_ui(ui, view, &own, out);
            return;
        }
        let Some(place) = self.place.clone() else { return };
        match view.library.resolve(&place) {
            Some(Resolved::Held(held)) => self.document_ui(ui, view, held.document, out),
            _ => self.references_ui(ui, view),
        }
    }

    /// A page that is no column begins at its top.
    pub(super) fn begin_at_top(&mut self, ui: &Ui) {
        self.scrolling = std::mem::take(&mut self.scroll);
        if self.scrolling == Scroll::Place {
            let line = egui::Rect::from_min_size(ui.cursor().min, egui::vec2(1.0, 1.0));
            ui.scroll_to_rect(line.expand(theme::spaces().s), Some(Align::TOP));
        }
    }

    /// Where the column is to go in this frame: to the section at this place, if it was sent there.
    pub(super) fn begin(&mut self, index: Option<usize>) {
        self.scrolling = Scroll::Stay;
        let wanted = std::mem::take(&mut self.scroll);
        if let Some(index) = index.filter(|_| wanted != Scroll::Stay) {
            self.wanted = wanted;
            self.column.bring(index);
        }
    }

    /// Whether the section that is painted next scrolls to what is sought in it.
    pub(super) fn scroll_in(&mut self, now: bool) {
        self.scrolling = if now { self.wanted } else { Scroll::Stay };
    }

    fn document_ui(
        &mut self,
        ui: &mut Ui,
        view: &GuidanceView<'_>,
        document: &Document,
        out: &mut Vec<Event>,
    ) {
        document_banner(ui, document);
        if !self.room.list {
            whose_ui(ui, true);
        }
        let sections: Vec<Section> =
            document.paragraphs.iter().map(|one| section(view.library, document, one)).collect();
        let here = |one: &Paragraph| {
            self.place.as_ref() == Some(&Cite::paragraph(&document.id, one.number))
        };
        self.begin(document.paragraphs.iter().position(here));
        let mut column = std::mem::take(&mut self.column);
        let of = Id::unique(("guidance column", &document.id));
        let read = column.ui(ui, of, &sections, |ui, index, now| {
            self.scroll_in(now);
            if let Some(paragraph) = document.paragraphs.get(index) {
                self.held_ui(ui, view, HeldParagraph { document, paragraph, item: None }, out);
            }
        });
        self.column = column;
        if let Some(paragraph) = read.and_then(|index| document.paragraphs.get(index)) {
            self.read(ui, Cite::paragraph(&document.id, paragraph.number));
        }
        ui.add_space(theme::spaces().l);
        notice_ui(ui, document);
    }

    /// The person has scrolled to this place.
    fn read(&mut self, ui: &Ui, place: Cite) {
        if self.place.as_ref() != Some(&place) {
            self.place = Some(place);
            self.item = None;
            // What is said beside it was painted before.
            ui.ctx().request_repaint();
        }
    }

    fn held_ui(
        &mut self,
        ui: &mut Ui,
        view: &GuidanceView<'_>,
        held: HeldParagraph<'_>,
        out: &mut Vec<Event>,
    ) {
        let HeldParagraph { document, paragraph, .. } = held;
        let place = Cite::paragraph(&document.id, paragraph.number);
        ui.add_space(theme::spaces().l);
        widgets::heading(ui, &heading_of(view.library, &place));
        let (_, rest) = first_sentence(&paragraph.banner);
        let shown = match paragraph.standing {
            Standing::Edition => {
                widgets::small(ui, &quoted::age(document, paragraph));
                true
            }
            Standing::Amended => {
                quoted::age_badge(ui, document, paragraph);
                widgets::small(ui, rest);
                true
            }
            Standing::Removed => {
                today_ui(ui, view, &place, paragraph, out);
                self.until_ui(ui, view, document, paragraph)
            }
        };
        if shown {
            if paragraph.standing == Standing::Removed {
                widgets::small(ui, rest);
            }
            self.paragraph_ui(ui, &Shown { view, held, place: &place }, out);
        }
        self.about_in_place_ui(ui, view, &place);
    }

    /// The line above the wording that the GMC has removed, by which it is folded. Whether it is
    /// open.
    fn until_ui(
        &mut self,
        ui: &mut Ui,
        view: &GuidanceView<'_>,
        document: &Document,
        paragraph: &Paragraph,
    ) -> bool {
        let place = Cite::paragraph(&document.id, paragraph.number);
        let open = !self.folded.contains(&place);
        let label = format!("The {} wording", document.in_force.format("%Y"));
        let name = format!("{label} of {}", view.library.label(&place));
        let changed = document.changed.map(|day| format!(" on {}", time::day(day)));
        ui.horizontal_wrapped(|ui| {
            if widgets::disclosure_as(ui, &label, &name, open).clicked() {
                if open {
                    self.folded.insert(place);
                } else {
                    self.folded.remove(&place);
                }
            }
            let when = changed.unwrap_or_default();
            widgets::badge(ui, Tone::Caution, &format!("removed by the GMC{when}"));
        });
        open
    }

    /// What stands beside a place, below it where there is no room beside: folded.
    pub(super) fn about_in_place_ui(&mut self, ui: &mut Ui, view: &GuidanceView<'_>, place: &Cite) {
        if self.room.side {
            return;
        }
        let opens = (place.clone(), Opened::About);
        let open = self.opened.contains(&opens);
        let name = format!("More about {}", view.library.label(place));
        if widgets::disclosure(ui, &name, open).clicked() {
            self.toggle(opens);
        }
        if open {
            widgets::card(ui, |ui| self.about_ui(ui, view, place));
        }
    }

    /// Everything that is declared missing, in our words, by the document that it stands in.
    fn references_ui(&mut self, ui: &mut Ui, view: &GuidanceView<'_>) {
        let references = view.library.references();
        let sections: Vec<Section> = references
            .iter()
            .map(|one| Section {
                key: Id::unique(("guidance section", &one.cite)),
                heading: heading_of(view.library, &one.cite),
                length: one.text().len(),
            })
            .collect();
        self.begin(references.iter().position(|one| self.place.as_ref() == Some(&one.cite)));
        let mut column = std::mem::take(&mut self.column);
        let of = Id::unique("guidance column of what is not included");
        let read = column.ui(ui, of, &sections, |ui, index, now| {
            self.scroll_in(now);
            let Some(reference) = references.get(index) else { return };
            let before = index.checked_sub(1).and_then(|index| references.get(index));
            let begins = before.is_none_or(|one| one.source.id != reference.source.id);
            self.reference_ui(ui, view, reference, begins);
        });
        self.column = column;
        if let Some(reference) = read.and_then(|index| references.get(index)) {
            self.read(ui, reference.cite.clone());
        }
    }

    fn reference_ui(
        &mut self,
        ui: &mut Ui,
        view: &GuidanceView<'_>,
        reference: &Reference,
        begins: bool,
    ) {
        let source = &reference.source;
        if begins {
            widgets::small_heading(ui, &source.title);
            widgets::small(ui, &format!("{}. {}", source.publisher, source.note));
        }
        ui.add_space(theme::spaces().m);
        widgets::heading(ui, &heading_of(view.library, &reference.cite));
        let copy = view.quoting().copy;
        if let Some((copy, instead)) = copy.and_then(|c| Some((c, c.instead_of(reference)?))) {
            widgets::quote(ui, |ui| quoted::copied(ui, &copy, &instead, reference));
        }
        self.text_ui(ui, &reference.cite, Part::Summary, reference.text());
        widgets::small(ui, reference.basis());
        self.about_in_place_ui(ui, view, &reference.cite);
    }
}

/// Whose the words below are.
fn whose_ui(ui: &mut Ui, held: bool) {
    widgets::small(
        ui,
        if held {
            "The headings are this app’s own. The text is the GMC’s, word for word."
        } else {
            "This app’s own words. The text is not included."
        },
    );
}

/// A paragraph before it is laid out.
fn section(library: &Library, document: &Document, paragraph: &Paragraph) -> Section {
    let place = Cite::paragraph(&document.id, paragraph.number);
    Section {
        key: Id::unique(("guidance section", &place)),
        heading: heading_of(library, &place),
        length: paragraph.blocks.iter().map(|block| block.text.len()).sum(),
    }
}

/// A place by its name: a summary of several paragraphs says so.
fn name_of(library: &Library, place: &Cite) -> String {
    match library.resolve(place) {
        Some(Resolved::Missing(reference)) => reference.name.clone(),
        _ => library.label(place),
    }
}

/// The heading of a section: the number and our words, "61 Tell someone promptly …"; of what is not
/// included its name and what it is about.
pub(super) fn heading_of(library: &Library, place: &Cite) -> String {
    match (library.resolve(place), &place.place) {
        (Some(Resolved::Missing(reference)), _) if reference.name.ends_with(&reference.about) => {
            reference.name.clone()
        }
        (Some(Resolved::Missing(reference)), _) => {
            format!("{} – {}", reference.name, reference.about)
        }
        (_, CitePlace::Paragraph(number, _)) => format!("{number} {}", library.heading(place)),
        _ => library.label(place),
    }
}

/// What is in force in place of a paragraph that the GMC has removed.
fn today_ui(
    ui: &mut Ui,
    view: &GuidanceView<'_>,
    place: &Cite,
    paragraph: &Paragraph,
    out: &mut Vec<Event>,
) {
    let label = view.library.label(place);
    let from = quoted::Quoting { beside: Some(&label), ..view.quoting() };
    let now: Vec<String> = paragraph.now.iter().map(|cite| view.library.label(cite)).collect();
    if paragraph.now.is_empty() {
        widgets::small_heading(ui, "What applies today");
        widgets::small(ui, "We do not know today’s paragraph. See the current guidance.");
    } else {
        widgets::small_heading(ui, &format!("What applies today: {}", now.join(", ")));
    }
    // Two paragraphs may share one summary: it is shown once.
    let mut shown: Vec<Resolved<'_>> = Vec::new();
    for cite in &paragraph.now {
        if let Some(now) = view.library.resolve(cite)
            && !shown.contains(&now)
        {
            shown.push(now);
            quoted::quoted(ui, &from, cite, out);
        }
    }
}

/// Whose the text is, and with what leave it stands here.
pub(super) fn notice_ui(ui: &mut Ui, document: &Document) {
    let Document { copyright, title, edition, acknowledgement, .. } = document;
    widgets::small(ui, &format!("{copyright}. {title} ({edition}). {acknowledgement}"));
}

/// The age of the whole document.
fn document_banner(ui: &mut Ui, document: &Document) {
    let (tone, ink) = match document.standing {
        DocumentStanding::Historic => (Tone::Caution, Token::Caution),
        DocumentStanding::Current => (Tone::Plain, Token::Soft),
    };
    let (first, rest) = first_sentence(&document.banner);
    widgets::banner(ui, tone, |ui| {
        let runs = [
            Run { ink, ..Run::strong(first) },
            Run { ink, ..Run::plain(" ") },
            Run { ink, ..Run::plain(rest) },
        ];
        widgets::marked(ui, theme::sizes().control, &runs);
    });
}

/// The first sentence with its full stop, and the rest.
fn first_sentence(text: &str) -> (&str, &str) {
    text.find(". ")
        .and_then(|at| text.split_at_checked(at + 1))
        .map_or((text, ""), |(a, b)| (a, b.trim_start()))
}
