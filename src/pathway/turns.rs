//! What would change an outcome: each single answer that, given otherwise, leads elsewhere.

use std::cmp::Reverse;

use serde::Serialize;

use super::Pathway;
use super::replay::{Answers, End, chosen_of, walk};
use super::wiring::To;

/// One answer, given otherwise, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Turn {
    /// The question, by id.
    pub question: String,
    /// The other choice, by id.
    pub choice: String,
    /// The question that is then asked, by id; `None` where the outcome follows at once.
    pub asks: Option<String>,
    /// The outcome it leads to, by id; where a question comes first, the most protective that
    /// can be reached from there.
    pub outcome: String,
}

/// How many turns a screen shows.
pub const SHOWN: usize = 5;

/// Every single answer of this walk that, given otherwise with the others kept, can lead to
/// another outcome: the most protective first, of those the nearest to the decision first.
/// Nothing for answers that come to no outcome.
pub fn turns(pathway: &Pathway, answers: &Answers) -> Vec<Turn> {
    let given = |slot: usize| chosen_of(pathway, answers, slot);
    let walked = walk(pathway, given);
    let End::Outcome(now) = walked.end else { return Vec::new() };
    let mut found = Vec::new();
    for (place, &at) in walked.trail.iter().enumerate() {
        let Some(question) = pathway.questions().get(at) else { continue };
        for (other, choice) in question.choices.iter().enumerate() {
            if given(at) == Some(other) {
                continue;
            }
            let changed = |slot: usize| if slot == at { Some(other) } else { given(slot) };
            let after = walk(pathway, changed);
            let (asks, best) = match after.end {
                End::Outcome(outcome) if outcome == now => continue,
                End::Outcome(outcome) => (None, outcome),
                End::Open(next) => {
                    let mut chosen = after.chosen;
                    let mut reach = Reach { pathway, kept: &changed, best: None, other: false };
                    reach.from(next, now, 1, &mut chosen);
                    match reach {
                        Reach { best: Some((best, _)), other: true, .. } => (Some(next), best),
                        _ => continue,
                    }
                }
            };
            let Some(outcome) = pathway.outcomes().get(best) else { continue };
            let asks = asks.and_then(|next| pathway.questions().get(next));
            let order = (Reverse(outcome.rank), asks.is_some(), Reverse(place), other);
            found.push((
                order,
                Turn {
                    question: question.id.clone(),
                    choice: choice.id.clone(),
                    asks: asks.map(|question| question.id.clone()),
                    outcome: outcome.id.clone(),
                },
            ));
        }
    }
    found.sort_by_key(|(order, _)| *order);
    found.into_iter().map(|(_, turn)| turn).collect()
}

/// What can be reached by answering what is open, with the answers that are kept.
struct Reach<'a, K> {
    pathway: &'a Pathway,
    kept: &'a K,
    /// The most protective outcome, and after how many answers.
    best: Option<(usize, usize)>,
    /// Whether another outcome than the one of now is among them.
    other: bool,
}

impl<K: Fn(usize) -> Option<usize>> Reach<'_, K> {
    fn from(&mut self, at: usize, now: usize, depth: usize, chosen: &mut [Option<usize>]) {
        let choices = self.pathway.questions().get(at).map_or(0, |q| q.choices.len());
        let kept = (self.kept)(at);
        for choice in kept.map_or(0..choices, |one| one..one + 1) {
            if let Some(slot) = chosen.get_mut(at) {
                *slot = Some(choice);
            }
            match self.pathway.wiring.way(at, choice, chosen) {
                Some(To::Outcome(outcome)) => self.note(outcome, now, depth),
                // Not in a circle.
                Some(To::Question(next)) if chosen.get(next) == Some(&None) => {
                    self.from(next, now, depth + 1, chosen);
                }
                _ => {}
            }
        }
        if let Some(slot) = chosen.get_mut(at) {
            *slot = None;
        }
    }

    fn note(&mut self, outcome: usize, now: usize, depth: usize) {
        self.other |= outcome != now;
        let rank = |at: usize| self.pathway.outcomes().get(at).map_or(0, |one| one.rank);
        let better = self.best.is_none_or(|(best, after)| {
            (rank(outcome), Reverse(depth)) > (rank(best), Reverse(after))
        });
        if better {
            self.best = Some((outcome, depth));
        }
    }
}

