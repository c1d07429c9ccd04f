//! The state of the window, split by how long each part lives: only `update/` sees all of it.

use std::time::Instant;

use chrono::{DateTime, FixedOffset};

use super::drafts::{OpenDraft, OpenDrafts};
use super::environment::Environment;
use super::events::Screen;
use super::known::Known;
use super::notice::{About, Notice, NoticeKind};
use super::preferences::Preferences;
use super::screens::Screens;
use super::session::Session;
use super::window::Window;
use crate::guidance::Nation;
use crate::record::{DecisionId, Nonce};

/// Everything that the window knows.
pub struct State {
    /// What is handed in from outside.
    pub env: Environment,
    /// What the program brings with it, the same for every register.
    pub known: Known,
    /// The settings of this user.
    pub settings: Preferences,
    /// What belongs to the register that is open.
    pub session: Session,
    /// Drafts in memory.
    pub drafts: OpenDrafts,
    /// What is on the screen, and where one is.
    pub window: Window,
    /// What the screens remember of themselves.
    pub screens: Screens,
}

impl State {
    /// The time.
    pub fn now(&self) -> DateTime<FixedOffset> {
        (self.env.now)()
    }

    /// Whether the register that is open is one of invented cases.
    pub fn is_training(&self) -> bool {
        self.session.is_training()
            || self.window.locked.as_ref().is_some_and(|locked| locked.training)
    }

    /// The decision in hand.
    pub fn current_draft(&self) -> Option<&OpenDraft> {
        self.drafts.find(self.drafts.decision())
    }

    /// The decision in hand, to be changed.
    pub fn current_draft_mut(&mut self) -> Option<&mut OpenDraft> {
        let nonce = self.drafts.decision().cloned();
        self.drafts.find_mut(nonce.as_ref())
    }

    /// A draft in memory by its nonce.
    pub fn find(&self, nonce: Option<&Nonce>) -> Option<&OpenDraft> {
        self.drafts.find(nonce)
    }

    /// The same, to be changed.
    pub fn find_mut(&mut self, nonce: Option<&Nonce>) -> Option<&mut OpenDraft> {
        self.drafts.find_mut(nonce)
    }

    /// The decision that is on the screen.
    pub fn shown_id(&self) -> Option<&DecisionId> {
        match &self.window.screen {
            Screen::Decision(id) | Screen::Review(Some(id)) => Some(id),
            _ => None,
        }
    }

    /// Says that something was done.
    pub fn say(&mut self, text: impl Into<String>) {
        self.tell(About::Register, NoticeKind::Done, text);
    }

    /// Says that something is wrong.
    pub fn say_error(&mut self, text: impl Into<String>) {
        self.tell(About::Register, NoticeKind::Error, text);
    }

    /// Says that something waits and nothing is lost.
    pub fn say_waiting(&mut self, text: impl Into<String>) {
        self.tell(About::Register, NoticeKind::Waiting, text);
    }

    /// Says why what was asked on this screen was not done. It does not follow to another one.
    pub fn refuse(&mut self, text: impl Into<String>) {
        self.tell(About::Register, NoticeKind::Refused, text);
    }

    /// Says something about this; the same is not said twice.
    pub(super) fn tell(&mut self, about: About, kind: NoticeKind, text: impl Into<String>) {
        self.window.notice(Notice { about, text: text.into(), kind });
    }

    /// Whether everything typed is on the disk.
    pub fn all_saved(&self) -> bool {
        // Settings that cannot be written hold nobody back.
        let settings = self.settings.throttle.is_clean() || self.settings.throttle.has_failed();
        settings && self.drafts.all_safe()
    }

    /// The nation, England until one is chosen.
    pub fn nation_or_default(&self) -> Nation {
        self.settings.nation.unwrap_or(Nation::England)
    }

    /// The next moment at which something is to be saved.
    pub fn next_save(&self) -> Option<Instant> {
        self.drafts.next_save().into_iter().chain(self.settings.throttle.next_at()).min()
    }
}
