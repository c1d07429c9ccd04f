//! How a case stands: what its newest decision says of owner, acknowledgement, disclosures,
//! clinical records and review, with everything that was signed after it.

use crate::base::time::When;
use crate::record::corrected::{Corrected, corrected};
use crate::record::form::{Disclosure, Entered, Record};
use crate::record::ids::{Digest, ItemId};
use crate::record::item::Item as _;
use crate::record::order::{Stated, stated_in_order};
use crate::record::statement::{Body, Decision, RecordOf};
use crate::record::typed::{DayTime, Typed};

/// How a case stands. Every fact names the statement that says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// sha256 of the newest decision statement: what is said here is of that one.
    pub decision: Digest,
    /// Its record with its corrections.
    pub corrected: Corrected,
    /// Who owns the case; blank where nobody does.
    pub owner: String,
    /// To whom it was handed over who has not accepted yet; the case is still its owner's.
    pub offered: Option<Offer>,
    /// That what was shared was acknowledged, as it was said last.
    pub acknowledged: Option<Said>,
    /// By when an acknowledgement is expected; blank where no time is set.
    pub acknowledged_by: Typed<DayTime>,
    /// What they decided or did, as it was said last.
    pub outcome: Option<Said>,
    /// That it was taken further, as it was said last.
    pub escalated: Option<Said>,
    /// That the case was looked at again, as it was said last.
    pub looked_again: Option<Said>,
    /// When it is to be looked at next: the review date, or what a follow-up put in its place.
    /// Blank where nothing is due, or it was met.
    pub review_on: Typed<DayTime>,
    /// Everything that was shared, the record's first. A letter that confirms an earlier call
    /// stands as a disclosure of its own, too.
    pub disclosures: Vec<Disclosed>,
    /// In whose clinical records it was entered.
    pub entered: Vec<InRecord>,
    /// In whose clinical records it is still to be entered: each child of the record and, of
    /// the other people, mother, father and siblings.
    pub not_entered: Vec<NotEntered>,
}

/// A handover that waits to be accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// To whom.
    pub to: String,
    /// When, as it was typed.
    pub when: Typed<DayTime>,
    /// The statement that says so.
    pub statement: Digest,
}

/// That something happened, and who said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// When; `None` where nobody wrote it.
    pub when: Option<When>,
    /// Who told or did it; blank where nobody wrote it.
    pub by: String,
    /// Their reference.
    pub reference: String,
    /// In words.
    pub words: String,
    /// The statement that says so.
    pub statement: Digest,
}

impl Said {
    /// That it happened then, as this statement says.
    pub fn at(when: &Typed<DayTime>, of: &Stated<'_>) -> Self {
        Self {
            when: when.when(&of.statement.written),
            by: String::new(),
            reference: String::new(),
            words: String::new(),
            statement: of.digest.clone(),
        }
    }
}

/// Something that was shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosed {
    /// What, to whom, how; with `confirmed` as it was typed in it.
    pub disclosure: Disclosure,
    /// When it was confirmed in writing: in itself, or by a later one.
    pub confirmed: Option<Said>,
    /// The earlier one that this confirms.
    pub confirms: Option<ItemId>,
    /// The statement that says so.
    pub statement: Digest,
}

/// A clinical record in which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InRecord {
    /// Which child or other person, where it is one of the record's.
    pub item: Option<ItemId>,
    /// Whose, by who they are to the child; `None` where only words say it.
    pub whose: Option<RecordOf>,
    /// Whose, in words.
    pub words: String,
    /// When and by whom.
    pub said: Said,
}

/// A clinical record in which it is still to be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotEntered {
    /// The child or other person of the record.
    pub item: ItemId,
    /// Who they are to the child.
    pub whose: RecordOf,
    /// Their name; blank where it is unknown.
    pub name: String,
}

impl Standing {
    /// Calls that were not confirmed in writing: what was shared by telephone, as far as the
    /// words say.
    pub fn unconfirmed(&self) -> impl Iterator<Item = &Disclosed> {
        self.disclosures.iter().filter(|one| {
            one.confirmed.is_none() && crate::record::referral_due::by_telephone(&one.disclosure)
        })
    }

