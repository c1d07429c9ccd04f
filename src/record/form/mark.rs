//! An injury as it is marked on the outline of the body, and the same in words: a picture that
//! cannot be read aloud, searched or pasted would be no record.

use serde::{Deserialize, Serialize};

use crate::base::ronfile::blank;
use crate::base::words::capital;
use crate::record::body::{Body, Point, ViewId};
use crate::record::form::Record;
use crate::record::ids::ItemId;
use crate::record::item::Item;
use crate::record::typed::{DayTime, Typed};

/// One mark on the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Names this mark within the record.
    pub id: ItemId,
    /// On which child, where that is said.
    #[serde(default, skip_serializing_if = "blank")]
    pub child: Option<ItemId>,
    /// On which view of the body.
    #[serde(default)]
    pub view: ViewId,
    /// Where on it, in thousandths of the view's width.
    #[serde(default)]
    pub at: Point,
    /// What stands there, named when it was placed: "left forearm".
    #[serde(default, skip_serializing_if = "blank")]
    pub site: String,
    /// Its size in centimetres, as typed.
    #[serde(default, skip_serializing_if = "blank")]
    pub size: String,
    /// Its colour.
    #[serde(default, skip_serializing_if = "blank")]
    pub colour: String,
    /// Its shape.
    #[serde(default, skip_serializing_if = "blank")]
    pub shape: String,
    /// What it is, and what else was seen.
    #[serde(default, skip_serializing_if = "blank")]
    pub note: String,
    /// When it was seen.
    #[serde(default, skip_serializing_if = "blank")]
    pub when: Typed<DayTime>,
    /// Who saw it: the author, or whoever described it.
    #[serde(default, skip_serializing_if = "blank")]
    pub source: String,
}

impl Mark {
    /// A new mark at this place. `None` where that is not on the body.
    pub fn placed(id: ItemId, view: ViewId, at: Point) -> Option<Self> {
        let mut mark = Self::new(id);
        mark.view = view;
        mark.place(at).then_some(mark)
    }

    /// Puts it somewhere else in its view. Returns whether that is on the body; where it is
    /// not, it stays.
    pub fn place(&mut self, at: Point) -> bool {
        let view = Body::embedded().ok().and_then(|body| body.view(self.view));
        let Some(view) = view.filter(|view| view.inside(at)) else { return false };
        self.at = at;
        self.site = view.site(at);
        true
    }

    /// Where it is: "Left forearm, front".
    pub fn place_in_words(&self) -> String {
        let site = match self.site.trim() {
            "" => "place not named",
            site => site,
        };
        format!("{}, {}", capital(site), self.view.after())
    }

    /// The size with its unit, where only a number was typed: "2" is "2 cm".
    pub fn size_in_words(&self) -> String {
        let size = self.size.trim();
        let bare =
            |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | 'x' | '×' | '-' | '–');
        if size.chars().any(|c| c.is_ascii_digit()) && size.chars().all(bare) {
            format!("{size} cm")
        } else {
            size.to_owned()
        }
    }

    /// What it looks like: "2 cm, yellow, round. A bruise?"; blank where nothing is said.
    pub fn look_in_words(&self) -> String {
        said(&[&self.size_in_words(), &self.colour, &self.shape], &self.note)
    }

    /// All of it in one line: "Left forearm, front: 2 cm, yellow, round. A bruise?"
    pub fn in_words(&self) -> String {
        match self.look_in_words() {
            look if look.is_empty() => format!("{}.", self.place_in_words()),
            look => format!("{}: {look}", self.place_in_words()),
        }
    }
}

/// Short words one after another, and after them a note.
pub fn said(short: &[&str], note: &str) -> String {
    let short: Vec<&str> =
        short.iter().map(|one| one.trim()).filter(|one| !one.is_empty()).collect();
    let mut out = short.join(", ");
    let note = note.trim();
    if !out.is_empty() && !note.is_empty() {
        out.push_str(". ");
    }
    out.push_str(note);
    if !out.is_empty() && !out.ends_with(['.', '?', '!', '…']) {
        out.push('.');
    }
    out
}

impl Record {
    /// On which child a mark is, in words; blank where there is only one child and it is on that
    /// one. See [`Record::about_words`].
    pub fn marked_child(&self, mark: &Mark) -> String {
        self.about_words(&mark.about())
    }

    /// What a child is called, by its place: the name, or "Child 2".
    pub fn child_called(&self, at: usize) -> String {
        match self.children.get(at).map(|child| child.name.trim()) {
            Some(name) if !name.is_empty() => name.to_owned(),
            _ => format!("Child {}", at + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Child;

    fn mark() -> Mark {
        Mark::placed(ItemId::mint([1; 8]), ViewId::Front, (790, 900)).unwrap()
    }

    #[test]
    fn a_mark_is_read_as_it_would_be_said() {
        let mut mark = mark();
        assert_eq!(mark.in_words(), "Left forearm, front.");
        "2".clone_into(&mut mark.size);
        "yellow".clone_into(&mut mark.colour);
        " round ".clone_into(&mut mark.shape);
        "A bruise?".clone_into(&mut mark.note);
        assert_eq!(mark.in_words(), "Left forearm, front: 2 cm, yellow, round. A bruise?");
    }

    #[test]
    fn a_unit_is_added_to_bare_numbers_only() {
        for (typed, said) in [
            ("2", "2 cm"),
            ("1.5 x 2", "1.5 x 2 cm"),
            ("3 mm", "3 mm"),
            ("about 2", "about 2"),
            ("x", "x"),
            (" ", ""),
        ] {
            let mark = Mark { size: typed.to_owned(), ..mark() };
            assert_eq!(mark.size_in_words(), said);
        }
    }

    #[test]
    fn a_mark_beside_the_body_is_none_and_one_that_is_moved_there_stays() {
        assert_eq!(Mark::placed(ItemId::mint([1; 8]), ViewId::Front, (20, 20)), None);
        let mut moved = mark();
        assert!(!moved.place((20, 20)));
        assert_eq!(moved, mark());
        assert!(moved.place((210, 900)));
        assert_eq!(moved.site, "right forearm");
    }

    #[test]
    fn the_child_is_named_where_there_are_several() {
        let child =
            |n: u8, name: &str| Child { name: name.to_owned(), ..Child::new(ItemId::mint([n; 8])) };
        let mut mark = mark();
        mark.child = Some(ItemId::mint([3; 8]));
        let mut record = Record { children: vec![child(2, "Testa")], ..Record::default() };
        assert_eq!(record.marked_child(&mark), "a child who is no longer in this record");
        record.children.push(child(3, ""));
        assert_eq!(record.marked_child(&mark), "Child 2");
        mark.child = Some(ItemId::mint([2; 8]));
        assert_eq!(record.marked_child(&mark), "Testa");
        mark.child = None;
        assert_eq!(record.marked_child(&mark), "");
    }
}
