//! This workstation, as one that signs: its id, its key, and the file that says so to others.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::devices::{self, Device};
use super::key::{self, Secret};
use super::known_workstations::{self, Seen};
use super::signature_line;
use super::trust::{Trust, Unsigned};
use crate::record::{DeviceId, Digest};
use crate::register::disk::Disk;
use crate::register::workstation::Workstation;
use crate::register::{Register, RegisterError, Sort};

/// Who signs in a register.
#[derive(Clone, Debug)]
pub struct Hand {
    /// The workstation as others see it.
    pub device: Device,
    secret: Secret,
}

/// What is handed in for a workstation that has no key yet.
#[derive(Clone, Debug)]
pub struct Minted {
    /// Random bytes.
    pub seed: [u8; 32],
    /// The time.
    pub now: DateTime<FixedOffset>,
    /// As the person calls this workstation.
    pub name: String,
}

impl Hand {
    /// The key of this workstation; made where there is none. Where its id has another key in this
    /// register, or its own key cannot be read any more, another computer has the id or had it: it
    /// gets a new one, with a key of its own. Call it in turn only, and save the workstation after.
    pub fn take(
        disk: &dyn Disk,
        register: &Register,
        private: &Path,
        workstation: &mut Workstation,
        minted: &Minted,
    ) -> Result<Self, RegisterError> {
        let file = key::file_beside(private, &workstation.device);
        let id = &register.info.id;
        let named = devices::load_one(disk, &register.root, id, &workstation.device);
        let seen =
            known_workstations::load(disk, &known_workstations::file_beside(private, id), id);
        // Where it cannot be read, its own key says who it is.
        let seen = seen.ok().flatten();
        let remembered = seen.as_ref().and_then(|seen| seen.devices.get(&workstation.device));
        // What a computer of the practice signs in a packet would tear its own chain.
        let ours = named.as_ref().is_some_and(|one| one.packet.is_none())
            || remembered.is_some_and(|one| !one.packet);
        if ours && register.info.is_packet() {
            return Err(RegisterError::OwnPacket(register.root.clone()));
        }
        let pinned = remembered.map(|one| one.key);
        let known = pinned.or_else(|| named.as_ref().map(|device| device.key));
        let there = key::load(disk, &file, &workstation.device);
        let own = match there {
            Some(secret) if known.is_none_or(|key| key == secret.key()) => Some(secret),
            // A key that is there and cannot be read is left as it is.
            None if known.is_none() => {
                key::load_or_make(disk, &file, &workstation.device, minted.seed).ok()
            }
            _ => None,
        };
        let secret = if let Some(own) = own {
            own
        } else {
            let new = new_id(minted.seed);
            let secret =
                key::load_or_make(disk, &key::file_beside(private, &new), &new, minted.seed)?;
            workstation.device = new;
            secret
        };
        let device = named.filter(|device| device.device == workstation.device);
        let device = device.filter(|device| device.key == secret.key()).unwrap_or_else(|| {
            let who = (&workstation.device, secret.key());
            let packet = match &register.info.sort {
                Sort::Packet(seal) => Some(seal.clone()),
                Sort::Own | Sort::Backup(_) => None,
            };
            Device { packet, ..Device::new(id, who, minted.now, &minted.name) }
        });
        Ok(Self { device, secret })
    }

    /// A text with the signature below it.
    pub fn sign(&self, text: &str) -> String {
        signature_line::sign(text, &self.secret)
    }

    /// Whether this text is signed by this workstation.
    pub fn has_signed(&self, text: &str) -> bool {
        matches!(signature_line::read(text.as_bytes()).1, signature_line::Claimed::By(by) if by.key == self.device.key && by.holds())
    }

    /// Says to others which key it has, where that is not said there yet.
    pub fn show(&self, disk: &dyn Disk, place: &Register) -> Result<(), RegisterError> {
        devices::publish(disk, place, &self.device, &self.secret)
    }

    /// Takes note of what is in a register that was read: other workstations, and, once, what has no
    /// signature yet; `None` where not everything was read, and nothing is listed then. What cannot
    /// be written in the register is written at the next start; what cannot be noted here is seen
    /// for the first time then.
    pub fn meet(
        &mut self,
        disk: &dyn Disk,
        (register, private): (&Register, &Path),
        unsigned: Option<&[Unsigned]>,
        minted: &Minted,
    ) -> Result<Trust, RegisterError> {
        let id = &register.info.id;
        let own = self.device.device.clone();
        let file = known_workstations::file_beside(private, id);
        let mut trust = Trust::load(disk, &register.root, id, Some(private), Some(&own));
        if let Some(problem) = &trust.unread {
            if let Some(error) = problem.as_error() {
                // It is there, and is read another time.
                return Err(error.into());
            }
            known_workstations::keep_aside(disk, &file)?;
        }
        let before = trust.seen.clone();
        let mut seen = before.clone().unwrap_or_else(|| Seen::new(id));
        let others = (&own, before.is_some() || trust.unread.is_some());
        seen.learn(&trust.devices, others, &minted.now);
        let here = trust.devices.known.get(&own);
        // What it listed once, it signed.
        let own_key = here.is_some_and(|here| here.key == self.device.key);
        let listed = trust.devices.before.get(&own).filter(|_| own_key && before.is_none());
        let known = seen.before.take().or_else(|| listed.cloned());
        // Whoever could make it forget could also have made up what it would list now.
        let known = known.or_else(|| trust.unread.is_some().then(BTreeSet::new));
        let list = known.or_else(|| Some(trust.to_list(unsigned?.iter(), &own)));
        minted.name.trim().clone_into(&mut self.device.name);
        let signs = here.is_some()
            || seen.devices.contains_key(&own)
            || list.as_ref().is_some_and(|list| !list.is_empty());
        if signs && here != Some(&self.device) && self.show(disk, register).is_ok() {
            trust.devices.known.insert(own.clone(), self.device.clone());
            let path = devices::path_of(&register.root, &own);
            trust.devices.problems.retain(|one| one.path != path);
            seen.learn(&trust.devices, others, &minted.now);
        }
        let unpublished = |list: &&BTreeSet<Digest>| {
            !list.is_empty() && trust.devices.before.get(&own) != Some(*list)
        };
        if let Some(list) = list.as_ref().filter(unpublished) {
            let published = devices::publish_before(disk, register, (&own, list), &self.secret);
            if published.is_ok() {
                let path = devices::path_of_before(&register.root, &own);
                trust.devices.problems.retain(|one| one.path != path);
                trust.devices.before.insert(own, list.clone());
            }
        }
        seen.before = list;
        if before.as_ref() != Some(&seen) {
            known_workstations::save(disk, &file, &seen)?;
        }
        trust.seen = Some(seen);
        trust.unread = None;
        Ok(trust)
    }
}

/// An id for a workstation whose own is another's: it tells nothing of the seed.
fn new_id(seed: [u8; 32]) -> DeviceId {
    let digest = Digest::of(&[b"justified computer ".as_slice(), &seed].concat());
    DeviceId::mint(digest.as_bytes().first_chunk().copied().unwrap_or_default())
}
