//! A statement as it is composed from its draft, at the moment of signing.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use super::{Addendum, Author, Body, FORMAT, Statement};
use crate::base::time::When;
use crate::record::draft::{Draft, Work};
use crate::record::ids::{DeviceId, Digest, RegisterId};
use crate::record::making::Making;

/// What a statement says that its draft does not.
#[derive(Clone, Debug)]
pub struct Circumstances {
    /// The register that it is signed into.
    pub register: RegisterId,
    /// The workstation that signs.
    pub device: DeviceId,
    /// What that signed before it.
    pub device_prev: Option<Digest>,
    /// The first statement of what it adds to, as it was read; `None` where nothing was read.
    pub root: Option<Digest>,
    /// The heads of what it adds to, as they were read.
    pub follows: Vec<Digest>,
    /// Who signs.
    pub author: Author,
    /// The hashes of what it is signed under: those that the outcome was worked out with, which
    /// may be newer than the draft's.
    pub rules: BTreeMap<String, Digest>,
    /// The time.
    pub now: DateTime<FixedOffset>,
}

impl Statement {
    /// The statement of a draft. `making` is what it comes to, where it is a decision; `None`
    /// while that has no outcome.
    pub fn composed(draft: &Draft, making: Option<&Making>, by: Circumstances) -> Option<Self> {
        let now = by.now;
        let (mut happened, mut decided) = (None, When::At(now));
        let (headline, body) = match &draft.work {
            Work::Decision(work) => {
                let making = making?;
                let decision = making.decision(work)?;
                let at = work.decided_at().map_or(When::At(now), When::At);
                happened = decision.record.happened.when(&now);
                decided = decision.record.decided.when(&now).unwrap_or(at);
                (making.decided.as_ref()?.headline.clone(), Body::Decision(Box::new(decision)))
            }
            Work::Addendum(text) => {
                ("Note".to_owned(), Body::Addendum(Addendum { text: text.clone() }))
            }
            Work::Addition(addition) => {
                happened = addition.happened(&now);
                (addition.headline(), (**addition).clone().into())
            }
            Work::Contact(contact) => {
                (contact.kind.label().to_owned(), Body::Contact((**contact).clone()))
            }
        };
        Some(Self {
            format: FORMAT,
            register: by.register,
            decision: draft.decision.clone(),
            // What was not read is followed at its beginning.
            follows: if by.root.is_some() {
                by.follows
            } else {
                draft.root.iter().cloned().collect()
            },
            root: draft.root.clone().or(by.root),
            nonce: draft.nonce.clone(),
            device: by.device,
            device_prev: by.device_prev,
            author: Author {
                name: by.author.name.trim().to_owned(),
                role: by.author.role.trim().to_owned(),
                gmc: by.author.gmc,
            },
            happened,
            decided,
            written: now,
            headline,
            rules: by.rules,
            body,
        })
    }
}
