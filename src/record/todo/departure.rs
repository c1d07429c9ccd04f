//! Departing from the outcome: friction is one-sided.
//!
//! An outcome is advice to a professional, who may depart from it at once. Towards telling
//! children's services or the police nothing is in the way. Towards less protection the
//! record needs what a decision not to share needs, or the case stays open.

use crate::pathway::{Awaits, OutcomeId, OutcomeKind};
use crate::record::form::{Field, Part, Record};
use crate::record::referral_due::is_referral;
use crate::record::todo::{Case, ToDo, needs_of_less_protection, to_do};

/// What a departure meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Friction {
    /// Nothing in the way. A reason is listed as owed.
    Free,
    /// A requester who has not been checked, or not said why they ask, is to be answered:
    /// the departure asks for the reason.
    NeedsReason,
    /// Protects less than the outcome does. With something missing it can be recorded and
    /// signed, and the case stays open with advice owed today.
    LessProtection {
        /// What is missing of advice (who, when, what they said), reasons and review date.
        missing: Vec<ToDo>,
    },
}

/// What departing from `suggested` to `decided` meets. `rank` is the protective order of
/// outcomes by id, higher is more protective; the pathway owns it. An outcome without a rank
/// can be judged by nobody, so it needs a reason, unless it tells children's services or the
/// police.
pub fn friction(
    suggested: &str,
    decided: &str,
    record: &Record,
    rank: impl Fn(&str) -> Option<u8>,
) -> Friction {
    if suggested == decided {
        return Friction::Free;
    }
    let lower = match (rank(suggested), rank(decided)) {
        (Some(from), Some(to)) => to < from,
        _ if is_referral(decided) => false,
        _ => return Friction::NeedsReason,
    };
    if lower {
        return Friction::LessProtection { missing: needs_of_less_protection(record) };
    }
    if Awaits::the_requester(suggested) && answers_requester(decided) {
        return Friction::NeedsReason;
    }
    Friction::Free
}

/// Whether the case stays open after this decision: advice, consent or a check is to come,
/// or it protects less than the outcome does and something is missing.
pub fn stays_open(decided: &str, friction: &Friction) -> bool {
    OutcomeKind::of(decided) == Some(OutcomeKind::Open)
        || matches!(friction, Friction::LessProtection { missing } if !missing.is_empty())
}

/// What a departure to less protection still needs, in words: "who advised you, a review date".
pub fn missing_words(friction: &Friction) -> String {
    let Friction::LessProtection { missing } = friction else { return String::new() };
    let small = |what: &str| {
        let mut letters = what.chars();
        let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
        format!("{first}{}", letters.as_str())
    };
    missing.iter().map(|owed| small(&owed.what)).collect::<Vec<_>>().join(", ")
}

/// Everything that is owed for this case: what the outcome decided owes, and what a departure
/// to less protection needs, which comes first and is owed today.
pub fn to_do_in_full(case: &Case<'_>, rank: impl Fn(&str) -> Option<u8>) -> Vec<ToDo> {
    let mut list = Vec::new();
    if let Friction::LessProtection { missing } =
        friction(case.suggested, case.decided, case.record, rank)
    {
        list.extend(missing.into_iter().map(|mut owed| {
            if advice_part(&owed.field) {
                owed.what.push_str(", today");
            }
            owed
        }));
    }
    for item in to_do(case) {
        if !list.iter().any(|other: &ToDo| other.field == item.field) {
            list.push(item);
        }
    }
    list
}

fn advice_part(field: &Field) -> bool {
    matches!(field.part, Part::AdviceWho | Part::AdviceWhen | Part::AdviceSaid)
}

