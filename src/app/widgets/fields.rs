//! Fields: text in one line or several, one of a few, several of many. Each has its label
//! above, tied to it for a screen reader, and its remark below, which never blocks.

use egui::{Id, Margin, Response, Role, TextEdit, Ui};

use super::press::segment;
use super::text::small;
use super::{focus, status};
use crate::app::theme::{self, Token};

/// What stands around a text field.
#[derive(Clone, Copy, Debug, Default)]
pub struct Line<'a> {
    /// What the field holds; also its accessible name.
    pub label: &'a str,
    /// A quiet line under the label.
    pub hint: &'a str,
    /// What is remarked about the text, in words.
    pub remark: Option<&'a str>,
    /// Put the keyboard here now.
    pub grab: bool,
}

/// A field of one line. `id` holds the record's and the item's id, so that undo never
/// brings back another patient's text.
pub fn single_line(ui: &mut Ui, id: Id, line: Line<'_>, text: &mut String) -> Response {
    field(ui, id, line, |width| TextEdit::singleline(text).id(id).desired_width(width))
}

/// A field of several lines; it grows with its text from `rows`.
pub fn multi_line(ui: &mut Ui, id: Id, line: Line<'_>, rows: usize, text: &mut String) -> Response {
    field(ui, id, line, |width| {
        TextEdit::multiline(text).id(id).desired_width(width).desired_rows(rows)
    })
}

fn field<'t>(
    ui: &mut Ui,
    id: Id,
    line: Line<'_>,
    edit: impl FnOnce(f32) -> TextEdit<'t>,
) -> Response {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = theme::spaces().xs;
        let label = super::text::strong(ui, line.label);
        if !line.hint.is_empty() {
            small(ui, line.hint);
        }
        let ink = theme::ink_on(ui, Token::Ink, Token::Panel);
        let edit = edit(ui.available_width())
            .font(theme::font(theme::sizes().control, false))
            .text_color(ink)
            .margin(Margin::symmetric(10, 8));
        let response = ui.add(edit).labelled_by(label.id);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_label(line.label);
            if let Some(remark) = line.remark {
                node.set_description(remark);
            }
        });
        if line.grab {
            response.request_focus();
            ui.scroll_to_rect(response.rect.expand(48.0), None);
        }
        focus(ui, &response, response.rect);
        debug_assert_eq!(response.id, id, "a field keeps the id it was given");
        if let Some(remark) = line.remark {
            status(ui, remark, Token::Caution);
        }
        response
    })
    .inner
}

/// One of a few, or none: pressing the chosen one again takes it back. Returns whether it
/// changed.
pub fn choose_one<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    all: &[(T, &str)],
    chosen: &mut Option<T>,
) -> bool {
    let mut changed = false;
    let group = ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = theme::spaces().xs;
        super::text::strong(ui, label);
        ui.horizontal_wrapped(|ui| {
            for (value, words) in all {
                let selected = *chosen == Some(*value);
                if segment(ui, words, selected, Role::RadioButton).clicked() {
                    *chosen = (!selected).then_some(*value);
                    changed = true;
                }
            }
        });
    });
    name_group(ui, &group.response, label);
    changed
}

/// Several of many. Returns whether it changed.
pub fn choose_several<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    all: &[(T, &str)],
    chosen: &mut Vec<T>,
) -> bool {
    let mut changed = false;
    let group = ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = theme::spaces().xs;
        super::text::strong(ui, label);
        ui.horizontal_wrapped(|ui| {
            for (value, words) in all {
                let selected = chosen.contains(value);
                if segment(ui, words, selected, Role::CheckBox).clicked() {
                    if selected {
                        chosen.retain(|other| other != value);
                    } else {
                        chosen.push(*value);
                    }
                    changed = true;
                }
            }
        });
    });
    name_group(ui, &group.response, label);
    changed
}

fn name_group(ui: &Ui, response: &Response, label: &str) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Group);
        node.set_label(label);
    });
}
