//! Reading a register: every decision with its statements in order, and what is wrong with
//! any file. One bad file hides nothing else.

mod bytes;
mod chain;
mod contents;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::TimeDelta;

use super::Register;
use super::contacts;
use super::disk::{self, Disk, Odd};
use super::layout::{self, Name};
use super::problem::{Problem, What, controls};
use super::signed::{self, Claimed};
use crate::base::ronfile::{self, MAX_BYTES, ReadError};
use crate::record::order::{self, Key};
use crate::record::statement::{CONTACT, Header};
use crate::record::{DecisionId, Digest};

pub use bytes::{ReadStatement, read_statement};
pub use chain::InChain;
pub use contents::{Contents, DecisionFile, Loaded, Reading};

/// How far clocks may differ before it is remarked.
pub const CLOCK_SLACK: TimeDelta = TimeDelta::minutes(5);

/// Reads every decision of a register, and hashes every file.
pub fn load(disk: &dyn Disk, register: &Register) -> Contents {
    let (ids, problems) = decision_ids(disk, register);
    let read = load_some(disk, register, &ids);
    gather(disk, register, vec![Contents { problems, ..Contents::default() }, read])
}

/// The decisions that have a folder, and what else lies between the folders.
pub fn decision_ids(disk: &dyn Disk, register: &Register) -> (Vec<DecisionId>, Vec<Problem>) {
    let (mut ids, mut problems) = (Vec::new(), Vec::new());
    let decisions = register.root.join(layout::DECISIONS);
    for year in entries(disk, &decisions, &mut problems) {
        let path = decisions.join(&year.name);
        if !year.is_dir {
            problems.push(Problem::new(&path, stray(&year.name, What::Unknown)));
            continue;
        }
        for folder in entries(disk, &path, &mut problems) {
            let path = path.join(&folder.name);
            let id = folder.name.parse::<DecisionId>().ok().filter(|id| id.year() == year.name);
            match id {
                Some(id) if folder.is_dir => ids.push(id),
                _ => problems.push(Problem::new(&path, stray(&folder.name, What::Unknown))),
            }
        }
    }
    ids.sort();
    (ids, problems)
}

/// Reads several decisions, as one part of reading a register: [`gather`] puts the parts
/// together.
pub fn load_some(disk: &dyn Disk, register: &Register, ids: &[DecisionId]) -> Contents {
    let mut contents = Contents::default();
    for id in ids {
        load_folder(disk, register, id, &mut contents);
    }
    let mut headers = contents
        .decisions
        .iter_mut()
        .flat_map(|file| &mut file.statements)
        .map(|loaded| &mut loaded.header);
    if let Some(mut before) = headers.next() {
        for header in headers {
            header.share(before);
            before = header;
        }
    }
    contents
}

/// Puts together what was read of each decision, with the contacts.
pub fn gather(disk: &dyn Disk, register: &Register, parts: Vec<Contents>) -> Contents {
    let mut contents = Contents::default();
    for part in parts {
        contents.decisions.extend(part.decisions);
        contents.problems.extend(part.problems);
    }
    contacts::load_into(disk, &register.root, &register.info.id, &mut contents);
    finish(contents)
}

/// Reads one decision again, as is done whenever it is shown or exported.
pub fn load_decision(disk: &dyn Disk, register: &Register, id: &DecisionId) -> Contents {
    let mut contents = Contents::default();
    load_folder(disk, register, id, &mut contents);
    finish(contents)
}

