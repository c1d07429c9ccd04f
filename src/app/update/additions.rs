//! What is added to a signed decision: begun, changed, left for later.

use crate::app::events::{DecisionsEvent, FootPanel};
use crate::app::focus::Focus;
use crate::app::state::State;
use crate::caseload::worklist::OwedAt;
use crate::record::settle::{Known, settles};
use crate::record::{
    Addition, AdditionKind, AdditionTime, Body, DecisionId, Field, Reply, Stated, Typed, Verdict,
    Work, unanswered,
};

impl State {
    /// The events of what is added.
    pub(super) fn addition_event(&mut self, event: DecisionsEvent) {
        match event {
            DecisionsEvent::ShowAtFoot(foot_panel) => {
                if foot_panel == Some(FootPanel::Page) {
                    self.ask_page();
                }
                self.window.foot_panel = foot_panel;
            }
            DecisionsEvent::BeginNote(id) => self.begin_addition(&id, None, None),
            DecisionsEvent::BeginAddition(id, AdditionKind::Review) => self.review(&id),
            DecisionsEvent::BeginAddition(id, kind) => self.begin_addition(&id, Some(kind), None),
            DecisionsEvent::Correct(id, field) => {
                self.begin_addition(&id, Some(AdditionKind::Correction), Some(&field));
            }
            DecisionsEvent::AdditionEdited => {
                if let Some(nonce) = self.drafts.addition().cloned() {
                    self.touch(&nonce);
                }
            }
            DecisionsEvent::AdditionTimeNow(time) => self.addition_time_now(time),
            DecisionsEvent::SignAddition => self.sign_addition(),
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
            matches!(&hand.draft.work, Work::Addition(addition)
                if addition.lacks().is_none() && addition.asked_again().is_some())
        });
        if asks && self.window.foot_panel != Some(FootPanel::Sure) {
            self.window.foot_panel = Some(FootPanel::Sure);
            return;
        }
        self.window.foot_panel = None;
        self.sign(&nonce);
    }

    /// What is being written is discarded: what was typed is put away and can be taken back, and
    /// a form in which nothing was written leaves nothing.
    fn discard_addition(&mut self) {
        let Some(hand) = self.find(self.drafts.addition()).filter(|hand| !hand.is_signing()) else {
            return;
        };
        let nonce = hand.draft.nonce.clone();
        let blank = hand.is_untouched() || hand.draft.holds().is_empty();
        self.window.foot_panel = None;
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
                // What asks nothing is acknowledged; whoever has more to say writes it instead. That
                // a child may be at risk today is answered with what was done, and never by a press.
                let asks = self.files_of(id).iter().any(|file| {
                    let stated = file.stated();
                    let asked = unanswered(&stated).iter().any(|(one, _)| one.digest == to);
                    let at_risk = |one: &Stated<'_>| {
                        one.digest == to
                            && matches!(&one.statement.body, Body::Review(review)
                                if review.verdict == Some(Verdict::AtRisk))
                    };
                    asked || stated.iter().any(at_risk)
                });
                let text = if asks { String::new() } else { READ.to_owned() };
                Some(Addition::Reply(Reply { to: to.clone(), text }))
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
            |work| matches!(work, Work::Addition(addition) if addition.is_for_the_same(&same)),
            |_| Some(Work::Addition(Box::new(new))),
        );
        self.window.focus = Some(Focus::FormWhen);
    }

    /// Begins a note, or goes on with one.
    pub(super) fn begin_note(&mut self, id: &DecisionId) {
        self.begin_addition(id, None, None);
        self.window.focus = Some(Focus::Form);
    }

    /// Begins an addition of this kind (`None`: a note), or goes on with one.
    fn begin_addition(
        &mut self,
        id: &DecisionId,
        kind: Option<AdditionKind>,
        field: Option<&Field>,
    ) {
        let is_it = |work: &Work| match work {
            Work::Addendum(_) => kind.is_none(),
            Work::Addition(addition) => match (&**addition, field) {
                (Addition::Correction(one), Some(field)) => one.field == *field,
                (addition, _) => Some(addition.kind()) == kind,
            },
            _ => false,
        };
        self.go_on_or_begin(id, is_it, |state| match kind {
            None => Some(Work::Addendum(String::new())),
            Some(kind) => state.new_addition(id, kind, field).map(|l| Work::Addition(Box::new(l))),
        });
    }

    fn addition_time_now(&mut self, time: AdditionTime) {
        let now = Typed::of(&self.now());
        let Some(nonce) = self.drafts.addition().cloned() else { return };
        if let Some(hand) = self.find_mut(Some(&nonce))
            && let Work::Addition(addition) = &mut hand.draft.work
            && let Some(typed) = addition.time_mut(time)
        {
            *typed = now;
        }
        self.touch(&nonce);
    }
}

/// What stands in a reply to a review that asks nothing, until something else is written.
const READ: &str = "I have read this.";
