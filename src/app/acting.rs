//! "Child in danger now" as it is pressed. A press by itself leaves no trace: the page opens and
//! its clock runs, and a record begins when something is done there or the person stays.

use chrono::{DateTime, FixedOffset, TimeDelta};
use egui::Id;

use super::drafts::OpenDraft;
use super::events::Screen;
use super::state::State;
use crate::record::{Nonce, Place};

/// Who stays on the page so long did not come there by accident.
const STAYS: TimeDelta = TimeDelta::seconds(20);

/// It was pressed, and nothing was done yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pressed {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// The open draft in which that is noted once something is done; `None`: in a new one.
    pub of: Option<Nonce>,
}

/// Where it was pressed.
#[derive(Clone, Debug, PartialEq)]
pub struct CameFrom {
    /// The screen.
    pub screen: Screen,
    /// The draft in hand there, and where it was.
    pub place: Option<(Nonce, Place)>,
    /// What had the keyboard.
    pub keyboard: Option<Id>,
    /// The draft that was begun by it since.
    pub begun: Option<Nonce>,
}

impl State {
    /// The draft that act-now is about. While nothing was done, that is the open one in which it
    /// would be noted: nothing of another child is shown.
    pub fn acted_on(&self) -> Option<&OpenDraft> {
        match &self.window.pressed {
            Some(pressed) => self.find(pressed.of.as_ref()),
            None => self.hand(),
        }
    }

    /// When "child in danger now" was pressed: just now, or in the decision in hand.
    pub fn pressed_at(&self) -> Option<DateTime<FixedOffset>> {
        match &self.window.pressed {
            Some(pressed) => Some(pressed.at),
            None => self.hand()?.work()?.acted_first,
        }
    }

    /// How long the clock of act-now stands as it is, in seconds: 1 to 60.
    pub fn seconds_to_next_minute(&self) -> u64 {
        let since = self.pressed_at().map_or(0, |at| (self.now() - at).num_seconds());
        u64::try_from(60 - since.rem_euclid(60)).unwrap_or(60)
    }

    /// How long until a press that stays is kept, in seconds; 60 where none waits for that.
    pub fn seconds_until_kept(&self) -> u64 {
        let left = self.stays_until().map(|until| (until - self.now()).num_seconds());
        left.map_or(60, |left| u64::try_from(left.clamp(1, 60)).unwrap_or(60))
    }

    /// Whether the person has stayed on the page until now.
    pub(super) fn has_stayed(&self) -> bool {
        self.window.screen == Screen::ActNow
            && self.stays_until().is_some_and(|until| self.now() >= until)
    }

    /// In a draft that is open staying changes nothing: what was decided there is replaced only
    /// when something is done.
    fn stays_until(&self) -> Option<DateTime<FixedOffset>> {
        let pressed = self.window.pressed.as_ref().filter(|pressed| pressed.of.is_none())?;
        Some(pressed.at + STAYS)
    }
}
