//! A decision that is opened is read again, and held against the rules of then and of now.

use crate::app::notice::{About, NoticeKind};
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::pathway::Pathway;
use crate::record::{Carried, Nonce, carried};

impl State {
    /// Reads the decision on the screen again, and holds it against the rules of then. Results
    /// of an earlier look are no longer wanted.
    pub(super) fn look_at_shown(&mut self) {
        let Some(id) = self.shown_id().cloned() else {
            self.session.look_away();
            return;
        };
        let task = self.session.look_at(&id, &self.env.places());
        if task.is_none() {
            return;
        }
        self.pass_what_hangs(Lane::Look);
        self.run(task);
        self.compare_shown();
        self.read_copy_of_then();
        self.rework();
    }

    /// Works out again what the screen shows of the decision.
    pub(super) fn rework(&mut self) {
        let Some(id) = self.shown_id().cloned() else { return };
        self.session.show(&id, &self.known.library, &self.owing());
    }

    pub(super) fn compare_shown(&mut self) {
        let Some(id) = self.shown_id().cloned() else { return };
        let rules = (&self.known.rules, &self.known.library);
        let task = self.session.compare(&id, rules, &self.env.places());
        self.run(task);
    }

    /// Says what becomes of the answers of the draft in hand under today's questions.
    pub(super) fn say_what_is_carried(&mut self, nonce: &Nonce, then: Option<&Pathway>) {
        if self.drafts.decision() != Some(nonce) {
            return;
        }
        let Some(work) = self.current_draft().and_then(crate::app::drafts::OpenDraft::work) else {
            return;
        };
        let Carried { kept, asked, dropped } = carried(work, then, self.known.rules.pathway());
        let list = |what: &str, names: &[String]| {
            let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
            if names.is_empty() { String::new() } else { format!(" {what}: {}.", names.join(", ")) }
        };
        let text = format!(
            "{BEGUN}, and continues under today’s. Nothing that you typed is lost.{}{}{}",
            list("Still counts", &kept),
            list("Asked next", &asked),
            list("Answered before, and no longer counts", &dropped),
        );
        self.tell(About::EarlierRules, NoticeKind::Waiting, text);
    }

    /// What is said of one draft is not said of the next.
    pub(super) fn forget_what_is_carried(&mut self) {
        self.window.answered(About::EarlierRules);
    }
}

/// How a notice about a draft of earlier questions begins.
const BEGUN: &str = "This draft was begun under earlier questions";
