//! What stands beside the record: its other headings, each with what is in it; the one that was
//! opened; or what is still to do. A heading opens here, so that what is being written stays where
//! it is.

use egui::{Align, Key, Modifiers, Ui};

use super::folds::{self, Fold};
use super::{Halves, Landing, RecordView, to_do};
use crate::app::key_input;
use crate::app::theme;
use crate::app::views::earlier_decisions;
use crate::app::widgets::{SideRow, apart, has_keyboard, heading, link, side_row, small, soft};
use crate::record::{Field, Record};

/// Where the keyboard goes in the list of headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrive {
    /// It stays where it is.
    No,
    /// Onto the first of them.
    First,
    /// Onto this one, which was open.
    On(Fold),
}

impl From<Option<Fold>> for Arrive {
    fn from(left: Option<Fold>) -> Self {
        left.map_or(Self::First, Self::On)
    }
}

/// What is shown there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The headings.
    List {
        /// Where the keyboard goes in it.
        arrive: Arrive,
    },
    /// What is under one of them.
    Open(Fold),
    /// What is still to do.
    ToDo {
        /// The keyboard goes there.
        arrive: bool,
    },
    /// Earlier decisions that may be about the same people.
    Earlier,
}

impl Default for Side {
    fn default() -> Self {
        Self::List { arrive: Arrive::No }
    }
}

/// Shows it.
pub(super) fn ui(ui: &mut Ui, view: &RecordView<'_>, in_line: bool, halves: &mut Halves<'_>) {
    ui.spacing_mut().item_spacing.y = theme::spaces().s;
    let top = ui.cursor().top();
    match halves.screen.side {
        Side::List { arrive } => list(ui, view, (arrive, in_line), halves),
        Side::Open(fold) => {
            back(ui, fold.label(), Some(fold), halves);
            let help = fold.help(view);
            if !help.is_empty() {
                small(ui, help);
            }
            let (mut form, draft) = halves.form(view);
            form.in_strip = in_line;
            ui.spacing_mut().item_spacing.y = theme::spaces().m;
            super::sections::fields(ui, &mut form, fold, draft);
        }
        Side::ToDo { arrive } => {
            let button = back(ui, "Still to do", None, halves);
            to_do::list(ui, view.decision, view.owed, halves.out);
            if arrive {
                button.request_focus();
                button.scroll_to_me(Some(Align::TOP));
                halves.screen.side = Side::ToDo { arrive: false };
            }
        }
        Side::Earlier => {
            back(ui, "", None, halves);
            if let Some(view) = &view.earlier {
                earlier_decisions::ui(ui, view, halves.out);
            }
        }
    }
    let shown = egui::Rect::from_min_max(
        egui::pos2(ui.min_rect().left(), top),
        ui.min_rect().right_bottom(),
    );
    close_by_key(ui, shown, halves);
}

/// Esc closes what is open here, where the keyboard is in it or in no text.
fn close_by_key(ui: &Ui, shown: egui::Rect, halves: &mut Halves<'_>) {
    let from = match halves.screen.side {
        Side::List { .. } => return,
        Side::Open(fold) => Some(fold),
        Side::ToDo { .. } | Side::Earlier => None,
    };
    if (has_keyboard(ui, shown) || !ui.ctx().text_edit_focused())
        && key_input::pressed(ui.ctx(), Modifiers::NONE, Key::Escape)
    {
        halves.screen.side = Side::List { arrive: from.into() };
        ui.ctx().request_repaint();
    }
}

/// The heading of what is open, and the way back to the others.
fn back(ui: &mut Ui, name: &str, from: Option<Fold>, halves: &mut Halves<'_>) -> egui::Response {
    let button = link(ui, "‹ All of the record", None);
    if button.clicked() {
        halves.screen.side = Side::List { arrive: from.into() };
        ui.ctx().request_repaint();
    }
    // What is shown may head itself.
    if !name.is_empty() {
        heading(ui, name);
    }
    button
}

/// The headings that do not stand open, each with what is in it.
fn list(
    ui: &mut Ui,
    view: &RecordView<'_>,
    (arrive, in_line): (Arrive, bool),
    halves: &mut Halves<'_>,
) {
    heading(ui, "Also in this record");
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut pressed = None;
    if let Some(earlier) = view.earlier.filter(|one| !one.lines.is_empty() || one.set_aside > 0) {
        let count = earlier.lines.len().to_string();
        let to_do = !earlier.lines.is_empty();
        let row = SideRow { name: "Earlier decisions", value: &count, to_do };
        if side_row(ui, row).clicked() {
            pressed = Some(Side::Earlier);
        }
    }
    let open = folds::open(view);
    let folded = Fold::ALL.into_iter().filter(|fold| !open.contains(fold));
    let mut wanted = arrive;
    for fold in folded.filter(|fold| *fold != Fold::Request || view.request) {
        let (value, to_do) = value(fold, view, in_line, &halves.draft.record);
        let id = egui::Id::unique((view.decision.as_str(), "heading", fold.label()));
        let row = SideRow { name: fold.label(), value: &value, to_do };
        let row = apart(ui, id, |ui| side_row(ui, row));
        if wanted == Arrive::First || wanted == Arrive::On(fold) {
            row.request_focus();
            row.scroll_to_me(Some(Align::Center));
            wanted = Arrive::No;
        }
        if row.clicked() {
            pressed = Some(Side::Open(fold));
            halves.screen.landing = Some((view.decision.clone(), Landing::To(fold)));
        }
    }
    if arrive != Arrive::No {
        halves.screen.side = Side::List { arrive: Arrive::No };
    }
    if let Some(side) = pressed {
        halves.screen.side = side;
        ui.ctx().request_repaint();
    }
    ui.add_space(theme::spaces().m);
    soft(ui, "A heading opens here. What you are writing stays where it is.");
}

/// What a row says at its right: what is still to do there, else how much is written.
fn value(fold: Fold, view: &RecordView<'_>, in_line: bool, record: &Record) -> (String, bool) {
    let above = |field: &Field| in_line && folds::is_of_strip(record, field);
    let ours = view.owed.iter().filter(|one| Fold::of(one.field.part) == fold);
    let to_do = ours.filter(|one| !above(&one.field)).count();
    match fold.count(record) {
        _ if to_do > 0 => (folds::to_do_words(to_do), true),
        0 => (String::new(), false),
        n => (n.to_string(), false),
    }
}
