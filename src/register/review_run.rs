//! How far a reviewer is with a register. It is kept in the settings of the user on this computer,
//! and nothing in it says anything of a patient: when it was begun, by chance of what, and what was
//! put off.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::base::ronfile::blank;
use crate::record::DecisionId;

/// One going through what waits for review. Which decisions were reviewed in it, and so which is
/// the next, follows from what was signed since it was begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewRun {
    /// When.
    pub begun: DateTime<FixedOffset>,
    /// What the sample of the rest is drawn by: the same seed draws the same.
    pub seed: u64,
    /// How many of the rest are drawn.
    #[serde(default, skip_serializing_if = "blank")]
    pub sample: usize,
    /// What was put off until the others are done, in that order.
    #[serde(default, skip_serializing_if = "blank")]
    pub put_off: Vec<DecisionId>,
}

impl ReviewRun {
    /// One that begins now, without a sample.
    pub fn new(begun: DateTime<FixedOffset>, seed: u64) -> Self {
        Self { begun, seed, sample: 0, put_off: Vec::new() }
    }

    /// This one comes after all others.
    pub fn put_off(&mut self, id: &DecisionId) {
        self.put_off.retain(|one| one != id);
        self.put_off.push(id.clone());
    }
}
