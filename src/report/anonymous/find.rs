//! Finds in a text what could tell who somebody is.
//!
//! A text is cut into atoms: words, white space, and single signs. Each step says which atoms
//! tell something; the steps are repeated until nothing more is found, since what stands beside
//! a name or an address may belong to it.

mod numbers;

use std::collections::BTreeSet;
use std::ops::Range;

use super::dates::{self, Part};
use super::known::{Identifying, Kind, is_joint, is_word};
use super::words::{COMMON, STREETS, TITLES, is_in};
use crate::base::fold::{self, folded, is_invisible};
use crate::base::time::MONTHS;
use crate::report::roles::is_role;

/// How much is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    /// What is known, and numbers that look like a telephone, a postcode and the like.
    Known,
    /// Also words that are written as names are, in a text that somebody typed.
    Doubtful,
}

/// What in a text could tell who somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// What kind of thing it is.
    pub kind: Kind,
}

/// Everything in the text that could tell who somebody is, in order.
pub(super) fn traces(known: &Identifying, text: &str, care: Care) -> Vec<Trace> {
    let mut page = Page::of(known, text);
    let mut before = None;
    while before != Some(page.identifying()) {
        before = Some(page.identifying());
        page.mark_all(care);
    }
    page.traces()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum NameForm {
    Word,
    Space,
    Sign,
}

struct Atom<'t> {
    text: &'t str,
    form: NameForm,
    /// Folded, for a word.
    plain: String,
    identifies: Option<Kind>,
}

struct Page<'t> {
    known: &'t Identifying,
    atoms: Vec<Atom<'t>>,
}

