//! Who writes, and in which nation: in the settings, and at the first start.

use egui::{Id, Ui};

use crate::app::events::{Event, SettingsEvent};
use crate::app::widgets::{self, Line, choose_one, single_line};
use crate::guidance::Nation;
use crate::record::Author;

/// What the form edits in place, and what it says of it.
pub struct WhoForm<'a> {
    /// Who writes.
    pub author: &'a mut Author,
    /// The nation, which picks the names in the app's own words.
    pub nation: &'a mut Option<Nation>,
    /// What is remarked about the GMC number.
    pub gmc_remark: Option<&'a str>,
    /// Put the keyboard on the name.
    pub grab_name: bool,
}

/// Name, role, GMC number and nation: in the settings, at first start and before signing.
pub fn who(ui: &mut Ui, form: &mut WhoForm<'_>, out: &mut Vec<Event>) {
    // Named, so that who hears its first field hears of what.
    let id = Id::unique("about the author");
    widgets::group(ui, id, "About you", |ui| fields(ui, form, out));
}

fn fields(ui: &mut Ui, form: &mut WhoForm<'_>, out: &mut Vec<Event>) {
    widgets::card(ui, |ui| {
        widgets::heading(ui, "About you");
        widgets::small(ui, "Your name appears under what you sign. You can leave this until then.");
        let touched = [
            single_line(
                ui,
                author_field("name"),
                Line { label: "Name", grab: form.grab_name, ..Line::default() },
                &mut form.author.name,
            ),
            single_line(
                ui,
                author_field("role"),
                Line { label: "Role", hint: "For example: GP partner", ..Line::default() },
                &mut form.author.role,
            ),
            single_line(
                ui,
                author_field("gmc"),
                Line { label: "GMC number (optional)", remark: form.gmc_remark, ..Line::default() },
                &mut form.author.gmc.text,
            ),
        ];
        if touched.iter().any(egui::Response::changed) {
            out.push(Event::Settings(SettingsEvent::Edited));
        }
        let nations = Nation::ALL.map(|nation| (nation, nation.label()));
        if choose_one(ui, "Nation", &nations, form.nation) {
            out.push(Event::Settings(SettingsEvent::Chosen));
        }
    });
}

fn author_field(field: &str) -> Id {
    Id::unique(("author", field))
}
