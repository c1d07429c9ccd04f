//! A decision was disposed of: what was signed of it is removed, lawfully and for good, and this
//! says who authorised that, why, and which files it was. The chain of hashes goes on through it.

use serde::{Deserialize, Serialize};

use super::Body;
use super::addition::{AdditionForm, AdditionType, Known, Lines, Offers, filled, none};
use crate::record::ids::{DeviceId, Digest};
use crate::record::order::Stated;

/// A decision was disposed of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disposal {
    /// Who decided it for the practice.
    pub authorised_by: String,
    /// Why, in words.
    pub why: String,
    /// What was removed; filled in when it is signed.
    pub removed: Vec<Removed>,
    /// sha256 of files that were removed too and were no sound statement: changed, or misplaced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Digest>,
}

/// A statement that was removed: enough of it that what was signed before and after it still
/// follows one another, and nothing that tells of anybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Removed {
    /// sha256 of its bytes.
    pub statement: Digest,
    /// The workstation that signed it.
    pub device: DeviceId,
    /// sha256 of the statement that this workstation had signed before it.
    pub device_prev: Option<Digest>,
}

/// Whether nothing but that is left of a decision.
pub fn is_disposed_of(stated: &[Stated<'_>]) -> bool {
    !stated.is_empty() && stated.iter().all(|one| matches!(one.statement.body, Body::Disposal(_)))
}

impl AdditionType for Disposal {
    const NAME: &'static str = "disposal";
    const LABEL: &'static str = "Disposal";
    const NOUN: &'static str = "disposal";
    const TITLE: &'static str = "Dispose of it for good";

    fn begun(known: &Known<'_>) -> Option<Self> {
        (!is_disposed_of(known.stated)).then(Self::default)
    }

    fn ask(&mut self, form: &mut dyn AdditionForm, _: &Offers) {
        form.words(
            "Authorised by",
            "Who decides this for the practice, such as the Caldicott guardian.",
            &mut self.authorised_by,
        );
        form.lines(
            "Why it may be disposed of",
            "Do not name a patient here: this text stays. Every file of this decision is removed \
             from the register, with its words in the index. What stays: who authorised it, why, \
             when, and the hash of each file. Backups, the history of a synced folder, and copies \
             on paper or elsewhere are not reached.",
            &mut self.why,
        );
    }

    fn lines(&self) -> Lines {
        let count = (self.removed.len() + self.others.len()).to_string();
        let count = if self.removed.is_empty() { "" } else { &count };
        filled([
            ("Authorised by", self.authorised_by.as_str()),
            ("Why", &self.why),
            ("Files removed", count),
        ])
    }

    fn told(&self) -> Vec<String> {
        let by = match self.authorised_by.trim() {
            "" => String::new(),
            by => format!("Authorised by {by}"),
        };
        vec!["Disposed of".to_owned(), by, self.why.clone()]
    }

    fn headline(&self) -> String {
        "Disposed of".to_owned()
    }

    fn lacks(&self) -> Option<&'static str> {
        if none(&[&self.authorised_by]) {
            return Some("Say who authorised it.");
        }
        none(&[&self.why]).then_some("Say why it may be disposed of.")
    }

    fn is_blank(&self) -> bool {
        none(&[&self.authorised_by, &self.why])
    }

    fn asked_again(&self) -> Option<(&'static str, &'static str)> {
        Some((
            "Remove every file of this decision for good? It cannot be put back. To take a \
             mistake from view and keep it, choose “Entered in error” instead.",
            "Sign, and remove every file",
        ))
    }

    #[cfg(any(test, feature = "example"))]
    fn golden(root: &Digest, text: &dyn Fn(&str) -> String) -> Self {
        Self {
            authorised_by: text("authorised_by"),
            why: text("why"),
            removed: vec![Removed {
                statement: root.clone(),
                device: DeviceId::mint([1; 8]),
                device_prev: Some(Digest::of(b"before")),
            }],
            others: vec![Digest::of(b"changed")],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Record, example, out_of_view};

    fn disposal() -> Body {
        Body::Disposal(Disposal {
            authorised_by: "Dr Mock Example, Caldicott guardian".to_owned(),
            why: "The retention period is over.".to_owned(),
            ..Disposal::default()
        })
    }

    #[test]
    fn it_is_not_signed_without_who_authorised_it_and_why() {
        let mut one = Disposal::default();
        assert_eq!(one.lacks(), Some("Say who authorised it."));
        one.authorised_by = "Practice manager".to_owned();
        assert_eq!(one.lacks(), Some("Say why it may be disposed of."));
        one.why = "The retention period is over.".to_owned();
        assert_eq!(one.lacks(), None);
        assert!(one.asked_again().is_some());
    }

    #[test]
    fn what_is_disposed_of_is_out_of_view_and_is_not_disposed_of_twice() {
        let first = example::statement(Record::default());
        let after = crate::record::Statement { body: disposal(), ..first.clone() };
        let (one, two) = (Digest::of(b"1"), Digest::of(b"2"));
        let both = [
            Stated { digest: &one, statement: &first },
            Stated { digest: &two, statement: &after },
        ];
        let view = out_of_view(&both).unwrap();
        assert_eq!(view.headline(), "Disposed of.");
        assert!(view.reason.contains("Caldicott"), "{}", view.reason);
        assert!(!is_disposed_of(&both), "its files are still there");
        let [_, tombstone] = both;
        assert!(is_disposed_of(&[tombstone]));
        assert!(!is_disposed_of(&[]));
    }
}
