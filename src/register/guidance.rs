//! The practice's own guidance in the register's folder `guidance`: read only, never written.
//! One broken file hides no other, and nothing here touches a decision.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::disk::{self, Disk};
use super::layout;
use super::load::{entries, stray};
use super::problem::{Problem, What, controls};
use crate::base::ronfile;
use crate::guidance::local::{MAX_BYTES, TODAY};
use crate::guidance::{LocalDocument, LocalError, LocalShelf};
use crate::record::Digest;

/// The most files that are read.
pub const MAX_FILES: usize = 100;

/// What a register holds of the practice's own guidance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnGuidance {
    /// The texts that could be read.
    pub shelf: LocalShelf,
    /// What is the matter with the other files, by path.
    pub problems: Vec<Problem>,
    /// sha256 of each text that could be read, by the name of its file.
    pub files: BTreeMap<String, Digest>,
    /// The practice's copy of the GMC's wording of today as it is in its file, if there is one:
    /// kept with each decision in which it was quoted.
    pub todays: Option<String>,
}

impl OwnGuidance {
    /// The files whose text is not shown, each with what is wrong.
    pub fn broken(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|problem| !problem.is_remark())
    }

    /// The files of which something was left out because it cannot be seen.
    pub fn cleaned(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|problem| matches!(problem.what, What::Controls(_)))
    }
}

/// One file that could be read.
struct Read {
    path: PathBuf,
    digest: Digest,
    document: LocalDocument,
    /// Its text, of the one that is kept with decisions.
    text: Option<String>,
}

impl Read {
    /// Whether it is named after its id: then it comes before a copy under another name.
    fn is_named_after_its_id(&self) -> bool {
        let stem = self.path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        stem.as_deref() == Some(self.document.id.as_str())
    }
}

/// Reads every text of the practice's own in the register in `root`. Where there is no such
/// folder, there are none.
pub fn read_own_guidance(disk: &dyn Disk, root: &Path) -> OwnGuidance {
    let folder = root.join(layout::GUIDANCE);
    let mut problems = Vec::new();
    let (mut read, mut count) = (Vec::new(), 0_usize);
    let mut files = BTreeMap::new();
    for entry in entries(disk, &folder, &mut problems) {
        let path = folder.join(&entry.name);
        if entry.is_dir || entry.name.starts_with(['.', '~']) || !layout::is_ron(&entry.name) {
            problems.push(Problem::new(&path, stray(&entry.name, What::Foreign)));
            continue;
        }
        count += 1;
        if count > MAX_FILES {
            let what = What::Guidance(LocalError::TooMany(MAX_FILES));
            problems.push(Problem::new(&path, what));
            continue;
        }
        match disk::read(disk, &path, MAX_BYTES) {
            Ok(bytes) => match LocalDocument::parse(&bytes) {
                Ok(document) => {
                    let digest = Digest::of(&bytes);
                    files.insert(entry.name, digest.clone());
                    let found = ronfile::text_of(&bytes, MAX_BYTES).ok().and_then(controls);
                    problems.extend(found.map(|what| Problem::new(&path, what)));
                    let is_todays = document.id == TODAY;
                    let text = is_todays.then(|| String::from_utf8(bytes).ok()).flatten();
                    read.push(Read { path, digest, document, text });
                }
                Err(error) => problems.push(Problem::new(&path, What::Guidance(error))),
            },
            Err(error) => problems.push(Problem::not_read(error)),
        }
    }
    // Those that are named after their id first, so that a sync tool's copy is known as the copy.
    read.sort_by_key(|read| !read.is_named_after_its_id());
    let (mut ids, mut digests) = (BTreeSet::new(), BTreeSet::new());
    let (mut documents, mut todays) = (Vec::new(), None);
    for Read { path, digest, document, text } in read {
        if !digests.insert(digest) {
            problems.push(Problem::new(&path, What::Copy));
        } else if ids.insert(document.id.clone()) {
            documents.push(document);
            todays = todays.or(text);
        } else {
            let what = What::Guidance(LocalError::IdTwice(document.id));
            problems.push(Problem::new(&path, what));
        }
    }
    problems.sort_by(|a, b| a.path.cmp(&b.path));
    OwnGuidance { shelf: LocalShelf::new(documents), problems, files, todays }
}
