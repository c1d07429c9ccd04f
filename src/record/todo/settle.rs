//! What is owed of a signed decision is written down in a small statement below it: which kind,
//! with what is known filled in.

use crate::record::entries::{Kin, entry_of, not_entered};
use crate::record::form::{Disclosure, Field, Part, Record};
use crate::record::ids::ItemId;
use crate::record::item::Item as _;
use crate::record::statement::{Addition, EnteredIn, FollowedUp, News, RecordOf, SharedSince};

/// What is known when it is begun.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The record as it reads with everything that was signed since.
    pub record: &'a Record,
    /// Who writes.
    pub author: &'a str,
}

/// The statement that writes down what is owed at this field. When it happened nobody has said:
/// that stays blank. `id` names what is shared in it. `None`: the field names nothing that a
/// statement of its own could say.
pub fn settles(field: &Field, known: &Known<'_>, id: ItemId) -> Option<Addition> {
    let record = known.record;
    Some(match field.part {
        Part::SharedConfirmed => {
            let call =
                record.disclosures.iter().find(|one| Some(&one.id) == field.item.as_ref())?;
            Addition::Disclosure(SharedSince {
                disclosure: Disclosure {
                    to: call.to.clone(),
                    how: "In writing".to_owned(),
                    reference: call.reference.clone(),
                    ..Disclosure::new(id)
                },
                confirms: Some(call.id.clone()),
            })
        }
        // Nobody was told yet.
        Part::SharedTo if field.item.is_none() => {
            Addition::Disclosure(SharedSince { disclosure: Disclosure::new(id), confirms: None })
        }
        // Rung again: on the same number, and this time somebody is told.
        Part::SharedSpokeTo => {
            let call =
                record.disclosures.iter().find(|one| Some(&one.id) == field.item.as_ref())?;
            let (to, how) = (call.to.clone(), call.how.clone());
            Addition::Disclosure(SharedSince {
                disclosure: Disclosure { to, how, ..Disclosure::new(id) },
                confirms: None,
            })
        }
        Part::Acknowledged => follow_up(News::Acknowledged),
        Part::ReviewOn => follow_up(News::LookedAgain),
        // What was told is the answer to whoever asked.
        Part::RequestReplyBy => Addition::Disclosure(SharedSince {
            disclosure: Disclosure { to: record.request.who.clone(), ..Disclosure::new(id) },
            confirms: None,
        }),
        Part::EnteredWhen => Addition::ClinicalRecord(entered(field, known)?),
        _ => return None,
    })
}

fn follow_up(what: News) -> Addition {
    Addition::FollowUp(FollowedUp { what, ..FollowedUp::default() })
}

