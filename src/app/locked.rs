//! The window while it is locked: nothing of a register is read or shown, and what was in hand is
//! remembered by its id, to come back to.

use std::path::PathBuf;
use std::sync::Arc;

use super::events::Screen;
use super::widgets::Secret;
use super::workers::Progress;
use crate::record::Nonce;

/// A register that is locked, or hidden, or has not been opened yet.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that is shown")]
pub struct Locked {
    /// Where it lies.
    pub folder: PathBuf,
    /// What it is called.
    pub name: String,
    /// Whether a passphrase opens it. A plain one is only hidden.
    pub protected: bool,
    /// Whether its cases are invented: whom to ring is shown while it is locked, and reaches nobody.
    pub training: bool,
    /// The passphrase as it is being typed.
    pub typed: Secret,
    /// Whether it shows.
    pub shown: bool,
    /// Whether it is being tried.
    pub trying: bool,
    /// How far what had been cut short is, where that goes on.
    pub progress: Arc<Progress>,
    /// Why it was not opened.
    pub wrong: Option<String>,
    /// Whether it is said what to do without the passphrase.
    pub help: bool,
    /// What was unsaved is still being saved: the register is let go of after that.
    pub saving: bool,
    /// Where one was.
    pub back: Option<Back>,
}

/// Where one was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// The screen.
    pub screen: Screen,
    /// The draft in hand there.
    pub draft: Option<Nonce>,
    /// What had the keyboard.
    pub keyboard: Option<egui::Id>,
    /// What the list of decisions was searched for, encrypted as the register is.
    pub search: Option<Vec<u8>>,
}

impl Locked {
    /// This register, for the first time.
    pub fn new(folder: PathBuf, name: String, protected: bool) -> Self {
        Self {
            folder,
            name,
            protected,
            training: false,
            typed: Secret::default(),
            shown: false,
            trying: false,
            progress: Arc::default(),
            wrong: None,
            help: false,
            saving: false,
            back: None,
        }
    }
}
