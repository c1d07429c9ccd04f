use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::record::{
    Child, Consent, Disclosure, Entered, Mark, Participant, Passage, Person, Told, example,
};

fn id(number: u8) -> ItemId {
    ItemId::mint([number; 8])
}

fn child(number: u8, name: &str) -> Child {
    Child { name: name.to_owned(), ..Item::new(id(number)) }
}

fn passage(number: u8, about: &[u8], text: &str) -> Passage {
    let about = About::these(&about.iter().copied().map(id).collect::<Vec<_>>());
    Passage { about, text: text.to_owned(), ..Item::new(id(number)) }
}

fn mark(number: u8, on: Option<u8>) -> Mark {
    let mut mark: Mark = Item::new(id(number));
    assert!(mark.place((790, 900)));
    Mark { child: on.map(id), ..mark }
}

/// Robin and Sam, with a mark on each, and a passage about both.
fn two_children() -> Record {
    Record {
        children: vec![child(1, "Robin Example"), child(2, "Sam Example")],
        marks: vec![mark(11, Some(1)), mark(12, Some(2))],
        passages: vec![passage(21, &[1, 2], "Both were cold.")],
        ..Record::default()
    }
}

fn words(record: &Record, person: u8) -> Vec<String> {
    things_about(record, &id(person)).into_iter().map(|thing| thing.words).collect()
}

#[test]
fn what_is_about_a_child_alone_is_asked_of_before_the_child_is_taken_out() {
    let record = two_children();
    assert_eq!(words(&record, 2), ["Mark 2: Left forearm, front"]);
    let others = can_have(&record, &id(2));
    assert_eq!(others, [(id(1), "Robin Example".to_owned())]);
}

#[test]
fn marks_of_a_child_who_is_taken_out_are_set_aside_or_given_and_come_back_as_they_were() {
    for whose in [WhoseNow::Aside, WhoseNow::Of(id(1))] {
        let mut record = two_children();
        let removed = take_out(&mut record, &id(2), &whose).unwrap();
        assert_eq!(record.children.len(), 1);
        assert_eq!(about_nobody(&record), []);
        let marks = record.marks.iter().map(|one| one.child.clone());
        let wanted = if whose == WhoseNow::Aside { 1 } else { 2 };
        assert_eq!(marks.collect::<Vec<_>>(), vec![Some(id(1)); wanted]);
        removed.put_back(&mut record);
        assert_eq!(record, two_children());
    }
}

#[test]
fn what_is_about_both_stays_with_the_other() {
    let mut record = two_children();
    take_out(&mut record, &id(2), &WhoseNow::Aside).unwrap();
    assert_eq!(record.passages[0].about, About::these(&[id(1)]));
}

#[test]
fn what_says_of_nobody_whom_it_is_about_does_not_become_the_last_childs_unasked() {
    let mut record = two_children();
    record.marks.push(mark(13, None));
    record.passages.push(passage(22, &[], "Bruised."));
    let asked = words(&record, 2);
    assert_eq!(asked.len(), 3, "{asked:?}");
    assert_eq!(asked[0], "Clinical finding: Bruised. (it does not say who it is about)");
    // Of three it is still nobody’s, and is not asked.
    record.children.push(child(3, "Kim Example"));
    assert_eq!(words(&record, 2).len(), 1);
}

#[test]
fn what_only_stands_ready_to_be_written_in_is_not_asked_about() {
    let mut record = two_children();
    record.disclosures = vec![Disclosure::new(id(41))];
    assert_eq!(words(&record, 2).len(), 1, "the mark alone");
}

#[test]
fn a_child_that_was_added_by_mistake_goes_without_a_question_or_a_trace() {
    let mut record = Record {
        children: vec![child(1, "Robin Example"), child(2, "")],
        passages: vec![passage(21, &[], "Bruised.")],
        ..Record::default()
    };
    assert_eq!(words(&record, 2), Vec::<String>::new());
    assert_eq!(take_out(&mut record, &id(2), &WhoseNow::Aside), None);
    assert_eq!(record.children.len(), 1);
}