/// Outcomes that give information to whoever asked for it. "Share now" and "get help now" go
/// to children's services or the police through their own desk instead.
fn answers_requester(outcome: &str) -> bool {
    let shares = OutcomeKind::of(outcome).is_some_and(OutcomeKind::shares);
    let own_desk = matches!(OutcomeId::of(outcome), Some(OutcomeId::ActNow | OutcomeId::ShareNow));
    shares && !own_desk
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::example;
    use proptest::prelude::*;
    use proptest::sample::select;

    /// The protective order of the pathway, as the tests know it.
    const RANKS: [(&str, u8); 14] = [
        ("act-now", 6),
        ("share-now", 5),
        ("comply", 4),
        ("cooperate", 4),
        ("share-with-consent", 4),
        ("share-without-consent", 4),
        ("share-limited", 3),
        ("verify-first", 2),
        ("ask-requester", 2),
        ("ask-consent", 2),
        ("take-advice", 2),
        ("not-share-for-now", 1),
        ("no-concern", 0),
        ("other-route", 0),
    ];

    fn rank(outcome: &str) -> Option<u8> {
        RANKS.iter().find(|(id, _)| *id == outcome).map(|(_, rank)| *rank)
    }

    fn from(suggested: &str, decided: &str) -> Friction {
        friction(suggested, decided, &Record::default(), rank)
    }

    fn any_outcome() -> impl Strategy<Value = &'static str> {
        select(RANKS.iter().map(|(id, _)| *id).collect::<Vec<_>>())
    }

    #[test]
    fn telling_childrens_services_is_free_from_every_outcome_below() {
        for suggested in ["not-share-for-now", "no-concern", "take-advice", "ask-consent"] {
            assert_eq!(from(suggested, "share-without-consent"), Friction::Free, "{suggested}");
        }
        assert_eq!(from("verify-first", "share-now"), Friction::Free);
    }

    #[test]
    fn answering_a_requester_who_was_not_checked_needs_a_reason() {
        for suggested in ["verify-first", "ask-requester"] {
            assert_eq!(from(suggested, "cooperate"), Friction::NeedsReason);
            assert_eq!(from(suggested, "share-without-consent"), Friction::NeedsReason);
        }
    }

    #[test]
    fn not_sharing_against_the_outcome_stays_open_until_advice_reasons_and_a_review_date_are_there()
    {
        let decided = "not-share-for-now";
        let mut record = Record::default();
        let open = friction("share-now", decided, &record, rank);
        assert!(stays_open(decided, &open));
        for _ in 0..10 {
            let Friction::LessProtection { missing } =
                friction("share-now", decided, &record, rank)
            else {
                panic!("less protection is never free")
            };
            let Some(first) = missing.first() else { break };
            example::fill(&mut record, &mut None, &first.field);
        }
        let settled = friction("share-now", decided, &record, rank);
        assert_eq!(settled, Friction::LessProtection { missing: vec![] });
        assert!(!stays_open(decided, &settled));
        assert!(!record.advice[0].said.is_empty() && !record.follow_up.review_on.is_blank());
    }

    #[test]
    fn advice_for_less_protection_is_owed_today_and_first() {
        let answers = example::answers(&[]);
        let record = Record::default();
        let case = Case {
            suggested: "share-now",
            decided: "no-concern",
            answers: &answers,
            record: &record,
            departure: None,
            times: &crate::guidance::Times::default(),
        };
        let list = to_do_in_full(&case, rank);
        assert_eq!(list[0].what, "Who advised you, today");
        assert!(list.iter().any(|owed| owed.field.part == Part::DepartureReason));
        let once: std::collections::BTreeSet<_> = list.iter().map(|owed| &owed.field).collect();
        assert_eq!(once.len(), list.len());
    }

    #[test]
    fn an_open_outcome_stays_open_without_any_departure() {
        assert!(stays_open("take-advice", &from("take-advice", "take-advice")));
        assert!(!stays_open("share-now", &from("share-now", "share-now")));
    }

    proptest! {
        #[test]
        fn a_share_that_protects_no_less_meets_nothing_but_the_requesters_check(
            suggested in any_outcome(),
            record in example::any_record(),
        ) {
            for (decided, to) in RANKS.iter().filter(|(id, _)| is_referral(id)) {
                let met = friction(suggested, decided, &record, rank);
                let lower = *to < rank(suggested).unwrap();
                let requester = matches!(suggested, "verify-first" | "ask-requester");
                if !lower && (!requester || matches!(*decided, "act-now" | "share-now")) {
                    prop_assert_eq!(&met, &Friction::Free);
                }
                // Whatever is met, none of it depends on fields of the share being filled.
                if let Friction::LessProtection { missing } = met {
                    prop_assert!(missing.iter().all(|owed| advice_part(&owed.field)
                        || matches!(owed.field.part, Part::DecisionReasons | Part::ReviewOn)));
                }
            }
        }

        #[test]
        fn less_protection_is_never_free(
            suggested in any_outcome(),
            decided in any_outcome(),
            record in example::any_record(),
        ) {
            let met = friction(suggested, decided, &record, rank);
            let lower = rank(decided) < rank(suggested);
            prop_assert_eq!(lower, matches!(met, Friction::LessProtection { .. }));
        }

        #[test]
        fn an_outcome_that_no_table_knows_needs_a_reason_unless_it_tells(suggested in any_outcome()) {
            let empty = Record::default();
            prop_assert_eq!(friction(suggested, "of-a-later-year", &empty, rank), Friction::NeedsReason);
            prop_assert_eq!(friction("of-a-later-year", "act-now", &empty, rank), Friction::Free);
        }
    }
}
