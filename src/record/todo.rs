//! What is still to do for an outcome: listed, never in the way.
//!
//! Nothing stops a share from being recorded, whatever fields are empty. What is missing for
//! *this* outcome is listed, what protects the child first, and each item names the field
//! where it is filled.

pub mod come_back;
pub mod departure;
pub mod referral_due;
pub mod settle;
pub mod working_days;

use referral_due::{Told, by_telephone};

use super::entries::{belongs, entry_of};
use super::form::{Child, ConsentAnswer, Field, Holder as _, ItemKind, Part, Record};
use super::item::Item as _;
use super::statement::Departure;
use super::typed::{DayTime, Typed};
use crate::guidance::{Time, Times};
use crate::pathway::replay::Answers;
use crate::pathway::{Awaits, DANGER, OutcomeId, OutcomeKind};

/// One thing that is missing for the outcome decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToDo {
    /// What is missing, in words. Never quotes the record.
    pub what: String,
    /// Where it is filled. Once that field holds something, this item is gone.
    pub field: Field,
    /// Why, and what that rests on, in the app's own words.
    pub why: &'static str,
}

impl ToDo {
    /// Whether it is something to do, and not only something to write down: what a clinical
    /// record is to say is still to do.
    pub fn is_action(&self) -> bool {
        matches!(
            self.field.part,
            Part::AdviceWho
                | Part::RequestIdentity
                | Part::RequestPurpose
                | Part::SharedTo
                | Part::SharedConfirmed
                | Part::ToldWho
                | Part::NotTold
                | Part::Acknowledged
                | Part::Plan
                | Part::ReviewOn
        ) || self.why == UNANSWERED
    }
}

/// A decision in the making, as far as what is still to do depends on it.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The id of the outcome that the answers gave. Empty where there is none yet.
    pub suggested: &'a str,
    /// The id of the outcome decided: the same, unless the doctor departed from it.
    pub decided: &'a str,
    /// The answers that the walk reached.
    pub answers: &'a Answers,
    /// The record so far.
    pub record: &'a Record,
    /// The departure, where there is one.
    pub departure: Option<&'a Departure>,
    /// The follow-up times that hold for the doctor.
    pub times: &'a Times,
}

const RECORDS: &str = "A full record, made at the time (PCYP ¶52–56, our summary).";
const WHO_AND_WHY: &str =
    "An agency needs to know who the child is and why you are concerned (PCYP ¶33, our summary).";
const SHARED: &str = "If you share: what, with whom and why (PCYP ¶52–56, our summary).";
const TAKEN: &str = "To ring is not yet to tell: note who took the call. It is yours to chase \
     until then.";
const UNANSWERED: &str = "Nobody was told by a call that nobody answered.";
const WITHOUT_CONSENT: &str = "Without consent: your reasons, and the steps taken to get it or why it was not sought \
     (PCYP ¶52–56, our summary).";
const CONSENT: &str =
    "Whether consent was given, by whom and on what basis (PCYP ¶31 and ¶35, our summary).";
const ADVICE: &str = "Advice received is part of the record (PCYP ¶52–56, our summary).";
const NOT_SHARED: &str =
    "You must be able to justify a decision not to share (0–18 ¶61; PCYP ¶52–56, our summary).";
const REQUEST: &str = "Who asks, and that the request is valid (PCYP ¶48).";
const TELL: &str =
    "Tell the people concerned, unless that raises the risk (PCYP ¶38 and ¶49, our summary).";
const IN_WRITING: &str = "A referral by telephone is confirmed in writing, in some areas within \
                          24 hours (RCGP). Check locally.";
const ACKNOWLEDGED: &str = "A referral that nobody acknowledges may not have arrived. In England, \
     expect it within one working day; elsewhere, check your local procedure.";
const OPEN: &str = "An open case needs someone who comes back to it.";
const DEPARTED: &str =
    "You decided differently from the outcome. The reason helps whoever reads this.";
const CLINICAL: &str = "This register is not the clinical record. Concerns belong in the child’s record, and in the \
     parents’ if you hold it (PCYP ¶52–53, our summary).";

