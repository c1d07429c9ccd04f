//! The list of decisions: found and sorted off the frame, as typed; shown from the index, and
//! marked, until the register behind it is read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::rows::{DraftLine, VersionLine};
use super::worklist::Worklist;
use super::{Ask, Brought, Places, Session, Task, Ticket};
use crate::app::workers::Lane;
use crate::caseload::casebook::Titles;
use crate::caseload::list::{Filter, Offered, Row, Sort};
use crate::caseload::review_queue::ReviewQueue;
use crate::caseload::search::{self, Hit, Query};
use crate::record::DecisionId;
use crate::register::{DecisionFile, Problem, Summary};

/// How many fields are named under a row.
pub(super) const MOST_HITS: usize = 2;

/// Lists that follow from the register and the filter.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Unfinished drafts for Home.
    pub drafts: Vec<DraftLine>,
    /// Drafts that were put away.
    pub away: Vec<DraftLine>,
    /// Versions of drafts that were not signed.
    pub versions: Vec<VersionLine>,
    /// What is owed, for Home.
    pub work: Worklist,
    /// What waits for whoever reviews here.
    pub review: ReviewQueue,
    /// Decisions that are read blind and not answered yet: nothing of what was decided there is
    /// listed, found or opened.
    pub hidden: BTreeSet<DecisionId>,
    /// Rows of the list, and what was found in them.
    pub found: Found,
    /// What a filter can be made of.
    pub offered: Offered,
    /// The decisions that follows from.
    offered_of: Option<Arc<Vec<Arc<Summary>>>>,
    /// All problems.
    pub problems: Vec<Problem>,
}

/// The rows of the list as a job found them.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The request; `None` before the first.
    pub ticket: Option<Ticket>,
    /// What the rows are numbers of.
    pub summaries: Arc<Vec<Arc<Summary>>>,
    /// How many of those were entered in error.
    pub in_error: usize,
    /// How many of those were disposed of instead.
    pub disposed: usize,
    /// How many of those are read blind and not listed until they are answered.
    pub hidden: usize,
    /// Those that pass, in order.
    pub rows: Vec<Row>,
    /// The words that were sought.
    pub query: Query,
    /// Where they stand, by row: of rows that were in sight since.
    pub hits: BTreeMap<Row, Vec<Hit>>,
    /// They come from the index, and the register behind it is being read.
    pub checking: bool,
}

impl Session {
    /// The lines of drafts and versions as they are now, and what follows from what was read.
    pub fn relist(&mut self, [drafts, away]: [Vec<DraftLine>; 2], versions: Vec<VersionLine>) {
        let mut problems: Vec<Problem> = self.contents.problems.clone();
        // By path: where every statement of a large register is named, that is thousands.
        let mut known: BTreeMap<&Path, Vec<&Problem>> = BTreeMap::new();
        for problem in &self.contents.problems {
            known.entry(&problem.path).or_default().push(problem);
        }
        for problem in self.contents.decisions.iter().flat_map(|file| &file.problems) {
            let of_it = known.entry(&problem.path).or_default();
            if !of_it.contains(&problem) {
                of_it.push(problem);
                problems.push(problem.clone());
            }
        }
        let others = self.drafts.problems.iter().chain(&self.missing).chain(&self.own.problems);
        problems.extend(others.cloned());
        self.lists = Lists {
            drafts,
            away,
            versions,
            problems,
            // They stay in sight until the new ones are found.
            ..std::mem::take(&mut self.lists)
        };
        // Made again where the decisions are other ones, and not whenever a draft is saved.
        let of = self.before.as_ref().unwrap_or(&self.book).shared();
        if self.lists.offered_of.as_ref().is_none_or(|was| !Arc::ptr_eq(was, &of)) {
            self.lists.offered = Offered::by(&of);
            self.lists.offered_of = Some(of);
        }
    }

