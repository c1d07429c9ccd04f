//! Names and paths within a register. No name of a person stands in any of them.

use std::fmt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::disk::{TEMP_PREFIX, TEMP_SUFFIX};
use crate::base::time::stamp;
use crate::record::statement::CONTACT;
use crate::record::{DecisionId, DeviceId, Digest, Nonce};

/// The file that says what the folder is.
pub const REGISTER: &str = "register.ron";
/// The cover of a packet that was unpacked.
pub const PACKET: &str = "packet.ron";
/// The folder of decisions, by year.
pub const DECISIONS: &str = "decisions";
/// The folder of drafts, by device.
pub const DRAFTS: &str = "drafts";
/// The folder of the rules that decisions were made under.
pub const RULES: &str = "rules";
/// The folder of the practice's own guidance.
pub const GUIDANCE: &str = "guidance";
/// The folder of contacts.
pub const CONTACTS: &str = "contacts";
/// The folder of caches, one a device.
pub const INDEX: &str = "index";
/// The folder of the workstations that sign here.
pub const DEVICES: &str = "devices";
/// The folder of what the seals list that were printed.
pub const SEALS: &str = "seals";
/// The folder of the log of what was opened, where one is kept.
pub const LOG: &str = "log";
/// The folder of what each user keeps for themselves beside a protected register.
pub const OWN: &str = "own";
/// The folder of keys of a protected register.
pub const KEYS: &str = "keys";

/// How many hex digits of its sha256 a file's name has, unless that name is taken.
pub const HEX_DIGITS: usize = 12;
/// How many hex digits a file's name has, and nothing else, in a protected register.
pub const SEALED_DIGITS: usize = 16;
/// The kind in the name of a statement that a newer version wrote, where nothing says what it is.
pub const UNKNOWN_KIND: &str = "statement";
/// How many hex digits a sha256 has.
pub const ALL_DIGITS: usize = 64;

/// The folder of a decision: `decisions/2026/2026-7F3K-2M9Q-A4TX`.
pub fn decision_folder(root: &Path, id: &DecisionId) -> PathBuf {
    root.join(DECISIONS).join(id.year()).join(id.as_str())
}

/// The folder that a statement of this kind stands in: its decision's own, or that of all
/// contacts.
pub fn statement_folder(root: &Path, id: &DecisionId, kind: &str) -> PathBuf {
    if kind == CONTACT { root.join(CONTACTS) } else { decision_folder(root, id) }
}

/// The folder of a device's drafts.
pub fn draft_folder(root: &Path, device: &DeviceId) -> PathBuf {
    root.join(DRAFTS).join(device.as_str())
}

/// A draft's file. `number` is 1, or higher for one saved beside another.
pub fn draft_path(
    root: &Path,
    device: &DeviceId,
    decision: &DecisionId,
    nonce: &Nonce,
    number: u32,
) -> PathBuf {
    let short = nonce.as_str().get(..8).unwrap_or(nonce.as_str());
    let name = match number {
        0 | 1 => format!("{decision}-{short}.ron"),
        more => format!("{decision}-{short}-{more}.ron"),
    };
    draft_folder(root, device).join(name)
}

/// Where a rules file with this hash is kept.
pub fn rules_path(root: &Path, digest: &Digest) -> PathBuf {
    root.join(RULES).join(format!("{digest}.ron"))
}

/// The index of a device.
pub fn index_path(root: &Path, device: &DeviceId) -> PathBuf {
    root.join(INDEX).join(format!("{device}.ron"))
}

/// The list of a device: summaries and words, beside its index.
pub fn listing_path(root: &Path, device: &DeviceId) -> PathBuf {
    root.join(INDEX).join(format!("{device}{LISTING_END}"))
}

/// How the name of a list ends.
pub const LISTING_END: &str = "-list.ron";

/// The name of a statement's file, a function of its bytes: when it was written, its kind,
/// and the first hex digits of its own sha256. In a protected register it is the digits alone, so
/// that a list of files does not tell what was written when.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// When it was written, UTC: `20261122T101502Z`. Nothing in a protected register.
    pub stamp: String,
    /// Its kind: `decision`. Nothing in a protected register.
    pub kind: String,
    /// The first 12 or more hex digits of its sha256.
    pub hex: String,
}

impl Name {
    /// Of a statement written then, of this kind, with this hash.
    pub fn of(written: &DateTime<FixedOffset>, kind: &str, digest: &Digest, digits: usize) -> Self {
        Self { stamp: stamp(written), kind: kind.to_owned(), hex: digest.short(digits) }
    }

    /// Of a statement with this hash in a protected register.
    pub fn sealed(digest: &Digest, digits: usize) -> Self {
        Self { stamp: String::new(), kind: String::new(), hex: digest.short(digits) }
    }

