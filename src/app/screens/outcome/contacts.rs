//! Whom to ring, beside an outcome: the contacts that this outcome needs, with their numbers,
//! and what the call is about. Where there is no contact, how to find the number.

use egui::Ui;

use crate::app::events::{ContactsEvent, DecideEvent, Event};
use crate::app::views::cards::{mind, numbers_beside};
use crate::app::walk::Outcome;
use crate::app::widgets::{self, card, link};
use crate::guidance::agencies::Whom;
use crate::guidance::{Agencies, Nation};
use crate::record::{ContactKind, Hours};
use crate::report::{Card, ring};

/// What it shows.
pub struct RingView<'a> {
    /// The outcome suggested, where what was decided protects less.
    pub suggested: Option<&'a Outcome>,
    /// The outcome decided.
    pub decided: Option<&'a Outcome>,
    /// All contacts.
    pub cards: &'a [Card],
    /// What every agency does.
    pub agencies: &'a Agencies,
    /// The nation, once one is chosen.
    pub nation: Option<Nation>,
    /// Which desk is likely to answer now.
    pub likely: Hours,
    /// Calls that are noted in the record.
    pub rung: &'a [(crate::record::ItemId, String)],
}

/// Every contact that this outcome needs. Where what was decided protects less, whom the suggested
/// outcome would have told is not lost out of sight: they come first.
pub fn all_numbers(ui: &mut Ui, view: &RingView<'_>, out: &mut Vec<Event>) {
    let whom = |outcome: Option<&Outcome>| view.agencies.whom(&outcome?.id);
    let Some(decided) = whom(view.decided) else { return };
    let mut shown = Vec::new();
    if let Some(suggested) = whom(view.suggested) {
        widgets::strong_small(ui, "For the outcome");
        shown = ring_these(ui, view, suggested, &[], out);
        ui.add_space(8.0);
        widgets::strong_small(ui, "For your decision");
        widgets::body(ui, &decided.say);
    }
    ring_these(ui, view, decided, &shown, out);
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

/// The contacts of these agencies, but for the kinds that are shown already; how to find each
/// number that nobody has written down. Gives the kinds that were shown.
fn ring_these(
    ui: &mut Ui,
    view: &RingView<'_>,
    whom: &Whom,
    shown: &[ContactKind],
    out: &mut Vec<Event>,
) -> Vec<ContactKind> {
    let kinds: Vec<ContactKind> = whom
        .agencies
        .iter()
        .filter_map(|id| ContactKind::of_agency(id))
        .filter(|kind| !shown.contains(kind))
        .collect();
    let cards = ring::of_kinds(view.cards, &kinds, view.likely);
    for shown in &cards {
        card(ui, |ui| {
            for version in &shown.versions {
                widgets::strong(ui, &version.title);
                let mut rang = |kind, to| out.push(Event::Decide(DecideEvent::Rang(kind, to)));
                numbers_beside(ui, version, view.likely, &mut rang);
                if !version.checked.is_empty() {
                    widgets::small(ui, &version.checked);
                }
                mind(ui, version);
            }
        });
    }
    let found = |kind: &ContactKind| cards.iter().any(|card| card.kind == *kind);
    let missing = kinds.iter().copied().filter(|kind| !found(kind) && *kind != ContactKind::Other);
    for kind in missing {
        widgets::strong(ui, kind.label());
        how_to_find(ui, view, kind, out);
    }
    kinds
}
