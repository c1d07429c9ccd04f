//! What can be decided instead of the suggested outcome: what fits the way that was taken first,
//! the most protective first, each marked where it protects less.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::outcome::DANGER;
use super::{Answers, Pathway, walks};

/// An outcome that can be decided instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub headline: String,
    /// What it comes to.
    pub lead: String,
    /// Whether it protects less than the suggested outcome.
    pub less: bool,
    /// Whether answers that begin as these did can lead to it.
    pub fits: bool,
}

/// Everything that can be decided instead of this outcome. "Child in danger now" has a button
/// of its own.
pub fn alternatives(pathway: &Pathway, answers: &Answers, suggested: &str) -> Vec<Alternative> {
    let first = pathway.questions().first();
    let began = first.and_then(|first| Some((first.id.as_str(), answers.0.get(&first.id)?)));
    let fitting: BTreeSet<String> = walks(pathway)
        .iter()
        .filter(|walk| began.is_none_or(|(first, choice)| walk.chose(first, &[choice.as_str()])))
        .filter_map(|walk| walk.outcome.map(str::to_owned))
        .collect();
    let rank = |id: &str| pathway.rank(id);
    let mut all: Vec<Alternative> = pathway
        .outcomes()
        .iter()
        .filter(|one| one.id != suggested && one.id != DANGER)
        .map(|one| Alternative {
            id: one.id.clone(),
            headline: one.headline.clone(),
            lead: one.lead.clone(),
            less: rank(&one.id) < rank(suggested),
            fits: fitting.contains(&one.id),
        })
        .collect();
    all.sort_by_key(|one| (!one.fits, Reverse(rank(&one.id))));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pathway::example::answers as given;

    #[test]
    fn what_fits_the_way_that_was_taken_is_first_and_of_that_what_protects_most() {
        let rules = Pathway::embedded().unwrap();
        for (start, suggested) in [("concern", "share-now"), ("request", "cooperate")] {
            let all = alternatives(&rules, &given(&[("start", start)]), suggested);
            let fits: Vec<bool> = all.iter().map(|one| one.fits).collect();
            assert!(fits[0] && fits.is_sorted_by(|a, b| a >= b), "{fits:?}");
            for part in all.chunk_by(|a, b| a.fits == b.fits) {
                let ranks: Vec<_> = part.iter().map(|one| rules.rank(&one.id)).collect();
                assert!(ranks.is_sorted_by(|a, b| a >= b), "{start}: {ranks:?}");
            }
            assert!(all.iter().all(|one| one.id != suggested && one.id != "act-now"));
        }
        // A court's order has no place where nobody asked for anything.
        let own = alternatives(&rules, &given(&[("start", "concern")]), "share-now");
        assert!(own.iter().any(|one| one.id == "comply" && !one.fits));
    }

    #[test]
    fn each_that_protects_less_is_marked() {
        let rules = Pathway::embedded().unwrap();
        for one in alternatives(&rules, &given(&[("start", "concern")]), "share-without-consent") {
            assert_eq!(one.less, rules.rank(&one.id) < rules.rank("share-without-consent"));
        }
    }
}
