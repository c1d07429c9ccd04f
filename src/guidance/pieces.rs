//! A block cut into pieces that a screen paints one after another.

use std::collections::BTreeSet;
use std::ops::Range;

use super::cite::Cite;
use super::text::{Block, Mark};
use super::verbs::Verb;

/// A piece of a block: either words that look alike throughout, or a footnote mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words. Put together, all words of a block are its text to the letter.
    Words {
        /// The words.
        text: &'a str,
        /// Where they stand in the block's text.
        range: Range<usize>,
        /// The verb of duty that they are part of.
        verb: Option<Verb>,
        /// The place that they refer to.
        cite: Option<&'a Cite>,
        /// Id of the glossary term that they are part of.
        term: Option<&'a str>,
        /// The index of the hit, among those given, that they are part of.
        hit: Option<usize>,
    },
    /// A footnote mark.
    Mark(&'a Mark),
}

impl Block {
    /// The block in pieces, first to last, cut also at `hits` (the byte ranges of a search
    /// in this block's text, possibly none).
    pub fn pieces(&self, hits: &[Range<usize>]) -> Vec<Piece<'_>> {
        let ranges = (self.verbs.iter().map(|at| &at.range))
            .chain(self.references.iter().map(|at| &at.range))
            .chain(self.glossary.iter().map(|at| &at.range))
            .chain(hits);
        let mut cuts: BTreeSet<usize> = ranges.flat_map(|range| [range.start, range.end]).collect();
        cuts.extend(self.marks.iter().map(|mark| mark.at));
        cuts.extend([0, self.text.len()]);
        let mut pieces = Vec::with_capacity(cuts.len() + self.marks.len());
        let mut start = 0;
        for cut in cuts {
            if let Some(text) = self.text.get(start..cut).filter(|text| !text.is_empty()) {
                pieces.push(self.words(text, start..cut, hits));
                start = cut;
            }
            pieces.extend(self.marks.iter().filter(|mark| mark.at == cut).map(Piece::Mark));
        }
        pieces
    }

    fn words<'a>(&'a self, text: &'a str, range: Range<usize>, hits: &[Range<usize>]) -> Piece<'a> {
        let inside = |whole: &Range<usize>| whole.start <= range.start && range.end <= whole.end;
        let verb = self.verbs.iter().find(|at| inside(&at.range)).map(|at| at.verb);
        let cite = self.references.iter().find(|at| inside(&at.range)).map(|at| &at.cite);
        let term = self.glossary.iter().find(|at| inside(&at.range)).map(|at| at.term.as_str());
        let hit = hits.iter().position(inside);
        Piece::Words { text, range, verb, cite, term, hit }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidance::Library;

    /// The pieces as one readable line: marks in braces, the rest with what it is.
    fn line(block: &Block, hits: &[Range<usize>]) -> String {
        let pieces = block.pieces(hits);
        let shown = pieces.iter().map(|piece| match piece {
            Piece::Mark(mark) => format!("{{{}}}", mark.mark),
            Piece::Words { text, verb: Some(verb), .. } => format!("[{text}: {verb:?}]"),
            Piece::Words { text, cite: Some(cite), .. } => format!("[{text}: {cite}]"),
            Piece::Words { text, term: Some(term), .. } => format!("[{text}: {term}]"),
            Piece::Words { text, hit: Some(hit), .. } => format!("[{text}: hit {hit}]"),
            Piece::Words { text, .. } => (*text).to_owned(),
        });
        shown.collect()
    }

    fn block(cite: &str) -> Block {
        let library = Library::embedded().unwrap();
        let held = library.held(&Cite::parse(cite).unwrap()).unwrap();
        held.blocks().next().unwrap().clone()
    }

    #[test]
    fn verbs_references_terms_and_marks_come_in_the_order_of_the_text() {
        let shown = line(&block("pcyp 49"), &[]);
        assert!(shown.contains("but you [should not: ShouldNot] usually share"), "{shown}");
        assert!(shown.contains("complete records.{*} If you share"), "{shown}");
        assert!(shown.ends_with("the advice in [paragraph 38: pcyp 38]."), "{shown}");
        let shown = line(&block("0-18 58"), &[]);
        assert!(
            shown.contains("the work of [Local Safeguarding Children’s Boards: partnership] and")
        );
    }

    #[test]
    fn a_mark_at_the_very_end_comes_last() {
        assert!(line(&block("pcyp 47"), &[]).ends_with("offenders.{†}"));
    }

    #[test]
    fn a_hit_across_a_verb_is_cut_and_keeps_its_number() {
        let block = block("pcyp 50");
        let at = block.text.find("you should").unwrap();
        let pieces = block.pieces(std::slice::from_ref(&(at..at + "you should".len())));
        let hits: Vec<(&str, Option<Verb>)> = pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Words { text, verb, hit: Some(0), .. } => Some((*text, *verb)),
                _ => None,
            })
            .collect();
        assert_eq!(hits, [("you ", None), ("should", Some(Verb::Should))]);
    }

    #[test]
    fn the_words_of_all_pieces_are_the_text_to_the_letter() {
        let library = Library::embedded().unwrap();
        for block in library.documents().iter().flat_map(super::super::Document::blocks) {
            let hits = crate::base::fold::hits(&block.text, "e");
            let pieces = block.pieces(&hits);
            let words = pieces.iter().map(|piece| match piece {
                Piece::Words { text, .. } => *text,
                Piece::Mark(_) => "",
            });
            assert_eq!(words.collect::<String>(), block.text);
            let marks = pieces.iter().filter(|piece| matches!(piece, Piece::Mark(_)));
            assert_eq!(marks.count(), block.marks.len());
        }
    }
}
