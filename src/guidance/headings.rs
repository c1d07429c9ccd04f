//! A heading in words for each paragraph that is held. Ours, never the GMC's, and nothing rests on
//! one: not among the rules that a decision is made under.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::cite::Cite;
use super::load::{File, GuidanceError, Problem};
use super::text::Document;
use crate::base::ronfile::unique_map;

/// The file `headings.ron`.
#[derive(Deserialize)]
#[serde(rename = "Headings", deny_unknown_fields)]
struct HeadingsFile(#[serde(deserialize_with = "unique_map")] BTreeMap<Cite, String>);

/// Reads it: a heading for every paragraph of these documents and for nothing else.
pub(super) fn read(
    file: File<'_>,
    documents: &[Document],
) -> Result<BTreeMap<Cite, String>, GuidanceError> {
    let HeadingsFile(headings) = file.read()?;
    let held: Vec<Cite> = documents
        .iter()
        .flat_map(|document| {
            document.paragraphs.iter().map(|one| Cite::paragraph(&document.id, one.number))
        })
        .collect();
    let wrong = |cite: &Cite, problem| file.wrong(&format!("\"{cite}\""), 0, problem);
    for (cite, heading) in &headings {
        if !held.contains(cite) {
            return Err(wrong(cite, Problem::UnknownCite(cite.clone())));
        }
        if heading.trim().is_empty() {
            return Err(wrong(cite, Problem::Empty));
        }
    }
    match held.iter().find(|cite| !headings.contains_key(cite)) {
        Some(cite) => Err(wrong(cite, Problem::NoName(cite.clone()))),
        None => Ok(headings),
    }
}
