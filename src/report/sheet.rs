//! A text that leaves, in its parts. Some are always there; each of the others has a tick box,
//! so that a person sees what goes and what does not before anything is copied.

use std::collections::BTreeMap;

use crate::record::Field;

/// A part that can be ticked, by what it tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tick {
    /// The instruction not to show it in online access.
    NotOnline,
    /// The answers that led to the decision.
    Answers,
    /// What was still to do.
    StillToDo,
    /// What stands in a field, or all that a mark, a person or a share comes to.
    Field(Field),
    /// Who told something, by name.
    Named(Field),
}

/// What a person ticked and took the tick from. What is in neither is as it is by default.
pub type Ticks = BTreeMap<Tick, bool>;

/// One part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its tick box; `None` where it is always there.
    pub tick: Option<Tick>,
    /// What the box says: "Clinical finding, 27 October 2026, 10:10".
    pub label: String,
    /// Why it is not ticked by itself, or what to look out for; blank where there is nothing.
    pub why: String,
    /// What it writes.
    pub line: String,
    /// Whether it is written.
    pub ticked: bool,
    /// How early it goes where a text is to be short: the highest first.
    pub(super) weight: u8,
}

impl Piece {
    /// How it begins, after its label: what a person sees of a part that is not ticked.
    pub fn beginning(&self) -> String {
        const WORDS: usize = 14;
        let words = self.line.split_once(": ").map_or(self.line.as_str(), |(_, words)| words);
        cut(words, WORDS)
    }
}

/// A text in its parts, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The parts.
    pub pieces: Vec<Piece>,
}

impl Sheet {
    /// The text, as it is copied.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let written = |piece: &&Piece| piece.ticked && !piece.line.trim().is_empty();
        for piece in self.pieces.iter().filter(written) {
            out.push_str(plain(&piece.line).trim_end());
            out.push('\n');
        }
        out
    }

    /// How many words it has.
    pub fn words(&self) -> usize {
        count(self.pieces.iter().filter(|piece| piece.ticked))
    }

    /// The parts with a tick box.
    pub fn offers(&self) -> impl Iterator<Item = (&Tick, &Piece)> {
        self.pieces.iter().filter_map(|piece| piece.tick.as_ref().map(|tick| (tick, piece)))
    }

    /// A part that is always there.
    pub(super) fn always(&mut self, line: impl Into<String>) {
        let line = line.into();
        if !line.trim().is_empty() {
            let (label, why) = (String::new(), String::new());
            self.pieces.push(Piece { tick: None, label, why, line, ticked: true, weight: 0 });
        }
    }

    /// A part with a tick box; nothing where it would write nothing.
    pub(super) fn offer(&mut self, piece: Piece) {
        if !piece.line.trim().is_empty() {
            self.pieces.push(piece);
        }
    }

    /// Takes ticks away until it has at most so many words, the least needed first.
    pub(super) fn shed(&mut self, most: usize) {
        while self.words() > most {
            let ticked = self.pieces.iter_mut().filter(|one| one.ticked && one.weight > 0);
            // Of the same weight, the last one.
            let Some(goes) = ticked.max_by_key(|piece| piece.weight) else { break };
            goes.ticked = false;
            if goes.why.is_empty() {
                "There was no room for it in a short text.".clone_into(&mut goes.why);
            }
        }
    }

    /// Sets each box as a person left it.
    pub(super) fn tick(&mut self, ticks: &Ticks) {
        for piece in &mut self.pieces {
            let set = piece.tick.as_ref().and_then(|tick| ticks.get(tick));
            piece.ticked = set.copied().unwrap_or(piece.ticked);
        }
    }
}

fn count<'p>(pieces: impl Iterator<Item = &'p Piece>) -> usize {
    pieces.map(|piece| piece.line.split_whitespace().count()).sum()
}

/// At most so many words of a text, on one line, with "…" where something is left out.
pub(super) fn cut(text: &str, most: usize) -> String {
    let mut words = text.split_whitespace();
    let kept: Vec<&str> = words.by_ref().take(most).collect();
    let end = if words.next().is_some() { " …" } else { "" };
    format!("{}{end}", kept.join(" "))
}

/// The same, after a whole sentence where one ends in the second half: half a sentence can say
/// the opposite.
pub(super) fn cut_at_sentence(text: &str, most: usize) -> String {
    let whole = cut(text, most);
    let Some(short) = whole.strip_suffix(" …").filter(|_| whole != cut(text, usize::MAX)) else {
        return whole;
    };
    let ends = |c: char| matches!(c, '.' | '!' | '?');
    let quoted = |text: &str| text.trim_end_matches(['”', '’', '"', '\'', ')']).ends_with(ends);
    let words: Vec<&str> = short.split(' ').collect();
    let last = words.iter().rposition(|word| quoted(word)).filter(|at| (at + 1) * 5 >= most * 2);
    let kept = last.and_then(|at| words.get(..=at)).map(|kept| kept.join(" "));
    format!("{} …", kept.as_deref().unwrap_or(short))
}

/// Curly quotes, long dashes and the like as any clinical system can take them. Letters stay
/// as they are: a name is not to be misspelt.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").replace('\r', "\n").chars() {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' => out.push('\''),
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{2033}' => out.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            '\u{2026}' => out.push_str("..."),
            '\u{2022}' => out.push('*'),
            '\u{b6}' => out.push_str("para "),
            '\n' | '\t' => out.push(c),
            '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => out.push(' '),
            '\u{2028}' | '\u{2029}' => out.push('\n'),
            // Characters that cannot be seen.
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn signs_that_a_clinical_system_may_not_know_are_written_plainly() {
        assert_eq!(plain("“Don’t” – 3…\r\n¶46\u{a0}x\u{200b}"), "\"Don't\" - 3...\npara 46 x");
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(cut("one two\nthree", 2), "one two …");
        assert_eq!(cut("one two\nthree", 3), "one two three");
    }

    #[test]
    fn a_long_text_is_cut_after_a_sentence_where_one_ends() {
        assert_eq!(cut_at_sentence("One two. Not three four five.", 4), "One two. …");
        assert_eq!(cut_at_sentence("“One two.” Not three four.", 4), "“One two.” …");
        assert_eq!(
            cut_at_sentence("A. Not two three four five six seven.", 7),
            "A. Not two three four five six …"
        );
        assert_eq!(cut_at_sentence("One two three.", 4), "One two three.");
    }

    proptest! {
        #[test]
        fn no_letter_that_was_typed_is_lost_in_writing_it_plainly(text in "[A-Za-zÀ-žḀ-ỹ0-9 ]{0,80}") {
            prop_assert_eq!(plain(&text), text);
        }
    }
}
