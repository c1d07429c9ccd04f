//! The case goes from one owner to another.

use serde::{Deserialize, Serialize};

use super::addition::{
    AdditionForm, AdditionTime, AdditionType, Known, Lines, Offers, choose, filled, none,
};
use crate::base::ronfile::blank;
use crate::record::form::YesNo;
use crate::record::order::Stated;
use crate::record::standing::{Offer, Standing};
use crate::record::typed::{DayTime, Typed};

/// The case goes from one owner to another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handover {
    /// Whose it was; blank where nobody was named.
    #[serde(default, skip_serializing_if = "blank")]
    pub from: String,
    /// Whose it is to be.
    pub to: String,
    /// When it was handed over.
    #[serde(default, skip_serializing_if = "blank")]
    pub when: Typed<DayTime>,
    /// Whether they accepted. Until they have, the case stays with its owner.
    #[serde(default, skip_serializing_if = "blank")]
    pub accepted: Option<YesNo>,
    /// Why.
    #[serde(default, skip_serializing_if = "blank")]
    pub reason: String,
}

impl AdditionType for Handover {
    const NAME: &'static str = "handover";
    const LABEL: &'static str = "Handover";
    const TITLE: &'static str = "Hand over";
    const TIME_OF: &'static str = "handed over";

    fn begun(known: &Known<'_>) -> Option<Self> {
        let from = known.standing.as_ref().map(|one| one.owner.clone()).unwrap_or_default();
        Some(Self { from, ..Self::default() })
    }

    fn ask(&mut self, form: &mut dyn AdditionForm, _: &Offers) {
        form.two_lines(("From", &mut self.from), ("To", &mut self.to));
        form.time("When", AdditionTime::When, &mut self.when);
        let words = ("Have they accepted it?", "Until they have, the case stays with its owner.");
        choose(form, words, &YesNo::ALL, YesNo::label, &mut self.accepted);
        form.lines("Why", "", &mut self.reason);
    }

    fn lines(&self) -> Lines {
        let from = if self.from.trim().is_empty() { "Nobody was named" } else { &self.from };
        let accepted = match self.accepted {
            Some(YesNo::Yes) => "Yes",
            Some(YesNo::No) => "No. The case stays with its owner.",
            None => "Not yet. Until then the case stays with its owner.",
        };
        filled([
            ("From", from),
            ("To", &self.to),
            ("When", &self.when.text),
            ("Accepted", accepted),
            ("Why", &self.reason),
        ])
    }

    fn told(&self) -> Vec<String> {
        let from = if self.from.trim().is_empty() { "nobody" } else { self.from.trim() };
        let accepted = match self.accepted {
            Some(YesNo::Yes) => "Accepted",
            Some(YesNo::No) => "Refused",
            None => "Not accepted yet",
        };
        vec![format!("From {from} to {}", self.to), accepted.to_owned(), self.reason.clone()]
    }

    fn when(&self) -> Option<&Typed<DayTime>> {
        Some(&self.when)
    }

    fn time_mut(&mut self, _: AdditionTime) -> Option<&mut Typed<DayTime>> {
        Some(&mut self.when)
    }

    fn lacks(&self) -> Option<&'static str> {
        none(&[&self.to]).then_some("Say who the case is handed over to.")
    }

    fn is_blank(&self) -> bool {
        self.accepted.is_none() && none(&[&self.to, &self.reason])
    }

    fn settle(&self, standing: &mut Standing, of: &Stated<'_>) {
        let to = self.to.trim().to_owned();
        match self.accepted {
            Some(YesNo::Yes) => {
                standing.owner = to;
                standing.offered = None;
            }
            Some(YesNo::No) => standing.offered = None,
            None => {
                let (when, statement) = (self.when.clone(), of.digest.clone());
                standing.offered = Some(Offer { to, when, statement });
            }
        }
    }

    #[cfg(any(test, feature = "example"))]
    fn golden(_: &crate::record::Digest, text: &dyn Fn(&str) -> String) -> Self {
        Self {
            from: text("from"),
            to: text("to"),
            when: Typed::new("22 November 2026, 10:42"),
            accepted: Some(YesNo::Yes),
            reason: text("reason"),
        }
    }
}
