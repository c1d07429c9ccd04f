//! What can go wrong with a register, in plain words: what happened, and what to do.

use std::path::PathBuf;

use super::disk::{DiskError, Why};
use super::protect::Unopened;
use crate::base::ronfile::{ReadError, WriteError};
use crate::base::shown;

/// Why something was not done. Nothing that was saved before is changed by any of these, and
/// no message quotes what a file says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} {}{}", self.happened(), self.advice(), self.place())]
pub enum RegisterError {
    /// The disk failed.
    Disk(#[from] DiskError),
    /// There is a register in this folder already.
    AlreadyThere(PathBuf),
    /// The folder holds other files, and nobody chose it.
    NotEmpty(PathBuf),
    /// There is no register in this folder.
    NotARegister(PathBuf),
    /// The register that was open is not there any more, or another one is in its place.
    Away(PathBuf),
    /// `register.ron` cannot be read.
    Unreadable(PathBuf, ReadError),
    /// `register.ron` was written by a newer version.
    Newer(PathBuf),
    /// The register is protected, and locked here.
    Locked(PathBuf),
    /// The register was protected as far as is known here, and now says that it is not, or that it
    /// is encrypted to another key.
    ProtectionChanged(PathBuf),
    /// This workstation has no key, and none could be made.
    NoKey,
    /// The value cannot be written down.
    Write(#[from] WriteError),
    /// The text that was to be signed is no statement.
    NotAStatement(ReadError),
    /// The statement or draft belongs to another register.
    OtherRegister,
    /// What was read back is not what was written.
    ReadBack(PathBuf),
    /// Every name for the file is taken by other bytes.
    NamesTaken(PathBuf),
    /// The signed file could not be verified, so the draft was kept.
    NotVerified(PathBuf),
    /// The file was changed by someone else since it was read.
    ChangedMeanwhile(PathBuf),
    /// Another window of this user is signing, and went on for longer than one waits.
    OtherWindow,
    /// There is unfinished work on a decision that is to be disposed of.
    Unfinished(PathBuf),
    /// There is nothing of this decision to dispose of.
    NothingThere(PathBuf),
    /// It is a packet, with which this is not done.
    Packet(PathBuf),
    /// It is a packet of this workstation's own register.
    OwnPacket(PathBuf),
    /// It is a backup, which is only read.
    Backup(PathBuf),
    /// It is no packet, or its cover is not as its maker signed it.
    NotAPacket(PathBuf),
}

impl RegisterError {
    /// What happened, in one sentence.
    pub fn happened(&self) -> String {
        let text = match self {
            Self::Disk(error) => return error.happened(),
            Self::Unreadable(_, error) => {
                let place = error.place().map(|place| format!(" ({place})")).unwrap_or_default();
                return format!("The file that describes the register cannot be read{place}.");
            }
            Self::Write(WriteError::TooLarge { size, max }) => {
                return format!(
                    "This is longer than can be kept in one file: {}, and at most {}.",
                    megabytes(*size),
                    megabytes(*max)
                );
            }
            Self::NotAStatement(error) => {
                let place = error.place().map(|place| format!(" ({place})")).unwrap_or_default();
                return format!("This text is not a statement that can be signed{place}.");
            }
            Self::AlreadyThere(_) => "There is already a register in this folder.",
            Self::NotEmpty(_) => "This folder already holds other files.",
            Self::NotARegister(_) => "There is no register in this folder.",
            Self::Away(_) => "The register is not where it was.",
            Self::Newer(_) => "This register was made by a newer version of Justified.",
            Self::Locked(_) => {
                "This register is protected, and its passphrase is needed to open it."
            }
            Self::ProtectionChanged(_) => {
                "The protection of this register was changed since it was opened here."
            }
            Self::NoKey => "This computer gives no random numbers, so it has no key to sign with.",
            Self::Write(_) => "This could not be written as a file.",
            Self::OtherRegister => "This belongs to another register.",
            Self::ReadBack(_) => "The file that was read back is not the one that was written.",
            Self::NamesTaken(_) => "Every name for this file is taken by a different file.",
            Self::NotVerified(_) => "The signed file could not be checked.",
            Self::ChangedMeanwhile(_) => "Someone else changed the file in the meantime.",
            Self::OtherWindow => "Another window of Justified on this computer is signing.",
            Self::Unfinished(_) => "Somebody has unfinished work on this decision.",
            Self::NothingThere(_) => "Nothing is left here of this decision.",
            Self::OwnPacket(_) => "This packet was made of a register that this computer signs in.",
            Self::Backup(_) => "This is a backup, and it stays as it is.",
            Self::NotAPacket(_) => {
                "This is no packet that was unpacked, or its cover is not as its maker signed it."
            }
            Self::Packet(_) => "This is a packet, not the register that it was made of.",
        };
        text.to_owned()
    }

    /// What is safe and what to do.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Disk(error) => error.advice(),
            Self::AlreadyThere(_) => "It was left as it is. Open it, or choose another folder.",
            Self::NotEmpty(_) => {
                "They were left as they are. Choose this folder yourself, or choose an empty one."
            }
            Self::NotARegister(_) => {
                "Nothing was changed. Choose the folder that holds register.ron."
            }
            Self::Away(_) => {
                "What was saved before is unchanged. Check that the folder or shared drive is \
                 connected, then try again."
            }
            Self::Unreadable(..) => {
                "Nothing was changed. The decisions are separate files and are not affected. Put register.ron back from a backup."
            }
            Self::Newer(_) => "Nothing was changed. Open it with the newest version.",
            Self::Locked(_) => "Nothing was changed. Give the passphrase.",
            Self::ProtectionChanged(_) => {
                "Nothing was changed. Ask your colleagues whether one of them did it. Then open it \
                 again with the passphrase."
            }
            Self::Write(WriteError::TooLarge { .. }) => {
                "What was saved before is unchanged. Make the longest text shorter: paste less of it, or write where the whole document is kept."
            }
            Self::Write(_) | Self::NotAStatement(_) => "The draft is kept. Please report this.",
            Self::NoKey => {
                "What was signed is kept, without a signature of this computer. Restart it."
            }
            Self::OtherRegister => "Nothing was written. Open the register that it belongs to.",
            Self::ReadBack(_) | Self::NotVerified(_) => {
                "It is not signed, and the draft is kept. Try again. If it still fails, use \
                 another disk."
            }
            Self::NamesTaken(_) => {
                "The draft is kept. Check this folder with “justified verify” before signing again."
            }
            Self::ChangedMeanwhile(_) => "Both are kept. Look at both before you continue.",
            Self::Unfinished(_) => {
                "Nothing was removed. Sign or discard that draft first, on the computer where it \
                 was begun."
            }
            Self::NothingThere(_) => "Nothing was removed.",
            Self::OwnPacket(_) => {
                "What you wrote is kept as a draft. Open the register itself, and review there."
            }
            Self::Backup(_) => {
                "Nothing was changed. Open the register. If that is lost, make this one the \
                 register in a new folder: “justified backup BACKUP FOLDER --as-register”."
            }
            Self::NotAPacket(_) => {
                "Nothing was written. Choose the folder that “justified unpack” made, or unpack it \
                 again."
            }
            Self::Packet(_) => {
                "Nothing was changed. Reviews go back with “justified hand-back” and “justified \
                 accept”."
            }
            Self::OtherWindow => {
                "Nothing was signed twice. Wait a moment, then try again. If it still fails, \
                 close the other windows."
            }
        }
    }

