//! What is owed, as Home shows it: worked out when the register or the nation changes, sorted
//! again when something becomes overdue, filtered when the filter changes.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use chrono::TimeDelta;

use super::super::events::WorkEvent;
use super::super::screens::home::SHOWN_FIRST;
use super::super::state::State;
use crate::caseload::worklist::{Around, Item, owed_by, sort};
use crate::record::Decision;
use crate::register::DecisionFile;

impl State {
    pub(super) fn work_event(&mut self, event: WorkEvent) {
        match event {
            WorkEvent::Whose(whose) => {
                self.settings.whose = whose;
                let now = (self.env.instant)();
                self.settings_throttle.touched(now);
                self.lists.work.limit = SHOWN_FIRST;
                self.filter_work();
            }
            WorkEvent::More => self.lists.work.limit += 100,
        }
    }

    /// What is owed, anew if anything that it follows from has changed.
    pub(super) fn refresh_work(&mut self) {
        let now_from: Vec<u64> =
            self.contents.decisions.iter().map(|file| self.follows_from(file)).collect();
        if self.lists.work.from.as_ref() != Some(&now_from) {
            // Only what changed is worked out: a signing among ten thousand is one of them.
            let mut known = std::mem::take(&mut self.lists.work.known);
            let owed: HashMap<u64, Vec<Item>> = self.with_around(|around| {
                let files = now_from.iter().zip(&self.contents.decisions);
                files
                    .map(|(from, file)| {
                        let items = known.remove(from);
                        (*from, items.unwrap_or_else(|| owed_by(file, around)))
                    })
                    .collect()
            });
            self.lists.work.all = owed.values().flatten().cloned().collect();
            self.lists.work.known = owed;
            self.lists.work.from = Some(now_from);
        }
        let now = self.now();
        sort(&mut self.lists.work.all, now);
        self.book.judge(&self.lists.work.all);
        self.filter_work();
    }

    /// What one decision owes, what is owed first at the front.
    pub(super) fn owed_by_one(&self, file: &DecisionFile) -> Vec<Item> {
        let mut items = self.with_around(|around| owed_by(file, around));
        sort(&mut items, self.now());
        items
    }

    /// How long until the next thing becomes overdue.
    pub fn until_due(&self) -> Option<Duration> {
        let now = self.now();
        let all = &self.lists.work.all;
        // They are in the order of their times.
        let next = all.partition_point(|item| item.is_late(now));
        let by = all.get(next)?.due?;
        // A moment more: what is due at ten is overdue after ten.
        (by - now + TimeDelta::seconds(1)).to_std().ok()
    }

    /// What has become overdue meanwhile says so.
    pub(super) fn tell_overdue(&mut self) {
        let now = self.now();
        let all = &self.lists.work.all;
        let next = all.partition_point(|item| item.overdue);
        if all.get(next).is_some_and(|item| item.is_late(now)) {
            self.refresh_work();
        }
    }

    /// Which are shown, by the filter.
    pub(super) fn filter_work(&mut self) {
        let (whose, author) = (self.settings.whose, self.author.name.as_str());
        let all = self.lists.work.all.iter().enumerate();
        let shown: Vec<usize> =
            all.filter(|(_, item)| item.is_for(whose, author)).map(|(at, _)| at).collect();
        let late = |at: &&usize| self.lists.work.all.get(**at).is_some_and(|item| item.overdue);
        self.lists.work.late = shown.iter().filter(late).count();
        self.lists.work.shown = shown;
    }

    fn with_around<T>(&self, with: impl FnOnce(&Around<'_>) -> T) -> T {
        let rules = &self.rules;
        let rank = |id: &str| rules.rank(id);
        let due_of = |id: &str, decision: &Decision| rules.due_of(id, decision.basis.answers());
        let around = Around { now: self.now(), times: &rules.times, rank: &rank, due_of: &due_of };
        with(&around)
    }

    /// Stands for everything that what a decision owes follows from but the clock.
    fn follows_from(&self, file: &DecisionFile) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.nation.hash(&mut hasher);
        (&file.id, &file.root).hash(&mut hasher);
        for loaded in &file.statements {
            (&loaded.digest, loaded.sound).hash(&mut hasher);
        }
        hasher.finish()
    }
}
