//! The disk seam: every piece of file work of the register goes through [`Disk`].
//!
//! The trait has only the small steps; [`publish_new`], [`replace`] and [`create_dirs`] put
//! them together, so that a recording disk proves their order and a failing disk can stop
//! between any two of them.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// How every temporary file of this program begins.
pub const TEMP_PREFIX: &str = ".justified-";
/// How every temporary file of this program ends.
pub const TEMP_SUFFIX: &str = ".tmp";

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file, or anything else that is no folder.
    File,
    /// A folder.
    Folder,
}

/// One entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name, without the folder. A name that is no Unicode has its strange parts replaced.
    pub name: String,
    /// Whether it is a folder.
    pub is_dir: bool,
}

/// Who may read a new folder. Files follow the folder they are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// This user only (0700, files 0600).
    Private,
    /// Whoever may read the folder above: on a share, the colleagues.
    LikeParent,
}

/// The small steps of file work. Paths are whole paths; every error is the system's own.
pub trait Disk: Send + Sync {
    /// The bytes of a file, at most `max + 1` of them, so that a caller sees "too large"
    /// without holding the whole.
    fn read(&self, path: &Path, max: usize) -> io::Result<Vec<u8>>;
    /// The entries of a folder, sorted by name.
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>>;
    /// What stands at `path`; `None` where there is nothing.
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>>;
    /// Makes one folder whose parent exists.
    fn create_dir(&self, folder: &Path, access: Access) -> io::Result<()>;
    /// A new, empty temporary file in `folder`, which is gone again when it is dropped.
    fn temp(&self, folder: &Path) -> io::Result<Box<dyn Temp>>;
    /// Makes the names in `folder` durable. Where the system has no such thing, nothing.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
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

/// What was being done when the disk failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Reading a file.
    Reading,
    /// Listing a folder.
    Listing,
    /// Making a folder.
    MakingFolder,
    /// Writing a file, up to its being durable.
    Writing,
    /// Removing a file.
    Removing,
}

/// Why the disk failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// No space, or the user's share of it is used up.
    Full,
    /// Not allowed, or the disk is read-only.
    Denied,
    /// Nothing stands there: moved, or the share is away.
    Missing,
    /// The name is taken.
    Taken,
    /// The network or the share is not to be reached.
    Unreachable,
    /// Something else, as the system calls it.
    Other(io::ErrorKind),
}

/// A failure of the disk: what was done, why it failed, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} {} ({})", self.happened(), self.advice(), path.display())]
pub struct DiskError {
    /// What was being done.
    pub doing: Doing,
    /// Why it failed.
    pub why: Why,
    /// The file or folder.
    pub path: PathBuf,
}

impl DiskError {
    /// From the system's error.
    pub fn new(doing: Doing, path: &Path, error: &io::Error) -> Self {
        use io::ErrorKind as K;
        let why = match error.kind() {
            K::StorageFull | K::QuotaExceeded | K::FileTooLarge => Why::Full,
            K::PermissionDenied | K::ReadOnlyFilesystem => Why::Denied,
            K::NotFound | K::NotADirectory => Why::Missing,
            K::AlreadyExists => Why::Taken,
            K::HostUnreachable
            | K::NetworkUnreachable
            | K::NetworkDown
            | K::NotConnected
            | K::StaleNetworkFileHandle
            | K::TimedOut => Why::Unreachable,
            other => Why::Other(other),
        };
        Self { doing, why, path: path.to_owned() }
    }

    /// What happened, in one sentence.
    pub fn happened(&self) -> String {
        let what = match self.doing {
            Doing::Reading => "The file could not be read",
            Doing::Listing => "The folder could not be read",
            Doing::MakingFolder => "The folder could not be made",
            Doing::Writing => "The file could not be saved",
            Doing::Removing => "The file could not be removed",
        };
        let why = match self.why {
            Why::Full => "the disk is full".to_owned(),
            Why::Denied => "this is not allowed here".to_owned(),
            Why::Missing => "nothing was found at this place".to_owned(),
            Why::Taken => "the name is already taken".to_owned(),
            Why::Unreachable => "the network or the share cannot be reached".to_owned(),
            Why::Other(kind) => format!("the system says “{kind}”"),
        };
        format!("{what}: {why}.")
    }

