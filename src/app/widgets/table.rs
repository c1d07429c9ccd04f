//! A list in columns: heads that sort and are drawn wider, and rows of one line, of which one is
//! chosen. To a screen reader it is a list, since no reader is told of a table.

use egui::{CursorIcon, Id, Rect, Response, Role, Sense, Stroke, Ui, pos2, vec2};

use super::button::Press;
use super::press_guard;
use super::rows::one_line;
use super::text::{Run, format};
use crate::app::theme::{self, Token};

/// How high a row is, in points.
pub const ROW: f32 = 31.0;
/// What the line of a search adds to it.
pub const FOUND: f32 = 22.0;
/// How high the heads are.
pub const HEADS: f32 = 30.0;
/// What stands free at the left and right of the cells.
const MARGIN: f32 = 16.0;

/// A cell of a row.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What it says; cut with "…" where it is longer than the cell.
    pub text: String,
    /// Its width, in points.
    pub wide: f32,
    /// The heavier weight.
    pub strong: bool,
    /// Its ink.
    pub ink: Token,
}

/// A row: its cells, and below them one line of marked words.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// Its id, by which the keyboard is sent to it.
    pub id: Id,
    /// Its place among all, from 0.
    pub at: usize,
    /// How many there are.
    pub of: usize,
    /// Whether Tab comes to it: a list is one stop.
    pub stop: bool,
    /// Whether it is the chosen one.
    pub chosen: bool,
    /// What it is called for a screen reader.
    pub name: &'a str,
    /// What is said after the name.
    pub description: &'a str,
    /// Its cells, from left to right.
    pub cells: &'a [Cell],
    /// The last line, cut where it is longer; none where it is empty.
    pub below: &'a [Run<'a>],
}

/// Shows a row in its place.
pub fn table_row(ui: &Ui, rect: Rect, row: Row<'_>) -> Response {
    let sense = if row.stop { Sense::click() } else { Sense::CLICK };
    let response = ui.interact(rect, row.id, sense);
    let press = Press::new(Role::ListItem, row.name, rect.size()).chosen(row.chosen).packed();
    let response =
        press.show_in(ui, rect, response, |ui, rect, hovered| row.paint(ui, rect, hovered));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_position_in_set(row.at);
        node.set_size_of_set(row.of);
        if !row.description.is_empty() {
            node.set_description(row.description);
        }
    });
    response.on_hover_cursor(CursorIcon::PointingHand)
}

impl Row<'_> {
    fn paint(&self, ui: &Ui, rect: Rect, hovered: bool) {
        let ground = match (self.chosen, hovered) {
            (true, _) => Token::AccentGround,
            (false, true) => Token::Quote,
            (false, false) => Token::Panel,
        };
        let painter = ui.painter();
        painter.rect_filled(rect, 0.0, theme::fill(ui, ground));
        if self.chosen {
            let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
            painter.rect_filled(bar, 0.0, theme::fill(ui, Token::Accent));
        }
        let line = Stroke::new(1.0, theme::fill(ui, Token::Line));
        painter.hline(rect.x_range(), rect.bottom() - 0.5, line);
        let mut x = rect.left() + MARGIN;
        for cell in self.cells {
            let ink = theme::ink_on(ui, cell.ink, ground);
            let font = theme::font(theme::sizes().small, cell.strong);
            let text = one_line(ui, &cell.text, font, ink, (cell.wide - 8.0).max(8.0));
            let y = rect.top() + (ROW - text.size().y) / 2.0;
            ui.painter().galley(pos2(x, y), text, ink);
            x += cell.wide;
        }
        self.paint_below(ui, rect, ground);
    }

    fn paint_below(&self, ui: &Ui, rect: Rect, ground: Token) {
        if self.below.is_empty() {
            return;
        }
        let mut job = egui::text::LayoutJob::default();
        for run in self.below {
            job.append(run.text, 0.0, format(ui, theme::sizes().small, run));
        }
        let wide = rect.width() - 2.0 * MARGIN;
        job.wrap = egui::text::TextWrapping::truncate_at_width(wide);
        let text = ui.painter().layout_job(job);
        let ink = theme::ink_on(ui, Token::Ink, ground);
        ui.painter().galley(pos2(rect.left() + MARGIN, rect.top() + ROW - 5.0), text, ink);
    }
}

