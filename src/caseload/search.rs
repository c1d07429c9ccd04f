//! Search as typed over everything that is written in a register. All words lie folded in one
//! text, a line a field, so that a keystroke is one pass of `memchr` over it.

mod hits;

use std::ops::Range;

use memchr::memmem::Finder;

use crate::base::fold;
use crate::register::DecisionFile;

pub use hits::{Hit, hits};

use hits::{begins_word, each_field, first_hits};

/// The first of the characters that begin a line and say which field it is: from Unicode's
/// private area, which nobody types. Taken out of what was typed.
const MARKS: u32 = 0xE000;
/// How many there are; fields beyond share the last one.
const MOST_FIELDS: usize = 0x1900;

/// What is sought: words that must all occur in a decision, in any order and any field. Words in
/// quotation marks are sought side by side, as one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Folded, each once, the longest first.
    words: Vec<String>,
}

impl Query {
    /// As typed.
    pub fn of(text: &str) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut add = |word: &str| {
            let word = fold::sought(word);
            if !word.is_empty() && !words.contains(&word) {
                words.push(word);
            }
        };
        let text = without_marks(text);
        for (at, part) in text.split(['"', '“', '”', '„', '«', '»']).enumerate() {
            if at % 2 == 1 {
                // The second mark may still be to come.
                add(part.trim());
            } else {
                part.split_whitespace().for_each(&mut add);
            }
        }
        // The longest is the rarest, as a rule: it leads, and the others are looked up.
        words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        Self { words }
    }

    /// Whether nothing is sought.
    pub fn is_blank(&self) -> bool {
        self.words.is_empty()
    }

    /// Where its words stand in a text, first to last, those that touch as one.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let mut all: Vec<Range<usize>> =
            self.words.iter().flat_map(|word| fold::hits(text, word)).collect();
        all.sort_by_key(|range| (range.start, range.end));
        let mut joined: Vec<Range<usize>> = Vec::with_capacity(all.len());
        for range in all {
            match joined.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        joined
    }
}

/// What a case that teaches is called wherever it is listed.
pub fn worked_title(title: &str) -> String {
    format!("Worked case: {title}")
}

/// A decision, and what it is called if it is one of the cases that teach.
pub type Titled<'a> = (&'a DecisionFile, Option<&'a str>);

/// The words of many decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    text: String,
    fields: Vec<String>,
    /// Where the words of each decision stand, by its number.
    places: Vec<Range<usize>>,
    /// The numbers in the order of their places.
    order: Vec<usize>,
}

