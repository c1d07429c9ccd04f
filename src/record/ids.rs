//! The names of things: decisions, registers, devices, items, and hashes of bytes.
//!
//! Randomness is handed in; an id once minted never changes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

/// Crockford's base 32: no I, L, O or U, so that an id can be read out over a telephone.
const ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J',
    'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];

/// A text that is no id of the kind asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a {0}")]
pub struct IdError(&'static str);

fn base32(bits: u64, digits: u32) -> String {
    (0..digits)
        .rev()
        .filter_map(|digit| {
            let index = usize::try_from((bits >> (5 * digit)) & 31).ok()?;
            ALPHABET.get(index)
        })
        .collect()
}

fn is_base32(text: &str) -> bool {
    text.chars().all(|c| ALPHABET.contains(&c))
}

/// An id that is its text.
macro_rules! text_id {
    ($name:ident, $what:literal, $valid:expr) => {
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                let valid: fn(&str) -> bool = $valid;
                if valid(text) { Ok(Self(text.to_owned())) } else { Err(IdError($what)) }
            }
        }
        impl $name {
            /// As it is written in files.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        text_form!($name);
    };
}

/// Serialised as what it says of itself; checked when read.
macro_rules! text_form {
    ($name:ident) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

fn hex(bytes: &[u8]) -> String {
    let digit = |four: u8| char::from_digit(u32::from(four), 16);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).flatten().collect()
}

/// A decision: year and 60 random bits, `2026-7F3K-2M9Q-A4TX`. Minted with the draft; it is
/// also the name of the decision's folder, so it holds no name of a person.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DecisionId(String);
text_id!(DecisionId, "decision id", |text| {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, rest @ ..] = parts.as_slice() else { return false };
    year.len() == 4
        && year.bytes().all(|b| b.is_ascii_digit())
        && rest.len() == 3
        && rest.iter().all(|part| part.len() == 4 && is_base32(part))
});

impl DecisionId {
    /// A new id from the year of the draft and random bytes, of which 60 bits are used.
    pub fn mint(year: i32, random: [u8; 8]) -> Self {
        let digits = base32(u64::from_le_bytes(random), 12);
        let mut text = format!("{:04}", year.clamp(0, 9999));
        for (index, digit) in digits.chars().enumerate() {
            if index % 4 == 0 {
                text.push('-');
            }
            text.push(digit);
        }
        Self(text)
    }

    /// The four digits of the year: the folder above the decision's own.
    pub fn year(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }
}

/// A register: 12 base-32 digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RegisterId(String);
text_id!(RegisterId, "register id", |text| text.len() == 12 && is_base32(text));

impl RegisterId {
    /// A new id.
    pub fn mint(random: [u8; 8]) -> Self {
        Self(base32(u64::from_le_bytes(random), 12))
    }
}

/// A workstation: 12 base-32 digits, random, so that it names no person and no place.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeviceId(String);
text_id!(DeviceId, "device id", |text| text.len() == 12 && is_base32(text));

impl DeviceId {
    /// A new id.
    pub fn mint(random: [u8; 8]) -> Self {
        Self(base32(u64::from_le_bytes(random), 12))
    }
}

/// A person, passage, advice or disclosure within a record: 8 base-32 digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemId(String);
text_id!(ItemId, "item id", |text| text.len() == 8 && is_base32(text));

impl ItemId {
    /// A new id.
    pub fn mint(random: [u8; 8]) -> Self {
        Self(base32(u64::from_le_bytes(random), 8))
    }
}

/// 128 random bits in hex, minted with the draft: the hash of a statement confirms no guess
/// at what it says, and signing again after a crash gives the same file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Nonce(String);
text_id!(Nonce, "nonce", |text| is_hex(text, 32));

impl Nonce {
    /// A new nonce.
    pub fn mint(random: [u8; 16]) -> Self {
        Self(hex(&random))
    }
}

/// The sha256 of a file's bytes, 64 hex digits.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
// As bytes and not as text: of a large register hundreds of thousands are held.
pub struct Digest([u8; 32]);
text_form!(Digest);

impl Digest {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Its first `digits` hex digits.
    pub fn short(&self, digits: usize) -> String {
        let mut text = self.to_string();
        text.truncate(digits);
        text
    }

    /// Whether its hex digits begin with these.
    pub fn begins_with(&self, digits: &str) -> bool {
        self.to_string().starts_with(digits)
    }
}

impl FromStr for Digest {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let error = IdError("sha256");
        if !is_hex(text, 64) {
            return Err(error);
        }
        let mut bytes = [0; 32];
        for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let digits = std::str::from_utf8(digits).map_err(|_| error)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| error)?;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_hash_of_nothing_is_the_published_one() {
        assert!(Digest::of(b"").begins_with("e3b0c44298fc1c149afbf4c8996fb924"));
    }

    #[test]
    fn a_path_is_no_id() {
        for text in ["../../etc", "2026-7F3K-2M9Q-A4TX/..", "", "2026-7F3K-2M9Q-A4T/"] {
            assert!(text.parse::<DecisionId>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_minted_id_reads_back(random: [u8; 8], long: [u8; 16], year in 2000..2200) {
            let id = DecisionId::mint(year, random);
            prop_assert_eq!(id.as_str().parse::<DecisionId>(), Ok(id.clone()));
            prop_assert_eq!(id.year(), year.to_string());
            let device = DeviceId::mint(random);
            prop_assert_eq!(device.as_str().parse::<DeviceId>(), Ok(device.clone()));
            let item = ItemId::mint(random);
            prop_assert_eq!(item.as_str().parse::<ItemId>(), Ok(item.clone()));
            let digest = Digest::of(&long);
            prop_assert_eq!(digest.to_string().parse::<Digest>(), Ok(digest.clone()));
            prop_assert!(digest.begins_with(&digest.short(12)));
            let nonce = Nonce::mint(long);
            prop_assert_eq!(nonce.as_str().parse::<Nonce>(), Ok(nonce.clone()));
        }
    }
}
