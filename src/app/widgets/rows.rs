//! Whole rows that are pressed: a choice, a place of the rail, an entry of contents, a row of a
//! list.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Color32, FontId, Galley, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use super::Tone;
use super::button::{Press, short};
use super::little::is_low;
use crate::app::theme::{self, Token};

/// A place in a list of contents; `hits` is how often what is searched stands there. `name`
/// is what a screen reader says.
pub fn entry(ui: &mut Ui, label: &str, name: &str, selected: bool, hits: usize) -> Response {
    let (label, name) = (&*short(label), &*short(name));
    let (sizes, spaces) = (theme::sizes(), theme::spaces());
    let (ink, ground) = match (selected, hits > 0) {
        (true, true) => (Token::Ink, Token::HitNowGround),
        (false, true) => (Token::Ink, Token::HitGround),
        (true, false) => (Token::Accent, Token::AccentGround),
        (false, false) => (Token::Ink, theme::ground(ui)),
    };
    let ink = theme::ink_on(ui, ink, ground);
    let wide = (ui.available_width() - 2.0 * spaces.s).max(80.0);
    let text = ui.painter().layout(label.to_owned(), theme::font(sizes.small, selected), ink, wide);
    let size = vec2(text.size().x + 2.0 * spaces.s, text.size().y + spaces.s);
    let name = match hits {
        0 => name.to_owned(),
        1 => format!("{name}, 1 hit"),
        n => format!("{name}, {n} hits"),
    };
    let press = Press::new(Role::Link, &name, size.max(Vec2::splat(26.0)));
    let response = press.chosen(selected).scrolling().show(ui, |ui, rect, hovered| {
        let painter = ui.painter();
        if selected || hits > 0 {
            painter.rect_filled(rect, 4.0, theme::fill(ui, ground));
        } else if hovered {
            painter.rect_filled(rect, 4.0, theme::fill(ui, Token::Quote));
        }
        let at = pos2(rect.left() + spaces.s, rect.center().y - text.size().y / 2.0);
        painter.galley(at, text, ink);
    });
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A place in the rail, with what is owed there. `tight`: all of them are to stand on one line of a
/// narrow window.
pub fn nav(ui: &mut Ui, label: &str, selected: bool, owed: usize, tight: bool) -> Response {
    let (sizes, spaces) = (theme::sizes(), theme::spaces());
    let (size, pad, high) =
        if tight { (sizes.small, 7.0, 32.0) } else { (sizes.control, spaces.m, 38.0) };
    let high = if is_low(ui) && ui.layout().is_horizontal() { 28.0 } else { high };
    // All of them on one line at 1024 by 768 and twice the size, too.
    let pad = if tight && ui.max_rect().width() < 560.0 { 4.0 } else { pad };
    // A screen reader is told the whole number; the pill has room for two digits.
    let count = (owed > 0).then(|| if owed > 99 { "99+".to_owned() } else { owed.to_string() });
    let (ground, ink) = if selected {
        (Token::AccentGround, Token::Accent)
    } else {
        (theme::ground(ui), Token::Ink)
    };
    let ink = theme::ink_on(ui, ink, ground);
    let text = ui.painter().layout_no_wrap(label.to_owned(), theme::font(size, selected), ink);
    let wide = if ui.layout().is_horizontal() {
        text.size().x + 2.0 * pad + if owed > 0 { if tight { 42.0 } else { 46.0 } } else { 0.0 }
    } else {
        ui.available_width()
    };
    let name = match owed {
        0 => label.to_owned(),
        n => format!("{label}, {n} to do"),
    };
    let press = Press::new(Role::Tab, &name, vec2(wide, high)).chosen(selected);
    press.show(ui, |ui, rect, hovered| {
        if selected || hovered {
            let fill = if selected { ground } else { Token::Quote };
            ui.painter().rect_filled(rect, theme::radius(), theme::fill(ui, fill));
        }
        let at = pos2(rect.left() + pad, rect.center().y - text.size().y / 2.0);
        ui.painter().galley(at, text, ink);
        if let Some(count) = count {
            let colour = theme::ink_on(ui, Token::Caution, Token::CautionGround);
            let text = ui.painter().layout_no_wrap(count, theme::font(sizes.small, true), colour);
            let size = vec2((text.size().x + 12.0).max(24.0), if tight { 20.0 } else { 22.0 });
            // Its far edge stands still, however many there are.
            let end = if tight { 4.0 } else { spaces.l - 4.0 };
            let at = pos2(rect.right() - end - size.x / 2.0, rect.center().y);
            let pill = Rect::from_center_size(at, size);
            ui.painter().rect_filled(pill, 11.0, theme::fill(ui, Token::CautionGround));
            ui.painter().galley(at - text.size() / 2.0, text, colour);
        }
    })
}

/// One choice of a question: its number key, its label, what it means. Its height follows
/// its words.
pub fn choice(ui: &mut Ui, number: usize, label: &str, detail: &str, selected: bool) -> Response {
    let (sizes, spaces) = (theme::sizes(), theme::spaces());
    let enabled = super::disabled::is_open(ui);
    let ground = if selected { Token::AccentGround } else { Token::Panel };
    let ink = theme::ink_on(ui, if enabled { Token::Ink } else { Token::Soft }, ground);
    let soft = theme::ink_on(ui, Token::Soft, ground);
    let wide = ui.available_width();
    let inner = (wide - 56.0 - spaces.l).max(120.0);
    let head = ui.painter().layout(label.to_owned(), theme::font(sizes.control, true), ink, inner);
    let text = (!detail.is_empty()).then(|| {
        ui.painter().layout(detail.to_owned(), theme::font(sizes.control, false), soft, inner)
    });
    // In a low window there is to be room for the next one too.
    let above = if is_low(ui) { spaces.s } else { spaces.l };
    let high = head.size().y + text.as_ref().map_or(0.0, |text| text.size().y + 3.0) + 2.0 * above;
    let press = Press::new(Role::RadioButton, label, vec2(wide, high)).chosen(selected);
    let response = press.show(ui, |ui, rect, hovered| {
        let edge = if selected || hovered { Token::Accent } else { Token::Line };
        let stroke = Stroke::new(if selected { 2.0 } else { 1.0 }, theme::fill(ui, edge));
        let painter = ui.painter();
        painter.rect(rect, theme::radius(), theme::fill(ui, ground), stroke, StrokeKind::Inside);
        let cap = Rect::from_min_size(rect.min + vec2(spaces.l, above - 2.0), Vec2::splat(24.0));
        let (cap_ink, cap_fill) = if selected {
            (theme::ink_on(ui, Token::OnAccent, Token::Accent), theme::fill(ui, Token::Accent))
        } else {
            (soft, theme::fill(ui, ground))
        };
        let cap_edge =
            Stroke::new(1.0, theme::fill(ui, if selected { Token::Accent } else { Token::Line }));
        painter.rect(cap, 4.0, cap_fill, cap_edge, StrokeKind::Inside);
        painter.text(
            cap.center(),
            Align2::CENTER_CENTER,
            number,
            theme::font(sizes.small, false),
            cap_ink,
        );
        let at = rect.min + vec2(56.0, above);
        let below = at + vec2(0.0, head.size().y + 3.0);
        painter.galley(at, head, ink);
        if let Some(text) = text {
            painter.galley(below, text, soft);
        }
    });
    if !detail.is_empty() {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(detail));
    }
    response
}

