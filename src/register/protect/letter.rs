//! A file that is encrypted on its own, to be sent: to somebody's age key or to a passphrase. It is
//! in no register.

use super::key::{Cost, Passphrase, recipient};
use super::people::Key;
use super::sealing::{self, Unopened};
use super::strength::FEWEST;
use super::{ProtectError, RegisterError};
use crate::base::ronfile::WriteError;

/// How every file of age begins.
const BEGINS: &[u8] = b"age-encryption.org/";

/// To whom it is encrypted.
#[derive(Clone, Debug)]
pub enum To {
    /// An age public key.
    Recipient(String),
    /// Whoever knows this.
    Passphrase(Passphrase),
}

/// Whether these are the bytes of an encrypted file.
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(BEGINS)
}

/// How many bytes an encrypted file of so many has at most.
pub fn sealed_bound(plain: usize) -> usize {
    sealing::bound(plain)
}

/// Encrypts a file.
///
/// # Errors
///
/// The key is none, or the passphrase is too short.
pub fn seal(plain: &[u8], to: &To, cost: Cost) -> Result<Vec<u8>, ProtectError> {
    let sealed = match to {
        To::Recipient(key) => sealing::seal(&recipient(key)?, plain),
        To::Passphrase(passphrase) if passphrase.length() < FEWEST => {
            return Err(ProtectError::TooShort);
        }
        To::Passphrase(passphrase) => passphrase.seal(plain, cost),
    };
    // Which no value of ours brings about.
    sealed.ok_or_else(|| RegisterError::Write(WriteError::Unwritable).into())
}

/// Opens it; at most `max + 1` bytes.
///
/// # Errors
///
/// It is not encrypted to this, was changed since, or asks for more work than ours do.
pub fn open(cipher: &[u8], key: &Key, (max, cost): (usize, Cost)) -> Result<Vec<u8>, Unopened> {
    match key {
        Key::Passphrase(passphrase) => {
            let opener = passphrase.opener(cost);
            let plain = sealing::open(cipher, std::iter::once(&opener as _), max);
            // age says the same of a wrong passphrase and of a file that was changed.
            plain.map_err(|why| if why == Unopened::Damaged { Unopened::OtherKey } else { why })
        }
        Key::Identity(identities) => {
            let keys = identities.keys().iter().map(|key| key as &dyn age::Identity);
            sealing::open(cipher, keys, max)
        }
    }
}
