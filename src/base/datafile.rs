//! Why a data file that came with the program cannot be used.

use std::fmt::Display;

use super::ronfile::{Place, ReadError};

/// Why such a file cannot be used. It holds no patient's data, so the messages quote it.
/// `P` says what does not fit in a file of its room.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DataError<P: Display> {
    /// Not RON, or not of its form.
    #[error("The file {file} cannot be read: {}. No record is affected. Put the file back as it came with the program.", cause.in_full())]
    Unreadable {
        /// Its name.
        file: String,
        /// What is wrong and where.
        cause: ReadError,
    },
    /// Parts that do not fit together, or do not fit what they speak of.
    #[error(
        "The file {file} is wrong at {place}: {problem}. No record is affected. Put the file back as it came with the program."
    )]
    Wrong {
        /// Its name.
        file: String,
        /// Where the wrong word stands.
        place: Place,
        /// What is wrong with it.
        problem: P,
    },
}
