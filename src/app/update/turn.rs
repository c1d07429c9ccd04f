//! One window of a user signs after another: what this workstation remembers of its own signing,
//! whether a draft was signed already, and what is done where another computer has the same id.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::drafts::{OurFiles, place};
use crate::app::done::{Done, Met, Signature};
use crate::app::environment::first_half;
use crate::app::workers::Lane;
use crate::app::{notice::NoticeKind, state::State};
use crate::base::ronfile::MAX_BYTES;
use crate::base::time;
use crate::record::{DeviceId, Digest, Draft, RegisterId, Signing, Statement, Work};
use crate::register::contacts::load_with;
use crate::register::disk::{self, Why};
use crate::register::drafts::{discard_ours, list_drafts};
use crate::register::workstation::{self, Turn, Workstation};
use crate::register::{Disk, Loaded, Register, RegisterError, Signed};

/// What a workstation remembers, for a job: where that is, and what stands for it where there is
/// none yet.
#[derive(Clone, Debug)]
pub(super) struct Remembered {
    file: PathBuf,
    device: DeviceId,
    last_signed: BTreeMap<RegisterId, Digest>,
}

impl Remembered {
    /// Waits for this window's turn.
    pub(super) fn turn(&self, disk: &dyn Disk) -> Result<Turn, RegisterError> {
        // Ten seconds: on a slow share a signing takes one or two.
        let mut left = 200_u32;
        workstation::take_turn(disk, &self.file, &mut || {
            left = left.saturating_sub(1);
            std::thread::sleep(Duration::from_millis(50));
            left > 0
        })
    }

    /// What it remembers. Call it in turn.
    pub(super) fn load(&self, disk: &dyn Disk) -> Workstation {
        workstation::load(disk, &self.file)
            .unwrap_or_else(|| Workstation::adopt(&self.device, &self.last_signed))
    }

    /// Saves it. Call it in turn. What cannot be noted does not keep anybody from signing.
    pub(super) fn save(&self, disk: &dyn Disk, now: &Workstation) -> Result<(), RegisterError> {
        workstation::save(disk, &self.file, now)
    }
}

/// A draft that is to be signed, and where its statement may be already.
pub(super) struct Once<'a> {
    pub(super) disk: &'a dyn Disk,
    pub(super) register: &'a Register,
    pub(super) outbox: &'a PathBuf,
    /// The draft's file.
    pub(super) file: Option<&'a Path>,
    /// Whether something in it is not saved yet.
    pub(super) unsaved: bool,
}

impl Once<'_> {
    /// The statement that was signed from this draft before, by another window or workstation,
    /// and where it is. What an earlier attempt of this window fixed is its own.
    pub(super) fn before(
        &self,
        draft: &Draft,
        kept: Option<&Signing>,
    ) -> Option<(Register, Loaded)> {
        let own = kept.map(|signing| Digest::of(signing.statement.as_bytes()));
        let is_contact = matches!(draft.work, Work::Contact(_));
        let outbox = Register::open(self.disk, self.outbox).ok();
        [Some(self.register.clone()), outbox].into_iter().flatten().find_map(|place| {
            let there = load_with(self.disk, &place, &draft.decision, is_contact);
            let found = there.statements().find(|loaded| {
                loaded.sound
                    && loaded.header.nonce == draft.nonce
                    && Some(&loaded.digest) != own.as_ref()
            })?;
            Some((place, found.clone()))
        })
    }

    /// What is shown in place of a signing: what was signed before. Words that are not in it
    /// are kept as a draft.
    pub(super) fn show(
        &self,
        draft: &Draft,
        known: &mut OurFiles,
        new: &Statement,
        (there, loaded): (Register, Loaded),
    ) -> Result<Signature, RegisterError> {
        let same = loaded.statement().is_some_and(|signed| signed.body == new.body);
        if same {
            if let Some(path) = self.file {
                // Left behind it is found again, and it says nothing that was not signed.
                let _ = discard_ours(self.disk, path, &known.register);
            }
        } else if self.unsaved {
            place(self.disk, self.register, self.outbox, draft, known)?;
        }
        let is_contact = matches!(draft.work, Work::Contact(_));
        let away = (there.root != self.register.root)
            .then(|| RegisterError::Away(self.register.root.clone()));
        Ok(Signature {
            last: (self.register.info.id.clone(), loaded.digest.clone()),
            device: None,
            decision: (
                draft.decision.clone(),
                load_with(self.disk, &there, &draft.decision, is_contact),
            ),
            drafts: list_drafts(self.disk, self.register),
            before: Some(Before { at: loaded.header.written, same }),
            signed: Signed {
                path: loaded.path,
                digest: loaded.digest,
                name: loaded.name,
                decision: draft.decision.clone(),
            },
            away,
            remarks: Vec::new(),
        })
    }

    /// Another window or program has written in the draft's file since: ours is saved beside it,
    /// and which of the two is signed is for a person to say.
    pub(super) fn unless_changed(
        &self,
        draft: &Draft,
        known: &mut OurFiles,
    ) -> Result<(), RegisterError> {
        let Some(path) = self.file else { return Ok(()) };
        let there = match disk::read_if_there(self.disk, path, MAX_BYTES) {
            Ok(there) => there,
            // It is away, and that is found out where it is written.
            Err(error) if error.why != Why::Denied => None,
            Err(error) => return Err(error.into()),
        };
        if there.is_none_or(|there| known.register.holds(&Digest::of(&there))) {
            return Ok(());
        }
        place(self.disk, self.register, self.outbox, draft, known)?;
        Err(RegisterError::ChangedMeanwhile(path.to_owned()))
    }
}

