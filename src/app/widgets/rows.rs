//! Whole rows that are pressed: a choice, a place of the rail, an entry of contents, a row of a
//! list.

use super::focus;
use super::keyboard::arrows_scroll;
use super::press::short;
use crate::app::theme::{self, Token};
use egui::{
    Align2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

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
    let (rect, response) = ui.allocate_exact_size(size.max(Vec2::splat(26.0)), Sense::click());
    let name = match hits {
        0 => name.to_owned(),
        1 => format!("{name}, 1 hit"),
        n => format!("{name}, {n} hits"),
    };
    response.widget_info(|| WidgetInfo::selected(Role::Link, true, selected, &name));
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        if selected || hits > 0 {
            painter.rect_filled(rect, 4.0, theme::fill(ui, ground));
        } else if response.hovered() {
            painter.rect_filled(rect, 4.0, theme::fill(ui, Token::Quote));
        }
        let at = pos2(rect.left() + spaces.s, rect.center().y - text.size().y / 2.0);
        painter.galley(at, text, ink);
    }
    arrows_scroll(ui, &response);
    focus(ui, &response, rect);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A place in the rail, with what is owed there.
pub fn nav(ui: &mut Ui, label: &str, selected: bool, owed: usize) -> Response {
    let (sizes, spaces) = (theme::sizes(), theme::spaces());
    // A screen reader is told the whole number; the pill has room for two digits.
    let count = (owed > 0).then(|| if owed > 99 { "99+".to_owned() } else { owed.to_string() });
    let (ground, ink) = if selected {
        (Token::AccentGround, Token::Accent)
    } else {
        (theme::ground(ui), Token::Ink)
    };
    let ink = theme::ink_on(ui, ink, ground);
    let text =
        ui.painter().layout_no_wrap(label.to_owned(), theme::font(sizes.control, selected), ink);
    let wide = if ui.layout().is_horizontal() {
        text.size().x + 2.0 * spaces.m + if owed > 0 { 46.0 } else { 0.0 }
    } else {
        ui.available_width()
    };
    let (rect, response) = ui.allocate_exact_size(vec2(wide, 38.0), Sense::click());
    let name = match owed {
        0 => label.to_owned(),
        n => format!("{label}, {n} to do"),
    };
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, selected, &name));
    if ui.is_rect_visible(rect) {
        if selected || response.hovered() {
            let fill = if selected { ground } else { Token::Quote };
            ui.painter().rect_filled(rect, theme::radius(), theme::fill(ui, fill));
        }
        let at = pos2(rect.left() + spaces.m, rect.center().y - text.size().y / 2.0);
        ui.painter().galley(at, text, ink);
        if let Some(count) = count {
            let colour = theme::ink_on(ui, Token::Caution, Token::CautionGround);
            let text = ui.painter().layout_no_wrap(count, theme::font(sizes.small, true), colour);
            let size = vec2((text.size().x + 12.0).max(24.0), 22.0);
            // Its far edge stands still, however many there are.
            let at = pos2(rect.right() - spaces.l + 4.0 - size.x / 2.0, rect.center().y);
            let pill = Rect::from_center_size(at, size);
            ui.painter().rect_filled(pill, 11.0, theme::fill(ui, Token::CautionGround));
            ui.painter().galley(at - text.size() / 2.0, text, colour);
        }
    }
    focus(ui, &response, rect);
    response
}

/// One choice of a question: its number key, its label, what it means. Its height follows
/// its words.
pub fn choice(ui: &mut Ui, number: usize, label: &str, detail: &str, selected: bool) -> Response {
    let (sizes, spaces) = (theme::sizes(), theme::spaces());
    let enabled = ui.is_enabled();
    let ground = if selected { Token::AccentGround } else { Token::Panel };
    let ink = theme::ink_on(ui, if enabled { Token::Ink } else { Token::Soft }, ground);
    let soft = theme::ink_on(ui, Token::Soft, ground);
    let wide = ui.available_width();
    let inner = (wide - 56.0 - spaces.l).max(120.0);
    let head = ui.painter().layout(label.to_owned(), theme::font(sizes.control, true), ink, inner);
    let text = (!detail.is_empty()).then(|| {
        ui.painter().layout(detail.to_owned(), theme::font(sizes.control, false), soft, inner)
    });
    let high =
        head.size().y + text.as_ref().map_or(0.0, |text| text.size().y + 3.0) + 2.0 * spaces.l;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(wide, high), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, enabled, selected, label));
    if !detail.is_empty() {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(detail));
    }
    if ui.is_rect_visible(rect) {
        let edge = if selected || response.hovered() { Token::Accent } else { Token::Line };
        let stroke = Stroke::new(if selected { 2.0 } else { 1.0 }, theme::fill(ui, edge));
        let painter = ui.painter();
        painter.rect(rect, theme::radius(), theme::fill(ui, ground), stroke, StrokeKind::Inside);
        let cap = Rect::from_min_size(rect.min + vec2(spaces.l, spaces.l - 2.0), Vec2::splat(24.0));
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
        let at = rect.min + vec2(56.0, spaces.l);
        let below = at + vec2(0.0, head.size().y + 3.0);
        painter.galley(at, head, ink);
        if let Some(text) = text {
            painter.galley(below, text, soft);
        }
    }
    focus(ui, &response, rect);
    response
}

