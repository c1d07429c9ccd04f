//! Drafts: unfinished work, one file each, in the folder of the workstation that writes it.

use std::path::{Path, PathBuf};

use super::disk::{self, Access, Disk, DiskError, Why};
use super::layout;
use super::load::{entries, stray};
use super::own_hashes::Ours;
use super::problem::{Problem, What};
use super::store::{self, Signed};
use super::versions::Version;
use super::{Register, RegisterError};
use crate::base::ronfile::{self, MAX_BYTES, MAX_TYPED};
use crate::record::{DeviceId, Digest, Draft, statement::FORMAT};

/// A draft that is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its file.
    pub path: PathBuf,
    /// sha256 of its bytes: hand it in at the next saving.
    pub digest: Digest,
    /// Whether the file that we wrote last had been changed by someone else, so that ours was
    /// now saved beside it and nothing of either is lost. Later savings go there and say no more.
    pub beside: bool,
}

/// A draft as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftFile {
    /// Its file.
    pub path: PathBuf,
    /// sha256 of its bytes.
    pub digest: Digest,
    /// The draft.
    pub draft: Draft,
}

/// All drafts of a register, of every workstation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafts {
    /// Those that can be read, by device, decision and nonce.
    pub drafts: Vec<DraftFile>,
    /// Those that were told apart as versions of what is signed, and were not signed.
    pub versions: Vec<Version>,
    /// Files that cannot, and remarks.
    pub problems: Vec<Problem>,
}

/// Saves a draft. Only a file that is ours is replaced; where another has come in its place, ours
/// is saved beside it. What is tried is noted in `ours`, whatever comes of it.
pub fn save_draft(
    disk: &dyn Disk,
    register: &Register,
    draft: &Draft,
    ours: &mut Ours,
) -> Result<Saved, RegisterError> {
    register.may_be_written()?;
    if draft.register != register.info.id {
        return Err(RegisterError::OtherRegister);
    }
    register.check_quickly(disk)?;
    let text = text_of(draft)?;
    let bytes = text.as_bytes();
    let digest = Digest::of(bytes);
    let path_of = |number| {
        layout::draft_path(&register.root, &draft.device, &draft.decision, &draft.nonce, number)
    };
    for number in 1_u32.. {
        let path = path_of(number);
        let saved = |beside| Saved { path: path.clone(), digest: digest.clone(), beside };
        match disk::read_if_there(disk, &path, MAX_BYTES)?.map(|there| Digest::of(&there)) {
            Some(there) if there == digest => {
                ours.wrote(&digest);
                return Ok(saved(false));
            }
            Some(there) if ours.holds(&there) => {
                ours.try_to_write(&digest);
                let written = disk::replace(disk, &register.root, &path, bytes, Access::LikeParent);
                settle(disk, &path, &digest, written)?;
                ours.wrote(&digest);
                return Ok(saved(false));
            }
            Some(_) => {}
            None => {
                ours.try_to_write(&digest);
                match disk::publish_new(disk, &register.root, &path, bytes, Access::LikeParent) {
                    Err(DiskError { why: Why::Taken, .. }) => {}
                    written => {
                        settle(disk, &path, &digest, written)?;
                        ours.wrote(&digest);
                        return Ok(saved(number > 1));
                    }
                }
            }
        }
    }
    Err(RegisterError::NamesTaken(path_of(1)))
}

/// A draft as it is written. What is being signed holds its statement beside what was typed.
fn text_of(draft: &Draft) -> Result<String, RegisterError> {
    let max = if draft.signing.is_some() { MAX_BYTES } else { MAX_TYPED };
    Ok(ronfile::write_bounded(draft, max)?)
}

/// Saves a draft that was read from a file of another name, as a sync tool gives one to a second
/// copy: there, while it is still the one that was read. Else as [`save_draft`] does.
pub fn save_draft_at(
    disk: &dyn Disk,
    register: &Register,
    draft: &Draft,
    path: &Path,
    ours: &mut Ours,
) -> Result<Saved, RegisterError> {
    let named = layout::draft_path(&register.root, &draft.device, &draft.decision, &draft.nonce, 1);
    let folder = named.parent();
    if draft.register != register.info.id || path == named || path.parent() != folder {
        return save_draft(disk, register, draft, ours);
    }
    register.check_quickly(disk)?;
    let text = text_of(draft)?;
    let digest = Digest::of(text.as_bytes());
    match disk::read_if_there(disk, path, MAX_BYTES)?.map(|there| Digest::of(&there)) {
        Some(there) if ours.holds(&there) || there == digest => {
            ours.try_to_write(&digest);
            let written =
                disk::replace(disk, &register.root, path, text.as_bytes(), Access::LikeParent);
            settle(disk, path, &digest, written)?;
            ours.wrote(&digest);
            Ok(Saved { path: path.to_owned(), digest, beside: false })
        }
        _ => save_draft(disk, register, draft, ours),
    }
}

