//! The register: opened, made on first use, read again.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::app::done::Done;
use crate::app::events::Screen;
use crate::app::notice::{About, NoticeKind};
use crate::app::session::{Ask, Brought, MovedOrCopy, Opened, Reader, Session, Task};
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::record::{Digest, RegisterId};
use crate::register::{Choice, Disk, Register, RegisterError, RegisterInfo, layout};

/// The reading of a register waits so long for the window and for what the index kept.
const MOST_AHEAD: Duration = Duration::from_secs(2);

impl State {
    /// Where drafts and statements of this register wait while it is away.
    pub(super) fn outbox_of(&self, register: &Register) -> PathBuf {
        self.env.places().outbox_of(register)
    }

    /// What reads the register from now on.
    pub(super) fn reader(&mut self) -> Reader {
        let owing = self.owing();
        let around = (&self.known.titles, self.env.hold, owing);
        let device = &self.settings.saved.device;
        Reader::new(&mut self.session, &self.env.places(), device, self.drafts.in_memory(), around)
    }

    /// At the start: the register that was open last, or the one in the documents folder if
    /// there is one.
    pub fn open_known(&mut self) {
        let known = self.settings.saved.current().map(|known| known.path.clone());
        if let Some(path) = known.filter(|_| self.settings.saved.unsure.is_none()) {
            self.open_folder(&path, Making::Never);
            return;
        }
        // What waits on this computer is there, whatever the documents folder answers.
        self.find_unmade();
        // The documents may lie on a share that hangs: there is a register or none, and until it
        // answers nobody says which.
        self.window.looking = true;
        let (disk, proposed) =
            (Arc::clone(&self.env.reading), self.env.register_folder.join(layout::REGISTER));
        let look = move || {
            let there = disk.kind(&proposed);
            Done::Proposed(there.is_ok_and(|kind| kind.is_some()))
        };
        self.env.runner.run(Lane::Find, Box::new(look));
    }

    /// Whether there is a register in the documents folder, where none is known.
    pub(super) fn proposed_seen(&mut self, there: bool) {
        self.window.looking = false;
        if self.session.is_loading() || self.session.register().is_some() || !there {
            return;
        }
        let proposed = self.env.register_folder.clone();
        if let Some(ask) = &mut self.settings.saved.unsure {
            // Which one was open last is not known: that is asked.
            if !ask.contains(&proposed) {
                ask.push(proposed);
            }
        } else {
            self.open_folder(&proposed, Making::Never);
        }
    }

    /// At the first decision: the register in the documents folder is made, where none was
    /// ever known. One that is known and cannot be opened is never replaced by a new one.
    pub(super) fn make_register_on_first_use(&mut self) {
        // While it is locked, what is begun waits for it on this computer.
        if self.session.is_loading() || self.is_hidden() {
            return;
        }
        if self.settings.saved.unsure.is_some() {
            self.say_error(
                "Justified does not know which register you use, so none is open. What you write \
                 is kept on this computer until you say which, on Home or in Settings.",
            );
            return;
        }
        let proposed = self.env.register_folder.clone();
        let own = self.settings.saved.registers.iter().rfind(|known| !known.training);
        match own.map(|known| known.path.clone()) {
            None => self.open_folder(&proposed, Making::InDocuments),
            Some(path) => {
                self.say_error(format!(
                    "The register ({}) is not open. What you write is kept on this computer until \
                     it is. No other register was created. Open it, or choose another folder, in \
                     Settings.",
                    self.settings
                        .saved
                        .current()
                        .map_or(path, |known| known.path.clone())
                        .display()
                ));
                self.open_known();
            }
        }
    }

    /// Opens the register in a folder that the user chose; where there is none, it is asked
    /// whether to make one.
    pub(super) fn open_chosen(&mut self, folder: &Path) {
        self.open_folder(folder, Making::Never);
        self.window.chosen = Some(self.session.ticket(Ask::Reading));
    }

    /// The register that was found has moved: from now on it is known there.
    pub(super) fn has_moved(&mut self) {
        let Some(moved) = self.window.moved.take() else { return };
        self.open_as(&moved.folder, Making::Never, true);
        self.window.chosen = Some(self.session.ticket(Ask::Reading));
    }