#[test]
fn fields_that_hold_only_the_name_are_among_the_things_about_a_person() {
    let mut record = two_children();
    let named = "Sam Example".to_owned();
    record.consent = vec![Consent { asked_of: named.clone(), ..Item::new(id(31)) }];
    record.told = vec![Told { who: "sam  example".to_owned(), ..Item::new(id(32)) }];
    record.participants = vec![Participant { who: named, ..Item::new(id(33)) }];
    let whose = "Sam Example, child".to_owned();
    record.entered = vec![Entered { whose, of: Some(id(2)), ..Item::new(id(34)) }];
    let before = record.clone();
    assert_eq!(words(&record, 2).len(), 5);
    let removed = take_out(&mut record, &id(2), &WhoseNow::Of(id(1))).unwrap();
    assert_eq!(record.consent[0].asked_of, "Robin Example");
    assert_eq!(record.told[0].who, "Robin Example");
    assert_eq!(record.participants[0].who, "Robin Example");
    let entered = &record.entered[0];
    assert_eq!((entered.whose.as_str(), &entered.of), ("Robin Example", &Some(id(1))));
    removed.put_back(&mut record);
    assert_eq!(record, before);
}

#[test]
fn a_name_that_two_people_have_says_of_neither_whose_it_is() {
    let mut record = two_children();
    record.children[0].name = "Sam Example".to_owned();
    let asked_of = "Sam Example".to_owned();
    record.consent = vec![Consent { asked_of, ..Item::new(id(31)) }];
    assert_eq!(words(&record, 2).len(), 1, "the mark alone");
}

#[test]
fn an_entry_for_somebody_of_the_household_is_asked_of_too() {
    let mut record = two_children();
    record.others = vec![Person { name: "Kim Example".to_owned(), ..Item::new(id(3)) }];
    record.entered = vec![Entered { of: Some(id(3)), ..Item::new(id(34)) }];
    assert_eq!(things_about(&record, &id(3)).len(), 1);
    let removed = take_out(&mut record, &id(3), &WhoseNow::Aside).unwrap();
    assert!(record.others.is_empty() && record.entered.is_empty());
    assert_eq!(removed.item(), Some(&id(3)));
}

#[test]
fn what_was_set_aside_is_read_as_it_was_with_the_person_first() {
    let mut record = two_children();
    let removed = take_out(&mut record, &id(2), &WhoseNow::Aside).unwrap();
    let groups = removed.as_read(&record);
    let titles: Vec<&str> = groups.iter().map(|group| group.title.as_str()).collect();
    assert_eq!(titles, ["Child 2", "Mark 2"]);
    assert!(groups[1].lines.iter().any(|line| line.text == "Sam Example"));
}

#[test]
fn a_reference_to_nobody_is_found_wherever_it_is() {
    let mut record = two_children();
    record.disclosures = vec![Disclosure { about: About::these(&[id(9)]), ..Item::new(id(41)) }];
    record.entered = vec![Entered { of: Some(id(9)), ..Item::new(id(34)) }];
    record.marks[0].child = Some(id(9));
    record.passages[0].about.set(&id(9), true);
    let parts: Vec<Part> = about_nobody(&record).into_iter().map(|field| field.part).collect();
    let all = [Part::PassageAbout, Part::MarkChild, Part::SharedAbout, Part::EnteredWhose];
    assert_eq!(parts, all);
    assert_eq!(about_nobody(&example::filled(2, &mut String::new)), []);
}

#[test]
fn what_was_the_only_childs_is_theirs_again_when_they_come_back_after_it() {
    let mut record = Record {
        children: vec![child(1, "Robin Example")],
        marks: vec![mark(13, None)],
        ..Record::default()
    };
    let bruise = take_out(&mut record, &id(13), &WhoseNow::Aside).unwrap();
    let robin = take_out(&mut record, &id(1), &WhoseNow::Aside).unwrap();
    record.children.push(child(2, "Sam Example"));
    bruise.put_back(&mut record);
    assert_eq!(record.is_about(&record.marks[0].about(), &id(2)), Some(false));
    robin.put_back(&mut record);
    assert_eq!(record.is_about(&record.marks[0].about(), &id(1)), Some(true));
}

#[test]
fn what_was_the_only_childs_is_not_that_of_a_child_who_is_added_once_nobody_is_there() {
    let mut record = Record {
        children: vec![child(1, "Robin Example")],
        marks: vec![mark(13, None)],
        ..Record::default()
    };
    let bruise = take_out(&mut record, &id(13), &WhoseNow::Aside).unwrap();
    take_out(&mut record, &id(1), &WhoseNow::Aside).unwrap();
    bruise.put_back(&mut record);
    record.children.push(child(2, "Sam Example"));
    assert_eq!(record.is_about(&record.marks[0].about(), &id(2)), Some(false));
    assert_eq!(about_nobody(&record).len(), 1, "it is asked whose");
}

