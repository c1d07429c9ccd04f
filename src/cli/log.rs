//! What is shown of a decision on the command line is noted in the log of its register, where that
//! keeps one.

use super::complain;
use super::decision::Folder;
use super::user::{now, settings};
use crate::record::DeviceId;
use crate::register::log::{Did, Entry, Of, append};

/// Who it is where this user has never opened the window.
const NOBODY: &str = "someone at the command line";

/// Notes that this was shown. Where that fails it is said, and hinders nothing.
pub(super) fn note(folder: &Folder, of: Of) {
    let Some(register) = folder.register.as_ref().filter(|register| register.info.log) else {
        return;
    };
    let settings = settings();
    let device = settings.as_ref().map_or_else(|| DeviceId::mint([0; 8]), |of| of.device.clone());
    let by = settings.and_then(|settings| settings.author).map(|author| author.name);
    let by = by.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| NOBODY.to_owned());
    let decisions = folder.decisions.iter().map(|file| file.id.clone()).collect();
    let entry = Entry { at: now(), by, did: Did::Opened, of, decisions };
    if let Err(error) = append(&folder.disk, register, &device, &[entry]) {
        complain(&format!("This is not in the log of the register. {error}"));
    }
}
