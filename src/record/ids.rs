//! The names of things: decisions, registers, devices, items, and hashes of bytes.
//!
//! Randomness is handed in; an id once minted never changes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

/// Crockford's base 32: no I, L, O or U, so that an id can be read out over a telephone.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A text that is no id of the kind asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a {0}")]
pub struct IdError(&'static str);

/// The lowest bits, five to a letter.
fn base32<const N: usize>(mut bits: u64) -> [u8; N] {
    let mut letters = [0; N];
    for letter in letters.iter_mut().rev() {
        let of = |index| ALPHABET.get(usize::try_from(index).ok()?).copied();
        *letter = of(bits & 31).unwrap_or_default();
        bits >>= 5;
    }
    letters
}

fn is_base32(text: &str) -> bool {
    text.bytes().all(|letter| ALPHABET.contains(&letter))
}

/// An id that is its text. The letters are held in place: of a large register there are hundreds
/// of thousands of ids, and a text of its own for each takes twice the room.
macro_rules! text_id {
    ($name:ident, $what:literal, $valid:expr) => {
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                let valid: fn(&str) -> bool = $valid;
                let letters = text.as_bytes().try_into().ok().filter(|_| valid(text));
                letters.map(Self).ok_or(IdError($what))
            }
        }
        impl $name {
            /// As it is written in files.
            pub fn as_str(&self) -> &str {
                // Whatever is valid is ASCII.
                std::str::from_utf8(&self.0).unwrap_or_default()
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
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
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DecisionId([u8; 19]);
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
        let digits: [u8; 12] = base32(u64::from_le_bytes(random));
        let year = format!("{:04}", year.clamp(0, 9999));
        let parts = digits.chunks(4).flat_map(|four| std::iter::once(&b'-').chain(four));
        let mut letters = [0; 19];
        for (letter, from) in letters.iter_mut().zip(year.as_bytes().iter().chain(parts)) {
            *letter = *from;
        }
        Self(letters)
    }

    /// The four digits of the year: the folder above the decision's own.
    pub fn year(&self) -> &str {
        self.as_str().split('-').next().unwrap_or_default()
    }
}

/// A register: 12 base-32 digits.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RegisterId([u8; 12]);
text_id!(RegisterId, "register id", |text| text.len() == 12 && is_base32(text));

impl RegisterId {
    /// A new id.
    pub fn mint(random: [u8; 8]) -> Self {
        Self(base32(u64::from_le_bytes(random)))
    }
}

/// A workstation: 12 base-32 digits, random, so that it names no person and no place.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeviceId([u8; 12]);
text_id!(DeviceId, "device id", |text| text.len() == 12 && is_base32(text));

impl DeviceId {
    /// A new id.
    pub fn mint(random: [u8; 8]) -> Self {
        Self(base32(u64::from_le_bytes(random)))
    }
}

/// A person, passage, advice or disclosure within a record: 8 base-32 digits.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemId([u8; 8]);
text_id!(ItemId, "item id", |text| text.len() == 8 && is_base32(text));

impl ItemId {
    /// Stands for somebody of whom nobody ever said who they are. No person of a record has it.
    pub const NOBODY: Self = Self(*b"00000000");

    /// A new id.
    pub fn mint(random: [u8; 8]) -> Self {
        Self(base32(u64::from_le_bytes(random)))
    }
}

/// 128 random bits in hex, minted with the draft: the hash of a statement confirms no guess
/// at what it says, and signing again after a crash gives the same file.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Nonce([u8; 32]);
text_id!(Nonce, "nonce", |text| is_hex(text, 32));

impl Nonce {
    /// Stands where there is none: in a text in which names were replaced. No draft has it.
    pub const NONE: Self = Self(*b"00000000000000000000000000000000");

    /// A new nonce.
    pub fn mint(random: [u8; 16]) -> Self {
        let mut letters = [0; 32];
        for (letter, digit) in letters.iter_mut().zip(hex(&random).bytes()) {
            *letter = digit;
        }
        Self(letters)
    }
}

/// A seal as it is printed: 80 bits in base 32, `7F3K-2M9Q-A4TX-0B6D`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SealCode([u8; 19]);
text_id!(SealCode, "seal", |text| {
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() == 4 && parts.iter().all(|part| part.len() == 4 && is_base32(part))
});

impl SealCode {
    /// The first 80 bits of the hash of what is sealed.
    pub fn of(digest: &Digest) -> Self {
        let forty = |bytes: &[u8]| {
            let bits = bytes.iter().take(5).fold(0, |bits, byte| (bits << 8) | u64::from(*byte));
            base32::<8>(bits)
        };
        let (first, rest) = digest.as_bytes().split_at(5);
        let (first, rest) = (forty(first), forty(rest));
        let fours = first.chunks(4).chain(rest.chunks(4));
        let grouped = fours.flat_map(|four| std::iter::once(&b'-').chain(four)).skip(1);
        let mut letters = [0; 19];
        for (letter, from) in letters.iter_mut().zip(grouped) {
            *letter = *from;
        }
        Self(letters)
    }

    /// As somebody copied it from paper: in small letters, without the dashes, an O for a 0, an I or
    /// an L for a 1.
    pub fn typed(text: &str) -> Option<Self> {
        let letters: Vec<u8> = text
            .bytes()
            .filter(|byte| !matches!(byte, b'-' | b' '))
            .map(|byte| match byte.to_ascii_uppercase() {
                b'O' => b'0',
                b'I' | b'L' => b'1',
                other => other,
            })
            .collect();
        let fours = letters.chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>();
        fours.join("-").parse().ok()
    }
}

/// The sha256 of a file's bytes, 64 hex digits.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest([u8; 32]);
text_form!(Digest);

impl Digest {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Of the first part of something, and of the whole: what is common is hashed once.
    pub fn of_both(first: &[u8], rest: &[u8]) -> (Self, Self) {
        let mut hasher = Sha256::new_with_prefix(first);
        let of_first = hasher.clone().finalize();
        hasher.update(rest);
        (Self(of_first.into()), Self(hasher.finalize().into()))
    }

    /// Its 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
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
    fn a_seal_is_eighty_bits_of_a_hash_and_reads_back_as_it_is_copied_from_paper() {
        let seal = SealCode::of(&Digest::of(b""));
        // e3b0c44298 fc1c149afb
        assert_eq!(seal.as_str(), "WERC-8GMR-ZGE1-96QV");
        for typed in ["WERC-8GMR-ZGE1-96QV", "werc 8gmr zgel 96qv", "WERC8GMRZGEI96QV"] {
            assert_eq!(SealCode::typed(typed), Some(seal.clone()), "{typed}");
        }
        assert_eq!(SealCode::typed("WERC-8GMR-ZGE1-96Q"), None);
        assert_eq!(SealCode::typed("../WERC"), None);
    }

    #[test]
    fn two_hashes_at_once_are_those_of_each() {
        let both = Digest::of_both(b"first", b"rest");
        assert_eq!(both, (Digest::of(b"first"), Digest::of(b"firstrest")));
    }

    #[test]
    fn a_path_is_no_id() {
        for text in ["../../etc", "2026-7F3K-2M9Q-A4TX/..", "", "2026-7F3K-2M9Q-A4T/"] {
            assert!(text.parse::<DecisionId>().is_err(), "{text}");
        }
    }

    #[test]
    fn letters_that_are_no_digits_are_refused_whatever_room_they_take() {
        // As many bytes as an id has, one of them half of a letter.
        assert!("2026-7F3K-2M9Q-A4é".parse::<DecisionId>().is_err());
        assert!("2026-7f3k-2m9q-a4tx".parse::<DecisionId>().is_err());
        assert!("7F3K2M9QA4TU".parse::<RegisterId>().is_err(), "U is no digit");
        assert!("é23456".parse::<ItemId>().is_err());
        assert!("é".repeat(16).parse::<Nonce>().is_err());
        assert!("E".repeat(64).parse::<Digest>().is_err());
        assert!("é".repeat(32).parse::<Digest>().is_err());
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
