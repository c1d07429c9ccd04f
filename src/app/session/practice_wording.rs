//! The practice's copy of today's wording that a decision was made with, as it was then.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Ask, Brought, Places, Session, Task};
use crate::app::workers::Lane;
use crate::guidance::LocalDocument;
use crate::guidance::local::{TODAY, TodaysCopy};
use crate::record::{DecisionId, Digest};
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

impl Session {
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

    /// Reads the copies that this decision was made with, where they are not known yet.
    pub fn read_copies_of_then(&self, id: &DecisionId, places: &Places) -> Vec<Task> {
        let Some(register) = self.register.clone() else { return Vec::new() };
        let files = self.files_of(id);
        let wanted = files.iter().filter_map(|file| Some(made_with(file)?.0.clone()));
        let known = |digest: &Digest| matches!(self.look.copies.get(digest), Some(Ok(_)));
        let outbox = Register { root: places.outbox_of(&register), info: register.info.clone() };
        let read = |digest: Digest| {
            let (disk, both) = (Arc::clone(&places.reading), [register.clone(), outbox.clone()]);
            Task::new(Lane::Look, self.ticket(Ask::Look), move || {
                let [register, outbox] = &both;
                let read = read_copy(&*disk, &[register, outbox], &digest);
                Brought::CopyOfThen(digest, Box::new(read))
            })
        };
        wanted.filter(|digest| !known(digest)).map(read).collect()
    }

    /// The copy with this hash was read, or could not be.
    pub fn take_copy(&mut self, digest: Digest, read: Result<LocalDocument, Problem>) {
        if self.look.copies.len() >= MOST_COPIES {
            self.look.copies.clear();
        }
        self.look.copies.insert(digest, read);
    }
}
