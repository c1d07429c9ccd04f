//! Chronology of a child or a household: every passage, event and decision of the decisions
//! that the reader takes for the same, in one order, to be read, copied and saved.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Id, Ui};

use crate::app::events::{ChronologyAs, ChronologyOf, DecisionsEvent, Event, PeopleEvent, Screen};
use crate::app::session::rows::EarlierLine;
use crate::app::theme::{self, Token};
use crate::app::views::earlier_decisions::reasons;
use crate::app::widgets::{
    self, Line, Tone, badge, banner, card, chip, choose_one, choose_several, link, page, rule,
    secondary, secondary_for, single_line, unless,
};
use crate::base::time;
use crate::caseload::chronology::{Entry, Kind};
use crate::record::{DecisionId, ItemId, PassageKind};

/// What the screen shows and what is chosen in it. Worked out on change, never per frame.
#[derive(Clone, Debug, Default)]
pub struct ChronologyScreen {
    /// Where it was begun from.
    pub from: Option<ChronologyOf>,
    /// Whose it can be: each child, then the household.
    pub subjects: Vec<String>,
    /// Which of them it is.
    pub subject: Option<usize>,
    /// The decisions that it can be made of.
    pub candidates: Vec<Candidate>,
    /// Which decisions were taken or left by hand.
    pub by_hand: BTreeMap<DecisionId, bool>,
    /// Who the child is in each decision, where it is of one child.
    pub child: BTreeMap<DecisionId, BTreeSet<ItemId>>,
    /// What is to be known where a record is about several children.
    pub several: Vec<String>,
    /// How many more there are than can be listed.
    pub more: usize,
    /// Kinds that occur.
    pub kinds: Vec<Kind>,
    /// Kinds that are shown; with none, all are.
    pub only: Vec<Kind>,
    /// The entries that are shown, in order.
    pub entries: Vec<Entry>,
    /// What is to be minded: a file that was changed, say.
    pub remarks: Vec<String>,
    /// What is said at the end of what is copied and saved: of which decisions it is made, what
    /// is to be known of several children, and the remarks.
    pub notes: Vec<String>,
    /// What is copied and saved.
    pub text: String,
    /// Where to save it, as typed.
    pub path: String,
}

impl ChronologyScreen {
    /// Whose it is, on the face of what is copied and saved.
    pub fn whose(&self) -> &str {
        let whose = self.subject.and_then(|at| self.subjects.get(at));
        whose.map_or("chosen decisions", String::as_str)
    }
}

/// A decision that the chronology can be made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What is said of it.
    pub line: EarlierLine,
    /// Whether it is in.
    pub taken: bool,
    /// Whether it is the one that the chronology was begun from, which is always in.
    pub fixed: bool,
    /// Whether it is still to be said if it is about the same child.
    pub asked: bool,
}

/// Paints it. `choosing`: a file dialog is open.
pub fn ui(ui: &mut Ui, screen: &mut ChronologyScreen, choosing: bool, out: &mut Vec<Event>) {
    let mut both = (screen, out);
    page(
        ui,
        "chronology",
        &mut both,
        |ui, (screen, out)| main(ui, screen, choosing, out),
        |ui, (screen, out)| side(ui, screen, out),
    );
}

fn say(out: &mut Vec<Event>, event: PeopleEvent) {
    out.push(Event::People(event));
}

fn main(ui: &mut Ui, screen: &mut ChronologyScreen, choosing: bool, out: &mut Vec<Event>) {
    widgets::small(ui, "Chronology");
    let whose = screen.subject.and_then(|at| screen.subjects.get(at));
    widgets::title(ui, whose.map_or("Of the decisions that you choose", String::as_str));
    back(ui, screen, out);
    if screen.subjects.len() > 1 {
        let all: Vec<(usize, &str)> =
            screen.subjects.iter().map(String::as_str).enumerate().collect();
        let mut chosen = screen.subject;
        if choose_one(ui, "Whose chronology", &all, &mut chosen)
            && let Some(at) = chosen
        {
            say(out, PeopleEvent::Subject(at));
        }
    }
    asked(ui, screen, out);
    for remark in &screen.remarks {
        banner(ui, Tone::Danger, |ui| widgets::body(ui, remark));
    }
    if screen.kinds.len() > 1 {
        let all: Vec<(Kind, &str)> =
            screen.kinds.iter().map(|kind| (*kind, kind.label())).collect();
        if choose_several(ui, "Show only", &all, &mut screen.only) {
            say(out, PeopleEvent::Filtered);
        }
    }
    let count = match screen.entries.len() {
        0 => "Nothing to show yet. Choose a decision.".to_owned(),
        1 => "1 entry".to_owned(),
        n => format!("{n} entries"),
    };
    widgets::status(ui, &count, Token::Soft);
    for line in &screen.several {
        widgets::small(ui, line);
    }
    entries(ui, &screen.entries, out);
    if !screen.entries.is_empty() {
        ui.add_space(theme::spaces().l);
        save(ui, screen, choosing, out);
    }
}

