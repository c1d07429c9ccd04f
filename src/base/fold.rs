//! Folded text: what is compared, sorted and searched, so that a name is one name in any spelling
//! of the same letters. Case, accents, ligatures, apostrophes, the shape of quotes and dashes,
//! and what cannot be seen make no difference.
//!
//! Letters fall apart as Unicode says (NFKD), and their marks are dropped. Letters that Unicode
//! does not take apart are listed in [`plain`]. Vowel signs that are letters of their script
//! (Devanagari, Thai) are no marks.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// The places in `text` where `query` stands, as byte ranges of `text`, first to last and
/// not overlapping. Digits are found whatever separates them. An empty query has no hits.
pub fn hits(text: &str, query: &str) -> Vec<Range<usize>> {
    let needle: Vec<char> = sought(query).chars().collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    if needle.is_empty() {
        return found;
    }
    let hay = places(text);
    let mut at = 0;
    while let Some(window) = hay.get(at..at + needle.len()) {
        let start = window.first().map_or(0, |(_, range)| range.start);
        // One letter can be two when it is folded: it is hit once.
        let free = found.last().is_none_or(|last| last.end <= start);
        if free && window.iter().map(|(c, _)| c).eq(&needle) {
            found.push(start..window.last().map_or(0, |(_, range)| range.end));
            at += needle.len();
        } else {
            at += 1;
        }
    }
    found
}

/// Whether `query` stands in `text`, folded; an empty query stands everywhere.
pub fn contains(text: &str, query: &str) -> bool {
    sought(query).is_empty() || !hits(text, query).is_empty()
}

/// The text itself, folded: for comparing and sorting words. A run of white space is one space.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    pieces(text, |piece, _| folded.extend(piece));
    folded
}

/// The words of a text, each folded, without what stands between them. An apostrophe parts no
/// word, a dash does: "O’Neill-Ash" is "oneill" and "ash".
pub fn words(text: &str) -> Vec<String> {
    folded(text)
        .split(|c: char| !c.is_alphanumeric() && canonical_combining_class(c) == 0)
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The words, folded, without the mark of possession, each once.
pub fn word_set(text: &str) -> BTreeSet<String> {
    folded(&text.replace(['\u{2019}', '\u{2018}'], "'").replace("'s", " "))
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Adds the text to `to` as it is searched: folded, and digits joined whatever separates them.
pub fn push_searchable(to: &mut String, text: &str) {
    let mut joined = Joined::new(|letter: Option<char>, _| to.extend(letter));
    pieces(text, |piece, range| joined.take(piece, range));
    joined.end();
}

/// What is sought, as it stands in a text of [`push_searchable`]. A separator before the first
/// digit or after the last one is still being typed, and left out.
pub fn sought(query: &str) -> String {
    let mut sought = String::new();
    let mut joined = Joined::new(|letter: Option<char>, _| sought.extend(letter));
    pieces(query.trim(), |piece, range| joined.take(piece, range));
    let bare = sought.trim_start_matches(|c| is_separator(c) || c == '+');
    let number = bare.starts_with(|c: char| c.is_ascii_digit());
    if number { bare.to_owned() } else { sought.trim().to_owned() }
}

/// The characters of a text as it is searched, each with the bytes that it came from.
fn places(text: &str) -> Vec<(char, Range<usize>)> {
    let mut places: Vec<(char, Range<usize>)> = Vec::with_capacity(text.len());
    let mut joined = Joined::new(|letter, range: Range<usize>| match letter {
        Some(letter) => places.push((letter, range)),
        None => {
            if let Some((_, last)) = places.last_mut() {
                last.end = range.end;
            }
        }
    });
    pieces(text, |piece, range| joined.take(piece, range));
    joined.end();
    places
}

/// The digits of a text, whatever separates them and in whatever script, as 0 to 9.
pub fn digits(text: &str) -> String {
    text.chars().filter_map(digit).collect()
}

/// The digit that this is, as 0 to 9: full width, Arabic, Devanagari and the like.
pub fn digit(c: char) -> Option<char> {
    if c.is_ascii_digit() {
        return Some(c);
    }
    let zero = ZEROS.iter().find(|zero| (**zero..=**zero + 9).contains(&u32::from(c)));
    let value = match zero {
        Some(zero) => u32::from(c) - zero,
        None if c.is_ascii() => return None,
        None => {
            // Full width, circled, raised: whatever Unicode takes apart into one digit.
            let mut parts = Vec::new();
            decompose_compatible(c, |part| parts.push(part));
            match parts.as_slice() {
                [one] => one.to_digit(10)?,
                _ => return None,
            }
        }
    };
    char::from_digit(value, 10)
}

/// The noughts of the scripts in which numbers are written, each followed by its other digits.
const ZEROS: [u32; 16] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
    0x0E50, 0x0ED0, 0x0F20, 0x1040,
];

/// What stands between the digits of one number: 943 476-5919, (01632) 960.123.
pub fn is_separator(c: char) -> bool {
    c.is_whitespace() || is_dash(c) || matches!(c, '.' | '/' | '(' | ')' | '_' | '·' | '•')
}

/// A dash, hyphen or minus of any length.
pub fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{2212}'
                | '\u{58a}'
                | '\u{2e3a}'
                | '\u{2e3b}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
    )
}

