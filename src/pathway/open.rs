//! How to do what an open outcome asks for: our own words, with what they rest on, from
//! `guidance/open.ron`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::base::ronfile::{self, ReadError, unique_map};
use crate::guidance::Cite;

/// The help of every open outcome.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenHelp {
    /// By the outcome's id.
    #[serde(deserialize_with = "unique_map")]
    pub outcomes: BTreeMap<String, Help>,
    /// Of an outcome that shares, where somebody has asked for it.
    #[serde(deserialize_with = "unique_map")]
    pub answers: BTreeMap<String, Help>,
}

/// The help of one outcome.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Help {
    /// What it is about: "Whom to ask".
    pub heading: String,
    /// Steps, in their order.
    pub steps: Vec<Step>,
    /// A text that is ready to be sent or read out.
    #[serde(default)]
    pub ready: Option<Ready>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What to do.
    pub text: String,
    /// What it rests on.
    pub cites: Vec<Cite>,
}

/// A text to copy.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ready {
    /// What it is: "The questions".
    pub heading: String,
    /// What is pressed: "Copy the questions".
    pub button: String,
    /// What is said once it is copied.
    pub said: String,
    /// Its lines.
    pub lines: Vec<String>,
}

impl Ready {
    /// The whole text.
    pub fn text(&self) -> String {
        let mut text = self.lines.join("\n");
        text.push('\n');
        text
    }
}

impl OpenHelp {
    /// How to do what this outcome asks for; whether somebody has asked for information.
    pub fn of(&self, outcome: &str, request: bool) -> Option<&Help> {
        let asked = self.answers.get(outcome).filter(|_| request);
        asked.or_else(|| self.outcomes.get(outcome))
    }

    /// The file that is built in.
    pub fn embedded() -> Result<Self, ReadError> {
        ronfile::read(include_bytes!("../../guidance/open.ron"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidance::Library;
    use crate::pathway::{OutcomeKind, Pathway};

    fn all() -> impl Iterator<Item = (String, Help)> {
        let help = OpenHelp::embedded().unwrap_or_else(|error| panic!("{}", error.in_full()));
        help.outcomes.into_iter().chain(help.answers)
    }

    #[test]
    fn whoever_asked_is_answered_where_the_outcome_shares_and_nothing_is_in_a_hurry() {
        let pathway = Pathway::embedded().unwrap();
        let help = OpenHelp::embedded().unwrap();
        let tells = pathway.outcomes().iter().filter(|one| one.is == OutcomeKind::Tells);
        let mut calm: Vec<&str> = tells
            .map(|one| one.id.as_str())
            .filter(|id| !matches!(*id, "act-now" | "share-now"))
            .collect();
        calm.sort_unstable();
        assert_eq!(help.answers.keys().map(String::as_str).collect::<Vec<_>>(), calm);
        assert!(help.of("share-with-consent", true).is_some());
        assert!(help.of("share-with-consent", false).is_none());
        assert_eq!(help.of("comply", true), help.outcomes.get("comply"));
    }

    #[test]
    fn every_outcome_that_is_open_or_answers_a_request_has_its_help_and_no_other() {
        let pathway = Pathway::embedded().unwrap();
        let help = OpenHelp::embedded().unwrap_or_else(|error| panic!("{}", error.in_full()));
        let mut open: Vec<&str> = pathway
            .outcomes()
            .iter()
            .filter(|one| one.is_open() || one.is == OutcomeKind::Answers)
            .map(|one| one.id.as_str())
            .collect();
        open.sort_unstable();
        assert_eq!(help.outcomes.keys().map(String::as_str).collect::<Vec<_>>(), open);
    }

    #[test]
    fn whatever_waits_for_others_or_answers_them_has_the_words_to_be_put_or_sent() {
        for (outcome, help) in all() {
            // Advice is asked for on the telephone, with the summary.
            assert_eq!(help.ready.is_none(), outcome == "take-advice", "{outcome}");
        }
    }

    #[test]
    fn every_step_rests_on_something_that_is_held_or_declared_missing() {
        let library = Library::embedded().unwrap();
        for (outcome, help) in all() {
            assert!(!help.steps.is_empty());
            for step in help.steps {
                assert!(!step.cites.is_empty(), "{outcome}: {}", step.text);
                for cite in &step.cites {
                    assert!(library.resolve(cite).is_some(), "{outcome}: {cite}");
                }
                let removed = step.cites.iter().all(|cite| library.is_removed(cite));
                assert!(!removed, "{outcome}: only on what was removed: {}", step.text);
            }
        }
    }

    #[test]
    fn the_words_are_ours_and_have_none_of_the_gmcs_verbs() {
        for (_, help) in all() {
            let ready = help.ready.iter().flat_map(|ready| ready.lines.clone());
            for text in help.steps.into_iter().map(|step| step.text).chain(ready) {
                let words = text.to_lowercase();
                let mut words = words.split(|c: char| !c.is_alphabetic());
                assert!(!words.any(|word| matches!(word, "must" | "should")), "{text}");
            }
        }
    }
}
