//! Where the keyboard goes next, and what a person would say is shown: when that changes, the
//! keyboard goes somewhere.

use egui::Id;

use super::events::{ContactsPage, FootPanel, Screen};
use crate::caseload::worklist::OwedAt;
use crate::record::{DecisionId, Field, Nonce};

/// Where the keyboard goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Focus {
    /// To the title.
    Title,
    /// To the heading of a part that was opened.
    Part,
    /// Into the first field of a form that was opened.
    Form,
    /// On when it happened, in the form of what settles something.
    FormWhen,
    /// Into the search of the decisions.
    Search,
    /// On the row that is chosen in the list of decisions.
    Row,
    /// On the author's name.
    Name,
    /// Into this field of the record in hand, which is scrolled to.
    Field(Field),
    /// On this that is owed of the decision that is shown.
    Owed(OwedAt),
    /// Back to what had it before; `None`: nothing had it.
    Back(Option<Id>),
}

/// What is shown, as far as a person would say that something else is shown now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub(super) screen: Screen,
    /// The decision in hand, its question, and what is asked about it.
    pub(super) decision: Option<(Nonce, Step)>,
    pub(super) path: bool,
    /// Whether the text for a clinical record is looked at.
    pub(super) clinical_text: bool,
    /// Whether the keys of the screen are.
    pub(super) keys: bool,
    /// Of the signed decision: what is added, and what is written. Not what it says: what a
    /// colleague signs meanwhile takes the keyboard from nobody.
    pub(super) signed: (Option<FootPanel>, Option<Nonce>),
    pub(super) contact: Option<Nonce>,
    pub(super) contacts: ContactsPage,
    pub(super) worked: Option<usize>,
    pub(super) asked: Asked,
}

impl Shown {
    /// Whether something is looked at over the screen, from where one goes back to it.
    pub(super) fn is_over(&self) -> bool {
        self.path || self.clinical_text || self.keys
    }

    /// Whether the same is shown, and nothing is asked on it any more.
    pub(super) fn was_answered(&self, before: &Self) -> bool {
        let asked = Asked::default();
        before.asked.is_any() && Self { asked: asked.clone(), ..before.clone() } == *self
    }

    /// The screen itself.
    pub(super) fn below(&self) -> Self {
        Self { path: false, clinical_text: false, keys: false, ..self.clone() }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
/// Which step of it.
pub(super) enum Step {
    Question(Option<String>),
    /// An answer is changed, and what follows is shown first.
    Change,
    Outcome,
    Record,
    Check,
}

/// What is asked in place before it is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) away: Option<std::path::PathBuf>,
    pub(super) removing: Option<DecisionId>,
    pub(super) make_here: Option<std::path::PathBuf>,
    /// Whether a register that is known elsewhere has moved, or is a copy.
    pub(super) moved: Option<std::path::PathBuf>,
    pub(super) import: bool,
}

impl Asked {
    /// Whether anything is.
    pub(super) fn is_any(&self) -> bool {
        let folders = [&self.away, &self.make_here, &self.moved];
        folders.iter().any(|one| one.is_some()) || self.removing.is_some() || self.import
    }
}
