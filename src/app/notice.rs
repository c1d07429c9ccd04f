//! What is said at the top of the window.

use std::time::Duration;

/// Something said at the top of the window until it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it is about: by that it is found again when it no longer holds.
    pub about: About,
    /// What happened, and what to do.
    pub text: String,
    /// What kind of thing it is.
    pub kind: NoticeKind,
}

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The program, its settings or this computer: it holds whatever register is open.
    Program,
    /// The settings, which are not saved: whatever register is open.
    Settings,
    /// The register that is open, and what was done in it.
    Register,
    /// That register is away.
    Away,
    /// No register could be made yet.
    Unmade,
    /// A draft that is not where it should be.
    Unsaved,
    /// A draft that was to be signed, and was not.
    Unsigned,
    /// The draft in hand was begun under earlier questions.
    EarlierRules,
    /// What is on the clipboard was copied from the page of somebody else.
    Clipboard,
    /// What is not saved yet where the window was to close.
    Closing,
}

/// What a notice tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done.
    Done,
    /// Nothing is lost, and something waits: a share that is away.
    Waiting,
    /// What was asked on this screen could not be done, for a reason that is said.
    Refused,
    /// Something is wrong, and stays so wherever one goes.
    Error,
}

/// The least time for which it is said that something was done: to see that there is something to
/// read, and to come to it.
const TO_FIND: Duration = Duration::from_secs(8);
/// The time for each word of it: 100 words a minute, which is slow.
const A_WORD: Duration = Duration::from_millis(600);

/// A message longer than this is shown by its beginning first, in letters: it would cover the page.
const LONG: usize = 150;

impl Notice {
    /// What of it is shown first, where it is long: its first sentences. All of it is told.
    pub fn beginning(&self) -> &str {
        if self.text.chars().count() <= LONG {
            return &self.text;
        }
        let ends = self.text.match_indices(". ").map(|(at, _)| at + 1);
        let within = |at: &usize| self.text.get(..*at).is_some_and(|of| of.chars().count() <= LONG);
        let first = ends.clone().next();
        let end = ends.take_while(within).last().or(first);
        end.and_then(|at| self.text.get(..at)).unwrap_or(&self.text)
    }

    /// For how long it is said, where it goes by itself: only that something was done does. What is
    /// wrong, waits or was refused stays until it holds no longer, or is closed.
    pub fn stays_for(&self) -> Option<Duration> {
        let words = u32::try_from(self.text.split_whitespace().count()).unwrap_or(u32::MAX);
        let long = || TO_FIND.saturating_add(A_WORD.saturating_mul(words));
        (self.kind == NoticeKind::Done).then(long)
    }
}

impl NoticeKind {
    /// Whether it tells of what was done on the screen, and is gone on the next.
    pub fn is_of_the_screen(self) -> bool {
        matches!(self, Self::Done | Self::Refused)
    }
}
