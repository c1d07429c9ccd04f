//! The list of decisions: found and sorted off the frame, as typed; shown from the index, and
//! marked, until the register behind it is read.

use std::path::Path;
use std::sync::Arc;

use crate::app::events::{DecisionsEvent, Screen};
use crate::app::session::Found;
use crate::app::state::State;
use crate::caseload::casebook::Casebook;
use crate::caseload::list::{Filter, SavedFilter};

impl State {
    pub(super) fn list_event(&mut self, event: &DecisionsEvent) {
        match *event {
            DecisionsEvent::Sort(column) => {
                self.screens.list.sort = self.screens.list.sort.pressed(column);
                self.refresh_rows();
            }
            DecisionsEvent::InSight(from, to) => {
                let task = self.session.find_hits(from, to, &self.env.places());
                self.run(task);
            }
            DecisionsEvent::Choose(at) => self.choose_row(at),
            DecisionsEvent::TakeBack(asks) => {
                self.screens.list.filter.take_back(asks);
                self.refresh_rows();
            }
            DecisionsEvent::AskNothing => {
                self.screens.list.filter = Filter::default();
                self.refresh_rows();
            }
            DecisionsEvent::SaveFilter => self.save_filter(),
            DecisionsEvent::UseFilter(index) => {
                if let Some(saved) = self.settings.saved.filters.get(index).cloned() {
                    let words = std::mem::take(&mut self.screens.list.filter.words);
                    self.screens.list.filter =
                        Filter { words, by: saved.criteria, ..Filter::default() };
                    self.screens.list.sort = saved.sort;
                    self.screens.list.columns = saved.columns;
                    self.refresh_rows();
                }
            }
            DecisionsEvent::RemoveFilter(index) => {
                if index < self.settings.saved.filters.len() {
                    self.settings.saved.filters.remove(index);
                    self.save_settings_now();
                }
            }
            _ => self.refresh_rows(),
        }
    }

    /// Neither a child nor a searched word goes into the settings: they lie outside the
    /// register.
    fn save_filter(&mut self) {
        let name = self.screens.list.name.trim().to_owned();
        if name.is_empty() {
            return;
        }
        let saved = SavedFilter {
            name,
            criteria: self.screens.list.filter.by.clone(),
            sort: self.screens.list.sort,
            columns: self.screens.list.columns.clone(),
        };
        match self.settings.saved.filters.iter_mut().find(|there| there.name == saved.name) {
            Some(there) => *there = saved,
            None => self.settings.saved.filters.push(saved),
        }
        self.screens.list.name.clear();
        self.save_settings_now();
    }

    /// The row at this place is chosen, and read beside the list.
    fn choose_row(&mut self, at: usize) {
        self.screens.list.at = at;
        let task = self.session.choose(at, &self.owing(), &self.env.places());
        self.run(task);
    }

    /// Reads what is chosen, where the list is looked at.
    pub(super) fn read_chosen(&mut self) {
        if self.window.screen == Screen::Decisions {
            self.choose_row(self.screens.list.at);
        }
    }

    /// Rows were found. The same decision stays chosen where it is among them; where other words
    /// are sought, the first of what was found is.
    pub(super) fn rows_found(&mut self, found: Found) {
        let other_words = self.session.lists().found.query != found.query;
        let chosen = self.session.preview().map(|one| (one.of.id.clone(), one.of.root.clone()));
        let at = chosen.filter(|_| !other_words).and_then(|(id, root)| {
            found.rows.iter().position(|row| {
                found.summaries.get(*row).is_some_and(|one| one.id == id && one.root == root)
            })
        });
        self.session.take_rows(found);
        self.screens.list.at = at.unwrap_or_default();
        self.read_chosen();
    }

    /// Shows the list as the index kept it while a register is being opened.
    pub(super) fn list_from_index(&mut self, folder: &Path) {
        self.forget_before();
        let (places, turn) = (self.env.places(), Arc::clone(&self.env.turn));
        let of = (folder, &self.settings.saved.device);
        let task = self.session.list_from_index(&places, of, || turn.before());
        self.run(task);
    }

    pub(super) fn listed(&mut self, book: Option<Casebook>) {
        if self.session.listed(book) {
            self.refresh_lists();
        }
    }

    /// What the index kept is shown no more.
    pub(super) fn forget_before(&mut self) {
        if self.session.forget_before() {
            self.refresh_rows();
        }
    }

    /// Keeps the list in the index, where it is another one than `before`.
    pub(super) fn keep_list(&mut self, before: Option<Casebook>) {
        let device = &self.settings.saved.device;
        let task = self.session.keep_list(&self.env.places(), device, before);
        self.run(task);
    }
}
