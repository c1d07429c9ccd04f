//! What can stand several times in a record, and the name each goes by.

use crate::record::form::{Field, Holder, ItemKind, Part};
use crate::record::ids::ItemId;

/// A child, passage, disclosure or other part of a record that can stand several times. The
/// table of parts makes each of them one.
pub trait Item: Holder {
    /// What one of them is called, to number them by: "Child 2".
    const NOUN: &'static str;
    /// Which kind it is.
    const KIND: ItemKind;

    /// Its name within the record.
    fn id(&self) -> &ItemId;

    /// A new one with nothing filled in but its id.
    fn new(id: ItemId) -> Self;

    /// One of its fields.
    fn field(&self, part: Part) -> Field {
        Field::of(part, self.id())
    }

    /// Whether nothing is in any of its parts.
    fn is_all_blank(&self) -> bool {
        Self::KIND.parts().all(|part| self.is_blank(part))
    }
}
