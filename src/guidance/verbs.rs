//! The verbs that carry the duty: must, should, may, as the GMC uses them.
//!
//! *Must* marks a duty that is met or whose breach is justified, *should* a duty or principle
//! that may not always apply, *may* what is allowed. "You may be told" allows nothing: the
//! data files list such phrases as `not_duties`, and they are left out here.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A verb of duty or permission. Never turned into another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Verb {
    /// must
    Must,
    /// must not
    MustNot,
    /// should
    Should,
    /// should not
    ShouldNot,
    /// may
    May,
}

impl Verb {
    /// The word itself.
    pub fn label(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::MustNot => "must not",
            Self::Should => "should",
            Self::ShouldNot => "should not",
            Self::May => "may",
        }
    }

    /// What the GMC means by it, in our words.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Must | Self::MustNot => {
                "A legal or ethical duty that you are expected to meet, or be able to justify why you did not."
            }
            Self::Should | Self::ShouldNot => {
                "A duty or principle. It may not apply to every situation, or something outside \
                 your control may stop you meeting it."
            }
            Self::May => "Something that you are allowed to do.",
        }
    }
}

/// Where a verb stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbAt {
    /// The word or words, as bytes of the block's text.
    pub range: Range<usize>,
    /// Which verb.
    pub verb: Verb,
}

/// The verbs of duty or permission in `text`, first to last. A verb inside one of the
/// phrases `not_duties` is none.
pub fn find(text: &str, not_duties: &[String]) -> Vec<VerbAt> {
    let silent: Vec<Range<usize>> = not_duties
        .iter()
        .flat_map(|phrase| text.match_indices(phrase.as_str()))
        .map(|(at, phrase)| at..at + phrase.len())
        .collect();
    let words: Vec<(Range<usize>, &str)> = words(text).collect();
    let mut found = Vec::new();
    for (index, (range, word)) in words.iter().enumerate() {
        if silent.iter().any(|s| s.start <= range.start && range.end <= s.end) {
            continue;
        }
        let not = words.get(index + 1).filter(|(next, word)| {
            *word == "not"
                && text.get(range.end..next.start).is_some_and(|gap| gap.trim().is_empty())
        });
        let (verb, end) = match (word.to_lowercase().as_str(), not) {
            ("must", Some((next, _))) => (Verb::MustNot, next.end),
            ("must", None) => (Verb::Must, range.end),
            ("should", Some((next, _))) => (Verb::ShouldNot, next.end),
            ("should", None) => (Verb::Should, range.end),
            ("may", _) => (Verb::May, range.end),
            _ => continue,
        };
        found.push(VerbAt { range: range.start..end, verb });
    }
    found
}

/// The runs of letters in `text`.
fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    text.split(|c: char| !c.is_alphabetic()).filter_map(move |word| {
        let start = at;
        // `split` took out one character after the word; its length is not always one byte.
        at += word.len()
            + text.get(at + word.len()..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
        (!word.is_empty()).then(|| (start..start + word.len(), word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidance::{Cite, Library};

    /// Every verb of a held paragraph with the two words after it.
    fn verbs_of(cite: &str) -> Vec<String> {
        let library = Library::embedded().unwrap();
        let held = library.held(&Cite::parse(cite).unwrap()).unwrap();
        let footnotes = held.paragraph.footnotes.iter().map(|note| &note.block);
        held.paragraph
            .blocks
            .iter()
            .chain(footnotes)
            .flat_map(|block| block.verbs.iter().map(move |at| (block, at)))
            .map(|(block, at)| {
                let verb = &block.text[at.range.clone()];
                assert_eq!(verb.to_lowercase(), at.verb.label());
                let rest = block.text[at.range.end..].split_whitespace().take(2);
                format!("{verb}: {}", rest.collect::<Vec<_>>().join(" "))
            })
            .collect()
    }

    #[test]
    fn every_verb_of_duty_in_the_held_texts_is_found_and_no_other() {
        let pinned: [(&str, &[&str]); 13] = [
            ("0-18 56", &[]),
            ("0-18 57", &[]),
            ("0-18 58", &["should: have the", "should: be aware"]),
            ("0-18 59", &["should: help them", "must not: delay sharing"]),
            ("0-18 60", &["should: be proportionate", "may: share some", "should: seek advice"]),
            (
                "0-18 61",
                &["must: be the", "must: inform an", "must: be able", "should: record your"],
            ),
            (
                "0-18 62",
                &["should: participate fully", "should: share relevant", "must: be prepared"],
            ),
            ("0-18 63", &["should: make sure", "should: have an", "should: understand and"]),
            ("pcyp 46", &["should: consider all"]),
            ("pcyp 47", &["must: respond fully", "must: also cooperate", "should: also cooperate"]),
            ("pcyp 48", &["should: do all"]),
            ("pcyp 49", &["should: only share", "should not: usually share", "should: follow the"]),
            ("pcyp 50", &["should: discuss your"]),
        ];
        for (cite, verbs) in pinned {
            assert_eq!(verbs_of(cite), verbs, "{cite}");
        }
    }

    #[test]
    fn a_verb_is_a_whole_word_and_keeps_its_not() {
        let text = "You Must not – maybe; must, not should. éMay may";
        let found: Vec<&str> = find(text, &[]).into_iter().map(|at| &text[at.range]).collect();
        assert_eq!(found, ["Must not", "must", "should", "may"]);
    }

    #[test]
    fn a_verb_in_a_phrase_that_is_no_duty_is_left_out() {
        let text = "You may be told. You may share.";
        let found = find(text, &["may be told".to_owned()]);
        assert_eq!(found, [VerbAt { range: 21..24, verb: Verb::May }]);
    }
}
