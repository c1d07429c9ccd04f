//! In whose clinical records a decision belongs, and where it is entered.
//!
//! Owed person by person: each child, each brother or sister, the parents. Somebody else who
//! is named (a teacher, a neighbour) owes none.

use std::collections::BTreeSet;

use crate::base::fold::{folded, word_set};
use crate::record::form::{Entered, Field, Part, Record};
use crate::record::ids::ItemId;
use crate::record::item::Item;
use crate::record::people::PersonRole;

/// A person in whose clinical record a decision belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belongs {
    /// The child or other person within the record.
    pub of: ItemId,
    /// Who it is to the child.
    pub kin: Kin,
    /// "child 2", "mother": never a name.
    pub role: String,
    /// The name as typed; may be blank.
    pub name: String,
}

/// Who a person is to the child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kin {
    /// A child whom the decision is about.
    Child,
    /// A brother or sister.
    Sibling,
    /// The mother.
    Mother,
    /// The father.
    Father,
    /// A parent, in whatever word.
    Parent,
}

impl Belongs {
    /// "Robin Example", "Kim Example, mother", "the mother".
    pub fn words(&self) -> String {
        match (self.name.trim(), self.kin) {
            ("", _) => self.by_role(),
            (name, Kin::Child) => name.to_owned(),
            (name, _) => format!("{name}, {}", self.role),
        }
    }

    /// "the mother", "child 2".
    pub fn by_role(&self) -> String {
        let numbered = self.role.ends_with(|c: char| c.is_ascii_digit());
        if numbered { self.role.clone() } else { format!("the {}", self.role) }
    }

    /// Where it is filled in when it was entered. Until there is an entry the item named is
    /// the person: the entry is made when somebody goes there.
    pub fn field(&self, record: &Record) -> Field {
        let entry = entry_of(record, self);
        Field::of(Part::EnteredWhen, entry.map_or(&self.of, |entry| &entry.id))
    }
}

/// In whose clinical records this belongs: children, then the others as they stand.
pub fn belongs(record: &Record) -> Vec<Belongs> {
    let several = record.children.len() > 1;
    let children = record.children.iter().enumerate().map(|(at, child)| Belongs {
        of: child.id.clone(),
        kin: Kin::Child,
        role: match (child.is_unborn(), several) {
            // There is no record of its own yet; the mother's holds it.
            (true, _) => "unborn child".to_owned(),
            (false, true) => format!("child {}", at + 1),
            (false, false) => "child".to_owned(),
        },
        name: child.name.clone(),
    });
    let others = record.others.iter().filter_map(|person| {
        // What was chosen says who they are; else what was typed.
        let (kin, role) = match person.role {
            Some(PersonRole::Mother) => (Kin::Mother, "mother"),
            Some(PersonRole::Father) => (Kin::Father, "father"),
            Some(PersonRole::Sibling) => {
                let typed = kin(&person.relation).filter(|(kin, _)| *kin == Kin::Sibling);
                typed.unwrap_or((Kin::Sibling, "sibling"))
            }
            Some(_) => return None,
            None => kin(&person.relation)?,
        };
        let name = person.name.clone();
        Some(Belongs { of: person.id.clone(), kin, role: role.to_owned(), name })
    });
    let mut all: Vec<Belongs> = children.chain(others).collect();
    // Two brothers are told apart by their number.
    for at in 0..all.len() {
        let Some(role) = all.get(at).map(|one| one.role.clone()) else { break };
        let same = |one: &Belongs| one.role == role;
        if all.iter().filter(|one| same(one)).count() > 1 {
            let alike = all.iter_mut().filter(|one| same(one));
            for (number, one) in alike.enumerate() {
                one.role = format!("{role} {}", number + 1);
            }
        }
    }
    all
}

/// The entry of this person: by its link, or by what was typed.
pub fn entry_of<'r>(record: &'r Record, who: &Belongs) -> Option<&'r Entered> {
    let linked = record.entered.iter().find(|entry| entry.of.as_ref() == Some(&who.of));
    linked.or_else(|| {
        let mut typed = record.entered.iter().filter(|entry| entry.of.is_none());
        typed.find(|entry| is_meant(&entry.whose, who))
    })
}

