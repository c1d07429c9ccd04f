//! Home: what is unfinished; with nothing there, what this is and where to begin.

use egui::Ui;

use crate::app::commands::Command;
use crate::app::events::{DecisionsEvent, DraftEvent, Event, Screen};
use crate::app::screens::settings;
use crate::app::widgets::{self, Tone, disclosure, link, page, primary, rule, secondary};
use crate::base::time;
use crate::record::DecisionId;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

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
    /// What is in it, in words that quote nothing; empty where nothing is.
    pub holds: Vec<String>,
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
    /// The headline of what the answers came to, where it was decided otherwise.
    pub suggested: Option<String>,
    /// Whose it is, in words.
    pub owner: String,
    /// When it was signed.
    pub written: DateTime<FixedOffset>,
    /// By when, for the order and for what becomes overdue.
    pub by: Option<DateTime<FixedOffset>>,
    /// By when, in words.
    pub due: String,
    /// Whether that has passed.
    pub late: bool,
}

/// What Home shows.
pub struct View<'a> {
    /// Unfinished drafts, the newest first.
    pub drafts: &'a [DraftLine],
    /// Drafts that were put away.
    pub away: &'a [DraftLine],
    /// Whether those are shown.
    pub away_shown: bool,
    /// The draft of which it is asked whether it goes.
    pub away_asked: Option<&'a Path>,
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
    if nothing && view.signed == 0 && view.away.is_empty() {
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
    // A case whose time has passed is not hidden below drafts.
    let late = view.open.iter().any(|open| open.late);
    if late {
        still_open(ui, view, out);
    }
    if !view.drafts.is_empty() {
        widgets::heading(ui, "Not finished");
        for draft in view.drafts {
            let asked = view.away_asked == Some(draft.path.as_path());
            draft_line(ui, draft, asked, out);
        }
        ui.add_space(16.0);
    }
    if !late {
        still_open(ui, view, out);
    }
    if nothing && view.signed > 0 {
        widgets::soft(ui, "Nothing is unfinished.");
    }
    put_away(ui, view, out);
}

fn still_open(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Event>) {
    if view.open.is_empty() {
        return;
    }
    widgets::heading(ui, "Still open");
    for open in view.open {
        open_line(ui, open, out);
    }
    ui.add_space(16.0);
}

/// What was put away, behind a fold: nothing that was typed is lost.
fn put_away(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Event>) {
    if view.away.is_empty() {
        return;
    }
    let label = format!("Put away ({})", view.away.len());
    if disclosure(ui, &label, view.away_shown).clicked() {
        out.push(Event::Draft(DraftEvent::ShowAway));
    }
    for draft in view.away.iter().filter(|_| view.away_shown) {
        widgets::card(ui, |ui| {
            widgets::strong(ui, &draft.place);
            widgets::small(ui, &draft.about);
            widgets::small(ui, &format!("It holds {}.", list(&draft.holds)));
            if draft.elsewhere {
                widgets::small(ui, "Put away on another workstation.");
            } else if secondary(ui, "Take it back", None).clicked() {
                out.push(Event::Draft(DraftEvent::TakeBack(draft.path.clone())));
            }
        });
    }
}

/// "a, b and c".
fn list(words: &[String]) -> String {
    match words.split_last() {
        None => "nothing".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

/// Asks before a draft goes, and says what is in it.
fn going(ui: &mut Ui, draft: &DraftLine, out: &mut Vec<Event>) {
    widgets::banner(ui, Tone::Caution, |ui| {
        let (words, label) = if draft.holds.is_empty() {
            ("Nothing is in this draft. It is removed.".to_owned(), "Remove it")
        } else {
            let words = format!(
                "This draft holds {}. It is not deleted: it goes under “Put away” below, and you \
                 can take it back.",
                list(&draft.holds)
            );
            (words, "Put it away")
        };
        widgets::body(ui, &words);
        ui.horizontal_wrapped(|ui| {
            if secondary(ui, label, None).clicked() {
                out.push(Event::Draft(DraftEvent::Away(draft.path.clone())));
            }
            if secondary(ui, "Keep it", None).clicked() {
                out.push(Event::Draft(DraftEvent::Keep));
            }
        });
    });
}

fn draft_line(ui: &mut Ui, draft: &DraftLine, asked: bool, out: &mut Vec<Event>) {
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
        ui.horizontal_wrapped(|ui| {
            if secondary(ui, label, None).clicked() {
                out.push(Event::Draft(DraftEvent::Open(draft.path.clone())));
            }
            // Another workstation's draft is its own; one that was being signed may be signed.
            let mine = !draft.elsewhere && !draft.signing;
            if mine && !asked && link(ui, "Begun by mistake", None).clicked() {
                out.push(Event::Draft(DraftEvent::AskAway(draft.path.clone())));
            }
        });
        if asked {
            going(ui, draft, out);
        }
    });
}

fn open_line(ui: &mut Ui, open: &OpenLine, out: &mut Vec<Event>) {
    widgets::card(ui, |ui| {
        widgets::strong(ui, &open.headline);
        if let Some(suggested) = &open.suggested {
            widgets::small(ui, &format!("Suggested: {suggested}"));
        }
        widgets::small(ui, &open.about);
        widgets::small(ui, &format!("{} Signed {}.", open.owner, time::moment(&open.written)));
        let tone = if open.late { Tone::Caution } else { Tone::Plain };
        widgets::badge(ui, tone, &open.due);
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
