//! Drafts that were begun by mistake: an empty one is removed, any other is put away and can
//! be taken back. Nothing that was typed is lost.

use std::path::Path;
use std::sync::Arc;

use crate::app::state::State;
use crate::record::Draft;

impl State {
    /// It was asked and confirmed.
    pub(super) fn put_away(&mut self, path: &Path) {
        self.screens.away_asked = None;
        let Some(nonce) = self.own_in_memory(path) else { return };
        if self.is_read_and_kept(&nonce) {
            self.refuse(
                "Not discarded: your answers were kept before the doctor’s were shown to you. \
                 Sign the review, or leave it as it is.",
            );
            return;
        }
        self.drafts.let_go(&nonce);
        let disk = Arc::clone(&self.env.disk);
        let Some(hand) = self.find_mut(Some(&nonce)) else { return };
        if hand.is_signing() {
            return;
        }
        if hand.draft.holds().is_empty() && hand.saved().is_some() {
            let job = hand.removal(&disk);
            self.run_for_drafts([job]);
            return;
        }
        self.set_away(&nonce, true);
    }

    /// A draft that was put away is among the unfinished ones again.
    pub(super) fn take_back(&mut self, path: &Path) {
        if let Some(nonce) = self.own_in_memory(path) {
            self.set_away(&nonce, false);
        }
    }

    /// Puts a draft away, or takes it back.
    pub(super) fn set_away(&mut self, nonce: &crate::record::Nonce, away: bool) {
        let now = self.now();
        if let Some(hand) = self.find_mut(Some(nonce)) {
            hand.draft.put_away = away.then_some(now);
        }
        self.touch(nonce);
        self.save_now(nonce);
        self.refresh_lists();
    }

    /// An empty draft was removed, or could not be.
    pub(super) fn draft_removed(
        &mut self,
        nonce: &crate::record::Nonce,
        removed: Result<(), crate::register::RegisterError>,
    ) {
        match removed {
            Ok(()) => {
                self.drafts.remove(nonce);
                self.session.forget_draft(nonce);
                self.refresh_lists();
            }
            Err(error) => self.refuse(format!("The draft is still there. {error}")),
        }
    }

    /// The draft in this file, in memory; only this workstation's own.
    fn own_in_memory(&mut self, path: &Path) -> Option<crate::record::Nonce> {
        let there = self.drafts.at(path);
        if let Some(hand) = there {
            return Some(hand.draft.nonce.clone());
        }
        let file = self.session.draft_at(path)?.clone();
        let own = |draft: &Draft| draft.device == self.settings.saved.device;
        own(&file.draft).then(|| self.keep_in_memory(file))
    }
}
