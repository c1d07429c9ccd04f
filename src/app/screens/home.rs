//! Home: what is unfinished; with nothing there, what this is and where to begin.

mod draft;
mod newcomers;
mod worklist;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use egui::Ui;

use draft::draft_line;
use worklist::{asked, due, later, no_time, tally, whose};

use crate::app::commands::Command;
use crate::app::events::{DraftEvent, Event, ProtectionEvent, Screen, TrainingEvent};
use crate::app::session::Worklist;
use crate::app::session::rows::{DraftLine, VersionLine};
use crate::app::views::author::{WhoForm, who};
use crate::app::views::versions::{self, VersionsShown};
use crate::app::views::which_register;
use crate::app::widgets::{
    self, Tone, disclosure, is_tight, link, onward, page, page_wide, primary, rows, rule,
    secondary, short, work_group,
};
use crate::record::DecisionId;
use crate::register::Problem;
use crate::register::settings::Whose;
use crate::register::signed::trust::Newcomer;

/// What Home shows.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that is shown")]
pub struct HomeView<'a> {
    /// Unfinished drafts, the newest first.
    pub drafts: &'a [DraftLine],
    /// Drafts that were put away.
    pub away: &'a [DraftLine],
    /// Whether those are shown.
    pub away_shown: bool,
    /// Whether what is due later is shown.
    pub later_shown: bool,
    /// The draft of which it is asked whether it goes.
    pub away_asked: Option<&'a Path>,
    /// Versions of drafts that were not signed.
    pub versions: &'a [VersionLine],
    /// What is open of those.
    pub versions_shown: &'a VersionsShown,
    /// Drafts that cannot be read.
    pub unread: &'a [&'a Problem],
    /// Workstations that are new here, until somebody says to know them.
    pub newcomers: &'a [Newcomer],
    /// How many other files cannot be read, or have something wrong with them.
    pub wrong: usize,
    /// Whether it greets as at a first start: nothing is there, and nothing that cannot be read.
    pub greets: bool,
    /// What is owed.
    pub work: &'a Worklist,
    /// The decisions that are read blind: what is to do for them is not said.
    pub hidden: &'a BTreeSet<DecisionId>,
    /// The time.
    pub now: DateTime<FixedOffset>,
    /// Whose cases are shown.
    pub whose: Whose,
    /// Signed decisions in the register.
    pub signed: usize,
    /// Where the register is, if one is open.
    pub register: Option<String>,
    /// Whether it is protected.
    pub protected: bool,
    /// Whether it is said that it can be protected: once, of one that is plain and real.
    pub offers: bool,
    /// Whether one was open before on this computer.
    pub known: bool,
    /// Whether the register is being read.
    pub loading: bool,
    /// Whether it is being looked if there is a register.
    pub looking: bool,
    /// Whether the disk has not answered for some time.
    pub waiting: bool,
    /// Whether the register is one of invented cases.
    pub training: bool,
    /// Which register is worked with is not known: it is asked, with these to choose from.
    pub ask: Option<&'a [PathBuf]>,
}

/// Paints Home. `first` is the small form of the first start, until a name is given.
pub fn ui(ui: &mut Ui, view: &HomeView<'_>, first: Option<&mut WhoForm<'_>>, out: &mut Vec<Event>) {
    let mut both = (first, out);
    let nothing = view.drafts.is_empty() && view.work.all.is_empty();
    if nothing {
        page(
            ui,
            "home",
            &mut both,
            |ui, (first, out)| {
                main(ui, view, out);
                named(ui, first, out);
            },
            |ui, (_, out)| side(ui, view, out),
        );
        return;
    }
    // What is to do has the whole width.
    page_wide(ui, "home", &mut both, |ui, (first, out)| {
        main(ui, view, out);
        // Words and fields are not read over the whole width of a screen.
        widgets::reading_width(ui, |ui| {
            named(ui, first, out);
            ui.add_space(16.0);
            rule(ui);
            ui.add_space(8.0);
            side(ui, view, out);
        });
    });
}

/// The small form of the first start, until a name is given.
fn named(ui: &mut Ui, first: &mut Option<&mut WhoForm<'_>>, out: &mut Vec<Event>) {
    if let Some(form) = first {
        who(ui, form, out);
    }
}

/// What opens the register of invented cases.
const TRY: &str = "Try it with practice cases";