/// Those of whom nothing is entered yet.
pub fn not_entered(record: &Record) -> Vec<Belongs> {
    let is_owed = |who: &Belongs| entry_of(record, who).is_none_or(|entry| entry.when.is_blank());
    belongs(record).into_iter().filter(is_owed).collect()
}

/// Makes the entry that a field names by its person; gives the field of the entry. `None`:
/// it names no such person, or the entry is there.
pub fn make_entry(record: &mut Record, field: &Field, id: ItemId) -> Option<Field> {
    let of = field.item.as_ref().filter(|_| field.part == Part::EnteredWhen)?;
    let who = belongs(record).into_iter().find(|who| who.of == *of)?;
    if let Some(entry) = entry_of(record, &who) {
        return Some(entry.field(Part::EnteredWhen));
    }
    let words = who.words();
    let mut entry = Entered::new(id);
    words.strip_prefix("the ").unwrap_or(&words).clone_into(&mut entry.whose);
    entry.of = Some(who.of);
    let field = entry.field(Part::EnteredWhen);
    record.entered.push(entry);
    Some(field)
}

/// Whether what was typed names this person and nobody else: the name, the role or both, in
/// any order. "The child’s" is the child.
pub fn is_meant(typed: &str, who: &Belongs) -> bool {
    let typed = words(typed);
    if typed.is_empty() {
        return false;
    }
    let (name, role) = (words(&who.name), words(&who.role));
    typed == role || (!name.is_empty() && (typed == name || typed == &name | &role))
}

/// The words, without those that say nothing about whose record it is.
fn words(text: &str) -> BTreeSet<String> {
    let mut words = word_set(text);
    words.retain(|word| word != "the" && word != "record");
    words
}

/// Our word for the relation that was typed, where it is one of the family's: "mother". Nothing
/// that was typed is in it.
pub fn kin_of(relation: &str) -> Option<&'static str> {
    kin(relation).map(|(_, word)| word)
}

