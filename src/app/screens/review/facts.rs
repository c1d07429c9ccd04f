//! What the reviewer reads: what was seen and said, what was decided and why, who was told, and
//! what was signed since.

use egui::Ui;

use super::ReviewView;
use crate::app::events::Event;
use crate::app::session::Seen;
use crate::app::theme::Token;
use crate::app::views::facts::{BESIDE, FactColumns, facts};
use crate::app::views::in_error::in_error;
use crate::app::views::label_and_text::{pair, problem_ui};
use crate::app::views::marked;
use crate::app::views::quoted::folded;
use crate::app::views::soundness::soundness;
use crate::app::widgets::{self, Tone, tight_card};
use crate::base::time;
use crate::record::{Basis, Body, Decision};

pub(super) fn ui(ui: &mut Ui, view: &ReviewView<'_>, _: &mut Vec<Event>) {
    let title = widgets::title(ui, "Do you agree?");
    let why = match view.why.as_str() {
        "" => String::new(),
        why => format!("Why it is here: {why}"),
    };
    widgets::described(ui, &title, &why);
    if !why.is_empty() {
        widgets::soft(ui, &why);
    }
    files_read(ui, view);
    if let Some(error) = &view.shown.out_of_view {
        in_error(ui, error, &[]);
    }
    let newest = view.shown.newest.and_then(|at| Some((at, view.file.statements.get(at)?)));
    let Some((at, loaded)) = newest else {
        widgets::body(ui, "It cannot be read in full, so it cannot be reviewed.");
        return;
    };
    let Some(decision) = loaded.decision() else { return };
    soundness(ui, view.look, loaded);
    let day = time::day(loaded.header.decided.day());
    let columns = FactColumns { day: &day, ..BESIDE };
    seen_and_said(ui, view, (at, decision), columns);
    decided(ui, view, (at, decision), columns);
    told(ui, view, at, columns);
    since(ui, view, at);
    rest(ui, view, (at, decision), columns);
}

/// What is to be known of its files before anybody relies on them.
fn files_read(ui: &mut Ui, view: &ReviewView<'_>) {
    match &view.look.seen {
        Seen::Read => {}
        Seen::Checking => {
            widgets::status(ui, "Reading its files again…", Token::Soft);
        }
        Seen::NotNow(why) => {
            widgets::banner(ui, Tone::Caution, |ui| {
                widgets::body(
                    ui,
                    "Its files could not be read again just now. This is what was read before.",
                );
                widgets::small(ui, why);
            });
        }
    }
    for problem in &view.file.problems {
        problem_ui(ui, problem);
    }
    if view.others > 0 {
        widgets::banner(ui, Tone::Caution, |ui| {
            widgets::body(ui, "Another decision is in the same folder. Open the whole decision.");
        });
    }
}

fn seen_and_said(
    ui: &mut Ui,
    view: &ReviewView<'_>,
    (at, decision): (usize, &Decision),
    columns: FactColumns<'_>,
) {
    let (told, Some(shown)) = (&view.shown.facts, view.shown.statements.get(at)) else { return };
    tight_card(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            widgets::heading(ui, "What was seen and said");
            if let Some(kinds) = &told.kinds {
                ui.add_space(8.0);
                widgets::small(ui, kinds.text.trim());
            }
        });
        if told.concern.is_empty() {
            widgets::soft(ui, "Nothing is written.");
        }
        facts(ui, &told.concern, &shown.corrected, columns);
        let reads = shown.record.as_ref().unwrap_or(&decision.record);
        let marks = reads.marks.len();
        if marks > 0 && folded(ui, "marks", &format!("On the body ({marks})")) {
            marked::pictures(ui, reads);
        }
    });
}

fn decided(
    ui: &mut Ui,
    view: &ReviewView<'_>,
    (at, decision): (usize, &Decision),
    columns: FactColumns<'_>,
) {
    let Some(shown) = view.shown.statements.get(at) else { return };
    tight_card(ui, |ui| {
        widgets::heading(ui, "Why it was decided");
        let reason = decision.departure.as_ref().map(|one| one.reason.trim());
        if let Some(reason) = reason.filter(|reason| !reason.is_empty()) {
            widgets::body(ui, reason);
        }
        if let Basis::ActedFirst(at, _) = &decision.basis {
            widgets::body(ui, &format!("Help came first, {}.", time::moment(at)));
        }
        widgets::small(ui, &shown.times);
        if let Some(late) = &shown.late {
            widgets::badge(ui, Tone::Caution, late);
        }
        let told = &view.shown.facts.decision;
        if decision.departure.is_none() && told.iter().all(|fact| fact.main.is_none()) {
            widgets::soft(ui, "No reasons are written.");
        }
        facts(ui, told, &shown.corrected, columns);
        let answers = decision.outcome.trail.len();
        if answers > 0 && folded(ui, "answers", &format!("Answers ({answers})")) {
            for (question, answer) in &decision.outcome.trail {
                pair(ui, question, answer);
            }
        }
    });
}

fn told(ui: &mut Ui, view: &ReviewView<'_>, at: usize, columns: FactColumns<'_>) {
    let Some(shown) = view.shown.statements.get(at) else { return };
    tight_card(ui, |ui| {
        widgets::heading(ui, "Who was told");
        if view.shown.facts.told.is_empty() {
            widgets::soft(ui, "Nobody is named.");
        }
        facts(ui, &view.shown.facts.told, &shown.corrected, columns);
    });
}

/// What was signed since: what came of it, what another reviewer said, what the doctor replied.
fn since(ui: &mut Ui, view: &ReviewView<'_>, newest: usize) {
    let later = view.file.statements.iter().enumerate().skip(newest + 1);
    for (at, loaded) in later {
        let Some(statement) = loaded.statement() else { continue };
        tight_card(ui, |ui| {
            widgets::heading(ui, statement.body.label());
            let by = &loaded.header.author.name;
            widgets::small(ui, &format!("{by}, {}", time::moment(&loaded.header.written)));
            soundness(ui, view.look, loaded);
            if let Body::Addendum(note) = &statement.body {
                widgets::reading(ui, &note.text);
            }
            let shown = view.shown.statements.get(at);
            for (label, text) in shown.map_or(&[][..], |shown| &shown.addition) {
                pair(ui, label, text);
            }
        });
    }
}

fn rest(
    ui: &mut Ui,
    view: &ReviewView<'_>,
    (at, decision): (usize, &Decision),
    columns: FactColumns<'_>,
) {
    let Some(shown) = view.shown.statements.get(at) else { return };
    let rest = &view.shown.facts.rest;
    let count: usize = rest.iter().map(|(_, facts)| facts.len()).sum();
    if folded(ui, "rest", &format!("The rest of the record ({count})")) {
        tight_card(ui, |ui| {
            for (heading, rest) in rest {
                widgets::subheading(ui, heading);
                facts(ui, rest, &shown.corrected, columns);
            }
            for owed in &decision.owed {
                widgets::small(ui, owed);
            }
        });
    }
}
