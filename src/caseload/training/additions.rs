//! What is stated after an invented decision: every kind, about as often as in practice.

use chrono::{DateTime, Duration, FixedOffset};

use super::chance::Chance;
use super::facts::Facts;
use super::words::Words;
use crate::base::zone;
use crate::record::text::field_label;
use crate::record::{
    Addendum, Addition, Author, Body, Correction, Digest, EnteredIn, FollowedUp, Handover, Item,
    ItemId, News, Part, RecordOf, Reply, Review, SharedSince, Standing, Typed, Verdict, YesNo,
};

/// What of a decision is needed to add to it.
pub(super) struct Case<'a> {
    /// How it stands.
    pub standing: &'a Standing,
    /// Its last statement.
    pub last: &'a Digest,
    /// The first review of it that asks something which was not answered.
    pub asked: Option<&'a Digest>,
}

/// A statement that is added at this moment, with its headline.
pub(super) fn addition(
    words: &Words,
    facts: &Facts<'_>,
    case: &Case<'_>,
    at: DateTime<FixedOffset>,
    chance: &mut Chance,
) -> (String, Body) {
    // Most is written within the hour, some of it later.
    let late = if chance.happens(80) { 3 + chance.below(50) } else { 90 + chance.below(2000) };
    let when = Typed::of(&zone::in_uk(&(at - Duration::minutes(i64::try_from(late).unwrap_or(3)))));
    let draw = chance.below(100);
    let made = match draw {
        0..35 => Some(Addition::FollowUp(FollowedUp {
            when,
            ..followed_up(words, facts, case, at, chance)
        })),
        35..52 => Some(Addition::Disclosure(shared(words, facts, case, when, chance))),
        52..66 => Some(Addition::ClinicalRecord(entered(facts, case, when, chance))),
        66..74 => Some(Addition::Handover(handover(words, case, when, chance))),
        74..81 => correction(words, case, chance).map(Addition::Correction),
        81..86 => Some(Addition::Reply(Reply {
            to: case.asked.unwrap_or(case.last).clone(),
            text: said(facts, &words.replies, chance),
        })),
        86..92 => Some(Addition::Review(review(words, facts, case, chance))),
        _ => None,
    };
    if let Some(addition) = made {
        return (addition.headline(), addition.into());
    }
    let texts = chance.some(&words.later, 1 + chance.clone().below(2));
    let text: Vec<String> = texts.into_iter().map(|text| facts.tell(text)).collect();
    ("Note".to_owned(), Body::Addendum(Addendum { text: text.join(" ") }))
}

fn said(facts: &Facts<'_>, texts: &[String], chance: &mut Chance) -> String {
    chance.one(texts).map(|text| facts.tell(text)).unwrap_or_default()
}

/// Somebody else than the author of the decision.
pub(super) fn reviewer(words: &Words, facts: &Facts<'_>, chance: &mut Chance) -> Author {
    let others: Vec<&String> = words.doctors.iter().filter(|name| **name != facts.author).collect();
    Author {
        name: chance.one(&others).map(|name| (*name).clone()).unwrap_or_default(),
        role: "Named doctor for safeguarding".to_owned(),
        gmc: Typed::default(),
    }
}

fn review(words: &Words, facts: &Facts<'_>, case: &Case<'_>, chance: &mut Chance) -> Review {
    let all = [Verdict::Same, Verdict::Same, Verdict::WithLearning, Verdict::Otherwise];
    let verdict = chance.one(&all).copied();
    Review {
        verdict,
        comment: said(facts, &words.reviews, chance),
        question: if chance.happens(40) {
            said(facts, &words.questions, chance)
        } else {
            String::new()
        },
        learning: if chance.happens(30) {
            said(facts, &words.learned, chance)
        } else {
            String::new()
        },
        ..Review::new(case.standing.decision.clone())
    }
}

