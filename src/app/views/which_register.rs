//! Which register: while another one opens, where one was found that is known elsewhere, and
//! where it is not known which one was open.

use std::path::{Path, PathBuf};

use egui::Ui;

use crate::app::events::{Event, SettingsEvent};
use crate::app::session::MovedOrCopy;
use crate::app::widgets::{self, Tone, page, secondary, secondary_for};

/// While another register opens, in place of everything of the one before.
pub fn opening(ui: &mut Ui, folder: &Path, out: &mut Vec<Event>) {
    page(
        ui,
        "opening",
        out,
        |ui, out| {
            widgets::title(ui, "Opening another register…");
            widgets::body(ui, &folder.display().to_string());
            widgets::soft(
                ui,
                "What you had open is saved. It is shown again if this one cannot be opened.",
            );
            ui.add_space(8.0);
            if secondary(ui, "Stop, and go back", None).clicked() {
                out.push(Event::Settings(SettingsEvent::StopOpening));
            }
        },
        |_, _| {},
    );
}

/// Asks what a register is that is known in another folder.
pub fn moved(ui: &mut Ui, moved: &MovedOrCopy, out: &mut Vec<Event>) {
    widgets::banner(ui, Tone::Caution, |ui| {
        widgets::asked(
            ui,
            "You used this register in another folder before. Has it moved, or is this a copy?",
        );
        widgets::body(ui, &format!("Found now: {}", moved.folder.display()));
        widgets::body(ui, &format!("Known before: {}", moved.known.display()));
        widgets::body(
            ui,
            if moved.still_there {
                "Both folders have a register with the same id. If you work in both, each misses \
                 what is signed in the other. Nothing was opened or changed yet."
            } else {
                "It is no longer in the folder you used before. Nothing was opened or changed yet."
            },
        );
        ui.horizontal_wrapped(|ui| {
            if secondary(ui, "It has moved: use this folder from now on", None).clicked() {
                out.push(Event::Settings(SettingsEvent::HasMoved));
            }
            if secondary(ui, "It is a copy: leave it closed", None).clicked() {
                out.push(Event::Settings(SettingsEvent::IsACopy));
            }
        });
        widgets::small(
            ui,
            "If it is the same folder under another name, such as a drive letter, it has moved. \
             To check a copy without opening it, use justified verify or justified show.",
        );
    });
}

/// Asks which register is worked with, where the settings do not say it any more.
pub fn ask(ui: &mut Ui, folders: &[PathBuf], out: &mut Vec<Event>) {
    widgets::banner(ui, Tone::Caution, |ui| {
        widgets::subheading(ui, "Which register do you use?");
        widgets::body(
            ui,
            if folders.is_empty() {
                "Your settings no longer say. Choose its folder in Settings."
            } else {
                "Your settings no longer say. Open the one you know, or choose another folder in \
                 Settings."
            },
        );
        for folder in folders {
            let folder = folder.display().to_string();
            widgets::small(ui, &folder);
            let name = format!("Open this one: {folder}");
            if secondary_for(ui, "Open this one", &name).clicked() {
                out.push(Event::Settings(SettingsEvent::UseFolder(folder)));
            }
        }
    });
    ui.add_space(8.0);
}