/// A line of a list that opens something: what it is, what is known of it, and a badge in
/// words. One line each; what is longer is cut with "…" and read out whole.
pub fn row(ui: &mut Ui, first: &str, second: &str, badge: Option<(super::Tone, &str)>) -> Response {
    let (sizes, spaces) = (theme::sizes(), theme::spaces());
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click());
    let name = match badge {
        Some((_, words)) => format!("{first}. {second}. {words}"),
        None => format!("{first}. {second}"),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if ui.is_rect_visible(rect) {
        let ground = Token::Panel;
        let edge = if response.hovered() { Token::Accent } else { Token::Line };
        let stroke = Stroke::new(1.0, theme::fill(ui, edge));
        ui.painter().rect(
            rect,
            theme::radius(),
            theme::fill(ui, ground),
            stroke,
            StrokeKind::Inside,
        );
        let ink = theme::ink_on(ui, Token::Ink, ground);
        let soft = theme::ink_on(ui, Token::Soft, ground);
        let mut inner = rect.width() - 2.0 * spaces.l;
        if let Some((tone, words)) = badge {
            let (ink, ground) = tone.tokens();
            let colour = theme::ink_on(ui, ink, ground);
            let text = ui.painter().layout_no_wrap(
                words.to_owned(),
                theme::font(sizes.small - 1.0, true),
                colour,
            );
            let at = pos2(rect.right() - spaces.l - text.size().x, rect.top() + spaces.m);
            let pill = Rect::from_min_size(at, text.size()).expand2(vec2(6.0, 3.0));
            inner -= pill.width() + spaces.m;
            ui.painter().rect_filled(pill, 4.0, theme::fill(ui, ground));
            ui.painter().galley(at, text, colour);
        }
        let one_line = |text: &str, size, strong, ink, wide| {
            let mut job = egui::text::LayoutJob::simple(
                text.to_owned(),
                theme::font(size, strong),
                ink,
                wide,
            );
            job.wrap = egui::text::TextWrapping::truncate_at_width(wide);
            ui.painter().layout_job(job)
        };
        let head = one_line(first, sizes.control, true, ink, inner);
        let below = one_line(second, sizes.small, false, soft, rect.width() - 2.0 * spaces.l);
        let at = rect.min + vec2(spaces.l, spaces.m - 2.0);
        let under = at + vec2(0.0, head.size().y + 2.0);
        ui.painter().galley(at, head, ink);
        ui.painter().galley(under, below, soft);
    }
    focus(ui, &response, rect);
    response
}

/// The same as high as its words are: nothing of what is owed is cut. The badge stands below.
pub fn owed_row(ui: &mut Ui, first: &str, second: &str, badge: (super::Tone, &str)) -> Response {
    let (sizes, spaces) = (theme::sizes(), theme::spaces());
    let (tone, words) = badge;
    let wide = ui.available_width();
    let inner = (wide - 2.0 * spaces.l).max(80.0);
    let ground = Token::Panel;
    let ink = theme::ink_on(ui, Token::Ink, ground);
    let soft = theme::ink_on(ui, Token::Soft, ground);
    let (badge_ink, badge_ground) = tone.tokens();
    let badge_ink = theme::ink_on(ui, badge_ink, badge_ground);
    let lay = |text: &str, size, strong, ink, wide| {
        ui.painter().layout(text.to_owned(), theme::font(size, strong), ink, wide)
    };
    let head = lay(first, sizes.control, true, ink, inner);
    let below = lay(second, sizes.small, false, soft, inner);
    let due = lay(words, sizes.small - 1.0, true, badge_ink, inner - 16.0);
    let high = head.size().y + below.size().y + due.size().y + 6.0 + 2.0 * spaces.m + 8.0;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, high), Sense::click());
    let name = format!("{first}. {words} {second}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if ui.is_rect_visible(rect) {
        let edge = if response.hovered() { Token::Accent } else { Token::Line };
        let stroke = Stroke::new(1.0, theme::fill(ui, edge));
        let painter = ui.painter();
        painter.rect(rect, theme::radius(), theme::fill(ui, ground), stroke, StrokeKind::Inside);
        let at = rect.min + vec2(spaces.l, spaces.m);
        let under = at + vec2(0.0, head.size().y + 2.0);
        let last = under + vec2(0.0, below.size().y + 6.0);
        let pill = Rect::from_min_size(last, due.size() + vec2(16.0, 6.0));
        painter.galley(at, head, ink);
        painter.galley(under, below, soft);
        painter.rect_filled(pill, 4.0, theme::fill(ui, badge_ground));
        painter.galley(last + vec2(8.0, 3.0), due, badge_ink);
    }
    focus(ui, &response, rect);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
