//! A register was opened, or was read again.

use std::time::Instant;

use super::register::{AWAY, Making};
use crate::app::events::Screen;
use crate::app::notice::{About, NoticeKind};
use crate::app::session::Opened;
use crate::app::state::State;
use crate::record::{DecisionId, RegisterId};
use crate::register::drafts::Drafts;
use crate::register::personal::Personal;
use crate::register::{Register, RegisterError, RegisterInfo};

impl State {
    pub(super) fn opened(&mut self, opened: Result<Opened, RegisterError>) {
        let is_chosen = self.window.chosen.is_some_and(|chosen| self.session.wants(&chosen));
        self.session.end_reading();
        self.window.opening = None;
        let (before, waited) = self.session.end_checking();
        match opened {
            Ok(opened) => {
                self.take_register(opened);
                self.keep_list(before);
                self.try_what_was_asked();
            }
            Err(RegisterError::NotARegister(folder)) if is_chosen => {
                let known = self.settings.saved.registers.iter().any(|known| known.path == folder);
                if known
                    || self.settings.saved.unsure.as_ref().is_some_and(|ask| ask.contains(&folder))
                {
                    self.say_error(RegisterError::Away(folder).to_string());
                } else {
                    self.window.make_here = Some(folder);
                    self.go(Screen::Settings);
                }
            }
            Err(error @ (RegisterError::Locked(_) | RegisterError::ProtectionChanged(_))) => {
                self.ask_for_passphrase(&error);
                self.read_contacts_alone(&error);
            }
            Err(error) => {
                self.not_opened();
                if !self.is_made_later(&error) {
                    self.say_error(error.to_string());
                }
                self.read_contacts_alone(&error);
            }
        }
        self.open_what_waited(waited);
    }

    /// The register that was opened is the open one from now on, unless something of the one
    /// before would be lost.
    fn take_register(&mut self, opened: Opened) {
        let id = opened.register.info.id.clone();
        let before = self.session.place();
        if before.is_some_and(|before| before.info.id != id) {
            if !self.drafts.at_rest() {
                self.refuse(
                    "The other register was not opened: something you wrote here is not saved yet. \
                     It is still here. Try again when it says saved.",
                );
                return;
            }
            self.forget_register();
        } else if self.session.register().is_none() && opened.register.info.training {
            if !self.drafts.is_empty() {
                self.refuse(
                    "The practice cases were not opened. What you have started belongs to your own \
                     register, which is not open. It is still here.",
                );
                return;
            }
        } else if self.session.register().is_none() {
            self.bring_what_waits_unmade(&id);
            self.take_to(&id);
        }
        self.is_made();
        if !opened.register.info.training {
            self.settings.saved.unsure = None;
        }
        self.settings.saved.opened(&opened.register);
        self.settings.folder = opened.register.root.display().to_string();
        self.take_read(opened);
        self.learn_last_signed();
        self.introduce();
        self.save_settings_now();
        self.save_drafts_now();
        self.refresh_lists();
        self.move_personal();
        self.come_back();
        self.offer_protection();
    }

    pub(super) fn read_again(&mut self, read: Result<Opened, RegisterError>) {
        self.session.end_reading();
        match read {
            Ok(opened) if self.session.has_open(&opened.register.info.id) => {
                self.take_read(opened);
                self.learn_last_signed();
                self.introduce();
                self.refresh_lists();
                self.keep_list(None);
            }
            Ok(_) => {}
            Err(error) if error.is_locked() => self.lock_what_a_colleague_protected(),
            Err(error) => self.tell(
                About::Away,
                NoticeKind::Waiting,
                format!("{AWAY} or read. What you see is what was read before. {error}"),
            ),
        }
    }

    /// The register that is being opened is there.
    pub(super) fn found(&mut self, register: Option<Register>) {
        let Some(register) = register else { return };
        // Nothing of a person's own goes among invented cases, and nothing is moved from one
        // register to another while it is written.
        if self.session.place().is_some() || (register.info.training && !self.drafts.is_empty()) {
            return;
        }
        let id = register.info.id.clone();
        // Known in another folder, it may be a copy: nothing is written there before that is said.
        if self
            .settings
            .saved
            .registers
            .iter()
            .any(|known| known.id == id && known.path != register.root)
        {
            return;
        }
        self.session.found(register);
        self.take_to(&id);
        for nonce in self.drafts.all() {
            self.save_now(&nonce);
        }
    }

    /// It is listed, and the register that it waits for is made now.
    pub(super) fn unmade(&mut self, waiting: Option<(RegisterInfo, Drafts)>) {
        let Some((info, drafts)) = waiting else { return };
        if self.session.place().is_some() || self.settings.saved.current().is_some() {
            return;
        }
        let id = info.id.clone();
        self.drafts.wait_for(info);
        self.take_to(&id);
        // What waits in this user's private folder was written here, before the settings could
        // be saved: it is no other workstation's.
        if self.drafts.is_empty()
            && self.settings.saved.last_signed.is_empty()
            && let Some(file) = drafts.drafts.first()
        {
            self.settings.saved.device = file.draft.device.clone();
            self.settings.throttle.touched((self.env.instant)());
        }
        self.session.list_waiting(drafts);
        self.refresh_lists();
        // Which register it is for is asked first.
        if !self.session.is_loading() && self.settings.saved.unsure.is_none() {
            let proposed = self.env.register_folder.clone();
            self.open_folder(&proposed, Making::InDocuments);
        }
    }

    /// Tries again to make the register of the first decision, where that failed.
    pub(super) fn make_again(&mut self, now: Instant) {
        if !self.session.is_loading() && self.drafts.is_to_be_made(now) {
            let proposed = self.env.register_folder.clone();
            self.open_folder(&proposed, Making::InDocuments);
        }
    }

    /// They are in the register, or could not be brought there and stay where they are.
    pub(super) fn personal_moved(
        &mut self,
        register: &RegisterId,
        done: Result<Personal, RegisterError>,
    ) {
        if !self.session.has_open(register) || self.protected_register().is_none() {
            return;
        }
        match done {
            Ok(own) => {
                own.clone().put_into(&mut self.settings.saved);
                self.window.personal = Some(own);
                self.window.spelling.names_touched = true;
                self.save_settings_now();
            }
            Err(error) => self.say_waiting(format!(
                "Your saved filters and your own words could not be brought into this register. \
                 Those in your settings stay there, not encrypted. {error}"
            )),
        }
    }

    /// The register is read, or cannot be: nothing of the index is in sight any more, and what
    /// was to be opened is opened.
    pub(super) fn open_what_waited(&mut self, waited: Option<DecisionId>) {
        if self.session.forget_checked_rows() {
            self.refresh_rows();
        }
        if let Some(id) = waited
            && self.window.screen == Screen::Decisions
        {
            self.show_decision(&id);
        }
    }
}
