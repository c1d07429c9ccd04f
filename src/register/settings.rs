//! The settings of one user on one workstation: registers, device, author, nation, look.
//! They lie in the user's local configuration folder, at a path that is handed in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::RegisterError;
use super::disk::{self, Access, Disk};
use super::filters::SavedFilter;
use super::problem::{Problem, What};
use super::review_run::ReviewRun;
use super::salvage;
use crate::base::ronfile::{self, MAX_BYTES, unique_map};
use crate::guidance::nation::Nation;
use crate::record::{Author, DeviceId, Digest, RegisterId, statement::FORMAT};

/// The settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The format, [`FORMAT`].
    pub format: u32,
    /// This workstation, random.
    pub device: DeviceId,
    /// Who signs here; `None` until it was asked.
    #[serde(default)]
    pub author: Option<Author>,
    /// What the person calls this workstation: "Room 2". Others see it beside what was signed here.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub workstation: String,
    /// Where the doctor works; `None` until it was asked.
    #[serde(default)]
    pub nation: Option<Nation>,
    /// How the window looks.
    #[serde(default)]
    pub look: Appearance,
    /// How spelling is checked.
    #[serde(default, skip_serializing_if = "Spelling::is_usual")]
    pub spelling: Spelling,
    /// The registers that were opened here.
    #[serde(default)]
    pub registers: Vec<KnownRegister>,
    /// The one that is open.
    #[serde(default)]
    pub current: Option<RegisterId>,
    /// sha256 of the statement that this device signed last, by register: nothing else links
    /// to that one, so its removal would not be seen without this.
    #[serde(default, deserialize_with = "unique_map")]
    pub last_signed: BTreeMap<RegisterId, Digest>,
    /// Filters of the list of decisions that were saved under a name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<SavedFilter>,
    /// How far the reviews of each register are.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "unique_map")]
    pub reviewing: BTreeMap<RegisterId, ReviewRun>,
    /// The registers and packets in which the facts are read first, blind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub read_blind: Vec<RegisterId>,
    /// Whose cases Home shows.
    #[serde(default, skip_serializing_if = "Whose::is_everyone")]
    pub whose: Whose,
    /// When a protected register locks itself.
    #[serde(default, skip_serializing_if = "LockAfter::is_usual")]
    pub lock_after: LockAfter,
    /// Settings before these could not be read, and did not say which register was open: it is
    /// asked, with these folders to choose from, until one is opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsure: Option<Vec<PathBuf>>,
}

/// Whose cases Home shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Whose {
    /// Those of everyone, so that nothing is out of sight unless it was asked for.
    #[default]
    Everyone,
    /// Those whose owner is the author.
    Mine,
    /// Those that nobody is named as the owner of.
    Nobody,
}

impl Whose {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    fn is_everyone(&self) -> bool {
        *self == Self::Everyone
    }
}

/// After how long without a key or a movement of the pointer a protected register locks itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LockAfter {
    /// Five minutes.
    Five,
    /// A quarter of an hour.
    #[default]
    Fifteen,
    /// An hour.
    Sixty,
    /// It does not.
    Never,
}

impl LockAfter {
    /// How many minutes; `None`: it does not.
    pub fn minutes(self) -> Option<u64> {
        match self {
            Self::Five => Some(5),
            Self::Fifteen => Some(15),
            Self::Sixty => Some(60),
            Self::Never => None,
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// A register that was opened here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownRegister {
    /// Its id.
    pub id: RegisterId,
    /// Its name when it was last open.
    pub name: String,
    /// Its folder.
    pub path: PathBuf,
    /// Whether it holds invented cases only: it is never opened at the start by itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub training: bool,
    /// Whether it was said here that it can be protected: that is said once.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub told: bool,
}

/// How the window looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename = "Look")]
pub struct Appearance {
    /// Light or dark.
    pub theme: Theme,
    /// Size of everything in percent.
    pub zoom_percent: u16,
    /// Where the window was when it was closed last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<Placed>,
    /// Whether a key that is a sign by itself, such as 1 or ?, does something where nothing is
    /// typed.
    #[serde(skip_serializing_if = "is_on")]
    pub single_keys: bool,
    /// Whether what says that something was done stays until it is closed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub messages_stay: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_on(on: &bool) -> bool {
    *on
}

/// Where a window is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placed {
    /// Its left and its upper edge in pixels of the whole desktop, where the system tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corner: Option<(i32, i32)>,
    /// How wide it is inside, in points at 100 %.
    pub width: u16,
    /// How high.
    pub height: u16,
    /// Whether it fills its monitor.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub maximised: bool,
}

impl Default for Appearance {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            zoom_percent: 100,
            window: None,
            single_keys: true,
            messages_stay: false,
        }
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// Black on white, with every edge drawn.
    Contrast,
}

/// How spelling is checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Spelling {
    /// Whether words that nobody knows are marked.
    pub check: bool,
    /// Words that the user added, as they spelled them. They lie outside the register: no
    /// name of a record gets here by itself.
    pub words: Vec<String>,
}

impl Default for Spelling {
    fn default() -> Self {
        Self { check: true, words: Vec::new() }
    }
}

impl Spelling {
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// Adds a word; the same not twice.
    pub fn learn(&mut self, word: &str) {
        if !self.words.iter().any(|there| there == word) {
            self.words.push(word.to_owned());
            self.words.sort_by_key(|word| word.to_lowercase());
        }
    }
}

impl Settings {
    /// Of a fresh machine.
    pub fn new(device: DeviceId) -> Self {
        Self {
            format: FORMAT,
            device,
            author: None,
            nation: None,
            look: Appearance::default(),
            spelling: Spelling::default(),
            registers: Vec::new(),
            current: None,
            last_signed: BTreeMap::new(),
            reviewing: BTreeMap::new(),
            read_blind: Vec::new(),
            whose: Whose::default(),
            filters: Vec::new(),
            lock_after: LockAfter::default(),
            unsure: None,
            workstation: String::new(),
        }
    }

