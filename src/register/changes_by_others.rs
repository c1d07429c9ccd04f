//! The names of the files in a register, by decision: what is compared to see whether others
//! have signed something. Nothing is read for it but folders.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use super::disk::{self, Disk};
use super::drafts::Drafts;
use super::problem::Problem;
use super::{Contents, Register, RegisterError, layout, load};
use crate::record::DecisionId;

/// What stands for the names in each folder of a register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    decisions: HashMap<DecisionId, u64>,
    contacts: u64,
    drafts: u64,
}

/// What differs between two states of a register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Decisions whose folder holds other names, is new, or is gone.
    pub decisions: Vec<DecisionId>,
    /// Whether there are other contacts.
    pub contacts: bool,
    /// Whether there are other drafts.
    pub drafts: bool,
}

impl Names {
    /// Of a register as it was read.
    pub fn of(root: &Path, contents: &Contents, drafts: &Drafts) -> Self {
        let mut by_decision: BTreeMap<&DecisionId, BTreeSet<&Path>> = BTreeMap::new();
        for file in &contents.decisions {
            let names = by_decision.entry(&file.id).or_default();
            names.extend(file.statements.iter().map(|loaded| loaded.path.as_path()));
            let own = file.problems.iter().map(|problem| problem.path.as_path());
            names.extend(own.filter(|path| path.parent() == Some(&*file.folder)));
        }
        let in_folder = |folder: &Path| -> u64 {
            let contacts = contents.contacts.iter().flat_map(|file| &file.statements);
            let paths: BTreeSet<&Path> = contacts
                .map(|loaded| loaded.path.as_path())
                .chain(contents.problems.iter().map(|problem| problem.path.as_path()))
                .filter(|path| path.parent() == Some(folder))
                .collect();
            sum(paths)
        };
        let mut drafts_there: BTreeSet<&Path> =
            drafts.drafts.iter().map(|file| file.path.as_path()).collect();
        drafts_there.extend(drafts.versions.iter().map(|version| version.file.path.as_path()));
        let top = root.join(layout::DRAFTS);
        drafts_there.extend(
            drafts
                .problems
                .iter()
                .map(|problem| problem.path.as_path())
                .filter(|path| path.parent().and_then(Path::parent) == Some(&*top)),
        );
        drafts_there.retain(|path| path.starts_with(&top));
        Self {
            decisions: by_decision
                .into_iter()
                .map(|(id, paths)| (id.clone(), sum(paths)))
                .collect(),
            contacts: in_folder(&root.join(layout::CONTACTS)),
            drafts: sum(drafts_there),
        }
    }

    /// Of a register as it is now. An error where a folder cannot be listed: nothing is known
    /// then of what is gone.
    pub fn list(disk: &dyn Disk, register: &Register) -> Result<Self, RegisterError> {
        let (ids, problems) = load::decision_ids(disk, register);
        let mut names = Self::default();
        for id in ids {
            let folder = layout::decision_folder(&register.root, &id);
            let there = listed(disk, &folder)?;
            // A folder without files is no decision.
            if there != 0 {
                names.decisions.insert(id, there);
            }
        }
        names.contacts = listed(disk, &register.root.join(layout::CONTACTS))?;
        let drafts = register.root.join(layout::DRAFTS);
        for entry in disk::list(disk, &drafts)? {
            if entry.is_dir {
                names.drafts = names.drafts.wrapping_add(listed(disk, &drafts.join(entry.name))?);
            }
        }
        // Asked last: a share that has gone away reads as an empty one.
        register.check(disk)?;
        if let Some(problem) = problems.into_iter().find(Problem::is_not_read) {
            return Err(RegisterError::Away(problem.path));
        }
        Ok(names)
    }

    /// What differs in these, which came after.
    pub fn changed(&self, after: &Self) -> Changed {
        let mut decisions: Vec<DecisionId> = after
            .decisions
            .iter()
            .filter(|(id, names)| self.decisions.get(id) != Some(names))
            .map(|(id, _)| id.clone())
            .chain(self.decisions.keys().filter(|id| !after.decisions.contains_key(id)).cloned())
            .collect();
        decisions.sort();
        Changed {
            decisions,
            contacts: self.contacts != after.contacts,
            drafts: self.drafts != after.drafts,
        }
    }
}

fn listed(disk: &dyn Disk, folder: &Path) -> Result<u64, RegisterError> {
    let entries = disk::list(disk, folder)?;
    let paths: Vec<_> = entries
        .iter()
        .filter(|entry| !layout::is_leftover(&entry.name))
        .map(|entry| folder.join(&entry.name))
        .collect();
    Ok(sum(paths.iter().map(|path| &**path)))
}

/// What stands for these paths, in any order.
fn sum<'a>(paths: impl IntoIterator<Item = &'a Path>) -> u64 {
    let leftover = |path: &Path| {
        path.file_name().is_some_and(|name| layout::is_leftover(&name.to_string_lossy()))
    };
    paths.into_iter().filter(|path| !leftover(path)).fold(0, |sum, path| {
        let mut hasher = DefaultHasher::new();
        path.hash(&mut hasher);
        sum.wrapping_add(hasher.finish() | 1)
    })
}
