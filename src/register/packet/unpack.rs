//! Unpacking: a new folder that opens as a small register of its own.

use std::path::Path;

use super::read::DeviceFile;
use super::{PacketError, ReadPacket, Refused, cover_path};
use crate::base::ronfile;
use crate::record::SealCode;
use crate::register::disk::{self, Access, Disk};
use crate::register::signed::{devices, known_workstations};
use crate::register::{Register, RegisterError, RegisterInfo, Sort, layout};

/// What was unpacked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpacked {
    /// The register that it is now.
    pub register: Register,
    /// Whether this computer knew the key of the one that made it.
    pub known: bool,
}

/// Whether the key that signed a packet is the one that its workstation is known by here, beside
/// these outboxes. `Ok(false)`: nothing is known of it.
pub(super) fn is_known(
    disk: &dyn Disk,
    packet: &ReadPacket,
    outboxes: Option<&Path>,
) -> Result<bool, Refused> {
    let id = &packet.cover.register;
    let file = outboxes.map(|outboxes| known_workstations::file_beside(outboxes, id));
    // Where that cannot be read, nothing is known.
    let seen = file.and_then(|file| known_workstations::load(disk, &file, id).ok().flatten());
    match seen.as_ref().and_then(|seen| seen.devices.get(&packet.cover.device)) {
        Some(seen) if seen.key != packet.key => Err(Refused::OtherKey),
        Some(seen) => Ok(!seen.new),
        None => Ok(false),
    }
}

/// Writes a packet that was read into a folder that is new or empty. `file` is where it came from,
/// for what is said of it; `outboxes`: what this workstation knows of others is beside that.
///
/// # Errors
///
/// Nothing was written where the packet is refused or the folder is not empty. `register.ron` is
/// written last, so what a full disk cuts short is no register.
pub fn unpack(
    disk: &dyn Disk,
    (packet, file): (&ReadPacket, &Path),
    root: &Path,
    outboxes: Option<&Path>,
) -> Result<Unpacked, PacketError> {
    let known = is_known(disk, packet, outboxes)
        .map_err(|why| PacketError::Refused { path: file.to_owned(), why })?;
    let entries = disk::list(disk, root)?;
    if entries.iter().any(|entry| entry.name == layout::REGISTER) {
        return Err(RegisterError::AlreadyThere(root.to_owned()).into());
    }
    if entries.iter().any(|entry| !layout::is_litter(&entry.name)) {
        return Err(RegisterError::NotEmpty(root.to_owned()).into());
    }
    disk::create_dirs(disk, root, Access::Private)?;
    let put =
        |path: &Path, bytes: &[u8]| disk::publish_new(disk, root, path, bytes, Access::LikeParent);
    for (digest, text) in &packet.rules {
        put(&layout::rules_path(root, digest), text.as_bytes())?;
    }
    for (device, text) in &packet.devices {
        let path = match device {
            DeviceFile::Key(id) => devices::path_of(root, id),
            DeviceFile::Before(id) => devices::path_of_before(root, id),
        };
        put(&path, text.as_bytes())?;
    }
    for (at, name, bytes) in &packet.statements {
        let Some(decision) = packet.cover.decisions.get(*at) else { continue };
        put(&layout::decision_folder(root, &decision.id).join(name), bytes)?;
    }
    put(&cover_path(root), packet.cover_text.as_bytes())?;
    let info = info(packet, &packet.seal);
    let text = ronfile::write(&info).map_err(RegisterError::from)?;
    put(&root.join(layout::REGISTER), text.as_bytes())?;
    let register = Register { root: root.to_owned(), info };
    Ok(Unpacked { register, known })
}

fn info(packet: &ReadPacket, seal: &SealCode) -> RegisterInfo {
    let name = one_line(&packet.cover.practice);
    RegisterInfo {
        training: packet.cover.training,
        sort: Sort::Packet(seal.clone()),
        ..RegisterInfo::new(packet.cover.register.clone(), format!("Packet from {name}"))
    }
}

/// A name that somebody else gave, as it can stand in a bar.
fn one_line(name: &str) -> String {
    const LONGEST: usize = 80;
    let words = name.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(LONGEST).collect()
}
