//! Replay.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Question id to choice id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<String, String>);
