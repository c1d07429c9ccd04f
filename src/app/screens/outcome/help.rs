//! How to do what an open outcome asks for: the steps, a text that is ready to be sent, and the
//! summary for an adviser. All of it is ours, and says so.

use egui::{Id, Ui};

use super::{View, say, then_and_now};
use crate::app::case::SummaryView;
use crate::app::events::{DecideEvent, Event};
use crate::app::theme::Token;
use crate::app::widgets::{self, Line, card, multi_line, rule, secondary};
use crate::record::DecisionId;

const OURS: &str = "This app’s own words, not the GMC’s.";

/// The steps, each with what it rests on, and the text that is ready.
pub fn how(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Event>) {
    let Some(help) = &view.case.help else { return };
    card(ui, |ui| {
        widgets::heading(ui, &help.heading);
        widgets::small(ui, OURS);
        for (at, step) in help.steps.iter().enumerate() {
            ui.add_space(4.0);
            widgets::body(ui, &format!("{}. {}", at + 1, step.text));
            ui.horizontal_wrapped(|ui| then_and_now(ui, view.library, &step.cites, out));
            if at + 1 < help.steps.len() {
                rule(ui);
            }
        }
    });
    let Some(ready) = &help.ready else { return };
    card(ui, |ui| {
        widgets::heading(ui, &ready.heading);
        widgets::small(ui, OURS);
        for line in view.case.ready.lines() {
            widgets::body(ui, line);
        }
    });
}

/// The summary to read to an adviser. It is edited in place, and kept from then on.
pub fn summary(
    ui: &mut Ui,
    decision: &DecisionId,
    summary: &mut SummaryView,
    out: &mut Vec<Event>,
) {
    card(ui, |ui| {
        widgets::heading(ui, "Read this to your adviser");
        let kept = if summary.kept {
            "This is kept as you left it. It no longer follows the record."
        } else {
            "Made from the record as it stands. Write more in the record, and more stands here."
        };
        widgets::small(ui, kept);
        widgets::body(
            ui,
            "Names, dates of birth, addresses and numbers from the record’s fields are taken \
             out. Names that were never typed into a field cannot be known. Read it through \
             before you use it.",
        );
        let id = Id::unique(("summary", decision.as_str()));
        let line = Line { label: "Summary without names", ..Line::default() };
        if multi_line(ui, id, line, 8, &mut summary.text).changed() {
            say(out, DecideEvent::SummaryEdited);
        }
        for word in &summary.traces {
            let remark = format!("“{word}” could identify someone.");
            widgets::status(ui, &remark, Token::Caution);
        }
        ui.horizontal_wrapped(|ui| {
            if secondary(ui, "Copy the summary", None).clicked() {
                say(out, DecideEvent::CopySummary);
            }
            if summary.kept && secondary(ui, "Make it again from the record", None).clicked() {
                say(out, DecideEvent::SummaryAgain);
            }
        });
        if summary.kept {
            widgets::small(ui, "Made again, the text above is kept under “Set aside”.");
        }
    });
}
