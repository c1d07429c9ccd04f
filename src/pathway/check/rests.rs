//! The property of what the pathway rests on: every duty on guidance, all guidance used.

use std::collections::BTreeSet;

use super::{Asked, Finding, ledger};
use crate::guidance::{Cite, Library, Resolved};
use crate::pathway::Pathway;
use crate::pathway::data::Duty;
use crate::pathway::ledger::{Ledger, LedgerError};

/// Property 11.
pub(super) fn check(
    pathway: &Pathway,
    library: &Library,
    ledger: &Result<Ledger, LedgerError>,
) -> Finding {
    // The ledger is about the duties of today's format: an earlier pathway has others.
    let carried = pathway.data().format > 1;
    let name = "Every outcome lists duties; every duty is based on guidance of today; every \
                included paragraph is used; every must is carried by a duty";
    let mut asked = Asked::new(11, name);
    for outcome in pathway.outcomes() {
        // One that always holds, so that no walk ends without a duty.
        let always = outcome.duties.iter().any(|duty| duty.only.is_none());
        let words = || format!("{} lists no duty that always holds", outcome.id);
        asked.of(1, (!always).then_some(words));
        for duty in &outcome.duties {
            let wrong = wrong_with(duty, library);
            asked.of(1, wrong.map(|wrong| move || format!("{}, {}: {wrong}", outcome.id, duty.id)));
        }
    }
    let used = cites(pathway);
    for cite in &used {
        let words = || format!("“{cite}” is neither included nor declared missing");
        asked.of(1, library.resolve(cite).is_none().then_some(words));
    }
    let paragraphs: BTreeSet<Cite> = used.iter().map(|cite| cite.without_item()).collect();
    for document in library.documents() {
        for paragraph in &document.paragraphs {
            let cite = Cite::paragraph(&document.id, paragraph.number);
            let words = || format!("{} is neither used nor for reading", cite.label());
            asked.of(1, (!paragraphs.contains(&cite)).then_some(words));
        }
    }
    match ledger {
        _ if !carried => {}
        Ok(ledger) => {
            for broken in ledger::ask(ledger, pathway, library) {
                asked.of(1, broken.map(|broken| move || broken));
            }
        }
        Err(error) => asked.of(1, Some(|| error.to_string())),
    }
    asked.finding()
}

/// What is wrong with the cites of a duty.
fn wrong_with(duty: &Duty, library: &Library) -> Option<&'static str> {
    let says_something = |cite: &Cite| match library.resolve(cite) {
        Some(Resolved::Held(_)) => true,
        Some(Resolved::Missing(reference)) => reference.has_summary(),
        None => false,
    };
    if !duty.cites.iter().any(says_something) {
        return Some("is based on nothing that is included or summed up");
    }
    let removed = duty.cites.iter().all(|cite| library.is_removed(cite));
    removed.then_some("is based only on a removed paragraph")
}

/// Everything that the pathway cites, and what it names as for reading.
fn cites(pathway: &Pathway) -> BTreeSet<&Cite> {
    let mut cites = BTreeSet::new();
    for question in pathway.questions() {
        cites.extend(&question.cites);
        cites.extend(question.choices.iter().flat_map(|choice| &choice.cites));
    }
    cites.extend(pathway.after().iter().flat_map(|question| &question.cites));
    let duties = pathway.outcomes().iter().flat_map(|outcome| &outcome.duties);
    cites.extend(duties.flat_map(|duty| &duty.cites));
    cites.extend(pathway.data().for_reading.iter().map(|reading| &reading.cite));
    cites
}
