//! The sections of the record, in order: a heading, a few helper words, the fields.

use egui::Ui;

use super::form::Form;
use super::marks::marks;
use super::{aside, items, rows};
use crate::app::events::Add;
use crate::app::theme;
use crate::app::widgets::{heading, rule, soft, strong};
use crate::record::entries::{entry_of, not_entered};
use crate::record::{DecisionDraft, Field, Holder as _, Item, Part, PassageKind, Record, Section};

/// Shows every section. Returns where each heading stands, from the top of the window.
pub(super) fn ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    draft: &mut DecisionDraft,
) -> Vec<(Section, f32)> {
    let mut seen = Vec::new();
    form.knows(&draft.record);
    for section in Section::ALL {
        if section == Section::Request && !form.view().request {
            continue;
        }
        ui.add_space(theme::spaces().l);
        rule(ui);
        ui.add_space(theme::spaces().s);
        let shown = ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = theme::spaces().xs;
            let shown = heading(ui, section.label());
            soft(ui, help(section, form));
            ui.add_space(theme::spaces().xs);
            shown
        });
        seen.push((section, shown.inner.rect.top()));
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = theme::spaces().m;
            fields(ui, form, section, draft);
            aside::of_section(ui, form, section);
        });
    }
    seen
}

fn help(section: Section, form: &Form<'_>) -> &'static str {
    let view = form.view();
    match section {
        Section::When => "If you do not know the date, say it in words.",
        Section::Who => "Leave empty any name or number you do not know.",
        Section::Request => "Who asks, and what for.",
        Section::Concern => "Keep what you found, what was said and what you think apart.",
        Section::Consent => match view.outcome_id {
            "share-with-consent" => "Who agreed, and on what basis.",
            "act-now" | "share-now" | "share-without-consent" => {
                "The steps you took to get consent, or why you did not ask."
            }
            _ => "Who was asked and what they said, or why nobody was asked.",
        },
        Section::Advice => "Each conversation in which you took advice.",
        Section::Shared if view.sharing => "What you shared, with whom, and what you held back.",
        Section::Shared => {
            "This outcome shares nothing. If you did share something, write it here."
        }
        Section::Told if view.sharing => {
            "Who in the family knows that you shared, or why nobody does."
        }
        Section::Told => "Who in the family you spoke to, or why you spoke to no one.",
        Section::FollowUp => "What happens next, and who does it.",
        Section::Reasons => "Write for a reader who was not there.",
    }
}

fn fields(ui: &mut Ui, form: &mut Form<'_>, section: Section, draft: &mut DecisionDraft) {
    let record = &mut draft.record;
    match section {
        Section::When => form.rows(ui, record, rows::WHEN),
        Section::Who => who(ui, form, record),
        Section::Request => form.rows(ui, record, rows::REQUEST),
        Section::Concern => concern(ui, form, record),
        Section::Consent => {
            cards(ui, form, &mut record.consent, rows::CONSENT);
            form.adder(ui, Add::Consent, "+ Person asked");
            form.rows(ui, record, rows::NOT_ASKED);
        }
        Section::Advice => {
            cards(ui, form, &mut record.advice, rows::ADVICE);
            form.adder(ui, Add::Advice, "+ Advice");
            // It is made at the outcome; kept here once it was edited or copied.
            if !record.summary.is_empty() {
                form.rows(ui, record, rows::SUMMARY);
            }
        }
        Section::Shared => {
            cards(ui, form, &mut record.disclosures, rows::DISCLOSURE);
            form.adder(ui, Add::Disclosure, "+ Disclosure");
        }
        Section::Told => {
            cards(ui, form, &mut record.told, rows::TOLD);
            form.adder(ui, Add::Told, "+ Family member told");
            form.rows(ui, record, rows::NOT_TOLD);
        }
        Section::FollowUp => follow_up(ui, form, record),
        Section::Reasons => reasons(ui, form, draft),
    }
}

/// A card for each item, with its parts as they lie on the screen.
fn cards<T: Item>(ui: &mut Ui, form: &mut Form<'_>, items: &mut [T], rows: &[rows::Row]) {
    form.cards(ui, items, false, |form, ui, item| form.rows(ui, item, rows));
}

fn who(ui: &mut Ui, form: &mut Form<'_>, record: &mut Record) {
    if form.view().take_over {
        form.take_over(ui);
    }
    form.cards(ui, &mut record.children, true, items::child);
    let label = if record.children.is_empty() { "+ Child" } else { "+ Another child" };
    form.adder(ui, Add::Child, label);
    strong(ui, "Parents, household, others who may pose a risk");
    cards(ui, form, &mut record.others, rows::PERSON);
    form.adder(ui, Add::Person, "+ Person");
}

fn concern(ui: &mut Ui, form: &mut Form<'_>, record: &mut Record) {
    form.rows(ui, record, rows::KINDS);
    // Kinds stand together: all findings, then all of the child's own words, and so on.
    for kind in PassageKind::ALL {
        for passage in record.passages.iter_mut().filter(|passage| passage.kind == kind) {
            items::passage(ui, form, passage);
        }
    }
    let adders = [
        (Add::Passage(PassageKind::Finding), "+ Finding", Some("Alt 1")),
        (Add::Passage(PassageKind::ChildsWords), "+ Child’s words", Some("Alt 2")),
        (Add::Passage(PassageKind::ToldByOthers), "+ Told by others", Some("Alt 3")),
        (Add::Passage(PassageKind::Opinion), "+ Opinion", Some("Alt 4")),
    ];
    let adders: Vec<_> = adders.into_iter().filter(|(add, ..)| !add.is_refused(record)).collect();
    form.adders(ui, &adders);
    marks(ui, form, record);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = theme::spaces().xs;
        strong(ui, "Who was present");
        soft(ui, "When the child was seen or spoken to. Name an interpreter too.");
    });
    cards(ui, form, &mut record.participants, rows::PARTICIPANT);
    form.present_choices(ui);
    form.adder(ui, Add::Participant, "+ Person present");
    // A child who is not born yet says nothing, and is seen by nobody; what was written stays.
    let unborn = record.is_all_unborn();
    let there: Vec<Part> =
        Part::ALL.iter().copied().filter(|part| !record.is_blank(*part)).collect();
    for row in rows::CONCERN {
        form.row(ui, record, *row, |part| match part {
            Part::SeenAlone | Part::Views if unborn => there.contains(&part).then(|| part.into()),
            // Ticked beside a question; here where something is in them.
            Part::Raised | Part::Lesser | Part::NotFound => {
                there.contains(&part).then(|| part.into())
            }
            _ => Some(part.into()),
        });
    }
}

