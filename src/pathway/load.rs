//! From the data file to a [`Pathway`]: read once, every name resolved, or an error that says
//! where it is wrong.

use serde::Deserialize;

use super::data::{AfterQuestion, Data, Outcome, Question, one, two};
use super::wiring::{Fault, Wiring};
use super::words;
use crate::base::datafile::DataError;
use crate::base::ronfile::{self, Place};
use crate::guidance::{Cite, GuidanceError, Nation, Nations, sha256};

/// The pathway: its words, and its ways ready to be walked.
#[derive(Clone, Debug)]
pub struct Pathway {
    text: String,
    digest: String,
    nations: Nations,
    /// As the file has it, with names in braces.
    written: Data,
    /// In the words of a nation, or in neutral ones.
    pub(super) data: Data,
    pub(super) wiring: Wiring,
}

/// Why the pathway cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PathwayError {
    /// Its file.
    #[error(transparent)]
    File(#[from] DataError<Problem>),
    /// The words that differ between the nations.
    #[error(transparent)]
    Nations(#[from] GuidanceError),
}

/// What does not fit together in a pathway file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A format that this program does not know.
    #[error("format {0} is not known")]
    Format(u32),
    /// A pathway without questions, or a question without choices.
    #[error("there is nothing to choose here")]
    NothingToChoose,
    /// An id that stands twice.
    #[error("the id “{0}” is there twice")]
    IdTwice(String),
    /// A question that does not exist.
    #[error("there is no question “{0}”")]
    UnknownQuestion(String),
    /// A choice that its question does not have.
    #[error("the question “{question}” has no choice “{choice}”")]
    UnknownChoice {
        /// The question.
        question: String,
        /// The choice it does not have.
        choice: String,
    },
    /// A condition that does not exist.
    #[error("there is no condition “{0}”")]
    UnknownCondition(String),
    /// An outcome that does not exist.
    #[error("there is no outcome “{0}”")]
    UnknownOutcome(String),
    /// A duty that does not exist.
    #[error("there is no duty “{0}”")]
    UnknownDuty(String),
    /// A list of ways or times without a last `Else`, or with one before the end.
    #[error("“{0}” does not end in one Else")]
    NoElse(String),
    /// A name in braces that stands for nothing, or for nothing in this place.
    #[error("“{{{0}}}” means nothing here")]
    UnknownWord(String),
    /// A brace without its partner.
    #[error("a brace has no partner")]
    LoneBrace,
    /// A due time that is no duration.
    #[error("“{0}” is no duration such as PT1H or P2D")]
    Duration(String),
}

/// What every format begins with.
#[derive(Deserialize)]
#[serde(rename = "Pathway")]
struct Head {
    format: u32,
}

impl Pathway {
    /// The pathway that the program carries. Fails only if the data it was built with is
    /// wrong, which a test excludes.
    pub fn embedded() -> Result<Self, PathwayError> {
        Self::parse("guidance/pathway.ron", include_str!("../../guidance/pathway.ron"))
    }

    /// Reads the text of a pathway file, in neutral words; `file` is its name for messages.
    pub fn parse(file: &str, text: &str) -> Result<Self, PathwayError> {
        let unreadable = |cause| DataError::<Problem>::Unreadable { file: file.to_owned(), cause };
        let wrong = |fault: Fault| DataError::Wrong {
            file: file.to_owned(),
            place: Place::of_offset(text, fault.offset),
            problem: fault.problem,
        };
        let head: Head = ronfile::read(text.as_bytes()).map_err(unreadable)?;
        let written = match head.format {
            1 => ronfile::read::<one::File>(text.as_bytes()).map_err(unreadable)?.into(),
            2 => {
                let file: two::File = ronfile::read(text.as_bytes()).map_err(unreadable)?;
                file.into_data().map_err(|two::NoSuchDuty(id)| {
                    let listed = text.find("outcomes: [\n        Outcome").unwrap_or(0);
                    let rest = text.get(listed..).unwrap_or_default();
                    let at = listed + rest.find(&format!("\"{id}\"")).unwrap_or(0);
                    wrong(Fault { offset: at, problem: Problem::UnknownDuty(id) })
                })?
            }
            other => {
                let offset = text.find("format:").unwrap_or(0);
                return Err(wrong(Fault { offset, problem: Problem::Format(other) }).into());
            }
        };
        // The words of the nations are those of the day when a format was in use.
        let nations = if head.format == 1 { Nations::before()? } else { Nations::embedded()? };
        let data = words::in_words_of(&written, text, &nations, None).map_err(wrong)?;
        let wiring = Wiring::of(&data, text).map_err(wrong)?;
        Ok(Self { text: text.to_owned(), digest: sha256(text), nations, written, data, wiring })
    }

