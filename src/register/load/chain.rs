//! Who signed what after what, through what was disposed of.

use std::collections::{BTreeMap, BTreeSet};

use super::{Contents, DecisionFile, Loaded};
use crate::record::{AdditionKind, Body, DeviceId, Digest, Disposal, Removed};
use crate::register::signed::Claimed;

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

    /// Whether it says that a decision was entered in error, or was not after all.
    pub fn says_in_error(&self) -> bool {
        self.kind == AdditionKind::EnteredInError.name()
    }

    /// Whether it does dispose of it: there were keys before there was disposal, so one without a
    /// signature that holds was not signed by any workstation of ours.
    pub fn disposes(&self) -> bool {
        let signed = || matches!(&self.claimed, Claimed::By(by) if by.holds());
        self.sound && self.is_disposal() && signed()
    }

    /// What it disposes of.
    pub fn disposal(&self) -> Option<&Disposal> {
        match &self.statement()?.body {
            Body::Disposal(disposal) if self.disposes() => Some(disposal),
            _ => None,
        }
    }
}

impl DecisionFile {
    /// What was disposed of in it, whether its files are gone or not.
    pub fn removed(&self) -> impl Iterator<Item = &Removed> {
        self.disposals().flat_map(|(_, disposal)| &disposal.removed)
    }

    /// What says that it was disposed of.
    pub fn disposals(&self) -> impl Iterator<Item = (&Loaded, &Disposal)> {
        self.statements.iter().filter_map(|loaded| Some((loaded, loaded.disposal()?)))
    }

    /// sha256 of every file that was disposed of in it.
    pub fn named(&self) -> BTreeSet<&Digest> {
        let others = self.disposals().flat_map(|(_, disposal)| &disposal.others);
        self.removed().map(|one| &one.statement).chain(others).collect()
    }

    /// Whether it was disposed of, by whoever may have done so, here or elsewhere.
    pub fn is_disposed_of(&self) -> bool {
        self.statements.iter().any(Loaded::disposes)
    }

    /// The files that are still here although it was disposed of.
    pub fn still_here(&self) -> impl Iterator<Item = &Loaded> {
        let disposed = self.is_disposed_of();
        self.statements.iter().filter(move |loaded| disposed && !loaded.disposes())
    }

    /// What of these is signed away when it is disposed of now: everything that is here. What is not
    /// sound is no part of anybody's chain.
    pub fn to_remove(&self) -> (Vec<Removed>, Vec<Digest>) {
        let here = self.statements.iter().filter(|loaded| !loaded.disposes());
        let (sound, others): (Vec<&Loaded>, Vec<&Loaded>) = here.partition(|loaded| loaded.sound);
        let removed = |loaded: &&Loaded| Removed {
            statement: loaded.digest.clone(),
            device: loaded.header.device.clone(),
            device_prev: loaded.header.device_prev.clone(),
        };
        let others = others.iter().map(|loaded| loaded.digest.clone());
        (sound.iter().map(removed).collect(), others.collect())
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
        // Of what had names replaced nobody here knows who signed it after what.
        let signed = |loaded: &&Loaded| loaded.sound && !loaded.is_replaced();
        let here = self.statements().filter(signed).map(|loaded| {
            let header = &loaded.header;
            let (device, before) = (&header.device, header.device_prev.as_ref());
            (&loaded.digest, InChain { device, before, loaded: Some(loaded) })
        });
        gone.chain(here).collect()
    }
}
