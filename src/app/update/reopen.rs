//! A signed decision is decided again.

use crate::app::events::{DecisionsEvent, Screen};
use crate::app::focus::Focus;
use crate::app::session::AfterRead;
use crate::app::state::State;
use crate::record::{DecisionDraft, DecisionId, Work};

impl State {
    pub(super) fn decisions_event(&mut self, event: DecisionsEvent) {
        if let DecisionsEvent::Open(id)
        | DecisionsEvent::OpenAt(id, _)
        | DecisionsEvent::Settle(id, _)
        | DecisionsEvent::Reopen(id)
        | DecisionsEvent::BeginNote(id)
        | DecisionsEvent::BeginAddition(id, _)
        | DecisionsEvent::Correct(id, _) = &event
            && self.session.is_read_blind(id)
        {
            // Its facts come first: what is opened is its reading.
            let id = id.clone();
            self.review(&id);
            return;
        }
        match event {
            DecisionsEvent::Filtered
            | DecisionsEvent::Sort(_)
            | DecisionsEvent::InSight(..)
            | DecisionsEvent::Choose(_)
            | DecisionsEvent::TakeBack(_)
            | DecisionsEvent::AskNothing
            | DecisionsEvent::SaveFilter
            | DecisionsEvent::UseFilter(_)
            | DecisionsEvent::RemoveFilter(_) => self.list_event(&event),
            DecisionsEvent::Open(id) => self.show_decision(&id),
            DecisionsEvent::BackToList => {
                self.go(Screen::Decisions);
                if !self.session.lists().found.rows.is_empty() {
                    self.window.focus = Some(Focus::Row);
                }
            }
            DecisionsEvent::OpenAt(id, place) => {
                self.show_decision(&id);
                self.window.focus = Some(Focus::Owed(place));
            }
            DecisionsEvent::Settle(id, place) => {
                let then = AfterRead::Settle(id.clone(), place.clone());
                if self.hold(std::slice::from_ref(&id), then) {
                    self.settle(&id, &place);
                }
            }
            DecisionsEvent::RemoveDisposed(id) => self.remove_disposed(&id),
            DecisionsEvent::Reload => self.reload(),
            DecisionsEvent::ChoosePage(id) => self.choose_page(&id),
            DecisionsEvent::SavePage(id, path) => self.save_page(&id, &path),
            DecisionsEvent::Reopen(id) => {
                if self.hold(std::slice::from_ref(&id), AfterRead::Reopen(id.clone())) {
                    self.reopen(&id);
                }
            }
            event => self.addition_event(event),
        }
    }

    /// Takes an open case up again: a new draft of the same decision, from its answers and
    /// its record, at the question that it waits for.
    pub(super) fn reopen(&mut self, id: &DecisionId) {
        let file = self.files_of(id).into_iter().next();
        let Some((file, standing)) = file.and_then(|file| Some((file, file.standing()?))) else {
            return;
        };
        let Some(decision) = file.latest_decision().map(|(_, one)| one.clone()) else { return };
        let mut id_of_new = || self.item_id();
        let Some(decision) = standing.taken_up(&decision, &mut id_of_new) else { return };
        let work = DecisionDraft::again(decision, self.known.rules.pathway());
        self.put_aside();
        if let Some(nonce) = self.begin(Work::Decision(Box::new(work)), Some(id.clone())) {
            self.make_current(nonce.clone());
            self.touch(&nonce);
        }
    }
}
