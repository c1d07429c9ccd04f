//! What in a record could tell who somebody is: gathered from its fields, once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use unicode_normalization::char::is_combining_mark;

use super::dates;
use super::words::{COMMON, FORMAL, NO_NAMES, STREETS, TITLES, is_in};
use crate::base::fold::{self, folded};
use crate::record::{Author, DecisionId, Holds, ItemId, ItemKind, Record};
use crate::report::roles::is_role;

/// What kind of thing could tell who somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A person, a school, a practice.
    Name,
    /// Where somebody lives.
    Address,
    /// When somebody was born.
    Date,
    /// A telephone, NHS or reference number.
    Number,
    /// An address for mail, or a page.
    Contact,
}

impl Kind {
    /// As the screens say it: "a name".
    pub fn words(self) -> &'static str {
        match self {
            Self::Name => "a name",
            Self::Address => "an address",
            Self::Date => "a date of birth",
            Self::Number => "a number",
            Self::Contact => "an address for mail, or a page",
        }
    }
}

/// Every token that the fields of a record have for a person, an address, a date of birth or
/// a number. What was never typed into a field cannot be known here.
#[derive(Clone, Debug, Default)]
pub struct Identifying {
    words: BTreeMap<String, Kind>,
    /// Dates of birth.
    pub(super) births: BTreeSet<NaiveDate>,
    /// Dates of birth of the person whom the text is for.
    pub(super) own_births: BTreeSet<NaiveDate>,
    /// Numbers of the person whom the text is for, their digits alone.
    pub(super) own_numbers: BTreeSet<String>,
    /// Whether a day that is nobody's birth is left whole, though a birth is in the same month
    /// or year: where a text is marked to be read through, not made to tell nothing.
    pub(super) other_days_stay: bool,
}

impl Identifying {
    /// Of this record, its author and its reference.
    pub fn of(record: &Record, author: &Author, reference: &DecisionId) -> Self {
        let mut known = Self::default();
        known.name(&author.name);
        known.numbers(&author.gmc.text, Kind::Number);
        for part in reference.as_str().split('-').skip(1) {
            known.add(&folded(part), Kind::Number);
        }
        for (field, value) in record.values() {
            known.learn(field.part.row().holds, value.typed().unwrap_or_default());
        }
        known
    }

    /// Of everybody in this record but one child or other person, whose own details stay.
    /// Professionals who advised or were told are named, as a record of them has to.
    pub fn of_others(record: &Record, who: &ItemId) -> Self {
        let (mut known, mut own) =
            (Self { other_days_stay: true, ..Self::default() }, Self::default());
        for (field, value) in record.values() {
            let (row, text) = (field.part.row(), value.typed().unwrap_or_default());
            let is_own = field.item.as_ref() == Some(who);
            let of_person = matches!(row.item, Some(ItemKind::Child | ItemKind::Person));
            match row.holds {
                Holds::Work | Holds::Reference => {}
                Holds::Reach if !of_person => {}
                // Parents are named at a child who may stand in no field of their own.
                Holds::People | Holds::Whom => known.learn(row.holds, text),
                holds if is_own => own.learn(holds, text),
                holds => known.learn(holds, text),
            }
            if is_own && row.holds == Holds::Number {
                own.own_numbers.insert(fold::digits(text));
            }
        }
        known.words.retain(|word, _| !own.words.contains_key(word));
        known.births.retain(|day| !own.births.contains(day));
        known.own_births = own.births;
        known.own_numbers = own.own_numbers;
        known
    }

    /// Of nobody yet, where days that are nobody's birth stay whole.
    pub(in crate::report) fn of_nobody() -> Self {
        Self { other_days_stay: true, ..Self::default() }
    }

    /// Lets go of the names of which this holds: whoever replaces words, and does not only mark them,
    /// looks for those as they are written.
    pub(in crate::report) fn without_names(&mut self, is_word_too: impl Fn(&str) -> bool) {
        self.words.retain(|word, kind| *kind != Kind::Name || !is_word_too(word));
    }

    /// What a field tells that holds this.
    pub(in crate::report) fn learn(&mut self, holds: Holds, text: &str) {
        match holds {
            Holds::Name => self.name(text),
            Holds::Whom | Holds::People | Holds::Work | Holds::Role => self.people(text),
            Holds::Address => self.address(text),
            Holds::Number | Holds::Reach => self.numbers(text, Kind::Number),
            Holds::Reference => self.reference(text),
            Holds::Born(_) => self.born(text),
            Holds::Day(_) | Holds::Choice | Holds::About | Holds::Place | Holds::Prose => {}
        }
    }

    /// What `word`, folded, is; `None` where it tells nothing. Also in the plural, and several
    /// of them run together.
    pub(super) fn kind(&self, word: &str) -> Option<Kind> {
        if let Some(kind) = self.words.get(word) {
            return Some(*kind);
        }
        // "This" is not what belongs to Thi, and "here" not He and Re.
        if is_in(COMMON, word) {
            return None;
        }
        let stem = word.strip_suffix("es").into_iter().chain(word.strip_suffix('s'));
        for stem in stem.filter(|stem| stem.chars().count() > 2) {
            if let Some(kind) = self.words.get(stem) {
                return Some(*kind);
            }
        }
        self.run_together(word, 0)
    }

    /// Whether exactly this word, folded, is known.
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    fn run_together(&self, word: &str, depth: usize) -> Option<Kind> {
        if depth > 4 {
            return None;
        }
        for (at, _) in word.char_indices().skip(2) {
            let (head, tail) = word.split_at_checked(at)?;
            if let Some(kind) = self.words.get(head)
                && (self.words.contains_key(tail) || self.run_together(tail, depth + 1).is_some())
            {
                return Some(*kind);
            }
        }
        None
    }

