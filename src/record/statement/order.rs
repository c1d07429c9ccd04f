//! The order of the statements of one decision: by links, then time of writing, then hash.

use std::collections::{BTreeMap, BTreeSet};

use crate::record::ids::Digest;
use crate::record::statement::Statement;
use chrono::{DateTime, Utc};

/// A signed statement with the hash that others name it by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated<'a> {
    /// sha256 of its bytes.
    pub digest: &'a Digest,
    /// What was signed.
    pub statement: &'a Statement,
}

/// What a statement is ordered by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// When it was written.
    pub written: DateTime<Utc>,
    /// Its hash.
    pub digest: Digest,
}

/// These, each after what it follows; else by time of writing, then by hash. One that is
/// given twice comes once.
pub fn in_order<T>(
    all: impl IntoIterator<Item = T>,
    key: impl Fn(&T) -> Key,
    follows: impl Fn(&T) -> &[Digest],
) -> Vec<T> {
    let mut waiting: BTreeMap<Key, T> = all.into_iter().map(|one| (key(&one), one)).collect();
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let missing: BTreeSet<&Digest> = waiting.keys().map(|key| &key.digest).collect();
        let ready = |one: &T| !follows(one).iter().any(|digest| missing.contains(digest));
        let next = waiting.iter().find(|(_, one)| ready(one)).map(|(key, _)| key.clone());
        // Hashes cannot follow each other in a ring; were it so, time decides.
        let next = next.or_else(|| waiting.keys().next().cloned());
        ordered.extend(next.and_then(|key| waiting.remove(&key)));
    }
    ordered
}

/// Statements of one decision in order.
pub fn stated_in_order<'a>(statements: &[Stated<'a>]) -> Vec<Stated<'a>> {
    let key = |one: &Stated<'a>| Key {
        written: one.statement.written.to_utc(),
        digest: one.digest.clone(),
    };
    in_order(statements.iter().copied(), key, |one| &one.statement.follows)
}
