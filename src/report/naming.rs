//! What somebody is called in a text that goes into a clinical record. Professionals are named,
//! as a record of them has to. Somebody who told something in private is called by relation:
//! parents read records.

use std::collections::BTreeSet;

use super::roles;
use crate::base::fold::{folded, word_set};
use crate::record::entries::Belongs;
use crate::record::{ItemId, Person, PersonRole, Record, is_author};

/// What stands for somebody of whom nothing but a name is known.
const NOBODY: &str = "someone who is not named here";

/// By what relation somebody is told who is named in this typed text. `None`: as it was typed,
/// since it names a professional, the person whose text it is, or nobody.
pub(super) fn by_relation(record: &Record, who: Option<&Belongs>, typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() || is_author(typed) || !names_somebody(typed) {
        return None;
    }
    let said = word_set(typed);
    let names: BTreeSet<String> = said.iter().filter(|word| !is_known(word)).cloned().collect();
    // Somebody is meant by the whole name, or where nothing else is said but a part of it: a
    // professional may have the surname of the family.
    let meant = |name: &str| {
        let name = word_set(name);
        let part = !names.is_empty() && names.is_subset(&name);
        if !name.is_empty() && (part || name.is_subset(&said)) {
            name.intersection(&said).count()
        } else {
            0
        }
    };
    let children = record.children.iter().map(|one| (&one.id, meant(&one.name), Meant::Child));
    let others = record.others.iter().map(|one| (&one.id, meant(&one.name), Meant::Person(one)));
    let all: Vec<_> = children.chain(others).filter(|(_, hits, _)| *hits > 0).collect();
    let most = all.iter().map(|(_, hits, _)| *hits).max().unwrap_or_default();
    let best: Vec<_> = all.iter().filter(|(_, hits, _)| *hits == most).collect();
    match best.as_slice() {
        [] => {}
        [(id, ..)] if who.is_some_and(|who| who.of == **id) => return None,
        [(_, _, Meant::Child)] => return Some("another child".to_owned()),
        [(_, _, Meant::Person(person))] => {
            return match (person.role, person.relation.trim()) {
                (Some(PersonRole::Professional), _) => None,
                (_, relation) if !relation.is_empty() && !names_somebody(relation) => {
                    Some(relation.to_owned())
                }
                (Some(role), _) => Some(role.label().to_lowercase()),
                (None, _) => Some(relation_in(typed).unwrap_or(NOBODY).to_owned()),
            };
        }
        // A family has one surname.
        _ => return Some(relation_in(typed).unwrap_or(NOBODY).to_owned()),
    }
    match relation_in(typed) {
        Some(relation) => Some(relation.to_owned()),
        None if is_a_nurse(typed) => None,
        None if said.iter().any(|word| roles::PROFESSIONAL.contains(&word.as_str())) => None,
        None if record.advice.iter().any(|one| !names.is_disjoint(&word_set(&one.who))) => None,
        None if record.disclosures.iter().any(|one| !names.is_disjoint(&word_set(&one.to))) => None,
        None => Some(NOBODY.to_owned()),
    }
}

/// Whether a text for the record of this person tells of somebody else: by a word for a relation,
/// or by the name of somebody in the record who is not there as a professional.
pub(super) fn tells_of_others(record: &Record, who: Option<&Belongs>, text: &str) -> bool {
    let said = word_set(text);
    let own = who.map(|who| word_set(&who.name)).unwrap_or_default();
    let is_other = |id: &ItemId| who.is_none_or(|who| who.of != *id);
    let private = |one: &&Person| one.role != Some(PersonRole::Professional);
    let others = record.others.iter().filter(private).map(|one| (&one.id, &one.name));
    let children = record.children.iter().map(|one| (&one.id, &one.name));
    let children = children.filter(|_| who.is_some() || record.children.len() > 1);
    let named = children.chain(others).filter(|(id, _)| is_other(id)).any(|(_, name)| {
        word_set(name)
            .iter()
            .any(|word| !own.contains(word) && !is_known(word) && said.contains(word))
    });
    named || said.iter().any(|word| roles::private(word).is_some())
}

