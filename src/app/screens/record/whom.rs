//! Whom the record is about: the first child's name, day of birth and number, in the line at the
//! top. Where there is no room for fields it says them, and leads to them.

use egui::Ui;

use super::folds::Fold;
use super::side::Side;
use super::{Halves, Landing, RecordView};
use crate::app::events::{Add, RecordEvent};
use crate::app::theme;
use crate::app::widgets::{about, link, onward, remarked, script_words, strip as line};
use crate::record::{Holder as _, Part, Record};

/// Whether there is room for fields in the line, and a child to fill them in for.
pub(super) fn fits(ui: &Ui, record: &Record) -> bool {
    !record.children.is_empty() && ui.available_width() >= 980.0
}

/// The line.
pub(super) fn strip(ui: &mut Ui, view: &RecordView<'_>, in_line: bool, halves: &mut Halves<'_>) {
    line(ui, if in_line { 34.0 } else { 26.0 }, |ui| {
        if in_line {
            fields(ui, view, halves);
        } else {
            about(ui, &view.about.name, &view.about.details.join("  ·  "), 90.0);
            onward(ui, |ui| {
                if link(ui, "Change", Some("Change: who it is about")).clicked() {
                    open(ui, view, halves);
                }
            });
        }
    });
}

/// What else there is of the children.
fn open(ui: &Ui, view: &RecordView<'_>, halves: &mut Halves<'_>) {
    halves.screen.side = Side::Open(Fold::Child);
    halves.screen.landing = Some((view.decision.clone(), Landing::To(Fold::Child)));
    ui.ctx().request_repaint();
}

/// What is remarked of a field in the line, with the field's name: it has no room there.
pub(super) fn remark(ui: &Ui, view: &RecordView<'_>, record: &Record) -> Option<String> {
    let child = record.children.first()?;
    let parts = [Part::ChildName, Part::ChildBorn, Part::ChildDue, Part::ChildNhs];
    let all = || view.remarks.iter().chain(view.other_names);
    let mut said = parts.into_iter().filter_map(|part| {
        let field = child.at(part);
        let (_, words) = all().find(|(of, _)| *of == field)?;
        // Nobody is told of what they are still writing; what was said before stays.
        let id = super::form::field_id(view, &field);
        if ui.memory(|memory| memory.has_focus(id)) && remarked(ui, id).as_ref() != Some(words) {
            return None;
        }
        Some(format!("{}: {words}", part.row().asks))
    });
    said.next().or_else(|| script_words(ui, &child.name).map(str::to_owned))
}

fn fields(ui: &mut Ui, view: &RecordView<'_>, halves: &mut Halves<'_>) {
    let (mut form, draft) = halves.form(view);
    let Some((child, others)) = draft.record.children.split_first_mut() else { return };
    let others = others.len();
    ui.spacing_mut().item_spacing.x = theme::spaces().s;
    let wide = ui.available_width();
    // The day in full has room, and so has everything that can stand beside it; the name has the rest.
    form.strip_part(ui, child, Part::ChildName, (wide - 838.0).clamp(110.0, 250.0));
    ui.add_space(theme::spaces().xs);
    let day = if child.is_unborn() { Part::ChildDue } else { Part::ChildBorn };
    form.strip_part(ui, child, day, 158.0);
    if !child.is_unborn() || !child.is_blank(Part::ChildNhs) {
        ui.add_space(theme::spaces().xs);
        form.strip_part(ui, child, Part::ChildNhs, 124.0);
    }
    let mut more = false;
    onward(ui, |ui| {
        if others == 0 && link(ui, "Add a child", None).clicked() {
            form.say(RecordEvent::Add(Add::Child));
        } else if others > 0 {
            let words = if others == 1 { "and 1 other" } else { &format!("and {others} others") };
            more = link(ui, words, Some(&format!("{words}: more about the children"))).clicked();
        }
    });
    if more {
        open(ui, view, halves);
    }
}