/// The frame of a row: its edge tells that the pointer is over it.
pub(super) fn framed(ui: &Ui, rect: Rect, hovered: bool) {
    let edge = if hovered { Token::Accent } else { Token::Line };
    let stroke = Stroke::new(1.0, theme::fill(ui, edge));
    let fill = theme::fill(ui, Token::Panel);
    ui.painter().rect(rect, theme::radius(), fill, stroke, StrokeKind::Inside);
}

/// A line of a list that opens something: what it is, what is known of it, and a badge in
/// words. One line each; what is longer is cut with "…" and read out whole.
pub fn row(ui: &mut Ui, first: &str, second: &str, badge: Option<(Tone, &str)>) -> Response {
    let (sizes, spaces) = (theme::sizes(), theme::spaces());
    let name = match badge {
        Some((_, words)) => format!("{first}. {second}. {words}"),
        None => format!("{first}. {second}"),
    };
    let press = Press::new(Role::Button, &name, ui.available_size());
    press.show(ui, |ui, rect, hovered| {
        framed(ui, rect, hovered);
        let ink = theme::ink_on(ui, Token::Ink, Token::Panel);
        let soft = theme::ink_on(ui, Token::Soft, Token::Panel);
        let inner = rect.width() - 2.0 * spaces.l;
        let beside = badge.map_or(0.0, |badge| paint_badge(ui, rect, badge) + spaces.m);
        let head = one_line(ui, first, theme::font(sizes.control, true), ink, inner - beside);
        let below = one_line(ui, second, theme::font(sizes.small, false), soft, inner);
        let at = rect.min + vec2(spaces.l, spaces.m - 2.0);
        let under = at + vec2(0.0, head.size().y + 2.0);
        ui.painter().galley(at, head, ink);
        ui.painter().galley(under, below, soft);
    })
}

/// Paints a badge at the far end of a row; how wide it is.
fn paint_badge(ui: &Ui, row: Rect, (tone, words): (Tone, &str)) -> f32 {
    let (sizes, spaces) = (theme::sizes(), theme::spaces());
    let (ink, ground) = tone.tokens();
    let ink = theme::ink_on(ui, ink, ground);
    let font = theme::font(sizes.small - 1.0, true);
    let text = ui.painter().layout_no_wrap(words.to_owned(), font, ink);
    let at = pos2(row.right() - spaces.l - text.size().x, row.top() + spaces.m);
    let pill = Rect::from_min_size(at, text.size()).expand2(vec2(6.0, 3.0));
    ui.painter().rect_filled(pill, 4.0, theme::fill(ui, ground));
    ui.painter().galley(at, text, ink);
    pill.width()
}

/// Words on one line, cut with "…" where they are wider; the whole of them is read, in this role,
/// and shown on hovering.
pub(super) fn cut_line(
    ui: &mut Ui,
    text: &str,
    (font, ink): (FontId, Color32),
    wide: f32,
    role: Role,
) -> Response {
    let galley = one_line(ui, text, font, ink, wide.max(40.0));
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(role, true, text));
    let cut = galley.elided;
    ui.painter().galley(rect.min, galley, ink);
    if cut { response.on_hover_text(text) } else { response }
}

/// Words on one line, cut with "…" where they are wider.
pub(super) fn one_line(ui: &Ui, text: &str, font: FontId, ink: Color32, wide: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple(text.to_owned(), font, ink, wide);
    job.wrap = TextWrapping::truncate_at_width(wide);
    ui.painter().layout_job(job)
}
