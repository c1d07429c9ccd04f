//! A disk that does not answer: it is said which file is waited for, and everything else goes on.

use std::time::Duration;

use crate::app::notice::{About, NoticeKind};
use crate::app::slow_disk::{PATIENCE, Waited};
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::base::time;
use crate::register::clocks;

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
        self.window.waiting = waiting;
        again
    }

    /// What is begun now in this lane does not wait for a job there that hangs.
    pub(super) fn pass_what_hangs(&mut self, lane: Lane) {
        if self.window.waiting.is_some() {
            self.env.runner.pass(lane);
        }
    }

    /// Every time in a record comes from this clock.
    pub fn remark_clock(&mut self) {
        let now = self.now();
        if clocks::is_wrong(&now) {
            self.tell(
                About::Program,
                NoticeKind::Waiting,
                format!(
                    "The clock of this computer says {}. Every time in a record comes from it: set \
                     it right before you sign.",
                    time::moment(&now)
                ),
            );
        }
    }
}
