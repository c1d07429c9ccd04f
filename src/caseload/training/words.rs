//! The words that invented cases are told in, `assets/training.ron`.

use serde::Deserialize;

use crate::base::ronfile::{self, ReadError};
use crate::record::Category;
use crate::record::body::{Point, ViewId};

/// The file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Given names.
    pub given: Vec<String>,
    /// The first half of surnames: says that the person is invented.
    pub surnames_before: Vec<String>,
    /// The second half.
    pub surnames_after: Vec<String>,
    /// Streets.
    pub streets: Vec<String>,
    /// Towns.
    pub towns: Vec<String>,
    /// Authors.
    pub doctors: Vec<String>,
    /// Their roles.
    pub roles: Vec<String>,
    /// Who advises: name and role.
    pub advisers: Vec<(String, String)>,
    /// Who is told.
    pub agencies: Vec<String>,
    /// Who asks.
    pub requesters: Vec<String>,
    /// What a concern is about.
    pub stories: Vec<Story>,
    /// Views and wishes of the child.
    pub views: Vec<String>,
    /// Family risk factors.
    pub risks: Vec<String>,
    /// Reasons for the decision.
    pub reasons: Vec<String>,
    /// What advisers say.
    pub advice: Vec<String>,
    /// What is shared.
    pub shared: Vec<String>,
    /// What is held back.
    pub held_back: Vec<String>,
    /// What comes later.
    pub later: Vec<String>,
    /// Answers to questions and remarks.
    pub replies: Vec<String>,
    /// What reviewers say.
    pub reviews: Vec<String>,
    /// What they ask.
    pub questions: Vec<String>,
    /// What is to be learned.
    pub learned: Vec<String>,
    /// Why a case is handed over.
    pub handed_over: Vec<String>,
    /// Why a field is corrected.
    pub corrected: Vec<String>,
}

/// What a concern is about, passage by passage.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// The kind of concern.
    pub category: Category,
    /// Clinical findings.
    pub findings: Vec<String>,
    /// The child's own words.
    pub words: Vec<String>,
    /// Told by others.
    pub told: Vec<String>,
    /// The doctor's opinion.
    pub opinion: Vec<String>,
    /// What of the findings is marked on the body.
    #[serde(default)]
    pub marks: Vec<Seen>,
}

/// A mark on the body that belongs to a finding.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// Which finding tells of it, by its place.
    pub finding: usize,
    /// On which view of the body.
    pub view: ViewId,
    /// Where on it.
    pub at: Point,
    /// Its size in centimetres.
    #[serde(default)]
    pub size: String,
    /// Its colour.
    #[serde(default)]
    pub colour: String,
    /// Its shape.
    #[serde(default)]
    pub shape: String,
    /// What else was seen.
    #[serde(default)]
    pub note: String,
}

impl Words {
    /// Those that the program carries.
    pub fn embedded() -> Result<Self, ReadError> {
        ronfile::read(include_bytes!("../../../assets/training.ron"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{ItemId, Mark};

    #[test]
    fn a_mark_lies_on_the_body_where_its_finding_says() {
        let words = Words::embedded().unwrap();
        let mut seen = 0;
        for story in &words.stories {
            for one in &story.marks {
                let mark = Mark::placed(ItemId::mint([1; 8]), one.view, one.at).unwrap();
                let finding = &story.findings[one.finding];
                // "left hand" where a thumb is meant: the outline has no thumbs.
                let site = mark.site.trim_start_matches("left ").trim_start_matches("right ");
                let told = finding.contains(&mark.site)
                    || finding.contains(site)
                    || (site == "hand" && finding.contains("thumbs"));
                assert!(told, "{}: {finding}", mark.site);
                seen += 1;
            }
        }
        assert!(seen > 4);
    }

    #[test]
    fn every_list_has_words_and_every_story_all_four_kinds_of_passage() {
        let words = Words::embedded().unwrap();
        let lists = [
            &words.given,
            &words.surnames_before,
            &words.surnames_after,
            &words.streets,
            &words.towns,
            &words.doctors,
            &words.roles,
            &words.agencies,
            &words.requesters,
            &words.views,
            &words.risks,
            &words.reasons,
            &words.advice,
            &words.shared,
            &words.held_back,
            &words.later,
            &words.replies,
            &words.reviews,
            &words.questions,
            &words.learned,
            &words.handed_over,
            &words.corrected,
        ];
        assert!(lists.iter().all(|list| list.len() > 2));
        for story in &words.stories {
            for passages in [&story.findings, &story.words, &story.told, &story.opinion] {
                assert!(!passages.is_empty(), "{:?}", story.category);
            }
        }
    }
}
