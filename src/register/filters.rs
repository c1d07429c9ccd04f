//! What is asked of the list of decisions, as it can be saved in the settings. The settings lie
//! outside the register, so no name of a child and no searched word stands here.

mod columns;

use serde::{Deserialize, Serialize};

use crate::base::ronfile::blank;
use crate::record::typed::{Day, Typed};
use crate::record::{Consented, Reviewed};

pub use columns::{Column, Sort};

/// A filter under a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedFilter {
    /// What its user calls it.
    pub name: String,
    /// What it asks.
    pub criteria: Criteria,
    /// How the rows are sorted.
    #[serde(default)]
    pub sort: Sort,
    /// The columns that are shown.
    #[serde(default = "Column::usual")]
    pub columns: Vec<Column>,
}

/// What a decision has to be to stand in the list. What is blank asks nothing; of several values
/// any is enough.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "AsSaved")]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing that is asked or not")]
pub struct Criteria {
    /// The outcomes decided, by id.
    pub outcomes: Vec<String>,
    /// Decided otherwise than suggested.
    pub departed: bool,
    /// Shared, and nobody gave consent to all of it.
    pub without_consent: bool,
    /// Waiting for something.
    pub open: bool,
    /// Waiting for something that was due.
    pub overdue: bool,
    /// Entered in error. Those are out of view as long as this is not asked.
    #[serde(skip_serializing_if = "blank")]
    pub in_error: bool,
    /// How consent came out.
    #[serde(skip_serializing_if = "blank")]
    pub consents: Vec<Consented>,
    /// What a reviewer made of it.
    #[serde(skip_serializing_if = "blank")]
    pub reviews: Vec<Reviewed>,
    /// Whose cases they are, by the whole name; a blank one stands for nobody's.
    #[serde(skip_serializing_if = "blank")]
    pub owners: Vec<String>,
    /// Who decided, by the whole name.
    #[serde(skip_serializing_if = "blank")]
    pub authors: Vec<String>,
    /// Letters of the author's name.
    pub author: String,
    /// Decided on this day or later.
    pub from: Typed<Day>,
    /// Decided on this day or before.
    pub to: Typed<Day>,
}

/// The criteria as any version saved them: once an outcome was one, and reviewed or not.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename = "Criteria")]
#[expect(clippy::struct_excessive_bools, reason = "as they were saved")]
struct AsSaved {
    outcome: Option<String>,
    outcomes: Vec<String>,
    departed: bool,
    without_consent: bool,
    open: bool,
    overdue: bool,
    in_error: bool,
    reviewed: Option<bool>,
    consents: Vec<Consented>,
    reviews: Vec<Reviewed>,
    owners: Vec<String>,
    authors: Vec<String>,
    author: String,
    from: Typed<Day>,
    to: Typed<Day>,
}

impl From<AsSaved> for Criteria {
    fn from(saved: AsSaved) -> Self {
        let mut reviews = saved.reviews;
        if let Some(reviewed) = saved.reviewed {
            reviews.extend(Reviewed::ALL.iter().filter(|one| (**one != Reviewed::No) == reviewed));
        }
        Self {
            outcomes: saved.outcomes.into_iter().chain(saved.outcome).collect(),
            departed: saved.departed,
            without_consent: saved.without_consent,
            open: saved.open,
            overdue: saved.overdue,
            in_error: saved.in_error,
            consents: saved.consents,
            reviews,
            owners: saved.owners,
            authors: saved.authors,
            author: saved.author,
            from: saved.from,
            to: saved.to,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ronfile;

    #[test]
    fn a_filter_that_an_earlier_version_saved_asks_the_same() {
        let saved = "SavedFilter(name: \"Mine\", criteria: Criteria(outcome: Some(\"share-now\"), \
                     departed: true, reviewed: Some(false), author: \"exa\"), sort: Sort(by: \
                     Written, falling: true), columns: [Outcome, Child])";
        let read: SavedFilter = ronfile::read(saved.as_bytes()).unwrap();
        let asks = Criteria {
            outcomes: vec!["share-now".to_owned()],
            departed: true,
            reviews: vec![Reviewed::No],
            author: "exa".to_owned(),
            ..Criteria::default()
        };
        assert_eq!(read.criteria, asks);
        let again = ronfile::write(&read).unwrap();
        assert_eq!(ronfile::read::<SavedFilter>(again.as_bytes()).unwrap(), read);
    }

    #[test]
    fn reviewed_of_old_is_any_view_of_today() {
        let saved = "Criteria(reviewed: Some(true), outcome: None)";
        let read: Criteria = ronfile::read(saved.as_bytes()).unwrap();
        assert_eq!(read.reviews.len(), Reviewed::ALL.len() - 1);
        assert!(!read.reviews.contains(&Reviewed::No) && read.outcomes.is_empty());
    }
}
