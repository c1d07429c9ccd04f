//! What a reviewer says of a decision. It never alters a word of the doctor's.

mod answered;
mod blind;
mod verdict;

use serde::{Deserialize, Serialize};

use super::addition::{
    AdditionForm, AdditionType, Known, Lines, Offers, choose, choose_some, filled, none,
};
use crate::base::ronfile::blank;
#[cfg(any(test, feature = "example"))]
use crate::pathway::Answers;
use crate::record::form::Field;
use crate::record::ids::Digest;
use crate::record::people::same_person;

pub use answered::{AtRisk, LastReview, to_be_answered, unanswered};
pub use blind::{BlindReading, Compared, side_by_side, would_change};
pub use verdict::{Involved, ReviewTick, Verdict};

/// What a reviewer says of a decision: the named doctor, or a colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// sha256 of the decision statement that was reviewed.
    pub of: Digest,
    /// What the reviewer came to.
    #[serde(default, skip_serializing_if = "blank")]
    pub verdict: Option<Verdict>,
    /// What the reviewer had to do with the decision before.
    #[serde(default, skip_serializing_if = "blank")]
    pub involved: Option<Involved>,
    /// In words.
    #[serde(default, skip_serializing_if = "blank")]
    pub comment: String,
    /// What the comment is about; `None`: the whole decision.
    #[serde(default, skip_serializing_if = "blank")]
    pub about: Option<CommentOn>,
    /// What they found in the record.
    #[serde(default, skip_serializing_if = "blank")]
    pub ticked: Vec<ReviewTick>,
    /// What the reviewer asks whoever owns the case. It is owed until a reply to this statement.
    #[serde(default, skip_serializing_if = "blank")]
    pub question: String,
    /// What is to be learned from it.
    #[serde(default, skip_serializing_if = "blank")]
    pub learning: String,
    /// What the reviewer answered from the facts alone, before the doctor's answers were shown;
    /// `None`: it was not read so.
    #[serde(default, skip_serializing_if = "blank")]
    pub blind: Option<BlindReading>,
}

/// What of a decision a comment is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommentOn {
    /// What is in this field of the record, and what the field is called.
    Field(Field, String),
    /// The answer to this question, as it was put.
    Answer(String),
}

impl CommentOn {
    /// What it is called.
    pub fn words(&self) -> &str {
        match self {
            Self::Field(_, words) | Self::Answer(words) => words,
        }
    }
}

impl Review {
    /// A new one of this decision statement.
    pub fn new(of: Digest) -> Self {
        let (comment, question, learning) = (String::new(), String::new(), String::new());
        let (verdict, involved, about, ticked, blind) = (None, None, None, Vec::new(), None);
        Self { of, verdict, involved, comment, about, ticked, question, learning, blind }
    }

    /// Whether the facts were read first, and what was answered from them is kept.
    pub fn was_read_blind(&self) -> bool {
        self.blind.as_ref().is_some_and(BlindReading::is_kept)
    }

    /// Ticks this, or takes the tick back. The ticks are kept in the order of the screen.
    pub fn tick(&mut self, tick: ReviewTick) {
        let before = self.ticked.len();
        self.ticked.retain(|one| *one != tick);
        if self.ticked.len() == before {
            self.ticked.push(tick);
            self.ticked.sort_unstable();
        }
    }

    /// What was ticked and, once anything was, what was not, in words.
    fn ticked_words(&self) -> [String; 2] {
        let words = |ticked: bool| {
            let all = ReviewTick::ALL.into_iter();
            let these = all.filter(|tick| self.ticked.contains(tick) == ticked);
            these.map(ReviewTick::label).collect::<Vec<_>>().join(", ")
        };
        if self.ticked.is_empty() { Default::default() } else { [words(true), words(false)] }
    }

    /// Whether it asks something.
    pub fn asks(&self) -> bool {
        !self.question.trim().is_empty()
    }

    /// Whether it came to something else than the doctor whose decision it is.
    pub fn differs(&self) -> bool {
        self.verdict.is_some_and(|verdict| verdict != Verdict::Same)
    }
}

impl AdditionType for Review {
    const NAME: &'static str = "review";
    const LABEL: &'static str = "Review";

    fn begun(known: &Known<'_>) -> Option<Self> {
        let standing = known.standing.as_ref()?;
        let decided = known.stated.iter().find(|one| *one.digest == standing.decision)?;
        let is_reviewer = |name: &str| same_person(name, known.author);
        let own = is_reviewer(&decided.statement.author.name);
        let advised = standing.corrected.record.advice.iter().any(|one| is_reviewer(&one.who));
        let involved = own.then_some(Involved::Own).or(advised.then_some(Involved::Advised));
        Some(Self { involved, ..Self::new(standing.decision.clone()) })
    }

