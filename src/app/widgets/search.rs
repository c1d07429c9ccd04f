//! A search as typed: its field, how many hits there are, and the way from one to the next.

use egui::{Frame, Id, Key, Margin, Modifiers, Stroke, Ui};

use super::editor::{Shape, edit};
use super::fields::leftward_words;
use super::press::link;
use super::text::{small, status};
use super::{focus, name_node};
use crate::app::keys;
use crate::app::theme::{self, Token};

/// What was done in the search.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// The query is another one.
    pub changed: bool,
    /// To the next hit.
    pub next: bool,
    /// To the hit before.
    pub previous: bool,
}

/// The search of a screen. `said` says how many hits there are, and is empty with an empty
/// query; `hits` shows the ways to the next and previous one. Enter and Shift+Enter step,
/// Escape empties. `grab` puts the keyboard here.
pub fn search_line(
    ui: &mut Ui,
    id: Id,
    label: &str,
    said: &str,
    hits: bool,
    grab: bool,
    query: &mut String,
) -> Sought {
    let mut sought = Sought::default();
    if ui.memory(|memory| memory.has_focus(id)) {
        sought.previous = keys::stepped(ui.ctx(), Modifiers::SHIFT, Key::Enter);
        sought.next = keys::stepped(ui.ctx(), Modifiers::NONE, Key::Enter);
    }
    let spaces = theme::spaces();
    let mut edited = None;
    let shown = Frame::NONE
        .fill(theme::fill(ui, Token::Panel))
        .stroke(Stroke::new(1.0, theme::fill(ui, Token::Edge)))
        .corner_radius(theme::radius())
        .inner_margin(Margin::symmetric(10, 4))
        .show(ui, |ui| {
            theme::stand_on(ui, Token::Panel);
            ui.horizontal(|ui| {
                ui.set_min_height(30.0);
                let name = small(ui, label);
                let wide = ui.available_width() - after(ui, said, hits) - spaces.s;
                let edited_now = edit(ui, id, Shape::Search, query, wide.max(60.0), &[]);
                let response = edited_now.response.labelled_by(name.id);
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(label));
                if grab {
                    response.request_focus();
                }
                sought.changed |= response.changed();
                let escaped = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Escape));
                if escaped && !query.is_empty() {
                    query.clear();
                    sought.changed = true;
                    response.request_focus();
                }
                edited = Some(response);
                if !said.is_empty() {
                    let ink = if hits { Token::Soft } else { Token::Caution };
                    status(ui, said, ink);
                }
                if hits {
                    sought.previous |= link(ui, "Previous", Some("Previous hit")).clicked();
                    sought.next |= link(ui, "Next", Some("Next hit")).clicked();
                }
            });
        });
    name_node(ui, &shown.response, egui::Role::Search);
    if sought.changed || sought.next || sought.previous {
        // What is said here was found out before: say it anew.
        ui.ctx().request_repaint();
    }
    if let Some(edited) = edited {
        focus(ui, &edited, shown.response.rect);
    }
    if let Some(words) = leftward_words(query) {
        small(ui, words);
    }
    sought
}

/// The width of what stands after the field.
fn after(ui: &Ui, said: &str, hits: bool) -> f32 {
    let small = theme::sizes().small;
    let width = |text: &str, strong: bool| {
        let ink = egui::Color32::PLACEHOLDER;
        let galley = ui.painter().layout_no_wrap(text.to_owned(), theme::font(small, strong), ink);
        galley.size().x + 4.0 + theme::spaces().s
    };
    let links = if hits { width("Previous", true) + width("Next", true) } else { 0.0 };
    let said = if said.is_empty() { 0.0 } else { width(said, false) };
    links + said
}
