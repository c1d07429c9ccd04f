//! Texts for clinical records: looked at, ticked, copied, and written down as pasted.

use crate::app::events::{ClinicalTextEvent, Screen};
use crate::app::screens::clinical_text::{ClinicalText, LeavingOf};
use crate::app::state::State;
use crate::record::entries::{belongs, entry_of, make_entry};
use crate::record::settle::{Known, settles};
use crate::record::{AdditionTime, Field, ItemId, Part, Typed, Work};
use crate::report::Ticks;

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