    /// Whether it is of the form that a protected register has.
    pub fn is_sealed(&self) -> bool {
        self.stamp.is_empty()
    }

    /// Whether it is the name of a statement written then, of this kind, as far as it tells.
    pub fn tells(&self, written: &DateTime<FixedOffset>, kind: &str) -> bool {
        self.is_sealed() || (self.stamp == stamp(written) && self.kind == kind)
    }

    /// Reads a file name; `None` where it is not of this form.
    pub fn parse(file: &str) -> Option<Self> {
        let stem = file.strip_suffix(".ron")?;
        let is_hex = |hex: &str, fewest: usize| {
            (fewest..=ALL_DIGITS).contains(&hex.len())
                && hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        };
        if is_hex(stem, SEALED_DIGITS) {
            let hex = stem.to_owned();
            return Some(Self { stamp: String::new(), kind: String::new(), hex });
        }
        let (stamp, rest) = stem.split_once('-')?;
        let (kind, hex) = rest.rsplit_once('-')?;
        let form = |(index, byte): (usize, u8)| match index {
            8 => byte == b'T',
            15 => byte == b'Z',
            _ => byte.is_ascii_digit(),
        };
        let stamp_fits = stamp.len() == 16 && stamp.bytes().enumerate().all(form);
        let kind_fits = kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
            && kind.starts_with(|c: char| c != '-')
            && !kind.ends_with('-');
        (stamp_fits && kind_fits && is_hex(hex, HEX_DIGITS)).then(|| Self {
            stamp: stamp.to_owned(),
            kind: kind.to_owned(),
            hex: hex.to_owned(),
        })
    }

    /// Whether its hex digits are those of this hash.
    pub fn fits(&self, digest: &Digest) -> bool {
        digest.begins_with(&self.hex)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_sealed() {
            write!(f, "{}.ron", self.hex)
        } else {
            write!(f, "{}-{}-{}.ron", self.stamp, self.kind, self.hex)
        }
    }
}

/// A file that an operating system or a folder window leaves behind.
pub fn is_litter(name: &str) -> bool {
    let lower = name.to_lowercase();
    matches!(lower.as_str(), "desktop.ini" | ".ds_store" | "thumbs.db" | ".directory")
        || name.starts_with("._")
        || name.starts_with("~$")
        || name.starts_with(".~lock.")
}

/// Whether a file name ends as all our files do.
pub fn is_ron(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "ron")
}

/// A temporary file of ours that a crash left behind; encrypted since, perhaps.
pub fn is_leftover(name: &str) -> bool {
    let name = name.strip_suffix(".age").unwrap_or(name);
    name.starts_with(TEMP_PREFIX) && name.ends_with(TEMP_SUFFIX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_tells_when_what_and_the_hash() {
        let at = DateTime::parse_from_rfc3339("2026-11-22T11:15:02+01:00").unwrap();
        let digest = Digest::of(b"statement");
        let name = Name::of(&at, "follow-up", &digest, HEX_DIGITS);
        let text = name.to_string();
        assert!(text.starts_with("20261122T101502Z-follow-up-"), "{text}");
        assert_eq!(Name::parse(&text), Some(name.clone()));
        assert!(name.fits(&digest));
        assert!(!name.fits(&Digest::of(b"other")));
    }

    #[test]
    fn in_a_protected_register_a_name_tells_the_hash_alone() {
        let digest = Digest::of(b"statement");
        let name = Name::sealed(&digest, SEALED_DIGITS);
        let text = name.to_string();
        assert_eq!(text, format!("{}.ron", digest.short(16)));
        assert_eq!(Name::parse(&text), Some(name.clone()));
        assert!(name.is_sealed() && name.fits(&digest));
        assert_eq!(Name::parse("3f9a1c2b7d10abc.ron"), None, "too short");
    }

    #[test]
    fn what_is_not_such_a_name_is_none() {
        for text in [
            "register.ron",
            "20261122T101502Z-decision-3f9a1c2b7d1.ron",
            "20261122T101502Z-decision-3f9a1c2b7d10 (1).ron",
            "20261122T101502Z-Decision-3f9a1c2b7d10.ron",
            "20261122T101502Z--3f9a1c2b7d10.ron",
            "2026112AT101502Z-decision-3f9a1c2b7d10.ron",
            "20261122T101502Z-decision-3f9a1c2b7d10.txt",
        ] {
            assert_eq!(Name::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_name_that_is_read_is_written_the_same(text in "[0-9]{8}T[0-9]{6}Z-[a-z-]{1,9}-[0-9a-f]{12,20}\\.ron") {
            if let Some(name) = Name::parse(&text) {
                prop_assert_eq!(name.to_string(), text);
            }
        }
    }
}
