//! Work is handed to the lanes: for a register, for drafts, for what this workstation remembers.

use crate::app::done::Done;
use crate::app::drafts::{Job, Remembered};
use crate::app::session::{AfterRead, Task};
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::record::{DecisionId, Nonce};
use crate::register::drafts::DraftFile;

impl State {
    /// Begins this job; what it brings belongs to the session that is open now.
    pub(super) fn run(&mut self, task: impl IntoIterator<Item = Task>) {
        for Task { lane, ticket, job } in task {
            self.env.runner.run(lane, Box::new(move || Done::Session(ticket, job())));
        }
    }

    /// Begins these jobs for drafts.
    pub(super) fn run_for_drafts(&mut self, jobs: impl IntoIterator<Item = Job>) {
        for job in jobs {
            self.env.runner.run(Lane::Disk, Box::new(move || Done::Drafts(job())));
        }
    }

    pub(super) fn keep_in_memory(&mut self, file: DraftFile) -> Nonce {
        self.drafts.keep(file, &self.env.outbox, (self.env.instant)())
    }

    /// What this workstation remembers, for a job.
    pub(super) fn remembered(&self) -> Remembered {
        let saved = &self.settings.saved;
        Remembered::new(&self.env.outbox, &saved.device, &saved.last_signed)
    }

    /// Whether all of these are held. If not, they are read, and then it is done.
    pub(super) fn hold(&mut self, ids: &[DecisionId], then: AfterRead) -> bool {
        let task = self.session.hold(ids, then, &self.env.places());
        let held = task.is_none();
        self.run(task);
        held
    }

    /// Whether nothing of a register is shown.
    pub(super) fn is_hidden(&self) -> bool {
        self.window.locked.is_some()
    }

    /// Finds the rows anew, off the frame.
    pub(super) fn refresh_rows(&mut self) {
        let (list, now) = (&self.screens.list, self.now());
        let task = self.session.find_rows(&list.filter, list.sort, now);
        self.run([task]);
    }
}
