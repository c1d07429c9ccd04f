//! What was typed and chosen is saved: the drafts in memory, and the settings.

use std::sync::Arc;
use std::time::Instant;

use crate::app::done::Done;
use crate::app::drafts::Place as DraftPlace;
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::record::Nonce;
use crate::register::personal::{Personal, save_own};
use crate::register::settings::{SettingsFound, load_settings, save_settings};

impl State {
    /// Saves a draft at once, if something in it is unsaved.
    pub(super) fn save_now(&mut self, nonce: &Nonce) {
        if self.drafts.is_unsaved(nonce) {
            self.save(nonce, (self.env.instant)());
        }
    }

    /// Saves every draft at once.
    pub(super) fn save_drafts_now(&mut self) {
        for nonce in self.drafts.not_safe((self.env.instant)()) {
            self.save_now(&nonce);
        }
    }

    /// In the register; where that is not known yet, on this computer until it is.
    pub(super) fn save(&mut self, nonce: &Nonce, now: Instant) {
        let Some(info) = self.belongs_to() else { return };
        let place = DraftPlace {
            disk: Arc::clone(&self.env.disk),
            outboxes: self.env.outbox.clone(),
            info,
            register: self.session.place().cloned(),
            rules: Arc::clone(self.known.rules.pathway()),
        };
        let job = self.drafts.save(nonce, now, place);
        self.run_for_drafts(job);
    }

    /// The settings were changed: saves them at once.
    pub(super) fn save_settings_now(&mut self) {
        self.settings.throttle.touched((self.env.instant)());
        self.save_unsaved_settings();
    }

    /// Saves them at once if something in them is unsaved. Asked again and again while the
    /// window waits to close, so it must not make them unsaved itself.
    pub(super) fn save_unsaved_settings(&mut self) {
        let now = (self.env.instant)();
        if self.settings.throttle.next_at().is_some() && !self.settings.throttle.rests(now) {
            self.write_settings(now);
        }
    }

    pub(super) fn write_settings(&mut self, now: Instant) {
        self.settings.throttle.started(now);
        if self.settings.unread {
            self.settings.throttle.saved();
            return;
        }
        let (disk, path) = (Arc::clone(&self.env.disk), self.env.settings_file.clone());
        let mut settings = self.settings.saved.clone();
        let signed_here = std::mem::take(&mut self.settings.signed_here);
        let (remembered, own) = (self.remembered(), self.personal());
        self.env.runner.run(
            Lane::Disk,
            Box::new(move || {
                // Another window of this user may have signed meanwhile: what it noted stays.
                if let Ok(SettingsFound::Fine(there)) = load_settings(&*disk, &path) {
                    for (register, digest) in there.last_signed {
                        if !signed_here.contains(&register) {
                            settings.last_signed.insert(register, digest);
                        }
                    }
                }
                // What the workstation remembers itself is newer than any settings, and another
                // window may have given it a new id.
                let memory = remembered.load(&*disk);
                settings.device = memory.device;
                for (register, chain) in memory.chains {
                    settings.last_signed.extend(chain.last.map(|last| (register, last)));
                }
                let kept = own.map_or(Ok(None), |(register, before, own)| {
                    drop(Personal::out_of(&mut settings));
                    save_own(&*disk, &register, &settings.device, (&before, &own))?;
                    Ok(Some((register.info.id, own)))
                });
                let saved = save_settings(&*disk, &path, &settings).and(kept);
                Done::Settings(signed_here, saved.map(Box::new))
            }),
        );
    }
}
