//! What a part of a record holds, whatever its type: read as text, set as text, and edited.

use super::field::Field;
use super::parts::Part;
use super::{Answered, Category, ConsentAnswer, ConsentBasis, Participant, Record, YesNo};
use crate::base::dates::DateError;
use crate::record::about::About;
use crate::record::ids::ItemId;
use crate::record::people::{ChildFlag, PersonFlag, PersonRole, joined};
use crate::record::typed::{Day, DayTime, NhsNumber, Typed};

/// What has parts: a record, or what can stand several times in one.
pub trait Holder {
    /// What it holds at this part; `None` where it has none such.
    fn value(&self, part: Part) -> Option<&dyn Value>;
    /// The same, to be changed.
    fn value_mut(&mut self, part: Part) -> Option<&mut dyn Value>;
    /// Where this part of it is changed.
    fn at(&self, part: Part) -> Field;
    /// What is read there: words for a choice, a number with its unit.
    fn reads(&self, part: Part, record: &Record) -> String {
        self.value(part).map(|value| value.read(record)).unwrap_or_default()
    }
    /// Whether nothing is there.
    fn is_blank(&self, part: Part) -> bool {
        self.value(part).is_none_or(Value::is_blank)
    }
}

/// What a part holds.
pub trait Value {
    /// As it is read in this record.
    fn read(&self, record: &Record) -> String;
    /// As it was typed, where it is.
    fn typed(&self) -> Option<&str> {
        None
    }
    /// The day that was typed, where it is meant to be one.
    fn day(&self) -> Option<Result<DayTime, DateError>> {
        None
    }
    /// Which children or people of the record it names by their ids.
    fn whom(&self) -> Option<&[ItemId]> {
        None
    }
    /// Whether nothing is in it.
    fn is_blank(&self) -> bool {
        self.typed().is_none_or(|text| text.trim().is_empty())
    }
    /// The same, to be changed.
    fn edit(&mut self) -> Edit<'_>;
}

/// What a part holds, to be changed.
pub enum Edit<'v> {
    /// It is typed.
    Text(&'v mut String),
    /// It is chosen.
    Choice(&'v mut dyn Chosen),
    /// It says which children it is about.
    About(&'v mut About),
    /// It names one child.
    Of(&'v mut Option<ItemId>),
}

/// One or several of a few, by their places.
pub trait Chosen {
    /// What can be chosen, as the screens say it.
    fn labels(&self) -> Vec<&'static str>;
    /// Whether several can be.
    fn takes_several(&self) -> bool;
    /// What is.
    fn chosen(&self) -> Vec<usize>;
    /// Chooses these.
    fn choose(&mut self, places: &[usize]);
}

/// What can be chosen in a record.
pub trait Choice: Copy + PartialEq + 'static {
    /// All of them, in the order of the screen.
    const EACH: &'static [Self];
    /// As the screens say it.
    fn said(self) -> &'static str;
    /// Several of them.
    fn words(chosen: &[Self]) -> String {
        let said: Vec<&str> = chosen.iter().map(|one| one.said()).collect();
        said.join(", ")
    }
}

macro_rules! choice {
    ($($type:ident $($words:ident)?),*) => {$(
        impl Choice for $type {
            const EACH: &'static [Self] = &Self::ALL;
            fn said(self) -> &'static str {
                self.label()
            }
            $(fn words(chosen: &[Self]) -> String {
                // In the order of the screen, whatever was pressed first.
                $words(Self::ALL.iter().filter(|one| chosen.contains(one)).map(|one| one.label()))
            })?
        }
    )*};
}

choice!(
    YesNo,
    Answered,
    Category,
    ConsentBasis,
    ConsentAnswer,
    PersonRole,
    ChildFlag joined,
    PersonFlag joined
);

/// For the table of parts.
pub(super) fn value_of(value: &impl Value) -> &dyn Value {
    value
}

/// For the table of parts.
pub(super) fn value_of_mut(value: &mut impl Value) -> &mut dyn Value {
    value
}

impl Value for String {
    fn read(&self, _: &Record) -> String {
        self.clone()
    }
    fn typed(&self) -> Option<&str> {
        Some(self)
    }
    fn edit(&mut self) -> Edit<'_> {
        Edit::Text(self)
    }
}