/// Where one number is on two names, it is asked before both are put together.
fn asked(ui: &mut Ui, screen: &ChronologyScreen, out: &mut Vec<Event>) {
    for candidate in screen.candidates.iter().filter(|one| one.asked) {
        let line = &candidate.line;
        let Some(question) = &line.asks else { continue };
        ui.push_id(("asked", line.decision.as_str()), |ui| {
            banner(ui, Tone::Caution, |ui| {
                widgets::strong(ui, question);
                widgets::small(ui, &line.about);
                ui.horizontal_wrapped(|ui| {
                    for (words, is) in
                        [("The same: include it", true), ("Not the same: leave it out", false)]
                    {
                        let name = format!("{words}, decision {}", line.decision);
                        if secondary_for(ui, words, &name).clicked() {
                            say(out, PeopleEvent::Same(line.decision.clone(), is));
                        }
                    }
                    let name = format!("Read it first: decision {}", line.decision);
                    if link(ui, "Read it first", Some(&name)).clicked() {
                        out.push(Event::Decisions(DecisionsEvent::Open(line.decision.clone())));
                    }
                });
            });
        });
    }
}

/// Back to where it was begun.
fn back(ui: &mut Ui, screen: &ChronologyScreen, out: &mut Vec<Event>) {
    match &screen.from {
        Some(ChronologyOf::Signed(id)) => {
            if link(ui, "Back to the decision", None).clicked() {
                out.push(Event::Decisions(DecisionsEvent::Open(id.clone())));
            }
        }
        Some(ChronologyOf::Hand) => {
            if link(ui, "Back to your draft", None).clicked() {
                out.push(Event::Go(Screen::Decide));
            }
            widgets::small(ui, "What you are writing now is not included: it is not signed yet.");
        }
        Some(ChronologyOf::Listed) | None => {
            if link(ui, "All decisions", None).clicked() {
                out.push(Event::Go(Screen::Decisions));
            }
        }
    }
}

fn entries(ui: &mut Ui, entries: &[Entry], out: &mut Vec<Event>) {
    let mut day = None;
    for (at, entry) in entries.iter().enumerate() {
        if day != Some(entry.day) {
            day = Some(entry.day);
            ui.add_space(theme::spaces().m);
            widgets::heading(ui, &time::day(entry.day));
            rule(ui);
        }
        ui.push_id((entry.decision.as_str(), at), |ui| one(ui, entry, out));
    }
}

fn one(ui: &mut Ui, entry: &Entry, out: &mut Vec<Event>) {
    const WHEN: f32 = 92.0;
    let what = |ui: &mut Ui, out: &mut Vec<Event>| {
        ui.spacing_mut().item_spacing.y = 3.0;
        badge(ui, tone(entry.kind), entry.kind.label());
        widgets::reading(ui, entry.what.trim());
        for line in &entry.corrected {
            widgets::small(ui, line);
        }
        if !entry.about.is_empty() {
            widgets::small(ui, &format!("About {}", entry.about));
        }
        ui.horizontal_wrapped(|ui| {
            let kind = entry.kind.label().to_lowercase();
            let name = format!("Open decision {}, where this comes from: {kind}", entry.decision);
            if link(ui, entry.decision.as_str(), Some(&name)).clicked() {
                out.push(Event::Decisions(DecisionsEvent::Open(entry.decision.clone())));
            }
            widgets::small(ui, &entry.author);
        });
    };
    if ui.available_width() < 420.0 {
        widgets::small(ui, &entry.when);
        ui.vertical(|ui| what(ui, out));
    } else {
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(WHEN);
                widgets::small(ui, &entry.when);
            });
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                what(ui, out);
            });
        });
    }
    ui.add_space(theme::spaces().xs);
}

