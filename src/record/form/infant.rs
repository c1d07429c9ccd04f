//! How the outline of a body is drawn for a baby: a mark is kept where it is on the grown outline,
//! so it has the same place and the same name, and is shown where that is on a baby.

use super::body::ViewId;
use super::{Child, Record};
use crate::record::ids::ItemId;
use crate::record::item::Item as _;

/// Whose proportions a picture has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Proportions {
    /// Those of the outlines as they are kept.
    #[default]
    Grown,
    /// A baby's: a large head, short legs.
    Infant,
}

/// Below this age a child is drawn as a baby, in months.
const MONTHS: u32 = 24;

/// Heights of the grown outline and of a baby's, each in thousandths of the width: crown, chin,
/// throat, crotch, soles.
const HEIGHTS: [(f32, f32); 5] =
    [(0.0, 0.0), (345.0, 560.0), (410.0, 600.0), (1125.0, 1340.0), (2020.0, 2020.0)];
/// By how much a baby is wider, at these heights of the grown outline.
const WIDTHS: [(f32, f32); 5] =
    [(0.0, 1.6), (290.0, 1.6), (400.0, 1.2), (470.0, 1.08), (2020.0, 1.08)];
/// The line in the middle of the body.
const MIDDLE: f32 = 500.0;

impl Proportions {
    /// Where a point of the grown outline of this view is drawn.
    pub fn drawn(self, view: ViewId, (x, y): (f32, f32)) -> (f32, f32) {
        if !self.changes(view) {
            return (x, y);
        }
        (MIDDLE + (x - MIDDLE) * between(&WIDTHS, y), between(&HEIGHTS, y))
    }

    /// The point of the grown outline that is drawn here.
    pub fn meant(self, view: ViewId, (x, y): (f32, f32)) -> (f32, f32) {
        if !self.changes(view) {
            return (x, y);
        }
        let y = between(&HEIGHTS.map(|(grown, infant)| (infant, grown)), y);
        (MIDDLE + (x - MIDDLE) / between(&WIDTHS, y), y)
    }

    /// Heads are large already.
    fn changes(self, view: ViewId) -> bool {
        self == Self::Infant && matches!(view, ViewId::Front | ViewId::Back)
    }
}

/// Between the two knots around it; beyond them as at the last one.
fn between(knots: &[(f32, f32)], at: f32) -> f32 {
    for pair in knots.windows(2) {
        let &[(from, low), (to, high)] = pair else { continue };
        if at <= to {
            return low + (high - low) * ((at - from) / (to - from)).clamp(0.0, 1.0);
        }
    }
    knots.last().map_or(at, |(_, last)| *last)
}

impl Record {
    /// How the body of this child is drawn, or of all of them where none is named: as a baby's
    /// where everybody whom that may be was under two when it was decided.
    pub fn proportions(&self, child: Option<&ItemId>) -> Proportions {
        let Some(on) = self.decided.valid().map(|at| at.day) else { return Proportions::Grown };
        let is_baby = |child: &Child| {
            let born = child.born.valid().map(|day| day.0);
            born.and_then(|born| born.checked_add_months(chrono::Months::new(MONTHS)))
                .is_some_and(|two| on < two)
        };
        let meant = |one: &&Child| child.is_none_or(|child| one.id() == child);
        let mut those =
            self.children.iter().filter(|one| !one.is_unborn()).filter(meant).peekable();
        if those.peek().is_some() && those.all(is_baby) {
            Proportions::Infant
        } else {
            Proportions::Grown
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::body::{Body, Point};
    use crate::record::typed::Typed;
    use proptest::prelude::*;

    fn child(at: u8, born: &str) -> Child {
        Child { born: Typed::new(born), ..Child::new(ItemId::mint([at; 8])) }
    }

    fn of(children: Vec<Child>) -> Record {
        let decided = Typed::new("22 November 2026, 10:42");
        Record { decided, children, ..Record::default() }
    }

    #[test]
    fn a_baby_is_drawn_as_a_baby_and_nobody_else_is() {
        let drawn = |born: &str| of(vec![child(1, born)]).proportions(None);
        assert_eq!(drawn("14 April 2026"), Proportions::Infant);
        assert_eq!(drawn("23 November 2024"), Proportions::Infant, "the day before two");
        assert_eq!(drawn("22 November 2024"), Proportions::Grown);
        assert_eq!(drawn(""), Proportions::Grown, "nobody has said how old");
        assert_eq!(drawn("last spring"), Proportions::Grown);
    }

    #[test]
    fn of_several_children_each_is_drawn_as_it_is_and_all_together_as_grown() {
        let both = of(vec![child(1, "14 April 2026"), child(2, "14 April 2015")]);
        let first = both.children[0].id.clone();
        assert_eq!(both.proportions(Some(&first)), Proportions::Infant);
        assert_eq!(both.proportions(None), Proportions::Grown);
    }

    #[test]
    fn the_whole_baby_is_within_the_picture() {
        for view in &Body::embedded().unwrap().views {
            let (wide, high) = (f32::from(view.size.0), f32::from(view.size.1));
            for point in view.polygon().iter().copied() {
                let (x, y) = Proportions::Infant.drawn(view.id, point);
                assert!((0.0..=wide).contains(&x) && (0.0..=high).contains(&y), "{point:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_pressed_on_a_baby_is_the_place_that_is_drawn_there(
            x in 0_u16..1000,
            y in 0_u16..2020,
        ) {
            let point: Point = (x, y);
            let at = (f32::from(point.0), f32::from(point.1));
            for view in ViewId::ALL {
                let infant = Proportions::Infant;
                let back = infant.meant(view, infant.drawn(view, at));
                prop_assert!((back.0 - at.0).abs() < 0.1 && (back.1 - at.1).abs() < 0.1);
            }
        }
    }
}
