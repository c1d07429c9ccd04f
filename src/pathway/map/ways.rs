//! Which ways can still be taken from somewhere on.

use std::collections::BTreeSet;

use crate::pathway::Pathway;
use crate::pathway::wiring::To;

/// Question, choice, and where it leads, by their places in the data.
pub type Ways = BTreeSet<(usize, usize, To)>;

/// How many questions are looked at before conditions are left out of account. The embedded
/// pathway needs about a thousand; a file from elsewhere could ask for any number.
const ENOUGH: u32 = 50_000;
/// How deep. No walk of a sound pathway comes near it.
const DEEP: u32 = 200;

/// Every way that can be taken from this question on, after what was chosen before it. Where
/// a pathway has too many walks to follow each, every way that it names counts as possible.
pub fn possible(pathway: &Pathway, from: usize, chosen: &[Option<usize>]) -> Ways {
    possible_within(pathway, from, chosen, ENOUGH)
}

fn possible_within(pathway: &Pathway, from: usize, chosen: &[Option<usize>], enough: u32) -> Ways {
    let mut all = chosen.to_vec();
    all.resize(pathway.wiring.slots.len(), None);
    let mut search = Search { pathway, chosen: all, ways: Ways::new(), left: enough };
    match search.follow(from, DEEP) {
        Some(()) => search.ways,
        None => named_at_all(pathway, from),
    }
}

struct Search<'p> {
    pathway: &'p Pathway,
    chosen: Vec<Option<usize>>,
    ways: Ways,
    left: u32,
}

impl Search<'_> {
    /// `None` where it would take too long.
    fn follow(&mut self, question: usize, deep: u32) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        let deep = deep.checked_sub(1)?;
        let choices = self.pathway.questions().get(question).map_or(0, |q| q.choices.len());
        for choice in 0..choices {
            *self.chosen.get_mut(question)? = Some(choice);
            let Some(to) = self.pathway.wiring.way(question, choice, &self.chosen) else {
                continue;
            };
            self.ways.insert((question, choice, to));
            if let To::Question(next) = to
                && self.chosen.get(next) == Some(&None)
            {
                self.follow(next, deep)?;
            }
        }
        *self.chosen.get_mut(question)? = None;
        Some(())
    }
}

/// Every way that is named from this question on, whatever its condition.
fn named_at_all(pathway: &Pathway, from: usize) -> Ways {
    let (mut ways, mut seen, mut open) = (Ways::new(), BTreeSet::new(), vec![from]);
    while let Some(question) = open.pop() {
        if !seen.insert(question) {
            continue;
        }
        let choices = pathway.wiring.ways.get(question).map_or(&[][..], Vec::as_slice);
        for (choice, named) in choices.iter().enumerate() {
            for way in named {
                ways.insert((question, choice, way.to));
                if let To::Question(next) = way.to {
                    open.push(next);
                }
            }
        }
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pathway_with_too_many_walks_still_shows_every_way_it_names() {
        let pathway = Pathway::embedded().unwrap();
        let (all, few) = (possible(&pathway, 0, &[]), possible_within(&pathway, 0, &[], 10));
        assert!(all.is_subset(&few));
        assert!(all.len() < few.len(), "some ways are named that no walk takes");
    }

    #[test]
    fn a_way_whose_condition_no_walk_fulfils_is_not_possible() {
        let pathway = Pathway::embedded().unwrap();
        let wait = pathway.questions().iter().position(|q| q.id == "wait").unwrap();
        let advice = pathway.outcomes().iter().position(|o| o.id == "take-advice").unwrap();
        // Whoever is asked about waiting is concerned: the case is urgent, and advice is
        // sought in time or not at all.
        let ways = possible(&pathway, 0, &[]);
        assert!(ways.iter().any(|(question, ..)| *question == wait));
        assert!(!ways.iter().any(|(q, _, to)| *q == wait && *to == To::Outcome(advice)));
    }
}