    /// The decision that this is of as it stands: whatever is signed in its place must lose none
    /// of what was signed since. `id` gives each thing that is new its name; `None` where it
    /// cannot.
    pub fn taken_up(
        &self,
        decision: &Decision,
        id: &mut dyn FnMut() -> Option<ItemId>,
    ) -> Option<Decision> {
        let mut ids = Vec::new();
        for _ in &self.entered {
            ids.push(id()?);
        }
        let mut decision = decision.clone();
        self.carry_into(&mut decision.record, &mut || {
            ids.pop().unwrap_or_else(|| ItemId::mint([0; 8]))
        });
        decision.departure.clone_from(&self.corrected.departure);
        Some(decision)
    }

    /// Brings what was signed since into a record that is decided anew: its corrections, what
    /// was shared, the owner, the acknowledgement, the next review and the entries in clinical
    /// records. `id` gives each of those that is new its name within the record.
    pub fn carry_into(&self, record: &mut Record, id: &mut dyn FnMut() -> ItemId) {
        record.clone_from(&self.corrected.record);
        let confirmed = |one: &Disclosed| {
            let said = one.confirmed.as_ref()?;
            // Said without a time it is said all the same.
            Some(Typed::new(said.when.as_ref().map_or("confirmed".to_owned(), When::in_words)))
        };
        record.disclosures = self
            .disclosures
            .iter()
            .map(|one| {
                let mut disclosure = one.disclosure.clone();
                if disclosure.confirmed.is_blank()
                    && let Some(confirmed) = confirmed(one)
                {
                    disclosure.confirmed = confirmed;
                }
                disclosure
            })
            .collect();
        let follow_up = &mut record.follow_up;
        follow_up.owner.clone_from(&self.owner);
        if follow_up.acknowledged.is_blank()
            && let Some(said) = &self.acknowledged
        {
            let when = said.when.as_ref().map_or("acknowledged".to_owned(), When::in_words);
            follow_up.acknowledged = Typed::new(when);
        }
        follow_up.review_on = Typed::new(self.review_on.text.clone());
        for one in self.entered.iter().filter(|one| one.said.statement != self.decision) {
            let when = one.said.when.as_ref().map_or("entered".to_owned(), When::in_words);
            let there = record
                .entered
                .iter_mut()
                .find(|there| there.when.is_blank() && there.of.is_some() && there.of == one.item);
            if let Some(there) = there {
                there.when = Typed::new(when);
                continue;
            }
            let words = match (one.words.trim(), one.whose) {
                ("", Some(whose)) => whose.label(),
                (words, _) => words,
            };
            let mut entry = Entered::new(id());
            entry.of.clone_from(&one.item);
            words.clone_into(&mut entry.whose);
            entry.when = Typed::new(when);
            record.entered.push(entry);
        }
    }
}

