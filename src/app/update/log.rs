//! The log of a register: what is opened, printed, copied and saved elsewhere, noted in one place.
//!
//! What is opened is noted by what the window shows, not by what was pressed, and what is copied by
//! the command that egui hands to the clipboard: no way there can be forgotten.

use std::sync::Arc;

use crate::app::done::Done;
use crate::app::events::{LogEvent, Screen};
use crate::app::logged::{Logged, Shows};
use crate::app::session::PreviewRead;
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::record::{DecisionId, RegisterId};
use crate::register::log::{Did, Entry, Of, append, of_month, switch};
use crate::register::{Register, RegisterError};

impl State {
    /// What the window shows.
    pub(super) fn shows(&self) -> Option<Shows> {
        if self.is_hidden() || self.window.opening.is_some() {
            return None;
        }
        let text = self.clinical_text_on_screen().is_some();
        Some(match &self.window.screen {
            Screen::Decision(id) if text => (Of::Text, vec![id.clone()]),
            Screen::Decision(id) | Screen::Review(Some(id)) => (Of::Decision, vec![id.clone()]),
            Screen::Decide | Screen::ActNow => {
                let of = if text { Of::Text } else { Of::Draft };
                (
                    of,
                    self.current_draft()
                        .map(|hand| hand.draft.decision.clone())
                        .into_iter()
                        .collect(),
                )
            }
            Screen::Decisions => {
                let chosen = self.session.preview();
                let chosen = chosen.filter(|one| matches!(one.read, PreviewRead::Read(_)));
                let ids = chosen.map(|one| one.of.id.clone()).into_iter().collect();
                (Of::Decision, ids)
            }
            Screen::Chronology => {
                let taken = self.screens.chronology.candidates.iter().filter(|one| one.taken);
                (Of::Chronology, taken.map(|one| one.line.decision.clone()).collect())
            }
            Screen::Contacts => (Of::Contacts, Vec::new()),
            Screen::Home
            | Screen::Guidance
            | Screen::Review(None)
            | Screen::Worked
            | Screen::Settings
            | Screen::Help => (Of::Screen, Vec::new()),
        })
    }

    /// The register that is open, if it keeps a log.
    fn logging(&self) -> Option<&Register> {
        self.session.register().filter(|register| register.info.log)
    }

    /// Notes what is shown now, where it was not shown before.
    pub fn note_what_shows(&mut self) {
        if self.logging().is_none() {
            return;
        }
        if self.window.screen == Screen::Settings {
            self.read_log();
        }
        let shows = self.shows();
        if shows == self.window.logged.opened {
            return;
        }
        self.window.logged.opened.clone_from(&shows);
        if let Some((of, ids)) = shows
            && !ids.is_empty()
        {
            self.note(Did::Opened, of, ids);
        }
    }

    /// Notes that something was copied from what is shown.
    pub fn note_copies(&mut self) {
        if self.env.copies.any_since()
            && let Some((of, ids)) = self.shows()
        {
            self.copied_from(&ids);
            self.note(Did::Copied, of, ids);
        }
    }

    /// Notes that the contacts were saved to a file, where they were.
    pub(super) fn note_contacts(&mut self, saved: bool) {
        if saved {
            self.note(Did::Saved, Of::Contacts, Vec::new());
        }
    }

    /// Notes this, where the register keeps a log.
    pub(super) fn note(&mut self, did: Did, of: Of, decisions: Vec<DecisionId>) {
        let Some(register) = self.logging().cloned() else { return };
        let mut entries = std::mem::take(&mut self.window.logged.waiting);
        entries.push(self.entry(did, of, decisions));
        let (disk, device) = (Arc::clone(&self.env.disk), self.settings.saved.device.clone());
        let remembered = self.remembered();
        let job = move || {
            // Two windows of one user have one file.
            let turn = remembered.turn(&*disk);
            let done = turn.and_then(|_turn| append(&*disk, &register, &device, &entries));
            Done::Logged(register.info.id, entries, done)
        };
        self.env.runner.run(Lane::Disk, Box::new(job));
    }