impl<'t> Page<'t> {
    fn of(known: &'t Identifying, text: &'t str) -> Self {
        let mut atoms = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let (length, form) = if is_word(first) {
                (length(rest, is_word), NameForm::Word)
            } else if first.is_whitespace() {
                (length(rest, char::is_whitespace), NameForm::Space)
            } else {
                (first.len_utf8(), NameForm::Sign)
            };
            let Some((text, after)) = rest.split_at_checked(length) else { break };
            let plain = if form == NameForm::Word { folded(text) } else { String::new() };
            // Nothing but what cannot be seen is as good as nothing.
            let hidden = text.chars().all(is_invisible);
            let form = if hidden { NameForm::Space } else { form };
            atoms.push(Atom { text, form, plain, identifies: None });
            rest = after;
        }
        Self { known, atoms }
    }

    fn mark_all(&mut self, care: Care) {
        self.contacts();
        self.births();
        self.names();
        self.numbers();
        self.postcodes();
        self.around_addresses();
        if care == Care::Doubtful {
            self.names_in_doubt();
        }
        self.initials();
    }

    /// How many atoms tell something.
    fn identifying(&self) -> usize {
        self.atoms.iter().filter(|atom| atom.identifies.is_some()).count()
    }

    /// What was found, with what joins two parts of the same thing.
    fn traces(&self) -> Vec<Trace> {
        let mut found: Vec<Trace> = Vec::new();
        let mut start = 0;
        let mut between = String::new();
        for atom in &self.atoms {
            let end = start + atom.text.len();
            match (atom.identifies, found.last_mut()) {
                (Some(kind), Some(last)) if last.kind == kind && joins(&between) => {
                    last.at.end = end;
                    between.clear();
                }
                (Some(kind), _) => {
                    found.push(Trace { at: start..end, kind });
                    between.clear();
                }
                (None, _) => between.push_str(atom.text),
            }
            start = end;
        }
        found
    }

    fn form(&self, at: usize) -> Option<NameForm> {
        self.atoms.get(at).map(|atom| atom.form)
    }

    fn text(&self, at: usize) -> &'t str {
        self.atoms.get(at).map_or("", |atom| atom.text)
    }

    fn plain(&self, at: usize) -> &str {
        self.atoms.get(at).map_or("", |atom| atom.plain.as_str())
    }

    fn is_gone(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.identifies.is_some())
    }

    /// A part of a number may be known by itself: the rest goes with it.
    fn may_be_number(&self, at: usize) -> bool {
        self.atoms
            .get(at)
            .is_some_and(|atom| atom.identifies.is_none_or(|kind| kind == Kind::Number))
    }

    fn take(&mut self, range: Range<usize>, kind: Kind) {
        for atom in self.atoms.get_mut(range).into_iter().flatten() {
            atom.identifies.get_or_insert(kind);
        }
    }

    fn words(&self) -> Vec<usize> {
        (0..self.atoms.len()).filter(|&at| self.form(at) == Some(NameForm::Word)).collect()
    }

    /// The next word after `at`, with nothing but `signs` and white space between.
    fn next_word(&self, at: usize, signs: &[&str]) -> Option<usize> {
        let next = (at + 1..self.atoms.len().min(at + 6)).find(|&next| {
            self.form(next) == Some(NameForm::Word)
                || (self.form(next) != Some(NameForm::Space) && !signs.contains(&self.text(next)))
        })?;
        (self.form(next) == Some(NameForm::Word)).then_some(next)
    }

    /// The next word after `at` that may be of the same number: with at most three separators
    /// between, and none that ends a sentence.
    fn next_digits(&self, at: usize) -> Option<usize> {
        let next = (at + 1..self.atoms.len().min(at + 5))
            .find(|&next| self.form(next) == Some(NameForm::Word))?;
        let between: String = (at + 1..next).map(|at| self.text(at)).collect();
        let separated = between.chars().all(|c| fold::is_separator(c) || c == '+');
        (separated && !between.contains(". ")).then_some(next)
    }

    /// Words that are known, whatever joins them and however they end.
    fn names(&mut self) {
        let words = self.words();
        let mut after = 0;
        for &first in &words {
            if first < after {
                continue;
            }
            let compound = self.compound(first);
            after = compound.last().map_or(first, |last| last + 1);
            self.compound_goes(&compound);
        }
        // In two words, or broken at the end of a line, what is one name.
        for pair in words.windows(2) {
            let [one, two] = pair else { continue };
            let near = self.next_word(*one, &["-", "\u{2010}", "'", "\u{2019}"]) == Some(*two);
            // "Is a" is not Isa, unless it is written as one word that was broken.
            let spaced = (*one + 1..*two).all(|at| self.text(at) == " ");
            let small = spaced && [*one, *two].iter().all(|at| is_in(COMMON, self.plain(*at)));
            if near && !small && !self.is_gone(*one) && !self.is_gone(*two) {
                let joined = format!("{}{}", self.plain(*one), self.plain(*two));
                let whole = joined.strip_suffix('s').unwrap_or(&joined);
                if self.known.has(&joined) || self.known.has(whole) {
                    let kind = self.known.kind(&joined).unwrap_or(Kind::Name);
                    self.take(*one..two + 1, kind);
                }
            }
        }
    }

    /// The words from this one on that are joined without white space.
    fn compound(&self, first: usize) -> Vec<usize> {
        let mut parts = vec![first];
        let mut at = first;
        while self.text(at + 1).chars().all(is_joint)
            && self.form(at + 1) == Some(NameForm::Sign)
            && self.form(at + 2) == Some(NameForm::Word)
        {
            at += 2;
            parts.push(at);
        }
        parts
    }

    fn compound_goes(&mut self, parts: &[usize]) {
        let (Some(&first), Some(&last)) = (parts.first(), parts.last()) else { return };
        let owns = parts.len() > 1 && self.plain(last) == "s" && self.text(last - 1) != "-";
        let named: Vec<usize> =
            parts.iter().copied().take(parts.len() - usize::from(owns)).collect();
        let joined: String = named.iter().map(|&at| self.plain(at)).collect();
        let whole: String = parts.iter().map(|&at| self.plain(at)).collect();
        let kind = named
            .iter()
            .find_map(|&at| self.word_kind(self.plain(at)))
            .or_else(|| self.word_kind(&joined))
            .or_else(|| self.word_kind(&whole));
        let Some(kind) = kind else { return };
        let end = named.last().map_or(first, |at| at + 1);
        let from = named.first().copied().unwrap_or(first);
        self.take(from..end, kind);
        if owns && self.word_kind(&whole).is_some() && self.word_kind(&joined).is_none() {
            self.take(end..last + 1, kind);
        }
    }

    /// A word, also with digits before or after it.
    fn word_kind(&self, word: &str) -> Option<Kind> {
        if let Some(kind) = self.known.kind(word) {
            return Some(kind);
        }
        let digit = |c: char| c.is_ascii_digit();
        let letters = word.trim_matches(digit);
        let digits = word.trim_matches(|c: char| !digit(c));
        [letters, digits]
            .into_iter()
            .filter(|part| part.len() > 1 && *part != word)
            .find_map(|part| self.known.kind(part))
    }

    /// Words written as a name is, in the midst of a sentence or after a title; and the same
    /// words wherever else they stand so.
    fn names_in_doubt(&mut self) {
        let words = self.words();
        let mut found: BTreeSet<String> = BTreeSet::new();
        for (index, &at) in words.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|index| words.get(index)).copied();
            let titled = before.is_some_and(|before| {
                is_in(TITLES, self.plain(before)) && self.next_word(before, &["."]) == Some(at)
            });
            let inside = titled || !self.begins(at, before);
            if inside && self.is_large(at) && self.is_doubtful(at, titled) {
                found.insert(self.plain(at).to_owned());
            }
        }
        for at in words {
            if self.is_large(at) && found.contains(self.plain(at)) && !self.is_in_a_date(at) {
                self.take(at..at + 1, Kind::Name);
            }
        }
    }

    fn is_large(&self, at: usize) -> bool {
        self.text(at).starts_with(char::is_uppercase)
    }

    fn is_doubtful(&self, at: usize, titled: bool) -> bool {
        let word = self.plain(at);
        let stem = word.strip_suffix('s').unwrap_or(word);
        let plain = |word| is_in(COMMON, word) || is_role(word);
        let short = word.chars().count() < 2;
        !short && !self.is_in_a_date(at) && (titled || !(plain(word) || plain(stem)))
    }

    /// A month that stands beside a number is no person: "3 May", "May 2026".
    fn is_in_a_date(&self, at: usize) -> bool {
        if !is_in(&MONTHS, self.plain(at)) {
            return false;
        }
        let number = |at: usize| matches!(dates::part(self.plain(at)), Some(Part::Number(..)));
        let after = self.next_word(at, &[","]).is_some_and(number);
        let before =
            (0..at).rev().take(2).find(|&before| self.form(before) != Some(NameForm::Space));
        after || before.is_some_and(number)
    }

    /// Whether a sentence, a line or a quotation begins with the word at `at`.
    fn begins(&self, at: usize, before: Option<usize>) -> bool {
        let Some(left) = at.checked_sub(1) else { return true };
        let text = self.text(left);
        if self.form(left) == Some(NameForm::Space) {
            if text.contains('\n') {
                return true;
            }
            let Some(end) = left.checked_sub(1) else { return true };
            let ends = matches!(self.text(end), "." | "!" | "?" | ":" | "•" | "–" | "*");
            // The point after an initial or a shortened word ends no sentence.
            let short = self.text(end) == "."
                && before.is_some_and(|word| {
                    word + 1 == end
                        && (self.plain(word).chars().count() < 2 || is_in(TITLES, self.plain(word)))
                });
            return ends && !short;
        }
        matches!(text, "\u{201c}" | "\u{2018}" | "\"" | "'" | "\u{ab}") && !self.is_after_word(left)
    }

    /// A sign that stands in a word, as the one in "O'Neill".
    fn is_after_word(&self, sign: usize) -> bool {
        sign.checked_sub(1).is_some_and(|left| self.form(left) == Some(NameForm::Word))
    }

    /// The number of a house and what its road is called go with the road.
    fn around_addresses(&mut self) {
        let in_address = |page: &Self, at: usize| {
            page.atoms.get(at).is_some_and(|atom| atom.identifies == Some(Kind::Address))
        };
        for at in self.words() {
            if self.is_gone(at) {
                continue;
            }
            let right = (at + 1..at + 4).find(|&next| self.form(next) != Some(NameForm::Space));
            let left = (0..at).rev().take(2).find(|&left| self.form(left) != Some(NameForm::Space));
            let plain = self.plain(at);
            let number = count_digits(plain) > 0 && plain.chars().count() <= 5;
            let before = number && right.is_some_and(|right| in_address(self, right));
            let road = is_in(STREETS, plain) && left.is_some_and(|left| in_address(self, left));
            if before || road {
                self.take(at..at + 1, Kind::Address);
            }
        }
    }

    /// An initial beside a name goes with it.
    fn initials(&mut self) {
        for at in self.words() {
            let single = self.text(at).chars().count() == 1 && self.is_large(at);
            if !single || self.is_gone(at) || self.text(at) == "I" || self.text(at) == "A" {
                continue;
            }
            let named = |page: &Self, at: Option<usize>| {
                at.and_then(|at| page.atoms.get(at))
                    .is_some_and(|a| a.identifies == Some(Kind::Name))
            };
            let quiet = |other: &usize| {
                self.form(*other) != Some(NameForm::Space) && self.text(*other) != "."
            };
            let right = (at + 1..at + 4).find(quiet);
            let left = (at.saturating_sub(2)..at).rev().find(quiet);
            if named(self, right) {
                // With its point.
                self.take(at..right.unwrap_or(at), Kind::Name);
            } else if named(self, left) {
                self.take(at..at + 1, Kind::Name);
            }
        }
    }
}