#[test]
fn what_says_again_of_nobody_whose_it_is_does_not_become_that_of_who_comes_back_alone() {
    let mut record = two_children();
    record.marks = vec![mark(13, None)];
    let robin = take_out(&mut record, &id(1), &WhoseNow::Of(id(2))).unwrap();
    let bruise = take_out(&mut record, &id(13), &WhoseNow::Aside).unwrap();
    take_out(&mut record, &id(2), &WhoseNow::Aside).unwrap();
    bruise.put_back(&mut record);
    robin.put_back(&mut record);
    assert_eq!(record.is_about(&record.marks[0].about(), &id(1)), None);
    assert!(record.asks_about(&record.marks[0].about()), "it is asked whose");
}

#[test]
fn what_nobody_said_whom_it_is_about_is_no_childs_and_names_none_who_is_gone() {
    let mut record = two_children();
    record.marks = vec![mark(13, None)];
    let bruise = take_out(&mut record, &id(13), &WhoseNow::Aside).unwrap();
    let robin = take_out(&mut record, &id(1), &WhoseNow::Aside).unwrap();
    bruise.put_back(&mut record);
    assert_eq!(record.is_about(&record.marks[0].about(), &id(2)), None);
    robin.put_back(&mut record);
    let about = record.marks[0].about();
    let read = record.children.iter().map(|child| record.is_about(&about, &child.id));
    assert_eq!(read.collect::<Vec<_>>(), [None; 2]);
    assert!(record.asks_about(&about), "it is asked whose");
    assert!(about_nobody(&record).is_empty());
    assert!(!record.marked_child(&record.marks[0]).contains("no longer"));
}

/// What a person can do, by small numbers that say to what.
#[derive(Clone, Debug)]
enum Act {
    AddChild,
    AddMark(Option<u8>),
    AddPassage(Vec<u8>),
    AddEntry(u8),
    Remove(u8, Option<u8>),
    PutBack(u8),
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        2 => Just(Act::AddChild),
        2 => any::<Option<u8>>().prop_map(Act::AddMark),
        2 => proptest::collection::vec(any::<u8>(), 0..3).prop_map(Act::AddPassage),
        1 => any::<u8>().prop_map(Act::AddEntry),
        4 => (any::<u8>(), any::<Option<u8>>()).prop_map(|(of, to)| Act::Remove(of, to)),
        3 => any::<u8>().prop_map(Act::PutBack),
    ]
}

/// A record in the making, with whom each thing was ever said to be about.
#[derive(Default)]
struct Writing {
    record: Record,
    removed: Vec<Removed>,
    said: BTreeMap<ItemId, BTreeSet<ItemId>>,
    /// What was written before there was a child: about whoever is the first.
    early: BTreeSet<ItemId>,
    next: u8,
}

impl Writing {
    fn id(&mut self) -> ItemId {
        self.next += 1;
        id(self.next)
    }

    fn pick(&self, number: u8) -> Option<ItemId> {
        let all = &self.record.children;
        (!all.is_empty()).then(|| all[usize::from(number) % all.len()].id.clone())
    }

    /// A thing is about whom its writer says or, with one child, about that child.
    fn note(&mut self, thing: &ItemId, said: Vec<ItemId>) {
        if self.record.children.is_empty() && said.is_empty() {
            self.early.insert(thing.clone());
        }
        let only = match self.record.children.as_slice() {
            [only] if said.is_empty() => Some(only.id.clone()),
            _ => None,
        };
        self.said.entry(thing.clone()).or_default().extend(said.into_iter().chain(only));
    }

    fn act(&mut self, act: &Act) {
        match act {
            Act::AddChild => {
                let new = self.id();
                self.record.children.push(Child { name: new.to_string(), ..Item::new(new) });
            }
            Act::AddMark(on) => {
                let new = self.id();
                let child = on.and_then(|on| self.pick(on));
                self.note(&new, child.iter().cloned().collect());
                self.record.marks.push(Mark { id: new, child, ..mark(0, None) });
            }
            Act::AddPassage(about) => {
                let new = self.id();
                let about: Vec<ItemId> = about.iter().filter_map(|one| self.pick(*one)).collect();
                self.note(&new, about.clone());
                let about = About::these(&about);
                let text = "Words.".to_owned();
                self.record.passages.push(Passage { text, about, ..Item::new(new) });
            }
            Act::AddEntry(of) => {
                let new = self.id();
                let of = self.pick(*of);
                self.note(&new, of.iter().cloned().collect());
                self.record.entered.push(Entered { of, ..Item::new(new) });
            }
            Act::Remove(of, to) => self.remove(*of, *to),
            Act::PutBack(which) => {
                if !self.removed.is_empty() {
                    let at = usize::from(*which) % self.removed.len();
                    self.removed.remove(at).put_back(&mut self.record);
                }
            }
        }
    }

