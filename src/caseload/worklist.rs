//! What is owed over all decisions: open cases, referrals that nobody confirmed or
//! acknowledged, reviews, replies, entries in clinical records. What is owed first comes first.
//!
//! Pure: the clock and the nation are handed in.

mod done;
mod group;
mod items_of_decision;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::guidance::Times;
use crate::record::people::{one_line, same_person};
use crate::record::{Decision, DecisionId, Digest, Field, Record};
use crate::register::DecisionFile;
use crate::register::settings::Whose;

pub use done::done_by;
pub use group::{Group, late};
pub use items_of_decision::owed_by;

/// What kind of thing is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum What {
    /// A reviewer said that a child may be at risk today, and nobody has replied. It comes before
    /// everything else.
    AtRisk,
    /// Advice, reasons or a review date that a departure to less protection owes, today.
    Advice,
    /// A case that waits for advice, consent or a check.
    Open,
    /// It was decided to share, and nobody was told.
    Tell,
    /// Nobody answered the call, and nobody was told since.
    Ring,
    /// A referral by telephone was not confirmed in writing.
    Confirm,
    /// A referral was not acknowledged.
    Acknowledge,
    /// A request was not answered.
    Reply,
    /// A reviewer asked something, and nobody has replied.
    Question,
    /// A reviewer came to something else, and nobody has replied.
    Verdict,
    /// A decision is to be looked at again.
    Review,
    /// It was not entered in a person's clinical record.
    Enter,
}

impl What {
    /// All of them, the most urgent first.
    pub const ALL: [Self; 12] = [
        Self::AtRisk,
        Self::Advice,
        Self::Open,
        Self::Tell,
        Self::Ring,
        Self::Confirm,
        Self::Acknowledge,
        Self::Reply,
        Self::Question,
        Self::Verdict,
        Self::Review,
        Self::Enter,
    ];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::AtRisk => "A reviewer says today",
            // By when is said beside it.
            Self::Advice | Self::Open => "Still open",
            Self::Tell => "Nobody was told yet",
            Self::Ring => "Nobody was told: no answer",
            Self::Confirm => "Confirm the call in writing",
            Self::Acknowledge => "To be acknowledged",
            Self::Reply => "Not answered",
            Self::Question => "A reviewer asks",
            Self::Verdict => "A reviewer says",
            Self::Review => "To review",
            Self::Enter => "Enter in the clinical record",
        }
    }

    /// What it is once it is done.
    pub fn done_label(self) -> &'static str {
        match self {
            Self::AtRisk => "Reviewer’s word that a child may be at risk answered",
            Self::Advice => "Advice taken, or reasons given, where less protection was decided",
            Self::Open => "Open case decided",
            Self::Tell => "Told somebody where it was decided to share",
            Self::Ring => "Rang again where nobody answered",
            Self::Confirm => "Call confirmed in writing",
            Self::Acknowledge => "Referral acknowledged",
            Self::Reply => "Request answered",
            Self::Question => "Reviewer’s question answered",
            Self::Verdict => "Reviewer’s view answered",
            Self::Review => "Case looked at again",
            Self::Enter => "Entered in the clinical record",
        }
    }

    /// Whether the whole case is taken up again, not one field of it.
    pub fn is_open_case(self) -> bool {
        matches!(self, Self::Advice | Self::Open)
    }

    /// Whether a reviewer waits for it: it is for the doctor whose decision it is, before
    /// everything else.
    pub fn is_of_a_reviewer(self) -> bool {
        matches!(self, Self::AtRisk | Self::Question | Self::Verdict)
    }
}

/// One thing that is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What kind.
    pub what: What,
    /// What, in words: the headline of an open case, whom a referral went to, whose record.
    pub words: String,
    /// The headline of what the answers came to, where an open case was decided otherwise.
    pub suggested: Option<String>,
    /// The child or children, as typed; "child not named".
    pub whose: String,
    /// When the child was born, where it is about one and that is known.
    pub born: Option<NaiveDate>,
    /// Who owns it, as typed; blank: nobody.
    pub owner: String,
    /// Who decided it.
    pub doctor: String,
    /// Who says it and when, of what a reviewer says; else blank.
    pub said: String,
    /// By when.
    pub due: Option<DateTime<FixedOffset>>,
    /// By when, in words, with the source: "Due 23 November 2026, 10:42 (RCGP: …)".
    pub by: String,
    /// Whether that has passed. [`Item::is_late`] knows it at another time.
    pub overdue: bool,
    /// The decision.
    pub decision: DecisionId,
    /// When what is owed was signed.
    pub written: DateTime<FixedOffset>,
    /// What a small statement writes down; `None` for the whole case.
    pub place: Option<OwedAt>,
    /// Received, channel and reply-by of a request, on one line; blank for none.
    pub request: String,
}

