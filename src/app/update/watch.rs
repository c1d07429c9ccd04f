//! What others have signed shows by itself.

use std::time::Instant;

use crate::app::events::Screen;
use crate::app::session::News;
use crate::app::state::State;
use crate::base::time;
use crate::record::{DecisionId, Nonce};
use crate::register::Contents;

impl State {
    /// The window has got the keyboard: somebody may have signed elsewhere meanwhile.
    pub fn look_round(&mut self) {
        self.session.look_round((self.env.instant)());
    }

    /// Compares the names of the files where it is time.
    pub(super) fn look_round_when_due(&mut self, now: Instant) {
        let task = self.session.look_round_when_due(now, &self.env.places());
        self.run(task);
    }

    /// Others have changed something, or nobody has.
    pub(super) fn news(&mut self, news: Option<Box<News>>) {
        let (now, places) = ((self.env.instant)(), self.env.places());
        let looked_at = self.shown_id().cloned();
        let around = (&places, &self.known.titles);
        let learned = self.session.learn_news(news, looked_at.as_ref(), now, around);
        if learned.reload {
            self.reload();
            return;
        }
        if !learned.fresh.decisions.is_empty() {
            self.people_changed();
        }
        if learned.looked_at {
            self.look_at_shown();
        }
        if self.leave_what_was_signed(&learned.fresh) || learned.relist {
            self.refresh_lists();
        }
        if !learned.fresh.decisions.is_empty() {
            self.learn_index(learned.fresh);
            self.learn_last_signed();
            if self.session.has_strangers() {
                self.introduce();
            }
        }
    }

    /// Drafts in memory that another window or workstation has signed are not gone on with. What
    /// stands in one and was not signed is kept. Whether there were any. `fresh`: what was just
    /// read, whole.
    fn leave_what_was_signed(&mut self, fresh: &Contents) -> bool {
        let signed: Vec<(Nonce, DecisionId, String, bool)> = self
            .drafts
            .iter()
            .filter(|hand| !hand.is_signing())
            .filter_map(|hand| {
                let of = |loaded: &&crate::register::Loaded| {
                    loaded.sound && loaded.header.nonce == hand.draft.nonce
                };
                let header = &self.session.contents().statements().find(of)?.header;
                let at = time::moment(&header.written.with_timezone(&self.now().timezone()));
                // By what it says: the clocks of two workstations need not agree.
                let mut all =
                    fresh.statements().chain(self.session.contents().statements()).filter(of);
                let done = all.any(|loaded| {
                    loaded.statement().is_some_and(|signed| hand.draft.work.is_in(&signed.body))
                });
                Some((hand.draft.nonce.clone(), hand.draft.decision.clone(), at, done))
            })
            .collect();
        let any = !signed.is_empty();
        for (nonce, decision, at, done) in signed {
            let in_hand = Some(&nonce) == self.drafts.decision()
                && self.window.screen == Screen::Decide
                || Some(&nonce) == self.drafts.addition();
            if done {
                self.drafts.remove(&nonce);
            }
            if in_hand {
                self.say_waiting(if done {
                    format!(
                        "This was signed on {at}, in another window or on another computer. This \
                         is what was signed."
                    )
                } else {
                    format!(
                        "This was signed on {at}, in another window or on another computer. \
                         What is different here is not part of it. It is kept as a draft."
                    )
                });
                if done {
                    self.show_decision(&decision);
                }
            }
        }
        any
    }
}
