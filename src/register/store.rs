//! Signing: a statement is written once, read back, and never rewritten.

use std::path::{Path, PathBuf};

use super::disk::{self, Access, Disk, DiskError, Why};
use super::layout::{self, ALL_DIGITS, HEX_DIGITS, Name, SEALED_DIGITS};
use super::protect::is_sealed_folder;
use super::{Register, RegisterError};
use crate::base::ronfile::{self, MAX_BYTES};
use crate::record::{DecisionId, Digest, Statement};

/// A statement that is on the disk, read back and verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Its file.
    pub path: PathBuf,
    /// sha256 of its bytes.
    pub digest: Digest,
    /// Its file's name.
    pub name: String,
    /// The decision it belongs to.
    pub decision: DecisionId,
}

/// Signs a statement: writes it as RON, publishes it, reads it back and verifies it.
pub fn sign(
    disk: &dyn Disk,
    register: &Register,
    statement: &Statement,
) -> Result<Signed, RegisterError> {
    sign_bytes(disk, register, &ronfile::write(statement)?)
}

/// Signs exactly this text: what the draft keeps in `Signing`, so that signing again after a
/// crash gives the same file. Where that file is there already, it is verified and counts.
pub fn sign_bytes(
    disk: &dyn Disk,
    register: &Register,
    text: &str,
) -> Result<Signed, RegisterError> {
    let statement: Statement =
        ronfile::read(text.as_bytes()).map_err(RegisterError::NotAStatement)?;
    if statement.register != register.info.id {
        return Err(RegisterError::OtherRegister);
    }
    register.check(disk)?;
    let kind = statement.body.kind();
    let folder = layout::statement_folder(&register.root, &statement.decision, kind);
    let naming =
        |digest: &Digest, digits: usize| Name::of(&statement.written, kind, digest, digits);
    let (path, name, digest) = publish(disk, register, &folder, text.as_bytes(), naming)?;
    Ok(Signed { path, digest, name, decision: statement.decision })
}

/// Publishes bytes in `folder` of a register under the name that they give, reads them back,
/// and looks whether it is still the register that they were read back from. A name that is
/// taken by other bytes lengthens the hex.
pub(super) fn publish(
    disk: &dyn Disk,
    register: &Register,
    folder: &Path,
    bytes: &[u8],
    naming: impl Fn(&Digest, usize) -> Name,
) -> Result<(PathBuf, String, Digest), RegisterError> {
    register.may_be_written()?;
    let digest = Digest::of(bytes);
    let sealed =
        disk.protects(&register.root).is_some() && is_sealed_folder(&register.root, folder);
    let fewest = if sealed { SEALED_DIGITS } else { HEX_DIGITS };
    for digits in (fewest..=ALL_DIGITS).step_by(4) {
        let name = if sealed { Name::sealed(&digest, digits) } else { naming(&digest, digits) };
        let name = name.to_string();
        let path = folder.join(&name);
        match disk::read_if_there(disk, &path, MAX_BYTES)? {
            // Written before a crash, perhaps before the folder was synced.
            Some(there) if there == bytes => {
                disk.sync_folder(folder)
                    .map_err(|error| DiskError::new(disk::Doing::Writing, &path, &error))?;
            }
            Some(_) => continue,
            None => match disk::publish_new(disk, &register.root, &path, bytes, Access::LikeParent)
            {
                // Someone was quicker: look at what stands there now.
                Err(DiskError { why: Why::Taken, .. }) => {
                    if disk::read(disk, &path, MAX_BYTES)? != bytes {
                        continue;
                    }
                }
                other => other?,
            },
        }
        let back = disk::read(disk, &path, MAX_BYTES)?;
        if back != bytes || Digest::of(&back) != digest {
            return Err(RegisterError::ReadBack(path));
        }
        // A share that went away meanwhile leaves an empty folder, which takes files too. What
        // else register.ron says by now changes nothing about what was read back.
        if let Err(error) = register.check(disk)
            && error.is_away()
        {
            return Err(error);
        }
        return Ok((path, name, digest));
    }
    Err(RegisterError::NamesTaken(folder.to_owned()))
}

/// Reads a signed file again and compares its hash: asked before its draft is removed.
pub fn is_there(disk: &dyn Disk, signed: &Signed) -> Result<bool, RegisterError> {
    let bytes = disk::read_if_there(disk, &signed.path, MAX_BYTES)?;
    Ok(bytes.is_some_and(|bytes| Digest::of(&bytes) == signed.digest))
}

/// Keeps the pathway and guidance texts that decisions are made under, each once, as
/// `rules/<sha256>.ron`. Gives their hashes in the order of the texts.
pub fn keep_rules(
    disk: &dyn Disk,
    register: &Register,
    texts: &[&str],
) -> Result<Vec<Digest>, RegisterError> {
    register.check(disk)?;
    texts.iter().map(|text| keep_rule(disk, register, text.as_bytes())).collect()
}

pub(super) fn keep_rule(
    disk: &dyn Disk,
    register: &Register,
    bytes: &[u8],
) -> Result<Digest, RegisterError> {
    register.may_be_written()?;
    let digest = Digest::of(bytes);
    let path = layout::rules_path(&register.root, &digest);
    match disk::publish_new_unless_there(disk, &register.root, &path, bytes)? {
        there if there == bytes => Ok(digest),
        // Its name is its hash, so whoever changed it broke it: the right text goes back.
        _ => {
            disk::replace(disk, &register.root, &path, bytes, Access::LikeParent)?;
            Ok(digest)
        }
    }
}
