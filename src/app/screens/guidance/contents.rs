//! The contents: documents and their paragraphs, and what is not included.

use egui::Ui;

use super::place::heading_of;
use super::{GuidanceScreen, GuidanceView, documents};
use crate::app::events::{Event, TrainingEvent};
use crate::app::theme;
use crate::app::views::quoted::folded;
use crate::app::widgets;
use crate::guidance::{Cite, CitePlace, Document, Library, Reference, Standing};

impl GuidanceScreen {
    /// The list at the left; above the column, where there is no room beside it, it is folded.
    pub(super) fn contents_ui(
        &mut self,
        ui: &mut Ui,
        view: &GuidanceView<'_>,
        out: &mut Vec<Event>,
    ) {
        if !self.room.list && !folded(ui, "contents", "Contents") {
            return;
        }
        let spaces = theme::spaces();
        let mut chosen = None;
        for document in documents(view.library) {
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                widgets::small_heading(ui, short_title(document));
                widgets::small(ui, &document.edition);
            });
            chosen = chosen.or(self.paragraphs_ui(ui, view.library, document));
            ui.add_space(spaces.m);
        }
        let label = "Ledger: what this app does about each must, should and may";
        if widgets::entry(ui, label, label, self.ledger.open, self.ledger.hits()).clicked() {
            self.open_ledger(false);
        }
        let label = "Worked cases";
        if widgets::entry(ui, label, label, false, 0).clicked() {
            out.push(Event::Training(TrainingEvent::Read(None)));
        }
        ui.add_space(spaces.m);
        self.own_contents_ui(ui, view);
        chosen = chosen.or(self.missing_ui(ui, view));
        if let Some(cite) = chosen {
            self.trail.clear();
            self.go(view.library, &cite);
        }
    }

    /// Its paragraphs by our headings, one below the other.
    fn paragraphs_ui(&self, ui: &mut Ui, library: &Library, document: &Document) -> Option<Cite> {
        let mut chosen = None;
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for paragraph in &document.paragraphs {
                let cite = Cite::paragraph(&document.id, paragraph.number);
                let standing = match paragraph.standing {
                    Standing::Edition => "",
                    Standing::Amended => ", amended since",
                    Standing::Removed => ", removed since",
                };
                let label = heading_of(library, &cite);
                let name = format!("{} ¶{label}{standing}", document.short);
                let selected = self.is_here(&cite);
                let hits = self.hits.count(&cite);
                if widgets::entry(ui, &label, &name, selected, hits).clicked() {
                    chosen = Some(cite);
                }
            }
        });
        chosen
    }

    /// What the texts point at and is not included, by the document it stands in.
    fn missing_ui(&mut self, ui: &mut Ui, view: &GuidanceView<'_>) -> Option<Cite> {
        let references = view.library.references();
        let hits: usize = references.iter().map(|one| self.hits.count(&one.cite)).sum();
        let label = match hits {
            0 => "Not included: our summaries".to_owned(),
            1 => "Not included: our summaries (1 hit)".to_owned(),
            n => format!("Not included: our summaries ({n} hits)"),
        };
        if widgets::disclosure(ui, &label, self.missing_open).clicked() {
            self.missing_open = !self.missing_open;
        }
        if !self.missing_open {
            return None;
        }
        let mut chosen = None;
        let mut sources: Vec<&str> = Vec::new();
        for reference in references {
            if !sources.contains(&reference.source.id.as_str()) {
                sources.push(&reference.source.id);
            }
        }
        for source in sources {
            let of = || references.iter().filter(|one| one.source.id == source);
            if let Some(first) = of().next() {
                widgets::small(ui, &first.source.short);
            }
            // Numbers side by side, names below each other.
            let numbered = |one: &&Reference| matches!(one.cite.place, CitePlace::Paragraph(..));
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(2.0, 2.0);
                if of().any(|one| numbered(&one)) {
                    ui.horizontal_wrapped(|ui| {
                        for reference in of().filter(numbered) {
                            chosen = chosen.take().or(self.reference_entry_ui(ui, reference));
                        }
                    });
                }
                for reference in of().filter(|one| !numbered(one)) {
                    chosen = chosen.take().or(self.reference_entry_ui(ui, reference));
                }
            });
        }
        chosen
    }

    fn reference_entry_ui(&self, ui: &mut Ui, reference: &Reference) -> Option<Cite> {
        let selected = self.is_here(&reference.cite);
        let hits = self.hits.count(&reference.cite);
        let name = format!("{}, not included", reference.name);
        let entry = widgets::entry(ui, within(reference), &name, selected, hits);
        entry.clicked().then(|| reference.cite.clone())
    }
}

/// The title without what follows the colon.
fn short_title(document: &Document) -> &str {
    document.title.split_once(':').map_or(document.title.as_str(), |(title, _)| title)
}

/// The name of a reference under the heading of its document.
fn within(reference: &Reference) -> &str {
    let name = reference.name.as_str();
    let rest = name.strip_prefix(reference.source.short.as_str()).unwrap_or(name);
    let rest = rest.trim_start_matches([':', ' ']);
    if rest.is_empty() { name } else { rest }
}
