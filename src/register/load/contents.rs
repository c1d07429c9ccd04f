//! What was read of a register: decisions, their statements, and what is wrong.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::record::statement::Body;
use crate::record::statement::Header;
use crate::record::{
    Contact, Decision, DecisionId, DeviceId, Digest, ItemId, Link, OutOfView, Record, Standing,
    Stated, Statement, out_of_view, standing,
};
use crate::register::layout::Name;
use crate::register::problem::Problem;
use crate::register::signed::Claimed;

/// What a register holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Every decision, by id.
    pub decisions: Vec<DecisionFile>,
    /// Every contact, by id: each a chain of statements as a decision is.
    pub contacts: Vec<DecisionFile>,
    /// Every problem and remark, of single decisions too, by path.
    pub problems: Vec<Problem>,
}

/// One decision: its first statement and all that came after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionFile {
    /// Its id.
    pub id: DecisionId,
    /// sha256 of its first statement, which may be missing.
    pub root: Digest,
    /// Its folder.
    pub folder: PathBuf,
    /// Its statements, ordered by links, then time of writing, then hash. Never empty.
    pub statements: Vec<Loaded>,
    /// What is the matter in its folder.
    pub problems: Vec<Problem>,
}

/// One statement as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// Its file's name.
    pub name: String,
    /// Its file.
    pub path: PathBuf,
    /// sha256 of its bytes; in a packet, where names were replaced, of the original.
    pub digest: Digest,
    /// How many bytes it has.
    pub size: usize,
    /// The kind as it stands in file names: `decision`.
    pub kind: String,
    /// Whether name, hash, register and folder agree. Where not, a problem says why.
    pub sound: bool,
    /// Whether it is not sound for this alone, that nobody who is known here signed it.
    pub doubted: bool,
    /// What its last line says of who signed it.
    pub claimed: Claimed,
    /// The header.
    pub header: Header,
    /// What was read.
    pub what: Reading,
}

/// How much of a statement could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// All of it.
    Fine(Box<Statement>),
    /// The header; a newer version wrote it. Its text as it stands in the file, as far as it is
    /// shown.
    Newer(String),
    /// It was read and hashed, and is not held in memory: of a large register only the headers
    /// are. See [`DecisionFile::set_aside`].
    Aside,
}

impl Loaded {
    /// The whole statement, where this version can read it.
    pub fn statement(&self) -> Option<&Statement> {
        match &self.what {
            Reading::Fine(statement) => Some(statement),
            Reading::Newer(_) | Reading::Aside => None,
        }
    }

    /// The decision that it states, if it is one.
    pub fn decision(&self) -> Option<&Decision> {
        match &self.statement()?.body {
            Body::Decision(decision) => Some(decision),
            _ => None,
        }
    }

    /// The contact that it states, if it is one.
    pub fn contact(&self) -> Option<&Contact> {
        match &self.statement()?.body {
            Body::Contact(contact) => Some(contact),
            _ => None,
        }
    }

    /// Nothing rests on it while nobody who is known here signed it. `false`: it is again as it was
    /// read.
    pub fn doubt(&mut self, doubted: bool) {
        if doubted {
            self.doubted |= std::mem::take(&mut self.sound);
        } else {
            self.sound |= std::mem::take(&mut self.doubted);
        }
    }

    /// Whether its bytes are not those that its name was made from.
    pub fn is_changed(&self) -> bool {
        let bytes = match &self.claimed {
            Claimed::Replaced { bytes, .. } => bytes,
            _ => &self.digest,
        };
        Name::parse(&self.name).is_some_and(|name| !name.fits(bytes))
    }

    /// Whether names were replaced in it. It stands in the place of the file that was signed, whose
    /// hash it has here.
    pub fn is_replaced(&self) -> bool {
        matches!(self.claimed, Claimed::Replaced { .. })
    }

    /// Whether this is the same file in the same state, whatever of it is held in memory.
    pub fn is_same_file(&self, other: &Self) -> bool {
        let of = |one: &Self| (one.sound, one.name.clone(), one.path.clone(), one.digest.clone());
        of(self) == of(other)
    }

    /// sha256 of the first statement of its decision: its own, if it is the first.
    pub fn root(&self) -> &Digest {
        self.header.root.as_ref().unwrap_or(&self.digest)
    }
}

impl DecisionFile {
    /// The statements that nobody signed who is known here, as far as that was looked at.
    pub fn doubtful(&self) -> impl Iterator<Item = &Loaded> {
        self.statements.iter().filter(|loaded| {
            let mut of_it = self.problems.iter().filter(|one| one.path == loaded.path);
            of_it.any(|one| one.what.is_forged_perhaps())
        })
    }

    /// The statements that no other follows, sorted: what the next statement follows. More
    /// than one is an open fork.
    pub fn heads(&self) -> Vec<Digest> {
        let followed: BTreeSet<&Digest> =
            self.sound().flat_map(|loaded| &loaded.header.follows).collect();
        let heads: BTreeSet<&Digest> =
            self.sound().map(|loaded| &loaded.digest).filter(|d| !followed.contains(d)).collect();
        heads.into_iter().cloned().collect()
    }

    /// Lets go of everything but the headers, to be read again when it is needed, and but for what
    /// was disposed of: without that, what is gone by right would be missed.
    pub fn set_aside(&mut self) {
        for loaded in self.statements.iter_mut().filter(|one| !one.is_disposal()) {
            loaded.what = Reading::Aside;
        }
    }