/// A failure after the file got its name (the folder could not be synced, the share lost the
/// answer) is no failure to save where the file is there: or the next saving would take our
/// own file for someone else's.
fn settle(
    disk: &dyn Disk,
    path: &Path,
    digest: &Digest,
    written: Result<(), DiskError>,
) -> Result<(), RegisterError> {
    let Err(error) = written else { return Ok(()) };
    match disk::read_if_there(disk, path, MAX_BYTES) {
        Ok(Some(there)) if Digest::of(&there) == *digest => Ok(()),
        _ => Err(error.into()),
    }
}

/// Every workstation's drafts. One that cannot be read is listed as a problem and hides no
/// other.
pub fn list_drafts(disk: &dyn Disk, register: &Register) -> Drafts {
    let mut found = Drafts::default();
    let folder = register.root.join(layout::DRAFTS);
    for entry in entries(disk, &folder, &mut found.problems) {
        let path = folder.join(&entry.name);
        if !entry.is_dir || entry.name.parse::<DeviceId>().is_err() {
            found.problems.push(Problem::new(&path, stray(&entry.name, What::Foreign)));
            continue;
        }
        for file in entries(disk, &path, &mut found.problems) {
            let path = path.join(&file.name);
            if file.is_dir || !layout::is_ron(&file.name) {
                found.problems.push(Problem::new(&path, stray(&file.name, What::Foreign)));
                continue;
            }
            match read_draft(disk, register, &path) {
                Ok(draft) => found.drafts.push(draft),
                Err(problem) => found.problems.push(problem),
            }
        }
    }
    found
}

/// Reads one draft again.
pub fn read_draft(disk: &dyn Disk, register: &Register, path: &Path) -> Result<DraftFile, Problem> {
    let bytes = disk::read(disk, path, MAX_BYTES).map_err(Problem::not_read)?;
    if ronfile::is_newer(&bytes, MAX_BYTES, FORMAT) {
        return Err(Problem::new(path, What::Newer));
    }
    let draft: Draft =
        ronfile::read(&bytes).map_err(|error| Problem::new(path, What::Unreadable(error)))?;
    if draft.format > FORMAT {
        return Err(Problem::new(path, What::Newer));
    }
    if draft.register != register.info.id {
        return Err(Problem::new(path, What::OtherRegister));
    }
    Ok(DraftFile { path: path.to_owned(), digest: Digest::of(&bytes), draft })
}

/// Removes the draft of a statement that is signed: only after the signed file has been read
/// again and verified, only where it is that draft's statement, and only where the draft on
/// the disk is still the one we know.
pub fn remove_draft(
    disk: &dyn Disk,
    draft: &DraftFile,
    signed: &Signed,
) -> Result<(), RegisterError> {
    let text = draft.draft.signing.as_ref().map(|signing| Digest::of(signing.statement.as_bytes()));
    if text.as_ref() != Some(&signed.digest) || !store::is_there(disk, signed)? {
        return Err(RegisterError::NotVerified(signed.path.clone()));
    }
    discard_draft(disk, &draft.path, &draft.digest)
}

/// Removes a draft that the user has asked to throw away, where it is still the one that they
/// saw.
pub fn discard_draft(disk: &dyn Disk, path: &Path, seen: &Digest) -> Result<(), RegisterError> {
    discard_ours(disk, path, &seen.into())
}

/// The same of one that may have come there late.
pub fn discard_ours(disk: &dyn Disk, path: &Path, ours: &Ours) -> Result<(), RegisterError> {
    match disk::read_if_there(disk, path, MAX_BYTES)? {
        None => Ok(()),
        Some(bytes) if ours.holds(&Digest::of(&bytes)) => Ok(disk::remove(disk, path)?),
        Some(_) => Err(RegisterError::ChangedMeanwhile(path.to_owned())),
    }
}

/// Copies another workstation's draft to this one and leaves the original. Taking it over
/// twice gives the copy that is there, with what has been written in it since.
pub fn take_over(
    disk: &dyn Disk,
    register: &Register,
    original: &DraftFile,
    device: &DeviceId,
) -> Result<DraftFile, RegisterError> {
    let of = &original.draft;
    let path = layout::draft_path(&register.root, device, &of.decision, &of.nonce, 1);
    if let Ok(ours) = read_draft(disk, register, &path) {
        return Ok(ours);
    }
    let mut draft = of.clone();
    draft.device = device.clone();
    // What the other workstation was about to sign, it signs itself.
    draft.signing = None;
    let saved = save_draft(disk, register, &draft, &mut Ours::default())?;
    Ok(DraftFile { path: saved.path, digest: saved.digest, draft })
}
