//! Merging is union: the statements that are missing are copied. Doing it twice changes
//! nothing, and the order of several merges does not matter.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::disk::{self, Disk};
use super::layout::{self, Name};
use super::load::{self, Contents, Loaded, entries};
use super::problem::{Problem, What};
use super::signed::{Trust, devices};
use super::{Register, RegisterError, store};
use crate::base::ronfile::MAX_BYTES;
use crate::record::Digest;

/// What a merge did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// The new files.
    pub copied: Vec<PathBuf>,
    /// How many statements were there already.
    pub already: usize,
    /// How many were disposed of where they were to go: they are not copied, now or ever.
    pub disposed: usize,
    /// What could not be copied because something is wrong with it. It stays where it is.
    pub left: Vec<Problem>,
}

/// Copies every statement of `from` that `to` lacks, and the rules that `to` lacks. Both are
/// the same register, by id. Names are made anew from the bytes. Stops at the first failure
/// to write; merging again goes on from there.
pub fn merge(disk: &dyn Disk, from: &Register, to: &Register) -> Result<Merged, RegisterError> {
    let (source, missing, mut merged) = compare(disk, from, to)?;
    // Rules first: no statement is to stand there without what it rests on.
    copy_rules(disk, from, to, &mut merged.left)?;
    devices::copy(disk, from, to)?;
    for loaded in source.statements().filter(|loaded| loaded.sound) {
        if missing.contains(&loaded.digest) {
            copy(disk, loaded, to, &mut merged)?;
        }
    }
    Ok(merged)
}

/// What a merge would do: nothing is written. What it would copy stands in `copied` under the paths
/// that it is copied from.
pub fn look(disk: &dyn Disk, from: &Register, to: &Register) -> Result<Merged, RegisterError> {
    let (source, missing, merged) = compare(disk, from, to)?;
    let new = source.statements().filter(|one| one.sound && missing.contains(&one.digest));
    Ok(Merged { copied: new.map(|one| one.path.clone()).collect(), ..merged })
}

/// What is in `from`, which of its statements `to` lacks, and what is the matter with the others.
fn compare(
    disk: &dyn Disk,
    from: &Register,
    to: &Register,
) -> Result<(Contents, BTreeSet<Digest>, Merged), RegisterError> {
    if from.info.id != to.info.id {
        return Err(RegisterError::OtherRegister);
    }
    if let Some(packet) = [from, to].into_iter().find(|one| one.info.is_packet())
        && from.info.sort != to.info.sort
    {
        return Err(RegisterError::Packet(packet.root.clone()));
    }
    to.check(disk)?;
    to.may_be_written()?;
    let (source, mut target) = (load::load(disk, from), load::load(disk, to));
    Trust::load(disk, &to.root, &to.info.id, None, None).mistrust(&mut target);
    let mut merged = Merged {
        left: source.problems.iter().filter(|problem| !problem.is_remark()).cloned().collect(),
        ..Merged::default()
    };
    let there: BTreeSet<&Digest> =
        target.statements().filter(|loaded| loaded.sound).map(|loaded| &loaded.digest).collect();
    let gone: BTreeSet<&Digest> = target.removed().map(|one| &one.statement).collect();
    let mut missing = BTreeSet::new();
    for loaded in source.statements().filter(|loaded| loaded.sound) {
        if gone.contains(&loaded.digest) {
            merged.disposed += 1;
        } else if there.contains(&loaded.digest) {
            merged.already += 1;
        } else {
            missing.insert(loaded.digest.clone());
        }
    }
    Ok((source, missing, merged))
}

fn copy(
    disk: &dyn Disk,
    loaded: &Loaded,
    to: &Register,
    merged: &mut Merged,
) -> Result<(), RegisterError> {
    let bytes = match disk::read(disk, &loaded.path, MAX_BYTES) {
        Ok(bytes) if Digest::of(&bytes) == loaded.digest => bytes,
        Ok(_) => {
            merged.left.push(Problem::new(&loaded.path, What::Changed));
            return Ok(());
        }
        Err(error) => {
            merged.left.push(Problem::not_read(error));
            return Ok(());
        }
    };
    let header = &loaded.header;
    let folder = layout::statement_folder(&to.root, &header.decision, &loaded.kind);
    let kind = if loaded.kind.is_empty() { layout::UNKNOWN_KIND } else { &loaded.kind };
    let naming = |digest: &Digest, digits| Name::of(&header.written, kind, digest, digits);
    let (path, _, _) = store::publish(disk, to, &folder, &bytes, naming)?;
    merged.copied.push(path);
    Ok(())
}

fn copy_rules(
    disk: &dyn Disk,
    from: &Register,
    to: &Register,
    left: &mut Vec<Problem>,
) -> Result<(), RegisterError> {
    let folder = from.root.join(layout::RULES);
    for entry in entries(disk, &folder, left) {
        let path = folder.join(&entry.name);
        let named = entry.name.strip_suffix(".ron").and_then(|hex| hex.parse::<Digest>().ok());
        let Some(named) = named.filter(|_| !entry.is_dir) else { continue };
        match disk::read(disk, &path, MAX_BYTES) {
            Ok(bytes) if Digest::of(&bytes) == named => {
                store::keep_rule(disk, to, &bytes)?;
            }
            Ok(_) => left.push(Problem::new(&path, What::Changed)),
            Err(error) => left.push(Problem::not_read(error)),
        }
    }
    Ok(())
}
