//! Contacts in and out as one file: to a typed path or by the system's dialog. What a file
//! would change is shown before it is taken.

use std::collections::BTreeSet;

use egui::{Id, Ui};

use super::{ContactsScreen, ContactsView, say};
use crate::app::events::{ContactsEvent, Event};
use crate::app::widgets::{
    self, Line, Tone, badge, banner, card, primary, secondary, single_line, unless,
};
use crate::record::{Claim, Contact};
use crate::register::contacts::Plan;
use crate::report::ring::claimed_words;

/// Paints it.
pub fn ui(ui: &mut Ui, view: &ContactsView<'_>, screen: &mut ContactsScreen, out: &mut Vec<Event>) {
    card(ui, |ui| {
        widgets::heading(ui, "Give contacts to a colleague, or take theirs");
        widgets::small(ui, "One file with all contacts. It holds nothing about a patient.");
        let line = Line {
            label: "File",
            hint: "The full path, for example ending in contacts.ron.",
            ..Line::default()
        };
        single_line(ui, Id::unique("contacts file"), line, &mut screen.path);
        let blank = widgets::blank_path(&screen.path);
        let none = view.cards.is_empty().then_some("There are no contacts yet.");
        ui.horizontal_wrapped(|ui| {
            unless(ui, none.or(blank), |ui| {
                if secondary(ui, "Save contacts to this file", None).clicked() {
                    say(out, ContactsEvent::Export(screen.path.clone()));
                }
            });
            unless(ui, blank, |ui| {
                if secondary(ui, "Look at this file", None).clicked() {
                    say(out, ContactsEvent::Look(screen.path.clone()));
                }
            });
            unless(ui, widgets::dialog_open(view.choosing), |ui| {
                unless(ui, none, |ui| {
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
            planned(ui, view, plan, &screen.known, out);
        }
    });
}

fn planned(
    ui: &mut Ui,
    view: &ContactsView<'_>,
    plan: &Plan,
    known: &BTreeSet<String>,
    out: &mut Vec<Event>,
) {
    let nothing = plan.added.is_empty() && plan.changed.is_empty();
    let quiet = nothing && plan.left_out.is_empty() && plan.remarks.is_empty();
    banner(ui, if quiet { Tone::Plain } else { Tone::Caution }, |ui| {
        if nothing {
            let words = if plan.left_out.is_empty() {
                "Every contact in this file is already here, and the same."
            } else {
                "There is nothing in this file to add."
            };
            widgets::strong(ui, words);
            left_out(ui, plan);
            if secondary(ui, "Close", None).clicked() {
                say(out, ContactsEvent::Take(false));
            }
            return;
        }
        widgets::heading(ui, "What this file would do");
        for entry in &plan.added {
            widgets::strong_small(ui, &format!("New: {}", words(&entry.contact)));
            trusted(ui, &entry.contact, known);
        }
        for (now, then) in &plan.changed {
            widgets::strong_small(ui, &format!("Changed: {}", words(&then.contact)));
            for (label, here, there) in now.changes(&then.contact) {
                widgets::small(ui, &format!("{label}. Here now: {}", or_nothing(&here)));
                widgets::small(ui, &format!("{label}. In the file: {}", or_nothing(&there)));
            }
            if !now.checked_on.is_blank() && then.contact.checked_on.is_blank() {
                widgets::small(ui, "The numbers differ, so the check made here no longer counts.");
            }
            trusted(ui, &then.contact, known);
        }
        if plan.same > 0 {
            widgets::small(ui, &format!("The same as here: {}", plan.same));
        }
        left_out(ui, plan);
        widgets::body(
            ui,
            "They are saved under your name. Check each number on a page you found yourself.",
        );
        if let Some(why) = view.cannot_sign {
            widgets::body(ui, why);
        }
        ui.horizontal_wrapped(|ui| {
            unless(ui, view.cannot_sign, |ui| {
                if primary(ui, "Add them", None).clicked() {
                    say(out, ContactsEvent::Take(true));
                }
            });
            if secondary(ui, "Do not add them", None).clicked() {
                say(out, ContactsEvent::Take(false));
            }
        });
    });
}

/// What is in the file and is not taken, and why.
fn left_out(ui: &mut Ui, plan: &Plan) {
    for words in &plan.remarks {
        badge(ui, Tone::Caution, words);
    }
    if plan.left_out.is_empty() {
        return;
    }
    widgets::small_heading(ui, "Not added from it");
    for words in &plan.left_out {
        widgets::small(ui, words);
    }
}

/// How far a contact of a file is to be trusted.
fn trusted(ui: &mut Ui, contact: &Contact, known: &BTreeSet<String>) {
    if contact.claimed != Claim::default() {
        widgets::small(ui, &claimed_words(&contact.claimed.by, &contact.claimed.on));
    }
    if let Some(remark) = contact.patient_remark(known) {
        badge(ui, Tone::Caution, &remark);
    }
}

fn or_nothing(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
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
