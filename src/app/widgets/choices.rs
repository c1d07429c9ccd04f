//! What is chosen and not typed: one of a few, several of many, each under its label.

use egui::{Align, Id, Response, Role, Ui};

use super::button::{Stop, chip, chip_as, segment};
use super::fields::{Line, above, below, group};
use super::radios::radios;
use crate::app::theme::{self, Token};

/// What a person did with a choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Something was chosen or taken back.
    pub changed: bool,
    /// The keyboard reached it.
    pub reached: bool,
}

/// One of a few, or none: pressing the chosen one again takes it back. Returns whether it
/// changed.
pub fn choose_one<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    all: &[(T, &str)],
    chosen: &mut Option<T>,
) -> bool {
    let id = ui.next_auto_id().with(label);
    segments(ui, id, Line { label, ..Line::default() }, all, chosen).changed
}

/// One of a few, on one line after its label, where there is room; pressed again it is taken back.
/// `hint` is said with the label. Returns whether it changed.
pub fn choose_in_line<T: Copy + PartialEq>(
    ui: &mut Ui,
    (label, hint): (&str, &str),
    all: &[(T, &str)],
    chosen: &mut Option<T>,
) -> bool {
    // The chips of questions that stand below each other begin on one line.
    const LABEL: f32 = 338.0;
    after_label(ui, ((label, hint), LABEL), all, chosen)
}

/// The same of a question that stands alone: the chips are next to its label.
pub fn choose_beside<T: Copy + PartialEq>(
    ui: &mut Ui,
    (label, hint): (&str, &str),
    all: &[(T, &str)],
    chosen: &mut Option<T>,
) -> bool {
    let (font, ink) = (theme::font(theme::sizes().control, false), theme::ink(ui, Token::Ink));
    let text = ui.painter().layout_no_wrap(label.to_owned(), font, ink);
    after_label(ui, ((label, hint), text.size().x.ceil() + 2.0), all, chosen)
}

fn after_label<T: Copy + PartialEq>(
    ui: &mut Ui,
    ((label, hint), room): ((&str, &str), f32),
    all: &[(T, &str)],
    chosen: &mut Option<T>,
) -> bool {
    let id = ui.next_auto_id().with(label);
    let wide = ui.available_width() > room + 240.0;
    radios(ui, id, label, |ui| {
        let mut changed = false;
        let mut chips = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::splat(theme::spaces().s);
            for (value, words) in all {
                let selected = *chosen == Some(*value);
                if chip_as(ui, words, selected, (Role::RadioButton, Stop::Always)).clicked() {
                    *chosen = (!selected).then_some(*value);
                    changed = true;
                }
            }
        };
        let said = |ui: &mut Ui| {
            let said = super::text::body(ui, label);
            if !hint.is_empty() {
                said.on_hover_text(hint);
            }
        };
        if wide {
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(room);
                    ui.add_space(3.0);
                    said(ui);
                });
                ui.horizontal_wrapped(&mut chips);
            });
        } else {
            said(ui);
            ui.horizontal_wrapped(&mut chips);
        }
        changed
    })
}

/// One of a few, each a chip; the chosen one stays when it is pressed again.
pub fn choose_chip<T: Copy + PartialEq>(
    ui: &mut Ui,
    id: Id,
    name: &str,
    all: &[(T, &str)],
    chosen: &mut T,
) -> Chosen {
    radios(ui, id, name, |ui| {
        let mut done = Chosen::default();
        ui.spacing_mut().item_spacing = egui::Vec2::splat(theme::spaces().s);
        for (value, words) in all {
            let selected = *chosen == *value;
            let response = chip_as(ui, words, selected, (Role::RadioButton, Stop::Chosen));
            done.reached |= response.gained_focus();
            if response.clicked() && !selected {
                *chosen = *value;
                done.changed = true;
            }
        }
        done
    })
}

/// One of a few, as a field of a form.
pub fn segments<T: Copy + PartialEq>(
    ui: &mut Ui,
    id: Id,
    line: Line<'_>,
    all: &[(T, &str)],
    chosen: &mut Option<T>,
) -> Chosen {
    options(ui, id, line, (all.len(), true), |ui, at| {
        let (value, words) = all.get(at)?;
        let selected = *chosen == Some(*value);
        let response = segment(ui, words, selected);
        if response.clicked() {
            *chosen = (!selected).then_some(*value);
        }
        Some(response)
    })
}

/// Several of many. Returns whether it changed.
pub fn choose_several<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    all: &[(T, &str)],
    chosen: &mut Vec<T>,
) -> bool {
    let id = ui.next_auto_id().with(label);
    chips(ui, id, Line { label, ..Line::default() }, all, chosen).changed
}

/// Several of many, as a field of a form.
pub fn chips<T: Copy + PartialEq>(
    ui: &mut Ui,
    id: Id,
    line: Line<'_>,
    all: &[(T, &str)],
    chosen: &mut Vec<T>,
) -> Chosen {
    options(ui, id, line, (all.len(), false), |ui, at| {
        let (value, words) = all.get(at)?;
        let selected = chosen.contains(value);
        let response = chip(ui, words, selected);
        if response.clicked() {
            if selected {
                chosen.retain(|other| other != value);
            } else {
                chosen.push(*value);
            }
        }
        Some(response)
    })
}

/// `one`: one of them alone can be chosen.
fn options(
    ui: &mut Ui,
    id: Id,
    line: Line<'_>,
    (count, one): (usize, bool),
    mut option: impl FnMut(&mut Ui, usize) -> Option<Response>,
) -> Chosen {
    let add = |ui: &mut Ui| {
        let mut done = Chosen::default();
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = theme::spaces().xs;
            above(ui, line);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::Vec2::splat(theme::spaces().s);
                for at in 0..count {
                    let Some(response) = option(ui, at) else { continue };
                    if line.grab && at == 0 {
                        response.request_focus();
                        ui.scroll_to_rect(response.rect.expand(48.0), Some(Align::Center));
                    }
                    done.changed |= response.clicked();
                    done.reached |= response.gained_focus();
                }
            });
            below(ui, line);
        });
        done
    };
    if one { radios(ui, id, line.label, add) } else { group(ui, id, line.label, add) }
}