/// An apostrophe, or what people type for one.
pub fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '´' | '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2035}' | '\u{2b9}'..='\u{2bf}'
            | '\u{2c8}' | '\u{55a}' | '\u{5f3}' | '\u{a78b}' | '\u{a78c}' | '\u{ff07}' | '\u{ff40}'
    )
}

/// What has no width and no meaning in a name: soft hyphens, joiners, marks of direction,
/// variation selectors, control characters.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    ) || (c.is_control() && !c.is_whitespace())
}

/// A mark that belongs to the letter before it: an accent, a point of Hebrew or Arabic, a tone.
/// Signs with the class 0, and viramas and vowels that have one, are letters.
pub fn is_mark(c: char) -> bool {
    !c.is_ascii() && matches!(canonical_combining_class(c), 1 | 7 | 10..=36 | 107 | 122 | 200..)
}

/// The pieces of `text` when it is folded: each letter with the bytes that it came from, and
/// `None` with the bytes that belong to the piece before it.
#[inline]
fn pieces(text: &str, mut put: impl FnMut(Option<char>, Range<usize>)) {
    let mut space = false;
    for (start, c) in text.char_indices() {
        let range = start..start + c.len_utf8();
        if c.is_whitespace() {
            put((!space).then_some(' '), range);
            space = true;
        } else if c.is_ascii_alphanumeric() {
            put(Some(c.to_ascii_lowercase()), range);
            space = false;
        } else if matches!(c, 'ŀ' | 'Ŀ') {
            put(Some('l'), range);
            space = false;
        } else if is_invisible(c) || is_apostrophe(c) {
            // As if it were not there.
        } else if is_mark(c) {
            put(None, range);
        } else if c.is_ascii() {
            put(Some(c), range);
            space = false;
        } else if let Some(typed) = as_typed(c) {
            put(Some(typed), range);
            space = false;
        } else {
            decompose_compatible(c, |part| {
                if part == ' ' {
                    put((!space).then_some(' '), range.clone());
                    space = true;
                } else if !is_mark(part) && !is_invisible(part) && !is_apostrophe(part) {
                    // A raised minus is a minus only when it is taken apart.
                    match as_typed(part) {
                        Some(typed) => put(Some(typed), range.clone()),
                        None => small(part, |letter| put(Some(letter), range.clone())),
                    }
                    space = false;
                }
            });
        }
    }
}

/// The dash or the double quote of a keyboard, for one of another shape.
fn as_typed(c: char) -> Option<char> {
    match c {
        c if is_dash(c) => Some('-'),
        '“' | '”' | '„' | '‟' | '«' | '»' => Some('"'),
        _ => None,
    }
}

/// The small letters of a part that Unicode does not take further apart.
fn small(part: char, mut put: impl FnMut(char)) {
    for low in part.to_lowercase().filter(|low| !is_mark(*low)) {
        match plain(low) {
            "" => put(digit(low).unwrap_or(low)),
            letters => letters.chars().for_each(&mut put),
        }
    }
}

