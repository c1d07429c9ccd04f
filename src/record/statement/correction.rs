//! A field of a signed record that reads otherwise from now on.

use serde::{Deserialize, Serialize};

use super::addition::{AdditionForm, AdditionType, Known, Lines, Offers, filled, none};
use crate::base::ronfile::blank;
use crate::record::corrected::correctable;
use crate::record::field_access;
use crate::record::form::Field;
use crate::record::ids::Digest;
use crate::record::typed::{DayTime, Typed};

/// A field of a signed record that reads otherwise from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// sha256 of the decision statement that it corrects.
    pub of: Digest,
    /// Which field of its record.
    pub field: Field,
    /// The field's label with its section on the day: "Shared: What was held back".
    pub label: String,
    /// What stood there, as the corrector read it.
    pub from: String,
    /// What it should read.
    pub to: String,
    /// Why.
    #[serde(default, skip_serializing_if = "blank")]
    pub reason: String,
}

impl AdditionType for Correction {
    const NAME: &'static str = "correction";
    const LABEL: &'static str = "Correction";
    const TITLE: &'static str = "Correct something";

    fn begun(known: &Known<'_>) -> Option<Self> {
        let standing = known.standing.as_ref()?;
        let fields = correctable(&standing.corrected);
        let one = fields.into_iter().find(|one| Some(&one.field) == known.field)?;
        Some(Self {
            of: standing.decision.clone(),
            field: one.field,
            label: one.label,
            from: one.reads.clone(),
            to: one.reads,
            reason: String::new(),
        })
    }

    fn ask(&mut self, form: &mut dyn AdditionForm, _: &Offers) {
        form.reads(&self.label, "What it says now", or_nothing(&self.from));
        let choices = field_access::choices(self.field.part);
        let label = "What it should say";
        if field_access::takes_several(self.field.part) {
            let chosen: Vec<&str> = self.to.split(',').map(str::trim).collect();
            let places = choices.iter().enumerate().filter(|(_, words)| chosen.contains(words));
            let before: Vec<usize> = places.map(|(at, _)| at).collect();
            let mut at = before.clone();
            form.several(label, &choices, &mut at);
            if at != before {
                at.sort_unstable();
                let words: Vec<&str> =
                    at.iter().filter_map(|at| choices.get(*at).copied()).collect();
                self.to = words.join(", ");
            }
        } else if let Some(looks) = self.field.part.looks() {
            form.day(label, looks, &mut self.to);
        } else if choices.is_empty() {
            form.lines(label, "", &mut self.to);
        } else {
            let mut at = choices.iter().position(|words| *words == self.to);
            form.one_of(label, "", &choices, &mut at);
            let words = at.and_then(|at| choices.get(at).copied()).unwrap_or_default();
            words.clone_into(&mut self.to);
        }
        form.lines("Why", "", &mut self.reason);
    }

    fn lines(&self) -> Lines {
        filled([
            ("Field", self.label.as_str()),
            ("It said", or_nothing(&self.from)),
            ("It should say", or_nothing(&self.to)),
            ("Why", &self.reason),
        ])
    }

    fn told(&self) -> Vec<String> {
        let reads = format!("{}: “{}” should say “{}”", self.label, self.from, self.to);
        vec![reads, self.reason.clone()]
    }

    fn headline(&self) -> String {
        format!("{} of “{}”", Self::LABEL, self.label)
    }

    fn lacks(&self) -> Option<&'static str> {
        if self.from.trim() == self.to.trim() {
            return Some("It still says the same. Write what it should say.");
        }
        // In words it is kept; with a figure in it, it was meant as a date.
        let figures = self.to.chars().any(|c| c.is_ascii_digit());
        let date = || Typed::<DayTime>::new(self.to.clone()).valid().is_some();
        (self.field.part.looks().is_some() && figures && !date())
            .then_some("No date can be read. Write day, month and year, for example 27 3 2019.")
    }

    fn is_blank(&self) -> bool {
        self.from == self.to && none(&[&self.reason])
    }

    #[cfg(any(test, feature = "example"))]
    fn golden(root: &Digest, text: &dyn Fn(&str) -> String) -> Self {
        let child = crate::record::ItemId::mint([1; 8]);
        Self {
            of: root.clone(),
            field: Field::of(crate::record::Part::ChildName, &child),
            label: "Who: Name".to_owned(),
            from: text("from"),
            to: text("to"),
            reason: text("reason"),
        }
    }
}

fn or_nothing(text: &str) -> &str {
    if text.trim().is_empty() { "Nothing" } else { text }
}