macro_rules! day {
    ($($type:ident),*) => {$(
        impl Value for Typed<$type> {
            fn read(&self, _: &Record) -> String {
                self.text.clone()
            }
            fn typed(&self) -> Option<&str> {
                Some(&self.text)
            }
            fn day(&self) -> Option<Result<DayTime, DateError>> {
                self.value().map(|read| read.map(Into::into))
            }
            fn edit(&mut self) -> Edit<'_> {
                Edit::Text(&mut self.text)
            }
        }
    )*};
}

day!(Day, DayTime);

impl Value for Typed<NhsNumber> {
    fn read(&self, _: &Record) -> String {
        // As it is written, where it is one.
        self.valid().map_or_else(|| self.text.clone(), |number| number.to_string())
    }
    fn typed(&self) -> Option<&str> {
        Some(&self.text)
    }
    fn edit(&mut self) -> Edit<'_> {
        Edit::Text(&mut self.text)
    }
}

impl<T: Choice> Value for Option<T> {
    fn read(&self, _: &Record) -> String {
        self.map_or_else(String::new, |one| one.said().to_owned())
    }
    fn is_blank(&self) -> bool {
        self.is_none()
    }
    fn edit(&mut self) -> Edit<'_> {
        Edit::Choice(self)
    }
}

impl<T: Choice> Chosen for Option<T> {
    fn labels(&self) -> Vec<&'static str> {
        T::EACH.iter().map(|one| one.said()).collect()
    }
    fn takes_several(&self) -> bool {
        false
    }
    fn chosen(&self) -> Vec<usize> {
        T::EACH.iter().position(|one| Some(*one) == *self).into_iter().collect()
    }
    fn choose(&mut self, places: &[usize]) {
        *self = places.first().and_then(|at| T::EACH.get(*at).copied());
    }
}

impl<T: Choice> Value for Vec<T> {
    fn read(&self, _: &Record) -> String {
        T::words(self)
    }
    fn is_blank(&self) -> bool {
        self.is_empty()
    }
    fn edit(&mut self) -> Edit<'_> {
        Edit::Choice(self)
    }
}

impl<T: Choice> Chosen for Vec<T> {
    fn labels(&self) -> Vec<&'static str> {
        T::EACH.iter().map(|one| one.said()).collect()
    }
    fn takes_several(&self) -> bool {
        true
    }
    fn chosen(&self) -> Vec<usize> {
        self.iter().filter_map(|one| T::EACH.iter().position(|other| other == one)).collect()
    }
    fn choose(&mut self, places: &[usize]) {
        *self = places.iter().filter_map(|at| T::EACH.get(*at).copied()).collect();
    }
}

/// Whether somebody interpreted.
impl Value for bool {
    fn read(&self, _: &Record) -> String {
        if *self { Participant::INTERPRETER.to_owned() } else { String::new() }
    }
    fn is_blank(&self) -> bool {
        !*self
    }
    fn edit(&mut self) -> Edit<'_> {
        Edit::Choice(self)
    }
}

impl Chosen for bool {
    fn labels(&self) -> Vec<&'static str> {
        vec![Participant::INTERPRETER]
    }
    fn takes_several(&self) -> bool {
        true
    }
    fn chosen(&self) -> Vec<usize> {
        self.then_some(0).into_iter().collect()
    }
    fn choose(&mut self, places: &[usize]) {
        *self = !places.is_empty();
    }
}

impl Value for About {
    fn read(&self, record: &Record) -> String {
        record.about_words(self)
    }
    fn whom(&self) -> Option<&[ItemId]> {
        Some(self.children())
    }
    fn is_blank(&self) -> bool {
        !self.is_said()
    }
    fn edit(&mut self) -> Edit<'_> {
        Edit::About(self)
    }
}

impl Value for Option<ItemId> {
    fn read(&self, record: &Record) -> String {
        record.about_words(&About::these(self))
    }
    fn whom(&self) -> Option<&[ItemId]> {
        Some(self.as_slice())
    }
    fn is_blank(&self) -> bool {
        self.is_none()
    }
    fn edit(&mut self) -> Edit<'_> {
        Edit::Of(self)
    }
}
