//! Who signed what was read: whether each statement bears the signature of the workstation that it
//! names, and which workstations are new here.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};

use super::Session;
use crate::caseload::casebook::Titles;
use crate::record::{DecisionId, DeviceId, Digest};
use crate::register::signed::trust::Newcomer;
use crate::register::signed::{Device, Trust};
use crate::register::{Contents, DecisionFile, Loaded, Problem};

/// What is known of those who sign in the register that is open.
#[derive(Debug, Default)]
pub(super) struct Trusting {
    trust: Trust,
    /// The statements whose signatures were found to hold.
    holds: BTreeSet<Digest>,
    /// Workstations that are new here, for Home.
    newcomers: Vec<Newcomer>,
}

impl Session {
    /// What was read of the whole register was held against this.
    pub(super) fn trust_from(&mut self, trust: Trust, holds: BTreeSet<Digest>) {
        self.trusting = Trusting { trust, holds, newcomers: Vec::new() };
    }

    /// Says of what was just read how it is signed. Each signature is checked, whatever was found
    /// before.
    pub(super) fn judge(&mut self, fresh: &mut Contents) {
        let holds = self.trusting.trust.check(fresh, &|_| false);
        self.trusting.holds.extend(holds);
    }

    /// More is known of those who sign here: what was read is held against it, and the list follows
    /// where that could put a decision out of view or back.
    pub fn take_trust(&mut self, trust: Trust, titles: &Titles) {
        if self.trusting.trust == trust {
            return;
        }
        let by_trust = |problem: &Problem| problem.what.is_of_a_signature();
        self.contents.problems.retain(|problem| !by_trust(problem));
        for file in self.contents.decisions.iter_mut().chain(&mut self.contents.contacts) {
            file.problems.retain(|problem| !by_trust(problem));
        }
        let known = std::mem::take(&mut self.trusting.holds);
        self.trusting.trust = trust;
        let trust = &self.trusting.trust;
        let mut holds = trust.check(&mut self.contents, &|digest| known.contains(digest));
        holds.extend(known);
        self.trusting.holds = holds;
        self.contents.problems.sort_by(|a, b| a.path.cmp(&b.path));
        let may_hide = |file: &&DecisionFile| {
            file.is_held() && file.statements.iter().any(Loaded::says_in_error)
        };
        let files = self.contents.decisions.iter().filter(may_hide);
        let ids: Vec<DecisionId> = files.map(|file| file.id.clone()).collect();
        for id in ids {
            self.rebook(&id, titles);
        }
    }

    /// The decision that is looked at was read: which of its statements no known workstation signed.
    pub(super) fn doubt(&mut self, id: &DecisionId) {
        let mut doubted = BTreeSet::new();
        for file in self.contents.find(id) {
            doubted.extend(file.doubtful().map(|one| one.digest.clone()));
        }
        self.look.doubted = doubted;
    }

    /// This workstation has said in the register which key it has.
    pub fn learn_own_key(&mut self, device: Device) {
        self.trusting.trust.own = Some(device.device.clone());
        self.trusting.trust.devices.known.insert(device.device.clone(), device);
    }

    /// Whether something here was signed by a workstation of which nothing is known yet.
    pub fn has_strangers(&self) -> bool {
        let trust = &self.trusting.trust;
        let known = |device: &DeviceId| {
            trust.seen.as_ref().is_some_and(|seen| seen.devices.contains_key(device))
        };
        self.contents.statements().any(|loaded| !known(&loaded.header.device))
    }

    /// Which workstations are new here, anew.
    pub fn relist_newcomers(&mut self, now: &DateTime<FixedOffset>) {
        self.trusting.newcomers = self.trusting.trust.newcomers(&self.contents, now);
    }

    /// Workstations that are new here and that nobody has said to know.
    pub fn newcomers(&self) -> &[Newcomer] {
        &self.trusting.newcomers
    }
}
