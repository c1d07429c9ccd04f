//! The user at the command line: where their settings lie, what these say, and the time.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, Local};

use crate::register::disk::RealDisk;
use crate::register::settings::{Settings, SettingsFound, load_settings};
use crate::register::signing_lock;

/// The settings of this user, and where what waits for a register lies.
pub(super) fn folders() -> Option<(PathBuf, PathBuf)> {
    let project = directories::ProjectDirs::from("", "", "Justified")?;
    let settings = project.config_local_dir().join("settings.ron");
    Some((settings, project.data_local_dir().join("outbox")))
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
