//! The answers so far, beside a question and beside an outcome, and the way to their picture.

use egui::Ui;

use crate::app::case::Case;
use crate::app::commands::Command;
use crate::app::events::{DecideEvent, Event};
use crate::app::widgets::{self, FoldRow, fold_row, link, rule, secondary};

/// How wide the count is, in points.
const LEAD: f32 = 132.0;

/// The answers so far on one line, to open: each with "change".
pub fn answers(ui: &mut Ui, case: &Case, out: &mut Vec<Event>) {
    if case.made.walk.trail.is_empty() {
        return;
    }
    let trail = &case.made.walk.trail;
    let count = trail.len();
    let lead = format!("{count} answer{} so far", if count == 1 { "" } else { "s" });
    let labels: Vec<&str> = trail.iter().map(|step| step.label.as_str()).collect();
    let id = ui.scope_id().with("answers so far");
    let mut open = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or_default();
    let text = if open { String::new() } else { labels.join(" · ") };
    let row = FoldRow { lead: &lead, text: &text, indent: LEAD, open };
    rule(ui);
    if fold_row(ui, row).clicked() {
        open = !open;
        ui.data_mut(|data| data.insert_temp(id, open));
    }
    rule(ui);
    if open {
        each(ui, case, out);
    }
    if !case.made.walk.ignored.is_empty() {
        ui.add_space(8.0);
        widgets::subheading(ui, "No longer applies");
        for one in &case.made.walk.ignored {
            widgets::small(ui, &format!("{} {}", one.title, one.label));
        }
    }
}

/// Each answer, with "change".
fn each(ui: &mut Ui, case: &Case, out: &mut Vec<Event>) {
    for step in &case.made.walk.trail {
        widgets::answer_line(ui, &step.title, &step.label, |ui| {
            let name = format!("Change: {}", step.title);
            if link(ui, "Change", Some(&name)).clicked() {
                out.push(Event::Decide(DecideEvent::Change(step.question.clone())));
            }
        });
        rule(ui);
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
