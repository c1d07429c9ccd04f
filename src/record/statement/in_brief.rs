//! What a list says of a decision in a word or two: how consent came out, and what a reviewer
//! made of it.

use serde::{Deserialize, Serialize};

use super::review::{AtRisk, Review, Verdict, unanswered};
use super::{Basis, Body, Decision};
use crate::base::ronfile::blank;
use crate::pathway::Awaits;
use crate::record::form::{ConsentAnswer, Record};
use crate::record::ids::Digest;
use crate::record::order::Stated;
use crate::record::people::one_line;

/// How consent came out.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Consented {
    /// Everybody who was asked gave it.
    Given,
    /// For some of it, or not everybody gave it.
    Partly,
    /// It was refused.
    Refused,
    /// It is still to be asked, or an answer is to come.
    ToAsk,
    /// Asking could have increased the risk.
    Unsafe,
    /// It was not asked.
    NotAsked,
    /// Nothing is said of consent.
    #[default]
    NotSaid,
}

impl Consented {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Given,
        Self::Partly,
        Self::Refused,
        Self::ToAsk,
        Self::Unsafe,
        Self::NotAsked,
        Self::NotSaid,
    ];

    /// As a list says it; blank where nothing is said.
    pub fn brief(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Partly => "partly",
            Self::Refused => "refused",
            Self::ToAsk => "to ask",
            Self::Unsafe => "unsafe",
            Self::NotAsked => "not asked",
            Self::NotSaid => "",
        }
    }

    /// In words that need no head of a column.
    pub fn label(self) -> &'static str {
        match self {
            Self::Given => "Consent given",
            Self::Partly => "Consent partly given",
            Self::Refused => "Consent refused",
            Self::ToAsk => "Consent to be asked",
            Self::Unsafe => "Asking was unsafe",
            Self::NotAsked => "Consent not asked",
            Self::NotSaid => "Consent not recorded",
        }
    }

    /// How it came out of this decision. What was asked and answered comes before what the
    /// questions and the outcome say.
    pub fn of(decision: &Decision) -> Self {
        let record = &decision.record;
        let answers: Vec<ConsentAnswer> =
            record.consent.iter().filter_map(|one| one.answer).collect();
        let all = |answer| !answers.is_empty() && answers.iter().all(|one| *one == answer);
        if all(ConsentAnswer::Given) {
            return Self::Given;
        }
        if all(ConsentAnswer::Refused) {
            return Self::Refused;
        }
        if !answers.is_empty() {
            return Self::Partly;
        }
        if Awaits::of(decision.decided_id()) == Some(Awaits::Consent) {
            return Self::ToAsk;
        }
        let (Basis::Pathway(given) | Basis::ActedFirst(_, given)) = &decision.basis;
        let yes = |question| given.0.get(question).is_some_and(|choice| choice == "yes");
        if yes("asking") || yes("limited-asking") {
            return Self::Unsafe;
        }
        if !record.consent_not_asked.trim().is_empty() {
            return Self::NotAsked;
        }
        if record.consent.iter().any(|one| !blank(&one.asked_of)) {
            Self::ToAsk
        } else {
            Self::NotSaid
        }
    }
}

/// What a reviewer made of a decision.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Reviewed {
    /// A reviewer asks something, and nobody has replied.
    Asks,
    /// Whatever was decided: a child may be at risk.
    AtRisk,
    /// They would have decided differently.
    Otherwise,
    /// The same, and there is something to learn from it.
    #[serde(alias = "Incomplete")]
    WithLearning,
    /// What is recorded is too little to judge.
    CannotSay,
    /// They would have decided the same.
    Same,
    /// They wrote something, and chose no view.
    Comment,
    /// Nobody has reviewed it.
    #[default]
    No,
}

impl Reviewed {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::No,
        Self::Asks,
        Self::AtRisk,
        Self::Same,
        Self::WithLearning,
        Self::Otherwise,
        Self::CannotSay,
        Self::Comment,
    ];

    /// The verdict that it is.
    fn verdict(self) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|verdict| Self::from(*verdict) == self)
    }

    /// As a list says it; blank where nobody has.
    pub fn brief(self) -> &'static str {
        self.verdict().map_or_else(|| self.otherwise("question", "comment", ""), Verdict::brief)
    }

    /// In words that need no head of a column.
    pub fn label(self) -> &'static str {
        let other = || self.otherwise("Reviewer asks", "Commented", "Not reviewed");
        self.verdict().map_or_else(other, Verdict::filter_label)
    }

    /// What is no verdict, in words.
    fn otherwise(
        self,
        asks: &'static str,
        comment: &'static str,
        no: &'static str,
    ) -> &'static str {
        match self {
            Self::Asks => asks,
            Self::No => no,
            _ => comment,
        }
    }

    /// What was made of the decision with this hash: that a child may be at risk comes first, then
    /// what is asked and waits for a reply, then the newest view.
    pub fn of(decision: &Digest, stated: &[Stated<'_>]) -> Self {
        if AtRisk::of(decision, stated).is_some() {
            return Self::AtRisk;
        }
        if unanswered(stated).iter().any(|(_, review)| review.of == *decision) {
            return Self::Asks;
        }
        let reviews = stated.iter().filter_map(|one| match &one.statement.body {
            Body::Review(review) if review.of == *decision => Some(review),
            _ => None,
        });
        reviews.fold(Self::No, |_, review| Self::of_one(review))
    }

    /// What one review makes of it.
    pub fn of_one(review: &Review) -> Self {
        review.verdict.map_or(Self::Comment, Self::from)
    }
}

