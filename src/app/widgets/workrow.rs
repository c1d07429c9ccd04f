//! One line of what is to do: whom it is about, how old, what, by when, whose it is.

use egui::{Align, Layout, Rect, Response, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo};
use egui::{pos2, vec2};

use super::press::Press;
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
}

/// A row that leads somewhere.
pub fn work_row(ui: &mut Ui, row: &WorkRow<'_>) -> Response {
    let size = vec2(ui.available_width(), high(ui));
    let response = Press::new(Role::Button, row.name, size).show(ui, |ui, rect, hovered| {
        if hovered {
            ui.painter().rect_filled(rect, 0.0, theme::fill(ui, Token::Quote));
        }
        paint(ui, rect, row, 0.0);
    });
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(row.name)
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
    let back = Layout::right_to_left(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(back), actions);
}

/// The line above rows that belong together. The first one names the columns.
pub fn work_group(ui: &mut Ui, label: &str, count: usize, late: bool, heads: bool) {
    let size = vec2(ui.available_width(), 28.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let name = format!("{label}, {count}");
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &name));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let small = theme::sizes().small;
    ui.painter().rect_filled(rect, 0.0, theme::fill(ui, Token::Ground));
    let ink = theme::ink_on(ui, if late { Token::Danger } else { Token::Ink }, Token::Ground);
    let soft = theme::ink_on(ui, Token::Soft, Token::Ground);
    let put = |x: f32, text: String, strong: bool, ink| {
        let text = ui.painter().layout_no_wrap(text, theme::font(small, strong), ink);
        let at = pos2(x, rect.center().y - text.size().y / 2.0);
        let right = at.x + text.size().x;
        ui.painter().galley(at, text, ink);
        right
    };
    let right = put(rect.left() + 16.0, label.to_owned(), true, ink);
    put(right + 7.0, count.to_string(), false, ink);
    if heads && !is_narrow(rect) {
        let left = rect.left() + 16.0;
        let Columns { child, age, due, owner } = Columns::of(rect.width());
        put((left + child).max(right + 24.0), "Age".to_owned(), false, soft);
        put(left + child + age, "What".to_owned(), false, soft);
        put(rect.right() - due - owner, "Due".to_owned(), false, soft);
        put(rect.right() - owner, "Owner".to_owned(), false, soft);
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
    let left = rect.left() + 16.0;
    if is_narrow(rect) {
        let (first, second) = (rect.top() + 16.0, rect.top() + 38.0);
        let half = rect.width() * 0.55;
        put(left, first, half - 24.0, row.child, true, Token::Ink);
        put(rect.left() + half, first, rect.width() - half - 12.0, row.due, false, due);
        put(left, second, rect.width() - 28.0 - room, row.what, false, Token::Ink);
        return;
    }
    let middle = rect.center().y;
    let Columns { child, age, due: dues, owner } = Columns::of(rect.width());
    let what = left + child + age;
    put(left, middle, child - 12.0, row.child, true, Token::Ink);
    put(left + child, middle, age - 8.0, row.age, false, Token::Soft);
    let end = rect.right() - dues - owner;
    put(what, middle, end - what - 16.0 - room, row.what, false, Token::Ink);
    put(end, middle, dues - 12.0, row.due, false, due);
    put(rect.right() - owner, middle, owner - 12.0, row.owner, false, Token::Soft);
}
