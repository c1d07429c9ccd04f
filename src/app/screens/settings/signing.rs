//! What this computer signs with, and the seal of the register.

use egui::{Id, Ui};

use crate::app::events::{Event, SettingsEvent};
use crate::app::widgets::{self, Line, secondary, single_line};

/// The card. `workstation`: what the person calls this computer; `seal`: as it was last made.
pub(super) fn ui(
    ui: &mut Ui,
    workstation: &mut String,
    (is_open, seal): (bool, Option<&str>),
    out: &mut Vec<Event>,
) {
    widgets::card(ui, |ui| {
        widgets::heading(ui, "Signatures and seal");
        let line = Line {
            label: "Name of this computer",
            hint: "Such as “Room 2”. Colleagues see it when this computer signs in their register \
                   for the first time.",
            ..Line::default()
        };
        if single_line(ui, Id::unique("name of computer"), line, workstation).changed() {
            out.push(Event::Settings(SettingsEvent::Edited));
        }
        widgets::small(
            ui,
            "This computer signs each statement with a key of its own. The signature proves the \
             computer, not the person.",
        );
        ui.add_space(8.0);
        widgets::strong(ui, "Seal");
        widgets::small(
            ui,
            "A short code for everything that is in the register now. Keep it on paper. It shows \
             later whether anything was removed. It is also on every page that you print.",
        );
        if let Some(seal) = seal {
            widgets::body(ui, seal);
        }
        ui.horizontal_wrapped(|ui| {
            let why = (!is_open).then_some("Open a register first.");
            widgets::unless(ui, why, |ui| {
                if secondary(ui, "Show the seal", None).clicked() {
                    out.push(Event::Settings(SettingsEvent::MakeSeal));
                }
            });
        });
    });
}