    /// The file or folder, where there is one.
    pub fn path(&self) -> Option<&PathBuf> {
        match self {
            Self::Disk(error) => Some(&error.path),
            Self::AlreadyThere(path)
            | Self::NotEmpty(path)
            | Self::NotARegister(path)
            | Self::Away(path)
            | Self::Unreadable(path, _)
            | Self::Newer(path)
            | Self::Locked(path)
            | Self::ProtectionChanged(path)
            | Self::ReadBack(path)
            | Self::NamesTaken(path)
            | Self::NotVerified(path)
            | Self::Unfinished(path)
            | Self::NothingThere(path)
            | Self::Packet(path)
            | Self::Backup(path)
            | Self::OwnPacket(path)
            | Self::NotAPacket(path)
            | Self::ChangedMeanwhile(path) => Some(path),
            Self::NoKey
            | Self::Write(_)
            | Self::NotAStatement(_)
            | Self::OtherRegister
            | Self::OtherWindow => None,
        }
    }

    /// Whether the place may be away or not to be written: what the outbox is for.
    pub fn is_away(&self) -> bool {
        match self {
            Self::Disk(error) => error.is_away(),
            Self::Away(_)
            | Self::NotARegister(_)
            | Self::ReadBack(_)
            // A sync tool may be half-way through it.
            | Self::Unreadable(..) => true,
            _ => false,
        }
    }

    /// Whether it needs the passphrase, and nothing is wrong otherwise.
    pub fn is_locked(&self) -> bool {
        match self {
            Self::Locked(_) | Self::ProtectionChanged(_) => true,
            Self::Disk(error) => error.why == Why::Unopened(Unopened::Locked),
            _ => false,
        }
    }

    fn place(&self) -> String {
        self.path().map(|path| format!(" ({})", shown::path(path))).unwrap_or_default()
    }
}

/// "7.3 MB", in the unit that the bounds are set in.
fn megabytes(bytes: usize) -> String {
    const MB: usize = 1024 * 1024;
    format!("{}.{} MB", bytes / MB, bytes % MB * 10 / MB)
}
