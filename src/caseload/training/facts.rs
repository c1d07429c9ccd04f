//! What an invented decision is about, before it is told: who, when, which way.

use chrono::{DateTime, Days, Duration, FixedOffset, NaiveDate, NaiveTime};

use super::Plan;
use super::chance::Chance;
use super::household::AlsoThere;
use super::people::Family;
use super::words::{Story, Words};
use crate::base::zone;

/// How many families there are for a hundred decisions: some come back.
const FAMILIES_PERCENT: u64 = 70;
/// How many workstations the practice has.
pub const DEVICES: usize = 4;
/// For how many days a family gives concern.
const CONCERN: usize = 300;
/// The stream of what a decision is about.
const FACTS: u64 = 1;

/// How often each outcome is come to, in a hundred.
const OUTCOMES: [(&str, usize); 14] = [
    ("act-now", 4),
    ("share-now", 14),
    ("share-with-consent", 14),
    ("share-without-consent", 16),
    ("share-limited", 6),
    ("comply", 4),
    ("cooperate", 4),
    ("verify-first", 4),
    ("ask-requester", 4),
    ("ask-consent", 5),
    ("take-advice", 9),
    ("not-share-for-now", 8),
    ("no-concern", 4),
    ("other-route", 4),
];

/// What an invented decision is about.
pub struct Facts<'w> {
    /// Its number.
    pub number: u64,
    /// The outcome it comes to.
    pub outcome: &'static str,
    /// The family.
    pub family: Family,
    /// Which of its children.
    pub child: usize,
    /// Children beside those of the family.
    pub also: AlsoThere,
    /// What the concern is.
    pub story: Option<&'w Story>,
    /// The author's name.
    pub author: String,
    /// The author's role.
    pub role: String,
    /// Who advises: name and role.
    pub adviser: (String, String),
    /// Who is told.
    pub agency: String,
    /// The workstation, below [`DEVICES`].
    pub device: usize,
    /// When it was decided.
    pub decided: DateTime<FixedOffset>,
    /// When each of its statements is written, the first one first; never empty.
    pub written: Vec<DateTime<FixedOffset>>,
}

impl<'w> Facts<'w> {
    /// Of the decision with this number.
    pub fn of(words: &'w Words, plan: &Plan, number: u64) -> Self {
        let mut chance = Chance::of(plan.seed, &[FACTS, number]);
        let outcome = outcome(number, &mut chance);
        let families = (u64::from(plan.decisions) * FAMILIES_PERCENT / 100).max(1);
        let family = Family::of(words, plan.seed, chance.bits() % families, plan.until);
        let child = chance.below(family.children.len());
        let pick =
            |chance: &mut Chance, list: &[String]| chance.one(list).cloned().unwrap_or_default();
        let device = chance.below(DEVICES);
        let decided = decided(plan, &family, &mut chance);
        let written = written(plan, decided, &mut chance);
        Self {
            number,
            outcome,
            child,
            also: AlsoThere::of(plan.seed, number),
            story: chance.one(&words.stories),
            author: pick(&mut chance, &words.doctors),
            role: pick(&mut chance, &words.roles),
            adviser: chance.one(&words.advisers).cloned().unwrap_or_default(),
            agency: pick(&mut chance, &words.agencies),
            device,
            decided,
            written,
            family,
        }
    }

    /// A stream of its own for the statement with this place among its statements.
    pub fn stream(&self, plan: &Plan, statement: usize) -> Chance {
        let statement = u64::try_from(statement).unwrap_or(0);
        Chance::of(plan.seed, &[3, self.number, statement])
    }

    /// A text with the people of this case in it.
    pub fn tell(&self, text: &str) -> String {
        let child = self.family.children.get(self.child);
        let sibling = self.family.children.iter().enumerate().find(|(at, _)| *at != self.child);
        let given = |young: Option<&super::people::Young>| {
            young.map_or("the baby", |young| young.given.as_str()).to_owned()
        };
        [
            ("{child}", given(child)),
            ("{sibling}", given(sibling.map(|(_, young)| young))),
            ("{mother}", self.family.mother.clone()),
            ("{partner}", self.family.partner.clone()),
            ("{teacher}", self.family.teacher.clone()),
            ("{adviser}", self.adviser.0.clone()),
            ("{agency}", self.agency.clone()),
        ]
        .into_iter()
        .fold(text.to_owned(), |text, (slot, name)| text.replace(slot, &name))
    }
}

/// The first ones come to each outcome in turn, so that a small register has them all.
fn outcome(number: u64, chance: &mut Chance) -> &'static str {
    let mut left = chance.below(100);
    if let Some((id, _)) = usize::try_from(number).ok().and_then(|number| OUTCOMES.get(number)) {
        return id;
    }
    for (id, percent) in OUTCOMES {
        if left < percent {
            return id;
        }
        left -= percent;
    }
    "take-advice"
}

/// On a day on which the family gives concern, between eight and half past six.
fn decided(plan: &Plan, family: &Family, chance: &mut Chance) -> DateTime<FixedOffset> {
    let days = u64::try_from(chance.below(CONCERN)).unwrap_or(0);
    let day = family.from.checked_add_days(Days::new(days)).unwrap_or(plan.until);
    let minutes = i64::try_from(chance.below(630)).unwrap_or(0);
    zone::in_uk(&(morning(day.min(plan.until)) + Duration::minutes(minutes)))
}

/// Eight o'clock on that day.
fn morning(day: NaiveDate) -> DateTime<FixedOffset> {
    zone::in_uk_at(day.and_time(NaiveTime::MIN) + Duration::hours(8))
}

/// Signed soon after, or in the evening; then none to five later statements, none of them
/// after the last day.
fn written(
    plan: &Plan,
    decided: DateTime<FixedOffset>,
    chance: &mut Chance,
) -> Vec<DateTime<FixedOffset>> {
    let minutes = if chance.happens(85) { 4 + chance.below(50) } else { 120 + chance.below(300) };
    let mut at = decided + Duration::minutes(i64::try_from(minutes).unwrap_or(0));
    let mut written = vec![at];
    let later = [0, 1, 1, 2, 2, 2, 3, 3, 5].get(chance.below(9)).copied().unwrap_or(0);
    let end = morning(plan.until) + Duration::hours(12);
    for _ in 0..later {
        let hours = if chance.happens(40) { 1 + chance.below(30) } else { 24 + chance.below(400) };
        at += Duration::hours(i64::try_from(hours).unwrap_or(0)) + Duration::minutes(7);
        if at > end {
            break;
        }
        written.push(at);
    }
    written.iter().map(zone::in_uk).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outcomes_come_to_a_hundred_and_each_is_at_least_one() {
        assert_eq!(OUTCOMES.iter().map(|(_, percent)| percent).sum::<usize>(), 100);
        assert!(OUTCOMES.iter().all(|(_, percent)| *percent >= 1));
    }

    #[test]
    fn every_name_has_its_place_in_the_words() {
        let words = Words::embedded().unwrap();
        let plan = super::super::example::plan(3);
        let facts = Facts::of(&words, &plan, 2);
        let story = words.stories.iter().flat_map(|story| {
            [&story.findings, &story.words, &story.told, &story.opinion].into_iter().flatten()
        });
        let other = [&words.views, &words.risks, &words.reasons, &words.shared, &words.later];
        for text in story.chain(other.into_iter().flatten()).chain(&words.held_back) {
            assert!(!facts.tell(text).contains(['{', '}']), "{text}");
        }
    }
}