    /// It is a copy, and stays closed.
    pub(super) fn is_a_copy(&mut self) {
        if self.window.moved.take().is_some() {
            let open = self.session.register().map(|open| open.root.display().to_string());
            self.settings.folder = open.unwrap_or_default();
            self.say(
                "The copy was not opened, and nothing in it was changed. Your register is the one \
                 that you had before.",
            );
        }
    }

    /// A register was found that is known elsewhere: it is asked what it is.
    pub(super) fn moved_or_copy(&mut self, moved: MovedOrCopy) {
        self.session.end_reading();
        self.window.opening = None;
        self.forget_before();
        self.window.moved = Some(moved);
        self.go(Screen::Settings);
    }

    /// Another register is not opened after all; the one that is open is shown again.
    pub(super) fn stop_opening(&mut self) {
        if self.window.opening.take().is_some() {
            self.session.stop_reading();
        }
    }

    /// Makes a register in the folder for which it was asked and confirmed.
    pub(super) fn make_register(&mut self, folder: &Path) {
        if self.window.make_here.as_deref() == Some(folder) {
            self.open_folder(folder, Making::WhereChosen);
            self.window.making = Some(folder.to_owned());
        }
    }

    /// The register in the documents folder; made there unless one was there before.
    pub(super) fn use_documents(&mut self, folder: &Path) {
        let known = self.settings.saved.registers.iter().any(|known| known.path == folder);
        self.open_folder(folder, if known { Making::Never } else { Making::InDocuments });
        self.window.making = (!known).then(|| folder.to_owned());
    }

    /// Something was signed in a register that is not the open one any more: what the next
    /// statement there names is noted, and nothing on the screen changes.
    pub(super) fn signed_elsewhere(&mut self, register: RegisterId, digest: Digest) {
        self.settings.saved.last_signed.insert(register.clone(), digest);
        self.settings.signed_here.insert(register);
        self.save_settings_now();
        self.say("Signed and saved, in the register that was open before.");
    }

    /// Opens the register in a folder, or makes one there.
    pub(super) fn open_folder(&mut self, folder: &Path, making: Making) {
        self.open_as(folder, making, false);
    }

    /// The same. `moved`: it is known elsewhere, and was said to have moved here.
    fn open_as(&mut self, folder: &Path, making: Making, moved: bool) {
        let Some(info) = self.info_to_be() else { return };
        // What is in hand stays with the register that is open.
        self.save_drafts_now();
        let ticket = self.session.begin_reading();
        self.window.chosen = None;
        self.window.make_here = None;
        (self.window.moved, self.window.making) = (None, None);
        let open = self.session.register().filter(|open| open.root != folder);
        self.window.opening = open.map(|_| folder.to_owned());
        let elsewhere: Vec<(RegisterId, PathBuf)> = self
            .settings
            .saved
            .registers
            .iter()
            .filter(|known| !moved && known.path != folder)
            .map(|known| (known.id.clone(), known.path.clone()))
            .collect();
        // While nothing is open, the register that is known is opened by its outbox.
        let known = self.settings.saved.current().filter(|known| known.path == folder);
        let known = known.filter(|_| self.session.register().is_none()).map(|known| Register {
            root: known.path.clone(),
            info: RegisterInfo::new(known.id.clone(), known.name.clone()),
        });
        let places = self.env.places();
        if let Some(known) = &known {
            self.run([self.session.read_kept_contacts(&places, &known.info.id)]);
        }
        self.pass_what_hangs(Lane::Find);
        self.run([self.session.find(&places, folder)]);
        self.list_from_index(folder);
        self.pass_what_hangs(Lane::Long);
        let (folder, reader) = (folder.to_owned(), self.reader());
        let turn = Arc::clone(&self.env.turn);
        self.run([Task::new(Lane::Long, ticket, move || {
            turn.wait(MOST_AHEAD);
            let opened = open_or_make(reader.disk(), &folder, info, making);
            if let Ok(register) = &opened
                && let Some((id, known)) =
                    elsewhere.into_iter().find(|(id, _)| *id == register.info.id)
            {
                // Nothing but register.ron was read, and nothing was written.
                let there = Register::open(reader.disk(), &known);
                let still_there = there.is_ok_and(|there| there.info.id == id);
                return Brought::MovedOrCopy(MovedOrCopy { folder, known, still_there });
            }
            let opened = opened.and_then(|register| reader.whole(register));
            let opened = match (opened, known) {
                (Err(error), Some(known)) if error.is_away() => Ok(reader.outbox(known, error)),
                (opened, _) => opened,
            };
            Brought::Opened(Box::new(opened))
        })]);
    }

