//! What there is to read about the program itself: its guide, what could harm somebody and what is
//! done against it, and what it is and is not. All of it is in the program, and needs no register.

mod hazards;
mod markdown;

pub use hazards::{Hazard, Hazards, Promise};
pub use markdown::{Block, Span};

/// A page of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HelpPage {
    /// The guide for whoever decides.
    #[default]
    Gp,
    /// The guide for the named doctor.
    NamedDoctor,
    /// The guide for the practice manager.
    PracticeManager,
    /// The guide for whoever looks after the computers.
    It,
    /// What could harm somebody, and what is done against it.
    Hazards,
    /// What the program is, and what it is not.
    About,
}

impl HelpPage {
    /// All of them, as they are called.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Gp, "For the GP"),
        (Self::NamedDoctor, "For the named doctor"),
        (Self::PracticeManager, "For the practice manager"),
        (Self::It, "For IT"),
        (Self::Hazards, "What could go wrong"),
        (Self::About, "About"),
    ];

    /// What is read there, where it is a page of the guide.
    fn text(self) -> Option<&'static str> {
        Some(match self {
            Self::Gp => include_str!("../../assets/guide/gp.md"),
            Self::NamedDoctor => include_str!("../../assets/guide/named-doctor.md"),
            Self::PracticeManager => include_str!("../../assets/guide/practice-manager.md"),
            Self::It => include_str!("../../assets/guide/it.md"),
            Self::Hazards | Self::About => return None,
        })
    }
}

/// A page as it is read: worked out when it is opened.
#[derive(Debug)]
pub enum HelpText {
    /// Of the guide.
    Guide(Vec<Block>),
    /// The hazards; `None` where their list cannot be read.
    Hazards(Option<Hazards>),
    /// What the program is.
    About,
}

impl HelpText {
    /// This page.
    pub fn of(page: HelpPage) -> Self {
        match (page.text(), page) {
            (Some(text), _) => Self::Guide(markdown::blocks(text)),
            (None, HelpPage::Hazards) => Self::Hazards(Hazards::embedded().ok()),
            (None, _) => Self::About,
        }
    }
}
