//! In Settings: the log of what was opened, printed, copied and saved elsewhere.

use egui::Ui;

use crate::app::events::{Event, LogEvent};
use crate::app::widgets::{self, choose_one, link};
use crate::base::time;
use crate::register::log::Entry;

/// How many of the newest entries are shown.
const SHOWN: usize = 10;

/// What is shown of the log of a register that is open.
#[derive(Clone, Copy, Debug)]
pub struct LogView<'a> {
    /// Whether it keeps one.
    pub on: bool,
    /// Whether the register is protected.
    pub protected: bool,
    /// Where it is.
    pub folder: &'a str,
    /// What was done on this computer this month, the first at the front.
    pub entries: &'a [Entry],
}

/// Paints it.
pub fn ui(ui: &mut Ui, view: LogView<'_>, out: &mut Vec<Event>) {
    widgets::card(ui, |ui| {
        widgets::heading(ui, "Log");
        widgets::body(
            ui,
            "A register can keep a log of what is opened, copied, printed or saved to a file. It \
             says when, on which computer, and by which name in Settings. Decisions are in it by \
             their number. It is switched on for everyone who uses the register.",
        );
        let mut chosen = Some(view.on);
        let all = [(true, "Keep a log"), (false, "Keep none")];
        if choose_one(ui, "Log of this register", &all, &mut chosen)
            && let Some(on) = chosen
            && on != view.on
        {
            out.push(Event::Log(LogEvent::Keep(on)));
        }
        if !view.on {
            return;
        }
        let form = if view.protected {
            "One RON file for each computer and month, encrypted as the register is. Anyone who \
             can write to the folder can change it."
        } else {
            "One RON file for each computer and month. Anyone who can write to the folder can \
             change it."
        };
        widgets::small(ui, form);
        widgets::small(ui, view.folder);
        if link(ui, "Open the folder", Some("Open the folder of the log")).clicked() {
            out.push(Event::Log(LogEvent::OpenFolder));
        }
        if view.entries.is_empty() {
            widgets::soft(ui, "Nothing yet this month on this computer.");
            return;
        }
        widgets::subheading(ui, "The latest on this computer");
        for entry in view.entries.iter().rev().take(SHOWN) {
            let by = if entry.by.is_empty() { "no name" } else { &entry.by };
            widgets::small(ui, &format!("{}, {by}: {}", time::moment(&entry.at), entry.words()));
        }
    });
}
