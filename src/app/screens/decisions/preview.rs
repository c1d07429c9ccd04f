//! The chosen decision beside the list: what is still to do in a few lines, then what was seen and
//! said, then what was decided and why, then who was told, then the rest.

use chrono::{DateTime, FixedOffset};
use egui::Ui;

use crate::app::events::{DecisionsEvent, Event};
use crate::app::session::{Preview, PreviewRead, PreviewText};
use crate::app::theme;
use crate::app::views::facts::{BESIDE, FactColumns, facts, rule};
use crate::app::views::in_error::in_error;
use crate::app::widgets::{self, Tone, link, onward_after, primary, short};
use crate::base::time;
use crate::base::words::capital;
use crate::caseload::search::worked_title;
use crate::caseload::worklist::Item;

/// Whom it is about, and the way to open it.
pub(super) fn head(ui: &mut Ui, one: &Preview, out: &mut Vec<Event>) {
    let details = match &one.read {
        PreviewRead::Read(text) => text.who.details.join("  ·  "),
        _ => String::new(),
    };
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.horizontal(|ui| {
        let whose = |ui: &mut Ui| {
            let left = egui::Layout::left_to_right(egui::Align::Center);
            ui.with_layout(left, |ui| {
                ui.set_width(ui.available_width());
                widgets::cut_heading(ui, &capital(&one.of.about()));
            });
        };
        onward_after(ui, whose, |ui| {
            if primary(ui, "Open", Some("Enter")).clicked() {
                out.push(Event::Decisions(DecisionsEvent::Open(one.of.id.clone())));
            }
        });
    });
    widgets::small(ui, if details.is_empty() { one.of.id.as_str() } else { &details });
}

pub(super) fn body(ui: &mut Ui, one: &Preview, now: DateTime<FixedOffset>, out: &mut Vec<Event>) {
    let text = match &one.read {
        PreviewRead::Reading => {
            outcome(ui, one);
            widgets::small(ui, "It is being read.");
            return;
        }
        PreviewRead::Disposed(of) => {
            in_error(ui, of, &[]);
            return;
        }
        PreviewRead::Not(why) => {
            outcome(ui, one);
            widgets::badge(ui, Tone::Caution, "It could not be read");
            widgets::small(ui, why);
            return;
        }
        PreviewRead::Read(text) => text,
    };
    if let Some(error) = &text.out_of_view {
        in_error(ui, error, &[]);
        return;
    }
    let day = time::day(one.of.decided.day());
    let columns = FactColumns { day: &day, ..BESIDE };
    asked(ui, text, out);
    to_do(ui, &text.owed, now);
    if !text.facts.concern.is_empty() || text.facts.kinds.is_some() {
        widgets::small_heading(ui, "What was seen and said");
        if let Some(kinds) = &text.facts.kinds {
            widgets::small(ui, kinds.text.trim());
        }
        ui.add_space(theme::spaces().s);
        facts(ui, &text.facts.concern, &text.corrected, columns);
        rule(ui);
    }
    outcome(ui, one);
    ui.add_space(theme::spaces().s);
    facts(ui, &text.facts.decision, &text.corrected, columns);
    if !text.facts.told.is_empty() {
        rule(ui);
        widgets::small_heading(ui, "Who was told");
        ui.add_space(theme::spaces().s);
        facts(ui, &text.facts.told, &text.corrected, columns);
    }
    for (heading, rest) in &text.facts.rest {
        rule(ui);
        widgets::small_heading(ui, heading);
        ui.add_space(theme::spaces().s);
        facts(ui, rest, &text.corrected, columns);
    }
    rule(ui);
    widgets::small(ui, &text.signed);
    widgets::small(ui, one.of.id.as_str());
}

/// What was decided, and what was suggested where that was something else.
fn outcome(ui: &mut Ui, one: &Preview) {
    if let Some(title) = &one.of.title {
        widgets::soft(ui, &worked_title(title));
    }
    if one.of.problem {
        widgets::badge(ui, Tone::Danger, "A file has a problem");
    }
    widgets::heading(ui, &one.of.headline);
    if let Some(was) = &one.of.suggested {
        widgets::soft(ui, &format!("Suggested: {was}"));
    }
    widgets::small(ui, &format!("Decided {} by {}", one.of.decided.in_words(), one.of.author));
}

/// What a reviewer asks, with the way to reply.
fn asked(ui: &mut Ui, text: &PreviewText, out: &mut Vec<Event>) {
    for item in text.owed.iter().filter(|item| item.what.is_of_a_reviewer()) {
        widgets::quote(ui, |ui| {
            widgets::strong_small(ui, &format!("{}. {}", item.what.label(), item.said));
            widgets::body(ui, &item.words);
            let name = format!("Reply: {}", item.words);
            if let Some(place) = &item.place
                && link(ui, "Reply", Some(&short(&name))).clicked()
            {
                let event = DecisionsEvent::Settle(item.decision.clone(), place.clone());
                out.push(Event::Decisions(event));
            }
        });
        ui.add_space(theme::spaces().m);
    }
}

/// How many of what is to do are told before what was seen and said: more would push that out of
/// sight.
const FIRST: usize = 3;

/// What is to do, what is due first at the front, each with when.
fn to_do(ui: &mut Ui, owed: &[Item], now: DateTime<FixedOffset>) {
    let owed: Vec<&Item> = owed.iter().filter(|item| !item.what.is_of_a_reviewer()).collect();
    if owed.is_empty() {
        return;
    }
    widgets::small_heading(ui, "Still to do");
    for item in owed.iter().take(FIRST) {
        ui.horizontal_top(|ui| {
            let wide = (ui.available_width() - 120.0).max(80.0);
            ui.vertical(|ui| {
                ui.set_width(wide);
                widgets::body(ui, &format!("{}: {}", item.what.label(), item.words));
            });
            if item.due.is_some() {
                let tone = if item.overdue { Tone::Caution } else { Tone::Plain };
                widgets::badge(ui, tone, &item.due_short(now));
            }
        });
    }
    if let more @ 1.. = owed.len().saturating_sub(FIRST) {
        widgets::small(ui, &format!("and {more} more, on its page"));
    }
    rule(ui);
}
