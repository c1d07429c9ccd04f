//! Why a packet is not taken, in plain words.

use std::path::PathBuf;

use crate::base::ronfile::ReadError;
use crate::base::shown;
use crate::register::protect::Unopened;
use crate::register::{RegisterError, disk::DiskError};

/// Why nothing was made of a packet. No message quotes what is in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PacketError {
    /// The disk or a register failed.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The file is refused.
    #[error("{why} Nothing was written. ({})", shown::path(path))]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why.
        why: Refused,
    },
}

impl From<DiskError> for PacketError {
    fn from(error: DiskError) -> Self {
        Self::Register(error.into())
    }
}

/// What is the matter with a file that is to be a packet, or what comes back of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is longer than any packet.
    TooLarge,
    /// It is no packet, was cut short or changed.
    Unreadable(ReadError),
    /// A newer version made it.
    Newer,
    /// It is encrypted, and was not opened.
    Unopened(Unopened),
    /// Its cover is not signed by the computer that it names.
    CoverNotSigned,
    /// That computer is known here by another key.
    OtherKey,
    /// It does not hold exactly what its cover lists.
    NotAsListed,
    /// A statement in it is not what the cover says it is.
    WrongStatement,
    /// Something stands in it that no packet holds.
    NotForPackets,
    /// A computer's file in it is not as that computer signed it.
    WrongDevice,
    /// It was made of another register.
    OtherRegister,
    /// This register did not make the packet that it answers.
    NotOurs,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        const AGAIN: &str = "Ask for it to be sent again.";
        match self {
            Self::TooLarge => write!(f, "This is larger than any packet. Check that it is one."),
            Self::Unreadable(error) => {
                let place = error.place().map(|at| format!(" ({at})")).unwrap_or_default();
                write!(
                    f,
                    "This is no packet of Justified, or it was changed or cut short{place}. {AGAIN}"
                )
            }
            Self::Newer => write!(
                f,
                "A newer version of Justified made this. Open it with the newest version."
            ),
            Self::Unopened(Unopened::OtherKey) => write!(
                f,
                "It is encrypted, and this passphrase or key does not open it, or it was changed \
                 since. Check the passphrase, and try again."
            ),
            Self::Unopened(Unopened::Locked) => write!(
                f,
                "It is encrypted. Give the passphrase with --passphrase-fd, or a key with \
                 --identity."
            ),
            Self::Unopened(why) => {
                write!(f, "{} {AGAIN}", capital_stop(&why.to_string()))
            }
            Self::CoverNotSigned => write!(
                f,
                "The cover of this packet is not signed by the computer that it names. It was \
                 changed, or somebody else made it. {AGAIN}"
            ),
            Self::OtherKey => write!(
                f,
                "This packet is signed with another key than the one that the computer it names \
                 is known by here. It may be forged: ask whoever sent it."
            ),
            Self::NotAsListed => write!(
                f,
                "This packet does not hold exactly what its cover lists: something was changed, \
                 added, taken out or moved. {AGAIN}"
            ),
            Self::WrongStatement => {
                write!(f, "A statement in this packet is not what its cover says it is. {AGAIN}")
            }
            Self::NotForPackets => {
                write!(f, "Something is in this packet that no packet holds. {AGAIN}")
            }
            Self::WrongDevice => write!(
                f,
                "A computer that this packet names is not as that computer signed it. {AGAIN}"
            ),
            Self::OtherRegister => {
                write!(f, "This was made of another register. Choose the register that made it.")
            }
            Self::NotOurs => write!(
                f,
                "No computer of this register made the packet that this answers. Ask whoever sent \
                 it."
            ),
        }
    }
}

fn capital_stop(text: &str) -> String {
    format!("{}.", crate::base::words::capital(text))
}

impl From<ReadError> for Refused {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::TooLarge { .. } => Self::TooLarge,
            other => Self::Unreadable(other),
        }
    }
}
