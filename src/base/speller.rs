//! Spelling: which words of a text a dictionary does not know, and what they may have been
//! meant to be. Handed its dictionary; it reads no file.

use std::collections::BTreeSet;
use std::ops::Range;

use thiserror::Error;

/// Words of capitals up to this long are taken for abbreviations (NHS, CAMHS) and not checked.
const LONGEST_ABBREVIATION: usize = 6;

/// As many suggestions as a person reads.
const SUGGESTIONS: usize = 5;

/// A Hunspell dictionary with words of our own.
pub struct Speller {
    dictionary: spellbook::Dictionary,
}

/// A dictionary that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SpellingError {
    /// Its files are not of Hunspell's form.
    #[error("The dictionary cannot be read: {0}. Spelling is not checked.")]
    Dictionary(String),
    /// A word of our own lists is not one word.
    #[error("The word list has an entry that is not a word: {0}. Spelling is not checked.")]
    Word(String),
}

impl Speller {
    /// A checker from the texts of Hunspell's two files and from `extra` words, one each, as
    /// they are spelled: a word in small letters is right at the beginning of a sentence too,
    /// and a name only with its capital.
    pub fn new<'a>(
        aff: &str,
        dic: &str,
        extra: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, SpellingError> {
        let mut dictionary = spellbook::Dictionary::new(aff, dic)
            .map_err(|error| SpellingError::Dictionary(error.to_string()))?;
        for word in extra {
            if !word.chars().all(|c| c.is_alphanumeric() || matches!(c, '\'' | '-')) {
                return Err(SpellingError::Word(word.to_owned()));
            }
            dictionary.add(word).map_err(|error| SpellingError::Dictionary(error.to_string()))?;
        }
        Ok(Self { dictionary })
    }

    /// The words of `text` that nobody knows, as byte ranges, first to last. `known` are
    /// words that are right in this text alone, each as [`folded_word`] gives it: the names
    /// in a record, and what the writer added. Numbers, references, addresses on the
    /// internet and short words of capitals are left alone.
    pub fn misspelled(&self, text: &str, known: &BTreeSet<String>) -> Vec<Range<usize>> {
        let unknown = |range: &Range<usize>| {
            let word = text.get(range.clone()).unwrap_or_default();
            // Joined words are right where each of them is: "non-verbal", "Ash-Rowan".
            !self.knows(word, known) && !word.split('-').all(|part| self.knows(part, known))
        };
        words(text).filter(unknown).collect()
    }

    /// What may have been meant, the likeliest first. Slow for long words: not for a frame.
    pub fn suggest(&self, word: &str) -> Vec<String> {
        let mut found = Vec::new();
        self.dictionary.suggest(&straight(word), &mut found);
        found.truncate(SUGGESTIONS);
        // In the quotes that were typed.
        if word.contains('’') {
            for word in &mut found {
                *word = word.replace('\'', "’");
            }
        }
        found
    }

    fn knows(&self, word: &str, known: &BTreeSet<String>) -> bool {
        if word.chars().nth(1).is_none() || is_abbreviation(word) {
            return true;
        }
        let word = straight(word);
        let stem = without_possessive(&word);
        self.dictionary.check(&word)
            || self.dictionary.check(stem)
            || known.contains(&folded_word(&word))
            || known.contains(&folded_word(stem))
    }
}

/// A word as it is compared with the words known in one text: without case, its apostrophes
/// straight.
pub fn folded_word(word: &str) -> String {
    straight(word).to_lowercase()
}

/// The words that are spelled, as byte ranges of `text`. Letters with apostrophes and hyphens
/// between them; whatever has a digit, an at, a slash or a full stop inside is none.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut rest = 0;
    std::iter::from_fn(move || {
        loop {
            let tail = text.get(rest..)?;
            let start = rest + tail.find(|c: char| !c.is_whitespace())?;
            let chunk = text.get(start..)?;
            let end =
                start + chunk.find(|c: char| c.is_whitespace() || parts(c)).unwrap_or(chunk.len());
            if end == start {
                rest = start + chunk.chars().next().map_or(1, char::len_utf8);
                continue;
            }
            rest = end;
            let chunk = text.get(start..end)?;
            let edge = |c: char| !c.is_alphanumeric();
            let word = chunk.trim_matches(edge);
            if word.is_empty() || !word.chars().all(|c| c.is_alphabetic() || joins(c)) {
                continue;
            }
            let before = chunk.len() - chunk.trim_start_matches(edge).len();
            return Some(start + before..start + before + word.len());
        }
    })
}

