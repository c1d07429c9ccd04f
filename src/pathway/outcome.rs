//! What an outcome is. The record, its due times and what is still to do follow from it, and it
//! stands in one place: `is` of each outcome in `guidance/pathway.ron`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;

use crate::base::ronfile;

/// What an outcome is, whatever it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OutcomeKind {
    /// It tells children's services or the police of a concern of one's own.
    Tells,
    /// It answers an order, a law, a review or a procedure.
    Answers,
    /// The case stays open: advice, consent or a check is to come.
    Open,
    /// Nothing is shared for now, and that has to be justified.
    Withholds,
    /// Nothing follows from it here: no concern, or another procedure.
    Nothing,
}

impl OutcomeKind {
    /// What the outcome of this id is; `None` for one that this version does not know. An id
    /// never changes its meaning, so a decision under earlier rules is read by it, too.
    pub fn of(outcome: &str) -> Option<Self> {
        static ALL: LazyLock<BTreeMap<String, OutcomeKind>> = LazyLock::new(|| {
            let text = include_bytes!("../../guidance/pathway.ron");
            let said = ronfile::read::<Said>(text).map(|said| said.outcomes).unwrap_or_default();
            said.into_iter().map(|one| (one.id, one.is)).collect()
        });
        ALL.get(outcome).copied()
    }

    /// Whether information goes to somebody.
    pub fn shares(self) -> bool {
        matches!(self, Self::Tells | Self::Answers)
    }
}

/// The outcomes one by one, for what is said or asked of some of them alone. Their ids stand here
/// and in the pathway, and nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutcomeId {
    /// Help is got first.
    ActNow,
    /// Delay raises the risk.
    ShareNow,
    /// Those who can consent do.
    ShareWithConsent,
    /// Nobody consents, or nobody is asked.
    ShareWithoutConsent,
    /// A little, to find out whether there is a risk.
    ShareLimited,
    /// An order or a law requires it.
    Comply,
    /// A review or a procedure asks for it.
    Cooperate,
    /// Who asks is checked first.
    VerifyFirst,
    /// The requester says first what for.
    AskRequester,
    /// Consent is asked for first.
    AskConsent,
    /// Advice is taken first.
    TakeAdvice,
    /// The reasons against it weigh more.
    NotShareForNow,
    /// Who looked for a reason to worry found none.
    NoConcern,
    /// Another procedure fits better.
    OtherRoute,
}

impl OutcomeId {
    /// The outcome of this id; `None` for one that this version does not know.
    pub fn of(id: &str) -> Option<Self> {
        Self::deserialize(IntoDeserializer::<Error>::into_deserializer(id)).ok()
    }
}

/// The outcome of a child in danger, which stands where help was got first.
pub const DANGER: &str = "act-now";

/// What an open case waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaits {
    /// That it is certain who asks.
    Identity,
    /// What the requester wants it for.
    Requester,
    /// What those say whose consent was asked.
    Consent,
    /// What an adviser says.
    Advice,
}

impl Awaits {
    /// What a case of this outcome waits for; `None` where it is not open.
    pub fn of(outcome: &str) -> Option<Self> {
        match OutcomeId::of(outcome)? {
            OutcomeId::VerifyFirst => Some(Self::Identity),
            OutcomeId::AskRequester => Some(Self::Requester),
            OutcomeId::AskConsent => Some(Self::Consent),
            OutcomeId::TakeAdvice => Some(Self::Advice),
            _ => None,
        }
    }

    /// Whether a case of this outcome waits for something of the requester's.
    pub fn the_requester(outcome: &str) -> bool {
        matches!(Self::of(outcome), Some(Self::Identity | Self::Requester))
    }
}

/// Whether those who were told are to acknowledge it: a referral they are, and not the little that
/// is told to find out whether there is a risk.
pub fn is_acknowledged(outcome: &str) -> bool {
    OutcomeKind::of(outcome) == Some(OutcomeKind::Tells)
        && OutcomeId::of(outcome) != Some(OutcomeId::ShareLimited)
}

/// Whether what an outcome shares is shared with consent or without; `None` where its id does not
/// say.
pub fn with_consent(outcome: &str) -> Option<bool> {
    match OutcomeId::of(outcome)? {
        OutcomeId::ShareWithConsent => Some(true),
        OutcomeId::ActNow | OutcomeId::ShareNow | OutcomeId::ShareWithoutConsent => Some(false),
        _ => None,
    }
}

/// What the file says of it; the rest of the file is not looked at.
#[derive(Deserialize)]
#[serde(rename = "Pathway")]
struct Said {
    outcomes: Vec<Of>,
}

#[derive(Deserialize)]
#[serde(rename = "Outcome")]
struct Of {
    id: String,
    is: OutcomeKind,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pathway::Pathway;

    #[test]
    fn every_outcome_says_what_it_is() {
        let pathway = Pathway::embedded().unwrap();
        for outcome in pathway.outcomes() {
            assert_eq!(OutcomeKind::of(&outcome.id), Some(outcome.is), "{}", outcome.id);
            // Due times are of what stays open, and of nothing else.
            assert_eq!(outcome.is == OutcomeKind::Open, !outcome.due.is_empty(), "{}", outcome.id);
        }
        assert_eq!(OutcomeKind::of("of-a-later-year"), None);
    }

    #[test]
    fn every_open_outcome_waits_for_something_and_no_other_does() {
        let pathway = Pathway::embedded().unwrap();
        for outcome in pathway.outcomes() {
            assert_eq!(outcome.is_open(), Awaits::of(&outcome.id).is_some(), "{}", outcome.id);
            let shares = outcome.is.shares();
            assert!(shares || with_consent(&outcome.id).is_none(), "{}", outcome.id);
        }
        assert!(pathway.outcome(DANGER).is_some());
    }

    #[test]
    fn every_outcome_is_known_by_its_id_and_referrals_alone_are_acknowledged() {
        let pathway = Pathway::embedded().unwrap();
        let mut known = Vec::new();
        for outcome in pathway.outcomes() {
            let id = OutcomeId::of(&outcome.id).unwrap();
            assert!(!known.contains(&id), "{} twice", outcome.id);
            known.push(id);
            let refers = outcome.is == OutcomeKind::Tells && id != OutcomeId::ShareLimited;
            assert_eq!(is_acknowledged(&outcome.id), refers, "{}", outcome.id);
        }
        assert_eq!(known.len(), 14);
        assert_eq!(OutcomeId::of("of-a-later-year"), None);
    }

    #[test]
    fn an_outcome_of_earlier_rules_is_what_it_is_today() {
        let text = include_str!("../../tests/golden/rules/pathway-1.ron");
        let then = Pathway::parse("then", text).unwrap();
        assert_eq!(then.outcomes().len(), 14);
        for outcome in then.outcomes() {
            assert_eq!(OutcomeKind::of(&outcome.id), Some(outcome.is), "{}", outcome.id);
        }
    }

    #[test]
    fn rules_that_were_kept_before_outcomes_said_what_they_are_still_replay() {
        let now = include_str!("../../guidance/pathway.ron");
        let then: String = now
            .lines()
            .filter_map(|line| match line.trim() {
                "is: open," => Some("            open: true,\n".to_owned()),
                said if said.starts_with("is: ") => None,
                _ => Some(format!("{line}\n")),
            })
            .collect();
        let then = Pathway::parse("then", &then).unwrap();
        for outcome in then.outcomes() {
            assert_eq!(OutcomeKind::of(&outcome.id), Some(outcome.is), "{}", outcome.id);
        }
    }
}