    /// How many bytes its statements have.
    pub fn size(&self) -> usize {
        self.statements.iter().map(|loaded| loaded.size).sum()
    }

    /// Whether what it says is held in memory.
    pub fn is_held(&self) -> bool {
        !self.statements.iter().any(|loaded| loaded.what == Reading::Aside)
    }

    /// Takes what is not held from the same statements of others.
    pub fn hold_from<'a>(&mut self, others: impl IntoIterator<Item = &'a Self>) {
        let others: Vec<&Loaded> = others.into_iter().flat_map(|file| &file.statements).collect();
        for loaded in self.statements.iter_mut().filter(|one| one.what == Reading::Aside) {
            if let Some(other) = others.iter().find(|other| other.digest == loaded.digest) {
                loaded.what = other.what.clone();
            }
        }
    }

    /// Whether this is the same decision in the same files, whatever of them is held in memory.
    pub fn is_same_files(&self, other: &Self) -> bool {
        self.id == other.id
            && self.root == other.root
            && self.folder == other.folder
            && self.problems == other.problems
            && self.statements.len() == other.statements.len()
            && self.statements.iter().zip(&other.statements).all(|(a, b)| a.is_same_file(b))
    }

    /// The first statement, if it is there.
    pub fn first(&self) -> Option<&Loaded> {
        self.statements.iter().find(|loaded| loaded.digest == self.root)
    }

    /// The statement that comes last in order.
    pub fn last(&self) -> Option<&Loaded> {
        self.statements.last()
    }

    /// The last statement that is a decision, with that decision: a later one stands in place
    /// of an earlier.
    pub fn latest_decision(&self) -> Option<(&Loaded, &Decision)> {
        self.statements.iter().rev().find_map(|loaded| Some((loaded, loaded.decision()?)))
    }

    /// Every statement that this version can read, with its hash.
    pub fn readable(&self) -> Vec<Stated<'_>> {
        self.statements
            .iter()
            .filter_map(|loaded| {
                Some(Stated { digest: &loaded.digest, statement: loaded.statement()? })
            })
            .collect()
    }

    /// The same, without one by which the decision would be out of view, and that nobody signed who
    /// is known here: it hides nothing.
    pub fn stated(&self) -> Vec<Stated<'_>> {
        let doubtful: Vec<&Digest> = self.doubtful().map(|loaded| &loaded.digest).collect();
        let forged = |loaded: &&Loaded| {
            loaded.is_disposal() && !loaded.disposes()
                || loaded.says_in_error() && doubtful.contains(&&loaded.digest)
        };
        let forged: Vec<&Digest> =
            self.statements.iter().filter(forged).map(|loaded| &loaded.digest).collect();
        let mut all = self.readable();
        all.retain(|one| !forged.contains(&one.digest));
        all
    }

    /// How the case stands: the newest decision and everything that was signed after it.
    pub fn standing(&self) -> Option<Standing> {
        standing(&self.stated())
    }

    /// That it was entered in error, where that is what was said last.
    pub fn out_of_view(&self) -> Option<OutOfView> {
        // Most have no such statement, and are asked often.
        if !self.statements.iter().any(|one| one.says_in_error() || one.is_disposal()) {
            return None;
        }
        out_of_view(&self.stated())
    }

    /// The record of its newest decision as it reads with everything that was signed since. To
    /// be read, never to be saved: entries that only a later statement made have no names of
    /// their own.
    pub fn as_it_reads(&self) -> Option<Record> {
        let mut record = self.latest_decision()?.1.record.clone();
        self.standing()?.carry_into(&mut record, &mut || ItemId::mint([0; 8]));
        Some(record)
    }

    /// Every link to another decision that its statements name.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.statements.iter().filter_map(Loaded::decision).flat_map(|decision| &decision.linked)
    }

    /// The statement with this hash.
    pub fn find(&self, digest: &Digest) -> Option<&Loaded> {
        self.statements.iter().find(|loaded| loaded.digest == *digest)
    }

    pub(super) fn sound(&self) -> impl Iterator<Item = &Loaded> {
        self.statements.iter().filter(|loaded| loaded.sound)
    }
}

impl Contents {
    /// The decisions with this id: one, unless two first statements stand in its folder.
    pub fn find(&self, id: &DecisionId) -> impl Iterator<Item = &DecisionFile> {
        self.decisions.iter().filter(move |decision| decision.id == *id)
    }

    /// The contacts with this id.
    pub fn find_contact(&self, id: &DecisionId) -> impl Iterator<Item = &DecisionFile> {
        self.contacts.iter().filter(move |contact| contact.id == *id)
    }

    /// Every statement, of decisions and of contacts.
    pub fn statements(&self) -> impl Iterator<Item = &Loaded> {
        self.decisions.iter().chain(&self.contacts).flat_map(|file| &file.statements)
    }

    /// The statement that a device signed last, by its own chain: what its next one names as
    /// `device_prev` where the settings do not know. `None` where it signed nothing.
    pub fn last_signed(&self, device: &DeviceId) -> Option<Digest> {
        let chain = self.in_chain();
        let own = || chain.iter().filter(|(_, one)| one.device == device);
        let named: BTreeSet<&Digest> = own().filter_map(|(_, one)| one.before).collect();
        own()
            .filter(|(digest, _)| !named.contains(*digest))
            .max_by_key(|(digest, one)| (one.loaded.map(|loaded| loaded.header.written), **digest))
            .map(|(digest, _)| (*digest).clone())
    }
}
