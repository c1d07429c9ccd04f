//! The one thing to do where somebody is to be rung: the number, large, and "I rang them".

use egui::Ui;

use super::contacts;
use super::{OutcomeView, say};
use crate::app::commands::screen_keys::RANG;
use crate::app::events::{DecideEvent, Event};
use crate::app::theme;
use crate::app::views::calls_made::rung;
use crate::app::views::cards::{self, mind};
use crate::app::views::nation;
use crate::app::views::quoted::folded;
use crate::app::widgets::{self, Run, Tone, first_thing, is_low, marked, primary, secondary};
use crate::guidance::agencies::Whom;
use crate::record::{ContactKind, Number};
use crate::report::{CardVersion, ring};

/// Whom the outcome has rung: the suggested one's, where what was decided protects less.
pub fn whom<'a>(view: &OutcomeView<'a>) -> Option<&'a Whom> {
    let ring = &view.ring;
    ring.agencies.whom(&ring.suggested.or(ring.decided)?.id)
}

/// Whether ringing is the first thing to do. Where somebody has asked, and there is a text to
/// answer them with, that is sent first; whom to ring stands beside it.
pub fn comes_first(view: &OutcomeView<'_>) -> bool {
    let answers = view.request && super::help::is_ready(view);
    (whom(view).is_some_and(|whom| whom.emergency) && !answers) || view.reads_out
}

/// Whether a call is noted in the record that was not in vain: what comes next is to write it.
pub fn is_made(view: &OutcomeView<'_>) -> bool {
    view.ring.rung.iter().any(|one| !one.unanswered)
}

/// The number that is rung first, with whose it is; `None` where nobody has written it down.
struct First<'a> {
    version: &'a CardVersion,
    number: &'a Number,
    /// Why there are others of that contact.
    apart: Option<&'static str>,
}

/// Paints it.
pub fn ui(ui: &mut Ui, view: &OutcomeView<'_>, out: &mut Vec<Event>) {
    let Some(whom) = whom(view) else { return };
    let Some(kind) = contacts::kinds(whom).next() else { return };
    let first = first(view, kind);
    let to = first.as_ref().map_or_else(
        || kind.label().to_owned(),
        |first| ring::rung(first.version, &first.number.number),
    );
    let low = is_low(ui);
    first_thing(ui, |ui| {
        if whom.emergency {
            let number = view.ring.agencies.emergency.number.as_str();
            let runs = [
                Run::strong(number),
                Run::plain(" first, if the child is hurt or ill, or in danger at this moment."),
            ];
            let sizes = theme::sizes();
            marked(ui, if low { sizes.small } else { sizes.control }, &runs);
            ui.add_space(theme::spaces().xs);
        }
        let desk = first.as_ref().map_or_else(|| kind.label().to_owned(), desk);
        if !low {
            widgets::small(ui, &desk);
        }
        number_and_button(ui, first.as_ref(), (kind, &to, is_made(view)), out);
        if low {
            widgets::small(ui, &desk);
        }
        match &first {
            Some(First { version, apart, .. }) => {
                mind(ui, version);
                if let Some(words) = apart {
                    widgets::badge(ui, Tone::Caution, words);
                }
            }
            None => find(ui, view, kind, out),
        }
        others(ui, view, whom, first.as_ref());
        rung(ui, view.ring.rung, out);
        if contacts::has_numbers(&view.ring) && folded(ui, "other numbers", "Other numbers") {
            contacts::all_numbers(ui, &view.ring, out);
        }
    });
    if RANG.is_pressed(ui.ctx()) {
        say(out, DecideEvent::Rang(kind, to));
    }
}

/// Whose number it is, for where, and when somebody answers there.
fn desk(first: &First<'_>) -> String {
    let about = match first.version.about.as_str() {
        "" => String::new(),
        about => format!(", {about}"),
    };
    let hours = first.number.hours.label().to_lowercase();
    format!("{}{about} – {hours}", first.version.title)
}

/// Whether nobody has written down the number that is rung first: how it is found depends on the
/// nation.
pub fn is_to_find(view: &OutcomeView<'_>) -> bool {
    let kind = whom(view).and_then(|whom| contacts::kinds(whom).next());
    comes_first(view) && kind.is_some_and(|kind| first(view, kind).is_none())
}

