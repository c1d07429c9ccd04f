//! What a person did in the record.

use crate::guidance::LocalCite;
use crate::guidance::cite::Cite;
use crate::record::body::Point;
use crate::record::removal::WhoseNow;
use crate::record::set_aside::AsideKey;
use crate::record::{Field, ItemId, ItemKind, Part, PassageKind, Record, ViewId};

/// In the record. Text is edited in place; everything else is said here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordEvent {
    /// The keyboard is in this field, or what is in it was edited.
    InField(Field),
    /// Another item of this kind.
    Add(Add),
    /// A passage is of this kind.
    Kind(ItemId, PassageKind),
    /// Somebody who is in the record already was present: their name and role.
    WasPresent(String, String),
    /// Take an item out; what was typed in it is set aside. Of a person about whom there are
    /// things it is asked first what becomes of those.
    Remove(ItemId),
    /// It was asked: take the person out, and this becomes of the things about them.
    RemoveWith(WhoseNow),
    /// Put back what was set aside.
    PutBack(AsideKey),
    /// Ask whether what was set aside is to be left out for good.
    AskLeaveOut(AsideKey),
    /// Leave it out for good.
    LeaveOut(AsideKey),
    /// It was asked, and nothing is taken out or left out.
    AsItWas,
    /// Put a mark on the body. Beside the body nothing is put.
    PutMark {
        /// On this view of it.
        view: ViewId,
        /// Here.
        at: Point,
        /// Of this child, where it is said.
        child: Option<ItemId>,
    },
    /// Move a mark to this place of its view; it stays on the body.
    MoveMark(ItemId, Point),
    /// Keep this guidance in the record in hand, in its words of today.
    Cite(Citing),
    /// Copy the child and the other people from the decision that this one began from.
    TakeOverPeople,
    /// Put the present time into a field.
    TimeNow(Field),
    /// Show and focus this field.
    Jump(Field),
    /// To check-your-answers.
    Check,
    /// From check-your-answers back to the record.
    BackToRecord,
    /// Sign.
    Sign,
    /// "Not you?": change the author.
    NotMe,
}

/// A paragraph that is to be cited in the record in hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Citing {
    /// One that the program holds, or an item of it.
    Held(Cite),
    /// One of the practice's own.
    Local(LocalCite),
}

/// What can stand several times in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Add {
    /// A child.
    Child,
    /// Another person.
    Person,
    /// A passage of this kind.
    Passage(PassageKind),
    /// A mark on the body. It is placed on the outline, or by the name of its site.
    Mark,
    /// Someone who was present.
    Participant,
    /// Someone asked for consent.
    Consent,
    /// A conversation in which advice was taken.
    Advice,
    /// A disclosure.
    Disclosure,
    /// Someone of the family who was told.
    Told,
    /// A clinical record it was entered in.
    Entered,
    /// Guidance that was read. It is cited from the guidance, not typed.
    Guidance,
}

impl Add {
    /// Whether nothing of this kind can stand in this record.
    pub fn is_refused(self, record: &Record) -> bool {
        matches!(self, Self::Passage(kind) if !record.takes(kind))
    }

    /// The kind of item that a field is in; `None` for a field that is there once.
    pub fn of(part: Part) -> Option<Self> {
        part.row().item.map(Self::from)
    }

    /// What it adds to a record.
    pub fn kind(self) -> ItemKind {
        match self {
            Self::Child => ItemKind::Child,
            Self::Person => ItemKind::Person,
            Self::Passage(_) => ItemKind::Passage,
            Self::Mark => ItemKind::Mark,
            Self::Participant => ItemKind::Participant,
            Self::Consent => ItemKind::Consent,
            Self::Advice => ItemKind::Advice,
            Self::Disclosure => ItemKind::Disclosure,
            Self::Told => ItemKind::Told,
            Self::Entered => ItemKind::Entered,
            Self::Guidance => ItemKind::GuidanceCited,
        }
    }
}

impl From<ItemKind> for Add {
    fn from(kind: ItemKind) -> Self {
        match kind {
            ItemKind::Child => Self::Child,
            ItemKind::Person => Self::Person,
            ItemKind::Passage => Self::Passage(PassageKind::Finding),
            ItemKind::Mark => Self::Mark,
            ItemKind::Participant => Self::Participant,
            ItemKind::Consent => Self::Consent,
            ItemKind::Advice => Self::Advice,
            ItemKind::Disclosure => Self::Disclosure,
            ItemKind::Told => Self::Told,
            ItemKind::Entered => Self::Entered,
            ItemKind::GuidanceCited => Self::Guidance,
        }
    }
}
