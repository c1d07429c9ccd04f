//! A summary to read to an adviser. By itself it is put together from fields alone – ages,
//! relations, kinds of concern, what was marked and where, what was decided and asked – so that
//! it names nobody: no typed word is in it. What somebody typed comes in only where it is
//! ticked. There every word that a field has as a name, number, date or address is marked, and
//! none is replaced: nobody but a reader can say that a text tells nothing.
//!
//! The guidance asks to discuss a minor concern without naming the child if possible (PCYP
//! ¶43, our summary).

mod dates;
mod find;
mod known;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

pub use find::Trace;
pub use known::{Identifying, Kind};

use super::roles::{self, is_role};
use super::sheet::{Piece, Sheet, Tick, Ticks};
use crate::base::fold::folded;
use crate::base::words::capital;
use crate::pathway::span::Span;
use crate::record::body::Body as Outlines;
use crate::record::entries::kin_of;
use crate::record::text::every_line;
use crate::record::typed::{Day, Typed};
use crate::record::{
    Author, Category, Child, ConsentAnswer, ConsentBasis, DecisionId, Field, ItemId, Mark, Part,
    PassageKind, Person, PersonFlag, PersonRole, Record, YesNo,
};
use find::{Care, traces};

/// What the summary is made from.
#[derive(Clone, Copy, Debug)]
pub struct Summary<'a> {
    /// The record so far.
    pub record: &'a Record,
    /// Who asks.
    pub author: &'a Author,
    /// The decision's reference, which is left out.
    pub reference: &'a DecisionId,
    /// As of when ages are told.
    pub at: DateTime<FixedOffset>,
    /// Each question with its answer, in order, in the pathway's words.
    pub trail: &'a [(String, String)],
    /// The question that the advice is for, in the pathway's words.
    pub asked: Option<&'a str>,
    /// By when advice is needed, as an ISO 8601 duration.
    pub due: Option<&'a str>,
    /// What was decided, in the pathway's words.
    pub decided: Option<&'a str>,
}

/// The summary in its parts: what is made from fields is always there, and each typed text has
/// a tick box.
pub fn summary_sheet(input: &Summary<'_>, ticks: &Ticks) -> Sheet {
    let mut page = Page::default();
    page.asked(input);
    page.people(input);
    page.concern(input.record);
    page.so_far(input);
    page.typed(input.record);
    let mut sheet = page.0;
    sheet.tick(ticks);
    sheet
}

impl Identifying {
    /// What in a text could tell who somebody is, as far as that is known.
    pub fn traces(&self, text: &str) -> Vec<Trace> {
        traces(self, text, Care::Known)
    }

    /// The same, and words that are written as names are.
    pub fn traces_in_doubt(&self, text: &str) -> Vec<Trace> {
        traces(self, text, Care::Doubtful)
    }

    /// What in a summary could tell who somebody is: in what was typed. The lines that are made
    /// from fields alone have no typed word in them, whatever somebody is called.
    pub fn traces_in_summary(&self, input: &Summary<'_>, text: &str) -> Vec<Trace> {
        let ours = summary_sheet(input, &Ticks::new()).text();
        let is_ours = |line: &str| ours.lines().any(|one| one == line.trim_end());
        let mut found = Vec::new();
        let (mut at, mut from) = (0, None);
        let mut block =
            |from: &mut Option<usize>, to: usize| {
                let Some(start) = from.take() else { return };
                let typed = text.get(start..to).unwrap_or_default();
                found.extend(self.traces_in_doubt(typed).into_iter().map(|trace| Trace {
                    at: trace.at.start + start..trace.at.end + start,
                    ..trace
                }));
            };
        for line in text.split_inclusive('\n') {
            if is_ours(line) {
                block(&mut from, at);
            } else {
                from.get_or_insert(at);
            }
            at += line.len();
        }
        block(&mut from, at);
        found
    }
}

/// Whether this word, folded, is one that names nobody wherever it stands.
pub(super) fn is_plain_word(word: &str) -> bool {
    use words::{COMMON, NO_NAMES, TITLES, is_in};
    is_role(word) || [COMMON, TITLES, NO_NAMES].into_iter().any(|list| is_in(list, word))
}

#[derive(Default)]
struct Page(Sheet);

impl Page {
    fn line(&mut self, line: impl Into<String>) {
        self.0.always(line);
    }

    fn field(&mut self, label: &str, words: &str) {
        if !words.is_empty() {
            self.line(format!("{label}: {words}"));
        }
    }

