//! What the program brings with it: guidance, pathway, agencies. The same for every register.

use std::collections::BTreeMap;

use super::start_error::StartError;
use super::walk::Rules;
use crate::caseload::WorkedCase;
use crate::caseload::casebook::Titles;
use crate::guidance::{Agencies, Cite, Library, Nation};
use crate::pathway::ledger::Page;

/// What the program brings with it.
pub struct Known {
    /// The guidance.
    pub library: Library,
    /// The pathway.
    pub rules: Rules,
    /// Which questions rest on which paragraph, for the guidance screen.
    pub questions_on: BTreeMap<Cite, Vec<String>>,
    /// What is done about each must, should and may, for the guidance screen.
    pub ledger: Page,
    /// What every agency does, and whom to ring before there is a contact.
    pub agencies: Agencies,
    /// The worked cases.
    pub cases: Vec<WorkedCase>,
    /// What those are called, where they stand among invented cases.
    pub titles: Titles,
}

impl Known {
    /// Reads it out of the program.
    pub fn embedded() -> Result<Self, StartError> {
        let library = Library::embedded()?;
        let rules = Rules::embedded(&library)?;
        let agencies = Agencies::embedded(&library)?;
        let questions_on = rules.questions_on(&library);
        let ledger = rules.ledger(&library)?;
        // They are held by tests, and no reason to keep anybody from the rest.
        let cases = WorkedCase::all().unwrap_or_default();
        let called = |case: &WorkedCase| (case.decision.clone(), case.title.clone());
        let titles = cases.iter().map(called).collect();
        Ok(Self { library, rules, questions_on, ledger, agencies, cases, titles })
    }

    /// In the words of this nation from now on.
    pub fn speak(&mut self, nation: Option<Nation>) {
        self.rules.speak(nation);
    }
}
