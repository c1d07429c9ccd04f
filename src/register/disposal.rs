//! Lawful disposal: the files of a decision are removed, and a signed statement stays that says who
//! authorised it, why, and which they were.
//!
//! The statement is signed first and the files go after it, so whatever stops in between leaves a
//! decision that is out of view and whose files are named as still here. Doing it again goes on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::disk::{self, Disk};
use super::drafts::{DraftFile, list_drafts};
use super::load::{self, Contents, load_decision};
use super::problem::Problem;
use super::signed::{Hand, Minted, trust};
use super::workstation::{self, About, Workstation};
use super::{Register, RegisterError, layout, signing_lock, store};
use crate::base::ronfile;
use crate::base::time::When;
use crate::record::statement::{AdditionType as _, FORMAT};
use crate::record::{
    AdditionKind, Author, Body, DecisionId, DeviceId, Digest, Disposal, Nonce, Statement, Work,
};

/// What was removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disposed {
    /// The files of the decision.
    pub files: Vec<PathBuf>,
    /// How many of its files are still here: they are not among those that were signed away.
    pub left: usize,
}

/// Writes into a disposal what it removes: everything of its decision that is here now. Call it in
/// turn, and sign what it gives.
///
/// # Errors
///
/// Somebody has unfinished work on the decision, nothing is left of it, or the register is away: then
/// nobody knows what would be removed.
pub fn complete(
    disk: &dyn Disk,
    register: &Register,
    statement: &mut Statement,
) -> Result<(), RegisterError> {
    let Body::Disposal(disposal) = &mut statement.body else { return Ok(()) };
    register.check(disk)?;
    let (id, root) = (&statement.decision, &statement.root);
    if let Some(path) = unfinished(disk, register, id) {
        return Err(RegisterError::Unfinished(path));
    }
    let contents = read_whole(disk, register, id)?;
    let file = contents.decisions.iter().find(|file| Some(&file.root) == root.as_ref());
    let file = file.filter(|file| !file.to_remove().is_empty());
    let folder = || layout::decision_folder(&register.root, id);
    let file = file.ok_or_else(|| RegisterError::NothingThere(folder()))?;
    disposal.removed = file.to_remove();
    statement.follows = file.heads();
    Ok(())
}

/// A decision of which every file was read: one that the disk does not give now would be left out.
fn read_whole(
    disk: &dyn Disk,
    register: &Register,
    id: &DecisionId,
) -> Result<Contents, RegisterError> {
    let contents = load_decision(disk, register, id);
    match contents.problems.iter().find_map(Problem::as_error) {
        Some(error) => Err(error.into()),
        None => Ok(contents),
    }
}

/// A draft that somebody has of this decision, but for one that disposes of it.
fn unfinished(disk: &dyn Disk, register: &Register, id: &DecisionId) -> Option<PathBuf> {
    let drafts = list_drafts(disk, register).drafts;
    let disposes =
        |work: &Work| matches!(work, Work::Addition(one) if one.kind() == AdditionKind::Disposal);
    let of_it = |file: &&DraftFile| file.draft.decision == *id && !disposes(&file.draft.work);
    drafts.iter().find(of_it).map(|file| file.path.clone())
}

/// Who disposes of a decision where no window is open.
#[derive(Clone, Debug)]
pub struct By {
    /// The folder of the outboxes of this user: what the workstation remembers is beside it.
    pub outboxes: PathBuf,
    /// The id that this workstation has where it remembers none.
    pub device: DeviceId,
    /// Who signs.
    pub author: Author,
    /// What a key is made from, where there is none, and the time.
    pub minted: Minted,
    /// Random bits.
    pub nonce: Nonce,
}

