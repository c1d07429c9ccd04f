//! Earlier decisions that may be about the same child or household: gathered from everybody in a
//! record, with the reason for each, and without those of which it was said that they are
//! somebody else. Nothing is merged or copied by itself.

use std::collections::{BTreeMap, BTreeSet};

use super::people::{Likeness, People, Sighting, sightings};
use crate::record::corrected::corrected;
use crate::record::people::one_line;
use crate::record::plausibility::two_names;
use crate::record::typed::NhsNumber;
use crate::record::{AdditionKind, DecisionId, Field, ItemId, NotSame, Part, Record};
use crate::register::{Contents, DecisionFile, Loaded};

/// Another decision, and why it may be about the same people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The decision.
    pub decision: DecisionId,
    /// The reasons, the strongest first; never empty.
    pub why: Vec<Why>,
}

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// What they have in common.
    pub likeness: Likeness,
    /// Who of this record.
    pub ours: ItemId,
    /// Who of the other decision.
    pub theirs: ItemId,
    /// The name there, as typed.
    pub name: String,
    /// Who that is there, where it is no child: "sibling there, lives in the household".
    pub part: String,
    /// Whether their NHS number agrees and their names are those of two people.
    pub two_names: bool,
}

impl Why {
    /// What is asked before these two are put together, where one number is on two names.
    pub fn question(&self) -> Option<String> {
        let who = if self.part.is_empty() { "child" } else { "person" };
        self.two_names.then(|| {
            let name = one_line(&self.name);
            format!("This NHS number is also on a record named {name}: the same {who}?")
        })
    }
}

impl Related {
    /// The strongest reason.
    pub fn likeness(&self) -> Likeness {
        self.why.first().map_or(Likeness::Household, |why| why.likeness)
    }

    /// What is asked before the two decisions are put together, where one number is on two names.
    pub fn question(&self) -> Option<String> {
        self.why.iter().find_map(Why::question)
    }

    /// What is to be kept once it was said that these are not the same.
    pub fn not_same(&self) -> impl Iterator<Item = NotSame> {
        self.why.iter().map(|why| NotSame {
            decision: self.decision.clone(),
            ours: why.ours.clone(),
            theirs: why.theirs.clone(),
            number: why.likeness == Likeness::NhsNumber,
        })
    }
}

/// Everybody of a register.
pub fn people_of(contents: &Contents) -> People {
    let mut people = People::default();
    for (id, sightings) in people_by_decision(&contents.decisions) {
        people.replace(&id, sightings);
    }
    people
}

/// Everybody of these decisions, by decision.
pub fn people_by_decision(files: &[DecisionFile]) -> Vec<(DecisionId, Vec<Sighting>)> {
    let mut by_id: BTreeMap<&DecisionId, Vec<&DecisionFile>> = BTreeMap::new();
    for file in files {
        by_id.entry(&file.id).or_default().push(file);
    }
    by_id.into_iter().map(|(id, files)| (id.clone(), people_in(&files))).collect()
}

/// Everybody of one decision, unless it was entered in error: of each the newest words, as they read after their corrections,
/// and whom a later statement left out too.
pub fn people_in(files: &[&DecisionFile]) -> Vec<Sighting> {
    let mut seen: BTreeSet<ItemId> = BTreeSet::new();
    let mut all = Vec::new();
    for file in files {
        // On the wrong patient, perhaps: it tells nothing of anybody.
        if file.out_of_view().is_some() {
            continue;
        }
        let is_correction = |loaded: &Loaded| loaded.kind == AdditionKind::Correction.name();
        let any_corrected = file.statements.iter().any(is_correction);
        for loaded in file.statements.iter().rev() {
            let Some(decision) = loaded.decision() else { continue };
            let now =
                any_corrected.then(|| corrected(&loaded.digest, decision, &file.stated()).record);
            let record = now.as_ref().unwrap_or(&decision.record);
            for sighting in sightings(&loaded.header.decision, record) {
                if seen.insert(sighting.item.clone()) {
                    all.push(sighting);
                }
            }
        }
    }
    all
}

