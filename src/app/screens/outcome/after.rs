//! Questions that shape the duties and never the outcome, a line each.

use egui::Ui;

use super::{OutcomeView, call, say};
use crate::app::events::{DecideEvent, Event};
use crate::app::theme;
use crate::app::views::nation;
use crate::app::widgets::{self, choose_in_line};
use crate::pathway::AskedAfter;

/// Paints them, after the nation where that is not known and nothing above has asked for it.
pub(super) fn ui(ui: &mut Ui, view: &OutcomeView<'_>, out: &mut Vec<Event>) {
    if !call::is_to_find(view) {
        nation::ask(ui, view.decision.as_str(), view.ring.nation, out);
    }
    if view.case.made.walk.after.is_empty() {
        return;
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = theme::spaces().xs;
        widgets::small_heading(ui, "Also");
        for after in &view.case.made.walk.after {
            ui.push_id(&after.question.id, |ui| after_line(ui, after, out));
        }
    });
}

fn after_line(ui: &mut Ui, after: &AskedAfter, out: &mut Vec<Event>) {
    let question = &after.question;
    let choices = &question.choices;
    let all: Vec<(usize, &str)> =
        choices.iter().map(|choice| choice.label.as_str()).enumerate().collect();
    let chosen = after.chosen.as_ref();
    let mut chosen = chosen.and_then(|id| choices.iter().position(|choice| choice.id == *id));
    if choose_in_line(ui, (&question.title, &question.why), &all, &mut chosen)
        && let Some(choice) = chosen.and_then(|index| choices.get(index))
    {
        say(out, DecideEvent::After(question.id.clone(), choice.id.clone()));
    }
    let chosen = chosen.and_then(|index| choices.get(index));
    if let Some(choice) = chosen.filter(|choice| !choice.detail.is_empty()) {
        widgets::small(ui, &choice.detail);
    }
    // Once answered, what was to be thought of makes way.
    if chosen.is_none() && !question.hints.is_empty() {
        let hints = question.hints.join(" ");
        widgets::small(ui, &format!("{hints} (This app’s own words, not the GMC’s.)"));
    }
}
