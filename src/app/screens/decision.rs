//! One signed decision: its record as read, its statements in order, its trail with the
//! guidance it rested on, and whether the same rules still give the same outcome.

mod later;
mod statement;

use egui::{Id, Ui};

use statement::statement;

use crate::app::events::{
    Adding, ChronologyOf, DecisionsEvent, Event, LeavingEvent, PeopleEvent, Screen,
};
use crate::app::session::rows::{Linked, VersionLine};
use crate::app::session::{FileShown, Look, Seen};
use crate::app::theme::Token;
use crate::app::views::copy_for::copy_for;
use crate::app::views::earlier;
use crate::app::views::pair::problem_ui;
use crate::app::views::quoted::{Quoting, quoted};
use crate::app::views::versions::{self, VersionsShown};
use crate::app::widgets::{
    self, Line, Tone, card, link, multi_line, page, primary, rule, secondary,
};
use crate::base::time;
use crate::caseload::worklist::{Item, OwedAt};
use crate::record::Work;
use crate::register::DecisionFile;

/// Where the keyboard is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grab<'a> {
    /// On this that is owed.
    Owed(&'a OwedAt),
    /// Into the first field of the form of what is added.
    Form,
    /// On when it happened, in that form.
    When,
}

/// What the screen shows.
pub struct DecisionView<'a> {
    /// The decision.
    pub file: &'a DecisionFile,
    /// What was worked out.
    pub shown: &'a FileShown,
    /// Whether its files were read again, and what the rules of then and now make of it.
    pub look: &'a Look,
    /// The guidance, with the practice's copy that it was made with.
    pub quoting: Quoting<'a>,
    /// Why the practice's copy that it was made with cannot be shown, or what became of it since.
    pub copy_since: Option<String>,
    /// Where the keyboard is put, once.
    pub grab: Option<Grab<'a>>,
    /// Who signs.
    pub author: &'a str,
    /// Whether a decision is in hand, to which a link leads back.
    pub in_hand: bool,
    /// Whether all of the related decisions are shown.
    pub earlier_all: bool,
    /// Whether a signing is under way.
    pub signing: bool,
    /// Why signing is not possible, in words.
    pub cannot_sign: Option<&'a str>,
    /// What is chosen before something is added.
    pub adding: Option<Adding>,
    /// Versions of drafts that were not signed, of every decision.
    pub versions: &'a [VersionLine],
    /// What is open of those.
    pub versions_shown: &'a VersionsShown,
}