/// The head of a column.
#[derive(Clone, Copy)]
pub struct Head<'a> {
    /// Its id.
    pub id: Id,
    /// What stands there.
    pub label: &'a str,
    /// What a screen reader says.
    pub name: &'a str,
    /// How wide the column is, in points.
    pub wide: f32,
    /// Whether the list is sorted by it now, and whether from the far end.
    pub sorted: Option<bool>,
    /// Whether Tab comes to it: the heads are one stop.
    pub stop: bool,
}

/// What was done with a head.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HeadDone {
    /// It was pressed: the list is sorted by it.
    pub pressed: bool,
    /// The column is to be so much wider; the usual width for `None` where `reset`.
    pub wider: f32,
    /// The column is to have its usual width again.
    pub reset: bool,
    /// It has the keyboard.
    pub here: bool,
}

/// The heads of the columns, over the whole width. `done` is told what was done with each.
pub fn heads(ui: &mut Ui, heads: &[Head<'_>], mut done: impl FnMut(usize, HeadDone)) {
    let size = vec2(ui.available_width(), HEADS);
    let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
    let line = Stroke::new(1.0, theme::fill(ui, Token::Edge));
    ui.painter().hline(whole.x_range(), whole.bottom() - 0.5, line);
    let mut x = whole.left() + MARGIN;
    for (at, one) in heads.iter().enumerate() {
        let rect = Rect::from_min_size(pos2(x, whole.top()), vec2(one.wide, HEADS - 1.0));
        done(at, head(ui, rect, one));
        x += one.wide;
    }
}

fn head(ui: &Ui, rect: Rect, one: &Head<'_>) -> HeadDone {
    /// How near to its right edge a column is taken hold of.
    const GRIP: f32 = 4.0;
    let sense = if one.stop { Sense::click() } else { Sense::CLICK };
    let response = ui.interact(rect.with_max_x(rect.right() - GRIP), one.id, sense);
    let press = Press::new(Role::Button, one.name, rect.size());
    let response = press.show_in(ui, rect, response, |ui, rect, hovered| {
        paint_head(ui, rect, one, hovered);
    });
    let grip = Rect::from_x_y_ranges(rect.right() - GRIP..=rect.right() + GRIP, rect.y_range());
    let sense = Sense::CLICK.union(Sense::DRAG);
    let grip =
        ui.interact(grip, one.id.with("grip"), sense).on_hover_cursor(CursorIcon::ResizeColumn);
    press_guard::note(ui, grip.id, (Role::Splitter, one.label), grip.interact_rect);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    HeadDone {
        pressed: response.clicked(),
        wider: grip.drag_delta().x,
        reset: grip.double_clicked(),
        here: response.has_focus(),
    }
}

fn paint_head(ui: &Ui, rect: Rect, one: &Head<'_>, hovered: bool) {
    let token = if one.sorted.is_some() { Token::Accent } else { Token::Soft };
    let ink = theme::ink(ui, token);
    if hovered {
        ui.painter().rect_filled(rect, 0.0, theme::fill(ui, Token::Quote));
    }
    let font = theme::font(theme::sizes().small, one.sorted.is_some());
    let room = one.wide - if one.sorted.is_some() { 16.0 } else { 2.0 };
    let text = one_line(ui, one.label, font, ink, room.max(8.0));
    let at = pos2(rect.left(), rect.center().y - text.size().y / 2.0);
    let after = at.x + text.size().x + 6.0;
    ui.painter().galley(at, text, ink);
    if let Some(falling) = one.sorted {
        let arm = 3.5;
        let tip = if falling { arm } else { -arm };
        let at = pos2(after + arm, rect.center().y);
        let points =
            [at + vec2(-arm, -tip / 2.0), at + vec2(0.0, tip / 2.0), at + vec2(arm, -tip / 2.0)];
        ui.painter().line(points.to_vec(), Stroke::new(1.5, ink));
    }
}