/// What is missing for this outcome, what protects the child first. Each field is named once.
pub fn to_do(case: &Case<'_>) -> Vec<ToDo> {
    let record = case.record;
    let kind = OutcomeKind::of(case.decided);
    let shares = kind.is_some_and(OutcomeKind::shares);
    let mut list = List::default();

    if shares {
        list.each(record, Part::SharedTo, "Who you told", SHARED);
        list.each(record, Part::SharedWhen, "When you told them", SHARED);
        calls(record, &mut list);
    }
    if kind == Some(OutcomeKind::Tells) {
        list.child(
            record,
            Part::ChildWhereabouts,
            "Where the child is now and with whom",
            |child| !child.is_unborn(),
        );
    }
    if kind != Some(OutcomeKind::Nothing) {
        list.child(record, Part::ChildName, "The child’s name", |child| !child.may_be_nameless());
        let what = "The child’s date of birth";
        list.child(record, Part::ChildBorn, what, |child| !child.is_unborn());
        let what = "The expected date of delivery";
        list.each_present(record, Part::ChildDue, (what, WHO_AND_WHY), |at| {
            record.children.get(at).is_some_and(Child::is_unborn)
        });
    }
    if shares {
        list.share(record, Part::SharedWhat, "What you shared");
        list.share(record, Part::SharedHow, "How you told them");
    }
    if record.passages.iter().all(|p| blank(&p.text)) {
        let item = record.passages.first().map(|one| one.id.clone());
        let field = Field { part: Part::PassageText, item };
        list.add(field, "The concern, in words", WHO_AND_WHY);
    }
    request(case, kind, &mut list);
    advice(case, kind, &mut list);
    consent(case, kind, &mut list);
    let why = if kind == Some(OutcomeKind::Withholds) { NOT_SHARED } else { RECORDS };
    list.once(record, Part::DecisionReasons, "Your reasons for the decision", why);
    departure(case, &mut list);
    follow_up(case, kind, &mut list);
    if kind == Some(OutcomeKind::Tells) {
        let what = "The kind of concern; “not yet clear” is allowed";
        list.once(record, Part::Categories, what, RECORDS);
    }
    times(record, &mut list);
    entered(record, &mut list);
    list.0
}

/// Advice (who, when, what they said), reasons and a review date: what a decision to protect
/// less needs before it can be closed.
pub fn needs_of_less_protection(record: &Record) -> Vec<ToDo> {
    let mut list = List::default();
    advice_taken(record, &mut list, NOT_SHARED);
    list.once(record, Part::DecisionReasons, "Your reasons for the decision", NOT_SHARED);
    review_date(record, &mut list);
    list.0
}

fn request(case: &Case<'_>, kind: Option<OutcomeKind>, list: &mut List) {
    let asked = answer(case, "start") == Some("request")
        || kind == Some(OutcomeKind::Answers)
        || Awaits::the_requester(case.decided);
    if !asked {
        return;
    }
    let record = case.record;
    list.once(record, Part::RequestWho, "Who asks, and for which agency", REQUEST);
    list.once(record, Part::RequestReceived, "When the request was received", REQUEST);
    if kind == Some(OutcomeKind::Nothing) {
        return;
    }
    list.once(record, Part::RequestIdentity, "How you checked who is asking", REQUEST);
    list.once(record, Part::RequestPurpose, "What they ask for, and why", REQUEST);
    if outcome(case) == Some(OutcomeId::Comply) {
        let why = "Only what the order or law covers (PCYP ¶47 and ¶48).";
        list.once(record, Part::RequestLaw, "Which order or law requires it", why);
    }
}

fn advice(case: &Case<'_>, kind: Option<OutcomeKind>, list: &mut List) {
    // Where the answers say that advice was taken, the record says what it was.
    let taken = matches!(answer(case, "talked"), Some("risk" | "unclear" | "no-risk"))
        || matches!(answer(case, "advised"), Some("agrees" | "disagrees"));
    if kind == Some(OutcomeKind::Withholds) {
        advice_taken(case.record, list, NOT_SHARED);
    } else if taken
        || Awaits::of(case.decided) == Some(Awaits::Advice)
        || !case.record.advice.is_empty()
    {
        advice_taken(case.record, list, ADVICE);
    }
}

