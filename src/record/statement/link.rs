//! A link from one decision to another that it began from. It is written once, in the later
//! one; the other direction is worked out from the register.

use serde::{Deserialize, Serialize};

use crate::record::form::{Child, Person, Record};
use crate::record::ids::{DecisionId, ItemId};
use crate::record::item::Item;

/// A decision that this one began from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The other decision.
    pub decision: DecisionId,
    /// Why they belong together.
    pub why: LinkWhy,
}

/// Why two decisions belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkWhy {
    /// A request for information raised a worry of the doctor's own.
    OwnWorry,
    /// Whoever read a colleague's decision saw that a child may be at risk today.
    Review,
}

impl LinkWhy {
    /// As the later decision says it, before the reference of the earlier.
    pub fn from_words(self) -> &'static str {
        match self {
            Self::OwnWorry => "Begun from a request for information",
            Self::Review => "Begun while a colleague’s decision was reviewed",
        }
    }

    /// What the later decision began from: "the request".
    pub fn source(self) -> &'static str {
        match self {
            Self::OwnWorry => "the request",
            Self::Review => "the decision you reviewed",
        }
    }

    /// As the earlier decision says it, before the reference of the later.
    pub fn to_words(self) -> &'static str {
        match self {
            Self::OwnWorry => "This request raised a worry, which is a decision of its own",
            Self::Review => "Its reviewer began a decision about a child at risk",
        }
    }
}

/// Whether `from` names a child or another person that can be taken over, and nobody is named
/// in `record` yet.
pub fn can_take_over(record: &Record, from: &Record) -> bool {
    let nobody = record.children.iter().all(Item::is_all_blank) && record.others.is_empty();
    let somebody = !from.children.iter().all(Item::is_all_blank) || !from.others.is_empty();
    nobody && somebody
}

/// Copies children and other people of `from` into `record`, each with an id of its own.
/// A child without a word in it makes way; nothing else is touched. `random` gives the bits
/// of each id.
pub fn take_over(record: &mut Record, from: &Record, random: &mut dyn FnMut() -> [u8; 8]) {
    record.children.retain(|child| !child.is_all_blank());
    for child in from.children.iter().filter(|child| !child.is_all_blank()) {
        record.children.push(Child { id: ItemId::mint(random()), ..child.clone() });
    }
    for person in &from.others {
        record.others.push(Person { id: ItemId::mint(random()), ..person.clone() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::example;

    #[test]
    fn people_are_taken_over_whole_with_ids_of_their_own() {
        let from = example::filled(2, &mut || "Testchild One".to_owned());
        let mut random = example::ids();
        let mut record = Record::default();
        let blank = Item::new(ItemId::mint(random()));
        record.children.push(blank);
        assert!(can_take_over(&record, &from));
        take_over(&mut record, &from, &mut random);
        assert_eq!((record.children.len(), record.others.len()), (2, 2));
        for (new, old) in record.children.iter().zip(&from.children) {
            assert_ne!(new.id, old.id);
            assert_eq!(Child { id: old.id.clone(), ..new.clone() }, *old);
        }
        for (new, old) in record.others.iter().zip(&from.others) {
            assert_ne!(new.id, old.id);
            assert_eq!(Person { id: old.id.clone(), ..new.clone() }, *old);
        }
        assert!(record.passages.is_empty(), "what was said is not copied");
        assert!(!can_take_over(&record, &from), "once");
    }

    #[test]
    fn a_child_that_is_typed_already_is_never_mixed_with_another() {
        let from = example::filled(1, &mut || "Testchild One".to_owned());
        let mut record = example::filled(1, &mut || "Testchild Two".to_owned());
        assert!(!can_take_over(&record, &from));
        assert!(!can_take_over(&Record::default(), &Record::default()), "nobody to take over");
        record.children[0].name.clear();
        assert!(!can_take_over(&record, &from), "an address is typed");
    }
}
