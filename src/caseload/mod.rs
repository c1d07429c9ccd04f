//! What many decisions say together.

pub mod training;
