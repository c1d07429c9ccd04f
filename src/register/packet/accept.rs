//! Taking in what came back of a packet: union, as a merge is, of what a reviewer may add and nothing
//! else. Twice, in any order or in part, it comes to the same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::hand_back::{HandBack, NotTaken, goes_back, is_of_packet};
use super::read::read_cover;
use super::{Cover, MAX_PACKET, Refused, seal_of};
use crate::base::ronfile;
use crate::record::statement::FORMAT;
use crate::record::{DeviceId, Digest, SealCode, Statement};
use crate::register::disk::{self, Disk};
use crate::register::layout::{self, HEX_DIGITS, Name};
use crate::register::load::Contents;
use crate::register::signed::{
    Claimed, Device, Seen, Trust, devices, known_workstations, signature_line,
};
use crate::register::{Register, RegisterError, store};

/// What came back, before anything of it is written.
#[derive(Clone, Debug)]
pub struct Accepting {
    /// The cover of the packet that it answers.
    pub cover: Cover,
    /// Its seal.
    pub seal: SealCode,
    /// What is new here: each statement with the bytes of its file.
    pub new: Vec<(Statement, String)>,
    /// How many statements are here already.
    pub already: usize,
    /// How many are not taken, and why.
    pub not_taken: BTreeMap<NotTaken, usize>,
    /// The workstations that signed what is new, or is here already.
    pub devices: BTreeMap<DeviceId, (Device, String)>,
    rules: BTreeMap<Digest, String>,
}

/// Looks through what came back, and holds it against the register. `contents` is what that holds, as
/// far as it is trusted. Nothing is written.
///
/// # Errors
///
/// The whole is refused where it answers no packet that a computer of this register made.
pub fn accepting(
    bytes: &[u8],
    (register, contents): (&Register, &Contents),
    trust: &Trust,
) -> Result<Accepting, Refused> {
    if ronfile::is_newer(bytes, MAX_PACKET, FORMAT) {
        return Err(Refused::Newer);
    }
    let file: HandBack = ronfile::read_bounded(bytes, MAX_PACKET)?;
    if file.format != FORMAT {
        return Err(Refused::NotForPackets);
    }
    let (cover, key) = read_cover(&file.cover)?;
    if cover.register != register.info.id {
        return Err(Refused::OtherRegister);
    }
    if trust.key(&cover.device) != Some(key) {
        return Err(Refused::NotOurs);
    }
    let seal = seal_of(&file.cover);
    let named = read_devices(file.devices, register, trust, &seal)?;
    let of_rules = |text: String| (Digest::of(text.as_bytes()), text);
    let mut found = Accepting {
        cover,
        seal,
        new: Vec::new(),
        already: 0,
        not_taken: BTreeMap::new(),
        devices: BTreeMap::new(),
        rules: BTreeMap::new(),
    };
    let rules: BTreeMap<Digest, String> = file.rules.into_iter().map(of_rules).collect();
    let here: BTreeSet<&Digest> =
        contents.statements().filter(|one| one.sound).map(|one| &one.digest).collect();
    let gone: BTreeSet<&Digest> = contents.removed().map(|one| &one.statement).collect();
    let mut seen = BTreeSet::new();
    for text in file.statements {
        let (digest, claimed) = signature_line::read(text.as_bytes());
        if !seen.insert(digest.clone()) {
            continue;
        }
        let one = match judged(&text, &claimed, &found, &named) {
            Ok(one) => one,
            Err(why) => {
                *found.not_taken.entry(why).or_default() += 1;
                continue;
            }
        };
        let root = one.root.clone().unwrap_or_else(|| digest.clone());
        let disposed = gone.contains(&root)
            || gone.contains(&digest)
            || contents.find(&one.decision).any(|file| file.root == root && file.is_disposed_of());
        if disposed {
            *found.not_taken.entry(NotTaken::DisposedOf).or_default() += 1;
        } else if !here.contains(&root) {
            *found.not_taken.entry(NotTaken::UnknownDecision).or_default() += 1;
        } else {
            // What is here may have been cut short before its computer was noted.
            if let Some(device) = named.get(&one.device) {
                found.devices.insert(one.device.clone(), device.clone());
            }
            if here.contains(&digest) {
                found.already += 1;
                continue;
            }
            let wanted = one.rules.values().filter_map(|hash| rules.get_key_value(hash));
            found.rules.extend(wanted.map(|(hash, text)| (hash.clone(), text.clone())));
            found.new.push((one, text));
        }
    }
    found.new.sort_by_key(|(one, _)| (one.decision.clone(), one.written));
    Ok(found)
}

