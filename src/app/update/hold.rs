//! What is needed of signed decisions whose statements are not held in memory: of a large
//! register only headers, summaries and words are.

use std::sync::Arc;

use super::super::done::Done;
use super::super::events::Screen;
use super::super::state::{Found, State};
use super::super::workers::Lane;
use crate::caseload::search;
use crate::caseload::worklist::OwedAt;
use crate::record::{DecisionId, RegisterId};
use crate::register::look::keep;
use crate::register::{Contents, DecisionFile, RegisterError, look_again};

/// What is done once the decisions are held.
#[derive(Clone, Debug)]
pub enum Then {
    /// What is owed is written down at this field.
    Settle(DecisionId, OwedAt),
    /// The case is taken up again.
    Reopen(DecisionId),
    /// The chronology is made.
    Chronology,
    /// They are only to be there.
    Nothing,
}

/// A decision as it was read, or why it was not.
pub type ReadOne = (DecisionId, Result<Contents, RegisterError>);

impl State {
    /// Whether all that this decision says is held.
    pub(super) fn is_held(&self, id: &DecisionId) -> bool {
        self.contents.find(id).all(DecisionFile::is_held)
    }

    /// Whether all of these are held. If not, they are read, and then it is done.
    pub(super) fn hold(&mut self, ids: &[DecisionId], then: Then) -> bool {
        let wanted: Vec<DecisionId> = ids.iter().filter(|id| !self.is_held(id)).cloned().collect();
        let Some(register) = self.register.clone().filter(|_| !wanted.is_empty()) else {
            return true;
        };
        self.holding += 1;
        let (request, disk) = (self.holding, Arc::clone(&self.env.reading));
        let outbox = self.outbox_of(&register);
        self.env.runner.run(
            Lane::Look,
            Box::new(move || {
                let one = |id: DecisionId| {
                    let read = look_again(&*disk, &register, &outbox, &id);
                    (id, read)
                };
                let read = wanted.into_iter().map(one).collect();
                Done::Held(request, register.info.id, read, then)
            }),
        );
        false
    }

    /// They were read: what was asked is done, unless something else was asked since, or whoever
    /// asked has gone to another screen.
    pub(super) fn held(
        &mut self,
        request: u64,
        register: &RegisterId,
        read: Vec<ReadOne>,
        then: Then,
    ) {
        if !self.has_open(register) {
            return;
        }
        let mut why = None;
        for (id, read) in read {
            match read {
                // One that is held by now was read or signed since: what comes late is older.
                Ok(fresh) if !self.is_held(&id) => self.take_fresh(&id, fresh),
                Ok(_) => {}
                Err(error) => why = Some(error),
            }
        }
        // A chronology only shows what is there by now, whoever asked for it.
        if request != self.holding && !matches!(then, Then::Chronology) {
            return;
        }
        if let Some(error) = why {
            let gone = request != self.holding && self.screen != Screen::Chronology;
            if !matches!(then, Then::Nothing) && !gone {
                self.refuse(format!("It could not be read just now. Nothing was changed. {error}"));
            }
            return;
        }
        match then {
            // Something of it is gone or changed: nothing new is begun from what is left.
            Then::Settle(id, _) | Then::Reopen(id) if !self.is_held(&id) => {
                self.show_decision(&id);
                self.refuse(
                    "Something is wrong with the files of this decision, and nothing was begun. \
                     Read what is here first.",
                );
            }
            Then::Settle(id, place) => self.settle(&id, &place),
            Then::Reopen(id) => self.reopen(&id),
            Then::Chronology => self.lay_chronology(),
            Then::Nothing => {}
        }
    }

    /// Puts what was read of a decision in the place of what is there.
    pub(super) fn take_fresh(&mut self, id: &DecisionId, fresh: Contents) {
        let Some(register) = self.register.clone() else { return };
        let outbox = self.outbox_of(&register);
        let before: Vec<&DecisionFile> = self.contents.find(id).collect();
        let mut looked = keep(&before, fresh);
        let shown = self.shown_id() == Some(id);
        let lost = std::mem::take(&mut looked.lost);
        // As it mostly is: nothing has changed, and no list is made anew.
        let same = before.len() == looked.decisions.len()
            && before.iter().zip(&looked.decisions).all(|(a, b)| a.is_same_files(b));
        if same && !before.is_empty() {
            for file in self.contents.decisions.iter_mut().filter(|file| file.id == *id) {
                file.hold_from(&looked.decisions);
            }
        } else {
            looked.replace(&mut self.contents, id, &[&register.root, &outbox]);
            self.learn_people(id);
            self.rebook(id);
            self.refresh_lists();
        }
        if shown {
            self.look.lost = lost;
        }
    }

    /// Reads the decisions of these rows, to show where the words stand as they were written.
    pub(super) fn read_hits(&mut self, rows: Vec<usize>) {
        let Found { request, summaries, query, .. } = &self.lists.found;
        let Some(register) = self.register.clone().filter(|_| !rows.is_empty()) else { return };
        let (request, summaries, query) = (*request, Arc::clone(summaries), query.clone());
        let (disk, outbox) = (Arc::clone(&self.env.reading), self.outbox_of(&register));
        self.env.runner.run(
            Lane::Look,
            Box::new(move || {
                let mut hits = Vec::new();
                for row in rows {
                    let Some(summary) = summaries.get(row) else { continue };
                    let Ok(read) = look_again(&*disk, &register, &outbox, &summary.id) else {
                        continue;
                    };
                    let file = read.decisions.iter().find(|file| file.root == summary.root);
                    let title = summary.title.as_deref();
                    hits.extend(file.map(|file| {
                        (row, search::hits((file, title), &query, super::list::MOST_HITS))
                    }));
                }
                Done::Hits(request, hits)
            }),
        );
    }
}
