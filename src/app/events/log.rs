//! About the log of a register.

/// About the log of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogEvent {
    /// Keep one from now on, or none.
    Keep(bool),
    /// Show the folder that it is in.
    OpenFolder,
}
