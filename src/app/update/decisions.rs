//! The list, and one signed decision.

use super::super::arrival::Focus;
use super::super::events::{DecisionsEvent, Screen};
use super::super::screens::decision::Worked;
use super::super::state::State;
use super::hold::Then;
use super::later::{corrections, lines, offers, owner};
use crate::base::time;
use crate::caseload::worklist::request_words;
use crate::guidance::{Cite, Library};
use crate::record::corrected::{CorrectedField, as_corrected};
use crate::record::entries::belongs;
use crate::record::text::{rests_on, sections, sections_of};
use crate::record::times::{corrected_times, late_entry, times_after};
use crate::record::{
    Body, Corrected, Decision, DecisionDraft, DecisionId, Field, ItemId, Part, Place, Statement,
    Typed, Work,
};
use crate::register::{DecisionFile, Loaded};

impl State {
    pub(super) fn decisions_event(&mut self, event: DecisionsEvent) {
        match event {
            DecisionsEvent::Filtered
            | DecisionsEvent::Sort(_)
            | DecisionsEvent::InSight(..)
            | DecisionsEvent::AskNothing
            | DecisionsEvent::SaveFilter
            | DecisionsEvent::UseFilter(_)
            | DecisionsEvent::RemoveFilter(_) => self.list_event(&event),
            DecisionsEvent::Open(id) => self.show_decision(&id),
            DecisionsEvent::OpenAt(id, place) => {
                self.show_decision(&id);
                self.focus = Some(Focus::Owed(place));
            }
            DecisionsEvent::Settle(id, place) => {
                let then = Then::Settle(id.clone(), place.clone());
                if self.hold(std::slice::from_ref(&id), then) {
                    self.settle(&id, &place);
                }
            }
            DecisionsEvent::Reload => self.reload(),
            DecisionsEvent::Reopen(id) => {
                if self.hold(std::slice::from_ref(&id), Then::Reopen(id.clone())) {
                    self.reopen(&id);
                }
            }
            event => self.later_event(event),
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
            self.refuse("This decision is not in the register. Read the register again.");
            return;
        }
        self.close_path();
        if self.shown_id() != Some(id) {
            self.look.forget();
            self.adding = None;
        }
        let here = |nonce: &crate::record::Nonce| {
            self.find(Some(nonce)).is_some_and(|hand| hand.draft.decision == *id)
        };
        if self.addendum.as_ref().is_some_and(|nonce| !here(nonce)) {
            self.leave_addition();
        }
        self.go(Screen::Decision(id.clone()));
        self.look_at_shown();
    }

    pub(super) fn work_out(&self, file: &DecisionFile) -> Worked {
        let latest = file.latest_decision();
        let corrected = corrections(file);
        let cites = latest
            .map(|(_, decision)| {
                let named = decision.outcome.duties.iter().flat_map(|duty| &duty.cites);
                let cites: Vec<Cite> = named.filter_map(|text| text.parse().ok()).collect();
                self.library.with_now(&cites)
            })
            .unwrap_or_default();
        // What goes on is what holds now: as it was signed, with what was corrected since.
        let stands = latest.and_then(|(loaded, _)| {
            let at = file.statements.iter().position(|one| one.digest == loaded.digest)?;
            Some((loaded, reads(loaded.statement()?, corrected.get(at)?.as_ref())))
        });
        let people = match stands.as_ref().map(|(_, statement)| &statement.body) {
            Some(Body::Decision(decision)) => belongs(&decision.record),
            _ => Vec::new(),
        };
        let owed = self.owed_by_one(file);
        Worked {
            sections: file
                .statements
                .iter()
                .zip(&corrected)
                .map(|(loaded, corrected)| match corrected {
                    Some(corrected) => corrected.sections(),
                    None => loaded.decision().map(sections).unwrap_or_default(),
                })
                .collect(),
            corrected: corrected
                .iter()
                .map(|one| one.as_ref().map(marks))
                .map(Option::unwrap_or_default)
                .collect(),
            cites,
            belongs: people,
            times: file
                .statements
                .iter()
                .enumerate()
                .map(|(at, one)| times_of(file, &corrected, at, one))
                .collect(),
            records: corrected
                .iter()
                .map(|one| one.as_ref().map(|one| one.record.clone()))
                .collect(),
            later: lines(file),
            owner: owner(file),
            offers: offers(file),
            rests: statements_rest(file, &self.library),
            linked: self.linked(file),
            related: self.related_to(file),
            request: stands
                .as_ref()
                .map(|(loaded, one)| {
                    let at = file.statements.iter().position(|other| other.digest == loaded.digest);
                    let own = at.and_then(|at| corrected.get(at)).and_then(Option::as_ref);
                    request_of(one, own)
                })
                .unwrap_or_default(),
            open: owed.iter().any(|item| item.what.is_open_case()),
            owed,
        }
    }

