//! What is added to a signed decision: begun, changed, left for later.

use crate::app::events::{Adding, DecisionsEvent};
use crate::app::focus::Focus;
use crate::app::state::State;
use crate::caseload::worklist::OwedAt;
use crate::record::settle::{Known, settles};
use crate::record::statement;
use crate::record::{
    DecisionId, Field, Later, LaterKind, LaterTime, Reply, Typed, Work, unanswered,
};

impl State {
    /// The events of what is added.
    pub(super) fn later_event(&mut self, event: DecisionsEvent) {
        match event {
            DecisionsEvent::Add(adding) => self.window.adding = adding,
            DecisionsEvent::BeginAddendum(id) => self.begin_addition(&id, None, None),
            DecisionsEvent::BeginLater(id, kind) => self.begin_addition(&id, Some(kind), None),
            DecisionsEvent::Correct(id, field) => {
                self.begin_addition(&id, Some(LaterKind::Correction), Some(&field));
            }
            DecisionsEvent::AddendumTouched => {
                if let Some(nonce) = self.drafts.addition().cloned() {
                    self.touch(&nonce);
                }
            }
            DecisionsEvent::LaterNow(time) => self.later_now(time),
            DecisionsEvent::SignAddendum => self.sign_addition(),
            DecisionsEvent::LeaveAddition => self.leave_addition(),
            DecisionsEvent::DiscardAddition => self.discard_addition(),
            _ => {}
        }
    }

    /// Signs what is being written. What takes a decision from view is asked once more, and only
    /// the second press signs.
    fn sign_addition(&mut self) {
        let Some(nonce) = self.drafts.addition().cloned() else { return };
        let asks = self.find(Some(&nonce)).is_some_and(|hand| {
            matches!(&hand.draft.work, Work::Later(later)
                if later.lacks().is_none() && later.asked_again().is_some())
        });
        if asks && self.window.adding != Some(Adding::Sure) {
            self.window.adding = Some(Adding::Sure);
            return;
        }
        self.window.adding = None;
        self.sign(&nonce);
    }

    /// What is being written is put aside: it stays on Home.
    pub(super) fn leave_addition(&mut self) {
        self.window.adding = None;
        if let Some(nonce) = self.drafts.set_addition(None) {
            self.save_now(&nonce);
        }
        self.drop_saved();
    }

    /// What is being written is discarded: what was typed is put away and can be taken back, and
    /// a form in which nothing was written leaves nothing.
    fn discard_addition(&mut self) {
        let Some(hand) = self.find(self.drafts.addition()).filter(|hand| !hand.is_signing()) else {
            return;
        };
        let nonce = hand.draft.nonce.clone();
        let blank = hand.is_untouched() || hand.draft.holds().is_empty();
        self.window.adding = None;
        self.drafts.set_addition(None);
        if blank {
            self.remove_draft(&nonce);
        } else {
            self.set_away(&nonce, true);
            self.drop_saved();
            self.say("Discarded. You can restore it on Home.");
        }
    }

    /// Writes down what is owed there, in a statement of its own below the decision: the form is
    /// open on its page, filled in as far as it is known. One that was begun is gone on with.
    pub(super) fn settle(&mut self, id: &DecisionId, place: &OwedAt) {
        self.show_decision(id);
        let new = match place {
            OwedAt::Question(to) => {
                // What asks nothing is acknowledged; whoever has more to say writes it instead.
                let asks = self.files_of(id).iter().any(|file| {
                    let asked = unanswered(&file.stated());
                    asked.iter().any(|(one, _)| one.digest == to)
                });
                let text = if asks { String::new() } else { READ.to_owned() };
                Some(Later::Reply(Reply { to: to.clone(), text }))
            }
            OwedAt::Field(field) => self.item_id().and_then(|item| {
                let record = &self.files_of(id).first()?.as_it_reads()?;
                settles(field, &Known { record, author: &self.settings.author.name }, item)
            }),
        };
        let Some(new) = new else { return };
        let same = new.clone();
        self.go_on_or_begin(
            id,
            |work| matches!(work, Work::Later(later) if later.is_for_the_same(&same)),
            |_| Some(Work::Later(Box::new(new))),
        );
        self.window.focus = Some(Focus::FormWhen);
    }

    /// Begins a note, or goes on with one.
    pub(super) fn begin_note(&mut self, id: &DecisionId) {
        self.begin_addition(id, None, None);
        self.window.focus = Some(Focus::Form);
    }

    /// Begins an addition of this kind (`None`: a note), or goes on with one.
    fn begin_addition(&mut self, id: &DecisionId, kind: Option<LaterKind>, field: Option<&Field>) {
        let is_it = |work: &Work| match work {
            Work::Addendum(_) => kind.is_none(),
            Work::Later(later) => match (&**later, field) {
                (Later::Correction(one), Some(field)) => one.field == *field,
                (later, _) => Some(later.kind()) == kind,
            },
            _ => false,
        };
        self.go_on_or_begin(id, is_it, |state| match kind {
            None => Some(Work::Addendum(String::new())),
            Some(kind) => state.new_later(id, kind, field).map(|l| Work::Later(Box::new(l))),
        });
    }

    /// Goes on with what was begun and `is_it`, or begins what is new.
    fn go_on_or_begin(
        &mut self,
        id: &DecisionId,
        is_it: impl Fn(&Work) -> bool,
        new: impl FnOnce(&mut Self) -> Option<Work>,
    ) {
        self.window.adding = None;
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
    fn new_later(
        &mut self,
        id: &DecisionId,
        kind: LaterKind,
        field: Option<&Field>,
    ) -> Option<Later> {
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

    fn later_now(&mut self, time: LaterTime) {
        let now = Typed::of(&self.now());
        let Some(nonce) = self.drafts.addition().cloned() else { return };
        if let Some(hand) = self.find_mut(Some(&nonce))
            && let Work::Later(later) = &mut hand.draft.work
            && let Some(typed) = later.time_mut(time)
        {
            *typed = now;
        }
        self.touch(&nonce);
    }
}

/// What stands in a reply to a review that asks nothing, until something else is written.
const READ: &str = "I have read this.";
