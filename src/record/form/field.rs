//! The sections of a record and the names of its fields: what a line of "still to do" leads to,
//! and what a correction names.

use serde::{Deserialize, Serialize};

use super::parts::Part;
use crate::base::ronfile::blank;
use crate::record::ids::ItemId;

/// The sections of the record, in the order of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Section {
    /// When it happened, was learned and decided.
    When,
    /// The child or children, and others.
    Who,
    /// Where someone asked for information.
    Request,
    /// Categories and passages.
    Concern,
    /// Consent asked, or why not.
    Consent,
    /// Advice taken.
    Advice,
    /// What was shared and held back.
    Shared,
    /// Who of the family was told.
    Told,
    /// Review date, owner, clinical records.
    FollowUp,
    /// The reasons.
    Reasons,
}

impl Section {
    /// All of them, in order.
    pub const ALL: [Self; 10] = [
        Self::When,
        Self::Who,
        Self::Request,
        Self::Concern,
        Self::Consent,
        Self::Advice,
        Self::Shared,
        Self::Told,
        Self::FollowUp,
        Self::Reasons,
    ];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::When => "When",
            Self::Who => "Who",
            Self::Request => "The request",
            Self::Concern => "Concern",
            Self::Consent => "Consent",
            Self::Advice => "Advice",
            Self::Shared => "Shared",
            Self::Told => "Told",
            Self::FollowUp => "Follow-up",
            Self::Reasons => "Reasons",
        }
    }
}

/// One field of the record: what a line of "still to do" jumps to, and what a text field
/// says was touched. The item is the child, passage or disclosure it belongs to; `None`
/// names a field that stands once, or the first item of its kind.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Field {
    /// Which field.
    pub part: Part,
    /// Of which item.
    #[serde(default, skip_serializing_if = "blank")]
    pub item: Option<ItemId>,
}

impl Field {
    /// A field that stands once.
    pub fn once(part: Part) -> Self {
        Self { part, item: None }
    }

    /// A field of an item.
    pub fn of(part: Part, item: &ItemId) -> Self {
        Self { part, item: Some(item.clone()) }
    }
}
