//! The answers so far, beside a question and beside an outcome, and the way to their picture.

use egui::Ui;

use crate::app::case::Case;
use crate::app::commands::Command;
use crate::app::events::{DecideEvent, Event};
use crate::app::widgets::{self, link, rule, secondary};

/// The answers so far, each with "change".
pub fn answers(ui: &mut Ui, case: &Case, out: &mut Vec<Event>) {
    if case.made.walk.trail.is_empty() {
        return;
    }
    widgets::heading(ui, "Answers so far");
    for step in &case.made.walk.trail {
        widgets::answer_line(ui, &step.title, &step.label, |ui| {
            let name = format!("Change: {}", step.title);
            if link(ui, "Change", Some(&name)).clicked() {
                out.push(Event::Decide(DecideEvent::Change(step.question.clone())));
            }
        });
        rule(ui);
    }
    if !case.made.walk.ignored.is_empty() {
        ui.add_space(8.0);
        widgets::strong(ui, "No longer applies");
        for one in &case.made.walk.ignored {
            widgets::small(ui, &format!("{} {}", one.title, one.label));
        }
    }
}

/// Opens the picture of the path.
pub fn path_button(ui: &mut Ui, out: &mut Vec<Event>) {
    let path = Command::Path;
    let pressed = secondary(ui, path.text(), path.key().as_deref());
    if pressed.on_hover_text(path.tooltip()).clicked() {
        out.push(Event::Command(path));
    }
}