fn advice_taken(record: &Record, list: &mut List, why: &'static str) {
    list.each(record, Part::AdviceWho, "Who advised you", why);
    list.each(record, Part::AdviceWhen, "When they advised you", why);
    list.each(record, Part::AdviceSaid, "What they said", why);
}

fn consent(case: &Case<'_>, kind: Option<OutcomeKind>, list: &mut List) {
    let record = case.record;
    if gives_consent(case) {
        let agreed = |answer: Option<ConsentAnswer>| {
            matches!(answer, Some(ConsentAnswer::Given | ConsentAnswer::Partly))
        };
        let given: Vec<_> =
            record.consent.iter().filter(|c| c.answer.is_none() || agreed(c.answer)).collect();
        // Where everyone refused, the answer of the first is what cannot be right.
        let Some(first) = given.first().copied().or(record.consent.first()) else {
            list.add(Field::once(Part::ConsentAskedOf), "Who consented", CONSENT);
            list.add(Field::once(Part::ConsentBasis), "On what basis they can consent", CONSENT);
            return;
        };
        if blank(&first.asked_of) {
            list.add(first.field(Part::ConsentAskedOf), "Who consented", CONSENT);
        }
        if first.basis.is_none() {
            let what = "On what basis they can consent";
            list.add(first.field(Part::ConsentBasis), what, CONSENT);
        }
        if !agreed(first.answer) {
            list.add(first.field(Part::ConsentAnswer), "The consent that was given", CONSENT);
        }
    } else if kind == Some(OutcomeKind::Tells) {
        let asked = record.consent.iter().any(|c| !blank(&c.asked_of));
        if !asked && blank(&record.consent_not_asked) {
            let what = "The steps you took to get consent, or why you did not ask";
            // Where an answer is already there, the person who gave it is what is missing.
            let field = match record.consent.iter().find(|c| c.answer.is_some()) {
                Some(entry) => entry.field(Part::ConsentAskedOf),
                None => Field::once(Part::ConsentNotAsked),
            };
            list.add(field, what, WITHOUT_CONSENT);
        }
        for (at, entry) in record.consent.iter().enumerate() {
            let what = match entry.answer {
                Some(ConsentAnswer::Refused) => "Any reasons given for refusing",
                Some(ConsentAnswer::Partly) => "What was agreed and what was not",
                _ => continue,
            };
            if blank(&entry.notes) {
                let what = numbered(record, ItemKind::Consent, at, what);
                list.add(entry.field(Part::ConsentNotes), what, WITHOUT_CONSENT);
            }
        }
    }
}

/// Whether this share rests on consent.
fn gives_consent(case: &Case<'_>) -> bool {
    match outcome(case) {
        Some(OutcomeId::ShareWithConsent) => true,
        Some(OutcomeId::ShareLimited) => answer(case, "limited-consent") == Some("given"),
        _ => false,
    }
}

fn departure(case: &Case<'_>, list: &mut List) {
    // To get help first departs from nothing, whatever the questions came to afterwards.
    let departed =
        case.departure.is_some() || (case.decided != case.suggested && case.decided != DANGER);
    let reason = case.departure.map_or("", |d| d.reason.as_str());
    if departed && !case.suggested.is_empty() && blank(reason) {
        let what = "Why you decided differently from the outcome";
        list.add(Field::once(Part::DepartureReason), what, DEPARTED);
    }
}

