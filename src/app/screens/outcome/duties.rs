//! What an outcome asks: the first two duties in full, the others a line each, to open.

use egui::Ui;

use super::{OutcomeView, in_force};
use crate::app::events::Event;
use crate::app::widgets::{self, FoldRow, card, fold_row, rule};
use crate::guidance::Library;
use crate::pathway::RetoldDuty;

/// So many are open from the beginning.
const OPEN: usize = 2;
/// The column of the verbs, in points.
const VERBS: f32 = 98.0;

/// Paints them. Whoever departs towards less sees what from, first.
pub fn ui(ui: &mut Ui, view: &OutcomeView<'_>, out: &mut Vec<Event>) {
    let Some(decided) = &view.case.made.decided else { return };
    let suggested = view.case.made.suggested.as_ref().filter(|_| view.case.made.protects_less());
    if let Some(suggested) = suggested {
        ui.push_id("of the outcome", |ui| {
            let heading = "What the outcome asks of you";
            list(ui, view.quoting.library, heading, &suggested.duties, out);
        });
    }
    let less = "What your decision asks of you instead";
    let heading = if suggested.is_some() { less } else { "What this asks of you" };
    list(ui, view.quoting.library, heading, &decided.duties, out);
}

fn list(
    ui: &mut Ui,
    library: &Library,
    heading: &str,
    duties: &[RetoldDuty],
    out: &mut Vec<Event>,
) {
    card(ui, |ui| {
        widgets::heading(ui, heading);
        ui.spacing_mut().item_spacing.y = 2.0;
        let scope = ui.scope_id().with("duties");
        widgets::list(ui, (scope, heading), duties.len(), |ui| {
            for (at, duty) in duties.iter().enumerate() {
                if at > 0 {
                    rule(ui);
                }
                let name = format!("{}: {}", duty.verb.heading(), duty.text);
                let of = (at, duties.len());
                widgets::list_item(ui, of, &name, |ui| one(ui, library, (at, duty), out));
            }
        });
    });
}

fn one(ui: &mut Ui, library: &Library, (at, duty): (usize, &RetoldDuty), out: &mut Vec<Event>) {
    let id = ui.scope_id().with(("duty", at));
    let mut open = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(at < OPEN);
    let row = FoldRow { lead: duty.verb.heading(), text: &duty.text, indent: VERBS, open };
    if fold_row(ui, row).clicked() {
        open = !open;
        ui.data_mut(|data| data.insert_temp(id, open));
    }
    if open {
        rests_on(ui, library, duty, out);
    }
}

/// The answers that a duty follows from, and its paragraphs.
fn rests_on(ui: &mut Ui, library: &Library, duty: &RetoldDuty, out: &mut Vec<Event>) {
    let left = if ui.available_width() < VERBS + 316.0 { 16.0 } else { VERBS + 16.0 };
    ui.horizontal_top(|ui| {
        ui.add_space(left);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            if !duty.because.is_empty() {
                widgets::small(ui, &format!("Because: {}.", duty.because));
            }
            ui.horizontal_wrapped(|ui| in_force(ui, library, &duty.cites, out));
        });
    });
}
