//! Whom it was told, and what of it: one call or message open to be written in, the others a line
//! each.

use egui::Ui;

use super::folds::Fold;
use super::form::Form;
use super::item_controls::below_fields;
use super::rows;
use crate::app::events::Add;
use crate::app::widgets::{apart, soft, strong_small};
use crate::record::people::one_line;
use crate::record::{Disclosure, Item as _, Part, Record};

/// Whom I told: one call or message open, the others a line each.
pub(super) fn told(ui: &mut Ui, form: &mut Form<'_>, record: &mut Record) {
    // The last one at which somebody was told; what nobody answered is written already.
    let (tried, told): (Vec<_>, Vec<_>) =
        record.disclosures.iter().rev().partition(|one| one.is_unanswered());
    let open = form.open_of(told.iter().chain(&tried).map(|one| &one.id));
    let names = names(record);
    for (disclosure, name) in record.disclosures.iter_mut().zip(&names) {
        if Some(&disclosure.id) == open.as_ref() {
            form.in_group(ui, disclosure, name, |form, ui, disclosure| {
                form.rows(ui, disclosure, rows::TOLD_WHOM);
            });
        } else {
            let to = one_line(&disclosure.to);
            let words = if disclosure.is_unanswered() { format!("{to}: no answer") } else { to };
            form.line_of(ui, disclosure.field(Part::SharedTo), name, &words);
        }
    }
    below_fields(ui, form, Fold::Told, record);
}

/// What was shared with each, and held back.
pub(super) fn shared(ui: &mut Ui, form: &mut Form<'_>, record: &mut Record) {
    let names = names(record);
    if names.is_empty() {
        soft(ui, "Nobody is named yet to whom something was told.");
        form.adder(ui, Add::Disclosure, "+ Disclosure");
    }
    for (disclosure, name) in record.disclosures.iter_mut().zip(&names) {
        let id =
            egui::Id::unique((form.view().decision.as_str(), "shared", disclosure.id.as_str()));
        let to = one_line(&disclosure.to);
        apart(ui, id, |ui| {
            if names.len() > 1 || !to.is_empty() {
                strong_small(ui, if to.is_empty() { name } else { &to });
            }
            form.rows(ui, disclosure, rows::SHARED);
        });
    }
}

/// "Disclosure", and its number where there are several.
fn names(record: &Record) -> Vec<String> {
    let count = record.disclosures.len();
    let name = |at: usize| {
        if count > 1 { format!("{} {}", Disclosure::NOUN, at + 1) } else { Disclosure::NOUN.into() }
    };
    (0..count).map(name).collect()
}
