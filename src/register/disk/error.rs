//! How file work fails, in plain words.

use std::io;
use std::path::{Path, PathBuf};

use super::Odd;
use crate::base::shown;
use crate::register::protect::{Unopened, unopened};

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
    /// What stands there is no file.
    Odd(Odd),
    /// It is encrypted, and was not opened.
    Unopened(Unopened),
    /// Something else, as the system calls it.
    Other(io::ErrorKind),
}

/// A failure of the disk: what was done, why it failed, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} {} ({})", self.happened(), self.advice(), shown::path(path))]
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
        let odd = error.get_ref().and_then(|inner| inner.downcast_ref::<Odd>());
        let why = match error.kind() {
            _ if let Some(odd) = odd => Why::Odd(*odd),
            _ if let Some(why) = unopened(error) => Why::Unopened(why),
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
            Why::Unreachable => "the network or the shared drive cannot be reached".to_owned(),
            Why::Odd(odd) => odd.to_string(),
            Why::Unopened(why) => why.to_string(),
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
                "What was saved before is unchanged. Check that the folder or shared drive is \
                 connected, then try again."
            }
            (_, Why::Denied) => {
                "Nothing was changed. Ask whoever looks after this folder to allow reading."
            }
            (_, Why::Unopened(Unopened::Locked)) => {
                "Nothing was changed. Unlock the register first."
            }
            (_, Why::Unopened(_)) => {
                "The file is kept as it is. Put it back from a backup, if there is one."
            }
            (_, Why::Odd(_)) => {
                "Nothing was changed. Ask whoever looks after this folder to put it right."
            }
            (_, Why::Taken) => "What is there was left as it is. Choose another place.",
            _ => {
                "What was saved before is unchanged. Try again. If it still fails, try another \
                 disk."
            }
        }
    }

    /// Whether the share may be away or not to be written: what the outbox is for.
    pub fn is_away(&self) -> bool {
        !matches!(self.why, Why::Taken)
    }
}
