//! What a reviewer says of a decision, and what they asked that nobody has answered.

use serde::{Deserialize, Serialize};

use super::ids::Digest;
use super::order::Stated;
use super::statement::Body;
use crate::base::ronfile::blank;

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
            Self::Otherwise => "I would have decided otherwise",
            Self::CannotSay => "What is recorded is too little to say",
        }
    }
}

/// The reviews that ask something to which no statement replies, in the order in which they
/// are given.
pub fn unanswered<'a>(stated: &[Stated<'a>]) -> Vec<(Stated<'a>, &'a Review)> {
    let answered = |digest: &Digest| {
        stated
            .iter()
            .any(|one| matches!(&one.statement.body, Body::Reply(reply) if reply.to == *digest))
    };
    stated
        .iter()
        .filter_map(|one| match &one.statement.body {
            Body::Review(review) if review.asks() && !answered(one.digest) => Some((*one, review)),
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