impl From<Verdict> for Reviewed {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Same => Self::Same,
            Verdict::WithLearning => Self::WithLearning,
            Verdict::Otherwise => Self::Otherwise,
            Verdict::CannotSay => Self::CannotSay,
            Verdict::AtRisk => Self::AtRisk,
        }
    }
}

/// The first words of what was written, on one line and at most so many letters: by them who wrote
/// it knows a record without a name. Blank where nothing is written yet.
pub fn first_words(record: &Record, most: usize) -> String {
    let passages = record.passages.iter().map(|one| &one.text);
    let others = [&record.request.purpose, &record.request.who, &record.reasons];
    let mut written = passages.chain(others).map(|text| one_line(text));
    let words = written.find(|words| !words.is_empty()).unwrap_or_default();
    match words.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", words.get(..at).unwrap_or_default().trim_end()),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::example::{answers, statement};
    use crate::record::{Consent, Item as _, ItemId, Record, Reply, Statement};

    fn decision(given: &[(&str, &str)], consent: &[Option<ConsentAnswer>], why: &str) -> Decision {
        let each = consent.iter().map(|answer| Consent {
            answer: *answer,
            asked_of: "Kim Sample".to_owned(),
            ..Consent::new(ItemId::mint([1; 8]))
        });
        let record = Record {
            consent: each.collect(),
            consent_not_asked: why.to_owned(),
            ..Record::default()
        };
        let Body::Decision(mut decision) = statement(record).body else { panic!("a decision") };
        decision.basis = Basis::Pathway(answers(given));
        *decision
    }

    #[test]
    fn consent_is_said_in_a_word_and_what_was_answered_comes_first() {
        use ConsentAnswer::{Given, Partly, Refused};
        let asking: &[(&str, &str)] = &[("asking", "yes")];
        for (given, consent, why, decided, said) in [
            (&[][..], &[Some(Given), Some(Given)][..], "", "share-with-consent", "given"),
            (&[], &[Some(Given), Some(Refused)], "", "share-with-consent", "partly"),
            (&[], &[Some(Partly)], "", "share-with-consent", "partly"),
            (asking, &[Some(Refused)], "No time.", "share-without-consent", "refused"),
            (asking, &[], "It was not safe.", "share-without-consent", "unsafe"),
            (&[("asking", "no")], &[], "No time.", "share-now", "not asked"),
            (&[], &[None], "", "take-advice", "to ask"),
            (&[], &[], "", "ask-consent", "to ask"),
            (&[], &[], " ", "no-concern", ""),
        ] {
            let mut signed = decision(given, consent, why);
            decided.clone_into(&mut signed.outcome.id);
            let brief = Consented::of(&signed).brief();
            assert_eq!(brief, said, "{decided} {given:?} {consent:?}");
        }
    }

    fn made(bodies: Vec<Body>) -> Reviewed {
        let of = |(at, body): (usize, Body)| {
            let digest = Digest::of(&[u8::try_from(at).unwrap()]);
            (digest, Statement { body, ..statement(Record::default()) })
        };
        let all: Vec<(Digest, Statement)> = bodies.into_iter().enumerate().map(of).collect();
        let stated = |(digest, statement)| Stated { digest, statement };
        let all: Vec<Stated<'_>> = all.iter().map(|(a, b)| (a, b)).map(stated).collect();
        Reviewed::of(&Digest::of(b"the decision"), &all)
    }

    fn review(verdict: Option<Verdict>, question: &str) -> Body {
        let of = Digest::of(b"the decision");
        Body::Review(Review { verdict, question: question.to_owned(), ..Review::new(of) })
    }

    #[test]
    fn the_newest_view_is_said_until_a_question_waits_and_after_its_reply() {
        let asks = || review(Some(Verdict::Same), "Was the brother seen?");
        let reply = Body::Reply(Reply { to: Digest::of(&[0]), text: "Yes.".to_owned() });
        let differs = || review(Some(Verdict::Otherwise), "");
        assert_eq!(made(Vec::new()), Reviewed::No);
        assert_eq!(made(vec![differs(), review(Some(Verdict::Same), "")]), Reviewed::Same);
        assert_eq!(made(vec![asks(), differs()]), Reviewed::Asks);
        assert_eq!(made(vec![asks(), reply]), Reviewed::Same);
        assert_eq!(made(vec![review(None, "")]), Reviewed::Comment);
    }

    #[test]
    fn what_was_made_of_an_earlier_decision_is_not_said_of_the_newest() {
        let earlier = Review::new(Digest::of(b"an earlier one"));
        let earlier = Review { verdict: Some(Verdict::Otherwise), ..earlier };
        assert_eq!(made(vec![Body::Review(earlier)]), Reviewed::No);
    }

    #[test]
    fn a_record_without_a_name_is_known_by_the_first_words_that_were_written() {
        let mut record = Record::default();
        assert_eq!(first_words(&record, 20), "");
        record.reasons = "Nobody else knows.".to_owned();
        assert_eq!(first_words(&record, 20), "Nobody else knows.");
        let mut passage = crate::record::example::passage();
        passage.text = " Grandmother says\nnobody fetched him.".to_owned();
        record.passages = vec![passage];
        assert_eq!(first_words(&record, 20), "Grandmother says nob…");
    }

    #[test]
    fn no_two_words_of_a_column_are_the_same() {
        let consent: std::collections::BTreeSet<_> = Consented::ALL.map(Consented::brief).into();
        let reviewed: std::collections::BTreeSet<_> = Reviewed::ALL.map(Reviewed::brief).into();
        assert_eq!((consent.len(), reviewed.len()), (7, 8));
    }
}
