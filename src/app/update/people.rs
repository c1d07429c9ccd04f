//! The same people in other decisions: suggested while a record is written, put aside, and put
//! in one chronology. Nothing is merged or copied by itself.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::done::Done;
use crate::app::environment::FileFor;
use crate::app::events::{ChronologyAs, ChronologyOf, PeopleEvent, Screen};
use crate::app::screens::chronology::{Candidate, ChronologyScreen};
use crate::app::session::rows::EarlierLine;
use crate::app::session::{AfterRead, Sealing};
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::caseload::chronology::{about_several, chronology, chronology_text, keep_child};
use crate::caseload::people::{Likeness, Sighting, sightings};
use crate::caseload::related::{Related, one_number_on_two_names, other_names, people_in, related};
use crate::record::{DecisionId, NotSame, Stated};
use crate::register::export::save_text;
use crate::register::log::{Did, Of};
use crate::register::{RegisterError, marked};
use crate::report::{Page, chronology_page, with_seal};

/// So many decisions of the list can be chosen from.
const MOST: usize = 60;

impl State {
    pub(super) fn people_event(&mut self, event: PeopleEvent) {
        match event {
            PeopleEvent::NotSame(decision) => self.not_same(&decision),
            PeopleEvent::SameAgain => {
                if let Some(work) = self.work_mut() {
                    work.not_same.clear();
                }
                self.current_draft_edited();
            }
            PeopleEvent::ShowAll => self.screens.earlier_all = !self.screens.earlier_all,
            PeopleEvent::Chronology(from) => self.begin_chronology(from),
            PeopleEvent::Subject(at) => {
                self.screens.chronology.subject = Some(at);
                self.make_chronology();
            }
            PeopleEvent::Take(decision) => {
                let there = &self.screens.chronology.candidates;
                let is_taken = there.iter().any(|one| one.line.decision == decision && one.taken);
                self.screens.chronology.by_hand.insert(decision, !is_taken);
                self.make_chronology();
            }
            PeopleEvent::Same(decision, is) => {
                self.screens.chronology.by_hand.insert(decision, is);
                self.make_chronology();
            }
            PeopleEvent::Filtered => self.make_chronology(),
            PeopleEvent::Save(form, path) => self.save_chronology(form, Path::new(path.trim())),
            PeopleEvent::Choose(form) => {
                if !self.window.choosing {
                    self.window.choosing = true;
                    let choose = self.env.choose_file;
                    let file = match form {
                        ChronologyAs::Text => FileFor::SaveChronology,
                        ChronologyAs::Page => FileFor::PrintChronology,
                    };
                    let job = move || Done::ChronologyFile(form, choose(file));
                    self.env.runner.run(Lane::Dialog, Box::new(job));
                }
            }
        }
    }

    /// Everybody of the register is known anew.
    pub(super) fn people_changed(&mut self) {
        for hand in self.drafts.iter_mut() {
            hand.earlier_of = None;
        }
        self.refresh_earlier();
        if self.window.screen == Screen::Chronology {
            self.make_chronology();
        }
    }

    /// What stands beside the decision in hand, where its people have changed.
    pub(super) fn refresh_earlier(&mut self) {
        let Some(hand) = self.current_draft() else { return };
        let Some(work) = hand.work() else { return };
        let who: Vec<Sighting> = sightings(&hand.draft.decision, &work.record).collect();
        let of = Some((who, work.not_same.clone()));
        if hand.earlier_of == of {
            return;
        }
        let found = of.as_ref().map(|(who, aside)| related(self.session.people(), who, aside));
        let found = found.unwrap_or_default();
        let lines = found.iter().filter_map(|one| self.session.earlier_line(one)).collect();
        let other_names = other_names(&work.record, &found);
        if let Some(hand) = self.current_draft_mut() {
            hand.earlier = lines;
            hand.other_names = other_names;
            hand.earlier_of = of;
        }
    }

    /// It was said that a suggested decision is about somebody else. Kept in the draft.
    fn not_same(&mut self, decision: &DecisionId) {
        let Some(hand) = self.current_draft() else { return };
        let Some((who, aside)) = &hand.earlier_of else { return };
        let found = related(self.session.people(), who, aside);
        let said: Vec<_> = found
            .iter()
            .filter(|one| one.decision == *decision)
            .flat_map(Related::not_same)
            .collect();
        if let Some(work) = self.work_mut() {
            work.not_same.extend(said);
        }
        self.current_draft_edited();
    }

    fn begin_chronology(&mut self, from: ChronologyOf) {
        let path = std::mem::take(&mut self.screens.chronology.path);
        let subject = (from != ChronologyOf::Listed).then_some(0);
        self.screens.chronology =
            ChronologyScreen { from: Some(from), subject, path, ..Default::default() };
        self.close_path();
        self.make_chronology();
        self.go(Screen::Chronology);
    }

