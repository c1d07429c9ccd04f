//! The place in hand: a held paragraph with its age, or our summary of what is not held.

use egui::{Align, Ui};

use super::{GuidanceScreen, InHand, Scroll, View};
use crate::app::events::{Citing, Event};
use crate::app::screens::quoted;
use crate::app::theme::{self, Token};
use crate::app::widgets::{self, Run, Tone};
use crate::guidance::search::Part;
use crate::guidance::{
    Cite, Document, DocumentStanding, HeldParagraph, Reference, Resolved, Standing,
};

impl GuidanceScreen {
    pub(super) fn place_ui(&mut self, ui: &mut Ui, view: &View<'_>, out: &mut Vec<Event>) {
        let Some(place) = self.place.clone() else { return };
        let top = ui.cursor().min;
        self.scrolling = std::mem::take(&mut self.scroll);
        if self.scrolling == Scroll::Place {
            let line = egui::Rect::from_min_size(top, egui::vec2(1.0, 1.0));
            ui.scroll_to_rect(line.expand(theme::spaces().s), Some(Align::TOP));
        }
        if self.ledger.open {
            self.ledger_ui(ui, view);
            return;
        }
        self.back_ui(ui, view);
        match view.library.resolve(&place) {
            Some(Resolved::Held(held)) => self.held_ui(ui, view, &held, &place, out),
            Some(Resolved::Missing(reference)) => self.missing_place_ui(ui, view, reference),
            None => {}
        }
        ui.add_space(theme::spaces().s);
        self.actions_ui(ui, view, &place, out);
        if let Some(Resolved::Held(held)) = view.library.resolve(&place) {
            ui.add_space(theme::spaces().s);
            notice_ui(ui, held.document);
        }
    }

    fn back_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
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

    fn held_ui(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        held: &HeldParagraph<'_>,
        place: &Cite,
        out: &mut Vec<Event>,
    ) {
        let (document, paragraph) = (held.document, held.paragraph);
        document_banner(ui, document);
        ui.add_space(theme::spaces().xs);
        ui.horizontal_wrapped(|ui| {
            widgets::heading(ui, &format!("Paragraph {}", paragraph.number));
            // Of a paragraph as in the edition, the banner has said it.
            if paragraph.standing != Standing::Edition {
                ui.add_space(theme::spaces().xs);
                quoted::age_badge(ui, document, paragraph);
            }
        });
        if paragraph.standing != Standing::Edition {
            let (_, rest) = first_sentence(&paragraph.banner);
            widgets::small(ui, rest);
        }
        ui.add_space(theme::spaces().xs);
        self.paragraph_ui(ui, view, held, place, out);
        self.sentences_ui(ui, view, place);
    }

    fn missing_place_ui(&mut self, ui: &mut Ui, view: &View<'_>, reference: &Reference) {
        let source = &reference.source;
        let copy = view.quoting().copy;
        if let Some((copy, instead)) = copy.and_then(|c| Some((c, c.instead_of(reference)?))) {
            widgets::quote(ui, |ui| quoted::copied(ui, &copy, &instead, reference));
            ui.add_space(theme::spaces().m);
        }
        widgets::banner(ui, Tone::Accent, |ui| {
            let rest = if reference.has_summary() {
                " The text is not included here."
            } else {
                " We only know that it exists."
            };
            let size = theme::sizes().control;
            widgets::marked(ui, size, &[Run::strong(reference.basis()), Run::plain(rest)]);
        });
        ui.add_space(theme::spaces().xs);
        widgets::heading(ui, &reference.name);
        widgets::soft(ui, &reference.about);
        ui.add_space(theme::spaces().xs);
        self.text_ui(ui, &reference.cite, Part::Summary, reference.text());
        widgets::small(ui, &format!("{}, {}. {}", source.publisher, source.title, source.note));
    }

    /// Copy, and the paragraphs before and after.
    fn actions_ui(&mut self, ui: &mut Ui, view: &View<'_>, place: &Cite, out: &mut Vec<Event>) {
        let library = view.library;
        let mut to = None;
        let in_hand = library
            .held(place)
            .map_or(InHand::None, |held| InHand::of(view, &library.label(place), || held.quote()));
        in_hand.cited_ui(ui, out);
        ui.horizontal_wrapped(|ui| {
            in_hand.cite_ui(ui, || Citing::Held(place.clone()), out);
            if widgets::secondary(ui, "Copy citation", None).clicked() {
                let said = format!("Citation of {} copied.", library.label(place));
                out.push(Event::Copy { text: library.citation(place), said });
            }
            let Some(document) = library.document(&place.document) else { return };
            let cites =
                document.paragraphs.iter().map(|one| Cite::paragraph(&document.id, one.number));
            let all: Vec<Cite> = cites.collect();
            let Some(at) = all.iter().position(|cite| cite == place) else { return };
            let before = at.checked_sub(1).and_then(|at| all.get(at));
            for (word, cite) in [("Previous", before), ("Next", all.get(at + 1))] {
                if let Some(cite) = cite
                    && let crate::guidance::CitePlace::Paragraph(number, _) = cite.place
                    && widgets::secondary(ui, &format!("{word} ¶{number}"), None).clicked()
                {
                    to = Some(cite.clone());
                }
            }
        });
        if let Some(cite) = to {
            self.trail.clear();
            self.go(library, &cite);
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
