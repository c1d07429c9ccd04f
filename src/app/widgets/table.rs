//! A list in columns: heads that sort, and rows that open.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Id, Rect, Response, Role, Sense, Stroke, Ui, pos2, vec2};

use super::Tone;
use super::press::Press;
use super::rows::{framed, one_line};
use super::text::{Run, format};
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

/// A row that opens something: its cells, below them a quiet line with badges in words, and one
/// line of marked words.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// Its id, by which the keyboard is sent to it.
    pub id: Id,
    /// Whether Tab comes to it: a list is one stop.
    pub stop: bool,
    /// All of it for a screen reader.
    pub name: &'a str,
    /// Its cells, from left to right.
    pub cells: &'a [Cell],
    /// What stands below them, where no cell needs the room.
    pub quiet: &'a str,
    /// At the far end of that line, each in its tone.
    pub badges: &'a [(Tone, &'a str)],
    /// The last line, cut where it is longer; none where it is empty.
    pub below: &'a [Run<'a>],
}

/// Shows a row. It fills its place.
pub fn table_row(ui: &mut Ui, row: Row<'_>) -> Response {
    let rect = ui.available_rect_before_wrap();
    let sense = if row.stop { Sense::click() } else { Sense::CLICK };
    let response = ui.interact(rect, row.id, sense);
    Press::new(Role::Button, row.name, rect.size()).show_in(
        ui,
        rect,
        response,
        |ui, rect, hovered| {
            framed(ui, rect, hovered);
            let sizes = theme::sizes();
            let wrapped = row.paint_cells(ui, rect);
            let under = rect.top() + theme::spaces().s + 4.0 + sizes.control * LINE;
            let right = row.paint_badges(ui, rect, under);
            row.paint_quiet(ui, rect.with_min_y(under).with_max_x(right), wrapped);
            row.paint_below(ui, rect, under + sizes.small * LINE + 4.0);
        },
    )
}

/// The height of a line, in heights of its letters.
const LINE: f32 = 1.4;

impl Row<'_> {
    /// Whether one of the cells took the room of the quiet line.
    fn paint_cells(&self, ui: &Ui, rect: Rect) -> bool {
        let (sizes, spaces) = (theme::sizes(), theme::spaces());
        let ink = theme::ink_on(ui, Token::Ink, Token::Panel);
        let mut at = rect.min + vec2(spaces.m, spaces.s + 2.0);
        let mut wrapped = false;
        for cell in self.cells {
            let size = if cell.strong { sizes.control } else { sizes.small };
            let (font, wide) = (theme::font(size, cell.strong), (cell.wide - spaces.s).max(8.0));
            let mut job = LayoutJob::simple(cell.text.clone(), font, ink, wide);
            job.wrap = TextWrapping::truncate_at_width(wide);
            if cell.wraps {
                (job.wrap.max_rows, job.wrap.break_anywhere) = (2, false);
            }
            let text = ui.painter().layout_job(job);
            let of_one_line = text.rows.len() < 2;
            let down = if of_one_line { (sizes.control * LINE - text.size().y) / 2.0 } else { 1.0 };
            wrapped |= !of_one_line;
            ui.painter().galley(at + vec2(0.0, down), text, ink);
            at.x += cell.wide;
        }
        wrapped
    }

    /// Paints the badges from the far end on; where what is left of the line ends.
    fn paint_badges(&self, ui: &Ui, rect: Rect, top: f32) -> f32 {
        let (sizes, spaces) = (theme::sizes(), theme::spaces());
        let mut right = rect.right() - spaces.m;
        for (tone, words) in self.badges {
            let (ink, ground) = tone.tokens();
            let ink = theme::ink_on(ui, ink, ground);
            let font = theme::font(sizes.small - 1.0, true);
            let text = ui.painter().layout_no_wrap((*words).to_owned(), font, ink);
            let at = pos2(right - text.size().x - 6.0, top);
            let pill = Rect::from_min_size(at, text.size()).expand2(vec2(6.0, 2.0));
            ui.painter().rect_filled(pill, 4.0, theme::fill(ui, ground));
            ui.painter().galley(at, text, ink);
            right = pill.left() - spaces.s;
        }
        right
    }

    fn paint_quiet(&self, ui: &Ui, place: Rect, wrapped: bool) {
        let left = place.left() + theme::spaces().m;
        let wide = (place.right() - left).max(8.0);
        let ink = theme::ink_on(ui, Token::Soft, Token::Panel);
        let words = if wrapped { "" } else { self.quiet };
        let text = one_line(ui, words, theme::font(theme::sizes().small, false), ink, wide);
        ui.painter().galley(pos2(left, place.top()), text, ink);
    }

    fn paint_below(&self, ui: &Ui, rect: Rect, top: f32) {
        if self.below.is_empty() {
            return;
        }
        let spaces = theme::spaces();
        let mut job = LayoutJob::default();
        for run in self.below {
            job.append(run.text, 0.0, format(ui, theme::sizes().small, run));
        }
        job.wrap = TextWrapping::truncate_at_width(rect.width() - 2.0 * spaces.m);
        let text = ui.painter().layout_job(job);
        let ink = theme::ink_on(ui, Token::Ink, Token::Panel);
        ui.painter().galley(pos2(rect.left() + spaces.m, top), text, ink);
    }
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
    Press::new(Role::Button, name, vec2(wide, 28.0)).show(ui, |ui, rect, hovered| {
        if hovered {
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
    })
}
