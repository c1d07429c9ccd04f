//! Whom to ring before anybody has written down a contact: what each agency does, what it
//! needs to hear, and how to find its number. Ours; `guidance/agencies.ron`.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::Library;
use super::cite::Cite;
use super::glossary::Note;
use super::load::{File, GuidanceError, Problem};

/// What is known of every agency.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agencies {
    /// The one number that everybody has.
    pub emergency: Emergency,
    /// National numbers that are not for an emergency.
    pub beside: Vec<Beside>,
    /// What to ask every agency about what it shares.
    pub discloses: String,
    /// What that rests on.
    pub discloses_cite: Cite,
    /// Each agency.
    pub agencies: Vec<Agency>,
    /// Whom to ring at which outcome.
    pub whom: Vec<Whom>,
}

/// The emergency number.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Emergency {
    /// The number.
    pub number: String,
    /// What it is called.
    pub name: String,
    /// When to ring it, and what to ask for.
    pub does: String,
}

/// A national number that is not for an emergency.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// The id of the agency that answers.
    pub agency: String,
    /// The number.
    pub number: String,
    /// What it is called: "I rang the NSPCC".
    pub name: String,
    /// Whose it is, and that it is not for an emergency.
    pub does: String,
}

/// One kind of agency or adviser.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// Its id: `childrens-services`.
    pub id: String,
    /// What it does.
    pub does: String,
    /// What it needs to hear.
    pub needs: Vec<String>,
    /// What to expect it to share.
    pub discloses: String,
    /// How to find its number.
    pub find: Note,
    /// What this rests on.
    pub cites: Vec<Cite>,
}

/// Whom to ring at some outcomes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whom {
    /// The outcomes, by id.
    pub outcomes: Vec<String>,
    /// Whether 999 comes before them.
    #[serde(default)]
    pub emergency: bool,
    /// The agencies, by id, the first one first.
    pub agencies: Vec<String>,
    /// What the call is about.
    pub say: String,
}

const NAME: &str = "guidance/agencies.ron";

impl Agencies {
    /// What the program carries. Fails only if the data it was built with is wrong, which a
    /// test excludes.
    pub fn embedded(library: &Library) -> Result<Self, GuidanceError> {
        Self::parse(include_str!("../../guidance/agencies.ron"), library)
    }

    /// Reads and checks it: every id once, every citation held or declared missing.
    pub fn parse(text: &str, library: &Library) -> Result<Self, GuidanceError> {
        let file = File { name: NAME, text };
        let read: Self = file.read()?;
        let mut ids = BTreeSet::new();
        for agency in &read.agencies {
            let needle = format!("\"{}\"", agency.id);
            if !ids.insert(agency.id.as_str()) {
                return Err(file.wrong(&needle, 1, Problem::IdTwice(agency.id.clone())));
            }
            if agency.does.trim().is_empty() || agency.needs.is_empty() {
                return Err(file.wrong(&needle, 0, Problem::Empty));
            }
        }
        let cites = read.agencies.iter().flat_map(|agency| &agency.cites);
        for cite in cites.chain([&read.discloses_cite]) {
            if library.resolve(cite).is_none() {
                let needle = format!("\"{cite}\"");
                return Err(file.wrong(&needle, 0, Problem::UnknownCite(cite.clone())));
            }
        }
        let beside = read.beside.iter().map(|number| &number.agency);
        for id in read.whom.iter().flat_map(|whom| &whom.agencies).chain(beside) {
            if !ids.contains(id.as_str()) {
                return Err(file.wrong(
                    &format!("\"{id}\""),
                    0,
                    Problem::UnknownAgency(id.clone()),
                ));
            }
        }
        Ok(read)
    }

    /// The agency with this id.
    pub fn agency(&self, id: &str) -> Option<&Agency> {
        self.agencies.iter().find(|agency| agency.id == id)
    }

    /// Whom to ring at an outcome.
    pub fn whom(&self, outcome: &str) -> Option<&Whom> {
        self.whom.iter().find(|whom| whom.outcomes.iter().any(|id| id == outcome))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidance::Nation;

    const TEXT: &str = include_str!("../../guidance/agencies.ron");

    fn library() -> Library {
        Library::embedded().unwrap()
    }

    #[test]
    fn the_embedded_agencies_are_sound_and_each_nation_is_told_how_to_find_the_desks() {
        let agencies = Agencies::embedded(&library()).unwrap();
        let desks = agencies.agency("childrens-services").unwrap();
        for nation in Nation::ALL {
            let note = desks.find.text(nation).to_lowercase();
            assert!(note.contains("emergency") || note.contains("out-of-hours"), "{note}");
        }
        assert!(!desks.find.text(Nation::NorthernIreland).contains("council"));
    }

    /// A number that is found in a program is a number that nobody has checked.
    #[test]
    fn no_telephone_number_is_built_in_but_999_and_two_that_hold_in_all_nations() {
        let code: String = TEXT.lines().filter(|line| !line.trim().starts_with("//")).collect();
        let quoted = code.split('"').skip(1).step_by(2);
        for words in quoted.filter(|words| Cite::parse(words).is_err()) {
            let digits: String = words.chars().filter(char::is_ascii_digit).collect();
            let national = ["", "999", "101", "08088005000"];
            assert!(national.contains(&digits.as_str()), "{words}");
        }
    }

    #[test]
    fn a_number_that_is_not_for_an_emergency_says_so() {
        let agencies = Agencies::embedded(&library()).unwrap();
        let numbers: Vec<&str> =
            agencies.beside.iter().map(|beside| beside.number.as_str()).collect();
        assert_eq!(numbers, ["101", "0808 800 5000"]);
        for beside in &agencies.beside {
            assert!(beside.does.contains("not for an emergency"), "{}", beside.does);
        }
    }

    #[test]
    fn a_citation_of_nothing_known_and_an_agency_of_none_are_refused_with_their_place() {
        let wrong = TEXT.replace("\"pcyp 33\"", "\"pcyp 99\"");
        let error = Agencies::parse(&wrong, &library()).unwrap_err();
        assert!(matches!(error, GuidanceError::Wrong { problem: Problem::UnknownCite(_), .. }));
        let wrong = TEXT.replace("\"gmc\", ", "\"gmx\", ");
        let error = Agencies::parse(&wrong, &library()).unwrap_err();
        assert!(
            matches!(error, GuidanceError::Wrong { problem: Problem::UnknownAgency(_), place, .. } if place.line > 100)
        );
    }
}
