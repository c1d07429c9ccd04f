//! What a filter asks, one thing each, in words: what is shown above the list, and taken back
//! there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Criteria, Filter};
use crate::base::time;
use crate::record::{Consented, Reviewed, Typed};
use crate::register::Summary;

/// One thing that is asked of the list, beside the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// The child.
    Child,
    /// Decided from this day on.
    From,
    /// Decided up to this day.
    To,
    /// The outcome.
    Outcome,
    /// Who decided, by name.
    Author,
    /// Who decided, by letters.
    AuthorLetters,
    /// Whose case it is.
    Owner,
    /// How consent came out.
    Consent,
    /// What a reviewer made of it.
    Review,
    /// What is asked with yes.
    Only(Only),
}

/// What is asked with yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// Decided otherwise than suggested.
    Departed,
    /// Shared without consent.
    Without,
    /// Waiting for something.
    Open,
    /// Waiting for something that was due.
    Overdue,
    /// Entered in error.
    InError,
}

impl Only {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Departed, Self::Without, Self::Open, Self::Overdue, Self::InError];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Departed => "Decided differently",
            Self::Without => "Shared without consent",
            Self::Open => "Open",
            Self::Overdue => "Overdue",
            Self::InError => "Entered in error or disposed of",
        }
    }

    /// Whether it is asked.
    pub fn of(self, by: &mut Criteria) -> &mut bool {
        match self {
            Self::Departed => &mut by.departed,
            Self::Without => &mut by.without_consent,
            Self::Open => &mut by.open,
            Self::Overdue => &mut by.overdue,
            Self::InError => &mut by.in_error,
        }
    }
}

impl Asks {
    const ALL: [Self; 14] = [
        Self::Child,
        Self::From,
        Self::To,
        Self::Outcome,
        Self::Author,
        Self::AuthorLetters,
        Self::Owner,
        Self::Consent,
        Self::Review,
        Self::Only(Only::Departed),
        Self::Only(Only::Without),
        Self::Only(Only::Open),
        Self::Only(Only::Overdue),
        Self::Only(Only::InError),
    ];
}

impl Filter {
    /// How many things it asks, but for the words.
    pub fn asks(&self) -> usize {
        Asks::ALL.iter().filter(|one| self.does_ask(**one)).count()
    }

    /// What it asks, each in words. `headline`: the words of an outcome.
    pub fn in_words(&self, headline: impl Fn(&str) -> String) -> Vec<(Asks, String)> {
        let by = &self.by;
        let day = |typed: &Typed<crate::record::typed::Day>| {
            typed.valid().map_or_else(String::new, |day| time::day(day.0))
        };
        let words = |one: Asks| match one {
            Asks::Child => format!("Child: {}", self.child.trim()),
            Asks::From => format!("Since {}", day(&by.from)),
            Asks::To => format!("Until {}", day(&by.to)),
            Asks::Outcome => several("Outcome", &by.outcomes, |id| headline(id)),
            Asks::Author => several("Author", &by.authors, Clone::clone),
            Asks::AuthorLetters => format!("Author: “{}”", by.author.trim()),
            Asks::Owner => several("Owner", &by.owners, |name| owner_words(name).to_owned()),
            Asks::Consent => one_of(&by.consents, "Consent", Consented::label),
            Asks::Review => one_of(&by.reviews, "Review", Reviewed::label),
            Asks::Only(only) => only.label().to_owned(),
        };
        let asked = Asks::ALL.into_iter().filter(|one| self.does_ask(*one));
        asked.map(|one| (one, words(one))).collect()
    }

    /// Asks this no more.
    pub fn take_back(&mut self, one: Asks) {
        let by = &mut self.by;
        match one {
            Asks::Child => self.child.clear(),
            Asks::From => by.from = Typed::default(),
            Asks::To => by.to = Typed::default(),
            Asks::Outcome => by.outcomes.clear(),
            Asks::Author => by.authors.clear(),
            Asks::AuthorLetters => by.author.clear(),
            Asks::Owner => by.owners.clear(),
            Asks::Consent => by.consents.clear(),
            Asks::Review => by.reviews.clear(),
            Asks::Only(only) => *only.of(by) = false,
        }
    }

    fn does_ask(&self, one: Asks) -> bool {
        let by = &self.by;
        match one {
            Asks::Child => !self.child.trim().is_empty(),
            Asks::From => by.from.valid().is_some(),
            Asks::To => by.to.valid().is_some(),
            Asks::Outcome => !by.outcomes.is_empty(),
            Asks::Author => !by.authors.is_empty(),
            Asks::AuthorLetters => !by.author.trim().is_empty(),
            Asks::Owner => !by.owners.is_empty(),
            Asks::Consent => !by.consents.is_empty(),
            Asks::Review => !by.reviews.is_empty(),
            Asks::Only(only) => *only.of(&mut by.clone()),
        }
    }
}