/// The decisions that may be about one of these people or their household: the strongest
/// reason first, and of equal ones the later reference. What was said to be somebody else is
/// left out, unless the NHS number has come to agree since.
pub fn related(people: &People, who: &[Sighting], not_same: &[NotSame]) -> Vec<Related> {
    let mut found: BTreeMap<&DecisionId, Vec<Why>> = BTreeMap::new();
    for ours in who {
        for matched in people.like(ours) {
            let theirs = matched.sighting;
            let why = Why {
                likeness: matched.likeness,
                ours: ours.item.clone(),
                theirs: theirs.item.clone(),
                name: theirs.name.clone(),
                part: theirs.part.clone(),
                two_names: matched.likeness == Likeness::NhsNumber
                    && two_names(&ours.name, &theirs.name),
            };
            if !not_same.iter().any(|said| is_said(said, &theirs.decision, &why)) {
                found.entry(&theirs.decision).or_default().push(why);
            }
        }
    }
    let mut all: Vec<Related> = found
        .into_iter()
        .map(|(decision, mut why)| {
            why.sort_by_key(|why| why.likeness);
            Related { decision: decision.clone(), why }
        })
        .collect();
    all.sort_by(|a, b| a.likeness().cmp(&b.likeness()).then_with(|| b.decision.cmp(&a.decision)));
    all
}

fn is_said(said: &NotSame, decision: &DecisionId, why: &Why) -> bool {
    let stronger = why.likeness == Likeness::NhsNumber && !said.number;
    said.decision == *decision && said.ours == why.ours && said.theirs == why.theirs && !stronger
}

/// Where a number of this record is on another name in an earlier decision: the field, and what
/// is asked there.
pub fn other_names(record: &Record, found: &[Related]) -> Vec<(Field, String)> {
    let children = record.children.iter().map(|child| (&child.id, Part::ChildNhs));
    let others = record.others.iter().map(|person| (&person.id, Part::PersonNhs));
    let question = |item: &ItemId| {
        let mut all = found.iter().flat_map(|one| &one.why).filter(|why| why.ours == *item);
        all.find_map(Why::question)
    };
    children
        .chain(others)
        .filter_map(|(item, part)| {
            Some((Field::of(part, item), format!("{} Check the number.", question(item)?)))
        })
        .collect()
}

