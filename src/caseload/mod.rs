//! What many decisions say together.

pub mod chronology;
pub mod people;
pub mod related;
pub mod training;
pub mod worked;
pub mod worklist;

pub use worked::WorkedCase;
