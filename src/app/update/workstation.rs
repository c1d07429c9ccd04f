//! What this workstation remembers of its own signing, and what is done where another computer has
//! the same id.

use std::sync::Arc;

use crate::app::done::Done;
use crate::app::drafts::{Before, Met, Remembered};
use crate::app::environment::first_half;
use crate::app::notice::{About, NoticeKind};
use crate::app::session::{Ask, Ticket};
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::base::time;
use crate::record::{DeviceId, RegisterId};
use crate::register::signed::trust::unsigned;
use crate::register::signed::{Minted, Trust};
use crate::register::{RegisterError, workstation};

impl State {
    /// The same, with what a key is made from where there is none yet: to sign with it.
    pub(super) fn remembered_to_sign(&mut self) -> Remembered {
        let minted = (self.env.seed)().map(|seed| Minted {
            seed,
            now: self.now(),
            name: self.settings.saved.workstation.clone(),
        });
        self.remembered().minting(minted)
    }

    /// Takes note of the other workstations of the register that was read, and, once, of what has
    /// no signature.
    pub(super) fn introduce(&mut self) {
        let Some(register) = self.session.register().cloned() else { return };
        if self.session.is_unread() {
            return;
        }
        let unsigned = unsigned(self.session.contents());
        let ticket = self.session.ticket(Ask::Reading);
        let (disk, remembered) = (Arc::clone(&self.env.disk), self.remembered_to_sign());
        let introduce = move || {
            let met = remembered.introduce(&*disk, &register, unsigned.as_deref());
            Done::Introduced(ticket, Box::new(met))
        };
        self.env.runner.run(Lane::Disk, Box::new(introduce));
    }

    /// They are known. What could not be written or noted now is at the next reading.
    pub(super) fn introduced(
        &mut self,
        ticket: &Ticket,
        met: Result<(Trust, DeviceId), RegisterError>,
    ) {
        let Ok((trust, device)) = met else { return };
        self.take_device(device);
        if self.session.wants(ticket) {
            self.session.take_trust(trust, &self.known.titles);
            self.refresh_lists();
        }
    }

    /// The seal of what was read, kept and then shown.
    pub(super) fn make_seal(&mut self) {
        let Some(sealing) = self.session.seal() else {
            self.refuse("There is nothing to seal: no statement was read from the register.");
            return;
        };
        let (disk, ticket) = (Arc::clone(&self.env.disk), self.session.ticket(Ask::Anything));
        let keep = move || Done::Sealed(ticket, sealing.keep(&*disk));
        self.env.runner.run(Lane::Disk, Box::new(keep));
    }

    pub(super) fn sealed(&mut self, ticket: &Ticket, sealed: Result<String, RegisterError>) {
        if !self.session.wants(ticket) {
            return;
        }
        match sealed {
            Ok(words) => self.screens.seal = Some(words),
            Err(error) => self.refuse(format!("The seal could not be kept. {error}")),
        }
    }

    /// Somebody says that this workstation, which is new here, is one of the practice's.
    pub(super) fn acknowledge_workstation(&mut self, device: &DeviceId) {
        let Some(register) = self.session.register().cloned() else { return };
        let (disk, remembered) = (Arc::clone(&self.env.disk), self.remembered());
        let (id, device) = (register.info.id, device.clone());
        let acknowledge = move || Done::Acknowledged(remembered.acknowledge(&*disk, &id, &device));
        self.env.runner.run(Lane::Disk, Box::new(acknowledge));
    }

    pub(super) fn acknowledged(&mut self, done: Result<(), RegisterError>) {
        match done {
            Ok(()) => self.introduce(),
            Err(error) => self.say_error(format!("This could not be noted. {error}")),
        }
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
