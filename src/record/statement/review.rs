//! What a reviewer says of a decision, and what they asked that nobody has answered.

use serde::{Deserialize, Serialize};

use super::Body;
use super::addition::{AdditionForm, AdditionType, Known, Lines, Offers, choose, filled, none};
use crate::base::ronfile::blank;
use crate::record::ids::Digest;
use crate::record::order::Stated;

/// What a reviewer says of a decision: the named doctor, or a colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// sha256 of the decision statement that was reviewed.
    pub of: Digest,
    /// What the reviewer came to.
    #[serde(default, skip_serializing_if = "blank")]
    pub verdict: Option<Verdict>,
    /// In words.
    #[serde(default, skip_serializing_if = "blank")]
    pub comment: String,
    /// What the reviewer asks whoever owns the case. It is owed until a reply to this statement.
    #[serde(default, skip_serializing_if = "blank")]
    pub question: String,
    /// What is to be learned from it.
    #[serde(default, skip_serializing_if = "blank")]
    pub learning: String,
}

impl Review {
    /// A new one of this decision statement.
    pub fn new(of: Digest) -> Self {
        let (comment, question, learning) = (String::new(), String::new(), String::new());
        Self { of, verdict: None, comment, question, learning }
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
        Some(Self::new(known.standing.as_ref()?.decision.clone()))
    }

    fn ask(&mut self, form: &mut dyn AdditionForm, _: &Offers) {
        let words = (
            "What is your view?",
            "For the named doctor or a colleague. Your view is of the newest decision.",
        );
        choose(form, words, &Verdict::ALL, Verdict::label, &mut self.verdict);
        form.lines("Comment", "", &mut self.comment);
        form.lines(
            "Question",
            "For whoever owns the case. It stays on their Home until there is a reply.",
            &mut self.question,
        );
        form.lines("Learning points", "", &mut self.learning);
    }

    fn lines(&self) -> Lines {
        filled([
            ("The reviewer says", self.verdict.map_or("", Verdict::label)),
            ("Comment", &self.comment),
            ("Question", &self.question),
            ("Learning points", &self.learning),
        ])
    }

    fn told(&self) -> Vec<String> {
        let verdict = self.verdict.map_or("", Verdict::label).to_owned();
        vec![verdict, self.comment.clone(), self.question.clone(), self.learning.clone()]
    }

    fn lacks(&self) -> Option<&'static str> {
        self.is_blank().then_some("Choose your view, or write something.")
    }

    fn is_blank(&self) -> bool {
        self.verdict.is_none() && none(&[&self.comment, &self.question, &self.learning])
    }

    #[cfg(any(test, feature = "example"))]
    fn golden(root: &Digest, text: &dyn Fn(&str) -> String) -> Self {
        Self {
            of: root.clone(),
            verdict: Some(Verdict::Incomplete),
            comment: text("comment"),
            question: text("question"),
            learning: text("learning"),
        }
    }
}

/// What a reviewer came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// They would have decided the same.
    Same,
    /// The same, and something is missing from the record.
    Incomplete,
    /// They would have decided otherwise.
    Otherwise,
    /// What is recorded is too little to say.
    CannotSay,
}

impl Verdict {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 4] = [Self::Same, Self::Incomplete, Self::Otherwise, Self::CannotSay];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Same => "I would have decided the same",
            Self::Incomplete => "The same, and something is missing from the record",
            Self::Otherwise => "I would have decided differently",
            Self::CannotSay => "Not enough recorded to judge",
        }
    }
}

/// The reviews that ask something to which no statement replies, in the order in which they
/// are given.
pub fn unanswered<'a>(stated: &[Stated<'a>]) -> Vec<(Stated<'a>, &'a Review)> {
    without_a_reply(stated, Review::asks)
}

/// The reviews to which the doctor has something to say, by an answer or by saying that it was
/// read, and to which no statement replies: those that ask, and those that came to something
/// else.
pub fn to_be_answered<'a>(stated: &[Stated<'a>]) -> Vec<(Stated<'a>, &'a Review)> {
    without_a_reply(stated, |review| review.asks() || review.differs())
}

fn without_a_reply<'a>(
    stated: &[Stated<'a>],
    which: impl Fn(&Review) -> bool,
) -> Vec<(Stated<'a>, &'a Review)> {
    let answered = |digest: &Digest| {
        stated
            .iter()
            .any(|one| matches!(&one.statement.body, Body::Reply(reply) if reply.to == *digest))
    };
    stated
        .iter()
        .filter_map(|one| match &one.statement.body {
            Body::Review(review) if which(review) && !answered(one.digest) => Some((*one, review)),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Addendum, Record, Reply, Statement, example};

    fn stated(bodies: &[Body]) -> Vec<(Digest, Statement)> {
        let of = |(at, body): (usize, &Body)| {
            let statement =
                Statement { body: body.clone(), ..example::statement(Record::default()) };
            (Digest::of(&[u8::try_from(at).unwrap()]), statement)
        };
        bodies.iter().enumerate().map(of).collect()
    }

    fn open(bodies: &[Body]) -> Vec<String> {
        let all = stated(bodies);
        let all: Vec<Stated<'_>> =
            all.iter().map(|(digest, statement)| Stated { digest, statement }).collect();
        unanswered(&all).into_iter().map(|(_, review)| review.question.clone()).collect()
    }

    fn asking(question: &str) -> Body {
        Body::Review(Review {
            question: question.to_owned(),
            ..Review::new(Digest::of(b"the decision"))
        })
    }

    #[test]
    fn every_verdict_but_the_same_waits_for_an_answer_or_for_being_read() {
        for verdict in [None].into_iter().chain(Verdict::ALL.map(Some)) {
            let review = Review { verdict, ..Review::new(Digest::of(b"the decision")) };
            let waits = |bodies: &[Body]| {
                let all = stated(bodies);
                let all: Vec<Stated<'_>> =
                    all.iter().map(|(digest, statement)| Stated { digest, statement }).collect();
                !to_be_answered(&all).is_empty()
            };
            let differs = !matches!(verdict, None | Some(Verdict::Same));
            assert_eq!(waits(&[Body::Review(review.clone())]), differs, "{verdict:?}");
            let read = Reply { to: Digest::of(&[0]), text: "I have read this.".to_owned() };
            assert!(!waits(&[Body::Review(review), Body::Reply(read)]));
        }
    }

    #[test]
    fn a_question_stands_until_a_reply_to_it_and_not_to_something_else() {
        let note = Body::Addendum(Addendum { text: "Later.".to_owned() });
        let reply = |at: u8| Body::Reply(Reply { to: Digest::of(&[at]), text: "Yes.".to_owned() });
        let asked = [asking("One?"), asking("Two?"), asking(" ")];
        assert_eq!(open(&asked), ["One?", "Two?"], "a review without a question asks nothing");
        assert_eq!(open(&[&asked[..], &[note, reply(3)]].concat()), ["One?", "Two?"]);
        assert_eq!(open(&[&asked[..], &[reply(0)]].concat()), ["Two?"]);
        assert_eq!(open(&[&asked[..], &[reply(1), reply(0)]].concat()), [""; 0]);
    }
}