    /// A text of a statement with what its file is marked with, before it.
    pub(super) fn marked(&self, loaded: &Loaded, text: &str) -> String {
        match self.mark(loaded) {
            Some(mark) => format!("{mark}\n\n{text}"),
            None => text.to_owned(),
        }
    }

    /// The newest decision with its corrections, and with what was signed since: whatever is
    /// signed in its place must lose none of it.
    fn as_it_stands(&mut self, id: &DecisionId) -> Option<Decision> {
        let file = self.files_of(id).into_iter().next()?;
        let (mut decision, standing) = (file.latest_decision()?.1.clone(), file.standing()?);
        let mut ids = Vec::new();
        for _ in &standing.entered {
            ids.push(self.item_id()?);
        }
        standing.carry_into(&mut decision.record, &mut || {
            ids.pop().unwrap_or_else(|| ItemId::mint([0; 8]))
        });
        decision.departure.clone_from(&standing.corrected.departure);
        Some(decision)
    }

    /// Takes an open case up again: a new draft of the same decision, from its answers and
    /// its record, at the question that it waits for.
    pub(super) fn reopen(&mut self, id: &DecisionId) {
        let Some(decision) = self.as_it_stands(id) else { return };
        let answers = decision.basis.answers().clone();
        let settled = self.rules.walk(&answers).outcome.is_some();
        // A departure is looked at again as a whole: the answers did not wait for it.
        let departure = decision.departure.clone().filter(|_| settled);
        let place = match self.rules.waits_for(&answers) {
            Some(question) if departure.is_none() => Place::Question(question),
            _ if settled => Place::Outcome,
            _ => Place::Questions,
        };
        let mut record = decision.record;
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
        let linked = decision.linked;
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
            self.take_in_hand(nonce.clone());
            self.touch(&nonce);
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

/// What stood before in each field that was corrected, and by whom.
fn marks(corrected: &Corrected) -> Vec<(Field, String)> {
    corrected.fields.iter().map(|one| (one.field.clone(), one.words().join("\n"))).collect()
}

/// A statement as it reads with its corrections, if it has any.
pub(super) fn reads(statement: &Statement, corrected: Option<&Corrected>) -> Statement {
    corrected.map_or_else(|| statement.clone(), |corrected| as_corrected(statement, corrected))
}

/// The line of the request as it stands now; where it was corrected it says so.
fn request_of(statement: &Statement, corrected: Option<&Corrected>) -> String {
    let Body::Decision(decision) = &statement.body else { return String::new() };
    let words = request_words(&decision.record);
    let of_it = |one: &CorrectedField| {
        matches!(
            one.field.part,
            Part::RequestReceived | Part::RequestChannel | Part::RequestReplyBy
        )
    };
    let is_corrected = corrected.is_some_and(|one| one.fields.iter().any(of_it));
    if is_corrected && !words.is_empty() { format!("{words} (corrected since)") } else { words }
}

/// The times of a statement on one line as they stand now, and whether it was written on a later day.
fn times_of(
    file: &DecisionFile,
    corrected: &[Option<Corrected>],
    at: usize,
    loaded: &Loaded,
) -> (String, Option<String>) {
    let Some(statement) = loaded.statement() else {
        let written = time::moment(&loaded.header.written);
        return (format!("Written {written}"), None);
    };
    let reads_at = |at: usize| corrected.get(at).and_then(Option::as_ref);
    // The decision that it came after.
    let before = file.statements.iter().enumerate().take(at);
    let before = before.rev().find(|(_, one)| one.decision().is_some());
    let decided = before.and_then(|(at, one)| Some(reads(one.statement()?, reads_at(at)).decided));
    let own = reads_at(at);
    let statement = reads(statement, own);
    let mut line = times_after(&statement, decided.as_ref());
    line.extend(own.and_then(corrected_times));
    (line.join("  ·  "), late_entry(&statement))
}
