//! Search as typed over every held word and every summary of ours.

use std::ops::Range;

use super::Library;
use super::cite::Cite;
use crate::base::fold;

/// A block of text in which the query stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The paragraph, its item if the block is one, or the missing reference.
    pub cite: Cite,
    /// Which text of it.
    pub part: Part,
    /// Every place in that text, as byte ranges, first to last; never empty.
    pub ranges: Vec<Range<usize>>,
}

/// Which text a hit stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The block at this index of the paragraph's `blocks`.
    Block(usize),
    /// The block of the footnote at this index of the paragraph's `footnotes`.
    Footnote(usize),
    /// The text of a missing reference: our words.
    Summary,
}

impl Library {
    /// Where `query` stands, without minding case, accents or the shape of quotes and
    /// dashes. In reading order: the documents, each paragraph's footnotes after it, then
    /// the references in the order of their file. An empty query finds nothing.
    pub fn search(&self, query: &str) -> Vec<Found> {
        let mut found = Vec::new();
        let mut look = |cite: &dyn Fn() -> Cite, part: Part, text: &str| {
            let ranges = fold::hits(text, query);
            if !ranges.is_empty() {
                found.push(Found { cite: cite(), part, ranges });
            }
        };
        for document in self.documents() {
            for paragraph in &document.paragraphs {
                let whole = || Cite::paragraph(&document.id, paragraph.number);
                for (index, block) in paragraph.blocks.iter().enumerate() {
                    let cite = || match block.item {
                        Some(item) => Cite::item(&document.id, paragraph.number, item),
                        None => whole(),
                    };
                    look(&cite, Part::Block(index), &block.text);
                }
                for (index, note) in paragraph.footnotes.iter().enumerate() {
                    look(&whole, Part::Footnote(index), &note.block.text);
                }
            }
        }
        for reference in self.references() {
            look(&|| reference.cite.clone(), Part::Summary, reference.text());
        }
        found
    }
}

/// How many places the hits are, for "3 of 12".
pub fn count(found: &[Found]) -> usize {
    found.iter().map(|hit| hit.ranges.len()).sum()
}

/// The hit that is number `index` (from 0) of all places: which `Found`, and which range of
/// it. For next and previous.
pub fn nth(found: &[Found], index: usize) -> Option<(&Found, Range<usize>)> {
    found.iter().flat_map(|hit| hit.ranges.iter().map(move |range| (hit, range.clone()))).nth(index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidance::{MarkTarget, Resolved};
    use proptest::prelude::*;
    use std::sync::LazyLock;

    fn library() -> &'static Library {
        static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::embedded().unwrap());
        &LIBRARY
    }

    /// The text that a hit stands in.
    fn text_of<'a>(library: &'a Library, hit: &Found) -> &'a str {
        match (library.resolve(&hit.cite).unwrap(), hit.part) {
            (Resolved::Held(held), Part::Block(index)) => &held.paragraph.blocks[index].text,
            (Resolved::Held(held), Part::Footnote(index)) => {
                &held.paragraph.footnotes[index].block.text
            }
            (Resolved::Missing(reference), Part::Summary) => reference.text(),
            (resolved, part) => panic!("{part:?} of {resolved:?}"),
        }
    }

    #[test]
    fn a_word_is_found_in_paragraph_item_and_footnote_in_reading_order() {
        let found = library().search("WALES");
        let places: Vec<(String, Part)> =
            found.iter().map(|hit| (hit.cite.to_string(), hit.part)).collect();
        assert_eq!(
            places,
            [
                ("pcyp 47".to_owned(), Part::Footnote(0)),
                ("pcyp 47".to_owned(), Part::Footnote(1)),
                ("statute fgm".to_owned(), Part::Summary),
            ]
        );
        let found = library().search("telephone request");
        assert_eq!(found[0].cite.to_string(), "pcyp 48a");
    }

    #[test]
    fn straight_quotes_find_the_curly_ones_of_the_text() {
        let library = library();
        let found = library.search("child's best interests");
        assert_eq!(found[0].cite.to_string(), "0-18 61");
        let range = found[0].ranges[0].clone();
        assert_eq!(&text_of(library, &found[0])[range], "child’s best interests");
    }

    #[test]
    fn next_and_previous_count_every_place_once() {
        let library = library();
        let found = library.search("should");
        let whole = count(&found);
        assert!(whole > 15, "{whole}");
        for index in 0..whole {
            let (hit, range) = nth(&found, index).unwrap();
            assert_eq!(text_of(library, hit)[range].to_lowercase(), "should");
        }
        assert!(nth(&found, whole).is_none());
    }

    #[test]
    fn an_empty_query_finds_nothing() {
        assert!(library().search(" ").is_empty());
    }

    #[test]
    fn a_footnote_mark_never_stands_in_the_way_of_a_phrase() {
        let library = library();
        let found = library.search("formal reviews carried out");
        assert_eq!(found.len(), 1);
        let held = library.held(&found[0].cite).unwrap();
        assert_eq!(held.paragraph.blocks[0].marks[0].target, MarkTarget::Footnote(0));
    }

    proptest! {
        #[test]
        fn any_piece_of_the_text_is_found_where_it_stands(
            paragraph in 0_usize..8,
            from in 0_usize..300,
            long in 2_usize..40,
        ) {
            let library = library();
            let block = &library.documents()[0].paragraphs[paragraph].blocks[0];
            let piece: String = block.text.chars().skip(from).take(long).collect();
            prop_assume!(!piece.trim().is_empty());
            let found = library.search(&piece);
            prop_assert!(found.iter().any(|hit| text_of(library, hit) == block.text));
            for hit in &found {
                for range in &hit.ranges {
                    let text = &text_of(library, hit)[range.clone()];
                    prop_assert!(fold::contains(text, &piece));
                }
            }
        }
    }
}
