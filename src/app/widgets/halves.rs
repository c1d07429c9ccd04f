//! A screen of two columns, each with its own scroll: what is read at the left, and what is said of
//! it at the right. Where there is no room for both, one is below the other.

use egui::{Ui, UiBuilder};

use super::frames::{column, has_keyboard, margin};
use super::keyboard;

/// The columns grow together to this, in points.
const BOTH: f32 = 1240.0;
/// Below this there is one.
const ONE: f32 = 720.0;

/// Paints both. What both write to is `state`.
pub fn halves<S>(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    state: &mut S,
    left: impl FnOnce(&mut Ui, &mut S),
    right: impl FnOnce(&mut Ui, &mut S),
) {
    let id = ui.scope_id().with(&id);
    let whole = ui.available_rect_before_wrap();
    let margin = margin(ui);
    if whole.width() < ONE {
        column(ui, id, (margin, whole.width()), true, |ui| {
            left(ui, state);
            right(ui, state);
        });
        return;
    }
    let both = whole.with_max_x(whole.right().min(whole.left() + BOTH));
    let (read, said) = both.split_left_right_at_fraction(0.52);
    let aside = has_keyboard(ui, said) && !keyboard::is_free(ui.ctx());
    let mut one = ui.new_child(UiBuilder::new().max_rect(read).id_salt("read"));
    one.shrink_clip_rect(read);
    column(&mut one, id.with("read"), (margin, read.width()), !aside, |ui| left(ui, state));
    let mut other = ui.new_child(UiBuilder::new().max_rect(said).id_salt("said"));
    other.shrink_clip_rect(said);
    column(&mut other, id.with("said"), (margin / 2.0, said.width()), aside, |ui| {
        right(ui, state);
    });
    ui.advance_cursor_after_rect(whole);
}
