//! Words as they stand in a sentence.

/// With a capital letter at its beginning.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// As it stands within a sentence: "The child’s name" as "the child’s name". A word in capitals
/// keeps them: "NHS number".
pub fn within(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) if letters.clone().next().is_none_or(|next| !next.is_uppercase()) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => words.to_owned(),
    }
}

/// "1 statement", "2 statements".
pub fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn within_a_sentence_a_capital_goes_and_capitals_stay() {
        for (words, wanted) in [
            ("", ""),
            ("The child’s name", "the child’s name"),
            ("NHS number", "NHS number"),
            ("Éva’s", "éva’s"),
            ("A", "a"),
        ] {
            assert_eq!(within(words), wanted, "{words}");
        }
    }

    #[test]
    fn one_is_one_and_none_are_many() {
        assert_eq!([0, 1, 2].map(|count| counted(count, "file")), ["0 files", "1 file", "2 files"]);
    }

    #[test]
    fn only_the_first_letter_changes_and_one_that_has_no_capital_stays() {
        for (words, wanted) in [
            ("", ""),
            ("left forearm", "Left forearm"),
            ("Éva and NHS", "Éva and NHS"),
            ("ștefan", "Ștefan"),
            ("ßa", "SSa"),
            ("7 months", "7 months"),
        ] {
            assert_eq!(capital(words), wanted);
        }
    }
}
