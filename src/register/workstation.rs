//! What a workstation remembers of its own signing, in the user's private folder: apart from
//! the settings, which are put back from copies, and from the register, which others write to.
//!
//! It is read and written under a lock file (`signing_lock.rs`), so that the windows of one user
//! sign one after another, and each names the statement that was signed before. What is to be
//! signed is noted before it is published: after a crash it is known for the workstation's own.
//! One that is in the register and was never noted was signed by another computer with the same
//! id.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{self, Access, Disk};
use super::{Contents, DecisionFile, RegisterError, contacts};
use crate::base::ronfile::{self, MAX_BYTES, blank, unique_map};
use crate::record::{DecisionId, DeviceId, Digest, RegisterId, statement::FORMAT};
use crate::register::Register;

/// The file, beside the outbox in the user's private folder.
pub fn file_beside(outbox: &Path) -> PathBuf {
    outbox.with_file_name("workstation.ron")
}

/// What it remembers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workstation {
    /// The format, [`FORMAT`].
    pub format: u32,
    /// Its id.
    pub device: DeviceId,
    /// What it signed, by register.
    #[serde(default, deserialize_with = "unique_map")]
    pub chains: BTreeMap<RegisterId, Chain>,
}

/// What a workstation signed in one register.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chain {
    /// The statement that it signed last.
    #[serde(default, skip_serializing_if = "blank")]
    pub last: Option<Digest>,
    /// What it was about to sign: noted before it is published.
    #[serde(default, skip_serializing_if = "blank")]
    pub about: Option<About>,
}

/// A statement that is about to be signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Its decision or contact.
    pub decision: DecisionId,
    /// Whether it is of a contact.
    #[serde(default, skip_serializing_if = "blank")]
    pub contact: bool,
    /// sha256 of its bytes.
    pub digest: Digest,
}

/// One of a workstation's own statements, as it was found in a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// sha256 of its bytes.
    pub digest: Digest,
    /// What it names as signed before it.
    pub before: Option<Digest>,
}

/// The sound statements of this workstation, with those that were disposed of. One that only names
/// it, and that its key did not sign, anybody can have put there.
pub fn own(contents: &Contents, device: &DeviceId) -> Vec<Own> {
    let chain = contents.in_chain();
    let files = contents.decisions.iter().chain(&contents.contacts);
    let doubtful: BTreeSet<&Digest> =
        files.flat_map(DecisionFile::doubtful).map(|one| &one.digest).collect();
    let own =
        chain.iter().filter(|(digest, one)| one.device == device && !doubtful.contains(*digest));
    own.map(|(digest, one)| Own { digest: (*digest).clone(), before: one.before.cloned() })
        .collect()
}

impl Workstation {
    /// As settings know it that were written before there was this file.
    pub fn adopt(device: &DeviceId, last_signed: &BTreeMap<RegisterId, Digest>) -> Self {
        let chain = |last: &Digest| Chain { last: Some(last.clone()), about: None };
        let chains = last_signed.iter().map(|(id, last)| (id.clone(), chain(last))).collect();
        Self { format: FORMAT, device: device.clone(), chains }
    }

    /// The statement that it signed last in a register.
    pub fn last(&self, register: &RegisterId) -> Option<&Digest> {
        self.chains.get(register)?.last.as_ref()
    }

    /// This is signed next: noted before it is published.
    pub fn begin(&mut self, register: &RegisterId, about: About) {
        self.chains.entry(register.clone()).or_default().about = Some(about);
    }

    /// This was signed.
    pub fn signed(&mut self, register: &RegisterId, digest: Digest) {
        let chain = self.chains.entry(register.clone()).or_default();
        *chain = Chain { last: Some(digest), about: None };
    }

    /// A program that ended between publishing a statement and noting it: looks in these places
    /// whether it is there.
    pub fn settle(&mut self, disk: &dyn Disk, places: &[&Register]) {
        for place in places {
            let Some(chain) = self.chains.get_mut(&place.info.id) else { continue };
            let Some(about) = &chain.about else { continue };
            let there = contacts::load_with(disk, place, &about.decision, about.contact);
            if there.statements().any(|loaded| loaded.sound && loaded.digest == about.digest) {
                *chain = Chain { last: Some(about.digest.clone()), about: None };
            }
        }
    }

    /// Whether there is one among its own statements that it did not sign: another computer has
    /// the same id. Where what it signed last is not there, nothing can be said.
    pub fn meets_a_stranger(&mut self, register: &RegisterId, own: &[Own]) -> bool {
        let chain = self.chains.entry(register.clone()).or_default();
        let before: BTreeMap<&Digest, Option<&Digest>> =
            own.iter().map(|one| (&one.digest, one.before.as_ref())).collect();
        if let Some(about) = chain.about.take_if(|about| before.contains_key(&about.digest)) {
            chain.last = Some(about.digest);
        }
        let back_from = |digest: &Digest| {
            let start = before.get_key_value(digest).map(|(digest, _)| *digest);
            let mut seen = BTreeSet::new();
            std::iter::successors(start, |digest| {
                let earlier = before.get(*digest).copied().flatten()?;
                before.get_key_value(earlier).map(|(digest, _)| *digest)
            })
            .take_while(|digest| seen.insert(*digest))
            .collect::<BTreeSet<&Digest>>()
        };
        let known = match &chain.last {
            Some(last) if !before.contains_key(last) => return false,
            Some(last) => back_from(last),
            None => BTreeSet::new(),
        };
        // A gap in its own chain says nothing about what was signed before the gap.
        let whole = chain.last.is_none()
            || known.iter().any(|digest| before.get(*digest).is_some_and(Option::is_none));
        let strange = |one: &&Own| !known.contains(&one.digest);
        own.iter().filter(strange).any(|one| whole || !back_from(&one.digest).is_disjoint(&known))
    }
}

