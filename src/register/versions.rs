//! Drafts whose statement is signed: gone where they say what was signed, kept and told where they
//! say something else. Two windows had the same draft, or a sync tool kept a second copy.

use chrono::{DateTime, FixedOffset};

use super::disk::{self, Disk};
use super::drafts::{DraftFile, Drafts, discard_draft};
use super::load::{Contents, Loaded};
use crate::base::ronfile::{self, MAX_BYTES};
use crate::record::version::Said;
use crate::record::{Body, DeviceId, Digest, Statement};

/// A version of a signed draft that was not signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The draft.
    pub file: DraftFile,
    /// When the other version was signed.
    pub signed: DateTime<FixedOffset>,
    /// What is said in it and not in what was signed.
    pub says: Vec<Said>,
}

/// What a draft is beside the statement with its nonce.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// It says what was signed.
    Same,
    /// It says something else.
    Version(Box<Version>),
}

/// What this draft is beside what was signed from it; `None` where nothing was. `read` gives the
/// body of a statement that is not in memory, where it can.
pub fn beside(
    contents: &Contents,
    file: &DraftFile,
    read: &dyn Fn(&Loaded) -> Option<Body>,
) -> Option<Beside> {
    let of_it = |loaded: &&Loaded| loaded.sound && loaded.header.nonce == file.draft.nonce;
    let mut says = None;
    for loaded in contents.statements().filter(of_it) {
        let body = match loaded.statement() {
            Some(statement) => Some(statement.body.clone()),
            None => read(loaded),
        };
        if body.as_ref().is_some_and(|body| file.draft.work.is_in(body)) {
            return Some(Beside::Same);
        }
        let other = file.draft.work.says_beside(body.as_ref());
        says.get_or_insert((loaded.header.written, other));
    }
    let (signed, says) = says?;
    Some(Beside::Version(Box::new(Version { file: file.clone(), signed, says })))
}

/// Tells the drafts that are signed from those that are not: ends what a crash cut short. One
/// that says what was signed, and was written by this device, is removed; what cannot be removed
/// now is tried again at the next reading.
pub fn tell_apart(disk: &dyn Disk, contents: &Contents, drafts: &mut Drafts, device: &DeviceId) {
    let read = |loaded: &Loaded| body_of(disk, loaded);
    for file in std::mem::take(&mut drafts.drafts) {
        match beside(contents, &file, &read) {
            None => drafts.drafts.push(file),
            Some(Beside::Version(version)) => drafts.versions.push(*version),
            Some(Beside::Same) => {
                if file.draft.device == *device && is_on_the_disk(disk, contents, &file) {
                    let _ = discard_draft(disk, &file.path, &file.digest);
                }
            }
        }
    }
}

/// Whether what was signed from a draft is still there, byte for byte.
fn is_on_the_disk(disk: &dyn Disk, contents: &Contents, file: &DraftFile) -> bool {
    let mut signed = contents.statements().filter(|loaded| loaded.header.nonce == file.draft.nonce);
    signed.any(|loaded| body_of(disk, loaded).is_some_and(|body| file.draft.work.is_in(&body)))
}

/// What a statement says, read again from its file.
fn body_of(disk: &dyn Disk, loaded: &Loaded) -> Option<Body> {
    let bytes = disk::read_if_there(disk, &loaded.path, MAX_BYTES).ok()??;
    let same = Digest::of(&bytes) == loaded.digest;
    same.then(|| ronfile::read::<Statement>(&bytes).ok().map(|one| one.body)).flatten()
}
