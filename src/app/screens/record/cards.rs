//! What stands open in the record, each heading in a card of its own.

use egui::accesskit::AriaCurrent;
use egui::{Align, Layout, Ui, UiBuilder};

use super::folds::Fold;
use super::form::Form;
use super::{folds, item_controls, sections};
use crate::app::theme;
use crate::app::widgets::{caution, heading, marked_card, onward};
use crate::record::{DecisionDraft, Place, Record};

/// The headings that stand open, each in a card of its own.
pub(super) fn ui(ui: &mut Ui, form: &mut Form<'_>, open: &[Fold], draft: &mut DecisionDraft) {
    form.quiet = true;
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut rooms = Vec::new();
    for fold in open {
        // The card that is written in is marked, for the eye and for who hears its heading.
        let here = matches!(&draft.place, Place::Record(Some(at)) if Fold::of(at.part) == *fold);
        ui.add_space(theme::spaces().m);
        marked_card(ui, here, |ui| {
            ui.spacing_mut().item_spacing.y = theme::spaces().xs;
            let head = ui.horizontal(|ui| {
                let heading = heading(ui, fold.label());
                if here {
                    let ctx = ui.ctx();
                    ctx.accesskit_node_builder(heading.id, |node| node.set_aria_current(HERE));
                }
                let to_do = form.to_do_without_field(*fold);
                if to_do > 0 {
                    caution(ui, &folds::to_do_words(to_do));
                }
                ui.available_rect_before_wrap()
            });
            form.beside = ui.available_width() >= 560.0 && head.inner.width() >= 340.0;
            sections::fields(ui, form, *fold, draft);
            if form.beside {
                rooms.push((*fold, head.inner.with_max_y(head.response.rect.bottom())));
            }
        });
    }
    // What adds one stands beside its heading. To the keyboard it comes after the fields of all the
    // cards: from the last field of one Tab goes to the first of the next, and not up again.
    for (item, name, room) in std::mem::take(&mut form.removed_later) {
        form.remove_in(ui, &item, name, room);
    }
    for (fold, room) in rooms {
        beside_heading(&mut in_place(ui, room), form, fold, &draft.record);
    }
    form.quiet = false;
}

/// How a reader is told that one is under a heading.
const HERE: AriaCurrent = AriaCurrent::Location;

/// A place that was kept free, to be filled in now.
fn in_place(ui: &mut Ui, room: egui::Rect) -> Ui {
    let layout = Layout::left_to_right(Align::Center).with_main_wrap(false);
    ui.new_child(UiBuilder::new().max_rect(room).layout(layout))
}

/// The ways to add to what stands open, at the right of its heading.
fn beside_heading(ui: &mut Ui, form: &mut Form<'_>, fold: Fold, record: &Record) {
    ui.spacing_mut().item_spacing.x = theme::spaces().s;
    let adders = item_controls::adders(fold, record);
    onward(ui, |ui| form.add_links(ui, &adders));
}
