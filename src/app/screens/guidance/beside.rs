//! What stands beside the text: the names of today, the questions that are based on it, what it
//! leads to, and what this app does about its sentences.

use egui::Ui;

use super::{GuidanceScreen, GuidanceView, own};
use crate::app::theme;
use crate::app::views::quoted;
use crate::app::widgets;
use crate::guidance::{Block, Cite, HeldParagraph, Library, MarkTarget, Reference, Resolved};

impl GuidanceScreen {
    pub(super) fn beside_ui(&mut self, ui: &mut Ui, view: &GuidanceView<'_>) {
        if self.ledger.open {
            Self::verbs_ui(ui, view.ledger);
            return;
        }
        if let Some(own) = &self.own {
            own::beside_ui(ui, view, own);
            return;
        }
        if let Some(place) = self.place.clone() {
            self.about_ui(ui, view, &place);
        }
    }

    /// What belongs to a place beside its words.
    pub(super) fn about_ui(&mut self, ui: &mut Ui, view: &GuidanceView<'_>, place: &Cite) {
        let resolved = view.library.resolve(place);
        match resolved {
            Some(Resolved::Held(held)) => names_ui(ui, view, &held),
            Some(Resolved::Missing(reference)) => self.replaces_ui(ui, view, reference),
            None => {}
        }
        let label = match resolved {
            Some(Resolved::Held(held)) => format!("¶{}", held.paragraph.number),
            _ => view.library.label(place),
        };
        widgets::heading(ui, &format!("Based on {label}"));
        rests_ui(ui, view, place);
        if let Some(Resolved::Held(held)) = resolved {
            ui.add_space(theme::spaces().m);
            self.refers_ui(ui, view, &held);
            self.sentences_ui(ui, view, place);
        }
    }

    /// The paragraphs that this reference takes the place of.
    fn replaces_ui(&mut self, ui: &mut Ui, view: &GuidanceView<'_>, reference: &Reference) {
        let mut replaced = Vec::new();
        for document in view.library.documents() {
            for paragraph in &document.paragraphs {
                if paragraph.now.iter().any(|cite| reference.covers(cite)) {
                    replaced.push(Cite::paragraph(&document.id, paragraph.number));
                }
            }
        }
        if replaced.is_empty() {
            return;
        }
        widgets::heading(ui, "Takes the place of");
        self.links_ui(ui, view.library, &replaced);
        ui.add_space(theme::spaces().m);
    }

    fn refers_ui(&mut self, ui: &mut Ui, view: &GuidanceView<'_>, held: &HeldParagraph<'_>) {
        widgets::heading(ui, "Leads to");
        let mut cites: Vec<Cite> = Vec::new();
        for block in all_blocks(held) {
            let marked = block.marks.iter().filter_map(|mark| match &mark.target {
                MarkTarget::Missing(cite) => Some(cite),
                MarkTarget::Footnote(_) => None,
            });
            for cite in block.references.iter().map(|refer| &refer.cite).chain(marked) {
                if !cites.contains(cite) {
                    cites.push(cite.clone());
                }
            }
        }
        if cites.is_empty() {
            widgets::small(ui, "Nothing outside this paragraph.");
        }
        self.links_ui(ui, view.library, &cites);
    }

    fn links_ui(&mut self, ui: &mut Ui, library: &Library, cites: &[Cite]) {
        let mut to = None;
        for cite in cites {
            let label = library.label(cite);
            let name = format!("Go to {label}");
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                if widgets::link(ui, &label, Some(&name)).clicked() {
                    to = Some(cite.clone());
                }
                if let Some(Resolved::Missing(reference)) = library.resolve(cite) {
                    let held = if reference.has_summary() { "our summary" } else { "not included" };
                    widgets::small(ui, &format!("{}: {held}", reference.about));
                }
            });
        }
        if let Some(cite) = to {
            self.follow(library, &cite);
        }
    }
}

fn names_ui(ui: &mut Ui, view: &GuidanceView<'_>, held: &HeldParagraph<'_>) {
    let notes = quoted::notes(view.library, all_blocks(held), view.nation);
    if notes.is_empty() {
        return;
    }
    let heading = match view.nation {
        Some(nation) => format!("Names today, {}", nation.label()),
        None => "Names today".to_owned(),
    };
    widgets::heading(ui, &heading);
    for of_one in notes.chunk_by(|(one, _), (next, _)| one == next) {
        if let Some(term) = of_one.first().and_then(|(id, _)| view.library.term(id)) {
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                widgets::small_heading(ui, &term.name);
                for (_, note) in of_one {
                    widgets::small(ui, note);
                }
            });
        }
    }
    ui.add_space(theme::spaces().m);
}

/// The questions that rest on this place or on an item of it.
fn rests_ui(ui: &mut Ui, view: &GuidanceView<'_>, place: &Cite) {
    let library = view.library;
    let here = |cite: &Cite| match library.resolve(cite) {
        Some(Resolved::Missing(reference)) => reference.cite == *place,
        _ => cite.without_item() == *place,
    };
    let mut said: Vec<&str> = Vec::new();
    for title in view.questions.iter().filter(|(cite, _)| here(cite)).flat_map(|(_, titles)| titles)
    {
        if !said.contains(&title.as_str()) {
            said.push(title);
        }
    }
    if said.is_empty() {
        widgets::small(ui, "No question is based on it.");
    }
    for title in said {
        widgets::small(ui, title);
        widgets::rule(ui);
    }
}

/// Every block of the paragraph, footnotes too.
fn all_blocks<'a>(held: &HeldParagraph<'a>) -> impl Iterator<Item = &'a Block> + use<'a> {
    let paragraph = held.paragraph;
    paragraph.blocks.iter().chain(paragraph.footnotes.iter().map(|note| &note.block))
}
