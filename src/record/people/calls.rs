//! A telephone call, noted in the record at the moment it is made: to whom, when, how. What
//! was said is written afterwards.

use chrono::{DateTime, FixedOffset};

use crate::base::time;
use crate::pathway::Awaits;
use crate::record::contact::ContactKind;
use crate::record::form::{Advice, Answered, Disclosure, Field, Part, Record};
use crate::record::ids::ItemId;
use crate::record::item::Item;
use crate::record::typed::Typed;

/// A call.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// What kind of agency or person was rung.
    pub kind: ContactKind,
    /// Whom, and on what number.
    pub to: &'a str,
    /// When.
    pub at: DateTime<FixedOffset>,
}

/// How a call is noted.
const TELEPHONE: &str = "Telephone";

/// Notes a call under the outcome decided: who advises is noted as advice, who asked for
/// information as a check of identity, anyone else as told. The same call noted twice within
/// a minute is one. Says whether anything was added.
pub fn note_call(record: &mut Record, outcome: &str, call: &Call<'_>, id: ItemId) -> bool {
    let when = Typed::of(&call.at);
    if call.kind.advises() {
        if record.advice.iter().any(|one| one.who == call.to && one.when == when) {
            return false;
        }
        let role = call.kind.label().to_owned();
        record.advice.push(Advice { who: call.to.to_owned(), role, when, ..Advice::new(id) });
        return true;
    }
    if Awaits::the_requester(outcome) {
        let words = format!("I rang back: {}, on {}.", call.to, time::moment(&call.at));
        let identity = &mut record.request.identity;
        if identity.contains(&words) {
            return false;
        }
        if !identity.trim().is_empty() {
            identity.push('\n');
        }
        identity.push_str(&words);
        return true;
    }
    if record.disclosures.iter().any(|one| one.to == call.to && one.when == when) {
        return false;
    }
    let to = call.to.to_owned();
    let how = TELEPHONE.to_owned();
    // The empty one that the record opened with is filled before another is made.
    let untouched = |one: &&mut Disclosure| **one == Disclosure::new(one.id.clone());
    if let Some(empty) = record.disclosures.iter_mut().find(untouched) {
        (empty.to, empty.when, empty.how) = (to, when, how);
    } else {
        record.disclosures.push(Disclosure { to, when, how, ..Disclosure::new(id) });
    }
    true
}

impl Disclosure {
    /// Whether nobody answered: it was tried, and nothing was told. Who it was that took the call
    /// is said of one that was answered.
    pub fn is_unanswered(&self) -> bool {
        self.answered == Some(Answered::NoAnswer) && self.spoke_to.trim().is_empty()
    }

    /// Whether a call was noted and nothing more: nobody wrote whether it was answered, by whom, or
    /// what was said. That it was told is then not known.
    pub fn is_only_rung(&self) -> bool {
        let said = [&self.spoke_to, &self.shared, &self.held_back, &self.agreed, &self.reference];
        self.how.trim() == TELEPHONE
            && self.answered.is_none()
            && self.confirmed.is_blank()
            && said.iter().all(|text| text.trim().is_empty())
    }
}

impl Record {
    /// What told somebody something, as far as is said: each disclosure but the calls that nobody
    /// answered.
    pub fn shares(&self) -> impl Iterator<Item = &Disclosure> {
        self.disclosures.iter().filter(|one| !one.is_unanswered())
    }

    /// What is not said of a share, where it is not said that anybody was told, or what: with the
    /// field in which it would be said.
    pub fn unsaid_of_sharing(&self) -> Option<(Field, &'static str)> {
        let named = |one: &&Disclosure| !one.to.trim().is_empty();
        let all: Vec<&Disclosure> = self.disclosures.iter().filter(named).collect();
        let told = all.iter().find(|one| !one.is_unanswered() && !one.is_only_rung());
        match (told, all.last()) {
            (None, None) => {
                Some((Field::once(Part::SharedTo), "the record does not say that you told anyone"))
            }
            (None, Some(rung)) if rung.is_unanswered() => {
                let said = "the record says that nobody answered, and not that you told anyone";
                Some((rung.field(Part::SharedAnswered), said))
            }
            (None, Some(rung)) => {
                let said = "the record says that you rang, and not that you told anyone";
                Some((rung.field(Part::SharedSpokeTo), said))
            }
            (Some(told), _) => {
                self.disclosures.iter().all(|one| one.shared.trim().is_empty()).then(|| {
                    (told.field(Part::SharedWhat), "the record does not say what you told them")
                })
            }
        }
    }

    /// The last call, where nobody answered it and nobody was told after it.
    pub fn to_ring_again(&self) -> Option<&Disclosure> {
        let said = |one: &&Disclosure| !one.to.trim().is_empty() || one.is_unanswered();
        self.disclosures.iter().rfind(said).filter(|one| one.is_unanswered())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> ItemId {
        ItemId::mint([number; 8])
    }

    fn call(kind: ContactKind) -> Call<'static> {
        let at = DateTime::parse_from_rfc3339("2026-11-22T10:44:00+00:00").unwrap();
        Call { kind, to: "Duty desk, 01632 960110", at }
    }

