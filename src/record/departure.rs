//! Departing from the outcome: friction is one-sided.
//!
//! An outcome is advice to a professional, who may depart from it at once. Towards telling
//! children's services or the police nothing is in the way. Towards less protection the
//! record needs what a decision not to share needs, or the case stays open.

use super::form::{Field, Part, Record};
use super::owed::{Case, Owed, is_open, needs_of_less_protection, owed};

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
        missing: Vec<Owed>,
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
        _ if tells(decided) => false,
        _ => return Friction::NeedsReason,
    };
    if lower {
        return Friction::LessProtection { missing: needs_of_less_protection(record) };
    }
    if matches!(suggested, "verify-first" | "ask-requester") && answers_requester(decided) {
        return Friction::NeedsReason;
    }
    Friction::Free
}

/// Whether the case stays open after this decision: advice, consent or a check is to come,
/// or it protects less than the outcome does and something is missing.
pub fn stays_open(decided: &str, friction: &Friction) -> bool {
    is_open(decided)
        || matches!(friction, Friction::LessProtection { missing } if !missing.is_empty())
}

/// Everything that is owed for this case: what the outcome decided owes, and what a departure
/// to less protection needs, which comes first and is owed today.
pub fn owed_in_full(case: &Case<'_>, rank: impl Fn(&str) -> Option<u8>) -> Vec<Owed> {
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
    for item in owed(case) {
        if !list.iter().any(|other: &Owed| other.field == item.field) {
            list.push(item);
        }
    }
    list
}

fn advice_part(field: &Field) -> bool {
    matches!(field.part, Part::AdviceWho | Part::AdviceWhen | Part::AdviceSaid)
}

/// Outcomes that tell children's services or the police.
fn tells(outcome: &str) -> bool {
    matches!(
        outcome,
        "act-now" | "share-now" | "share-with-consent" | "share-without-consent" | "share-limited"
    )
}

/// Outcomes that give information to whoever asked for it. "Share now" and "get help now" go
/// to children's services or the police through their own desk instead.
fn answers_requester(outcome: &str) -> bool {
    matches!(
        outcome,
        "comply" | "cooperate" | "share-with-consent" | "share-without-consent" | "share-limited"
    )
}
