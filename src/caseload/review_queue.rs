//! Which decisions wait for a reviewer, in which order, and why each does.
//!
//! It follows from the summaries, the reviewer's name and the run that they are in; a decision that
//! was reviewed leaves it by itself, and one to which the doctor has replied comes back.
//!
//! Where the facts are read first, the queue is drawn by chance of everything that nobody has
//! reviewed, whatever was decided, and is gone through in the order of the draw: neither being in it
//! nor the place in it tells anything. What cannot wait, and what the reviewer has read before,
//! comes before those and is not read so.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use crate::pathway::OutcomeKind;
use crate::record::people::same_person;
use crate::record::{DecisionId, Digest};
use crate::register::Summary;
use crate::register::review_run::ReviewRun;

/// Why a decision is to be reviewed. They are in the order in which they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhyReview {
    /// Another reviewer said that a child may be at risk, and nobody has replied.
    AtRisk,
    /// The doctor has replied to what this reviewer wanted to know.
    CameBack,
    /// Something else was decided than the answers came to.
    Departed,
    /// It was shared without consent.
    WithoutConsent,
    /// There was a concern, and it was not shared.
    NotShared,
    /// It was written on a later day.
    WrittenLater,
    /// Something about it is overdue.
    Overdue,
    /// The case is still open, and its time has passed.
    OpenTooLong,
    /// None of these: it was drawn.
    Sample,
}

impl WhyReview {
    /// All of them, in their order.
    pub const ALL: [Self; 9] = [
        Self::AtRisk,
        Self::CameBack,
        Self::Departed,
        Self::WithoutConsent,
        Self::NotShared,
        Self::WrittenLater,
        Self::Overdue,
        Self::OpenTooLong,
        Self::Sample,
    ];

    /// Whether the reviewer knows of the decision already, or is to know of it at once.
    fn is_known_before(self) -> bool {
        matches!(self, Self::AtRisk | Self::CameBack)
    }

    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::AtRisk => "A reviewer said that a child may be at risk",
            Self::CameBack => "The doctor has replied to you",
            Self::Departed => "Decided differently from what was suggested",
            Self::WithoutConsent => "Shared without consent",
            Self::NotShared => "Not shared",
            Self::WrittenLater => "Written on a later day",
            Self::Overdue => "Something about it is overdue",
            Self::OpenTooLong => "Open for too long",
            Self::Sample => "One of a sample of the rest",
        }
    }
}

/// A decision that waits for the reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToReview {
    /// What the list knows of it.
    pub of: Arc<Summary>,
    /// Why, the most pressing first. Never empty. Where it is read blind it is not shown before the
    /// reviewer has answered: most of it tells what was decided.
    pub why: Vec<WhyReview>,
    /// Whether it was drawn to be read blind.
    pub blind: bool,
}

impl ToReview {
    /// Why, in words: "Shared without consent. Written on a later day."
    pub fn why_words(&self) -> String {
        self.why.iter().map(|why| format!("{}.", why.label())).collect::<Vec<_>>().join(" ")
    }
}

/// What waits for a reviewer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewQueue {
    /// Those that wait, in their order.
    pub waiting: Vec<ToReview>,
    /// How many the reviewer has done in this run.
    pub done: usize,
    /// How many would wait if they were not the reviewer's own: somebody else reviews those.
    pub own: usize,
    /// How many cannot be read in full, so that nobody can review them.
    pub unreadable: usize,
    /// Those of which this reviewer said that a child may be at risk, and nobody has replied: the
    /// longest first.
    pub no_reply: Vec<Arc<Summary>>,
    /// How many of those that need no review could be drawn; where it is read blind, of all that
    /// nobody has reviewed.
    pub rest: usize,
}

