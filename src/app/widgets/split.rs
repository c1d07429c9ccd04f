//! A screen of a list with what is chosen in it: beside it, below it, or without it, as there is
//! room.

use egui::{Rect, ScrollArea, Stroke, Ui, UiBuilder};

use super::keyboard;
use crate::app::theme::{self, Token};

/// Where what is chosen is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// At the right of the list.
    Right,
    /// Below it.
    Below,
    /// There is no room: it is opened instead.
    Nowhere,
}

/// A list and what is beside it.
#[derive(Clone, Copy, Debug)]
pub struct Split {
    /// Where what is chosen is.
    pub beside: Beside,
    /// Where the list is.
    pub list: Rect,
    /// Where the other is; the list's own place where there is no room for both.
    pub other: Rect,
}

/// A list does not grow beyond this: the columns stay together.
const LIST: f32 = 1240.0;
/// What is read beside it does not grow beyond this.
const READ: f32 = 720.0;

/// How a list is laid out in this room.
pub fn split(ui: &Ui) -> Split {
    let whole = ui.available_rect_before_wrap();
    if whole.width() >= 1000.0 {
        let wide = (whole.width() * 0.34).round().clamp(340.0, READ);
        let at = whole.left() + (whole.width() - wide).min(LIST);
        let (list, right) = whole.split_left_right_at_x(at);
        let other = right.with_max_x((right.left() + READ).min(whole.right()));
        return Split { beside: Beside::Right, list, other };
    }
    if whole.width() >= 640.0 && whole.height() >= 560.0 {
        let at = whole.bottom() - (whole.height() * 0.42).round();
        let (list, other) = whole.split_top_bottom_at_y(at);
        return Split { beside: Beside::Below, list, other };
    }
    Split { beside: Beside::Nowhere, list: whole, other: whole }
}

/// A part of the screen that begins at its top.
pub fn part_of(ui: &mut Ui, rect: Rect, name: &str, add: impl FnOnce(&mut Ui)) {
    let mut part = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(name));
    part.shrink_clip_rect(rect);
    add(&mut part);
}

/// What is read beside a list: a head that stays, and the rest, which scrolls by itself. `by` is
/// by how much it is scrolled from the list.
pub fn read_beside<S>(
    ui: &mut Ui,
    (rect, id): (Rect, egui::Id),
    (state, by): (&mut S, f32),
    head: impl FnOnce(&mut Ui, &mut S),
    body: impl FnOnce(&mut Ui, &mut S),
) {
    let focused = ui.memory(egui::Memory::focused);
    let shown = focused.and_then(|id| ui.ctx().read_response(id));
    let keys = shown.is_some_and(|shown| rect.contains(shown.rect.center()));
    part_of(ui, rect, "beside", |ui| {
        theme::stand_on(ui, Token::Panel);
        ui.painter().rect_filled(rect, 0.0, theme::fill(ui, Token::Panel));
        let line = Stroke::new(1.0, theme::fill(ui, Token::Line));
        ui.painter().vline(rect.left() + 0.5, rect.y_range(), line);
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, line);
        let frame = egui::Frame::NONE.inner_margin(egui::Margin::symmetric(20, 12));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            head(ui, state);
        });
        let y = ui.min_rect().bottom();
        ui.painter().hline(rect.x_range(), y, line);
        ScrollArea::vertical().id_salt(id).auto_shrink(false).show(ui, |ui| {
            let frame = egui::Frame::NONE.inner_margin(egui::Margin::symmetric(20, 16));
            frame.show(ui, |ui| {
                ui.set_width(ui.available_width());
                body(ui, state);
            });
            if by != 0.0 {
                ui.scroll_with_delta_animation(
                    egui::vec2(0.0, -by * (ui.clip_rect().height() - 48.0).max(48.0)),
                    egui::style::ScrollAnimation::none(),
                );
            }
            if keys {
                keyboard::scroll(ui);
            }
        });
    });
}
