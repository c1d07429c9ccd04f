//! What must never be broken, proved over every walk: the seventeen properties of the pathway.
//!
//! Nothing is sampled. [`walks`] goes every way that answers can take; each property is then
//! asked of all of them. A property that finds nothing to be asked of is broken, too.

#[cfg(test)]
mod hostile;
mod ledger;
mod order;
mod rests;
mod routes;
#[cfg(test)]
mod tests;
mod times;
mod tree;
mod verbs;

pub use tree::{Walk, walks};

use super::Pathway;
use super::ledger::{Ledger, LedgerError};
use crate::guidance::Library;
use tree::Tree;

/// What was found out about one property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its number in the contract, 1 to 17.
    pub number: u8,
    /// The property in words.
    pub name: &'static str,
    /// Of how many walks, questions, duties it was asked.
    pub count: usize,
    /// `None` if it holds; else the shortest that breaks it, in words.
    pub broken: Option<String>,
}

/// Asks all seventeen properties of every walk, with the ledger that the program carries.
pub fn check(pathway: &Pathway, library: &Library) -> Vec<Finding> {
    check_with(pathway, library, &Ledger::embedded(library))
}

/// The same with another ledger. One that cannot be read breaks the property it is asked for.
pub fn check_with(
    pathway: &Pathway,
    library: &Library,
    ledger: &Result<Ledger, LedgerError>,
) -> Vec<Finding> {
    findings(&Tree::of(pathway), Some((library, ledger)))
}

/// A pathway that is too large to be proved in reasonable time: no file that this program
/// ever carried is near it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it has more questions, or more paths through them, than can be checked")]
pub struct TooLarge;

/// The most questions, ways through them, questions of one walk, and conditions looked at, of
/// a pathway from elsewhere. The one that the program carries has a tenth of each, or less.
const MOST: (usize, usize, usize, usize) = (400, 40_000, 40, 4_000_000);

/// As [`check`], of a pathway that was read from a file: one that is made to take for ever is
/// refused. Without the guidance that it rests on, what asks for that (properties 11 and 17) is
/// left out. A pathway of format 1 is asked the twelve properties of its day.
pub fn check_bounded(
    pathway: &Pathway,
    library: Option<&Library>,
) -> Result<Vec<Finding>, TooLarge> {
    let (questions, ways, deepest, weight) = MOST;
    let all = pathway.questions().len() + pathway.after().len();
    let heaviest = pathway.wiring.heaviest().max(1);
    if all > questions {
        return Err(TooLarge);
    }
    let tree = Tree::within(pathway, ways.min(weight / heaviest), deepest).ok_or(TooLarge)?;
    let ledger = library.map(|library| (library, Ledger::embedded(library)));
    Ok(findings(&tree, ledger.as_ref().map(|(library, ledger)| (*library, ledger))))
}

/// Properties 11 and 17 are asked only with the guidance that they are about, and the ledger to
/// that; those after 12 only of a format that knows of them.
fn findings(
    tree: &Tree<'_>,
    rests_on: Option<(&Library, &Result<Ledger, LedgerError>)>,
) -> Vec<Finding> {
    let (pathway, walks) = (tree.pathway, tree.walks());
    let mut findings = routes::check(pathway, tree, &walks);
    findings.extend(order::check(tree));
    let rests = rests_on.map(|(library, ledger)| rests::check(pathway, library, ledger));
    findings.extend(rests);
    findings.push(routes::only_the_walk_counts(pathway, &walks));
    if pathway.data().format > 1 {
        findings.extend(times::check(tree, &walks));
        findings.extend(rests_on.map(|(library, ledger)| verbs::check(pathway, library, ledger)));
    }
    findings.sort_by_key(|finding| finding.number);
    findings
}

/// Property 11 alone, which is the one that asks the ledger; it needs no walk.
#[cfg(test)]
pub(super) fn rests_alone(
    pathway: &Pathway,
    library: &Library,
    ledger: &Result<Ledger, LedgerError>,
) -> Finding {
    rests::check(pathway, library, ledger)
}

/// The findings with the counts for a person, and whether all properties hold.
pub fn check_text(pathway: &Pathway, library: &Library) -> (String, bool) {
    told(pathway, &check(pathway, library))
}

/// The same of a pathway that was read from a file, as [`check_bounded`] has it.
pub fn check_text_bounded(
    pathway: &Pathway,
    library: &Library,
) -> Result<(String, bool), TooLarge> {
    check_bounded(pathway, Some(library)).map(|findings| told(pathway, &findings))
}

fn told(pathway: &Pathway, findings: &[Finding]) -> (String, bool) {
    let walks = walks(pathway);
    let longest = walks.iter().map(|walk| walk.trail.len()).max().unwrap_or(0);
    let mut lines = vec![format!(
        "{} questions, {} asked after the outcome, {} outcomes, {} walks of at most {longest} questions, {} properties.",
        pathway.questions().len(),
        pathway.after().len(),
        pathway.outcomes().len(),
        walks.len(),
        findings.len(),
    )];
    for Finding { number, name, count, broken } in findings {
        let held = if broken.is_some() { "BROKEN" } else { "holds" };
        lines.push(format!("{number:>2}. {held:<6}  {name} ({count} asked)"));
        lines.extend(broken.iter().map(|walk| format!("            {walk}")));
    }
    let broken = findings.iter().filter(|finding| finding.broken.is_some()).count();
    lines.push(match broken {
        0 => format!("All {} properties hold.", findings.len()),
        1 => "1 property is broken.".to_owned(),
        more => format!("{more} properties are broken."),
    });
    lines.push(String::new());
    (lines.join("\n"), broken == 0)
}

/// Asks one property of many things, and keeps the shortest that breaks it.
struct Asked {
    number: u8,
    name: &'static str,
    count: usize,
    worst: Option<(usize, String)>,
}

impl Asked {
    fn new(number: u8, name: &'static str) -> Self {
        Self { number, name, count: 0, worst: None }
    }

    /// Asks it of one more thing; `broken` says what is wrong with it, `length` how short
    /// that is to tell.
    fn of(&mut self, length: usize, broken: Option<impl FnOnce() -> String>) {
        self.count += 1;
        if let Some(say) = broken
            && self.worst.as_ref().is_none_or(|(worst, _)| length < *worst)
        {
            self.worst = Some((length, say()));
        }
    }

    /// Asks it of one more walk.
    fn of_walk(&mut self, walk: &Walk<'_>, holds: bool) {
        self.of(walk.trail.len(), (!holds).then_some(|| walk.words()));
    }

    fn finding(self) -> Finding {
        let broken = match self.worst {
            Some((_, words)) => Some(words),
            None if self.count == 0 => Some("there is nothing to ask it of".to_owned()),
            None => None,
        };
        Finding { number: self.number, name: self.name, count: self.count, broken }
    }
}
