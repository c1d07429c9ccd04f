//! Search as typed over every held word and every summary of ours.

use std::ops::Range;

use super::cite::Cite;
use super::sought::{self, Group};
use super::{Library, Resolved};
use crate::base::fold;

/// A block of text in which the query stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchHit {
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
    /// dashes: as it stands; else all its words in one paragraph; else with a slip of the hand in
    /// a word. In quotation marks only as it stands. What it cites comes first: `0–18 ¶56`,
    /// `paragraph 46`. The rest in reading order: the documents, each paragraph's footnotes after
    /// it, then the references in the order of their file. An empty query finds nothing.
    pub fn search(&self, query: &str) -> Vec<SearchHit> {
        let groups = self.groups();
        let mut found: Vec<SearchHit> = Vec::new();
        for cited in self.cited(query) {
            let texts = groups.iter().flatten();
            let place = cited.without_item();
            let of_place = texts.filter(|((cite, _), _)| cite.without_item() == place);
            // The item that is cited, else the beginning.
            let (item, whole): (Vec<_>, Vec<_>) =
                of_place.partition(|((cite, _), _)| cited != place && *cite == cited);
            if let Some(((cite, part), text)) = item.first().or(whole.first()) {
                let end = text.find(char::is_whitespace).unwrap_or(text.len());
                let ranges = std::iter::once(0..end).collect();
                found.push(SearchHit { cite: cite.clone(), part: *part, ranges });
            }
        }
        for ((cite, part), ranges) in sought::find(&groups, query) {
            let there = found.iter_mut().find(|one| one.cite == cite && one.part == part);
            match there {
                Some(one) => one.ranges.extend(ranges.into_iter().filter(|range| range.start > 0)),
                None => found.push(SearchHit { cite, part, ranges }),
            }
        }
        found.retain(|one| one.ranges.iter().any(|range| !range.is_empty()));
        found
    }

    /// What is searched: the texts of a paragraph are one group, and so is each summary.
    fn groups(&self) -> Vec<Group<'_, (Cite, Part)>> {
        let mut groups = Vec::new();
        for document in self.documents() {
            for paragraph in &document.paragraphs {
                let whole = Cite::paragraph(&document.id, paragraph.number);
                let blocks = paragraph.blocks.iter().enumerate().map(|(index, block)| {
                    let cite = match block.item {
                        Some(item) => Cite::item(&document.id, paragraph.number, item),
                        None => whole.clone(),
                    };
                    ((cite, Part::Block(index)), block.text.as_str())
                });
                let notes = paragraph.footnotes.iter().enumerate().map(|(index, note)| {
                    ((whole.clone(), Part::Footnote(index)), note.block.text.as_str())
                });
                groups.push(blocks.chain(notes).collect());
            }
        }
        for reference in self.references() {
            groups.push(vec![((reference.cite.clone(), Part::Summary), reference.text())]);
        }
        groups
    }

    /// The places that a query cites, as the app writes them or as people type them: `0–18 ¶56`,
    /// `PCYP 48(c)`, `para 46` of whichever document has one.
    fn cited(&self, query: &str) -> Vec<Cite> {
        let query = fold::folded(query.trim());
        let Some((before, number, item)) = numbered(&query) else { return Vec::new() };
        let (before, signed) = without_sign(before);
        if before.is_empty() && !signed {
            // A number alone is sought as it stands.
            return Vec::new();
        }
        let named = |document: &str, short: &str| {
            let names = [fold::folded(document), fold::folded(short)];
            before.is_empty() || names.iter().any(|name| name == before)
        };
        let documents = self.documents().iter();
        let held = documents.filter(|document| named(&document.id, &document.short));
        let held = held.map(|document| document.id.as_str());
        let missing = self.references().iter();
        let missing = missing.filter(|one| named(&one.cite.document, &one.source.short));
        let missing = missing.map(|one| one.cite.document.as_str());
        let (mut found, mut summaries): (Vec<Cite>, Vec<Cite>) = (Vec::new(), Vec::new());
        for document in held.chain(missing) {
            let cite = match item {
                Some(item) => Cite::item(document, number, item),
                None => Cite::paragraph(document, number),
            };
            let (places, place) = match self.resolve(&cite) {
                Some(Resolved::Held(_)) => (&mut found, cite),
                Some(Resolved::Missing(reference)) => (&mut summaries, reference.cite.clone()),
                None => continue,
            };
            if !places.contains(&place) {
                places.push(place);
            }
        }
        found.append(&mut summaries);
        found
    }
}

