//! Versions of a draft that were not signed: told from unfinished work, read, taken into an
//! addition, discarded.

use std::path::Path;
use std::sync::Arc;

use super::refresh_lists::about_draft;
use crate::app::drafts::{Job, Kept};
use crate::app::session::rows::VersionLine;
use crate::app::state::State;
use crate::record::{Digest, Draft, Work};
use crate::register::RegisterError;
use crate::register::drafts::{DraftFile, discard_draft};
use crate::register::versions::{Beside, Version, beside};

impl State {
    /// What a draft is beside what is known to be signed; `None`: it is unfinished.
    pub(super) fn beside(&self, file: &DraftFile) -> Option<Beside> {
        beside(self.session.contents(), file, &|_| None)
    }

    /// Whether a draft's statement is signed, in these words or in others.
    pub(super) fn is_signed(&self, draft: &Draft) -> bool {
        self.session.contents().statements().any(|loaded| loaded.header.nonce == draft.nonce)
    }

    /// A version as a line.
    pub(super) fn version_line(&self, version: &Version) -> VersionLine {
        let draft = &version.file.draft;
        let is_contact = matches!(draft.work, Work::Contact(_));
        VersionLine {
            path: version.file.path.clone(),
            decision: (!is_contact).then(|| draft.decision.clone()),
            about: about_draft(draft),
            changed: draft.changed,
            signed: version.signed,
            says: version.says.clone(),
            elsewhere: draft.device != self.settings.saved.device,
        }
    }

    /// Shows or hides what it says.
    pub(super) fn read_version(&mut self, path: &Path) {
        let shown = &mut self.screens.versions_shown.read;
        *shown = if shown.as_deref() == Some(path) { None } else { Some(path.to_owned()) };
    }

    /// What was not signed goes into a note that is added to what was, to be read and signed.
    pub(super) fn take_version(&mut self, path: &Path) {
        let Some(line) =
            self.session.lists().versions.iter().find(|line| line.path == path).cloned()
        else {
            return;
        };
        let Some(id) = line.decision.clone() else { return };
        self.show_decision(&id);
        self.begin_note(&id);
        let Some(nonce) = self.drafts.addition().cloned() else { return };
        let Some(hand) = self.find_mut(Some(&nonce)) else { return };
        if let Work::Addendum(text) = &mut hand.draft.work {
            if !text.trim().is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(&line.words());
        }
        self.touch(&nonce);
        self.say(
            "The words of the version that was not signed are in the note below. Nothing is signed \
             until you sign it. The version stays until you discard it.",
        );
    }

    /// It was asked and confirmed.
    pub(super) fn discard_version(&mut self, path: &Path) {
        self.screens.versions_shown.asked = None;
        let Some(digest) = self.digest_of_version(path) else { return };
        let (disk, path) = (Arc::clone(&self.env.disk), path.to_owned());
        let job = move || {
            let done = discard_draft(&*disk, &path, &digest);
            Kept::VersionGone(path, done)
        };
        self.run_for_drafts([Box::new(job) as Job]);
    }

    /// The file as it was read.
    fn digest_of_version(&self, path: &Path) -> Option<Digest> {
        let versions = self.session.drafts().versions.iter().map(|version| &version.file);
        let mut files = versions.chain(&self.session.drafts().drafts);
        let file = files.find(|file| file.path == path).map(|file| file.digest.clone());
        let hand = self.drafts.at(path);
        hand.and_then(|hand| hand.saved().map(|(_, digest)| digest.clone())).or(file)
    }

    pub(super) fn version_gone(&mut self, path: &Path, done: Result<(), RegisterError>) {
        match done {
            Ok(()) => {
                self.session.forget_draft_at(path);
                let open = self.drafts.at(path).map(|hand| hand.draft.nonce.clone());
                if let Some(nonce) = open {
                    self.drafts.remove(&nonce);
                }
                self.refresh_lists();
                self.say("The version that was not signed is deleted.");
            }
            Err(error) => self.say_error(format!("The version is still there. {error}")),
        }
    }
}
