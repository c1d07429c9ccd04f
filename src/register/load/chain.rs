//! Who signed what after what, through what was disposed of.

use std::collections::BTreeMap;

use super::{Contents, DecisionFile, Loaded};
use crate::record::{AdditionKind, DeviceId, Digest, Removed, removed};

/// A statement in the chain of its workstation: one that is there, or one that was disposed of.
#[derive(Clone, Copy, Debug)]
pub struct InChain<'a> {
    /// The workstation that signed it.
    pub device: &'a DeviceId,
    /// What that had signed before it.
    pub before: Option<&'a Digest>,
    /// The statement, where it is there.
    pub loaded: Option<&'a Loaded>,
}

impl Loaded {
    /// Whether it says that a decision was disposed of.
    pub fn is_disposal(&self) -> bool {
        self.kind == AdditionKind::Disposal.name()
    }
}

impl DecisionFile {
    /// What was disposed of in it, whether its files are gone or not.
    pub fn removed(&self) -> impl Iterator<Item = &Removed> {
        let disposals = self.sound().filter(|loaded| loaded.is_disposal());
        removed(disposals.filter_map(Loaded::statement).map(|statement| &statement.body))
    }

    /// Whether it was disposed of, by whoever may have done so, here or elsewhere.
    pub fn is_disposed_of(&self) -> bool {
        self.sound().any(Loaded::is_disposal)
    }

    /// The files that are still here although it was disposed of.
    pub fn still_here(&self) -> impl Iterator<Item = &Loaded> {
        let disposed = self.is_disposed_of();
        self.statements.iter().filter(move |loaded| disposed && !loaded.is_disposal())
    }

    /// What of these is signed away when it is disposed of now: everything that is here.
    pub fn to_remove(&self) -> Vec<Removed> {
        let here = self.statements.iter().filter(|loaded| !loaded.is_disposal());
        here.map(|loaded| Removed {
            statement: loaded.digest.clone(),
            device: loaded.header.device.clone(),
            device_prev: loaded.header.device_prev.clone(),
        })
        .collect()
    }
}

impl Contents {
    /// What was disposed of, whether its files are gone or not.
    pub fn removed(&self) -> impl Iterator<Item = &Removed> {
        self.decisions.iter().flat_map(DecisionFile::removed)
    }

    /// Every statement that is sound, and every one that was disposed of.
    pub fn in_chain(&self) -> BTreeMap<&Digest, InChain<'_>> {
        let gone = self.removed().map(|one| {
            let before = one.device_prev.as_ref();
            (&one.statement, InChain { device: &one.device, before, loaded: None })
        });
        let here = self.statements().filter(|loaded| loaded.sound).map(|loaded| {
            let header = &loaded.header;
            let (device, before) = (&header.device, header.device_prev.as_ref());
            (&loaded.digest, InChain { device, before, loaded: Some(loaded) })
        });
        gone.chain(here).collect()
    }
}
