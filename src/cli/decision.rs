//! A decision folder on the command line: `justified show` prints what is in it as text.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::arguments::Opening;
use super::opening::{judge, opened};
use super::register::listed;
use super::{Failure, complain, failed, rules, say, whole_path};
use crate::base::{shown, time};
use crate::caseload::timeline::{Step, timeline};
use crate::guidance::Library;
use crate::pathway::Pathway;
use crate::record::replayed::{PATHWAY, reasons};
use crate::record::text::decision_text;
use crate::record::{Digest, Reasons};
use crate::register::folder::{FolderRead, read_folder};
use crate::register::log::Of;
use crate::register::protect::Vault;
use crate::register::{DecisionFile, Problem, Reading, Register, What, marked, read_pathway};

/// A decision folder that was read.
pub(super) struct Folder {
    pub(super) decisions: Vec<DecisionFile>,
    /// Whether it is in a register of practice cases.
    pub(super) training: bool,
    /// The register that it is in.
    pub(super) register: Option<Register>,
    /// The disk that it was read from, with the key of that register.
    pub(super) disk: Vault,
    wrong: Vec<Problem>,
    remarks: Vec<Problem>,
}

impl Folder {
    /// Reads the folder that a person names.
    pub(super) fn read(folder: &Path, opening: &Opening) -> Result<Self, Failure> {
        // By the names of the folders above it is known in which register it lies.
        let whole = whole_path(folder);
        let disk = opened(whole.ancestors().nth(3).unwrap_or(&whole), opening)?;
        let FolderRead { mut contents, training, register } =
            read_folder(&disk, &whole).map_err(failed)?;
        if let Some(register) = &register {
            judge(&disk, register, &mut contents);
        }
        let mut problems = contents.problems;
        for problem in contents.decisions.iter().flat_map(|file| &file.problems) {
            if !problems.contains(problem) {
                problems.push(problem.clone());
            }
        }
        let (remarks, wrong) = problems.into_iter().partition(Problem::is_remark);
        Ok(Self { decisions: contents.decisions, training, register, disk, wrong, remarks })
    }

    fn is_empty(&self) -> bool {
        self.decisions.is_empty() && self.wrong.is_empty() && self.remarks.is_empty()
    }

    /// Says what is the matter with its files, in the words of `verify`; the exit status.
    pub(super) fn complain(&self) -> u8 {
        complain(&listed(&self.wrong, &self.remarks));
        u8::from(!self.wrong.is_empty())
    }
}

/// Prints the statements of one decision folder, in their order. What is the matter with its
/// files hides no other.
pub(super) fn show(named: &Path, opening: &Opening) -> Result<u8, Failure> {
    let folder = Folder::read(named, opening)?;
    if folder.is_empty() {
        return Err(Failure::usage(format!(
            "There is no statement in this folder. Name the folder of one decision. ({})",
            shown::path(named)
        )));
    }
    let (library, pathway) = rules()?;
    let why = why_each(&folder, &pathway);
    let texts = folder.decisions.iter().map(|file| text_of_all(file, &library, &why));
    let text = texts.collect::<Vec<_>>().join("\n");
    if !text.is_empty() {
        say(&marked(text, folder.training))?;
        super::log::note(&folder, Of::Decision);
    }
    Ok(folder.complain())
}

/// Why each decision came out as it did, by the hash of its statement: by the rules that it was
/// made under, where those are the ones of today or are kept in its register.
fn why_each(folder: &Folder, today: &Pathway) -> BTreeMap<Digest, Reasons> {
    let (mut why, register) = (BTreeMap::new(), folder.register.as_ref());
    for loaded in folder.decisions.iter().flat_map(|file| &file.statements) {
        let Some(decision) = loaded.decision() else { continue };
        let Some(hash) = loaded.header.rules.get(PATHWAY) else { continue };
        let kept = if *hash == Digest::of(today.text().as_bytes()) {
            None
        } else {
            match register.and_then(|register| read_pathway(&folder.disk, &[register], hash).ok()) {
                Some(kept) => Some(kept),
                None => continue,
            }
        };
        let own = kept.as_ref().unwrap_or(today);
        why.extend(Some(loaded.digest.clone()).zip(reasons(&loaded.header, decision, own)));
    }
    why
}

/// What happened, a line each, as the screen and the page to print have it.
fn in_order(file: &DecisionFile) -> String {
    let steps = timeline(file);
    if steps.is_empty() {
        return String::new();
    }
    let line = |step: &Step| format!("{:<26}{}\n", step.when(), shown::line(&step.words()));
    let steps: String = steps.iter().map(line).collect();
    format!("What happened, in order\n{steps}\n")
}

/// A decision as text: what this version can read, then what a newer one wrote, as it stands in
/// the file.
fn text_of_all(file: &DecisionFile, library: &Library, why: &BTreeMap<Digest, Reasons>) -> String {
    let stated = file.readable();
    let mut text = if stated.is_empty() {
        String::new()
    } else {
        in_order(file) + &decision_text((&stated, file.out_of_view().as_ref()), library, why)
    };
    for loaded in &file.statements {
        let Reading::Newer(newer) = &loaded.what else { continue };
        let header = &loaded.header;
        let (author, written) = (&header.author.name, time::moment(&header.written));
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "\n{}\n{author}, {written}\n{}\n\n{newer}\n",
            header.headline,
            What::Newer.words()
        );
    }
    text
}
