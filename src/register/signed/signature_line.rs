//! The last line of a signed file: an SSH signature (SSHSIG) as a comment, on one line.
//!
//! Of the form that OpenSSH allows only one case is ever written: Ed25519, this namespace, SHA-256
//! of what is signed. So a line is read by making it once more from the key and the signature that
//! stand at their places in it: what differs in a single bit is no such line.

use base64ct::{Base64, Encoding as _};

use super::key::{Key, Secret};
use crate::record::Digest;

/// What the signatures are for, by OpenSSH's word: one that was made for something else (to log in,
/// for a letter) is none of ours.
pub const NAMESPACE: &str = "justified";

/// How the line begins: a comment, then `SSHSIG` in base 64.
const START: &str = "// U1NIU0lH";
const COMMENT: &str = "// ";
/// How the line begins below a text in which names were replaced. The hash of the original follows.
const REPLACED: &str = "// Names were replaced. sha256 of the original: ";

/// What the last line of a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Claimed {
    /// It is no signature.
    #[default]
    Nothing,
    /// It begins as a signature does, and is none.
    Broken,
    /// That this workstation's key signed it. Whether it did is for [`By::holds`] to say.
    By(Box<By>),
    /// That names were replaced in it, and of which file. What stands in it is what the cover of a
    /// packet says it is, and nothing anywhere else.
    Replaced {
        /// sha256 of the original.
        of: Digest,
        /// sha256 of this file.
        bytes: Digest,
    },
}

/// A signature as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    /// The key that it names.
    pub key: Key,
    signature: [u8; 64],
    /// sha256 of what stands before the line.
    message: Digest,
}

impl By {
    /// Whether this key signed what stands before the line.
    pub fn holds(&self) -> bool {
        self.key.signed(&to_be_signed(&self.message), &self.signature)
    }
}

/// A text with the line below it. The text ends with a line break, as every file of ours does. The
/// same text and the same key give the same bytes.
pub fn sign(text: &str, key: &Secret) -> String {
    let signature = key.sign(&to_be_signed(&Digest::of(text.as_bytes())));
    format!("{text}{COMMENT}{}\n", Base64::encode_string(&blob(&key.key(), &signature)))
}

/// A text in which names were replaced, with the line below it that says of which file.
pub fn with_original(text: &str, of: &Digest) -> String {
    format!("{text}{REPLACED}{of}\n")
}

/// The hash of a whole file, and what its last line says.
pub fn read(bytes: &[u8]) -> (Digest, Claimed) {
    let (text, line) = split(bytes);
    if let Some(of) = original(line) {
        let bytes = Digest::of(bytes);
        return (bytes.clone(), Claimed::Replaced { of, bytes });
    }
    if !line.starts_with(START.as_bytes()) {
        return (Digest::of(bytes), Claimed::Nothing);
    }
    let (message, whole) = Digest::of_both(text, line);
    let claimed = parse(line).map_or(Claimed::Broken, |(key, signature)| {
        Claimed::By(Box::new(By { key, signature, message }))
    });
    (whole, claimed)
}

/// Of which file a line says that names were replaced in it.
fn original(line: &[u8]) -> Option<Digest> {
    let line = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
    line.strip_prefix(REPLACED)?.parse().ok()
}

/// What stands before the last line, and that line with its break.
fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let start = end.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    bytes.split_at_checked(start).unwrap_or((bytes, &[]))
}

fn parse(line: &[u8]) -> Option<(Key, [u8; 64])> {
    let text = std::str::from_utf8(line).ok()?.strip_suffix('\n')?.strip_prefix(COMMENT)?;
    let given = Base64::decode_vec(text).ok()?;
    // The places are those of the one form that there is.
    let empty = blob(&Key::from_bytes([0; 32]), &[0; 64]);
    let key_at = MAGIC.len() + 4 + 4 + 4 + super::key::KIND.len() + 4;
    let key = Key::from_bytes(*given.get(key_at..)?.first_chunk()?);
    let signature = *given.last_chunk()?;
    (given.len() == empty.len() && blob(&key, &signature) == given).then_some((key, signature))
}

const MAGIC: &[u8] = b"SSHSIG";
const HASH: &[u8] = b"sha256";

