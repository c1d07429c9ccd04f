//! A decision that is opened is read again, and held against the rules of then and of now.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::super::done::{Done, Ticket};
use super::super::look::{Compared, Look, Seen, Stated};
use super::super::state::{NoticeKind, State};
use super::super::workers::Lane;
use crate::guidance::Library;
use crate::pathway::Pathway;
use crate::record::replayed::PATHWAY;
use crate::record::statement::Header;
use crate::record::{
    Carried, Decision, Digest, FileChange, Nonce, Place, RegisterId, ThenAndNow, carried,
};
use crate::register::{
    Contents, DecisionFile, Disk, KeptRules, Loaded, Register, RegisterError, layout, look_again,
    read_pathway,
};

/// How many earlier pathways are kept in memory.
const MOST_RULES: usize = 16;

impl State {
    /// Reads the decision on the screen again, and holds it against the rules of then. Results
    /// of an earlier look are no longer wanted.
    pub(super) fn look_at_shown(&mut self) {
        self.look.request += 1;
        let Some((register, id)) = self.register.clone().zip(self.shown_id().cloned()) else {
            return;
        };
        self.look.seen = Seen::Checking;
        self.pass_what_hangs(Lane::Look);
        let ticket = Ticket {
            register: register.info.id.clone(),
            decision: id.clone(),
            request: self.look.request,
        };
        let (disk, outbox) = (Arc::clone(&self.env.reading), self.outbox_of(&register));
        self.env.runner.run(
            Lane::Look,
            Box::new(move || {
                let read = look_again(&*disk, &register, &outbox, &id);
                Done::Looked(ticket, Box::new(read))
            }),
        );
        self.compare_shown();
        self.read_copy_of_then();
        self.rework();
    }

    pub(super) fn is_wanted(&self, ticket: &Ticket) -> bool {
        ticket.request == self.look.request
            && self.has_open(&ticket.register)
            && self.shown_id() == Some(&ticket.decision)
    }

    /// The decision was read again.
    pub(super) fn looked(&mut self, ticket: &Ticket, read: Result<Contents, RegisterError>) {
        if !self.is_wanted(ticket) {
            return;
        }
        match read {
            Ok(fresh) => {
                self.take_fresh(&ticket.decision, fresh);
                self.look.seen = Seen::Read;
                self.compare_shown();
                self.read_copy_of_then();
            }
            // What was read before stays, marked.
            Err(error) => self.look.seen = Seen::NotNow(error.to_string()),
        }
        self.rework();
    }

    /// The whole register was read while a decision is on the screen: what was read of that
    /// before stays in sight.
    pub(super) fn keep_shown(&mut self, before: &[DecisionFile]) {
        let Some(id) = self.shown_id().cloned() else { return };
        let Some(register) = &self.register else { return };
        let folder = layout::decision_folder(&register.root, &id);
        let fresh = Contents {
            decisions: self.contents.find(&id).cloned().collect(),
            problems: self
                .contents
                .problems
                .iter()
                .filter(|problem| problem.path.starts_with(&folder))
                .cloned()
                .collect(),
            contacts: Vec::new(),
        };
        self.contents.decisions.retain(|file| file.id != id);
        self.contents.decisions.extend(before.iter().cloned());
        self.take_fresh(&id, fresh);
        for file in self.contents.decisions.iter_mut().filter(|file| file.id == id) {
            file.hold_from(before);
        }
        self.look_at_shown();
    }

    /// Works out again what the screen shows of the decision.
    pub(super) fn rework(&mut self) {
        let Some(id) = self.shown_id().cloned() else { return };
        self.shown = self.files_of(&id).into_iter().map(|file| self.work_out(file)).collect();
    }

    /// Holds every decision statement on the screen against the rules of then and of now: at
    /// once where those are the same, off the frame where a file is to be read.
    fn compare_shown(&mut self) {
        let (Some(id), Some(register)) = (self.shown_id().cloned(), self.register.clone()) else {
            return;
        };
        let today = self.rules.digests.get(PATHWAY).cloned();
        let mut waiting = Vec::new();
        let mut done = BTreeMap::new();
        for loaded in self.files_of(&id).iter().flat_map(|file| &file.statements) {
            let Some(decision) = loaded.decision() else { continue };
            if let Some(known) = self.look.compared.get(&loaded.digest)
                && known.remark.is_none()
            {
                done.insert(loaded.digest.clone(), known.clone());
            } else if loaded.header.rules.get(PATHWAY) == today.as_ref() {
                let now = self.rules.pathway();
                let digests = &self.rules.digests;
                let found = ThenAndNow::with(&loaded.header, decision, &now, &now, digests);
                let stated = Stated { found, ..Stated::default() };
                done.insert(loaded.digest.clone(), self.in_words(stated));
            } else {
                waiting.push(Waiting::of(loaded, decision));
            }
        }
        self.look.compared = done;
        if waiting.is_empty() {
            return;
        }
        let ticket =
            Ticket { register: register.info.id.clone(), decision: id, request: self.look.request };
        let job = Comparing {
            outbox: self.outbox_of(&register),
            register,
            known: self.look.rules.clone(),
            now: self.rules.pathway(),
            digests: self.rules.digests.clone(),
        };
        let disk = Arc::clone(&self.env.reading);
        self.env.runner.run(
            Lane::Long,
            Box::new(move || Done::Compared(ticket, Box::new(job.run(&*disk, waiting)))),
        );
    }