impl ReviewQueue {
    /// Of all decisions, for this reviewer. Without a `run` nothing is drawn and nothing was done.
    pub fn of(
        all: &[Arc<Summary>],
        reviewer: &str,
        run: Option<&ReviewRun>,
        now: &DateTime<FixedOffset>,
    ) -> Self {
        let mut queue = Self::default();
        let mut rest: Vec<(&Arc<Summary>, bool)> = Vec::new();
        let blind = run.is_some_and(|run| run.blind);
        // Two that claim to be the same decision are shown, and reviewed, on one page.
        for same in all.chunk_by(|one, other| one.id == other.id) {
            let in_view = same.iter().filter(|one| !one.in_error && !one.disposed);
            let Some(one) = in_view.clone().find(|one| one.whole) else {
                queue.unreadable += usize::from(in_view.clone().next().is_some());
                continue;
            };
            let by_me = |name: &str| same_person(name, reviewer);
            let last = same.iter().find_map(|one| one.last_review.as_ref());
            let is_mine = last.is_some_and(|last| by_me(&last.by));
            if one.at_risk.is_some() && is_mine {
                queue.no_reply.push(Arc::clone(one));
            }
            let since = run.is_some_and(|run| last.is_some_and(|last| last.written >= run.begun));
            let why = why(one, reviewer, now);
            let waits = match last {
                None => true,
                Some(last) if is_mine => last.came_back,
                // What another reviewer has begun is theirs; that a child is at risk is everybody's.
                Some(_) => one.at_risk.is_some(),
            };
            let done = is_mine && since && !waits;
            queue.done += usize::from(done);
            if by_me(&one.author) {
                queue.own += usize::from(waits && !why.is_empty());
            } else {
                // What it is drawn from does not change while it is gone through.
                let before = run.zip(last).is_some_and(|(run, last)| last.first < run.begun);
                let drawn = blind || is_clear(one, now);
                if !before && (run.is_some() || last.is_none()) && drawn {
                    let waits = if blind { last.is_none() } else { waits && why.is_empty() };
                    rest.push((one, waits));
                }
                let cannot_wait = why.first().is_some_and(|why| !blind || why.is_known_before());
                if waits && cannot_wait {
                    queue.waiting.push(ToReview { of: Arc::clone(one), why, blind: false });
                }
            }
        }
        queue.rest = rest.len();
        match run {
            Some(run) if blind => queue.draw_blind(rest, run, |one| why(one, reviewer, now)),
            _ => queue.draw(rest, run),
        }
        queue.put_in_order(run);
        queue
    }

    /// Draws of everything, whatever was decided. Of each it is said whether it still waits: what
    /// was done keeps its place, so that no other is drawn for it.
    fn draw_blind(
        &mut self,
        all: Vec<(&Arc<Summary>, bool)>,
        run: &ReviewRun,
        why: impl Fn(&Summary) -> Vec<WhyReview>,
    ) {
        let mut drawn = all;
        drawn.sort_by_cached_key(|(one, _)| ticket(run.seed, &one.id));
        for (one, _) in drawn.into_iter().take(run.sample).filter(|(_, waits)| *waits) {
            let mut why = why(one);
            if why.is_empty() {
                why.push(WhyReview::Sample);
            }
            let blind = !run.seen.contains(&one.id);
            self.waiting.push(ToReview { of: Arc::clone(one), why, blind });
        }
    }

    /// Draws some of the rest: half of them of those in which nobody saw a concern, because what
    /// was missed is among those. Of each it is said whether it still waits: what was done keeps its
    /// place, so that no other is drawn for it.
    fn draw(&mut self, rest: Vec<(&Arc<Summary>, bool)>, run: Option<&ReviewRun>) {
        let Some(run) = run.filter(|run| run.sample > 0) else { return };
        let mut drawn: Vec<_> =
            rest.into_iter().map(|one| (ticket(run.seed, &one.0.id), one)).collect();
        drawn.sort_by(|(a, _), (b, _)| a.cmp(b));
        let is_none = |one: &Summary| OutcomeKind::of(&one.outcome) == Some(OutcomeKind::Nothing);
        let (none, some): (Vec<_>, Vec<_>) = drawn.into_iter().partition(|(_, one)| is_none(one.0));
        // As many of each as can be, and of one what the other lacks.
        let of_none = run.sample.div_ceil(2).max(run.sample.saturating_sub(some.len()));
        let of_none = of_none.min(none.len());
        let chosen = none.into_iter().take(of_none);
        for (_, (one, waits)) in chosen.chain(some.into_iter().take(run.sample - of_none)) {
            if waits {
                let why = vec![WhyReview::Sample];
                self.waiting.push(ToReview { of: Arc::clone(one), why, blind: false });
            }
        }
    }

