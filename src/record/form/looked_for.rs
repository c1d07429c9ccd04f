//! What was looked for: lines that are ticked into a field of the record, one below another.
//! They are the words of the day, and a field that is edited by hand keeps what was typed.

/// Whether this line is ticked in `text`.
pub fn is_ticked(text: &str, line: &str) -> bool {
    text.lines().any(|one| one.trim() == line.trim())
}

/// Ticks a line in `text`, or takes the tick away. Other lines stay as they are.
pub fn tick(text: &mut String, line: &str, on: bool) {
    if is_ticked(text, line) == on {
        return;
    }
    let mut lines: Vec<&str> = text.lines().filter(|one| on || one.trim() != line.trim()).collect();
    if on {
        lines.push(line);
    }
    *text = lines.join("\n");
}

/// Whether a lesser concern may be answered: it was answered that none of what is never one
/// applies, or there is a reason why it is taken for one all the same.
pub fn lesser_is_answered(raised: &str, none: &str, reason: &str, lines: &[String]) -> bool {
    if lines.iter().any(|line| is_ticked(raised, line)) {
        return !reason.trim().is_empty();
    }
    lines.iter().all(|line| is_ticked(none, line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tick_is_a_line_of_its_own_and_what_was_typed_stays() {
        let mut text = "Typed by hand.".to_owned();
        tick(&mut text, "pressure", true);
        tick(&mut text, "secrecy", true);
        tick(&mut text, "pressure", true);
        assert_eq!(text, "Typed by hand.\npressure\nsecrecy");
        tick(&mut text, "pressure", false);
        tick(&mut text, "power", false);
        assert_eq!(text, "Typed by hand.\nsecrecy");
        assert!(is_ticked(&text, "secrecy") && !is_ticked(&text, "pressure"));
    }

    #[test]
    fn a_lesser_concern_waits_for_none_of_these_or_for_a_reason() {
        let lines = ["a bruise".to_owned(), "fgm".to_owned()];
        assert!(!lesser_is_answered("", "", "", &lines));
        assert!(!lesser_is_answered("", "a bruise", "", &lines));
        assert!(lesser_is_answered("", "a bruise\nfgm", "", &lines));
        assert!(!lesser_is_answered("fgm", "", " ", &lines));
        assert!(lesser_is_answered("fgm", "", "Another person told me.", &lines));
    }
}
