//! The settings of this user: as they are saved, and as they are edited.

use std::collections::BTreeSet;

use super::system_look::SystemLook;
use crate::guidance::Nation;
use crate::record::{Author, RegisterId};
use crate::register::settings::Settings;
use crate::register::throttle::Throttle;

/// The settings of this user.
#[derive(Debug)]
pub struct Preferences {
    /// As they are saved.
    pub saved: Settings,
    /// When to save them.
    pub throttle: Throttle,
    /// They could not be read at the start: nothing is written over them.
    pub unread: bool,
    /// The author as edited.
    pub author: Author,
    /// The nation as chosen.
    pub nation: Option<Nation>,
    /// The folder of the register as typed.
    pub folder: String,
    /// What the system prefers of the look of things.
    pub system: SystemLook,
    /// Whether that is not to be seen yet.
    pub system_is_news: bool,
    /// Registers in which something was signed that the saved settings do not name yet.
    pub signed_here: BTreeSet<RegisterId>,
}

impl Preferences {
    /// As they were read; `unread`: the disk did not give those that are there.
    pub fn new(saved: Settings, unread: bool) -> Self {
        Self {
            author: saved.author.clone().unwrap_or_default(),
            nation: saved.nation,
            saved,
            throttle: Throttle::default(),
            unread,
            folder: String::new(),
            system: SystemLook::default(),
            system_is_news: false,
            signed_here: BTreeSet::new(),
        }
    }

    /// The system says what it prefers.
    pub fn learn_look(&mut self, look: SystemLook) {
        self.system_is_news |= self.system != look;
        self.system = look;
    }
}
