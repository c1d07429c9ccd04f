//! Whether a statement was signed by the workstation that it names, as far as this workstation can
//! know.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::devices::{self, Devices};
use super::key::Key;
use super::known_workstations::{self, Seen};
use super::signature_line::Claimed;
use crate::record::{DeviceId, Digest, RegisterId};
use crate::register::contacts::load_contacts;
use crate::register::disk::Disk;
use crate::register::load::{Contents, Loaded};
use crate::register::packet;
use crate::register::problem::{Problem, What};

/// What a register says of its workstations, and what this one remembers of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trust {
    /// What the register says.
    pub devices: Devices,
    /// What is remembered. `None`: nothing was seen of this register before.
    pub seen: Option<Seen>,
    /// What is remembered is there, and cannot be read or understood: everybody else is new.
    pub unread: Option<Problem>,
    /// This workstation.
    pub own: Option<DeviceId>,
    /// In a packet: the statements in which names were replaced as its cover lists them, by the hash
    /// of their files, each with that of its original.
    pub replaced: BTreeMap<Digest, Digest>,
}

/// A workstation that is new, and that nobody has said to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newcomer {
    /// Its id.
    pub device: DeviceId,
    /// As it calls itself.
    pub name: String,
    /// How many statements it signed.
    pub statements: usize,
    /// When it was first seen here.
    pub since: DateTime<FixedOffset>,
}

/// How statements are signed, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// By a workstation whose key is known.
    pub signed: usize,
    /// From before there were keys.
    pub before: usize,
}

impl Trust {
    /// Reads what the register says and what is remembered beside these outboxes.
    pub fn load(
        disk: &dyn Disk,
        root: &Path,
        register: &RegisterId,
        outboxes: Option<&Path>,
        own: Option<&DeviceId>,
    ) -> Self {
        let file = outboxes.map(|outboxes| known_workstations::file_beside(outboxes, register));
        let remembered = file.map_or(Ok(None), |it| known_workstations::load(disk, &it, register));
        let (seen, unread) = match remembered {
            Ok(seen) => (seen, None),
            Err(problem) => (None, Some(problem)),
        };
        let mut devices = devices::load(disk, root, register);
        let replaced = packet::replaced(disk, root, &devices.known);
        let replaced = replaced.unwrap_or_else(|problem| {
            devices.problems.push(problem);
            BTreeMap::new()
        });
        Self { replaced, devices, seen, unread, own: own.cloned() }
    }

    /// The same, with what the register says now.
    #[must_use]
    pub fn with(&self, devices: Devices) -> Self {
        Self { devices, ..self.clone() }
    }

    /// Whether there are keys in this register: before that, nothing needs a signature.
    fn begins(&self) -> bool {
        let seen = |seen: &Seen| !seen.devices.is_empty() || seen.before.is_some();
        !self.devices.known.is_empty()
            || !self.devices.before.is_empty()
            || self.seen.as_ref().is_some_and(seen)
    }

    /// The key with which this workstation is to sign: as it was first seen, or else as the register
    /// says.
    pub fn key(&self, device: &DeviceId) -> Option<Key> {
        let seen = self.seen.as_ref().and_then(|seen| seen.devices.get(device));
        seen.map(|seen| seen.key).or_else(|| Some(self.devices.known.get(device)?.key))
    }

    /// Whether a workstation came after this one had seen the register, and nobody said to know it.
    pub fn is_new(&self, device: &DeviceId) -> bool {
        let seen = |seen: &Seen| seen.devices.get(device).is_none_or(|one| one.new);
        self.own.as_ref() != Some(device)
            && (self.unread.is_some() || self.seen.as_ref().is_some_and(seen))
    }

