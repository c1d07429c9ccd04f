//! The keys that go from row to row, and from the title to the rows.

use egui::{Key, Modifiers, Rect, Ui};

use super::{Rows, row_id};
use crate::app::events::{DecisionsEvent, Event};
use crate::app::key_input;
use crate::app::session::Found;
use crate::app::widgets::{ROW, keyboard};

/// From the title the keys go to the chosen row, however little room there is between the two.
pub(super) fn from_title(ui: &Ui, found: &Found, at: usize, out: &mut Vec<Event>) {
    let ctx = ui.ctx();
    let Some(id) = row_id(found, at).filter(|_| keyboard::is_free(ctx)) else { return };
    if key_input::pressed(ctx, Modifiers::NONE, Key::ArrowDown) {
        ui.memory_mut(|memory| {
            memory.request_focus(id);
            memory.move_focus(egui::FocusDirection::None);
        });
    } else if key_input::pressed(ctx, Modifiers::NONE, Key::Enter)
        && let Some(one) = found.rows.get(at).and_then(|row| found.summaries.get(*row))
    {
        out.push(Event::Decisions(DecisionsEvent::Open(one.id.clone())));
    }
}

/// The chosen row: where the keyboard is on it, the arrows, Page keys, Home and End go on from it,
/// a `page` being so many rows; and by how many pages Space scrolls what is beside the list.
pub(super) fn by_keys(
    ui: &Ui,
    found: &Found,
    (at, page): (usize, usize),
    rows: &Rows,
) -> (usize, f32) {
    let ctx = ui.ctx();
    let focused = ui.memory(egui::Memory::focused);
    if focused.is_none() || row_id(found, at) != focused {
        return (at, 0.0);
    }
    let last = found.rows.len().saturating_sub(1);
    let mut to = at;
    for (key, there) in [
        (Key::ArrowDown, at.saturating_add(1)),
        (Key::ArrowUp, at.saturating_sub(1)),
        (Key::PageDown, at.saturating_add(page)),
        (Key::PageUp, at.saturating_sub(page)),
        (Key::Home, 0),
        (Key::End, last),
    ] {
        if key_input::stepped(ctx, Modifiers::NONE, key) {
            to = there.min(last);
            // egui's own step would be a second one.
            ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
        }
    }
    let mut by = 0.0;
    for (held, pages) in [(Modifiers::NONE, 1.0), (Modifiers::SHIFT, -1.0)] {
        if key_input::stepped(ctx, held, Key::Space) {
            by = pages;
        }
    }
    if to != at
        && let Some(id) = row_id(found, to)
    {
        ui.memory_mut(|memory| memory.request_focus(id));
        to_sight(ui, rows.place(to));
        ctx.request_repaint();
    }
    (to, by)
}

pub(super) fn to_sight(ui: &Ui, rect: Rect) {
    let still = egui::style::ScrollAnimation::none();
    ui.scroll_to_rect_animation(rect.expand(ROW / 2.0), None, still);
}
