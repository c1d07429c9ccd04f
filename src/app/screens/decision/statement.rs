//! One statement of a signed decision: its record as read, its trail with the guidance it rested
//! on, what was asked and why.

use super::DecisionView;
use crate::app::commands::Command;
use crate::app::events::{Event, PathEvent};
use crate::app::session::{Seen, Stated, StatementShown};
use crate::app::views::label_and_text::{pair, pair_with};
use crate::app::views::marked;
use crate::app::views::quoted::folded;
use crate::app::views::rules_then_now;
use crate::app::views::soundness::soundness;
use crate::app::widgets::{self, Tone, card, secondary};
use crate::base::time;
use crate::caseload::timeline::NEWEST;
use crate::guidance::Library;
use crate::pathway::data::DutyVerb;
use crate::record::set_aside::aside_name;
use crate::record::text::{PROTECTS_LESS, SectionText, rests_on};
use crate::record::{
    Basis, Body, Decision, Departure, Digest, Field, FrozenDuty, Reasons, Section,
};
use crate::register::{Loaded, Reading};
use egui::Ui;

/// `out`: where it is said that its path is to be shown; `None` for one that is only read.
pub(super) fn statement(
    ui: &mut Ui,
    view: &DecisionView<'_>,
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
        if index > 0 && index + 1 == view.file.statements.len() {
            widgets::badge(ui, Tone::Accent, NEWEST);
        }
        let header = &loaded.header;
        widgets::small(ui, &format!("{}, {}", header.author.name, time::moment(&header.written)));
        let Some(shown) = view.shown.statements.get(index) else { return };
        widgets::small(ui, &shown.times);
        if let Some(late) = &shown.late {
            widgets::badge(ui, Tone::Caution, late);
        }
        soundness(ui, view.look, loaded);
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
                    let stated = view.look.compared.get(&loaded.digest);
                    outcome(ui, decision, &header.headline, stated);
                    if let Some(out) = out
                        && secondary(ui, Command::Path.text(), None).clicked()
                    {
                        out.push(Event::Path(PathEvent::Signed(index)));
                    }
                    let why = stated.and_then(|stated| stated.found.reasons.as_ref());
                    because(ui, why);
                    asked(ui, decision, view.quoting.library, &shown.rests, why);
                    would_have_changed(ui, &loaded.digest, why);
                    written(ui, decision, shown);
                    rules_then_now::details(ui, stated);
                }
                // What was added.
                _ => {
                    for (label, text) in &shown.addition {
                        pair(ui, label, text);
                    }
                }
            },
        }
        widgets::small(ui, &loaded.name);
    });
}

/// What was decided, and by which answers.
fn outcome(ui: &mut Ui, decision: &Decision, headline: &str, stated: Option<&Stated>) {
    widgets::strong(ui, headline);
    rules_then_now::verdict(ui, stated);
    acted_first(ui, decision);
    departure(ui, decision.departure.as_ref(), &decision.outcome.headline);
    trail(ui, &decision.outcome.trail);
}

/// Its record, and what belongs to it.
fn written(ui: &mut Ui, decision: &Decision, shown: &StatementShown) {
    for section in &shown.sections {
        section_ui(ui, section, &shown.corrected);
        if section.section == Section::Concern {
            let reads = shown.record.as_ref().unwrap_or(&decision.record);
            marked::pictures(ui, reads);
        }
    }
    set_aside(ui, &decision.set_aside);
    owed(ui, &decision.owed);
}

/// That help was got first, and what the questions came to when they were answered after.
pub(super) fn acted_first(ui: &mut Ui, decision: &Decision) {
    let Basis::ActedFirst(at, _) = &decision.basis else { return };
    widgets::strong(ui, &format!("Help came first, {}.", time::moment(at)));
    if let Some(headline) = decision.led_to_afterwards() {
        widgets::body(ui, &format!("Answered afterwards, the questions lead to: {headline}"));
    }
}

pub(super) fn departure(ui: &mut Ui, departure: Option<&Departure>, suggested: &str) {
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

pub(super) fn trail(ui: &mut Ui, trail: &[(String, String)]) {
    if trail.is_empty() {
        return;
    }
    ui.add_space(8.0);
    widgets::subheading(ui, "Answers");
    for (question, answer) in trail {
        pair(ui, question, answer);
    }
}

/// What was asked: of a departure towards less first what it departs from.
pub(super) fn asked(
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
pub(super) fn because(ui: &mut Ui, why: Option<&Reasons>) {
    if let Some(why) = why.filter(|why| !why.outcome.is_empty()) {
        widgets::body(ui, &format!("What decided it: {}.", why.outcome));
    }
}

/// How near the decision was to another, by its own rules. Folded: it is for whoever reviews it.
pub(super) fn would_have_changed(ui: &mut Ui, digest: &Digest, why: Option<&Reasons>) {
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
    widgets::subheading(ui, heading);
    let none = || std::iter::repeat("");
    let rests = rests.iter().map(String::as_str).chain(none());
    let because = because.iter().map(String::as_str).chain(none());
    let scope = ui.scope_id().with(heading);
    widgets::list(ui, (scope, heading), duties.len(), |ui| {
        let all = duties.iter().zip(rests).zip(because).enumerate();
        for (at, ((duty, rests), because)) in all {
            let verb = DutyVerb::of(&duty.verb).heading();
            let below = match because {
                "" => rests.to_owned(),
                because => format!("Because: {because}. {rests}"),
            };
            let name = format!("{verb}: {}", duty.text);
            widgets::list_item(ui, (at, duties.len()), &name, |ui| {
                pair_with(ui, verb, &duty.text, &below);
            });
        }
    });
}

/// `marks`: what stood before in a field that was corrected.
fn section_ui(ui: &mut Ui, section: &SectionText, marks: &[(Field, String)]) {
    ui.add_space(8.0);
    widgets::subheading(ui, section.heading);
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

pub(super) fn set_aside(ui: &mut Ui, texts: &std::collections::BTreeMap<String, String>) {
    if texts.is_empty() {
        return;
    }
    ui.add_space(8.0);
    widgets::subheading(ui, "Set aside: typed, and no longer part of the record");
    for (part, text) in texts {
        pair(ui, aside_name(part), text);
    }
}

pub(super) fn owed(ui: &mut Ui, owed: &[String]) {
    if owed.is_empty() {
        return;
    }
    ui.add_space(8.0);
    widgets::subheading(ui, "Still to do when it was signed");
    for what in owed {
        widgets::body(ui, &format!("· {what}"));
    }
}
