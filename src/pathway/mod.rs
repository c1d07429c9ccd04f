//! What follows from the guidance.

pub mod data;
pub mod replay;
