//! A decision that was disposed of: its files are removed here.

use std::sync::Arc;

use crate::app::done::Done;
use crate::app::events::Screen;
use crate::app::notice::{About, NoticeKind};
use crate::app::session::{Ask, Ticket};
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::record::DecisionId;
use crate::register::RegisterError;
use crate::register::disposal::{Disposed, carry_out};

impl State {
    /// Removes the files of a decision that a signed statement says were disposed of: just signed
    /// here, or signed elsewhere and confirmed here.
    pub(super) fn remove_disposed(&mut self, id: &DecisionId) {
        let Some(register) = self.session.register().cloned() else { return };
        let (disk, ticket) = (Arc::clone(&self.env.disk), self.session.ticket(Ask::Anything));
        let (id, outboxes) = (id.clone(), self.env.outbox.clone());
        let remove = move || {
            let done = carry_out(&*disk, &register, &id, Some(&outboxes));
            Done::Disposed(ticket, id, done)
        };
        self.env.runner.run(Lane::Disk, Box::new(remove));
    }

    pub(super) fn disposed(
        &mut self,
        ticket: &Ticket,
        id: &DecisionId,
        done: Result<Disposed, RegisterError>,
    ) {
        let is_here = self.session.wants(ticket);
        // What could not be removed is told wherever one is by now.
        if !is_here && done.is_ok() {
            return;
        }
        // What was written in it is not to be left on the screen.
        if self.shown_id() == Some(id) {
            self.go(Screen::Decisions);
        }
        if is_here {
            self.reload();
        }
        match done {
            Ok(done) => {
                let files = match done.files.len() {
                    0 => "Nothing of it was left here".to_owned(),
                    1 => "1 file was removed".to_owned(),
                    count => format!("{count} files were removed"),
                };
                let left = match done.left {
                    0 => "",
                    1 => " 1 file in its folder is still here.",
                    _ => " Some files in its folder are still here.",
                };
                self.say(format!(
                    "Disposed of. {files}.{left} Backups and other copies were not reached."
                ));
            }
            Err(error) => self.tell(
                About::Unsigned,
                NoticeKind::Error,
                format!(
                    "It is signed that this was disposed of, but not every file could be removed. \
                     Open the decision and remove them again. {error}"
                ),
            ),
        }
    }
}
