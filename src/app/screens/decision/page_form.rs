//! A decision as a page to print: what goes on it, who is named there, and where it is saved.

use egui::{Id, Ui};

use super::DecisionView;
use crate::app::events::{DecisionsEvent, Event};
use crate::app::widgets::{
    self, Line, blank_path, card, choose_several, dialog_open, link, primary, secondary,
    single_line, unless,
};
use crate::report::PaperPart;

/// What is chosen of a page before it is saved.
#[derive(Clone, Debug)]
pub struct PageForm {
    /// What goes on it. What a reader does not need is left out until somebody ticks it.
    pub parts: Vec<PaperPart>,
    /// Who is named in it.
    pub named: Vec<String>,
    /// Whether the file is typed, because no dialog came.
    pub typed: bool,
    /// The file as typed.
    pub path: String,
}

impl Default for PageForm {
    fn default() -> Self {
        let needed = |part: &PaperPart| !PaperPart::NOT_NEEDED.contains(part);
        let parts = PaperPart::ALL.into_iter().filter(needed).collect();
        Self { parts, named: Vec::new(), typed: false, path: String::new() }
    }
}

impl PageForm {
    /// What is left out.
    pub fn without(&self) -> Vec<PaperPart> {
        PaperPart::ALL.into_iter().filter(|part| !self.parts.contains(part)).collect()
    }
}

/// Paints it.
pub(super) fn ui(ui: &mut Ui, view: &DecisionView<'_>, form: &mut PageForm, out: &mut Vec<Event>) {
    let id = &view.file.id;
    card(ui, |ui| {
        widgets::part(ui, "What the page holds");
        let all: Vec<(PaperPart, String)> =
            PaperPart::ALL.map(|part| (part, crate::base::words::capital(part.label()))).into();
        let all: Vec<(PaperPart, &str)> =
            all.iter().map(|(part, label)| (*part, label.as_str())).collect();
        if choose_several(ui, "On the page", &all, &mut form.parts) {
            form.parts.sort_unstable();
        }
        if !form.named.is_empty() {
            widgets::body(ui, &format!("Named in it: {}.", form.named.join(", ")));
        }
        widgets::small(
            ui,
            "Do not give it to a patient or a family without checking who may read it. Open it in \
             a web browser to print it.",
        );
        if form.typed {
            let line = Line {
                label: "File",
                hint: "The full path, ending in .html. Do not use a person’s name.",
                ..Line::default()
            };
            single_line(ui, Id::unique("page of a decision"), line, &mut form.path);
        }
        ui.horizontal_wrapped(|ui| {
            if form.typed {
                unless(ui, blank_path(&form.path), |ui| {
                    if primary(ui, "Save to this file", None).clicked() {
                        let path = form.path.trim().into();
                        out.push(Event::Decisions(DecisionsEvent::SavePage(id.clone(), path)));
                    }
                });
            }
            unless(ui, dialog_open(view.choosing), |ui| {
                let label = "Save the page…";
                let pressed =
                    if form.typed { secondary(ui, label, None) } else { primary(ui, label, None) };
                if pressed.clicked() {
                    out.push(Event::Decisions(DecisionsEvent::ChoosePage(id.clone())));
                }
            });
            if link(ui, "Cancel", None).clicked() {
                out.push(Event::Decisions(DecisionsEvent::ShowAtFoot(None)));
            }
        });
    });
}
