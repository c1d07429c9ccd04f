//! What a device has known: names and hashes of statements, so that one that vanishes is
//! reported until somebody acknowledges it. Losing this file loses nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{self, Access, Disk};
use super::guidance::OwnGuidance;
use super::load::{Contents, Loaded};
use super::problem::{Problem, What};
use super::{Register, RegisterError, layout};
use crate::base::ronfile::{self, blank, unique_map};
use crate::record::{DecisionId, DeviceId, Digest, RegisterId, statement::FORMAT};

/// The largest index that is read, in bytes: that of about a million statements.
const MAX_INDEX: usize = 256 * 1024 * 1024;

/// `index/<device>.ron`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// The format, [`FORMAT`].
    pub format: u32,
    /// The register.
    pub register: RegisterId,
    /// The device that keeps it.
    pub device: DeviceId,
    /// Every statement that this device has known, by sha256.
    #[serde(deserialize_with = "unique_map")]
    pub statements: BTreeMap<Digest, Row>,
    /// Those that are missing and that somebody has acknowledged as missing.
    #[serde(default)]
    pub acknowledged: BTreeSet<Digest>,
    /// sha256 of each text of the practice's own guidance as it was last seen, by the name of its
    /// file.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "unique_map")]
    pub guidance: BTreeMap<String, Digest>,
}

/// A statement that was known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Its decision.
    pub decision: DecisionId,
    /// Its file's name.
    pub name: String,
    /// Whether its signature was found to hold: reading a register does not check it once more. A
    /// decision that is opened, and `verify`, do.
    #[serde(default, skip_serializing_if = "blank")]
    pub signed: bool,
}

impl Index {
    /// Of a device that has seen nothing yet.
    pub fn new(register: &Register, device: &DeviceId) -> Self {
        Self {
            format: FORMAT,
            register: register.info.id.clone(),
            device: device.clone(),
            statements: BTreeMap::new(),
            acknowledged: BTreeSet::new(),
            guidance: BTreeMap::new(),
        }
    }

    /// Adds every sound statement. Nothing is taken out: that is what it is for. Says whether
    /// anything was new.
    pub fn learn(&mut self, contents: &Contents) -> bool {
        let before = self.statements.len();
        for loaded in contents.statements().filter(|loaded| loaded.sound) {
            let row = Row {
                decision: loaded.header.decision.clone(),
                name: loaded.name.clone(),
                signed: self.holds(&loaded.digest),
            };
            self.statements.insert(loaded.digest.clone(), row);
        }
        self.statements.len() > before
    }

    /// Whether the signature of this statement was found to hold.
    pub fn holds(&self, digest: &Digest) -> bool {
        self.statements.get(digest).is_some_and(|row| row.signed)
    }

    /// The signatures of these hold. Says whether anything was new.
    pub fn learn_signatures(&mut self, hold: &BTreeSet<Digest>) -> bool {
        let mut new = false;
        for digest in hold {
            if let Some(row) = self.statements.get_mut(digest) {
                new |= !row.signed;
                row.signed = true;
            }
        }
        new
    }

    /// Remembers the practice's own guidance as it is now. Says whether anything was new.
    pub fn learn_guidance(&mut self, own: &OwnGuidance) -> bool {
        let new = self.guidance != own.files;
        self.guidance.clone_from(&own.files);
        new
    }

    /// What this device has not seen before: statements by a workstation of which it knew none,
    /// and guidance of the practice that is new or changed. Nothing where it has seen nothing yet.
    pub fn news(&self, root: &Path, contents: &Contents, own: &OwnGuidance) -> Vec<Problem> {
        if self.statements.is_empty() {
            return Vec::new();
        }
        let known = |loaded: &&Loaded| self.statements.contains_key(&loaded.digest);
        let mut seen: BTreeSet<&DeviceId> =
            contents.statements().filter(known).map(|loaded| &loaded.header.device).collect();
        seen.insert(&self.device);
        let new = contents.statements().filter(|loaded| loaded.sound && !known(loaded));
        let new = new.filter(|loaded| !seen.contains(&loaded.header.device));
        let signed = new.map(|loaded| Problem::new(&loaded.path, What::NewWorkstation));
        let guidance = own.files.iter().filter_map(|(name, digest)| {
            let what = match self.guidance.get(name) {
                None => What::GuidanceNew,
                Some(before) if before != digest => What::GuidanceChanged,
                Some(_) => return None,
            };
            Some(Problem::new(&root.join(layout::GUIDANCE).join(name), what))
        });
        signed.chain(guidance).collect()
    }

