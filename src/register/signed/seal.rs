//! A seal: a short code that stands on paper for everything that a register held when it was printed.
//! Whoever keeps the paper can see later that nothing of it was taken away, also where everything
//! else, the memory of every workstation too, was made anew.
//!
//! What it lists is kept in `seals/<code>.ron`: of each workstation how many statements it had signed
//! and which of them were its last ones. Each names the one before it, so these stand for all. The
//! code is the beginning of the hash of that file, and says nothing of the time: the same register
//! has the same seal.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::base::ronfile::{self, MAX_BYTES, unique_map};
use crate::record::statement::FORMAT;
use crate::record::{DeviceId, Digest, RegisterId, SealCode};
use crate::register::disk::{self, Disk};
use crate::register::load::{Contents, Loaded, entries, stray};
use crate::register::problem::{Problem, What};
use crate::register::{Register, RegisterError, layout};

/// `seals/<code>.ron`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// The format, [`FORMAT`].
    pub format: u32,
    /// The register.
    pub register: RegisterId,
    /// How many statements there were, of decisions and of contacts.
    pub statements: usize,
    /// What each workstation had signed.
    #[serde(deserialize_with = "unique_map")]
    pub workstations: BTreeMap<DeviceId, Sealed>,
}

/// What a workstation had signed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    /// How many statements.
    pub statements: usize,
    /// Those of them that no other of them named as the one before: one, unless something had been
    /// missing already.
    pub last: BTreeSet<Digest>,
}

/// Where what a seal lists is kept.
pub fn path_of(root: &Path, code: &SealCode) -> PathBuf {
    root.join(layout::SEALS).join(format!("{code}.ron"))
}

impl Seal {
    /// Of a register as it was read. What waits in an outbox is not in it yet.
    pub fn of(register: &Register, contents: &Contents) -> Self {
        let mut workstations: BTreeMap<DeviceId, Sealed> = BTreeMap::new();
        let is_in = |loaded: &&Loaded| loaded.sound && loaded.path.starts_with(&register.root);
        let sound = || contents.statements().filter(is_in);
        for loaded in sound() {
            let one = workstations.entry(loaded.header.device.clone()).or_default();
            one.statements += 1;
            one.last.insert(loaded.digest.clone());
        }
        for loaded in sound() {
            if let (Some(one), Some(before)) =
                (workstations.get_mut(&loaded.header.device), &loaded.header.device_prev)
            {
                one.last.remove(before);
            }
        }
        let statements = workstations.values().map(|one| one.statements).sum();
        Self { format: FORMAT, register: register.info.id.clone(), statements, workstations }
    }

    /// Its file's bytes, and its code.
    pub fn text(&self) -> Result<(String, SealCode), RegisterError> {
        let text = ronfile::write(self)?;
        let code = SealCode::of(&Digest::of(text.as_bytes()));
        Ok((text, code))
    }

    /// As it is printed: "214 statements, seal 7F3K-2M9Q-A4TX-0B6D".
    pub fn words(&self) -> String {
        let count = match self.statements {
            1 => "1 statement".to_owned(),
            more => format!("{more} statements"),
        };
        match self.text() {
            Ok((_, code)) => format!("{count}, seal {code}"),
            Err(_) => count,
        }
    }

    /// Keeps what it lists, so that it can be held against the register later.
    pub fn publish(&self, disk: &dyn Disk, register: &Register) -> Result<SealCode, RegisterError> {
        register.check(disk)?;
        let (text, code) = self.text()?;
        let path = path_of(&register.root, &code);
        let there = disk::publish_new_unless_there(disk, &register.root, &path, text.as_bytes())?;
        if there != text.as_bytes() {
            // Its name is its hash, so whoever changed it broke it: the right text goes back.
            let access = disk::Access::LikeParent;
            disk::replace(disk, &register.root, &path, text.as_bytes(), access)?;
        }
        Ok(code)
    }

