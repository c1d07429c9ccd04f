//! What can be said of the people in a record by a choice: an unborn child, a name that is not
//! known, who somebody is to the child.

pub mod calls;
pub mod entries;
pub mod names;
pub mod removal;
pub mod set_aside;
pub mod strip;

use serde::{Deserialize, Serialize};

use super::form::{Child, PassageKind, Person, Record};
use super::ids::ItemId;
use crate::base::fold::folded;

/// What is said of a child as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChildFlag {
    /// Not born yet.
    Unborn,
    /// Nobody here knows the name. It is then not owed, and remarked.
    NameUnknown,
}

impl ChildFlag {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Unborn, Self::NameUnknown];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Unborn => "Not born yet",
            Self::NameUnknown => "Name not known",
        }
    }
}

/// Who a person is to the child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PersonRole {
    /// The mother.
    Mother,
    /// The father.
    Father,
    /// The partner of a parent.
    ParentsPartner,
    /// A brother or sister.
    Sibling,
    /// Anybody else who lives there.
    OtherHousehold,
    /// Anybody else who may pose a risk.
    OtherRisk,
    /// A professional.
    Professional,
    /// Anybody else.
    Other,
}

impl PersonRole {
    /// All of them, in the order the screen shows.
    pub const ALL: [Self; 8] = [
        Self::Mother,
        Self::Father,
        Self::ParentsPartner,
        Self::Sibling,
        Self::OtherHousehold,
        Self::OtherRisk,
        Self::Professional,
        Self::Other,
    ];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Mother => "Mother",
            Self::Father => "Father",
            Self::ParentsPartner => "Parent’s partner",
            Self::Sibling => "Sibling",
            Self::OtherHousehold => "Other in the household",
            Self::OtherRisk => "Other who may pose a risk",
            Self::Professional => "Professional",
            Self::Other => "Other",
        }
    }
}

/// What is said of a person. What is not said is not known, and is not the same as no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PersonFlag {
    /// Has parental responsibility.
    ParentalResponsibility,
    /// Lives in the child's household.
    InHousehold,
    /// May pose a risk to the child.
    MayPoseRisk,
    /// Nobody here knows the name.
    NameUnknown,
}

impl PersonFlag {
    /// All of them, in the order the screen shows.
    pub const ALL: [Self; 4] =
        [Self::ParentalResponsibility, Self::InHousehold, Self::MayPoseRisk, Self::NameUnknown];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::ParentalResponsibility => "Has parental responsibility",
            Self::InHousehold => "Lives in the household",
            Self::MayPoseRisk => "May pose a risk",
            Self::NameUnknown => "Name not known",
        }
    }
}

impl Child {
    /// Whether the child is said to be not born yet.
    pub fn is_unborn(&self) -> bool {
        self.flags.contains(&ChildFlag::Unborn)
    }

    /// Whether the name need not be written: it is said to be unknown, or the child is unborn.
    pub fn may_be_nameless(&self) -> bool {
        self.is_unborn() || self.flags.contains(&ChildFlag::NameUnknown)
    }

    /// What is said of the child, in words.
    pub fn flag_words(&self) -> String {
        joined(ChildFlag::ALL.iter().filter(|f| self.flags.contains(f)).map(|f| f.label()))
    }
}

impl Record {
    /// Whether this is a child of the record who is not born yet.
    pub fn is_unborn(&self, child: &ItemId) -> bool {
        self.children.iter().any(|one| one.id == *child && one.is_unborn())
    }

    /// Whether there are children, and none of them is born yet: nobody was seen or heard.
    pub fn is_all_unborn(&self) -> bool {
        !self.children.is_empty() && self.children.iter().all(Child::is_unborn)
    }

    /// Whether a passage of this kind can be written: a child who is not born yet says nothing.
    pub fn takes(&self, kind: PassageKind) -> bool {
        kind != PassageKind::ChildsWords || !self.is_all_unborn()
    }
}

impl Person {
    /// What is said of the person, in words.
    pub fn flag_words(&self) -> String {
        joined(PersonFlag::ALL.iter().filter(|f| self.flags.contains(f)).map(|f| f.label()))
    }
}

/// Whether a name is written where it is said to be unknown, or neither: what is remarked at
/// the field.
pub fn name_remark(name: &str, unknown: bool) -> Option<&'static str> {
    match (unknown, name.trim().is_empty()) {
        (false, _) => None,
        (true, true) => Some("Marked as not known. Write it here once you know it."),
        (true, false) => Some(
            "There is a name here, but it is also marked as not known. If you know it now, untick \
             “Name not known”.",
        ),
    }
}

pub(super) fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut all = String::new();
    for word in words {
        if all.is_empty() {
            all.push_str(word);
        } else {
            all.push_str(", ");
            all.push_str(&word.to_lowercase());
        }
    }
    all
}

/// The children by their names as typed, on one line; "child not named" where none is.
pub fn children_words<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> =
        names.into_iter().map(one_line).filter(|name| !name.is_empty()).collect();
    if names.is_empty() { "child not named".to_owned() } else { names.join(", ") }
}

impl Record {
    /// Its children by their names: see [`children_words`].
    pub fn children_words(&self) -> String {
        children_words(self.children.iter().map(|child| child.name.as_str()))
    }
}

/// Whether two names are written for the same person, as far as letters tell; nobody is not.
pub fn same_person(one: &str, other: &str) -> bool {
    let name = |text: &str| folded(&one_line(text));
    let one = name(one);
    !one.is_empty() && one == name(other)
}

/// What was typed, on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
