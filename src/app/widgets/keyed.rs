//! What a key by itself chooses, with that key in sight: a view with its number, a tick with its
//! letter. In less room than a choice of a question.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Galley, Rect, Response, Role, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use super::button::Press;
use crate::app::key_input;
use crate::app::theme::{self, Token};

/// How wide the square around a number is, in points.
const CAP: f32 = 22.0;
/// How wide a box to tick is.
const BOX: f32 = 18.0;

/// One of a few, with its number – or with a sign that is no key –, so wide. `danger`: it is the one that asks for help today.
pub fn numbered(
    ui: &mut Ui,
    (number, label): (&str, &str),
    wide: f32,
    (selected, danger): (bool, bool),
) -> Response {
    let (sizes, spaces) = (theme::sizes(), theme::spaces());
    let enabled = super::disabled::is_open(ui);
    let (ground, accent) = match (selected, danger) {
        (true, true) => (Token::DangerGround, Token::Danger),
        (true, false) => (Token::AccentGround, Token::Accent),
        (false, true) => (Token::Panel, Token::Danger),
        (false, false) => (Token::Panel, Token::Ink),
    };
    let ink = theme::ink_on(ui, if enabled { accent } else { Token::Soft }, ground);
    let left = spaces.s + CAP + spaces.m;
    let room = (wide - left - spaces.s).max(40.0);
    // The same weight whether it is chosen or not: nothing moves when it is pressed.
    let font = theme::font(sizes.control, danger);
    let text = ui.painter().layout(label.to_owned(), font, ink, room);
    let size = vec2(wide, (text.size().y + 14.0).max(34.0));
    let press = Press::new(Role::RadioButton, label, size).chosen(selected).packed();
    let response = press.show(ui, |ui, rect, hovered| {
        let edge = if selected || hovered || danger { accent } else { Token::Line };
        let stroke = Stroke::new(if selected { 2.0 } else { 1.0 }, theme::fill(ui, edge));
        let painter = ui.painter();
        painter.rect(rect, theme::radius(), theme::fill(ui, ground), stroke, StrokeKind::Inside);
        let at = pos2(rect.left() + spaces.s + CAP / 2.0, rect.center().y);
        let cap = Rect::from_center_size(at, Vec2::splat(CAP));
        let figure_ink = if selected {
            painter.rect_filled(cap, 4.0, ink);
            theme::fill(ui, ground)
        } else {
            let stroke = Stroke::new(1.0, ink.gamma_multiply(0.55));
            painter.rect_stroke(cap, 4.0, stroke, StrokeKind::Inside);
            ink
        };
        let figure =
            painter.layout_no_wrap(number.to_owned(), theme::font(sizes.small, true), figure_ink);
        painter.galley(cap.center() - figure.size() / 2.0, figure, figure_ink);
        painter.galley(pos2(rect.left() + left, rect.center().y - text.size().y / 2.0), text, ink);
    });
    if number.chars().all(|sign| sign.is_ascii_digit()) {
        say_key(ui, &response, number);
    }
    response
}

/// A box to tick. The letter that ticks it, which is the first of its label, is underlined.
pub fn lettered(ui: &mut Ui, label: &str, ticked: bool) -> Response {
    let spaces = theme::spaces();
    let text = underlined(ui, label);
    let left = BOX + spaces.s;
    let size = vec2(left + text.size().x + spaces.s, text.size().y.max(28.0));
    let press = Press::new(Role::CheckBox, label, size).chosen(ticked).scrolling();
    let response = press.show(ui, |ui, rect, hovered| {
        let at = pos2(rect.left() + BOX / 2.0 + 2.0, rect.center().y);
        let square = Rect::from_center_size(at, Vec2::splat(BOX));
        let (fill, edge) =
            if ticked { (Token::Accent, Token::Accent) } else { (Token::Panel, Token::Edge) };
        let edge = if hovered { Token::Accent } else { edge };
        let painter = ui.painter();
        let stroke = Stroke::new(1.5, theme::fill(ui, edge));
        painter.rect(square, 4.0, theme::fill(ui, fill), stroke, StrokeKind::Inside);
        if ticked {
            let ink = theme::ink_on(ui, Token::OnAccent, Token::Accent);
            let at = square.center();
            let tick = [at + vec2(-4.5, 0.0), at + vec2(-1.5, 3.5), at + vec2(4.5, -4.0)];
            painter.line(tick.to_vec(), Stroke::new(2.0, ink));
        }
        let ink = theme::ink(ui, Token::Ink);
        painter.galley(pos2(rect.left() + left + 2.0, at.y - text.size().y / 2.0), text, ink);
    });
    say_key(ui, &response, label.get(..1).unwrap_or_default());
    response
}

/// The label of a box, its first letter underlined where that ticks it.
fn underlined(ui: &Ui, label: &str) -> Arc<Galley> {
    let ink = theme::ink(ui, Token::Ink);
    let plain = TextFormat::simple(theme::font(theme::sizes().small, false), ink);
    let line = if key_input::signs(ui.ctx()) { Stroke::new(1.0, ink) } else { Stroke::NONE };
    let (first, rest) = label.split_at(label.chars().next().map_or(0, char::len_utf8));
    let mut job = LayoutJob::default();
    job.append(first, 0.0, TextFormat { underline: line, ..plain.clone() });
    job.append(rest, 0.0, plain);
    ui.painter().layout_job(job)
}

/// A screen reader says the key too, where it does something.
fn say_key(ui: &Ui, response: &Response, key: &str) {
    if key_input::signs(ui.ctx()) {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_keyboard_shortcut(key));
    }
}
