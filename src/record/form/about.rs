//! Whom a part of a record is about. What leaves for one child's clinical record is put
//! together from what is said to be about that child, so this is never guessed.

use serde::{Deserialize, Serialize};

use crate::record::form::Record;
use crate::record::ids::ItemId;
use crate::record::mark::Mark;

/// Which children of the record something is about. "All of them" names each: a child who is
/// added later is not among them until somebody says so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct About(Vec<ItemId>);

/// What is read where it could be taken as about the only child.
const NOT_SAID: &str = "nobody has said who yet";

impl About {
    /// About these children.
    pub fn these<'i>(children: impl IntoIterator<Item = &'i ItemId>) -> Self {
        let mut about = Self::default();
        children.into_iter().for_each(|child| about.set(child, true));
        about
    }

    /// Whether anybody is named. Where not, and there is one child, it is about that child.
    pub fn is_said(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether this child is named.
    pub fn names(&self, child: &ItemId) -> bool {
        self.0.contains(child)
    }

    /// Those who are named, in the order in which they were.
    pub fn children(&self) -> &[ItemId] {
        &self.0
    }

    /// Whether all that is said is that nobody has said who it is about: it was put back where
    /// there was not more than one child, whose it is not to become by that.
    fn is_of_nobody(&self) -> bool {
        self.0.as_slice() == [ItemId::NOBODY]
    }

    /// Lets go of whoever this does not hold of.
    pub fn keep(&mut self, holds: impl Fn(&ItemId) -> bool) {
        self.0.retain(|child| holds(child));
    }

    /// Says that it is about this child, or that it is not.
    pub fn set(&mut self, child: &ItemId, is: bool) {
        if !is {
            self.0.retain(|one| one != child);
        } else if !self.names(child) {
            self.0.push(child.clone());
        }
    }
}

impl Mark {
    /// The one child whose body it is on, where that is said.
    pub fn about(&self) -> About {
        About::these(&self.child)
    }
}

impl Record {
    /// Whether something is about this child. `None`: nobody has said, and it is not the only
    /// child's. What names only somebody who is not in the record any more is about nobody else.
    pub fn is_about(&self, about: &About, child: &ItemId) -> Option<bool> {
        match self.children.as_slice() {
            [only] if !about.is_said() => Some(only.id == *child),
            _ if !about.is_said() || about.is_of_nobody() => None,
            _ => Some(about.names(child)),
        }
    }

    /// Whether it is still to be asked whom something is about, and it names nobody who is gone.
    pub fn asks_about(&self, about: &About) -> bool {
        about.is_of_nobody() || (self.children.len() > 1 && !about.is_said())
    }

    /// Whom something is about, in words: blank where there is one child and it is about that
    /// one. A child who is not in the record any more is said to be that.
    pub fn about_words(&self, about: &About) -> String {
        if about.is_of_nobody() {
            return NOT_SAID.to_owned();
        }
        let place = |id: &ItemId| self.children.iter().position(|child| child.id == *id);
        let gone = about.children().iter().filter(|id| place(id).is_none()).count();
        if gone == 0 && self.children.len() < 2 {
            return String::new();
        }
        let there = (0..self.children.len())
            .filter(|at| self.children.get(*at).is_some_and(|child| about.names(&child.id)));
        let mut words: Vec<String> = there.map(|at| self.child_called(at)).collect();
        if gone > 0 {
            words.push("a child who is no longer in this record".to_owned());
        }
        words.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Child, Item};

    fn id(number: u8) -> ItemId {
        ItemId::mint([number; 8])
    }

    fn with_children(numbers: &[u8]) -> Record {
        let child = |number: &u8| Child {
            name: format!("Child{number} Example"),
            ..Child::new(id(*number))
        };
        Record { children: numbers.iter().map(child).collect(), ..Record::default() }
    }

    #[test]
    fn of_one_child_everything_is_about_that_child_by_itself() {
        let record = with_children(&[1]);
        assert_eq!(record.is_about(&About::default(), &id(1)), Some(true));
        assert!(!record.asks_about(&About::default()));
        assert_eq!(record.about_words(&About::default()), "");
    }

    #[test]
    fn of_several_it_is_about_nobody_until_somebody_says_so() {
        let record = with_children(&[1, 2]);
        assert_eq!(record.is_about(&About::default(), &id(1)), None);
        assert!(record.asks_about(&About::default()));
        let second = About::these(&[id(2)]);
        assert_eq!(record.is_about(&second, &id(1)), Some(false));
        assert_eq!(record.is_about(&second, &id(2)), Some(true));
        assert_eq!(record.about_words(&second), "Child2 Example");
    }

    #[test]
    fn what_is_about_all_of_them_is_not_about_a_child_who_is_added_later() {
        let all = About::these(&[id(1), id(2)]);
        assert_eq!(with_children(&[1, 2, 3]).is_about(&all, &id(3)), Some(false));
    }

    #[test]
    fn what_was_about_a_child_who_is_gone_is_never_read_as_about_another() {
        let record = with_children(&[1]);
        let gone = About::these(&[id(2)]);
        assert_eq!(record.is_about(&gone, &id(1)), Some(false));
        assert_eq!(record.about_words(&gone), "a child who is no longer in this record");
    }

    #[test]
    fn what_nobody_said_is_never_read_as_about_a_child_who_is_gone() {
        let nobody = About::these(&[ItemId::NOBODY]);
        for children in [&[][..], &[1], &[1, 2]] {
            let record = with_children(children);
            assert_eq!(record.is_about(&nobody, &id(1)), None);
            assert!(record.asks_about(&nobody));
            assert_eq!(record.about_words(&nobody), NOT_SAID);
        }
    }
}
