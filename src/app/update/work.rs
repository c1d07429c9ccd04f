//! What is owed, as Home shows it: worked out when the register or the nation changes, sorted
//! again when something becomes overdue, filtered when the filter changes.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::super::events::WorkEvent;
use super::super::screens::home::{OwedFrom, SHOWN_FIRST};
use super::super::state::State;
use crate::caseload::worklist::{Around, Item, owed_by, sort};
use crate::guidance::{Nation, Times};
use crate::pathway::{Pathway, due_of};
use crate::record::{Decision, DecisionId};
use crate::register::{Contents, DecisionFile};

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
        let owing = self.owing();
        let from = owing.stands_for(&self.contents);
        let work = &mut self.lists.work;
        if work.from != from {
            // Only what changed is worked out: a signing among ten thousand is one of them. What
            // is not held stays as it was worked out when it was read.
            let stays: HashSet<&DecisionId> = self
                .contents
                .decisions
                .iter()
                .filter(|file| !file.is_held() || from.get(&file.id) == work.from.get(&file.id))
                .map(|file| &file.id)
                .collect();
            let mut all = std::mem::take(&mut work.all);
            all.retain(|item| stays.contains(&item.decision));
            let changed = self.contents.decisions.iter().filter(|file| !stays.contains(&file.id));
            all.extend(changed.flat_map(|file| owing.owed_by(file)));
            (work.all, work.from) = (all, from);
        }
        let now = self.now();
        sort(&mut self.lists.work.all, now);
        self.book.judge(&self.lists.work.all);
        self.filter_work();
    }

    /// What one decision owes, what is owed first at the front.
    pub(super) fn owed_by_one(&self, file: &DecisionFile) -> Vec<Item> {
        let mut items = self.owing().owed_by(file);
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
        let (asked, other): (Vec<_>, Vec<_>) = all.partition(|(_, item)| item.is_asked_of(author));
        let shown: Vec<usize> = other
            .into_iter()
            .filter(|(_, item)| item.is_for(whose, author))
            .map(|(at, _)| at)
            .collect();
        let asked = asked.into_iter().map(|(at, _)| at).collect();
        let late = |at: &&usize| self.lists.work.all.get(**at).is_some_and(|item| item.overdue);
        self.lists.work.late = shown.iter().filter(late).count();
        self.lists.work.asked = asked;
        self.lists.work.shown = shown;
    }

    /// What it takes to say what a decision owes, off the frame too.
    pub(super) fn owing(&self) -> Owing {
        Owing {
            pathway: self.rules.pathway(),
            times: self.rules.times.clone(),
            nation: self.nation,
            now: self.now(),
        }
    }
}

/// What it takes to say what a decision owes.
pub(super) struct Owing {
    pathway: Arc<Pathway>,
    times: Times,
    nation: Option<Nation>,
    now: DateTime<FixedOffset>,
}

impl Owing {
    /// The time at which it is asked.
    pub(super) fn now(&self) -> &DateTime<FixedOffset> {
        &self.now
    }

    /// What one decision owes, in no order.
    pub(super) fn owed_by(&self, file: &DecisionFile) -> Vec<Item> {
        let rank = |id: &str| self.pathway.rank(id);
        let due = |id: &str, decision: &Decision| {
            due_of(&self.pathway, id, decision.basis.answers()).map(str::to_owned)
        };
        let around = Around { now: self.now, times: &self.times, rank: &rank, due_of: &due };
        owed_by(file, &around)
    }

    /// What stands for everything that what these decisions owe follows from but the clock.
    pub(super) fn stands_for(&self, contents: &Contents) -> OwedFrom {
        let mut from = OwedFrom::new();
        for file in &contents.decisions {
            let mut hasher = DefaultHasher::new();
            self.nation.hash(&mut hasher);
            file.root.hash(&mut hasher);
            for loaded in &file.statements {
                (&loaded.digest, loaded.sound).hash(&mut hasher);
            }
            // Two first statements may stand under one id, in any order.
            *from.entry(file.id.clone()).or_default() ^= hasher.finish();
        }
        from
    }
}