fn follow_up(case: &Case<'_>, kind: Option<OutcomeKind>, list: &mut List) {
    let shares = kind.is_some_and(OutcomeKind::shares);
    let record = case.record;
    let follow = &record.follow_up;
    if shares {
        let what = "What you held back, or “nothing”";
        list.share(record, Part::SharedHeldBack, what);
        in_writing(case, list);
        let told = record.told.iter().any(|t| !blank(&t.who));
        if !gives_consent(case) && !told && blank(&record.not_told) {
            let field = match record.told.first() {
                Some(entry) => entry.field(Part::ToldWho),
                None if matches!(answer(case, "tell"), Some("yes" | "unsure")) => {
                    Field::once(Part::NotTold)
                }
                None => Field::once(Part::ToldWho),
            };
            list.add(field, "Who in the family you told, or why nobody", TELL);
        }
    }
    if told(case).awaits_acknowledgement() {
        let time = case.times.acknowledged.as_ref();
        let suggested = suggestion(case, &Field::once(Part::AcknowledgedBy));
        let by = by(&follow.acknowledged_by, &suggested, time);
        let what = format!("When the referral was acknowledged{by}");
        list.once(record, Part::Acknowledged, &what, ACKNOWLEDGED);
    }
    match kind {
        Some(OutcomeKind::Open) => {
            list.once(record, Part::Plan, "The next step", OPEN);
            list.once(record, Part::Owner, "Who owns the open case", OPEN);
            list.once(record, Part::ReviewOn, "When to come back to it", OPEN);
        }
        Some(OutcomeKind::Withholds) => {
            review_date(record, list);
            let what = "What would change the decision";
            list.once(record, Part::WouldChange, what, NOT_SHARED);
        }
        _ if outcome(case) == Some(OutcomeId::ShareLimited) => review_date(record, list),
        _ => {}
    }
}

/// Who took each call; that the last one is to be made again, where nobody did.
fn calls(record: &Record, list: &mut List) {
    let again = record.to_ring_again().map(|one| &one.id);
    for (at, call) in record.disclosures.iter().enumerate() {
        let (what, why, asked) = if call.is_unanswered() {
            ("Nobody answered: ring again", UNANSWERED, again == Some(&call.id))
        } else {
            ("Who took the call, or that nobody answered", TAKEN, by_telephone(call))
        };
        if asked && blank(&call.spoke_to) {
            let what = numbered(record, ItemKind::Disclosure, at, what);
            list.add(call.field(Part::SharedSpokeTo), what, why);
        }
    }
}

/// Each call that is not confirmed in writing yet, with its due time.
fn in_writing(case: &Case<'_>, list: &mut List) {
    let disclosures = &case.record.disclosures;
    for (at, disclosure) in disclosures.iter().enumerate() {
        if !by_telephone(disclosure) || !disclosure.confirmed.is_blank() {
            continue;
        }
        let suggested = suggestion(case, &disclosure.field(Part::SharedConfirmBy));
        let by = by(&disclosure.confirm_by, &suggested, case.times.in_writing.as_ref());
        let what = format!("When you confirmed the call in writing{by}");
        list.add(
            disclosure.field(Part::SharedConfirmed),
            numbered(case.record, ItemKind::Disclosure, at, &what),
            IN_WRITING,
        );
    }
}

fn told<'a>(case: &Case<'a>) -> Told<'a> {
    Told { record: case.record, answers: case.answers, decided: case.decided }
}

/// What is suggested for a due time now.
fn suggestion(case: &Case<'_>, field: &Field) -> Typed<DayTime> {
    referral_due::suggested(&told(case), case.times)
        .into_iter()
        .find(|(other, _)| other == field)
        .map(|(_, due)| due)
        .unwrap_or_default()
}

/// ": due by Monday 23 November, 10:42 (RCGP: …)"; nothing where no time is given.
fn by(due: &Typed<DayTime>, suggested: &Typed<DayTime>, time: Option<&Time>) -> String {
    let words = referral_due::by_words(due, suggested, time);
    words.map(|words| format!(": due {words}")).unwrap_or_default()
}

fn review_date(record: &Record, list: &mut List) {
    let why = "If sharing is not justified, review it regularly (PCYP ¶43–45, our summary).";
    list.once(record, Part::ReviewOn, "A review date", why);
}

fn times(record: &Record, list: &mut List) {
    list.once(record, Part::Decided, "When you decided", RECORDS);
    list.once(record, Part::Learned, "When you learned of it", RECORDS);
}

