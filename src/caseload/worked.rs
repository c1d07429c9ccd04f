//! Worked cases: invented ones that teach, written with care, each with the record that a good
//! doctor would have written and with what is to be noticed in it.
//!
//! They are data, `assets/cases/*.ron`, and tests too: each must replay to its outcome, and
//! owe nothing that it says was done.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Deserializer};

use crate::base::ronfile::{self, ReadError};
use crate::guidance::{Cite, Times};
use crate::pathway::Answers;
use crate::record::{Author, Case, DecisionId, Record};

/// An invented case that teaches.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkedCase {
    /// Its reference, the same in every register of invented cases.
    pub decision: DecisionId,
    /// What it is called.
    pub title: String,
    /// What it teaches, in two sentences.
    pub teaches: String,
    /// What happened, in plain words.
    pub situation: String,
    /// Who decided.
    pub author: Author,
    /// What was decided and written, in order; never empty.
    pub steps: Vec<Step>,
    /// What is to be noticed.
    pub points: Vec<Point>,
}

/// One decision of a worked case.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// When it was signed.
    pub written: DateTime<FixedOffset>,
    /// The answers.
    pub answers: Answers,
    /// The outcome that they come to, by id.
    pub outcome: String,
    /// What is still to do then, in the words of the list; all else is done.
    pub still_owed: Vec<String>,
    /// The record.
    pub record: Record,
}

impl Step {
    /// What it is for the list of what is still to do.
    pub fn case<'a>(&'a self, times: &'a Times) -> Case<'a> {
        Case {
            suggested: &self.outcome,
            decided: &self.outcome,
            answers: &self.answers,
            record: &self.record,
            departure: None,
            times,
        }
    }
}

/// Something to notice in a worked case, in our words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// What.
    pub text: String,
    /// What it rests on.
    #[serde(deserialize_with = "cites")]
    pub cites: Vec<Cite>,
}

fn cites<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Cite>, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    texts.iter().map(|text| Cite::parse(text).map_err(serde::de::Error::custom)).collect()
}

/// The files, in the order in which they are read.
const FILES: [&[u8]; 6] = [
    include_bytes!("../../assets/cases/bruise.ron"),
    include_bytes!("../../assets/cases/sweethearts.ron"),
    include_bytes!("../../assets/cases/neglect.ron"),
    include_bytes!("../../assets/cases/caller.ron"),
    include_bytes!("../../assets/cases/fgm.ron"),
    include_bytes!("../../assets/cases/watch.ron"),
];

impl WorkedCase {
    /// Those that the program carries.
    pub fn all() -> Result<Vec<Self>, ReadError> {
        FILES.into_iter().map(ronfile::read).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidance::Library;
    use crate::pathway::{Pathway, replay};
    use crate::record::remarks::remarks_in_training;
    use crate::record::text::sections_of;
    use crate::record::to_do_in_full;
    use std::collections::BTreeSet;

    fn all() -> Vec<WorkedCase> {
        FILES
            .into_iter()
            .map(|file| ronfile::read(file).unwrap_or_else(|error| panic!("{}", error.in_full())))
            .collect()
    }

    #[test]
    fn each_replays_to_its_outcome_and_gives_no_answer_that_is_not_asked() {
        let pathway = Pathway::embedded().unwrap();
        for case in all() {
            assert!(!case.steps.is_empty(), "{}", case.title);
            for step in &case.steps {
                let replayed = replay(&pathway, &step.answers);
                assert_eq!(replayed.outcome.as_deref(), Some(step.outcome.as_str()));
                assert!(replayed.ignored.is_empty(), "{}: {:?}", case.title, replayed.ignored);
            }
        }
    }

    #[test]
    fn nothing_is_owed_that_a_case_says_was_done() {
        let pathway = Pathway::embedded().unwrap();
        for case in all() {
            for step in &case.steps {
                let times = pathway.nations().times(None);
                let owed = to_do_in_full(&step.case(&times), |id| pathway.rank(id));
                let owed: Vec<String> = owed.into_iter().map(|owed| owed.what).collect();
                assert_eq!(owed, step.still_owed, "{}", case.title);
            }
            let last = case.steps.last().unwrap();
            assert!(last.still_owed.is_empty(), "{} ends well", case.title);
        }
    }

    #[test]
    fn every_point_rests_on_guidance_that_is_held_or_summarised() {
        let library = Library::embedded().unwrap();
        for case in all() {
            assert!(case.points.len() >= 3, "{}", case.title);
            for point in &case.points {
                assert!(!point.cites.is_empty(), "{}", point.text);
                for cite in &point.cites {
                    assert!(library.resolve(cite).is_some(), "{}", cite.label());
                }
            }
        }
    }

    #[test]
    fn each_is_told_in_two_or_three_sentences_and_its_times_and_numbers_can_be_read() {
        for case in all() {
            let stops = case.teaches.matches(". ").count();
            assert!((1..=2).contains(&stops), "{}", case.teaches);
            for step in &case.steps {
                // As it is read a month later: some of it was confirmed since.
                let later = step.written.date_naive() + chrono::Days::new(30);
                for (_, remark) in remarks_in_training(&step.record, later) {
                    assert!(remark.starts_with("Kept in your words"), "{}: {remark}", case.title);
                }
                assert!(step.record.decided.when(&step.written).is_some());
            }
            assert!(case.steps.windows(2).all(|two| two[0].written < two[1].written));
        }
    }

    #[test]
    fn everybody_is_invented_and_each_has_a_name_of_its_own() {
        for case in all() {
            for step in &case.steps {
                for child in &step.record.children {
                    assert!(child.nhs.text.starts_with("999"), "{}", case.title);
                    let surname = child.name.split(' ').next_back().unwrap_or_default();
                    assert!(surname.starts_with("Example-"), "{surname}");
                }
                for section in sections_of(&step.record, None) {
                    for line in section.groups.iter().flat_map(|group| &group.lines) {
                        for (at, _) in line.text.match_indices("01") {
                            let digits = line.text[at..].chars().take_while(char::is_ascii_digit);
                            // A telephone number, not a date or a time.
                            if digits.count() == 5 {
                                assert!(line.text[at..].starts_with("01632 960"), "{}", line.text);
                            }
                        }
                    }
                }
            }
        }
        let all = all();
        let ids: BTreeSet<&str> = all.iter().map(|case| case.decision.as_str()).collect();
        let titles: BTreeSet<&str> = all.iter().map(|case| case.title.as_str()).collect();
        assert_eq!((ids.len(), titles.len()), (all.len(), all.len()));
    }

    #[test]
    fn a_field_that_is_not_known_is_refused() {
        let text = String::from_utf8(FILES[0].to_vec()).unwrap();
        let text = text.replacen("title:", "moral: \"\", title:", 1);
        assert!(ronfile::read::<WorkedCase>(text.as_bytes()).is_err());
    }
}
