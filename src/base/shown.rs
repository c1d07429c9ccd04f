//! Text from outside as it may be shown on one line: what a terminal, a screen reader or the eye
//! would take for something else than a letter is spelt out.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;

use super::control::is_control;

/// Whether a character cannot stand on one line as it is: it orders the terminal about, or breaks
/// the line.
fn is_hidden(c: char) -> bool {
    is_control(c) || matches!(c, '\n' | '\r' | '\t')
}

/// One line: every hidden character is spelt out as `<U+001B>`, a line break too.
pub fn line(text: &str) -> Cow<'_, str> {
    spelt(text, is_hidden)
}

/// The same of a text of several lines: line breaks and tabs stay.
pub fn lines(text: &str) -> Cow<'_, str> {
    spelt(text, |c| is_hidden(c) && !matches!(c, '\n' | '\t'))
}

/// The path of a file or folder. A name can hold anything but a slash, a line break too.
pub fn path(path: &Path) -> String {
    line(&path.to_string_lossy()).into_owned()
}

fn spelt(text: &str, hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if hidden(c) {
            // Writing to a String cannot fail.
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_with_a_line_break_stays_on_one_line() {
        assert_eq!(
            line("a\n0 statements checked. Nothing is wrong."),
            "a<U+000A>0 statements checked. Nothing is wrong."
        );
        assert_eq!(path(Path::new("x/\u{1b}[2J.ron")), "x/<U+001B>[2J.ron");
    }

    #[test]
    fn what_people_write_in_any_script_stays_as_it_is() {
        for text in ["Zoë O’Shea – 0–18 ¶56", "نورا", "王小明", "ਗੁਰਪ੍ਰੀਤ", "👩‍👧"]
        {
            assert_eq!(line(text), text);
        }
        assert_eq!(lines("one\n\ttwo\r\n"), "one\n\ttwo<U+000D>\n");
    }

    proptest! {
        #[test]
        fn nothing_that_is_shown_commands_a_terminal(text in any::<String>()) {
            prop_assert!(!line(&text).chars().any(char::is_control));
            prop_assert!(!lines(&text).chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
        }
    }
}