    #[test]
    fn a_call_that_tells_an_agency_is_a_disclosure_with_time_and_way() {
        let mut record = Record::default();
        assert!(note_call(&mut record, "act-now", &call(ContactKind::Police), id(1)));
        assert!(!note_call(&mut record, "act-now", &call(ContactKind::Police), id(2)), "once");
        let told = &record.disclosures[0];
        assert_eq!(told.to, "Duty desk, 01632 960110");
        assert_eq!(
            (told.when.text.as_str(), told.how.as_str()),
            ("22 November 2026, 10:44", "Telephone")
        );
        assert_eq!(record.disclosures.len(), 1);
    }

    #[test]
    fn of_a_share_it_is_said_what_the_record_does_not_say() {
        let mut record = Record::default();
        let unsaid = |record: &Record| record.unsaid_of_sharing().map(|(field, _)| field.part);
        assert_eq!(unsaid(&record), Some(Part::SharedTo));
        note_call(&mut record, "act-now", &call(ContactKind::Police), id(1));
        assert_eq!(unsaid(&record), Some(Part::SharedSpokeTo), "rung");
        record.disclosures[0].answered = Some(Answered::NoAnswer);
        assert_eq!(unsaid(&record), Some(Part::SharedAnswered), "nobody answered");
        record.disclosures[0].answered = Some(Answered::Taken);
        assert_eq!(unsaid(&record), Some(Part::SharedWhat), "told, and not what");
        record.disclosures[0].shared = "The bruise and where she is.".to_owned();
        assert_eq!(unsaid(&record), None);
    }

    #[test]
    fn a_call_is_only_rung_until_something_more_is_written_of_it() {
        let mut record = Record::default();
        note_call(&mut record, "act-now", &call(ContactKind::Police), id(1));
        let rung = record.disclosures[0].clone();
        assert!(rung.is_only_rung());
        let more: [fn(&mut Disclosure); 5] = [
            |one| one.answered = Some(Answered::Taken),
            |one| one.answered = Some(Answered::NoAnswer),
            |one| "Pat Sample".clone_into(&mut one.spoke_to),
            |one| "All of it.".clone_into(&mut one.shared),
            |one| one.confirmed = Typed::new("22 November 2026"),
        ];
        for write in more {
            let mut one = rung.clone();
            write(&mut one);
            assert!(!one.is_only_rung(), "{one:?}");
        }
    }

    #[test]
    fn a_disclosure_that_stands_empty_is_filled_first() {
        let mut record = Record { disclosures: vec![Disclosure::new(id(7))], ..Record::default() };
        note_call(&mut record, "share-now", &call(ContactKind::ChildrensServices), id(1));
        assert_eq!(record.disclosures.len(), 1);
        assert_eq!(record.disclosures[0].id, id(7));
    }

    #[test]
    fn who_advises_is_noted_as_advice_and_not_as_told() {
        let mut record = Record::default();
        note_call(&mut record, "take-advice", &call(ContactKind::NamedDoctor), id(1));
        assert!(record.disclosures.is_empty());
        assert_eq!(record.advice[0].role, "Named doctor or GP");
    }

    #[test]
    fn ringing_a_requester_back_tells_nothing_and_is_how_identity_was_checked() {
        let mut record = Record::default();
        record.request.identity = "They sent a letter.".to_owned();
        note_call(&mut record, "verify-first", &call(ContactKind::Police), id(1));
        assert!(record.disclosures.is_empty());
        assert_eq!(
            record.request.identity,
            "They sent a letter.\nI rang back: Duty desk, 01632 960110, on 22 November 2026, 10:44."
        );
    }

    #[test]
    fn a_call_that_nobody_answered_is_rung_again_until_somebody_is_told() {
        let mut record = Record::default();
        note_call(&mut record, "share-now", &call(ContactKind::ChildrensServices), id(1));
        assert_eq!(record.to_ring_again(), None, "nobody has said that it was not answered");
        record.disclosures[0].answered = Some(Answered::NoAnswer);
        assert_eq!(record.to_ring_again(), Some(&record.disclosures[0]));
        assert_eq!(record.shares().count(), 0, "to ring is not to tell");
        record.disclosures.push(Disclosure::new(id(2)));
        assert!(record.to_ring_again().is_some(), "nobody was rung since");
        "Police".clone_into(&mut record.disclosures[1].to);
        assert_eq!((record.to_ring_again(), record.shares().count()), (None, 1));
    }

    #[test]
    fn who_took_the_call_answered_it() {
        let one = Disclosure {
            answered: Some(Answered::NoAnswer),
            spoke_to: "Pat Sample".to_owned(),
            ..Disclosure::new(id(1))
        };
        assert!(!one.is_unanswered());
    }

    #[test]
    fn a_call_after_one_that_nobody_answered_leaves_that_as_it_was() {
        let mut record = Record::default();
        note_call(&mut record, "share-now", &call(ContactKind::ChildrensServices), id(1));
        record.disclosures[0].answered = Some(Answered::NoAnswer);
        let first = record.disclosures[0].clone();
        let later = Call { to: "Night desk, 01632 960199", ..call(ContactKind::ChildrensServices) };
        note_call(&mut record, "share-now", &later, id(2));
        assert_eq!((&record.disclosures[0], record.disclosures.len()), (&first, 2));
    }
}