    /// What is safe and what to do.
    pub fn advice(&self) -> &'static str {
        match (self.doing, self.why) {
            (Doing::Writing | Doing::MakingFolder, Why::Full) => {
                "What was saved before is unchanged. Free some space on this disk, then try again."
            }
            (Doing::Writing | Doing::MakingFolder | Doing::Removing, Why::Denied) => {
                "What was saved before is unchanged. Ask whoever looks after this folder to allow writing, or choose another folder."
            }
            (_, Why::Missing | Why::Unreachable) => {
                "What was saved before is unchanged. Check that the folder or share is connected, then try again."
            }
            (_, Why::Denied) => {
                "Nothing was changed. Ask whoever looks after this folder to allow reading."
            }
            (_, Why::Taken) => "What stands there was left as it is. Choose another place.",
            _ => "What was saved before is unchanged. Try again; if it stays, try another disk.",
        }
    }

    /// Whether the share may be away or not to be written: what the outbox is for.
    pub fn is_away(&self) -> bool {
        !matches!(self.why, Why::Taken)
    }
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
/// name is taken.
pub fn publish_new(
    disk: &dyn Disk,
    root: &Path,
    path: &Path,
    bytes: &[u8],
) -> Result<(), DiskError> {
    write_then(disk, root, path, &mut |out| out.write_all(bytes), |temp| temp.persist_new(path))
}

/// As [`publish_new`], in place of what stands there. For drafts, index and settings only.
pub fn replace(disk: &dyn Disk, root: &Path, path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    write_then(disk, root, path, &mut |out| out.write_all(bytes), |temp| temp.persist_over(path))
}

/// The same with bytes that are not held as a whole: `fill` is called once to write them. What
/// it fails with is told as far as it says it.
pub fn replace_in_parts(
    disk: &dyn Disk,
    root: &Path,
    path: &Path,
    fill: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>,
) -> Result<(), DiskError> {
    write_then(disk, root, path, fill, |temp| temp.persist_over(path))
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
    match publish_new(disk, root, path, bytes) {
        Err(error) if error.why != Why::Taken => return Err(error),
        _ => {}
    }
    read(disk, path, bytes.len())
}

fn write_then(
    disk: &dyn Disk,
    root: &Path,
    path: &Path,
    fill: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>,
    name: impl FnOnce(Box<dyn Temp>) -> io::Result<()>,
) -> Result<(), DiskError> {
    let folder = folder_of(path);
    make_folders(disk, Some(root), folder, Access::LikeParent)?;
    let steps = || {
        let mut temp = disk.temp(folder)?;
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

/// The computer's own disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn read(&self, path: &Path, max: usize) -> io::Result<Vec<u8>> {
        let bound = u64::try_from(max).unwrap_or(u64::MAX).saturating_add(1);
        let file = File::open(path)?;
        // Room for all of it and one more, so that it is read at once and its end is seen.
        let length = file.metadata().map_or(0, |meta| meta.len()).min(bound);
        let mut bytes = Vec::new();
        let _ = bytes.try_reserve_exact(usize::try_from(length).unwrap_or(0).saturating_add(1));
        file.take(bound).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            // A link counts as what it leads to; an entry that hides its kind as a file, so
            // that reading it tells what is wrong.
            let is_dir = entry
                .file_type()
                .is_ok_and(|plain| plain.is_dir() || (plain.is_symlink() && entry.path().is_dir()));
            entries.push(Entry { name: entry.file_name().to_string_lossy().into_owned(), is_dir });
        }
        entries.sort();
        Ok(entries)
    }

    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => Ok(Some(Kind::Folder)),
            Ok(_) => Ok(Some(Kind::File)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn create_dir(&self, folder: &Path, access: Access) -> io::Result<()> {
        modes::create_dir(folder, access)
    }

    fn temp(&self, folder: &Path) -> io::Result<Box<dyn Temp>> {
        let file =
            tempfile::Builder::new().prefix(TEMP_PREFIX).suffix(TEMP_SUFFIX).tempfile_in(folder)?;
        modes::follow_folder(file.as_file(), folder);
        Ok(Box::new(RealTemp(file)))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        modes::sync_folder(folder)
    }

    #[expect(clippy::disallowed_methods, reason = "this is the seam that the lint points to")]
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}

