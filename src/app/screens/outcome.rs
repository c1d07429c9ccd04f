//! The outcome: its headline, why, what it asks of the doctor, and the way on.

mod after;
mod call;
pub mod contacts;
mod duties;
mod help;

use chrono::{DateTime, FixedOffset};
use egui::{Id, Ui};

use crate::app::case::{Case, SummaryView};
use crate::app::commands::screen_keys::ONWARD;
use crate::app::events::{ClinicalTextEvent, DecideEvent, Event};
use crate::app::theme;
use crate::app::views::answers::{answers, path_button};
use crate::app::views::earlier_decisions;
use crate::app::views::quoted::{Quoting, folded, quoted_all};
use crate::app::views::text_for::text_for;
use crate::app::views::worked_case::tried;
use crate::app::widgets::{
    self, Line, Tone, above_foot, card, choose_several, is_low, is_tight, link, multi_line,
    onward_after, page, primary, rule, secondary,
};
use crate::caseload::WorkedCase;
use crate::guidance::{Cite, Library};
use crate::pathway::{Alternative, RetoldOutcome, turns};
use crate::record::come_back::come_back;
use crate::record::departure::Friction;
use crate::record::{DecisionId, Departure};

/// What the screen shows.
pub struct OutcomeView<'a> {
    /// The decision, for the ids of its fields.
    pub decision: &'a DecisionId,
    /// Where it stands.
    pub case: &'a Case,
    /// Whether someone asked for information.
    pub request: bool,
    /// Whether there is a summary to be read out to an adviser, who is rung first.
    pub reads_out: bool,
    /// What can be decided instead, while that is shown.
    pub departing: Option<&'a [Alternative]>,
    /// When "child in danger now" was pressed, in words.
    pub acted_first: Option<&'a str>,
    /// When it was decided, as far as that is said; else now.
    pub from: DateTime<FixedOffset>,
    /// Earlier decisions that may be about the same people.
    pub earlier: Option<earlier_decisions::EarlierView<'a>>,
    /// The guidance.
    pub quoting: Quoting<'a>,
    /// Whom to ring.
    pub ring: contacts::RingView<'a>,
    /// The worked case that is tried, with its place.
    pub tried: Option<(usize, &'a WorkedCase)>,
}

/// What is edited in place.
pub struct Edits<'a> {
    /// The reason for deciding otherwise.
    pub departure: Option<&'a mut Departure>,
    /// The summary for an adviser.
    pub summary: Option<&'a mut SummaryView>,
}

/// Paints it.
pub fn ui(ui: &mut Ui, view: &OutcomeView<'_>, edits: Edits<'_>, out: &mut Vec<Event>) {
    // On a narrow window the side comes below everything: who to ring does not wait there.
    let wide = widgets::beside(ui);
    let mut both = (edits, out);
    above_foot(
        ui,
        &mut both,
        |ui, both| {
            page(
                ui,
                ("outcome", view.decision.as_str()),
                both,
                |ui, (edits, out)| main(ui, view, wide, edits, out),
                |ui, (_, out)| side(ui, view, wide, out),
            );
        },
        |ui, (_, out)| foot(ui, view, out),
    );
}

fn say(out: &mut Vec<Event>, event: DecideEvent) {
    out.push(Event::Decide(event));
}

fn main(
    ui: &mut Ui,
    view: &OutcomeView<'_>,
    wide: bool,
    edits: &mut Edits<'_>,
    out: &mut Vec<Event>,
) {
    let departure = edits.departure.as_deref_mut();
    let Some(suggested) = &view.case.made.suggested else { return };
    let lead = headline(ui, view, suggested, departure.is_some());
    if let Some(departure) = departure {
        departed(ui, view, departure, out);
    }
    if let Some(others) = view.departing {
        alternatives(ui, others, out);
    }
    // The one thing to do: to ring, or to send what is ready.
    if call::comes_first(view) {
        call::ui(ui, view, out);
        if number_first(ui, view) && !suggested.because.is_empty() {
            widgets::body(ui, &format!("Because: {}", suggested.because));
        }
    } else {
        help::ready(ui, view, out);
        if !wide {
            contacts::who_to_ring(ui, &view.ring, out);
        }
    }
    if let Some(summary) = edits.summary.as_deref_mut() {
        help::summary(ui, view.decision, summary, out);
    }
    // Nobody in a hurry meets a question before what is to be done.
    duties::ui(ui, view, out);
    if call::comes_first(view) {
        widgets::soft(ui, lead);
    }
    help::how(ui, view, out);
    after::ui(ui, view, out);
    looked_for(ui, view, out);
    others(ui, view, out);
    would_change(ui, view);
    if folded(ui, "why", "Why, answer by answer") {
        why(ui, view, out);
    }
    ui.add_space(8.0);
    answers(ui, view.case, out);
    widgets::small(
        ui,
        "This is advice to you as a professional. You can decide differently and say why.",
    );
}