/// The letters a to z for a small letter that has something in it which Unicode counts as no
/// mark: a stroke, a hook; and for two that became one. Nothing for any other.
fn plain(small: char) -> &'static str {
    match small {
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        'ᶏ' | 'ⱥ' => "a",
        'ƀ' | 'ƃ' | 'ɓ' | 'ᵬ' | 'ᶀ' => "b",
        'ƈ' | 'ȼ' | 'ɕ' => "c",
        'ð' | 'đ' | 'ƌ' | 'ȡ' | 'ɖ' | 'ɗ' | 'ᵭ' | 'ᶁ' | 'ᶑ' => "d",
        'ǝ' | 'ɇ' | 'ə' | 'ɛ' | 'ᶒ' | 'ⱸ' => "e",
        'ƒ' | 'ᵮ' | 'ᶂ' => "f",
        'ǥ' | 'ɠ' | 'ɣ' | 'ᶃ' => "g",
        'ħ' | 'ɦ' | 'ⱨ' => "h",
        'ı' | 'ɨ' | 'ɩ' | 'ᶖ' => "i",
        'ȷ' | 'ɉ' | 'ʝ' => "j",
        'ĸ' | 'ƙ' | 'ᶄ' | 'ⱪ' => "k",
        'ł' | 'ƚ' | 'ȴ' | 'ɫ' | 'ɬ' | 'ɭ' | 'ᶅ' | 'ⱡ' => "l",
        'ɱ' | 'ᵯ' | 'ᶆ' => "m",
        'ŋ' | 'ƞ' | 'ȵ' | 'ɲ' | 'ɳ' | 'ᵰ' | 'ᶇ' => "n",
        'ø' | 'ɔ' | 'ɵ' | 'ⱺ' => "o",
        'ƥ' | 'ᵱ' | 'ᵽ' | 'ᶈ' => "p",
        'ɋ' | 'ʠ' => "q",
        'ɍ' | 'ɼ' | 'ɽ' | 'ɾ' | 'ᵲ' | 'ᵳ' | 'ᶉ' => "r",
        'ȿ' | 'ʂ' | 'ᵴ' | 'ᶊ' => "s",
        'ŧ' | 'ƫ' | 'ƭ' | 'ȶ' | 'ʈ' | 'ᵵ' | 'ⱦ' => "t",
        'ʉ' | 'ʊ' | 'ᶙ' => "u",
        'ʋ' | 'ʌ' | 'ᶌ' | 'ⱱ' | 'ⱴ' => "v",
        'ⱳ' => "w",
        'ᶍ' => "x",
        'ƴ' | 'ɏ' | 'ỿ' => "y",
        'ƶ' | 'ȥ' | 'ɀ' | 'ʐ' | 'ʑ' | 'ᵶ' | 'ᶎ' | 'ⱬ' => "z",
        'ς' => "σ",
        _ => "",
    }
}

/// As many characters as may stand between two digits of one number: ") (".
const BETWEEN: usize = 3;

/// Passes pieces on, but for what separates digits.
struct Joined<F> {
    put: F,
    after_digit: bool,
    /// Separators after a digit: kept until it is known what follows them.
    held: [(char, usize, usize); BETWEEN],
    count: usize,
}

impl<F: FnMut(Option<char>, Range<usize>)> Joined<F> {
    fn new(put: F) -> Self {
        Self { put, after_digit: false, held: [(' ', 0, 0); BETWEEN], count: 0 }
    }

    #[inline]
    fn take(&mut self, piece: Option<char>, range: Range<usize>) {
        let Some(letter) = piece else {
            if self.count == 0 {
                (self.put)(None, range);
            }
            return;
        };
        if letter.is_ascii_digit() {
            self.count = 0;
            self.after_digit = true;
        } else if self.after_digit {
            if is_separator(letter)
                && let Some(place) = self.held.get_mut(self.count)
            {
                *place = (letter, range.start, range.end);
                self.count += 1;
                return;
            }
            self.end();
        }
        (self.put)(Some(letter), range);
    }

    /// What was held separates no digits.
    fn end(&mut self) {
        for &(letter, start, end) in self.held.iter().take(self.count) {
            (self.put)(Some(letter), start..end);
        }
        self.count = 0;
        self.after_digit = false;
    }
}

#[cfg(test)]
mod tests;
