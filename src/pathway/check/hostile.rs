//! Pathway files that are made to take for ever, or to break what reads them.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::*;
use crate::pathway::{Answers, Given, compare, replay};

/// A pathway of this many questions; each choice of each leads where `next` says.
fn pathway(questions: usize, choices: usize, next: impl Fn(usize) -> String) -> Pathway {
    let mut text = "Pathway(\n    format: 1,\n    conditions: {},\n    questions: [\n".to_owned();
    for at in 0..questions {
        write!(
            text,
            "        (id: \"q{at}\", at: (0, 0), title: \"?\", why: \"\", cites: [], choices: ["
        )
        .unwrap();
        for choice in 0..choices {
            write!(
                text,
                "(id: \"c{choice}\", label: \"c\", reason: \"c\", next: [Else({})]), ",
                next(at)
            )
            .unwrap();
        }
        text.push_str("]),\n");
    }
    text.push_str("    ],\n    after: [],\n    outcomes: [\n        (id: \"end\", at: (0, 0), headline: \"End\", lead: \"\", rank: 1, duties: []),\n    ],\n)\n");
    Pathway::parse("hostile", &text).unwrap()
}

/// Each question leads to the next, the last to the end.
fn chain(questions: usize, choices: usize) -> Pathway {
    pathway(questions, choices, |at| {
        if at + 1 == questions {
            "End(\"end\")".to_owned()
        } else {
            format!("Ask(\"q{}\")", at + 1)
        }
    })
}

#[test]
fn what_the_program_carries_is_proved_within_the_bounds() {
    let (pathway, library) = (Pathway::embedded().unwrap(), Library::embedded().unwrap());
    assert_eq!(check_bounded(&pathway, Some(&library)), Ok(check(&pathway, &library)));
    let without = check_bounded(&pathway, None).unwrap();
    assert!(without.iter().all(|one| ![11, 17].contains(&one.number) && one.broken.is_none()));
    assert_eq!(without.len(), 15);
}

#[test]
fn walks_without_number_are_too_large_and_said_soon() {
    let begun = Instant::now();
    for (questions, choices) in [(30, 2), (60, 3), (300, 2), (9, 20)] {
        assert_eq!(check_bounded(&chain(questions, choices), None), Err(TooLarge));
    }
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[test]
fn a_walk_that_is_very_long_does_not_overrun_the_stack() {
    assert_eq!(check_bounded(&chain(390, 1), None), Err(TooLarge));
    assert_eq!(check_bounded(&chain(5_000, 1), None), Err(TooLarge));
    let long = chain(5_000, 1);
    let answers = Answers((0..5_000).map(|at| (format!("q{at}"), "c0".to_owned())).collect());
    assert_eq!(replay(&long, &answers).outcome.as_deref(), Some("end"));
}

#[test]
fn a_circle_is_a_property_that_does_not_hold() {
    let circle = pathway(2, 1, |at| format!("Ask(\"q{}\")", 1 - at));
    assert!(check_bounded(&circle, None).unwrap()[0].broken.is_some());
    assert!(walks(&circle)[0].words().ends_with("then in a circle"));
    let answers = Answers([("q0".to_owned(), "c0".to_owned())].into());
    let given = Given { answers: &answers, acted_first: false, departed: None };
    let today = Pathway::embedded().unwrap();
    assert!(compare(&circle, &today, &given).words().contains("do not lead to an outcome"));
}
