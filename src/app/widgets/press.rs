//! Everything that is pressed: buttons, links, choices, the rail.

use std::borrow::Cow;
use std::sync::Arc;

use egui::{
    Galley, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::focus;
use super::keyboard::arrows_scroll;
use crate::app::theme::{self, Token};

/// The look of a button.
#[derive(Clone, Copy)]
struct Look {
    fill: Token,
    ink: Token,
    edge: Option<Token>,
    strong: bool,
}

/// What is pressed says no more letters than these: a name can be a whole document that was pasted
/// into the wrong field.
const MOST: usize = 160;

/// The words of what is pressed, cut where they are longer than anybody reads there.
pub fn short(label: &str) -> Cow<'_, str> {
    match label.char_indices().nth(MOST).and_then(|(at, _)| label.get(..at)) {
        Some(cut) => Cow::Owned(format!("{cut}…")),
        None => Cow::Borrowed(label),
    }
}

fn button(
    ui: &mut Ui,
    label: &str,
    key: Option<&str>,
    look: Look,
    role: Role,
    selected: Option<bool>,
) -> Response {
    let label = &*short(label);
    let spaces = theme::spaces();
    let enabled = ui.is_enabled();
    let (look, ground) = if enabled {
        (look, look.fill)
    } else {
        let quiet = Look { fill: Token::Ground, ink: Token::Soft, edge: Some(Token::Line), ..look };
        (quiet, Token::Ground)
    };
    let ink = theme::ink_on(ui, look.ink, ground);
    let room = (ui.available_width() - 2.0 * spaces.l).max(120.0);
    let (text, key, size) = laid_out(ui, label, key, look, ink, room);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| match selected {
        Some(selected) => WidgetInfo::selected(role, enabled, selected, label),
        None => WidgetInfo::labeled(role, enabled, label),
    });
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        painter.rect_filled(rect, theme::radius(), theme::fill(ui, look.fill));
        if response.hovered() && enabled {
            painter.rect_filled(rect, theme::radius(), ink.gamma_multiply(0.08));
        }
        if let Some(edge) = look.edge {
            let stroke = Stroke::new(1.0, theme::fill(ui, edge));
            painter.rect_stroke(rect, theme::radius(), stroke, StrokeKind::Inside);
        }
        let left = rect.left() + spaces.l - 1.0;
        let text_top = rect.center().y - text.size().y / 2.0;
        let after = left + text.size().x + spaces.s;
        painter.galley(pos2(left, text_top), text, ink);
        if let Some(key) = key {
            let cap = Rect::from_min_size(
                pos2(after, rect.center().y - key.size().y / 2.0 - 2.0),
                key.size() + vec2(10.0, 4.0),
            );
            painter.rect_stroke(
                cap,
                4.0,
                Stroke::new(1.0, ink.gamma_multiply(0.55)),
                StrokeKind::Inside,
            );
            painter.galley(cap.min + vec2(5.0, 2.0), key, ink);
        }
    }
    if role == Role::Button {
        arrows_scroll(ui, &response);
    }
    focus(ui, &response, rect);
    response
}

/// The words of a button, its key, and how large it is with them.
fn laid_out(
    ui: &Ui,
    label: &str,
    key: Option<&str>,
    look: Look,
    ink: egui::Color32,
    room: f32,
) -> (Arc<Galley>, Option<Arc<Galley>>, Vec2) {
    let (sizes, spaces) = (theme::sizes(), theme::spaces());
    let font = theme::font(sizes.control, look.strong);
    let text = ui.painter().layout(label.to_owned(), font, ink, room);
    let key = key.map(|key| {
        ui.painter().layout_no_wrap(key.to_owned(), theme::font(sizes.small - 1.0, true), ink)
    });
    let key_width = key.as_ref().map_or(0.0, |key| key.size().x + 10.0 + spaces.s);
    let width = text.size().x + key_width + 2.0 * spaces.l - 2.0;
    let high = (text.size().y + 18.0).max(36.0);
    (text, key, vec2(width, high))
}

/// The one thing to do next on a screen, with the key that does it.
pub fn primary(ui: &mut Ui, label: &str, key: Option<&str>) -> Response {
    let look = Look { fill: Token::Accent, ink: Token::OnAccent, edge: None, strong: true };
    button(ui, label, key, look, Role::Button, None)
}

/// Anything else to do.
pub fn secondary(ui: &mut Ui, label: &str, key: Option<&str>) -> Response {
    let look = Look { fill: Token::Panel, ink: Token::Ink, edge: Some(Token::Line), strong: false };
    button(ui, label, key, look, Role::Button, None)
}

/// The same, with the name that a screen reader says where the label alone does not tell.
pub fn secondary_for(ui: &mut Ui, label: &str, name: &str) -> Response {
    let (label, name) = (&*short(label), &*short(name));
    let response = secondary(ui, label, None);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    response
}

/// "Child in danger now", and nothing else.
pub fn danger(ui: &mut Ui, label: &str, key: Option<&str>) -> Response {
    button(ui, label, key, DANGER, Role::Button, None)
}

const DANGER: Look =
    Look { fill: Token::Panel, ink: Token::Danger, edge: Some(Token::Danger), strong: true };

/// How wide that is, so that it can stand at the far end and come last to the keyboard.
pub fn danger_width(ui: &Ui, label: &str, key: Option<&str>) -> f32 {
    laid_out(ui, label, key, DANGER, egui::Color32::PLACEHOLDER, f32::INFINITY).2.x
}

