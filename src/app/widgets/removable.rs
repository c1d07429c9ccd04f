//! What is asked of a list, each in a few words, with a cross that takes it back: on one line,
//! whatever room there is.

use egui::{Role, Stroke, StrokeKind, Ui, pos2, vec2};

use super::button::{Press, short};
use super::rows::one_line;
use crate::app::theme::{self, Token};

/// How high one is, in points.
const HIGH: f32 = 28.0;
/// What the cross takes, and what stands free around the words.
const CROSS: f32 = 18.0;
const INSIDE: f32 = 11.0;

/// How wide it is.
pub fn removable_width(ui: &Ui, words: &str) -> f32 {
    let ink = egui::Color32::PLACEHOLDER;
    let font = theme::font(theme::sizes().small, false);
    let text = ui.painter().layout_no_wrap(short(words).into_owned(), font, ink);
    (text.size().x + CROSS + 2.0 * INSIDE).min(MOST)
}

/// No single one takes more than this.
const MOST: f32 = 300.0;

/// Shows it. Whether it is taken back.
pub fn removable(ui: &mut Ui, words: &str) -> bool {
    let words = &*short(words);
    let wide = removable_width(ui, words);
    let name = format!("{words}: remove this filter");
    let press = Press::new(Role::Button, &name, vec2(wide, HIGH)).scrolling();
    let response = press.show(ui, |ui, rect, hovered| {
        let ink = theme::ink_on(ui, Token::Ink, Token::Panel);
        let ground = if hovered { Token::Quote } else { Token::Panel };
        let edge = Stroke::new(1.0, theme::fill(ui, Token::Edge));
        ui.painter().rect(rect, 6.0, theme::fill(ui, ground), edge, StrokeKind::Inside);
        let font = theme::font(theme::sizes().small, false);
        let text = one_line(ui, words, font, ink, wide - CROSS - 2.0 * INSIDE);
        let y = rect.center().y - text.size().y / 2.0;
        ui.painter().galley(pos2(rect.left() + INSIDE, y), text, ink);
        let (at, arm) = (pos2(rect.right() - INSIDE - 3.0, rect.center().y), 3.5);
        for (from, to) in [(vec2(-arm, -arm), vec2(arm, arm)), (vec2(-arm, arm), vec2(arm, -arm))] {
            ui.painter().line_segment([at + from, at + to], Stroke::new(1.5, ink));
        }
    });
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}