/// What OpenSSH puts under the signature: the namespace and the hash of the text.
fn to_be_signed(message: &Digest) -> Vec<u8> {
    let mut all = MAGIC.to_vec();
    for part in [NAMESPACE.as_bytes(), b"", HASH, message.as_bytes()] {
        put(&mut all, part);
    }
    all
}

/// The signature as OpenSSH writes it: version, key, namespace, reserved, hash, signature.
fn blob(key: &Key, signature: &[u8; 64]) -> Vec<u8> {
    let mut signed = Vec::new();
    put(&mut signed, super::key::KIND);
    put(&mut signed, signature);
    let mut all = MAGIC.to_vec();
    all.extend(1_u32.to_be_bytes());
    for part in [key.blob().as_slice(), NAMESPACE.as_bytes(), b"", HASH, &signed] {
        put(&mut all, part);
    }
    all
}

/// A text with its length before it, as SSH writes all of them. Ours are short.
pub(super) fn put(out: &mut Vec<u8>, part: &[u8]) {
    out.extend(u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
    out.extend(part);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(seed: u8) -> Secret {
        Secret::from_seed([seed; 32])
    }

    fn holds(bytes: &[u8], key: &Secret) -> bool {
        matches!(read(bytes).1, Claimed::By(by) if by.key == key.key() && by.holds())
    }

    #[test]
    fn what_is_signed_again_is_the_same_to_the_byte() {
        let signed = sign("Statement()\n", &key(1));
        assert_eq!(signed, sign("Statement()\n", &key(1)));
        assert!(holds(signed.as_bytes(), &key(1)));
        assert_eq!(read(signed.as_bytes()).0, Digest::of(signed.as_bytes()));
    }

    #[test]
    fn another_key_or_another_purpose_is_seen() {
        let signed = sign("Statement()\n", &key(1));
        assert!(!holds(signed.as_bytes(), &key(2)));
        let other = |text: &str| {
            let line = signed.lines().last().unwrap().strip_prefix(COMMENT).unwrap();
            let mut bytes = Base64::decode_vec(line).unwrap();
            let at = bytes.windows(9).position(|part| part == NAMESPACE.as_bytes()).unwrap();
            bytes[at..at + 9].copy_from_slice(text.as_bytes());
            format!("Statement()\n{COMMENT}{}\n", Base64::encode_string(&bytes))
        };
        assert_eq!(read(other("something").as_bytes()).1, Claimed::Broken);
    }

    #[test]
    fn a_comment_is_no_signature_and_half_a_signature_is_a_broken_one() {
        for text in ["", "\n", "Statement()\n", "Statement()\n// a note\n", "Statement()\n// "] {
            assert_eq!(read(text.as_bytes()).1, Claimed::Nothing, "{text:?}");
        }
        let signed = sign("Statement()\n", &key(1));
        for end in "Statement()\n".len() + START.len()..signed.len() {
            assert_eq!(read(&signed.as_bytes()[..end]).1, Claimed::Broken, "{end}");
        }
        let more = format!("{signed}// more\n");
        assert_eq!(read(more.as_bytes()).1, Claimed::Nothing);
    }

    proptest! {
        #[test]
        fn every_bit_that_is_turned_is_seen(text in "[a-zé\n]{0,40}", at: prop::sample::Index, bit in 0..8_u8) {
            let mut bytes = sign(&format!("{text}\n"), &key(3)).into_bytes();
            prop_assert!(holds(&bytes, &key(3)));
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            prop_assert!(!holds(&bytes, &key(3)));
        }

        #[test]
        fn no_bytes_end_in_a_panic(bytes: Vec<u8>, line in "// U1NIU0lH[A-Za-z0-9+/=]{0,300}\n?") {
            let _ = read(&bytes);
            let _ = read(line.as_bytes());
        }

        #[test]
        fn a_line_below_another_text_does_not_hold(one in "[a-z]{1,9}", other in "[a-z]{1,9}") {
            let signed = sign(&format!("{one}\n"), &key(4));
            let line = signed.lines().last().unwrap();
            let moved = format!("{other}\n{line}\n");
            prop_assert_eq!(holds(moved.as_bytes(), &key(4)), one == other);
        }
    }
}
