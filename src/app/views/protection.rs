//! In Settings: what protects the register, and how that is changed.

mod holders;

use std::sync::Arc;

use egui::{Id, Key, Modifiers, Ui};

use crate::app::commands::Command;
use crate::app::events::{Changing, Event, ProtectionEvent, SettingsEvent};
use crate::app::key_input;
use crate::app::theme::Token;
use crate::app::widgets::{
    self, Line, Secret, Tone, choose_one, link, primary, secondary, secret_line,
};
use crate::app::workers::Progress;
use crate::register::protect::{Holder, Passphrase, Strength, strength};
use crate::register::settings::LockAfter;

/// What is typed.
#[derive(Debug, Default)]
pub struct ProtectionScreen {
    /// What is being changed.
    pub changing: Option<Changing>,
    /// The passphrase of now.
    pub old: Secret,
    /// The new one.
    pub new: Secret,
    /// The same again.
    pub again: Secret,
    /// Whether they show in letters.
    pub shown: bool,
    /// What the person is called who is to be added.
    pub person: String,
    /// Their public key.
    pub key: String,
    /// Who is to be taken away.
    pub of: Option<Holder>,
    /// Whether it was offered for a register that was just made.
    pub offered: bool,
    /// Whether it is being done.
    pub busy: bool,
    /// How far that is.
    pub progress: Arc<Progress>,
    /// Why it was not done.
    pub wrong: Option<String>,
}

/// What is shown of the protection of a register that is open.
#[derive(Clone, Copy, Debug)]
pub struct ProtectionView<'a> {
    /// Whether it is protected.
    pub protected: bool,
    /// The program that keeps copies of its folder, if the folder's name tells.
    pub cloud: Option<&'a str>,
    /// Whether the keyboard goes into the first field, so that a passphrase is not typed elsewhere.
    pub grab: bool,
    /// The further people who can open it.
    pub holders: &'a [Holder],
}

/// Paints it.
pub fn ui(
    ui: &mut Ui,
    view: ProtectionView<'_>,
    (form, lock_after): (&mut ProtectionScreen, &mut LockAfter),
    out: &mut Vec<Event>,
) {
    let ProtectionView { protected, cloud, grab, holders } = view;
    widgets::card(ui, |ui| {
        widgets::heading(ui, "Protection");
        if let Some(cloud) = cloud {
            let before = if protected {
                "It keeps earlier versions of files: those from before the register was protected \
                 are not."
            } else {
                "Whoever can read that cloud folder can read the register."
            };
            let words = format!("This folder is kept in {cloud}. {before}");
            widgets::banner(ui, Tone::Caution, |ui| widgets::body(ui, &words));
        }
        if protected {
            widgets::body(
                ui,
                "Decisions and drafts in this register are encrypted, and so is what waits on this \
                 computer. Contacts are not, so that they can be rung while it is locked.",
            );
        } else {
            widgets::body(
                ui,
                "This register is not protected: anyone who can open its folder can read it. A \
                 passphrase encrypts its decisions and drafts. Each colleague who uses it needs the \
                 passphrase.",
            );
        }
        match form.changing {
            None => choices(ui, protected, out),
            Some(changing) => change(ui, (changing, grab), form, out),
        }
        if protected && form.changing.is_none() {
            holders::list(ui, holders, out);
            idle(ui, lock_after, out);
        }
    });
}

fn choices(ui: &mut Ui, protected: bool, out: &mut Vec<Event>) {
    let ask = |out: &mut Vec<Event>, what| {
        out.push(Event::Protection(ProtectionEvent::Ask(Some(what))));
    };
    ui.horizontal_wrapped(|ui| {
        if protected {
            if secondary(ui, "Change the passphrase…", None).clicked() {
                ask(out, Changing::Passphrase);
            }
            if secondary(ui, "Turn protection off…", None).clicked() {
                ask(out, Changing::Off);
            }
        } else if primary(ui, "Protect this register…", None).clicked() {
            ask(out, Changing::On);
        }
        let lock = Command::Lock;
        if secondary(ui, lock.text(), lock.key().as_deref()).clicked() {
            out.push(Event::Command(lock));
        }
    });
}

fn idle(ui: &mut Ui, lock_after: &mut LockAfter, out: &mut Vec<Event>) {
    let mut chosen = Some(*lock_after);
    let all = [
        (LockAfter::Five, "5 minutes"),
        (LockAfter::Fifteen, "15 minutes"),
        (LockAfter::Sixty, "An hour"),
        (LockAfter::Never, "Never"),
    ];
    if choose_one(ui, "Lock when nothing is typed or moved for", &all, &mut chosen)
        && let Some(now) = chosen
    {
        *lock_after = now;
        out.push(Event::Settings(SettingsEvent::Edited));
    }
}