/// Who this is by the words typed for the relation; `None`: nobody whose record it belongs in.
fn kin(relation: &str) -> Option<(Kin, &'static str)> {
    // What is somebody's partner, friend or sister is not that person.
    const WORDS: [(&str, Kin, &str); 18] = [
        ("brother", Kin::Sibling, "brother"),
        ("sister", Kin::Sibling, "sister"),
        ("sibling", Kin::Sibling, "sibling"),
        ("stepbrother", Kin::Sibling, "stepbrother"),
        ("stepsister", Kin::Sibling, "stepsister"),
        ("halfbrother", Kin::Sibling, "half-brother"),
        ("halfsister", Kin::Sibling, "half-sister"),
        ("twin", Kin::Sibling, "twin"),
        ("mother", Kin::Mother, "mother"),
        ("mum", Kin::Mother, "mother"),
        ("mummy", Kin::Mother, "mother"),
        ("mam", Kin::Mother, "mother"),
        ("father", Kin::Father, "father"),
        ("dad", Kin::Father, "father"),
        ("daddy", Kin::Father, "father"),
        ("stepmother", Kin::Parent, "stepmother"),
        ("stepfather", Kin::Parent, "stepfather"),
        ("parent", Kin::Parent, "parent"),
    ];
    const NOT: [&str; 9] =
        ["partner", "boyfriend", "girlfriend", "friend", "grand", "law", "god", "foster", "ex"];
    let plain = folded(&relation.replace(['\u{2019}', '\u{2018}'], "'"));
    let plain = plain.replace("step-", "step").replace("half-", "half");
    let plain = plain.replace("step ", "step").replace("half ", "half");
    // "Mother's partner": whoever stands after the mark is meant.
    let meant = plain.rsplit("'s").next().unwrap_or_default();
    let words: Vec<&str> =
        meant.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let known = |word: &&&str| WORDS.iter().any(|(name, ..)| *name == **word);
    // "Mother of Robin" is the mother; "sister of the mother" is an aunt.
    let mut parts = words.split(|word| *word == "of");
    let meant = parts.next()?;
    if parts.flatten().any(|word| known(&word)) || meant.iter().any(|word| NOT.contains(word)) {
        return None;
    }
    let found = meant.iter().find_map(|word| WORDS.iter().find(|(name, ..)| name == word))?;
    Some((found.1, found.2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Child, Person, Typed, example};
    use proptest::prelude::*;

    fn child(number: u8, name: &str) -> Child {
        Child { name: name.to_owned(), ..Item::new(ItemId::mint([number; 8])) }
    }

    fn person(number: u8, name: &str, relation: &str) -> Person {
        let (name, relation) = (name.to_owned(), relation.to_owned());
        Person { name, relation, ..Item::new(ItemId::mint([number; 8])) }
    }

    fn family() -> Record {
        Record {
            children: vec![child(1, "Robin Example")],
            others: vec![
                person(2, "Kim Example", "Mother"),
                person(3, "", "dad"),
                person(4, "Sasha Example", "half-brother"),
                person(5, "Pat Sample", "teacher"),
            ],
            ..Record::default()
        }
    }

    fn owed(record: &Record) -> Vec<String> {
        not_entered(record).iter().map(Belongs::words).collect()
    }

    #[test]
    fn it_is_owed_of_the_child_each_sibling_the_mother_and_the_father_and_of_no_teacher() {
        let wanted = ["Robin Example", "Kim Example, mother", "the father"];
        assert_eq!(owed(&family())[..3], wanted);
        assert_eq!(owed(&family())[3..], ["Sasha Example, half-brother"]);
    }

    #[test]
    fn one_that_is_entered_is_owed_no_longer_and_the_others_still_are() {
        let mut record = family();
        let field = belongs(&record)[1].field(&record);
        let made = make_entry(&mut record, &field, ItemId::mint([9; 8])).unwrap();
        assert_eq!(owed(&record).len(), 4, "nobody has said when");
        assert_eq!(made, belongs(&record)[1].field(&record));
        record.entered[0].when = Typed::new("22 November 2026");
        assert_eq!(record.entered[0].whose, "Kim Example, mother");
        assert_eq!(owed(&record), ["Robin Example", "the father", "Sasha Example, half-brother"]);
    }

    #[test]
    fn what_was_typed_before_there_was_a_link_counts() {
        for whose in ["The child’s", "child", "Robin Example", "the child's record"] {
            let mut record = family();
            let mut entry = Entered::new(ItemId::mint([9; 8]));
            whose.clone_into(&mut entry.whose);
            entry.when = Typed::new("today");
            record.entered.push(entry);
            assert!(!owed(&record).contains(&"Robin Example".to_owned()), "{whose}");
            assert_eq!(owed(&record).len(), 3, "{whose}");
        }
    }

    #[test]
    fn who_is_only_near_a_parent_is_no_parent() {
        for relation in [
            "mother’s partner",
            "friend of the father",
            "sister of the mother",
            "mother-in-law",
            "grandmother",
            "foster mother",
        ] {
            assert_eq!(kin(relation), None, "{relation}");
        }
        assert_eq!(kin("mother of Robin"), Some((Kin::Mother, "mother")));
        assert_eq!(kin("birth mother"), Some((Kin::Mother, "mother")));
        assert_eq!(kin("child's mother"), Some((Kin::Mother, "mother")));
        assert_eq!(kin("Step-father"), Some((Kin::Parent, "stepfather")));
    }

    #[test]
    fn an_unborn_child_is_called_that() {
        let mut record = family();
        record.children[0].name.clear();
        record.children[0].flags = vec![crate::record::ChildFlag::Unborn];
        assert_eq!(owed(&record)[0], "the unborn child");
    }

    #[test]
    fn two_children_and_two_sisters_are_told_apart() {
        let record = Record {
            children: vec![child(1, ""), child(2, "")],
            others: vec![person(3, "", "sister"), person(4, "", "sister")],
            ..Record::default()
        };
        assert_eq!(owed(&record), ["child 1", "child 2", "sister 1", "sister 2"]);
    }

    proptest! {
        #[test]
        fn making_each_entry_that_is_owed_and_dating_it_owes_nothing(mut record in example::any_record()) {
            for (person, relation) in record.others.iter_mut().zip(["mother", "brother"]) {
                relation.clone_into(&mut person.relation);
            }
            for (at, who) in (0_u8..).zip(not_entered(&record)) {
                let field = who.field(&record);
                let field = make_entry(&mut record, &field, ItemId::mint([at; 8])).unwrap_or(field);
                example::fill(&mut record, &mut None, &field);
                prop_assert!(!not_entered(&record).contains(&who));
            }
            prop_assert_eq!(not_entered(&record), vec![]);
        }
    }
}
