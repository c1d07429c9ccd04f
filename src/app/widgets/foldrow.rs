//! A row that opens: a triangle, a word that leads, a text, of which a closed row shows what has
//! room, and what is at the right of it.

use egui::{Response, Role, Stroke, Ui, pos2, vec2};

use super::press::{Press, triangle};
use super::rows::one_line;
use crate::app::theme::{self, Token};

/// What a row says.
#[derive(Clone, Copy, Debug)]
pub struct FoldRow<'a> {
    /// The word that leads: "Must".
    pub lead: &'a str,
    /// The text.
    pub text: &'a str,
    /// How wide the leading word's column is, in points.
    pub indent: f32,
    /// Whether it is open: then the whole text is shown.
    pub open: bool,
}

/// Paints it over the width that is there; pressed, it is to open or close. A screen reader hears
/// the whole text, open or closed.
pub fn fold_row(ui: &mut Ui, row: FoldRow<'_>) -> Response {
    const TRIANGLE: f32 = 16.0;
    let (sizes, spaces) = (theme::sizes(), theme::spaces());
    let ink = theme::ink(ui, Token::Ink);
    let wide = ui.available_width();
    // Below each other where there is little room beside the leading word.
    let stacked = wide < row.indent + 300.0;
    let inner = wide - TRIANGLE - if stacked { 0.0 } else { row.indent };
    let lead =
        ui.painter().layout_no_wrap(row.lead.to_owned(), theme::font(sizes.control, true), ink);
    let (font, inner) = (theme::font(sizes.control, false), inner.max(120.0));
    let text = if row.open {
        ui.painter().layout(row.text.to_owned(), font, ink, inner)
    } else {
        one_line(ui, row.text, font, ink, inner)
    };
    let above = if stacked && !row.lead.is_empty() { lead.size().y + 2.0 } else { 0.0 };
    let high = (above + text.size().y + 2.0 * spaces.xs + 4.0).max(32.0);
    let name = match row.lead {
        "" => row.text.to_owned(),
        lead => format!("{lead}: {}", row.text),
    };
    let press = Press::new(Role::DisclosureTriangle, &name, vec2(wide, high)).scrolling();
    let response = press.show(ui, |ui, rect, hovered| {
        if hovered {
            ui.painter().rect_filled(rect, 4.0, theme::fill(ui, Token::Quote));
        }
        let top = rect.top() + spaces.xs + 2.0;
        let at = pos2(rect.left() + 5.0, top + lead.size().y / 2.0);
        triangle(ui, at, row.open, Stroke::new(1.5, ink));
        ui.painter().galley(pos2(rect.left() + TRIANGLE, top), lead, ink);
        let left = rect.left() + TRIANGLE + if stacked { 0.0 } else { row.indent };
        ui.painter().galley(pos2(left, top + above), text, ink);
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_expanded(row.open);
        node.set_toggled(row.open.into());
    });
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