/// How the case of one decision stands, from its statements in any order: the newest decision
/// with its corrections, and everything that comes after it by links, then time of writing,
/// then hash. `None` where no decision is among them.
///
/// An owner is who accepted the case: a handover that was not accepted yet is [`Standing::offered`],
/// and one that was refused changes nothing. A date in a follow-up stands in place of the review
/// date; "looked at again" without one meets it.
pub fn standing(statements: &[Stated<'_>]) -> Option<Standing> {
    let ordered = stated_in_order(statements);
    let at = ordered.iter().rposition(|one| matches!(one.statement.body, Body::Decision(_)))?;
    let newest = ordered.get(at)?;
    let Body::Decision(decision) = &newest.statement.body else { return None };
    let corrected = corrected(newest.digest, decision, &ordered);
    let mut standing = of_record(newest, corrected);
    for one in ordered.iter().skip(at + 1) {
        if let Some(addition) = one.statement.body.addition() {
            addition.settle(&mut standing, one);
        }
    }
    confirm(&mut standing);
    standing.not_entered = not_entered(&standing.corrected.record, &standing.entered);
    Some(standing)
}

/// What the record itself says.
fn of_record(newest: &Stated<'_>, corrected: Corrected) -> Standing {
    let digest = newest.digest;
    let record = &corrected.record;
    let said = |typed: &Typed<DayTime>| Said::at(typed, newest);
    let follow_up = &record.follow_up;
    let filled = |typed: &Typed<DayTime>| (!typed.is_blank()).then(|| said(typed));
    Standing {
        decision: digest.clone(),
        owner: follow_up.owner.trim().to_owned(),
        offered: None,
        acknowledged: filled(&follow_up.acknowledged),
        acknowledged_by: follow_up.acknowledged_by.clone(),
        outcome: None,
        escalated: None,
        looked_again: None,
        review_on: Typed::new(follow_up.review_on.text.clone()),
        disclosures: record
            .disclosures
            .iter()
            .map(|disclosure| Disclosed {
                disclosure: disclosure.clone(),
                confirmed: filled(&disclosure.confirmed),
                confirms: None,
                statement: digest.clone(),
            })
            .collect(),
        entered: record
            .entered
            .iter()
            .filter(|one| !one.whose.trim().is_empty() || !one.when.is_blank())
            .map(|one| InRecord {
                item: one.of.clone(),
                whose: None,
                words: one.whose.trim().to_owned(),
                said: said(&one.when),
            })
            .collect(),
        not_entered: Vec::new(),
        corrected,
    }
}

/// Lets each disclosure that another confirms in writing say so.
fn confirm(standing: &mut Standing) {
    let letters: Vec<(ItemId, Said)> = standing
        .disclosures
        .iter()
        .filter_map(|letter| {
            let said = Said {
                when: letter.disclosure.when.valid().map(|at| match at.time {
                    None => When::Day(at.day),
                    Some(_) => When::About(letter.disclosure.when.text.trim().to_owned(), at.day),
                }),
                by: String::new(),
                reference: letter.disclosure.reference.clone(),
                words: String::new(),
                statement: letter.statement.clone(),
            };
            Some((letter.confirms.clone()?, said))
        })
        .collect();
    for (item, said) in letters {
        if let Some(call) = standing.disclosures.iter_mut().find(|one| one.disclosure.id == item) {
            call.confirmed.get_or_insert(said);
        }
    }
}

/// Children, then mother, father and siblings, of whose records nobody said that it stands in
/// them.
fn not_entered(record: &Record, entered: &[InRecord]) -> Vec<NotEntered> {
    let children =
        record.children.iter().map(|child| (&child.id, RecordOf::Child, child.name.trim()));
    let others = record.others.iter().filter_map(|person| {
        let whose = RecordOf::of_person(person)?;
        Some((&person.id, whose, person.name.trim()))
    });
    let people: Vec<_> = children.chain(others).collect();
    let alone = |whose| people.iter().filter(|(_, other, _)| *other == whose).count() == 1;
    let says = |one: &InRecord, id: &ItemId, whose: RecordOf, name: &str| {
        if let Some(item) = &one.item {
            return item == id;
        }
        let words = one.words.to_lowercase();
        let named = !name.is_empty() && words.contains(&name.to_lowercase());
        let of_kind = match one.whose {
            Some(said) => said == whose && words.is_empty(),
            None => is_of(whose, &words),
        };
        named || (of_kind && alone(whose))
    };
    people
        .iter()
        .filter(|(id, whose, name)| !entered.iter().any(|one| says(one, id, *whose, name)))
        .map(|(id, whose, name)| NotEntered {
            item: (*id).clone(),
            whose: *whose,
            name: (*name).to_owned(),
        })
        .collect()
}

/// Whether the words for a clinical record ("The child’s", "mother") say that it is theirs.
fn is_of(whose: RecordOf, words: &str) -> bool {
    let mut all = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    match whose {
        RecordOf::Child => all.any(|word| matches!(word, "child" | "patient")),
        _ => RecordOf::of_relation(words.trim_end_matches("’s").trim_end_matches("'s"))
            .or_else(|| {
                let rest = words.trim_start_matches("the ");
                RecordOf::of_relation(rest.trim_end_matches("’s").trim_end_matches("'s"))
            })
            .is_some_and(|said| said == whose),
    }
}

#[cfg(test)]
mod tests;