/// The bytes at the start of a text that are of this class.
fn length(text: &str, class: impl Fn(char) -> bool) -> usize {
    text.find(|c: char| !class(c)).unwrap_or(text.len())
}

fn count_digits(word: &str) -> usize {
    word.chars().filter(|c| c.is_numeric()).count()
}

/// Whether what stands between two of one kind is no word: they are one thing.
fn joins(between: &str) -> bool {
    between.chars().all(|c| c == ' ' || c == '\n' || is_joint(c) || c == '.')
        && !between.contains(". ")
        && !between.contains("\n\n")
}

/// The first half of a postcode, folded: "sw1a".
fn is_outward(word: &str) -> bool {
    let letters = word.chars().take_while(char::is_ascii_lowercase).count();
    let rest = word.get(letters..).unwrap_or_default();
    let mut rest = rest.chars();
    (1..=2).contains(&letters)
        && rest.next().is_some_and(|c| c.is_ascii_digit())
        && rest.next().is_none_or(|c| c.is_ascii_alphanumeric())
        && rest.next().is_none()
}

/// The second half: "1aa".
fn is_inward(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|c| c.is_ascii_digit())
        && letters.next().is_some_and(|c| c.is_ascii_lowercase())
        && letters.next().is_some_and(|c| c.is_ascii_lowercase())
        && letters.next().is_none()
}
