//! The names in a record's own fields: to offer who may have been present, and so that no
//! name of a record is taken for a mistake in spelling.

use std::collections::BTreeSet;

use crate::base::speller::{folded_word, words};
use crate::record::form::Record;
use crate::record::statement::Author;

/// Everyone who is named in a field of their own and may have been present, and is not in
/// the list of those who were: name, and role or relation. The child first, the author last.
pub fn may_be_present(record: &Record, author: &Author) -> Vec<(String, String)> {
    let children = record.children.iter().map(|child| (child.name.as_str(), "child"));
    let others = record.others.iter().map(|one| (one.name.as_str(), one.relation.as_str()));
    let author = [(author.name.as_str(), author.role.as_str())];
    let mut found: Vec<(String, String)> = Vec::new();
    for (name, role) in children.chain(others).chain(author) {
        let name = name.trim();
        let same = |there: &str| there.trim().eq_ignore_ascii_case(name);
        let there = record.participants.iter().any(|one| same(&one.who))
            || found.iter().any(|(there, _)| same(there));
        if !name.is_empty() && !there {
            found.push((name.to_owned(), role.trim().to_owned()));
        }
    }
    found
}

/// The words of a name, folded: whole, and the parts of a joined one.
pub fn words_of(name: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for word in words(name).filter_map(|range| name.get(range)) {
        let word = folded_word(word);
        found.extend(word.split('-').map(str::to_owned));
        found.extend(word.strip_suffix("'s").map(str::to_owned));
        found.insert(word);
    }
    found
}

/// The words of every field that holds a name, an address or a role, folded: they are right
/// in this record, however unusual.
pub fn name_words(record: &Record) -> BTreeSet<String> {
    let values = record.values().into_iter();
    let named = values.filter(|(field, _)| field.part.row().holds.names_somebody());
    named.filter_map(|(_, value)| value.typed()).flat_map(words_of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::form::{Child, Participant, Person};
    use crate::record::ids::ItemId;
    use crate::record::{Item, example};

    fn family() -> Record {
        let child = Child { name: "Kaydee-Mae Elm".to_owned(), ..Item::new(ItemId::mint([1; 8])) };
        let mother = Person {
            name: "Siân Elm".to_owned(),
            relation: "mother".to_owned(),
            ..Item::new(ItemId::mint([2; 8]))
        };
        Record { children: vec![child], others: vec![mother], ..Record::default() }
    }

    #[test]
    fn whoever_is_named_may_have_been_present_until_they_are_in_the_list() {
        let mut record = family();
        let names = |record: &Record| -> Vec<String> {
            let all = may_be_present(record, &example::author());
            all.into_iter().map(|(name, role)| format!("{name}, {role}")).collect()
        };
        assert_eq!(
            names(&record),
            ["Kaydee-Mae Elm, child", "Siân Elm, mother", "Dr Anna Example, GP partner"]
        );
        let who = "siân elm ".to_owned();
        record.participants.push(Participant { who, ..Item::new(ItemId::mint([3; 8])) });
        assert_eq!(names(&record), ["Kaydee-Mae Elm, child", "Dr Anna Example, GP partner"]);
    }

    #[test]
    fn the_words_of_a_name_are_known_whole_and_in_parts() {
        let found = name_words(&family());
        for word in ["kaydee-mae", "kaydee", "elm", "siân", "mother"] {
            assert!(found.contains(word), "{word}");
        }
    }
}
