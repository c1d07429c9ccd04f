//! Texts that leave the register for a file which the user named.

use std::path::Path;

use super::disk::{self, Access, Disk};
use super::error::RegisterError;

/// Writes a text whole into a new file that is the user's alone: it may name patients, and the
/// folder may be one that everybody reads. A file that is there already is left as it is, and that
/// is an error. So is a folder that is not there: it may be a disk that was pulled out.
pub fn save_text(disk: &dyn Disk, path: &Path, text: &str) -> Result<(), RegisterError> {
    save_bytes(disk, path, text.as_bytes())
}

/// The same of any bytes.
pub fn save_bytes(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), RegisterError> {
    let folder = disk::folder_of(path);
    Ok(disk::publish_new(disk, folder, path, bytes, Access::Private)?)
}
