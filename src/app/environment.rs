//! What the app is handed: paths, time, randomness, the disk, and what runs its jobs.
//!
//! The program hands in the real ones; a test hands in a folder of its own, a clock that
//! stands still and jobs that run at once.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the one place of the window that reads clock, environment and randomness"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use chrono::{DateTime, FixedOffset, Local};

use super::clipboard::{Clipboard, Copies};
use super::done::Done;
use super::session::Places;
use super::slow_disk::{Brisk, Patient, Waits};
use super::system_look::SystemLook;
use super::workers::{Ahead, Runner, Threads, Turn};
use crate::register::disk::Kind;
use crate::register::protect::{Cost, Vault, file_beside, load_pins};
use crate::register::{Disk, RealDisk};

/// Everything from outside that the app may use.
pub struct Environment {
    /// `settings.ron`, in the user's local configuration folder.
    pub settings_file: PathBuf,
    /// Where a register is proposed: a folder in the user's documents.
    pub register_folder: PathBuf,
    /// Where drafts and statements wait while the register is away.
    pub outbox: PathBuf,
    /// The disk, of which each step is given up after a while: what is typed is saved elsewhere
    /// then.
    pub disk: Arc<dyn Disk>,
    /// The same disk for reading a register, as patient as it takes.
    pub reading: Arc<dyn Disk>,
    /// The same beneath both: it encrypts what is written into a protected register, and opens it.
    pub vault: Vault,
    /// How much work it is to try a passphrase.
    pub cost: Cost,
    /// What of both is being waited for.
    pub waits: Arc<Waits>,
    /// The time, with the offset of this place.
    pub now: Box<dyn Fn() -> DateTime<FixedOffset>>,
    /// A clock that only goes forward, for the throttles.
    pub instant: Box<dyn Fn() -> Instant>,
    /// Random bytes. `None` where the system has none to give.
    pub random: Box<dyn FnMut() -> Option<[u8; 16]>>,
    /// Random bytes from which this workstation's key is made, where it has none.
    pub seed: Box<dyn FnMut() -> Option<[u8; 32]>>,
    /// So many decisions are held whole in memory, so that they can be read while the share is
    /// away. Of a register with more, each is read when it is opened.
    pub hold: usize,
    /// What runs jobs.
    pub runner: Box<dyn Runner<Done>>,
    /// What goes before the reading of a register.
    pub turn: Arc<Turn>,
    /// The first picture of the window, until it is drawn.
    pub first_picture: Option<Ahead>,
    /// The system's folder dialog; `None` where it was cancelled or there is none.
    pub choose_folder: fn() -> Option<PathBuf>,
    /// The system's clipboard, from which what was copied goes again; `None` where it cannot be
    /// told whether that is still there.
    pub clipboard: Option<Clipboard>,
    /// How often something was copied.
    pub copies: Copies,
    /// Shows a folder in the system's file manager.
    pub open_folder: fn(&Path),
    /// What the system prefers of the look of things. It may take a while.
    pub system_look: fn() -> SystemLook,
    /// The system's file dialog: to save to, else to open.
    pub choose_file: fn(FileFor) -> Option<PathBuf>,
}

/// How many decisions are held whole in memory: far more than a practice has, at some ten
/// kilobytes each.
const HELD: usize = 2_000;

/// What a file is chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFor {
    /// To save contacts to.
    SaveContacts,
    /// To take contacts from.
    ReadContacts,
    /// To save a chronology to, as text.
    SaveChronology,
    /// To save a chronology to, as a page to print.
    PrintChronology,
    /// To save a decision to, as a page to print.
    PrintDecision,
    /// To save the sheet to that a passphrase is written on.
    PrintSheet,
}

/// The first half of random bytes: as many as an id is minted from.
pub fn first_half(random: [u8; 16]) -> [u8; 8] {
    random.first_chunk().copied().unwrap_or_default()
}

/// The folders of this user. `None` where the system names none.
pub struct Folders {
    /// See [`Environment::settings_file`].
    pub settings_file: PathBuf,
    /// See [`Environment::register_folder`].
    pub register_folder: PathBuf,
    /// See [`Environment::outbox`].
    pub outbox: PathBuf,
}

/// The name of the register's folder within the documents folder.
pub const REGISTER_FOLDER: &str = "Justified register";

impl Folders {
    /// The folders of the user who runs this.
    pub fn of_this_user() -> Option<Self> {
        let project = directories::ProjectDirs::from("", "", "Justified")?;
        let user = directories::UserDirs::new()?;
        let documents = documents(&RealDisk, user.document_dir(), user.home_dir());
        Some(Self {
            settings_file: project.config_local_dir().join("settings.ron"),
            register_folder: documents.join(REGISTER_FOLDER),
            outbox: project.data_local_dir().join("outbox"),
        })
    }
}

/// Where a register is proposed: in the documents folder that the system names, else in the one that
/// nearly every home has, else in the home folder. One that is in the home folder already stays the
/// one that is proposed.
fn documents(disk: &dyn Disk, named: Option<&Path>, home: &Path) -> PathBuf {
    if let Some(named) = named {
        return named.to_owned();
    }
    let is_folder = |path: &Path| matches!(disk.kind(path), Ok(Some(Kind::Folder)));
    let usual = home.join("Documents");
    if is_folder(&usual) && !is_folder(&home.join(REGISTER_FOLDER)) {
        usual
    } else {
        home.to_owned()
    }
}

