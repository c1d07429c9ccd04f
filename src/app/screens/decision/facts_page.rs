//! The decision itself: what was seen and said, the decision and its reasons, who was told; then,
//! folded, the guidance, the answers and the rest of the record.

use egui::Ui;

use super::DecisionView;
use super::statement;
use crate::app::commands::Command;
use crate::app::events::{Event, PathEvent};
use crate::app::session::StatementShown;
use crate::app::theme;
use crate::app::views::facts::{FactColumns, PAGE, facts};
use crate::app::views::marked;
use crate::app::views::quoted::{folded, quoted};
use crate::app::views::rules_then_now;
use crate::app::views::soundness::soundness;
use crate::app::widgets::{self, Tone, card, row_button};
use crate::base::time;
use crate::record::Decision;
use crate::record::text::{Fact, Line};
use crate::register::Loaded;

/// `at`: the place of the newest decision among the statements.
pub(super) fn ui(ui: &mut Ui, view: &DecisionView<'_>, at: usize, out: &mut Vec<Event>) {
    let Some(loaded) = view.file.statements.get(at) else { return };
    let (Some(decision), Some(shown)) = (loaded.decision(), view.shown.statements.get(at)) else {
        return;
    };
    let reads = shown.record.as_ref().unwrap_or(&decision.record);
    if let Some(late) = &shown.late {
        widgets::badge(ui, Tone::Caution, late);
    }
    soundness(ui, view.look, loaded);
    let day = time::day(loaded.header.decided.day());
    let columns = FactColumns { day: &day, ..PAGE };
    let told = &view.shown.facts;
    if !told.concern.is_empty() || told.kinds.is_some() {
        card(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                widgets::heading(ui, "Concern");
                if let Some(kinds) = &told.kinds {
                    ui.add_space(8.0);
                    widgets::small(ui, kinds.text.trim());
                }
            });
            facts(ui, &told.concern, &shown.corrected, columns);
            let marks = reads.marks.len();
            if marks > 0 && folded(ui, "marks", &format!("On the body ({marks})")) {
                marked::pictures(ui, reads);
            }
        });
    }
    card(ui, |ui| {
        widgets::heading(ui, "Decision and reasons");
        statement::acted_first(ui, decision);
        statement::departure(ui, decision.departure.as_ref(), &decision.outcome.headline);
        let blank = told.decision.iter().all(|fact| fact.main.is_none());
        if blank && decision.departure.is_none() {
            widgets::soft(ui, "No reasons are written.");
        }
        facts(ui, &told.decision, &shown.corrected, columns);
        rules_then_now::verdict(ui, view.look.compared.get(&loaded.digest));
    });
    ready(ui, decision, out);
    who_was_told(ui, &told.told, shown, columns);
    folds(ui, view, (at, loaded, decision), out);
}

/// The text that was ready when it was signed: what an open case still asks.
fn ready(ui: &mut Ui, decision: &Decision, out: &mut Vec<Event>) {
    let Some(ready) = &decision.ready else { return };
    card(ui, |ui| {
        widgets::heading(ui, &ready.heading);
        ready.lines.iter().for_each(|line| drop(widgets::body(ui, line)));
        if widgets::link(ui, "Copy this text", None).clicked() {
            let text = ready.lines.join("\n");
            out.push(Event::Copy { text, said: format!("Copied: {}", ready.heading) });
        }
    });
}

fn who_was_told(ui: &mut Ui, told: &[Fact], shown: &StatementShown, columns: FactColumns<'_>) {
    card(ui, |ui| {
        widgets::heading(ui, "Who was told");
        if told.is_empty() {
            widgets::soft(ui, "Nobody is named.");
        }
        facts(ui, told, &shown.corrected, columns);
    });
}

/// What whoever checks the decision opens.
fn folds(
    ui: &mut Ui,
    view: &DecisionView<'_>,
    (at, loaded, decision): (usize, &Loaded, &Decision),
    out: &mut Vec<Event>,
) {
    let Some(shown) = view.shown.statements.get(at) else { return };
    ui.add_space(theme::spaces().s);
    let cites = view.shown.cites.len();
    if folded(ui, "guidance", &format!("Guidance it is based on ({cites})")) {
        if cites == 0 {
            widgets::body(ui, "None is named in it.");
        }
        for cite in &view.shown.cites {
            quoted(ui, &view.quoting, cite, out);
        }
        if let Some(since) = &view.copy_since {
            widgets::small(ui, since);
        }
    }
    let answers = decision.outcome.trail.len();
    let open = ui.horizontal_wrapped(|ui| {
        let open = folded(ui, "answers", &format!("Answers and what they asked ({answers})"));
        if row_button(ui, Command::Path.text()).clicked() {
            out.push(Event::Path(PathEvent::Signed(at)));
        }
        open
    });
    if open.inner {
        card(ui, |ui| {
            let stated = view.look.compared.get(&loaded.digest);
            let why = stated.and_then(|stated| stated.found.reasons.as_ref());
            statement::trail(ui, &decision.outcome.trail);
            statement::because(ui, why);
            statement::asked(ui, decision, view.quoting.library, &shown.rests, why);
            statement::would_have_changed(ui, &loaded.digest, why);
            rules_then_now::details(ui, stated);
        });
    }
    let rest: usize = view.shown.facts.rest.iter().map(|(_, facts)| facts.len()).sum();
    // What was corrected is never out of sight.
    let lines = view.shown.facts.rest.iter().flat_map(|(_, facts)| facts).flat_map(Fact::lines);
    let is_corrected = |line: &Line| shown.corrected.iter().any(|(field, _)| *field == line.field);
    let corrected = lines.into_iter().any(is_corrected);
    if corrected || folded(ui, "rest", &format!("The rest of the record ({rest})")) {
        card(ui, |ui| {
            for (heading, rest) in &view.shown.facts.rest {
                widgets::subheading(ui, heading);
                facts(ui, rest, &shown.corrected, PAGE);
                ui.add_space(theme::spaces().s);
            }
            statement::set_aside(ui, &decision.set_aside);
            statement::owed(ui, &decision.owed);
        });
    }
    widgets::small(ui, &loaded.name);
}
