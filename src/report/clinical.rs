//! The text for the clinical record of one person: put together from what is about that person
//! and from fields. Nothing is taken out of somebody else's story, because that cannot be made
//! safe: what is not about this person is not in it until somebody ticks it.

mod acted;
mod asked;
mod concern;
mod decided;
mod in_error;
#[cfg(test)]
mod jobs;
mod now;
mod piece;
mod since;
#[cfg(test)]
mod tests;

pub use now::Now;

use super::naming::{by_relation, tells_of_others};
use super::sheet::{Piece, Sheet, Tick, Ticks, cut, cut_at_sentence, one_line};
use crate::base::time::{self, When};
use crate::pathway::OutcomeKind;
use crate::pathway::replay::Answers;
use crate::record::entries::{Belongs, Kin, is_meant};
use crate::record::typed::{DayTime, Typed};
use crate::record::{
    About, Advice, Author, Body, Consent, ConsentAnswer, DecisionId, Departure, Disclosure, Field,
    Item, Mark, OutOfView, Part, Participant, Passage, PassageKind, Person, PersonRole, Record,
    Stated, Statement, Told, YesNo, is_author,
};

/// What the text is made from: a decision in the making, or a signed one
/// ([`Clinical::signed`]).
#[derive(Clone, Copy, Debug)]
pub struct Clinical<'a> {
    /// The decision's reference.
    pub reference: &'a DecisionId,
    /// The headline of the outcome that the answers came to.
    pub headline: &'a str,
    /// The headline of what was decided.
    pub decided: &'a str,
    /// The ids of those two, in this order.
    pub outcomes: [&'a str; 2],
    /// The answers that led there.
    pub answers: &'a Answers,
    /// When it was decided, for where the record does not say.
    pub at: &'a When,
    /// What was decided instead, if anything.
    pub departure: Option<&'a Departure>,
    /// Each question that led there with its answer, in order.
    pub trail: &'a [(String, String)],
    /// The record so far.
    pub record: &'a Record,
    /// What is still to do, in words.
    pub owed: &'a [String],
    /// Who writes.
    pub author: &'a Author,
    /// That it was entered in error, or disposed of.
    pub in_error: Option<&'a OutOfView>,
    /// When it was signed; `None` in the making.
    pub signed: Option<&'a chrono::DateTime<chrono::FixedOffset>>,
    /// What was signed after it, in order.
    pub since: &'a [Stated<'a>],
}

impl<'a> Clinical<'a> {
    /// From a signed decision; `None` for a statement that is not one.
    pub fn signed(statement: &'a Statement) -> Option<Self> {
        let Body::Decision(decision) = &statement.body else { return None };
        Some(Self {
            reference: &statement.decision,
            headline: &decision.outcome.headline,
            decided: &statement.headline,
            outcomes: [&decision.outcome.id, decision.decided_id()],
            answers: decision.basis.answers(),
            at: &statement.decided,
            departure: decision.departure.as_ref(),
            trail: &decision.outcome.trail,
            record: &decision.record,
            owed: &decision.owed,
            author: &statement.author,
            in_error: None,
            signed: Some(&statement.written),
            since: &[],
        })
    }

    /// What was decided, by what it is.
    pub fn kind(&self) -> Option<OutcomeKind> {
        let [_, decided] = self.outcomes;
        OutcomeKind::of(decided)
    }

    /// Whether somebody asked for information.
    pub fn is_request(&self) -> bool {
        self.answer("start") == Some("request")
    }

    fn answer(&self, question: &str) -> Option<&'a str> {
        self.answers.0.get(question).map(String::as_str)
    }
}

/// How much of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Length {
    /// What a colleague needs who opens the record: at most [`SHORT`] words by default.
    #[default]
    Short,
    /// Everything that is about this person.
    Full,
}

/// How many words a short text has at most, as long as nobody ticks more.
pub const SHORT: usize = 150;

/// The text for the record of this person, in its parts; `None` where the record names nobody
/// in whose clinical record it belongs.
pub fn clinical_sheet(
    input: &Clinical<'_>,
    who: Option<&Belongs>,
    length: Length,
    ticks: &Ticks,
) -> Sheet {
    let made = |most: usize, terse: Terse| {
        Making { input, who, length, ticks, most, terse, sheet: Sheet::default() }.all()
    };
    let mut sheet = match length {
        Length::Full => made(usize::MAX, Terse::No),
        Length::Short => {
            let room = SHORT - MORE.split(' ').count() - OTHERS.split(' ').count();
            let step = |(most, from, terse)| {
                let mut sheet = made(most, terse);
                sheet.shed(room, from);
                sheet
            };
            let fits = STEPS.into_iter().map(step).find(|sheet| sheet.words() <= room);
            fits.unwrap_or_else(|| step((18, 1, Terse::Names)))
        }
    };
    sheet.tick(ticks);
    close(&mut sheet, input.record, who);
    sheet
}

