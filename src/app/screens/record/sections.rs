//! The fields under each heading: in a card where it stands open, beside the record where it was
//! folded.

use egui::Ui;

use super::folds::{Fold, in_strip};
use super::form::Form;
use super::marks::marks;
use super::{disclosures, items, passages, rows, set_aside};
use crate::app::events::Add;
use crate::app::widgets::soft;
use crate::record::entries::{entry_of, not_entered};
use crate::record::{Child, DecisionDraft, Field, Holder as _, Item, Part, Record};

/// Shows the fields under a heading.
pub(super) fn fields(ui: &mut Ui, form: &mut Form<'_>, fold: Fold, draft: &mut DecisionDraft) {
    let record = &mut draft.record;
    match fold {
        Fold::Request => form.rows(ui, record, rows::REQUEST),
        Fold::Said => passages::said(ui, form, record),
        Fold::Told => disclosures::told(ui, form, record),
        Fold::Shared => disclosures::shared(ui, form, record),
        Fold::Looked => looked(ui, form, record),
        Fold::Kinds => form.rows(ui, record, rows::KINDS),
        Fold::Times => form.rows(ui, record, rows::WHEN),
        Fold::Change => form.rows(ui, record, rows::CHANGE),
        Fold::Marks => marks(ui, form, record),
        Fold::Child => children(ui, form, record),
        Fold::Household => {
            all(ui, form, &mut record.others, rows::PERSON);
            form.adder(ui, Add::Person, "+ Person");
        }
        Fold::Present => present(ui, form, record),
        Fold::Risks => risks(ui, form, record),
        Fold::Consent => {
            all(ui, form, &mut record.consent, rows::CONSENT);
            form.adder(ui, Add::Consent, "+ Person asked");
            form.rows(ui, record, rows::NOT_ASKED);
        }
        Fold::Advice => {
            all(ui, form, &mut record.advice, rows::ADVICE);
            form.adder(ui, Add::Advice, "+ Advice");
            // It is made at the outcome; kept here once it was edited or copied.
            if !record.summary.is_empty() {
                form.rows(ui, record, rows::SUMMARY);
            }
        }
        Fold::Family => {
            all(ui, form, &mut record.told, rows::TOLD);
            form.adder(ui, Add::Told, "+ Family member told");
            form.rows(ui, record, rows::NOT_TOLD);
        }
        Fold::FollowUp => form.rows(ui, record, rows::FOLLOW_UP),
        Fold::Clinical => clinical(ui, form, record),
        Fold::Why => why(ui, form, draft),
        Fold::Guidance => {
            form.cards(ui, &mut record.rests_on, false, items::cited);
            form.adder(ui, Add::Guidance, "+ Guidance");
        }
    }
    if let Some(section) = fold.lists_aside() {
        set_aside::of_section(ui, form, section);
    }
}

/// Each item, with its parts as they lie on the screen.
fn all<T: Item>(ui: &mut Ui, form: &mut Form<'_>, items: &mut [T], rows: &[rows::Row]) {
    form.cards(ui, items, false, |form, ui, item| form.rows(ui, item, rows));
}

/// The children. What of the first stands in the line at the top is not asked again.
fn children(ui: &mut Ui, form: &mut Form<'_>, record: &mut Record) {
    let strip = form.in_strip;
    let first = record.children.first().map(|child| child.id.clone());
    form.cards(ui, &mut record.children, true, |form, ui, child: &mut Child| {
        let without = strip && first.as_ref() == Some(&child.id);
        items::child(form, ui, child, |part| !(without && in_strip(part)));
    });
    let label = if record.children.is_empty() { "+ Child" } else { "+ Another child" };
    form.adder(ui, Add::Child, label);
}

fn present(ui: &mut Ui, form: &mut Form<'_>, record: &mut Record) {
    all(ui, form, &mut record.participants, rows::PARTICIPANT);
    form.present_choices(ui);
    form.adder(ui, Add::Participant, "+ Person present");
    // A child who is not born yet says nothing, and is seen by nobody; what was written stays.
    let unborn = record.is_all_unborn();
    let written = written(record);
    for row in rows::PRESENT {
        form.row(ui, record, *row, |part| match part {
            Part::SeenAlone | Part::Views if unborn => written(part).then(|| part.into()),
            _ => Some(part.into()),
        });
    }
}

/// One is ticked beside a question, and stands here where something is in it.
fn looked(ui: &mut Ui, form: &mut Form<'_>, record: &mut Record) {
    let written = written(record);
    for row in rows::LOOKED {
        form.row(ui, record, *row, |part| match part {
            Part::NoneApply => written(part).then(|| part.into()),
            _ => Some(part.into()),
        });
    }
}

/// Two of them are ticked beside a question, and stand here where something is in them.
fn risks(ui: &mut Ui, form: &mut Form<'_>, record: &mut Record) {
    let written = written(record);
    for row in rows::RISKS {
        form.row(ui, record, *row, |part| match part {
            Part::Raised | Part::Lesser => written(part).then(|| part.into()),
            _ => Some(part.into()),
        });
    }
}

/// Whether something is in a part of the record, as it is now.
fn written(record: &Record) -> impl Fn(Part) -> bool + use<> {
    let there: Vec<Part> =
        Part::ALL.iter().copied().filter(|part| !record.is_blank(*part)).collect();
    move |part| there.contains(&part)
}

fn clinical(ui: &mut Ui, form: &mut Form<'_>, record: &mut Record) {
    let missing: Vec<_> = not_entered(record)
        .into_iter()
        .filter(|who| entry_of(record, who).is_none())
        .map(|who| (who.words(), who.field(record)))
        .collect();
    all(ui, form, &mut record.entered, rows::ENTERED);
    soft(ui, "If the practice does not hold someone’s record, write that instead of the time.");
    form.entries(ui, &missing);
    form.adder(ui, Add::Entered, "+ Clinical record");
}

fn why(ui: &mut Ui, form: &mut Form<'_>, draft: &mut DecisionDraft) {
    form.rows(ui, &mut draft.record, rows::REASONS);
    if let Some(departure) = &mut draft.departure {
        let part = Part::DepartureReason;
        form.text(ui, Field::once(part), part, &mut departure.reason);
    }
}
