//! What many decisions say together.

pub mod casebook;
pub mod chronology;
#[cfg(test)]
mod example;
pub mod figures;
pub mod list;
pub mod people;
pub mod related;
pub mod review_queue;
pub mod search;
pub mod timeline;
pub mod training;
pub mod worked;
pub mod worklist;

pub use worked::WorkedCase;
