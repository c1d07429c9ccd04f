//! Where a draft is saved: in its register; on this computer while that is away or not known yet.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};

use super::files::OurFiles;
use super::{Job, Kept, OpenDraft, OpenDrafts};
use crate::pathway::Pathway;
use crate::record::{Draft, Nonce};
use crate::register::drafts::{
    Saved, discard_draft, discard_ours, list_drafts, save_draft, save_draft_at,
};
use crate::register::own_hashes::Ours;
use crate::register::{Disk, Register, RegisterError, RegisterInfo, keep_rules, outbox};

/// Where drafts are saved now.
pub struct Place {
    /// The disk.
    pub disk: Arc<dyn Disk>,
    /// The outboxes of all registers.
    pub outboxes: PathBuf,
    /// What they belong to.
    pub info: RegisterInfo,
    /// The register, as soon as it is known.
    pub register: Option<Register>,
    /// The questions that are kept with the first one.
    pub rules: Arc<Pathway>,
}

/// Where a draft was saved.
#[derive(Debug)]
pub struct Placed {
    /// The file.
    pub saved: Saved,
    /// Why it lies in the outbox; `None`: it is in the register.
    pub away: Option<Waits>,
}

/// Why a draft lies in the outbox.
#[derive(Debug)]
pub enum Waits {
    /// The register is away.
    Away(RegisterError),
    /// The register is still being looked for, or is not made yet.
    NotKnownYet,
}

/// What became of a saving.
#[derive(Debug)]
pub enum SavedAs {
    /// It is in the register. `beside`: another program had changed its file, and it lies beside
    /// that. `back`: it had waited until the register was back.
    InRegister {
        /// See above.
        beside: bool,
        /// See above.
        back: bool,
    },
    /// It waits on this computer, for this reason.
    Waits(Waits),
    /// It is nowhere but in memory, for this reason.
    Nowhere(RegisterError),
}

impl OpenDrafts {
    /// Those whose saving is due.
    pub fn due(&self, now: Instant) -> Vec<Nonce> {
        self.which(|one| one.throttle.due(now))
    }

    /// Those that are not safe. What has just failed is tried again after its rest, not in every
    /// frame.
    pub fn not_safe(&self, now: Instant) -> Vec<Nonce> {
        self.which(|one| !one.is_safe() && !one.throttle.rests(now))
    }

    /// All of them.
    pub fn all(&self) -> Vec<Nonce> {
        self.which(|_| true)
    }

    fn which(&self, is: impl Fn(&OpenDraft) -> bool) -> Vec<Nonce> {
        self.iter().filter(|one| is(one)).map(|one| one.draft.nonce.clone()).collect()
    }

    /// Whether something in it is unsaved.
    pub fn is_unsaved(&self, nonce: &Nonce) -> bool {
        self.find(Some(nonce)).is_some_and(|one| one.throttle.next_at().is_some())
    }

    /// Whether everything typed is on the disk.
    pub fn all_safe(&self) -> bool {
        self.iter().all(OpenDraft::is_safe)
    }

    /// Whether nothing is on its way to the disk, or should be.
    pub fn at_rest(&self) -> bool {
        self.iter().all(|one| !one.signing && one.is_safe())
    }

    /// Whether one waits on this computer.
    pub fn any_waits(&self) -> bool {
        self.iter().any(OpenDraft::waits)
    }

    /// The next moment at which one is to be saved, or its register made.
    pub fn next_save(&self) -> Option<Instant> {
        self.iter().filter_map(|one| one.throttle.next_at()).chain(self.make_at).min()
    }

    /// Whether something that was typed should be on the disk by now and is not.
    pub fn is_late(&self, now: Instant) -> bool {
        self.iter().any(|one| one.throttle.is_late(now))
    }

    /// How long until something is late, unless it is saved before.
    pub fn until_late(&self, now: Instant) -> Option<Duration> {
        let next = self.iter().filter_map(|one| one.throttle.late_at()).min()?;
        (next > now).then(|| next - now)
    }

    /// Saves it in the register; where that is not known yet, on this computer until it is.
    pub fn save(&mut self, nonce: &Nonce, now: Instant, place: Place) -> Option<Job> {
        let one = self.find_mut(Some(nonce))?;
        one.throttle.started(now);
        let known = one.take_along();
        let (mut draft, nonce) = (one.draft.clone(), nonce.clone());
        Some(Box::new(move || {
            let (known, placed) = known.with(|known| {
                known.register.note_in(&mut draft);
                place.save(&draft, known)
            });
            Kept::Saved(nonce, known, placed)
        }))
    }

    /// It was saved, or could not be.
    pub fn saved(
        &mut self,
        nonce: &Nonce,
        known: OurFiles,
        placed: Result<Placed, RegisterError>,
        (now, instant): (DateTime<FixedOffset>, Instant),
    ) -> Option<SavedAs> {
        let one = self.find_mut(Some(nonce))?;
        known.give_back(one);
        Some(match placed {
            Ok(Placed { saved, away: None }) => {
                one.throttle.saved();
                one.saved = Some((saved.path, saved.digest));
                one.tried_outbox.clear();
                one.saved_at = Some(now);
                one.waits_at = None;
                // Behind a register that was only looked for nothing else waits.
                let back = one.in_outbox.take().is_some() && !std::mem::take(&mut one.early);
                SavedAs::InRegister { beside: saved.beside, back }
            }
            Ok(Placed { saved, away: Some(waits) }) => {
                // Not in the register yet: tried again until it is.
                one.throttle.failed_but_kept(instant);
                one.in_outbox = Some(saved.digest);
                one.waits_at = Some(saved.path);
                one.saved_at = Some(now);
                one.early = matches!(waits, Waits::NotKnownYet);
                SavedAs::Waits(waits)
            }
            Err(error) => {
                one.throttle.failed(instant);
                SavedAs::Nowhere(error)
            }
        })
    }

