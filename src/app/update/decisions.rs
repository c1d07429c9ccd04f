//! The list, and one signed decision.

use super::super::events::{DecisionsEvent, Screen};
use super::super::screens::decision::Worked;
use super::super::state::State;
use crate::base::time;
use crate::guidance::{Cite, Library};
use crate::record::text::{rests_on, sections, sections_of};
use crate::record::times::{late_entry, times};
use crate::record::{DecisionDraft, DecisionId, Part, Place, Typed, Work};
use crate::register::{DecisionFile, Loaded};
use crate::report::{Clinical, clinical_text};

impl State {
    pub(super) fn decisions_event(&mut self, event: DecisionsEvent) {
        match event {
            DecisionsEvent::Filtered
            | DecisionsEvent::Sort(_)
            | DecisionsEvent::InSight(..)
            | DecisionsEvent::AskNothing
            | DecisionsEvent::SaveFilter
            | DecisionsEvent::UseFilter(_)
            | DecisionsEvent::RemoveFilter(_) => self.list_event(event),
            DecisionsEvent::Open(id) => self.show_decision(&id),
            DecisionsEvent::Reload => self.reload(),
            DecisionsEvent::BeginAddendum(id) => self.begin_addendum(id),
            DecisionsEvent::AddendumTouched => {
                if let Some(nonce) = self.addendum.clone() {
                    self.touch(&nonce);
                }
            }
            DecisionsEvent::SignAddendum => {
                if let Some(nonce) = self.addendum.clone() {
                    self.sign(&nonce);
                }
            }
            DecisionsEvent::Reopen(id) => self.reopen(&id),
        }
    }

    /// What was read of a decision: one, unless several first statements stand in its folder;
    /// the one that was not changed before the others.
    pub fn files_of(&self, id: &DecisionId) -> Vec<&DecisionFile> {
        let mut files: Vec<_> = self.contents.find(id).collect();
        files.sort_by_key(|file| {
            let first = file.first().is_some_and(|loaded| loaded.sound);
            // Of one that was changed meanwhile, that comes first which was signed so.
            let changed = file.first().is_none_or(Loaded::is_changed);
            (!first, !file.statements.iter().any(|loaded| loaded.sound), changed)
        });
        files
    }

    /// The decision that is on the screen, as it was read.
    pub fn shown_file(&self) -> Option<&DecisionFile> {
        self.files_of(self.shown_id()?).into_iter().next()
    }

    pub(super) fn show_decision(&mut self, id: &DecisionId) {
        if self.contents.find(id).next().is_none() && self.before.is_some() {
            self.open_when_read = Some(id.clone());
            return;
        }
        if self.contents.find(id).next().is_none() {
            self.say("This decision is not in the register. Read the register again.", true);
            return;
        }
        self.close_path();
        if self.shown_id() != Some(id) {
            self.look.forget();
        }
        let here = |nonce: &crate::record::Nonce| {
            self.find(Some(nonce)).is_some_and(|hand| hand.draft.decision == *id)
        };
        if self.addendum.as_ref().is_some_and(|nonce| !here(nonce)) {
            if let Some(nonce) = self.addendum.take() {
                self.save_now(&nonce);
            }
            self.drop_saved();
        }
        self.go(Screen::Decision(id.clone()));
        self.look_at_shown();
    }

    pub(super) fn work_out(&self, file: &DecisionFile) -> Worked {
        let statements = file.statements.iter();
        let latest = file.latest_decision();
        let cites = latest
            .map(|(_, decision)| {
                let named = decision.outcome.duties.iter().flat_map(|duty| &duty.cites);
                let cites: Vec<Cite> = named.filter_map(|text| text.parse().ok()).collect();
                self.library.with_now(&cites)
            })
            .unwrap_or_default();
        Worked {
            sections: statements
                .map(|loaded| loaded.decision().map(sections).unwrap_or_default())
                .collect(),
            cites,
            clinical: latest.and_then(|(loaded, _)| {
                let text = clinical_text(&Clinical::signed(loaded.statement()?)?);
                Some(match self.mark(loaded) {
                    Some(mark) => format!("{mark}\n\n{text}"),
                    None => text,
                })
            }),
            times: file.statements.iter().map(times_of).collect(),
            rests: statements_rest(file, &self.library),
            linked: self.linked(file),
            open: latest.is_some_and(|(_, decision)| self.is_open(decision)),
        }
    }

    fn begin_addendum(&mut self, id: DecisionId) {
        let there = self
            .hands
            .iter()
            .find(|hand| hand.draft.decision == id && matches!(hand.draft.work, Work::Addendum(_)));
        self.addendum = match there {
            Some(hand) => Some(hand.draft.nonce.clone()),
            None => self.begin(Work::Addendum(String::new()), Some(id)),
        };
    }

    /// Takes an open case up again: a new draft of the same decision, from its answers and
    /// its record, at the question that it waits for.
    fn reopen(&mut self, id: &DecisionId) {
        let Some(file) = self.files_of(id).into_iter().next() else { return };
        let Some((_, decision)) = file.latest_decision() else { return };
        let answers = decision.basis.answers().clone();
        let settled = self.rules.walk(&answers).outcome.is_some();
        // A departure is looked at again as a whole: the answers did not wait for it.
        let departure = decision.departure.clone().filter(|_| settled);
        let place = match self.rules.waits_for(&answers) {
            Some(question) if departure.is_none() => Place::Question(question),
            _ if settled => Place::Outcome,
            _ => Place::Questions,
        };
        let mut record = decision.record.clone();
        // It is decided anew, and what will be signed is in no clinical record yet.
        let entered: Vec<String> = sections_of(&record, None)
            .into_iter()
            .flat_map(|section| section.groups)
            .flat_map(|group| group.lines)
            .filter(|line| matches!(line.field.part, Part::EnteredWhose | Part::EnteredWhen))
            .map(|line| format!("{}: {}", line.label, line.text))
            .collect();
        let set_aside = (!entered.is_empty())
            .then(|| ("Entered in clinical records before".to_owned(), entered.join("\n")))
            .into_iter()
            .collect();
        record.decided = Typed::default();
        record.entered.clear();
        let linked = decision.linked.clone();
        let work = DecisionDraft {
            answers,
            place,
            departure,
            record,
            set_aside,
            linked,
            ..DecisionDraft::default()
        };
        self.put_aside();
        if let Some(nonce) = self.begin(Work::Decision(Box::new(work)), Some(id.clone())) {
            self.take_in_hand(nonce);
        }
    }
}

/// By statement, by duty: what it rests on, then and now.
fn statements_rest(file: &DecisionFile, library: &Library) -> Vec<Vec<String>> {
    let duties = file.statements.iter().map(|loaded| match loaded.decision() {
        Some(decision) => decision.outcome.duties.as_slice(),
        None => &[],
    });
    duties.map(|duties| duties.iter().map(|duty| rests_on(duty, library)).collect()).collect()
}

/// The times of a statement on one line, and whether it is a late entry.
fn times_of(loaded: &Loaded) -> (String, Option<String>) {
    let Some(statement) = loaded.statement() else {
        let written = time::moment(&loaded.header.written);
        return (format!("Written {written}"), None);
    };
    (times(statement).join("  ·  "), late_entry(statement))
}
