//! What a record says, one thing a row: what it is, what it says, and when it was.

use egui::{Align, Layout, Stroke, Ui, vec2};

use crate::app::theme::{self, Token};
use crate::app::widgets::{self, own_words};
use crate::record::Field;
use crate::record::text::{Fact, Line};

/// How wide the columns are, in points.
#[derive(Clone, Copy, Debug)]
pub struct FactColumns<'a> {
    /// The day on which it was decided, in words: of a time on that day only the clock is shown.
    pub day: &'a str,
    /// What it is.
    pub label: f32,
    /// When it was; 0: below the text, in little room.
    pub when: f32,
}

/// What is free between the label and the text, in points.
const GAP: f32 = 12.0;

/// A decision's page.
pub const PAGE: FactColumns<'static> = FactColumns { day: "", label: 140.0, when: 100.0 };
/// Beside a list.
pub const BESIDE: FactColumns<'static> = FactColumns { day: "", label: 112.0, when: 0.0 };

/// Some facts, one below the other. `marks`: what stood before in a field that was corrected.
pub fn facts(ui: &mut Ui, facts: &[Fact], marks: &[(Field, String)], columns: FactColumns<'_>) {
    for (at, fact) in facts.iter().enumerate() {
        if at > 0 {
            ui.add_space(theme::spaces().s);
        }
        one(ui, fact, marks, columns);
    }
}

fn one(ui: &mut Ui, fact: &Fact, marks: &[(Field, String)], columns: FactColumns<'_>) {
    let wide = ui.available_width();
    let when = fact.when.as_ref().map_or("", |line| line.text.trim());
    let clock = when.strip_prefix(columns.day).and_then(|rest| rest.strip_prefix(", "));
    let when = clock.filter(|_| !columns.day.is_empty()).unwrap_or(when);
    if wide < 330.0 {
        widgets::strong_small(ui, &fact.label);
        texts(ui, fact, when, marks);
        return;
    }
    let at_right = columns.when > 0.0 && wide > 520.0;
    let label = if fact.label.is_empty() { 0.0 } else { columns.label };
    let room = wide - label - if at_right { columns.when } else { 0.0 };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        if label > 0.0 {
            let down = Layout::top_down(Align::LEFT);
            ui.allocate_ui_with_layout(vec2(label - GAP, 0.0), down, |ui| {
                ui.set_width(label - GAP);
                ui.add_space(1.0);
                widgets::strong_small(ui, &fact.label);
            });
            ui.add_space(GAP);
        }
        ui.vertical(|ui| {
            ui.set_width(room);
            texts(ui, fact, if at_right { "" } else { when }, marks);
        });
        if at_right && !when.is_empty() {
            #[expect(
                clippy::disallowed_methods,
                reason = "words alone, which the keyboard passes by"
            )]
            ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
                widgets::small(ui, when);
            });
        }
    });
}

fn texts(ui: &mut Ui, fact: &Fact, when: &str, marks: &[(Field, String)]) {
    ui.spacing_mut().item_spacing.y = 2.0;
    if let Some(main) = &fact.main {
        let text = main.text.trim();
        if fact.own_words {
            own_words(ui, text);
        } else {
            widgets::body(ui, text);
        }
    }
    let more: Vec<String> =
        fact.more.iter().map(|line| format!("{}: {}", line.label, line.text.trim())).collect();
    for line in &more {
        widgets::small(ui, line);
    }
    if !when.is_empty() {
        widgets::small(ui, when);
    }
    for line in fact.lines() {
        corrected(ui, line, marks);
    }
}

fn corrected(ui: &mut Ui, line: &Line, marks: &[(Field, String)]) {
    if let Some((_, words)) = marks.iter().find(|(field, _)| *field == line.field) {
        widgets::small(ui, words);
    }
}

/// A line across, with room above and below.
pub fn rule(ui: &mut Ui) {
    ui.add_space(theme::spaces().m);
    let line = Stroke::new(1.0, theme::fill(ui, Token::Line));
    let y = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), y, line);
    ui.add_space(theme::spaces().m);
}