/// How to find the number: at once where the nation is known, else to be opened, a line for each.
fn find(ui: &mut Ui, view: &OutcomeView<'_>, kind: ContactKind, out: &mut Vec<Event>) {
    nation::ask(ui, view.decision.as_str(), view.ring.nation, out);
    let known = view.ring.nation.is_some();
    if known || folded(ui, "how to find", "How to find the number in your nation") {
        contacts::how_to_find(ui, &view.ring, kind, out);
    }
}

/// The first number of this kind that may answer now. A contact without one is passed over.
fn first<'a>(view: &OutcomeView<'a>, kind: ContactKind) -> Option<First<'a>> {
    let likely = view.ring.likely;
    ring::of_kinds(view.ring.cards, &[kind], likely).into_iter().find_map(|card| {
        let (version, others) = card.versions.split_first()?;
        let number = version.contact.numbers_for(likely).into_iter().next()?;
        Some(First { version, number, apart: (!others.is_empty()).then(|| cards::apart(card)) })
    })
}

/// The number at the left and the button at the right of one line: nothing else is as large.
fn number_and_button(
    ui: &mut Ui,
    first: Option<&First<'_>>,
    (kind, to, made): (ContactKind, &str, bool),
    out: &mut Vec<Event>,
) {
    let key = (ui.available_width() > 520.0).then_some(RANG.cap);
    ui.horizontal_wrapped(|ui| {
        let number = first.map_or("No number saved yet", |one| one.number.number.trim());
        let size = if first.is_some() { theme::sizes().title } else { theme::sizes().control };
        marked(ui, size, &[Run::strong(number)]);
        widgets::onward(ui, |ui| {
            let label = if made { "I rang again" } else { "I rang them" };
            let pressed = if made { secondary(ui, label, key) } else { primary(ui, label, key) };
            ui.ctx().accesskit_node_builder(pressed.id, |node| {
                // Who hears the name change hears why.
                let noted = if made { "Call noted. " } else { "" };
                node.set_label(format!("{noted}{label}: {to}"));
            });
            if pressed.on_hover_text("Writes the call and its time into the record.").clicked() {
                say(out, DecideEvent::Rang(kind, to.to_owned()));
            }
        });
    });
}

/// A number, and at its right whose it is.
fn one_number(ui: &mut Ui, number: &str, what: &str) {
    const NUMBER: f32 = 112.0;
    let small = theme::sizes().small;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let start = ui.cursor().left();
        marked(ui, small, &[Run::strong(number)]);
        ui.add_space((start + NUMBER - ui.cursor().left()).max(theme::spaces().s));
        ui.vertical(|ui| marked(ui, small, &[Run::plain(what)]));
    });
}

/// What else there is to know in small words: the other numbers of that desk and the public ones, a
/// line each where there is room, so that one is found with the phone in the hand; and who checked
/// the number.
fn others(ui: &mut Ui, view: &OutcomeView<'_>, whom: &Whom, first: Option<&First<'_>>) {
    let mut all: Vec<(&str, &str)> = Vec::new();
    if let Some(First { version, number, .. }) = first {
        let rest = version.contact.numbers.iter().filter(|one| one.id != number.id);
        let rest = rest.filter(|one| !one.number.trim().is_empty());
        all.extend(rest.map(|one| (one.hours.label(), one.number.trim())));
    }
    for beside in &view.ring.agencies.beside {
        if whom.agencies.contains(&beside.agency) {
            all.push((beside.does.trim_end_matches('.'), beside.number.as_str()));
        }
    }
    let mut runs = Vec::new();
    for (what, number) in all {
        if is_low(ui) {
            runs.extend([Run::strong(number), Run::plain(" "), Run::plain(what), Run::plain(". ")]);
        } else {
            one_number(ui, number, what);
        }
    }
    if whom.emergency {
        runs.push(Run::plain("If the child needs to be seen, arrange paediatrics the same day. "));
    }
    if let Some(First { version, .. }) = first {
        runs.push(Run::plain(&version.checked));
    }
    marked(ui, theme::sizes().small, &runs);
}
