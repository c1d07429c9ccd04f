//! What is chosen from a list in a record: the kinds of concern, of passages, of consent.

use serde::{Deserialize, Serialize};

/// Yes or no, where "not said" is a third state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum YesNo {
    /// Yes.
    Yes,
    /// No.
    No,
}

impl YesNo {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Yes, Self::No];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::No => "No",
        }
    }
}

/// Kinds of concern. The first four are the categories of child protection plans in England;
/// Wales adds financial abuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Category {
    /// Physical abuse.
    Physical,
    /// Emotional abuse.
    Emotional,
    /// Sexual abuse.
    Sexual,
    /// Neglect.
    Neglect,
    /// Financial abuse (Wales).
    Financial,
    /// Sexual exploitation.
    SexualExploitation,
    /// Criminal exploitation.
    CriminalExploitation,
    /// Trafficking or modern slavery.
    Trafficking,
    /// Domestic abuse seen or heard.
    DomesticAbuse,
    /// Harm online.
    Online,
    /// Female genital mutilation.
    Fgm,
    /// Honour-based abuse or forced marriage.
    HonourBased,
    /// Radicalisation.
    Radicalisation,
    /// Fabricated or induced illness.
    FabricatedIllness,
    /// Harm by another child.
    ByAnotherChild,
    /// Harm by a person in a position of trust.
    PositionOfTrust,
    /// Not yet clear.
    NotYetClear,
}

impl Category {
    /// All of them, in the order the screen shows.
    pub const ALL: [Self; 17] = [
        Self::Physical,
        Self::Emotional,
        Self::Sexual,
        Self::Neglect,
        Self::Financial,
        Self::SexualExploitation,
        Self::CriminalExploitation,
        Self::Trafficking,
        Self::DomesticAbuse,
        Self::Online,
        Self::Fgm,
        Self::HonourBased,
        Self::Radicalisation,
        Self::FabricatedIllness,
        Self::ByAnotherChild,
        Self::PositionOfTrust,
        Self::NotYetClear,
    ];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Physical => "Physical abuse",
            Self::Emotional => "Emotional abuse",
            Self::Sexual => "Sexual abuse",
            Self::Neglect => "Neglect",
            Self::Financial => "Financial abuse",
            Self::SexualExploitation => "Sexual exploitation",
            Self::CriminalExploitation => "Criminal exploitation",
            Self::Trafficking => "Trafficking or modern slavery",
            Self::DomesticAbuse => "Domestic abuse seen or heard",
            Self::Online => "Online",
            Self::Fgm => "FGM",
            Self::HonourBased => "Honour-based abuse or forced marriage",
            Self::Radicalisation => "Radicalisation",
            Self::FabricatedIllness => "Fabricated or induced illness",
            Self::ByAnotherChild => "Harm by another child",
            Self::PositionOfTrust => "By a person in a position of trust",
            Self::NotYetClear => "Not yet clear",
        }
    }
}

/// What kind of passage it is. The guidance asks to keep these apart (PCYP ¶54, in summary).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PassageKind {
    /// What I found on examination or saw.
    #[default]
    Finding,
    /// The child's own words.
    ChildsWords,
    /// What others told me.
    ToldByOthers,
    /// My opinion.
    Opinion,
}

impl PassageKind {
    /// All of them, in the order of their keys.
    pub const ALL: [Self; 4] =
        [Self::Finding, Self::ChildsWords, Self::ToldByOthers, Self::Opinion];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Finding => "Clinical finding",
            Self::ChildsWords => "Child’s own words",
            Self::ToldByOthers => "Told by others",
            Self::Opinion => "My opinion",
        }
    }
}

/// What came of a telephone call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answered {
    /// Somebody took it.
    Taken,
    /// Nobody did: it was tried, and nothing was told.
    NoAnswer,
}

impl Answered {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Taken, Self::NoAnswer];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Taken => "Yes",
            Self::NoAnswer => "No answer",
        }
    }
}

/// The basis on which a person can consent (PCYP ¶31, 35, in summary).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConsentBasis {
    /// The child or young person has capacity.
    ChildWithCapacity,
    /// Parental responsibility for a child who lacks capacity.
    ParentalResponsibility,
    /// An adult, for information about themselves.
    AdultForThemselves,
}

impl ConsentBasis {
    /// All of them.
    pub const ALL: [Self; 3] =
        [Self::ChildWithCapacity, Self::ParentalResponsibility, Self::AdultForThemselves];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::ChildWithCapacity => "Child or young person with capacity",
            Self::ParentalResponsibility => "Parental responsibility",
            Self::AdultForThemselves => "Adult, for themselves",
        }
    }
}

/// What the answer was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConsentAnswer {
    /// Consent was given.
    Given,
    /// For some of it.
    Partly,
    /// Consent was refused.
    Refused,
}

impl ConsentAnswer {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Given, Self::Partly, Self::Refused];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Given => "Given",
            Self::Partly => "Partly given",
            Self::Refused => "Refused",
        }
    }
}
