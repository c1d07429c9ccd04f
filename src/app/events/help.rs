//! What a person did in the help.

use crate::app::help::HelpPage;

/// In the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpEvent {
    /// Open it at this page.
    Open(HelpPage),
    /// Read this page of it.
    Read(HelpPage),
    /// Show this hazard in full, by its place, or none.
    Hazard(Option<usize>),
    /// Back to where one was.
    Back,
}
