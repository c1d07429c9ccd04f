//! Changing how the open register is protected, and the sheet that a passphrase is written on.

use crate::app::events::ProtectionEvent;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::app::done::Done;
use crate::app::environment::FileFor;
use crate::app::events::{Changing, Screen};
use crate::app::focus::Focus;
use crate::app::session::{Ask, Brought, Task};
use crate::app::state::State;
use crate::app::views::protection::ProtectionScreen;
use crate::app::workers::Lane;
use crate::base::shown;
use crate::register::export::save_text;
use crate::register::protect::{Conformed, Holder, Invited, Passphrase, ProtectError, Protector};
use crate::register::{Problem, RegisterError};
use crate::report::{RecoveryPage, recovery_page};

use super::locking::named;
use super::people::as_page;
use super::register::Making;

/// How often it is said anew how far a change is.
const HOW_FAR: Duration = Duration::from_millis(200);

impl State {
    pub(super) fn change_protection(&mut self, changing: Changing) {
        let Some(root) = self.session.register().map(|register| register.root.clone()) else {
            return;
        };
        self.save_drafts_now();
        let form = &mut self.screens.protection;
        if form.busy {
            return;
        }
        (form.busy, form.wrong) = (true, None);
        form.progress = Arc::default();
        let progress = Arc::clone(&form.progress);
        let name = form.person.clone();
        let invited = Invited { recipient: form.key.trim().to_owned(), name };
        let away: Vec<String> = form.of.iter().map(|holder| holder.recipient.clone()).collect();
        let before = self.window.holders.clone();
        let (old, new) = (Passphrase::new(form.old.take()), Passphrase::new(form.new.take()));
        drop(Passphrase::new(form.again.take()));
        let work = move |protector: &mut Protector<'_>| match changing {
            Changing::On => Ok((protector.turn_on(&new, &[])?, Vec::new())),
            Changing::Off => Ok((protector.turn_off(&old)?, Vec::new())),
            Changing::Passphrase => {
                protector.change_passphrase(&old, &new)?;
                Ok((Conformed::default(), before))
            }
            Changing::Add => {
                let done = protector.change_people(&old, (&[invited], &[]))?;
                Ok((done, protector.people(&old)?))
            }
            Changing::Remove => {
                let done = protector.change_people(&old, (&[], &away))?;
                Ok((done, protector.people(&old)?))
            }
        };
        let ticket = self.session.ticket(Ask::Anything);
        let job = self.protecting((root, progress), work);
        self.run([Task::new(Lane::Long, ticket, move || {
            Brought::Protected(changing_words(changing), Box::new(job()))
        })]);
    }

    /// The protection was changed, or was not.
    pub(super) fn protected(
        &mut self,
        what: &str,
        done: Result<(Conformed, Vec<Holder>), ProtectError>,
    ) {
        match done {
            Ok((done, holders)) => {
                self.screens.protection = ProtectionScreen::default();
                // Locked meanwhile, it is not told who they are.
                if !self.is_hidden() {
                    self.window.holders = holders;
                }
                // Not on whatever comes next: pressed twice, that would be changed.
                if self.window.screen == Screen::Settings {
                    self.window.focus = Some(Focus::Title);
                }
                self.say(format!("{what}{}", left_words(&done.left)));
            }
            Err(error) => {
                let before = std::mem::take(&mut self.screens.protection);
                // Whom it is about stays as typed; what was typed as a passphrase is gone.
                let (person, key, of) = (before.person, before.key, before.of);
                self.screens.protection = ProtectionScreen {
                    changing: before.changing,
                    wrong: Some(error.to_string()),
                    person,
                    key,
                    of,
                    offered: before.offered,
                    ..Default::default()
                };
                if self.window.screen == Screen::Settings {
                    self.window.focus = Some(Focus::Form);
                }
            }
        }
        if let Some(locked) = &mut self.window.locked {
            locked.protected = self.env.vault.keys_of(&locked.folder).is_some();
            return;
        }
        // Whatever it is now, it is read as that.
        if let Some(root) = self.session.register().map(|register| register.root.clone()) {
            self.open_folder(&root, Making::Never);
        }
    }

    /// A sheet to print, with lines to write on and nothing secret.
    pub(super) fn save_sheet(&mut self) {
        let Some(register) = self.session.register().filter(|_| !self.window.choosing) else {
            return;
        };
        let text = recovery_page(&RecoveryPage {
            name: &named(&register.info.name, &register.root),
            folder: &register.root.display().to_string(),
            id: register.info.id.as_str(),
            today: self.now().date_naive(),
        });
        self.window.choosing = true;
        let (disk, choose) = (Arc::clone(&self.env.disk), self.env.choose_file);
        let job = move || {
            let path = choose(FileFor::PrintSheet).map(|path| as_page(&path));
            let save = |path: PathBuf| save_text(&*disk, &path, &text).map(|()| path);
            Done::SheetSaved(path.map(save))
        };
        self.env.runner.run(Lane::Dialog, Box::new(job));
    }

    pub(super) fn sheet_saved(&mut self, done: Option<Result<PathBuf, RegisterError>>) {
        self.window.choosing = false;
        match done {
            Some(Ok(path)) => self.say(format!(
                "The sheet is in {}. Open it in a web browser to print it. Write the passphrase on \
                 it by hand, and keep it in the safe.",
                path.display()
            )),
            Some(Err(error)) => self.refuse(format!("The sheet was not saved. {error}")),
            None => self.refuse("No file was chosen, so no sheet was saved."),
        }
    }

    /// When it is to be said anew how far the files of the register are that are brought into
    /// another form.
    pub fn until_how_far(&self) -> Option<Duration> {
        let trying = self.window.locked.as_ref().is_some_and(|locked| locked.trying);
        (trying || self.screens.protection.busy).then_some(HOW_FAR)
    }

    pub(super) fn protection_event(&mut self, event: ProtectionEvent) {
        match event {
            ProtectionEvent::Unlock => self.unlock(),
            ProtectionEvent::Show(shown) => {
                if let Some(locked) = &mut self.window.locked {
                    locked.shown = shown;
                }
            }
            ProtectionEvent::Help(shown) => {
                if let Some(locked) = &mut self.window.locked {
                    locked.help = shown;
                }
            }
            ProtectionEvent::Ask(changing) => {
                self.screens.protection = ProtectionScreen { changing, ..Default::default() };
                if changing.is_some() {
                    self.window.focus = Some(Focus::Form);
                }
            }
            ProtectionEvent::AskToRemove(at) => {
                let of = self.window.holders.get(at).cloned();
                let changing = of.is_some().then_some(Changing::Remove);
                self.screens.protection = ProtectionScreen { changing, of, ..Default::default() };
                self.window.focus = Some(Focus::Form);
            }
            ProtectionEvent::Offered(now) => self.offered(now),
            ProtectionEvent::Cancel => self.window.locked = None,
            ProtectionEvent::Sheet => self.save_sheet(),
            ProtectionEvent::Change(changing) => self.change_protection(changing),
        }
    }
}

/// That something was left as it is, and where the first of it lies.
fn left_words(left: &[Problem]) -> String {
    let Some(first) = left.first() else { return String::new() };
    let path = shown::path(&first.path);
    match left.len() {
        1 => format!(" 1 file was left as it is: {path}"),
        many => format!(" {many} files were left as they are. The first of them: {path}"),
    }
}

fn changing_words(changing: Changing) -> &'static str {
    match changing {
        Changing::On => {
            "The register is protected. Write the passphrase down, and keep it in the safe."
        }
        Changing::Off => "The register is not protected any more: its files are plain.",
        Changing::Passphrase => {
            "The passphrase was changed. Write the new one down, and keep it in the safe."
        }
        Changing::Add => "They can open this register with their own key from now on.",
        Changing::Remove => {
            "They cannot open this register any more. It has a new key, and its files were \
             encrypted again. What they have copied they keep."
        }
    }
}
