//! A row that opens: a triangle, a word that leads, a text, of which a closed row shows what has
//! room, and what is at the right of it.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Response, Role, Sense, Stroke, TextFormat, Ui, WidgetInfo, pos2, vec2};

use super::focus;
use super::keyboard::arrows_scroll;
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
    let format = TextFormat {
        font_id: theme::font(sizes.control, false),
        color: ink,
        ..TextFormat::default()
    };
    let mut job = LayoutJob::single_section(row.text.to_owned(), format);
    job.wrap = if row.open {
        TextWrapping::wrap_at_width(inner.max(120.0))
    } else {
        TextWrapping::truncate_at_width(inner.max(120.0))
    };
    let text = ui.painter().layout_job(job);
    let above = if stacked && !row.lead.is_empty() { lead.size().y + 2.0 } else { 0.0 };
    let high = (above + text.size().y + 2.0 * spaces.xs + 4.0).max(32.0);
    let (rect, response) = ui.allocate_exact_size(vec2(wide, high), Sense::click());
    let name = match row.lead {
        "" => row.text.to_owned(),
        lead => format!("{lead}: {}", row.text),
    };
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::DisclosureTriangle, enabled, &name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_expanded(row.open);
        node.set_toggled(row.open.into());
    });
    if ui.is_rect_visible(rect) {
        if response.hovered() {
            ui.painter().rect_filled(rect, 4.0, theme::fill(ui, Token::Quote));
        }
        let top = rect.top() + spaces.xs + 2.0;
        let middle = top + lead.size().y / 2.0;
        super::press::triangle(
            ui,
            pos2(rect.left() + 5.0, middle),
            row.open,
            Stroke::new(1.5, ink),
        );
        ui.painter().galley(pos2(rect.left() + TRIANGLE, top), lead, ink);
        let left = rect.left() + TRIANGLE + if stacked { 0.0 } else { row.indent };
        ui.painter().galley(pos2(left, top + above), text, ink);
    }
    arrows_scroll(ui, &response);
    focus(ui, &response, rect);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
