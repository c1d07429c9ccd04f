//! What this workstation remembers of its own signing, and what is done where another computer has
//! the same id.

use std::sync::Arc;

use crate::app::done::Done;
use crate::app::drafts::{Before, Met, Remembered};
use crate::app::environment::first_half;
use crate::app::notice::{About, NoticeKind};
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::base::time;
use crate::record::{DeviceId, RegisterId};
use crate::register::{RegisterError, workstation};

impl State {
    /// What this workstation remembers, for a job.
    pub(super) fn remembered(&self) -> Remembered {
        let saved = &self.settings.saved;
        Remembered::new(&self.env.outbox, &saved.device, &saved.last_signed)
    }

    /// Compares what the workstation remembers with its statements that were read: one that it
    /// signed before a crash is learned; one that it never signed is another computer's.
    pub(super) fn learn_last_signed(&mut self) {
        let Some(register) = self.session.register() else { return };
        let register = register.info.id.clone();
        let own = workstation::own(self.session.contents(), &self.settings.saved.device);
        if own.is_empty() {
            return;
        }
        let (disk, remembered, id) = (Arc::clone(&self.env.disk), self.remembered(), register);
        let meet = move || {
            let met = remembered.meet(&*disk, &id, &own);
            Done::Met(id, met)
        };
        self.env.runner.run(Lane::Disk, Box::new(meet));
    }

    pub(super) fn met(&mut self, register: RegisterId, met: Option<Met>) {
        let Some(met) = met else { return };
        self.take_device(met.device);
        if let Some(last) = met.last
            && self.settings.saved.last_signed.get(&register) != Some(&last)
        {
            self.settings.saved.last_signed.insert(register.clone(), last);
            self.settings.signed_here.insert(register);
            self.save_settings_now();
        }
        if !met.stranger {
            return;
        }
        let Some(random) = (self.env.random)() else { return };
        let new = DeviceId::mint(first_half(random));
        let (disk, remembered) = (Arc::clone(&self.env.disk), self.remembered());
        let renew = move || Done::Renewed(remembered.renew(&*disk, new));
        self.env.runner.run(Lane::Disk, Box::new(renew));
    }

    /// The workstation has a new id, or could not be given one.
    pub(super) fn renewed(&mut self, renewed: Result<DeviceId, RegisterError>) {
        match renewed {
            Ok(device) => {
                if self.take_device(device) {
                    self.tell(
                        About::Program,
                        NoticeKind::Waiting,
                        "Another computer has signed here under the id of this one: settings were \
                         copied, or a profile was put back. This computer has a new id from now \
                         on. Nothing is lost, and there is nothing to do. Earlier drafts are \
                         listed as another computer’s: continue with a copy.",
                    );
                }
            }
            Err(error) => self.say_error(format!(
                "Another computer has signed here under the id of this one. This one could not be \
                 given a new id. Justified tries again when it next starts. {error}"
            )),
        }
    }

    /// The workstation's id from now on, as another window or this one gave it. Whether it is
    /// another one.
    pub(super) fn take_device(&mut self, device: DeviceId) -> bool {
        let new = self.settings.saved.device != device;
        if new {
            self.settings.saved.device = device;
            self.save_settings_now();
            self.refresh_lists();
        }
        new
    }

    /// That a draft was signed before, in words.
    pub(super) fn signed_before_words(&self, before: &Before) -> String {
        let now = self.now();
        let at = before.at.with_timezone(&now.timezone());
        let at = if at.date_naive() == now.date_naive() {
            format!("at {}", time::clock(&at))
        } else {
            format!("on {}", time::moment(&at))
        };
        let rest = if before.same {
            "This is what was signed."
        } else {
            "This is what was signed. What you wrote here that is not in it is kept as a draft."
        };
        format!(
            "This was signed {at}, in another window or on another computer. It was not signed \
             again. {rest}"
        )
    }
}
