//! The windows of one user sign one after another: whoever signs holds a lock file in the user's
//! private folder, beside what the workstation remembers of its own signing. A register knows no
//! lock.

use std::path::Path;
use std::time::Duration;

use super::RegisterError;
use super::disk::{self, Access, Disk};

/// Held while it is one window's turn.
pub type SigningLock = Option<Box<dyn Send>>;

/// How long one waits before it is asked again whether it is one's turn.
pub const PAUSE: Duration = Duration::from_millis(50);

/// How often: ten seconds in all. On a slow share a signing takes one or two.
pub const PAUSES: u32 = 200;

/// Waits for this window's turn to sign. `pause` waits a moment, and says when the patience is
/// over. Where the disk knows no locks, or takes no file, there are no turns: signing is not
/// to fail for that.
pub fn take(
    disk: &dyn Disk,
    file: &Path,
    pause: &mut dyn FnMut() -> bool,
) -> Result<SigningLock, RegisterError> {
    if disk::create_dirs(disk, disk::folder_of(file), Access::Private).is_err() {
        return Ok(None);
    }
    let lock = file.with_extension("lock");
    loop {
        match disk.lock(&lock) {
            Ok(Some(held)) => return Ok(Some(held)),
            Ok(None) if pause() => {}
            Ok(None) => return Err(RegisterError::OtherWindow),
            Err(_) => return Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::RealDisk;
    use crate::register::workstation::file_beside;

    #[test]
    fn one_window_waits_for_the_other_and_not_for_ever() {
        let home = tempfile::tempdir().unwrap();
        let file = file_beside(&home.path().join("data").join("outbox"));
        let mut held = take(&RealDisk, &file, &mut || false).unwrap();
        assert!(held.is_some());
        let refused = take(&RealDisk, &file, &mut || false).map(drop);
        assert_eq!(refused, Err(RegisterError::OtherWindow));
        let waited = take(&RealDisk, &file, &mut || {
            held = None;
            true
        });
        assert!(waited.unwrap().is_some());
    }
}
