//! Addresses as they are compared.

use crate::base::fold;

/// An address as it is compared: however it is punctuated, with its road in full or short, and
/// with or without a postcode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) place: String,
    postcode: Option<String>,
}

/// How the words for a road are shortened.
const ROADS: [(&str, &str); 12] = [
    ("ave", "avenue"),
    ("cl", "close"),
    ("cres", "crescent"),
    ("ct", "court"),
    ("dr", "drive"),
    ("gdns", "gardens"),
    ("ln", "lane"),
    ("pl", "place"),
    ("rd", "road"),
    ("sq", "square"),
    ("st", "street"),
    ("terr", "terrace"),
];

impl Address {
    /// `None` for one without a word but its postcode.
    pub(super) fn of(address: &str) -> Option<Self> {
        let words = fold::words(address);
        let mut words: Vec<&str> = words
            .iter()
            .map(String::as_str)
            .map(|word| ROADS.iter().find(|(short, _)| *short == word).map_or(word, |(_, all)| all))
            .collect();
        let mut postcode = None;
        if let [.., outward, inward] = words.as_slice()
            && is_postcode(outward, inward)
        {
            postcode = Some(format!("{outward}{inward}"));
            words.truncate(words.len() - 2);
        }
        (!words.is_empty()).then(|| Self { place: words.join(" "), postcode })
    }

    /// Whether both are the same place, with no two postcodes that differ.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let codes =
            self.postcode.is_none() || other.postcode.is_none() || self.postcode == other.postcode;
        self.place == other.place && codes
    }
}

/// Whether two folded words look like a postcode of the United Kingdom: "ex1 2ab".
fn is_postcode(outward: &str, inward: &str) -> bool {
    let shape = |word: &str| -> String {
        let kind = |c: char| match c {
            'a'..='z' => 'a',
            '0'..='9' => '0',
            _ => '-',
        };
        word.chars().map(kind).collect()
    };
    let outward = shape(outward);
    shape(inward) == "0aa" && ["a0", "a00", "a0a", "aa0", "aa00", "aa0a"].contains(&&*outward)
}
