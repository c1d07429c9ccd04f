//! The decision that is looked at: whether its files were read again, and what the rules of then
//! and of now make of what is signed in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::{Ask, Brought, FileShown, Owing, Places, Session, Task};
use crate::app::workers::Lane;
use crate::guidance::{Library, LocalDocument};
use crate::pathway::Pathway;
use crate::record::replayed::PATHWAY;
use crate::record::statement::Header;
use crate::record::{Decision, DecisionId, Digest, FileChange, Rules, ThenAndNow};
use crate::register::{Disk, KeptRules, Loaded, Problem, Register, RegisterError, look_again};

/// How many earlier pathways are kept in memory.
const MOST_RULES: usize = 16;

/// What is known of the decision on the screen, beside what was read of it.
#[derive(Debug, Default)]
pub struct Look {
    /// Whether its files were read again.
    pub seen: Seen,
    /// Statements that were read before, and whose files are changed or gone.
    pub lost: BTreeSet<Digest>,
    /// Statements that no workstation that is known here signed as they are.
    pub doubted: BTreeSet<Digest>,
    /// By the hash of a statement: what then and now make of it. One that is not here yet is
    /// being checked.
    pub compared: BTreeMap<Digest, Stated>,
    /// Earlier pathways that were read and proved, by their hash.
    pub rules: BTreeMap<Digest, Arc<KeptRules>>,
    /// Copies of today's wording that decisions were made with, by their hash; else why one cannot
    /// be shown.
    pub copies: BTreeMap<Digest, Result<LocalDocument, Problem>>,
}

/// Whether the files of the decision on the screen were read again when it was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Seen {
    /// They are being read.
    #[default]
    Checking,
    /// They were read, and hashed.
    Read,
    /// They could not be read just now, for this reason.
    NotNow(String),
}

/// What then and now make of one statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// The comparison.
    pub found: ThenAndNow,
    /// Which guidance is not what it was, in words.
    pub files: Vec<String>,
    /// Why the rules of then cannot be used.
    pub remark: Option<Problem>,
    /// What does not hold in the rules of then, in words.
    pub proof: Vec<String>,
}

/// What a job found out about the statements of a decision.
#[derive(Debug, Default)]
pub struct Compared {
    /// By the hash of the statement.
    pub statements: BTreeMap<Digest, Stated>,
    /// Pathways that were read for it, by their hash.
    pub rules: Vec<(Digest, Arc<KeptRules>)>,
}

impl Session {
    /// Reads this decision again. Results of an earlier look are no longer wanted.
    pub fn look_at(&mut self, id: &DecisionId, places: &Places) -> Option<Task> {
        let ticket = self.ask(Ask::Look);
        let register = self.register.clone()?;
        self.look.seen = Seen::Checking;
        let (disk, outbox) = (Arc::clone(&places.reading), places.outbox_of(&register));
        let id = id.clone();
        Some(Task::new(Lane::Look, ticket, move || {
            let read = look_again(&*disk, &register, &outbox, &id);
            Brought::Looked(id, Box::new(read))
        }))
    }

    /// Nothing is looked at, or something else: what comes of the last look is not wanted.
    pub fn look_away(&mut self) {
        self.ask(Ask::Look);
    }

    /// The decision was read again, or could not be. What was read before stays then, marked.
    pub fn has_looked(&mut self, failed: Option<&RegisterError>) {
        self.look.seen = failed.map_or(Seen::Read, |error| Seen::NotNow(error.to_string()));
    }

    /// The look was ended by a panic.
    pub fn look_broke(&mut self) {
        self.look.seen = Seen::NotNow("Something went wrong in the background.".to_owned());
    }

    /// Another decision is on the screen, or none.
    pub fn forget_look(&mut self) {
        self.look.lost.clear();
        self.look.doubted.clear();
        self.look.compared.clear();
        self.look.seen = Seen::Checking;
    }

    /// Works out again what the screen shows of this decision.
    pub fn show(&mut self, id: &DecisionId, library: &Library, owing: &Owing) {
        let files = self.files_of(id).into_iter();
        let shown: Vec<FileShown> =
            files.map(|file| FileShown::of(self, file, library, owing)).collect();
        self.shown = shown;
    }

    /// Holds every decision statement of it against the rules of then and of now: at once where
    /// those are the same, off the frame where a file is to be read.
    pub fn compare(
        &mut self,
        id: &DecisionId,
        (rules, library): (&Rules, &Library),
        places: &Places,
    ) -> Option<Task> {
        let register = self.register.clone()?;
        let today = rules.digests.get(PATHWAY);
        let (mut waiting, mut done) = (Vec::new(), BTreeMap::new());
        for loaded in self.files_of(id).iter().flat_map(|file| &file.statements) {
            let Some(decision) = loaded.decision() else { continue };
            if let Some(known) = self.look.compared.get(&loaded.digest)
                && known.remark.is_none()
            {
                done.insert(loaded.digest.clone(), known.clone());
            } else if loaded.header.rules.get(PATHWAY) == today {
                let now = rules.pathway();
                let found = ThenAndNow::with(&loaded.header, decision, now, now, &rules.digests);
                let stated = Stated { found, ..Stated::default() };
                done.insert(loaded.digest.clone(), stated.in_words(library));
            } else {
                waiting.push(Waiting::of(loaded, decision));
            }
        }
        self.look.compared = done;
        if waiting.is_empty() {
            return None;
        }
        let job = Comparing {
            outbox: places.outbox_of(&register),
            register,
            known: self.look.rules.clone(),
            now: Arc::clone(rules.pathway()),
            digests: rules.digests.clone(),
        };
        let disk = Arc::clone(&places.reading);
        Some(Task::new(Lane::Long, self.ticket(Ask::Look), move || {
            Brought::Compared(Box::new(job.run(&*disk, waiting)))
        }))
    }