/// Paints it, and below it what else claims to be this decision. `addition` is what is being
/// written, if anything is.
pub fn ui(
    ui: &mut Ui,
    view: &DecisionView<'_>,
    others: &[DecisionView<'_>],
    addition: Option<&mut Work>,
    out: &mut Vec<Event>,
) {
    let mut both = (addition, out);
    page(
        ui,
        ("decision", view.file.id.as_str()),
        &mut both,
        |ui, (addition, out)| {
            head(ui, view, addition.is_some(), out);
            for (index, loaded) in view.file.statements.iter().enumerate() {
                statement(ui, view, index, loaded, Some(out));
            }
            match addition {
                Some(Work::Addendum(text)) => addendum_ui(ui, view, text, out),
                Some(Work::Later(one)) => later::form(ui, view, one, out),
                _ => {}
            }
            for other in others {
                beside(ui, other);
            }
        },
        |ui, (_, out)| side(ui, view, out),
    );
}

/// Statements in the same folder that do not follow the same first statement: to be read, not
/// to be added to.
fn beside(ui: &mut Ui, view: &DecisionView<'_>) {
    ui.add_space(16.0);
    ui.push_id(view.file.root.short(12), |ui| {
        widgets::banner(ui, Tone::Caution, |ui| {
            widgets::body(ui, "What follows is in the same folder, but is a separate decision.");
        });
        for (index, loaded) in view.file.statements.iter().enumerate() {
            statement(ui, view, index, loaded, None);
        }
    });
}

fn head(ui: &mut Ui, view: &DecisionView<'_>, writing: bool, out: &mut Vec<Event>) {
    let file = view.file;
    whose(ui, view);
    linked(ui, &view.shown.linked, out);
    files_read(ui, &view.look.seen);
    for problem in &file.problems {
        problem_ui(ui, problem);
    }
    if file.heads().len() > 1 {
        widgets::banner(ui, Tone::Caution, |ui| {
            widgets::body(
                ui,
                "Two people wrote here at the same time. Both statements are kept below.",
            );
        });
    }
    ui.horizontal_wrapped(|ui| ways(ui, view, writing, out));
    if view.shown.belongs.len() > 1 {
        copies(ui, view, out);
    }
    let of_it = view.versions.iter().filter(|one| one.decision.as_ref() == Some(&file.id));
    versions::cards(ui, of_it, view.versions_shown, false, out);
    owed_now(ui, view, out);
    if let Some(adding) = view.adding.filter(|_| !writing) {
        later::choose(ui, view, adding, out);
    }
    ui.add_space(8.0);
}

/// What was decided, by whom, and whose case it is now.
fn whose(ui: &mut Ui, view: &DecisionView<'_>) {
    widgets::small(ui, &format!("Decision {}", view.file.id));
    let latest = view.file.latest_decision();
    let headline = latest.map_or("A decision that cannot be read in full", |(loaded, _)| {
        loaded.header.headline.as_str()
    });
    widgets::title(ui, headline);
    if let Some((_, decision)) = latest
        && decision.outcome.headline != headline
    {
        widgets::soft(ui, &format!("Suggested: {}", decision.outcome.headline));
        widgets::soft(ui, &format!("Decided: {headline}"));
    }
    if let Some((loaded, _)) = latest {
        let author = &loaded.header.author;
        let written = time::moment(&loaded.header.written);
        let role = if author.role.trim().is_empty() {
            String::new()
        } else {
            format!(", {}", author.role)
        };
        widgets::soft(ui, &format!("Signed by {}{role}, {written}", author.name));
    }
    if !view.shown.request.is_empty() {
        widgets::soft(ui, &view.shown.request);
    }
    if let Some(owner) = &view.shown.owner {
        widgets::soft(ui, owner);
    }
}

/// Whether its files were read again.
fn files_read(ui: &mut Ui, seen: &Seen) {
    match seen {
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
}

/// What can be done with it.
fn ways(ui: &mut Ui, view: &DecisionView<'_>, writing: bool, out: &mut Vec<Event>) {
    let file = view.file;
    if view.shown.open && primary(ui, "Continue this case", None).clicked() {
        out.push(Event::Decisions(DecisionsEvent::Reopen(file.id.clone())));
    }
    if view.shown.belongs.len() < 2 {
        copies(ui, view, out);
    }
    if !writing && secondary(ui, "Add to it", None).clicked() {
        let shown = view.adding.is_none().then_some(Adding::Kind);
        out.push(Event::Decisions(DecisionsEvent::Add(shown)));
    }
    if secondary(ui, "Chronology", None).clicked() {
        let of = ChronologyOf::Signed(file.id.clone());
        out.push(Event::People(PeopleEvent::Chronology(of)));
    }
    if view.in_hand && link(ui, "Back to your draft", None).clicked() {
        out.push(Event::Go(Screen::Decide));
    }
    if link(ui, "All decisions", None).clicked() {
        out.push(Event::Go(Screen::Decisions));
    }
}

fn copies(ui: &mut Ui, view: &DecisionView<'_>, out: &mut Vec<Event>) {
    if view.file.latest_decision().is_none() {
        return;
    }
    if let Some(pressed) = copy_for(ui, &view.shown.belongs) {
        out.push(Event::Leaving(LeavingEvent::Open(pressed.of().cloned())));
    }
}

/// What is owed today, each with the way to write it down.
fn owed_now(ui: &mut Ui, view: &DecisionView<'_>, out: &mut Vec<Event>) {
    if view.shown.owed.is_empty() {
        return;
    }
    ui.add_space(8.0);
    card(ui, |ui| {
        widgets::heading(ui, "To do now");
        for (at, item) in view.shown.owed.iter().enumerate() {
            if at > 0 {
                rule(ui);
            }
            ui.push_id(("to do", at), |ui| owed_item(ui, view, item, out));
        }
    });
}

fn owed_item(ui: &mut Ui, view: &DecisionView<'_>, item: &Item, out: &mut Vec<Event>) {
    let tone = if item.overdue { Tone::Caution } else { Tone::Plain };
    widgets::strong_small(ui, item.what.label());
    widgets::body(ui, &item.words);
    if !item.said.is_empty() {
        widgets::small(ui, &item.said);
    }
    ui.horizontal_wrapped(|ui| {
        widgets::badge(ui, tone, &item.by_words());
        widgets::small(ui, &item.owner_words());
    });
    let Some(place) = &item.place else { return };
    let (label, name) = match place {
        OwedAt::Field(_) => {
            ("Write it down", format!("Write it down: {}, {}", item.what.label(), item.words))
        }
        OwedAt::Question(_) => ("Reply", format!("Reply: {}", item.words)),
    };
    let response = widgets::secondary_for(ui, label, &name);
    if view.grab == Some(Grab::Owed(place)) {
        response.request_focus();
        response.scroll_to_me(Some(egui::Align::Center));
    }
    if response.clicked() {
        let event = DecisionsEvent::Settle(item.decision.clone(), place.clone());
        out.push(Event::Decisions(event));
    }
}

/// Links to the decisions that belong to this one.
fn linked(ui: &mut Ui, linked: &[Linked], out: &mut Vec<Event>) {
    for one in linked {
        ui.horizontal_wrapped(|ui| {
            if one.is_here {
                widgets::small(ui, &format!("{}:", one.words));
                let name = format!("Open decision {}", one.decision);
                if link(ui, one.decision.as_str(), Some(&name)).clicked() {
                    out.push(Event::Decisions(DecisionsEvent::Open(one.decision.clone())));
                }
            } else {
                let words = format!("{}: {}, not signed in this register", one.words, one.decision);
                widgets::small(ui, &words);
            }
        });
    }
}

fn addendum_ui(ui: &mut Ui, view: &DecisionView<'_>, text: &mut String, out: &mut Vec<Event>) {
    card(ui, |ui| {
        let id = Id::unique(("addendum", view.file.id.as_str()));
        let line = Line {
            label: "Add to this decision",
            hint: later::BELOW,
            grab: view.grab == Some(Grab::Form),
            ..Line::default()
        };
        if multi_line(ui, id, line, 4, text).changed() {
            out.push(Event::Decisions(DecisionsEvent::AddendumTouched));
        }
        let blank = text.trim().is_empty();
        sign_ui(ui, view, blank.then_some("Write the note."), out);
    });
}

/// Who signs, and the button; `lacks` says what is missing before it can be signed.
pub(super) fn sign_ui(
    ui: &mut Ui,
    view: &DecisionView<'_>,
    lacks: Option<&str>,
    out: &mut Vec<Event>,
) {
    let signing = match view.author.trim() {
        "" => "Write your name in Settings".to_owned(),
        name => format!("Signing as {name} – not you?"),
    };
    if link(ui, &signing, None).clicked() {
        out.push(Event::Go(Screen::Settings));
    }
    if let Some(why) = view.cannot_sign {
        widgets::status(ui, why, Token::Caution);
    }
    if let Some(why) = lacks {
        widgets::status(ui, why, Token::Soft);
    }
    ui.horizontal_wrapped(|ui| {
        let enabled = lacks.is_none() && !view.signing && view.cannot_sign.is_none();
        ui.add_enabled_ui(enabled, |ui| {
            if primary(ui, "Sign and save", None).clicked() {
                out.push(Event::Decisions(DecisionsEvent::SignAddendum));
            }
        });
        if link(ui, "Leave it for now", None).clicked() {
            out.push(Event::Decisions(DecisionsEvent::LeaveAddition));
        }
        if link(ui, "Discard", Some("Discard what you have written here")).clicked() {
            out.push(Event::Decisions(DecisionsEvent::DiscardAddition));
        }
    });
}

fn side(ui: &mut Ui, view: &DecisionView<'_>, out: &mut Vec<Event>) {
    let related = earlier::EarlierView {
        lines: &view.shown.related,
        draft: false,
        set_aside: 0,
        all: view.earlier_all,
        quoting: view.quoting,
        from: &ChronologyOf::Signed(view.file.id.clone()),
    };
    earlier::ui(ui, &related, out);
    widgets::heading(ui, "The guidance it was based on");
    if view.shown.cites.is_empty() {
        widgets::body(ui, "None is named in it.");
    }
    for cite in &view.shown.cites {
        quoted(ui, &view.quoting, cite, out);
    }
    if let Some(since) = &view.copy_since {
        widgets::small(ui, since);
    }
    widgets::small(
        ui,
        "A signature here says who wrote this. It is not a login, and does not prove who was at \
         the keyboard.",
    );
}
