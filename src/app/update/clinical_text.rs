//! Texts for clinical records: looked at, ticked, copied, and written down as pasted.

use crate::app::events::{ClinicalTextEvent, Screen};
use crate::app::screens::clinical_text::{ClinicalText, LeavingOf};
use crate::app::state::State;
use crate::base::time::When;
use crate::pathway::OutcomeKind;
use crate::record::entries::{Belongs, belongs, entry_of, make_entry};
use crate::record::settle::{Known, settles};
use crate::record::{AdditionTime, Field, ItemId, Part, Record, Typed, Work};
use crate::register::marked;
use crate::report::{Clinical, Identifying, Now, Ticks, Trace, clinical_sheet, code_for};

impl State {
    pub(super) fn clinical_text_event(&mut self, ctx: &egui::Context, event: ClinicalTextEvent) {
        match event {
            ClinicalTextEvent::Open(who) => self.open_clinical_text(who),
            ClinicalTextEvent::For(who) => self.change_clinical_text(|shown| {
                // What was ticked for one is not ticked for another.
                shown.who = Some(who);
                shown.ticks = Ticks::new();
                shown.done.clear();
            }),
            // What was copied is not the text that is shown from here on.
            ClinicalTextEvent::Length(length) => self.change_clinical_text(|shown| {
                shown.length = length;
                shown.done.clear();
            }),
            ClinicalTextEvent::Tick(tick, on) => self.change_clinical_text(|shown| {
                shown.ticks.insert(tick, on);
                shown.done.clear();
            }),
            ClinicalTextEvent::Copy => self.copy_clinical_text(ctx),
            ClinicalTextEvent::CopyCode => {
                let code = self.window.clinical_text.as_ref().and_then(|shown| shown.code);
                if let Some(code) = code {
                    self.to_clipboard(ctx, code.number.to_owned());
                    self.change_clinical_text(|shown| {
                        "The code is copied. Check it in your system.".clone_into(&mut shown.done);
                    });
                }
            }
            ClinicalTextEvent::Pasted => self.pasted(),
            ClinicalTextEvent::Close => self.window.clinical_text = None,
        }
    }

    /// The text that is looked at, if it belongs to what is on the screen.
    pub fn clinical_text_on_screen(&self) -> Option<&ClinicalText> {
        let here = self.clinical_text_of()?;
        self.window.clinical_text.as_ref().filter(|shown| shown.of == here)
    }

    fn clinical_text_of(&self) -> Option<LeavingOf> {
        match &self.window.screen {
            Screen::Decide => Some(LeavingOf::Draft(self.drafts.decision().cloned()?)),
            Screen::Decision(id) => Some(LeavingOf::Signed(id.clone())),
            _ => None,
        }
    }

    fn open_clinical_text(&mut self, who: Option<ItemId>) {
        self.close_path();
        self.window.clinical_text = self.clinical_text_of().map(|of| ClinicalText::new(of, who));
        self.remake_clinical_text();
    }

    fn change_clinical_text(&mut self, change: impl FnOnce(&mut ClinicalText)) {
        if let Some(shown) = &mut self.window.clinical_text {
            change(shown);
        }
        self.remake_clinical_text();
    }

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

    fn copy_clinical_text(&mut self, ctx: &egui::Context) {
        let Some(text) = self.window.clinical_text.as_ref().map(|shown| shown.text.clone()) else {
            return;
        };
        self.to_clipboard(ctx, text);
        if let Some(shown) = &mut self.window.clinical_text {
            shown.done =
                format!("Copied for {}. Read it through before you paste it.", shown.whose());
        }
    }

    /// Writes down that it is in that person's record now: in the draft, or in a statement
    /// below the signed decision, signed at once.
    fn pasted(&mut self) {
        let Some((of, who)) = self
            .window
            .clinical_text
            .as_ref()
            .and_then(|shown| Some((shown.of.clone(), shown.who.clone()?)))
        else {
            return;
        };
        let field = Field::of(Part::EnteredWhen, &who);
        let now = Typed::of(&self.now());
        match of {
            LeavingOf::Draft(_) => {
                let Some(id) = self.item_id() else { return };
                let Some(work) = self.work_mut() else { return };
                make_entry(&mut work.record, &field, id);
                let record = &mut work.record;
                let meant = belongs(record).into_iter().find(|one| one.of == who);
                let entry = meant.and_then(|one| entry_of(record, &one).map(|one| one.id.clone()));
                if let Some(entry) =
                    record.entered.iter_mut().find(|one| Some(&one.id) == entry.as_ref())
                {
                    entry.when = now;
                }
                self.current_draft_edited();
                self.remake_clinical_text();
            }
            LeavingOf::Signed(id) => {
                let Some(item) = self.item_id() else { return };
                let addition = self.files_of(&id).first().and_then(|file| {
                    let record = &file.as_it_reads()?;
                    settles(&field, &Known { record, author: &self.settings.author.name }, item)
                });
                let Some(mut addition) = addition else { return };
                if let Some(when) = addition.time_mut(AdditionTime::When) {
                    *when = now;
                }
                if let Some(nonce) = self.begin(Work::Addition(Box::new(addition)), Some(id)) {
                    self.sign(&nonce);
                }
            }
        }
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

/// When it was entered in the record of this person; blank where nobody has said.
fn entered(record: &Record, who: &Belongs) -> String {
    entry_of(record, who).map(|entry| entry.when.text.trim().to_owned()).unwrap_or_default()
}

/// Where others are named in the text, whose own lines for its person are left as they are.
fn traces(input: &Clinical<'_>, shown: &ClinicalText) -> Vec<Trace> {
    let Some(who) = &shown.who else { return Vec::new() };
    Identifying::of_others(input.record, who).traces(&shown.text)
}
