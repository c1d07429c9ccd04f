//! The computer's own disk.

use std::fs::{self, File, FileType, Metadata, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::{Access, Disk, Entry, Kind, Odd, TEMP_PREFIX, TEMP_SUFFIX, Temp};
use crate::register::layout;

/// The computer's own disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn read(&self, path: &Path, max: usize) -> io::Result<Vec<u8>> {
        let bound = u64::try_from(max).unwrap_or(u64::MAX).saturating_add(1);
        let (file, meta) = open(path)?;
        // Room for all of it and one more, so that it is read at once and its end is seen.
        let length = meta.len().min(bound);
        let mut bytes = Vec::new();
        let _ = bytes.try_reserve_exact(usize::try_from(length).unwrap_or(0).saturating_add(1));
        file.take(bound).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder).map_err(|error| in_its_place(folder, error))? {
            let entry = entry?;
            // An entry that hides its kind counts as a file, so that reading it tells what is
            // wrong.
            let (is_dir, odd) = match entry.file_type() {
                Ok(kind) if kind.is_symlink() => linked(&entry.path()),
                Ok(kind) if kind.is_dir() => (true, None),
                Ok(kind) => (false, odd(kind)),
                Err(_) => (false, None),
            };
            let name = entry.file_name().to_string_lossy().into_owned();
            entries.push(Entry { name, is_dir, odd });
        }
        entries.sort();
        Ok(entries)
    }

    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => Ok(Some(Kind::Folder)),
            Ok(meta) if meta.is_file() => Ok(Some(Kind::File)),
            Ok(_) => Ok(Some(Kind::Neither)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn create_dir(&self, folder: &Path, access: Access) -> io::Result<()> {
        system::create_dir(folder, access)
    }

    fn temp(&self, folder: &Path, access: Access) -> io::Result<Box<dyn Temp>> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(TEMP_PREFIX).suffix(TEMP_SUFFIX);
        Ok(Box::new(RealTemp(system::temp(&mut builder, folder, access)?)))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        system::sync_folder(folder)
    }

    #[expect(clippy::disallowed_methods, reason = "this is the seam that the lint points to")]
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Send>>> {
        if fs::symlink_metadata(path).is_ok_and(|meta| !meta.is_file()) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let file = File::options().create(true).truncate(false).write(true).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Box::new(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
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

/// Opens a file to read it. What was opened is looked at, not what stood there a moment before:
/// anything but a file is closed again, and nothing was waited for.
fn open(path: &Path) -> io::Result<(File, Metadata)> {
    let opened = match system::open(path)? {
        system::Opened::File(file) => file,
        // The name is a link's.
        system::Opened::Link => match system::open(&target(path)?)? {
            system::Opened::File(file) => file,
            system::Opened::Link => return Err(Odd::LinkNowhere.into()),
        },
    };
    let meta = opened.metadata()?;
    match odd(meta.file_type()) {
        None => Ok((opened, meta)),
        Some(odd) => Err(odd.into()),
    }
}

/// What is odd about something of this type where a file should be.
fn odd(kind: FileType) -> Option<Odd> {
    if kind.is_file() {
        None
    } else if kind.is_dir() {
        Some(Odd::Folder)
    } else {
        Some(system::neither(kind))
    }
}

/// Whether a link leads to a folder, and what is odd about it.
fn linked(path: &Path) -> (bool, Option<Odd>) {
    let Ok(meta) = fs::metadata(path) else { return (false, Some(Odd::LinkNowhere)) };
    if meta.is_dir() {
        // A practice may keep its drafts, say, on another disk.
        let whole = path.parent().is_some_and(is_register);
        return match target(path) {
            Err(_) if !whole => (false, Some(Odd::LinkOut)),
            _ => (true, Some(Odd::LinkedFolder)),
        };
    }
    let odd = odd(meta.file_type());
    (false, odd.or_else(|| target(path).is_err().then_some(Odd::LinkOut)))
}

/// What a link leads to. A link in a register leads to a place in it, or nowhere.
fn target(path: &Path) -> io::Result<PathBuf> {
    let target = fs::canonicalize(path).map_err(|_| Odd::LinkNowhere)?;
    let whole = std::path::absolute(path)?;
    let root = whole.ancestors().skip(1).find(|folder| is_register(folder));
    let Some(root) = root else { return Ok(target) };
    // Also where the folder of decisions, say, is a link itself.
    let first = whole.strip_prefix(root).ok().and_then(|rest| rest.iter().next());
    let places = [Some(root.to_owned()), first.map(|first| root.join(first))];
    let inside = |place: PathBuf| {
        place != whole && fs::canonicalize(place).is_ok_and(|place| target.starts_with(place))
    };
    if places.into_iter().flatten().any(inside) { Ok(target) } else { Err(Odd::LinkOut.into()) }
}

fn is_register(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(layout::REGISTER)).is_ok()
}

/// Says what stands in the place of a folder that could not be listed.
fn in_its_place(folder: &Path, error: io::Error) -> io::Error {
    if error.kind() != io::ErrorKind::NotADirectory {
        return error;
    }
    match fs::metadata(folder).ok().and_then(|meta| odd(meta.file_type())) {
        Some(odd) => odd.into(),
        None => error,
    }
}

#[cfg(unix)]
mod system {
    use std::fs::{self, DirBuilder, File, FileType, Permissions};
    use std::io;
    use std::os::unix::fs::{DirBuilderExt as _, FileTypeExt as _, PermissionsExt as _};
    use std::path::Path;

    use rustix::fs::{Mode, OFlags};
    use rustix::io::Errno;
    use tempfile::{Builder, NamedTempFile};

    use super::{Access, Odd, odd};

    /// What a name gave when it was opened.
    pub(super) enum Opened {
        /// Something that is not a link.
        File(File),
        /// A link. It was not followed.
        Link,
    }

    /// Opens what has this name, without waiting for anybody at the other end of a pipe.
    pub(super) fn open(path: &Path) -> io::Result<Opened> {
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOCTTY | OFlags::NOFOLLOW;
        let open = |flags| rustix::fs::open(path, flags, Mode::empty()).map(File::from);
        let error = match open(flags | OFlags::NONBLOCK) {
            Ok(file) => return Ok(Opened::File(file)),
            Err(error) => error,
        };
        let Ok(meta) = fs::symlink_metadata(path) else { return Err(error.into()) };
        if meta.is_symlink() {
            return Ok(Opened::Link);
        }
        match odd(meta.file_type()) {
            // A socket is not opened at all.
            Some(odd) => Err(odd.into()),
            // A file server on this machine must let go of it first: that is worth waiting for.
            None if error == Errno::WOULDBLOCK => Ok(Opened::File(open(flags)?)),
            None => Err(error.into()),
        }
    }

    /// What something is that is neither a file nor a folder.
    pub(super) fn neither(kind: FileType) -> Odd {
        if kind.is_fifo() {
            Odd::Pipe
        } else if kind.is_socket() {
            Odd::Socket
        } else {
            Odd::Device
        }
    }

    fn mode_of(folder: &Path) -> io::Result<u32> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        Ok(fs::metadata(folder)?.permissions().mode())
    }

    pub(super) fn create_dir(folder: &Path, access: Access) -> io::Result<()> {
        match access {
            Access::Private => DirBuilder::new().mode(0o700).create(folder),
            Access::LikeParent => {
                fs::create_dir(folder)?;
                let parent = folder.parent().unwrap_or(Path::new(""));
                if let Ok(mode) = mode_of(parent) {
                    // The user's mask may have taken the group's rights away. A share that
                    // knows no modes refuses; then it has rights of its own.
                    let _ = fs::set_permissions(folder, Permissions::from_mode(mode & 0o2777));
                }
                Ok(())
            }
        }
    }

    /// Colleagues on a share must be able to read a file, as far as the user lets them: the
    /// system takes the user's mask from the mode that a file is made with. One that leaves the
    /// register is the user's alone.
    pub(super) fn temp(
        builder: &mut Builder<'_, '_>,
        folder: &Path,
        access: Access,
    ) -> io::Result<NamedTempFile> {
        match access {
            Access::Private => {
                let file = builder.tempfile_in(folder)?;
                // A mask that takes away the user's own rights, too. A share that knows no modes
                // refuses.
                let _ = file.as_file().set_permissions(Permissions::from_mode(0o600));
                Ok(file)
            }
            Access::LikeParent => {
                let mode = mode_of(folder).map_or(0o600, |mode| mode & 0o666);
                builder.permissions(Permissions::from_mode(mode)).tempfile_in(folder)
            }
        }
    }

    pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::DIRECTORY;
        match File::from(rustix::fs::open(folder, flags, Mode::empty())?).sync_all() {
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
mod system {
    use std::fs::{self, File, FileType};
    use std::io;
    use std::path::Path;

    use tempfile::{Builder, NamedTempFile};

    use super::{Access, Odd};

    /// What a name gave when it was opened.
    pub(super) enum Opened {
        /// Something that is not a link.
        File(File),
        /// A link. It was not followed.
        Link,
    }

    pub(super) fn open(path: &Path) -> io::Result<Opened> {
        if fs::symlink_metadata(path)?.is_symlink() {
            return Ok(Opened::Link);
        }
        Ok(Opened::File(File::open(path)?))
    }

    pub(super) fn neither(_: FileType) -> Odd {
        Odd::Device
    }

    /// Rights are inherited from the folder above; the user's own folders are private there.
    pub(super) fn create_dir(folder: &Path, _: Access) -> io::Result<()> {
        fs::create_dir(folder)
    }

    pub(super) fn temp(
        builder: &mut Builder<'_, '_>,
        folder: &Path,
        _: Access,
    ) -> io::Result<NamedTempFile> {
        builder.tempfile_in(folder)
    }

    /// Windows has no folder sync.
    pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{list, read};
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
