//! What is shown of a decision on the command line is noted in the log of its register, where that
//! keeps one.

use super::complain;
use super::decision::Folder;
use super::user::{author_or, folders, now, patience, random, settings};
use crate::record::{DecisionId, DeviceId};
use crate::register::Register;
use crate::register::disk::{Disk, RealDisk};
use crate::register::log::{Did, Entry, Of, append};
use crate::register::{signing_lock, workstation};

/// Who it is where this user has never opened the window.
pub(super) const NOBODY: &str = "someone at the command line";

/// Notes that this was shown. Where that fails it is said, and hinders nothing.
pub(super) fn note(folder: &Folder, of: Of) {
    let Some(register) = folder.register.as_ref() else { return };
    let decisions = folder.decisions.iter().map(|file| file.id.clone()).collect();
    note_that(&folder.disk, register, (Did::Opened, of), decisions);
}

/// Notes that something was done, where the register keeps a log.
pub(super) fn note_that(
    disk: &dyn Disk,
    register: &Register,
    (did, of): (Did, Of),
    decisions: Vec<DecisionId>,
) {
    if !register.info.log {
        return;
    }
    let settings = settings();
    // Two people without settings, at two computers, never write the same file.
    let device = settings.as_ref().map_or_else(of_this_run, |of| of.device.clone());
    let entry = Entry { at: now(), by: author_or(NOBODY).name, did, of, decisions };
    // A window of this user has the same file.
    let turn = folders().map_or(Ok(None), |(_, outboxes)| {
        signing_lock::take(&RealDisk, &workstation::file_beside(&outboxes), &mut patience())
    });
    let noted = turn.and_then(|_turn| append(disk, register, &device, &[entry]));
    if let Err(error) = noted {
        complain(&format!("This is not in the log of the register. {error}"));
    }
}

fn of_this_run() -> DeviceId {
    // Where nothing is random, its name is the same again, and what is there is added to.
    DeviceId::mint(random().unwrap_or_default())
}