    fn remove(&mut self, of: u8, to: Option<u8>) {
        let children: Vec<ItemId> = self.record.children.iter().map(|one| one.id.clone()).collect();
        let things = references(&self.record).into_iter().filter_map(|(field, _)| field.item);
        let all: Vec<ItemId> = children.iter().cloned().chain(things).collect();
        if all.is_empty() {
            return;
        }
        let item = all[usize::from(of) % all.len()].clone();
        let to = to.and_then(|to| self.pick(to)).filter(|to| *to != item);
        if let Some(to) = to.as_ref().filter(|_| children.contains(&item)) {
            let asked = things_about(&self.record, &item).into_iter().map(|thing| thing.field);
            let shared = references(&self.record).into_iter();
            let shared = shared.filter(|(_, whom)| whom.contains(&item)).map(|(field, _)| field);
            for thing in asked.chain(shared).filter_map(|field| field.item) {
                self.said.entry(thing).or_default().insert(to.clone());
            }
        }
        let whose = to.map_or(WhoseNow::Aside, WhoseNow::Of);
        self.removed.extend(take_out(&mut self.record, &item, &whose));
    }

    /// Every thing that reads as about a child of whom nobody ever said so.
    fn misread(&self) -> Vec<(ItemId, ItemId)> {
        let record = &self.record;
        let mut found = Vec::new();
        for (field, whom) in references(record) {
            let thing = field.item.unwrap();
            let about = About::these(whom);
            for child in &record.children {
                let reads = match field.part {
                    Part::EnteredWhose => whom.contains(&child.id),
                    _ => record.is_about(&about, &child.id) == Some(true),
                };
                if reads && !self.early.contains(&thing) && !self.said[&thing].contains(&child.id) {
                    found.push((thing.clone(), child.id.clone()));
                }
            }
        }
        found
    }
}

proptest! {
    #[test]
    fn nothing_is_ever_read_as_about_a_child_of_whom_nobody_said_so(
        acts in proptest::collection::vec(any_act(), 1..24),
    ) {
        let mut writing = Writing::default();
        for act in &acts {
            writing.act(act);
            prop_assert_eq!(writing.misread(), vec![], "after {:?}", act);
        }
    }

    #[test]
    fn what_is_taken_out_and_put_back_last_first_leaves_the_record_as_it_was(
        acts in proptest::collection::vec(any_act(), 1..16),
        removals in proptest::collection::vec((any::<u8>(), any::<Option<u8>>()), 1..6),
    ) {
        let mut writing = Writing::default();
        for act in &acts {
            writing.act(act);
        }
        // Parts that go without a trace have no way back.
        writing.record.entered.clear();
        let before = writing.record.clone();
        writing.removed.clear();
        for (of, to) in removals {
            writing.act(&Act::Remove(of, to));
        }
        while let Some(removed) = writing.removed.pop() {
            removed.put_back(&mut writing.record);
        }
        prop_assert_eq!(writing.record, before);
    }

    #[test]
    fn whatever_was_typed_in_a_part_is_read_where_it_is_set_aside(
        record in example::any_record(),
        which in any::<prop::sample::Index>(),
    ) {
        let mut record = record;
        let lines = crate::record::text::every_line(&record, None);
        let items: Vec<ItemId> = lines.iter().filter_map(|line| line.field.item.clone()).collect();
        prop_assume!(!items.is_empty());
        let item = which.get(&items).clone();
        let typed: Vec<String> = lines
            .into_iter()
            .filter(|line| line.field.item.as_ref() == Some(&item) && !line.text.trim().is_empty())
            // What only stands ready to be written in goes without a trace.
            .filter(|line| !BY_ITSELF.contains(&line.field.part))
            .map(|line| line.text)
            .collect();
        let removed = take_out(&mut record, &item, &WhoseNow::Aside);
        let read: Vec<String> = removed
            .iter()
            .flat_map(|removed| removed.as_read(&record))
            .flat_map(|group| group.lines)
            .map(|line| line.text)
            .collect();
        for text in typed {
            prop_assert!(read.contains(&text), "{} is not read", text);
        }
    }
}