    fn ask(&mut self, form: &mut dyn AdditionForm, _: &Offers) {
        let words = (
            "What is your view?",
            "For the named doctor or a colleague. Your view is of the newest decision.",
        );
        choose(form, words, &Verdict::ALL, Verdict::label, &mut self.verdict);
        form.lines("Comment", "", &mut self.comment);
        choose_some(form, TICKED, &ReviewTick::ALL, ReviewTick::label, &mut self.ticked);
        form.lines(
            "Question",
            "For whoever owns the case. It stays on their Home until there is a reply.",
            &mut self.question,
        );
        form.lines("Learning points", "", &mut self.learning);
        let involved = ("Did you have a part in it?", "Whoever reads your review sees it.");
        choose(form, involved, &Involved::ALL, Involved::label, &mut self.involved);
    }

    fn lines(&self) -> Lines {
        let [ticked, not] = &self.ticked_words();
        let mut lines = filled([
            ("The reviewer says", self.verdict.map_or("", Verdict::label)),
            ("The reviewer’s part in it", self.involved.map_or("", Involved::label)),
            ("Comment", &self.comment),
            ("Comment is about", self.about.as_ref().map_or("", CommentOn::words)),
            (TICKED, ticked),
            ("Not ticked", not),
            ("Question", &self.question),
            ("Learning points", &self.learning),
        ]);
        lines.extend(self.blind.iter().flat_map(BlindReading::lines));
        lines
    }

    fn told(&self) -> Vec<String> {
        let verdict = self.verdict.map_or("", Verdict::label).to_owned();
        let involved = self.involved.map_or("", Involved::label).to_owned();
        let [comment, question, learning] =
            [&self.comment, &self.question, &self.learning].map(Clone::clone);
        vec![verdict, involved, comment, question, learning]
    }

    fn lacks(&self) -> Option<&'static str> {
        // A question is a view: that more is to be known.
        let says = self.verdict.is_some() || self.asks();
        (!says).then_some("Choose your view, or ask something.")
    }

    fn is_blank(&self) -> bool {
        self.verdict.is_none()
            && self.ticked.is_empty()
            && self.blind.as_ref().is_none_or(|one| one.answers.0.is_empty())
            && none(&[&self.comment, &self.question, &self.learning])
    }

    #[cfg(any(test, feature = "example"))]
    fn golden(root: &Digest, text: &dyn Fn(&str) -> String) -> Self {
        Self {
            of: root.clone(),
            verdict: Some(Verdict::WithLearning),
            involved: Some(Involved::Advised),
            comment: text("comment"),
            about: Some(CommentOn::Answer(text("question"))),
            ticked: ReviewTick::ALL.to_vec(),
            question: text("question"),
            learning: text("learning"),
            blind: Some(BlindReading {
                of: root.clone(),
                answers: Answers([("start".to_owned(), "concern".to_owned())].into()),
                trail: vec![(text("question"), text("answer"))],
                outcome: "take-advice".to_owned(),
                headline: text("headline"),
                kept: chrono::DateTime::parse_from_rfc3339("2026-11-23T09:00:00+00:00").ok(),
            }),
        }
    }
}

/// What the ticks are of.
pub const TICKED: &str = "Seen in the record";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::order::Stated;
    use crate::record::{Advice, Item as _, ItemId, Record, example, standing};

    /// What is filled in of a review of a decision in which this was typed as who advised.
    fn begun(reviewer: &str, adviser: &str) -> Option<Involved> {
        let advice = Advice { who: adviser.to_owned(), ..Advice::new(ItemId::mint([1; 8])) };
        let record = Record { advice: vec![advice], ..Record::default() };
        let statement = example::statement(record);
        let digest = Digest::of(b"the decision");
        let stated = [Stated { digest: &digest, statement: &statement }];
        let known = Known {
            standing: standing(&stated),
            stated: &stated,
            last: None,
            author: reviewer,
            field: None,
            item: ItemId::mint([1; 8]),
        };
        Review::begun(&known).unwrap().involved
    }

    #[test]
    fn what_one_decided_or_advised_on_is_declared_beforehand() {
        let author = example::statement(Record::default()).author.name;
        assert_eq!(begun(&author.to_uppercase(), "Dr Gil Imagined"), Some(Involved::Own));
        assert_eq!(begun("Dr Gil  Imagined", "dr gil imagined"), Some(Involved::Advised));
        assert_eq!(begun("Dr Gil Imagined", "Dr Ivy Other"), None);
        assert_eq!(begun("", ""), None, "nobody is nobody");
    }

    #[test]
    fn what_was_not_ticked_is_said_once_anything_was() {
        let mut review = Review::new(Digest::of(b"the decision"));
        assert_eq!(review.lines(), []);
        review.tick(ReviewTick::Siblings);
        review.tick(ReviewTick::ChildsVoice);
        let said: Vec<String> = review.lines().into_iter().map(|(_, words)| words).collect();
        assert_eq!(said[0], "Voice of the child, Siblings");
        assert!(said[1].starts_with("Other adults, Advice, "), "{said:?}");
        review.tick(ReviewTick::Siblings);
        assert_eq!(review.ticked, [ReviewTick::ChildsVoice]);
    }

    #[test]
    fn a_declaration_alone_is_no_review() {
        let involved = Some(Involved::Advised);
        let review = Review { involved, ..Review::new(Digest::of(b"the decision")) };
        assert!(review.is_blank() && review.lacks().is_some());
    }
}
