//! A summary to read to an adviser, without names: built from the record, with everything
//! taken out that a field of it has for a person, an address, a date of birth or a number.
//!
//! The guidance asks to discuss a minor concern without naming the child if possible (PCYP
//! ¶43, our summary). A name that was never typed into a field cannot be known: words that are
//! written as names are taken out in doubt, and the person reads it through before using it.

mod clean;
mod dates;
mod known;
#[cfg(test)]
mod tests;
mod words;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

pub use known::Identifying;

use crate::pathway::span::Span;
use crate::record::mark::said;
use crate::record::typed::{Day, Typed};
use crate::record::{
    Author, Category, DecisionId, PassageKind, PersonFlag, PersonRole, Record, YesNo,
};
use clean::{Care, clean, traces};

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
    /// Each question with its answer, in order.
    pub trail: &'a [(String, String)],
    /// The question that the advice is for, in its words.
    pub asked: Option<&'a str>,
    /// By when advice is needed, as an ISO 8601 duration.
    pub due: Option<&'a str>,
}

/// The summary, for reading out.
pub fn summary_text(input: &Summary<'_>) -> String {
    let known = Identifying::of(input.record, input.author, input.reference);
    let mut page = Page { known: &known, text: String::new() };
    let role = page.typed(&input.author.role);
    page.line(&match role.as_str() {
        "" => "I would like your advice. I will not name anyone.".to_owned(),
        role => {
            format!("I am a doctor ({role}). I would like your advice. I will not name anyone.")
        }
    });
    page.asked(input);
    page.people(input);
    page.concern(input.record);
    page.so_far(input);
    // Once more as a whole: a name may be a word of ours.
    clean(&known, &page.text, Care::Known)
}

impl Identifying {
    /// What in this text could tell who somebody is, as far as that is known: each as it
    /// stands there.
    pub fn in_text(&self, text: &str) -> Vec<String> {
        traces(self, text)
    }

    /// A text without what is known, and without numbers and addresses by their look.
    pub fn without_known(&self, text: &str) -> String {
        clean(self, text, Care::Known)
    }

    /// A text that somebody typed, without what could tell who somebody is. Words that are
    /// written as names are taken out in doubt.
    pub fn without(&self, text: &str) -> String {
        clean(self, text, Care::Doubtful)
    }
}

struct Page<'a> {
    known: &'a Identifying,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn field(&mut self, label: &str, words: &str) {
        if !words.is_empty() {
            self.line(&format!("{label}: {words}"));
        }
    }

    /// What was typed, cleaned, on one line.
    fn typed(&self, text: &str) -> String {
        let cleaned = self.known.without(text.trim());
        cleaned.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn asked(&mut self, input: &Summary<'_>) {
        match input.asked {
            Some(question) => self.field("My question", question),
            None => self.field("My question", "What would you do, and whom would you tell?"),
        }
        if let Some(span) = input.due.and_then(Span::parse) {
            self.field("How soon", &format!("I need to decide within {}.", span.words()));
        }
    }

    fn people(&mut self, input: &Summary<'_>) {
        let record = input.record;
        let several = record.children.len() > 1;
        for (at, child) in record.children.iter().enumerate() {
            let label = if several { format!("Child {}", at + 1) } else { "The child".to_owned() };
            let on = input.at.date_naive();
            let age = match age(&child.born, on) {
                // The month would tell who it is, with the practice: it is left out.
                _ if child.is_unborn() => "not yet born".to_owned(),
                age => age.unwrap_or_else(|| "age not said".to_owned()),
            };
            self.field(&label, &format!("{age}."));
            for (label, typed) in [
                ("Where the child is now", &child.whereabouts),
                ("Parental responsibility", &child.parental_responsibility),
                ("Social worker or plan", &child.social_worker),
            ] {
                let words = self.typed(typed);
                self.field(label, &words);
            }
        }
        for person in &record.others {
            let relation = self.typed(&person.relation);
            let role = person.role.map_or("Somebody else", PersonRole::label);
            let who = if relation.is_empty() { role.to_owned() } else { relation };
            let age = age(&person.born, input.at.date_naive()).map(|age| format!(", {age}"));
            let flags = PersonFlag::ALL
                .into_iter()
                .filter(|flag| *flag != PersonFlag::NameUnknown && person.flags.contains(flag));
            let mut notes: Vec<String> = flags.map(|flag| flag.label().to_lowercase()).collect();
            notes.push(self.typed(&person.notes));
            notes.retain(|words| !words.is_empty());
            let notes = notes.join("; ");
            let who = format!("{who}{}", age.unwrap_or_default());
            let line = if notes.is_empty() { who } else { format!("{who}: {notes}") };
            self.field("Also", &line);
        }
    }

    fn concern(&mut self, record: &Record) {
        let kinds: Vec<&str> =
            record.categories.iter().map(|kind| Category::label(*kind)).collect();
        self.field("Concern", &kinds.join(", "));
        for kind in PassageKind::ALL {
            for passage in record.passages.iter().filter(|passage| passage.kind == kind) {
                let words = self.typed(&passage.text);
                let source = self.typed(&passage.source);
                let label = match source.as_str() {
                    "" => kind.label().to_owned(),
                    source => format!("{} ({source})", kind.label()),
                };
                self.field(&label, &words);
            }
        }
        for (at, mark) in record.marks.iter().enumerate() {
            let size = self.typed(&mark.size_in_words());
            let (colour, shape) = (self.typed(&mark.colour), self.typed(&mark.shape));
            let look = said(&[&size, &colour, &shape], &self.typed(&mark.note));
            let on = record.children.iter().position(|one| Some(&one.id) == mark.child.as_ref());
            let on = on.filter(|_| record.children.len() > 1);
            let on = on.map_or_else(String::new, |at| format!(" (child {})", at + 1));
            let place = mark.place_in_words();
            let words = if look.is_empty() { place } else { format!("{place}: {look}") };
            self.field(&format!("Mark {}{on}", at + 1), &words);
        }
        for one in &record.participants {
            let mut words = vec![self.typed(&one.role)];
            words.extend(one.interpreter.then(|| "interpreter, not a family member".to_owned()));
            words.retain(|word| !word.is_empty());
            let words = if words.is_empty() { vec!["somebody".to_owned()] } else { words };
            self.field("Was present", &words.join(", "));
        }
        match record.seen_alone {
            Some(YesNo::Yes) => self.line("The child was seen alone."),
            Some(YesNo::No) => self.line("The child was not seen alone."),
            None => {}
        }
        for (label, typed) in [
            ("Who was present", &record.present),
            ("The child’s views and wishes", &record.views),
            ("Family risk factors", &record.family_risks),
        ] {
            let words = self.typed(typed);
            self.field(label, &words);
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
                self.line(&format!("- {question} {answer}"));
            }
        }
        for consent in &record.consent {
            let mut words = vec![self.typed(&consent.asked_of)];
            words.extend(consent.answer.map(|answer| answer.label().to_lowercase()));
            words.push(self.typed(&consent.notes));
            words.retain(|word| !word.is_empty());
            self.field("Consent", &words.join("; "));
        }
        for advice in &record.advice {
            let mut words = vec![self.typed(&advice.role), self.typed(&advice.said)];
            words.retain(|word| !word.is_empty());
            self.field("Advice so far", &words.join(": "));
        }
        let words = self.typed(&record.reasons);
        self.field("My reasons so far", &words);
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
