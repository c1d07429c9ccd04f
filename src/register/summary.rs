//! One decision as a list shows it: what the index keeps, so that the list is there before the
//! register is read. It follows from the statements and is never their source.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::load::DecisionFile;
use crate::base::ronfile::blank;
use crate::base::time::When;
use crate::pathway::OutcomeId;
use crate::record::people::children_words;
use crate::record::times::late_entry;
use crate::record::{
    AtRisk, ConsentAnswer, Consented, Decision, DecisionId, Digest, LastReview, Link, Record,
    Reviewed,
};

/// A decision in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing that a filter asks")]
pub struct Summary {
    /// Its id.
    pub id: DecisionId,
    /// sha256 of its first statement: two may stand under one id.
    pub root: Digest,
    /// The statements that no other follows.
    pub heads: Vec<Digest>,
    /// What it is called as one of the cases that teach; `None` for all others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What was decided, in one line.
    pub headline: String,
    /// The outcome decided, by id; blank where no decision can be read.
    pub outcome: String,
    /// The headline of what the answers came to, where something else was decided.
    pub suggested: Option<String>,
    /// Whether the doctor departed from the suggested outcome.
    pub departed: bool,
    /// Whether something was shared and nobody gave consent to all of it.
    pub without_consent: bool,
    /// The children.
    pub children: Vec<ChildLine>,
    /// The decisions that it began from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub linked: Vec<Link>,
    /// Who signed the decision.
    pub author: String,
    /// When its newest statement was signed.
    pub written: DateTime<FixedOffset>,
    /// When it was decided.
    pub decided: When,
    /// How many statements.
    pub statements: usize,
    /// How consent came out.
    #[serde(default)]
    pub consent: Consented,
    /// What a reviewer made of its newest decision.
    #[serde(default)]
    pub reviewed: Reviewed,
    /// What other people than its author said last of its newest decision.
    #[serde(default, skip_serializing_if = "blank")]
    pub last_review: Option<LastReview>,
    /// That a child may be at risk, which a reviewer said of it and to which nobody has replied.
    #[serde(default, skip_serializing_if = "blank")]
    pub at_risk: Option<AtRisk>,
    /// Whether it was written on a later day than it was decided.
    #[serde(default, skip_serializing_if = "blank")]
    pub late: bool,
    /// Whose the case is; blank where nobody is named.
    #[serde(default)]
    pub owner: String,
    /// Whether a decision could be read in it.
    pub whole: bool,
    /// Whether something is wrong with one of its files.
    pub problem: bool,
    /// Whether it waits for something: advice, consent, a check, a review.
    pub open: bool,
    /// Whether it was entered in error: out of view until it is asked for.
    #[serde(default, skip_serializing_if = "blank")]
    pub in_error: bool,
    /// Whether that is because it was disposed of.
    #[serde(default, skip_serializing_if = "blank")]
    pub disposed: bool,
    /// By when the first thing that is owed about it is due, where a time is set.
    pub due: Option<DateTime<FixedOffset>>,
}

/// A child as a list shows and finds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChildLine {
    /// The name as typed.
    pub name: String,
    /// The NHS number, its digits alone; as typed where it is none.
    pub nhs: String,
    /// The day of birth, where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<NaiveDate>,
}

impl Summary {
    /// Of a decision as it was read. Whether it is open, and by when it is due, rests on the
    /// pathway and is put in by whoever has that. `None` for a file without a statement.
    pub fn of(file: &DecisionFile) -> Option<Self> {
        let last = file.last()?;
        let latest = file.latest_decision();
        let header = latest.map_or(&last.header, |(loaded, _)| &loaded.header);
        let decision = latest.map(|(_, decision)| decision);
        // As they are called by now, and whose it is: something may have been added since.
        let (children, owner) = match decision {
            Some(_) if file.statements.len() > 1 => file
                .standing()
                .map(|since| (children(&since.corrected.record), since.owner))
                .unwrap_or_default(),
            Some(decision) => (children(&decision.record), decision.record.follow_up.owner.clone()),
            None => Default::default(),
        };
        let (reviewed, last_review, at_risk) = match latest {
            Some((decided, _)) if file.statements.len() > 1 => {
                let (of, stated) = (&decided.digest, file.stated());
                let last = LastReview::of(of, &decided.header.author.name, &stated);
                (Reviewed::of(of, &stated), last, AtRisk::of(of, &stated))
            }
            _ => (Reviewed::No, None, None),
        };
        let late = latest.and_then(|(loaded, _)| late_entry(loaded.statement()?)).is_some();
        Some(Self {
            id: file.id.clone(),
            root: file.root.clone(),
            heads: file.heads(),
            title: None,
            headline: header.headline.clone(),
            outcome: decision.map(|d| d.decided_id().to_owned()).unwrap_or_default(),
            suggested: decision.and_then(|d| suggested_instead(d, &header.headline)),
            departed: decision.is_some_and(|d| d.departure.is_some()),
            without_consent: decision.is_some_and(|d| without_consent(d.decided_id(), &d.record)),
            children,
            linked: file.links().cloned().collect(),
            author: header.author.name.clone(),
            written: last.header.written,
            decided: header.decided.clone(),
            statements: file.statements.len(),
            consent: decision.map(Consented::of).unwrap_or_default(),
            reviewed,
            last_review,
            at_risk,
            late,
            owner: owner.trim().to_owned(),
            whole: decision.is_some(),
            problem: file.problems.iter().any(|problem| !problem.is_remark()),
            open: false,
            in_error: file.out_of_view().is_some(),
            disposed: file.is_disposed_of(),
            due: None,
        })
    }

    /// The children by name; "child not named" where none is.
    pub fn about(&self) -> String {
        if !self.whole && self.disposed {
            return "child no longer named".to_owned();
        }
        if !self.whole {
            return "cannot be read in full".to_owned();
        }
        children_words(self.children.iter().map(|child| child.name.as_str()))
    }

    /// Whether something is owed about it that was due before `now`.
    pub fn is_overdue(&self, now: &DateTime<FixedOffset>) -> bool {
        self.due.is_some_and(|due| due < *now)
    }
}

/// The headline of what the answers came to, where something else was decided.
pub fn suggested_instead(decision: &Decision, decided: &str) -> Option<String> {
    let differs = decision.decided_id() != decision.outcome.id;
    (differs && decision.outcome.headline != decided).then(|| decision.outcome.headline.clone())
}

/// Whether something was shared, or was decided to be, and nobody gave consent to all of it.
pub fn without_consent(outcome: &str, record: &Record) -> bool {
    let told = |to: &str, what: &str| !to.trim().is_empty() || !what.trim().is_empty();
    let shared = record.shares().any(|one| told(&one.to, &one.shared));
    let given = record.consent.iter().any(|one| one.answer == Some(ConsentAnswer::Given));
    let refused = record
        .consent
        .iter()
        .any(|one| matches!(one.answer, Some(ConsentAnswer::Refused | ConsentAnswer::Partly)));
    match OutcomeId::of(outcome) {
        Some(OutcomeId::ShareWithoutConsent) => true,
        Some(OutcomeId::ShareWithConsent) => false,
        _ => shared && (!given || refused),
    }
}

fn children(record: &Record) -> Vec<ChildLine> {
    let line = |child: &crate::record::Child| {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let nhs = match child.nhs.valid() {
            Some(number) => digits(&number.to_string()),
            None => child.nhs.text.trim().to_owned(),
        };
        ChildLine { name: child.name.clone(), nhs, born: child.born.valid().map(|day| day.0) }
    };
    record.children.iter().map(line).collect()
}
