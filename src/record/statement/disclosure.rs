//! Something was shared after the decision was signed, or a call confirmed in writing.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::addition::{
    AdditionForm, AdditionTime, AdditionType, Known, Lines, Offers, choose, filled, none,
};
use crate::base::ronfile::blank;
use crate::base::time::When;
use crate::record::form::{Answered, Disclosure};
use crate::record::ids::ItemId;
use crate::record::item::Item as _;
use crate::record::order::Stated;
use crate::record::standing::{Disclosed, Said, Standing};
use crate::record::typed::{DayTime, Typed};

/// Something that was shared after the decision was signed, or a call confirmed in writing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedSince {
    /// What went, to whom, when, how, their reference, what was held back.
    pub disclosure: Disclosure,
    /// The earlier disclosure that this one confirms in writing: in the decision's record, or
    /// in an earlier statement of this kind.
    #[serde(default, skip_serializing_if = "blank")]
    pub confirms: Option<ItemId>,
}

impl AdditionType for SharedSince {
    const NAME: &'static str = "disclosure";
    const LABEL: &'static str = "Disclosure";
    const TITLE: &'static str = "What was shared since";
    const TIME_OF: &'static str = "shared";

    fn begun(known: &Known<'_>) -> Option<Self> {
        Some(Self { disclosure: Disclosure::new(known.item.clone()), confirms: None })
    }

    fn ask(&mut self, form: &mut dyn AdditionForm, offers: &Offers) {
        if !offers.calls.is_empty() || self.confirms.is_some() {
            let all: Vec<&str> = offers.calls.iter().map(|(_, words)| words.as_str()).collect();
            let mut at = offers.calls.iter().position(|(id, _)| Some(id) == self.confirms.as_ref());
            form.one_of(
                "Does it confirm a call in writing?",
                "Choose the call. Leave it if this is something else.",
                &all,
                &mut at,
            );
            self.confirms = at.and_then(|at| offers.calls.get(at)).map(|(id, _)| id.clone());
        }
        // A letter is answered by nobody on the telephone, and confirms; what was typed all the same
        // stays in sight.
        let letter = self.confirms.is_some();
        let what = &mut self.disclosure;
        let asks = |text: &str| !letter || !text.trim().is_empty();
        form.line("Told to", "The agency or the person.", &mut what.to);
        form.time("When", AdditionTime::When, &mut what.when);
        form.words("How", "Telephone, secure mail, in person.", &mut what.how);
        if !letter || what.answered.is_some() {
            let words = ("Answered", "Of a call: if nobody answered, nobody was told.");
            choose(form, words, &Answered::ALL, Answered::label, &mut what.answered);
        }
        if asks(&what.spoke_to) {
            form.line("Who took the call", "Their name and role.", &mut what.spoke_to);
        }
        form.line("Their reference", "", &mut what.reference);
        form.lines("What you agreed", "Who does what next.", &mut what.agreed);
        form.lines("What was shared", "", &mut what.shared);
        form.lines("What was held back", "And why.", &mut what.held_back);
        if asks(&what.confirmed.text) {
            form.time("Confirmed in writing", AdditionTime::Confirmed, &mut what.confirmed);
        }
    }

    fn lines(&self) -> Lines {
        let one = &self.disclosure;
        let letter =
            self.confirms.as_ref().map_or("", |_| "This confirms an earlier call in writing.");
        filled([
            ("In writing", letter),
            ("Told to", &one.to),
            ("When", &one.when.text),
            ("How", &one.how),
            ("Answered", one.answered.map_or("", Answered::label)),
            ("Who took the call", &one.spoke_to),
            ("Their reference", &one.reference),
            ("What was agreed", &one.agreed),
            ("What was shared", &one.shared),
            ("What was held back", &one.held_back),
            ("Confirm in writing by", &one.confirm_by.text),
            ("Confirmed in writing", &one.confirmed.text),
        ])
    }

    fn told(&self) -> Vec<String> {
        let letter = match self.confirms {
            _ if self.disclosure.is_unanswered() => "No answer",
            _ if self.disclosure.is_only_rung() => "Rang",
            Some(_) => "Confirmed in writing",
            None => "",
        };
        vec![letter.to_owned(), self.disclosure.to.clone(), self.disclosure.shared.clone()]
    }

    fn headline(&self) -> String {
        match self.confirms {
            _ if self.disclosure.is_unanswered() => "Call: no answer".to_owned(),
            Some(_) => format!("{}: confirmed in writing", Self::LABEL),
            None => Self::LABEL.to_owned(),
        }
    }

    fn when(&self) -> Option<&Typed<DayTime>> {
        Some(&self.disclosure.when)
    }

    fn time_mut(&mut self, time: AdditionTime) -> Option<&mut Typed<DayTime>> {
        Some(match time {
            AdditionTime::When => &mut self.disclosure.when,
            AdditionTime::Confirmed => &mut self.disclosure.confirmed,
        })
    }

    fn happened(&self, _: &DateTime<FixedOffset>) -> Option<When> {
        // When it was shared is told as that.
        None
    }

    fn lacks(&self) -> Option<&'static str> {
        let one = &self.disclosure;
        let empty = none(&[&one.to, &one.shared]) && self.confirms.is_none();
        empty.then_some("Say who it went to, or what was shared.")
    }

    fn is_blank(&self) -> bool {
        let one = &self.disclosure;
        let begun = Disclosure { when: one.when.clone(), ..Disclosure::new(one.id.clone()) };
        self.confirms.is_none() && *one == begun
    }

    fn is_for_the_same(&self, other: &Self) -> bool {
        self.confirms == other.confirms
    }

    fn settle(&self, standing: &mut Standing, of: &Stated<'_>) {
        let disclosure = &self.disclosure;
        let confirmed = (!disclosure.confirmed.is_blank()).then(|| Said {
            reference: disclosure.reference.clone(),
            ..Said::at(&disclosure.confirmed, of)
        });
        standing.disclosures.push(Disclosed {
            disclosure: disclosure.clone(),
            confirmed,
            confirms: self.confirms.clone(),
            statement: of.digest.clone(),
        });
    }

    #[cfg(any(test, feature = "example"))]
    fn golden(_: &crate::record::Digest, text: &dyn Fn(&str) -> String) -> Self {
        let when = || Typed::new("22 November 2026, 10:42");
        let disclosure = Disclosure {
            to: text("to"),
            when: when(),
            how: text("how"),
            reference: text("reference"),
            shared: text("shared"),
            held_back: text("held back"),
            confirmed: when(),
            confirm_by: when(),
            ..Disclosure::new(ItemId::mint([5; 8]))
        };
        Self { disclosure, confirms: Some(ItemId::mint([9; 8])) }
    }
}
