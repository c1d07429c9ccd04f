//! A signed decision as a page to print: where it is saved is asked first, in the system's dialog or
//! in a field.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::people::as_page;
use crate::app::done::Done;
use crate::app::environment::FileFor;
use crate::app::events::FootPanel;
use crate::app::screens::decision::PageForm;
use crate::app::session::Sealing;
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::record::DecisionId;
use crate::record::text::people;
use crate::register::RegisterError;
use crate::register::export::save_text;
use crate::register::log::{Did, Of};
use crate::report::{DecisionOnPaper, with_seal};

impl State {
    /// What goes on the page is asked, from what its reader needs, with who is named in it.
    pub(super) fn ask_page(&mut self) {
        let file = self.shown_file();
        let record = file.and_then(|file| file.latest_decision()).map(|(_, one)| &one.record);
        let named = record.map(people).unwrap_or_default();
        self.screens.page = PageForm { named, ..PageForm::default() };
    }

    pub(super) fn choose_page(&mut self, id: &DecisionId) {
        if self.window.choosing {
            return;
        }
        self.window.choosing = true;
        let (choose, id) = (self.env.choose_file, id.clone());
        let job = move || Done::PageFile(id, choose(FileFor::PrintDecision));
        self.env.runner.run(Lane::Dialog, Box::new(job));
    }

    pub(super) fn page_file(&mut self, id: &DecisionId, path: Option<PathBuf>) {
        self.window.choosing = false;
        if self.shown_id() != Some(id) {
            return;
        }
        match path {
            Some(path) => self.save_page(id, &path),
            // On Linux a dialog that cannot open looks the same as one that was cancelled.
            None => self.screens.page.typed = true,
        }
    }

    pub(super) fn save_page(&mut self, id: &DecisionId, path: &Path) {
        if self.shown_id() != Some(id) || !self.is_whole(path) {
            return;
        }
        let files = self.files_of(id);
        let Some(file) = files.first().copied() else { return };
        let look = self.session.look();
        let paper = DecisionOnPaper {
            library: &self.known.library,
            invented: self.is_training(),
            today: self.now().date_naive(),
            mark: &|loaded| look.mark(loaded).map(str::to_owned),
            without: &self.screens.page.without(),
        };
        let Some(sheet) = paper.of(file) else {
            self.refuse("This decision cannot be read in full, so it was not saved as a page.");
            return;
        };
        let text = sheet.html();
        let (disk, path) = (Arc::clone(&self.env.disk), as_page(path));
        let seal = self.session.seal();
        let save = move || {
            let text = match Sealing::line(seal.as_ref(), &*disk) {
                Some(line) => with_seal(text, &line),
                None => text,
            };
            save_text(&*disk, &path, &text).map(|()| path)
        };
        let id = id.clone();
        self.env.runner.run(Lane::Long, Box::new(move || Done::PageSaved(id, save())));
    }

    pub(super) fn page_saved(&mut self, id: DecisionId, done: Result<PathBuf, RegisterError>) {
        match done {
            Ok(path) => {
                if self.window.foot_panel == Some(FootPanel::Page) {
                    self.window.foot_panel = None;
                }
                self.screens.page = PageForm::default();
                self.note(Did::Printed, Of::Decision, vec![id]);
                let path = path.display();
                self.say(format!(
                    "The page is in {path}. It names third parties. Open it in a web browser to \
                     print it."
                ));
            }
            Err(error) => self.refuse(format!("The page was not saved. {error}")),
        }
    }
}
