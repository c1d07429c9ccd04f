//! Home: what is unfinished; with nothing there, what this is and where to begin.

use egui::Ui;

use crate::app::commands::Command;
use crate::app::events::{DecisionsEvent, DraftEvent, Event, Screen};
use crate::app::screens::settings;
use crate::app::widgets::{self, Tone, link, page, primary, rule, secondary};
use crate::base::time;
use crate::record::DecisionId;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate};

/// An unfinished draft, as a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLine {
    /// Its file.
    pub path: PathBuf,
    /// Where the person was: "At the question: …", "In the record: concern".
    pub place: String,
    /// Whom it is about, and its reference.
    pub about: String,
    /// What it began from, if from another decision.
    pub begun_from: Option<String>,
    /// When it was last changed.
    pub changed: DateTime<FixedOffset>,
    /// Whether another workstation began it.
    pub elsewhere: bool,
    /// Whether it was being signed when the program ended.
    pub signing: bool,
}

/// A signed case that is still open, or is to be looked at again, as a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenLine {
    /// The decision.
    pub id: DecisionId,
    /// Whom it is about, and its reference.
    pub about: String,
    /// What it waits for.
    pub headline: String,
    /// When it was signed.
    pub written: DateTime<FixedOffset>,
    /// By which day, for the order.
    pub by: Option<NaiveDate>,
    /// By when, in words, and whether that has passed.
    pub due: Option<(String, bool)>,
}

/// What Home shows.
pub struct View<'a> {
    /// Unfinished drafts, the newest first.
    pub drafts: &'a [DraftLine],
    /// Open cases, what is due first.
    pub open: &'a [OpenLine],
    /// Signed decisions in the register.
    pub signed: usize,
    /// Where the register is, if one is open.
    pub register: Option<String>,
    /// Whether the register is being read.
    pub loading: bool,
}

/// Paints Home. `first` is the small form of the first start, until a name is given.
pub fn ui(
    ui: &mut Ui,
    view: &View<'_>,
    first: Option<(&settings::View<'_>, &mut settings::Form<'_>)>,
    out: &mut Vec<Event>,
) {
    let mut both = (first, out);
    page(
        ui,
        "home",
        &mut both,
        |ui, (first, out)| {
            main(ui, view, out);
            if let Some((view, form)) = first {
                settings::who(ui, view, form, out);
            }
        },
        |ui, (_, out)| side(ui, view, out),
    );
}

fn main(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Event>) {
    let nothing = view.drafts.is_empty() && view.open.is_empty();
    if nothing && view.signed == 0 {
        widgets::title(ui, "Is a child at risk? Decide what to share.");
        widgets::reading(
            ui,
            "Justified takes you through the GMC guidance, one question at a time, and helps you \
             record the concern and your reasons. Everything stays in files on this computer or \
             your practice share.",
        );
    } else {
        widgets::title(ui, "Home");
    }
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        let begin = Command::NewDecision;
        if primary(ui, begin.text(), begin.key().as_deref()).clicked() {
            out.push(Event::Command(begin));
        }
        if secondary(ui, "Read the guidance", None).clicked() {
            out.push(Event::Go(Screen::Guidance));
        }
        if view.register.is_none() && secondary(ui, "Open the practice register", None).clicked() {
            out.push(Event::Go(Screen::Settings));
        }
    });
    ui.add_space(16.0);
    if view.loading {
        widgets::small(ui, "Reading the register…");
    }
    if !view.drafts.is_empty() {
        widgets::heading(ui, "Not finished");
        for draft in view.drafts {
            draft_line(ui, draft, out);
        }
        ui.add_space(16.0);
    }
    if !view.open.is_empty() {
        widgets::heading(ui, "Still open");
        for open in view.open {
            open_line(ui, open, out);
        }
        ui.add_space(16.0);
    }
    if nothing && view.signed > 0 {
        widgets::soft(ui, "Nothing is unfinished.");
    }
}

fn draft_line(ui: &mut Ui, draft: &DraftLine, out: &mut Vec<Event>) {
    widgets::card(ui, |ui| {
        widgets::strong(ui, &draft.place);
        widgets::small(ui, &draft.about);
        if let Some(from) = &draft.begun_from {
            widgets::small(ui, from);
        }
        let begun = if draft.elsewhere { ", on another workstation" } else { "" };
        let changed = time::moment(&draft.changed);
        widgets::small(ui, &format!("Last changed {changed}{begun}"));
        if draft.signing {
            widgets::badge(ui, Tone::Caution, "Signing was cut short. Nothing is lost.");
        }
        let label = if draft.elsewhere { "Take over a copy" } else { "Go on" };
        if secondary(ui, label, None).clicked() {
            out.push(Event::Draft(DraftEvent::Open(draft.path.clone())));
        }
    });
}

fn open_line(ui: &mut Ui, open: &OpenLine, out: &mut Vec<Event>) {
    widgets::card(ui, |ui| {
        widgets::strong(ui, &open.headline);
        widgets::small(ui, &open.about);
        widgets::small(ui, &format!("Signed {}", time::moment(&open.written)));
        if let Some((due, late)) = &open.due {
            let tone = if *late { Tone::Caution } else { Tone::Plain };
            widgets::badge(ui, tone, due);
        }
        ui.horizontal_wrapped(|ui| {
            if secondary(ui, "Take it up again", None).clicked() {
                out.push(Event::Decisions(DecisionsEvent::Reopen(open.id.clone())));
            }
            if link(ui, "Read it", None).clicked() {
                out.push(Event::Decisions(DecisionsEvent::Open(open.id.clone())));
            }
        });
    });
}

fn side(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Event>) {
    widgets::heading(ui, "Try it with invented cases");
    widgets::body(
        ui,
        "A register cannot be encrypted yet. Until it can, do not use it for real patients.",
    );
    ui.add_space(12.0);
    rule(ui);
    ui.add_space(12.0);
    widgets::heading(ui, "Not the clinical record");
    widgets::body(
        ui,
        "This register does not move with the child. Enter what matters in the clinical record as \
         well. Each decision has a short text to copy.",
    );
    ui.add_space(12.0);
    rule(ui);
    ui.add_space(12.0);
    widgets::heading(ui, "Your register");
    match &view.register {
        Some(path) => {
            widgets::small(ui, path);
            let count = match view.signed {
                0 => "No signed decision yet.".to_owned(),
                1 => "1 signed decision.".to_owned(),
                n => format!("{n} signed decisions."),
            };
            widgets::body(ui, &count);
        }
        None => {
            widgets::body(ui, "It is made when you begin your first decision.");
        }
    }
    if link(ui, "Choose another folder", None).clicked() {
        out.push(Event::Go(Screen::Settings));
    }
}
