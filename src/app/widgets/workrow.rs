//! One line of what is to do: whom it is about, how old, what, by when, whose it is.

use egui::{
    Align, Layout, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo,
};
use egui::{pos2, vec2};

use super::button::{Press, tell_open, triangle};
use super::foot::onward;
use super::rows::one_line;
use crate::app::theme::{self, Token};

/// How high a row is, in points.
const HIGH: f32 = 32.0;
/// Below this width a row has two lines.
const NARROW: f32 = 760.0;

/// How wide the columns are that stand at a fixed width. What is to do has the rest.
#[derive(Clone, Copy)]
struct Columns {
    child: f32,
    age: f32,
    due: f32,
    owner: f32,
}

impl Columns {
    /// Those of a row so wide: what is to do keeps its room in a smaller window too.
    fn of(wide: f32) -> Self {
        if wide < 1000.0 {
            Self { child: 150.0, age: 72.0, due: 112.0, owner: 96.0 }
        } else {
            Self { child: 184.0, age: 88.0, due: 160.0, owner: 128.0 }
        }
    }
}

/// What a row says.
#[derive(Clone, Copy, Debug, Default)]
pub struct WorkRow<'a> {
    /// Whom it is about.
    pub child: &'a str,
    /// Whether that is nobody's name.
    pub unnamed: bool,
    /// How old.
    pub age: &'a str,
    /// What is to do.
    pub what: &'a str,
    /// By when, in a few words.
    pub due: &'a str,
    /// Whose it is.
    pub owner: &'a str,
    /// Whether its time has passed; the words say so too.
    pub late: bool,
    /// All of it, for a screen reader and on hovering.
    pub name: &'a str,
    /// What a press does, shown where the pointer or the keyboard is.
    pub does: &'a str,
}

/// A row that leads somewhere.
pub fn work_row(ui: &mut Ui, row: &WorkRow<'_>) -> Response {
    let size = vec2(ui.available_width(), high(ui));
    let press = Press::new(Role::Button, row.name, size).packed();
    let response = press.show(ui, |ui, rect, hovered| {
        if hovered {
            ui.painter().rect_filled(rect, 0.0, theme::fill(ui, Token::Quote));
        }
        paint(ui, rect, row, 0.0);
    });
    if !row.does.is_empty() {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(row.does));
    }
    let here = response.hovered() || response.has_focus();
    if here && !row.does.is_empty() && !is_narrow(response.rect) {
        does(ui, response.rect, row.does);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(row.name)
}

/// What a press does, over the end of what is to do.
fn does(ui: &Ui, rect: Rect, words: &str) {
    let Columns { due, owner, .. } = Columns::of(rect.width());
    let (small, ink) = (theme::sizes().small, theme::ink(ui, Token::Ink));
    let soft = theme::ink(ui, Token::Soft);
    let words = ui.painter().layout_no_wrap(words.to_owned(), theme::font(small, false), ink);
    let key = ui.painter().layout_no_wrap("Enter".to_owned(), theme::font(small, false), soft);
    let wide = words.size().x + key.size().x + 24.0;
    let right = rect.right() - due - owner - 16.0;
    let pill =
        Rect::from_min_max(pos2(right - wide, rect.top() + 4.0), pos2(right, rect.bottom() - 4.0));
    let edge = Stroke::new(1.0, theme::fill(ui, Token::Edge));
    let fill = theme::fill(ui, Token::Panel);
    ui.painter().rect(pill, 6.0, fill, edge, StrokeKind::Inside);
    let at = pos2(pill.left() + 8.0, pill.center().y - words.size().y / 2.0);
    let after = at + vec2(words.size().x + 8.0, 0.0);
    ui.painter().galley(at, words, ink);
    ui.painter().galley(after, key, soft);
}

/// A row with what can be done about it, at the right of what is to do. `room` is what those take,
/// in points.
pub fn work_line(ui: &mut Ui, row: &WorkRow<'_>, room: f32, actions: impl FnOnce(&mut Ui)) {
    let size = vec2(ui.available_width(), high(ui));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, row.name));
    response.on_hover_text(row.name);
    paint(ui, rect, row, room);
    let Columns { due, owner, .. } = Columns::of(rect.width());
    let right = rect.right() - if is_narrow(rect) { 12.0 } else { due + owner + 8.0 };
    let top = if is_narrow(rect) { rect.top() + 24.0 } else { rect.top() };
    let place = Rect::from_min_max(pos2(right - room, top), pos2(right, rect.bottom()));
    let on = Layout::left_to_right(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(on), |ui| onward(ui, actions));
}

/// The line above rows that belong together. The first one names the columns.
pub fn work_group(ui: &mut Ui, label: &str, count: usize, late: bool, heads: bool) {
    let size = vec2(ui.available_width(), GROUP);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let name = format!("{label}, {count}");
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &name));
    if ui.is_rect_visible(rect) {
        paint_group(ui, rect, (label, count), late, 0.0);
        if heads && !is_narrow(rect) {
            paint_heads(ui, rect);
        }
    }
}

