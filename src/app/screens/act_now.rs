//! Child in danger now: whom to ring, what to say, a clock. It asks nothing.

use egui::{Key, Modifiers, Ui};

use crate::app::events::{ContactsEvent, DecideEvent, Event, Screen};
use crate::app::key_input;
use crate::app::session::whom_to_ring::{Rung, StillOpen};
use crate::app::theme;
use crate::app::views::calls_made::rung;
use crate::app::views::cards::{numbers, trust};
use crate::app::widgets::{
    self, Run, Tone, above_foot, badge, banner, card, link, marked, onward, page, primary,
    secondary, secondary_for,
};
use crate::base::time;
use crate::guidance::{Agencies, Nation};
use crate::pathway::DANGER;
use crate::record::{ContactKind, Hours};
use crate::report::{CallLine, Card, ring};
use chrono::{DateTime, FixedOffset};

/// What the screen shows.
pub struct ActNowView<'a> {
    /// When it was pressed first.
    pub since: DateTime<FixedOffset>,
    /// Now.
    pub now: DateTime<FixedOffset>,
    /// Where its time is noted.
    pub noted: Noted,
    /// All contacts.
    pub cards: &'a [Card],
    /// What every agency does.
    pub agencies: &'a Agencies,
    /// The nation, once one is chosen.
    pub nation: Option<Nation>,
    /// What to say, filled from what is known.
    pub lines: &'a [CallLine],
    /// Calls that are noted in the record.
    pub rung: &'a [Rung],
    /// Other such records that were begun before and are not signed yet.
    pub still_open: &'a [StillOpen],
}

/// Where the time of the press is noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noted {
    /// Nothing was done yet: a record with it begins when something is, or after a while.
    NotYet,
    /// The same in a draft that is open: it is left as it is until something is done.
    NotInOpen,
    /// In a draft.
    InDraft {
        /// That is on the disk or on its way.
        saved: bool,
    },
    /// No record could be begun.
    Nowhere,
}

/// Paints it.
pub fn ui(ui: &mut Ui, view: &ActNowView<'_>, out: &mut Vec<Event>) {
    if key_input::pressed(ui.ctx(), Modifiers::NONE, Key::Escape) {
        out.push(Event::Decide(DecideEvent::LeaveActNow));
    }
    // Each begins at its top, wherever another was scrolled to.
    let id = ("act now", view.since.timestamp());
    above_foot(
        ui,
        out,
        |ui, out| page(ui, id, out, |ui, out| main(ui, view, out), |ui, out| side(ui, view, out)),
        foot,
    );
}

/// The way back and the way on are in sight however much is above them.
fn foot(ui: &mut Ui, out: &mut Vec<Event>) {
    if secondary(ui, "Go back", Some("Esc")).clicked() {
        out.push(Event::Decide(DecideEvent::LeaveActNow));
    }
    onward(ui, |ui| {
        if primary(ui, "Write the record", None).clicked() {
            out.push(Event::Decide(DecideEvent::WriteRecord));
        }
    });
}

fn main(ui: &mut Ui, view: &ActNowView<'_>, out: &mut Vec<Event>) {
    still_open(ui, view, out);
    ui.horizontal_wrapped(|ui| pressed_at(ui, view, out));
    let title = widgets::title(ui, "Get help now");
    widgets::described(ui, &title, "Ring first. The record comes afterwards. Escape goes back.");
    widgets::soft(ui, "Ring first. The record comes afterwards.");
    emergency(ui, view, out);
    whom_to_ring(ui, view, out);
    not_for_emergencies(ui, view, out);
    ways_on(ui, view, out);
}

/// Since when one is here, and the way back.
fn pressed_at(ui: &mut Ui, view: &ActNowView<'_>, out: &mut Vec<Event>) {
    let minutes = (view.now - view.since).num_minutes();
    let ago =
        if minutes < 1 { "just now".to_owned() } else { format!("{} ago", time::gap(minutes)) };
    widgets::small(ui, &format!("Pressed at {} · {ago}", time::clock(&view.since)));
    // Who came here by accident need not look for the way.
    if matches!(view.noted, Noted::NotYet | Noted::NotInOpen)
        && link(ui, "Pressed by mistake? Go back", None).clicked()
    {
        out.push(Event::Decide(DecideEvent::LeaveActNow));
    }
}

