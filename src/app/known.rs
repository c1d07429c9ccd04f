//! What the program brings with it: guidance, pathway, agencies. The same for every register.

use std::collections::BTreeMap;

use super::start_error::StartError;
use crate::caseload::WorkedCase;
use crate::caseload::casebook::Titles;
use crate::guidance::{Agencies, Cite, Library, Nation};
use crate::pathway::ledger::Page;
use crate::pathway::{Ledger, LedgerError, OpenHelp, Pathway};
use crate::record::Rules;
use crate::record::text::field_label;

/// What the program brings with it.
pub struct Known {
    /// The guidance.
    pub library: Library,
    /// The pathway.
    pub rules: Rules,
    /// How to do what an open outcome asks for. It decides nothing: without it the questions work
    /// all the same.
    pub help: OpenHelp,
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
        let pathway: &Pathway = rules.pathway();
        let questions_on = questions_on(pathway, &library);
        let ledger = ledger(pathway, &library)?;
        let help = OpenHelp::embedded().unwrap_or_default();
        // They are held by tests, and no reason to keep anybody from the rest.
        let cases = WorkedCase::all().unwrap_or_default();
        let called = |case: &WorkedCase| (case.decision.clone(), case.title.clone());
        let titles = cases.iter().map(called).collect();
        Ok(Self { library, rules, help, questions_on, ledger, agencies, cases, titles })
    }

    /// In the words of this nation from now on.
    pub fn speak(&mut self, nation: Option<Nation>) {
        self.rules.speak(nation);
    }
}

/// Which questions are based on which held paragraph.
fn questions_on(pathway: &Pathway, library: &Library) -> BTreeMap<Cite, Vec<String>> {
    let paragraphs = library.documents().iter().flat_map(|document| {
        document.paragraphs.iter().map(|one| Cite::paragraph(&document.id, one.number))
    });
    let titles = |cite: &Cite| -> Vec<String> {
        pathway.questions_on(cite).into_iter().map(str::to_owned).collect()
    };
    paragraphs.map(|cite| (cite.clone(), titles(&cite))).collect()
}

/// What is done about each must, should and may, in words.
pub fn ledger(pathway: &Pathway, library: &Library) -> Result<Page, LedgerError> {
    let ledger = Ledger::embedded(library)?;
    ledger.resolve(pathway)?;
    Ok(ledger.page(pathway, library, field_label))
}