impl Words {
    /// Of these decisions, numbered as they come.
    pub fn of<'a>(files: impl IntoIterator<Item = Titled<'a>>) -> Self {
        let mut words = Self::default();
        for titled in files {
            let place = words.write(titled);
            words.order.push(words.places.len());
            words.places.push(place);
        }
        words
    }

    /// As they were kept: one text, the names of the fields, and where each decision ends.
    /// `None` where those do not fit each other.
    pub fn kept(text: String, fields: Vec<String>, ends: &[usize]) -> Option<Self> {
        let mut places = Vec::with_capacity(ends.len());
        let mut start = 0;
        for &end in ends {
            text.get(start..end)?;
            places.push(start..end);
            start = end;
        }
        let order = (0..places.len()).collect();
        (start == text.len()).then_some(Self { text, fields, places, order })
    }

    /// As they are to be kept: see [`Words::kept`]. Only of words in one piece, as they are
    /// after [`Words::of`].
    pub fn to_keep(&self) -> Option<(&str, Vec<String>, Vec<usize>)> {
        let mut start = 0;
        for place in &self.places {
            if place.start != start {
                return None;
            }
            start = place.end;
        }
        let ends = self.places.iter().map(|place| place.end).collect();
        (start == self.text.len()).then(|| (self.text.as_str(), self.fields.clone(), ends))
    }

    /// Adds the words of other decisions, numbered after these.
    pub fn append(&mut self, other: Self) {
        let Self { text, fields, places, order } = other;
        let marks: Vec<Option<char>> = fields.iter().map(|field| mark(self.field(field))).collect();
        let (shift, first) = (self.text.len(), self.places.len());
        let other_field = |letter: char| {
            let at = usize::try_from(u32::from(letter).checked_sub(MARKS)?).ok()?;
            marks.get(at).copied().flatten()
        };
        if fields.iter().eq(self.fields.iter().take(fields.len())) {
            self.text.push_str(&text);
        } else {
            self.text.extend(text.chars().map(|letter| other_field(letter).unwrap_or(letter)));
        }
        self.places.extend(places.iter().map(|place| place.start + shift..place.end + shift));
        self.order.extend(order.iter().map(|number| number + first));
    }

    /// Gives back the room that was kept for more words.
    pub fn fit(&mut self) {
        self.text.shrink_to_fit();
        self.places.shrink_to_fit();
        self.order.shrink_to_fit();
    }

    /// Numbers the decisions anew: the first gets the words of the one with the number that
    /// `from` begins with.
    pub fn renumber(&mut self, from: &[usize]) {
        self.places = from.iter().filter_map(|at| self.places.get(*at).cloned()).collect();
        let mut order: Vec<usize> = (0..self.places.len()).collect();
        order.sort_by_key(|number| self.places.get(*number).map(|place| place.start));
        self.order = order;
    }

    /// How many decisions.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// A decision is another one now, or (`new`) gets this number, and those after it the next.
    /// What it said before stays in the text and is found no more.
    pub fn put(&mut self, number: usize, new: bool, titled: Titled<'_>) {
        let place = self.write(titled);
        if new {
            self.order.iter_mut().filter(|other| **other >= number).for_each(|other| *other += 1);
            self.places.insert(number.min(self.places.len()), place);
        } else if let Some(there) = self.places.get_mut(number) {
            self.order.retain(|other| *other != number);
            *there = place;
        }
        self.order.push(number);
    }

    /// A decision is not there any more; those after it get the number before.
    pub fn remove(&mut self, number: usize) {
        if number < self.places.len() {
            self.places.remove(number);
            self.order.retain(|other| *other != number);
            self.order.iter_mut().filter(|other| **other > number).for_each(|other| *other -= 1);
        }
    }

    /// The numbers of the decisions in which every word occurs, in no order that means
    /// anything. All of them for a blank query.
    pub fn search(&self, query: &Query) -> Vec<usize> {
        let Some((first, others)) = query.words.split_first() else {
            return (0..self.places.len()).collect();
        };
        let lead = Finder::new(first.as_bytes());
        let others: Vec<Finder<'_>> =
            others.iter().map(|word| Finder::new(word.as_bytes())).collect();
        let text = self.text.as_bytes();
        let mut found = Vec::new();
        let mut waiting = self.order.as_slice();
        let mut from = 0;
        while let Some(rest) = text.get(from..) {
            let Some(hit) = lead.find(rest) else { break };
            let hit = from + hit;
            let end = |number: &usize| self.places.get(*number).map_or(0, |place| place.end);
            waiting = past(waiting, |number| end(number) <= hit);
            let Some((&number, place)) =
                waiting.first().and_then(|number| Some((number, self.places.get(*number)?)))
            else {
                break;
            };
            if hit < place.start {
                // In what was written before and is another text now.
                from = place.start;
                continue;
            }
            let within = text.get(place.clone()).unwrap_or_default();
            if others.iter().all(|other| other.find(within).is_some()) {
                found.push(number);
            }
            from = place.end;
        }
        found
    }

    /// Whether each word is the beginning of a word in this decision, and not only within one.
    pub fn begins(&self, number: usize, query: &Query) -> bool {
        let within = self.places.get(number).and_then(|place| self.text.get(place.clone()));
        let within = within.unwrap_or_default();
        query.words.iter().all(|word| {
            let finder = Finder::new(word.as_bytes());
            finder.find_iter(within.as_bytes()).any(|at| begins_word(within, at))
        })
    }

    /// The first fields of a decision in which something was found, in folded letters: for a
    /// decision whose own words are not read yet. See [`hits`].
    pub fn hits(&self, number: usize, query: &Query, most: usize) -> Vec<Hit> {
        let within = self.places.get(number).and_then(|place| self.text.get(place.clone()));
        let lines = within.unwrap_or_default().split('\n').filter_map(|line| {
            let mut letters = line.chars();
            let mark = letters.next()?;
            let at = usize::try_from(u32::from(mark).checked_sub(MARKS)?).ok()?;
            Some((self.fields.get(at)?.as_str(), letters.as_str()))
        });
        first_hits(lines, query, most)
    }

    /// The number of a field with this name, which it gets now if it has none.
    fn field(&mut self, name: &str) -> usize {
        let known = self.fields.iter().position(|other| other == name);
        known.unwrap_or_else(|| {
            if self.fields.len() < MOST_FIELDS {
                self.fields.push(name.to_owned());
            }
            self.fields.len().saturating_sub(1)
        })
    }

    /// Adds the words of a decision at the end of the text.
    fn write(&mut self, titled: Titled<'_>) -> Range<usize> {
        let start = self.text.len();
        each_field(titled, |field, text| {
            let at = self.field(field);
            self.text.push('\n');
            self.text.extend(mark(at));
            fold::push_searchable(&mut self.text, &without_marks(text));
        });
        start..self.text.len()
    }
}

/// The rest of `items` from the first that is not `before`: those that are stand in front, and
/// mostly they are few.
fn past<T>(items: &[T], before: impl Fn(&T) -> bool) -> &[T] {
    let mut step = 1;
    while items.get(step - 1).is_some_and(&before) {
        step *= 2;
    }
    let passed = step / 2;
    let near = items.get(passed..step.min(items.len())).unwrap_or_default();
    items.get(passed + near.partition_point(before)..).unwrap_or_default()
}

/// The character that begins the lines of the field with this number. All of them take the
/// same room in the text.
fn mark(field: usize) -> Option<char> {
    u32::try_from(field).ok().and_then(|at| char::from_u32(MARKS + at))
}

/// Without the characters that begin a line.
fn without_marks(text: &str) -> String {
    text.chars().filter(|c| !matches!(u32::from(*c), MARKS..=0xF8FF)).collect()
}

#[cfg(test)]
mod tests;
