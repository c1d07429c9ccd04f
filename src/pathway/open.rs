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
        for (outcome, help) in OpenHelp::embedded().unwrap().outcomes {
            // Advice is asked for on the telephone, with the summary.
            assert_eq!(help.ready.is_none(), outcome == "take-advice", "{outcome}");
        }
    }

    #[test]
    fn every_step_rests_on_something_that_is_held_or_declared_missing() {
        let library = Library::embedded().unwrap();
        for (outcome, help) in OpenHelp::embedded().unwrap().outcomes {
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
        for help in OpenHelp::embedded().unwrap().outcomes.into_values() {
            let ready = help.ready.iter().flat_map(|ready| ready.lines.clone());
            for text in help.steps.into_iter().map(|step| step.text).chain(ready) {
                let words = text.to_lowercase();
                let mut words = words.split(|c: char| !c.is_alphabetic());
                assert!(!words.any(|word| matches!(word, "must" | "should")), "{text}");
            }
        }
    }
}
