//! What was decided, as a record says it. A headline is said to the doctor ("Share without
//! consent, and say why"); who reads the record next year is not to be told what to do.

use super::{Making, cut};
use crate::pathway::OutcomeId as O;

impl Making<'_> {
    /// What an outcome is in a record; of one that this version does not know, its headline.
    pub(super) fn decided_in_words(&self, outcome: &str, headline: &str) -> String {
        let consent = self.says_consent();
        in_words(outcome, consent).map_or_else(|| cut(headline, 14), str::to_owned)
    }

    /// Whether the text says in a line of its own how consent came out: then the decision does
    /// not say it too.
    fn says_consent(&self) -> bool {
        let record = self.record();
        let mut answered = record.consent.iter().filter(|one| one.answer.is_some());
        let asked = answered.any(|one| self.consent_about(one).is);
        asked || (self.is_child() && self.not_asked())
    }
}

/// An outcome in a record. `consent`: how that came out is said elsewhere.
fn in_words(outcome: &str, consent: bool) -> Option<&'static str> {
    Some(match (O::of(outcome)?, consent) {
        (O::ActNow, _) => "to get help at once",
        (O::ShareNow, true) => "to share at once",
        (O::ShareNow, false) => "to share at once, without waiting for consent",
        (O::ShareWithConsent | O::ShareWithoutConsent, true) => "to share",
        (O::ShareWithConsent, false) => "to share, with consent",
        (O::ShareWithoutConsent, false) => "to share without consent",
        (O::ShareLimited, _) => "to share a little, to find out whether there is a risk",
        (O::Comply, _) => "to give what the order or law requires",
        (O::Cooperate, _) => "to cooperate with the review or procedure",
        (O::VerifyFirst, _) => "to check who is asking before answering",
        (O::AskRequester, _) => {
            "to ask why they need it, and how they will use it, before answering"
        }
        (O::AskConsent, _) => "to ask for consent first",
        (O::TakeAdvice, _) => "to take advice first",
        (O::NotShareForNow, _) => "not to share for now",
        (O::NoConcern, _) => "no child-protection concern",
        (O::OtherRoute, _) => "another procedure fits better",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pathway::Pathway;

    #[test]
    fn a_record_says_of_each_outcome_what_was_decided_and_tells_nobody_what_to_do() {
        for outcome in Pathway::embedded().unwrap().outcomes() {
            for consent in [true, false] {
                let words = in_words(&outcome.id, consent);
                let words = words.unwrap_or_else(|| panic!("{} has no words", outcome.id));
                assert!(words.starts_with(char::is_lowercase), "{words}");
            }
        }
        assert_eq!(in_words("of-a-later-year", true), None);
    }
}
