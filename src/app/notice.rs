//! What is said at the top of the window.

/// Something said at the top of the window until it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What happened, and what to do.
    pub text: String,
    /// What kind of thing it is.
    pub kind: NoticeKind,
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