/// The word for a relation that says who is meant: not whose social worker it is.
fn relation_in(typed: &str) -> Option<&'static str> {
    let mut before = String::new();
    spoken(typed).into_iter().find_map(|word| {
        let is_title = word == "sister" && roles::BEFORE_SISTER.contains(&before.as_str());
        let found = if is_title { None } else { roles::private(&word) };
        before = word;
        found
    })
}

/// Whether a nurse is called a sister here beyond doubt: "Sister Val" alone may be the child's.
fn is_a_nurse(typed: &str) -> bool {
    let is = |pair: &[String]| match pair {
        [before, word] => word == "sister" && roles::BEFORE_SISTER.contains(&before.as_str()),
        _ => false,
    };
    spoken(typed).windows(2).any(is)
}

/// The folded words in their order, without what stands around them.
fn spoken(typed: &str) -> Vec<String> {
    let plain = folded(&typed.replace(['\u{2019}', '\u{2018}'], "'"));
    let trimmed = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    plain.split_whitespace().map(trimmed).collect()
}

/// Somebody of the record whom a typed text means.
enum Meant<'r> {
    Child,
    Person(&'r Person),
}

/// Whether a text may name somebody: not each of its words is one for a role or a relation.
fn names_somebody(typed: &str) -> bool {
    word_set(typed).iter().any(|word| word.chars().any(char::is_alphabetic) && !is_known(word))
}

/// Whether a folded word names nobody wherever it stands.
fn is_known(word: &str) -> bool {
    super::anonymous::is_plain_word(word) || !word.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::entries::belongs;
    use crate::record::{Child, Item, ItemId, Person};

    fn record() -> Record {
        let person = |number: u8, name: &str, relation: &str, role| Person {
            name: name.to_owned(),
            relation: relation.to_owned(),
            role,
            ..Person::new(ItemId::mint([number; 8]))
        };
        let child = |number: u8, name: &str| Child {
            name: name.to_owned(),
            ..Child::new(ItemId::mint([number; 8]))
        };
        Record {
            children: vec![child(1, "Robin Example"), child(2, "Sasha Example")],
            others: vec![
                person(3, "Kim Sample", "mother", None),
                person(4, "Pat Model", "class teacher", Some(PersonRole::Professional)),
                person(5, "Lee Specimen", "", Some(PersonRole::ParentsPartner)),
            ],
            ..Record::default()
        }
    }

    fn told(typed: &str) -> Option<String> {
        let record = record();
        by_relation(&record, belongs(&record).first(), typed)
    }

    #[test]
    fn professionals_and_whoever_is_not_named_are_told_as_typed() {
        for typed in [
            "Jo Mock, health visitor",
            "Pat Model",
            "the mother",
            "Mother’s social worker, Jo Mock",
            "a neighbour",
            "Seen by me",
            "Robin",
            "Robin Example",
            "",
            "Modelcombe children’s services, Mx Ash Sample",
            "Ward sister Val Mock",
            "Val Mock, the theatre sister",
        ] {
            assert_eq!(told(typed), None, "{typed}");
        }
    }

    #[test]
    fn who_told_in_private_is_told_by_relation() {
        for (typed, by) in [
            ("Kim Sample", "mother"),
            ("Kim", "mother"),
            ("Lee Specimen", "parent’s partner"),
            ("Mrs Mock, neighbour", "neighbour"),
            ("the neighbour, Mrs Mock, a retired teacher", "neighbour"),
            ("Mrs Mock", NOBODY),
            // A nurse or the child's own: nobody can know, and the name stays out.
            ("Sister Val", "sister"),
            ("the sister, Val, from the ward", "sister"),
            ("Mother’s ward sister friend Val", "friend"),
            ("Sasha", "another child"),
        ] {
            assert_eq!(told(typed).as_deref(), Some(by), "{typed}");
        }
    }
}