/// Why a part is not in a short text by itself.
pub const IN_FULL: &str = "In the full text.";
/// From which weight on a part is ours: a stock sentence.
const OURS: u8 = 8;
/// What is left out of the lines of whom it was shared with: it can be looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Terse {
    No,
    /// Their reference.
    References,
    /// And who took the call.
    Names,
}

/// How a short text is made shorter, until it fits: how many words of one prose are written, from
/// which weight on a part may be left out, and what is left out of whom it was shared with. What is
/// ours goes first, and references; then long words end early; then what is least missed goes,
/// before the doctor's own findings are shortened more. Who took the call is looked for first, and
/// goes last.
const STEPS: [(usize, u8, Terse); 13] = [
    (usize::MAX, OURS, Terse::No),
    (usize::MAX, OURS, Terse::References),
    (60, OURS, Terse::References),
    (45, OURS, Terse::References),
    (45, 5, Terse::References),
    (35, 5, Terse::References),
    (28, 5, Terse::References),
    (22, 5, Terse::References),
    (22, 4, Terse::References),
    (22, 3, Terse::References),
    (22, 5, Terse::Names),
    (22, 4, Terse::Names),
    (22, 2, Terse::Names),
];
/// What the child said keeps so many words where all else is made shorter.
const CHILDS: usize = 40;
/// What stands last where more was recorded than is in the text.
const MORE: &str = "More: the Justified register.";
/// What stands last where the text tells of others.
const OTHERS: &str = "Contains third-party information.";

/// What is to be said at the end of the whole text, where it is so.
fn close(sheet: &mut Sheet, record: &Record, who: Option<&Belongs>) {
    if sheet.leaves_out() {
        sheet.always(MORE);
    }
    let of_family = who.is_some_and(|who| who.kin != Kin::Child);
    // What is always there – the person, the author – tells of nobody else.
    let mut parts = sheet.pieces.iter().filter(|one| one.ticked && one.tick.is_some());
    let of_others = |one: &Piece| one.of_others || tells_of_others(record, who, &one.line);
    if of_family || parts.any(of_others) {
        sheet.always(OTHERS);
    }
}

/// A text being made.
struct Making<'a> {
    input: &'a Clinical<'a>,
    who: Option<&'a Belongs>,
    length: Length,
    ticks: &'a Ticks,
    /// How many words of one typed text are written.
    most: usize,
    /// What is left out of whom it was shared with.
    terse: Terse,
    sheet: Sheet,
}

/// In which texts a part is by itself.
#[derive(Clone, Copy)]
enum In {
    /// In both; out of a short one the heaviest goes first.
    Short(u8),
    /// In the full one.
    Full,
}

impl In {
    fn weight(self) -> u8 {
        match self {
            Self::Short(weight) => weight,
            Self::Full => 1,
        }
    }
}

/// Whether something is about the person whose text it is; where not, why.
struct AboutThem {
    is: bool,
    why: String,
}