/// The contacts of each agency, or how to find it.
fn whom_to_ring(ui: &mut Ui, view: &ActNowView<'_>, out: &mut Vec<Event>) {
    let likely = Hours::likely(&view.now, view.nation);
    let whom = view.agencies.whom(DANGER).into_iter().flat_map(|whom| &whom.agencies);
    let kinds: Vec<ContactKind> = whom.filter_map(|id| ContactKind::of_agency(id)).collect();
    let mut hours_said = false;
    for kind in kinds {
        let cards = ring::of_kinds(view.cards, &[kind], likely);
        if cards.is_empty() {
            // The named doctor advises; without a number there is nobody to ring in a hurry.
            if kind != ContactKind::NamedDoctor {
                fallback(ui, view, kind, out);
            }
            continue;
        }
        for shown in cards {
            card(ui, |ui| {
                for version in &shown.versions {
                    widgets::subheading(ui, &version.title);
                    if !version.about.is_empty() {
                        widgets::small(ui, &version.about);
                    }
                    let mut rang = |kind, to| out.push(Event::Decide(DecideEvent::Rang(kind, to)));
                    numbers(ui, version, likely, Some(&mut rang));
                    trust(ui, version);
                }
                if kind == ContactKind::ChildrensServices && !hours_said {
                    widgets::small(ui, ring::desk_words(&view.now, view.nation));
                    hours_said = true;
                }
            });
        }
    }
}

/// What was begun before. One line each, so that 999 stays where it is looked for.
fn still_open(ui: &mut Ui, view: &ActNowView<'_>, out: &mut Vec<Event>) {
    for one in view.still_open {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = theme::spaces().m;
            let words = format!("One started at {} is still open: {}.", one.begun, one.about);
            badge(ui, Tone::Caution, &words);
            let name = format!("Go back to it: started at {}, {}", one.begun, one.about);
            if link(ui, "Go back to it", Some(&name)).clicked() {
                out.push(Event::Decide(DecideEvent::BackToOpen(one.nonce.clone())));
            }
        });
    }
    if !view.still_open.is_empty() {
        widgets::small(ui, "Below is a new record, for another child.");
    }
}

fn emergency(ui: &mut Ui, view: &ActNowView<'_>, out: &mut Vec<Event>) {
    let emergency = &view.agencies.emergency;
    banner(ui, Tone::Danger, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = theme::spaces().m;
            marked(ui, theme::sizes().title + 5.0, &[Run::strong(&emergency.number)]);
            let name = format!("I rang this: {}", emergency.name);
            if secondary_for(ui, "I rang this", &name).clicked() {
                let to = emergency.number.clone();
                out.push(Event::Decide(DecideEvent::Rang(ContactKind::Police, to)));
            }
        });
        widgets::reading(ui, &emergency.does);
        widgets::strong(
            ui,
            "Do not tell or warn anyone who may be the risk. Do not wait for consent.",
        );
    });
}

/// The national numbers, which are there even where nobody has written down a contact.
fn not_for_emergencies(ui: &mut Ui, view: &ActNowView<'_>, out: &mut Vec<Event>) {
    card(ui, |ui| {
        widgets::subheading(ui, "Not for an emergency");
        for number in &view.agencies.beside {
            let Some(kind) = ContactKind::of_agency(&number.agency) else { continue };
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = theme::spaces().m;
                widgets::strong(ui, &number.number);
                let name = format!("I rang this: {}", number.name);
                if link(ui, "I rang this", Some(&name)).clicked() {
                    let to = number.number.clone();
                    out.push(Event::Decide(DecideEvent::Rang(kind, to)));
                }
            });
            widgets::small(ui, &number.does);
        }
    });
}