/// What was signed before, from the same draft.
#[derive(Clone, Copy, Debug)]
pub struct Before {
    /// When, as the statement says.
    pub at: chrono::DateTime<chrono::FixedOffset>,
    /// Whether it says the same.
    pub same: bool,
}

impl State {
    /// What this workstation remembers, for a job.
    pub(super) fn remembered(&self) -> Remembered {
        Remembered {
            file: workstation::file_beside(&self.env.outbox),
            device: self.settings.saved.device.clone(),
            last_signed: self.settings.saved.last_signed.clone(),
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
        self.env.runner.run(
            Lane::Disk,
            Box::new(move || {
                // Whoever holds it longer than one waits is signing; the next reading learns.
                let Ok(_turn) = remembered.turn(&*disk) else { return Done::Met(id, None) };
                let mut now = remembered.load(&*disk);
                let before = now.clone();
                let stranger = now.device == remembered.device && now.meets_a_stranger(&id, &own);
                if now != before {
                    // What cannot be noted now is learned again at the next reading.
                    let _ = remembered.save(&*disk, &now);
                }
                let last = now.last(&id).cloned();
                Done::Met(id, Some(Met { device: now.device, last, stranger }))
            }),
        );
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
        self.env.runner.run(
            Lane::Disk,
            Box::new(move || {
                let renewed = remembered.turn(&*disk).and_then(|_turn| {
                    let now = remembered.load(&*disk);
                    if now.device != remembered.device {
                        return Ok(now.device);
                    }
                    workstation::renew(&*disk, &remembered.file, &now, new)
                });
                Done::Renewed(renewed)
            }),
        );
    }

    /// The workstation has a new id, or could not be given one.
    pub(super) fn renewed(&mut self, renewed: Result<DeviceId, RegisterError>) {
        match renewed {
            Ok(device) => {
                if self.take_device(device) {
                    self.notice(
                        "Another computer has signed here under the id of this one: its settings \
                         were copied, or a profile was put back. This computer has a new id of \
                         its own from now on. Nothing is lost, and there is nothing to do. Drafts \
                         from before are listed as another workstation’s: take over a copy to \
                         continue one."
                            .to_owned(),
                        NoticeKind::Waiting,
                    );
                }
            }
            Err(error) => self.say(
                format!(
                    "Another computer has signed here under the id of this one, and this one \
                     could not be given a new id. It is tried again at the next start. {error}"
                ),
                true,
            ),
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
            "This is what was signed. What you wrote here and is not in it is kept as a draft."
        };
        format!(
            "This was signed {at}, in another window or on another workstation. It was not signed \
             again. {rest}"
        )
    }
}
