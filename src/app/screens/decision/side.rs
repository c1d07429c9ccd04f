//! Beside a decision: what a reviewer says, what is to do, what happened by day, where else it
//! belongs, and other decisions that may be about the same people.

use egui::{Align, Layout, Stroke, Ui, vec2};

use super::{DecisionView, Grab, foot};
use crate::app::events::{ChronologyOf, ClinicalTextEvent, DecisionsEvent, Event};
use crate::app::theme::{self, Token};
use crate::app::views::earlier_decisions;
use crate::app::views::text_for::text_for;
use crate::app::widgets::{self, Tone};
use crate::base::time;
use crate::caseload::timeline::{NEWEST, Step, later};
use crate::caseload::worklist::{Item, OwedAt};

/// `tight`: the foot has no room for all that can be done.
pub(super) fn ui(ui: &mut Ui, view: &DecisionView<'_>, tight: bool, out: &mut Vec<Event>) {
    let (asked, owed): (Vec<&Item>, Vec<&Item>) =
        view.shown.owed.iter().partition(|item| item.what.is_of_a_reviewer());
    items(ui, view, ("From a reviewer", &asked), out);
    items(ui, view, ("Still to do", &owed), out);
    if !view.shown.timeline.is_empty() {
        widgets::heading(ui, "Timeline");
        timeline(ui, &view.shown.timeline);
        part_ends(ui);
    }
    // Where it belongs in one record, its text is in the foot.
    if view.shown.belongs.len() > 1 {
        if view.file.latest_decision().is_some()
            && let Some(pressed) = text_for(ui, &view.shown.belongs)
        {
            out.push(Event::ClinicalText(ClinicalTextEvent::Open(pressed.of().cloned())));
        }
        part_ends(ui);
    }
    let related = earlier_decisions::EarlierView {
        lines: &view.shown.related,
        draft: false,
        set_aside: 0,
        all: view.earlier_all,
        quoting: view.quoting,
        from: &ChronologyOf::Signed(view.file.id.clone()),
    };
    earlier_decisions::ui(ui, &related, out);
    if tight {
        foot::more(ui, view, out);
    }
    widgets::small(ui, &format!("Decision {}", view.file.id));
    widgets::small(
        ui,
        "A signature here says who wrote this. It is not a login, and does not prove who was at \
         the keyboard.",
    );
}

fn part_ends(ui: &mut Ui) {
    ui.add_space(12.0);
    widgets::rule(ui);
    ui.add_space(12.0);
}

/// What is to do, each with the way to write it down.
fn items(
    ui: &mut Ui,
    view: &DecisionView<'_>,
    (heading, items): (&str, &[&Item]),
    out: &mut Vec<Event>,
) {
    if items.is_empty() {
        return;
    }
    widgets::heading(ui, heading);
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            ui.add_space(8.0);
        }
        ui.push_id((heading, at), |ui| one(ui, view, item, out));
    }
    part_ends(ui);
}

fn one(ui: &mut Ui, view: &DecisionView<'_>, item: &Item, out: &mut Vec<Event>) {
    ui.spacing_mut().item_spacing.y = 3.0;
    widgets::body(ui, &format!("{}: {}", item.what.label(), item.words));
    if !item.said.is_empty() {
        widgets::small(ui, &item.said);
    }
    ui.horizontal_wrapped(|ui| {
        if item.due.is_some() {
            let tone = if item.overdue { Tone::Caution } else { Tone::Plain };
            let due = widgets::badge(ui, tone, &item.due_short(view.now));
            widgets::described(ui, &due, &item.by_words());
            due.on_hover_text(item.by_words());
        }
        way(ui, view, item, out);
    });
}

/// The way to write it down.
fn way(ui: &mut Ui, view: &DecisionView<'_>, item: &Item, out: &mut Vec<Event>) {
    let Some(place) = &item.place else { return };
    let (label, name) = match place {
        OwedAt::Field(_) => {
            ("Write it down", format!("Write it down: {}, {}", item.what.label(), item.words))
        }
        OwedAt::Question(_) => ("Reply", format!("Reply: {}", item.words)),
    };
    let response = widgets::row_button_for(ui, label, &name);
    if view.grab == Some(Grab::Owed(place)) {
        response.request_focus();
        response.scroll_to_me(Some(Align::Center));
    }
    if response.clicked() {
        let event = DecisionsEvent::Settle(item.decision.clone(), place.clone());
        out.push(Event::Decisions(event));
    }
}

/// What happened, by day: a line down the side, with a dot for each.
fn timeline(ui: &mut Ui, steps: &[Step]) {
    const CLOCK: f32 = 50.0;
    const DOT: f32 = 24.0;
    let mut before = None;
    for day in steps.chunk_by(|a, b| a.day == b.day) {
        let Some(first) = day.first() else { continue };
        let gap = before.map(|before| format!(", {}", later(before, first.day)));
        ui.add_space(6.0);
        widgets::small(ui, &format!("{}{}", time::day(first.day), gap.unwrap_or_default()));
        before = Some(first.day);
        for (at, step) in day.iter().enumerate() {
            let shown = ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                let down = Layout::top_down(Align::LEFT);
                ui.allocate_ui_with_layout(vec2(CLOCK, 18.0), down, |ui| {
                    ui.set_width(CLOCK);
                    ui.add_space(2.0);
                    widgets::small(ui, &step.clock);
                });
                ui.add_space(DOT);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    widgets::body(ui, &step.what);
                    if !step.note.is_empty() {
                        widgets::small(ui, &step.note);
                    }
                    if step.newest {
                        widgets::badge(ui, Tone::Accent, NEWEST);
                    }
                });
            });
            let rect = shown.response.rect;
            let dot = egui::pos2(rect.left() + CLOCK + 8.0, rect.top() + 10.0);
            let line = Stroke::new(1.0, theme::fill(ui, Token::Line));
            if at + 1 < day.len() {
                let down = rect.bottom() + ui.spacing().item_spacing.y + 6.0;
                ui.painter().vline(dot.x, dot.y + 5.0..=down, line);
            }
            ui.painter().circle_filled(dot, 4.0, theme::ink(ui, Token::Soft));
        }
    }
}
