//! The keys of the screen that one is on.

use egui::{Key, Modifiers, Ui};

use crate::app::commands::{Command, Line};
use crate::app::events::Event;
use crate::app::key_input;
use crate::app::views::label_and_text::pair;
use crate::app::widgets::{self, card, page, secondary};

/// Shows them. `place` is what the screen is called.
pub fn ui(ui: &mut Ui, place: &str, [own, everywhere]: &[Vec<Line>; 2], out: &mut Vec<Event>) {
    let close = Event::Command(Command::Keys);
    if key_input::pressed(ui.ctx(), Modifiers::NONE, Key::Escape) {
        out.push(close.clone());
    }
    page(
        ui,
        "keys",
        out,
        |ui, out| {
            widgets::small(ui, place);
            widgets::title(ui, "Keys of this screen");
            if secondary(ui, "Back", Some("Esc")).clicked() {
                out.push(close);
            }
            if !own.is_empty() {
                lines(ui, &format!("On this screen: {place}"), own);
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
