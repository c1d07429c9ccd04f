//! Characters that order a screen, a terminal or a reader about and are no part of what anybody
//! writes: NUL, escape, "from here on right to left". They come by pasting and in files from
//! elsewhere. One NUL ended a screen reader's access to the whole program.
//!
//! Marks of direction that touch only their neighbours, and joiners, belong to Arabic, Hebrew,
//! Persian and the scripts of India, and stay.

use std::borrow::Cow;

/// Whether this is such a character. Line breaks and tabs are none.
pub fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(
            c,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{206a}'..='\u{206f}'
                | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
                | '\u{e0001}' | '\u{e0020}'..='\u{e007f}'
        )
}

/// What of this text may be taken in: without such characters, and with one kind of line break.
pub fn cleaned(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| is_control(c) || c == '\r') {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '\r' => {
                letters.next_if_eq(&'\n');
                clean.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            c if is_control(c) => {}
            c => clean.push(c),
        }
    }
    Cow::Owned(clean)
}

/// The same text with a harmless character of as many bytes in place of each: where the places
/// of characters must stay what they were.
pub fn harmless(text: &str) -> Option<String> {
    if !text.chars().any(is_control) {
        return None;
    }
    let harmless = |c: char| match (is_control(c), c.len_utf8()) {
        (false, _) => c,
        (true, 1) => ' ',
        (true, 2) => '\u{a0}',
        (true, 3) => '\u{fffd}',
        // The same plane, shown as a box.
        (true, _) => '\u{1fbc5}',
    };
    Some(text.chars().map(harmless).collect())
}

/// Those in a text, each once, as Unicode writes them: "U+202E". Nothing of the text itself.
pub fn named(text: &str) -> Vec<String> {
    let mut found: Vec<char> = text.chars().filter(|c| is_control(*c)).collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|c| format!("U+{:04X}", u32::from(c))).collect()
}

/// The same of the text of a RON file, in which they can stand written out: `\0`, `\u{202e}`.
pub fn named_in_file(text: &str) -> Vec<String> {
    if !text.contains('\\') {
        return named(text);
    }
    let written: String = written_out(text).collect();
    named(&(written + text))
}

/// The characters that are written out with a backslash.
fn written_out(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text.chars();
    std::iter::from_fn(move || {
        rest.by_ref().find(|c| *c == '\\')?;
        let hex = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
        let found = match rest.next()? {
            '0' => Some('\0'),
            'x' => hex(&rest.by_ref().take(2).collect::<String>()),
            'u' => {
                let digits = rest.by_ref().skip_while(|c| *c == '{').take_while(|c| *c != '}');
                hex(&digits.take(8).collect::<String>())
            }
            _ => None,
        };
        Some(found.unwrap_or(' '))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_orders_a_screen_about_is_dropped_and_what_is_written_stays() {
        assert_eq!(cleaned("Ro\u{0}bin \u{1b}[2Jfell\u{202e}"), "Robin [2Jfell");
        assert_eq!(cleaned("one\r\ntwo\rthree\u{2028}four"), "one\ntwo\nthree\nfour");
        for kept in [
            "a\tb\nc",
            "سلام\u{200c}ها",
            "नम\u{200d}",
            "\u{200e}a\u{200f}",
            "👩\u{200d}⚕️",
            "Zo\u{308}e",
        ] {
            assert_eq!(cleaned(kept), kept);
        }
    }

    #[test]
    fn they_are_named_without_the_text_that_they_are_in() {
        assert_eq!(named("a\u{202e}b\u{0}c\u{0}"), ["U+0000", "U+202E"]);
        assert_eq!(named("abc"), [""; 0]);
    }

    #[test]
    fn they_are_found_in_a_file_as_they_are_and_written_out() {
        assert_eq!(named_in_file("a: \"x\u{202e}\""), ["U+202E"]);
        assert_eq!(named_in_file(r#"a: "x\u{0}y\u{202e}\x1b\0""#), ["U+0000", "U+001B", "U+202E"]);
        assert_eq!(
            named_in_file(r#"a: "a\nb\t\"c\" \u{e9} \\u{0}""#),
            [""; 0],
            "a backslash itself"
        );
    }

    proptest! {
        #[test]
        fn a_clean_text_has_none_and_cleaning_twice_is_cleaning_once(text in any::<String>()) {
            let clean = cleaned(&text);
            prop_assert!(!clean.chars().any(is_control));
            prop_assert_eq!(cleaned(&clean), clean.clone());
        }

        #[test]
        fn a_harmless_text_has_every_character_where_it_was(text in any::<String>(), bad in "[\u{0}-\u{20}\u{7f}-\u{9f}\u{202a}-\u{202e}\u{e0001}a]{0,9}") {
            let text = format!("{text}{bad}");
            if let Some(harmless) = harmless(&text) {
                prop_assert!(!harmless.chars().any(is_control));
                let lengths = |text: &str| text.chars().map(char::len_utf8).collect::<Vec<_>>();
                prop_assert_eq!(lengths(&harmless), lengths(&text));
            }
        }
    }
}