    fn add(&mut self, word: &str, kind: Kind) {
        if word.chars().count() < 2 {
            return;
        }
        self.words.entry(word.to_owned()).or_insert(kind);
    }

    /// A compound as a whole and in its parts: a name with an
    /// apostrophe is also written without it.
    fn add_compound(&mut self, compound: &str, kind: Kind) {
        let parts: Vec<String> = folded_parts(compound);
        if parts.len() > 1 {
            self.add(&parts.concat(), kind);
        }
        for part in &parts {
            self.add(part, kind);
        }
        let umlauts: String = compound
            .chars()
            .map(|c| match c {
                'ä' | 'Ä' => "ae".to_owned(),
                'ö' | 'Ö' | 'ø' | 'Ø' => "oe".to_owned(),
                'ü' | 'Ü' => "ue".to_owned(),
                'å' | 'Å' => "aa".to_owned(),
                c => c.to_string(),
            })
            .collect();
        if umlauts != compound {
            for part in folded_parts(&umlauts) {
                self.add(&part, kind);
            }
        }
    }

    /// A field that holds one name. "Mother" and "not known" are none.
    fn name(&mut self, text: &str) {
        let compounds = compounds(text);
        let no_name = |compound: &&str| {
            let word = plain_word(compound);
            is_role(&word) || is_in(COMMON, &word) || is_in(NO_NAMES, &word)
        };
        if compounds.iter().all(no_name) {
            return;
        }
        for compound in &compounds {
            let word = plain_word(compound);
            let small = compound.chars().all(|c| !c.is_uppercase());
            if is_in(NO_NAMES, &word) || (small && (is_in(COMMON, &word) || is_role(&word))) {
                continue;
            }
            self.add_compound(compound, Kind::Name);
        }
    }

    /// A field in which people stand with their roles: "Kim Example, health visitor".
    fn people(&mut self, text: &str) {
        self.numbers(text, Kind::Number);
        let compounds = compounds(text);
        let is_role = |compound: &str| {
            let word = plain_word(compound);
            is_role(&word) || is_in(COMMON, &word) || is_in(TITLES, &word)
        };
        let large = |compound: &str| compound.starts_with(char::is_uppercase);
        let mut rest: Vec<&str> = compounds.iter().copied().filter(|c| !is_role(c)).collect();
        if compounds.iter().any(|compound| large(compound)) {
            rest.retain(|compound| large(compound));
        } else if rest.len() > 3 {
            // Words of a sentence, not a name without its capitals.
            rest.clear();
        }
        for compound in rest {
            self.add_compound(compound, Kind::Name);
        }
        // After a title stands a name, whatever word it is.
        for pair in compounds.windows(2) {
            if let [title, name] = pair
                && is_in(FORMAL, &plain_word(title))
                && large(name)
            {
                self.add_compound(name, Kind::Name);
            }
        }
    }

    fn address(&mut self, text: &str) {
        self.numbers(text, Kind::Address);
        for compound in compounds(text) {
            let word = plain_word(compound);
            let tells = !is_in(STREETS, &word) && !is_in(COMMON, &word);
            if tells && word.chars().any(char::is_alphabetic) {
                self.add_compound(compound, Kind::Address);
            }
        }
    }

    /// Each number of three digits or more, and letters that stand with digits.
    fn numbers(&mut self, text: &str, kind: Kind) {
        for part in folded_parts(text) {
            let digits = part.chars().filter(char::is_ascii_digit).count();
            let mixed = digits > 0 && part.chars().any(char::is_alphabetic);
            if digits >= 3 || (mixed && part.chars().count() >= 3) {
                self.add(&part, kind);
            }
        }
        let digits = fold::digits(text);
        if digits.len() >= 3 {
            self.add(&digits, kind);
        }
    }

    fn reference(&mut self, text: &str) {
        self.numbers(text, Kind::Number);
        // Letters are part of a reference where digits are; else they are words.
        if !text.contains(|c: char| c.is_ascii_digit()) {
            return;
        }
        for part in folded_parts(text) {
            let word = part.chars().all(char::is_alphabetic) && part.chars().count() >= 3;
            let ours = is_in(COMMON, &part) || is_role(&part);
            if word && !ours && part != "ref" && part != "reference" && part != "case" {
                self.add(&part, Kind::Number);
            }
        }
    }

    fn born(&mut self, text: &str) {
        let found = dates::in_text(text);
        if found.is_empty() {
            self.numbers(text, Kind::Date);
        }
        self.births.extend(found);
    }
}

/// The words of a text, with what joins them: "O'Neill", "Anne-Marie".
pub(super) fn compounds(text: &str) -> Vec<&str> {
    text.split(|c: char| !is_word(c) && !is_joint(c))
        .map(|word| word.trim_matches(is_joint))
        .filter(|word| !word.is_empty())
        .collect()
}

/// Folded, in its parts.
pub(super) fn folded_parts(text: &str) -> Vec<String> {
    text.split(|c: char| !is_word(c)).map(folded).filter(|part| !part.is_empty()).collect()
}

/// A compound as one folded word, without the mark of possession.
pub(super) fn plain_word(compound: &str) -> String {
    let mut parts = folded_parts(compound);
    if parts.len() > 1 && parts.last().is_some_and(|last| last == "s") {
        parts.pop();
    }
    parts.concat()
}

/// A letter, a digit, a mark that belongs to one, or what cannot be seen within a word.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || fold::is_invisible(c)
}

/// What joins two parts of one name. A long dash parts two words.
pub(super) fn is_joint(c: char) -> bool {
    fold::is_apostrophe(c) || (fold::is_dash(c) && !matches!(c, '\u{2014}' | '\u{2015}'))
}
