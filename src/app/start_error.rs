//! Why a window did not open, and what to do.

use crate::guidance::GuidanceError;
use crate::pathway::{LedgerError, PathwayError};

/// Why the window did not open.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The system names no folder for settings.
    #[error(
        "Justified found no home folder for its settings. Nothing was changed. Log in as a user \
         with a home folder and start it again."
    )]
    NoHome,
    /// No window could be opened.
    #[error(
        "Justified could not open a window. Nothing was changed. It needs a display and OpenGL 2 \
         or newer. The command line works without them: justified --help. The system said: {0}"
    )]
    Window(String),
    /// The guidance that is built in cannot be read.
    #[error("The guidance that is built in cannot be read. Install Justified again. {0}")]
    Guidance(#[from] GuidanceError),
    /// The pathway that is built in cannot be read.
    #[error("The pathway that is built in cannot be read. Install Justified again. {0}")]
    Pathway(#[from] PathwayError),
    /// The ledger that is built in cannot be read.
    #[error("The ledger that is built in cannot be read. Install Justified again. {0}")]
    Ledger(#[from] LedgerError),
    /// The theme that is built in cannot be read.
    #[error("The look that is built in cannot be read. Install Justified again.")]
    Theme,
    /// The system gives no random numbers.
    #[error("This computer gives no random numbers, which every record needs. Restart it.")]
    NoRandom,
}
