//! What many decisions say together.

pub mod casebook;
pub mod chronology;
#[cfg(test)]
mod example;
pub mod list;
pub mod people;
pub mod search;
pub mod training;
