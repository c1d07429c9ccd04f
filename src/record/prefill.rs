//! What is known when the record opens, filled in so that nobody types it again.

use chrono::{DateTime, FixedOffset};

use super::form::{Advice, Child, Consent, ConsentAnswer, ConsentBasis, Disclosure, Record};
use super::ids::ItemId;
use super::item::Item;
use super::owed::is_open;
use super::statement::Author;
use super::typed::Typed;
use crate::pathway::replay::Answers;

/// What is known when the record opens.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The answers that the walk reached.
    pub answers: &'a Answers,
    /// The id of the outcome decided.
    pub decided: &'a str,
    /// When it was decided: now, or when "child in danger now" was pressed.
    pub at: DateTime<FixedOffset>,
    /// Who writes.
    pub author: &'a Author,
}

/// Fills in what is known and blank. What is there stays as it is, so this can be done again
/// whenever an answer changes: only a suggestion that nobody has altered follows the answers.
/// `random` gives the bits of each new item's id.
pub fn prefill(record: &mut Record, known: &Known<'_>, random: &mut dyn FnMut() -> [u8; 8]) {
    for typed in [&mut record.decided, &mut record.learned] {
        if typed.is_blank() {
            *typed = Typed::of(&known.at);
        }
    }
    if record.children.is_empty() {
        record.children.push(Child::new(ItemId::mint(random())));
    }
    consent(record, known, random);
    let advised = matches!(known.answer("talked"), Some("risk" | "unclear" | "no-risk"))
        || matches!(known.answer("advised"), Some("agrees" | "disagrees"));
    if advised && record.advice.is_empty() {
        record.advice.push(Advice::new(ItemId::mint(random())));
    }
    if shares(known.decided) && record.disclosures.is_empty() {
        record.disclosures.push(Disclosure::new(ItemId::mint(random())));
    }
    if known.answer("identity") == Some("cannot") && blank(&record.request.identity) {
        "I tried to check who was asking and could not.".clone_into(&mut record.request.identity);
    }
    if is_open(known.decided) && blank(&record.follow_up.owner) {
        known.author.name.clone_into(&mut record.follow_up.owner);
    }
}

impl<'a> Known<'a> {
    fn answer(&self, question: &str) -> Option<&'a str> {
        self.answers.0.get(question).map(String::as_str)
    }
}

fn consent(record: &mut Record, known: &Known<'_>, random: &mut dyn FnMut() -> [u8; 8]) {
    let suggestion = why_not_asked(known);
    let untouched = WHY_NOT_ASKED.contains(&record.consent_not_asked.as_str());
    if untouched || blank(&record.consent_not_asked) {
        suggestion.unwrap_or_default().clone_into(&mut record.consent_not_asked);
    }
    let answer = match (known.answer("consent"), known.answer("limited-consent")) {
        (Some("given"), _) | (None, Some("given")) => Some(ConsentAnswer::Given),
        (Some("partly"), _) => Some(ConsentAnswer::Partly),
        (Some("refused"), _) | (None, Some("refused")) => Some(ConsentAnswer::Refused),
        _ if known.answer("ground") == Some("consent") => Some(ConsentAnswer::Given),
        _ => None,
    };
    let basis = match known.answer("capacity") {
        Some("child") => Some(ConsentBasis::ChildWithCapacity),
        Some("parent") => Some(ConsentBasis::ParentalResponsibility),
        Some("adult") => Some(ConsentBasis::AdultForThemselves),
        _ => None,
    };
    if record.consent.is_empty() && (answer.is_some() || basis.is_some()) {
        let mut entry = Consent::new(ItemId::mint(random()));
        entry.basis = basis;
        entry.answer = answer;
        record.consent.push(entry);
    }
}

/// What is suggested as the doctor's own statement, in the order of [`why_not_asked`].
const WHY_NOT_ASKED: [&str; 6] = [
    "A child was in danger. I got help first and did not wait to ask for consent.",
    "I did not ask for consent first because any delay before telling children’s services or \
     the police would have increased the risk.",
    "I did not ask for consent because asking could have increased the risk of harm.",
    "I did not ask for consent because I had already decided to share whatever the answer: a \
     child’s protection required it.",
    "I did not get consent because nobody who can give it could be reached in reasonable time.",
    "I could not rule out that delay would increase the risk, and could not reach anyone to \
     advise me in time, so I did not wait to ask for consent.",
];

/// The reason that the answers give, where the decision is to share without consent.
fn why_not_asked(known: &Known<'_>) -> Option<&'static str> {
    if !matches!(known.decided, "act-now" | "share-now" | "share-without-consent" | "share-limited")
    {
        return None;
    }
    let is = |question, choice| known.answer(question) == Some(choice);
    let [danger, delay, asking, decided, nobody, unsure] = WHY_NOT_ASKED;
    if known.decided == "act-now" {
        Some(danger)
    } else if is("wait", "yes") {
        Some(delay)
    } else if is("asking", "yes") || is("limited-asking", "yes") {
        Some(asking)
    } else if is("decided", "yes") {
        Some(decided)
    } else if is("capacity", "nobody") {
        Some(nobody)
    } else if is("wait", "unsure") && is("reach", "no") {
        Some(unsure)
    } else {
        None
    }
}

fn shares(outcome: &str) -> bool {
    matches!(
        outcome,
        "act-now"
            | "share-now"
            | "share-with-consent"
            | "share-without-consent"
            | "share-limited"
            | "comply"
            | "cooperate"
    )
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}
