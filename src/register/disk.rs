//! The disk seam: every piece of file work of the register goes through [`Disk`].
//!
//! The trait has only the small steps; [`publish_new`], [`replace`] and [`create_dirs`] put
//! them together, so that a recording disk proves their order and a failing disk can stop
//! between any two of them.

mod error;
mod real;
mod special_file;

use std::io;
use std::path::Path;

pub use super::protect::Protects;
pub use error::{DiskError, Doing, Why};
pub use real::RealDisk;
pub use special_file::Odd;

/// How every temporary file of this program begins.
pub const TEMP_PREFIX: &str = ".justified-";
/// How every temporary file of this program ends.
pub const TEMP_SUFFIX: &str = ".tmp";

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// Neither: a pipe, a socket or a device. It is never opened.
    Neither,
}

/// One entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name, without the folder. A name that is no Unicode has its strange parts replaced.
    pub name: String,
    /// Whether it is a folder.
    pub is_dir: bool,
    /// What is odd about it: it is neither a file nor a folder, or it is a link.
    pub odd: Option<Odd>,
}

impl Entry {
    /// A file or a folder, as most entries are.
    pub fn plain(name: String, is_dir: bool) -> Self {
        Self { name, is_dir, odd: None }
    }
}

/// Who may read what is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// This user only: a folder 0700, a file 0600, whatever the folder above or the user's mask.
    Private,
    /// Whoever may read the folder above: on a share, the colleagues. A file gives nobody more
    /// than the user's mask allows; a folder follows the one above it, or colleagues could not
    /// add to a decision that another began.
    LikeParent,
}

/// The small steps of file work. Paths are whole paths; every error is the system's own.
pub trait Disk: Send + Sync {
    /// The bytes of a file, at most `max + 1` of them, so that a caller sees "too large"
    /// without holding the whole. What is no file, such as a pipe, is an error that bears its
    /// [`Odd`], and never waited for.
    fn read(&self, path: &Path, max: usize) -> io::Result<Vec<u8>>;
    /// The entries of a folder, sorted by name.
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>>;
    /// What stands at `path`; `None` where there is nothing.
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>>;
    /// Makes one folder whose parent exists.
    fn create_dir(&self, folder: &Path, access: Access) -> io::Result<()>;
    /// A new, empty temporary file in `folder`, which is gone again when it is dropped.
    fn temp(&self, folder: &Path, access: Access) -> io::Result<Box<dyn Temp>>;
    /// Makes the names in `folder` durable. Where the system has no such thing, nothing.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Locks this file, which is made where it is not there, until what is given is dropped or
    /// the program ends. `None`: another program, or another window, holds it. Of a disk that
    /// nobody else reaches, always held.
    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Send>>> {
        let _ = path;
        Ok(Some(Box::new(())))
    }
    /// Whether this file, which it would encrypt, is there and is not encrypted.
    fn is_left_plain(&self, path: &Path) -> io::Result<bool> {
        let _ = path;
        Ok(false)
    }
    /// What it does with the register in `root`: `None` where it writes and shows files as they
    /// are.
    fn protects(&self, root: &Path) -> Option<Protects> {
        let _ = root;
        None
    }
}

/// A temporary file on its way to its name.
pub trait Temp: Send {
    /// Writes all of `bytes`.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Makes what was written durable.
    fn sync(&mut self) -> io::Result<()>;
    /// Gives it its name; fails with `AlreadyExists` where the name is taken.
    fn persist_new(self: Box<Self>, path: &Path) -> io::Result<()>;
    /// Gives it its name, in place of what stands there.
    fn persist_over(self: Box<Self>, path: &Path) -> io::Result<()>;
}

/// Reads a whole file of at most `max` bytes (`max + 1` where it is larger).
pub fn read(disk: &dyn Disk, path: &Path, max: usize) -> Result<Vec<u8>, DiskError> {
    disk.read(path, max).map_err(|error| DiskError::new(Doing::Reading, path, &error))
}

/// Reads a whole file; `None` where there is none.
pub fn read_if_there(
    disk: &dyn Disk,
    path: &Path,
    max: usize,
) -> Result<Option<Vec<u8>>, DiskError> {
    match disk.read(path, max) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(DiskError::new(Doing::Reading, path, &error)),
    }
}

/// The folder that a file stands in.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// The entries of a folder, sorted; none where there is no such folder.
pub fn list(disk: &dyn Disk, folder: &Path) -> Result<Vec<Entry>, DiskError> {
    match disk.list(folder) {
        Ok(entries) => Ok(entries),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(DiskError::new(Doing::Listing, folder, &error)),
    }
}

/// Makes `folder` and the folders above it that are missing, and makes them durable. Folders
/// that are there are left as they are.
pub fn create_dirs(disk: &dyn Disk, folder: &Path, access: Access) -> Result<(), DiskError> {
    make_folders(disk, None, folder, access)
}

