//! Where a jump leads: to a field, or to the button that adds the item it would stand in.

use crate::app::events::Add;
use crate::record::{DecisionDraft, Field, Item, ItemId, Part, PassageKind, Record, Section};

/// Where the keyboard is to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Into this field, by its exact item.
    Field(Field),
    /// Onto the button that adds one of these, because there is none yet.
    Adder(Add),
    /// Onto what is asked before a person is taken out.
    Asked,
}

impl Target {
    /// The exact target of `field`, which may name "the first of its kind".
    pub(super) fn of(draft: &DecisionDraft, field: &Field) -> Self {
        let part = match field.part {
            // Without a departure its reason has no field.
            Part::DepartureReason if draft.departure.is_none() => Part::DecisionReasons,
            part => part,
        };
        let Some(add) = Add::of(part) else { return Self::Field(Field::once(part)) };
        let ids = match add {
            Add::Passage(_) => all(&draft.record.passages),
            add => ids(&draft.record, add),
        };
        match field.item.as_ref().filter(|id| ids.contains(id)).or(ids.first().copied()) {
            Some(id) => Self::Field(Field::of(part, id)),
            None => Self::Adder(add),
        }
    }
}

/// The items of this kind, in the order of the draft.
pub(super) fn ids(record: &Record, add: Add) -> Vec<&ItemId> {
    match add {
        Add::Child => all(&record.children),
        Add::Person => all(&record.others),
        Add::Passage(kind) => {
            record.passages.iter().filter(|p| p.kind == kind).map(|p| &p.id).collect()
        }
        Add::Mark => all(&record.marks),
        Add::Participant => all(&record.participants),
        Add::Consent => all(&record.consent),
        Add::Advice => all(&record.advice),
        Add::Disclosure => all(&record.disclosures),
        Add::Told => all(&record.told),
        Add::Entered => all(&record.entered),
        Add::Guidance => all(&record.rests_on),
    }
}

fn all<T: Item>(items: &[T]) -> Vec<&ItemId> {
    items.iter().map(Item::id).collect()
}

/// What kind of item this is.
pub(super) fn kind_of(record: &Record, item: &ItemId) -> Option<Add> {
    let kinds = [
        Add::Child,
        Add::Person,
        Add::Mark,
        Add::Participant,
        Add::Consent,
        Add::Advice,
        Add::Disclosure,
        Add::Told,
        Add::Entered,
        Add::Guidance,
    ];
    kinds
        .into_iter()
        .chain(PassageKind::ALL.map(Add::Passage))
        .find(|add| ids(record, *add).contains(&item))
}

/// The field of a new item that the keyboard goes into.
pub(super) fn first_of(add: Add) -> Part {
    match add {
        Add::Child => Part::ChildName,
        Add::Person => Part::PersonName,
        Add::Passage(_) => Part::PassageText,
        Add::Mark => Part::MarkSize,
        Add::Participant => Part::ParticipantWho,
        Add::Consent => Part::ConsentAskedOf,
        Add::Advice => Part::AdviceWho,
        Add::Disclosure => Part::SharedTo,
        Add::Told => Part::ToldWho,
        Add::Entered => Part::EnteredWhose,
        Add::Guidance => Part::CitedNote,
    }
}

/// The first field of a section, where its link leads.
pub(super) fn first_field(section: Section) -> Field {
    Field::once(match section {
        Section::When => Part::Happened,
        Section::Who => Part::ChildName,
        Section::Request => Part::RequestWho,
        Section::Concern => Part::Categories,
        Section::Consent => Part::ConsentAskedOf,
        Section::Advice => Part::AdviceWho,
        Section::Shared => Part::SharedTo,
        Section::Told => Part::ToldWho,
        Section::FollowUp => Part::ReviewOn,
        Section::Reasons => Part::DecisionReasons,
    })
}
