//! A page of plain text: its lines, headings and fields, and typed text that can pass for none of
//! them.

use std::fmt::Write as _;

/// Text in the making. Typed text is indented under its label, so that no line of it can
/// pass for a line of ours.
#[derive(Default)]
pub(super) struct Page(pub(super) String);

impl Page {
    pub(super) fn line(&mut self, text: &str) {
        self.0.push_str(&visible(text));
        self.0.push('\n');
    }

    pub(super) fn blank(&mut self) {
        self.0.push('\n');
    }

    pub(super) fn heading(&mut self, text: &str) {
        self.blank();
        self.line(text);
        self.line(&"=".repeat(text.chars().count()));
    }

    pub(super) fn field(&mut self, label: &str, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        if text.contains(['\n', '\r']) || text.len() + label.len() > 70 {
            self.line(&format!("{label}:"));
            self.text(text);
        } else {
            self.line(&format!("{label}: {text}"));
        }
    }

    pub(super) fn bullet(&mut self, text: &str) {
        for (at, line) in lines(text).enumerate() {
            let mark = if at == 0 { "- " } else { "  " };
            self.line(&format!("{mark}{line}"));
        }
    }

    /// Typed text, whole, each line indented.
    pub(super) fn text(&mut self, text: &str) {
        for line in lines(text) {
            if line.is_empty() {
                self.blank();
            } else {
                self.line(&format!("    {line}"));
            }
        }
    }
}

/// Lines, however they end.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('\r'))
}

/// Characters that would steer a terminal or turn the reading direction are written out, so
/// that nothing in a foreign file can hide or imitate a line.
pub(super) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if (c.is_control() && c != '\t') || turns || matches!(c, '\u{2028}' | '\u{2029}') {
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}