    /// A job of the disk lane panicked: what it was to do is tried again.
    pub fn broke(&mut self, now: Instant) {
        for one in &mut self.open {
            one.signing = false;
            one.throttle.failed(now);
        }
    }

    /// A draft is saved where it belongs: its copy in another outbox goes.
    pub fn leave_nothing_behind(&mut self, nonce: &Nonce, disk: &Arc<dyn Disk>) -> Option<Job> {
        let of_it = |one: &(_, Nonce, _)| one.1 == *nonce;
        let (gone, rest): (Vec<_>, _) =
            std::mem::take(&mut self.left_behind).into_iter().partition(of_it);
        self.left_behind = rest;
        let disk = Arc::clone(disk);
        (!gone.is_empty()).then(|| -> Job {
            Box::new(move || {
                for (folder, nonce, digest) in gone {
                    take_out(&*disk, &folder, &nonce, &(&digest).into());
                }
                Kept::Tidied
            })
        })
    }

    /// A draft that says nothing goes, from memory and from the disk. Gives its file, where it
    /// has one.
    pub fn discard(
        &mut self,
        nonce: &Nonce,
        (disk, outboxes): (&Arc<dyn Disk>, &Path),
    ) -> (Option<PathBuf>, Vec<Job>) {
        let Some(one) = self.find_mut(Some(nonce)) else { return (None, Vec::new()) };
        let (saved, waits) = (one.saved.clone(), one.in_outbox.clone());
        // It may just be being saved for the first time.
        let known = (saved.is_some() || !one.throttle.is_clean()).then(|| one.take_along());
        let folder = outboxes.join(one.draft.register.as_str());
        self.left_behind.extend(waits.map(|digest| (folder, nonce.clone(), digest)));
        let mut jobs: Vec<Job> = self.leave_nothing_behind(nonce, disk).into_iter().collect();
        self.remove(nonce);
        jobs.extend(known.map(|known| -> Job {
            let disk = Arc::clone(disk);
            Box::new(move || Kept::Discarded(known.with(|known| known.discard(&*disk)).1))
        }));
        (saved.map(|(path, _)| path), jobs)
    }
}

impl Place {
    fn save(&self, draft: &Draft, known: &mut OurFiles) -> Result<Placed, RegisterError> {
        let outbox = self.outboxes.join(self.info.id.as_str());
        let Some(register) = &self.register else {
            let saved = wait_in(&*self.disk, &outbox, &self.info, draft, known)?;
            return Ok(Placed { saved, away: Some(Waits::NotKnownYet) });
        };
        let first = known.path.is_none();
        let placed = place(&*self.disk, register, &outbox, draft, known)?;
        if first && placed.away.is_none() {
            // For the words of its answers under later questions. The draft is safe without it,
            // and signing keeps it again.
            let _ = keep_rules(&*self.disk, register, &[self.rules.text()]);
        }
        Ok(placed)
    }
}

/// Saves a draft in the register, or, where that is away, in the outbox. A copy that waited
/// in the outbox is removed once the register has the draft.
pub(super) fn place(
    disk: &dyn Disk,
    register: &Register,
    folder: &Path,
    draft: &Draft,
    known: &mut OurFiles,
) -> Result<Placed, RegisterError> {
    let mut there = draft.clone();
    Ours::default().note_in(&mut there);
    let saved = match &known.path {
        Some(path) => save_draft_at(disk, register, &there, path, &mut known.register),
        None => save_draft(disk, register, &there, &mut known.register),
    };
    match saved {
        Ok(saved) => {
            known.path = Some(saved.path.clone());
            take_out(disk, folder, &draft.nonce, &known.outbox);
            Ok(Placed { saved, away: None })
        }
        // Protected by a colleague meanwhile, it takes nothing until the passphrase is given.
        Err(error) if error.is_away() || error.is_locked() => {
            known.register.note_in(&mut there);
            let saved = wait_in(disk, folder, &register.info, &there, known)?;
            Ok(Placed { saved, away: Some(Waits::Away(error)) })
        }
        Err(error) => Err(error),
    }
}

/// Saves a draft in an outbox.
fn wait_in(
    disk: &dyn Disk,
    folder: &Path,
    info: &RegisterInfo,
    draft: &Draft,
    known: &mut OurFiles,
) -> Result<Saved, RegisterError> {
    let outbox = outbox::open_outbox(disk, folder, info)?;
    save_draft(disk, &outbox, draft, &mut known.outbox)
}

/// Removes a draft from an outbox, where it is still this one. Left behind it is brought back at
/// the next start: nothing is lost.
pub(super) fn take_out(disk: &dyn Disk, folder: &Path, nonce: &Nonce, ours: &Ours) {
    if *ours == Ours::default() {
        return;
    }
    let Ok(outbox) = Register::open(disk, folder) else { return };
    for waiting in list_drafts(disk, &outbox).drafts {
        if waiting.draft.nonce == *nonce && ours.holds(&waiting.digest) {
            let _ = discard_ours(disk, &waiting.path, ours);
        }
    }
}

/// Removes a draft from the register and from the outbox, wherever it says still the same.
pub fn remove_everywhere(
    disk: &dyn Disk,
    register: Option<&Register>,
    outbox: &Path,
    draft: &Draft,
) -> Result<(), RegisterError> {
    let waiting = Register::open(disk, outbox).ok();
    for place in waiting.iter().chain(register) {
        for file in list_drafts(disk, place).drafts {
            if file.draft.nonce == draft.nonce && file.draft.work == draft.work {
                discard_draft(disk, &file.path, &file.digest)?;
            }
        }
    }
    Ok(())
}
