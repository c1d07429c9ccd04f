//! That a register can be protected is offered when one is made, and said once of one that holds
//! decisions.

use crate::app::events::{Changing, Screen};
use crate::app::focus::Focus;
use crate::app::state::State;
use crate::app::views::protection::ProtectionScreen;
use crate::register::Protection;

impl State {
    /// A register was opened. One that somebody has just made in Settings is offered a passphrase
    /// before anything is in it.
    pub(super) fn offer_protection(&mut self) {
        let Some(making) = self.window.making.take() else { return };
        let is_new = self.session.register().is_some_and(|register| {
            register.root == making
                && register.info.protection == Protection::Plain
                && !register.info.training
        });
        if is_new && self.session.contents().decisions.is_empty() {
            self.ask_to_protect();
        }
    }

    /// It was offered, and is wanted now or is not.
    pub(super) fn offered(&mut self, now: bool) {
        if let Some(register) = self.session.register() {
            let id = register.info.id.clone();
            self.settings.saved.has_told(&id);
            self.save_settings_now();
        }
        if now {
            self.ask_to_protect();
        } else if self.screens.protection.offered {
            self.screens.protection = ProtectionScreen::default();
        }
    }

    fn ask_to_protect(&mut self) {
        let changing = Some(Changing::On);
        self.screens.protection =
            ProtectionScreen { changing, offered: true, ..Default::default() };
        self.go(Screen::Settings);
        self.window.focus = Some(Focus::Form);
    }
}
