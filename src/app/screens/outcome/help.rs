//! How to do what an open outcome asks for: the steps, a text that is ready to be sent, and the
//! summary for an adviser. All of it is ours, and says so.

use egui::{Id, Ui};

use super::{OutcomeView, in_force, say};
use crate::app::case::SummaryView;
use crate::app::events::{DecideEvent, Event};
use crate::app::theme;
use crate::app::widgets::{
    self, Line, Tone, banner, card, first_thing, keyboard, multi_line, primary, rule, secondary,
};
use crate::record::DecisionId;

const OURS: &str = "This app’s own words, not the GMC’s.";

/// The steps, each with what it rests on.
pub fn how(ui: &mut Ui, view: &OutcomeView<'_>, out: &mut Vec<Event>) {
    let Some(help) = &view.case.help else { return };
    card(ui, |ui| {
        widgets::heading(ui, &help.heading);
        widgets::small(ui, OURS);
        for (at, step) in help.steps.iter().enumerate() {
            ui.add_space(4.0);
            widgets::body(ui, &format!("{}. {}", at + 1, step.text));
            ui.horizontal_wrapped(|ui| in_force(ui, view.quoting.library, &step.cites, out));
            if at + 1 < help.steps.len() {
                rule(ui);
            }
        }
    });
}

/// Whether a text is ready to be sent or read out.
pub fn is_ready(view: &OutcomeView<'_>) -> bool {
    view.case.help.as_ref().is_some_and(|help| help.ready.is_some())
}

/// The text that is ready, with the button that copies it: the one thing to do, where it is.
pub fn ready(ui: &mut Ui, view: &OutcomeView<'_>, out: &mut Vec<Event>) {
    let ready = view.case.help.as_ref().and_then(|help| help.ready.as_ref());
    let Some(ready) = ready else { return };
    first_thing(ui, |ui| {
        widgets::heading(ui, &ready.heading);
        widgets::small(ui, OURS);
        for line in view.case.ready.lines() {
            widgets::body(ui, line);
        }
        ui.add_space(theme::spaces().xs);
        if primary(ui, &ready.button, None).clicked() {
            out.push(Event::Copy { text: view.case.ready.clone(), said: ready.said.clone() });
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
        let ticked = || summary.sheet.offers().any(|(_, piece)| piece.ticked);
        let kept = if summary.kept {
            "This is kept as you edited it. It no longer changes with the record."
        } else if ticked() {
            "What you selected below is in it as you wrote it. Read it through for names."
        } else {
            "Nothing that you typed is in it, so it names nobody."
        };
        widgets::small(ui, kept);
        let id = Id::unique(("summary", decision.as_str()));
        let telling: Vec<_> = summary.traces.iter().map(|trace| trace.at.clone()).collect();
        let count = telling.len();
        let remark = match count {
            0 => None,
            1 => Some("1 place is marked that may identify someone. Change it.".to_owned()),
            _ => Some(format!("{count} places are marked that may identify someone. Change them.")),
        };
        let remark = remark.as_deref();
        let line =
            Line { label: "Summary without names", remark, telling: &telling, ..Line::default() };
        if multi_line(ui, id, line, 8, &mut summary.text).changed() {
            say(out, DecideEvent::SummaryEdited);
        }
        copying(ui, id, summary, out);
        own_words(ui, decision, summary, out);
        if summary.kept {
            widgets::small(ui, "If you make it again, the text above is kept under “Set aside”.");
        }
    });
}

/// The button; where a word may tell who somebody is, it asks first. The keyboard goes to what is
/// asked, and from there into the text or back to the button.
fn copying(ui: &mut Ui, text: Id, summary: &SummaryView, out: &mut Vec<Event>) {
    let (change, copy) = (text.with("change"), text.with("copy"));
    if summary.asked {
        banner(ui, Tone::Caution, |ui| {
            let words: Vec<String> = told(summary);
            let words = words.join(", ");
            widgets::body(ui, &format!("This may identify someone: {words}."));
            ui.horizontal_wrapped(|ui| {
                let first = secondary(ui, "Change it first", None);
                keyboard::take_handed(&first, change);
                if first.clicked() {
                    ui.memory_mut(|memory| memory.request_focus(text));
                    say(out, DecideEvent::CopySummaryAnyway(false));
                }
                if secondary(ui, "Copy it anyway", None).clicked() {
                    keyboard::hand_to(ui.ctx(), copy);
                    say(out, DecideEvent::CopySummaryAnyway(true));
                }
            });
        });
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let button = secondary(ui, "Copy the summary", None);
        keyboard::take_handed(&button, copy);
        if button.clicked() {
            if !summary.traces.is_empty() {
                keyboard::hand_to(ui.ctx(), change);
            }
            say(out, DecideEvent::CopySummary);
        }
        if summary.kept && secondary(ui, "Make it again from the record", None).clicked() {
            say(out, DecideEvent::SummaryAgain);
        }
    });
}

/// Each marked place in its words, once.
fn told(summary: &SummaryView) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for trace in &summary.traces {
        let word = summary.text.get(trace.at.clone()).unwrap_or_default();
        let word = format!("“{}”", word.split_whitespace().collect::<Vec<_>>().join(" "));
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// What was typed, each to be ticked. In a text that was changed by hand nothing is ticked.
fn own_words(ui: &mut Ui, decision: &DecisionId, summary: &SummaryView, out: &mut Vec<Event>) {
    if summary.kept || summary.sheet.offers().next().is_none() {
        return;
    }
    widgets::subheading(ui, "Add what you wrote");
    widgets::small(ui, "It goes in as you wrote it. What may identify someone is marked above.");
    for (at, (tick, piece)) in summary.sheet.offers().enumerate() {
        let id = Id::unique(("summary part", decision.as_str(), at));
        widgets::group(ui, id, &piece.label, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            if widgets::chip(ui, &piece.label, piece.ticked).clicked() {
                say(out, DecideEvent::SummaryTick(tick.clone(), !piece.ticked));
            }
            if !piece.ticked {
                widgets::soft(ui, &piece.beginning());
            }
        });
    }
}