fn main(ui: &mut Ui, view: &HomeView<'_>, out: &mut Vec<Event>) {
    let nothing = view.drafts.is_empty() && view.work.all.is_empty();
    if view.greets {
        greeting(ui, view, out);
    } else {
        head(ui, view, out);
    }
    if view.loading {
        widgets::small(ui, "Reading the register…");
    }
    offer(ui, view, out);
    unread(ui, view, out);
    newcomers::lines(ui, view.newcomers, &view.now, out);
    versions::cards(ui, view.versions.iter(), view.versions_shown, true, out);
    if !nothing {
        rows(ui, |ui| all_rows(ui, view, out));
        ui.add_space(16.0);
    }
    if nothing && view.signed > 0 {
        widgets::soft(ui, "Nothing is unfinished.");
    }
    put_away(ui, view, out);
}

/// What there is where nothing is there yet: what this is, and where to begin.
fn greeting(ui: &mut Ui, view: &HomeView<'_>, out: &mut Vec<Event>) {
    widgets::title(ui, "Is a child at risk? Decide what to share.");
    widgets::reading(
        ui,
        "Justified takes you through the GMC guidance, one question at a time. It helps you \
         record the concern and your reasons. Everything stays in files on this computer or \
         your practice’s shared drive.",
    );
    ui.add_space(8.0);
    if let Some(folders) = view.ask {
        which_register::ask(ui, folders, out);
    }
    ui.horizontal_wrapped(|ui| {
        begin(ui, out);
        if secondary(ui, "Read the guidance", None).clicked() {
            out.push(Event::Go(Screen::Guidance));
        }
        other_beginnings(ui, view, out);
    });
    ui.add_space(16.0);
}

/// One calm line, once, of what protects a register with real cases in it.
fn offer(ui: &mut Ui, view: &HomeView<'_>, out: &mut Vec<Event>) {
    if !view.offers {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        widgets::soft(
            ui,
            "Anyone who can open this register’s folder can read it. A passphrase protects it.",
        );
        if link(ui, "Protect it…", None).clicked() {
            out.push(Event::Protection(ProtectionEvent::Offered(true)));
        }
        if link(ui, "Not now", Some("Not now: leave the register unprotected")).clicked() {
            out.push(Event::Protection(ProtectionEvent::Offered(false)));
        }
    });
    ui.add_space(8.0);
}

/// The title with the day, whose cases are shown, and the one thing to begin.
fn head(ui: &mut Ui, view: &HomeView<'_>, out: &mut Vec<Event>) {
    let title = |ui: &mut Ui| {
        widgets::title(ui, "Home");
        widgets::soft(ui, &view.now.format("%A %-d %B").to_string());
        let tally = tally(view);
        if !tally.is_empty() {
            widgets::soft(ui, &format!("·  {tally}"));
        }
    };
    if ui.available_width() > 800.0 {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            title(ui);
            onward(ui, |ui| {
                whose(ui, view, out);
                ui.add_space(4.0);
                begin(ui, out);
            });
        });
    } else {
        ui.horizontal_wrapped(title);
        ui.horizontal_wrapped(|ui| {
            begin(ui, out);
            whose(ui, view, out);
        });
    }
    if let Some(folders) = view.ask {
        which_register::ask(ui, folders, out);
    }
    if view.register.is_none() {
        ui.horizontal_wrapped(|ui| other_beginnings(ui, view, out));
    }
}

fn begin(ui: &mut Ui, out: &mut Vec<Event>) {
    let begin = Command::NewDecision;
    let key = begin.key().filter(|_| !is_tight(ui));
    if primary(ui, begin.text(), key.as_deref()).clicked() {
        out.push(Event::Command(begin));
    }
}

fn other_beginnings(ui: &mut Ui, view: &HomeView<'_>, out: &mut Vec<Event>) {
    if view.register.is_none() && secondary(ui, "Open the practice register", None).clicked() {
        out.push(Event::Go(Screen::Settings));
    }
    if view.greets && secondary(ui, TRY, None).clicked() {
        out.push(Event::Training(TrainingEvent::Open));
    }
}

/// What asks for whoever works here, the most pressing first, then what is not finished, then what
/// has time.
fn all_rows(ui: &mut Ui, view: &HomeView<'_>, out: &mut Vec<Event>) {
    let mut heads = true;
    asked(ui, view, &mut heads, out);
    due(ui, view, &mut heads, out);
    if !view.drafts.is_empty() {
        work_group(ui, "Not finished", view.drafts.len(), false, std::mem::take(&mut heads));
        for (at, draft) in view.drafts.iter().enumerate() {
            let asked = view.away_asked == Some(draft.path.as_path());
            ui.push_id(("draft", at), |ui| draft_line(ui, draft, asked, view.now, out));
        }
    }
    no_time(ui, view, &mut heads, out);
    later(ui, view, out);
}

