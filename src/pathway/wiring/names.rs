//! The names that a pathway gives, each once, and where in the file it gives them.

use std::collections::{BTreeMap, BTreeSet};

use super::Fault;
use crate::pathway::data::Data;
use crate::pathway::load::Problem;

/// A place in the text that moves forward to the next name, so that a fault is shown where it
/// stands although the parsed form has lost the places.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl Cursor<'_> {
    /// The next place of `needle`, or here if it stands nowhere further on.
    pub(super) fn to(self, needle: &str) -> Self {
        let rest = self.text.get(self.at..).unwrap_or_default();
        Self { at: rest.find(needle).map_or(self.at, |found| self.at + found), ..self }
    }

    /// The next place where something has this id. Moves past the id before, so that the
    /// same id further on is another place.
    pub(super) fn to_id(self, id: &str) -> Self {
        let needle = format!("id: \"{id}\"");
        let past = Self { at: (self.at + 1).min(self.text.len()), ..self };
        let found = past.to(&needle);
        if found.at == past.at { self } else { found }
    }

    pub(super) fn to_quoted(self, word: &str) -> Self {
        self.to(&format!("\"{word}\""))
    }

    pub(super) fn fault(self, problem: Problem) -> Fault {
        Fault { offset: self.at, problem }
    }
}

/// Slots and outcomes by id.
pub(super) struct Names {
    pub(super) slots: BTreeMap<String, usize>,
    pub(super) outcomes: BTreeMap<String, usize>,
}

impl Names {
    pub(super) fn of(data: &Data, start: Cursor<'_>) -> Result<Self, Fault> {
        if data.questions.is_empty() {
            return Err(start.to("questions:").fault(Problem::NothingToChoose));
        }
        let mut slots = BTreeMap::new();
        let mut cursor = start.to("questions:");
        for question in &data.questions {
            cursor = cursor.to_id(&question.id);
            insert(&mut slots, &question.id, cursor)?;
            if question.choices.is_empty() {
                return Err(cursor.fault(Problem::NothingToChoose));
            }
            let here = cursor;
            once(question.choices.iter().map(|choice| &choice.id), here)?;
            for choice in &question.choices {
                cursor = cursor.to_id(&choice.id);
            }
        }
        cursor = start.to("after:");
        for question in &data.after {
            cursor = cursor.to_id(&question.id);
            insert(&mut slots, &question.id, cursor)?;
            once(question.choices.iter().map(|choice| &choice.id), cursor)?;
        }
        let mut outcomes = BTreeMap::new();
        cursor = start.to("outcomes: [\n");
        for outcome in &data.outcomes {
            cursor = cursor.to_id(&outcome.id);
            insert(&mut outcomes, &outcome.id, cursor)?;
            once(outcome.duties.iter().map(|duty| &duty.id), cursor)?;
        }
        Ok(Self { slots, outcomes })
    }
}

fn insert(map: &mut BTreeMap<String, usize>, id: &str, here: Cursor<'_>) -> Result<(), Fault> {
    let place = map.len();
    match map.insert(id.to_owned(), place) {
        Some(_) => Err(here.fault(Problem::IdTwice(id.to_owned()))),
        None => Ok(()),
    }
}

/// That each of these ids, which follow `here` in the text, stands once.
fn once<'a>(ids: impl Iterator<Item = &'a String>, here: Cursor<'_>) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    let mut cursor = here;
    for id in ids {
        cursor = cursor.to_id(id);
        if !seen.insert(id) {
            return Err(cursor.fault(Problem::IdTwice(id.clone())));
        }
    }
    Ok(())
}