/// One of a few states side by side; pressed again it stays.
pub fn segment(ui: &mut Ui, label: &str, selected: bool, role: Role) -> Response {
    let look = if selected {
        Look {
            fill: Token::AccentGround,
            ink: Token::Accent,
            edge: Some(Token::Accent),
            strong: true,
        }
    } else {
        Look { fill: Token::Panel, ink: Token::Ink, edge: Some(Token::Edge), strong: false }
    };
    button(ui, label, None, look, role, Some(selected))
}

/// One of many that can be chosen together: small, with a tick where it is.
pub fn chip(ui: &mut Ui, label: &str, selected: bool) -> Response {
    const TICK: f32 = 16.0;
    let label = &*short(label);
    let (sizes, spaces) = (theme::sizes(), theme::spaces());
    let (fill, ink, edge) = if selected {
        (Token::AccentGround, Token::Accent, Token::Accent)
    } else {
        (Token::Panel, Token::Ink, Token::Edge)
    };
    let ink = theme::ink_on(ui, ink, fill);
    let before = if selected { TICK } else { 0.0 };
    let room = (ui.available_width() - 2.0 * spaces.m - before).max(120.0);
    let text = ui.painter().layout(label.to_owned(), theme::font(sizes.small, selected), ink, room);
    let size = vec2(text.size().x + before + 2.0 * spaces.m, (text.size().y + 10.0).max(28.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, enabled, selected, label));
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        let stroke = Stroke::new(1.0, theme::fill(ui, edge));
        painter.rect(rect, 14.0, theme::fill(ui, fill), stroke, StrokeKind::Inside);
        if response.hovered() && enabled {
            painter.rect_filled(rect, 14.0, ink.gamma_multiply(0.08));
        }
        if selected {
            let at = pos2(rect.left() + spaces.m, rect.center().y);
            let tick = [at + vec2(0.0, 0.5), at + vec2(3.5, 4.0), at + vec2(10.0, -4.0)];
            painter.line(tick.to_vec(), Stroke::new(2.0, ink));
        }
        let at = pos2(rect.left() + spaces.m + before, rect.center().y - text.size().y / 2.0);
        painter.galley(at, text, ink);
    }
    arrows_scroll(ui, &response);
    focus(ui, &response, rect);
    response
}

/// A quiet action in a line of text. `name` is what a screen reader says where the label
/// alone does not tell ("Change: how would you put your concern?").
pub fn link(ui: &mut Ui, label: &str, name: Option<&str>) -> Response {
    let font = theme::font(theme::sizes().small, true);
    linked(ui, label, name.unwrap_or(label), font, Token::Accent)
}

/// A way to another part of the screen; heavier where that part is in sight. `name` is what a
/// screen reader says.
pub fn place(ui: &mut Ui, label: &str, name: &str, here: bool) -> Response {
    linked(ui, label, name, theme::font(theme::sizes().control, here), Token::Ink)
}

fn linked(ui: &mut Ui, label: &str, name: &str, font: egui::FontId, ink: Token) -> Response {
    let (label, name) = (&*short(label), &*short(name));
    let ink = theme::ink(ui, ink);
    let wide = ui.available_width().max(80.0);
    let text = ui.painter().layout(label.to_owned(), font, ink, wide);
    let size = vec2((text.size().x + 4.0).max(24.0), text.size().y.max(24.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Link, enabled, name));
    if ui.is_rect_visible(rect) {
        let at = pos2(rect.left() + 2.0, rect.center().y - text.size().y / 2.0);
        if response.hovered() {
            let y = at.y + text.size().y;
            ui.painter().hline(at.x..=at.x + text.size().x, y, Stroke::new(1.0, ink));
        }
        ui.painter().galley(at, text, ink);
    }
    arrows_scroll(ui, &response);
    focus(ui, &response, rect);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Opens and closes what stands below it.
pub fn disclosure(ui: &mut Ui, label: &str, open: bool) -> Response {
    disclosure_as(ui, label, label, open)
}

/// The same, where the label alone does not tell a screen reader what is opened.
pub fn disclosure_as(ui: &mut Ui, label: &str, name: &str, open: bool) -> Response {
    let (label, name) = (&*short(label), &*short(name));
    let (sizes, spaces) = (theme::sizes(), theme::spaces());
    let ink = theme::ink(ui, Token::Ink);
    let wide = (ui.available_width() - spaces.l).max(80.0);
    let text = ui.painter().layout(label.to_owned(), theme::font(sizes.small, true), ink, wide);
    let size = vec2(text.size().x + spaces.l + 2.0, text.size().y.max(24.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
    if ui.is_rect_visible(rect) {
        let arm = 3.5;
        let at = pos2(rect.left() + 5.0, rect.center().y);
        let points = if open {
            [at + vec2(-arm, -arm / 2.0), at + vec2(0.0, arm / 2.0), at + vec2(arm, -arm / 2.0)]
        } else {
            [at + vec2(-arm / 2.0, -arm), at + vec2(arm / 2.0, 0.0), at + vec2(-arm / 2.0, arm)]
        };
        ui.painter().line(points.to_vec(), Stroke::new(1.5, ink));
        let at = pos2(rect.left() + spaces.l, rect.center().y - text.size().y / 2.0);
        ui.painter().galley(at, text, ink);
    }
    arrows_scroll(ui, &response);
    focus(ui, &response, rect);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