/// Reads a folder of statements that lies in no register.
pub(super) fn load_loose(disk: &dyn Disk, folder: &Path, id: Option<&DecisionId>) -> Contents {
    let mut contents = Contents::default();
    let loaded = read_statements(disk, folder, &mut contents.problems);
    let mut by_id: BTreeMap<DecisionId, Vec<Loaded>> = BTreeMap::new();
    for mut statement in loaded {
        if id.is_some_and(|id| *id != statement.header.decision) {
            statement.sound = false;
            contents.problems.push(Problem::new(&statement.path, What::OtherDecision));
        }
        if statement.is_replaced() {
            statement.sound = false;
            contents.problems.push(Problem::new(&statement.path, What::NamesReplaced));
        }
        by_id.entry(statement.header.decision.clone()).or_default().push(statement);
    }
    for (id, loaded) in by_id {
        contents.decisions.extend(chains(&id, folder, loaded, &mut contents.problems));
    }
    finish(contents)
}

pub(super) fn finish(mut contents: Contents) -> Contents {
    contents.decisions.shrink_to_fit();
    for files in [&mut contents.decisions, &mut contents.contacts] {
        files.sort_by(|a, b| (&a.id, &a.root).cmp(&(&b.id, &b.root)));
    }
    contents.problems.sort_by(|a, b| a.path.cmp(&b.path));
    contents
}

fn load_folder(disk: &dyn Disk, register: &Register, id: &DecisionId, contents: &mut Contents) {
    let folder = layout::decision_folder(&register.root, id);
    let mut problems = Vec::new();
    let mut loaded = read_statements(disk, &folder, &mut problems);
    for statement in &mut loaded {
        let misplaced = statement.is_replaced() && !register.info.is_packet();
        let mut wrong = |what| {
            statement.sound = false;
            problems.push(Problem::new(&statement.path, what));
        };
        if statement.header.register != register.info.id {
            wrong(What::OtherRegister);
        }
        if statement.header.decision != *id {
            wrong(What::OtherDecision);
        }
        if statement.kind == CONTACT {
            wrong(What::Unknown);
        }
        if misplaced {
            wrong(What::NamesReplaced);
        }
    }
    if register.info.is_packet() {
        stand_for_originals(&mut loaded, &mut problems);
    }
    contents.decisions.extend(chains(id, &folder, loaded, &mut problems));
    contents.problems.extend(problems);
}

/// What has names replaced stands for the file that was signed: whatever follows that, follows it.
fn stand_for_originals(loaded: &mut Vec<Loaded>, problems: &mut Vec<Problem>) {
    for statement in loaded.iter_mut() {
        if let Claimed::Replaced { of, .. } = &statement.claimed {
            statement.digest = of.clone();
        }
    }
    let mut seen: BTreeSet<Digest> =
        loaded.iter().filter(|one| !one.is_replaced()).map(|one| one.digest.clone()).collect();
    loaded.retain(|one| {
        let first = !one.is_replaced() || seen.insert(one.digest.clone());
        problems.extend((!first).then(|| Problem::new(&one.path, What::Copy)));
        first
    });
}

/// The chains of statements among those of one id: one, unless there are two first ones.
pub(super) fn chains(
    id: &DecisionId,
    folder: &Path,
    loaded: Vec<Loaded>,
    problems: &mut Vec<Problem>,
) -> Vec<DecisionFile> {
    let mut groups: BTreeMap<Digest, Vec<Loaded>> = BTreeMap::new();
    for statement in loaded {
        groups.entry(statement.root().clone()).or_default().push(statement);
    }
    if groups.len() > 1 {
        problems.push(Problem::new(folder, What::TwoFirst));
    }
    for statements in groups.values() {
        check_links(statements, problems);
    }
    groups
        .into_iter()
        .map(|(root, statements)| DecisionFile {
            id: id.clone(),
            root,
            folder: folder.to_owned(),
            statements: in_order(statements),
            problems: problems.clone(),
        })
        .collect()
}

/// A file of a folder of statements, before it is judged.
struct Raw {
    name: String,
    path: PathBuf,
    bytes: Vec<u8>,
    digest: Digest,
    claimed: Claimed,
}

impl Raw {
    fn read(disk: &dyn Disk, folder: &Path, name: String) -> Result<Self, Problem> {
        let path = folder.join(&name);
        let bytes = disk::read(disk, &path, MAX_BYTES).map_err(Problem::not_read)?;
        let (digest, claimed) = signed::signature_line::read(&bytes);
        Ok(Self { name, path, bytes, digest, claimed })
    }