/// What it comes to, and which answers that follows from. Gives what is to be said with it: where
/// somebody is to be rung first, the number comes before more words.
fn headline<'a>(
    ui: &mut Ui,
    view: &OutcomeView<'a>,
    suggested: &'a RetoldOutcome,
    departs: bool,
) -> &'a str {
    let lead = |ui: &mut Ui, outcome: &'a RetoldOutcome| {
        if !call::comes_first(view) {
            widgets::soft(ui, &outcome.lead);
        }
        outcome.lead.as_str()
    };
    let lead = match &view.case.made.decided {
        // What was pressed first stands, whatever the questions came to.
        Some(decided) if !departs && decided.id != suggested.id => {
            widgets::title(ui, &decided.headline);
            let lead = lead(ui, decided);
            widgets::soft(ui, &format!("Your answers alone lead to: {}", suggested.headline));
            lead
        }
        _ => {
            let title = widgets::title(ui, &suggested.headline);
            if !suggested.because.is_empty() {
                let because = format!("Because: {}", suggested.because);
                widgets::described(ui, &title, &because);
                if !number_first(ui, view) {
                    widgets::body(ui, &because);
                }
            }
            lead(ui, suggested)
        }
    };
    let due = view.case.made.decided.as_ref().and_then(|decided| decided.due.as_deref());
    if let Some((_, words)) = come_back(view.from, due, &view.case.made.friction, view.case.nation)
    {
        widgets::strong(ui, &format!("Come back by {words}."));
    }
    if let Some(at) = view.acted_first {
        widgets::badge(ui, Tone::Plain, &format!("“Child in danger now” was pressed at {at}."));
    }
    lead
}

/// Whether the number to ring comes before the reasons: in a low window they would push it below
/// the fold.
fn number_first(ui: &Ui, view: &OutcomeView<'_>) -> bool {
    is_low(ui) && call::comes_first(view)
}

/// The bar at the foot. The record is second where there is a call to make or a text to send.
fn foot(ui: &mut Ui, view: &OutcomeView<'_>, out: &mut Vec<Event>) {
    let tight = is_tight(ui);
    if secondary(ui, "Back", None).clicked() {
        say(out, DecideEvent::Back);
    }
    if secondary(ui, "Decide differently…", None).clicked() {
        say(out, DecideEvent::ShowAlternatives);
    }
    let rings = call::comes_first(view) && !call::is_made(view);
    let words = |ui: &mut Ui| {
        if rings && !tight && ui.available_width() > 280.0 {
            widgets::small(ui, "The record can wait until you have rung.");
        }
    };
    onward_after(ui, words, |ui| {
        let key = (!tight).then_some(ONWARD.cap);
        let first = rings || (!call::is_made(view) && help::is_ready(view));
        let pressed = if first {
            secondary(ui, "Write the record", key)
        } else {
            primary(ui, "Write the record", key)
        };
        if pressed.clicked() || ONWARD.is_pressed(ui.ctx()) {
            say(out, DecideEvent::WriteRecord);
        }
    });
}

/// What else can be done from here.
fn others(ui: &mut Ui, view: &OutcomeView<'_>, out: &mut Vec<Event>) {
    if view.case.belongs.len() > 1 {
        copies(ui, view, out);
    }
    ui.horizontal_wrapped(|ui| {
        if view.case.belongs.len() < 2 {
            copies(ui, view, out);
        }
        path_button(ui, out);
        if view.request && secondary(ui, "I am worried myself", None).clicked() {
            say(out, DecideEvent::WorriedMyself);
        }
    });
}

fn copies(ui: &mut Ui, view: &OutcomeView<'_>, out: &mut Vec<Event>) {
    if let Some(pressed) = text_for(ui, &view.case.belongs) {
        out.push(Event::ClinicalText(ClinicalTextEvent::Open(pressed.of().cloned())));
    }
}

fn departed(ui: &mut Ui, view: &OutcomeView<'_>, departure: &mut Departure, out: &mut Vec<Event>) {
    widgets::banner(ui, Tone::Caution, |ui| {
        widgets::part(ui, &format!("You decide: {}", departure.headline));
        match &view.case.made.friction {
            Friction::LessProtection { missing } if !missing.is_empty() => {
                widgets::body(
                    ui,
                    "This protects less than the outcome above. You can sign it. The case then \
                     stays open until you have added:",
                );
                for owed in missing {
                    widgets::body(ui, &format!("·  {}", owed.what));
                }
            }
            Friction::LessProtection { .. } => {
                widgets::body(
                    ui,
                    "This protects less than the outcome above. You have recorded advice, reasons \
                     and a review date.",
                );
            }
            Friction::NeedsReason => {
                widgets::body(ui, "Say why you answer before the check is done.");
            }
            Friction::Free => {
                widgets::body(ui, "You can do this now. Your reason is listed as still to do.");
            }
        }
        let id = Id::unique(("differently", view.decision.as_str()));
        let line = Line { label: "Why you decide differently", ..Line::default() };
        if multi_line(ui, id, line, 2, &mut departure.reason).changed() {
            say(out, DecideEvent::DepartureEdited);
        }
        if link(ui, "Follow the outcome after all", None).clicked() {
            say(out, DecideEvent::Depart(None));
        }
    });
}