/// "Author: Dr A Example", or "Author: any of 3".
fn several(what: &str, asked: &[String], words: impl Fn(&String) -> String) -> String {
    match asked {
        [one] => format!("{what}: {}", words(one)),
        many => format!("{what}: any of {}", many.len()),
    }
}

/// The same of what says itself what it is about.
fn one_of<T: Copy>(asked: &[T], what: &str, words: impl Fn(T) -> &'static str) -> String {
    match asked {
        [one] => words(*one).to_owned(),
        many => format!("{what}: any of {}", many.len()),
    }
}

/// Whose case it is, in words.
pub fn owner_words(name: &str) -> &str {
    if name.trim().is_empty() { "unassigned" } else { name }
}

/// What a filter can be made of, as it occurs in these decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// The outcomes: id and headline, by headline.
    pub outcomes: Vec<(String, String)>,
    /// Who decided, by name.
    pub authors: Vec<String>,
    /// Whose cases they are, by name; blank for nobody's.
    pub owners: Vec<String>,
    /// How consent came out.
    pub consents: Vec<Consented>,
    /// What reviewers made of them.
    pub reviews: Vec<Reviewed>,
}

impl Offered {
    /// Of these decisions.
    pub fn by(summaries: &[Arc<Summary>]) -> Self {
        let mut outcomes: BTreeMap<&str, &str> = BTreeMap::new();
        let (mut authors, mut owners) = (BTreeSet::new(), BTreeSet::new());
        let (mut consents, mut reviews) = (Vec::new(), Vec::new());
        for one in summaries {
            if one.whole {
                outcomes.entry(&one.outcome).or_insert(&one.headline);
                owners.insert(one.owner.as_str());
            }
            authors.insert(one.author.as_str());
            if !consents.contains(&one.consent) {
                consents.push(one.consent);
            }
            if !reviews.contains(&one.reviewed) {
                reviews.push(one.reviewed);
            }
        }
        let mut outcomes: Vec<(String, String)> =
            outcomes.into_iter().map(|(id, words)| (id.to_owned(), words.to_owned())).collect();
        outcomes.sort_by(|a, b| a.1.cmp(&b.1));
        let names = |all: BTreeSet<&str>| all.into_iter().map(str::to_owned).collect();
        Self {
            outcomes,
            authors: names(authors),
            owners: names(owners),
            consents: Consented::ALL.into_iter().filter(|one| consents.contains(one)).collect(),
            reviews: Reviewed::ALL.into_iter().filter(|one| reviews.contains(one)).collect(),
        }
    }

    /// The headline of an outcome; its id where none of these decisions has it.
    pub fn headline(&self, outcome: &str) -> String {
        let found = self.outcomes.iter().find(|(id, _)| id == outcome);
        found.map_or(outcome, |(_, headline)| headline).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> Filter {
        let name = |name: &str| name.to_owned();
        Filter {
            words: name("bruise"),
            child: name("Robin"),
            by: Criteria {
                outcomes: vec![name("share-now")],
                departed: true,
                without_consent: true,
                open: true,
                overdue: true,
                in_error: true,
                consents: vec![Consented::Refused],
                reviews: vec![Reviewed::No, Reviewed::Same],
                owners: vec![String::new()],
                authors: vec![name("Dr A Example"), name("Dr A Sample")],
                author: name("exa"),
                from: Typed::new("1 September 2026"),
                to: Typed::new("24/11/2026"),
            },
        }
    }

    #[test]
    fn each_thing_asked_is_said_in_words() {
        let said = full().in_words(|_| "Share now".to_owned());
        let said: Vec<&str> = said.iter().map(|(_, words)| words.as_str()).collect();
        assert_eq!(
            said,
            [
                "Child: Robin",
                "Since 1 September 2026",
                "Until 24 November 2026",
                "Outcome: Share now",
                "Author: any of 2",
                "Author: “exa”",
                "Owner: unassigned",
                "Consent refused",
                "Review: any of 2",
                "Decided differently",
                "Shared without consent",
                "Open",
                "Overdue",
                "Entered in error or disposed of",
            ]
        );
    }

    #[test]
    fn each_can_be_taken_back_alone_and_after_all_of_them_the_words_are_left() {
        let mut filter = full();
        for (one, _) in full().in_words(str::to_owned) {
            let before = filter.asks();
            filter.take_back(one);
            assert_eq!(filter.asks(), before - 1, "{one:?}");
        }
        assert_eq!(filter, Filter { words: "bruise".to_owned(), ..Filter::default() });
    }
}
