//! A protected register: what is written about people lies in it encrypted, in the standard format
//! of age, so that it opens with plain `age` too.
//!
//! One X25519 key belongs to the register, and each file is encrypted to it alone. The key itself
//! lies in `keys/`, once encrypted to the passphrase and once to each further person. Nothing above
//! the disk knows of any of this: [`Vault`] is a disk that opens what it reads and encrypts what it
//! writes, by the folder alone, so that no place in the program can forget to. What is hashed,
//! named, linked and signed is the plain text everywhere.

mod conform;
mod key;
mod letter;
mod people;
mod pins;
mod place;
mod sealing;
mod strength;
mod turning;
mod vault;

pub use conform::{Conformed, Form, conform};
pub use key::{Cost, Identities, Keyring, Passphrase};
pub use letter::{To, is_sealed, open as open_letter, seal as seal_letter, sealed_bound};
pub use people::{Holder, Invited, Key, Unlocked, is_recipient, unlock};
pub use pins::{Going, Pin, Pins, file_beside, load_pins, save_pins};
pub use place::{is_sealed_folder, sealed_name};
pub use sealing::Unopened;
pub(crate) use sealing::unopened;
pub use strength::{Strength, strength};
pub use turning::{Opened, Places, Protector};
pub use vault::{Protects, Vault};

use std::path::PathBuf;

use super::{RegisterError, disk::DiskError};
use crate::base::shown;

/// Why a protected register was not opened, or its protection not changed. Nothing that was saved
/// before is changed by any of these.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProtectError {
    /// Something else than the protection failed.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The passphrase opens none of the keys.
    #[error(
        "This is not the passphrase of this register. Nothing was changed. Check capital letters \
         and spaces, and try again."
    )]
    WrongPassphrase,
    /// The identity opens none of the keys.
    #[error(
        "This key does not open this register. Nothing was changed. Ask whoever looks after the \
         register to add your public key, or use the passphrase."
    )]
    WrongIdentity,
    /// The text is no age identity.
    #[error("There is no age identity in this file. It has a line that begins AGE-SECRET-KEY-1.")]
    NotAnIdentity,
    /// The text is no age public key.
    #[error("This is not an age public key: “{0}”. One begins with age1 and has 62 letters.")]
    NotARecipient(String),
    /// There is no key in the folder of keys.
    #[error(
        "The keys of this register are missing. Nothing was changed. Put the folder back from a \
         backup: without a key nobody can open the register. ({})", shown::path(.0)
    )]
    NoKeys(PathBuf),
    /// A key file asks for more work than this program ever asks for.
    #[error(
        "This key file would keep the computer busy for too long, and Justified did not write it. \
         Nothing was changed. Put the folder of keys back from a backup. ({})", shown::path(.0)
    )]
    TooCostly(PathBuf),
    /// The key that the register is encrypted to now is not one that whoever knew the key before
    /// has put there.
    #[error(
        "The key of this register was changed, and not by anyone who had the key before. Someone \
         may want to read what you write. Nothing was changed. Do not use it. Put register.ron and \
         the folder of keys back from a backup. ({})", shown::path(.0)
    )]
    Swapped(PathBuf),
    /// The protection can only be changed with the passphrase.
    #[error("A key opens the register. To change its protection, give the passphrase.")]
    PassphraseNeeded,
    /// It is not protected.
    #[error("This register is not protected. Nothing was changed. ({})", shown::path(.0))]
    NotProtected(PathBuf),
    /// It is protected already.
    #[error("This register is protected already. Nothing was changed. ({})", shown::path(.0))]
    AlreadyProtected(PathBuf),
    /// Nobody with this public key was added.
    #[error("Nobody with this public key can open the register: “{0}”. Nothing was changed.")]
    NotAmongThem(String),
    /// A passphrase of nothing.
    #[error("A passphrase needs at least {} characters.", strength::FEWEST)]
    TooShort,
}

impl From<DiskError> for ProtectError {
    fn from(error: DiskError) -> Self {
        Self::Register(error.into())
    }
}
