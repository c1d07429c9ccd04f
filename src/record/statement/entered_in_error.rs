//! A decision was entered in error: on the wrong patient, twice, or never meant. It is taken from
//! view behind its reason and nothing of it is removed; the same kind puts it back.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::Body;
use super::addition::{AdditionForm, AdditionType, Known, Lines, Offers, choose, filled, none};
use crate::base::ronfile::blank;
use crate::base::time;
use crate::record::ids::Digest;
use crate::record::order::{Stated, stated_in_order};

/// Why a decision was entered in error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhyInError {
    /// It is about somebody else.
    WrongPatient,
    /// The same was entered before.
    Twice,
    /// It is no decision: a trial, or a slip of the hand.
    NotMeant,
    /// Something else, in words.
    Other,
}

impl WhyInError {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::WrongPatient, Self::Twice, Self::NotMeant, Self::Other];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::WrongPatient => "Wrong patient",
            Self::Twice => "Entered twice",
            Self::NotMeant => "Not meant as a decision",
            Self::Other => "Another reason",
        }
    }

    /// Whether those who were told were told what is not so.
    pub fn is_to_be_put_right(self) -> bool {
        self != Self::Twice
    }
}

/// A decision was entered in error, or was not after all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnteredInError {
    /// Why, as one of a few.
    #[serde(default, skip_serializing_if = "blank")]
    pub why: Option<WhyInError>,
    /// Why, in words.
    pub reason: String,
    /// It was not entered in error: what was said so before is taken back.
    #[serde(default, skip_serializing_if = "blank")]
    pub back: bool,
}

/// That a decision is out of view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutOfView {
    /// Whether it was disposed of, and not entered in error.
    pub disposed: bool,
    /// Why, as one of a few.
    pub why: Option<WhyInError>,
    /// Why, in words.
    pub reason: String,
    /// Who signed that.
    pub by: String,
    /// When.
    pub written: DateTime<FixedOffset>,
    /// The statement that says so.
    pub statement: Digest,
}

impl OutOfView {
    /// "Entered in error: wrong patient."
    pub fn headline(&self) -> String {
        if self.disposed {
            return "Disposed of.".to_owned();
        }
        match self.why {
            None | Some(WhyInError::Other) => "Entered in error.".to_owned(),
            Some(why) => format!("Entered in error: {}.", why.label().to_lowercase()),
        }
    }

    /// Whether those who were told were told what is not so.
    pub fn is_to_be_put_right(&self) -> bool {
        !self.disposed && self.why.is_some_and(WhyInError::is_to_be_put_right)
    }

    /// The same with the reason, and who said so.
    pub fn in_words(&self) -> String {
        format!("{} “{}” {}.", self.headline(), self.reason, self.said())
    }

    /// Who said so, and when.
    pub fn said(&self) -> String {
        format!("Signed by {}, {}", self.by, time::moment(&self.written))
    }
}

