//! What is needed of signed decisions whose statements are not held in memory: of a large
//! register only headers, summaries and words are.

use std::sync::Arc;

use super::{Ask, Brought, Places, Session, Task};
use crate::app::workers::Lane;
use crate::caseload::casebook::Titles;
use crate::caseload::search;
use crate::caseload::worklist::OwedAt;
use crate::record::DecisionId;
use crate::register::reread::keep;
use crate::register::{Contents, DecisionFile, RegisterError, look_again};

/// What is done once decisions that were not held in memory are read.
#[derive(Clone, Debug)]
pub enum AfterRead {
    /// What is owed is written down at this field.
    Settle(DecisionId, OwedAt),
    /// The case is taken up again.
    Reopen(DecisionId),
    /// It is reviewed.
    Review(DecisionId),
    /// The chronology is made.
    Chronology,
    /// They are only to be there.
    Nothing,
}

/// A decision as it was read, or why it was not.
pub type ReadOne = (DecisionId, Result<Contents, RegisterError>);

impl Session {
    /// Whether all that this decision says is held.
    pub fn is_held(&self, id: &DecisionId) -> bool {
        self.contents.find(id).all(DecisionFile::is_held)
    }

    /// Reads those of these that are not held, for what is then to be done; `None`: all are.
    pub fn hold(&mut self, ids: &[DecisionId], then: AfterRead, places: &Places) -> Option<Task> {
        let wanted: Vec<DecisionId> = ids.iter().filter(|id| !self.is_held(id)).cloned().collect();
        let register = self.register.clone().filter(|_| !wanted.is_empty())?;
        let newest = self.ask(Ask::Holding);
        let (disk, outbox) = (Arc::clone(&places.reading), places.outbox_of(&register));
        // What is read is wanted in any case; only what is then to be done may not be.
        Some(Task::new(Lane::Look, self.ticket(Ask::Anything), move || {
            let one = |id: DecisionId| {
                let read = look_again(&*disk, &register, &outbox, &id);
                (id, read)
            };
            Brought::Held(wanted.into_iter().map(one).collect(), newest, then)
        }))
    }

    /// One that is held by now was read or signed since: what comes late is older.
    pub fn take_held(
        &mut self,
        read: Vec<ReadOne>,
        looked_at: Option<&DecisionId>,
        around: (&Places, &Titles),
    ) -> (bool, Option<RegisterError>) {
        let (mut changed, mut why) = (false, None);
        for (id, read) in read {
            match read {
                Ok(fresh) if !self.is_held(&id) => {
                    changed |= self.take_fresh(&id, fresh, looked_at, around);
                }
                Ok(_) => {}
                Err(error) => why = Some(error),
            }
        }
        (changed, why)
    }

    /// Puts what was read of a decision in the place of what is there. Whether anything is not
    /// as it was: mostly nothing is, and no list is made anew.
    pub fn take_fresh(
        &mut self,
        id: &DecisionId,
        mut fresh: Contents,
        looked_at: Option<&DecisionId>,
        (places, titles): (&Places, &Titles),
    ) -> bool {
        let Some(register) = self.register.clone() else { return false };
        self.judge(&mut fresh);
        let before: Vec<&DecisionFile> = self.contents.find(id).collect();
        let mut looked = keep(&before, fresh);
        let lost = std::mem::take(&mut looked.lost);
        let same = before.len() == looked.decisions.len()
            && before.iter().zip(&looked.decisions).all(|(a, b)| a.is_same_files(b))
            && !before.is_empty();
        if same {
            for file in self.contents.decisions.iter_mut().filter(|file| file.id == *id) {
                file.hold_from(&looked.decisions);
            }
        } else {
            let outbox = places.outbox_of(&register);
            looked.replace(&mut self.contents, id, &[&register.root, &outbox]);
            self.learn_people(id);
            self.rebook(id, titles);
        }
        if looked_at == Some(id) {
            self.look.lost = lost;
            self.doubt(id);
        }
        !same
    }

    /// Reads the decisions of these rows, to show where the words stand as they were written.
    pub(super) fn read_hits(&self, rows: Vec<usize>, places: &Places) -> Option<Task> {
        let found = &self.lists.found;
        let register = self.register.clone().filter(|_| !rows.is_empty())?;
        let (summaries, query) = (Arc::clone(&found.summaries), found.query.clone());
        let (disk, outbox) = (Arc::clone(&places.reading), places.outbox_of(&register));
        Some(Task::new(Lane::Look, found.ticket?, move || {
            let mut hits = Vec::new();
            for row in rows {
                let Some(summary) = summaries.get(row) else { continue };
                let Ok(read) = look_again(&*disk, &register, &outbox, &summary.id) else {
                    continue;
                };
                let file = read.decisions.iter().find(|file| file.root == summary.root);
                let title = summary.title.as_deref();
                hits.extend(file.map(|file| {
                    (row, search::hits((file, title), &query, super::decision_list::MOST_HITS))
                }));
            }
            Brought::Hits(hits)
        }))
    }
}