    fn asked(&mut self, input: &Summary<'_>) {
        self.line("I am a doctor. I would like your advice. I will not name anyone.");
        let question = input.asked.unwrap_or("What would you do, and who would you tell?");
        self.field("My question", question);
        if let Some(span) = input.due.and_then(Span::parse) {
            self.field("How soon", &format!("I need to decide within {}.", span.words()));
        }
    }

    fn people(&mut self, input: &Summary<'_>) {
        let (record, on) = (input.record, input.at.date_naive());
        for (at, child) in record.children.iter().enumerate() {
            self.field(&child_called(record, at), &format!("{}.", child_age(child, on)));
        }
        for person in &record.others {
            let age = age(&person.born, on).map_or_else(String::new, |age| format!(", {age}"));
            let flags = PersonFlag::ALL
                .into_iter()
                .filter(|flag| *flag != PersonFlag::NameUnknown && person.flags.contains(flag));
            let flags: Vec<String> = flags.map(|flag| flag.label().to_lowercase()).collect();
            let who = relation(person);
            if who == SOMEBODY && age.is_empty() && flags.is_empty() {
                continue;
            }
            let who = format!("{who}{age}");
            let line = if flags.is_empty() { who } else { format!("{who}: {}", flags.join(", ")) };
            self.field("Also", &format!("{line}."));
        }
    }

    fn concern(&mut self, record: &Record) {
        let mut kinds = record.categories.iter().map(|kind| Category::label(*kind));
        let first = kinds.next().unwrap_or_default().to_owned();
        let rest =
            kinds.map(|kind| if kind == "FGM" { kind.to_owned() } else { kind.to_lowercase() });
        let kinds: Vec<String> = std::iter::once(first).chain(rest).collect();
        self.field("Concern", &kinds.join(", "));
        let has = |kind| {
            record.passages.iter().any(|one| one.kind == kind && !one.text.trim().is_empty())
        };
        let written: Vec<&str> = [
            (PassageKind::Finding, "clinical findings"),
            (PassageKind::ChildsWords, "the child’s own words"),
            (PassageKind::ToldByOthers, "what others told me"),
            (PassageKind::Opinion, "my opinion"),
        ]
        .into_iter()
        .filter_map(|(kind, words)| has(kind).then_some(words))
        .collect();
        if !written.is_empty() {
            self.field("I have written down", &format!("{}.", listed(&written)));
        }
        for (at, mark) in record.marks.iter().enumerate() {
            let on = record.children.iter().position(|one| Some(&one.id) == mark.child.as_ref());
            let on = on.filter(|_| record.children.len() > 1);
            let on = on.map_or_else(String::new, |at| format!(" (child {})", at + 1));
            self.field(&format!("Mark {}{on}", at + 1), &format!("{}.", place(mark)));
        }
        match record.seen_alone {
            Some(YesNo::Yes) => self.line("The child was seen alone."),
            Some(YesNo::No) => self.line("The child was not seen alone."),
            None => {}
        }
    }

    fn so_far(&mut self, input: &Summary<'_>) {
        let record = input.record;
        if !input.trail.is_empty() {
            self.line("My answers so far:");
            // What was answered after the question only says whom to reach.
            let asked = |(question, _): &(String, String)| Some(question.as_str()) == input.asked;
            let end = input.trail.iter().position(asked).map_or(input.trail.len(), |at| at + 1);
            for (question, answer) in input.trail.iter().take(end) {
                self.line(format!("- {question} {answer}"));
            }
        }
        self.field("Outcome", input.decided.unwrap_or_default());
        for consent in &record.consent {
            let answer = consent.answer.map(|one| ConsentAnswer::label(one).to_lowercase());
            let basis = consent.basis.map(|one| ConsentBasis::label(one).to_lowercase());
            let words: Vec<String> = answer.into_iter().chain(basis).collect();
            let words = if words.is_empty() { "asked".to_owned() } else { words.join(", ") };
            self.field("Consent", &format!("{words}."));
        }
        match record.advice.len() {
            0 => {}
            1 => self.line("I have taken advice once before."),
            times => self.line(format!("I have taken advice {times} times before.")),
        }
        // A call and the letter that confirms it went to one place.
        let told: BTreeSet<String> = record.shares().map(|one| folded(one.to.trim())).collect();
        match told.len() {
            0 => {}
            1 => self.line("I have shared it with one agency or person."),
            many => self.line(format!("I have shared it with {many} agencies or people.")),
        }
    }