/// Disposes of a decision: signs that, and removes its files. Where everything that is still here was
/// signed away before, that is removed, and nothing is signed.
///
/// # Errors
///
/// As of [`complete`] and [`carry_out`]; what could not be signed removed nothing.
pub fn dispose(
    disk: &dyn Disk,
    register: &Register,
    (id, disposal): (&DecisionId, Disposal),
    by: &By,
    pause: &mut dyn FnMut() -> bool,
) -> Result<Disposed, RegisterError> {
    let contents = read_whole(disk, register, id)?;
    let folder = || layout::decision_folder(&register.root, id);
    let file = contents.decisions.first();
    let file = file.ok_or_else(|| RegisterError::NothingThere(folder()))?;
    let named: BTreeSet<_> = file.removed().map(|one| &one.statement).collect();
    let later = file.still_here().any(|loaded| !named.contains(&loaded.digest));
    if file.is_disposed_of() && !later {
        return carry_out(disk, register, id);
    }
    let memory = workstation::file_beside(&by.outboxes);
    let _turn = signing_lock::take(disk, &memory, pause)?;
    let mut own = workstation::load(disk, &memory)
        .unwrap_or_else(|| Workstation::adopt(&by.device, &BTreeMap::new()));
    own.settle(disk, &[register]);
    let mut hand = Hand::take(disk, register, &memory, &mut own, &by.minted)?;
    // What has no signature from before there were keys is listed first, once, as a window does it.
    let all = load::load(disk, register);
    let unsigned = trust::unsigned(&all);
    // Where what it remembers cannot be read, the register knows what it signed last.
    let last = own.last(&register.info.id).cloned().or_else(|| all.last_signed(&own.device));
    if let Some(error) = all.problems.iter().find_map(Problem::as_error) {
        return Err(error.into());
    }
    hand.meet(disk, (register, &memory), unsigned.as_deref(), &by.minted)?;
    let mut statement = Statement {
        format: FORMAT,
        register: register.info.id.clone(),
        decision: id.clone(),
        root: Some(file.root.clone()),
        nonce: by.nonce.clone(),
        device: own.device.clone(),
        device_prev: last,
        follows: Vec::new(),
        author: by.author.clone(),
        happened: None,
        decided: When::At(by.minted.now),
        written: by.minted.now,
        headline: disposal.headline(),
        rules: BTreeMap::new(),
        body: Body::Disposal(disposal),
    };
    complete(disk, register, &mut statement)?;
    let text = hand.sign(&ronfile::write(&statement)?);
    let digest = Digest::of(text.as_bytes());
    own.begin(&register.info.id, About { decision: id.clone(), contact: false, digest });
    workstation::save(disk, &memory, &own)?;
    hand.show(disk, register)?;
    let signed = store::sign_bytes(disk, register, &text)?;
    own.signed(&register.info.id, signed.digest);
    workstation::save(disk, &memory, &own)?;
    carry_out(disk, register, id)
}

/// Removes the files of a decision that a statement in it says were disposed of, and what the
/// indexes hold of them. Nothing is removed of a decision that nobody disposed of.
///
/// # Errors
///
/// The first file that could not be removed: the ones before it are gone, and doing it again goes on.
pub fn carry_out(
    disk: &dyn Disk,
    register: &Register,
    id: &DecisionId,
) -> Result<Disposed, RegisterError> {
    register.check(disk)?;
    let contents = read_whole(disk, register, id)?;
    let mut disposed = Disposed::default();
    for file in &contents.decisions {
        let named: BTreeSet<_> = file.removed().map(|one| &one.statement).collect();
        if named.is_empty() {
            continue;
        }
        // The words first: a list is not to show what is gone.
        forget_words(disk, register)?;
        // The newest first, so that what is left when it stops is never without what it follows.
        for loaded in file.still_here().collect::<Vec<_>>().into_iter().rev() {
            if named.contains(&loaded.digest) {
                disk::remove(disk, &loaded.path)?;
                disposed.files.push(loaded.path.clone());
            } else {
                disposed.left += 1;
            }
        }
    }
    Ok(disposed)
}

/// The lists of all workstations hold words and names of everything. Each is a cache, and is made
/// anew from what is there.
fn forget_words(disk: &dyn Disk, register: &Register) -> Result<(), RegisterError> {
    let folder = register.root.join(layout::INDEX);
    for entry in disk::list(disk, &folder)? {
        if !entry.is_dir && entry.name.ends_with(layout::LISTING_END) {
            disk::remove(disk, &folder.join(&entry.name))?;
        }
    }
    Ok(())
}
