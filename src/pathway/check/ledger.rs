//! That the ledger leaves no verb out, and that what it names does what it says.

use std::collections::BTreeSet;

use crate::guidance::{Cite, Library, Verb};
use crate::pathway::Pathway;
use crate::pathway::data::DutyVerb;
use crate::pathway::ledger::{Does, Ledger, NOT_A_PERMISSION, Spot, carries, duties, spots, title};

/// Asks of each verb of the held texts: that an entry deals with it, that a must is carried
/// by a duty that is a must, and that each question and duty named rests on its paragraph. One item for each that was asked: what is wrong, if anything.
pub(super) fn ask(ledger: &Ledger, pathway: &Pathway, library: &Library) -> Vec<Option<String>> {
    let mut asked = Vec::new();
    let mut of = |broken: Option<String>| asked.push(broken);
    for spot in spots(library) {
        let place = || format!("{}: “{}”", library.label(&spot.cite), spot.words(library));
        let Some(entry) = ledger.entry(&spot) else {
            of(Some(format!("the ledger leaves out {}", place())));
            continue;
        };
        if matches!(spot.verb, Verb::Must | Verb::MustNot) && spot.binds {
            let carried = entry.does.iter().any(|does| match does {
                Does::Duty(id) => duties(pathway, id)
                    .any(|(_, d)| d.verb == DutyVerb::Must && rests(&d.cites, &spot)),
                _ => false,
            });
            of((!carried).then(|| format!("no duty carries {}", place())));
        }
        let silent = |does: &Does| matches!(does, Does::Reading(because) if because.starts_with(NOT_A_PERMISSION));
        let said = entry.does.iter().filter(|does| silent(does)).count();
        let right = if spot.binds { said == 0 } else { said == 1 && entry.does.len() == 1 };
        of((!right).then(|| {
            let is =
                if spot.binds { "is called none" } else { "is not called “not a permission”" };
            format!("a duty or permission {is}: {}", place())
        }));
        for does in &entry.does {
            let wrong = wrong_with(does, &spot, &entry.now, ledger, pathway);
            of(wrong.map(|wrong| format!("{wrong}: {}", place())));
        }
    }
    asked
}

/// What is wrong with a link of this verb's entry.
fn wrong_with(
    does: &Does,
    spot: &Spot,
    now: &[Cite],
    ledger: &Ledger,
    pathway: &Pathway,
) -> Option<String> {
    match does {
        Does::Question(id) => match cites_of(pathway, id) {
            None => Some(format!("there is no question “{id}”")),
            Some(cites) => {
                let rests = cites.into_iter().any(|cite| covers(cite, &spot.cite));
                (!rests).then(|| format!("the question “{id}” is not based on the paragraph"))
            }
        },
        Does::Duty(id) | Does::Beside(id) => {
            let ours = matches!(does, Does::Beside(_));
            let all: Vec<_> = duties(pathway, id).map(|(_, duty)| duty).collect();
            // What takes the place of a removed sentence may be stronger, or weaker.
            let succeeded = |verb| {
                let summed = ledger.summaries().iter().any(|says| {
                    says.verb == verb && now.contains(&says.cite) && says.does.contains(does)
                });
                summed || !now.is_empty() && carries(verb, spot.verb)
            };
            if all.is_empty() {
                Some(format!("there is no duty “{id}”"))
            } else if !all.iter().all(|duty| rests(&duty.cites, spot)) {
                Some(format!("the duty “{id}” is not based on the paragraph"))
            } else if !all.iter().all(|duty| match duty.verb {
                DutyVerb::Ours => ours,
                verb => !ours && (carries(verb, spot.verb) || succeeded(verb)),
            }) {
                Some(format!("the duty “{id}” has another verb"))
            } else {
                None
            }
        }
        // The record lies above this room: a test there looks the fields up.
        Does::Field(_) | Does::Reading(_) => None,
    }
}

pub(super) fn rests(cites: &[Cite], spot: &Spot) -> bool {
    cites.iter().any(|cite| covers(cite, &spot.cite))
}

/// Whether what rests on `cite` rests on the paragraph of `verb`. The verb of a paragraph's
/// body reaches its items; that of an item does not reach its neighbours.
pub(super) fn covers(cite: &Cite, verb: &Cite) -> bool {
    cite == verb || *cite == verb.without_item() || cite.without_item() == *verb
}

/// What a question and its choices rest on.
fn cites_of<'p>(pathway: &'p Pathway, id: &str) -> Option<BTreeSet<&'p Cite>> {
    title(pathway, id)?;
    let mut cites = BTreeSet::new();
    if let Some(question) = pathway.question(id) {
        cites.extend(&question.cites);
        cites.extend(question.choices.iter().flat_map(|choice| &choice.cites));
    }
    if let Some(question) = pathway.after_question(id) {
        cites.extend(&question.cites);
    }
    Some(cites)
}