    /// What is the matter with a statement's signature; `None`: nothing. `checked`: those whose
    /// signatures were found to hold before, by the hash of the whole file.
    pub fn of(&self, loaded: &Loaded, checked: &dyn Fn(&Digest) -> bool) -> Option<What> {
        let device = &loaded.header.device;
        match &loaded.claimed {
            Claimed::Broken => Some(What::BadSignature),
            Claimed::Replaced { of, bytes } => {
                (self.replaced.get(bytes) != Some(of)).then_some(What::NotOfPacket)
            }
            Claimed::By(by) => match self.key(device) {
                None => Some(What::UnknownKey),
                Some(key) if key != by.key => Some(What::OtherKey),
                Some(_) if !checked(&loaded.digest) && !by.holds() => Some(What::BadSignature),
                Some(_) if self.signs_in_a_packet(device) && !packet::goes_back(&loaded.kind) => {
                    Some(What::NotOfReviewer)
                }
                Some(_) => self.is_new(device).then_some(What::NewWorkstation),
            },
            Claimed::Nothing if !self.begins() => None,
            Claimed::Nothing => self.is_from_before(device, &loaded.digest).err(),
        }
    }

    /// Whether a statement without a signature is known to be from before there were keys: this
    /// workstation listed it, or the one that signed it. Where this one remembers nothing it takes
    /// anybody's word. The error is what is the matter.
    fn is_from_before(&self, device: &DeviceId, digest: &Digest) -> Result<(), What> {
        let lists = &self.devices.before;
        let lists_it = |list: &BTreeSet<Digest>| list.contains(digest);
        let Some(own) = self.seen.as_ref().and_then(|seen| seen.before.as_ref()) else {
            return if lists.values().any(lists_it) { Ok(()) } else { Err(What::Unsigned) };
        };
        let named = self.devices.known.get(device).map(|one| one.key);
        if own.contains(digest) {
            Ok(())
        } else if self.key(device) != named || !lists.get(device).is_some_and(lists_it) {
            Err(What::Unsigned)
        } else if self.is_new(device) {
            // Whoever made up the workstation made up its list.
            Err(What::NewWorkstation)
        } else {
            Ok(())
        }
    }

