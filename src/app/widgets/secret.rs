//! A field for a passphrase. What is typed shows as dots unless it is asked for, is never spelled,
//! undone, copied by a menu or remembered by the field, and is wiped when it is let go of.

use std::fmt;

use egui::text_edit::TextEditState;
use egui::{Id, Margin, Response, TextEdit, Ui};
use zeroize::Zeroize as _;

use super::fields::{above, below};
use super::{Line, focus, keyboard};
use crate::app::theme::{self, Token};

/// A passphrase as it is being typed.
#[derive(Default)]
pub struct Secret(String);

impl Secret {
    /// What was typed; nothing is left of it here.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.0)
    }

    /// What was typed so far.
    pub fn so_far(&self) -> &str {
        &self.0
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A field that a passphrase is typed in. `shown`: in letters.
pub fn secret_line(
    ui: &mut Ui,
    id: Id,
    line: Line<'_>,
    shown: bool,
    secret: &mut Secret,
) -> Response {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = theme::spaces().xs;
        let label = above(ui, line);
        let edit = TextEdit::singleline(&mut secret.0)
            .id(id)
            .password(!shown)
            .margin(Margin::symmetric(10, 8))
            .font(theme::font(theme::sizes().control, false))
            .text_color(theme::ink_on(ui, Token::Ink, Token::Panel))
            .desired_width(ui.available_width());
        let response = edit.show(ui).response.response.labelled_by(label.id);
        if let Some(mut state) = TextEditState::load(ui.ctx(), id) {
            state.clear_undoer();
            state.store(ui.ctx(), id);
        }
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_label(line.label);
            let words = [line.remark.unwrap_or_default(), line.hint].join(" ");
            if !words.trim().is_empty() {
                node.set_description(words.trim());
            }
        });
        if line.grab {
            response.request_focus();
            keyboard::is_brought(&response);
        }
        focus(ui, &response, response.rect);
        below(ui, line);
        response
    })
    .inner
}