/// What cannot be read, by name, with where it is.
fn unread(ui: &mut Ui, view: &HomeView<'_>, out: &mut Vec<Event>) {
    for problem in view.unread {
        widgets::banner(ui, Tone::Caution, |ui| {
            let name = problem.path.file_name().map(|name| name.to_string_lossy().into_owned());
            widgets::strong(ui, &format!("A draft cannot be read: {}", name.unwrap_or_default()));
            widgets::body(ui, &problem.words());
            widgets::body(
                ui,
                "Put it back from a backup, or show it to whoever looks after this computer.",
            );
            widgets::small(ui, &problem.path.display().to_string());
        });
        ui.add_space(8.0);
    }
    if view.wrong > 0 {
        widgets::banner(ui, Tone::Caution, |ui| {
            let words = match view.wrong {
                1 => "Something is wrong with 1 other file.".to_owned(),
                n => format!("Something is wrong with {n} other files."),
            };
            widgets::body(ui, &words);
            if link(ui, "See under Decisions", None).clicked() {
                out.push(Event::Go(Screen::Decisions));
            }
        });
    }
}

/// What was put away, behind a fold: nothing that was typed is lost.
fn put_away(ui: &mut Ui, view: &HomeView<'_>, out: &mut Vec<Event>) {
    if view.away.is_empty() {
        return;
    }
    let label = format!("Discarded drafts ({})", view.away.len());
    if disclosure(ui, &label, view.away_shown).clicked() {
        out.push(Event::Draft(DraftEvent::ShowAway));
    }
    for draft in view.away.iter().filter(|_| view.away_shown) {
        widgets::card(ui, |ui| {
            widgets::strong(ui, &draft.place);
            widgets::small(ui, &short(&draft.about));
            widgets::small(ui, &format!("It has {}.", draft::list(&draft.holds)));
            if draft.elsewhere {
                widgets::small(ui, "Discarded on another computer.");
            } else if secondary(ui, "Restore", None).clicked() {
                out.push(Event::Draft(DraftEvent::TakeBack(draft.path.clone())));
            }
        });
    }
}

/// The invented cases: how to get there, and back.
fn invented(ui: &mut Ui, view: &HomeView<'_>, out: &mut Vec<Event>) {
    let mut say = |event| out.push(Event::Training(event));
    if view.training {
        widgets::heading(ui, "These are practice cases");
        widgets::body(
            ui,
            "Begin a decision, sign it, look around. Nothing here reaches your own register.",
        );
        if secondary(ui, "Read the worked cases", None).clicked() {
            say(TrainingEvent::Read(None));
        }
        ui.add_space(4.0);
        widgets::small(ui, "You can make a new set. These stay in their folder.");
        if link(ui, "Make a new set", Some("Make a new set of practice cases")).clicked() {
            say(TrainingEvent::Anew);
        }
        return;
    }
    widgets::heading(ui, "Not for real patients yet");
    widgets::body(
        ui,
        "Not everything that a real child’s record needs is here yet. Until then, try it with \
         practice cases.",
    );
    // In an empty register it stands beside the other beginnings.
    if !view.greets && secondary(ui, TRY, None).clicked() {
        say(TrainingEvent::Open);
    }
    if link(ui, "Read the worked cases", None).clicked() {
        say(TrainingEvent::Read(None));
    }
}

fn side(ui: &mut Ui, view: &HomeView<'_>, out: &mut Vec<Event>) {
    invented(ui, view, out);
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
                _ if view.loading => "It is being read.".to_owned(),
                0 => "No signed decision yet.".to_owned(),
                1 => "1 signed decision.".to_owned(),
                n => format!("{n} signed decisions."),
            };
            widgets::body(ui, &count);
            widgets::small(
                ui,
                if view.protected {
                    "Protected with a passphrase. Ctrl L locks it."
                } else {
                    "Not protected: anyone who can open the folder can read it."
                },
            );
        }
        None if view.ask.is_some() => {
            widgets::body(ui, "None is open.");
        }
        None if view.waiting && (view.loading || view.looking) => {
            widgets::body(
                ui,
                "Its folder is not responding. What you write is kept on this computer until it \
                 does.",
            );
        }
        None if view.loading => {
            widgets::body(ui, "It is being opened.");
        }
        None if view.looking => {
            widgets::body(ui, "It is being looked for.");
        }
        None if view.known => {
            widgets::body(ui, "It is not open. See the message at the top.");
        }
        None => {
            widgets::body(ui, "It is created when you begin your first decision.");
        }
    }
    if link(ui, "Choose another folder", None).clicked() {
        out.push(Event::Go(Screen::Settings));
    }
}