impl Turn {
    /// In words: "If “What was the answer?” were “Refused”: first “…”, then Share without consent
    /// at most".
    pub fn words(&self, pathway: &Pathway) -> String {
        let question = pathway.question(&self.question);
        let title = question.map_or(self.question.as_str(), |one| one.title.as_str());
        let choice = question.and_then(|one| one.choices.iter().find(|c| c.id == self.choice));
        let label = choice.map_or(self.choice.as_str(), |one| one.label.as_str());
        let headline = pathway.outcome(&self.outcome).map_or("", |one| one.headline.as_str());
        let headline = headline.trim_end_matches('.').replace(". ", "; ");
        let asks = self.asks.as_ref().and_then(|id| pathway.question(id));
        match asks {
            None => format!("“{title}” – {label}: {headline}."),
            Some(next) => {
                format!(
                    "“{title}” – {label}: then “{}”, which can lead to: {headline}.",
                    next.title
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::pathway::example::answers;
    use crate::pathway::{Walk, replay, walks};

    fn pathway() -> Pathway {
        Pathway::embedded().unwrap()
    }

    /// The outcomes that answers can come to, by replay alone: whatever is open is answered in
    /// every way.
    fn comes_to(pathway: &Pathway, given: &Answers, out: &mut BTreeSet<String>) {
        let now = replay(pathway, given);
        match (now.outcome, now.next) {
            (Some(outcome), _) => {
                out.insert(outcome);
            }
            (None, Some(next)) => {
                for choice in &pathway.question(&next).unwrap().choices {
                    let mut more = given.clone();
                    more.0.insert(next.clone(), choice.id.clone());
                    comes_to(pathway, &more, out);
                }
            }
            (None, None) => {}
        }
    }

    /// By question and choice, what is asked next and the outcomes that can be reached: of each
    /// other answer that can lead elsewhere, by replay alone.
    fn by_replay(
        pathway: &Pathway,
        given: &Answers,
    ) -> BTreeMap<(String, String), (Option<String>, BTreeSet<String>)> {
        let now = replay(pathway, given);
        let mut found = BTreeMap::new();
        for step in &now.trail {
            for choice in &pathway.question(&step.question).unwrap().choices {
                if choice.id == step.choice {
                    continue;
                }
                let mut changed = given.clone();
                changed.0.insert(step.question.clone(), choice.id.clone());
                let mut outcomes = BTreeSet::new();
                comes_to(pathway, &changed, &mut outcomes);
                if outcomes.iter().any(|one| Some(one) != now.outcome.as_ref()) {
                    let asks = replay(pathway, &changed).next;
                    found.insert((step.question.clone(), choice.id.clone()), (asks, outcomes));
                }
            }
        }
        found
    }

    /// The walks by each of their beginnings.
    fn by_beginning<'w, 'p>(all: &'w [Walk<'p>]) -> Beginnings<'w, 'p> {
        let mut found = Beginnings::new();
        for walk in all {
            for end in 1..=walk.trail.len() {
                found.entry(walk.trail[..end].to_vec()).or_default().push(walk);
            }
        }
        found
    }

    type Beginnings<'w, 'p> = BTreeMap<Vec<(&'p str, &'p str)>, Vec<&'w Walk<'p>>>;

    /// Where one other answer can lead is where the walks lead that give it and, of what else they
    /// ask, give what was answered: over every walk and each of its answers, by the walks and by
    /// replay, with no word of how the turns are found.
    #[test]
    fn over_every_walk_each_turn_is_what_replay_gives_and_none_is_missing() {
        let pathway = pathway();
        let all = walks(&pathway);
        let beginnings = by_beginning(&all);
        let mut lines = 0;
        for walk in &all {
            let (given, said) = (walk.answers(), walk.words());
            let now = walk.outcome.unwrap();
            let turns = turns(&pathway, &given).into_iter();
            let mut turns: BTreeMap<_, _> =
                turns.map(|turn| ((turn.question.clone(), turn.choice.clone()), turn)).collect();
            for (at, (question, choice)) in walk.trail.iter().enumerate() {
                for other in &pathway.question(question).unwrap().choices {
                    if other.id == *choice {
                        continue;
                    }
                    let mut changed = given.clone();
                    changed.0.insert((*question).to_owned(), other.id.clone());
                    let mut beginning = walk.trail[..at].to_vec();
                    beginning.push((*question, other.id.as_str()));
                    let agrees = |to: &&&Walk<'_>| {
                        let kept =
                            |(q, c): &(&str, &str)| changed.0.get(*q).is_none_or(|kept| kept == c);
                        to.trail[at + 1..].iter().all(kept)
                    };
                    let leads: Vec<&&Walk<'_>> =
                        beginnings[&beginning].iter().filter(agrees).collect();
                    let key = ((*question).to_owned(), other.id.clone());
                    let Some(turn) = turns.remove(&key) else {
                        let same = leads.iter().all(|to| to.outcome == Some(now));
                        assert!(same, "{said}: {question}: {} is missing", other.id);
                        continue;
                    };
                    lines += 1;
                    let replayed = replay(&pathway, &changed);
                    assert_eq!(turn.asks, replayed.next, "{said}: {turn:?}");
                    assert!(leads.iter().any(|to| to.outcome != Some(now)), "{said}: {turn:?}");
                    let best = leads.iter().filter_map(|to| pathway.rank(to.outcome?)).max();
                    assert_eq!(pathway.rank(&turn.outcome), best, "{said}: {turn:?}");
                    // With what is asked then answered so, replay comes to it.
                    let to = leads.iter().find(|to| to.outcome == Some(&turn.outcome));
                    let mut to = to.unwrap_or_else(|| panic!("{said}: {turn:?}")).answers();
                    to.0.extend(changed.0);
                    assert_eq!(replay(&pathway, &to).outcome, Some(turn.outcome), "{said}");
                }
            }
            assert!(turns.is_empty(), "{said}: {turns:?} is not what replay gives");
        }
        assert!(lines > all.len(), "{lines}");
    }

    #[test]
    fn in_a_sample_each_turn_is_what_replay_alone_gives_and_none_is_missing() {
        let pathway = pathway();
        let all = walks(&pathway);
        // Every outcome, and walks of every length.
        for walk in all.iter().step_by(97).chain(all.iter().take(12)) {
            let mut expected = by_replay(&pathway, &walk.answers());
            for turn in turns(&pathway, &walk.answers()) {
                let key = (turn.question.clone(), turn.choice.clone());
                let (asks, outcomes) = expected.remove(&key).unwrap_or_else(|| {
                    panic!("{}: {turn:?} is not what replay gives", walk.words())
                });
                assert_eq!(turn.asks, asks, "{}", walk.words());
                assert!(outcomes.contains(&turn.outcome), "{}: {turn:?}", walk.words());
                let best = outcomes.iter().filter_map(|id| pathway.rank(id)).max();
                assert_eq!(pathway.rank(&turn.outcome), best, "{}: {turn:?}", walk.words());
            }
            assert!(expected.is_empty(), "{}: {expected:?} is missing", walk.words());
        }
    }

    #[test]
    fn the_most_protective_comes_first() {
        let pathway = pathway();
        for walk in walks(&pathway).iter().step_by(7) {
            let ranks: Vec<Option<u8>> = turns(&pathway, &walk.answers())
                .iter()
                .map(|turn| pathway.rank(&turn.outcome))
                .collect();
            assert!(ranks.is_sorted_by(|a, b| a >= b), "{}: {ranks:?}", walk.words());
        }
    }

    #[test]
    fn a_turn_is_said_in_words() {
        let pathway = pathway();
        let given = answers(&[
            ("start", "concern"),
            ("level", "niggle"),
            ("talked", "no-risk"),
            ("others", "no"),
        ]);
        let words: Vec<String> =
            turns(&pathway, &given).iter().map(|turn| turn.words(&pathway)).collect();
        assert!(
            words.contains(
                &"“Could another child be at risk?” – Yes: Share a little, to find out.".to_owned()
            ),
            "{words:#?}"
        );
        assert!(words.iter().any(|one| one.starts_with("“How worried are you?” – I think a child is being abused or neglected, or is at risk of it: then “Would waiting")), "{words:#?}");
    }

    #[test]
    fn answers_without_an_outcome_turn_nowhere() {
        assert_eq!(turns(&pathway(), &answers(&[("start", "concern")])), []);
    }
}
