//! One signed decision: its record as read, its statements in order, its trail with the
//! guidance it rested on, and whether the same rules still give the same outcome.

use egui::{Id, Ui};

use crate::app::commands::Command;
use crate::app::events::{
    Adding, ChronologyOf, DecisionsEvent, Event, LeavingEvent, PathEvent, PeopleEvent, Screen,
};
use crate::app::screens::copy_for::copy_for;
use crate::app::screens::decisions::problem_ui;
use crate::app::screens::earlier;
use crate::app::screens::marked;
use crate::app::screens::quoted::{Quoting, folded, quoted};
use crate::app::screens::versions::{self, VersionsShown};
use crate::app::screens::{later, then_now};
use crate::app::session::rows::{Linked, VersionLine};
use crate::app::session::{FileShown, Look, Seen};
use crate::app::theme::Token;
use crate::app::widgets::{
    self, Line, Tone, card, link, multi_line, page, primary, rule, secondary,
};
use crate::base::time;
use crate::caseload::worklist::{Item, OwedAt};
use crate::guidance::Library;
use crate::record::aside::aside_name;
use crate::record::text::{PROTECTS_LESS, SectionText, rests_on};
use crate::record::{
    Basis, Body, Decision, Departure, Digest, Field, FrozenDuty, Reasons, Section, Work,
};
use crate::register::{DecisionFile, Loaded, Reading};

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
pub struct View<'a> {
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
    view: &View<'_>,
    others: &[View<'_>],
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
fn beside(ui: &mut Ui, view: &View<'_>) {
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

fn head(ui: &mut Ui, view: &View<'_>, writing: bool, out: &mut Vec<Event>) {
    let file = view.file;
    widgets::small(ui, &format!("Decision {}", file.id));
    let latest = file.latest_decision();
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
    linked(ui, &view.shown.linked, out);
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
    ui.horizontal_wrapped(|ui| {
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
    });
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

fn copies(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Event>) {
    if view.file.latest_decision().is_none() {
        return;
    }
    if let Some(pressed) = copy_for(ui, &view.shown.belongs) {
        out.push(Event::Leaving(LeavingEvent::Open(pressed.of().cloned())));
    }
}

/// What is owed today, each with the way to write it down.
fn owed_now(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Event>) {
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

fn owed_item(ui: &mut Ui, view: &View<'_>, item: &Item, out: &mut Vec<Event>) {
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

/// `out`: where it is said that its path is to be shown; `None` for one that is only read.
fn statement(
    ui: &mut Ui,
    view: &View<'_>,
    index: usize,
    loaded: &Loaded,
    out: Option<&mut Vec<Event>>,
) {
    card(ui, |ui| {
        let label = match &loaded.what {
            Reading::Fine(statement) => statement.body.label(),
            Reading::Newer(_) => "Written by a newer version",
            Reading::Aside => "Statement",
        };
        widgets::heading(ui, label);
        let header = &loaded.header;
        widgets::small(ui, &format!("{}, {}", header.author.name, time::moment(&header.written)));
        let Some(shown) = view.shown.statements.get(index) else { return };
        widgets::small(ui, &shown.times);
        if let Some(late) = &shown.late {
            widgets::badge(ui, Tone::Caution, late);
        }
        if view.look.lost.contains(&loaded.digest) {
            widgets::badge(
                ui,
                Tone::Danger,
                "Its file has been changed, or is gone. This is how it was read before",
            );
        } else if !loaded.sound && !loaded.is_changed() {
            widgets::badge(ui, Tone::Danger, "Something is wrong with its file: see above");
        } else if !loaded.sound {
            widgets::badge(ui, Tone::Danger, "This file was changed after it was signed");
        }
        match &loaded.what {
            Reading::Aside if view.look.seen == Seen::Checking => {
                widgets::small(ui, "It is being read.");
            }
            Reading::Aside => {
                widgets::small(ui, "What it says could not be read, and no copy is in memory.");
            }
            Reading::Newer(text) => {
                widgets::small(ui, "Its text, as it is in the file:");
                widgets::body(ui, text);
            }
            Reading::Fine(statement) => match &statement.body {
                Body::Addendum(addendum) => {
                    widgets::reading(ui, &addendum.text);
                }
                // A contact in a decision's folder is named as a problem.
                Body::Contact(contact) => {
                    widgets::reading(ui, contact.title());
                }
                Body::Decision(decision) => {
                    widgets::strong(ui, &header.headline);
                    let stated = view.look.compared.get(&loaded.digest);
                    then_now::verdict(ui, stated);
                    acted_first(ui, decision);
                    departure(ui, decision.departure.as_ref(), &decision.outcome.headline);
                    trail(ui, &decision.outcome.trail);
                    if let Some(out) = out
                        && secondary(ui, Command::Path.text(), None).clicked()
                    {
                        out.push(Event::Path(PathEvent::Signed(index)));
                    }
                    let why = stated.and_then(|stated| stated.found.reasons.as_ref());
                    because(ui, why);
                    asked(ui, decision, view.quoting.library, &shown.rests, why);
                    would_have_changed(ui, &loaded.digest, why);
                    for section in &shown.sections {
                        section_ui(ui, section, &shown.corrected);
                        if section.section == Section::Concern {
                            let reads = shown.record.as_ref().unwrap_or(&decision.record);
                            marked::pictures(ui, reads);
                        }
                    }
                    set_aside(ui, &decision.set_aside);
                    owed(ui, &decision.owed);
                    then_now::details(ui, stated);
                }
                // What was added.
                _ => {
                    for (label, text) in &shown.later {
                        pair(ui, label, text);
                    }
                }
            },
        }
        widgets::small(ui, &loaded.name);
    });
}

/// That help was got first, and what the questions came to when they were answered after.
fn acted_first(ui: &mut Ui, decision: &Decision) {
    let Basis::ActedFirst(at, answers) = &decision.basis else { return };
    widgets::strong(ui, &format!("Help came first, {}.", time::moment(at)));
    let asked = answers.0.get("start").is_some_and(|choice| choice != "danger");
    if asked && decision.outcome.id != "act-now" {
        let words = "Answered afterwards, the questions lead to:";
        widgets::body(ui, &format!("{words} {}", decision.outcome.headline));
    }
}

fn departure(ui: &mut Ui, departure: Option<&Departure>, suggested: &str) {
    if let Some(departure) = departure {
        widgets::banner(ui, Tone::Caution, |ui| {
            widgets::strong(ui, &format!("Decided: {}", departure.headline));
            widgets::body(ui, &format!("Suggested: {suggested}"));
            if !departure.instead_of.is_empty() {
                widgets::body(ui, PROTECTS_LESS);
            }
            if !departure.reason.trim().is_empty() {
                widgets::body(ui, &departure.reason);
            }
        });
    }
}

fn trail(ui: &mut Ui, trail: &[(String, String)]) {
    if trail.is_empty() {
        return;
    }
    ui.add_space(8.0);
    widgets::strong(ui, "Answers");
    for (question, answer) in trail {
        pair(ui, question, answer);
    }
}

/// What was asked: of a departure towards less first what it departs from.
fn asked(
    ui: &mut Ui,
    decision: &Decision,
    library: &Library,
    rests: &[String],
    why: Option<&Reasons>,
) {
    let because = why.map_or(&[][..], |why| &why.duties);
    let instead_of = decision.departure.as_ref().map_or(&[][..], |one| &one.instead_of);
    if instead_of.is_empty() {
        duties(ui, "What it asked", &decision.outcome.duties, rests, because);
        return;
    }
    let was: Vec<String> = instead_of.iter().map(|duty| rests_on(duty, library)).collect();
    let instead = why.map_or(&[][..], |why| &why.instead_of);
    duties(ui, "What the suggested outcome asked", instead_of, &was, instead);
    duties(ui, "What the decision asked instead", &decision.outcome.duties, rests, because);
}

/// Which answers decided it.
fn because(ui: &mut Ui, why: Option<&Reasons>) {
    if let Some(why) = why.filter(|why| !why.outcome.is_empty()) {
        widgets::body(ui, &format!("What decided it: {}.", why.outcome));
    }
}

/// How near the decision was to another, by its own rules. Folded: it is for whoever reviews it.
fn would_have_changed(ui: &mut Ui, digest: &Digest, why: Option<&Reasons>) {
    let Some(why) = why.filter(|why| !why.turns.is_empty()) else { return };
    ui.push_id(("turns", digest), |ui| {
        if folded(ui, "turns", "What would have changed it") {
            widgets::small(ui, "With one answer changed and the others kept:");
            for turn in &why.turns {
                widgets::body(ui, &format!("·  {turn}"));
            }
        }
    });
}

/// `rests` and `because`: by duty, what it is based on, and the answers that it follows from.
fn duties(ui: &mut Ui, heading: &str, duties: &[FrozenDuty], rests: &[String], because: &[String]) {
    if duties.is_empty() {
        return;
    }
    ui.add_space(8.0);
    widgets::strong(ui, heading);
    let none = || std::iter::repeat("");
    let rests = rests.iter().map(String::as_str).chain(none());
    let because = because.iter().map(String::as_str).chain(none());
    for ((duty, rests), because) in duties.iter().zip(rests).zip(because) {
        let verb = crate::app::walk::verb_label(&duty.verb);
        let below = match because {
            "" => rests.to_owned(),
            because => format!("Because: {because}. {rests}"),
        };
        pair_with(ui, verb, &duty.text, &below);
    }
}

/// `marks`: what stood before in a field that was corrected.
fn section_ui(ui: &mut Ui, section: &SectionText, marks: &[(Field, String)]) {
    ui.add_space(8.0);
    widgets::strong(ui, section.heading);
    for group in &section.groups {
        if !group.title.is_empty() {
            widgets::small(ui, &group.title);
        }
        for line in &group.lines {
            let mark = marks.iter().find(|(field, _)| *field == line.field);
            pair_with(ui, line.label, &line.text, mark.map_or("", |(_, words)| words));
        }
    }
}

/// A label at the left and its text; one below the other where it is narrow.
pub fn pair(ui: &mut Ui, label: &str, text: &str) {
    pair_with(ui, label, text, "");
}

/// The same with a small line below the text.
fn pair_with(ui: &mut Ui, label: &str, text: &str, below: &str) {
    let texts = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        widgets::body(ui, text);
        if !below.is_empty() {
            widgets::small(ui, below);
        }
    };
    let wide = ui.available_width();
    if wide > 420.0 {
        ui.horizontal_top(|ui| {
            ui.allocate_ui(egui::vec2(190.0, 0.0), |ui| {
                ui.set_width(190.0);
                widgets::small(ui, label);
            });
            ui.vertical(texts);
        });
    } else {
        widgets::small(ui, label);
        ui.vertical(texts);
    }
    rule(ui);
}

fn set_aside(ui: &mut Ui, texts: &std::collections::BTreeMap<String, String>) {
    if texts.is_empty() {
        return;
    }
    ui.add_space(8.0);
    widgets::strong(ui, "Set aside: typed, and no longer part of the record");
    for (part, text) in texts {
        pair(ui, aside_name(part), text);
    }
}

fn owed(ui: &mut Ui, owed: &[String]) {
    if owed.is_empty() {
        return;
    }
    ui.add_space(8.0);
    widgets::strong(ui, "Still to do when it was signed");
    for what in owed {
        widgets::body(ui, &format!("· {what}"));
    }
}

fn addendum_ui(ui: &mut Ui, view: &View<'_>, text: &mut String, out: &mut Vec<Event>) {
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
pub(super) fn sign_ui(ui: &mut Ui, view: &View<'_>, lacks: Option<&str>, out: &mut Vec<Event>) {
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

fn side(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Event>) {
    let related = earlier::View {
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