fn entered(record: &Record, list: &mut List) {
    const WHAT: &str = "Entered in the clinical record";
    let belongs = belongs(record);
    for who in &belongs {
        // Its role, not its name: what is owed quotes nothing.
        let none = entry_of(record, who).is_none_or(|entry| entry.when.is_blank());
        if none {
            let what = format!("{WHAT} of {}: when", who.by_role());
            list.add(who.field(record), what, CLINICAL);
        }
    }
    let whose = format!("{WHAT}: whose");
    if belongs.is_empty() && record.entered.is_empty() {
        list.add(Field::once(Part::EnteredWhose), whose.clone(), CLINICAL);
        list.add(Field::once(Part::EnteredWhen), format!("{WHAT}: when"), CLINICAL);
    }
    list.each_present(record, Part::EnteredWhose, (&whose, CLINICAL), |at| {
        record.entered.get(at).is_some_and(|entry| entry.of.is_none())
    });
    let when = format!("{WHAT}: when");
    list.each_present(record, Part::EnteredWhen, (&when, CLINICAL), |_| true);
}

fn outcome(case: &Case<'_>) -> Option<OutcomeId> {
    OutcomeId::of(case.decided)
}

fn answer<'a>(case: &Case<'a>, question: &str) -> Option<&'a str> {
    case.answers.0.get(question).map(String::as_str)
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// "Child 2: the child’s name" where there are several.
fn numbered(record: &Record, kind: ItemKind, at: usize, what: &str) -> String {
    if record.ids(kind).len() < 2 {
        return what.to_owned();
    }
    let mut letters = what.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    format!("{} {}: {first}{}", kind.noun(), at + 1, letters.as_str())
}

#[derive(Default)]
struct List(Vec<ToDo>);

impl List {
    fn add(&mut self, field: Field, what: impl Into<String>, why: &'static str) {
        if !self.0.iter().any(|owed| owed.field == field) {
            self.0.push(ToDo { what: what.into(), field, why });
        }
    }

    /// A field that is there once, where it is blank.
    fn once(&mut self, record: &Record, part: Part, what: &str, why: &'static str) {
        if record.is_blank(part) {
            self.add(Field::once(part), what, why);
        }
    }

    /// A field of each item, where it is blank; where there is no item yet, of the first to be.
    fn each(&mut self, record: &Record, part: Part, what: &str, why: &'static str) {
        if part.row().item.is_some_and(|kind| record.ids(kind).is_empty()) {
            self.add(Field::once(part), what, why);
        }
        self.each_present(record, part, (what, why), |_| true);
    }

    /// The same of each disclosure that told somebody something.
    fn share(&mut self, record: &Record, part: Part, what: &str) {
        if record.disclosures.is_empty() {
            self.add(Field::once(part), what, SHARED);
        }
        self.each_present(record, part, (what, SHARED), |at| {
            record.disclosures.get(at).is_some_and(|one| !one.is_unanswered())
        });
    }

    /// The same of each child of whom it `is_asked`.
    fn child(
        &mut self,
        record: &Record,
        part: Part,
        what: &str,
        is_asked: impl Fn(&Child) -> bool,
    ) {
        if record.children.is_empty() {
            self.add(Field::once(part), what, WHO_AND_WHY);
        }
        let is_asked = |at: usize| record.children.get(at).is_some_and(&is_asked);
        self.each_present(record, part, (what, WHO_AND_WHY), is_asked);
    }

    /// A field of each item that there is, where it is blank and `is_asked` of that place.
    fn each_present(
        &mut self,
        record: &Record,
        part: Part,
        (what, why): (&str, &'static str),
        is_asked: impl Fn(usize) -> bool,
    ) {
        let Some(kind) = part.row().item else { return };
        for (at, item) in record.items(kind).into_iter().enumerate() {
            if item.is_blank(part) && is_asked(at) {
                self.add(item.at(part), numbered(record, kind, at, what), why);
            }
        }
    }
}

#[cfg(test)]
mod tests;