/// The workstations that are named, each as it signed its own file and for this packet alone.
fn read_devices(
    texts: Vec<String>,
    register: &Register,
    trust: &Trust,
    seal: &SealCode,
) -> Result<BTreeMap<DeviceId, (Device, String)>, Refused> {
    let mut named = BTreeMap::new();
    for text in texts {
        let device: Device = ronfile::read(text.as_bytes()).map_err(|_| Refused::WrongDevice)?;
        let (_, claimed) = signature_line::read(text.as_bytes());
        let right = is_of_packet(&device, &claimed, seal)
            && device.register == register.info.id
            && device.format == FORMAT
            && trust.key(&device.device).is_none_or(|key| key == device.key);
        if !right || named.insert(device.device.clone(), (device, text)).is_some() {
            return Err(Refused::WrongDevice);
        }
    }
    Ok(named)
}

/// A statement that may come back, as far as the file alone tells.
fn judged(
    text: &str,
    claimed: &Claimed,
    found: &Accepting,
    named: &BTreeMap<DeviceId, (Device, String)>,
) -> Result<Statement, NotTaken> {
    let one: Statement = ronfile::read(text.as_bytes()).map_err(|_| NotTaken::Unreadable)?;
    let name = Name::of(&one.written, one.body.kind(), &Digest::of(b""), HEX_DIGITS).to_string();
    if one.format != FORMAT || Name::parse(&name).is_none() {
        return Err(NotTaken::Unreadable);
    }
    if !goes_back(one.body.kind()) {
        return Err(NotTaken::Kind);
    }
    let device = named.get(&one.device).map(|(device, _)| device);
    if !device.is_some_and(|device| is_of_packet(device, claimed, &found.seal)) {
        return Err(NotTaken::Signature);
    }
    let of_packet = |root| found.cover.lists(&one.decision, root);
    let right = one.register == found.cover.register && one.root.as_ref().is_some_and(of_packet);
    if right && !one.follows.is_empty() { Ok(one) } else { Err(NotTaken::UnknownDecision) }
}

/// Takes in what is new: the workstations that signed it, and each file under the name that its
/// bytes give. Whoever does that says that they know whose it is, so the workstations are known here
/// from then on, beside these outboxes; they sign nothing but what comes back.
///
/// # Errors
///
/// The first file that could not be written. Doing it again goes on from there.
pub fn accept(
    disk: &dyn Disk,
    register: &Register,
    found: &Accepting,
    (outboxes, now): (Option<&Path>, DateTime<FixedOffset>),
) -> Result<Vec<PathBuf>, RegisterError> {
    register.check(disk)?;
    // Rules and keys first: no statement is to stand there without what it rests on.
    for text in found.rules.values() {
        store::keep_rule(disk, register, text.as_bytes())?;
    }
    for (id, (_, text)) in &found.devices {
        let path = devices::path_of(&register.root, id);
        disk::publish_new_unless_there(disk, &register.root, &path, text.as_bytes())?;
    }
    let mut written = Vec::new();
    for (one, text) in &found.new {
        let kind = one.body.kind();
        let folder = layout::statement_folder(&register.root, &one.decision, kind);
        let naming = |digest: &Digest, digits| Name::of(&one.written, kind, digest, digits);
        let (path, _, _) = store::publish(disk, register, &folder, text.as_bytes(), naming)?;
        written.push(path);
    }
    if let Some(outboxes) = outboxes {
        know(disk, register, found, (outboxes, now))?;
    }
    Ok(written)
}

/// Takes note of the workstations, as known, where this one remembers any of the register.
fn know(
    disk: &dyn Disk,
    register: &Register,
    found: &Accepting,
    (outboxes, now): (&Path, DateTime<FixedOffset>),
) -> Result<(), RegisterError> {
    let id = &register.info.id;
    let file = known_workstations::file_beside(outboxes, id);
    // What cannot be read is left as it is: the reviewer’s computer is then asked about as a new one.
    let Ok(Some(mut seen)) = known_workstations::load(disk, &file, id) else { return Ok(()) };
    let before = seen.clone();
    for (id, (device, _)) in &found.devices {
        let one = Seen::of_packet(device, now);
        seen.devices.entry(id.clone()).or_insert(one).new = false;
    }
    if seen == before { Ok(()) } else { known_workstations::save(disk, &file, &seen) }
}
