//! What stands out from the page: something to be read first, and what has just happened.

use egui::{Frame, InnerResponse, Margin, Stroke, Ui};

use super::frames::Tone;
use crate::app::theme::{self, Token};

/// Something to be read before anything else on the screen. To a screen reader it is what it says:
/// an alert would have no name of its own.
pub fn banner<R>(ui: &mut Ui, tone: Tone, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    framed(ui, tone, Margin::symmetric(18, 14), add)
}

/// The same, as low as a line of text and what is pressed beside it.
pub fn note<R>(ui: &mut Ui, tone: Tone, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    framed(ui, tone, Margin::symmetric(12, 5), add)
}

fn framed<R>(
    ui: &mut Ui,
    tone: Tone,
    inside: Margin,
    add: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    let (ink, ground) = tone.tokens();
    let edge = if tone == Tone::Plain { Token::Line } else { ink };
    Frame::NONE
        .fill(theme::fill(ui, ground))
        .stroke(Stroke::new(1.0, theme::fill(ui, edge)))
        .corner_radius(theme::radius())
        .inner_margin(inside)
        .show(ui, |ui| {
            theme::stand_on(ui, ground);
            ui.set_width(ui.available_width());
            add(ui)
        })
}
