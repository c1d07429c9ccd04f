//! The keys of the screen that one is on.

use egui::{Key, Modifiers, Ui};

use crate::app::commands::{Command, Line};
use crate::app::events::{Event, HelpEvent};
use crate::app::help::HelpPage;
use crate::app::key_input;
use crate::app::views::label_and_text::pair;
use crate::app::widgets::{self, card, page, secondary};

/// The screen that one is on.
pub struct Place<'a> {
    /// What it is called.
    pub name: &'a str,
    /// What it is for, in a sentence.
    pub is_for: &'a str,
    /// The page of the guide for whoever is there.
    pub guide: HelpPage,
}

/// Shows them.
pub fn ui(
    ui: &mut Ui,
    place: &Place<'_>,
    [own, everywhere]: &[Vec<Line>; 2],
    out: &mut Vec<Event>,
) {
    let close = Event::Command(Command::Keys);
    if key_input::pressed(ui.ctx(), Modifiers::NONE, Key::Escape) {
        out.push(close.clone());
    }
    page(
        ui,
        "keys",
        out,
        |ui, out| {
            widgets::small(ui, place.name);
            widgets::title(ui, "Keys of this screen");
            widgets::reading(ui, place.is_for);
            ui.horizontal_wrapped(|ui| {
                if secondary(ui, "Back", Some("Esc")).clicked() {
                    out.push(close);
                }
                if secondary(ui, "Read the guide", None).clicked() {
                    out.push(Event::Help(HelpEvent::Open(place.guide)));
                }
            });
            if !own.is_empty() {
                lines(ui, &format!("On this screen: {}", place.name), own);
            }
            lines(ui, "On every screen", everywhere);
            widgets::soft(ui, "Single keys such as 1 and ? can be switched off in Settings.");
        },
        |_, _| {},
    );
}

fn lines(ui: &mut Ui, heading: &str, all: &[Line]) {
    card(ui, |ui| {
        widgets::heading(ui, heading);
        for line in all {
            pair(ui, &line.key, line.does);
        }
    });
}
