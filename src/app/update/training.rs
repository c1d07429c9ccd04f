//! Invented cases: the register of them, made and opened, and the way back to the practice's
//! own. Nothing of the one shows in the other.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::Days;

use crate::app::environment::first_half;
use crate::app::events::{Screen, TrainingEvent};
use crate::app::session::{Brought, Task};
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::caseload::WorkedCase;
use crate::caseload::training::{Plan, register, write_practice};
use crate::guidance::Library;
use crate::pathway::Pathway;
use crate::register::unsynced::Unsynced;
use crate::register::{Disk, Register};

/// How many invented decisions there are, beside the worked cases.
const DECISIONS: u32 = 60;

impl State {
    pub(super) fn training_event(&mut self, event: TrainingEvent) {
        match event {
            TrainingEvent::Read(at) => {
                let pathway = self.known.rules.pathway();
                self.screens.worked.show(at, &self.known.cases, pathway);
                self.go(Screen::Worked);
            }
            TrainingEvent::Try(at) if self.is_training() => self.try_case(at),
            TrainingEvent::Back if !self.is_training() => {}
            TrainingEvent::Open
            | TrainingEvent::Anew
            | TrainingEvent::Back
            | TrainingEvent::Try(_) => {
                if self.session.register().is_none() && !self.drafts.all_safe() {
                    self.refuse(
                        "What you have started is not saved yet, because your own register is not \
                         open. It is still here. Open the register in Settings first.",
                    );
                    return;
                }
                // What is in hand stays with the register that is open, and is saved first.
                self.save_drafts_now();
                self.window.training_asked = Some(event);
            }
        }
    }

    /// Does what was asked, once all that is in hand is saved.
    pub(super) fn change_register_when_saved(&mut self) {
        if self.window.training_asked.is_none() || !self.drafts.at_rest() {
            return;
        }
        match self.window.training_asked.take() {
            Some(TrainingEvent::Open) => self.open_training(false),
            Some(TrainingEvent::Anew) => self.open_training(true),
            Some(TrainingEvent::Try(at)) => {
                self.open_training(false);
                self.window.try_next = Some(at);
            }
            Some(TrainingEvent::Back) => {
                self.forget_register();
                self.go(Screen::Home);
                // Its own, where there is one; else nothing is open, as at the first start.
                self.open_known();
            }
            Some(TrainingEvent::Read(_)) | None => {}
        }
    }

    /// A worked case from its first question. What happened stays in sight beside the questions.
    fn try_case(&mut self, at: usize) {
        self.new_decision();
        self.window.trying = self.drafts.decision().cloned().map(|nonce| (nonce, at));
    }

    /// The practice cases are open: the one that was to be tried is begun.
    pub(super) fn try_what_was_asked(&mut self) {
        if let Some(at) = self.window.try_next.take().filter(|_| self.is_training()) {
            self.try_case(at);
        }
    }

    /// The worked case that the decision in hand tries.
    pub fn tried(&self) -> Option<(usize, &WorkedCase)> {
        let (nonce, at) = self.window.trying.as_ref()?;
        let is_in_hand = self.drafts.decision() == Some(nonce);
        Some((*at, self.known.cases.get(*at).filter(|_| is_in_hand)?))
    }

    fn open_training(&mut self, anew: bool) {
        self.window.try_next = None;
        let Some(random) = (self.env.random)() else { return };
        let folder = self.env.training();
        let known = self.settings.saved.training_in(&folder).filter(|_| !anew);
        let known = known.map(|known| known.path.clone());
        // What is written later on the present day would lie in the future.
        let today = self.now().date_naive();
        let until = today.checked_sub_days(Days::new(1)).unwrap_or(today);
        let plan =
            Plan { decisions: DECISIONS, seed: u64::from_le_bytes(first_half(random)), until };
        let ticket = self.session.begin_reading();
        self.window.chosen = None;
        self.window.make_here = None;
        self.window.moved = None;
        self.window.opening = self.session.register().map(|_| folder.clone());
        let (reader, pathway) = (self.reader(), Arc::clone(self.known.rules.pathway()));
        self.run([Task::new(Lane::Long, ticket, move || {
            let there = known.and_then(|path| Register::open(reader.disk(), &path).ok());
            let opened = match there {
                Some(there) => Ok(there),
                None => make(reader.disk(), &folder, plan, &pathway),
            };
            match opened {
                Ok(register) => Brought::Opened(Box::new(reader.whole(register))),
                Err(why) => Brought::NotMade(why),
            }
        })]);
    }

    pub(super) fn training_not_made(&mut self, why: &str) {
        self.session.end_reading();
        self.window.opening = None;
        self.refuse(format!(
            "The practice cases could not be made. Your own register is as it was. {why}"
        ));
    }
}

/// Makes a register of invented cases in a folder of its own below this one. What a power cut
/// takes of it can be made again, so the disk is not waited for.
fn make(disk: &dyn Disk, folder: &Path, plan: Plan, pathway: &Pathway) -> Result<Register, String> {
    let library = Library::embedded().map_err(|error| error.to_string())?;
    let root: PathBuf = folder.join(register(plan.seed).as_str());
    write_practice(&Unsynced(disk), &root, plan, pathway, &library)
        .map_err(|error| error.to_string())?;
    Register::open(disk, &root).map_err(|error| error.to_string())
}
