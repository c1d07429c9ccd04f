//! A draft on Home: whom it is about, what it comes to, how far it is, and what can be done with
//! it.

use chrono::{DateTime, FixedOffset};
use egui::Ui;

use super::worklist::NOT_NAMED;
use crate::app::events::{DraftEvent, Event};
use crate::app::session::rows::DraftLine;
use crate::app::widgets::{self, Tone, WorkRow, link, row_button_for, secondary, short, work_line};
use crate::base::time;
use crate::base::words::capital;

/// "a, b and c".
pub(super) fn list(words: &[String]) -> String {
    match words.split_last() {
        None => "nothing".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

/// Asks before a draft goes, and says what is in it.
fn going(ui: &mut Ui, draft: &DraftLine, out: &mut Vec<Event>) {
    widgets::banner(ui, Tone::Caution, |ui| {
        let (words, label) = if draft.holds.is_empty() {
            ("This draft is empty. Delete it?".to_owned(), "Delete it")
        } else {
            let words = format!(
                "This draft has {}. It goes to “Discarded drafts” below, where you can restore it.",
                list(&draft.holds)
            );
            (words, "Discard it")
        };
        widgets::asked(ui, &words);
        ui.horizontal_wrapped(|ui| {
            if secondary(ui, label, None).clicked() {
                out.push(Event::Draft(DraftEvent::Away(draft.path.clone())));
            }
            if secondary(ui, "Keep it", None).clicked() {
                out.push(Event::Draft(DraftEvent::Keep));
            }
        });
    });
}

pub(super) fn draft_line(
    ui: &mut Ui,
    draft: &DraftLine,
    asked: bool,
    now: DateTime<FixedOffset>,
    out: &mut Vec<Event>,
) {
    let begun = if draft.elsewhere { "on another computer" } else { "" };
    let changed = time::moment(&draft.changed);
    let from = draft.begun_from.as_deref().unwrap_or_default();
    let cut = if draft.signing { "Signing was interrupted. Nothing is lost." } else { "" };
    let last = format!("Last changed {changed}");
    let said = |parts: &[&str]| -> String {
        let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    };
    let about = short(&draft.about);
    let child = short(&capital(&draft.whose)).into_owned();
    let unnamed = draft.whose == NOT_NAMED;
    // The outcome comes before where the person was: what it is, and then how far.
    let row = WorkRow {
        child: &child,
        unnamed,
        age: &draft.age,
        what: &said(&[cut, &draft.what, &draft.place, from]),
        due: &format!("changed {}", changed_words(draft.changed, now)),
        owner: begun,
        name: &said(&[&about, &last, &draft.what, &draft.place, from, begun, cut]),
        ..WorkRow::default()
    };
    // Another workstation's draft is its own; one that was being signed may be signed.
    let mine = !draft.elsewhere && !draft.signing && !asked;
    work_line(ui, &row, if mine { 190.0 } else { 130.0 }, |ui| {
        let label = if draft.elsewhere { "Continue with a copy" } else { "Continue" };
        let name = format!("Discard draft: {}", draft.about);
        if mine && link(ui, "Discard draft", Some(&name)).clicked() {
            out.push(Event::Draft(DraftEvent::AskAway(draft.path.clone())));
        }
        let name = format!("{label}: {}", draft.about);
        if row_button_for(ui, label, &name).clicked() {
            out.push(Event::Draft(DraftEvent::Open(draft.path.clone())));
        }
    });
    if asked {
        going(ui, draft, out);
    }
}

/// When it was changed, as short as can be: "10:42" of today, else the day.
fn changed_words(changed: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> String {
    match (now.date_naive() - changed.date_naive()).num_days() {
        0 => time::clock(&changed),
        1 => "yesterday".to_owned(),
        2..=6 => changed.format("%A").to_string(),
        _ => time::day(changed.date_naive()),
    }
}
