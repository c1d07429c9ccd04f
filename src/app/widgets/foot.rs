//! The bar at the foot of a screen. It never moves, and the way onward is at its right end.

use egui::{Align, Frame, Layout, Rect, Ui, UiBuilder};

use crate::app::theme::{self, Token};

/// How high it is, in points.
const HIGH: f32 = 56.0;

/// A screen above its foot. The foot comes after the screen to the keyboard too. What both write
/// to is `state`.
pub fn above_foot<S>(
    ui: &mut Ui,
    state: &mut S,
    screen: impl FnOnce(&mut Ui, &mut S),
    foot: impl FnOnce(&mut Ui, &mut S),
) {
    let whole = ui.available_rect_before_wrap();
    let (above, below) = whole.split_top_bottom_at_y(whole.bottom() - HIGH);
    let part = |ui: &mut Ui, rect: Rect, name| {
        let mut part = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(name));
        part.shrink_clip_rect(rect);
        part
    };
    screen(&mut part(ui, above, "above the foot"), state);
    let bar = &mut part(ui, below, "foot");
    theme::stand_on(bar, Token::Panel);
    bar.painter().rect_filled(below, 0.0, theme::fill(bar, Token::Panel));
    let line = egui::Stroke::new(1.0, theme::fill(bar, Token::Line));
    bar.painter().hline(below.x_range(), below.top() + 0.5, line);
    let margin = if super::beside(ui) { theme::spaces().xxl } else { theme::spaces().l };
    let inside = below.shrink2(egui::vec2(margin, 0.0)).translate(egui::vec2(0.0, 0.5));
    bar.scope_builder(
        UiBuilder::new().max_rect(inside).layout(Layout::left_to_right(Align::Center)),
        |ui| {
            ui.spacing_mut().item_spacing.x = theme::spaces().m;
            foot(ui, state);
        },
    );
    ui.advance_cursor_after_rect(whole);
}

/// One line at the top of a screen, above everything that scrolls: whom it is about, what is known
/// of them, and at its right end what this is.
pub fn child_strip(ui: &mut Ui, name: &str, details: &str, what: &str) {
    let margin = if super::beside(ui) { theme::spaces().xxl } else { theme::spaces().l };
    #[expect(clippy::cast_possible_truncation, reason = "margins of at most 32 points")]
    let inside = egui::Margin::symmetric(margin as i8, 7);
    let frame = Frame::NONE.fill(theme::fill(ui, Token::Panel)).inner_margin(inside);
    egui::Panel::top("about whom").resizable(false).frame(frame).show(ui, |ui| {
        theme::stand_on(ui, Token::Panel);
        ui.horizontal(|ui| {
            ui.set_min_height(26.0);
            let wide = ui.available_width();
            cut(ui, name, wide * 0.5, true);
            if wide > 520.0 && !details.is_empty() {
                cut(ui, details, wide * 0.5 - 220.0, false);
            }
            onward(ui, |ui| {
                if ui.available_width() > 150.0 {
                    cut(ui, what, ui.available_width(), false);
                }
            });
        });
    });
}

/// Text on one line, cut with "…" where there is no room; the whole of it is read and shown on
/// hovering.
fn cut(ui: &mut Ui, text: &str, wide: f32, strong: bool) {
    let size = if strong { theme::sizes().control } else { theme::sizes().small };
    let ink = theme::ink(ui, if strong { Token::Ink } else { Token::Soft });
    let font = theme::font(size, strong);
    let mut job = egui::text::LayoutJob::simple(text.to_owned(), font, ink, wide.max(40.0));
    job.wrap = egui::text::TextWrapping::truncate_at_width(wide.max(40.0));
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
    let cut = galley.elided;
    ui.painter().galley(rect.min, galley, ink);
    if cut {
        response.on_hover_text(text);
    }
}

/// The right end of a foot: what is added first stands outermost, and is what leads onward.
pub fn onward(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.with_layout(Layout::right_to_left(Align::Center), add);
}

/// Whether the foot has little room: then what can be reached otherwise is left out of it, and
/// so are the names of keys.
pub fn is_tight(ui: &Ui) -> bool {
    ui.available_width() < 560.0
}

/// Something in the page that the eye goes to first: a panel with an edge of the accent and a bar
/// at its left.
pub fn first_thing<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let shown = Frame::NONE
        .fill(theme::fill(ui, Token::Panel))
        .stroke(egui::Stroke::new(1.0, theme::fill(ui, Token::Accent)))
        .corner_radius(theme::radius())
        .inner_margin(egui::Margin { left: 20, right: 20, top: 14, bottom: 14 })
        .show(ui, |ui| {
            theme::stand_on(ui, Token::Panel);
            ui.set_width(ui.available_width());
            add(ui)
        });
    let rect = shown.response.rect;
    let bar = Rect::from_min_size(rect.min, egui::vec2(4.0, rect.height()));
    ui.painter().rect_filled(bar, theme::radius(), theme::fill(ui, Token::Accent));
    shown.inner
}
