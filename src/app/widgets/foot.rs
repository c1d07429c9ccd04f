//! The bar at the foot of a screen. It never moves, and the way onward is at its right end.

use egui::{Align, Layout, Rect, Stroke, Ui, UiBuilder, vec2};

use super::frames::{PAGE, margin};
use crate::app::theme::{self, Token};

/// How high it is, in points.
const HIGH: f32 = 56.0;

/// A screen above its foot. The foot comes after the screen to the keyboard too. What both write
/// to is `state`.
pub fn above_foot<S>(
    ui: &mut Ui,
    state: &mut S,
    screen: impl FnOnce(&mut Ui, &mut S),
    foot: impl FnOnce(&mut Ui, &mut S),
) {
    let whole = ui.available_rect_before_wrap();
    let (above, below) = whole.split_top_bottom_at_y(whole.bottom() - HIGH);
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
    let page = below.with_max_x(below.right().min(below.left() + PAGE));
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

/// The right end of a foot: what is added first stands outermost, and is what leads onward.
pub fn onward(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.with_layout(Layout::right_to_left(Align::Center), add);
}

/// Whether the foot has little room: then what can be reached otherwise is left out of it, and
/// so are the names of keys.
pub fn is_tight(ui: &Ui) -> bool {
    ui.available_width() < 560.0
}

/// Whether the window is so low that what is most pressing has to come before everything else.
pub fn is_low(ui: &Ui) -> bool {
    ui.ctx().content_rect().height() < 480.0
}