/// Whether what these statements, in any order, say last is that the decision was entered in
/// error, or any of them says that it was disposed of. A decision that is signed below it does not
/// put it back: only a person does, who says why. Nothing puts back what was disposed of.
pub fn out_of_view(statements: &[Stated<'_>]) -> Option<OutOfView> {
    if let Some(disposed) = disposed_of(statements) {
        return Some(disposed);
    }
    let says = |one: &Stated<'_>| matches!(one.statement.body, Body::EnteredInError(_));
    if !statements.iter().any(says) {
        return None;
    }
    let ordered = stated_in_order(statements);
    let last = ordered.iter().rfind(|one| says(one))?;
    let Body::EnteredInError(said) = &last.statement.body else { return None };
    (!said.back).then(|| OutOfView {
        disposed: false,
        why: said.why,
        reason: said.reason.trim().to_owned(),
        by: last.statement.author.name.clone(),
        written: last.statement.written,
        statement: last.digest.clone(),
    })
}

/// What the last statement says by which it was disposed of.
fn disposed_of(statements: &[Stated<'_>]) -> Option<OutOfView> {
    let said = statements.iter().filter_map(|one| match &one.statement.body {
        Body::Disposal(disposal) => Some((one, disposal)),
        _ => None,
    });
    let (last, said) = said.max_by_key(|(one, _)| (one.statement.written, one.digest))?;
    Some(OutOfView {
        disposed: true,
        why: None,
        reason: format!("{} Authorised by {}.", ended(&said.why), said.authorised_by.trim()),
        by: last.statement.author.name.clone(),
        written: last.statement.written,
        statement: last.digest.clone(),
    })
}

/// A text with a full stop at its end.
fn ended(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

impl AdditionType for EnteredInError {
    const NAME: &'static str = "entered-in-error";
    const LABEL: &'static str = "Entered in error";
    const NOUN: &'static str = "note that this was entered in error";
    const TITLE: &'static str = "Entered in error";

    fn begun(known: &Known<'_>) -> Option<Self> {
        let back = out_of_view(known.stated).is_some();
        Some(Self { back, ..Self::default() })
    }

    fn ask(&mut self, form: &mut dyn AdditionForm, _: &Offers) {
        if self.back {
            form.lines(
                "Why was it not entered in error?",
                "It is shown again in lists, in what is to do and in the chronology.",
                &mut self.reason,
            );
            return;
        }
        let words = (
            "Why",
            "Nothing is removed. It is shown behind this reason only, and no longer in what is to \
             do or in the chronology. It can be put back.",
        );
        choose(form, words, &WhyInError::ALL, WhyInError::label, &mut self.why);
        let hint = match self.why {
            Some(WhyInError::WrongPatient) => {
                "Do not name the right child here: this stays in the record of the other. Begin a \
                 decision for them."
            }
            _ => "",
        };
        form.lines("In your own words", hint, &mut self.reason);
    }

    fn lines(&self) -> Lines {
        let what = if self.back { "It was not entered in error" } else { "" };
        let why = self.why.map_or("", WhyInError::label);
        filled([("Put back", what), ("Why", why), ("Reason", &self.reason)])
    }

    fn told(&self) -> Vec<String> {
        let what = if self.back { "Not entered in error" } else { "Entered in error" };
        let why = self.why.map(|why| why.label().to_owned()).unwrap_or_default();
        vec![what.to_owned(), why, self.reason.clone()]
    }

    fn headline(&self) -> String {
        let words = if self.back { "Not entered in error" } else { Self::LABEL };
        words.to_owned()
    }

    fn lacks(&self) -> Option<&'static str> {
        match (self.back, self.why) {
            (false, None) => Some("Choose why it was entered in error."),
            _ => none(&[&self.reason]).then_some("Say why in your own words."),
        }
    }

    fn is_blank(&self) -> bool {
        self.why.is_none() && none(&[&self.reason])
    }

    fn asked_again(&self) -> Option<(&'static str, &'static str)> {
        Some(if self.back {
            ("Put this decision back? What it asks for is to do again.", "Sign, and put it back")
        } else {
            (
                "Take this decision from view? What is still to do in it is no longer shown.",
                "Sign, and take it from view",
            )
        })
    }

    #[cfg(any(test, feature = "example"))]
    fn golden(_: &Digest, text: &dyn Fn(&str) -> String) -> Self {
        Self { why: Some(WhyInError::WrongPatient), reason: text("reason"), back: true }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;
    use crate::record::statement::{Addendum, Statement};
    use crate::record::{Record, example};

    /// Statements an hour apart, each after the one before it.
    fn signed(bodies: Vec<Body>) -> Vec<(Digest, Statement)> {
        let first = example::statement(Record::default());
        let mut all = vec![(Digest::of(b"0"), first)];
        for (at, body) in bodies.into_iter().enumerate() {
            let (before, last) = all.last().unwrap().clone();
            let written = last.written + TimeDelta::hours(1);
            let follows = vec![before];
            let statement = Statement { follows, written, body, ..last };
            all.push((Digest::of(format!("{}", at + 1).as_bytes()), statement));
        }
        all
    }

    fn stated(all: &[(Digest, Statement)]) -> Vec<Stated<'_>> {
        all.iter().map(|(digest, statement)| Stated { digest, statement }).collect()
    }

    fn says(back: bool) -> Body {
        let (why, reason) = (Some(WhyInError::WrongPatient), "Her sister.".to_owned());
        Body::EnteredInError(EnteredInError { why, reason, back })
    }

    fn note() -> Body {
        Body::Addendum(Addendum { text: "They rang back.".to_owned() })
    }

    #[test]
    fn a_decision_is_in_view_until_somebody_says_that_it_was_entered_in_error() {
        assert_eq!(out_of_view(&stated(&signed(vec![note()]))), None);
        let all = signed(vec![says(false), note()]);
        let error = out_of_view(&stated(&all)).unwrap();
        assert_eq!(error.headline(), "Entered in error: wrong patient.");
        assert_eq!(error.statement, all[1].0);
    }

    #[test]
    fn a_later_decision_does_not_put_it_back_and_a_person_does() {
        let again = example::statement(Record::default()).body;
        let all = signed(vec![says(false), again]);
        assert!(out_of_view(&stated(&all)).is_some());
        assert_eq!(out_of_view(&stated(&signed(vec![says(false), says(true)]))), None);
    }

    #[test]
    fn whoever_begins_it_where_it_was_said_already_begins_to_put_it_back() {
        let all = signed(vec![says(false)]);
        let stated = stated(&all);
        let known = Known {
            standing: None,
            stated: &stated,
            last: None,
            author: "Dr Test Example",
            field: None,
            item: crate::record::ItemId::mint([0; 8]),
        };
        assert!(EnteredInError::begun(&known).unwrap().back);
    }

    #[test]
    fn it_is_not_signed_without_a_reason_in_words() {
        let mut one = EnteredInError::default();
        assert!(one.lacks().is_some());
        one.why = Some(WhyInError::Twice);
        assert!(one.lacks().is_some());
        one.reason = "I signed it twice.".to_owned();
        assert_eq!(one.lacks(), None);
        assert!(one.asked_again().is_some());
    }

    proptest! {
        #[test]
        fn what_was_said_last_holds_in_whatever_order_it_is_read(
            said in prop::collection::vec(prop::option::of(any::<bool>()), 0..6),
            turn in 0_usize..6,
        ) {
            let body = |one: &Option<bool>| one.map_or_else(note, says);
            let all = signed(said.iter().map(body).collect());
            let mut read = stated(&all);
            let by = turn % read.len();
            read.rotate_left(by);
            let last = said.iter().rev().flatten().next();
            prop_assert_eq!(out_of_view(&read).is_some(), last == Some(&false));
        }
    }
}
