//! The practice's copy of today's wording: kept with each decision in which it was quoted, and
//! shown with that decision as it was then.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::super::done::{Done, Ticket};
use super::super::state::{Hand, State};
use super::super::workers::Lane;
use crate::guidance::LocalDocument;
use crate::guidance::local::{TODAY, TodaysCopy};
use crate::record::Digest;
use crate::register::rules::read_copy;
use crate::register::{DecisionFile, Problem, Register};

/// How many copies are kept in memory.
const MOST_COPIES: usize = 16;

/// What a decision was made with: the hash of the practice's copy, and the day.
fn made_with(file: &DecisionFile) -> Option<(&Digest, NaiveDate)> {
    let (loaded, _) = file.latest_decision()?;
    let header = &loaded.header;
    Some((header.rules.get(TODAY)?, header.written.date_naive()))
}

impl State {
    /// The text of the practice's copy, where it is quoted beside what this draft decides.
    pub(super) fn copy_quoted(&self, hand: &Hand) -> Option<&str> {
        let case = hand.case.as_ref()?;
        let copy = self.own.shelf.todays_copy(self.now().date_naive())?;
        self.own.todays.as_deref().filter(|_| copy.is_quoted_for(&self.library, &case.cites))
    }

    /// The hashes of what a draft is signed under: today's rules, and the practice's copy where it
    /// was quoted.
    pub(super) fn rules_with(&self, copy: Option<&str>) -> BTreeMap<String, Digest> {
        let mut rules = self.rules.digests.clone();
        rules.extend(copy.map(|text| (TODAY.to_owned(), Digest::of(text.as_bytes()))));
        rules
    }

    /// The practice's copy that a decision was made with. `None`: none was quoted in it, or it is
    /// not read yet, or cannot be.
    pub fn copy_of_then(&self, file: &DecisionFile) -> Option<TodaysCopy<'_>> {
        let (digest, on) = made_with(file)?;
        let document = self.look.copies.get(digest)?.as_ref().ok()?;
        Some(TodaysCopy { document, on })
    }

    /// What is said of that copy beside the decision: why it is not shown, or what became of the
    /// practice's file since.
    pub fn copy_since(&self, file: &DecisionFile) -> Option<String> {
        let today = self.own.todays.as_ref().map(|text| Digest::of(text.as_bytes()));
        let Some((digest, _)) = made_with(file) else {
            let words = "Quoted as it was made: without the practice’s copy of today’s wording.";
            return today.map(|_| words.to_owned());
        };
        match self.look.copies.get(digest) {
            None => Some("Reading the practice’s copy that was quoted then…".to_owned()),
            Some(Err(problem)) => Some(format!(
                "The practice’s copy that was quoted then is not shown. {}",
                problem.words()
            )),
            Some(Ok(_)) if today.as_ref() == Some(digest) => None,
            Some(Ok(_)) if today.is_some() => {
                Some("The practice has changed its copy since.".to_owned())
            }
            Some(Ok(_)) => Some("The practice has taken its copy away since.".to_owned()),
        }
    }

    /// Reads the copy that the decision on the screen was made with, where it is not known yet.
    pub(super) fn read_copy_of_then(&mut self) {
        let (Some(id), Some(register)) = (self.shown_id().cloned(), self.register.clone()) else {
            return;
        };
        let files = self.files_of(&id);
        let wanted = files.iter().filter_map(|file| Some(made_with(file)?.0.clone()));
        let known = |digest: &Digest| matches!(self.look.copies.get(digest), Some(Ok(_)));
        let wanted: Vec<Digest> = wanted.filter(|digest| !known(digest)).collect();
        let outbox = Register { root: self.outbox_of(&register), info: register.info.clone() };
        for digest in wanted {
            let ticket = Ticket {
                register: register.info.id.clone(),
                decision: id.clone(),
                request: self.look.request,
            };
            let (disk, places) =
                (Arc::clone(&self.env.reading), [register.clone(), outbox.clone()]);
            self.env.runner.run(
                Lane::Look,
                Box::new(move || {
                    let [register, outbox] = &places;
                    let read = read_copy(&*disk, &[register, outbox], &digest);
                    Done::CopyOfThen(ticket, digest, Box::new(read))
                }),
            );
        }
    }

    /// The copy that a decision was made with was read, or could not be.
    pub(super) fn copy_read(
        &mut self,
        ticket: &Ticket,
        digest: Digest,
        read: Result<LocalDocument, Problem>,
    ) {
        if !self.is_wanted(ticket) {
            return;
        }
        if self.look.copies.len() >= MOST_COPIES {
            self.look.copies.clear();
        }
        self.look.copies.insert(digest, read);
    }
}
