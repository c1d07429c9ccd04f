//! Worked cases: the list, and one of them to be read with what is to be noticed beside it.

use egui::Ui;

use crate::app::events::{Event, TrainingEvent};
use crate::app::theme;
use crate::app::views::answers::path_button;
use crate::app::views::label_and_text::pair;
use crate::app::views::quoted::{Quoting, quoted};
use crate::app::widgets::{self, Tone, link, page, primary, rule, secondary};
use crate::base::time;
use crate::caseload::WorkedCase;
use crate::caseload::worked::Step;
use crate::pathway::{Given, Pathway, came, lead_of};
use crate::record::text::{SectionText, sections_of};

/// The worked case that is read.
#[derive(Debug, Default)]
pub struct WorkedScreen {
    /// The one that is read.
    shown: Option<Shown>,
}

/// A case as it is read: worked out when it is opened.
#[derive(Debug)]
struct Shown {
    at: usize,
    steps: Vec<ShownStep>,
}

#[derive(Debug)]
struct ShownStep {
    trail: Vec<(String, String)>,
    headline: String,
    lead: String,
    sections: Vec<SectionText>,
}

impl WorkedScreen {
    /// The case that is read, by its place.
    pub fn read(&self) -> Option<usize> {
        self.shown.as_ref().map(|shown| shown.at)
    }

    /// Shows the one of these cases with this place, or the list, in the words of this pathway.
    pub fn show(&mut self, at: Option<usize>, cases: &[WorkedCase], pathway: &Pathway) {
        self.shown = at.and_then(|at| {
            let steps = cases.get(at)?.steps.iter().map(|step| shown(step, pathway)).collect();
            Some(Shown { at, steps })
        });
    }
}

fn shown(step: &Step, pathway: &Pathway) -> ShownStep {
    let given = Given { answers: &step.answers, acted_first: false, departed: None };
    let came = came(pathway, &given);
    let (id, headline) = came.suggested.map(|named| (named.id, named.headline)).unwrap_or_default();
    ShownStep {
        trail: came.trail,
        headline,
        lead: lead_of(pathway, &id, &step.answers).unwrap_or_default().to_owned(),
        sections: sections_of(&step.record, None),
    }
}

/// Paints the list, or the case that is read.
pub fn ui(
    ui: &mut Ui,
    screen: &WorkedScreen,
    cases: &[WorkedCase],
    from: &Quoting<'_>,
    out: &mut Vec<Event>,
) {
    let read = screen.shown.as_ref().and_then(|shown| Some((shown, cases.get(shown.at)?)));
    match read {
        None => page(
            ui,
            "worked cases",
            out,
            |ui, out| list(ui, cases, out),
            |ui, _| {
                widgets::heading(ui, "Invented, and ours");
                widgets::body(
                    ui,
                    "Everybody in these cases is invented. The cases are ours: the GMC has not \
                     seen them. The guidance they are based on is quoted next to them.",
                );
            },
        ),
        Some((shown, case)) => page(
            ui,
            ("worked case", case.decision.as_str()),
            out,
            |ui, out| read_ui(ui, shown, case, cases.len(), out),
            |ui, out| points(ui, case, from, out),
        ),
    }
}

fn list(ui: &mut Ui, cases: &[WorkedCase], out: &mut Vec<Event>) {
    widgets::title(ui, "Worked cases");
    widgets::reading(
        ui,
        "Practice cases, each with the answers, the record that was written, and what to notice.",
    );
    ui.add_space(theme::spaces().m);
    for (at, case) in cases.iter().enumerate() {
        widgets::card(ui, |ui| {
            widgets::subheading(ui, &case.title);
            widgets::body(ui, &case.teaches);
            ui.add_space(theme::spaces().xs);
            let name = format!("Read: {}", case.title);
            if widgets::secondary_for(ui, "Read it", &name).clicked() {
                out.push(Event::Training(TrainingEvent::Read(Some(at))));
            }
        });
    }
}

fn read_ui(ui: &mut Ui, shown: &Shown, case: &WorkedCase, count: usize, out: &mut Vec<Event>) {
    let spaces = theme::spaces();
    widgets::small(ui, "Worked case. Everybody in it is invented.");
    widgets::title(ui, &case.title);
    widgets::banner(ui, Tone::Accent, |ui| {
        widgets::subheading(ui, "What it teaches");
        widgets::reading(ui, &case.teaches);
    });
    ui.add_space(spaces.m);
    widgets::heading(ui, "What happened");
    widgets::reading(ui, &case.situation);
    ui.add_space(spaces.s);
    ui.horizontal_wrapped(|ui| {
        if primary(ui, "Try it from the start", None).clicked() {
            out.push(Event::Training(TrainingEvent::Try(shown.at)));
        }
        path_button(ui, out);
    });
    for (step, written) in shown.steps.iter().zip(&case.steps) {
        ui.add_space(spaces.l);
        widgets::card(ui, |ui| step_ui(ui, step, written, case));
    }
    ui.add_space(spaces.m);
    let mut go = |at| out.push(Event::Training(TrainingEvent::Read(at)));
    ui.horizontal_wrapped(|ui| {
        if shown.at + 1 < count && secondary(ui, "Next case", None).clicked() {
            go(Some(shown.at + 1));
        }
        if link(ui, "All worked cases", None).clicked() {
            go(None);
        }
    });
}

fn step_ui(ui: &mut Ui, step: &ShownStep, written: &Step, case: &WorkedCase) {
    widgets::heading(ui, &step.headline);
    widgets::body(ui, &step.lead);
    let by = format!("{}, signed {}", case.author.name, time::moment(&written.written));
    widgets::small(ui, &by);
    ui.add_space(theme::spaces().s);
    widgets::subheading(ui, "The answers");
    for (question, answer) in &step.trail {
        widgets::answer_line(ui, question, answer, |_| {});
    }
    ui.add_space(theme::spaces().s);
    rule(ui);
    for section in &step.sections {
        ui.add_space(theme::spaces().s);
        widgets::subheading(ui, section.heading);
        for group in &section.groups {
            if !group.title.is_empty() {
                widgets::small(ui, &group.title);
            }
            for line in &group.lines {
                pair(ui, line.label, &line.text);
            }
        }
    }
    ui.add_space(theme::spaces().s);
    widgets::subheading(ui, "Still to do");
    if written.still_owed.is_empty() {
        widgets::body(ui, "Nothing.");
    }
    for owed in &written.still_owed {
        widgets::body(ui, &format!("– {owed}"));
    }
}

fn points(ui: &mut Ui, case: &WorkedCase, from: &Quoting<'_>, out: &mut Vec<Event>) {
    widgets::heading(ui, "What to notice");
    for point in &case.points {
        widgets::body(ui, &point.text);
        for cite in &point.cites {
            quoted(ui, from, cite, out);
        }
        ui.add_space(theme::spaces().m);
    }
}