    /// Whether its name is the one that its bytes give, as far as the hash goes.
    fn fits(&self) -> bool {
        Name::parse(&self.name).is_some_and(|name| name.fits(&self.digest))
    }
}

/// The statements of one folder, without copies, and what is wrong with its files. One file is in
/// memory at a time, however many lie there.
pub(super) fn read_statements(
    disk: &dyn Disk,
    folder: &Path,
    problems: &mut Vec<Problem>,
) -> Vec<Loaded> {
    let mut names = Vec::new();
    for entry in all_entries(disk, folder, problems) {
        let path = folder.join(&entry.name);
        let odd = entry.odd.or(entry.is_dir.then_some(Odd::Folder));
        if let Some(odd) = odd
            && Name::parse(&entry.name).is_some()
        {
            problems.push(Problem::new(&path, What::NoStatement(odd)));
        } else if let Some(odd) = entry.odd.filter(|_| !entry.is_dir) {
            problems.push(Problem::new(&path, What::Odd(odd)));
        } else if entry.is_dir || layout::is_litter(&entry.name) || layout::is_leftover(&entry.name)
        {
            problems.push(Problem::new(&path, stray(&entry.name, What::Unknown)));
        } else {
            names.push(entry.name);
        }
    }
    // Those whose names fit first, so that a copy is known as the copy and not the original.
    let (fitting, mut others): (Vec<_>, Vec<_>) =
        names.into_iter().partition(|name| Name::parse(name).is_some());
    let (mut seen, mut statements) = (BTreeSet::new(), Vec::new());
    for name in fitting {
        match Raw::read(disk, folder, name) {
            Err(problem) => problems.push(problem),
            Ok(raw) if raw.fits() => {
                seen.insert(raw.digest.clone());
                statements.extend(judge(raw, problems));
            }
            // Read again after those, rather than held until then.
            Ok(raw) => others.push(raw.name),
        }
    }
    others.sort();
    for name in others {
        match Raw::read(disk, folder, name) {
            Err(problem) => problems.push(problem),
            Ok(raw) if !seen.insert(raw.digest.clone()) => {
                problems.push(Problem::new(&raw.path, What::Copy));
            }
            Ok(raw) => statements.extend(judge(raw, problems)),
        }
    }
    statements
}

/// Reads one file and compares its name with its bytes.
fn judge(raw: Raw, problems: &mut Vec<Problem>) -> Option<Loaded> {
    let name = Name::parse(&raw.name);
    let mut wrong = |what| problems.push(Problem::new(&raw.path, what));
    // Of what is longer than what is read nobody knows what its name should be.
    if let Err(error @ ReadError::TooLarge { .. }) = ronfile::text_of(&raw.bytes, MAX_BYTES) {
        wrong(What::Unreadable(error));
        return None;
    }
    let changed = name.as_ref().filter(|name| !name.fits(&raw.digest));
    if let Some(name) = changed {
        wrong(if is_reformatted(name, &raw.bytes) { What::Reformatted } else { What::Changed });
    }
    let changed = changed.is_some();
    let named = name.as_ref().map_or("", |name| name.kind.as_str());
    let read = match read_statement(&raw.bytes, named) {
        Ok(read) => read,
        Err(_) if name.is_none() && !layout::is_ron(&raw.name) => {
            wrong(What::Foreign);
            return None;
        }
        Err(error) => {
            wrong(What::Unreadable(error));
            return None;
        }
    };
    let ReadStatement { header, kind, what } = read;
    let right = name.is_some_and(|name| name.tells(&header.written, &kind));
    if !right {
        wrong(What::Renamed);
    }
    if matches!(what, Reading::Newer(_)) {
        wrong(What::Newer);
    }
    if let Some(found) = ronfile::text_of(&raw.bytes, MAX_BYTES).ok().and_then(controls) {
        wrong(found);
    }
    let sound = right && !changed;
    let Raw { name, path, digest, claimed, bytes } = raw;
    let size = bytes.len();
    Some(Loaded { name, path, digest, size, kind, sound, doubted: false, claimed, header, what })
}

