//! The sections of a record and the names of its fields: what an item in "still owed" leads to,
//! and what a correction names.

use serde::{Deserialize, Serialize};

use super::ids::ItemId;
use crate::base::ronfile::blank;

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

/// One field of the record: what an item in "still owed" jumps to, and what a text field
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

/// The fields, by what they hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is named as the field of the record that it stands for")]
pub enum Part {
    Happened,
    Learned,
    Decided,
    ChildName,
    ChildBorn,
    ChildNhs,
    ChildAddress,
    ChildParentalResponsibility,
    ChildWhereabouts,
    ChildSafeContact,
    ChildSocialWorker,
    ChildFlags,
    ChildDue,
    PersonName,
    PersonRelation,
    PersonBorn,
    PersonNotes,
    PersonRole,
    PersonFlags,
    PersonNhs,
    RequestWho,
    RequestReceived,
    RequestChannel,
    RequestReplyBy,
    RequestIdentity,
    RequestPurpose,
    RequestLaw,
    Categories,
    PassageWhen,
    PassageSource,
    PassageText,
    PassageAbout,
    MarkSite,
    MarkChild,
    MarkSize,
    MarkColour,
    MarkShape,
    MarkNote,
    MarkWhen,
    MarkSource,
    Present,
    ParticipantWho,
    ParticipantRole,
    ParticipantInterpreter,
    SeenAlone,
    Views,
    FamilyRisks,
    Raised,
    Lesser,
    NotFound,
    ConsentAskedOf,
    ConsentBasis,
    ConsentAnswer,
    ConsentNotes,
    ConsentWhen,
    ConsentNotAsked,
    AdviceWho,
    AdviceRole,
    AdviceWhen,
    AdviceSaid,
    AdviceChildNamed,
    AdviceAbout,
    AdviceSummary,
    SharedTo,
    SharedWhen,
    SharedHow,
    SharedReference,
    SharedWhat,
    SharedHeldBack,
    SharedConfirmed,
    SharedConfirmBy,
    SharedAbout,
    ToldWho,
    ToldWhen,
    ToldWhat,
    NotTold,
    ReviewOn,
    Owner,
    Acknowledged,
    AcknowledgedBy,
    Plan,
    EnteredWhose,
    EnteredWhen,
    DecisionReasons,
    WouldChange,
    DepartureReason,
    CitedNote,
}

impl Part {
    /// The section it stands in.
    pub fn section(self) -> Section {
        match self {
            Self::Happened | Self::Learned | Self::Decided => Section::When,
            Self::ChildName
            | Self::ChildBorn
            | Self::ChildNhs
            | Self::ChildAddress
            | Self::ChildParentalResponsibility
            | Self::ChildWhereabouts
            | Self::ChildSafeContact
            | Self::ChildSocialWorker
            | Self::ChildFlags
            | Self::ChildDue
            | Self::PersonName
            | Self::PersonRelation
            | Self::PersonBorn
            | Self::PersonNotes
            | Self::PersonRole
            | Self::PersonFlags
            | Self::PersonNhs => Section::Who,
            Self::RequestWho
            | Self::RequestReceived
            | Self::RequestChannel
            | Self::RequestReplyBy
            | Self::RequestIdentity
            | Self::RequestPurpose
            | Self::RequestLaw => Section::Request,
            Self::Categories
            | Self::PassageWhen
            | Self::PassageSource
            | Self::PassageText
            | Self::PassageAbout
            | Self::MarkSite
            | Self::MarkChild
            | Self::MarkSize
            | Self::MarkColour
            | Self::MarkShape
            | Self::MarkNote
            | Self::MarkWhen
            | Self::MarkSource
            | Self::Present
            | Self::ParticipantWho
            | Self::ParticipantRole
            | Self::ParticipantInterpreter
            | Self::SeenAlone
            | Self::Views
            | Self::FamilyRisks
            | Self::Raised
            | Self::Lesser
            | Self::NotFound => Section::Concern,
            Self::ConsentAskedOf
            | Self::ConsentBasis
            | Self::ConsentAnswer
            | Self::ConsentNotes
            | Self::ConsentWhen
            | Self::ConsentNotAsked => Section::Consent,
            Self::AdviceWho
            | Self::AdviceRole
            | Self::AdviceWhen
            | Self::AdviceSaid
            | Self::AdviceChildNamed
            | Self::AdviceAbout
            | Self::AdviceSummary => Section::Advice,
            Self::SharedTo
            | Self::SharedWhen
            | Self::SharedHow
            | Self::SharedReference
            | Self::SharedWhat
            | Self::SharedHeldBack
            | Self::SharedConfirmed
            | Self::SharedConfirmBy
            | Self::SharedAbout => Section::Shared,
            Self::ToldWho | Self::ToldWhen | Self::ToldWhat | Self::NotTold => Section::Told,
            Self::ReviewOn
            | Self::Owner
            | Self::Acknowledged
            | Self::AcknowledgedBy
            | Self::Plan
            | Self::EnteredWhose
            | Self::EnteredWhen => Section::FollowUp,
            Self::DecisionReasons | Self::WouldChange | Self::DepartureReason | Self::CitedNote => {
                Section::Reasons
            }
        }
    }
}
