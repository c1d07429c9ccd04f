//! The line at the top of a screen that says whom it is about.

use egui::{Align, Frame, Layout, Panel, Role, Ui, vec2};

use super::foot::onward;
use super::frames::{PAGE, margin, page_width, symmetric};
use super::little::is_low;
use super::rows::cut_line;
use super::text::small;
use crate::app::theme::{self, Token};

/// One line at the top of a screen, above everything that scrolls: whom it is about, what is known
/// of them, and at its right end what this is.
pub fn child_strip(ui: &mut Ui, name: &str, details: &str, what: &str) {
    strip(ui, 26.0, |ui| {
        // What it is has its room before a long name has: a time that is cut says nothing.
        let beside = width(ui, what, false) + theme::spaces().l;
        let fits = ui.available_width() - beside > 420.0;
        about(ui, name, details, if fits { beside } else { 0.0 });
        onward(ui, |ui| {
            if fits || ui.available_width() > 150.0 {
                cut(ui, what, ui.available_width(), false);
            }
        });
    });
}

/// The line itself, so high inside, and what stands in it.
pub fn strip<R>(ui: &mut Ui, high: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let frame = Frame::NONE.fill(theme::fill(ui, Token::Panel));
    // In a low window what is written in has the room.
    let (high, above) = if is_low(ui) { (high.min(30.0) - 4.0, 2.0) } else { (high, 7.0) };
    let frame = frame.inner_margin(symmetric(margin(ui), above));
    let shown = Panel::top("about whom").resizable(false).frame(frame).show(ui, |ui| {
        theme::stand_on(ui, Token::Panel);
        // Its right end is where the page ends, also on a screen that is much wider.
        let margins = 2.0 * margin(ui);
        let wide = page_width(ui.available_width() + margins, PAGE) - margins;
        let line = |ui: &mut Ui| {
            ui.set_min_height(high);
            add(ui)
        };
        let on = Layout::left_to_right(Align::Center);
        ui.allocate_ui_with_layout(vec2(wide, high), on, line).inner
    });
    shown.inner
}

/// Whom it is about, in words, on one line or two: by age and number a child is told from another,
/// so neither is cut. `beside`: what stands after it takes so much.
pub fn about(ui: &mut Ui, name: &str, details: &str, beside: f32) {
    let wide = (ui.available_width() - beside).max(80.0);
    let gap = theme::spaces().m;
    let name_wide = width(ui, name, true).min(wide * 0.5);
    if name_wide + gap + width(ui, details, false) <= wide {
        cut(ui, name, wide * 0.5, true);
        if !details.is_empty() {
            cut(ui, details, wide - name_wide - gap, false);
        }
        return;
    }
    ui.vertical(|ui| {
        ui.set_max_width(wide);
        ui.spacing_mut().item_spacing.y = 0.0;
        cut(ui, name, wide, true);
        small(ui, details);
    });
}

/// How wide this is on one line, in points.
fn width(ui: &Ui, text: &str, strong: bool) -> f32 {
    let size = if strong { theme::sizes().control } else { theme::sizes().small };
    let ink = theme::ink(ui, Token::Ink);
    ui.painter().layout_no_wrap(text.to_owned(), theme::font(size, strong), ink).size().x.ceil()
        + 1.0
}

/// Text on one line: strong for a name, else small and soft.
fn cut(ui: &mut Ui, text: &str, wide: f32, strong: bool) {
    let size = if strong { theme::sizes().control } else { theme::sizes().small };
    let ink = theme::ink(ui, if strong { Token::Ink } else { Token::Soft });
    cut_line(ui, text, (theme::font(size, strong), ink), wide, Role::Label);
}
