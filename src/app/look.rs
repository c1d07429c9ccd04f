//! The decision that is opened: whether its files were read again, and what the rules of then
//! and of now make of what is signed in it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::guidance::LocalDocument;
use crate::record::{Digest, ThenAndNow};
use crate::register::{KeptRules, Problem};

/// What is known of the decision on the screen, beside what was read of it.
#[derive(Debug, Default)]
pub struct Look {
    /// The newest request; an older result is dropped.
    pub request: u64,
    /// Whether its files were read again.
    pub seen: Seen,
    /// Statements that were read before, and whose files are changed or gone.
    pub lost: BTreeSet<Digest>,
    /// By the hash of a statement: what then and now make of it. One that is not here yet is
    /// being checked.
    pub compared: BTreeMap<Digest, Stated>,
    /// Earlier pathways that were read and proved, by their hash.
    pub rules: BTreeMap<Digest, Arc<KeptRules>>,
    /// Copies of today's wording that decisions were made with, by their hash; else why one cannot
    /// be shown.
    pub copies: BTreeMap<Digest, Result<LocalDocument, Problem>>,
}

/// Whether the files of the decision on the screen were read again when it was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Seen {
    /// They are being read.
    #[default]
    Checking,
    /// They were read, and hashed.
    Read,
    /// They could not be read just now, for this reason.
    NotNow(String),
}

/// What then and now make of one statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// The comparison.
    pub found: ThenAndNow,
    /// Which guidance is not what it was, in words.
    pub files: Vec<String>,
    /// Why the rules of then cannot be used.
    pub remark: Option<Problem>,
    /// What does not hold in the rules of then, in words.
    pub proof: Vec<String>,
}

/// What a job found out about the statements of a decision.
#[derive(Debug, Default)]
pub struct Compared {
    /// By the hash of the statement.
    pub statements: BTreeMap<Digest, Stated>,
    /// Pathways that were read for it, by their hash.
    pub rules: Vec<(Digest, Arc<KeptRules>)>,
}