/// The same. Where a root is named, it is none of those that are made.
fn make_folders(
    disk: &dyn Disk,
    root: Option<&Path>,
    folder: &Path,
    access: Access,
) -> Result<(), DiskError> {
    let fail = |path: &Path, error: &io::Error| DiskError::new(Doing::MakingFolder, path, error);
    let mut missing = Vec::new();
    let mut at = folder;
    while disk.kind(at).map_err(|error| fail(at, &error))?.is_none() {
        if root == Some(at) {
            return Err(DiskError::new(Doing::Writing, at, &io::ErrorKind::NotFound.into()));
        }
        missing.push(at);
        match at.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => at = parent,
            _ => break,
        }
    }
    for path in missing.into_iter().rev() {
        match disk.create_dir(path, access) {
            Ok(()) => {}
            // Another workstation was quicker.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(fail(path, &error)),
        }
        if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            disk.sync_folder(parent).map_err(|error| fail(path, &error))?;
        }
    }
    Ok(())
}

/// Writes a file that must not exist yet: whole, to a temporary file in the same folder,
/// synced, then named, then the folder synced. A reader never sees half of it. `root` must be
/// there, because a share that has just gone away must not be made anew in its place; folders
/// between it and the file are made where they are missing. Fails with [`Why::Taken`] where the
/// name is taken. What leaves the register is [`Access::Private`].
pub fn publish_new(
    disk: &dyn Disk,
    root: &Path,
    path: &Path,
    bytes: &[u8],
    access: Access,
) -> Result<(), DiskError> {
    let fill = &mut |out: &mut dyn io::Write| out.write_all(bytes);
    write_then(disk, (root, path), access, fill, |temp| temp.persist_new(path))
}

/// As [`publish_new`], in place of what stands there. For drafts, index and settings only.
pub fn replace(
    disk: &dyn Disk,
    root: &Path,
    path: &Path,
    bytes: &[u8],
    access: Access,
) -> Result<(), DiskError> {
    let fill = &mut |out: &mut dyn io::Write| out.write_all(bytes);
    write_then(disk, (root, path), access, fill, |temp| temp.persist_over(path))
}

/// The same, like the folder above, with bytes that are not held as a whole: `fill` is called once to write them. What
/// it fails with is told as far as it says it.
pub fn replace_in_parts(
    disk: &dyn Disk,
    root: &Path,
    path: &Path,
    fill: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>,
) -> Result<(), DiskError> {
    write_then(disk, (root, path), Access::LikeParent, fill, |temp| temp.persist_over(path))
}

/// The bytes that stand at `path` after this: those that were there, or else `bytes`,
/// published as by [`publish_new`].
pub fn publish_new_unless_there(
    disk: &dyn Disk,
    root: &Path,
    path: &Path,
    bytes: &[u8],
) -> Result<Vec<u8>, DiskError> {
    if let Some(there) = read_if_there(disk, path, bytes.len())? {
        return Ok(there);
    }
    match publish_new(disk, root, path, bytes, Access::LikeParent) {
        Err(error) if error.why != Why::Taken => return Err(error),
        _ => {}
    }
    read(disk, path, bytes.len())
}

fn write_then(
    disk: &dyn Disk,
    (root, path): (&Path, &Path),
    access: Access,
    fill: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>,
    name: impl FnOnce(Box<dyn Temp>) -> io::Result<()>,
) -> Result<(), DiskError> {
    let folder = folder_of(path);
    make_folders(disk, Some(root), folder, Access::LikeParent)?;
    let steps = || {
        let mut temp = disk.temp(folder, access)?;
        fill(&mut Whole(temp.as_mut()))?;
        // Before the name: after a power cut a name must not stand for an empty file.
        temp.sync()?;
        name(temp)?;
        // After the name: or the name itself may be gone after a power cut.
        disk.sync_folder(folder)
    };
    steps().map_err(|error| DiskError::new(Doing::Writing, path, &error))
}

/// A temporary file as something that is written to. It takes all that it is given, or fails.
struct Whole<'a>(&'a mut dyn Temp);

impl io::Write for Whole<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.write(bytes) {
            Ok(()) => Ok(bytes.len()),
            // Whoever writes would try again, and half of it may stand there already.
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                Err(io::Error::other(error))
            }
            Err(error) => Err(error),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Removes a file and makes that durable. A file that is gone already is no failure.
pub fn remove(disk: &dyn Disk, path: &Path) -> Result<(), DiskError> {
    let fail = |error: &io::Error| DiskError::new(Doing::Removing, path, error);
    match disk.remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other.map_err(|error| fail(&error))?,
    }
    disk.sync_folder(folder_of(path)).map_err(|error| fail(&error))
}
