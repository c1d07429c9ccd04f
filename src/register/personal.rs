//! What a person keeps for themselves beside a protected register: saved filters and words that the
//! spelling knows. They can hold names, so they lie in the register, encrypted as it is, and not in
//! the settings.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{self, Access, Disk};
use super::filters::SavedFilter;
use super::settings::Settings;
use super::{Register, RegisterError, layout};
use crate::base::ronfile::{self, MAX_BYTES};
use crate::record::{DeviceId, statement::FORMAT};

/// What one workstation keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "OwnWords")]
pub struct Personal {
    /// The format, [`FORMAT`].
    pub format: u32,
    /// Filters of the list of decisions that were saved under a name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<SavedFilter>,
    /// Words that the user added.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

impl Default for Personal {
    fn default() -> Self {
        Self { format: FORMAT, filters: Vec::new(), words: Vec::new() }
    }
}

impl Personal {
    /// Those that the settings hold.
    pub fn of(settings: &Settings) -> Self {
        let (filters, words) = (settings.filters.clone(), settings.spelling.words.clone());
        Self { filters, words, ..Self::default() }
    }

    /// Takes them out of the settings.
    pub fn out_of(settings: &mut Settings) -> Self {
        let own = Self::of(settings);
        settings.filters.clear();
        settings.spelling.words.clear();
        own
    }

    /// Puts them into the settings, beside what is there: nothing is there twice.
    pub fn put_into(self, settings: &mut Settings) {
        for filter in self.filters {
            if !settings.filters.iter().any(|there| there.name == filter.name) {
                settings.filters.push(filter);
            }
        }
        for word in self.words {
            settings.spelling.learn(&word);
        }
    }

    /// The same with what has changed from `before` to `now`: what another window of this user has
    /// added meanwhile stays.
    fn with_changes(mut self, before: &Self, now: &Self) -> Self {
        let is_among = |all: &[SavedFilter], filter: &SavedFilter| {
            all.iter().any(|one| one.name == filter.name)
        };
        self.filters
            .retain(|there| is_among(&now.filters, there) || !is_among(&before.filters, there));
        for filter in now.filters.iter().filter(|filter| !before.filters.contains(filter)) {
            match self.filters.iter_mut().find(|there| there.name == filter.name) {
                Some(there) => there.clone_from(filter),
                None => self.filters.push(filter.clone()),
            }
        }
        let forgotten = |word: &String| before.words.contains(word) && !now.words.contains(word);
        self.words.retain(|word| !forgotten(word));
        for word in &now.words {
            if !before.words.contains(word) && !self.words.contains(word) {
                self.words.push(word.clone());
            }
        }
        self.words.sort();
        self
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.filters.is_empty() && self.words.is_empty()
    }
}

/// The file of a workstation.
fn file(root: &Path, device: &DeviceId) -> PathBuf {
    root.join(layout::OWN).join(format!("{device}.ron"))
}

/// Reads them. Where there are none, nothing is kept; a file that cannot be read is an error, and
/// nothing is written over it.
pub fn load_own(
    disk: &dyn Disk,
    register: &Register,
    device: &DeviceId,
) -> Result<Personal, RegisterError> {
    let path = file(&register.root, device);
    let Some(bytes) = disk::read_if_there(disk, &path, MAX_BYTES)? else {
        return Ok(Personal::default());
    };
    match ronfile::read::<Personal>(&bytes) {
        Ok(own) if own.format <= FORMAT => Ok(own),
        Ok(_) => Err(RegisterError::Newer(path)),
        Err(error) => Err(RegisterError::Unreadable(path, error)),
    }
}

/// Saves what has changed since `before`, which was read or saved last. Where there is nothing, and
/// was nothing, nothing is written.
pub fn save_own(
    disk: &dyn Disk,
    register: &Register,
    device: &DeviceId,
    (before, now): (&Personal, &Personal),
) -> Result<(), RegisterError> {
    let there = load_own(disk, register, device)?;
    let changed = there.clone().with_changes(before, now);
    if changed == there {
        return Ok(());
    }
    register.check(disk)?;
    let path = file(&register.root, device);
    let text = ronfile::write(&changed)?;
    disk::replace(disk, &register.root, &path, text.as_bytes(), Access::LikeParent)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::RegisterId;
    use crate::register::filters::Column;
    use crate::register::testing::MemoryDisk;
    use crate::register::{Choice, RegisterInfo};

    fn words(all: &[&str]) -> Personal {
        let words = all.iter().map(|word| (*word).to_owned()).collect();
        Personal { words, ..Personal::default() }
    }

    #[test]
    fn they_move_out_of_the_settings_and_back_and_none_is_lost_or_there_twice() {
        let mut settings = Settings::new(DeviceId::mint([1; 8]));
        words(&["zygoma", "Achilles"]).put_into(&mut settings);
        let own = Personal::out_of(&mut settings);
        assert!(Personal::of(&settings).is_empty());
        words(&["zygoma", "Quillon"]).put_into(&mut settings);
        own.put_into(&mut settings);
        assert_eq!(settings.spelling.words, ["Achilles", "Quillon", "zygoma"]);
    }

    #[test]
    fn they_come_back_from_the_register_and_a_broken_file_is_not_written_over() {
        let (disk, device) = (MemoryDisk::default(), DeviceId::mint([1; 8]));
        let info = RegisterInfo::new(RegisterId::mint([2; 8]), "Elm Street");
        let register =
            Register::create(&disk, Path::new("/share/register"), info, Choice::Chosen).unwrap();
        let none = Personal::default();
        save_own(&disk, &register, &device, (&none, &none)).unwrap();
        assert!(!disk.files().contains_key(&file(&register.root, &device)), "there is nothing");
        save_own(&disk, &register, &device, (&none, &words(&["Quillon"]))).unwrap();
        assert_eq!(load_own(&disk, &register, &device).unwrap(), words(&["Quillon"]));
        disk.put(&file(&register.root, &device), b"OwnWords(");
        assert!(save_own(&disk, &register, &device, (&none, &words(&["Robin"]))).is_err());
        assert_eq!(disk.files()[&file(&register.root, &device)], b"OwnWords(");
    }

    #[test]
    fn what_two_windows_add_and_take_away_is_all_there_in_the_end() {
        let filter = |name: &str, group: bool| SavedFilter {
            name: name.to_owned(),
            columns: if group { Vec::new() } else { Column::usual() },
            ..SavedFilter::default()
        };
        let own = |filters: &[SavedFilter], known: &[&str]| Personal {
            filters: filters.to_vec(),
            ..words(known)
        };
        let before = own(&[filter("late", false), filter("mine", false)], &["Quillon", "Robin"]);
        let first = own(&[filter("late", true), filter("mine", false)], &["Quillon", "Achilles"]);
        let second =
            own(&[filter("late", false), filter("new", false)], &["Quillon", "Robin", "Zoe"]);
        let there = before.clone().with_changes(&before, &first).with_changes(&before, &second);
        assert_eq!(
            there,
            own(&[filter("late", true), filter("new", false)], &["Achilles", "Quillon", "Zoe"])
        );
    }
}
