//! How far a reviewer is with a register. It is kept in the settings of the user on this computer,
//! and nothing in it says anything of a patient: when it was begun, by chance of what, and what was
//! put off. What is answered in a blind reading is kept in the draft of its review, as protected as
//! the register is.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::base::ronfile::blank;
use crate::record::DecisionId;

/// So many are drawn to be read blind, until another number is chosen.
pub const BLIND: usize = 20;

/// One going through what waits for review. Which decisions were reviewed in it, and so which is
/// the next, follows from what was signed since it was begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewRun {
    /// When.
    pub begun: DateTime<FixedOffset>,
    /// What the sample of the rest is drawn by: the same seed draws the same.
    pub seed: u64,
    /// How many are drawn: of the rest, or where it is read blind, of all that nobody has reviewed.
    #[serde(default, skip_serializing_if = "blank")]
    pub sample: usize,
    /// Whether the facts are read first, and nothing of what was decided is shown before the
    /// reviewer has answered the questions.
    #[serde(default, skip_serializing_if = "blank")]
    pub blind: bool,
    /// What was put off until the others are done, in that order.
    #[serde(default, skip_serializing_if = "blank")]
    pub put_off: Vec<DecisionId>,
    /// What was shown whole meanwhile: it is not read blind any more.
    #[serde(default, skip_serializing_if = "blank")]
    pub seen: Vec<DecisionId>,
}

impl ReviewRun {
    /// One that begins now, without a sample.
    pub fn new(begun: DateTime<FixedOffset>, seed: u64) -> Self {
        Self { begun, seed, sample: 0, blind: false, put_off: Vec::new(), seen: Vec::new() }
    }

    /// Reads blind from now on, or does not. It begins with as many as can be read in an afternoon.
    pub fn read_blind(&mut self, blind: bool) {
        (self.blind, self.sample) = (blind, if blind { BLIND } else { 0 });
    }

    /// This one comes after all others.
    pub fn put_off(&mut self, id: &DecisionId) {
        self.put_off.retain(|one| one != id);
        self.put_off.push(id.clone());
    }
}
