//! A file of answers, `{"start": "concern", "level": "at-risk"}`, read with the place of
//! every fault.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{Answers, Pathway};
use crate::base::ronfile::{self, Place, ReadError};

/// Why a text is no file of answers. `Display` does not quote the file: somebody may have
/// put a patient's record there by mistake. [`in_full`](Self::in_full) does.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// Not RON, or not a map of text to text.
    #[error("{0}. An answer file looks like {{\"start\": \"concern\", \"level\": \"at-risk\"}}.")]
    NotRon(ReadError),
    /// An answer to a question that does not exist.
    #[error(
        "{place}: there is no question with this name. Leave it out, and `justified decide` names the \
         question that comes next."
    )]
    UnknownQuestion {
        /// Where its name stands.
        place: Place,
        /// Its name.
        question: String,
    },
    /// An answer that the question does not have.
    #[error("{place}: the question \"{question}\" has no such choice. It has {}.", choices.join(", "))]
    UnknownChoice {
        /// Where the choice stands.
        place: Place,
        /// The question.
        question: String,
        /// The choice it does not have.
        choice: String,
        /// Those it has.
        choices: Vec<String>,
    },
    /// A question that was answered before in the same file.
    #[error("{place}: the question \"{question}\" is answered twice. Keep one of the answers.")]
    Twice {
        /// Where it stands again.
        place: Place,
        /// The question.
        question: String,
    },
}

impl AnswerError {
    /// Where it went wrong, if there is a place.
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::NotRon(cause) => cause.place(),
            Self::UnknownQuestion { place, .. }
            | Self::UnknownChoice { place, .. }
            | Self::Twice { place, .. } => Some(*place),
        }
    }

    /// The message with the words of the file, for the user's eyes only.
    pub fn in_full(&self) -> String {
        match self {
            Self::NotRon(cause) => format!("{self} ({})", cause.in_full()),
            Self::UnknownQuestion { question: word, .. }
            | Self::UnknownChoice { choice: word, .. } => format!("{self} (\"{word}\")"),
            Self::Twice { .. } => self.to_string(),
        }
    }
}

/// Reads a file of answers. Answers to questions asked after the outcome are accepted.
pub fn read_answers(text: &str, pathway: &Pathway) -> Result<Answers, AnswerError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Pairs(pairs) = ronfile::read(text.as_bytes()).map_err(AnswerError::NotRon)?;
    // The text is a map of strings and nothing else: its strings are key, value, key, value.
    let mut places = strings(text).into_iter().map(|at| Place::of_offset(text, at));
    let mut place = || places.next().unwrap_or(Place { line: 1, column: 1 });
    let mut answers = BTreeMap::new();
    for (question, choice) in pairs {
        let (at_question, at_choice) = (place(), place());
        let Some(choices) = choices_of(pathway, &question) else {
            return Err(AnswerError::UnknownQuestion { place: at_question, question });
        };
        if answers.contains_key(&question) {
            return Err(AnswerError::Twice { place: at_question, question });
        }
        if !choices.contains(&choice) {
            return Err(AnswerError::UnknownChoice { place: at_choice, question, choice, choices });
        }
        answers.insert(question, choice);
    }
    Ok(Answers(answers))
}

/// The choices of a question, of the walk or asked afterwards.
fn choices_of(pathway: &Pathway, question: &str) -> Option<Vec<String>> {
    if let Some(question) = pathway.question(question) {
        return Some(question.choices.iter().map(|choice| choice.id.clone()).collect());
    }
    let after = pathway.after_question(question)?;
    Some(after.choices.iter().map(|choice| choice.id.clone()).collect())
}

/// The pairs of a map in their order, a key that stands twice twice.
struct Pairs(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Pairs;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map of questions to choices")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// Where the strings of a RON text begin, in bytes. Comments are passed over. The text must
/// have been read as RON before: what is no RON gives some places, but none that matter.
fn strings(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if rest.starts_with('"') {
            found.push(at);
            escaped_string(rest)
        } else if let Some(length) = raw_string(rest) {
            found.push(at);
            length
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
        at += length;
    }
    found
}

/// The length of the block comment at the start of `text`; RON nests them.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth = depth.saturating_sub(1);
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The length of the string with escapes at the start of `text`, quotes included.
fn escaped_string(text: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

/// The length of the raw string at the start of `text`, if there is one: r#"…"#.
fn raw_string(text: &str) -> Option<usize> {
    let after = text.strip_prefix('r')?;
    let body = after.trim_start_matches('#');
    let hashes = after.len() - body.len();
    let body = body.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let start = text.len() - body.len();
    Some(body.find(&end).map_or(text.len(), |found| start + found + end.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pathway::example;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<Answers, AnswerError> {
        read_answers(text, &example::pathway())
    }

    fn place(line: usize, column: usize) -> Place {
        Place { line, column }
    }

    #[test]
    fn a_file_of_answers_is_read_whatever_its_layout() {
        let expected = example::answers(&[("start", "worry"), ("wait", "yes"), ("told", "no")]);
        for text in [
            r#"{"start": "worry", "wait": "yes", "told": "no"}"#,
            "\u{feff}{\n// the \"first\"\n\"start\": r#\"worry\"#, /* \"x\" /* */ */\r\n\"wait\":\"yes\",\"told\":\"no\",}\n",
        ] {
            assert_eq!(read(text).unwrap(), expected);
        }
    }

    #[test]
    fn an_unknown_question_is_named_by_its_place() {
        let error = read("{\n  \"start\": \"worry\",\n  \"wiat\": \"yes\",\n}").unwrap_err();
        assert_eq!(error.place(), Some(place(3, 3)));
        assert!(
            matches!(&error, AnswerError::UnknownQuestion { question, .. } if question == "wiat")
        );
        assert!(error.to_string().starts_with("line 3, column 3: "), "{error}");
        assert!(!error.to_string().contains("wiat") && error.in_full().contains("wiat"));
    }

    #[test]
    fn an_unknown_choice_is_named_by_its_place_and_the_choices_are_listed() {
        let error = read("{\n  \"start\": \"worry\",\n  \"wait\": \"often\",\n}").unwrap_err();
        assert_eq!(error.place(), Some(place(3, 11)));
        assert!(error.to_string().contains("It has yes, no, unsure."), "{error}");
        assert!(!error.to_string().contains("often") && error.in_full().contains("often"));
    }

    #[test]
    fn a_question_answered_twice_is_an_error_where_it_stands_again() {
        let error = read("{\"start\": \"worry\", /* \" */\n \"start\": \"worry\"}").unwrap_err();
        assert_eq!(error, AnswerError::Twice { place: place(2, 2), question: "start".to_owned() });
    }

    #[test]
    fn a_text_that_is_no_map_of_answers_is_an_error_with_its_place() {
        for (text, line) in [
            ("hello", 1),
            ("{\"start\": \"worry\",\n\"wait\" \"yes\"}", 2),
            ("{\"start\": 1}", 1),
            ("", 1),
            ("[]", 1),
        ] {
            let error = read(text).unwrap_err();
            assert!(matches!(error, AnswerError::NotRon(_)), "{text}");
            assert_eq!(error.place().unwrap().line, line, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_reading_panic(text in "[\\PC\"{}:,r#/*\\\\\n]{0,60}") {
            drop(read(&text));
            drop(strings(&text));
        }
    }
}
