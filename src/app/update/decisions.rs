//! The list, and one signed decision.

use crate::app::state::State;
use crate::record::DecisionId;
use crate::register::{DecisionFile, Loaded};

impl State {
    /// What was read of a decision: see [`crate::app::session::Session::files_of`].
    pub fn files_of(&self, id: &DecisionId) -> Vec<&DecisionFile> {
        self.session.files_of(id)
    }

    /// The decision that is on the screen, as it was read.
    pub fn shown_file(&self) -> Option<&DecisionFile> {
        self.files_of(self.shown_id()?).into_iter().next()
    }

    /// A text of a statement with what its file is marked with, before it.
    pub(super) fn marked(&self, loaded: &Loaded, text: &str) -> String {
        match self.session.look().mark(loaded) {
            Some(mark) => format!("{mark}\n\n{text}"),
            None => text.to_owned(),
        }
    }
}
