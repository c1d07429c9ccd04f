//! The path as a picture: of the decision in hand, and of a signed one.

use crate::app::events::{PathEvent, Screen};
use crate::app::screens::path::{PathOf, PathShown};
use crate::app::state::State;
use crate::pathway::map::{Marks, Plan};
use crate::record::Decision;
use crate::register::Loaded;

impl State {
    pub(super) fn path_event(&mut self, event: PathEvent) {
        match event {
            PathEvent::Signed(statement) => self.show_signed_path(statement),
            PathEvent::AsText => {
                if let Some(path) = &mut self.window.path {
                    path.as_text = !path.as_text;
                    // The picture has another width now.
                    path.viewport.home();
                }
            }
            PathEvent::Whole => {
                if let Some(path) = &mut self.window.path {
                    path.toggle_whole();
                }
            }
            PathEvent::Close => self.close_path(),
        }
    }

    /// The path, if it belongs to what is on the screen.
    pub fn path_on_screen(&mut self) -> Option<&mut PathShown> {
        let here = match &self.window.screen {
            Screen::Decide => PathOf::Draft(self.drafts.decision().cloned()?),
            Screen::Decision(id) | Screen::Review(Some(id)) => PathOf::Signed(id.clone()),
            Screen::Worked => PathOf::Worked(self.screens.worked.read()?),
            _ => return None,
        };
        self.window.path.as_mut().filter(|path| path.of == here)
    }

    /// Of a worked case: its last answers.
    pub(super) fn worked_path(&self) -> Option<PathShown> {
        let at = self.screens.worked.read()?;
        let step = self.known.cases.get(at)?.steps.last()?;
        let pathway = self.known.rules.pathway();
        let marks = Marks::of(pathway, &step.answers).decided(Some(&step.outcome));
        Some(PathShown::new(PathOf::Worked(at), Plan::of(pathway), marks))
    }

    pub(super) fn close_path(&mut self) {
        self.window.path = None;
    }

    pub(super) fn show_signed_path(&mut self, statement: usize) {
        let shown = self.shown_file().and_then(|file| {
            let loaded = file.statements.get(statement)?;
            let (plan, marks) = self.signed_path(loaded, loaded.decision()?);
            Some(PathShown::new(PathOf::Signed(file.id.clone()), plan, marks))
        });
        self.window.path = shown;
    }

    /// What is painted of a signed decision: its answers on the pathway that it was made
    /// under; where that is not at hand, the questions and answers as they were signed.
    fn signed_path(&self, loaded: &Loaded, decision: &Decision) -> (Plan, Marks) {
        let Some(pathway) = self.known.rules.pathway_of(&loaded.header.rules) else {
            let plan = Plan::of_trail(&decision.outcome.trail, &decision.outcome.headline);
            let marks = Marks::of_trail(&plan);
            return (plan, marks);
        };
        let marks = Marks::of(pathway, decision.basis.answers());
        let marks = marks.decided(Some(decision.decided_id()));
        (Plan::of(pathway), marks)
    }
}
