//! Saved filters and own words: beside a protected register they are kept in it, encrypted, and not
//! in the settings.

use std::sync::Arc;

use crate::app::done::Done;
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::register::personal::{Personal, load_own, save_own};
use crate::register::{Protection, Register};

impl State {
    /// The register that is open, if it is protected.
    pub(super) fn protected_register(&self) -> Option<&Register> {
        let register = self.session.register()?;
        (register.info.protection != Protection::Plain).then_some(register)
    }

    /// The register in which filters and words are kept, with those that were saved last and those of
    /// now; `None`: they are in the settings.
    pub(super) fn personal(&self) -> Option<(Register, Personal, Personal)> {
        let before = self.window.personal.clone()?;
        Some((self.protected_register()?.clone(), before, Personal::of(&self.settings.saved)))
    }

    /// A register was opened. Those that the settings hold move into a protected one.
    pub(super) fn move_personal(&mut self) {
        let Some(register) = self.protected_register().cloned() else {
            // It is plain, or was made plain: what is here is kept in the settings.
            self.window.personal = None;
            return;
        };
        let mut settings = self.settings.saved.clone();
        let disk = Arc::clone(&self.env.disk);
        let job = move || {
            let mut move_in = || {
                let device = settings.device.clone();
                let there = load_own(&*disk, &register, &device)?;
                there.clone().put_into(&mut settings);
                let own = Personal::of(&settings);
                save_own(&*disk, &register, &device, (&there, &own))?;
                Ok(own)
            };
            Done::Personal(register.info.id.clone(), move_in())
        };
        self.env.runner.run(Lane::Disk, Box::new(job));
    }

    /// The register is closed: what is kept in it is not remembered here.
    pub(super) fn forget_personal(&mut self) {
        if self.window.personal.take().is_some() {
            drop(Personal::out_of(&mut self.settings.saved));
        }
    }
}
