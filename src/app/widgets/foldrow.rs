//! A row that opens: a triangle, a word that leads, a text, of which a closed row shows what has
//! room, and what is at the right of it.

use egui::{Response, Role, Stroke, Ui, pos2, vec2};

use super::button::{Press, tell_open, triangle};
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
    tell_open(ui, &response, row.open);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A heading beside a form that opens: a triangle, its name, and at the right what is in it.
#[derive(Clone, Copy, Debug)]
pub struct SideRow<'a> {
    /// The heading.
    pub name: &'a str,
    /// What is in it: "2", "to do", nothing.
    pub value: &'a str,
    /// Whether that is still to do.
    pub to_do: bool,
}

/// Paints it over the width that is there, above a line. A screen reader hears both.
pub fn side_row(ui: &mut Ui, row: SideRow<'_>) -> Response {
    const TRIANGLE: f32 = 14.0;
    let sizes = theme::sizes();
    let token = if row.to_do { Token::Caution } else { Token::Soft };
    let (ink, quiet) = (theme::ink(ui, Token::Ink), theme::ink(ui, token));
    let wide = ui.available_width();
    let font = theme::font(sizes.small, row.to_do);
    let value = one_line(ui, row.value, font, quiet, wide * 0.5);
    let room = wide - TRIANGLE - value.size().x - 8.0;
    let name = one_line(ui, row.name, theme::font(sizes.control, false), ink, room);
    let said = if row.value.is_empty() {
        row.name.to_owned()
    } else {
        format!("{}, {}", row.name, row.value)
    };
    let press = Press::new(Role::Button, &said, vec2(wide, 32.0)).scrolling();
    let response = press.show(ui, |ui, rect, hovered| {
        if hovered {
            ui.painter().rect_filled(rect, 4.0, theme::fill(ui, Token::Quote));
        }
        let middle = rect.center().y;
        triangle(ui, pos2(rect.left() + 4.0, middle), false, Stroke::new(1.5, ink));
        let at = pos2(rect.left() + TRIANGLE, middle - name.size().y / 2.0);
        ui.painter().galley(at, name, ink);
        let at = pos2(rect.right() - value.size().x, middle - value.size().y / 2.0);
        ui.painter().galley(at, value, quiet);
        let line = Stroke::new(1.0, theme::fill(ui, Token::Line));
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
    });
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