fn followed_up(
    words: &Words,
    facts: &Facts<'_>,
    case: &Case<'_>,
    at: DateTime<FixedOffset>,
    chance: &mut Chance,
) -> FollowedUp {
    let waits = case.standing.acknowledged.is_none() && !case.standing.disclosures.is_empty();
    let what = if waits && chance.happens(60) {
        News::Acknowledged
    } else {
        let all = [News::Outcome, News::Outcome, News::Escalated, News::LookedAgain, News::Note];
        chance.one(&all).copied().unwrap_or_default()
    };
    let next_due = if chance.happens(40) {
        let days = i64::try_from(5 + chance.below(40)).unwrap_or(5);
        Typed::new(crate::base::time::day((at + Duration::days(days)).date_naive()))
    } else {
        Typed::default()
    };
    let by = if what == News::LookedAgain { &facts.author } else { &facts.agency };
    FollowedUp {
        what,
        when: Typed::default(),
        by: by.clone(),
        reference: if what == News::Acknowledged { reference(chance) } else { String::new() },
        words: if what == News::Acknowledged && chance.happens(50) {
            String::new()
        } else {
            said(facts, &words.later, chance)
        },
        next_due,
    }
}

fn reference(chance: &mut Chance) -> String {
    format!("INV-{:05}", chance.below(100_000))
}

/// A letter that confirms a call where one waits for it, else something more.
fn shared(
    words: &Words,
    facts: &Facts<'_>,
    case: &Case<'_>,
    when: Typed<crate::record::typed::DayTime>,
    chance: &mut Chance,
) -> SharedSince {
    let mut one = crate::record::Disclosure::new(ItemId::mint(chance.bytes()));
    let call = case.standing.unconfirmed().next();
    one.when = when;
    if let Some(call) = call {
        one.to.clone_from(&call.disclosure.to);
        "Secure mail".clone_into(&mut one.how);
        one.shared.clone_from(&call.disclosure.shared);
    } else {
        one.to.clone_from(&facts.agency);
        "Telephone".clone_into(&mut one.how);
        one.shared = said(facts, &words.shared, chance);
    }
    one.held_back = said(facts, &words.held_back, chance);
    if chance.happens(50) {
        one.reference = reference(chance);
    }
    SharedSince { disclosure: one, confirms: call.map(|call| call.disclosure.id.clone()) }
}

fn entered(
    facts: &Facts<'_>,
    case: &Case<'_>,
    when: Typed<crate::record::typed::DayTime>,
    chance: &mut Chance,
) -> EnteredIn {
    let owed = chance.one(&case.standing.not_entered);
    EnteredIn {
        whose: owed.map_or(RecordOf::Mother, |owed| owed.whose),
        item: owed.map(|owed| owed.item.clone()),
        words: owed.map_or_else(|| facts.family.mother.clone(), |owed| owed.name.clone()),
        when,
        by: facts.author.clone(),
    }
}

fn handover(
    words: &Words,
    case: &Case<'_>,
    when: Typed<crate::record::typed::DayTime>,
    chance: &mut Chance,
) -> Handover {
    let from = case.standing.owner.clone();
    let others: Vec<&String> = words.doctors.iter().filter(|name| **name != from).collect();
    let accepted = match chance.below(10) {
        0 => Some(YesNo::No),
        1 | 2 => None,
        _ => Some(YesNo::Yes),
    };
    Handover {
        to: chance.one(&others).map(|name| (*name).clone()).unwrap_or_default(),
        from,
        when,
        accepted,
        reason: chance.one(&words.handed_over).cloned().unwrap_or_default(),
    }
}

/// A small slip: an address without its flat, a reference that came later, who was there.
fn correction(words: &Words, case: &Case<'_>, chance: &mut Chance) -> Option<Correction> {
    let record = &case.standing.corrected.record;
    let (field, label, from, to) = match chance.below(3) {
        0 => {
            let child = record.children.first()?;
            // One that has a flat was corrected before.
            let without = !child.address.is_empty() && !child.address.starts_with("Flat ");
            without.then_some(())?;
            let field = child.field(Part::ChildAddress);
            let flat = format!("Flat {}, {}", 1 + chance.below(9), child.address);
            (field, "ChildAddress", child.address.clone(), flat)
        }
        1 => {
            let told = record.disclosures.first()?;
            let field = told.field(Part::SharedReference);
            (field, "SharedReference", told.reference.clone(), reference(chance))
        }
        _ => {
            let one = record.participants.iter().find(|one| one.role == "Mother")?;
            let field = one.field(Part::ParticipantRole);
            let role = format!("{}, for the first ten minutes", one.role);
            (field, "ParticipantRole", one.role.clone(), role)
        }
    };
    (from != to).then_some(())?;
    Some(Correction {
        of: case.standing.decision.clone(),
        field,
        label: field_label(label)?,
        from,
        to,
        reason: chance.one(&words.corrected).cloned().unwrap_or_default(),
    })
}
