//! One contact as it is written: fields, numbers, today's check, saved in one press.

use egui::{Id, Ui};

use super::{ContactsScreen, ContactsView, Editing, say};
use crate::app::commands::screen_keys::ONWARD;
use crate::app::events::{ContactsEvent, Event, SettingsEvent};
use crate::app::key_input;
use crate::app::theme::{self, Token};
use crate::app::widgets::{
    self, Line, abreast, card, day_line, group, link, multi_line, primary, secondary, segments,
    single_line,
};
use crate::base::dates::Looks;
use crate::record::contact_remarks::MAX_NUMBERS;
use crate::record::plausibility::tidy_day;
use crate::record::{Checked, Contact, Hours, Number};

/// Paints the form.
pub fn ui(
    ui: &mut Ui,
    view: &ContactsView<'_>,
    editing: &mut Editing<'_>,
    screen: &mut ContactsScreen,
    out: &mut Vec<Event>,
) {
    let there = editing.there;
    let kind = editing.contact.kind.label();
    widgets::small(ui, if there { "Change a contact" } else { "A new contact" });
    widgets::title(ui, kind);
    widgets::soft(ui, "Find the number yourself. Never use one that a caller gave you.");
    // While it is being signed the whole screen is locked.
    let changed = fields(ui, view, editing, screen, out);
    if changed {
        say(out, ContactsEvent::Edited);
    }
    ui.add_space(8.0);
    if let Some(why) = editing.contact.too_much() {
        widgets::status(ui, &format!("Too long to be saved: {why}."), Token::Caution);
    }
    match view.cannot_sign {
        _ if asks_name(ui, editing) => {
            let hint = "It appears under what you save, and is kept in Settings.";
            let line = Line { label: "Your name", hint, ..Line::default() };
            if single_line(ui, name_field(), line, editing.author).changed() {
                out.push(Event::Settings(SettingsEvent::Edited));
            }
        }
        Some(why) => {
            widgets::body(ui, why);
            if link(ui, "Settings", Some("Settings: your name and your register")).clicked() {
                out.push(Event::Go(crate::app::events::Screen::Settings));
            }
        }
        None => {
            widgets::small(
                ui,
                &format!("Entered by {}. Not you? Change it in Settings.", editing.author.trim()),
            );
        }
    }
    ui.horizontal_wrapped(|ui| {
        widgets::unless(ui, view.cannot_sign, |ui| {
            let pressed = primary(ui, "Save the contact", Some(ONWARD.cap)).clicked();
            let key = ONWARD.is_pressed(ui.ctx());
            if pressed || (key && view.cannot_sign.is_none()) {
                say(out, ContactsEvent::Save);
            }
        });
        if secondary(ui, "Discard", None).clicked() {
            say(out, ContactsEvent::Discard);
        }
    });
}

fn name_field() -> Id {
    Id::unique("who enters a contact")
}

/// Whether the name of who writes is asked here: as long as there is none, and while it is written.
fn asks_name(ui: &Ui, editing: &Editing<'_>) -> bool {
    editing.author.trim().is_empty() || ui.memory(|memory| memory.has_focus(name_field()))
}

fn fields(
    ui: &mut Ui,
    view: &ContactsView<'_>,
    editing: &mut Editing<'_>,
    screen: &mut ContactsScreen,
    out: &mut Vec<Event>,
) -> bool {
    let id = editing.id.clone();
    let field = |name: &str| Id::unique((id.as_str(), "contact", name));
    let mut changed = false;
    card(ui, |ui| {
        let hint = "For example: Elm Valley council, duty desk. Or the person’s name.";
        let line = Line { label: "Name of the person or desk", hint, ..Line::default() };
        let name = single_line(ui, field("name"), line, &mut editing.contact.name);
        changed |= name.changed();
        if editing.grab && screen.back_to.is_none() {
            // Without scrolling: the title above stays in sight.
            name.request_focus();
        }
        abreast(ui, |ui, at| {
            let Contact { organisation, area, .. } = &mut *editing.contact;
            let (name, label, text) = match at {
                0 => ("organisation", "Role or organisation", organisation),
                _ => ("area", "Area", area),
            };
            let line = Line { label, ..Line::default() };
            changed |= single_line(ui, field(name), line, text).changed();
        });
    });
    card(ui, |ui| {
        widgets::heading(ui, "Numbers");
        let wanted = editing.grab && screen.back_to.is_some();
        changed |= numbers(ui, editing, (screen.removed.as_ref(), wanted), out);
        let hint = "The page or the letterhead, so that the next colleague can look again.";
        let line = Line { label: "Where the number was found", hint, ..Line::default() };
        changed |=
            single_line(ui, field("found"), line, &mut editing.contact.found_where).changed();
        changed |= checked(ui, view, field("checked"), editing.contact, out);
    });
    card(ui, |ui| {
        let hint = "What you have found out: who they pass it on to, and when.";
        let line = Line { label: "When they share what you tell them", hint, ..Line::default() };
        changed |=
            multi_line(ui, field("discloses"), line, 2, &mut editing.contact.discloses).changed();
        let hint = "Opening hours, who to ask for. Nothing about a patient.";
        let remark = editing.contact.patient_remark(&screen.known);
        let line = Line { label: "Notes", hint, remark: remark.as_deref(), ..Line::default() };
        changed |= multi_line(ui, field("notes"), line, 2, &mut editing.contact.notes).changed();
    });
    changed
}

