//! The list of decisions: found and sorted off the frame, as typed; shown from the index, and
//! marked, until the register behind it is read.

use std::path::Path;
use std::sync::Arc;

use super::super::done::Done;
use super::super::events::{DecisionsEvent, Screen};
use super::super::state::{Found, State};
use super::super::workers::Lane;
use crate::caseload::WorkedCase;
use crate::caseload::casebook::{Casebook, Titles};
use crate::caseload::list::{Filter, Row, SavedFilter};
use crate::caseload::search::{self, Hit, Query};
use crate::record::DecisionId;
use crate::register::{DecisionFile, Register, Summary, load_listing, save_listing};

/// How many fields are named under a row.
pub(super) const MOST_HITS: usize = 2;

impl State {
    pub(super) fn list_event(&mut self, event: &DecisionsEvent) {
        match *event {
            DecisionsEvent::Sort(column) => {
                self.list.sort = self.list.sort.pressed(column);
                self.refresh_rows();
            }
            DecisionsEvent::InSight(from, to) => self.find_hits(from, to),
            DecisionsEvent::AskNothing => {
                let words = std::mem::take(&mut self.list.filter.words);
                self.list.filter = Filter { words, ..Filter::default() };
                self.refresh_rows();
            }
            DecisionsEvent::SaveFilter => self.save_filter(),
            DecisionsEvent::UseFilter(index) => {
                if let Some(saved) = self.settings.filters.get(index).cloned() {
                    let words = std::mem::take(&mut self.list.filter.words);
                    self.list.filter = Filter { words, by: saved.criteria, ..Filter::default() };
                    self.list.sort = saved.sort;
                    self.list.columns = saved.columns;
                    self.refresh_rows();
                }
            }
            DecisionsEvent::RemoveFilter(index) => {
                if index < self.settings.filters.len() {
                    self.settings.filters.remove(index);
                    self.save_settings_now();
                }
            }
            _ => self.refresh_rows(),
        }
    }

    /// Neither a child nor a searched word goes into the settings: they lie outside the
    /// register.
    fn save_filter(&mut self) {
        let name = self.list.name.trim().to_owned();
        if name.is_empty() {
            return;
        }
        let saved = SavedFilter {
            name,
            criteria: self.list.filter.by.clone(),
            sort: self.list.sort,
            columns: self.list.columns.clone(),
        };
        match self.settings.filters.iter_mut().find(|there| there.name == saved.name) {
            Some(there) => *there = saved,
            None => self.settings.filters.push(saved),
        }
        self.list.name.clear();
        self.save_settings_now();
    }

    /// Finds the rows anew, off the frame. What is found for an older request is dropped.
    pub(super) fn refresh_rows(&mut self) {
        self.list.request += 1;
        let (request, checking) = (self.list.request, self.before.is_some());
        let book = self.before.as_ref().unwrap_or(&self.book).clone();
        let (filter, sort, now) = (self.list.filter.clone(), self.list.sort, self.now());
        self.env.runner.run(
            Lane::List,
            Box::new(move || {
                let rows = book.list(&filter, sort, &now);
                let (query, summaries) = (Query::of(&filter.words), book.shared());
                let hits = std::collections::BTreeMap::new();
                Done::Rows(Box::new(Found { request, summaries, rows, query, hits, checking }))
            }),
        );
    }

    pub(super) fn rows_found(&mut self, found: Found) {
        if found.request == self.list.request {
            self.lists.found = found;
        }
    }

    /// Where the words stand in the rows that came into sight.
    fn find_hits(&mut self, from: usize, to: usize) {
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
        self.read_hits(to_read);
    }

    /// Where the words stand in rows that had to be read.
    pub(super) fn hits_read(&mut self, request: u64, hits: Vec<(Row, Vec<Hit>)>) {
        if request == self.lists.found.request {
            self.lists.found.hits.extend(hits);
        }
    }

    fn file_of(&self, summary: &Summary) -> Option<&DecisionFile> {
        let files = &self.contents.decisions;
        let is = |file: &&DecisionFile| file.id == summary.id && file.root == summary.root;
        // They are read in order; what was signed since stands at the end.
        let near = files.partition_point(|file| file.id < summary.id);
        let near = files.get(near..).unwrap_or_default().iter().take(4).find(is);
        near.or_else(|| files.iter().rev().find(is))
    }

    /// A decision was read again: the list follows.
    pub(super) fn rebook(&mut self, id: &DecisionId) {
        let titles = self.titles();
        let files: Vec<&DecisionFile> =
            self.contents.decisions.iter().filter(|file| file.id == *id).collect();
        self.book.replace(id, &files, &titles);
    }

    /// What the worked cases are called, where they stand among invented cases.
    pub(super) fn titles(&self) -> Titles {
        if self.is_training() { titles(&self.worked.cases) } else { Titles::new() }
    }

    /// Shows the list as the index kept it while a register is being opened.
    pub(super) fn list_from_index(&mut self, folder: &Path) {
        self.forget_before();
        // Beside a register that is open, another one's rows would be taken for its own.
        if self.register.is_some() {
            return;
        }
        let (request, disk) = (self.request, Arc::clone(&self.env.disk));
        let (folder, device) = (folder.to_owned(), self.settings.device.clone());
        let ahead = self.env.turn.before();
        self.env.runner.run(
            Lane::List,
            Box::new(move || {
                let _ahead = ahead;
                let book = Register::open(&*disk, &folder)
                    .ok()
                    .and_then(|register| load_listing(&*disk, &register, &device).ok().flatten())
                    .and_then(Casebook::kept);
                Done::Listed(request, book)
            }),
        );
    }

    pub(super) fn listed(&mut self, request: u64, book: Option<Casebook>) {
        if request == self.request && self.loading && self.register.is_none() {
            self.before = book;
            self.refresh_lists();
        }
    }

    /// What the index kept is shown no more.
    pub(super) fn forget_before(&mut self) {
        self.open_when_read = None;
        if self.before.take().is_some() {
            self.lists.found = Found::default();
            self.refresh_rows();
        }
    }

    /// The register is read, or cannot be: nothing of the index is in sight any more, and what
    /// was to be opened is opened.
    pub(super) fn open_what_waited(&mut self) {
        if self.lists.found.checking && self.register.is_none() {
            self.lists.found = Found::default();
            self.refresh_rows();
        }
        if let Some(id) = self.open_when_read.take()
            && self.screen == Screen::Decisions
        {
            self.show_decision(&id);
        }
    }

    /// Keeps the list in the index, where it is another one than `before`. A cache: what cannot
    /// be written now is written after the next reading.
    pub(super) fn keep_list(&mut self, before: Option<&Casebook>) {
        let Some(register) = self.register.clone().filter(|_| !self.unread) else { return };
        let (book, before) = (self.book.clone(), before.cloned());
        if book.summaries().is_empty() && before.is_none() {
            return;
        }
        let (disk, device) = (Arc::clone(&self.env.disk), self.settings.device.clone());
        self.env.runner.run(
            Lane::List,
            Box::new(move || {
                if before.as_ref() != Some(&book)
                    && let Some(listing) = book.to_keep(&register.info.id, &device)
                {
                    let _ = save_listing(&*disk, &register, &listing);
                }
                Done::ListKept
            }),
        );
    }
}

/// What worked cases are called in a list.
pub(super) fn titles(cases: &[WorkedCase]) -> Titles {
    cases.iter().map(|case| (case.decision.clone(), case.title.clone())).collect()
}
