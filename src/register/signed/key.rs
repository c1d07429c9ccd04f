//! A workstation's key: Ed25519. The secret half lies in the user's private folder, in a file of its
//! own for each id that the workstation has had, so that no id is ever without its key.
//!
//! It is RON as every other file here: read, written and made private by the same steps. It holds no
//! more than a seed, and nobody but this program has a use for it; the public half is written as
//! OpenSSH writes it, because everybody checks signatures with that.

use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use base64ct::{Base64, Encoding as _};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::signature_line::put;
use crate::base::ronfile::{self, MAX_BYTES};
use crate::record::statement::FORMAT;
use crate::record::{DeviceId, Digest};
use crate::register::RegisterError;
use crate::register::disk::{self, Access, Disk};

/// What OpenSSH calls such a key.
pub(super) const KIND: &[u8] = b"ssh-ed25519";
const KIND_WORD: &str = "ssh-ed25519 ";

/// The public half of a workstation's key, written as in OpenSSH: `ssh-ed25519 AAAA…`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key([u8; 32]);

impl Key {
    pub(super) fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// As it stands in a signature and, in base 64, in OpenSSH's files.
    pub(super) fn blob(&self) -> Vec<u8> {
        let mut blob = Vec::new();
        put(&mut blob, KIND);
        put(&mut blob, &self.0);
        blob
    }

    /// Whether this key made this signature over these bytes.
    pub(super) fn signed(&self, bytes: &[u8], signature: &[u8; 64]) -> bool {
        VerifyingKey::from_bytes(&self.0)
            .is_ok_and(|key| key.verify_strict(bytes, &Signature::from_bytes(signature)).is_ok())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{KIND_WORD}{}", Base64::encode_string(&self.blob()))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({self})")
    }
}

/// A text that is no key of OpenSSH's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not an Ed25519 key as OpenSSH writes it")]
pub struct NoKey;

impl FromStr for Key {
    type Err = NoKey;
    fn from_str(text: &str) -> Result<Self, NoKey> {
        let blob = Base64::decode_vec(text.strip_prefix(KIND_WORD).ok_or(NoKey)?);
        let blob = blob.map_err(|_| NoKey)?;
        let key = Self(*blob.last_chunk().ok_or(NoKey)?);
        if key.blob() == blob { Ok(key) } else { Err(NoKey) }
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Both halves. Nothing shows the secret one.
#[derive(Clone)]
pub struct Secret(SigningKey);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret(of {})", self.key())
    }
}

impl Secret {
    /// The key that follows from these random bytes.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&seed))
    }

    /// Its public half.
    pub fn key(&self) -> Key {
        Key(self.0.verifying_key().to_bytes())
    }

    pub(super) fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
    }
}

/// The file: `key-<device>.ron`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "WorkstationKey")]
struct KeyFile {
    format: u32,
    device: DeviceId,
    /// So that a person sees which it is.
    public: Key,
    /// 64 hex digits.
    secret: Digest32,
}

/// 32 bytes as hex digits.
struct Digest32([u8; 32]);

impl Serialize for Digest32 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut hex = String::with_capacity(64);
        for byte in self.0 {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
        }
        serializer.serialize_str(&hex)
    }
}

impl<'de> Deserialize<'de> for Digest32 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digest: Digest = Digest::deserialize(deserializer)?;
        Ok(Self(*digest.as_bytes()))
    }
}

/// Where the key of this id lies, beside the outboxes in the user's private folder.
pub fn file_beside(outbox: &Path, device: &DeviceId) -> PathBuf {
    outbox.with_file_name(format!("key-{device}.ron"))
}

/// The key of this workstation. `None`: there is none yet, or none that can be read.
pub fn load(disk: &dyn Disk, file: &Path, device: &DeviceId) -> Option<Secret> {
    let bytes = disk::read_if_there(disk, file, MAX_BYTES).ok().flatten()?;
    let found = ronfile::read::<KeyFile>(&bytes).ok()?;
    let secret = Secret::from_seed(found.secret.0);
    let right = found.format <= FORMAT && found.device == *device && found.public == secret.key();
    right.then_some(secret)
}

/// The key of this workstation: the one that is there, or else one from these random bytes, kept for
/// this user alone. Call it in turn only.
pub fn load_or_make(
    disk: &dyn Disk,
    file: &Path,
    device: &DeviceId,
    seed: [u8; 32],
) -> Result<Secret, RegisterError> {
    if let Some(there) = load(disk, file, device) {
        return Ok(there);
    }
    let secret = Secret::from_seed(seed);
    let made = KeyFile {
        format: FORMAT,
        device: device.clone(),
        public: secret.key(),
        secret: Digest32(seed),
    };
    let text = ronfile::write(&made)?;
    let folder = disk::folder_of(file);
    disk::create_dirs(disk, folder, Access::Private)?;
    // Never in place of one: what cannot be read now may be read tomorrow.
    disk::publish_new(disk, folder, file, text.as_bytes(), Access::Private)?;
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::testing::MemoryDisk;

    #[test]
    fn a_key_is_written_as_openssh_writes_it_and_read_back() {
        let key = Secret::from_seed([7; 32]).key();
        let text = key.to_string();
        assert!(text.starts_with("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI"), "{text}");
        assert_eq!(text.parse(), Ok(key));
        for wrong in ["", "ssh-rsa AAAA", "ssh-ed25519 AAAA", &text[..text.len() - 4]] {
            assert_eq!(wrong.parse::<Key>(), Err(NoKey), "{wrong}");
        }
    }

    #[test]
    fn a_workstation_makes_its_key_once_and_shows_it_to_nobody() {
        let disk = MemoryDisk::default();
        let device = DeviceId::mint([1; 8]);
        let file = file_beside(Path::new("/data/outbox"), &device);
        let first = load_or_make(&disk, &file, &device, [1; 32]).unwrap();
        let again = load_or_make(&disk, &file, &device, [2; 32]).unwrap();
        assert_eq!(again.key(), first.key());
        assert!(!format!("{first:?}").contains("0101"));
        assert!(load(&disk, &file, &DeviceId::mint([2; 8])).is_none(), "another’s");
    }

    #[test]
    fn a_key_that_cannot_be_read_is_not_written_over() {
        let disk = MemoryDisk::default();
        let device = DeviceId::mint([1; 8]);
        let file = file_beside(Path::new("/data/outbox"), &device);
        load_or_make(&disk, &file, &device, [1; 32]).unwrap();
        disk.put(&file, b"half of a fi");
        assert!(load_or_make(&disk, &file, &device, [2; 32]).is_err());
        assert_eq!(disk.files()[&file], b"half of a fi");
    }
}
