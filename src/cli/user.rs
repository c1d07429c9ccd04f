//! The user at the command line: where their settings lie, what these say, and the time.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, Local};

use super::{Failure, failed};
use crate::record::{Author, DeviceId};
use crate::register::disk::RealDisk;
use crate::register::packet::private_place;
use crate::register::settings::{Settings, SettingsFound, load_settings};
use crate::register::signed::{Minted, Signer};
use crate::register::{Register, RegisterError, Sort, signing_lock};

/// The settings of this user, and where what waits for a register lies.
pub(super) fn folders() -> Option<(PathBuf, PathBuf)> {
    let project = directories::ProjectDirs::from("", "", "Justified")?;
    let settings = project.config_local_dir().join("settings.ron");
    Some((settings, project.data_local_dir().join("outbox")))
}

/// The same; where the system names none, nothing can be done that needs them.
pub(super) fn outboxes() -> Result<PathBuf, Failure> {
    let none = || Failure::usage("This system names no folder for this user.");
    folders().map(|(_, outboxes)| outboxes).ok_or_else(none)
}

/// What stands for the folder of the outboxes where the register in `root` is a packet: what belongs
/// to it is kept apart.
pub(super) fn outboxes_for(root: &Path) -> Option<PathBuf> {
    let (_, outboxes) = folders()?;
    match Register::describe(&RealDisk, root).map(|info| info.sort) {
        Ok(Sort::Packet(seal)) => Some(private_place(&outboxes, &seal)),
        _ => Some(outboxes),
    }
}

/// Whom the settings name; where they name nobody, somebody of this name.
pub(super) fn author_or(name: &str) -> Author {
    let author = settings().and_then(|settings| settings.author);
    author
        .filter(|author| !author.name.trim().is_empty())
        .unwrap_or_else(|| Author { name: name.to_owned(), ..Author::default() })
}

/// So many random bytes.
pub(super) fn random<const N: usize>() -> Result<[u8; N], Failure> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| failed(RegisterError::NoKey))?;
    Ok(bytes)
}

/// This computer as one that signs, with what it remembers beside these outboxes.
pub(super) fn signer(outboxes: PathBuf) -> Result<Signer, Failure> {
    let (seed, fresh) = (random()?, random()?);
    let settings = settings();
    let name = settings.as_ref().map(|settings| settings.workstation.clone());
    Ok(Signer {
        outboxes,
        device: settings.map_or_else(|| DeviceId::mint(fresh), |one| one.device),
        minted: Minted { seed, now: now(), name: name.unwrap_or_default() },
    })
}

/// What the settings say, where there are any that can be read.
pub(super) fn settings() -> Option<Settings> {
    match load_settings(&RealDisk, &folders()?.0) {
        Ok(SettingsFound::Fine(settings)) => Some(*settings),
        _ => None,
    }
}

/// The time, on the clock of this place.
#[expect(clippy::disallowed_methods, reason = "the window has its Environment; this has the clock")]
pub(super) fn now() -> DateTime<FixedOffset> {
    DateTime::<Local>::from(std::time::SystemTime::now()).fixed_offset()
}

/// How long another window of this user is waited for, asked after each pause.
pub(super) fn patience() -> impl FnMut() -> bool {
    let mut left = signing_lock::PAUSES;
    move || {
        left = left.saturating_sub(1);
        std::thread::sleep(signing_lock::PAUSE);
        left > 0
    }
}
