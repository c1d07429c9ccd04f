//! What can still be read of settings that cannot be read as a whole: the id of the workstation,
//! what it signed last, and where its registers are. What a person can give again is not guessed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::disk::{self, Access, Disk, DiskError, Why};
use super::layout::HEX_DIGITS;
use crate::base::ronfile;
use crate::record::{DeviceId, Digest, RegisterId};

/// What was found in a broken file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Salvaged {
    /// The workstation.
    pub device: Option<DeviceId>,
    /// The statement that it signed last, by register.
    pub last_signed: BTreeMap<RegisterId, Digest>,
    /// Folders of registers that were opened here, of invented cases too.
    pub folders: Vec<PathBuf>,
}

impl Salvaged {
    /// Of a file of which nothing else is known but that it was once settings. Each entry stands
    /// on a line of its own there; a line that was cut short gives nothing.
    pub fn of(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut found = Self::default();
        for line in text.lines() {
            let line = line.trim().trim_end_matches(',');
            let Some((name, value)) = line.split_once(':') else { continue };
            let Ok(value) = ronfile::read::<String>(value.trim().as_bytes()) else { continue };
            match name.trim() {
                "device" if found.device.is_none() => found.device = value.parse().ok(),
                "path" => found.folders.push(PathBuf::from(value)),
                name => {
                    let register = name.trim_matches('"').parse::<RegisterId>();
                    if let (Ok(register), Ok(last)) = (register, value.parse()) {
                        found.last_signed.insert(register, last);
                    }
                }
            }
        }
        found
    }
}

/// Keeps a copy of a file in the private folder that cannot be understood, beside it, before anything
/// is written in its place. Gives the copy.
pub fn keep_aside(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<PathBuf, DiskError> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let hex = Digest::of(bytes).short(HEX_DIGITS);
    let aside = path.with_file_name(format!("{stem}-kept-{hex}.ron"));
    match disk::publish_new(disk, disk::folder_of(path), &aside, bytes, Access::Private) {
        // Its name is its hash: the same copy, from the start before.
        Err(DiskError { why: Why::Taken, .. }) => {}
        other => other?,
    }
    Ok(aside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::settings::{KnownRegister, Settings};

    fn whole() -> String {
        let mut settings = Settings::new(DeviceId::mint([1; 8]));
        let id = RegisterId::mint([2; 8]);
        settings.last_signed.insert(id.clone(), Digest::of(b"last"));
        settings.current = Some(id.clone());
        settings.registers.push(KnownRegister {
            id,
            name: "Elm \"Street\"".to_owned(),
            path: PathBuf::from("C:\\share\\Elm, \"Street\": practice"),
            training: false,
            told: false,
        });
        ronfile::write(&settings).unwrap()
    }

    #[test]
    fn of_settings_that_break_off_is_read_what_came_before() {
        let text = whole();
        let all = Salvaged::of(text.as_bytes());
        assert_eq!(all.device, Some(DeviceId::mint([1; 8])));
        assert_eq!(all.folders, [PathBuf::from("C:\\share\\Elm, \"Street\": practice")]);
        assert_eq!(all.last_signed[&RegisterId::mint([2; 8])], Digest::of(b"last"));
        for end in 0..text.len() {
            let cut = Salvaged::of(text.get(..end).unwrap_or_default().as_bytes());
            assert!(cut.device.is_none() || cut.device == all.device, "never another id");
            assert!(cut.folders.is_empty() || cut.folders == all.folders, "never another folder");
        }
    }

    #[test]
    fn an_id_of_something_else_is_not_taken_for_the_workstation() {
        let noise = "\u{0}device: \"not an id\",\ndevice\nid: \"ABC\",\npath: 3,\n";
        assert_eq!(Salvaged::of(noise.as_bytes()), Salvaged::default());
        assert_eq!(Salvaged::of(&[0xff, 0xfe, 0]), Salvaged::default());
    }
}
