//! Checking a register: every name, hash, header and link; what was changed, renamed, added
//! or removed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::disk::{self, Disk};
use super::layout;
use super::load::{self, Contents, Loaded, entries, stray};
use super::problem::{Problem, What};
use super::settings::Settings;
use super::{Register, RegisterError, drafts, guidance, index};
use crate::base::ronfile::MAX_BYTES;
use crate::record::{DeviceId, Digest, RegisterId};

/// What is known from outside the register: without it, the removal of the very last
/// statement of a device that keeps no index cannot be seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The statement that a device signed last in a register.
    pub last_signed: Vec<(RegisterId, DeviceId, Digest)>,
    /// Where statements wait that are not yet on the share.
    pub outbox: Option<PathBuf>,
}

impl From<&Settings> for Known {
    fn from(settings: &Settings) -> Self {
        let last = |(register, digest): (&RegisterId, &Digest)| {
            (register.clone(), settings.device.clone(), digest.clone())
        };
        Self { last_signed: settings.last_signed.iter().map(last).collect(), outbox: None }
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many statements were read.
    pub statements: usize,
    /// How many decisions they make.
    pub decisions: usize,
    /// How many contacts they make.
    pub contacts: usize,
    /// What is wrong, by path.
    pub wrong: Vec<Problem>,
    /// What is worth a remark, by path.
    pub remarks: Vec<Problem>,
}

impl Report {
    /// Whether there is nothing wrong; there may be remarks.
    pub fn is_clean(&self) -> bool {
        self.wrong.is_empty()
    }
}

/// Checks the register in `root`. An error means that it could not be checked.
pub fn verify(disk: &dyn Disk, root: &Path, known: &Known) -> Result<Report, RegisterError> {
    let register = Register::open(disk, root)?;
    disk::list(disk, &root.join(layout::DECISIONS))?;
    let contents = load::load(disk, &register);
    let mut problems = contents.problems.clone();
    let waiting = known.outbox.as_ref().map_or_else(BTreeSet::new, |outbox| {
        let outbox = Register { root: outbox.clone(), info: register.info.clone() };
        load::load(disk, &outbox).statements().map(|s| s.digest.clone()).collect()
    });

    check_top(disk, root, &mut problems)?;
    let chains = Chains::new(&contents, &waiting);
    chains.check(&mut problems);
    for (_, device, last) in known.last_signed.iter().filter(|(id, ..)| *id == register.info.id) {
        chains.check_last(root, device, last, &mut problems);
    }
    check_rules(disk, root, &contents, &mut problems);
    problems.extend(guidance::read_own_guidance(disk, root).problems);
    problems.extend(drafts::list_drafts(disk, &register).problems);
    let (indexes, broken) = index::load_all(disk, &register);
    problems.extend(broken);
    for index in indexes {
        for (digest, problem) in index.gone(root, &contents) {
            // One that stands there after all was changed, which is said of it already, or
            // came while this was being read.
            let there = matches!(disk.kind(&problem.path), Ok(Some(_)));
            if !there && !waiting.contains(&digest) {
                problems.push(problem);
            }
        }
    }

    problems.sort_by(|a, b| a.path.cmp(&b.path));
    problems.dedup();
    let (remarks, wrong) = problems.into_iter().partition(Problem::is_remark);
    let (statements, decisions) = (contents.statements().count(), contents.decisions.len());
    Ok(Report { statements, decisions, contacts: contents.contacts.len(), wrong, remarks })
}

/// What stands beside `register.ron`.
fn check_top(
    disk: &dyn Disk,
    root: &Path,
    problems: &mut Vec<Problem>,
) -> Result<(), RegisterError> {
    const FOLDERS: [&str; 7] = [
        layout::DECISIONS,
        layout::DRAFTS,
        layout::RULES,
        layout::GUIDANCE,
        layout::CONTACTS,
        layout::INDEX,
        layout::KEYS,
    ];
    for entry in disk::list(disk, root)? {
        let ours = entry.name == layout::REGISTER
            || (entry.is_dir && FOLDERS.contains(&entry.name.as_str()));
        if !ours {
            problems.push(Problem::new(&root.join(&entry.name), stray(&entry.name, What::Foreign)));
        }
    }
    Ok(())
}

/// What each device signed, one after another.
struct Chains<'a> {
    sound: BTreeMap<&'a Digest, &'a Loaded>,
    waiting: &'a BTreeSet<Digest>,
}

