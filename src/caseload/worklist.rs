//! What is owed over all decisions: open cases, referrals that nobody confirmed or
//! acknowledged, reviews, replies, entries in clinical records. What is owed first comes first.
//!
//! Pure: the clock and the nation are handed in.

mod group;

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use crate::base::fold::folded;
use crate::base::time::{self, When};
use crate::base::zone;
use crate::guidance::{Time, Times};
use crate::record::come_back::{come_back, end_of, owes_advice};
use crate::record::departure::{friction, missing_words, stays_open};
use crate::record::due::{by_telephone, is_referral, suggested};
use crate::record::entries::not_entered;
use crate::record::people::one_line;
use crate::record::statement::Header;
use crate::record::typed::{Day, DayTime};
use crate::record::{
    Body, Decision, DecisionId, Digest, Field, Item as _, ItemId, LaterKind, News, Part, Record,
    Typed, Verdict, to_be_answered,
};
use crate::register::settings::Whose;
use crate::register::summary::suggested_instead;
use crate::register::{DecisionFile, Loaded};

pub use group::Group;

/// What kind of thing is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum What {
    /// Advice, reasons or a review date that a departure to less protection owes, today.
    Advice,
    /// A case that waits for advice, consent or a check.
    Open,
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
    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Advice => "Still open: due today",
            Self::Open => "Still open",
            Self::Confirm => "Not confirmed in writing",
            Self::Acknowledge => "Not acknowledged",
            Self::Reply => "Not answered",
            Self::Question => "A reviewer asks",
            Self::Verdict => "A reviewer says",
            Self::Review => "To review",
            Self::Enter => "Not entered in the clinical record",
        }
    }

    /// Whether the whole case is taken up again, not one field of it.
    pub fn is_open_case(self) -> bool {
        matches!(self, Self::Advice | Self::Open)
    }

    /// Whether a reviewer waits for it: it is for the doctor whose decision it is, before
    /// everything else.
    pub fn is_of_a_reviewer(self) -> bool {
        matches!(self, Self::Question | Self::Verdict)
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
        if self.overdue { format!("Overdue. {}", self.by) } else { self.by.clone() }
    }

    /// Whether this filter shows it to this person.
    pub fn is_for(&self, whose: Whose, author: &str) -> bool {
        match whose {
            Whose::Everyone => true,
            Whose::Nobody => self.owner.is_empty(),
            Whose::Mine => !self.owner.is_empty() && person(&self.owner) == person(author),
        }
    }

    /// Whether a reviewer says it to this doctor: who decided it, or whose case it is.
    pub fn is_asked_of(&self, doctor: &str) -> bool {
        let doctor = person(doctor);
        let is = |name: &str| !doctor.is_empty() && person(name) == doctor;
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

/// Marks what is overdue by now and puts what is owed first to the front: the overdue, then
/// what is due, then what has no time.
pub fn sort(all: &mut [Item], now: DateTime<FixedOffset>) {
    for item in all.iter_mut() {
        item.overdue = item.is_late(now);
    }
    // What is overdue was due before what is not. The rest makes the order the same each time.
    all.sort_by(|a, b| {
        let key = |item: &Item| (item.due.is_none(), item.due, item.what);
        let then = || b.written.cmp(&a.written).then_with(|| a.decision.cmp(&b.decision));
        key(a).cmp(&key(b)).then_with(then).then_with(|| a.place.cmp(&b.place))
    });
}

/// What one decision owes, in no order.
pub fn owed_by(file: &DecisionFile, around: &Around<'_>) -> Vec<Item> {
    let Some(standing) = standing(file) else { return Vec::new() };
    let mut found = Found { standing: &standing, around, items: Vec::new() };
    found.open_case_or_review();
    found.referral();
    found.reply();
    found.questions();
    found.entries();
    found.items
}

/// A decision as it stands after everything that was signed about it.
///
/// The one seam to what statements after a decision say: a correction, an acknowledgement, a
/// disclosure, a handover, an entry in a clinical record. What a note says is for people.
struct Standing<'a> {
    file: &'a DecisionFile,
    header: &'a Header,
    decision: &'a Decision,
    /// The record as it reads with everything that was signed since.
    record: Cow<'a, Record>,
    /// Who owns it; blank: nobody.
    owner: String,
    /// Whether a statement since says that something was shared, with a time or without.
    told_since: bool,
}

fn standing(file: &DecisionFile) -> Option<Standing<'_>> {
    let (loaded, decision) = file.latest_decision()?;
    let mut record = Cow::Borrowed(&decision.record);
    let mut told_since = false;
    if file.statements.len() > 1
        && let Some(since) = file.standing()
    {
        told_since = since.disclosures.iter().any(|one| one.statement != since.decision);
        // To be read here, never to be saved: the entries need no names of their own.
        since.carry_into(record.to_mut(), &mut || ItemId::mint([0; 8]));
    }
    let owner = record.follow_up.owner.trim().to_owned();
    Some(Standing { file, header: &loaded.header, decision, record, owner, told_since })
}

