//! The contents: documents and their paragraphs, and what is not held.

use egui::Ui;

use super::{GuidanceScreen, View};
use crate::app::theme;
use crate::app::widgets;
use crate::guidance::{Cite, Document, DocumentStanding, Reference, Standing};

impl GuidanceScreen {
    pub(super) fn contents_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        let spaces = theme::spaces();
        let mut chosen = None;
        for document in view.library.documents() {
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                widgets::strong_small(ui, short_title(document));
                widgets::small(ui, &document.section);
            });
            chosen = chosen.or(self.paragraphs_ui(ui, document));
            ui.add_space(spaces.m);
        }
        chosen = chosen.or(self.missing_ui(ui, view));
        if let Some(cite) = chosen {
            self.trail.clear();
            self.go(view.library, &cite);
        }
    }

    fn paragraphs_ui(&self, ui: &mut Ui, document: &Document) -> Option<Cite> {
        let mut chosen = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(2.0, 2.0);
            for paragraph in &document.paragraphs {
                let cite = Cite::paragraph(&document.id, paragraph.number);
                let standing = match paragraph.standing {
                    Standing::Edition => "",
                    Standing::Amended => ", amended since",
                    Standing::Removed => ", removed since",
                };
                let label = format!("¶{}", paragraph.number);
                let name = format!("{} {label}{standing}", document.short);
                let selected = self.place.as_ref() == Some(&cite);
                let hits = self.hits.count(&cite);
                if widgets::entry(ui, &label, &name, selected, hits).clicked() {
                    chosen = Some(cite);
                }
            }
        });
        chosen
    }

    /// What the texts point at and is not held, by the document it stands in.
    fn missing_ui(&mut self, ui: &mut Ui, view: &View<'_>) -> Option<Cite> {
        let references = view.library.references();
        let hits: usize = references.iter().map(|one| self.hits.count(&one.cite)).sum();
        let label = match hits {
            0 => "Not held: our summaries".to_owned(),
            1 => "Not held: our summaries (1 hit)".to_owned(),
            n => format!("Not held: our summaries ({n} hits)"),
        };
        if widgets::disclosure(ui, &label, self.missing_open).clicked() {
            self.missing_open = !self.missing_open;
        }
        if !self.missing_open {
            return None;
        }
        let mut chosen = None;
        let mut last = "";
        let mut rest = references.iter().peekable();
        while let Some(first) = rest.peek() {
            let source = &first.source;
            if source.id == last {
                // A later run of the same document: no second heading.
            } else {
                widgets::small(ui, &source.short);
                last = &source.id;
            }
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(2.0, 2.0);
                while let Some(reference) = rest.next_if(|one| one.source.id == source.id) {
                    let selected = self.place.as_ref() == Some(&reference.cite);
                    let hits = self.hits.count(&reference.cite);
                    let name = format!("{}, not held", reference.name);
                    if widgets::entry(ui, within(reference), &name, selected, hits).clicked() {
                        chosen = Some(reference.cite.clone());
                    }
                }
            });
        }
        chosen
    }
}

/// The title without what follows the colon.
pub(super) fn short_title(document: &Document) -> &str {
    document.title.split_once(':').map_or(document.title.as_str(), |(title, _)| title)
}

/// Whether the document as held is historic, in words.
pub(super) fn standing(document: &Document) -> &'static str {
    match document.standing {
        DocumentStanding::Historic => "historic",
        DocumentStanding::Current => "in force",
    }
}

/// The name of a reference under the heading of its document.
fn within(reference: &Reference) -> &str {
    let name = reference.name.as_str();
    let rest = name.strip_prefix(reference.source.short.as_str()).unwrap_or(name);
    let rest = rest.trim_start_matches([':', ' ']);
    if rest.is_empty() { name } else { rest }
}