fn follow_up(ui: &mut Ui, form: &mut Form<'_>, record: &mut Record) {
    form.rows(ui, record, rows::FOLLOW_UP);
    strong(ui, "Entered in the clinical record");
    soft(ui, "This register is not the clinical record and does not move with the child.");
    let missing: Vec<_> = not_entered(record)
        .into_iter()
        .filter(|who| entry_of(record, who).is_none())
        .map(|who| (who.words(), who.field(record)))
        .collect();
    cards(ui, form, &mut record.entered, rows::ENTERED);
    soft(ui, "If the practice does not hold someone’s record, write that instead of the time.");
    form.entries(ui, &missing);
    form.adder(ui, Add::Entered, "+ Clinical record");
}

fn reasons(ui: &mut Ui, form: &mut Form<'_>, draft: &mut DecisionDraft) {
    let record = &mut draft.record;
    form.rows(ui, record, rows::REASONS);
    if let Some(departure) = &mut draft.departure {
        let part = Part::DepartureReason;
        form.text(ui, Field::once(part), part, &mut departure.reason);
    }
    form.rows(ui, record, rows::WOULD_CHANGE);
    strong(ui, "Guidance you read for this decision");
    soft(ui, "The record keeps its words as they are today. Cite it where you read it.");
    form.cards(ui, &mut record.rests_on, false, items::cited);
    form.adder(ui, Add::Guidance, "+ Guidance");
}