    /// Whom a chronology can be of: who is told by the place that it began from, and what was
    /// put aside there.
    fn chronology_people(&self) -> (Vec<Sighting>, Vec<NotSame>) {
        let nobody = (Vec::new(), Vec::new());
        match &self.screens.chronology.from {
            Some(ChronologyOf::Signed(id)) => (people_in(&self.files_of(id)), Vec::new()),
            Some(ChronologyOf::Hand) => {
                let Some(hand) = self.current_draft() else { return nobody };
                let Some(work) = hand.work() else { return nobody };
                let who = sightings(&hand.draft.decision, &work.record).collect();
                (who, work.not_same.clone())
            }
            Some(ChronologyOf::Listed) | None => nobody,
        }
    }

    /// Works the chronology out anew. What is not held is missing in it, marked, until it was
    /// read.
    fn make_chronology(&mut self) {
        self.lay_chronology();
        let taken = self.screens.chronology.candidates.iter().filter(|one| one.taken);
        let taken: Vec<DecisionId> = taken.map(|one| one.line.decision.clone()).collect();
        self.hold(&taken, AfterRead::Chronology);
    }

    /// The same of what is held.
    pub(super) fn lay_chronology(&mut self) {
        let (who, aside) = self.chronology_people();
        let children: Vec<&Sighting> = who.iter().filter(|one| one.child).collect();
        let mut subjects: Vec<String> = children
            .iter()
            .zip(1..)
            .map(|(child, number)| match child.name.trim() {
                "" => format!("Child {number}, name not known"),
                name => name.to_owned(),
            })
            .collect();
        let mut screen = std::mem::take(&mut self.screens.chronology);
        if screen.from != Some(ChronologyOf::Listed) {
            subjects.push("The household".to_owned());
        }
        let at = screen.subject.map(|at| at.min(subjects.len().saturating_sub(1)));
        screen.subject = at;
        let child = at.and_then(|at| children.get(at)).map(|child| (*child).clone());
        let of = child.clone().map_or_else(|| who.clone(), |child| vec![child]);
        let mut found = related(self.session.people(), &of, &aside);
        screen.child.clear();
        if let Some(child) = child {
            found.retain(|one| one.likeness() != Likeness::Household);
            screen.child.entry(child.decision).or_default().insert(child.item);
            for one in &found {
                let same = one.why.iter().filter(|why| why.likeness != Likeness::Household);
                let same = same.map(|why| why.theirs.clone());
                screen.child.entry(one.decision.clone()).or_default().extend(same);
            }
        }
        screen.subjects = subjects;
        screen.candidates = self.candidates(&screen, &found);
        screen.more = match screen.from {
            Some(ChronologyOf::Listed) => {
                self.session.lists().found.rows.len().saturating_sub(MOST)
            }
            _ => 0,
        };
        self.fill_chronology(&mut screen, &of);
        self.screens.chronology = screen;
    }

    fn candidates(&self, screen: &ChronologyScreen, found: &[Related]) -> Vec<Candidate> {
        let mut lines: Vec<EarlierLine> = match &screen.from {
            Some(ChronologyOf::Listed) => {
                let found = &self.session.lists().found;
                let listed =
                    found.rows.iter().take(MOST).filter_map(|row| found.summaries.get(*row));
                listed.filter_map(|summary| self.session.line_of(&summary.id)).collect()
            }
            _ => found.iter().filter_map(|one| self.session.earlier_line(one)).collect(),
        };
        // The same row twice: two first statements in one folder.
        lines.dedup_by(|a, b| a.decision == b.decision);
        let base = match &screen.from {
            Some(ChronologyOf::Signed(id)) => self.session.line_of(id),
            _ => None,
        };
        let fixed = base.map(|line| Candidate { line, taken: true, fixed: true, asked: false });
        let others = lines.into_iter().map(|line| {
            // One number on two names: nothing is put together before it was asked.
            let (by_hand, asks) = (screen.by_hand.get(&line.decision), line.asks.is_some());
            let taken = by_hand.copied().unwrap_or(line.number && !asks);
            Candidate { taken, fixed: false, asked: asks && by_hand.is_none(), line }
        });
        fixed.into_iter().chain(others).collect()
    }

