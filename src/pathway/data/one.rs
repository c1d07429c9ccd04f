//! Format 1 of a pathway file, frozen: what was decided under one is replayed as it was.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{AfterChoice, Choice, Condition, Data, Due, DutyVerb, ForReading};
use crate::base::ronfile::unique_map;
use crate::guidance::Cite;
use crate::pathway::outcome::OutcomeKind;

/// The file.
#[derive(Debug, Deserialize)]
#[serde(rename = "Pathway", deny_unknown_fields)]
pub struct File {
    format: u32,
    #[serde(deserialize_with = "unique_map")]
    conditions: BTreeMap<String, Condition>,
    questions: Vec<Question>,
    after: Vec<AfterQuestion>,
    outcomes: Vec<Outcome>,
    #[serde(default)]
    for_reading: Vec<ForReading>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    id: String,
    at: (u8, u8),
    title: String,
    #[serde(default)]
    hint: String,
    why: String,
    #[serde(default)]
    help: Vec<String>,
    #[serde(default)]
    hints: Vec<String>,
    /// Choices that could be pressed only once the hints were seen. It decided nothing.
    #[serde(default, rename = "hints_before")]
    _hints_before: Vec<String>,
    cites: Vec<Cite>,
    choices: Vec<Choice>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AfterQuestion {
    id: String,
    title: String,
    why: String,
    #[serde(default)]
    hints: Vec<String>,
    cites: Vec<Cite>,
    outcomes: Vec<String>,
    #[serde(default)]
    only: Option<String>,
    choices: Vec<AfterChoice>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Outcome {
    id: String,
    at: (u8, u8),
    headline: String,
    lead: String,
    rank: u8,
    #[serde(default)]
    open: bool,
    #[serde(default)]
    due: Vec<Due>,
    duties: Vec<Duty>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Duty {
    id: String,
    verb: DutyVerb,
    text: String,
    cites: Vec<Cite>,
    #[serde(default)]
    only: Option<String>,
}

impl From<File> for Data {
    fn from(file: File) -> Self {
        let File { format, conditions, questions, after, outcomes, for_reading } = file;
        Self {
            format,
            conditions,
            questions: questions.into_iter().map(Into::into).collect(),
            after: after.into_iter().map(Into::into).collect(),
            outcomes: outcomes.into_iter().map(Into::into).collect(),
            considered: None,
            for_reading,
        }
    }
}

impl From<Question> for super::Question {
    fn from(file: Question) -> Self {
        let Question { id, at, title, hint, why, help, hints, cites, choices, .. } = file;
        Self { id, at, title, hint, why, help, hints, never: None, cites, choices }
    }
}

impl From<AfterQuestion> for super::AfterQuestion {
    fn from(file: AfterQuestion) -> Self {
        let AfterQuestion { id, title, why, hints, cites, outcomes, only, choices } = file;
        Self { id, title, hint: String::new(), why, hints, cites, outcomes, only, choices }
    }
}

impl From<Outcome> for super::Outcome {
    fn from(file: Outcome) -> Self {
        let Outcome { id, at, headline, lead, rank, open, due, duties } = file;
        let duties = duties.into_iter().map(Into::into).collect();
        let is = what_it_is(&id, open);
        Self { id, at, headline, lead, leads: Vec::new(), rank, is, due, duties }
    }
}

/// What an outcome was, of which its file only said whether it stays open.
pub(super) fn what_it_is(outcome: &str, open: bool) -> OutcomeKind {
    match outcome {
        _ if open => OutcomeKind::Open,
        "act-now"
        | "share-now"
        | "share-with-consent"
        | "share-without-consent"
        | "share-limited" => OutcomeKind::Tells,
        "comply" | "cooperate" => OutcomeKind::Answers,
        "not-share-for-now" => OutcomeKind::Withholds,
        _ => OutcomeKind::Nothing,
    }
}

impl From<Duty> for super::Duty {
    fn from(file: Duty) -> Self {
        let Duty { id, verb, text, cites, only } = file;
        Self { id, verb, text, cites, family: false, only }
    }
}

#[cfg(test)]
mod tests {
    use crate::guidance::{Library, Nation};
    use crate::pathway::example::answers;
    use crate::pathway::{Pathway, check_bounded, replay, walks};

    /// The last pathway of format 1, to the letter.
    fn then() -> Pathway {
        Pathway::parse("then", include_str!("../../../tests/golden/rules/pathway-1.ron")).unwrap()
    }

    #[test]
    fn a_pathway_of_format_1_is_replayed_under_its_own_rules() {
        let then = then();
        assert_eq!((then.data().format, walks(&then).len()), (1, 1_382));
        let urgent = [
            ("start", "concern"),
            ("level", "at-risk"),
            ("wait", "no"),
            ("asking", "unsure"),
            ("reach", "yes"),
        ];
        assert_eq!(replay(&then, &answers(&urgent)).due.as_deref(), Some("P2D"));
        let order = [("start", "request"), ("asker", "court"), ("order", "yes")];
        let came = replay(&then, &answers(&order));
        assert_eq!(came.after, ["tell", "extent"], "as it was asked then");
    }

    #[test]
    fn its_words_are_those_of_the_day_when_it_was_in_use() {
        let share = [("start", "concern"), ("level", "at-risk"), ("wait", "yes")];
        let england = then().in_words_of(Some(Nation::England));
        let came = replay(&england, &answers(&share));
        assert!(came.duties.iter().any(|duty| {
            duty.text
                == "A statutory duty to share information, or to report child sexual abuse, may apply: check."
        }));
    }

    #[test]
    fn it_is_held_to_the_properties_of_its_day() {
        let findings = check_bounded(&then(), Some(&Library::embedded().unwrap())).unwrap();
        let numbers: Vec<u8> = findings.iter().map(|finding| finding.number).collect();
        assert_eq!(numbers, (1..=12).collect::<Vec<u8>>());
        for finding in findings {
            assert_eq!(finding.broken, None, "{}", finding.name);
        }
    }
}