/// Where there is no such contact: how to find the number.
fn fallback(ui: &mut Ui, view: &ActNowView<'_>, kind: ContactKind, out: &mut Vec<Event>) {
    let Some(agency) = view.agencies.agency(kind.agency()) else { return };
    card(ui, |ui| {
        let (title, words) = match kind {
            ContactKind::ChildrensServices => ("Children’s services", ""),
            ContactKind::Police => ("Police, when it is not an emergency call", ""),
            ContactKind::Paediatrician => (
                "Injured or ill, and not an emergency call",
                "Ring the on-call paediatrician and arrange to be seen the same day. ",
            ),
            other => (other.label(), ""),
        };
        widgets::subheading(ui, title);
        for (at, line) in agency.find.lines(view.nation).iter().enumerate() {
            let words = if at == 0 { words } else { "" };
            widgets::body(ui, &format!("{words}{line}"));
        }
        ui.horizontal_wrapped(|ui| {
            let name = format!("I rang them: {}", kind.label());
            if link(ui, "I rang them", Some(&name)).clicked() {
                let to = kind.label().to_owned();
                out.push(Event::Decide(DecideEvent::Rang(kind, to)));
            }
            let name = format!("Keep the number for next time: {}", kind.label());
            if link(ui, "Keep the number for next time", Some(&name)).clicked() {
                out.push(Event::Contacts(ContactsEvent::Add(kind)));
            }
        });
    });
}

fn ways_on(ui: &mut Ui, view: &ActNowView<'_>, out: &mut Vec<Event>) {
    ui.horizontal_wrapped(|ui| {
        if secondary(ui, "Answer the questions afterwards", None).clicked() {
            out.push(Event::Decide(DecideEvent::AnswerAfterwards));
        }
        let Noted::InDraft { .. } = view.noted else { return };
        if link(ui, "Pressed by mistake", None).clicked() {
            out.push(Event::Decide(DecideEvent::PressedByMistake));
        }
        if link(ui, "Home", Some("Home: the record is kept there")).clicked() {
            out.push(Event::Go(Screen::Home));
        }
    });
}

fn side(ui: &mut Ui, view: &ActNowView<'_>, out: &mut Vec<Event>) {
    widgets::heading(ui, "What to say");
    for (number, line) in (1..).zip(view.lines) {
        widgets::subheading(ui, &format!("{number}. {}", line.about));
        if !line.known.is_empty() {
            widgets::body(ui, &line.known);
        }
        if !line.say.is_empty() {
            widgets::soft(ui, &format!("Say: {}.", line.say.join("; ")));
        }
    }
    ui.add_space(12.0);
    noted(ui, view);
    if !view.rung.is_empty() {
        ui.add_space(12.0);
        widgets::heading(ui, "Calls noted in the record");
        rung(ui, view.rung, out);
    }
}

/// Whether anything is written down of the press, and what would write it down.
fn noted(ui: &mut Ui, view: &ActNowView<'_>) {
    match view.noted {
        Noted::NotYet => {
            widgets::heading(ui, "Nothing is written down yet");
            widgets::body(
                ui,
                "A record with this time starts when you note a call, write, or stay here for 20 \
                 seconds. Esc goes back and keeps nothing.",
            );
        }
        Noted::NotInOpen => {
            widgets::heading(ui, "Nothing is written down yet");
            widgets::body(
                ui,
                "This time goes into the open record when you note a call or write. Esc goes back, \
                 and that record stays as it is.",
            );
        }
        Noted::InDraft { saved } => {
            widgets::heading(ui, "The time is noted");
            let at = time::moment(&view.since);
            widgets::body(ui, &format!("A record was started at {at}."));
            widgets::small(
                ui,
                if saved {
                    "It is on Home, under “Not finished”."
                } else {
                    "It is not saved yet. Justified keeps trying."
                },
            );
        }
        Noted::Nowhere => {
            widgets::heading(ui, "A record could not be started");
            widgets::body(ui, "Write the time down on paper. See the message at the top.");
        }
    }
}
