//! Who is who in each nation: boards, reviews, procedures, desks. From the glossary and from
//! what is known of the agencies.

use egui::Ui;

use super::ContactsView;
use crate::app::widgets::{self, Tone, badge, card, rule};
use crate::guidance::Nation;
use crate::record::ContactKind;

/// Paints it: the nation chosen in Settings first.
pub fn ui(ui: &mut Ui, view: &ContactsView<'_>) {
    widgets::soft(
        ui,
        "The names differ, and the guidance uses old ones. This app’s own words, not the GMC’s.",
    );
    let others = Nation::ALL.into_iter().filter(|nation| *nation != view.nation);
    for nation in std::iter::once(view.nation).chain(others) {
        card(ui, |ui| {
            widgets::heading(ui, nation.label());
            if nation == view.nation && view.nation_chosen {
                badge(ui, Tone::Plain, "Chosen in Settings");
            }
            // What is the same everywhere stands once, below.
            for term in view.library.terms().iter().filter(|term| term.differs()) {
                widgets::small_heading(ui, &term.name);
                widgets::body(ui, term.note(nation));
            }
            if let Some(desks) = view.agencies.agency(ContactKind::ChildrensServices.agency()) {
                widgets::small_heading(ui, "Where to find children’s services, day and night");
                widgets::body(ui, desks.find.text(nation));
            }
        });
    }
    card(ui, |ui| {
        widgets::heading(ui, "Who advises, everywhere");
        for kind in [
            ContactKind::SafeguardingLead,
            ContactKind::NamedDoctor,
            ContactKind::Designated,
            ContactKind::Colleague,
            ContactKind::CaldicottGuardian,
            ContactKind::DefenceOrganisation,
            ContactKind::Gmc,
        ] {
            if let Some(agency) = view.agencies.agency(kind.agency()) {
                widgets::small_heading(ui, kind.label());
                widgets::body(ui, &agency.does);
                rule(ui);
            }
        }
    });
}
