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

/// Paints it. One call from the side of an outcome. Where what was decided protects less, whom
/// the suggested outcome would have told is not lost out of sight: they come first.
pub fn whom_to_ring(ui: &mut Ui, view: &RingView<'_>, out: &mut Vec<Event>) {
    let whom = |outcome: Option<&Outcome>| view.agencies.whom(&outcome?.id);
    let Some(decided) = whom(view.decided) else { return };
    widgets::heading(ui, "Who to ring");
    let mut shown = Vec::new();
    if let Some(suggested) = whom(view.suggested) {
        widgets::strong_small(ui, "For the outcome");
        shown = ring_these(ui, view, suggested, &[], out);
        ui.add_space(4.0);
        widgets::strong_small(ui, "Say");
        widgets::body(ui, &suggested.say);
        ui.add_space(8.0);
        widgets::strong_small(ui, "For your decision");
    }
    ring_these(ui, view, decided, &shown, out);
    ui.add_space(8.0);
    widgets::heading(ui, "Say");
    widgets::body(ui, &decided.say);
    noted(ui, view.rung);
    ui.add_space(12.0);
    widgets::rule(ui);
    ui.add_space(12.0);
}

/// The contacts of these agencies, but for the kinds that are shown already; how to find a
/// number where there is none. Gives the kinds that were shown.
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
    if whom.emergency && shown.is_empty() {
        card(ui, |ui| {
            widgets::strong(ui, &format!("{} first", view.agencies.emergency.number));
            widgets::body(
                ui,
                "If the child is hurt or ill, or in danger at this moment. Otherwise arrange \
                 same-day paediatrics if the child needs to be seen.",
            );
        });
    }
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
    if let Some(first) = kinds.first().copied().filter(|_| cards.is_empty()) {
        if let Some(agency) = view.agencies.agency(first.agency()) {
            widgets::strong(ui, first.label());
            for line in agency.find.lines(view.nation) {
                widgets::body(ui, &line);
            }
        }
        for number in &view.agencies.beside {
            if whom.agencies.contains(&number.agency) {
                widgets::body(ui, &format!("{} – {}", number.number, number.does));
            }
        }
        let name = if shown.is_empty() {
            "Write the number down: add a contact".to_owned()
        } else {
            format!("Write the number down: add a contact, {}", first.label())
        };
        if link(ui, "Write the number down", Some(&name)).clicked() {
            out.push(Event::Contacts(ContactsEvent::Add(first)));
        }
    }
    kinds
}

/// The calls that are noted.
pub fn noted(ui: &mut Ui, rung: &[(crate::record::ItemId, String)]) {
    if rung.is_empty() {
        return;
    }
    widgets::strong(ui, "Noted in the record");
    for (_, words) in rung {
        widgets::small(ui, words);
    }
}
