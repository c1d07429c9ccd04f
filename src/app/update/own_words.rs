//! Saved filters and own words: beside a protected register they are kept in it, encrypted, and not
//! in the settings.

use std::sync::Arc;

use crate::app::done::Done;
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::register::own_words::{OwnWords, load_own, save_own};
use crate::register::{Protection, Register};

impl State {
    /// The register that is open, if it is protected.
    pub(super) fn protected_register(&self) -> Option<&Register> {
        let register = self.session.register()?;
        (register.info.protection != Protection::Plain).then_some(register)
    }

    /// The register in which filters and words are kept, with those that were saved last and those of
    /// now; `None`: they are in the settings.
    pub(super) fn own_words(&self) -> Option<(Register, OwnWords, OwnWords)> {
        let before = self.window.own_words.clone()?;
        Some((self.protected_register()?.clone(), before, OwnWords::of(&self.settings.saved)))
    }

    /// A register was opened. Those that the settings hold move into a protected one.
    pub(super) fn move_own_words(&mut self) {
        let Some(register) = self.protected_register().cloned() else {
            // It is plain, or was made plain: what is here is kept in the settings.
            self.window.own_words = None;
            return;
        };
        let mut settings = self.settings.saved.clone();
        let disk = Arc::clone(&self.env.disk);
        let job = move || {
            let mut move_in = || {
                let device = settings.device.clone();
                let there = load_own(&*disk, &register, &device)?;
                there.clone().put_into(&mut settings);
                let own = OwnWords::of(&settings);
                save_own(&*disk, &register, &device, (&there, &own))?;
                Ok(own)
            };
            Done::OwnWords(register.info.id.clone(), move_in())
        };
        self.env.runner.run(Lane::Disk, Box::new(job));
    }

    /// The register is closed: what is kept in it is not remembered here.
    pub(super) fn forget_own_words(&mut self) {
        if self.window.own_words.take().is_some() {
            drop(OwnWords::out_of(&mut self.settings.saved));
        }
    }
}