/// The number at the end of a query with the item after it, and what stands before:
/// "pcyp ¶48(c)", "para 46".
fn numbered(query: &str) -> Option<(&str, u16, Option<char>)> {
    let bare = query.strip_suffix(')').unwrap_or(query);
    let (rest, item) = match bare.char_indices().next_back() {
        Some((at, letter)) if letter.is_ascii_lowercase() => {
            let rest = bare.get(..at)?.trim_end_matches([' ', '(']);
            rest.ends_with(|c: char| c.is_ascii_digit()).then_some((rest, Some(letter)))?
        }
        _ => (bare, None),
    };
    let before = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = rest.get(before.len()..)?.parse().ok()?;
    Some((before.trim_end(), number, item))
}

/// Without the sign or word for a paragraph at its end, and whether there was one.
fn without_sign(before: &str) -> (&str, bool) {
    for sign in ["paragraphs", "paragraph", "paras", "para", "par.", "par", "¶", "§"] {
        if let Some(rest) = before.strip_suffix(sign)
            && (rest.is_empty() || rest.ends_with([' ', ',', ':']) || sign.len() < 3)
        {
            return (rest.trim_end_matches([' ', ',', ':']), true);
        }
    }
    (before.trim_end_matches([',', ':']), false)
}

/// How many places the hits are, for "3 of 12".
pub fn count(found: &[SearchHit]) -> usize {
    found.iter().map(|hit| hit.ranges.len()).sum()
}

/// The hit that is number `index` (from 0) of all places: which `SearchHit`, and which range of
/// it. For next and previous.
pub fn nth(found: &[SearchHit], index: usize) -> Option<(&SearchHit, Range<usize>)> {
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
    fn text_of<'a>(library: &'a Library, hit: &SearchHit) -> &'a str {
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
                ("statute duty-to-report".to_owned(), Part::Summary),
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

    /// What is found first, as the screen says it.
    fn first(query: &str) -> Option<String> {
        let found = library().search(query);
        found.first().map(|hit| library().label(&hit.cite))
    }

    #[test]
    fn a_citation_is_found_as_the_app_writes_it_and_as_people_type_it() {
        for typed in ["0–18 ¶56", "0-18 56", "0–18 para 56", "0-18, paragraph 56"] {
            assert_eq!(first(typed).as_deref(), Some("0–18 ¶56"), "{typed}");
        }
        for typed in ["PCYP ¶48(c)", "pcyp 48c", "pcyp paragraph 48 (c)"] {
            assert_eq!(first(typed).as_deref(), Some("PCYP ¶48(c)"), "{typed}");
        }
        for typed in ["paragraph 46", "para 46", "¶46"] {
            assert_eq!(first(typed).as_deref(), Some("PCYP ¶46"), "{typed}");
        }
    }

    #[test]
    fn every_label_that_the_app_writes_of_a_held_paragraph_finds_it() {
        for document in library().documents() {
            for paragraph in &document.paragraphs {
                let label = library().label(&Cite::paragraph(&document.id, paragraph.number));
                assert_eq!(first(&label), Some(label));
            }
        }
    }

    #[test]
    fn words_that_stand_apart_and_one_slip_are_found() {
        let places = |query: &str| -> Vec<String> {
            library().search(query).iter().map(|hit| hit.cite.to_string()).collect()
        };
        assert!(places("interests child's best").contains(&"0-18 61".to_owned()));
        assert_eq!(places("\"interests child's best\""), [""; 0]);
        assert!(places("telehpone request").contains(&"pcyp 48a".to_owned()));
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
            // In a quotation mark a part of it would be another query, and a number a citation.
            let plain = !piece.contains(['“', '"']) && library.cited(&piece).is_empty();
            prop_assume!(plain && !piece.trim().is_empty());
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