/// Characters that stand between words without a space: dashes, brackets, a comma.
fn parts(c: char) -> bool {
    matches!(c, '–' | '—' | '…' | '(' | ')' | '[' | ']' | '“' | '”' | '"' | ',' | ';' | '·')
}

/// Characters within a word.
fn joins(c: char) -> bool {
    matches!(c, '\'' | '’' | '-' | '\u{2010}' | '\u{2011}') || is_accent(c)
}

/// An accent that is a character of its own.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}')
}

fn straight(word: &str) -> String {
    word.replace('’', "'").replace(['\u{2010}', '\u{2011}'], "-")
}

/// "Robin's" and "the Elms'" without what shows whose it is.
fn without_possessive(word: &str) -> &str {
    let endings = ["'s", "'S", "'"];
    endings.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// NHS, CAMHS, and with the ending of several: GPs.
fn is_abbreviation(word: &str) -> bool {
    let stem = word.strip_suffix("’s").or_else(|| word.strip_suffix("'s")).unwrap_or(word);
    let stem = stem.strip_suffix('s').unwrap_or(stem);
    stem.chars().count() <= LONGEST_ABBREVIATION && stem.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A dictionary of a few words, so that each test shows what it rests on.
    fn speller() -> Speller {
        let dic = "7\nchild\nmother\nbruise/S\nwas\nseen\nthe\nnon\n";
        let aff = "SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n";
        Speller::new(aff, dic, ["perioral", "Munchausen", "verbal"]).unwrap()
    }

    fn marked(text: &str, known: &[&str]) -> Vec<String> {
        let known = known.iter().map(|word| folded_word(word)).collect();
        let ranges = speller().misspelled(text, &known);
        ranges.into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn a_word_that_nobody_knows_is_marked_where_it_stands() {
        assert_eq!(
            marked("The child was sene, the mother (braised) was seen.", &[]),
            ["sene", "braised"]
        );
        assert_eq!(marked("Bruises. The bruise", &[]), [""; 0]);
    }

    #[test]
    fn a_word_of_ours_is_right_also_at_the_beginning_of_a_sentence_and_a_name_with_its_capital() {
        assert_eq!(marked("Perioral bruise; perioral bruises; Munchausen", &[]), [""; 0]);
        assert_eq!(marked("munchausen", &[]), ["munchausen"]);
    }

    #[test]
    fn a_name_of_the_record_is_never_marked_whatever_its_case_and_whosever_it_is() {
        let text = "Kaydee was seen. KAYDEE’S mother, Kaydee's bruise, Kaydee–Wren";
        assert_eq!(marked(text, &["Kaydee", "Wren"]), [""; 0]);
        assert_eq!(marked("Kaydee", &[]), ["Kaydee"]);
    }

    #[test]
    fn numbers_references_addresses_and_abbreviations_are_left_alone() {
        let text = "NHS 999 000 0018, GPs, CAMHS’s, 2nd, 10mg, x@nhs.example, www.nhs.example, q/v";
        assert_eq!(marked(text, &[]), [""; 0]);
    }

    #[test]
    fn joined_words_are_right_where_each_of_them_is() {
        assert_eq!(marked("non-verbal non-verbl", &[]), ["non-verbl"]);
    }

    #[test]
    fn what_was_meant_is_suggested_in_the_quotes_that_were_typed() {
        assert_eq!(speller().suggest("bruize"), ["bruise"]);
        assert!(speller().suggest("perioal").contains(&"perioral".to_owned()));
    }

    #[test]
    fn a_list_with_something_that_is_no_word_is_refused() {
        let found = Speller::new("SET UTF-8\n", "1\na\n", ["two words"]).err();
        assert_eq!(found, Some(SpellingError::Word("two words".to_owned())));
    }

    proptest! {
        #[test]
        fn every_range_is_a_word_of_the_text_in_order_whatever_is_typed(text in "\\PC{0,60}") {
            let mut last = 0;
            for range in speller().misspelled(&text, &BTreeSet::new()) {
                let word = text.get(range.clone());
                prop_assert!(word.is_some_and(|word| !word.trim().is_empty()));
                prop_assert!(range.start >= last);
                last = range.end;
            }
        }

        #[test]
        fn a_known_word_is_never_marked(word in "[A-Za-z]{2,12}") {
            let known = BTreeSet::from([folded_word(&word)]);
            for text in [word.clone(), format!("{word}’s bruise"), format!("({word}).")] {
                let found = speller().misspelled(&text, &known);
                prop_assert!(found.is_empty(), "{:?}", found);
            }
        }
    }
}
