//! What many decisions say together.

pub mod people;
pub mod training;
