//! What was seen, said, told and thought: one passage open to be written in, the others a line
//! each.

use egui::{Align, Layout, Ui, UiBuilder, vec2};

use super::folds::Fold;
use super::form::Form;
use super::item_controls::below_fields;
use super::items;
use crate::app::events::RecordEvent;
use crate::app::widgets::choose_chip;
use crate::record::people::one_line;
use crate::record::{Item as _, Part, Passage, PassageKind, Record};

/// What was seen, said, told and thought: one passage open, the others a line each.
pub(super) fn said(ui: &mut Ui, form: &mut Form<'_>, record: &mut Record) {
    let open = form.open_of(record.passages.iter().map(|one| &one.id));
    let unborn = record.is_all_unborn();
    if let Some(passage) = record.passages.iter_mut().find(|one| Some(&one.id) == open.as_ref()) {
        let kind = passage.kind.label();
        form.in_group(ui, passage, kind, |form, ui, passage| {
            written(ui, form, passage, unborn);
        });
    }
    // Kinds stand together: all findings, then all of the child's own words, and so on.
    for kind in PassageKind::ALL {
        for passage in record.passages.iter().filter(|one| one.kind == kind) {
            if Some(&passage.id) != open.as_ref() {
                let words = one_line(&passage.text);
                form.line_of(ui, passage.field(Part::PassageText), kind.label(), &words);
            }
        }
    }
    below_fields(ui, form, Fold::Said, record);
}

/// The passage that is open: its kind above, its words, and below them when and from whom.
fn written(ui: &mut Ui, form: &mut Form<'_>, passage: &mut Passage, unborn: bool) {
    let wide = ui.available_width();
    let high = if wide < 560.0 { 64.0 } else { 28.0 };
    let (above, _) = ui.allocate_exact_size(vec2(wide, high), egui::Sense::hover());
    let kinds: Vec<(PassageKind, &str)> = PassageKind::ALL
        .into_iter()
        .filter(|kind| !(unborn && *kind == PassageKind::ChildsWords))
        .map(|kind| (kind, kind.label()))
        .collect();
    let mut chosen = passage.kind;
    let id = egui::Id::unique((form.view().decision.as_str(), "kind", passage.id.as_str()));
    let layout = Layout::left_to_right(Align::Min).with_main_wrap(true);
    let ui_above = &mut ui.new_child(UiBuilder::new().max_rect(above).layout(layout));
    if choose_chip(ui_above, id, "What it is", &kinds, &mut chosen).changed {
        form.say(RecordEvent::Kind(passage.id.clone(), chosen));
    }
    let room = ui_above.available_rect_before_wrap();
    items::passage_words(ui, form, passage);
    items::passage_origin(ui, form, passage);
    form.remove_later(ui, (passage.id.clone(), passage.kind.label()), room);
}
