//! One decision read again when it is opened: what was changed or taken away behind the
//! program's back since is seen, and what was read before is not lost from sight.

use std::collections::BTreeSet;
use std::path::Path;

use super::disk::Disk;
use super::load::{self, Contents, DecisionFile, Loaded};
use super::problem::{Problem, What};
use super::{Register, RegisterError, layout};
use crate::record::{DecisionId, Digest};

/// A decision that was read again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// As it is now, with the statements that were read before and are not there now. Those
    /// are not sound, so that nothing new rests on them.
    pub decisions: Vec<DecisionFile>,
    /// What is the matter in its folders.
    pub problems: Vec<Problem>,
    /// The statements that were read before, and whose files are changed or gone.
    pub lost: BTreeSet<Digest>,
}

/// Reads a decision again, in the register and in its outbox, and hashes every file. An error
/// means that the register is away or changing: nothing is known of its files now.
pub fn look_again(
    disk: &dyn Disk,
    register: &Register,
    outbox: &Path,
    id: &DecisionId,
) -> Result<Contents, RegisterError> {
    register.check(disk)?;
    let mut found = load::load_decision(disk, register, id);
    // A folder that has gone reads as an empty one.
    register.check(disk)?;
    if let Ok(waiting) = Register::open(disk, outbox)
        && waiting.info.id == register.info.id
    {
        unite(&mut found, load::load_decision(disk, &waiting, id));
    }
    Ok(found)
}

/// Adds the statements that are not there yet, each in its place among those of its decision
/// or contact.
/// What one place alone seemed to lack, and the other has, is no problem.
pub fn unite(contents: &mut Contents, more: Contents) {
    contents.problems.extend(more.problems);
    let both = [(&mut contents.decisions, more.decisions), (&mut contents.contacts, more.contacts)];
    for (files, more) in both {
        for file in more {
            let same = |there: &&mut DecisionFile| there.id == file.id && there.root == file.root;
            match files.iter_mut().find(same) {
                Some(there) => {
                    there.problems.extend(file.problems);
                    add(there, file.statements);
                }
                None => files.push(file),
            }
        }
    }
    let there: BTreeSet<Digest> = contents.statements().map(|s| s.digest.clone()).collect();
    let stands = |problem: &Problem| match &problem.what {
        What::FirstMissing(digest) | What::FollowedMissing(digest) => !there.contains(digest),
        _ => true,
    };
    contents.problems.retain(stands);
    for file in contents.decisions.iter_mut().chain(&mut contents.contacts) {
        file.problems.retain(stands);
    }
}

fn add(file: &mut DecisionFile, statements: Vec<Loaded>) {
    let new: Vec<_> =
        statements.into_iter().filter(|loaded| file.find(&loaded.digest).is_none()).collect();
    if new.is_empty() {
        return;
    }
    let mut all = std::mem::take(&mut file.statements);
    all.extend(new);
    file.statements = load::in_order(all);
}

/// Keeps in sight what was read before: a statement that is not among those read now stays,
/// marked, unless it was only not read this time.
pub fn keep(before: &[&DecisionFile], now: Contents) -> Looked {
    let mut looked =
        Looked { decisions: now.decisions, problems: now.problems, lost: BTreeSet::new() };
    let there: BTreeSet<Digest> = looked
        .decisions
        .iter()
        .flat_map(|file| &file.statements)
        .map(|loaded| loaded.digest.clone())
        .collect();
    for file in before {
        let mut kept: Vec<Loaded> = file
            .statements
            .iter()
            // Of what was never signed so, nothing is kept.
            .filter(|loaded| !there.contains(&loaded.digest) && !loaded.is_changed())
            .cloned()
            .collect();
        let mut problems = Vec::new();
        for loaded in &mut kept {
            // Its own file, or the folder that it lies in, was not given by the disk.
            let not_read = looked.problems.iter().any(|problem| {
                matches!(problem.what, What::NotRead(_)) && loaded.path.starts_with(&problem.path)
            });
            if not_read {
                continue;
            }
            loaded.sound = false;
            loaded.doubted = false;
            looked.lost.insert(loaded.digest.clone());
            if !looked.problems.iter().any(|problem| problem.path == loaded.path) {
                problems.push(Problem::new(&loaded.path, What::Gone));
            }
        }
        if kept.is_empty() {
            continue;
        }
        looked.problems.extend(problems.iter().cloned());
        let same = |there: &&mut DecisionFile| there.id == file.id && there.root == file.root;
        if let Some(there) = looked.decisions.iter_mut().find(same) {
            there.problems.extend(problems);
            add(there, kept);
        } else {
            // What is the matter with the files that lie there is said here too.
            let folder = |problem: &&Problem| problem.path.starts_with(&file.folder);
            let problems = looked.problems.iter().filter(folder).cloned().collect();
            looked.decisions.push(DecisionFile {
                id: file.id.clone(),
                root: file.root.clone(),
                folder: file.folder.clone(),
                statements: kept,
                problems,
            });
        }
    }
    looked.decisions.sort_by(|a, b| a.root.cmp(&b.root));
    looked
}

impl Looked {
    /// Puts it in the place of what was read of this decision before. `roots` are the folders
    /// of the register and of its outbox.
    pub fn replace(self, contents: &mut Contents, id: &DecisionId, roots: &[&Path]) {
        let folders: Vec<_> = roots.iter().map(|root| layout::decision_folder(root, id)).collect();
        let old = |path: &Path| folders.iter().any(|folder| path.starts_with(folder));
        contents.problems.retain(|problem| !old(&problem.path));
        contents.problems.extend(self.problems);
        contents.problems.sort_by(|a, b| a.path.cmp(&b.path));
        contents.decisions.retain(|file| file.id != *id);
        contents.decisions.extend(self.decisions);
        contents.decisions.sort_by(|a, b| (&a.id, &a.root).cmp(&(&b.id, &b.root)));
    }
}
