//! Lawful disposal: the files of a decision are removed, and a signed statement stays that says who
//! authorised it, why, and which they were.
//!
//! The statement is signed first and the files go after it, so whatever stops in between leaves a
//! decision that is out of view and whose files are named as still here. Doing it again goes on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::disk::{self, Disk, Why};
use super::drafts::{DraftFile, list_drafts};
use super::load::{self, Contents, DecisionFile, load_decision};
use super::problem::Problem;
use super::signed::{Signer, Trust};
use super::workstation::About;
use super::{Register, RegisterError, layout, store};
use crate::base::ronfile::{self, MAX_BYTES};
use crate::base::time::When;
use crate::record::statement::{AdditionType as _, FORMAT};
use crate::record::{
    AdditionKind, Author, Body, DecisionId, Digest, Disposal, Nonce, Statement, Work,
};

/// What was removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disposed {
    /// The files of the decision.
    pub files: Vec<PathBuf>,
    /// How many files in its folder are still here: they are not among those that were signed away,
    /// or cannot be read.
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
    outboxes: Option<&Path>,
) -> Result<(), RegisterError> {
    let Body::Disposal(disposal) = &mut statement.body else { return Ok(()) };
    register.check(disk)?;
    let (id, root) = (&statement.decision, &statement.root);
    if let Some(path) = unfinished(disk, register, id) {
        return Err(RegisterError::Unfinished(path));
    }
    let contents = read_whole(disk, register, id, outboxes)?;
    let file = contents.decisions.iter().find(|file| Some(&file.root) == root.as_ref());
    let file = file.filter(|file| file.statements.iter().any(|one| !one.disposes()));
    let folder = || layout::decision_folder(&register.root, id);
    let file = file.ok_or_else(|| RegisterError::NothingThere(folder()))?;
    (disposal.removed, disposal.others) = file.to_remove();
    statement.follows = file.heads();
    Ok(())
}

/// A decision of which every file was read: one that the disk does not give now would be left out. A
/// disposal that no known workstation signed counts for nothing.
fn read_whole(
    disk: &dyn Disk,
    register: &Register,
    id: &DecisionId,
    outboxes: Option<&Path>,
) -> Result<Contents, RegisterError> {
    let mut contents = load_decision(disk, register, id);
    if let Some(error) = contents.problems.iter().find_map(Problem::as_error) {
        return Err(error.into());
    }
    let trust = Trust::load(disk, &register.root, &register.info.id, outboxes, None);
    trust.mistrust(&mut contents);
    // A share that went away in between looks like an empty folder.
    register.check(disk)?;
    Ok(contents)
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
    /// The workstation.
    pub signer: Signer,
    /// Who signs.
    pub author: Author,
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
    let outboxes = Some(by.signer.outboxes.as_path());
    let contents = read_whole(disk, register, id, outboxes)?;
    let folder = || layout::decision_folder(&register.root, id);
    let is_open = |file: &&DecisionFile| {
        let named = file.named();
        file.statements.iter().any(|one| !one.disposes() && !named.contains(&one.digest))
    };
    // Two decisions may lie in one folder: the one of which something is not signed away yet.
    let Some(file) = contents.decisions.iter().find(is_open) else {
        if contents.decisions.is_empty() {
            return Err(RegisterError::NothingThere(folder()));
        }
        return carry_out(disk, register, id, outboxes);
    };
    let mut turn = by.signer.turn(disk, pause)?;
    let all = load::load(disk, register);
    let hand = turn.hand(disk, (register, &all), &by.signer.minted)?;
    // Where what it remembers cannot be read, the register knows what it signed last.
    let own = &turn.own;
    let last = own.last(&register.info.id).cloned().or_else(|| all.last_signed(&own.device));
    let mut statement = Statement {
        format: FORMAT,
        register: register.info.id.clone(),
        decision: id.clone(),
        root: Some(file.root.clone()),
        nonce: by.nonce.clone(),
        device: turn.own.device.clone(),
        device_prev: last,
        follows: Vec::new(),
        author: by.author.clone(),
        happened: None,
        decided: When::At(by.signer.minted.now),
        written: by.signer.minted.now,
        headline: disposal.headline(),
        rules: BTreeMap::new(),
        body: Body::Disposal(disposal),
    };
    complete(disk, register, &mut statement, outboxes)?;
    let text = hand.sign(&ronfile::write(&statement)?);
    let digest = Digest::of(text.as_bytes());
    turn.own.begin(&register.info.id, About { decision: id.clone(), contact: false, digest });
    turn.save(disk)?;
    hand.show(disk, register)?;
    let signed = store::sign_bytes(disk, register, &text)?;
    turn.own.signed(&register.info.id, signed.digest);
    turn.save(disk)?;
    carry_out(disk, register, id, outboxes)
}

/// Removes the files of a decision that a statement of a known workstation says were disposed of, and
/// what the lists hold of them. Nothing is removed of a decision that nobody disposed of. `outboxes`:
/// what this workstation knows of the others is beside that.
///
/// # Errors
///
/// The first file that could not be removed: the ones before it are gone, and doing it again goes on.
pub fn carry_out(
    disk: &dyn Disk,
    register: &Register,
    id: &DecisionId,
    outboxes: Option<&Path>,
) -> Result<Disposed, RegisterError> {
    register.check(disk)?;
    register.may_be_written()?;
    let contents = read_whole(disk, register, id, outboxes)?;
    let files = contents.decisions.iter().filter(|file| file.is_disposed_of());
    let signed_away: BTreeSet<&Digest> = files.clone().flat_map(DecisionFile::named).collect();
    let stay: BTreeSet<&Path> =
        files.flat_map(DecisionFile::disposals).map(|(one, _)| one.path.as_path()).collect();
    let mut disposed = Disposed::default();
    if stay.is_empty() {
        return Ok(disposed);
    }
    // The words first: a list is not to show what is gone.
    forget_words(disk, register)?;
    let folder = layout::decision_folder(&register.root, id);
    let mut names: Vec<String> =
        disk::list(disk, &folder)?.into_iter().map(|entry| entry.name).collect();
    // The same as above.
    if !stay.iter().all(|path| names.iter().any(|name| folder.join(name) == **path)) {
        return Err(RegisterError::Away(register.root.clone()));
    }
    // The newest first, so that what is left when it stops is never without what it follows.
    names.sort_unstable_by(|a, b| b.cmp(a));
    let mut not_read = None;
    for path in names.iter().map(|name| folder.join(name)) {
        if stay.contains(path.as_path()) {
            continue;
        }
        // A copy under another name has the same bytes.
        match disk::read(disk, &path, MAX_BYTES) {
            Ok(bytes) if signed_away.contains(&Digest::of(&bytes)) => {
                disk::remove(disk, &path)?;
                disposed.files.push(path);
            }
            Err(error) if !matches!(error.why, Why::Odd(_)) => not_read = not_read.or(Some(error)),
            _ => disposed.left += 1,
        }
    }
    match not_read {
        Some(error) => Err(error.into()),
        None => Ok(disposed),
    }
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