    /// The statements without a signature that this workstation lists, once: all, where nobody has a
    /// key yet; else those that are known to be from before, and its own.
    pub fn to_list<'a>(
        &self,
        unsigned: impl Iterator<Item = &'a Unsigned>,
        own: &DeviceId,
    ) -> BTreeSet<Digest> {
        let others = self.devices.known.keys().any(|id| id != own);
        unsigned
            .filter(|one| {
                !others
                    || one.device == *own
                    || self.is_from_before(&one.device, &one.digest).is_ok()
            })
            .map(|one| one.digest.clone())
            .collect()
    }

    /// What is the matter with the signatures of what was read: said of the register, and beside
    /// each statement. Of a contact it makes the statement unsound, so that no number is rung on the
    /// word of a stranger. Gives the statements whose signatures hold.
    pub fn check(
        &self,
        contents: &mut Contents,
        checked: &dyn Fn(&Digest) -> bool,
    ) -> BTreeSet<Digest> {
        let mut holds = BTreeSet::new();
        let mut found = Vec::new();
        let contacts = contents.contacts.iter_mut().map(|file| (file, true));
        for (file, contact) in
            contents.decisions.iter_mut().map(|file| (file, false)).chain(contacts)
        {
            for loaded in &mut file.statements {
                let what = self.of(loaded, checked);
                if contact || loaded.is_disposal() {
                    loaded.doubt(what.as_ref().is_some_and(|what| !is_only_new(what)));
                }
                let Some(what) = what else {
                    if matches!(loaded.claimed, Claimed::By(_)) {
                        holds.insert(loaded.digest.clone());
                    }
                    continue;
                };
                let problem = Problem::new(&loaded.path, what);
                if !file.problems.contains(&problem) {
                    file.problems.push(problem.clone());
                    found.push(problem);
                }
            }
        }
        contents.problems.extend(found);
        holds
    }

    /// Disposals that no workstation that is known here signed dispose of nothing.
    pub fn mistrust(&self, contents: &mut Contents) {
        let files = contents.decisions.iter_mut().flat_map(|file| &mut file.statements);
        for loaded in files.filter(|loaded| loaded.is_disposal()) {
            let what = self.of(loaded, &|_| false);
            loaded.doubt(what.is_some_and(|what| !is_only_new(&what)));
        }
    }

    /// Whether a workstation signs in a packet alone, as the register says or as it was first seen.
    pub fn signs_in_a_packet(&self, device: &DeviceId) -> bool {
        let says = self.devices.known.get(device).is_some_and(|one| one.packet.is_some());
        let seen = self.seen.as_ref().and_then(|seen| seen.devices.get(device));
        says || seen.is_some_and(|one| one.packet)
    }

    /// What is the matter with the workstations' own files.
    pub fn problems(&self, root: &Path) -> Vec<Problem> {
        let mut problems = self.devices.problems.clone();
        problems.extend(self.unread.clone());
        let seen = self.seen.iter().flat_map(|seen| &seen.devices);
        for (id, seen) in seen {
            let path = devices::path_of(root, id);
            let what = match self.devices.known.get(id) {
                None if problems.iter().any(|problem| problem.path == path) => continue,
                None => What::DeviceGone,
                Some(now) if now.key != seen.key => What::KeyChanged,
                Some(_) => continue,
            };
            problems.push(Problem::new(&path, what));
        }
        problems
    }

    /// How what was read is signed, in numbers.
    pub fn counts(&self, contents: &Contents) -> Counts {
        let mut counts = Counts::default();
        for loaded in contents.statements() {
            match &loaded.claimed {
                Claimed::By(by) if self.key(&loaded.header.device) == Some(by.key) => {
                    counts.signed += 1;
                }
                Claimed::Nothing => {
                    let before = self.is_from_before(&loaded.header.device, &loaded.digest);
                    counts.before += usize::from(before.is_ok());
                }
                _ => {}
            }
        }
        counts
    }

    /// The workstations that are new here and that nobody has said to know, each with how much it
    /// signed; `now` for one that has come since this workstation last looked.
    pub fn newcomers(&self, contents: &Contents, now: &DateTime<FixedOffset>) -> Vec<Newcomer> {
        let mut counts: BTreeMap<&DeviceId, usize> = BTreeMap::new();
        for loaded in contents.statements() {
            *counts.entry(&loaded.header.device).or_default() += 1;
        }
        let new = self.devices.known.values().filter(|device| self.is_new(&device.device));
        new.filter_map(|device| {
            let seen = self.seen.as_ref()?.devices.get(&device.device);
            Some(Newcomer {
                device: device.device.clone(),
                name: device.name.clone(),
                statements: counts.get(&device.device).copied().unwrap_or_default(),
                since: seen.map_or(*now, |seen| seen.first),
            })
        })
        .collect()
    }
}

/// Whether a signature holds, and nobody has said yet to know the workstation.
fn is_only_new(what: &What) -> bool {
    matches!(what, What::NewWorkstation)
}

/// Whom to ring, where nothing else of the register was read: no number is rung on the word of a
/// stranger.
pub fn trusted_contacts(
    disk: &dyn Disk,
    root: &Path,
    register: &RegisterId,
    outboxes: Option<&Path>,
) -> Contents {
    let mut contents = load_contacts(disk, root, register);
    Trust::load(disk, root, register, outboxes, None).check(&mut contents, &|_| false);
    contents
}

/// A statement without a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsigned {
    /// The workstation that it names.
    pub device: DeviceId,
    /// sha256 of its bytes.
    pub digest: Digest,
}

/// The sound statements that have no signature. `None`: something could not be read, so nobody knows
/// all of them; what is listed is listed once, and what was left out would be taken for forged.
pub fn unsigned(contents: &Contents) -> Option<Vec<Unsigned>> {
    if contents.problems.iter().any(Problem::is_not_read) {
        return None;
    }
    let found = contents
        .statements()
        .filter(|loaded| loaded.sound && loaded.claimed == Claimed::Nothing)
        .map(|loaded| Unsigned {
            device: loaded.header.device.clone(),
            digest: loaded.digest.clone(),
        })
        .collect();
    Some(found)
}