/// What is written down in a small statement below the decision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwedAt {
    /// What belongs in this field of the record.
    Field(Field),
    /// The reply to the statement with this hash, which asks.
    Question(Digest),
}

impl Item {
    /// Whether it is overdue then.
    pub fn is_late(&self, now: DateTime<FixedOffset>) -> bool {
        self.due.is_some_and(|due| due < now)
    }

    /// By when, in words that say when it is overdue.
    pub fn by_words(&self) -> String {
        if self.overdue && self.what != What::AtRisk {
            format!("Overdue. {}", self.by)
        } else {
            self.by.clone()
        }
    }

    /// Whether this filter shows it to this person.
    pub fn is_for(&self, whose: Whose, author: &str) -> bool {
        match whose {
            Whose::Everyone => true,
            Whose::Nobody => self.owner.is_empty(),
            Whose::Mine => same_person(&self.owner, author),
        }
    }

    /// Whether a reviewer says it to this doctor: who decided it, or whose case it is.
    pub fn is_asked_of(&self, doctor: &str) -> bool {
        let is = |name: &str| same_person(name, doctor);
        self.what.is_of_a_reviewer() && (is(&self.doctor) || is(&self.owner))
    }

    /// "Owner: Dr Anna Example." or "No owner."
    pub fn owner_words(&self) -> String {
        match self.owner.as_str() {
            "" => "No owner.".to_owned(),
            owner => format!("Owner: {owner}."),
        }
    }
}

/// What the items are worked out with.
pub struct Around<'a> {
    /// The time.
    pub now: DateTime<FixedOffset>,
    /// The follow-up times, with the nation whose bank holidays count.
    pub times: &'a Times,
    /// The protective order of outcomes, by id.
    pub rank: &'a dyn Fn(&str) -> Option<u8>,
    /// By when an outcome is come back to with these answers, as an ISO 8601 duration.
    pub due_of: &'a dyn Fn(&str, &Decision) -> Option<String>,
}

/// Everything that these decisions owe, what is owed first at the front.
pub fn worklist<'a>(
    files: impl IntoIterator<Item = &'a DecisionFile>,
    around: &Around<'_>,
) -> Vec<Item> {
    let mut all: Vec<Item> = files.into_iter().flat_map(|file| owed_by(file, around)).collect();
    sort(&mut all, around.now);
    all
}

/// Marks what is overdue by now and puts what is owed first to the front: a child at risk, whose
/// time was when that was said, then the rest that is overdue, then what is due, then what has no
/// time.
pub fn sort(all: &mut [Item], now: DateTime<FixedOffset>) {
    for item in all.iter_mut() {
        item.overdue = item.is_late(now);
    }
    // What is overdue was due before what is not. The rest makes the order the same each time.
    all.sort_by(|a, b| {
        let key =
            |item: &Item| (item.what != What::AtRisk, item.due.is_none(), item.due, item.what);
        let then = || b.written.cmp(&a.written).then_with(|| a.decision.cmp(&b.decision));
        key(a).cmp(&key(b)).then_with(then).then_with(|| a.place.cmp(&b.place))
    });
}

/// Received, channel and reply-by of a request, on one line; blank where there is none.
pub fn request_words(record: &Record) -> String {
    let request = &record.request;
    let parts = [
        ("received", &request.received.text),
        ("by", &request.channel),
        ("reply by", &request.reply_by.text),
    ];
    let words: Vec<String> = parts
        .iter()
        .map(|(label, text)| (label, one_line(text)))
        .filter(|(_, text)| !text.is_empty())
        .map(|(label, text)| format!("{label} {text}"))
        .collect();
    if words.is_empty() { String::new() } else { format!("Request {}", words.join(", ")) }
}

#[cfg(test)]
mod tests;
