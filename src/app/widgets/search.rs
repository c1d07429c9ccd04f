//! A search as typed: its field, how many hits there are, and the way from one to the next.

use egui::{Frame, Id, Key, Margin, Modifiers, Response, Stroke, Ui};

use super::button::link;
use super::editor::{Field, Shape, edit};
use super::scripts::script_words;
use super::text::{small, status};
use super::textmenu::select_all;
use super::{focus, name_node};
use crate::app::key_input;
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

/// The search of a screen.
#[derive(Clone, Copy)]
pub struct Search<'a> {
    /// The id of its field.
    pub id: Id,
    /// What is searched, beside the field and for a screen reader.
    pub label: &'a str,
    /// How many hits there are, in words; empty with an empty query.
    pub said: &'a str,
    /// Whether there are ways to the next and the previous hit.
    pub hits: bool,
    /// Puts the keyboard here.
    pub grab: bool,
}

/// Shows a search. Enter and Shift+Enter step from hit to hit, Escape empties it.
pub fn search_line(ui: &mut Ui, search: Search<'_>, query: &mut String) -> Sought {
    let mut sought = Sought::default();
    if ui.memory(|memory| memory.has_focus(search.id)) {
        sought.previous = key_input::stepped(ui.ctx(), Modifiers::SHIFT, Key::Enter);
        sought.next = key_input::stepped(ui.ctx(), Modifiers::NONE, Key::Enter);
    }
    let shown = Frame::NONE
        .fill(theme::fill(ui, Token::Panel))
        .stroke(Stroke::new(1.0, theme::fill(ui, Token::Edge)))
        .corner_radius(theme::radius())
        .inner_margin(Margin::symmetric(10, 4))
        .show(ui, |ui| {
            theme::stand_on(ui, Token::Panel);
            ui.horizontal(|ui| {
                ui.set_min_height(30.0);
                let edited = search.field(ui, query);
                sought.changed |= edited.changed();
                search.said(ui, &mut sought);
                edited
            })
            .inner
        });
    name_node(ui, &shown.response, egui::Role::Search);
    if sought.changed || sought.next || sought.previous {
        // What is said here was found out before: say it anew.
        ui.ctx().request_repaint();
    }
    focus(ui, &shown.inner, shown.response.rect);
    if let Some(words) = script_words(ui, query) {
        small(ui, words);
    }
    sought
}

impl Search<'_> {
    /// The field and its name before it.
    fn field(&self, ui: &mut Ui, query: &mut String) -> Response {
        let name = small(ui, self.label);
        let wide = ui.available_width() - self.after(ui) - theme::spaces().s;
        let width = wide.max(60.0);
        let field = Field { id: self.id, shape: Shape::Search, width, telling: &[] };
        let edited = edit(ui, field, query);
        let mut response = edited.response.labelled_by(name.id);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(self.label));
        if self.grab {
            response.request_focus();
            // What is typed takes the place of what was sought before.
            select_all(ui.ctx(), self.id, query);
        }
        if response.has_focus()
            && !query.is_empty()
            && key_input::pressed(ui.ctx(), Modifiers::NONE, Key::Escape)
        {
            query.clear();
            response.mark_changed();
        }
        response
    }

    /// How many hits there are, and the ways to them.
    fn said(&self, ui: &mut Ui, sought: &mut Sought) {
        if !self.said.is_empty() {
            status(ui, self.said, if self.hits { Token::Soft } else { Token::Caution });
        }
        if self.hits {
            sought.previous |= link(ui, "Previous", Some("Previous hit")).clicked();
            sought.next |= link(ui, "Next", Some("Next hit")).clicked();
        }
    }

    /// The width of what stands after the field.
    fn after(&self, ui: &Ui) -> f32 {
        let small = theme::sizes().small;
        let width = |text: &str, strong: bool| {
            let (ink, font) = (egui::Color32::PLACEHOLDER, theme::font(small, strong));
            ui.painter().layout_no_wrap(text.to_owned(), font, ink).size().x
                + 4.0
                + theme::spaces().s
        };
        let links = if self.hits { width("Previous", true) + width("Next", true) } else { 0.0 };
        let said = if self.said.is_empty() { 0.0 } else { width(self.said, false) };
        links + said
    }
}
