//! What can be added to a signed decision, beside a note: what every kind of it says of itself.
//! Nothing signed is rewritten; these stand below it. A kind is one file beside this one, and a
//! line in the list of `statement.rs`.

use chrono::{DateTime, FixedOffset};

use super::{Addition, RecordOf};
use crate::base::dates::Looks;
use crate::base::time::When;
use crate::record::corrected::Correctable;
use crate::record::form::Field;
use crate::record::ids::{Digest, ItemId};
use crate::record::order::Stated;
use crate::record::standing::Standing;
use crate::record::typed::{DayTime, Typed};

/// A kind of what is added to a signed decision.
pub trait AdditionType: Sized {
    /// The kind as it stands in file names.
    const NAME: &'static str;
    /// The kind as the screens say it.
    const LABEL: &'static str;
    /// The kind within a sentence: "a draft of a …".
    const NOUN: &'static str = Self::NAME;
    /// What is pressed to add one, and what stands above its form.
    const TITLE: &'static str = Self::LABEL;
    /// What its time is the time of: "shared".
    const TIME_OF: &'static str = "happened";

    /// One with what is known filled in; `None`: nothing of this kind can be added here.
    fn begun(known: &Known<'_>) -> Option<Self>;

    /// Asks for what it holds.
    fn ask(&mut self, form: &mut dyn AdditionForm, offers: &Offers);

    /// What it says, by label: only what is filled.
    fn lines(&self) -> Lines;

    /// The same as a chronology tells it, in parts.
    fn told(&self) -> Vec<String>;

    /// One line for lists; no name of a person.
    fn headline(&self) -> String {
        Self::LABEL.to_owned()
    }

    /// When that happened which it tells of.
    fn when(&self) -> Option<&Typed<DayTime>> {
        None
    }

    /// One of its times, to be changed.
    fn time_mut(&mut self, _: AdditionTime) -> Option<&mut Typed<DayTime>> {
        None
    }

    /// For the header: when it happened.
    fn happened(&self, written: &DateTime<FixedOffset>) -> Option<When> {
        self.when()?.when(written)
    }

    /// What is missing before it says anything at all; `None`: it can be signed. Nothing else
    /// that is blank is in the way.
    fn lacks(&self) -> Option<&'static str>;

    /// What is asked once more before it is signed, and the act by which that is answered; `None`:
    /// nothing, as of most.
    fn asked_again(&self) -> Option<(&'static str, &'static str)> {
        None
    }

    /// Whether nothing was typed in it that would be lost. What was filled in beforehand counts
    /// as nothing typed.
    fn is_blank(&self) -> bool;

    /// Whether another writes down the same, so that this one is continued.
    fn is_for_the_same(&self, _: &Self) -> bool {
        false
    }

    /// What the case stands like once it is signed.
    fn settle(&self, _: &mut Standing, _: &Stated<'_>) {}

    /// One with everything in it that can be, as the golden file of its kind has it.
    #[cfg(any(test, feature = "example"))]
    fn golden(root: &Digest, text: &dyn Fn(&str) -> String) -> Self;
}

/// What is known when one is begun.
pub struct Known<'a> {
    /// How the case stands; `None` where no decision is left.
    pub standing: Option<Standing>,
    /// The statements of the decision, in their order.
    pub stated: &'a [Stated<'a>],
    /// The last file, whether this version can read it or not.
    pub last: Option<&'a Digest>,
    /// Who writes.
    pub author: &'a str,
    /// The field that is meant, where it is about one.
    pub field: Option<&'a Field>,
    /// The name of what stands in it.
    pub item: ItemId,
}

/// Which time of what is added to a signed decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdditionTime {
    /// When that happened which it tells of.
    When,
    /// When a call was confirmed in writing.
    Confirmed,
}