/// Reads it. One that cannot be understood is none: nobody typed it, and the settings know
/// most of it.
pub fn load(disk: &dyn Disk, file: &Path) -> Option<Workstation> {
    let bytes = disk::read_if_there(disk, file, MAX_BYTES).ok().flatten()?;
    ronfile::read::<Workstation>(&bytes).ok().filter(|found| found.format <= FORMAT)
}

/// Saves it, in place of the one before. Call it only while the signing lock is held.
pub fn save(disk: &dyn Disk, file: &Path, workstation: &Workstation) -> Result<(), RegisterError> {
    let text = ronfile::write(workstation)?;
    let folder = disk::folder_of(file);
    disk::create_dirs(disk, folder, Access::Private)?;
    Ok(disk::replace(disk, folder, file, text.as_bytes(), Access::Private)?)
}

/// Gives the workstation a new id where it still has this one. Its chain goes on: its next
/// statement names the last that it signed under the old id. Gives the id that it has now.
pub fn renew(
    disk: &dyn Disk,
    file: &Path,
    old: &Workstation,
    new: DeviceId,
) -> Result<DeviceId, RegisterError> {
    let mut now = load(disk, file).unwrap_or_else(|| old.clone());
    if now.device == old.device {
        now.device = new;
        save(disk, file, &now)?;
    }
    Ok(now.device)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::RealDisk;
    use crate::register::signing_lock;

    fn digest(number: u8) -> Digest {
        Digest::of(&[number])
    }

    /// Statements by number, each with the number of the one before; 0: none.
    fn chain(links: &[(u8, u8)]) -> Vec<Own> {
        let own = |&(number, before): &(u8, u8)| Own {
            digest: digest(number),
            before: (before > 0).then(|| digest(before)),
        };
        links.iter().map(own).collect()
    }

    fn register() -> RegisterId {
        RegisterId::mint([2; 8])
    }

    /// A workstation that signed this last, and was about to sign that; 0: nothing.
    fn knowing(last: u8, about: u8) -> Workstation {
        let mut known = Workstation::adopt(&DeviceId::mint([1; 8]), &BTreeMap::new());
        if last > 0 {
            known.signed(&register(), digest(last));
        }
        if about > 0 {
            let decision = DecisionId::mint(2026, [3; 8]);
            known.begin(&register(), About { decision, contact: false, digest: digest(about) });
        }
        known
    }

    #[test]
    fn what_it_signed_itself_is_no_stranger_however_the_program_ended() {
        for (last, about, links) in [
            (0, 0, vec![]),
            (2, 0, vec![(1, 0), (2, 1)]),
            // A crash between publishing and noting.
            (1, 2, vec![(1, 0), (2, 1)]),
            (0, 1, vec![(1, 0)]),
            // A crash before publishing.
            (1, 2, vec![(1, 0)]),
            // The register was put back from an earlier copy, or something was removed.
            (2, 0, vec![(1, 0)]),
            (3, 0, vec![(1, 0), (3, 2)]),
        ] {
            assert!(!knowing(last, about).meets_a_stranger(&register(), &chain(&links)));
        }
        let mut crashed = knowing(1, 2);
        crashed.meets_a_stranger(&register(), &chain(&[(1, 0), (2, 1)]));
        assert_eq!(crashed.last(&register()), Some(&digest(2)));
    }

    #[test]
    fn what_another_computer_signed_under_the_same_id_is_a_stranger() {
        for (last, links) in [
            // An image that had signed nothing.
            (0, vec![(1, 0)]),
            // A copy that went on where this one is.
            (1, vec![(1, 0), (2, 1)]),
            // Both went on.
            (2, vec![(1, 0), (2, 1), (3, 1)]),
            // The same with a gap in what was signed before.
            (3, vec![(3, 2), (4, 3)]),
        ] {
            assert!(knowing(last, 0).meets_a_stranger(&register(), &chain(&links)), "{links:?}");
        }
    }

    #[test]
    fn a_workstation_gets_a_new_id_once_and_its_chain_goes_on() {
        let home = tempfile::tempdir().unwrap();
        let file = file_beside(&home.path().join("data").join("outbox"));
        let old = knowing(1, 0);
        let (first, second) = (DeviceId::mint([8; 8]), DeviceId::mint([9; 8]));
        let renewed = |to: &DeviceId| {
            let _turn = signing_lock::take(&RealDisk, &file, &mut || false).unwrap();
            renew(&RealDisk, &file, &old, to.clone())
        };
        assert_eq!(renewed(&first), Ok(first.clone()));
        assert_eq!(renewed(&second), Ok(first), "another window was quicker");
        assert_eq!(load(&RealDisk, &file).unwrap().last(&register()), Some(&digest(1)));
    }
}