    /// Nothing is open any more. What was in hand belongs to the register before, and is saved
    /// for it.
    pub(super) fn forget_register(&mut self) {
        self.forget_personal();
        self.session = Session::none();
        self.drafts.close_register();
        self.screens.close_register();
        self.window.close_register();
        self.settings.folder.clear();
        self.close_path();
        if self.window.screen.is_of_a_register() {
            self.go(Screen::Home);
        }
        self.refresh_lists();
        self.refresh_call();
    }

    /// Shows what was read, and says what became of what waited.
    pub(super) fn take_read(&mut self, mut opened: Opened) {
        let folder = opened.register.root.display().to_string();
        let (returned, left) = (opened.returned, opened.left.take());
        let away = opened.away.as_ref().map(ToString::to_string);
        let looked_at = self.shown_id().cloned();
        let (now, places) = ((self.env.instant)(), self.env.places());
        let around = (&places, &self.known.titles);
        if self.session.take(opened, looked_at.as_ref(), now, around) {
            self.look_at_shown();
        }
        self.screens.guidance.reread();
        self.people_changed();
        self.window.answered(About::Away);
        if let Some(error) = away {
            self.tell(
                About::Away,
                NoticeKind::Waiting,
                format!(
                    "{AWAY} ({folder}), so its decisions cannot be shown. What you write is kept \
                     on this computer, and goes there when it can be reached. {error}"
                ),
            );
        }
        if let Some(error) = left {
            self.say_waiting(format!(
                "Something that waits on this computer could not go to the register. It is kept \
                 here, and Justified tries again. {error}"
            ));
        }
        if returned > 0 {
            self.say(format!(
                "The register can be reached again. {} that waited on this computer went there.",
                if returned == 1 { "One file" } else { "Some files" }
            ));
        }
    }

    /// Reads the register again.
    pub(super) fn reload(&mut self) {
        let Some(register) = self.session.register().cloned() else {
            self.open_known();
            return;
        };
        let ticket = self.session.begin_reading();
        self.pass_what_hangs(Lane::Long);
        let reader = self.reader();
        self.run([Task::new(Lane::Long, ticket, move || {
            let read = register
                .check(reader.disk())
                .and_then(|()| Register::open(reader.disk(), &register.root))
                .and_then(|now| reader.whole(now));
            Brought::Read(Box::new(read))
        })]);
    }
}

/// How a notice about a register that is away begins, so that it goes when it is back.
pub(super) const AWAY: &str = "The register cannot be reached";

/// Whether a register may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Making {
    /// Open only.
    Never,
    /// Made in the folder that is proposed.
    InDocuments,
    /// Made in the folder that the user chose.
    WhereChosen,
}

fn open_or_make(
    disk: &dyn Disk,
    folder: &Path,
    info: RegisterInfo,
    making: Making,
) -> Result<Register, RegisterError> {
    match (Register::open(disk, folder), making) {
        (Err(RegisterError::NotARegister(_)), Making::InDocuments) => {
            match Register::create(disk, folder, info, Choice::Proposed) {
                // Another window of this user was quicker.
                Err(RegisterError::AlreadyThere(_)) => Register::open(disk, folder),
                made => made,
            }
        }
        (Err(RegisterError::NotARegister(_)), Making::WhereChosen) => {
            Register::create(disk, folder, info, Choice::Chosen)
        }
        (opened, _) => opened,
    }
}
