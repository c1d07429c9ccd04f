//! What is owed over all decisions: worked out when the register or the nation changes, sorted
//! again when something becomes overdue, filtered when the filter changes.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::Session;
use crate::caseload::worklist::{Around, Group, Item, owed_by, sort};
use crate::guidance::{Nation, Times};
use crate::pathway::{Pathway, due_of};
use crate::record::{Decision, DecisionId, Rules};
use crate::register::settings::Whose;
use crate::register::{Contents, DecisionFile};

/// What stands for what each decision's items were worked out from: its files and the nation.
pub type OwedFrom = HashMap<DecisionId, u64>;

/// What is owed over all decisions.
#[derive(Clone, Debug)]
pub struct Worklist {
    /// All of it, what is owed first at the front.
    pub all: Vec<Item>,
    /// The places in it of what a reviewer says to whoever works here.
    pub asked: Vec<usize>,
    /// The places in it of what the filter shows, and is not among those.
    pub shown: Vec<usize>,
    /// How many of those are overdue.
    pub late: usize,
    /// How many of each group are painted.
    pub limit: usize,
    /// What it was worked out from.
    pub from: OwedFrom,
}

impl Worklist {
    /// How much there is to do: what a reviewer says, and what the filter shows. It is what the rail
    /// and Home say.
    pub fn to_do(&self) -> usize {
        self.asked.len() + self.shown.len()
    }

    /// Which of those that are shown belong to this group then: places in `shown`. They are in the
    /// order of their times, so nothing is looked at one by one.
    pub fn of(&self, group: Group, now: DateTime<FixedOffset>) -> Range<usize> {
        let of = |at: &usize| self.all.get(*at).map(|item| item.group(now));
        let begin = self.shown.partition_point(|at| of(at) < Some(group));
        begin..self.shown.partition_point(|at| of(at) <= Some(group))
    }

    /// How many those are.
    pub fn count(&self, group: Group, now: DateTime<FixedOffset>) -> usize {
        self.of(group, now).len()
    }
}

impl Default for Worklist {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            asked: Vec::new(),
            shown: Vec::new(),
            late: 0,
            limit: SHOWN_FIRST,
            from: OwedFrom::new(),
        }
    }
}

/// How much of each group is shown before more is asked for.
pub const SHOWN_FIRST: usize = 20;

/// How much more is shown each time that it is asked for.
pub const MORE: usize = 100;

impl Session {
    /// What is owed, anew if anything that it follows from has changed.
    pub fn refresh_work(&mut self, owing: &Owing, whose: Whose, author: &str) {
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
        sort(&mut work.all, owing.now);
        self.book.judge(&work.all);
        self.filter_work(whose, author);
    }

    /// Which are shown, by the filter.
    pub fn filter_work(&mut self, whose: Whose, author: &str) {
        let work = &mut self.lists.work;
        let all = work.all.iter().enumerate();
        let (asked, other): (Vec<_>, Vec<_>) = all.partition(|(_, item)| item.is_asked_of(author));
        let shown = other.into_iter().filter(|(_, item)| item.is_for(whose, author));
        let shown: Vec<(usize, &Item)> = shown.collect();
        work.late = shown.iter().filter(|(_, item)| item.overdue).count();
        let shown = shown.into_iter().map(|(at, _)| at).collect();
        work.asked = asked.into_iter().map(|(at, _)| at).collect();
        work.shown = shown;
    }

    /// Shows the first of them, or more.
    pub fn show_work(&mut self, more: bool) {
        let limit = &mut self.lists.work.limit;
        *limit = if more { *limit + MORE } else { SHOWN_FIRST };
    }

    /// How long until the next thing becomes overdue.
    pub fn until_due(&self, now: DateTime<FixedOffset>) -> Option<Duration> {
        let all = &self.lists.work.all;
        // They are in the order of their times.
        let next = all.partition_point(|item| item.is_late(now));
        let by = all.get(next)?.due?;
        // A moment more: what is due at ten is overdue after ten.
        (by - now + TimeDelta::seconds(1)).to_std().ok()
    }

    /// Whether something has become overdue and does not say so yet.
    pub fn is_overdue(&self, now: DateTime<FixedOffset>) -> bool {
        let all = &self.lists.work.all;
        let next = all.partition_point(|item| item.overdue);
        all.get(next).is_some_and(|item| item.is_late(now))
    }
}

/// What it takes to say what a decision owes.
pub struct Owing {
    pathway: Arc<Pathway>,
    times: Times,
    nation: Option<Nation>,
    now: DateTime<FixedOffset>,
}

impl Owing {
    /// In the words and times of this nation, now.
    pub fn new(rules: &Rules, nation: Option<Nation>, now: DateTime<FixedOffset>) -> Self {
        Self { pathway: Arc::clone(rules.pathway()), times: rules.times.clone(), nation, now }
    }

    /// The time at which it is asked.
    pub fn now(&self) -> &DateTime<FixedOffset> {
        &self.now
    }

    /// What one decision owes, in no order.
    pub fn owed_by(&self, file: &DecisionFile) -> Vec<Item> {
        let rank = |id: &str| self.pathway.rank(id);
        let due = |id: &str, decision: &Decision| {
            due_of(&self.pathway, id, decision.basis.answers()).map(str::to_owned)
        };
        let around = Around { now: self.now, times: &self.times, rank: &rank, due_of: &due };
        owed_by(file, &around)
    }

    /// What one decision owes, what is owed first at the front.
    pub fn in_order(&self, file: &DecisionFile) -> Vec<Item> {
        let mut items = self.owed_by(file);
        sort(&mut items, self.now);
        items
    }

    /// What stands for everything that what these decisions owe follows from but the clock.
    pub fn stands_for(&self, contents: &Contents) -> OwedFrom {
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
