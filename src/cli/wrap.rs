//! Text for a terminal: no line is broken within a word.

use std::borrow::Cow;

/// The text in lines of at most so many characters, broken between words; a longer word has a
/// line of its own. What follows a break is indented as its line is, and past the mark of a list.
pub(super) fn wrapped(text: &str, width: usize) -> Cow<'_, str> {
    if text.lines().all(|line| length(line) <= width) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for line in text.split_inclusive('\n') {
        wrap_line(line, width, &mut out);
    }
    Cow::Owned(out)
}

fn wrap_line(line: &str, width: usize, out: &mut String) {
    let rest = line.trim_start_matches(' ');
    // On a narrow terminal the indent leaves room for words.
    let blanks = (line.len() - rest.len()).min(width / 2);
    let indent = blanks + mark_of(rest);
    out.extend(std::iter::repeat_n(' ', blanks));
    let mut used = blanks;
    for word in rest.split_inclusive(' ') {
        if used > indent && used + length(word.trim_end()) > width {
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
            used = indent;
        }
        out.push_str(word);
        used += length(word);
    }
}

/// How many characters the mark of a list takes, “- ” or “1. ”.
fn mark_of(line: &str) -> usize {
    let mark = line.split_once(' ').map_or("", |(first, _)| first);
    let numbered = mark.strip_suffix('.').is_some_and(|number| number.parse::<u8>().is_ok());
    if mark == "-" || numbered { mark.len() + 1 } else { 0 }
}

fn length(text: &str) -> usize {
    text.trim_end_matches('\n').chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_line_is_broken_between_words_and_keeps_its_indent() {
        assert_eq!(wrapped("  one two three\nfour\n", 9), "  one two\n  three\nfour\n");
        assert_eq!(wrapped("- one two three\n", 9), "- one two\n  three\n");
        assert_eq!(wrapped("12. one two three", 11), "12. one two\n    three");
    }

    #[test]
    fn a_word_longer_than_a_line_stays_whole() {
        assert_eq!(wrapped("see /a/very/long/path here", 6), "see\n/a/very/long/path\nhere");
    }

    #[test]
    fn what_fits_is_left_as_it_is() {
        for text in ["", "\n", "a  b\n\n  c\n", "one two"] {
            assert_eq!(wrapped(text, 7), text);
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_too_long(
            text in "( {0,4}(- |1\\. )?([a-zé]{1,12} {1,2}){0,12}\n?){0,6}", width in 1_usize..40,
        ) {
            let wrapped = wrapped(&text, width);
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(&wrapped), words(&text));
            for line in wrapped.lines() {
                let line = line.trim_end();
                let one_word = line.trim_start().trim_start_matches(['-', '1', '.', ' ']);
                prop_assert!(line.chars().count() <= width || !one_word.contains(' '), "{line:?}");
            }
        }
    }
}
