//! Versions of a draft that were not signed: told from unfinished work, read, taken into an
//! addition, discarded.

use std::path::Path;
use std::sync::Arc;

use super::refresh_lists::about_draft;
use crate::app::drafts::{Job, Kept};
use crate::app::session::rows::VersionLine;
use crate::app::state::State;
use crate::record::{Digest, Draft, Work};
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
}
