//! Where drafts belong before a register is read: in the one that is being opened, as soon as
//! its `register.ron` is known; on this computer until then, and where none can be made yet.

use std::path::Path;
use std::sync::Arc;

use crate::app::done::Done;
use crate::app::environment::first_half;
use crate::app::notice::{About, NoticeKind};
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::record::RegisterId;
use crate::register::drafts::{Drafts, list_drafts};
use crate::register::throttle::RETRY;
use crate::register::{Disk, Register, RegisterError, RegisterInfo, disk};

/// How the notice begins that says that no register could be made, so that it goes when one is.
const NOT_MADE: &str = "There is no register yet, and none could be created";

impl State {
    /// The register that what is written now belongs to: the one that is open, or is being
    /// opened, or was open last; else the one that is made at the first decision.
    pub(super) fn belongs_to(&mut self) -> Option<RegisterInfo> {
        if let Some(register) = self.session.place() {
            return Some(register.info.clone());
        }
        if let Some(known) = self.settings.saved.current() {
            return Some(RegisterInfo::new(known.id.clone(), known.name.clone()));
        }
        self.info_to_be()
    }

    /// What the register will be that is made at the first decision: the same one at every
    /// attempt, so that what waits on this computer belongs to it.
    pub(super) fn info_to_be(&mut self) -> Option<RegisterInfo> {
        let random = &mut self.env.random;
        self.drafts.info_to_be(|| random().map(|random| RegisterId::mint(first_half(random))))
    }

    /// What was begun before there was a place for it goes there.
    pub(super) fn take_to(&mut self, id: &RegisterId) {
        self.drafts.take_to(id, &self.env.outbox, (self.env.instant)());
    }

    /// What waits for a register that was never made goes to the one that was chosen.
    pub(super) fn bring_what_waits_unmade(&mut self, id: &RegisterId) {
        let other = self.drafts.waits_for_another(id);
        if self.settings.saved.unsure.is_none() && !other {
            return;
        }
        let here = self.session.give_waiting(&self.env.outbox);
        for file in here {
            self.keep_in_memory(file);
        }
    }

    /// At a start without any register: whether something waits here for one that could not be
    /// made.
    pub(super) fn find_unmade(&mut self) {
        let (disk, outboxes) = (Arc::clone(&self.env.disk), self.env.outbox.clone());
        let look = move || Done::Unmade(waits_unmade(&*disk, &outboxes).map(Box::new));
        self.env.runner.run(Lane::Look, Box::new(look));
    }

    /// Whether the register of the first decision is what could not be opened: it is tried again
    /// by itself, and said once.
    pub(super) fn is_made_later(&mut self, error: &RegisterError) -> bool {
        let own = self.settings.saved.registers.iter().any(|known| !known.training);
        let begun = !self.drafts.is_empty() || !self.session.drafts().drafts.is_empty();
        let later = begun
            && !own
            && self.session.place().is_none()
            && matches!(error, RegisterError::Disk(_));
        if later {
            self.drafts.make_at((self.env.instant)() + RETRY);
            let words = format!("{NOT_MADE}. Justified keeps trying. {error}");
            let said = self.window.says(About::Unmade);
            if !said {
                self.tell(About::Unmade, NoticeKind::Error, words);
            }
        }
        later
    }

    /// There is a register.
    pub(super) fn is_made(&mut self) {
        self.drafts.is_made();
        self.window.answered(About::Unmade);
    }
}

/// What waits in the outbox of a register that this user never had.
fn waits_unmade(disk: &dyn Disk, outboxes: &Path) -> Option<(RegisterInfo, Drafts)> {
    let folders = disk::list(disk, outboxes).ok()?;
    folders.iter().filter(|entry| entry.is_dir).find_map(|entry| {
        let outbox = Register::open(disk, &outboxes.join(&entry.name)).ok()?;
        let drafts = list_drafts(disk, &outbox);
        let waits = !outbox.info.training && !drafts.drafts.is_empty();
        waits.then_some((outbox.info, drafts))
    })
}