    /// Entries and text of the decisions that are taken. `of`: whose chronology it is.
    fn fill_chronology(&self, screen: &mut ChronologyScreen, of: &[Sighting]) {
        let taken = screen.candidates.iter().filter(|one| one.taken);
        let taken: Vec<&DecisionId> = taken.map(|one| &one.line.decision).collect();
        let mut statements: Vec<Stated<'_>> = Vec::new();
        screen.remarks.clear();
        for id in &taken {
            for file in self.files_of(id) {
                statements.extend(file.statements.iter().filter_map(|loaded| {
                    Some(Stated { digest: &loaded.digest, statement: loaded.statement()? })
                }));
                let unsound = file.statements.iter().any(|loaded| !loaded.sound);
                let unread = file.statements.iter().any(|loaded| loaded.statement().is_none());
                if !file.is_held() {
                    screen.remarks.push(format!("Decision {id} is being read."));
                } else if unsound || unread {
                    screen.remarks.push(format!(
                        "Something is wrong with a file of decision {id}, or this version cannot \
                         read all of it. Open the decision before you rely on what you see here."
                    ));
                }
            }
        }
        let together = taken.iter().flat_map(|id| self.session.people().of_decision(id));
        screen.remarks.extend(one_number_on_two_names(of.iter().chain(together)));
        screen.remarks.dedup();
        let mut entries = chronology(statements);
        let left_out = keep_child(&mut entries, &screen.child);
        screen.several = about_several(&entries, left_out);
        let mut kinds: Vec<_> = entries.iter().map(|entry| entry.kind).collect();
        kinds.sort();
        kinds.dedup();
        screen.only.retain(|kind| kinds.contains(kind));
        screen.kinds = kinds;
        if !screen.only.is_empty() {
            entries.retain(|entry| screen.only.contains(&entry.kind));
        }
        screen.entries = entries;
        let ids: Vec<&str> = taken.iter().map(|id| id.as_str()).collect();
        screen.notes = vec![format!("Made from decisions {}.", ids.join(", "))];
        if !screen.only.is_empty() {
            let only: Vec<&str> = screen.only.iter().map(|kind| kind.label()).collect();
            screen.notes.push(format!("Only these kinds are shown: {}.", only.join(", ")));
        }
        screen.notes.extend(screen.several.iter().chain(&screen.remarks).cloned());
        let text = chronology_text(screen.whose(), &screen.entries);
        screen.text = format!("{text}\n{}\n", screen.notes.join("\n"));
    }

    fn save_chronology(&mut self, form: ChronologyAs, path: &Path) {
        if !self.is_whole(path) {
            return;
        }
        let (screen, invented) = (&self.screens.chronology, self.is_training());
        let (path, text) = match form {
            ChronologyAs::Text => (path.to_owned(), marked(screen.text.clone(), invented)),
            ChronologyAs::Page => {
                let (of, entries, notes) = (screen.whose(), &screen.entries, &screen.notes);
                (as_page(path), chronology_page(&Page { of, invented, entries, notes }))
            }
        };
        let disk = Arc::clone(&self.env.disk);
        let seal = self.session.seal();
        let save = move || {
            let text = match (Sealing::line(seal.as_ref(), &*disk), form) {
                (Some(line), ChronologyAs::Page) => with_seal(text, &line),
                (Some(line), ChronologyAs::Text) => format!("{text}\n{line}\n"),
                (None, _) => text,
            };
            save_text(&*disk, &path, &text).map(|()| path)
        };
        let taken = self.screens.chronology.candidates.iter().filter(|one| one.taken);
        let taken: Vec<DecisionId> = taken.map(|one| one.line.decision.clone()).collect();
        let job = move || Done::ChronologySaved(form, taken, save());
        self.env.runner.run(Lane::Long, Box::new(job));
    }

    pub(super) fn chronology_saved(
        &mut self,
        form: ChronologyAs,
        of: Vec<DecisionId>,
        done: Result<PathBuf, RegisterError>,
    ) {
        let how = match form {
            ChronologyAs::Text => "",
            ChronologyAs::Page => " Open it in a web browser to print it.",
        };
        match done {
            Ok(path) => {
                let did = match form {
                    ChronologyAs::Text => Did::Saved,
                    ChronologyAs::Page => Did::Printed,
                };
                self.note(did, Of::Chronology, of);
                let path = path.display();
                let words = format!("The chronology is in {path}. It names third parties.{how}");
                self.say(words);
            }
            Err(error) => self.refuse(format!("The chronology was not saved. {error}")),
        }
    }

    pub(super) fn chronology_file(&mut self, form: ChronologyAs, path: Option<PathBuf>) {
        self.window.choosing = false;
        let Some(path) = path else {
            // On Linux a dialog that cannot open looks the same as one that was cancelled.
            self.say("No file was chosen. You can also type its path.");
            return;
        };
        self.screens.chronology.path = path.display().to_string();
        self.save_chronology(form, &path);
    }
}

/// The file with an ending by which a browser knows it.
pub(super) fn as_page(path: &Path) -> PathBuf {
    match path.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase).as_deref() {
        Some("html" | "htm") => path.to_owned(),
        Some("txt") => path.with_extension("html"),
        _ => {
            let mut whole = path.as_os_str().to_owned();
            whole.push(".html");
            whole.into()
        }
    }
}