/// Whether the bytes are those of this name but for a byte-order mark or the line ends of another
/// system, as an editor or a transfer leaves them.
fn is_reformatted(name: &Name, bytes: &[u8]) -> bool {
    let Ok(text) = ronfile::text_of(bytes, MAX_BYTES) else { return false };
    name.fits(&Digest::of(text.replace("\r\n", "\n").as_bytes()))
}

/// Links within one decision, and clocks.
fn check_links(statements: &[Loaded], problems: &mut Vec<Problem>) {
    let here: BTreeMap<&Digest, &Loaded> =
        statements.iter().map(|loaded| (&loaded.digest, loaded)).collect();
    let disposed = statements.iter().any(Loaded::disposes);
    let disposals = statements.iter().filter_map(Loaded::disposal);
    let gone: BTreeSet<&Digest> =
        disposals.flat_map(|disposal| &disposal.removed).map(|one| &one.statement).collect();
    for loaded in statements {
        let mut found = |what| problems.push(Problem::new(&loaded.path, what));
        let header = &loaded.header;
        if disposed && !loaded.disposes() {
            found(What::StillHere);
        }
        if header.root.is_none() != header.follows.is_empty() {
            found(What::BadLinks);
        }
        if let Some(root) =
            header.root.as_ref().filter(|root| !here.contains_key(root) && !gone.contains(root))
        {
            found(What::FirstMissing(root.clone()));
        }
        for followed in &header.follows {
            match here.get(followed) {
                None if header.root.as_ref() == Some(followed) || gone.contains(followed) => {}
                None => found(What::FollowedMissing(followed.clone())),
                Some(before) if is_clock_back(&before.header, header) => found(What::ClockBack),
                Some(_) => {}
            }
        }
    }
}

/// Whether `after` was written, by its clock, clearly before what it follows.
pub(super) fn is_clock_back(before: &Header, after: &Header) -> bool {
    before.written.signed_duration_since(after.written) > CLOCK_SLACK
}

/// By links, then time of writing, then hash.
pub(super) fn in_order(statements: Vec<Loaded>) -> Vec<Loaded> {
    let key = |loaded: &Loaded| Key {
        written: loaded.header.written.to_utc(),
        digest: loaded.digest.clone(),
    };
    order::in_order(statements, key, |loaded| &loaded.header.follows)
}

/// The files and folders in a folder. What is neither is named and left out, and so is a link
/// that is not followed.
pub(super) fn entries(
    disk: &dyn Disk,
    folder: &Path,
    problems: &mut Vec<Problem>,
) -> Vec<disk::Entry> {
    let mut entries = all_entries(disk, folder, problems);
    entries.retain(|entry| {
        problems
            .extend(entry.odd.map(|odd| Problem::new(&folder.join(&entry.name), What::Odd(odd))));
        entry.odd.is_none_or(|odd| odd == Odd::LinkedFolder)
    });
    entries
}

fn all_entries(disk: &dyn Disk, folder: &Path, problems: &mut Vec<Problem>) -> Vec<disk::Entry> {
    disk::list(disk, folder).unwrap_or_else(|error| {
        problems.push(Problem::not_read(error));
        Vec::new()
    })
}

/// What a name is that is none of ours.
pub(super) fn stray(name: &str, otherwise: What) -> What {
    if layout::is_litter(name) {
        What::Litter
    } else if layout::is_leftover(name) {
        What::Leftover
    } else if name.starts_with(['.', '@']) {
        // Folders that sync tools and network disks keep for themselves.
        What::Foreign
    } else {
        otherwise
    }
}
