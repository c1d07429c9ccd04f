//! Contacts in and out as one file: to a typed path or by the system's dialog. What a file
//! would change is shown before it is taken.

use egui::{Id, Ui};

use super::{ContactsScreen, View, say};
use crate::app::events::{ContactsEvent, Event};
use crate::app::widgets::{self, Line, Tone, banner, card, primary, secondary, single_line};
use crate::record::Contact;
use crate::register::contacts::Plan;

/// Paints it.
pub fn ui(ui: &mut Ui, view: &View<'_>, screen: &mut ContactsScreen, out: &mut Vec<Event>) {
    card(ui, |ui| {
        widgets::heading(ui, "Give contacts to a colleague, or take theirs");
        widgets::small(ui, "One file with all contacts. It holds nothing about a patient.");
        let line = Line {
            label: "File",
            hint: "The whole path, for example ending in contacts.ron.",
            ..Line::default()
        };
        single_line(ui, Id::unique("contacts file"), line, &mut screen.path);
        let typed = !screen.path.trim().is_empty();
        ui.horizontal_wrapped(|ui| {
            ui.add_enabled_ui(typed && !view.cards.is_empty(), |ui| {
                if secondary(ui, "Save contacts to this file", None).clicked() {
                    say(out, ContactsEvent::Export(screen.path.clone()));
                }
            });
            ui.add_enabled_ui(typed, |ui| {
                if secondary(ui, "Look at this file", None).clicked() {
                    say(out, ContactsEvent::Look(screen.path.clone()));
                }
            });
            ui.add_enabled_ui(!view.choosing, |ui| {
                ui.add_enabled_ui(!view.cards.is_empty(), |ui| {
                    if secondary(ui, "Save to a file…", None).clicked() {
                        say(out, ContactsEvent::Choose { saving: true });
                    }
                });
                if secondary(ui, "Look at a file…", None).clicked() {
                    say(out, ContactsEvent::Choose { saving: false });
                }
            });
        });
        if let Some(plan) = &screen.plan {
            planned(ui, view, plan, out);
        }
    });
}

fn planned(ui: &mut Ui, view: &View<'_>, plan: &Plan, out: &mut Vec<Event>) {
    let nothing = plan.added.is_empty() && plan.changed.is_empty();
    banner(ui, if nothing { Tone::Plain } else { Tone::Caution }, |ui| {
        if nothing {
            widgets::strong(ui, "Every contact in this file is here already, the same.");
            if secondary(ui, "Close", None).clicked() {
                say(out, ContactsEvent::Take(false));
            }
            return;
        }
        widgets::heading(ui, "What this file would do");
        for entry in &plan.added {
            widgets::strong_small(ui, &format!("New: {}", words(&entry.contact)));
        }
        for (now, then) in &plan.changed {
            widgets::strong_small(ui, &format!("Changed: {}", words(&then.contact)));
            widgets::small(ui, &format!("Here now: {}", words(now)));
        }
        if plan.same > 0 {
            widgets::small(ui, &format!("The same as here: {}", plan.same));
        }
        widgets::body(
            ui,
            "You state them in your name. Check each number on a page that you found yourself.",
        );
        if let Some(why) = view.cannot_sign {
            widgets::body(ui, why);
        }
        ui.horizontal_wrapped(|ui| {
            ui.add_enabled_ui(view.cannot_sign.is_none(), |ui| {
                if primary(ui, "Take them", None).clicked() {
                    say(out, ContactsEvent::Take(true));
                }
            });
            if secondary(ui, "Leave them", None).clicked() {
                say(out, ContactsEvent::Take(false));
            }
        });
    });
}

/// A contact in one line: kind, name, numbers.
fn words(contact: &Contact) -> String {
    let numbers = contact.numbers.iter().map(|one| one.number.trim()).filter(|n| !n.is_empty());
    let mut parts = vec![contact.kind.label()];
    if !contact.name.trim().is_empty() {
        parts.push(contact.name.trim());
    }
    parts.extend(numbers);
    parts.join(" · ")
}
