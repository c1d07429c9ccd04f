//! Who saw it: the author, or somebody who described it. "I saw" is said on the telephone only
//! of what is said to be seen by the author.

use crate::base::fold::folded;
use crate::record::form::{Passage, PassageKind};
use crate::record::mark::Mark;

/// What stands in a field for who saw or heard something, where it was the author.
pub const BY_ME: &str = "Seen by me";

/// Whether this names nobody but the author: "Seen by me", "me, alone", "myself".
pub fn is_author(typed: &str) -> bool {
    const AROUND: [&str; 13] = [
        "seen", "heard", "found", "examined", "read", "our", "record", "records", "by", "to",
        "alone", "only", "and",
    ];
    const ME: [&str; 3] = ["me", "myself", "i"];
    let plain = folded(typed);
    let words = || plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words().any(|word| ME.contains(&word))
        && words().all(|word| ME.contains(&word) || AROUND.contains(&word))
}

impl Mark {
    /// Whether the author saw it.
    pub fn is_seen_by_author(&self) -> bool {
        is_author(&self.source)
    }
}

impl Passage {
    /// Whether it is a finding that the author made.
    pub fn is_seen_by_author(&self) -> bool {
        self.kind == PassageKind::Finding && is_author(&self.source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_names_the_author_and_nobody_else_is_the_authors() {
        for typed in [
            BY_ME,
            "me",
            "Myself",
            "me, alone",
            "seen and examined by me",
            "Our record, read by me",
        ] {
            assert!(is_author(typed), "{typed}");
        }
        for typed in
            ["", "alone", "our record", "the nurse and me", "Mother", "by Mei", "me and the mother"]
        {
            assert!(!is_author(typed), "{typed}");
        }
    }
}