    /// What presses most comes first, of the same the oldest; what was put off comes last. Those
    /// that are read blind come after those that are not, in the order of the draw.
    fn put_in_order(&mut self, run: Option<&ReviewRun>) {
        let put_off = run.map_or(&[][..], |run| &run.put_off);
        self.waiting.sort_by_cached_key(|one| {
            // What is not in it comes before what is.
            let put_off = put_off.iter().position(|id| *id == one.of.id);
            let drawn = run.filter(|_| one.blind).map(|run| ticket(run.seed, &one.of.id));
            let shown = Some(one).filter(|one| !one.blind);
            let why = shown.and_then(|one| one.why.first().copied());
            (put_off, drawn, why, shown.map(|one| one.of.decided.day()), one.of.id.clone())
        });
        self.no_reply.sort_by_cached_key(|one| one.at_risk.as_ref().map(|risk| risk.since));
    }

    /// How many there are in this run, with those that are done.
    pub fn total(&self) -> usize {
        self.done + self.waiting.len()
    }

    /// Which of them this is, counted from one, where it waits.
    pub fn place_of(&self, id: &DecisionId) -> Option<usize> {
        let at = self.waiting.iter().position(|one| one.of.id == *id)?;
        Some(self.done + at + 1)
    }

    /// The one that waits under this id.
    pub fn find(&self, id: &DecisionId) -> Option<&ToReview> {
        self.waiting.iter().find(|one| one.of.id == *id)
    }

    /// The one to be read next.
    pub fn next(&self) -> Option<&DecisionId> {
        self.waiting.first().map(|one| &one.of.id)
    }

    /// Those of which nothing that was decided is to be shown: they are read blind, and what the
    /// reviewer answers is not `kept` yet.
    pub fn hidden(&self, kept: impl Fn(&DecisionId) -> bool) -> BTreeSet<DecisionId> {
        let blind = self.waiting.iter().filter(|one| one.blind && !kept(&one.of.id));
        blind.map(|one| one.of.id.clone()).collect()
    }

    /// How many wait for each reason that may be shown, where any do.
    pub fn counts(&self) -> Vec<(WhyReview, usize)> {
        let seen = || self.waiting.iter().filter(|one| !one.blind);
        let of = |why| seen().filter(|one| one.why.first() == Some(&why)).count();
        let all = WhyReview::ALL.into_iter().map(|why| (why, of(why)));
        all.filter(|(_, count)| *count > 0).collect()
    }
}

/// Whether nothing about the decision itself says that it is to be reviewed.
fn is_clear(one: &Summary, now: &DateTime<FixedOffset>) -> bool {
    of_itself(one, now).iter().all(|(_, is_so)| !is_so)
}

/// Why one is to be reviewed, the most pressing first; none: it could only be drawn.
fn why(one: &Summary, reviewer: &str, now: &DateTime<FixedOffset>) -> Vec<WhyReview> {
    let last = one.last_review.as_ref();
    let came_back = last.is_some_and(|last| last.came_back && same_person(&last.by, reviewer));
    let of_other = one.at_risk.as_ref().is_some_and(|risk| !same_person(&risk.by, reviewer));
    let said = [(WhyReview::AtRisk, of_other), (WhyReview::CameBack, came_back)];
    let each = said.into_iter().chain(of_itself(one, now));
    each.filter(|(_, is_so)| *is_so).map(|(why, _)| why).collect()
}

/// Each reason that is about the decision itself, and whether it is so.
fn of_itself(one: &Summary, now: &DateTime<FixedOffset>) -> [(WhyReview, bool); 6] {
    let overdue = one.is_overdue(now);
    [
        (WhyReview::Departed, one.departed),
        (WhyReview::WithoutConsent, one.without_consent),
        (WhyReview::NotShared, OutcomeKind::of(&one.outcome) == Some(OutcomeKind::Withholds)),
        (WhyReview::WrittenLater, one.late),
        (WhyReview::Overdue, overdue && !one.open),
        (WhyReview::OpenTooLong, overdue && one.open),
    ]
}

/// The place of a decision in the draw.
fn ticket(seed: u64, id: &DecisionId) -> Digest {
    Digest::of(format!("{seed:016x} {id}").as_bytes())
}

#[cfg(test)]
mod tests;
