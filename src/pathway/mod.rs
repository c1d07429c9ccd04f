//! What follows from the guidance.

pub mod replay;
