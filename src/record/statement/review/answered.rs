//! What was made of a decision by its reviewers, and what of it waits for the doctor or came back
//! to the reviewer.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::{Review, Verdict};
use crate::base::ronfile::blank;
use crate::record::ids::Digest;
use crate::record::order::Stated;
use crate::record::people::same_person;
use crate::record::statement::Body;

/// What other people than its author said last of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastReview {
    /// Who, as they signed.
    pub by: String,
    /// When.
    pub written: DateTime<FixedOffset>,
    /// When the first of them was signed.
    pub first: DateTime<FixedOffset>,
    /// What they came to.
    #[serde(default, skip_serializing_if = "blank")]
    pub verdict: Option<Verdict>,
    /// Whether the doctor has said something to it that the reviewer waits for.
    #[serde(default, skip_serializing_if = "blank")]
    pub came_back: bool,
}

/// That a reviewer said that a child may be at risk today, to which nobody has replied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AtRisk {
    /// Who, as they signed.
    pub by: String,
    /// When.
    pub since: DateTime<FixedOffset>,
}

impl LastReview {
    /// Of the decision with this hash, which this doctor signed. What a doctor says of a decision
    /// of their own is no review that anybody else need not do.
    pub fn of(decision: &Digest, doctor: &str, stated: &[Stated<'_>]) -> Option<Self> {
        let is_other = |one: &Stated<'_>| !same_person(&one.statement.author.name, doctor);
        let mut others = reviews_of(decision, stated).filter(|(one, _)| is_other(one));
        let (first, of_first) = others.next()?;
        let (one, review) = others.last().unwrap_or((first, of_first));
        let waits = review.asks() || review.verdict.is_some_and(Verdict::waits_for_a_reply);
        Some(Self {
            by: one.statement.author.name.clone(),
            written: one.statement.written,
            first: first.statement.written,
            verdict: review.verdict,
            came_back: waits && is_answered(one.digest, stated),
        })
    }
}

impl AtRisk {
    /// The first that stands so of the decision with this hash.
    pub fn of(decision: &Digest, stated: &[Stated<'_>]) -> Option<Self> {
        let mut reviews = reviews_of(decision, stated);
        let (one, _) = reviews.find(|(one, review)| {
            review.verdict == Some(Verdict::AtRisk) && !is_answered(one.digest, stated)
        })?;
        let statement = one.statement;
        Some(Self { by: statement.author.name.clone(), since: statement.written })
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
    let reviews =
        reviews(stated).filter(|(one, review)| which(review) && !is_answered(one.digest, stated));
    reviews.collect()
}

fn is_answered(review: &Digest, stated: &[Stated<'_>]) -> bool {
    stated
        .iter()
        .any(|one| matches!(&one.statement.body, Body::Reply(reply) if reply.to == *review))
}

fn reviews<'a, 's>(
    stated: &'s [Stated<'a>],
) -> impl Iterator<Item = (Stated<'a>, &'a Review)> + 's {
    stated.iter().filter_map(|one| match &one.statement.body {
        Body::Review(review) => Some((*one, review)),
        _ => None,
    })
}

fn reviews_of<'a, 's>(
    decision: &'s Digest,
    stated: &'s [Stated<'a>],
) -> impl Iterator<Item = (Stated<'a>, &'a Review)> + 's {
    reviews(stated).filter(move |(_, review)| review.of == *decision)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Addendum, Author, Record, Reply, Statement, example};

    /// Signed one after the other, each by this person.
    fn stated(bodies: &[(&str, Body)]) -> Vec<(Digest, Statement)> {
        let of = |(at, (by, body)): (usize, &(&str, Body))| {
            let mut statement =
                Statement { body: body.clone(), ..example::statement(Record::default()) };
            statement.author = Author { name: (*by).to_owned(), ..statement.author };
            statement.written += chrono::TimeDelta::hours(i64::try_from(at).unwrap());
            (Digest::of(&[u8::try_from(at).unwrap()]), statement)
        };
        bodies.iter().enumerate().map(of).collect()
    }

    fn with<T>(bodies: &[(&str, Body)], ask: impl Fn(&[Stated<'_>]) -> T) -> T {
        let all = stated(bodies);
        let all: Vec<Stated<'_>> =
            all.iter().map(|(digest, statement)| Stated { digest, statement }).collect();
        ask(&all)
    }

    fn by_one(bodies: &[Body]) -> Vec<(&'static str, Body)> {
        bodies.iter().map(|body| ("Dr Gil Imagined", body.clone())).collect()
    }

    fn open(bodies: &[Body]) -> Vec<String> {
        with(&by_one(bodies), |all| {
            unanswered(all).into_iter().map(|(_, review)| review.question.clone()).collect()
        })
    }

    fn asking(question: &str) -> Body {
        let question = question.to_owned();
        Body::Review(Review { question, ..Review::new(Digest::of(b"the decision")) })
    }

    fn came_to(verdict: Verdict) -> Body {
        let verdict = Some(verdict);
        Body::Review(Review { verdict, ..Review::new(Digest::of(b"the decision")) })
    }

    fn reply(at: u8) -> Body {
        Body::Reply(Reply { to: Digest::of(&[at]), text: "Yes.".to_owned() })
    }

    fn last(bodies: &[(&str, Body)]) -> Option<LastReview> {
        with(bodies, |all| LastReview::of(&Digest::of(b"the decision"), "Dr Ada Elm", all))
    }

    #[test]
    fn every_verdict_but_the_same_waits_for_an_answer_or_for_being_read() {
        for verdict in [None].into_iter().chain(Verdict::ALL.map(Some)) {
            let review = Review { verdict, ..Review::new(Digest::of(b"the decision")) };
            let waits =
                |bodies: &[Body]| with(&by_one(bodies), |all| !to_be_answered(all).is_empty());
            let differs = !matches!(verdict, None | Some(Verdict::Same));
            assert_eq!(waits(&[Body::Review(review.clone())]), differs, "{verdict:?}");
            assert!(!waits(&[Body::Review(review), reply(0)]));
        }
    }

    #[test]
    fn a_question_stands_until_a_reply_to_it_and_not_to_something_else() {
        let note = Body::Addendum(Addendum { text: "Later.".to_owned() });
        let asked = [asking("One?"), asking("Two?"), asking(" ")];
        assert_eq!(open(&asked), ["One?", "Two?"], "a review without a question asks nothing");
        assert_eq!(open(&[&asked[..], &[note, reply(3)]].concat()), ["One?", "Two?"]);
        assert_eq!(open(&[&asked[..], &[reply(0)]].concat()), ["Two?"]);
        assert_eq!(open(&[&asked[..], &[reply(1), reply(0)]].concat()), [""; 0]);
    }

    #[test]
    fn what_was_asked_comes_back_to_the_reviewer_with_its_reply_and_what_was_agreed_does_not() {
        for verdict in Verdict::ALL {
            let review = || ("Dr Gil Imagined", came_to(verdict));
            assert!(!last(&[review()]).unwrap().came_back, "{verdict:?}");
            let replied = last(&[review(), ("Dr Ada Elm", reply(0))]).unwrap();
            assert_eq!(replied.came_back, verdict.waits_for_a_reply(), "{verdict:?}");
        }
        let again = [asking("One?"), reply(0), came_to(Verdict::Same)];
        assert!(!last(&by_one(&again)).unwrap().came_back, "it was reviewed since");
    }

    #[test]
    fn what_a_doctor_says_of_a_decision_of_their_own_is_no_review_by_somebody_else() {
        let own = ("dr  ada elm", came_to(Verdict::Same));
        let other = ("Dr Gil Imagined", came_to(Verdict::Otherwise));
        assert_eq!(last(std::slice::from_ref(&own)), None);
        assert_eq!(last(&[other, own]).unwrap().by, "Dr Gil Imagined");
    }

    #[test]
    fn a_child_at_risk_stands_until_somebody_replies_to_the_review_that_said_so() {
        let risk = |bodies: &[Body]| {
            with(&by_one(bodies), |all| AtRisk::of(&Digest::of(b"the decision"), all))
        };
        assert_eq!(risk(&[came_to(Verdict::Same)]), None);
        let both = [came_to(Verdict::AtRisk), came_to(Verdict::Same)];
        assert!(risk(&both).is_some(), "a later view takes it back from nobody");
        assert_eq!(risk(&[&both[..], &[reply(1)]].concat()), risk(&both));
        assert_eq!(risk(&[&both[..], &[reply(0)]].concat()), None);
    }
}
