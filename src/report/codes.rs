//! Codes for the clinical record, to be copied beside the text. A system may know others, so
//! each is to be checked there.

use crate::record::Record;
use crate::record::entries::{Belongs, Kin};

/// A SNOMED CT concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// What it says.
    pub words: &'static str,
    /// Its number.
    pub number: &'static str,
}

/// The child is cause for safeguarding concern.
const CHILD: Code =
    Code { words: "Child is cause for safeguarding concern", number: "836881000000105" };
/// A member of the family is.
const FAMILY: Code =
    Code { words: "Family member is subject of safeguarding concern", number: "1064961000000107" };
/// A child who is not born yet is.
const UNBORN: Code =
    Code { words: "Unborn child is cause for safeguarding concern", number: "878111000000109" };

/// The code for the record of this person; for a child where nobody is named.
pub fn code_for(record: &Record, who: Option<&Belongs>) -> Code {
    let Some(who) = who else { return CHILD };
    match record.children.iter().find(|child| child.id == who.of) {
        Some(child) if child.is_unborn() => UNBORN,
        _ if who.kin == Kin::Child => CHILD,
        _ => FAMILY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::entries::belongs;
    use crate::record::{Child, ChildFlag, Item, ItemId, Person, PersonRole};

    #[test]
    fn a_child_an_unborn_child_and_a_mother_have_codes_of_their_own() {
        let mut unborn = Child::new(ItemId::mint([2; 8]));
        unborn.flags = vec![ChildFlag::Unborn];
        let mother = Person { role: Some(PersonRole::Mother), ..Item::new(ItemId::mint([3; 8])) };
        let record = Record {
            children: vec![Child::new(ItemId::mint([1; 8])), unborn],
            others: vec![mother],
            ..Record::default()
        };
        let codes: Vec<&str> =
            belongs(&record).iter().map(|who| code_for(&record, Some(who)).number).collect();
        assert_eq!(codes, ["836881000000105", "878111000000109", "1064961000000107"]);
    }
}
