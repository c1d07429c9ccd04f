//! The bar at the foot of a screen. It never moves, and the way onward is at its right end.

use egui::{Align, Layout, Rect, Stroke, Ui, UiBuilder, pos2, vec2};

use super::frames::{PAGE, margin, page_width};
use super::little::is_low;
use crate::app::theme::{self, Token};

/// How high it is, in points.
fn high(ui: &Ui) -> f32 {
    if is_low(ui) { 46.0 } else { 56.0 }
}

/// A screen above its foot. The foot comes after the screen to the keyboard too. What both write
/// to is `state`.
pub fn above_foot<S>(
    ui: &mut Ui,
    state: &mut S,
    screen: impl FnOnce(&mut Ui, &mut S),
    foot: impl FnOnce(&mut Ui, &mut S),
) {
    let whole = ui.available_rect_before_wrap();
    let (above, below) = whole.split_top_bottom_at_y(whole.bottom() - high(ui));
    let part = |ui: &mut Ui, rect: Rect, name| {
        let mut part = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(name));
        part.shrink_clip_rect(rect);
        part
    };
    screen(&mut part(ui, above, "above the foot"), state);
    let bar = &mut part(ui, below, "foot");
    theme::stand_on(bar, Token::Panel);
    bar.painter().rect_filled(below, 0.0, theme::fill(bar, Token::Panel));
    let line = Stroke::new(1.0, theme::fill(bar, Token::Line));
    bar.painter().hline(below.x_range(), below.top() + 0.5, line);
    // The way onward is where the page ends, also on a screen that is much wider.
    let page = below.with_max_x(below.left() + page_width(below.width(), PAGE));
    let inside = page.shrink2(vec2(margin(ui), 0.0)).translate(vec2(0.0, 0.5));
    bar.scope_builder(
        UiBuilder::new().max_rect(inside).layout(Layout::left_to_right(Align::Center)),
        |ui| {
            ui.spacing_mut().item_spacing.x = theme::spaces().m;
            foot(ui, state);
        },
    );
    ui.advance_cursor_after_rect(whole);
}

/// The right end of a line: what leads onward is the last of what is added, and stands outermost.
pub fn onward<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    onward_after(ui, |_| {}, add)
}

/// The same after words, which have the room that is left of it. All of it is added as it is read,
/// from left to right, so that the keyboard goes that way too: how wide it is at the right end is
/// known from the picture before.
pub fn onward_after<R>(
    ui: &mut Ui,
    words: impl FnOnce(&mut Ui),
    add: impl FnOnce(&mut Ui) -> R,
) -> R {
    let room = ui.available_rect_before_wrap();
    let id = ui.next_auto_id().with("onward");
    let known = ui.data(|data| data.get_temp::<f32>(id));
    let left = (room.right() - known.unwrap_or_default()).max(room.left());
    let gap = ui.spacing().item_spacing.x;
    let before = room.with_max_x((left - gap).max(room.left()));
    #[expect(clippy::disallowed_methods, reason = "words alone, which the keyboard passes by")]
    let back = Layout::right_to_left(Align::Center);
    let said =
        &mut ui.new_child(UiBuilder::new().id_salt(id.with("words")).max_rect(before).layout(back));
    words(said);
    // What has not been measured has all the room, as what is painted again has.
    let within = Rect::from_min_size(pos2(left, room.top()), room.size());
    let on = Layout::left_to_right(Align::Center);
    let end = &mut ui.new_child(UiBuilder::new().id_salt(id).max_rect(within).layout(on));
    let inner = add(end);
    let wide = end.min_rect().right() - left;
    let tall = said.min_rect().y_range();
    let tall = egui::Rangef::new(
        tall.min.min(end.min_rect().top()),
        tall.max.max(end.min_rect().bottom()),
    );
    if known.is_none_or(|known| (known - wide).abs() > 0.5) {
        ui.data_mut(|data| data.insert_temp(id, wide));
        ui.ctx().request_discard("the right end of a line is measured");
        ui.ctx().request_repaint();
    }
    ui.advance_cursor_after_rect(Rect::from_x_y_ranges(room.x_range(), tall));
    inner
}
