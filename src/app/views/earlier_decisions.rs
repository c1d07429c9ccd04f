//! Earlier decisions that may be about the same child or household, beside what is written or
//! read: each with its reason, as a link. Nothing is merged or copied by itself.

use egui::{Id, Ui};

use crate::app::events::{ChronologyOf, DecisionsEvent, Event, PeopleEvent};
use crate::app::session::rows::EarlierLine;
use crate::app::theme;
use crate::app::views::quoted::{Quoting, quoted, quoted_sentence};
use crate::app::widgets::{self, Tone, apart, link, rule, secondary_for};
use crate::guidance::Cite;

/// What is shown.
#[derive(Clone, Copy, Debug)]
pub struct EarlierView<'a> {
    /// The decisions, the strongest reason first.
    pub lines: &'a [EarlierLine],
    /// Whether it stands beside a draft, in which a suggestion can be put aside.
    pub draft: bool,
    /// How many times it was said in this draft that they are not the same.
    pub set_aside: usize,
    /// Whether all are shown.
    pub all: bool,
    /// The guidance.
    pub quoting: Quoting<'a>,
    /// Where a chronology begins from.
    pub from: &'a ChronologyOf,
}

/// So many are shown before "Show all".
const FIRST: usize = 4;
/// What it rests on, and which sentence of it is quoted.
const RESTS_ON: (&str, u16, usize) = ("0-18", 60, 2);

/// Shows it, where there is anything to show.
pub fn ui(ui: &mut Ui, view: &EarlierView<'_>, out: &mut Vec<Event>) {
    if view.lines.is_empty() && view.set_aside == 0 {
        return;
    }
    let id = Id::unique(("earlier", view.draft));
    apart(ui, id, |ui| shown(ui, view, out));
    ui.add_space(theme::spaces().l);
}

fn shown(ui: &mut Ui, view: &EarlierView<'_>, out: &mut Vec<Event>) {
    widgets::heading(
        ui,
        if view.draft {
            "Earlier decisions about this child or household"
        } else {
            "Other decisions that may be about the same child or household"
        },
    );
    let count = if view.all { view.lines.len() } else { FIRST };
    for line in view.lines.iter().take(count) {
        one(ui, view, line, out);
    }
    if view.lines.len() > FIRST {
        let words = if view.all {
            "Show fewer".to_owned()
        } else {
            format!("Show all {}", view.lines.len())
        };
        if link(ui, &words, None).clicked() {
            out.push(Event::People(PeopleEvent::ShowAll));
        }
    }
    if view.lines.is_empty() {
        widgets::small(ui, "None, apart from those you hid.");
    } else {
        let words = if view.draft {
            "These are suggestions, not certain matches. Nothing is copied from them. Your draft \
             stays while you read one."
        } else {
            "These are suggestions, not certain matches. Nothing is merged."
        };
        widgets::small(ui, words);
        if widgets::secondary(ui, "Put them in one chronology", None).clicked() {
            out.push(Event::People(PeopleEvent::Chronology(view.from.clone())));
        }
    }
    if view.set_aside > 0 && link(ui, "Show those I hid", None).clicked() {
        out.push(Event::People(PeopleEvent::SameAgain));
    }
    if !view.lines.is_empty() {
        why(ui, view, out);
    }
}

/// The sentence that it rests on, and what stands in its place today.
fn why(ui: &mut Ui, view: &EarlierView<'_>, out: &mut Vec<Event>) {
    let (document, number, sentence) = RESTS_ON;
    let cite = Cite::paragraph(document, number);
    quoted_sentence(ui, view.quoting.library, &cite, sentence, out);
    for now in view.quoting.library.with_now(std::slice::from_ref(&cite)) {
        if now == cite {
            continue;
        }
        if view.draft {
            // Beside a draft what is still to do must not be pushed out of sight.
            let label = format!("Today: {}", view.quoting.library.label(&now));
            let name = format!("{label}: read it in the guidance");
            if link(ui, &label, Some(&name)).clicked() {
                out.push(Event::Read(now));
            }
        } else {
            quoted(ui, &view.quoting, &now, out);
        }
    }
}

fn one(ui: &mut Ui, view: &EarlierView<'_>, line: &EarlierLine, out: &mut Vec<Event>) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let name = format!("Open decision {}: {}", line.decision, line.headline);
        if link(ui, &line.headline, Some(&name)).clicked() {
            out.push(Event::Decisions(DecisionsEvent::Open(line.decision.clone())));
        }
        widgets::small(ui, &line.about);
        reasons(ui, line);
        if view.draft {
            let words =
                if line.household { "Not the same household" } else { "Not the same person" };
            let name = format!("{words}: decision {}", line.decision);
            ui.add_space(4.0);
            if secondary_for(ui, words, &name).clicked() {
                out.push(Event::People(PeopleEvent::NotSame(line.decision.clone())));
            }
        }
    });
    ui.add_space(theme::spaces().xs);
    rule(ui);
}

/// Why they may be the same: the strongest on a ground of its own.
pub fn reasons(ui: &mut Ui, line: &EarlierLine) {
    let tone = if line.number { Tone::Caution } else { Tone::Plain };
    for (at, reason) in line.reasons.iter().enumerate() {
        if at == 0 {
            widgets::badge(ui, tone, reason);
        } else {
            widgets::small(ui, reason);
        }
    }
}
