//! How good a passphrase is, in words: an estimate of how long it would take to guess one by trying,
//! at a second each, on many computers. It is advice, and refuses only what is hardly anything.

use std::collections::BTreeSet;

use super::key::Passphrase;

/// The fewest characters that a passphrase has.
pub const FEWEST: usize = 8;

/// How good it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Fewer characters than are taken.
    TooShort,
    /// Guessed in hours or days.
    Weak,
    /// Guessed in years.
    Fair,
    /// Not guessed.
    Strong,
}

impl Strength {
    /// In words, with what to do.
    pub fn words(self) -> &'static str {
        match self {
            Self::TooShort => "Too short. Use at least eight characters; four words are better.",
            Self::Weak => {
                "Weak. Someone who has a copy of the register could guess it. Use four or more \
                 words that do not belong together."
            }
            Self::Fair => "Fair. One more word would make it strong.",
            Self::Strong => "Strong.",
        }
    }
}

/// How good this passphrase is.
pub fn strength(passphrase: &Passphrase) -> Strength {
    let text = passphrase.text();
    if passphrase.length() < FEWEST {
        return Strength::TooShort;
    }
    match bits(text) {
        bits if bits < 34 => Strength::Weak,
        bits if bits < 50 => Strength::Fair,
        _ => Strength::Strong,
    }
}

/// How many yes-or-no questions a guesser would have to ask, by a careful count: words count as
/// words, not letter by letter, and what is said again counts for little.
fn bits(text: &str) -> usize {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut seen = BTreeSet::new();
    words.iter().map(|word| if seen.insert(word.to_lowercase()) { of_word(word) } else { 1 }).sum()
}

fn of_word(word: &str) -> usize {
    if is_jumbled(word) {
        return word.chars().count() * 5;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let digits = word.chars().count() - letters;
    let different = word.chars().collect::<BTreeSet<_>>().len();
    // A word is one of some ten thousand; short ones are fewer. A run of one letter is no word.
    let word = match letters {
        0 => 0,
        1..=2 => 6,
        3 => 10,
        _ => 13,
    };
    let run = different.saturating_mul(3);
    // A year or a date is guessed long before all digits are.
    (word + digits.min(6) * 2).min(run)
}

/// Whether it is no word but letters and digits in no order, as programs make passphrases.
fn is_jumbled(word: &str) -> bool {
    let kind = |c: char| (c.is_uppercase(), c.is_numeric());
    let kinds: Vec<_> = word.chars().skip(1).map(kind).collect();
    kinds.windows(2).filter(|two| two.first() != two.last()).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(typed: &str) -> Strength {
        strength(&Passphrase::new(typed.to_owned()))
    }

    #[test]
    fn a_few_words_that_do_not_belong_together_are_strong_and_one_with_a_year_is_weak() {
        for (typed, is) in [
            ("", Strength::TooShort),
            ("Robin7!", Strength::TooShort),
            ("password", Strength::Weak),
            ("Password2026", Strength::Weak),
            ("aaaaaaaaaaaaaaaaaaaa", Strength::Weak),
            ("surgery surgery surgery surgery", Strength::Weak),
            ("elm street surgery", Strength::Fair),
            ("copper lantern orchard seven", Strength::Strong),
            ("Copper-lantern-orchard-Tuesday", Strength::Strong),
            ("kX9vQ2mZ7pLw", Strength::Strong),
        ] {
            assert_eq!(said(typed), is, "{typed}");
        }
    }
}