fn numbers(
    ui: &mut Ui,
    editing: &mut Editing<'_>,
    (removed, mut wanted): (Option<&(usize, Number)>, bool),
    out: &mut Vec<Event>,
) -> bool {
    let mut changed = false;
    let count = editing.contact.numbers.len();
    let hours = Hours::ALL.map(|hours| (hours, hours.label()));
    for (at, number) in editing.contact.numbers.iter_mut().enumerate() {
        let name = if count > 1 { format!("Number {}", at + 1) } else { "Number".to_owned() };
        let of = |part: &str| Id::unique((editing.id.as_str(), part, number.id.as_str()));
        let (text_id, hours_id) = (of("number"), of("hours"));
        group(ui, of("group"), &name, |ui| {
            ui.spacing_mut().item_spacing.y = theme::spaces().s;
            let line = Line { label: &name, ..Line::default() };
            let response = single_line(ui, text_id, line, &mut number.number);
            changed |= response.changed();
            if std::mem::take(&mut wanted) {
                response.request_focus();
            }
            let when = match count {
                0 | 1 => "When to use it".to_owned(),
                _ => format!("When to use {}", name.to_lowercase()),
            };
            let mut chosen = Some(number.hours);
            let line = Line { label: &when, ..Line::default() };
            if segments(ui, hours_id, line, &hours, &mut chosen).changed {
                number.hours = chosen.unwrap_or_default();
                changed = true;
            }
            if count > 1 && link(ui, "Remove", Some(&format!("Remove: {name}"))).clicked() {
                say(out, ContactsEvent::RemoveNumber(number.id.clone()));
            }
        });
    }
    ui.horizontal_wrapped(|ui| {
        if count < MAX_NUMBERS {
            if secondary(ui, "Another number", None).clicked() {
                say(out, ContactsEvent::AddNumber);
            }
        } else {
            widgets::small(ui, &format!("A contact has at most {MAX_NUMBERS} numbers."));
        }
        if let Some((_, number)) = removed
            && secondary(ui, &format!("Put back {}", number.number.trim()), None).clicked()
        {
            say(out, ContactsEvent::PutBackNumber);
        }
    });
    changed
}

fn checked(
    ui: &mut Ui,
    view: &ContactsView<'_>,
    id: Id,
    contact: &mut Contact,
    out: &mut Vec<Event>,
) -> bool {
    let remark = match contact.checked(view.now.date_naive()) {
        Checked::Unclear => {
            Some("Write the day, for example 3 11 2026. It cannot be in the future.")
        }
        Checked::Overdue(_) => Some("Over a year ago: check it again."),
        Checked::Never | Checked::On(_) => None,
    };
    let line = Line {
        label: "Last checked on",
        hint: "Ctrl and ; writes today’s date.",
        remark,
        tidy: Some(tidy_day(Looks::Back)),
        ..Line::default()
    };
    let here = ui.memory(|memory| memory.has_focus(id));
    let key = here && key_input::shortcut(ui.ctx(), &widgets::STAMP);
    let (response, pressed) =
        day_line(ui, id, line, "Today: last checked", &mut contact.checked_on.text);
    if pressed || key {
        say(out, ContactsEvent::CheckedToday);
    }
    response.changed()
}
