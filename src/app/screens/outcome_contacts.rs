//! Whom to ring, beside an outcome: the contacts that this outcome needs, with their numbers,
//! and what the call is about. Where there is no contact, how to find the number.

use egui::Ui;

use super::contacts::{mind, numbers_beside};
use crate::app::events::{ContactsEvent, DecideEvent, Event};
use crate::app::widgets::{self, card, link};
use crate::guidance::{Agencies, Nation};
use crate::record::{ContactKind, Hours};
use crate::report::{Card, ring};

/// What it shows.
pub struct View<'a> {
    /// The outcome decided, by id.
    pub outcome: &'a str,
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

/// Paints it. One call from the side of an outcome.
pub fn whom_to_ring(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Event>) {
    let Some(whom) = view.agencies.whom(view.outcome) else { return };
    let kinds: Vec<ContactKind> =
        whom.agencies.iter().filter_map(|id| ContactKind::of_agency(id)).collect();
    let cards = ring::of_kinds(view.cards, &kinds, view.likely);
    widgets::heading(ui, "Whom to ring");
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
    if cards.is_empty() {
        let first = kinds.first().copied().unwrap_or(ContactKind::ChildrensServices);
        if let Some(agency) = view.agencies.agency(first.agency()) {
            widgets::strong(ui, first.label());
            for line in agency.find.lines(view.nation) {
                widgets::body(ui, &line);
            }
        }
        if link(ui, "Write the number down", Some("Write the number down: add a contact")).clicked()
        {
            out.push(Event::Contacts(ContactsEvent::Add(first)));
        }
    }
    ui.add_space(8.0);
    widgets::heading(ui, "Say");
    widgets::body(ui, &whom.say);
    noted(ui, view.rung);
    ui.add_space(12.0);
    widgets::rule(ui);
    ui.add_space(12.0);
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
