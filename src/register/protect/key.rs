//! The key of a register, and what opens it.

use std::fmt;
use std::iter;

use age::secrecy::{ExposeSecret as _, SecretString};
use age::{scrypt, x25519};
use zeroize::Zeroizing;

use super::ProtectError;
use super::sealing::{self, Unopened};

/// How much work it is to try one passphrase: 2 to this power. A file that asks for more is not
/// tried: it would keep the computer busy for as long as its maker likes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost(pub(super) u8);

impl Cost {
    /// As designed: about a second and 128 MB for each attempt.
    pub const DESIGNED: Self = Self(17);
    /// For tests, which try many.
    pub const TESTS: Self = Self(4);
}

/// A passphrase. It is wiped from memory when it is dropped, and never printed.
#[derive(Clone)]
pub struct Passphrase(SecretString);

impl Passphrase {
    /// As it was typed.
    pub fn new(typed: String) -> Self {
        Self(SecretString::from(typed))
    }

    /// How many characters it has.
    pub fn length(&self) -> usize {
        self.0.expose_secret().chars().count()
    }

    /// Whether it is the same as another.
    pub fn is(&self, other: &Self) -> bool {
        self.0.expose_secret() == other.0.expose_secret()
    }

    pub(super) fn text(&self) -> &str {
        self.0.expose_secret()
    }

    /// Encrypts to it.
    pub(super) fn seal(&self, plain: &[u8], cost: Cost) -> Option<Vec<u8>> {
        let mut recipient = scrypt::Recipient::new(self.0.clone());
        recipient.set_work_factor(cost.0);
        sealing::seal(&recipient, plain)
    }

    /// What opens with it.
    pub(super) fn opener(&self, cost: Cost) -> scrypt::Identity {
        let mut identity = scrypt::Identity::new(self.0.clone());
        identity.set_max_work_factor(cost.0);
        identity
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// Somebody's own age keys, as they stand in an identity file.
#[derive(Clone)]
pub struct Identities(Vec<x25519::Identity>);

impl Identities {
    /// Reads an identity file: a key a line, blank lines and lines that begin with #.
    pub fn read(text: &str) -> Result<Self, ProtectError> {
        let lines = text.lines().map(str::trim);
        let keys: Vec<x25519::Identity> =
            lines.filter(|line| !line.starts_with('#')).filter_map(|l| l.parse().ok()).collect();
        if keys.is_empty() { Err(ProtectError::NotAnIdentity) } else { Ok(Self(keys)) }
    }

    pub(super) fn keys(&self) -> &[x25519::Identity] {
        &self.0
    }
}

impl fmt::Debug for Identities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identities(…)")
    }
}

/// Reads an age public key.
pub(super) fn recipient(text: &str) -> Result<x25519::Recipient, ProtectError> {
    text.parse().map_err(|_| ProtectError::NotARecipient(text.to_owned()))
}

/// The keys of a register: the one that it has now, and those that it had before, which backups and
/// what waits on a computer that was away are still encrypted to.
#[derive(Clone)]
pub struct Keyring {
    now: x25519::Identity,
    before: Vec<x25519::Identity>,
}

impl Keyring {
    /// A new key. Its bytes come from the system, by way of age.
    pub fn generate() -> Self {
        Self { now: x25519::Identity::generate(), before: Vec::new() }
    }

    /// A new key, with this one among those before.
    #[must_use]
    pub fn renewed(&self) -> Self {
        let before = iter::once(&self.now).chain(&self.before).cloned().collect();
        Self { now: x25519::Identity::generate(), before }
    }

    /// From the lines of an identity file, the newest first.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut keys = Identities::read(text).ok()?.0.into_iter();
        Some(Self { now: keys.next()?, before: keys.collect() })
    }

    /// The lines of an identity file, such as `age -i` takes: whoever has them can read all.
    pub fn identity_file(&self) -> Zeroizing<String> {
        let mut lines = Zeroizing::new(String::new());
        for key in iter::once(&self.now).chain(&self.before) {
            lines.push_str(key.to_string().expose_secret());
            lines.push('\n');
        }
        lines
    }

    /// The public key that files are encrypted to.
    pub fn recipient(&self) -> String {
        self.now.to_public().to_string()
    }

    /// Whether it opens what is encrypted to this public key.
    pub fn knows(&self, recipient: &str) -> bool {
        self.keys().any(|key| key.to_public().to_string() == recipient)
    }

    fn keys(&self) -> impl Iterator<Item = &x25519::Identity> {
        iter::once(&self.now).chain(&self.before)
    }

    /// Opens a file; at most `max + 1` bytes of it.
    pub fn open(&self, cipher: &[u8], max: usize) -> Result<Vec<u8>, Unopened> {
        sealing::open(cipher, self.keys().map(|key| key as &dyn age::Identity), max)
    }

    /// Whether a file is encrypted to the key of now.
    pub(super) fn is_of_now(&self, cipher: &[u8]) -> bool {
        let keys = iter::once(&self.now as &dyn age::Identity);
        sealing::open(cipher, keys, 0).is_ok()
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keyring({})", self.recipient())
    }
}
