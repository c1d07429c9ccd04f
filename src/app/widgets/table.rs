//! A list in columns: heads that sort, and rows that open.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::text::{Run, format};
use super::{Tone, focus};
use crate::app::theme::{self, Token};

/// A cell of a row.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What it says; cut with "…" where it is longer than the cell.
    pub text: String,
    /// Its width, in points.
    pub wide: f32,
    /// The heavier weight.
    pub strong: bool,
    /// Whether it may take the room of the quiet line, which then stays away.
    pub wraps: bool,
}

/// Which row it is.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Its id, by which the keyboard is sent to it.
    pub id: Id,
    /// Whether Tab comes to it: a list is one stop.
    pub stop: bool,
    /// All of it for a screen reader.
    pub name: &'a str,
}

/// A row that opens something: its cells, a quiet line below them with badges in words, and one
/// line of marked words. It fills its place.
pub fn table_row(
    ui: &mut Ui,
    row: Row<'_>,
    cells: &[Cell],
    quiet: &str,
    badges: &[(Tone, &str)],
    below: &[Run<'_>],
) -> Response {
    let (sizes, spaces) = (theme::sizes(), theme::spaces());
    let rect = ui.available_rect_before_wrap();
    let sense = if row.stop { Sense::click() } else { Sense::CLICK };
    let response = ui.interact(rect, row.id, sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, row.name));
    if ui.is_rect_visible(rect) {
        let ground = Token::Panel;
        let edge = if response.hovered() { Token::Accent } else { Token::Line };
        let stroke = Stroke::new(1.0, theme::fill(ui, edge));
        let fill = theme::fill(ui, ground);
        ui.painter().rect(rect, theme::radius(), fill, stroke, StrokeKind::Inside);
        let cut = |cell: &Cell, size, ink, wide: f32| {
            let ink = theme::ink_on(ui, ink, ground);
            let mut job =
                LayoutJob::simple(cell.text.clone(), theme::font(size, cell.strong), ink, wide);
            job.wrap = TextWrapping::truncate_at_width(wide);
            if cell.wraps {
                (job.wrap.max_rows, job.wrap.break_anywhere) = (2, false);
            }
            (ui.painter().layout_job(job), ink)
        };
        let mut quiet = quiet;
        let mut at = rect.min + vec2(spaces.m, spaces.s + 2.0);
        let line = sizes.control * 1.4;
        for cell in cells {
            let size = if cell.strong { sizes.control } else { sizes.small };
            let wide = (cell.wide - spaces.s).max(8.0);
            let (text, ink) = cut(cell, size, Token::Ink, wide);
            let down = match text.rows.len() {
                0 | 1 => (line - text.size().y) / 2.0,
                _ => {
                    quiet = "";
                    1.0
                }
            };
            ui.painter().galley(at + vec2(0.0, down), text, ink);
            at.x += cell.wide;
        }
        let under = rect.top() + spaces.s + 4.0 + line;
        let mut right = rect.right() - spaces.m;
        for (tone, words) in badges {
            let (ink, ground) = tone.tokens();
            let colour = theme::ink_on(ui, ink, ground);
            let font = theme::font(sizes.small - 1.0, true);
            let text = ui.painter().layout_no_wrap((*words).to_owned(), font, colour);
            let at = pos2(right - text.size().x - 6.0, under);
            let pill = Rect::from_min_size(at, text.size()).expand2(vec2(6.0, 2.0));
            ui.painter().rect_filled(pill, 4.0, theme::fill(ui, ground));
            ui.painter().galley(at, text, colour);
            right = pill.left() - spaces.s;
        }
        let wide = (right - rect.left() - spaces.m).max(8.0);
        let cut = |text: &str| {
            let ink = theme::ink_on(ui, Token::Soft, ground);
            let font = theme::font(sizes.small, false);
            let mut job = LayoutJob::simple(text.to_owned(), font, ink, wide);
            job.wrap = TextWrapping::truncate_at_width(wide);
            (ui.painter().layout_job(job), ink)
        };
        let (text, ink) = cut(quiet);
        ui.painter().galley(pos2(rect.left() + spaces.m, under), text, ink);
        if !below.is_empty() {
            let mut job = LayoutJob::default();
            for run in below {
                job.append(run.text, 0.0, format(ui, sizes.small, run));
            }
            job.wrap = TextWrapping::truncate_at_width(rect.width() - 2.0 * spaces.m);
            let text = ui.painter().layout_job(job);
            let at = pos2(rect.left() + spaces.m, under + sizes.small * 1.4 + 4.0);
            ui.painter().galley(at, text, theme::ink_on(ui, Token::Ink, ground));
        }
    }
    focus(ui, &response, rect);
    response
}

/// The head of a column: pressed, it sorts. `sorted` is whether it does now, and whether from
/// the far end; `name` says the same to a screen reader.
pub fn column_head(
    ui: &mut Ui,
    label: &str,
    name: &str,
    wide: f32,
    sorted: Option<bool>,
) -> Response {
    let (sizes, spaces) = (theme::sizes(), theme::spaces());
    let token = if sorted.is_some() { Token::Accent } else { Token::Soft };
    let ink = theme::ink(ui, token);
    let font = theme::font(sizes.small, sorted.is_some());
    let text = ui.painter().layout_no_wrap(label.to_owned(), font, ink);
    let (rect, response) = ui.allocate_exact_size(vec2(wide, 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if ui.is_rect_visible(rect) {
        if response.hovered() {
            ui.painter().rect_filled(rect, theme::radius(), theme::fill(ui, Token::Quote));
        }
        let at = pos2(rect.left() + 2.0, rect.center().y - text.size().y / 2.0);
        let after = at.x + text.size().x + spaces.s;
        ui.painter().galley(at, text, ink);
        if let Some(falling) = sorted {
            let arm = 3.5;
            let tip = if falling { arm } else { -arm };
            let at = pos2(after + arm, rect.center().y);
            let points = [
                at + vec2(-arm, -tip / 2.0),
                at + vec2(0.0, tip / 2.0),
                at + vec2(arm, -tip / 2.0),
            ];
            ui.painter().line(points.to_vec(), Stroke::new(1.5, ink));
        }
    }
    focus(ui, &response, rect);
    response
}