    /// Each text that was typed, with a tick box. Who somebody is has none: it names them.
    fn typed(&mut self, record: &Record) {
        for line in every_line(record, None) {
            let text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.is_empty() || !may_be_ticked(line.field.part) {
                continue;
            }
            let label = label(record, &line.field, line.label);
            self.0.offer(Piece {
                tick: Some(Tick::Field(line.field)),
                line: format!("{label}: {text}"),
                label,
                ..Piece::default()
            });
        }
    }
}

/// The texts that can be told to an adviser in the words in which they were typed.
fn may_be_ticked(part: Part) -> bool {
    matches!(
        part,
        Part::PassageText
            | Part::MarkSize
            | Part::MarkColour
            | Part::MarkShape
            | Part::MarkNote
            | Part::ChildWhereabouts
            | Part::ChildSocialWorker
            | Part::ChildParentalResponsibility
            | Part::PersonNotes
            | Part::PersonRelation
            | Part::ParticipantRole
            | Part::Views
            | Part::FamilyRisks
            | Part::ConsentNotes
            | Part::ConsentNotAsked
            | Part::RequestPurpose
            | Part::AdviceSaid
            | Part::ToldWhat
            | Part::NotTold
            | Part::Plan
            | Part::DecisionReasons
            | Part::WouldChange
    )
}

/// What a typed text is called: with the number of its mark, child or person.
fn label(record: &Record, field: &Field, label: &str) -> String {
    let item = field.item.as_ref();
    let at = |id: &ItemId| Some(id) == item;
    if let Some(passage) = record.passages.iter().find(|one| at(&one.id)) {
        return passage.kind.label().to_owned();
    }
    if let Some(place) = record.marks.iter().position(|one| at(&one.id)) {
        return format!("Mark {}, {}", place + 1, label.to_lowercase());
    }
    if let Some(place) = record.children.iter().position(|one| at(&one.id)) {
        return format!("{}, {}", child_called(record, place), label.to_lowercase());
    }
    if let Some(person) = record.others.iter().find(|one| at(&one.id)) {
        return format!("{}, {}", relation(person), label.to_lowercase());
    }
    label.to_owned()
}

fn child_called(record: &Record, at: usize) -> String {
    if record.children.len() > 1 { format!("Child {}", at + 1) } else { "The child".to_owned() }
}

fn child_age(child: &Child, on: NaiveDate) -> String {
    // The month of the birth would tell who it is, with the practice: it is left out.
    if child.is_unborn() {
        return "not yet born".to_owned();
    }
    age(&child.born, on).unwrap_or_else(|| "age not said".to_owned())
}

/// Of whom no relation is known.
pub(super) const SOMEBODY: &str = "Somebody else";

/// Our word for a relation beside the family's, where the typed words are plain. What stands
/// after "of" is not who is meant.
fn relation_word(typed: &str) -> Option<&'static str> {
    let plain = folded(&typed.replace(['\u{2019}', '\u{2018}'], "'"));
    let mut words = plain.split_whitespace().take_while(|word| *word != "of");
    words.find_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        roles::BESIDE.iter().find(|known| **known == word).copied()
    })
}

/// Who a person is to the child, by what was chosen or by a word for a relation.
pub(super) fn relation(person: &Person) -> String {
    let words = match (kin_of(&person.relation), person.role) {
        (Some(word), None | Some(PersonRole::Sibling)) => word,
        (_, None | Some(PersonRole::Other)) => relation_word(&person.relation).unwrap_or(SOMEBODY),
        (_, Some(role)) => role.label(),
    };
    capital(words)
}

/// Where a mark is, in the words that the outline has for that place.
fn place(mark: &Mark) -> String {
    let view = Outlines::embedded().ok().and_then(|body| body.view(mark.view));
    let site = view.map(|view| view.site(mark.at)).unwrap_or_default();
    let site = if site.is_empty() { "place not named".to_owned() } else { site };
    format!("{site}, {}", mark.view.after())
}

fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// An age in words on that day, never the date: "under 1", "aged 7". `None` where no date of
/// birth is known.
pub fn age(born: &Typed<Day>, on: NaiveDate) -> Option<String> {
    let found = dates::in_text(&born.text);
    let past = found.iter().find(|date| **date <= on);
    let born = born.valid().map(|day| day.0).or_else(|| past.copied())?;
    if born > on {
        return Some("not yet born".to_owned());
    }
    let passed = (on.month(), on.day()) >= (born.month(), born.day());
    let years = on.year() - born.year() - i32::from(!passed);
    Some(if years < 1 { "under 1".to_owned() } else { format!("aged {years}") })
}
