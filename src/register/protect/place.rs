//! Which files of a register are encrypted, and what they are called then.
//!
//! Decisions, drafts, the index and the log hold what is written about people, or who read it. The file that says what the
//! folder is, contacts, rules, the practice's guidance and the keys themselves hold nothing of it,
//! and are needed before anybody has typed a passphrase.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::register::layout;

/// How the name of an encrypted file ends.
pub(super) const ENDING: &str = ".age";

/// The folders of a register whose files are encrypted.
pub(super) const SEALED: [&str; 5] =
    [layout::DECISIONS, layout::DRAFTS, layout::INDEX, layout::LOG, layout::OWN];

/// Whether files in this folder of a register, or below it, are encrypted.
pub fn is_sealed_folder(root: &Path, folder: &Path) -> bool {
    let first = folder.strip_prefix(root).ok().and_then(|rest| rest.iter().next());
    first.is_some_and(|first| SEALED.iter().any(|sealed| first == *sealed))
}

/// What a file is called where it is encrypted: `x.ron` is `x.ron.age` on the disk. All of the
/// program but the disk knows it as `x.ron`.
pub fn sealed_name(path: &Path) -> PathBuf {
    let mut name = OsString::from(path.as_os_str());
    name.push(ENDING);
    PathBuf::from(name)
}

/// What an encrypted file is called in the program; `None` where this is no name of one.
pub(super) fn plain_name(name: &str) -> Option<&str> {
    name.strip_suffix(ENDING).filter(|name| layout::is_ron(name))
}