    pub(super) fn entry(&self, did: Did, of: Of, decisions: Vec<DecisionId>) -> Entry {
        let by = self.settings.author.name.trim().to_owned();
        Entry { at: self.now(), by, did, of, decisions }
    }

    /// It was noted, or was not.
    pub(super) fn logged(
        &mut self,
        register: &RegisterId,
        entries: Vec<Entry>,
        done: Result<Vec<Entry>, RegisterError>,
    ) {
        if !self.session.has_open(register) {
            return;
        }
        match done {
            Ok(all) => self.screens.log = all,
            Err(error) => {
                self.window.logged.waiting.extend(entries);
                self.say_waiting(format!(
                    "What you opened or copied is not in this register’s log yet. It is added with \
                     the next thing that you do. {error}"
                ));
            }
        }
    }

    pub(super) fn log_event(&mut self, event: LogEvent) {
        match event {
            LogEvent::Keep(on) => self.switch_log(on),
            LogEvent::OpenFolder => {
                let folder = self.session.register().map(Register::log_folder);
                if let Some(folder) = folder {
                    let open = self.env.open_folder;
                    let job = move || {
                        open(&folder);
                        Done::Tidied
                    };
                    self.env.runner.run(Lane::Watch, Box::new(job));
                }
            }
        }
    }

    /// Switches it on or off, which is noted too.
    fn switch_log(&mut self, on: bool) {
        let Some(register) = self.session.register().cloned() else { return };
        let did = if on { Did::SwitchedOn } else { Did::SwitchedOff };
        let entry = self.entry(did, Of::Log, Vec::new());
        let (disk, device) = (Arc::clone(&self.env.disk), self.settings.saved.device.clone());
        let remembered = self.remembered();
        let job = move || {
            let note = || {
                let _turn = remembered.turn(&*disk)?;
                append(&*disk, &register, &device, std::slice::from_ref(&entry))
            };
            // Where it cannot be noted it is not switched.
            let done = note().and_then(|all| Ok((switch(&*disk, &register, on)?, all)));
            Done::LogSwitched(done.map(Box::new))
        };
        self.env.runner.run(Lane::Disk, Box::new(job));
    }

    pub(super) fn log_switched(
        &mut self,
        done: Result<Box<(Register, Vec<Entry>)>, RegisterError>,
    ) {
        match done {
            Ok(switched) => {
                let (register, all) = *switched;
                let on = register.info.log;
                if self.session.has_open(&register.info.id) {
                    self.session.learn(register.info);
                    self.screens.log = all;
                    // What is on the screen was not opened since.
                    self.window.logged = Logged { opened: self.shows(), ..Logged::default() };
                    self.window.logged.asked = true;
                }
                self.say(if on {
                    "This register keeps a log from now on, on every computer that opens it."
                } else {
                    "This register keeps no log any more. What is in it stays."
                });
            }
            Err(error) => self.refuse(format!("The log was not switched. {error}")),
        }
    }

    /// What this workstation noted this month, to be shown.
    fn read_log(&mut self) {
        let Some(register) = self.logging().filter(|_| !self.window.logged.asked).cloned() else {
            return;
        };
        self.window.logged.asked = true;
        let (disk, device) = (Arc::clone(&self.env.reading), self.settings.saved.device.clone());
        let now = self.now();
        let job = move || {
            let all = of_month(&*disk, &register.root, &device, &now);
            Done::LogRead(register.info.id, all)
        };
        self.env.runner.run(Lane::Look, Box::new(job));
    }

    pub(super) fn log_read(&mut self, register: &RegisterId, all: Vec<Entry>) {
        // What was noted since is newer than what was read.
        if self.session.has_open(register) && all.len() > self.screens.log.len() {
            self.screens.log = all;
        }
    }
}