fn why(ui: &mut Ui, view: &OutcomeView<'_>, out: &mut Vec<Event>) {
    if view.case.made.walk.trail.is_empty() {
        return;
    }
    card(ui, |ui| {
        widgets::heading(ui, "Why");
        if let Some(outcome) =
            view.case.made.suggested.as_ref().filter(|one| !one.because.is_empty())
        {
            widgets::body(ui, &format!("What decided it: {}.", outcome.because));
        }
        for step in &view.case.made.walk.trail {
            ui.horizontal_wrapped(|ui| {
                widgets::body(ui, &step.reason);
                in_force(ui, view.quoting.library, &step.cites, out);
            });
            rule(ui);
        }
    });
}

/// What was looked for and not found, to be ticked into the record.
fn looked_for(ui: &mut Ui, view: &OutcomeView<'_>, out: &mut Vec<Event>) {
    let considered = &view.case.considered;
    if considered.is_empty() {
        return;
    }
    card(ui, |ui| {
        let all: Vec<(usize, &str)> =
            considered.iter().map(|(line, _)| line.as_str()).enumerate().collect();
        let ticked = considered.iter().enumerate().filter(|(_, (_, ticked))| *ticked);
        let before: Vec<usize> = ticked.map(|(at, _)| at).collect();
        let mut chosen = before.clone();
        if choose_several(ui, "Looked for, and no sign of", &all, &mut chosen) {
            for (at, line) in &all {
                if before.contains(at) != chosen.contains(at) {
                    say(out, DecideEvent::NotFound((*line).to_owned(), chosen.contains(at)));
                }
            }
        }
        widgets::small(
            ui,
            "What you tick goes into the record. This app’s own words, not the GMC’s.",
        );
    });
}

/// Which single answers, given otherwise, would lead elsewhere. Folded: nobody in a hurry needs
/// it.
fn would_change(ui: &mut Ui, view: &OutcomeView<'_>) {
    if view.case.turns.is_empty() || !folded(ui, "turns", "What would change this") {
        return;
    }
    widgets::small(ui, "If you change one answer and keep the others:");
    for turn in view.case.turns.iter().take(turns::SHOWN) {
        widgets::body(ui, &format!("·  {turn}"));
    }
}

/// What is in force of these citations, as links into the guidance. The wording until 2018 is
/// quoted once for the page.
fn in_force(ui: &mut Ui, library: &Library, all: &[Cite], out: &mut Vec<Event>) {
    let (today, _) = library.today_and_then(all);
    cites(ui, library, &today, out);
}

/// Citations as links into the guidance.
fn cites(ui: &mut Ui, library: &Library, cites: &[Cite], out: &mut Vec<Event>) {
    for cite in cites {
        let label = library.label(cite);
        let name = format!("Read {label}");
        if link(ui, &label, Some(&name)).clicked() {
            out.push(Event::Read(cite.clone()));
        }
    }
}

fn alternatives(ui: &mut Ui, others: &[Alternative], out: &mut Vec<Event>) {
    card(ui, |ui| {
        widgets::part(ui, "What do you decide?");
        widgets::small(ui, "The suggested outcome and your decision both go into the record.");
        let mut fitting = true;
        for one in others {
            if std::mem::replace(&mut fitting, one.fits) && !one.fits {
                widgets::small_heading(ui, "These do not fit your answers");
            }
            let name = format!("Decide: {}", one.headline);
            ui.horizontal_wrapped(|ui| {
                if link(ui, &one.headline, Some(&name)).clicked() {
                    say(out, DecideEvent::Depart(Some(one.id.clone())));
                }
                if one.less {
                    widgets::badge(ui, Tone::Caution, "Protects less");
                }
            });
            widgets::small(ui, &one.lead);
            rule(ui);
        }
    });
}

fn side(ui: &mut Ui, view: &OutcomeView<'_>, wide: bool, out: &mut Vec<Event>) {
    tried(ui, view.tried, out);
    if call::comes_first(view) {
        on_the_phone(ui, view);
    } else if wide {
        contacts::who_to_ring(ui, &view.ring, out);
    }
    if let Some(view) = &view.earlier {
        earlier_decisions::ui(ui, view, out);
    }
    widgets::heading(ui, "The guidance this is based on");
    quoted_all(ui, &view.quoting, &view.case.cites, out);
}

/// What a call is about, in its order.
fn on_the_phone(ui: &mut Ui, view: &OutcomeView<'_>) {
    let Some(whom) = call::whom(view) else { return };
    widgets::heading(ui, "On the phone, say");
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = theme::spaces().s;
        for (at, line) in whom.say.split_inclusive(". ").enumerate() {
            // Later lines stand under the first.
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = theme::spaces().s;
                widgets::body(ui, &format!("{}.", at + 1));
                ui.vertical(|ui| widgets::body(ui, line.trim()));
            });
        }
    });
    ui.add_space(theme::spaces().s);
    rule(ui);
    ui.add_space(theme::spaces().s);
}
