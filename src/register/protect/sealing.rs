//! Bytes in and out of the age format.

use std::fmt;
use std::io::{self, Read as _, Write};
use std::iter;

use age::stream::StreamWriter;
use age::{DecryptError, Decryptor, Encryptor, Identity, Recipient};

/// Why an encrypted file was not opened. As the inner error of an [`io::Error`] it says why nothing
/// was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unopened {
    /// The register is locked.
    Locked,
    /// It is encrypted to another key.
    OtherKey,
    /// It is not what was encrypted: it was changed, or breaks off.
    Damaged,
    /// It asks for more work than this program ever asks for.
    TooCostly,
}

impl fmt::Display for Unopened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Locked => "it is encrypted, and the register is locked",
            Self::OtherKey => "it is encrypted with a key that is not this register’s",
            Self::Damaged => "it is encrypted, and has been changed or cut short since",
            Self::TooCostly => "it would keep the computer busy for too long",
        })
    }
}

impl std::error::Error for Unopened {}

impl From<Unopened> for io::Error {
    fn from(why: Unopened) -> Self {
        Self::new(io::ErrorKind::InvalidData, why)
    }
}

/// The reason that an error of the disk bears.
pub(crate) fn unopened(error: &io::Error) -> Option<Unopened> {
    error.get_ref()?.downcast_ref::<Unopened>().copied()
}

/// How many bytes an encrypted file of so many is at most: a header, and a tag for each 64 KB.
pub(super) fn bound(plain: usize) -> usize {
    const HEADER: usize = 16 * 1024;
    const TAG: usize = 16;
    plain.saturating_add(plain / (64 * 1024) * TAG).saturating_add(TAG + HEADER)
}

/// Encrypts; `None` where age cannot, which no value of ours brings about.
pub(super) fn seal(to: &dyn Recipient, plain: &[u8]) -> Option<Vec<u8>> {
    let mut writer = writer(to, Vec::new()).ok()?;
    writer.write_all(plain).ok()?;
    writer.finish().ok()
}

/// What encrypts all that is written to it.
pub(super) fn writer<W: Write>(to: &dyn Recipient, out: W) -> io::Result<StreamWriter<W>> {
    let encryptor = Encryptor::with_recipients(iter::once(to)).map_err(io::Error::other)?;
    encryptor.wrap_output(out)
}

/// Opens; at most `max + 1` bytes.
pub(super) fn open<'k>(
    cipher: &[u8],
    keys: impl Iterator<Item = &'k dyn Identity>,
    max: usize,
) -> Result<Vec<u8>, Unopened> {
    let decryptor = Decryptor::new_buffered(cipher).map_err(|error| why(&error))?;
    let reader = decryptor.decrypt(keys).map_err(|error| why(&error))?;
    let bound = max.saturating_add(1);
    let mut plain = Vec::new();
    let _ = plain.try_reserve_exact(cipher.len().min(bound));
    let most = u64::try_from(bound).unwrap_or(u64::MAX);
    reader.take(most).read_to_end(&mut plain).map_err(|_| Unopened::Damaged)?;
    Ok(plain)
}

/// Whether it is encrypted to a passphrase.
pub(super) fn is_to_a_passphrase(cipher: &[u8]) -> bool {
    Decryptor::new_buffered(cipher).is_ok_and(|decryptor| decryptor.is_scrypt())
}

fn why(error: &DecryptError) -> Unopened {
    match error {
        DecryptError::NoMatchingKeys | DecryptError::KeyDecryptionFailed => Unopened::OtherKey,
        DecryptError::ExcessiveWork { .. } => Unopened::TooCostly,
        _ => Unopened::Damaged,
    }
}