    /// Those that were known, are not there, and were not acknowledged; with the path where
    /// they stood.
    pub fn gone(&self, root: &Path, contents: &Contents) -> Vec<(Digest, Problem)> {
        let there: BTreeSet<&Digest> = contents
            .statements()
            .map(|loaded| &loaded.digest)
            .chain(contents.removed().map(|one| &one.statement))
            .collect();
        self.statements
            .iter()
            .filter(|(digest, _)| !there.contains(digest) && !self.acknowledged.contains(digest))
            .map(|(digest, row)| {
                let name = layout::Name::parse(&row.name);
                let kind = name.as_ref().map_or("", |name| name.kind.as_str());
                let folder = layout::statement_folder(root, &row.decision, kind);
                let path = folder.join(&row.name);
                (digest.clone(), Problem { path, what: What::Gone })
            })
            .collect()
    }
}

/// The index of a device: an empty one where there is none, or none that can be read; then
/// with the problem.
pub fn load_index(
    disk: &dyn Disk,
    register: &Register,
    device: &DeviceId,
) -> (Index, Option<Problem>) {
    match read_index(disk, register, &layout::index_path(&register.root, device)) {
        Ok(Some(index)) => (index, None),
        Ok(None) => (Index::new(register, device), None),
        Err(problem) => (Index::new(register, device), Some(problem)),
    }
}

/// The indexes of all devices, and the files among them that are none.
pub fn load_all(disk: &dyn Disk, register: &Register) -> (Vec<Index>, Vec<Problem>) {
    let folder = register.root.join(layout::INDEX);
    let (mut indexes, mut problems) = (Vec::new(), Vec::new());
    for entry in super::load::entries(disk, &folder, &mut problems) {
        let path: PathBuf = folder.join(&entry.name);
        if entry.is_dir || !layout::is_ron(&entry.name) {
            problems.push(Problem::new(&path, super::load::stray(&entry.name, What::Foreign)));
            continue;
        }
        if entry.name.ends_with(layout::LISTING_END) {
            // A cache of what the statements say; it knows of none that they do not.
            continue;
        }
        match read_index(disk, register, &path) {
            Ok(index) => indexes.extend(index),
            Err(problem) => problems.push(problem),
        }
    }
    (indexes, problems)
}

/// Saves an index, in place of the one before.
pub fn save_index(
    disk: &dyn Disk,
    register: &Register,
    index: &Index,
) -> Result<(), RegisterError> {
    register.check_quickly(disk)?;
    let text = ronfile::write(index)?;
    let path = layout::index_path(&register.root, &index.device);
    Ok(disk::replace(disk, &register.root, &path, text.as_bytes(), Access::LikeParent)?)
}

fn read_index(disk: &dyn Disk, register: &Register, path: &Path) -> Result<Option<Index>, Problem> {
    let bytes = disk::read_if_there(disk, path, MAX_INDEX).map_err(Problem::not_read)?;
    let Some(bytes) = bytes else { return Ok(None) };
    match ronfile::read_bounded::<Index>(&bytes, MAX_INDEX) {
        Ok(index) if index.format > FORMAT => Err(Problem::new(path, What::Newer)),
        Ok(index) if index.register != register.info.id => {
            Err(Problem::new(path, What::OtherRegister))
        }
        Ok(index) => Ok(Some(index)),
        Err(error) => Err(Problem::new(path, What::Unreadable(error))),
    }
}
