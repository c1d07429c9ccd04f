//! The same people in other decisions: suggested while a record is written, put aside, and put
//! in one chronology. Nothing is merged or copied by itself.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::done::Done;
use crate::app::environment::FileFor;
use crate::app::events::{ChronologyAs, ChronologyOf, PeopleEvent, Screen};
use crate::app::screens::chronology::ChronologyScreen;
use crate::app::session::Sealing;
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::caseload::related::{Related, related};
use crate::record::DecisionId;
use crate::register::export::save_text;
use crate::register::log::{Did, Of};
use crate::register::{RegisterError, marked};
use crate::report::{Page, chronology_page, with_seal};

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
