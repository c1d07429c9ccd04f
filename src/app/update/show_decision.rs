//! A signed decision is put on the screen.

use crate::app::events::Screen;
use crate::app::state::State;
use crate::app::update::review_run::is_review;
use crate::record::{Addition, AdditionKind, DecisionId, Field, Work, statement};

impl State {
    pub(super) fn show_decision(&mut self, id: &DecisionId) {
        if self.session.contents().find(id).next().is_none() && self.session.is_checking() {
            self.session.open_when_read(id);
            return;
        }
        if self.session.contents().find(id).next().is_none() {
            self.refuse("This decision is not in the register. Read the register again.");
            return;
        }
        if self.session.is_read_blind(id) {
            self.refuse("You read this one blind. Answer from its facts first, under Review.");
            return;
        }
        self.has_seen(id);
        self.close_path();
        if self.shown_id() != Some(id) {
            self.session.forget_look();
            self.window.foot_panel = None;
        }
        // A review is written on a screen of its own.
        let here = |nonce: &crate::record::Nonce| {
            let hand = self.find(Some(nonce));
            hand.is_some_and(|hand| hand.draft.decision == *id && !is_review(&hand.draft.work))
        };
        if self.drafts.addition().is_some_and(|nonce| !here(nonce)) {
            self.leave_addition();
        }
        self.go(Screen::Decision(id.clone()));
        self.look_at_shown();
    }

    /// What is being written is put aside: it stays on Home.
    pub(super) fn leave_addition(&mut self) {
        self.window.foot_panel = None;
        if let Some(nonce) = self.drafts.set_addition(None) {
            self.save_now(&nonce);
        }
        self.drop_saved();
    }

    /// Goes on with what was begun and `is_it`, or begins what is new.
    pub(super) fn go_on_or_begin(
        &mut self,
        id: &DecisionId,
        is_it: impl Fn(&Work) -> bool,
        new: impl FnOnce(&mut Self) -> Option<Work>,
    ) {
        self.window.foot_panel = None;
        let there = self.unfinished(id, is_it);
        if self.drafts.addition().is_some() && self.drafts.addition() != there.as_ref() {
            self.leave_addition();
        }
        let addition = there.or_else(|| {
            let work = new(self)?;
            self.begin(work, Some(id.clone()))
        });
        self.drafts.set_addition(addition);
    }

    /// A new one, with what is known filled in.
    pub(super) fn new_addition(
        &mut self,
        id: &DecisionId,
        kind: AdditionKind,
        field: Option<&Field>,
    ) -> Option<Addition> {
        let item = self.item_id()?;
        let file = self.files_of(id).into_iter().next()?;
        kind.begun(&statement::Known {
            standing: file.standing(),
            stated: &file.stated(),
            last: file.last().map(|last| &last.digest),
            author: &self.settings.author.name,
            field,
            item,
        })
    }
}
