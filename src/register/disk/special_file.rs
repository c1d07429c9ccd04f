//! What lies in a folder and is neither a file nor a folder of its own.

use std::fmt;

/// What is odd about something that lies where a file or a folder is expected. As the inner
/// error of an [`io::Error`](std::io::Error) it says why nothing was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Odd {
    /// A pipe (FIFO): whoever opens one waits for a program at its other end.
    Pipe,
    /// A socket.
    Socket,
    /// A device.
    Device,
    /// A folder in the place of a file.
    Folder,
    /// A link to a place outside the register. It is not followed.
    LinkOut,
    /// A link to nothing.
    LinkNowhere,
    /// A folder that is a link to another place. It is followed.
    LinkedFolder,
}

impl fmt::Display for Odd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pipe => "it is a pipe, not a file",
            Self::Socket => "it is a socket, not a file",
            Self::Device => "it is a device, not a file",
            Self::Folder => "it is a folder, not a file",
            Self::LinkOut => "it is a link that leads out of the register",
            Self::LinkNowhere => "it is a link that leads nowhere",
            Self::LinkedFolder => "it is a link to a folder in another place",
        })
    }
}

impl std::error::Error for Odd {}

impl From<Odd> for std::io::Error {
    fn from(odd: Odd) -> Self {
        Self::new(std::io::ErrorKind::InvalidInput, odd)
    }
}