    /// What then and now make of the statements is known.
    pub(super) fn compared(&mut self, ticket: &Ticket, compared: Compared) {
        // What a hash names is the same for every decision.
        for (digest, rules) in compared.rules {
            if self.look.rules.len() >= MOST_RULES {
                self.look.rules.clear();
            }
            self.look.rules.insert(digest, rules);
        }
        if !self.is_wanted(ticket) {
            return;
        }
        for (digest, stated) in compared.statements {
            let stated = self.in_words(stated);
            self.look.compared.insert(digest, stated);
        }
    }

    /// With the names of the guidance that changed.
    fn in_words(&self, mut stated: Stated) -> Stated {
        let name = |id: &str| match (id, self.library.document(id)) {
            (_, Some(document)) => format!("“{}”", document.title),
            ("references", _) => "The list of references".to_owned(),
            ("glossary", _) => "The glossary".to_owned(),
            (other, _) => format!("“{other}”"),
        };
        let files = stated.found.files.iter().map(|(id, change)| {
            let name = name(id);
            match change {
                FileChange::Changed => format!("{name} is not held in the same words as then."),
                FileChange::New => format!("{name} was not held then."),
                FileChange::Gone => format!("{name} was held then and is not held today."),
            }
        });
        stated.files = files.collect();
        stated
    }

    /// What is to be said with a text that is copied from a signed decision, where its file is
    /// not known to be as it was signed.
    pub(super) fn mark(&self, loaded: &Loaded) -> Option<&'static str> {
        if self.look.lost.contains(&loaded.digest) {
            return Some(
                "Note: the signed file of this decision has been changed or is gone. This is how it was read before.",
            );
        }
        if loaded.is_changed() {
            return Some("Note: the signed file of this decision was changed after it was signed.");
        }
        if !loaded.sound {
            return Some(
                "Note: something is wrong with the signed file of this decision. See in Justified what it is.",
            );
        }
        match self.look.seen {
            Seen::Read => None,
            Seen::Checking => {
                Some("Note: the signed file had not been read again when this was copied.")
            }
            Seen::NotNow(_) => Some(
                "Note: the signed file could not be read again when this was copied. This is how it was read before.",
            ),
        }
    }

    /// A draft was begun under earlier questions: where it stands is put right, and what
    /// becomes of its answers is said, with the words of then where those are kept.
    pub(super) fn opened_under_newer_rules(&mut self) {
        self.notices.retain(|notice| !notice.text.starts_with(BEGUN));
        let today = self.rules.digests.get(PATHWAY).cloned();
        let Some(hand) = self.hand() else { return };
        let begun = hand.draft.rules.get(PATHWAY).cloned();
        if begun == today {
            return;
        }
        let nonce = hand.draft.nonce.clone();
        let known = |question: &str| self.rules.question(question).is_some();
        let (suggested, finished) = hand
            .case
            .as_ref()
            .map_or((false, false), |case| (case.suggested.is_some(), case.walk.next.is_none()));
        let place = hand.work().map(|work| match &work.place {
            Place::Question(id) if known(id) => work.place.clone(),
            Place::Question(_) | Place::Questions if finished => Place::Outcome,
            Place::Outcome | Place::Record(_) | Place::Check if suggested => work.place.clone(),
            _ => Place::Questions,
        });
        if let Some(work) = self.work_mut()
            && let Some(place) = place
        {
            work.place = place;
        }
        let Some((register, begun)) = self.register.clone().zip(begun) else {
            let Some(register) = self.register.as_ref().map(|open| open.info.id.clone()) else {
                return;
            };
            self.say_what_is_carried(&register, &nonce, None);
            return;
        };
        let (disk, outbox) = (Arc::clone(&self.env.reading), self.outbox_of(&register));
        self.env.runner.run(
            Lane::Look,
            Box::new(move || {
                let outbox = Register { root: outbox, info: register.info.clone() };
                let then = read_pathway(&*disk, &[&register, &outbox], &begun).ok();
                Done::Begun(register.info.id, nonce, then.map(Box::new))
            }),
        );
    }

    /// Says what becomes of the answers of the draft in hand under today's questions.
    pub(super) fn say_what_is_carried(
        &mut self,
        register: &RegisterId,
        nonce: &Nonce,
        then: Option<&Pathway>,
    ) {
        if !self.has_open(register) || self.decision.as_ref() != Some(nonce) {
            return;
        }
        let now = self.rules.pathway();
        let Some(work) = self.hand().and_then(super::super::state::Hand::work) else { return };
        let Carried { kept, asked, dropped } = carried(work, then, &now);
        let list = |what: &str, names: &[String]| {
            let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
            if names.is_empty() { String::new() } else { format!(" {what}: {}.", names.join(", ")) }
        };
        let text = format!(
            "{BEGUN}, and goes on under today’s. Nothing that was typed is lost.{}{}{}",
            list("Still counts", &kept),
            list("Asked next", &asked),
            list("Answered before, and no longer counts", &dropped),
        );
        self.say_waiting(text);
    }

    /// What is said of one draft is not said of the next.
    pub(super) fn forget_what_is_carried(&mut self) {
        self.notices
            .retain(|notice| notice.kind != NoticeKind::Waiting || !notice.text.starts_with(BEGUN));
    }
}

/// How a notice about a draft of earlier questions begins.
const BEGUN: &str = "This draft was begun under earlier questions";

impl Look {
    /// Another decision is on the screen, or none.
    pub(super) fn forget(&mut self) {
        self.lost.clear();
        self.compared.clear();
        self.seen = Seen::Checking;
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