struct RealTemp(tempfile::NamedTempFile);

impl Temp for RealTemp {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.as_file().sync_all()
    }

    fn persist_new(self: Box<Self>, path: &Path) -> io::Result<()> {
        match self.0.persist_noclobber(path) {
            Ok(_) => Ok(()),
            Err(failed) => persist_without_help(failed, path),
        }
    }

    fn persist_over(self: Box<Self>, path: &Path) -> io::Result<()> {
        self.0.persist(path).map(drop).map_err(|failed| failed.error)
    }
}

/// After a refusal: where the file system has neither a rename that refuses to replace nor
/// links (exFAT, some shares), looks whether the name is free, then renames. Names hold a
/// hash of their bytes, so the gap between the two is harmless.
fn persist_without_help(failed: tempfile::PersistError, path: &Path) -> io::Result<()> {
    use io::ErrorKind as K;
    match failed.error.kind() {
        K::Unsupported | K::PermissionDenied | K::InvalidInput | K::TooManyLinks => {
            if fs::symlink_metadata(path).is_ok() {
                return Err(K::AlreadyExists.into());
            }
            failed.file.persist(path).map(drop).map_err(|failed| failed.error)
        }
        _ => Err(failed.error),
    }
}

#[cfg(unix)]
mod modes {
    use std::fs::{self, DirBuilder, File, Permissions};
    use std::io;
    use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
    use std::path::Path;

    use super::Access;

    fn mode_of(folder: &Path) -> io::Result<u32> {
        Ok(fs::metadata(folder)?.permissions().mode())
    }

    pub(super) fn create_dir(folder: &Path, access: Access) -> io::Result<()> {
        match access {
            Access::Private => DirBuilder::new().mode(0o700).create(folder),
            Access::LikeParent => {
                fs::create_dir(folder)?;
                let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
                if let Ok(mode) = mode_of(parent.unwrap_or(Path::new("."))) {
                    // The user's mask may have taken the group's rights away. A share that
                    // knows no modes refuses; then it has rights of its own.
                    let _ = fs::set_permissions(folder, Permissions::from_mode(mode & 0o2777));
                }
                Ok(())
            }
        }
    }

    /// Temporary files are made 0600; colleagues on a share must be able to read the file.
    pub(super) fn follow_folder(file: &File, folder: &Path) {
        if let Ok(mode) = mode_of(folder) {
            let _ = file.set_permissions(Permissions::from_mode(mode & 0o666));
        }
    }

    pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        match File::open(folder)?.sync_all() {
            // Some network file systems cannot sync a folder.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
                ) =>
            {
                Ok(())
            }
            other => other,
        }
    }
}

#[cfg(not(unix))]
mod modes {
    use std::fs::{self, File};
    use std::io;
    use std::path::Path;

    use super::Access;

    /// Rights are inherited from the folder above; the user's own folders are private there.
    pub(super) fn create_dir(folder: &Path, _: Access) -> io::Result<()> {
        fs::create_dir(folder)
    }

    pub(super) fn follow_folder(_: &File, _: &Path) {}

    /// Windows has no folder sync.
    pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file system that refuses, for this reason, to rename without replacing.
    fn refused(folder: &Path, kind: io::ErrorKind) -> tempfile::PersistError {
        let mut file = tempfile::NamedTempFile::new_in(folder).unwrap();
        file.write_all(b"ours").unwrap();
        tempfile::PersistError { error: kind.into(), file }
    }

    #[test]
    fn where_no_safe_rename_is_known_a_free_name_is_taken_and_a_taken_one_left() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.ron");
        let refuse = |kind| persist_without_help(refused(home.path(), kind), &path);
        assert_eq!(
            refuse(io::ErrorKind::StorageFull).unwrap_err().kind(),
            io::ErrorKind::StorageFull
        );
        assert!(refuse(io::ErrorKind::Unsupported).is_ok());
        let taken = refuse(io::ErrorKind::Unsupported).unwrap_err();
        assert_eq!(taken.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(read(&RealDisk, &path, 100).unwrap(), b"ours");
        assert_eq!(list(&RealDisk, home.path()).unwrap().len(), 1, "no temporary file is left");
    }
}
