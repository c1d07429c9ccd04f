//! Whom a record is about, in one line for the top of every screen that shows it.

use chrono::NaiveDate;

use super::{ChildFlag, one_line};
use crate::record::plausibility::with_age;
use crate::record::{Child, Record};

/// Whom a record is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AboutWhom {
    /// The child's name, and how many others; "Child not named yet".
    pub name: String,
    /// Whether a child is named there.
    pub named: bool,
    /// Of the first child, what is known of: date of birth with age, NHS number.
    pub details: Vec<String>,
}

/// Whom this record is about, with ages on that day.
pub fn about_whom(record: &Record, on: NaiveDate) -> AboutWhom {
    let named = |child: &&Child| !one_line(&child.name).is_empty();
    let first = record.children.iter().find(named).or(record.children.first());
    let Some(child) = first else { return nobody() };
    let unborn = child.flags.contains(&ChildFlag::Unborn);
    let named = !one_line(&child.name).is_empty();
    let name = match one_line(&child.name) {
        name if !name.is_empty() => name,
        _ if unborn => "Child not born yet".to_owned(),
        _ if child.flags.contains(&ChildFlag::NameUnknown) => "Name not known".to_owned(),
        _ => nobody().name,
    };
    let name = match record.children.len() {
        0 | 1 => name,
        2 => format!("{name} and 1 other child"),
        many => format!("{name} and {} other children", many - 1),
    };
    let mut details = Vec::new();
    if !child.born.is_blank() {
        details.push(format!("born {}", one_line(&with_age(&child.born, Some(on)))));
    }
    if !child.nhs.is_blank() {
        let number = child
            .nhs
            .valid()
            .map_or_else(|| one_line(&child.nhs.text), |number| number.to_string());
        details.push(format!("NHS {number}"));
    }
    AboutWhom { name, named, details }
}

fn nobody() -> AboutWhom {
    AboutWhom { name: "Child not named yet".to_owned(), ..AboutWhom::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{ItemId, Typed};

    fn child(name: &str) -> Child {
        let mut child = <Child as crate::record::Item>::new(ItemId::mint([1; 8]));
        name.clone_into(&mut child.name);
        child
    }

    fn of(children: Vec<Child>) -> AboutWhom {
        let record = Record { children, ..Record::default() };
        about_whom(&record, NaiveDate::from_ymd_opt(2026, 11, 24).unwrap())
    }

    #[test]
    fn the_name_comes_first_then_age_and_number() {
        let mut robin = child("  Robin\nExample-Ash ");
        robin.born = Typed::new("14 April 2026");
        robin.nhs = Typed::new("9990000018");
        let about = of(vec![robin]);
        assert_eq!(about.name, "Robin Example-Ash");
        assert_eq!(about.details, ["born 14 April 2026 (7 months)", "NHS 999 000 0018"]);
    }

    #[test]
    fn several_children_are_counted_and_one_without_a_name_says_so() {
        let mut unborn = child("");
        unborn.flags.push(ChildFlag::Unborn);
        assert_eq!(of(Vec::new()).name, "Child not named yet");
        assert_eq!(of(vec![child("")]).name, "Child not named yet");
        assert_eq!(of(vec![unborn.clone()]).name, "Child not born yet");
        assert_eq!(of(vec![unborn, child("Kit")]).name, "Kit and 1 other child");
        assert_eq!(of(vec![child("A"), child("B"), child("C")]).name, "A and 2 other children");
    }
}
