//! A disk that does not answer: it is said which file is waited for, and everything else goes on.

use std::sync::Arc;
use std::time::Duration;

use super::super::done::Done;
use super::super::patience::{PATIENCE, Waited};
use super::super::state::State;
use super::super::workers::Lane;
use super::reading::contacts_copy;
use crate::base::time;
use crate::record::RegisterId;
use crate::register::{clocks, load_contacts};

/// How often it is looked again whether the file that is waited for has come.
const AGAIN: Duration = Duration::from_millis(500);

impl State {
    /// Looks what is waited for. Gives when to look again, if there is anything to wait for.
    pub fn look_at_waits(&mut self) -> Option<Duration> {
        let (waiting, again) = match self.env.waits.look() {
            Waited::For(path) => (Some(path), Some(AGAIN)),
            Waited::Soon(left) => (None, Some(left)),
            Waited::Nothing => {
                // A job that has only just been handed over.
                let lanes = [Lane::Disk, Lane::Find, Lane::Long, Lane::Look, Lane::List];
                let busy = lanes.into_iter().any(|lane| self.env.runner.busy(lane) > 0);
                (None, busy.then_some(PATIENCE))
            }
        };
        self.waiting = waiting;
        again
    }

    /// What is begun now in this lane does not wait for a job there that hangs.
    pub(super) fn pass_what_hangs(&mut self, lane: Lane) {
        if self.waiting.is_some() {
            self.env.runner.pass(lane);
        }
    }

    /// Whom to ring is known on this computer before the register has answered.
    pub(super) fn read_kept_contacts(&mut self, register: &RegisterId) {
        let (request, disk) = (self.request, Arc::clone(&self.env.disk));
        let (folder, register) = (contacts_copy(&self.env.outbox, register), register.clone());
        self.env.runner.run(
            Lane::List,
            Box::new(move || {
                Done::Contacts(request, Box::new(load_contacts(&*disk, &folder, &register)))
            }),
        );
    }

    /// Every time in a record comes from this clock.
    pub fn remark_clock(&mut self) {
        let now = self.now();
        if clocks::is_wrong(&now) {
            self.say_waiting(format!(
                "The clock of this computer says {}. Every time that is written into a record \
                 comes from it: set it right before you sign.",
                time::moment(&now)
            ));
        }
    }
}
