//! What many decisions say together.

pub mod chronology;
pub mod people;
pub mod training;
pub mod worked;

pub use worked::WorkedCase;
