//! The log of hazards, as it can be read: what could harm somebody, what is done against it, and
//! what is left.

use std::path::PathBuf;

use serde::Deserialize;

use crate::base::ronfile::{self, ReadError};

/// `assets/safety/hazards.ron`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hazards {
    /// What is never broken.
    pub promises: Vec<Promise>,
    /// What could happen all the same.
    pub hazards: Vec<Hazard>,
}

/// What is never broken, in a sentence.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// By which it is named.
    pub number: u8,
    /// What.
    pub words: String,
}

/// A way in which somebody could come to harm.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hazard {
    /// A short name.
    pub id: String,
    /// The promise that it would break; `None` where what is wrong would be the advice itself.
    pub promise: Option<u8>,
    /// What harm, to whom.
    pub harm: String,
    /// How it would come about.
    pub cause: String,
    /// What is done against it.
    pub control: String,
    /// Where, from the root of the source.
    pub code: Vec<PathBuf>,
    /// The tests that try to break it, as `cargo test` prints them.
    pub tests: Vec<String>,
    /// What is left.
    pub remains: String,
}

impl Hazards {
    /// Reads them out of the program.
    pub fn embedded() -> Result<Self, ReadError> {
        ronfile::read(include_bytes!("../../../assets/safety/hazards.ron"))
    }

    /// Those that would break this promise; those of the advice itself.
    pub fn against(&self, promise: Option<u8>) -> impl Iterator<Item = (usize, &Hazard)> {
        self.hazards.iter().enumerate().filter(move |(_, hazard)| hazard.promise == promise)
    }
}