impl Making<'_> {
    fn all(mut self) -> Sheet {
        if let Some(error) = self.input.in_error {
            self.in_error(error);
            return self.sheet;
        }
        self.head();
        if self.is_child() {
            self.when_learned();
            self.request();
            self.people();
            self.concern();
        }
        self.decision();
        if self.is_child() {
            self.reasons();
        }
        self.consent();
        if self.is_child() {
            self.advice();
            self.shared();
        }
        self.told();
        self.since();
        self.next();
        if self.is_child() {
            self.rest();
        }
        self.signature();
        self.sheet
    }

    fn record(&self) -> &Record {
        self.input.record
    }

    fn is_full(&self) -> bool {
        self.length == Length::Full
    }

    /// Whether the text is for the record of a child whom the decision is about.
    fn is_child(&self) -> bool {
        self.who.is_none_or(|who| who.kin == Kin::Child)
    }

    /// Whether there is no other child with whom what is not said of one could be.
    fn is_only(&self) -> bool {
        self.is_child() && self.record().children.len() < 2
    }

    fn about(&self, about: &About) -> AboutThem {
        let record = self.record();
        let Some(who) = self.who.filter(|_| !record.children.is_empty()) else {
            return AboutThem { is: self.is_child(), why: String::new() };
        };
        let named = record.about_words(about);
        match record.is_about(about, &who.of) {
            Some(true) if about.children().len() > 1 => {
                AboutThem { is: true, why: format!("About {named}: read it through.") }
            }
            Some(true) => AboutThem { is: true, why: String::new() },
            Some(false) => AboutThem { is: false, why: format!("About {named}.") },
            None => AboutThem { is: false, why: "Nobody has said who it is about.".to_owned() },
        }
    }

    /// What stands once in a record: with several children it may be about any of them.
    fn once(&self) -> AboutThem {
        let why = if self.is_only() {
            String::new()
        } else if self.is_child() {
            "It may be about any of the children.".to_owned()
        } else {
            "About the child.".to_owned()
        };
        AboutThem { is: self.is_only(), why }
    }

    /// Offers prose: whole in a full text and where somebody ticked it, else the beginning of
    /// what is too long for a short one.
    fn prose(&mut self, piece: piece::Draft, text: &str) {
        self.prose_of(piece, text, self.most);
    }

    /// The same of what the child said: it is the last to be made shorter.
    fn childs(&mut self, piece: piece::Draft, text: &str) {
        self.prose_of(piece, text, self.most.max(CHILDS));
    }

    fn prose_of(&mut self, piece: piece::Draft, text: &str, most: usize) {
        let asked_for = piece.tick().is_some_and(|tick| self.is_asked_for(tick));
        let prose = if self.is_full() {
            piece::Prose { text: text.trim().to_owned(), shortened: false }
        } else {
            let short = if asked_for { None } else { cut_at_sentence(text, most) };
            piece::Prose {
                shortened: short.is_some(),
                text: short.unwrap_or_else(|| one_line(text)),
            }
        };
        let piece = piece.prose(&prose);
        self.sheet.offer(if asked_for { piece.brief("").build() } else { piece.build() });
    }

    /// Whether somebody ticked a part, who is to have the whole of it.
    fn is_asked_for(&self, tick: &Tick) -> bool {
        self.ticks.get(tick) == Some(&true)
    }

    /// Whether a part is in this text by itself; one for the full text alone can be ticked in a
    /// short one.
    fn here(&self, about: AboutThem, place: In) -> AboutThem {
        match place {
            In::Full if about.is && !self.is_full() => {
                AboutThem { is: false, why: IN_FULL.to_owned() }
            }
            _ => about,
        }
    }

    /// A time as this text takes it: in a short one a time of the day of the decision is the
    /// clock alone.
    fn when(&self, typed: &Typed<DayTime>) -> String {
        if self.is_full() {
            return typed.text.trim().to_owned();
        }
        let decided = self.record().decided.valid().map_or(self.input.at.day(), |at| at.day);
        let same = typed.valid().filter(|at| at.day == decided).and_then(|at| at.clock());
        same.unwrap_or_else(|| typed.text.trim().to_owned())
    }

    fn head(&mut self) {
        let piece = piece::Draft::new(Tick::NotOnline, "“Do not show in online access”");
        self.sheet.offer(piece.line("Do not show in online access.").build());
        let decided = self.decided_at();
        let title = match self.input.kind() {
            _ if self.input.is_request() => "request for information",
            Some(OutcomeKind::Nothing) => "considered",
            _ => "decision",
        };
        self.sheet.always(format!("Child safeguarding, {title}: {decided}"));
        self.whose();
        if !self.is_child() {
            self.sheet.always(match self.input.kind() {
                _ if self.input.is_request() => {
                    "Somebody asked for information about a child of the family."
                }
                Some(OutcomeKind::Nothing) => "It was about a child of the family.",
                _ => "There is a safeguarding concern about a child of the family.",
            });
            self.kinds();
        }
    }

    /// When it was decided, in words.
    fn decided_at(&self) -> String {
        match self.record().decided.text.trim() {
            "" => self.input.at.in_words(),
            typed => cut(typed, 6),
        }
    }

    fn whose(&mut self) {
        let own = self.who.map(|who| self.own(who)).unwrap_or_default();
        if !own.is_empty() {
            self.sheet.always(format!("For the record of: {own}"));
        }
    }

    /// Who the person is, so that it is pasted into the right record. Nothing of it is anybody
    /// else's.
    fn own(&self, who: &Belongs) -> String {
        let record = self.record();
        let child = record.children.iter().find(|child| child.id == who.of);
        let person = record.others.iter().find(|person| person.id == who.of);
        let born = child.map(|one| &one.born).or(person.map(|one| &one.born));
        let nhs = child.map(|one| &one.nhs).or(person.map(|one| &one.nhs));
        let mut words = vec![cut(&who.name, 8)];
        if let Some(child) = child.filter(|child| !child.flags.is_empty()) {
            words.push(child.flag_words().to_lowercase());
            if !child.due.is_blank() {
                words.push(format!("expected {}", cut(&child.due.text, 3)));
            }
        }
        if let Some(born) = born.filter(|born| !born.is_blank()) {
            let day = born.valid().map_or_else(|| cut(&born.text, 3), |day| time::day(day.0));
            words.push(format!("born {day}"));
        }
        if let Some(nhs) = nhs.filter(|nhs| !nhs.is_blank()) {
            let number = nhs.valid().map_or_else(|| cut(&nhs.text, 3), |one| one.to_string());
            words.push(format!("NHS {number}"));
        }
        words.retain(|word| !word.is_empty());
        words.join(", ")
    }

    fn kinds(&mut self) {
        let record = self.record();
        let kinds: Vec<_> = record.categories.iter().map(|kind| kind.label()).collect();
        let (ticked, why) = match (self.is_child(), self.is_only()) {
            (_, true) => (true, ""),
            (true, _) => (false, "Written about the children together, not about this one."),
            (false, _) => (false, "It is the child’s story."),
        };
        let piece = piece::Draft::field(Part::Categories, None, "Kind of concern");
        let piece = piece.ticked(ticked).why(why).weight(5);
        self.sheet.offer(piece.labelled(&kinds.join(", ")).build());
    }

    fn when_learned(&mut self) {
        let record = self.input.record;
        for (part, text) in
            [(Part::Learned, &record.learned.text), (Part::Happened, &record.happened.text)]
        {
            self.once_field(part, part.row().label, text, In::Full);
        }
    }

    /// A field that stands once.
    fn once_field(&mut self, part: Part, label: &str, text: &str, place: In) {
        let about = self.here(self.once(), place);
        let piece = piece::Draft::field(part, None, label).about(&about).weight(place.weight());
        self.prose(piece, text);
    }

    fn decision(&mut self) {
        let input = self.input;
        let headline = input.departure.map_or(input.decided, |d| d.headline.as_str());
        let [suggested, decided] = input.outcomes;
        let words = self.decided_in_words(decided, headline);
        self.sheet.always(format!("Decision: {words}"));
        if !self.is_child() {
            return;
        }
        if decided != suggested || headline != input.headline {
            let words = self.decided_in_words(suggested, input.headline);
            self.sheet.always(format!("The questions suggested: {words}"));
        }
        if let Some(departure) = input.departure {
            let label = "Decided differently because";
            self.once_field(Part::DepartureReason, label, &departure.reason, In::Short(3));
        }
    }

    fn signature(&mut self) {
        let author = self.input.author;
        let mut words = vec![cut(&author.name, 6), cut(&author.role, 6)];
        if !author.gmc.is_blank() {
            words.push(format!("GMC {}", cut(&author.gmc.text, 2)));
        }
        words.push(match self.input.signed {
            Some(at) => format!("signed {}", time::moment(at)),
            None => "not yet signed".to_owned(),
        });
        words.retain(|part| !part.is_empty());
        self.sheet.always(format!("By: {}", words.join(", ")));
        self.sheet.always(format!("Reference: {}", self.input.reference.as_str()));
    }

    /// What somebody is called here, and whether that is by relation instead of by name.
    fn called(&self, field: &Field, typed: &str) -> (String, bool) {
        let typed = typed.trim();
        match by_relation(self.record(), self.who, typed) {
            Some(relation) if !self.is_named(field) => (relation, true),
            Some(_) => (typed.to_owned(), true),
            None => (typed.to_owned(), false),
        }
    }

    fn is_named(&self, field: &Field) -> bool {
        self.ticks.get(&Tick::Named(field.clone())).copied().unwrap_or_default()
    }

    /// The box that names somebody who is told by relation. It writes nothing itself.
    fn naming(&mut self, field: Field, name: &str) {
        let label = format!("Name them: {}", cut(name, 8));
        let piece = piece::Draft::new(Tick::Named(field), &label).ticked(false);
        self.sheet.pieces.push(piece.why("Parents and others may read this record.").build());
    }
}

/// Whether what was typed means this person and nobody else: also by a part of the name, with
/// "herself" and the like.
fn is_theirs(typed: &str, who: &Belongs) -> bool {
    const SELF: [&str; 5] = ["herself", "himself", "themselves", "themself", "alone"];
    if is_meant(typed, who) {
        return true;
    }
    let lower = typed.to_lowercase();
    let words = || lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = who.name.split_whitespace().next().unwrap_or_default().to_lowercase();
    let name = who.name.to_lowercase();
    let own = |word: &str| name.split(|c: char| !c.is_alphanumeric()).any(|part| part == word);
    !first.is_empty()
        && words().any(|word| word == first)
        && words().all(|word| own(word) || SELF.contains(&word))
}

/// A label with what is known beside it: "Clinical finding (seen by me, 3 May)".
fn with(label: &str, known: &[&str]) -> String {
    let known: Vec<String> =
        known.iter().map(|text| cut(text, 8)).filter(|text| !text.is_empty()).collect();
    if known.is_empty() { label.to_owned() } else { format!("{label} ({})", known.join(", ")) }
}
