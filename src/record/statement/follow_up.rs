//! What became of it.

use serde::{Deserialize, Serialize};

use super::addition::{
    AdditionForm, AdditionTime, AdditionType, Known, Lines, Offers, choose, filled, none,
};
use crate::base::ronfile::blank;
use crate::record::order::Stated;
use crate::record::standing::{Said, Standing};
use crate::record::typed::{DayTime, Typed};

/// What became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowedUp {
    /// What kind of news.
    pub what: News,
    /// When.
    #[serde(default, skip_serializing_if = "blank")]
    pub when: Typed<DayTime>,
    /// Who said so, or who did it.
    #[serde(default, skip_serializing_if = "blank")]
    pub by: String,
    /// Their reference.
    #[serde(default, skip_serializing_if = "blank")]
    pub reference: String,
    /// In words.
    #[serde(default, skip_serializing_if = "blank")]
    pub words: String,
    /// When it is next to be looked at. It stands in place of the review date.
    #[serde(default, skip_serializing_if = "blank")]
    pub next_due: Typed<DayTime>,
}

/// Kinds of news of a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum News {
    /// They acknowledged what was shared.
    Acknowledged,
    /// What they decided or did.
    Outcome,
    /// They were tried, and nobody answered.
    NoAnswer,
    /// It was taken further, because nothing or too little came back.
    Escalated,
    /// The case was looked at again: the review date is met.
    LookedAgain,
    /// Anything else.
    #[default]
    Note,
}

impl News {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 6] = [
        Self::Acknowledged,
        Self::NoAnswer,
        Self::Outcome,
        Self::Escalated,
        Self::LookedAgain,
        Self::Note,
    ];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Acknowledged => "Acknowledged",
            Self::NoAnswer => "Rang, no answer",
            Self::Outcome => "Outcome",
            Self::Escalated => "Escalated",
            Self::LookedAgain => "Looked at again",
            Self::Note => "Something else",
        }
    }
}

impl AdditionType for FollowedUp {
    const NAME: &'static str = "follow-up";
    const LABEL: &'static str = "Follow-up";

    fn begun(_: &Known<'_>) -> Option<Self> {
        Some(Self::default())
    }

    fn ask(&mut self, form: &mut dyn AdditionForm, _: &Offers) {
        let mut what = Some(self.what);
        choose(form, ("What has happened since?", ""), &News::ALL, News::label, &mut what);
        self.what = what.unwrap_or(self.what);
        form.time("When", AdditionTime::When, &mut self.when);
        form.line("By whom", "Who said so, or who did it.", &mut self.by);
        form.line("Their reference", "", &mut self.reference);
        form.lines("In words", "", &mut self.words);
        form.due(
            "Next due",
            "When to look at it next. This replaces the review date.",
            &mut self.next_due,
        );
    }

    fn lines(&self) -> Lines {
        filled([
            ("What has happened", self.what.label()),
            ("When", &self.when.text),
            ("By whom", &self.by),
            ("Their reference", &self.reference),
            ("In words", &self.words),
            ("Next due", &self.next_due.text),
        ])
    }

    fn told(&self) -> Vec<String> {
        let [by, reference, words] = [&self.by, &self.reference, &self.words].map(Clone::clone);
        vec![self.what.label().to_owned(), by, reference, words]
    }

    fn headline(&self) -> String {
        format!("{}: {}", Self::LABEL, self.what.label().to_lowercase())
    }

    fn when(&self) -> Option<&Typed<DayTime>> {
        Some(&self.when)
    }

    fn time_mut(&mut self, _: AdditionTime) -> Option<&mut Typed<DayTime>> {
        Some(&mut self.when)
    }

    fn lacks(&self) -> Option<&'static str> {
        self.is_blank().then_some("Say what has happened.")
    }

    fn is_blank(&self) -> bool {
        let texts: [&str; 4] = [&self.words, &self.by, &self.reference, &self.next_due.text];
        self.what == News::Note && none(&texts)
    }

    fn is_for_the_same(&self, other: &Self) -> bool {
        self.what == other.what
    }

    fn settle(&self, standing: &mut Standing, of: &Stated<'_>) {
        let said = Said {
            by: self.by.clone(),
            reference: self.reference.clone(),
            words: self.words.clone(),
            ..Said::at(&self.when, of)
        };
        match self.what {
            News::Acknowledged => standing.acknowledged = Some(said),
            News::Outcome => standing.outcome = Some(said),
            News::Escalated => standing.escalated = Some(said),
            News::LookedAgain => {
                standing.looked_again = Some(said);
                standing.review_on = Typed::default();
            }
            News::NoAnswer | News::Note => {}
        }
        if !self.next_due.is_blank() {
            standing.review_on = self.next_due.clone();
        }
    }

    #[cfg(any(test, feature = "example"))]
    fn golden(_: &crate::record::Digest, text: &dyn Fn(&str) -> String) -> Self {
        let when = || Typed::new("22 November 2026, 10:42");
        Self {
            what: News::Escalated,
            when: when(),
            by: text("by"),
            reference: text("reference"),
            words: text("words"),
            next_due: when(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn that_nobody_answered_changes_nothing_but_when_it_is_looked_at_next() {
        let news = FollowedUp { what: News::NoAnswer, ..FollowedUp::default() };
        assert_eq!(news.lacks(), None);
        assert_eq!(news.headline(), "Follow-up: rang, no answer");
    }

    #[test]
    fn an_acknowledgement_alone_says_enough_and_other_news_needs_words() {
        let news = |what| FollowedUp { what, ..FollowedUp::default() };
        assert_eq!(news(News::Acknowledged).lacks(), None);
        assert!(news(News::Note).lacks().is_some());
        let told = FollowedUp { words: "They rang.".to_owned(), ..news(News::Note) };
        assert_eq!(told.lacks(), None);
    }
}
