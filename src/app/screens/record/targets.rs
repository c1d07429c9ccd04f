//! Where a jump leads: to a field, or to the button that adds the item it would stand in.

use crate::app::events::Add;
use crate::record::{DecisionDraft, Field, ItemId, ItemKind, Part, Record, Section};

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
            Add::Passage(_) => draft.record.ids(ItemKind::Passage),
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
        Add::Passage(kind) => {
            record.passages.iter().filter(|p| p.kind == kind).map(|p| &p.id).collect()
        }
        add => record.ids(add.kind()),
    }
}

/// What kind of item this is.
pub(super) fn kind_of(record: &Record, item: &ItemId) -> Option<Add> {
    let passage = record.passages.iter().find(|one| one.id == *item);
    let kind = || ItemKind::ALL.iter().find(|kind| record.ids(**kind).contains(&item));
    passage.map(|one| Add::Passage(one.kind)).or_else(|| kind().map(|kind| (*kind).into()))
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
