//! A text that leaves, in its parts. Some are always there; each of the others has a tick box,
//! so that a person sees what goes and what does not before anything is copied.

use std::collections::BTreeMap;

use crate::record::{Digest, Field};

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
    /// What was signed after the decision, by the hash of its statement.
    Since(Digest),
}

/// What a person ticked and took the tick from. What is in neither is as it is by default.
pub type Ticks = BTreeMap<Tick, bool>;

/// One part of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// Its tick box; `None` where it is always there.
    pub tick: Option<Tick>,
    /// What the box says: "Clinical finding, 27 October 2026, 10:10".
    pub label: String,
    /// Why it is not ticked by itself, or what to look out for; blank where there is nothing.
    pub why: String,
    /// What it writes.
    pub line: String,
    /// What is written in its place where it is not ticked; blank: nothing.
    pub instead: String,
    /// The fact of it in a few words, which stays where there is no room for the rest; blank:
    /// nothing does.
    pub(super) brief: String,
    /// Whether it is written.
    pub ticked: bool,
    /// Whether it ends early, after a whole sentence: the rest is in the full text.
    pub shortened: bool,
    /// Whether it tells of somebody else than the person whose text it is.
    pub(super) of_others: bool,
    /// How early it goes where a text is to be short: the highest first; 0 never does.
    pub(super) weight: u8,
}

impl Piece {
    /// What of it is in the text.
    pub(super) fn written(&self) -> &str {
        if self.ticked { &self.line } else { &self.instead }
    }

    /// Whether something that was recorded is not in the text because of it.
    fn leaves_out(&self) -> bool {
        // The answers and what is to do are worked out, not written by anybody.
        let says = matches!(self.tick, Some(Tick::Field(_) | Tick::Since(_)));
        says && (!self.ticked || self.shortened)
    }

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
        for line in self.pieces.iter().map(Piece::written).filter(|line| !line.trim().is_empty()) {
            out.push_str(plain(line).trim_end());
            out.push('\n');
        }
        out
    }

    /// How many words it has.
    pub fn words(&self) -> usize {
        self.pieces.iter().map(|piece| piece.written().split_whitespace().count()).sum()
    }

    /// Whether something that was recorded is not in it, or not whole.
    pub(super) fn leaves_out(&self) -> bool {
        self.pieces.iter().any(Piece::leaves_out)
    }

    /// The parts with a tick box.
    pub fn offers(&self) -> impl Iterator<Item = (&Tick, &Piece)> {
        self.pieces.iter().filter_map(|piece| piece.tick.as_ref().map(|tick| (tick, piece)))
    }

    /// A part that is always there.
    pub(super) fn always(&mut self, line: impl Into<String>) {
        let line = line.into();
        if !line.trim().is_empty() {
            self.pieces.push(Piece { line, ticked: true, ..Piece::default() });
        }
    }

    /// A part with a tick box; nothing where it would write nothing.
    pub(super) fn offer(&mut self, piece: Piece) {
        if !piece.line.trim().is_empty() {
            self.pieces.push(piece);
        }
    }

    /// Leaves words out until it has at most so many, of the parts with at least this weight, the
    /// heaviest first: first those of which the fact stays, else the tick is taken away.
    pub(super) fn shed(&mut self, most: usize, from: u8) {
        while self.words() > most {
            let ticked = self.pieces.iter_mut().filter(|one| one.ticked && one.weight >= from);
            // Of the same weight the longest, so that as few as can be go.
            let words = |piece: &Piece| piece.line.split_whitespace().count();
            let Some(goes) = ticked.max_by_key(|piece| (piece.weight, words(piece))) else { break };
            if !goes.brief.is_empty() {
                goes.line = std::mem::take(&mut goes.brief);
                goes.shortened = true;
                goes.weight = 1;
                continue;
            }
            goes.ticked = false;
            goes.shortened = false;
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

/// At most so many words of a text, on one line, with "…" where something is left out.
pub(super) fn cut(text: &str, most: usize) -> String {
    let mut words = text.split_whitespace();
    let kept: Vec<&str> = words.by_ref().take(most).collect();
    let end = if words.next().is_some() { " …" } else { "" };
    format!("{}{end}", kept.join(" "))
}

/// A text on one line: what was a line of its own is told from the next by its full stop, or by
/// a semicolon.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !out.is_empty() {
            let ends = out.ends_with(|c: char| !c.is_alphanumeric());
            out.push_str(if ends { " " } else { "; " });
        }
        out.push_str(&cut(line, usize::MAX));
    }
    out
}

/// How a text begins that is too long, to the end of a sentence or of a line within so many
/// words. `None`: it is not too long, or no sentence ends where it would still say something.
/// Half a sentence can say the opposite, so there is none.
pub(super) fn cut_at_sentence(text: &str, most: usize) -> Option<String> {
    let mut words = Vec::new();
    for line in text.lines() {
        let mut in_line = line.split_whitespace().peekable();
        while let Some(word) = in_line.next() {
            words.push((word, in_line.peek().is_none() || ends_sentence(word)));
        }
    }
    if words.len() <= most {
        return None;
    }
    let kept = words.get(..most)?;
    let last = kept.iter().rposition(|(_, ends)| *ends).filter(|at| (at + 1) * 5 >= most * 2)?;
    let mut out = String::new();
    let (mut lines, mut left) = (text.lines(), last + 1);
    while left > 0 {
        let line: Vec<&str> = lines.next()?.split_whitespace().take(left).collect();
        left -= line.len();
        out.push_str(&line.join(" "));
        out.push('\n');
    }
    Some(format!("{} …", one_line(&out)))
}

/// Whether a sentence ends with this word. "Dr." and "e.g." end none, nor does an initial.
fn ends_sentence(word: &str) -> bool {
    const SHORT: [&str; 13] = [
        "dr.", "mr.", "mrs.", "ms.", "mx.", "st.", "e.g.", "i.e.", "eg.", "ie.", "approx.", "vs.",
        "etc.",
    ];
    let word = word.trim_end_matches(['”', '’', '"', '\'', ')']);
    let bare = word.trim_start_matches(['“', '‘', '"', '\'', '(']);
    let initial = bare.chars().count() == 2 && bare.chars().all(|c| c.is_uppercase() || c == '.');
    word.ends_with(['.', '!', '?']) && !initial && !SHORT.contains(&bare.to_lowercase().as_str())
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
    fn a_long_text_ends_after_a_sentence_and_never_within_one() {
        let cut = |text: &str, most| cut_at_sentence(text, most);
        assert_eq!(cut("One two. Not three four five.", 4).as_deref(), Some("One two. …"));
        assert_eq!(cut("“One two.” Not three four.", 4).as_deref(), Some("“One two.” …"));
        assert_eq!(cut("One two\nthree four five", 4).as_deref(), Some("One two …"));
        assert_eq!(cut("One two three.", 4), None, "it is whole");
        assert_eq!(cut("One. Not two three four five six seven.", 7), None, "too little is left");
        assert_eq!(cut("Seen by Dr. Mock and J. Sample today at home", 5), None);
    }

    #[test]
    fn lines_are_told_apart_where_they_stand_on_one() {
        assert_eq!(
            one_line("a gap in age\n pressure \n\nIt ends.\nso"),
            "a gap in age; pressure; It ends. so"
        );
    }

    proptest! {
        #[test]
        fn no_letter_that_was_typed_is_lost_in_writing_it_plainly(text in "[A-Za-zÀ-žḀ-ỹ0-9 ]{0,80}") {
            prop_assert_eq!(plain(&text), text);
        }
    }
}