struct Found<'a> {
    standing: &'a Standing<'a>,
    around: &'a Around<'a>,
    items: Vec<Item>,
}

/// When something is due, if that is known, and by what, in words.
type Due = (Option<DateTime<FixedOffset>>, String);

impl Found<'_> {
    fn add(&mut self, what: What, words: String, (due, by): Due, place: Option<OwedAt>) {
        let Standing { file, header, decision, record, .. } = self.standing;
        let open = what.is_open_case();
        // A case that is not open is still its author's, unless somebody else is named.
        let owner = match self.standing.owner.as_str() {
            "" if !open && !self.is_open() => header.author.name.trim().to_owned(),
            owner => owner.to_owned(),
        };
        self.items.push(Item {
            what,
            words,
            suggested: suggested_instead(decision, &header.headline).filter(|_| open),
            whose: record.children_words(),
            born: match record.children.as_slice() {
                [child] => child.born.valid().map(|day| day.0),
                _ => None,
            },
            owner,
            doctor: header.author.name.trim().to_owned(),
            said: String::new(),
            due,
            by,
            overdue: due.is_some_and(|due| due < self.around.now),
            decision: file.id.clone(),
            written: header.written,
            place,
            request: if open || what == What::Reply {
                request_words(record)
            } else {
                String::new()
            },
        });
    }

    fn decided(&self) -> &str {
        self.standing.decision.decided_id()
    }

    fn friction(&self) -> crate::record::departure::Friction {
        let Standing { decision, record, .. } = self.standing;
        let (from, to) = (&decision.outcome.id, self.decided());
        // A review date that was met since was there all the same.
        if record.follow_up.review_on.is_blank()
            && let Some(met) = self.met_review()
        {
            let mut record = record.clone().into_owned();
            record.follow_up.review_on.clone_from(met);
            return friction(from, to, &record, self.around.rank);
        }
        friction(from, to, record, self.around.rank)
    }

    /// The review date of this decision or, where the same was decided anew after it was met, of
    /// an earlier one: what was met is owed no second time.
    fn met_review(&self) -> Option<&Typed<Day>> {
        let Standing { file, decision, .. } = self.standing;
        let looked =
            |body: &Body| matches!(body, Body::FollowUp(news) if news.what == News::LookedAgain);
        let mut met = false;
        file.statements.iter().rev().filter_map(Loaded::statement).find_map(|one| {
            met |= looked(&one.body);
            let Body::Decision(earlier) = &one.body else { return None };
            let same = earlier.outcome.id == decision.outcome.id
                && earlier.decided_id() == decision.decided_id();
            let own = std::ptr::eq(&raw const **earlier, *decision);
            let review = &earlier.record.follow_up.review_on;
            ((own || met && same) && !review.is_blank()).then_some(review)
        })
    }

    fn is_open(&self) -> bool {
        stays_open(self.decided(), &self.friction())
    }

    fn open_case_or_review(&mut self) {
        let Standing { header, decision, record, .. } = self.standing;
        let friction = self.friction();
        let review = &record.follow_up.review_on;
        if stays_open(self.decided(), &friction) {
            // The time runs from the decision, however late it was written down.
            let from = if let When::At(at) = &header.decided { *at } else { header.written };
            let iso = (self.around.due_of)(self.decided(), decision);
            let due = come_back(from, iso.as_deref(), &friction, self.around.times.nation);
            let due = due.map(|(at, words)| (at, format!("Due {words}")));
            let own = review.valid().and_then(|day| {
                let at = end_of(day.0, header.written)?;
                Some((at, format!("Due {}, the review date", time::day(day.0))))
            });
            let first = [due, own].into_iter().flatten().min_by_key(|(at, _)| *at);
            let what = if owes_advice(&friction) { What::Advice } else { What::Open };
            let (at, by) = first.map_or((None, NO_TIME.to_owned()), |(at, by)| (Some(at), by));
            let words = match missing_words(&friction) {
                missing if missing.is_empty() => header.headline.clone(),
                missing => format!("{} Missing: {missing}.", ended(&header.headline)),
            };
            self.add(what, words, (at, by), None);
        } else if !review.is_blank() {
            let day = review.valid().map(|day| day.0);
            let by = day.map_or("No date can be read.".to_owned(), |day| {
                format!("Review on {}", time::day(day))
            });
            let at = day.and_then(|day| end_of(day, header.written));
            let field = Field::once(Part::ReviewOn);
            self.add(What::Review, header.headline.clone(), (at, by), Some(OwedAt::Field(field)));
        }
    }

    fn referral(&mut self) {
        let record: &Record = &self.standing.record;
        let decided = self.decided().to_owned();
        if !is_referral(&decided) {
            return;
        }
        let times = self.around.times;
        let known = suggested(record, &decided, times);
        let known = |field: &Field| {
            let found = known.iter().find(|(other, _)| other == field);
            found.map(|(_, due)| due.clone()).unwrap_or_default()
        };
        for disclosure in &record.disclosures {
            if !by_telephone(disclosure) || !disclosure.confirmed.is_blank() {
                continue;
            }
            let suggested = known(&disclosure.field(Part::SharedConfirmBy));
            let (at, by) = self.due(&disclosure.confirm_by, &suggested, times.in_writing.as_ref());
            let to = one_line(&disclosure.to);
            let words = if to.is_empty() {
                "The telephone call".to_owned()
            } else {
                format!("The telephone call to {to}")
            };
            let field = disclosure.field(Part::SharedConfirmed);
            self.add(What::Confirm, words, (at, by), Some(OwedAt::Field(field)));
        }
        if decided != "share-limited" && record.follow_up.acknowledged.is_blank() {
            let suggested = known(&Field::once(Part::AcknowledgedBy));
            let typed = &record.follow_up.acknowledged_by;
            let (at, by) = self.due(typed, &suggested, times.acknowledged.as_ref());
            let to = record.disclosures.iter().map(|one| one_line(&one.to));
            let to: Vec<String> = to.filter(|to| !to.is_empty()).collect();
            let words = if to.is_empty() {
                "The referral".to_owned()
            } else {
                format!("The referral to {}", to.join(", "))
            };
            let field = Field::once(Part::Acknowledged);
            self.add(What::Acknowledge, words, (at, by), Some(OwedAt::Field(field)));
        }
    }

    fn reply(&mut self) {
        let record: &Record = &self.standing.record;
        let by = &record.request.reply_by;
        // What was told and when is the reply.
        let told = record.disclosures.iter().any(|one| !one.when.is_blank());
        if by.is_blank() || told || self.standing.told_since {
            return;
        }
        let who = one_line(&record.request.who);
        let words = if who.is_empty() {
            "The request for information".to_owned()
        } else {
            format!("The request of {who}")
        };
        let (at, by) = self.due(by, &Typed::default(), None);
        self.add(
            What::Reply,
            words,
            (at, by),
            Some(OwedAt::Field(Field::once(Part::RequestReplyBy))),
        );
    }

    fn questions(&mut self) {
        let file = self.standing.file;
        if !file.statements.iter().any(|loaded| loaded.kind == LaterKind::Review.name()) {
            return;
        }
        for (one, review) in to_be_answered(&file.stated()) {
            let place = OwedAt::Question(one.digest.clone());
            let verdict = review.verdict.map_or("", Verdict::label);
            let author = one_line(&one.statement.author.name);
            let said = format!("{author}, {}", time::moment(&one.statement.written));
            let (what, words, said) = if review.asks() {
                let said = if review.differs() { format!("{said}: {verdict}") } else { said };
                (What::Question, [one_line(&review.question), String::new()], said)
            } else {
                let words = [verdict, review.comment.as_str()].map(one_line);
                let end = |words: String| match words.trim_end_matches('.') {
                    "" => String::new(),
                    words => format!("{words}."),
                };
                (What::Verdict, words.map(end), said)
            };
            let words = words.join(" ");
            // A reviewer sets no time.
            let by = "To be answered.".to_owned();
            self.add(what, words.trim().to_owned(), (None, by), Some(place));
            if let Some(item) = self.items.last_mut() {
                item.said = said;
            }
        }
    }

    fn entries(&mut self) {
        let record: &Record = &self.standing.record;
        for who in not_entered(record) {
            let field = who.field(record);
            let words = format!("In the record of {}", one_line(&who.words()));
            self.add(What::Enter, words, (None, NO_TIME.to_owned()), Some(OwedAt::Field(field)));
        }
    }

    /// The time that was typed or, without one, the known one; in words, with its source
    /// where it is the known one.
    fn due(
        &self,
        typed: &Typed<DayTime>,
        suggested: &Typed<DayTime>,
        known: Option<&Time>,
    ) -> (Option<DateTime<FixedOffset>>, String) {
        let of = if typed.is_blank() { suggested } else { typed };
        let Some(DayTime { day, time: clock, .. }) = of.valid() else {
            let none = if of.is_blank() { NO_TIME } else { "No date can be read." };
            return (None, none.to_owned());
        };
        let end = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
        let local = day.and_time(clock.unwrap_or(end));
        let at = Some(zone::at_wall(local, &self.standing.header.written));
        let mut words = format!("Due {}", time::day(day));
        if let Some(clock) = clock {
            words.push_str(&clock.format(", %H:%M").to_string());
        }
        if let Some(known) = known.filter(|_| of.text.trim() == suggested.text) {
            words = format!("{words} ({})", known.says);
        }
        (at, words)
    }
}

/// A headline as a sentence, to be followed by another.
fn ended(headline: &str) -> String {
    let headline = headline.trim();
    if headline.ends_with(['.', '?', '!']) { headline.to_owned() } else { format!("{headline}.") }
}

const NO_TIME: &str = "No time is set.";

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

/// A name as it is compared.
fn person(name: &str) -> String {
    folded(&one_line(name))
}

#[cfg(test)]
mod tests;
