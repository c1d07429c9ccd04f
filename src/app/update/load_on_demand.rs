//! What is done once decisions are read whose statements are not held in memory.

use crate::app::events::Screen;
use crate::app::session::{AfterRead, ReadOne, Ticket};
use crate::app::state::State;
use crate::record::DecisionId;
use crate::register::Contents;
use crate::register::RegisterError;

impl State {
    /// They were read: what was asked is done, unless something else was asked since, or whoever
    /// asked has gone to another screen.
    pub(super) fn held(&mut self, read: Vec<ReadOne>, newest: Ticket, then: AfterRead) {
        let (places, looked_at) = (self.env.places(), self.shown_id().cloned());
        let around = (&places, &self.known.titles);
        let (changed, why) = self.session.take_held(read, looked_at.as_ref(), around);
        self.changed(changed);
        // A chronology only shows what is there by now, whoever asked for it.
        let late = !self.session.wants(&newest);
        if late && !matches!(then, AfterRead::Chronology) {
            return;
        }
        if let Some(error) = why {
            let gone = late && self.window.screen != Screen::Chronology;
            if !matches!(then, AfterRead::Nothing) && !gone {
                self.refuse(format!("It could not be read just now. Nothing was changed. {error}"));
            }
            return;
        }
        match then {
            // Something of it is gone or changed: nothing new is begun from what is left.
            AfterRead::Settle(id, _) | AfterRead::Reopen(id) if !self.session.is_held(&id) => {
                self.show_decision(&id);
                self.refuse(
                    "Something is wrong with the files of this decision, so nothing was started. \
                     Read what is here first.",
                );
            }
            AfterRead::Settle(id, place) => self.settle(&id, &place),
            AfterRead::Reopen(id) => self.reopen(&id),
            AfterRead::Review(id) => self.begin_review(&id),
            AfterRead::Chronology => self.lay_chronology(),
            AfterRead::Nothing => {}
        }
    }

    /// Puts what was read of a decision in the place of what is there.
    pub(super) fn take_fresh(&mut self, id: &DecisionId, fresh: Contents) {
        let (places, looked_at) = (self.env.places(), self.shown_id().cloned());
        let around = (&places, &self.known.titles);
        let changed = self.session.take_fresh(id, fresh, looked_at.as_ref(), around);
        self.changed(changed);
    }

    fn changed(&mut self, changed: bool) {
        if changed {
            self.people_changed();
            self.refresh_lists();
        }
    }

    /// The decision was read again.
    pub(super) fn looked(&mut self, id: &DecisionId, read: Result<Contents, RegisterError>) {
        if self.shown_id() != Some(id) {
            return;
        }
        self.session.has_looked(read.as_ref().err());
        if let Ok(fresh) = read {
            self.take_fresh(id, fresh);
            self.compare_shown();
            self.read_copy_of_then();
        }
        self.rework();
        // What was said of files that were not read again yet is said no more.
        self.remake_clinical_text();
    }
}