impl Environment {
    /// Where registers of invented cases are made: in the user's private data folder.
    pub fn training(&self) -> PathBuf {
        self.outbox.with_file_name("training")
    }

    /// The disk, and where what waits for a register lies, for a job.
    pub fn places(&self) -> Places {
        Places {
            disk: Arc::clone(&self.disk),
            reading: Arc::clone(&self.reading),
            outboxes: self.outbox.clone(),
        }
    }

    /// On this disk instead, with the same patience.
    pub fn use_disk(&mut self, disk: Arc<dyn Disk>) {
        self.vault = Vault::new(disk);
        let disk: Arc<dyn Disk> = Arc::new(self.vault.clone());
        self.reading = Arc::new(Patient::new(Arc::clone(&disk), Arc::clone(&self.waits)));
        self.disk = Arc::new(Brisk::new(disk, Arc::clone(&self.waits)));
    }

    /// Nothing plain is written from now on where a register is known to be protected, though it is
    /// not opened yet: what is begun before that waits encrypted.
    pub fn lock_known(&self) {
        let pins = load_pins(self.vault.beneath(), &file_beside(&self.outbox));
        for (root, to) in pins.locks(self.vault.beneath(), &self.outbox) {
            // A key that is none was not written by this program.
            let _ = self.vault.lock(&root, &to);
        }
    }

    /// The real one, waking `ctx` when a job is done.
    pub fn real(folders: Folders, ctx: &egui::Context) -> Self {
        let turn = Arc::new(Turn::default());
        let waits = Arc::<Waits>::default();
        let vault = Vault::new(Arc::new(RealDisk));
        let real: Arc<dyn Disk> = Arc::new(vault.clone());
        Self {
            // The register waits until there is a window.
            first_picture: Some(turn.before()),
            turn,
            settings_file: folders.settings_file,
            register_folder: folders.register_folder,
            outbox: folders.outbox,
            disk: Arc::new(Brisk::new(Arc::clone(&real), Arc::clone(&waits))),
            reading: Arc::new(Patient::new(real, Arc::clone(&waits))),
            vault,
            cost: Cost::DESIGNED,
            waits,
            // By way of the system's own time: `Local::now` panics before 1970.
            now: Box::new(|| DateTime::<Local>::from(SystemTime::now()).fixed_offset()),
            instant: Box::new(Instant::now),
            random: Box::new(|| {
                let mut bytes = [0; 16];
                getrandom::fill(&mut bytes).ok().map(|()| bytes)
            }),
            seed: Box::new(|| {
                let mut bytes = [0; 32];
                getrandom::fill(&mut bytes).ok().map(|()| bytes)
            }),
            runner: Box::new(Threads::new(ctx.clone(), Done::is_quiet)),
            open_folder: |folder| {
                let program = if cfg!(windows) {
                    "explorer"
                } else if cfg!(target_os = "macos") {
                    "open"
                } else {
                    "xdg-open"
                };
                // Where there is none, the path that is beside the link is all there is.
                if let Ok(mut shown) = std::process::Command::new(program).arg(folder).spawn() {
                    let _ = shown.wait();
                }
            },
            choose_folder: || rfd::FileDialog::new().pick_folder(),
            hold: HELD,
            // Under Wayland only a program that has the keyboard may read it.
            clipboard: std::env::var_os("WAYLAND_DISPLAY")
                .is_none_or(|display| display.is_empty())
                .then(Clipboard::real),
            copies: Copies::default(),
            system_look: super::system_look::ask,
            choose_file: |file| {
                let dialog = rfd::FileDialog::new();
                let ron = |dialog: rfd::FileDialog| dialog.add_filter("RON", &["ron"]);
                match file {
                    FileFor::SaveContacts => ron(dialog).set_file_name("contacts.ron").save_file(),
                    FileFor::ReadContacts => ron(dialog).pick_file(),
                    FileFor::SaveChronology => dialog
                        .add_filter("Text", &["txt"])
                        .set_file_name("chronology.txt")
                        .save_file(),
                    FileFor::PrintChronology => dialog
                        .add_filter("Web page", &["html"])
                        .set_file_name("chronology.html")
                        .save_file(),
                    FileFor::PrintDecision => dialog
                        .add_filter("Web page", &["html"])
                        .set_file_name("decision.html")
                        .save_file(),
                    FileFor::PrintSheet => dialog
                        .add_filter("Web page", &["html"])
                        .set_file_name("recovery-sheet.html")
                        .save_file(),
                }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_register_is_proposed_where_documents_are() {
        let home = tempfile::tempdir().unwrap();
        let home = home.path();
        let proposed = |named: Option<&Path>| documents(&RealDisk, named, home);
        assert_eq!(proposed(None), home);
        std::fs::create_dir(home.join("Documents")).unwrap();
        assert_eq!(proposed(None), home.join("Documents"));
        assert_eq!(proposed(Some(Path::new("/home/Dokumente"))), Path::new("/home/Dokumente"));
        // One from before is not left for an empty one.
        std::fs::create_dir(home.join(REGISTER_FOLDER)).unwrap();
        assert_eq!(proposed(None), home);
    }
}