    /// Remembers a register that was opened and makes it the current one. One of invented cases
    /// does not take the place of the practice's own: that is the one to come back to.
    pub fn opened(&mut self, register: &super::Register) {
        let known = KnownRegister {
            id: register.info.id.clone(),
            name: register.info.name.clone(),
            path: register.root.clone(),
            training: register.info.training,
            told: self.registers.iter().any(|there| there.id == register.info.id && there.told),
        };
        if !known.training {
            self.current = Some(known.id.clone());
        }
        match self.registers.iter_mut().find(|there| there.id == known.id) {
            Some(there) => *there = known,
            None => self.registers.push(known),
        }
    }

    /// It was said of this register that it can be protected.
    pub fn has_told(&mut self, register: &RegisterId) {
        for known in self.registers.iter_mut().filter(|known| known.id == *register) {
            known.told = true;
        }
    }

    /// The register of invented cases that was opened last in a folder below this one.
    pub fn training_in(&self, folder: &Path) -> Option<&KnownRegister> {
        let mut known = self.registers.iter().rev();
        known.find(|known| known.training && known.path.starts_with(folder))
    }

    /// The register of the practice that was open last.
    pub fn current(&self) -> Option<&KnownRegister> {
        let id = self.current.as_ref()?;
        self.registers.iter().find(|known| known.id == *id)
    }
}

/// What was found where the settings should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingsFound {
    /// The settings.
    Fine(Box<Settings>),
    /// None yet: a fresh machine.
    Missing,
    /// They cannot be read. A copy was put aside before anything is written over them.
    Broken {
        /// The copy.
        aside: PathBuf,
        /// What is wrong; its path is that of the settings.
        problem: Problem,
    },
}

/// Reads the settings. A broken file is copied aside, never silently overwritten.
pub fn load_settings(disk: &dyn Disk, path: &Path) -> Result<SettingsFound, RegisterError> {
    let Some(bytes) = disk::read_if_there(disk, path, MAX_BYTES)? else {
        return Ok(SettingsFound::Missing);
    };
    let what = match ronfile::read::<Settings>(&bytes) {
        Ok(settings) if settings.format <= FORMAT => {
            return Ok(SettingsFound::Fine(Box::new(settings)));
        }
        Ok(_) => What::Newer,
        Err(error) => What::Unreadable(error),
    };
    let aside = salvage::keep_aside(disk, path, &bytes)?;
    Ok(SettingsFound::Broken { aside, problem: Problem::new(path, what) })
}

/// Saves the settings, in place of those before. A folder that this makes is private.
pub fn save_settings(
    disk: &dyn Disk,
    path: &Path,
    settings: &Settings,
) -> Result<(), RegisterError> {
    let text = ronfile::write(settings)?;
    let folder = disk::folder_of(path);
    disk::create_dirs(disk, folder, Access::Private)?;
    Ok(disk::replace(disk, folder, path, text.as_bytes(), Access::Private)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::testing::{FailingDisk, Fault, MemoryDisk};

    fn some() -> Settings {
        let mut settings = Settings::new(DeviceId::mint([1; 8]));
        settings.last_signed.insert(RegisterId::mint([2; 8]), Digest::of(b"last"));
        settings
    }

    #[test]
    fn settings_come_back_as_they_were_saved() {
        let (disk, path) =
            (MemoryDisk::default(), Path::new("/home/config/justified/settings.ron"));
        assert_eq!(load_settings(&disk, path), Ok(SettingsFound::Missing));
        save_settings(&disk, path, &some()).unwrap();
        disk.cut_power();
        assert_eq!(load_settings(&disk, path), Ok(SettingsFound::Fine(Box::new(some()))));
    }

    #[test]
    fn words_that_were_added_come_back_and_settings_from_before_them_are_read() {
        let usual = ronfile::write(&some()).unwrap();
        assert!(!usual.contains("spelling"), "not written where nothing was changed: {usual}");
        assert_eq!(ronfile::read(usual.as_bytes()), Ok(some()));
        let mut settings = some();
        settings.spelling.check = false;
        for word in ["zygoma", "Achilles", "zygoma"] {
            settings.spelling.learn(word);
        }
        assert_eq!(settings.spelling.words, ["Achilles", "zygoma"]);
        let text = ronfile::write(&settings).unwrap();
        assert_eq!(ronfile::read(text.as_bytes()), Ok(settings));
    }

    #[test]
    fn broken_settings_are_kept_aside_before_they_are_overwritten() {
        let (disk, path) = (MemoryDisk::default(), Path::new("/c/settings.ron"));
        disk.put(path, b"Settings(format: 1, devi");
        let Ok(SettingsFound::Broken { aside, problem }) = load_settings(&disk, path) else {
            panic!("taken for settings")
        };
        assert!(matches!(problem.what, What::Unreadable(_)));
        save_settings(&disk, path, &some()).unwrap();
        assert_eq!(disk.files()[&aside], b"Settings(format: 1, devi");
        assert_eq!(load_settings(&disk, path), Ok(SettingsFound::Fine(Box::new(some()))));
    }

    #[test]
    fn settings_that_the_disk_does_not_give_are_not_taken_for_a_fresh_machine() {
        let disk = MemoryDisk::default();
        disk.put(Path::new("/c/settings.ron"), b"Settings(");
        let failing = FailingDisk::new(disk, Fault::Gone, 0);
        assert!(load_settings(&failing, Path::new("/c/settings.ron")).is_err());
    }
}
