//! The properties on the pathway that the program carries, and on broken copies of it.

use super::*;
use crate::pathway::{Replay, replay};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeMap;

fn pathway() -> Pathway {
    Pathway::embedded().unwrap_or_else(|error| panic!("{error}"))
}

fn library() -> Library {
    Library::embedded().unwrap()
}

#[test]
fn every_property_holds_over_every_walk_of_the_pathway() {
    let (text, all) = check_text(&pathway(), &library());
    assert!(all, "{text}");
    let findings = check(&pathway(), &library());
    assert_eq!(findings.iter().map(|f| f.number).collect::<Vec<_>>(), (1..=12).collect::<Vec<_>>());
    println!("{text}\n{}", ledger_text(&pathway(), &library()));
}
