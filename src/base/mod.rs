//! The ground floor: RON in and out, folded text and its hits, spelling, times.
//!
//! Everything here is handed its input; nothing reads a clock, a file or the environment.

pub mod control;
pub mod datafile;
pub mod dates;
pub mod fold;
pub mod ronfile;
pub mod shown;
pub mod speller;
pub mod time;
pub mod words;
pub mod zone;
