//! In Settings: the further people who can open a protected register, each by an age key of their
//! own.

use egui::{Id, Ui};

use super::ProtectionScreen;
use crate::app::events::{Changing, Event, ProtectionEvent};
use crate::app::widgets::{self, Line, Tone, link, secondary, single_line};
use crate::register::protect::{Holder, is_recipient};

/// What somebody is called on the screen: by the key where nobody said.
fn called(holder: &Holder) -> &str {
    if holder.name.is_empty() { &holder.recipient } else { &holder.name }
}

/// Lists them, and offers to add one.
pub fn list(ui: &mut Ui, holders: &[Holder], out: &mut Vec<Event>) {
    widgets::subheading(ui, "Who can open it");
    widgets::body(ui, "Whoever has the passphrase.");
    for (at, holder) in holders.iter().enumerate() {
        ui.horizontal_wrapped(|ui| {
            widgets::body(ui, &format!("{}, with a key of their own.", called(holder)));
            let name = format!("Remove: {}", called(holder));
            if link(ui, "Remove", Some(&name)).clicked() {
                out.push(Event::Protection(ProtectionEvent::AskToRemove(at)));
            }
        });
        if !holder.name.is_empty() {
            widgets::small(ui, &holder.recipient);
        }
    }
    if secondary(ui, "Add a person by their key…", None).clicked() {
        out.push(Event::Protection(ProtectionEvent::Ask(Some(Changing::Add))));
    }
    widgets::small(
        ui,
        "They make the key with “age-keygen” and give you its public half. With it they open the \
         register on the command line, as with “justified show”, and need no passphrase.",
    );
}

/// What is said before somebody is added.
pub fn before_adding(ui: &mut Ui) {
    widgets::body(
        ui,
        "They will be able to read everything in this register, also what is written later.",
    );
}

/// Who is added.
pub fn adding(ui: &mut Ui, grab: bool, form: &mut ProtectionScreen) {
    let line = Line { label: "Name of the person", grab, ..Line::default() };
    single_line(ui, Id::unique("person's name"), line, &mut form.person);
    let typed = form.key.trim();
    let wrong = !typed.is_empty() && !is_recipient(typed);
    let line = Line {
        label: "Their age public key",
        hint: "It begins with age1 and has 62 letters.",
        remark: wrong.then_some("This is not an age public key."),
        ..Line::default()
    };
    single_line(ui, Id::unique("person's key"), line, &mut form.key);
}

/// Whether somebody can be added as typed.
pub fn can_add(form: &ProtectionScreen) -> bool {
    !form.person.trim().is_empty() && is_recipient(form.key.trim())
}

/// What is said before somebody is removed.
pub fn before_removing(ui: &mut Ui, holder: Option<&Holder>) {
    let who = holder.map_or("This person", called);
    widgets::banner(ui, Tone::Caution, |ui| {
        widgets::strong(ui, &format!("Remove: {who}"));
        widgets::body(
            ui,
            "The register gets a new key, and everything in it is encrypted again. What they have \
             copied they keep, and they can read that. If they know the passphrase, change it as \
             well.",
        );
    });
}
