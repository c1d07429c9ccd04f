//! Drafts that were begun by mistake: an empty one is removed, any other is put away and can
//! be taken back. Nothing that was typed is lost.

use std::path::Path;
use std::sync::Arc;

use super::drafts::OurFiles;
use crate::app::done::Done;
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::record::Draft;
use crate::register::drafts::discard_ours;

impl State {
    /// It was asked and confirmed.
    pub(super) fn put_away(&mut self, path: &Path) {
        self.screens.away_asked = None;
        let Some(nonce) = self.own_in_memory(path) else { return };
        if self.decision.as_ref() == Some(&nonce) {
            self.decision = None;
        }
        if self.addendum.as_ref() == Some(&nonce) {
            self.addendum = None;
        }
        if self.screens.contacts.editing.as_ref() == Some(&nonce) {
            self.screens.contacts.editing = None;
        }
        let Some(hand) = self.find_mut(Some(&nonce)) else { return };
        if hand.signing {
            return;
        }
        if hand.draft.holds().is_empty()
            && let Some((path, _)) = hand.saved.clone()
        {
            let ours = OurFiles::of(hand).register;
            let disk = Arc::clone(&self.env.disk);
            self.env.runner.run(
                Lane::Disk,
                Box::new(move || {
                    let removed = discard_ours(&*disk, &path, &ours);
                    Done::Removed(nonce, removed)
                }),
            );
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
                self.hands.retain(|hand| hand.draft.nonce != *nonce);
                self.session.forget_draft(nonce);
                self.refresh_lists();
            }
            Err(error) => self.refuse(format!("The draft is still there. {error}")),
        }
    }

    /// The draft in this file, in memory; only this workstation's own.
    fn own_in_memory(&mut self, path: &Path) -> Option<crate::record::Nonce> {
        let there = self.hands.iter().find(|hand| hand.known_by() == path);
        if let Some(hand) = there {
            return Some(hand.draft.nonce.clone());
        }
        let file = self.session.draft_at(path)?.clone();
        let own = |draft: &Draft| draft.device == self.settings.saved.device;
        own(&file.draft).then(|| self.keep_in_memory(file))
    }
}
