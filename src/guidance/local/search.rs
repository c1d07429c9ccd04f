//! Search over the practice's own texts: the same folding and the same hits as over the
//! texts that the program holds, and results of a type of their own.

use std::ops::Range;

use super::{LocalCite, LocalShelf};
use crate::guidance::sought::{self, Group};

/// A text of a paragraph in which the query stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalFound {
    /// The paragraph.
    pub cite: LocalCite,
    /// Which text of it.
    pub part: LocalPart,
    /// Every place in that text, as byte ranges, first to last; never empty.
    pub ranges: Vec<Range<usize>>,
}

/// Which text of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LocalPart {
    /// Its heading.
    Heading,
    /// Its words.
    Text,
    /// The item at this index.
    Item(usize),
}

impl LocalShelf {
    /// Where `query` stands, in the order of reading, understood as in the texts that the program
    /// holds. An empty query finds nothing.
    pub fn search(&self, query: &str) -> Vec<LocalFound> {
        let mut groups = Vec::new();
        for document in self.documents() {
            for paragraph in &document.paragraphs {
                let items = paragraph.items.iter().enumerate();
                let items = items.map(|(at, item)| (LocalPart::Item(at), item.text.as_str()));
                let texts = [
                    (LocalPart::Heading, paragraph.heading.as_str()),
                    (LocalPart::Text, paragraph.text.as_str()),
                ];
                let cite = document.cite(paragraph);
                let texts = texts.into_iter().chain(items);
                let group: Group<'_, _> =
                    texts.map(|(part, text)| ((cite.clone(), part), text)).collect();
                groups.push(group);
            }
        }
        let found = sought::find(&groups, query);
        let found = found.into_iter();
        found.map(|((cite, part), ranges)| LocalFound { cite, part, ranges }).collect()
    }
}