impl<'a> Chains<'a> {
    fn new(contents: &'a Contents, waiting: &'a BTreeSet<Digest>) -> Self {
        let sound = contents.statements().filter(|loaded| loaded.sound);
        Self { sound: sound.map(|loaded| (&loaded.digest, loaded)).collect(), waiting }
    }

    fn check(&self, problems: &mut Vec<Problem>) {
        let mut after: BTreeMap<_, Vec<&Loaded>> = BTreeMap::new();
        for loaded in self.sound.values() {
            let header = &loaded.header;
            after.entry((&header.device, &header.device_prev)).or_default().push(loaded);
            let Some(earlier) = &header.device_prev else { continue };
            let what = match self.sound.get(earlier) {
                None if self.waiting.contains(earlier) => continue,
                None => What::EarlierMissing(earlier.clone()),
                Some(before) if before.header.device != header.device => What::BadLinks,
                Some(before) if load::is_clock_back(&before.header, header) => What::ClockBack,
                Some(_) => continue,
            };
            problems.push(Problem::new(&loaded.path, what));
        }
        for loaded in after.values().filter(|several| several.len() > 1).flatten() {
            problems.push(Problem::new(&loaded.path, What::TwoAfterOne));
        }
    }

    /// Compares a device's chain with the statement that its settings name as its last.
    fn check_last(
        &self,
        root: &Path,
        device: &DeviceId,
        last: &Digest,
        problems: &mut Vec<Problem>,
    ) {
        if !self.sound.contains_key(last) {
            if !self.waiting.contains(last) {
                problems.push(Problem::new(root, What::LastMissing(last.clone())));
            }
            return;
        }
        let chain: BTreeSet<&Digest> = self.back_from(last).collect();
        // The first of the chain that is there has nothing before it: nothing is missing.
        let whole = chain.iter().any(|digest| {
            self.sound.get(digest).is_some_and(|loaded| loaded.header.device_prev.is_none())
        });
        for (digest, loaded) in &self.sound {
            let own = loaded.header.device == *device && !chain.contains(digest);
            if own && (whole || self.back_from(digest).any(|d| chain.contains(d))) {
                problems.push(Problem::new(&loaded.path, What::NotSignedHere));
            }
        }
    }

    /// A statement and those that its device signed before it, as far as they are there.
    fn back_from(&self, digest: &Digest) -> impl Iterator<Item = &'a Digest> {
        let start = self.sound.get_key_value(digest).map(|(digest, _)| *digest);
        std::iter::successors(start, |digest| {
            let earlier = self.sound.get(*digest)?.header.device_prev.as_ref()?;
            self.sound.get_key_value(earlier).map(|(digest, _)| *digest)
        })
    }
}

/// The rules that statements were made under: each there, each with the bytes of its name.
fn check_rules(disk: &dyn Disk, root: &Path, contents: &Contents, problems: &mut Vec<Problem>) {
    let folder = root.join(layout::RULES);
    let mut there = BTreeSet::new();
    for entry in entries(disk, &folder, problems) {
        let path = folder.join(&entry.name);
        let named = entry.name.strip_suffix(".ron").and_then(|hex| hex.parse::<Digest>().ok());
        let Some(named) = named.filter(|_| !entry.is_dir) else {
            problems.push(Problem::new(&path, stray(&entry.name, What::Foreign)));
            continue;
        };
        match disk::read(disk, &path, MAX_BYTES) {
            Ok(bytes) if Digest::of(&bytes) == named => {}
            Ok(_) => problems.push(Problem::new(&path, What::Changed)),
            Err(error) => problems.push(Problem::not_read(error)),
        }
        there.insert(named);
    }
    let needed: BTreeSet<&Digest> = contents
        .statements()
        .filter(|loaded| loaded.sound)
        .flat_map(|loaded| loaded.header.rules.values())
        .collect();
    for digest in needed.into_iter().filter(|digest| !there.contains(*digest)) {
        problems.push(Problem::new(&layout::rules_path(root, digest), What::RulesMissing));
    }
}
