//! What is still to do, beside the record and beside the page where it is checked.

use egui::Ui;

use crate::app::events::{Event, RecordEvent};
use crate::app::theme;
use crate::app::widgets::{apart, body, link, rule, small};
use crate::base::words::within;
use crate::record::{DecisionId, ItemId, ToDo};

/// What is still to do, each with a way to its field.
pub(super) fn list(ui: &mut Ui, decision: &DecisionId, owed: &[ToDo], out: &mut Vec<Event>) {
    if owed.is_empty() {
        body(ui, "Nothing is listed as missing for this outcome.");
        return;
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for one in owed {
            ui.horizontal_top(|ui| {
                let room = (ui.available_width() - 40.0).max(120.0);
                ui.vertical(|ui| {
                    ui.set_width(room);
                    // On one line with the link, which is 24 points high.
                    ui.add_space(3.0);
                    small(ui, &one.what).on_hover_text(one.why);
                });
                let name = format!("Go to: {}", within(&one.what));
                let item = one.field.item.as_ref().map(ItemId::as_str);
                let id = egui::Id::unique((decision.as_str(), "to do", one.field.part, item));
                if apart(ui, id, |ui| link(ui, "Go", Some(&name))).clicked() {
                    out.push(Event::Record(RecordEvent::Jump(one.field.clone())));
                }
            });
            rule(ui);
        }
        ui.add_space(theme::spaces().xs);
        small(ui, "None of this stops you from sharing or from signing.");
    });
}
