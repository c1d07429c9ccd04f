//! What one decision is still to do: each kind of it, from what was signed.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset};

use super::{Around, Item, OwedAt, What, request_words};
use crate::base::time::{self, When};
use crate::guidance::Time;
use crate::pathway::OutcomeKind;
use crate::record::come_back::{come_back, end_of, owes_advice};
use crate::record::departure::{friction, missing_words, stays_open};
use crate::record::entries::not_entered;
use crate::record::people::one_line;
use crate::record::referral_due::{Told, by_telephone, suggested};
use crate::record::statement::Header;
use crate::record::typed::DayTime;
use crate::record::{
    AdditionKind, Body, Decision, Disclosure, Field, Item as _, ItemId, News, Part, Record, Review,
    Typed, Verdict, to_be_answered,
};
use crate::register::summary::suggested_instead;
use crate::register::{DecisionFile, Loaded};

/// What one decision owes, in no order: nothing, where it was entered in error.
pub fn owed_by(file: &DecisionFile, around: &Around<'_>) -> Vec<Item> {
    if file.out_of_view().is_some() {
        return Vec::new();
    }
    let Some(standing) = standing(file) else { return Vec::new() };
    let mut found = Found { standing: &standing, around, items: Vec::new() };
    found.open_case_or_review();
    found.call();
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
pub(super) struct Standing<'a> {
    pub(super) file: &'a DecisionFile,
    header: &'a Header,
    pub(super) decision: &'a Decision,
    /// The record as it reads with everything that was signed since.
    pub(super) record: Cow<'a, Record>,
    /// Who owns it; blank: nobody.
    owner: String,
    /// Whether a statement since says that something was shared, with a time or without.
    pub(super) told_since: bool,
}

pub(super) fn standing(file: &DecisionFile) -> Option<Standing<'_>> {
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