    /// What it lists and is not there any more.
    pub fn missing(&self, contents: &Contents) -> Vec<What> {
        // What was disposed of is gone by right, and the chain goes on through it.
        let there = contents.in_chain();
        let mut found = Vec::new();
        for (device, sealed) in &self.workstations {
            let gone = sealed.last.iter().filter(|digest| !there.contains_key(digest));
            found.extend(gone.cloned().map(What::SealedGone));
            let mut reached = BTreeSet::new();
            let mut next: Vec<&Digest> = sealed.last.iter().collect();
            while let Some(digest) = next.pop() {
                let one = there.get(digest).filter(|one| one.device == device);
                if let Some(one) = one
                    && reached.insert(digest)
                {
                    next.extend(one.before);
                }
            }
            let fewer = sealed.statements.saturating_sub(reached.len());
            if fewer > 0 {
                found.push(What::SealedFewer { listed: sealed.statements, there: reached.len() });
            }
        }
        found
    }
}

/// Reads what a seal lists. `None`: it is not kept.
pub fn load(
    disk: &dyn Disk,
    root: &Path,
    register: &RegisterId,
    code: &SealCode,
) -> Result<Option<Seal>, Problem> {
    let path = path_of(root, code);
    let bytes = disk::read_if_there(disk, &path, MAX_BYTES).map_err(Problem::not_read)?;
    let Some(bytes) = bytes else { return Ok(None) };
    let wrong = |what| Problem::new(&path, what);
    if SealCode::of(&Digest::of(&bytes)) != *code {
        return Err(wrong(What::Changed));
    }
    let seal: Seal = ronfile::read(&bytes).map_err(|error| wrong(What::Unreadable(error)))?;
    if seal.register != *register {
        return Err(wrong(What::OtherRegister));
    }
    Ok(Some(seal))
}

/// Holds a seal from paper against a register: nothing is given where all that it lists is there.
pub fn expect(
    disk: &dyn Disk,
    root: &Path,
    register: &RegisterId,
    (code, contents): (&SealCode, &Contents),
) -> Vec<Problem> {
    let path = path_of(root, code);
    match load(disk, root, register, code) {
        Ok(Some(seal)) => {
            let missing = seal.missing(contents).into_iter();
            let listed = |loaded: &&Loaded| !seal.workstations.contains_key(&loaded.header.device);
            let others = contents.statements().filter(listed);
            missing
                .map(|what| Problem::new(&path, what))
                .chain(others.map(|loaded| Problem::new(&loaded.path, What::NotInSeal)))
                .collect()
        }
        Ok(None) => vec![Problem::new(&path, What::SealGone)],
        Err(problem) => vec![problem],
    }
}

/// Every seal that is kept: whether its file is as it was, and whether what it lists is there.
pub fn check_all(
    disk: &dyn Disk,
    root: &Path,
    register: &RegisterId,
    contents: &Contents,
) -> Vec<Problem> {
    let folder = root.join(layout::SEALS);
    let there = contents.statements().map(|one| &one.digest);
    let there: BTreeSet<&Digest> =
        there.chain(contents.removed().map(|one| &one.statement)).collect();
    let mut problems = Vec::new();
    let mut newest: Option<(usize, SealCode)> = None;
    for entry in entries(disk, &folder, &mut problems) {
        let path = folder.join(&entry.name);
        let stem = entry.name.strip_suffix(".ron").filter(|_| !entry.is_dir);
        let Some(code) = stem.and_then(|stem| stem.parse::<SealCode>().ok()) else {
            problems.push(Problem::new(&path, stray(&entry.name, What::Foreign)));
            continue;
        };
        match load(disk, root, register, &code) {
            Ok(Some(seal)) => {
                let larger = newest.as_ref().is_none_or(|(count, _)| *count < seal.statements);
                let last = seal.workstations.values().flat_map(|one| &one.last);
                let gone = last.filter(|digest| !there.contains(digest)).cloned();
                problems.extend(gone.map(|gone| Problem::new(&path, What::SealedGone(gone))));
                if larger {
                    newest = Some((seal.statements, code));
                }
            }
            Ok(None) => {}
            Err(problem) => problems.push(problem),
        }
    }
    // Each lists what the ones before it did: of the fullest the whole chain is followed.
    if let Some((_, code)) = newest {
        let found = expect(disk, root, register, (&code, contents));
        problems.extend(found.into_iter().filter(|one| one.what != What::NotInSeal));
    }
    problems
}