    /// The same pathway in the words of `nation`; without one, in neutral words. The route,
    /// the text of the file and its digest are the same.
    #[must_use]
    pub fn in_words_of(&self, nation: Option<Nation>) -> Self {
        let data = words::in_words_of(&self.written, &self.text, &self.nations, nation);
        let filled = data.and_then(|data| Ok((Wiring::of(&data, &self.text)?, data)));
        match filled {
            Ok((wiring, data)) => Self { data, wiring, ..self.clone() },
            // What was filled in once can be filled in again.
            Err(_) => self.clone(),
        }
    }

    /// The words and times that differ between the nations.
    pub fn nations(&self) -> &Nations {
        &self.nations
    }

    /// The whole text of the file, to be kept beside the records made under it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Lowercase hex sha256 of the file's bytes.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The form that the file was read into, in words that can be shown.
    pub fn data(&self) -> &Data {
        &self.data
    }

    /// The questions of the walk, which begins at the first.
    pub fn questions(&self) -> &[Question] {
        &self.data.questions
    }

    /// The question of the walk with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.data.questions.get(*self.wiring.slots.get(id)?)
    }

    /// The questions asked once the outcome is known.
    pub fn after(&self) -> &[AfterQuestion] {
        &self.data.after
    }

    /// The question with this id that is asked once the outcome is known.
    pub fn after_question(&self, id: &str) -> Option<&AfterQuestion> {
        self.data.after.iter().find(|question| question.id == id)
    }

    /// The words of the question with this id, of the walk or asked afterwards.
    pub fn title(&self, id: &str) -> Option<&str> {
        let walk = self.question(id).map(|found| found.title.as_str());
        walk.or_else(|| self.after_question(id).map(|found| found.title.as_str()))
    }

    /// The outcomes, in the order of the file.
    pub fn outcomes(&self) -> &[Outcome] {
        &self.data.outcomes
    }

    /// The outcome with this id.
    pub fn outcome(&self, id: &str) -> Option<&Outcome> {
        self.data.outcomes.get(*self.wiring.outcomes.get(id)?)
    }

    /// How protective the outcome with this id is; higher protects more.
    pub fn rank(&self, id: &str) -> Option<u8> {
        self.outcome(id).map(|outcome| outcome.rank)
    }

    /// The titles of the questions that rest on this paragraph, or on an item of it, in the
    /// order of the walk. Of an item: those that rest on it or on its whole paragraph.
    pub fn questions_on(&self, cite: &Cite) -> Vec<&str> {
        let whole = cite.without_item();
        let rests = |other: &Cite| {
            other == cite || *other == whole || { *cite == whole && other.without_item() == whole }
        };
        let walk = self.data.questions.iter().filter(|question| {
            let choices = question.choices.iter().flat_map(|choice| &choice.cites);
            question.cites.iter().chain(choices).any(rests)
        });
        let after = self.data.after.iter().filter(|question| question.cites.iter().any(rests));
        walk.map(|question| question.title.as_str())
            .chain(after.map(|question| question.title.as_str()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pathway::example;

    /// What is wrong with the example after one replacement, and the word at that place.
    fn wrong(from: &str, to: &str) -> (Problem, String) {
        let text = example::TEXT.replacen(from, to, 1);
        assert_ne!(text, example::TEXT, "{from} does not stand in the example");
        match Pathway::parse("pathway.ron", &text).unwrap_err() {
            PathwayError::File(DataError::Wrong { place, problem, .. }) => {
                let line = text.lines().nth(place.line - 1).unwrap();
                let rest: String = line.chars().skip(place.column - 1).collect();
                let end = rest.find([',', ')', ']']).unwrap_or(rest.len());
                (problem, rest[..end].to_owned())
            }
            error => panic!("{error}"),
        }
    }

    #[test]
    fn a_name_that_leads_nowhere_is_refused_at_its_place() {
        let unknown_choice = Problem::UnknownChoice { question: "wait".into(), choice: "x".into() };
        for (from, to, problem, word) in [
            (
                "Else(Ask(\"wait\"))",
                "Else(Ask(\"x\"))",
                Problem::UnknownQuestion("x".into()),
                "\"x\"",
            ),
            ("End(\"rest\")", "End(\"x\")", Problem::UnknownOutcome("x".into()), "\"x\""),
            ("If(\"hurry\"", "If(\"x\"", Problem::UnknownCondition("x".into()), "\"x\""),
            ("Is(\"wait\", [\"yes\"", "Is(\"wait\", [\"x\"", unknown_choice, "\"x\""),
            ("Asked(\"wait\")", "Asked(\"x\")", Problem::UnknownQuestion("x".into()), "\"x\""),
            (
                "only: Some(\"told\")",
                "only: Some(\"x\")",
                Problem::UnknownCondition("x".into()),
                "\"x\"",
            ),
            (
                "outcomes: [\"tell-someone\"]",
                "outcomes: [\"x\"]",
                Problem::UnknownOutcome("x".into()),
                "\"x\"",
            ),
            ("\"PT1H\"", "\"soon\"", Problem::Duration("soon".into()), "\"soon\""),
        ] {
            assert_eq!(wrong(from, to), (problem, word.to_owned()), "{from} → {to}");
        }
    }

    #[test]
    fn an_id_that_stands_twice_is_refused_where_it_stands_again() {
        let (problem, word) = wrong("id: \"wait\"", "id: \"start\"");
        assert_eq!((problem, word.as_str()), (Problem::IdTwice("start".into()), "id: \"start\""));
        let (problem, _) = wrong("id: \"no\"", "id: \"yes\"");
        assert_eq!(problem, Problem::IdTwice("yes".into()));
        let (problem, _) = wrong("id: \"rest\"", "id: \"tell-someone\"");
        assert_eq!(problem, Problem::IdTwice("tell-someone".into()));
        let (problem, _) = wrong("id: \"told\"", "id: \"wait\"");
        assert_eq!(problem, Problem::IdTwice("wait".into()));
    }

    #[test]
    fn a_choice_without_a_last_else_is_refused() {
        let (problem, word) = wrong("Else(End(\"ask\"))", "If(\"hurry\", End(\"ask\"))");
        assert_eq!((problem, word.as_str()), (Problem::NoElse("unsure".into()), "id: \"unsure\""));
    }

    #[test]
    fn a_format_of_another_program_is_refused() {
        assert_eq!(wrong("format: 1", "format: 3").0, Problem::Format(3));
    }

    #[test]
    fn the_message_names_file_line_and_column() {
        let text = example::TEXT.replacen("End(\"rest\")", "End(\"x\")", 1);
        let message = Pathway::parse("guidance/pathway.ron", &text).unwrap_err().to_string();
        assert!(message.contains("guidance/pathway.ron is wrong at line "), "{message}");
        assert!(message.contains("there is no outcome “x”"), "{message}");
        let message = Pathway::parse("p.ron", "Pathway(").unwrap_err().to_string();
        assert!(message.contains("p.ron cannot be read: line 1, column "), "{message}");
    }

    #[test]
    fn the_questions_that_rest_on_a_paragraph_are_found_by_its_items_too() {
        let pathway = example::pathway();
        let on = |text: &str| pathway.questions_on(&Cite::parse(text).unwrap());
        assert_eq!(on("0-18 59"), ["Would waiting raise the risk?"]);
        assert_eq!(on("pcyp 48"), ["What has brought you here?"]);
        assert_eq!(on("pcyp 48a"), ["What has brought you here?"]);
        assert!(on("pcyp 48b").is_empty());
    }
}