impl Standing<'_> {
    /// What was told, and of what accord.
    pub(super) fn told(&self) -> Told<'_> {
        Told {
            record: &self.record,
            answers: self.decision.basis.answers(),
            decided: self.decision.decided_id(),
        }
    }

    /// Whether it was decided to share, and nothing says that anybody was told or rung. Who
    /// acknowledged it was told.
    pub(super) fn owes_telling(&self) -> bool {
        let blank = |one: &Disclosure| one.to.trim().is_empty() && one.shared.trim().is_empty();
        OutcomeKind::of(self.decision.decided_id()).is_some_and(OutcomeKind::shares)
            && !self.told_since
            && self.record.follow_up.acknowledged.is_blank()
            && self.record.disclosures.iter().all(blank)
    }

    /// Whether the request was answered: what was told and when is the reply.
    pub(super) fn has_replied(&self) -> bool {
        self.told_since || self.record.shares().any(|one| !one.when.is_blank())
    }
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
    fn met_review(&self) -> Option<&Typed<DayTime>> {
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
            let own = self.at(review);
            let date = own.clone().map(|(at, words)| (at, format!("Due {words}, the review date")));
            let first = [due, date].into_iter().flatten().min_by_key(|(at, _)| *at);
            let what = if owes_advice(&friction) { What::Advice } else { What::Open };
            let (at, mut by) = first.map_or((None, NO_TIME.to_owned()), |(at, by)| (Some(at), by));
            // Whoever set a later day is to find it here.
            if let Some((_, words)) = own.filter(|(own, _)| at.is_some_and(|at| at < *own)) {
                by = format!("{by}; the review date is {words}");
            }
            let words = match missing_words(&friction) {
                missing if missing.is_empty() => header.headline.clone(),
                missing => format!("{} Missing: {missing}.", ended(&header.headline)),
            };
            self.add(what, words, (at, by), None);
        } else if !review.is_blank() {
            let (at, by) =
                self.at(review).map_or((None, "No date can be read.".to_owned()), |(at, words)| {
                    (Some(at), format!("Review on {words}"))
                });
            let field = Field::once(Part::ReviewOn);
            let decided = time::day(header.decided.day());
            let words = format!("decided {decided}: “{}”", header.headline);
            self.add(What::Review, words, (at, by), Some(OwedAt::Field(field)));
        }
    }

    /// What was decided to share is told at once, and a call that nobody answered is made again the
    /// same day.
    fn call(&mut self) {
        let Standing { header, decision, record, .. } = self.standing;
        let shares = OutcomeKind::of(decision.decided_id()).is_some_and(OutcomeKind::shares);
        if self.standing.owes_telling() {
            let at = match &header.decided {
                When::At(at) => *at,
                When::Day(_) | When::About(..) => header.written,
            };
            let by = format!("Due {}, when it was decided", time::moment(&at));
            let place = OwedAt::Field(Field::once(Part::SharedTo));
            self.add(What::Tell, header.headline.clone(), (Some(at), by), Some(place));
            return;
        }
        let Some(call) = record.to_ring_again().filter(|_| shares) else { return };
        let to = one_line(&call.to);
        let words =
            if to.is_empty() { "Ring again".to_owned() } else { format!("Ring again: {to}") };
        let day = call.when.valid().map_or(header.written.date_naive(), |at| at.day);
        let by = format!("Due {}, the day of the call", time::day(day));
        let field = call.field(Part::SharedSpokeTo);
        self.add(What::Ring, words, (end_of(day, header.written), by), Some(OwedAt::Field(field)));
    }

    fn referral(&mut self) {
        let record: &Record = &self.standing.record;
        let told = self.standing.told();
        let times = self.around.times;
        let known = suggested(&told, times);
        let known = |field: &Field| {
            let found = known.iter().find(|(other, _)| other == field);
            found.map(|(_, due)| due.clone()).unwrap_or_default()
        };
        for disclosure in &record.disclosures {
            let is_call = told.refers(disclosure) && by_telephone(disclosure);
            if !is_call || !disclosure.confirmed.is_blank() {
                continue;
            }
            let suggested = known(&disclosure.field(Part::SharedConfirmBy));
            let (at, by) = self.due(&disclosure.confirm_by, &suggested, times.in_writing.as_ref());
            let to = one_line(&disclosure.to);
            let words = if to.is_empty() { "nobody is named".to_owned() } else { to };
            let field = disclosure.field(Part::SharedConfirmed);
            self.add(What::Confirm, words, (at, by), Some(OwedAt::Field(field)));
        }
        // What nobody was told yet nobody acknowledges: that it is to be told is said instead.
        let telling = self.standing.owes_telling();
        if !telling && told.awaits_acknowledgement() && record.follow_up.acknowledged.is_blank() {
            let suggested = known(&Field::once(Part::AcknowledgedBy));
            let typed = &record.follow_up.acknowledged_by;
            let (at, by) = self.due(typed, &suggested, times.acknowledged.as_ref());
            let to = told.referrals().map(|one| one_line(&one.to));
            // A call and the letter that confirms it went to the same.
            let mut names: Vec<String> = Vec::new();
            for name in to.filter(|to| !to.is_empty()) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            let to = names;
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
        if by.is_blank() || self.standing.has_replied() {
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
        if !file.statements.iter().any(|loaded| loaded.kind == AdditionKind::Review.name()) {
            return;
        }
        for (one, review) in to_be_answered(&file.stated()) {
            let place = OwedAt::Question(one.digest.clone());
            let verdict = review.verdict.map_or("", Verdict::label);
            let author = one_line(&one.statement.author.name);
            let said = format!("{author}, {}", time::moment(&one.statement.written));
            let written = one.statement.written;
            let what = of_review(review);
            let (words, said) = if what == What::Question {
                let said = if review.differs() { format!("{said}: {verdict}") } else { said };
                (vec![one_line(&review.question)], said)
            } else {
                let words = [verdict, &review.comment, &review.question].map(one_line);
                (words.into_iter().map(ended_if_any).collect(), said)
            };
            let words: Vec<&str> =
                words.iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
            let words = words.join(" ");
            // A reviewer sets no time, but where a child may be at risk: the time is when that was
            // said, so it is overdue from then on.
            let (due, by) = if what == What::AtRisk {
                (Some(written), format!("Said {}. Act on it today.", time::moment(&written)))
            } else {
                (None, "To be answered.".to_owned())
            };
            self.add(what, words.trim().to_owned(), (due, by), Some(place));
            if let Some(item) = self.items.last_mut() {
                item.said = said;
            }
        }
    }

    fn entries(&mut self) {
        let record: &Record = &self.standing.record;
        for who in not_entered(record) {
            let field = who.field(record);
            let words = one_line(&who.words());
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
        let Some((at, words)) = self.at(of) else {
            let none = if of.is_blank() { NO_TIME } else { "No date can be read." };
            return (None, none.to_owned());
        };
        let mut words = format!("Due {words}");
        if let Some(known) = known.filter(|_| of.text.trim() == suggested.text) {
            words = format!("{words} ({})", known.says);
        }
        (Some(at), words)
    }

    /// A typed time as a moment, a day as its end, and both in words; `None` where it cannot be
    /// read.
    fn at(&self, typed: &Typed<DayTime>) -> Option<(DateTime<FixedOffset>, String)> {
        typed.valid()?;
        let written = self.standing.header.written;
        let when = typed.when(&written)?;
        let at = match &when {
            When::At(at) => *at,
            When::Day(day) | When::About(_, day) => end_of(*day, written)?,
        };
        Some((at, when.in_words()))
    }
}

/// The same of words that may not be there.
fn ended_if_any(words: String) -> String {
    if words.is_empty() { words } else { ended(&words) }
}

/// What of it is to be replied to.
pub(super) fn of_review(review: &Review) -> What {
    match review.verdict {
        Some(Verdict::AtRisk) => What::AtRisk,
        _ if review.asks() => What::Question,
        _ => What::Verdict,
    }
}

/// A headline as a sentence, to be followed by another.
fn ended(headline: &str) -> String {
    let headline = headline.trim();
    if headline.ends_with(['.', '?', '!']) { headline.to_owned() } else { format!("{headline}.") }
}

pub(super) const NO_TIME: &str = "No time is set.";