fn change(
    ui: &mut Ui,
    (changing, grab): (Changing, bool),
    form: &mut ProtectionScreen,
    out: &mut Vec<Event>,
) {
    let label = match changing {
        Changing::On => "Protect this register",
        Changing::Off => "Turn protection off",
        Changing::Passphrase => "Change the passphrase",
        Changing::Add => "Add this person",
        Changing::Remove => "Remove this person",
    };
    widgets::asked(ui, label);
    match changing {
        Changing::On | Changing::Passphrase => {
            widgets::banner(ui, Tone::Caution, |ui| {
                widgets::strong(
                    ui,
                    "A forgotten passphrase cannot be recovered. Write it down, and keep it in the \
                     safe.",
                );
                widgets::body(
                    ui,
                    "Without it nobody can open the register again. Copies that were made before \
                     stay as they are: backups, the history of a cloud folder, other computers.",
                );
                if link(ui, "Save a sheet to print and write it on", None).clicked() {
                    out.push(Event::Protection(ProtectionEvent::Sheet));
                }
            });
        }
        Changing::Off => {
            widgets::banner(ui, Tone::Caution, |ui| {
                widgets::body(
                    ui,
                    "Every file is made plain again: anyone who can open the folder can read it.",
                );
            });
        }
        Changing::Add => holders::before_adding(ui),
        Changing::Remove => holders::before_removing(ui, form.of.as_ref()),
    }
    let entered = is_entered(ui);
    ui.scope(|ui| {
        if form.busy {
            ui.disable();
        }
        fields(ui, (changing, grab), form);
    });
    if let Some(wrong) = &form.wrong {
        widgets::status(ui, wrong, Token::Danger);
    }
    let ready = match changing {
        Changing::On => is_new(form),
        Changing::Off | Changing::Remove => !form.old.is_empty(),
        Changing::Add => !form.old.is_empty() && holders::can_add(form),
        Changing::Passphrase => !form.old.is_empty() && is_new(form),
    };
    ui.horizontal_wrapped(|ui| {
        let far = form.progress.so_far().filter(|_| form.busy);
        let label = match far {
            Some((done, of)) => &format!("{done} of {of} files"),
            None if form.busy => "One moment…",
            None => label,
        };
        let busy = form.busy.then_some("One moment: it is being done.");
        let blank = (!ready).then_some("Fill in the fields above first.");
        let pressed =
            widgets::unless(ui, busy.or(blank), |ui| primary(ui, label, Some("Enter")).clicked());
        if pressed || (entered && ready && !form.busy) {
            out.push(Event::Protection(ProtectionEvent::Change(changing)));
        }
        widgets::unless(ui, busy, |ui| {
            if form.offered {
                if secondary(ui, "Not now", None).clicked() {
                    out.push(Event::Protection(ProtectionEvent::Offered(false)));
                }
            } else if secondary(ui, "Leave it as it is", None).clicked() {
                out.push(Event::Protection(ProtectionEvent::Ask(None)));
            }
            let label = if form.shown { "Hide what I type" } else { "Show what I type" };
            if secondary(ui, label, None).clicked() {
                form.shown = !form.shown;
            }
        });
    });
}

/// The fields for a passphrase: now, the new one, and that once more.
const FIELDS: [&str; 3] = ["passphrase now", "new passphrase", "passphrase again"];

/// Whether Enter was pressed in one of them, as it is to unlock.
fn is_entered(ui: &Ui) -> bool {
    let in_one = FIELDS.iter().any(|field| ui.memory(|one| one.has_focus(Id::unique(*field))));
    in_one && key_input::pressed(ui.ctx(), Modifiers::NONE, Key::Enter)
}

fn fields(ui: &mut Ui, (changing, grab): (Changing, bool), form: &mut ProtectionScreen) {
    let shown = form.shown;
    if changing == Changing::Add {
        holders::adding(ui, grab, form);
    }
    if changing != Changing::On {
        let grab = grab && changing != Changing::Add;
        let line = Line { label: "Passphrase now", grab, ..Line::default() };
        secret_line(ui, Id::unique(FIELDS[0]), line, shown, &mut form.old);
    }
    if !matches!(changing, Changing::On | Changing::Passphrase) {
        return;
    }
    let how = strength(&Passphrase::new(form.new.so_far().to_owned()));
    let hint = if form.new.is_empty() {
        "Four or more words that do not belong together."
    } else {
        how.words()
    };
    let grab = grab && changing == Changing::On;
    let line = Line { label: "New passphrase", hint, grab, ..Line::default() };
    secret_line(ui, Id::unique(FIELDS[1]), line, shown, &mut form.new);
    let differs = !form.again.is_empty() && form.again.so_far() != form.new.so_far();
    let line = Line {
        label: "The same again",
        remark: differs.then_some("It is not the same yet."),
        ..Line::default()
    };
    secret_line(ui, Id::unique(FIELDS[2]), line, shown, &mut form.again);
}

/// Whether a new passphrase was typed twice, and is one.
fn is_new(form: &ProtectionScreen) -> bool {
    let typed = form.new.so_far();
    typed == form.again.so_far()
        && strength(&Passphrase::new(typed.to_owned())) != Strength::TooShort
}

/// The program that keeps copies of a folder elsewhere, if its path tells.
pub fn cloud(path: &str) -> Option<&'static str> {
    const NAMES: [(&str, &str); 6] = [
        ("onedrive", "OneDrive"),
        ("dropbox", "Dropbox"),
        ("google drive", "Google Drive"),
        ("googledrive", "Google Drive"),
        ("icloud", "iCloud"),
        ("nextcloud", "Nextcloud"),
    ];
    let path = path.to_lowercase();
    NAMES.iter().find(|(part, _)| path.contains(part)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_a_cloud_program_copies_is_known_by_its_path() {
        for (path, name) in [
            ("C:\\Users\\ada\\OneDrive - Elm Street\\Register", Some("OneDrive")),
            ("/home/ada/Dropbox/register", Some("Dropbox")),
            ("/Users/ada/Library/Mobile Documents/iCloud/register", Some("iCloud")),
            ("/srv/practice/register", None),
        ] {
            assert_eq!(cloud(path), name);
        }
    }
}
