//! The worked case that a practice decision tries: what happened, beside the questions and the
//! outcome.

use egui::Ui;

use crate::app::events::{Event, TrainingEvent};
use crate::app::theme;
use crate::app::widgets::{self, link, rule};
use crate::caseload::WorkedCase;

/// What happened in the case with this place, and the way to how it was done.
pub fn tried(ui: &mut Ui, tried: Option<(usize, &WorkedCase)>, out: &mut Vec<Event>) {
    let Some((at, case)) = tried else { return };
    widgets::heading(ui, "What happened");
    widgets::small(ui, &case.title);
    widgets::body(ui, &case.situation);
    if link(ui, "Compare with the worked case", None).clicked() {
        out.push(Event::Training(TrainingEvent::Read(Some(at))));
    }
    ui.add_space(theme::spaces().s);
    rule(ui);
    ui.add_space(theme::spaces().s);
}