    /// Finds the rows anew, off the frame. What is found for an older request is dropped.
    pub fn find_rows(&mut self, filter: &Filter, sort: Sort, now: DateTime<FixedOffset>) -> Task {
        let ticket = self.ask(Ask::Rows);
        let checking = self.before.is_some();
        let book = self.before.as_ref().unwrap_or(&self.book).clone();
        let filter = filter.clone();
        let unseen = self.lists.hidden.clone();
        Task::new(Lane::List, ticket, move || {
            let mut rows = book.list(&filter, sort, &now);
            let is_hidden = |one: &Arc<Summary>| unseen.contains(&one.id);
            if !unseen.is_empty() {
                let all = book.summaries();
                // What is found by its words would tell what was decided.
                rows.retain(|row| all.get(*row).is_none_or(|one| !is_hidden(one)));
            }
            let (query, summaries) = (Query::of(&filter.words), book.shared());
            let (ticket, hits) = (Some(ticket), BTreeMap::new());
            let in_error = summaries.iter().filter(|one| one.in_error).count();
            let disposed = summaries.iter().filter(|one| one.disposed).count();
            let hidden = summaries.iter().filter(|one| is_hidden(one)).count();
            Brought::Rows(Box::new(Found {
                ticket,
                summaries,
                in_error,
                disposed,
                hidden,
                rows,
                query,
                hits,
                checking,
            }))
        })
    }

    /// They were found.
    pub fn take_rows(&mut self, found: Found) {
        self.lists.found = found;
    }

    /// None are shown.
    pub(super) fn forget_rows(&mut self) {
        self.lists.found = Found::default();
        self.forget_preview();
    }

    /// Rows from the index are shown no more, where nothing was opened behind them. Whether there
    /// were any.
    pub fn forget_checked_rows(&mut self) -> bool {
        let any = self.lists.found.checking && self.register.is_none();
        if any {
            self.forget_rows();
        }
        any
    }

    /// Whether the rows that were asked for last are there.
    pub fn has_rows(&self) -> bool {
        self.lists.found.ticket == Some(self.ticket(Ask::Rows))
    }

    /// Where the words stand in the rows that came into sight.
    pub fn find_hits(&mut self, from: usize, to: usize, places: &Places) -> Option<Task> {
        let Found { rows, summaries, query, hits, checking, .. } = &self.lists.found;
        let (mut new, mut to_read) = (Vec::new(), Vec::new());
        for &row in rows.get(from..to.min(rows.len())).unwrap_or_default() {
            if hits.contains_key(&row) {
                continue;
            }
            let Some(summary) = summaries.get(row) else { continue };
            let hits = match (checking, &self.before) {
                (true, Some(before)) => before.words().hits(row, query, MOST_HITS),
                (true, None) => Vec::new(),
                (false, _) => match self.file_of(summary) {
                    Some(file) if file.is_held() => {
                        search::hits((file, summary.title.as_deref()), query, MOST_HITS)
                    }
                    // In folded letters until they are read, and if they cannot be.
                    _ => {
                        to_read.push(row);
                        self.book.words().hits(row, query, MOST_HITS)
                    }
                },
            };
            new.push((row, hits));
        }
        self.lists.found.hits.extend(new);
        self.read_hits(to_read, places)
    }

    /// Where the words stand in rows that had to be read.
    pub fn take_hits(&mut self, hits: Vec<(Row, Vec<Hit>)>) {
        self.lists.found.hits.extend(hits);
    }

    pub(super) fn file_of(&self, summary: &Summary) -> Option<&DecisionFile> {
        let files = &self.contents.decisions;
        let is = |file: &&DecisionFile| file.id == summary.id && file.root == summary.root;
        // They are read in order; what was signed since stands at the end.
        let near = files.partition_point(|file| file.id < summary.id);
        let near = files.get(near..).unwrap_or_default().iter().take(4).find(is);
        near.or_else(|| files.iter().rev().find(is))
    }

    /// A decision was read again: the list follows. The worked cases are called by their titles,
    /// where they stand among invented cases.
    pub(super) fn rebook(&mut self, id: &DecisionId, titles: &Titles) {
        let none = Titles::new();
        let titles = if self.is_training() { titles } else { &none };
        let files: Vec<&DecisionFile> =
            self.contents.decisions.iter().filter(|file| file.id == *id).collect();
        self.book.replace(id, &files, titles);
    }
}