/// What is to be known of people whose decisions are put together: one number on two names.
pub fn one_number_on_two_names<'a>(who: impl IntoIterator<Item = &'a Sighting>) -> Vec<String> {
    let mut names: BTreeMap<&NhsNumber, Vec<String>> = BTreeMap::new();
    for sighting in who {
        let Some(number) = &sighting.nhs else { continue };
        let (there, name) = (names.entry(number).or_default(), one_line(&sighting.name));
        if !name.is_empty() && !there.contains(&name) {
            there.push(name);
        }
    }
    names
        .into_iter()
        .filter(|(_, all)| all.iter().any(|a| all.iter().any(|b| two_names(a, b))))
        .map(|(number, all)| {
            let all = all.join(" and ");
            format!(
                "One NHS number, {number}, is on records named {all}. Check that they are the \
                 same person."
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::parse_day;
    use crate::record::{Child, ChildFlag, Item as _, Typed};
    use proptest::prelude::*;

    fn decision(number: u8) -> DecisionId {
        DecisionId::mint(2026, [number; 8])
    }

    fn someone(of: u8, item: u8, name: &str, nhs: &str) -> Sighting {
        Sighting {
            decision: decision(of),
            item: ItemId::mint([item; 8]),
            name: name.to_owned(),
            born: parse_day("27 3 2019").ok(),
            nhs: nhs.parse().ok(),
            address: String::new(),
            child: true,
            part: String::new(),
        }
    }

    #[test]
    fn a_decision_stands_once_with_its_strongest_reason_first() {
        let people = People::of([
            someone(2, 1, "Robin Exampel", ""),
            someone(2, 2, "Sasha Example", "999 000 0018"),
            someone(3, 3, "Robin Example", ""),
        ]);
        let who = [someone(1, 1, "Robin Example", ""), someone(1, 2, "Sasha", "999 000 0018")];
        let found = related(&people, &who, &[]);
        let told: Vec<_> = found
            .iter()
            .map(|one| (one.decision.clone(), one.why.iter().map(|w| w.likeness).collect()))
            .collect();
        let reasons = vec![Likeness::NhsNumber, Likeness::SoundsAlike];
        assert_eq!(told, [(decision(2), reasons), (decision(3), vec![Likeness::NameAndBirth])]);
    }

    #[test]
    fn somebody_else_is_left_out_until_the_number_agrees() {
        let people = People::of([someone(2, 1, "Robin Example", "999 000 0018")]);
        let mut who = someone(1, 1, "Robin Example", "");
        let found = related(&people, std::slice::from_ref(&who), &[]);
        let said: Vec<NotSame> = found[0].not_same().collect();
        assert_eq!(related(&people, std::slice::from_ref(&who), &said), []);
        who.nhs = "999 000 0018".parse().ok();
        let again = related(&people, std::slice::from_ref(&who), &said);
        assert_eq!(again[0].likeness(), Likeness::NhsNumber);
        let said: Vec<NotSame> = again[0].not_same().collect();
        assert_eq!(related(&people, &[who], &said), []);
    }

    #[test]
    fn another_child_of_the_same_decision_is_told_though_one_was_put_aside() {
        let people =
            People::of([someone(2, 1, "Robin Example", ""), someone(2, 2, "Sasha Example", "")]);
        let robin = someone(1, 1, "Robin Example", "");
        let said: Vec<NotSame> =
            related(&people, std::slice::from_ref(&robin), &[])[0].not_same().collect();
        let found = related(&people, &[robin, someone(1, 2, "Sasha Example", "")], &said);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].why.len(), 1);
        assert_eq!(found[0].why[0].name, "Sasha Example");
    }

    #[test]
    fn one_number_on_two_names_is_asked_and_on_two_spellings_of_one_it_is_not() {
        let number = "999 000 0018";
        let people = People::of([
            someone(2, 1, "Sasha Example", number),
            someone(3, 2, "EXAMPLE, Robin", number),
            someone(4, 3, "", number),
        ]);
        let robin = someone(1, 1, "Robin Example", number);
        let asked = |one: &Related| (one.decision.clone(), one.question());
        let found = related(&people, std::slice::from_ref(&robin), &[]);
        let words = "This NHS number is also on a record named Sasha Example: the same child?";
        assert_eq!(
            found.iter().map(asked).collect::<Vec<_>>(),
            [(decision(4), None), (decision(3), None), (decision(2), Some(words.to_owned()))]
        );
        let all = (2..5).flat_map(|of| people.of_decision(&decision(of)).collect::<Vec<_>>());
        let said = one_number_on_two_names(all.chain([&robin]));
        assert_eq!(said.len(), 1);
        assert!(said[0].contains("named Sasha Example and EXAMPLE, Robin"), "{said:?}");
        assert_eq!(one_number_on_two_names([&robin, &robin]), [""; 0]);
    }

    #[test]
    fn a_number_on_another_name_is_remarked_at_the_field_of_whose_it_is() {
        let mut child = Child::new(ItemId::mint([1; 8]));
        "Robin Example".clone_into(&mut child.name);
        child.nhs = Typed::new("999 000 0018");
        let mut record = Record { children: vec![child], ..Record::default() };
        let people = People::of([someone(2, 1, "Sasha Example", "999 000 0018")]);
        let remarked = |record: &Record| {
            let (this, who) = (decision(1), |of: &DecisionId| sightings(of, record).collect());
            let who: Vec<Sighting> = who(&this);
            other_names(record, &related(&people, &who, &[]))
        };
        let said = remarked(&record);
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].0.part, Part::ChildNhs);
        assert!(said[0].1.contains("a record named Sasha Example: the same child?"), "{said:?}");
        "Sasha Example".clone_into(&mut record.children[0].name);
        assert_eq!(remarked(&record), []);
    }

    #[test]
    fn a_number_that_was_typed_of_a_child_who_is_not_born_yet_makes_nobody_the_same() {
        let mut child = Child::new(ItemId::mint([1; 8]));
        child.nhs = Typed::new("999 000 0018");
        let mut record = Record { children: vec![child], ..Record::default() };
        let people = People::of([someone(2, 1, "Sasha Example", "999 000 0018")]);
        let count = |record: &Record| {
            let this = decision(1);
            let who: Vec<Sighting> = sightings(&this, record).collect();
            related(&people, &who, &[]).len()
        };
        assert_eq!(count(&record), 1);
        record.children[0].flags = vec![ChildFlag::Unborn];
        assert_eq!(count(&record), 0);
    }

    proptest! {
        #[test]
        fn what_is_put_aside_is_gone_and_nothing_else_is(
            names in prop::collection::vec("[AB][ab] [CD]", 1..7), ours in "[AB][ab] [CD]",
        ) {
            let all = names.iter().zip(2..).map(|(name, of)| someone(of, of, name, ""));
            let people = People::of(all);
            let who = [someone(1, 1, &ours, "")];
            let found = related(&people, &who, &[]);
            let Some(first) = found.first() else { return Ok(()) };
            let said: Vec<NotSame> = first.not_same().collect();
            prop_assert_eq!(related(&people, &who, &said), &found[1..]);
        }
    }
}
