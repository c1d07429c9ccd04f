//! What can stand several times in a record, and the name each goes by.

use super::body::ViewId;
use super::cited::{GuidanceCited, GuidanceSource};
use super::form::{
    Advice, Child, Consent, Disclosure, Entered, Field, Part, Participant, Passage, Person, Told,
};
use super::ids::ItemId;
use super::mark::Mark;

/// A child, passage, disclosure or other part of a record that can stand several times.
pub trait Item {
    /// What one of them is called, to number them by: "Child 2".
    const NOUN: &'static str;

    /// Its name within the record.
    fn id(&self) -> &ItemId;

    /// A new one with nothing filled in but its id.
    fn new(id: ItemId) -> Self;

    /// One of its fields.
    fn field(&self, part: Part) -> Field {
        Field::of(part, self.id())
    }
}

/// Every field but the id is text, a choice, or a typed value: blank to begin with.
macro_rules! item {
    ($name:ident, $noun:literal, [$($field:ident),*] $(, $given:ident: $value:expr)?) => {
        impl Item for $name {
            const NOUN: &'static str = $noun;
            fn id(&self) -> &ItemId {
                &self.id
            }
            fn new(id: ItemId) -> Self {
                Self { id, $($given: $value,)? $($field: Default::default()),* }
            }
        }
    };
}

item!(
    Child,
    "Child",
    [
        name,
        born,
        nhs,
        address,
        parental_responsibility,
        whereabouts,
        safe_contact,
        social_worker,
        flags,
        due
    ]
);
item!(Person, "Person", [name, relation, born, notes, role, flags, nhs]);
item!(Passage, "Passage", [when, source, text, about], kind: super::form::PassageKind::Finding);
item!(
    Mark,
    "Mark",
    [child, at, site, size, colour, shape, note, when, source],
    view: ViewId::Front
);
item!(Participant, "Person present", [who, role, interpreter]);
item!(Consent, "Consent", [asked_of, basis, answer, notes, when]);
item!(Advice, "Advice", [who, role, when, said, child_named, about]);
item!(
    Disclosure,
    "Disclosure",
    [to, when, how, reference, shared, held_back, confirmed, confirm_by, about]
);
item!(Told, "Told", [who, when, what]);
item!(Entered, "Clinical record", [whose, when, of]);
item!(
    GuidanceCited,
    "Guidance read",
    [label, document, edition, standing, words, note],
    source: GuidanceSource::Local
);