    /// What then and now make of the statements is known.
    pub fn take_compared(&mut self, compared: Compared, library: &Library) {
        // What a hash names is the same for every decision.
        for (digest, rules) in compared.rules {
            if self.look.rules.len() >= MOST_RULES {
                self.look.rules.clear();
            }
            self.look.rules.insert(digest, rules);
        }
        let stated = compared.statements.into_iter();
        self.look.compared.extend(stated.map(|(digest, one)| (digest, one.in_words(library))));
    }
}

impl Stated {
    /// With the names of the guidance that changed.
    fn in_words(mut self, library: &Library) -> Self {
        let name = |id: &str| match (id, library.document(id)) {
            (_, Some(document)) => format!("“{}”", document.title),
            ("references", _) => "The list of references".to_owned(),
            ("glossary", _) => "The glossary".to_owned(),
            (other, _) => format!("“{other}”"),
        };
        let files = self.found.files.iter().map(|(id, change)| {
            let name = name(id);
            match change {
                FileChange::Changed => format!("The wording of {name} has changed since."),
                FileChange::New => format!("{name} was not included then."),
                FileChange::Gone => format!("{name} was included then and is not today."),
            }
        });
        self.files = files.collect();
        self
    }
}

impl Look {
    /// What is to be said with a text that is copied from a signed decision, where its file is
    /// not known to be as it was signed.
    pub fn mark(&self, loaded: &Loaded) -> Option<&'static str> {
        if self.lost.contains(&loaded.digest) {
            return Some(
                "Note: the signed file of this decision has been changed or is gone. This is how \
                 it was read before.",
            );
        }
        if loaded.is_changed() {
            return Some("Note: the signed file of this decision was changed after it was signed.");
        }
        if !loaded.sound {
            return Some(
                "Note: something is wrong with the signed file of this decision. See in Justified \
                 what it is.",
            );
        }
        if self.doubted.contains(&loaded.digest) {
            return Some(
                "Note: no computer that is known here signed the file of this decision. It may be \
                 forged.",
            );
        }
        match self.seen {
            Seen::Read => None,
            Seen::Checking => {
                Some("Note: the signed file had not been read again when this was copied.")
            }
            Seen::NotNow(_) => Some(
                "Note: the signed file could not be read again when this was copied. This is how \
                 it was read before.",
            ),
        }
    }
}

/// A statement whose rules are to be read.
struct Waiting {
    digest: Digest,
    header: Header,
    decision: Decision,
}

impl Waiting {
    fn of(loaded: &Loaded, decision: &Decision) -> Self {
        Self {
            digest: loaded.digest.clone(),
            header: loaded.header.clone(),
            decision: decision.clone(),
        }
    }
}

/// Holding statements against the rules of then, as a job.
struct Comparing {
    register: Register,
    outbox: PathBuf,
    known: BTreeMap<Digest, Arc<KeptRules>>,
    now: Arc<Pathway>,
    digests: BTreeMap<String, Digest>,
}

impl Comparing {
    fn run(mut self, disk: &dyn Disk, waiting: Vec<Waiting>) -> Compared {
        let outbox = Register { root: self.outbox.clone(), info: self.register.info.clone() };
        let library = Library::embedded().ok();
        let mut compared = Compared::default();
        for Waiting { digest, header, decision } in waiting {
            let without = |remark| Stated {
                found: ThenAndNow::without(&header, &decision, &self.now, &self.digests),
                remark,
                ..Stated::default()
            };
            let (Some(hash), Some(library)) = (header.rules.get(PATHWAY), &library) else {
                compared.statements.insert(digest, without(None));
                continue;
            };
            let rules = match self.known.get(hash) {
                Some(known) => Arc::clone(known),
                None => match KeptRules::read(disk, &[&self.register, &outbox], hash, library) {
                    Ok(read) => {
                        let read = Arc::new(read);
                        compared.rules.push((hash.clone(), Arc::clone(&read)));
                        self.known.insert(hash.clone(), Arc::clone(&read));
                        read
                    }
                    Err(problem) => {
                        compared.statements.insert(digest, without(Some(problem)));
                        continue;
                    }
                },
            };
            let found =
                ThenAndNow::with(&header, &decision, &rules.pathway, &self.now, &self.digests);
            let stated = Stated { found, proof: rules.broken(), ..Stated::default() };
            compared.statements.insert(digest, stated);
        }
        compared
    }
}
