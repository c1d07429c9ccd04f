//! A backup: every file of a register as it is, in a new folder that says what it is. It opens as a
//! register that is only read, and it can be made the register again in another folder.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::disk::{self, Access, Disk};
use super::{Register, RegisterError, Sort, layout};
use crate::base::ronfile;
use crate::record::Digest;

/// The largest file that is copied, in bytes: that of the largest index, which is left out.
const MAX_COPIED: usize = 256 * 1024 * 1024;
/// So deep lie the files of a register: decisions, year, decision.
const DEEPEST: usize = 4;

/// What was copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// How many files.
    pub files: usize,
    /// How many bytes.
    pub bytes: usize,
    /// What was not copied: links, pipes and the like, and what other programs keep there.
    pub left: Vec<PathBuf>,
}

/// What a copy is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum As {
    /// A backup, made at this time.
    Backup(DateTime<FixedOffset>),
    /// The register itself, of a backup.
    Register,
}

/// Copies a register, file by file and to the byte, into a folder that is new or empty. An encrypted
/// file is copied as it is, so no passphrase is needed: `disk` is the plain disk. Each file is read
/// back; `register.ron` is written last, so what is cut short is no register. Caches are left out.
///
/// # Errors
///
/// The first file that cannot be read or written.
pub fn copy(disk: &dyn Disk, from: &Path, to: &Path, kind: As) -> Result<Copied, RegisterError> {
    let mut info = Register::describe(disk, from)?;
    if info.is_packet() || to.starts_with(from) || from.starts_with(to) {
        return Err(if info.is_packet() {
            RegisterError::Packet(from.to_owned())
        } else {
            RegisterError::NotEmpty(to.to_owned())
        });
    }
    let there = disk::list(disk, to)?;
    if there.iter().any(|entry| entry.name == layout::REGISTER) {
        return Err(RegisterError::AlreadyThere(to.to_owned()));
    }
    if there.iter().any(|entry| !layout::is_litter(&entry.name)) {
        return Err(RegisterError::NotEmpty(to.to_owned()));
    }
    disk::create_dirs(disk, to, Access::Private)?;
    let mut copied = Copied::default();
    folder(disk, to, (from, to), 0, &mut copied)?;
    info.sort = match kind {
        As::Backup(at) => Sort::Backup(at),
        As::Register => Sort::Own,
    };
    let text = ronfile::write(&info)?;
    let path = to.join(layout::REGISTER);
    put(disk, to, &path, text.as_bytes())?;
    copied.files += 1;
    Ok(copied)
}

fn folder(
    disk: &dyn Disk,
    root: &Path,
    (from, to): (&Path, &Path),
    depth: usize,
    copied: &mut Copied,
) -> Result<(), RegisterError> {
    for entry in disk::list(disk, from)? {
        let (source, target) = (from.join(&entry.name), to.join(&entry.name));
        let top = depth == 0;
        if layout::is_leftover(&entry.name)
            || (top && (entry.name == layout::INDEX || entry.name == layout::REGISTER))
        {
            continue;
        }
        if entry.odd.is_some() || (entry.is_dir && depth >= DEEPEST) {
            copied.left.push(source);
        } else if entry.is_dir {
            folder(disk, root, (&source, &target), depth + 1, copied)?;
        } else {
            let bytes = disk::read(disk, &source, MAX_COPIED)?;
            if bytes.len() > MAX_COPIED {
                copied.left.push(source);
                continue;
            }
            put(disk, root, &target, &bytes)?;
            copied.files += 1;
            copied.bytes += bytes.len();
        }
    }
    Ok(())
}

fn put(disk: &dyn Disk, root: &Path, path: &Path, bytes: &[u8]) -> Result<(), RegisterError> {
    disk::publish_new(disk, root, path, bytes, Access::LikeParent)?;
    let back = disk::read(disk, path, MAX_COPIED)?;
    if Digest::of(&back) == Digest::of(bytes) {
        Ok(())
    } else {
        Err(RegisterError::ReadBack(path.to_owned()))
    }
}