/// The colour of a kind; its name stands on the badge.
fn tone(kind: Kind) -> Tone {
    match kind {
        Kind::Passage(PassageKind::Finding) | Kind::Decision => Tone::Accent,
        Kind::Passage(PassageKind::ChildsWords) => Tone::Good,
        Kind::Passage(PassageKind::ToldByOthers) => Tone::Caution,
        _ => Tone::Plain,
    }
}

fn save(ui: &mut Ui, screen: &mut ChronologyScreen, choosing: bool, out: &mut Vec<Event>) {
    card(ui, |ui| {
        widgets::heading(ui, "Copy it, or save it");
        banner(ui, Tone::Caution, |ui| {
            widgets::body(
                ui,
                "Third parties are named in it. Do not give it to a patient or a family without \
                 checking who may read it.",
            );
        });
        let line = Line {
            label: "File",
            hint: "The full path, for example ending in chronology.txt, or chronology.html to \
                   print it. Do not use a person’s name.",
            ..Line::default()
        };
        single_line(ui, Id::unique("chronology file"), line, &mut screen.path);
        ui.horizontal_wrapped(|ui| {
            if secondary(ui, "Copy the chronology", None).clicked() {
                out.push(Event::Copy {
                    text: screen.text.clone(),
                    said: "Chronology copied. It names third parties.".to_owned(),
                });
            }
            save_as(ui, AS_TEXT, &screen.path, choosing, out);
        });
        ui.add_space(theme::spaces().s);
        widgets::small(
            ui,
            "To print it, save it as a page. A web browser prints it on A4, with the warning \
             above on every sheet.",
        );
        ui.horizontal_wrapped(|ui| {
            save_as(ui, AS_PAGE, &screen.path, choosing, out);
        });
    });
}

/// A form in which it is saved, to the typed file or to one that the system's dialog asks for.
#[derive(Clone, Copy)]
struct SaveAs {
    form: ChronologyAs,
    here: &'static str,
    asked: &'static str,
}

const AS_TEXT: SaveAs =
    SaveAs { form: ChronologyAs::Text, here: "Save to this file", asked: "Save to a file…" };

const AS_PAGE: SaveAs = SaveAs {
    form: ChronologyAs::Page,
    here: "Save this file as a page to print",
    asked: "Save as a page to print…",
};

fn save_as(ui: &mut Ui, save: SaveAs, path: &str, choosing: bool, out: &mut Vec<Event>) {
    let SaveAs { form, here, asked } = save;
    unless(ui, widgets::blank_path(path), |ui| {
        if secondary(ui, here, None).clicked() {
            say(out, PeopleEvent::Save(form, path.to_owned()));
        }
    });
    unless(ui, widgets::dialog_open(choosing), |ui| {
        if secondary(ui, asked, None).clicked() {
            say(out, PeopleEvent::Choose(form));
        }
    });
}

fn side(ui: &mut Ui, screen: &ChronologyScreen, out: &mut Vec<Event>) {
    widgets::heading(ui, "Decisions included");
    widgets::small(
        ui,
        "Only those with the same NHS number and name are included automatically. Read any other \
         before you include it: do not mix up two families.",
    );
    for candidate in &screen.candidates {
        let line = &candidate.line;
        ui.push_id(line.decision.as_str(), |ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            let name = format!("Open decision {}: {}", line.decision, line.headline);
            if link(ui, &line.headline, Some(&name)).clicked() {
                out.push(Event::Decisions(DecisionsEvent::Open(line.decision.clone())));
            }
            widgets::small(ui, &line.about);
            reasons(ui, line);
            if candidate.fixed {
                badge(ui, Tone::Accent, "Always included");
            } else {
                let words = format!("Include {}", line.decision);
                if chip(ui, &words, candidate.taken).clicked() {
                    say(out, PeopleEvent::Take(line.decision.clone()));
                }
            }
        });
        rule(ui);
    }
    if screen.candidates.iter().all(|candidate| candidate.fixed) {
        widgets::small(ui, "No other decision is suggested.");
    }
    if screen.more > 0 {
        let words = format!("{} more are not listed. Search for them in Decisions.", screen.more);
        widgets::small(ui, &words);
    }
}