/// The person whom the field names, by their entry or, while there is none, by themselves.
fn entered(field: &Field, known: &Known<'_>) -> Option<EnteredIn> {
    let of = field.item.as_ref()?;
    let named =
        |entry: Option<&crate::record::form::Entered>| entry.is_some_and(|entry| entry.id == *of);
    // Two of one name may share an entry that was typed: then whoever is owed one still.
    let all = not_entered(known.record);
    let who = all.iter().find(|who| who.of == *of || named(entry_of(known.record, who)))?;
    let words = who.words();
    let words = words.strip_prefix("the ").unwrap_or(&words);
    let name = if who.name.trim().is_empty() { words } else { who.name.trim() };
    Some(EnteredIn {
        whose: match who.kin {
            Kin::Child => RecordOf::Child,
            Kin::Sibling => RecordOf::Sibling,
            Kin::Mother => RecordOf::Mother,
            Kin::Father => RecordOf::Father,
            Kin::Parent => RecordOf::Other,
        },
        item: Some(who.of.clone()),
        words: name.to_owned(),
        by: known.author.trim().to_owned(),
        ..EnteredIn::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Child, Entered, Person, example};
    use proptest::prelude::*;

    fn item(number: u8) -> ItemId {
        ItemId::mint([number; 8])
    }

    fn begun(record: &Record, field: &Field) -> Option<Addition> {
        settles(field, &Known { record, author: " Dr Anna Example " }, item(90))
    }

    /// Two calls, a request, a child and a mother.
    fn record() -> Record {
        let mut record = Record::default();
        for (number, to) in [(5, "Police"), (6, "Children’s services")] {
            let mut call = Disclosure::new(item(number));
            to.clone_into(&mut call.to);
            "telephone".clone_into(&mut call.how);
            record.disclosures.push(call);
        }
        "Kim Sample, solicitor".clone_into(&mut record.request.who);
        record.children.push(Child { name: "Robin Example".to_owned(), ..Child::new(item(1)) });
        let mother = Person { relation: "mother".to_owned(), ..Person::new(item(2)) };
        record.others.push(mother);
        record
    }

    #[test]
    fn a_letter_names_the_call_that_it_confirms_and_goes_to_the_same_desk() {
        let field = Field::of(Part::SharedConfirmed, &item(6));
        let Some(Addition::Disclosure(letter)) = begun(&record(), &field) else {
            panic!("a letter")
        };
        assert_eq!(letter.confirms, Some(item(6)));
        assert_eq!(letter.disclosure.to, "Children’s services");
        assert!(
            !crate::record::referral_due::by_telephone(&letter.disclosure),
            "no letter owes a letter"
        );
        assert!(letter.disclosure.when.is_blank(), "nobody has said when");
        assert_eq!(begun(&record(), &Field::of(Part::SharedConfirmed, &item(7))), None);
    }

    #[test]
    fn an_answer_goes_to_whoever_asked() {
        let field = Field::once(Part::RequestReplyBy);
        let Some(Addition::Disclosure(answer)) = begun(&record(), &field) else {
            panic!("an answer")
        };
        assert_eq!(
            (answer.disclosure.to.as_str(), answer.confirms),
            ("Kim Sample, solicitor", None)
        );
    }

    #[test]
    fn an_entry_is_of_the_person_whether_the_field_names_them_or_their_blank_entry() {
        let of = |record: &Record, id: u8| {
            let field = Field::of(Part::EnteredWhen, &item(id));
            let Some(Addition::ClinicalRecord(entry)) = begun(record, &field) else {
                panic!("an entry")
            };
            (entry.whose, entry.item, entry.words, entry.by)
        };
        let author = "Dr Anna Example".to_owned();
        let mut record = record();
        let mother = (RecordOf::Mother, Some(item(2)), "mother".to_owned(), author.clone());
        assert_eq!(of(&record, 2), mother);
        let child = (RecordOf::Child, Some(item(1)), "Robin Example".to_owned(), author);
        assert_eq!(of(&record, 1), child);
        let mut entry = Entered::new(item(9));
        "The mother’s".clone_into(&mut entry.whose);
        record.entered.push(entry);
        assert_eq!(of(&record, 9), mother, "typed, and not yet entered");
    }

    #[test]
    fn one_that_was_begun_is_gone_on_with_only_for_the_same_call_and_person() {
        let record = record();
        let of = |part, id| begun(&record, &Field::of(part, &item(id))).unwrap();
        let (one, other) = (of(Part::SharedConfirmed, 5), of(Part::SharedConfirmed, 6));
        assert!(one.is_for_the_same(&one) && !one.is_for_the_same(&other));
        let (child, mother) = (of(Part::EnteredWhen, 1), of(Part::EnteredWhen, 2));
        assert!(child.is_for_the_same(&child) && !child.is_for_the_same(&mother));
        let news = |part| begun(&record, &Field::once(part)).unwrap();
        assert!(!news(Part::Acknowledged).is_for_the_same(&news(Part::ReviewOn)));
    }

    proptest! {
        #[test]
        fn whoever_is_owed_an_entry_has_one_begun_for_them(record in example::any_record()) {
            let owed = not_entered(&record);
            for who in &owed {
                let field = who.field(&record);
                let Some(Addition::ClinicalRecord(entry)) = begun(&record, &field) else {
                    return Err(TestCaseError::fail("no entry is begun"));
                };
                // Two of one name may share an entry.
                let meant = owed.iter().filter(|one| one.field(&record) == field);
                prop_assert!(meant.into_iter().any(|one| entry.item.as_ref() == Some(&one.of)));
            }
        }
    }
}
