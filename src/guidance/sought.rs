//! How what is typed into a search is understood, over texts that belong together in groups, as
//! the blocks of a paragraph do: as it stands; else as words that all stand in one group; else
//! with one slip of the hand in a word that stands nowhere.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::base::fold;

/// A shorter word is too like too many others to be taken for a slip.
const SHORTEST: usize = 4;

/// Texts that belong together, each with what it is.
pub(super) type Group<'t, K> = Vec<(K, &'t str)>;

/// Where `query` stands: what each text is, with the places in it as byte ranges. In the order of
/// the groups. In quotation marks it is found only as it stands.
pub(super) fn find<K: Clone>(groups: &[Group<'_, K>], query: &str) -> Vec<(K, Vec<Range<usize>>)> {
    let folded = fold::folded(query.trim());
    let quoted = folded.strip_prefix('"').map(|rest| rest.strip_suffix('"').unwrap_or(rest));
    let phrase = vec![vec![quoted.unwrap_or(&folded).trim().to_owned()]];
    let as_it_stands = all_of(groups, &phrase);
    if quoted.is_some() || !as_it_stands.is_empty() {
        return as_it_stands;
    }
    let words: Vec<Vec<String>> =
        folded.split_whitespace().map(|word| vec![word.to_owned()]).collect();
    let apart = all_of(groups, &words);
    if !apart.is_empty() {
        return apart;
    }
    let stands = |word: &str| texts(groups).any(|text| fold::contains(text, word));
    let known: BTreeSet<String> = texts(groups).flat_map(vocabulary).collect();
    let meant = words.into_iter().flatten().map(|word| {
        if stands(&word) {
            return vec![word];
        }
        known.iter().filter(|other| is_slip(&word, other)).cloned().collect()
    });
    all_of(groups, &meant.collect::<Vec<_>>())
}

fn texts<'g, K>(groups: &'g [Group<'_, K>]) -> impl Iterator<Item = &'g str> {
    groups.iter().flatten().map(|(_, text)| *text)
}

/// The groups in which every word stands, in one of its spellings: where each of them does.
fn all_of<K: Clone>(groups: &[Group<'_, K>], words: &[Vec<String>]) -> Vec<(K, Vec<Range<usize>>)> {
    let stands = |text: &str, word: &[String]| {
        word.iter().any(|spelling| !fold::hits(text, spelling).is_empty())
    };
    let whole = |group: &&Group<'_, K>| {
        !words.is_empty()
            && words.iter().all(|word| group.iter().any(|(_, text)| stands(text, word)))
    };
    groups
        .iter()
        .filter(whole)
        .flatten()
        .map(|(what, text)| (what.clone(), joined(text, words)))
        .filter(|(_, ranges)| !ranges.is_empty())
        .collect()
}

/// Where the words stand in a text, first to last, those that overlap as one.
fn joined(text: &str, words: &[Vec<String>]) -> Vec<Range<usize>> {
    let hits = words.iter().flatten().flat_map(|word| fold::hits(text, word));
    let mut hits: Vec<Range<usize>> = hits.collect();
    hits.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(hits.len());
    for hit in hits {
        match joined.last_mut() {
            Some(last) if hit.start < last.end => last.end = last.end.max(hit.end),
            _ => joined.push(hit),
        }
    }
    joined
}

/// The words of a text, folded.
fn vocabulary(text: &str) -> Vec<String> {
    let folded = fold::folded(text);
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '\'');
    words.filter(|word| word.chars().count() >= SHORTEST).map(str::to_owned).collect()
}

/// Whether one slip makes one word of the other: a letter too many, too few, another one, or two
/// that changed places.
fn is_slip(typed: &str, word: &str) -> bool {
    let (typed, word): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    if typed.len() < SHORTEST || typed.len().abs_diff(word.len()) > 1 {
        return false;
    }
    let front = typed.iter().zip(&word).take_while(|(a, b)| a == b).count();
    let (typed, word) = (typed.get(front..).unwrap_or(&[]), word.get(front..).unwrap_or(&[]));
    let same = |a: Option<&[char]>, b: Option<&[char]>| a.is_some() && a == b;
    match (typed, word) {
        ([], []) => false,
        ([a, b, rest @ ..], [c, d, other @ ..]) if a == d && b == c && rest == other => true,
        _ => {
            same(typed.get(1..), word.get(1..))
                || same(typed.get(1..), Some(word))
                || same(Some(typed), word.get(1..))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str) -> Vec<(usize, Vec<&'static str>)> {
        const TEXTS: [&str; 3] = [
            "You should ask for consent to share information.",
            "Tell the police, without consent if need be.",
            "The information that you share. Share information promptly.",
        ];
        let groups: Vec<Group<'_, usize>> =
            TEXTS.iter().enumerate().map(|(at, text)| vec![(at, *text)]).collect();
        let words = |(at, ranges): (usize, Vec<Range<usize>>)| {
            (at, ranges.into_iter().filter_map(|range| TEXTS[at].get(range)).collect())
        };
        find(&groups, query).into_iter().map(words).collect()
    }

    #[test]
    fn what_stands_as_it_was_typed_is_found_alone() {
        let both = [(0, vec!["share information"]), (2, vec!["Share information"])];
        assert_eq!(found("share information"), both);
        assert_eq!(found("“share information”"), both);
    }

    #[test]
    fn words_that_do_not_stand_side_by_side_are_found_where_all_of_them_stand() {
        assert_eq!(found("police consent"), [(1, vec!["police", "consent"])]);
        assert_eq!(found("\"police consent\""), [], "quoted, only as it stands");
        assert_eq!(found("police promptly"), []);
    }

    #[test]
    fn one_slip_of_the_hand_is_forgiven_in_each_word() {
        for typed in ["polcie", "polce", "pollice", "pokice", "consnet police"] {
            let places: Vec<usize> = found(typed).into_iter().map(|(at, _)| at).collect();
            assert_eq!(places, [1], "{typed}");
        }
        assert_eq!(found("plocei"), [], "two are not");
        assert_eq!(found("teh"), [], "a short word is like too many");
    }
}
