//! Whom to ring, beside an outcome: the contacts that this outcome needs, with their numbers,
//! and what the call is about. Where there is no contact, how to find the number.

use egui::Ui;

use crate::app::events::{ContactsEvent, DecideEvent, Event};
use crate::app::session::whom_to_ring::Rung;
use crate::app::views::calls_made::rung;
use crate::app::views::cards::{mind, numbers_beside};
use crate::app::widgets::{self, card, link};
use crate::guidance::agencies::Whom;
use crate::guidance::{Agencies, Nation};
use crate::pathway::RetoldOutcome;
use crate::record::{ContactKind, Hours};
use crate::report::{Card, ring};

/// What it shows.
pub struct RingView<'a> {
    /// The outcome suggested, where what was decided protects less.
    pub suggested: Option<&'a RetoldOutcome>,
    /// The outcome decided.
    pub decided: Option<&'a RetoldOutcome>,
    /// All contacts.
    pub cards: &'a [Card],
    /// What every agency does.
    pub agencies: &'a Agencies,
    /// The nation, once one is chosen.
    pub nation: Option<Nation>,
    /// Which desk is likely to answer now.
    pub likely: Hours,
    /// Calls that are noted in the record.
    pub rung: &'a [Rung],
}

/// Who to ring where ringing is not the first thing to do: the contacts, what a call is about, and
/// the calls that are noted.
pub fn who_to_ring(ui: &mut Ui, view: &RingView<'_>, out: &mut Vec<Event>) {
    let Some(decided) = view.decided.and_then(|outcome| view.agencies.whom(&outcome.id)) else {
        return;
    };
    widgets::heading(ui, "Who to ring");
    all_numbers(ui, view, out);
    if !has_numbers(view) {
        find_first(ui, view, decided, out);
    }
    if whom(view).count() == 1 {
        ui.add_space(8.0);
        widgets::heading(ui, "Say");
        widgets::body(ui, &decided.say);
    }
    rung(ui, view.rung, out);
    ui.add_space(12.0);
    widgets::rule(ui);
    ui.add_space(12.0);
}

/// Whom the outcomes have rung: the suggested one's first, where what was decided protects less.
fn whom<'a>(view: &RingView<'a>) -> impl Iterator<Item = &'a Whom> + use<'a> {
    let agencies = view.agencies;
    [view.suggested, view.decided].into_iter().flatten().filter_map(|one| agencies.whom(&one.id))
}

/// Whether a contact is written down of anybody whom this outcome has rung.
pub fn has_numbers(view: &RingView<'_>) -> bool {
    let kinds: Vec<ContactKind> = whom(view).flat_map(kinds).collect();
    view.cards.iter().any(|card| kinds.contains(&card.kind))
}

/// The kinds of contact whom an outcome has rung, the first one first.
pub fn kinds(whom: &Whom) -> impl Iterator<Item = ContactKind> + '_ {
    whom.agencies.iter().filter_map(|id| ContactKind::of_agency(id))
}

/// Every contact that this outcome needs. Where what was decided protects less, whom the suggested
/// outcome would have told is not lost out of sight: they come first.
pub fn all_numbers(ui: &mut Ui, view: &RingView<'_>, out: &mut Vec<Event>) {
    let mut shown = Vec::new();
    let several = whom(view).count() > 1;
    for (one, title) in whom(view).zip(["For the outcome", "For your decision"]) {
        if several {
            widgets::small_heading(ui, title);
        }
        let kinds: Vec<ContactKind> = kinds(one).filter(|kind| !shown.contains(kind)).collect();
        ring_these(ui, view, &kinds, out);
        if several {
            widgets::body(ui, &one.say);
            ui.add_space(8.0);
        }
        shown.extend(kinds);
    }
}

/// How to find the first number, where none is written down, and the public ones.
fn find_first(ui: &mut Ui, view: &RingView<'_>, whom: &Whom, out: &mut Vec<Event>) {
    let Some(first) = kinds(whom).next() else { return };
    widgets::subheading(ui, first.label());
    how_to_find(ui, view, first, out);
    for number in &view.agencies.beside {
        if whom.agencies.contains(&number.agency) {
            widgets::body(ui, &format!("{} – {}", number.number, number.does));
        }
    }
}

/// How to find the number of a desk that nobody has written down, and a place to write it.
pub fn how_to_find(ui: &mut Ui, view: &RingView<'_>, kind: ContactKind, out: &mut Vec<Event>) {
    if let Some(agency) = view.agencies.agency(kind.agency()) {
        for line in agency.find.lines(view.nation) {
            widgets::small(ui, &line);
        }
    }
    let name = format!("Write the number down: add a contact, {}", kind.label());
    if link(ui, "Write the number down", Some(&name)).clicked() {
        out.push(Event::Contacts(ContactsEvent::Add(kind)));
    }
}

/// The contacts of these kinds, those first that answer now. Where two people changed one apart,
/// both are shown.
fn ring_these(ui: &mut Ui, view: &RingView<'_>, kinds: &[ContactKind], out: &mut Vec<Event>) {
    for shown in ring::of_kinds(view.cards, kinds, view.likely) {
        card(ui, |ui| {
            for version in &shown.versions {
                widgets::subheading(ui, &version.title);
                let mut rang = |kind, to| out.push(Event::Decide(DecideEvent::Rang(kind, to)));
                numbers_beside(ui, version, view.likely, &mut rang);
                if !version.checked.is_empty() {
                    widgets::small(ui, &version.checked);
                }
                mind(ui, version);
            }
        });
    }
}