/// What the forms offer of the decision that they add to; worked out when it is opened.
#[derive(Clone, Debug, Default)]
pub struct Offers {
    /// The fields that can be corrected, those that hold something first.
    pub fields: Vec<Correctable>,
    /// Calls that were not confirmed in writing, in words.
    pub calls: Vec<(ItemId, String)>,
    /// Children and other people of the record: who they are to the child, and their names.
    pub people: Vec<(ItemId, RecordOf, String)>,
    /// What can be replied to, the last first.
    pub statements: Vec<(Digest, String)>,
    /// What it leaves to be put right where it was entered in error.
    pub to_put_right: Vec<String>,
}

/// A form, as a kind of statement asks with it. The screen draws it.
pub trait AdditionForm {
    /// One line: a name, a number, a reference.
    fn line(&mut self, label: &str, hint: &str, text: &mut String);
    /// Two lines abreast, each with its label.
    fn two_lines(&mut self, one: (&str, &mut String), other: (&str, &mut String));
    /// One line of words, whose spelling is checked.
    fn words(&mut self, label: &str, hint: &str, text: &mut String);
    /// Several lines.
    fn lines(&mut self, label: &str, hint: &str, text: &mut String);
    /// A time, with "Now" beside it.
    fn time(&mut self, label: &str, time: AdditionTime, typed: &mut Typed<DayTime>);
    /// A time to come.
    fn due(&mut self, label: &str, hint: &str, typed: &mut Typed<DayTime>);
    /// A day, with its time where that is known; else words. It looks this way.
    fn day(&mut self, label: &str, looks: Looks, text: &mut String);
    /// One of these, or none, by its place.
    fn one_of(&mut self, label: &str, hint: &str, all: &[&str], chosen: &mut Option<usize>);
    /// Several of these, by their places.
    fn several(&mut self, label: &str, all: &[&str], chosen: &mut Vec<usize>);
    /// What reads so now, to be looked at.
    fn reads(&mut self, what: &str, label: &str, text: &str);
}

/// One of a few.
pub(super) fn choose<T: Copy + PartialEq>(
    form: &mut dyn AdditionForm,
    (label, hint): (&str, &str),
    all: &[T],
    said: fn(T) -> &'static str,
    chosen: &mut Option<T>,
) {
    let labels: Vec<&str> = all.iter().map(|one| said(*one)).collect();
    let mut at = all.iter().position(|one| Some(*one) == *chosen);
    form.one_of(label, hint, &labels, &mut at);
    *chosen = at.and_then(|at| all.get(at).copied());
}

/// Several of these.
pub(super) fn choose_some<T: Copy + PartialEq>(
    form: &mut dyn AdditionForm,
    label: &str,
    all: &[T],
    said: fn(T) -> &'static str,
    chosen: &mut Vec<T>,
) {
    let labels: Vec<&str> = all.iter().map(|one| said(*one)).collect();
    let places = all.iter().enumerate().filter(|(_, one)| chosen.contains(one));
    let before: Vec<usize> = places.map(|(at, _)| at).collect();
    let mut at = before.clone();
    form.several(label, &labels, &mut at);
    if at != before {
        at.sort_unstable();
        *chosen = at.into_iter().filter_map(|at| all.get(at).copied()).collect();
    }
}

/// What a statement says, by label.
pub type Lines = Vec<(&'static str, String)>;

/// Those lines in which something is.
pub(super) fn filled<'t>(lines: impl IntoIterator<Item = (&'static str, &'t str)>) -> Lines {
    let lines = lines.into_iter().filter(|(_, text)| !text.trim().is_empty());
    lines.map(|(label, text)| (label, text.to_owned())).collect()
}

/// Whether nothing is in any of these.
pub(super) fn none(texts: &[&str]) -> bool {
    texts.iter().all(|text| text.trim().is_empty())
}

impl Addition {
    /// The same as a chronology tells it: only what is filled.
    pub fn in_words(&self) -> String {
        let parts = self.told();
        let parts: Vec<&str> =
            parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        parts.join(". ")
    }
}
