//! The text for a clinical record is made again from what is on the screen now.

use crate::app::screens::clinical_text::{ClinicalText, LeavingOf};
use crate::app::state::State;
use crate::base::time::When;
use crate::pathway::OutcomeKind;
use crate::record::Record;
use crate::record::entries::{Belongs, belongs, entry_of};
use crate::register::marked;
use crate::report::{Clinical, Identifying, Now, Trace, clinical_sheet, code_for};

impl State {
    /// Makes the text again from what stands now.
    pub(super) fn remake_clinical_text(&mut self) {
        let Some(mut shown) = self.window.clinical_text.take() else { return };
        let made = match &shown.of {
            LeavingOf::Draft(_) => self.fill_from_draft(&mut shown),
            LeavingOf::Signed(_) => self.fill_from_signed(&mut shown),
        };
        if made.is_some() {
            self.window.clinical_text = Some(shown);
        }
    }

    fn fill_from_draft(&self, shown: &mut ClinicalText) -> Option<()> {
        let LeavingOf::Draft(nonce) = &shown.of else { return None };
        let hand = self.find(Some(nonce))?;
        let (work, case) = (hand.work()?, hand.case.as_ref()?);
        let suggested = case.made.suggested.as_ref()?;
        let decided = case.made.decided.as_ref().unwrap_or(suggested);
        // What is only to be written down is no business of the clinical record.
        let owed = case.made.owed.iter().filter(|owed| owed.is_action());
        let owed: Vec<String> = owed.map(|owed| owed.what.clone()).collect();
        let answers = case.made.walk.reached();
        let at = When::At(work.decided_at().unwrap_or_else(|| self.now()));
        let input = Clinical {
            reference: &hand.draft.decision,
            headline: &suggested.headline,
            decided: &decided.headline,
            outcomes: [&suggested.id, &decided.id],
            answers: &answers,
            at: &at,
            departure: work.departure.as_ref(),
            trail: case.made.trail_words(),
            record: &work.record,
            owed: &owed,
            author: &self.settings.author,
            in_error: None,
            signed: None,
            since: &[],
        };
        fill(shown, &input, self.is_training());
        Some(())
    }

    fn fill_from_signed(&self, shown: &mut ClinicalText) -> Option<()> {
        let LeavingOf::Signed(id) = &shown.of else { return None };
        let file = self.files_of(id).into_iter().next()?;
        let (latest, _) = file.latest_decision()?;
        let now = Now::of(&file.stated())?;
        let input = now.clinical()?;
        fill(shown, &input, false);
        // A file of its own says whether it is one of invented cases.
        shown.text = self.marked(latest, &shown.text);
        shown.text = marked(std::mem::take(&mut shown.text), self.is_training());
        shown.traces = traces(&input, shown);
        shown.cannot = self.cannot_sign();
        Some(())
    }
}

/// Puts the text together for the person whose it is.
fn fill(shown: &mut ClinicalText, input: &Clinical<'_>, training: bool) {
    shown.people = belongs(input.record);
    if shown.person().is_none() {
        shown.who = shown.people.first().map(|one| one.of.clone());
    }
    let who = shown.person().cloned();
    shown.sheet = clinical_sheet(input, who.as_ref(), shown.length, &shown.ticks);
    shown.text = marked(shown.sheet.text(), training);
    shown.traces = traces(input, shown);
    // Nothing is to be coded as a concern that is none, or that only somebody else may have.
    let concern = input.kind() != Some(OutcomeKind::Nothing) && !input.is_request();
    shown.code = concern.then(|| code_for(input.record, who.as_ref()));
    shown.entered = who.map(|who| entered(input.record, &who)).unwrap_or_default();
}

/// Where others are named in the text, whose own lines for its person are left as they are.
fn traces(input: &Clinical<'_>, shown: &ClinicalText) -> Vec<Trace> {
    let Some(who) = &shown.who else { return Vec::new() };
    Identifying::of_others(input.record, who).traces(&shown.text)
}

/// When it was entered in the record of this person; blank where nobody has said.
fn entered(record: &Record, who: &Belongs) -> String {
    entry_of(record, who).map(|entry| entry.when.text.trim().to_owned()).unwrap_or_default()
}
