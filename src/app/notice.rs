//! What is said at the top of the window.

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

impl NoticeKind {
    /// Whether it tells of what was done on the screen, and is gone on the next.
    pub fn is_of_the_screen(self) -> bool {
        matches!(self, Self::Done | Self::Refused)
    }
}
