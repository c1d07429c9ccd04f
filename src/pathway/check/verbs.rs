//! The property of the verbs: every must that is shown is the GMC's, and none of the GMC's is
//! shown weaker.

use std::collections::BTreeSet;

use super::ledger::{covers, rests};
use super::{Asked, Finding};
use crate::guidance::{Cite, CitePlace, Library, Verb};
use crate::pathway::Pathway;
use crate::pathway::data::{Duty, DutyVerb};
use crate::pathway::ledger::{Does, Ledger, LedgerError, duties};

/// The paragraphs of which each duty that cites one is named in the ledger, so that none is
/// shown weaker unseen: 26–27, 32, 47, 52–55.
const NAMED: [u16; 8] = [26, 27, 32, 47, 52, 53, 54, 55];

/// Property 17.
pub(super) fn check(
    pathway: &Pathway,
    library: &Library,
    ledger: &Result<Ledger, LedgerError>,
) -> Finding {
    let name =
        "Every must that is shown is one of the GMC’s, and none of the GMC’s is shown weaker";
    let mut asked = Asked::new(17, name);
    let ledger = match ledger {
        Ok(ledger) => ledger,
        Err(error) => {
            asked.of(1, Some(|| error.to_string()));
            return asked.finding();
        }
    };
    let mut seen = BTreeSet::new();
    for (id, duty) in pathway.outcomes().iter().flat_map(|o| &o.duties).map(|d| (&d.id, d)) {
        if !seen.insert(id) {
            continue;
        }
        if duty.verb == DutyVerb::Must {
            let words = || format!("{id} is a must that the GMC does not say");
            asked.of(1, (!is_a_must(duty, ledger, library)).then_some(words));
        }
        for number in NAMED {
            let cite = Cite::paragraph("pcyp", number);
            if !duty.cites.iter().any(|other| other.without_item() == cite) {
                continue;
            }
            let words = || {
                format!(
                    "{id} is based on {} and the ledger does not name it there",
                    library.label(&cite)
                )
            };
            asked.of(2, (!is_named(id, &cite, ledger)).then_some(words));
        }
    }
    for entry in ledger.entries() {
        let must = entry.spot.binds && matches!(entry.spot.verb, Verb::Must | Verb::MustNot);
        if must {
            ask(&mut asked, pathway, &entry.does, DutyVerb::Must, &entry.words);
        }
    }
    for says in ledger.summaries() {
        ask(&mut asked, pathway, &says.does, says.verb, &says.words);
        for does in &says.does {
            let (Does::Duty(id) | Does::Beside(id)) = does else { continue };
            let rests =
                duties(pathway, id).all(|(_, d)| d.cites.iter().any(|c| covers(c, &says.cite)));
            let words = || format!("{id} is not based on {}", library.label(&says.cite));
            asked.of(2, (!rests).then_some(words));
        }
    }
    asked.finding()
}

/// That what the GMC asks for is carried, each time with its own verb.
fn ask(asked: &mut Asked, pathway: &Pathway, does: &[Does], verb: DutyVerb, words: &str) {
    let mut carried = false;
    for one in does {
        let (id, ours) = match one {
            Does::Duty(id) => (id, false),
            Does::Beside(id) => (id, true),
            _ => continue,
        };
        for (outcome, duty) in duties(pathway, id) {
            let right = if ours { duty.verb == DutyVerb::Ours } else { duty.verb == verb };
            carried |= right && !ours;
            let said = || {
                let (as_is, should) = (duty.verb.label(), verb.label());
                format!("{}, {id}: “{words}” is {should}, and is shown as {as_is}", outcome.id)
            };
            asked.of(1, (!right).then_some(said));
        }
    }
    let words = || format!("no duty carries “{words}”");
    asked.of(2, (!carried).then_some(words));
}

/// Whether a must of the GMC's stands behind this duty.
fn is_a_must(duty: &Duty, ledger: &Ledger, library: &Library) -> bool {
    let names = |does: &[Does]| does.contains(&Does::Duty(duty.id.clone()));
    let summed = ledger.summaries().iter().any(|says| {
        says.verb == DutyVerb::Must
            && names(&says.does)
            && duty.cites.iter().any(|cite| covers(cite, &says.cite))
    });
    summed
        || ledger.entries().iter().any(|entry| {
            let must = entry.spot.binds && matches!(entry.spot.verb, Verb::Must | Verb::MustNot);
            // One that was removed counts where what takes its place is beside it.
            let stands = !library.is_removed(&entry.spot.cite)
                || duty.cites.iter().any(|cite| entry.now.iter().any(|now| covers(cite, now)));
            must && stands && names(&entry.does) && rests(&duty.cites, &entry.spot)
        })
}

/// Whether the ledger names this duty at the paragraph, or at a sentence that it succeeds.
fn is_named(id: &str, cite: &Cite, ledger: &Ledger) -> bool {
    let names = |does: &[Does]| {
        does.iter().any(|one| matches!(one, Does::Duty(other) | Does::Beside(other) if other == id))
    };
    let here = |other: &Cite| {
        let of = |cite: &Cite| match cite.place {
            CitePlace::Paragraph(number, _) => Some(number),
            CitePlace::Named(_) => None,
        };
        // 26–27 is one summary.
        let run = |number: Option<u16>| if number == Some(27) { Some(26) } else { number };
        other.document == cite.document && run(of(other)) == run(of(cite))
    };
    ledger.summaries().iter().any(|says| here(&says.cite) && names(&says.does))
        || ledger.entries().iter().any(|entry| {
            (here(&entry.spot.cite) || entry.now.iter().any(here)) && names(&entry.does)
        })
}
