//! What is wrong with the files of the register, each by name.

use egui::Ui;

use super::DecisionsView;
use crate::app::events::{DecisionsEvent, Event};
use crate::app::views::label_and_text::problem_ui;
use crate::app::widgets::{self, Tone, link};

pub(super) fn ui(ui: &mut Ui, view: &DecisionsView<'_>, out: &mut Vec<Event>) {
    let (wrong, remarks): (Vec<_>, Vec<_>) =
        view.problems.iter().partition(|problem| !problem.is_remark());
    if view.loading {
        widgets::small(ui, "Reading the register…");
    } else if wrong.is_empty() {
        widgets::body(ui, "Every file here can be read, and each name matches its contents.");
    } else {
        widgets::badge(ui, Tone::Danger, "Something is wrong with these files");
    }
    for problem in wrong {
        problem_ui(ui, problem);
    }
    if !remarks.is_empty() {
        ui.add_space(8.0);
        widgets::subheading(ui, "Remarks");
        for problem in remarks {
            problem_ui(ui, problem);
        }
    }
    if link(ui, "Read the register again", None).clicked() {
        out.push(Event::Decisions(DecisionsEvent::Reload));
    }
}