/// The same where a press shows the rows below it, or hides them.
pub fn work_fold(ui: &mut Ui, label: &str, count: usize, open: bool) -> Response {
    const TRIANGLE: f32 = 14.0;
    let size = vec2(ui.available_width(), GROUP);
    let name = format!("{label}, {count}");
    let press = Press::new(Role::DisclosureTriangle, &name, size);
    let response = press.show(ui, |ui, rect, _| {
        paint_group(ui, rect, (label, count), false, TRIANGLE);
        let ink = theme::ink_on(ui, Token::Ink, Token::Ground);
        let at = pos2(rect.left() + 20.0, rect.center().y);
        triangle(ui, at, open, Stroke::new(1.5, ink));
    });
    tell_open(ui, &response, open);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// How high the line above a group is, in points.
const GROUP: f32 = 28.0;

fn put(ui: &Ui, (x, y): (f32, f32), text: String, strong: bool, ink: egui::Color32) -> f32 {
    let small = theme::sizes().small;
    let text = ui.painter().layout_no_wrap(text, theme::font(small, strong), ink);
    let at = pos2(x, y - text.size().y / 2.0);
    let right = at.x + text.size().x;
    ui.painter().galley(at, text, ink);
    right
}

fn paint_group(ui: &Ui, rect: Rect, (label, count): (&str, usize), late: bool, indent: f32) {
    ui.painter().rect_filled(rect, 0.0, theme::fill(ui, Token::Ground));
    let line = Stroke::new(1.0, theme::fill(ui, Token::Line));
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, line);
    let ink = theme::ink_on(ui, if late { Token::Danger } else { Token::Ink }, Token::Ground);
    let y = rect.center().y;
    let right = put(ui, (rect.left() + 16.0 + indent, y), label.to_owned(), true, ink);
    put(ui, (right + 7.0, y), count.to_string(), false, ink);
}

fn paint_heads(ui: &Ui, rect: Rect) {
    let soft = theme::ink_on(ui, Token::Soft, Token::Ground);
    let (left, y) = (rect.left() + 16.0, rect.center().y);
    let Columns { child, age, due, owner } = Columns::of(rect.width());
    for (x, head) in [
        (left + child, "Age"),
        (left + child + age, "What"),
        (rect.right() - due - owner, "Due"),
        (rect.right() - owner, "Owner"),
    ] {
        put(ui, (x, y), head.to_owned(), false, soft);
    }
}

fn is_narrow(rect: Rect) -> bool {
    rect.width() < NARROW
}

fn high(ui: &Ui) -> f32 {
    if ui.available_width() < NARROW { 54.0 } else { HIGH }
}

/// `room` of the column of what is to do is kept free at its right.
fn paint(ui: &Ui, rect: Rect, row: &WorkRow<'_>, room: f32) {
    if !ui.is_rect_visible(rect) {
        return;
    }
    let line = Stroke::new(1.0, theme::fill(ui, Token::Line));
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, line);
    let control = theme::sizes().control;
    let put = |x: f32, y: f32, wide: f32, text: &str, strong: bool, ink: Token| {
        let ink = theme::ink(ui, ink);
        let text = one_line(ui, text, theme::font(control, strong), ink, wide.max(8.0));
        ui.painter().galley(pos2(x, y - text.size().y / 2.0), text, ink);
    };
    let due = if row.late { Token::Danger } else { Token::Ink };
    let named = !row.unnamed;
    let child_ink = if named { Token::Ink } else { Token::Soft };
    let left = rect.left() + 16.0;
    if is_narrow(rect) {
        let (first, second) = (rect.top() + 16.0, rect.top() + 38.0);
        let half = rect.width() * 0.55;
        put(left, first, half - 24.0, row.child, named, child_ink);
        put(rect.left() + half, first, rect.width() - half - 12.0, row.due, false, due);
        put(left, second, rect.width() - 28.0 - room, row.what, false, Token::Ink);
        return;
    }
    let middle = rect.center().y;
    let Columns { child, age, due: dues, owner } = Columns::of(rect.width());
    let what = left + child + age;
    // Several children have no age: their names have its room.
    let leading = if row.age.is_empty() { child + age } else { child };
    put(left, middle, leading - 12.0, row.child, named, child_ink);
    put(left + child, middle, age - 8.0, row.age, false, Token::Soft);
    let end = rect.right() - dues - owner;
    put(what, middle, end - what - 16.0 - room, row.what, false, Token::Ink);
    put(end, middle, dues - 12.0, row.due, false, due);
    put(rect.right() - owner, middle, owner - 12.0, row.owner, false, Token::Soft);
}
