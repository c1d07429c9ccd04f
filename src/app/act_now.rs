//! "Child in danger now" as it is pressed. A press by itself leaves no trace: the page opens and
//! its clock runs, and a record begins when something is done there or the person stays.

use chrono::{DateTime, FixedOffset};
use egui::Id;

use super::events::Screen;
use crate::record::{DecisionId, Nonce, Place};

/// It was pressed, and nothing was done yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pressed {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// The open draft in which that is noted once something is done; `None`: in a new one.
    pub of: Option<Nonce>,
    /// The decision of whose child a reviewer says that it may be at risk today.
    pub about: Option<DecisionId>,
}

/// Where it was pressed.
#[derive(Clone, Debug, PartialEq)]
pub struct CameFrom {
    /// The screen.
    pub screen: Screen,
    /// The draft in hand there, and where it was.
    pub place: Option<(Nonce, Place)>,
    /// What had the keyboard.
    pub keyboard: Option<Id>,
    /// The draft that was begun by it since.
    pub begun: Option<Nonce>,
}
