//! RON in and out: one set of options, bounded input, and the place of every error.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write as _};
use std::marker::PhantomData;

use ron::Options;
use ron::ser::PrettyConfig;
use serde::de::{DeserializeOwned, Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// The largest file that is read when nothing else is said: 16 MiB.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// The most that may be typed in one draft, in bytes: 7 MiB. While a draft is signed it holds its
/// statement as well, and that too must be read again.
pub const MAX_TYPED: usize = 7 * 1024 * 1024;

/// A place in a text file. Line and column both count from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Place {
    /// The place of the byte at `offset` in `text`.
    pub fn of_offset(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        Self { line, column }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// Why a text is not the RON that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Larger than the bound; nothing was parsed.
    #[error("the file is {size} bytes, larger than the {max} that are read")]
    TooLarge {
        /// Its size in bytes.
        size: usize,
        /// The bound in bytes.
        max: usize,
    },
    /// Bytes that are no UTF-8 text.
    #[error("the file is not UTF-8 text ({place})")]
    NotUtf8 {
        /// Where the first wrong byte stands.
        place: Place,
    },
    /// Text that is not RON, or not of this form.
    #[error("the file cannot be read as this kind of file ({place})")]
    Syntax {
        /// Where reading stopped.
        place: Place,
        /// The parser's own words. **They can quote the file**, so they are shown to the
        /// user only and never logged; `Display` leaves them out.
        detail: String,
    },
}

impl ReadError {
    /// Where it went wrong, if there is a place.
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::TooLarge { .. } => None,
            Self::NotUtf8 { place } | Self::Syntax { place, .. } => Some(*place),
        }
    }

    /// The message with the parser's own words, for the user's eyes only.
    pub fn in_full(&self) -> String {
        match self {
            Self::Syntax { place, detail } => format!("{place}: {detail}"),
            other => other.to_string(),
        }
    }
}

/// Why a value is not written: whatever is written can be read again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// RON cannot hold it (an f64 that is no number, say).
    #[error("this cannot be written as RON")]
    Unwritable,
    /// It would be larger than what is read.
    #[error("this is {size} bytes, larger than the {max} that are written")]
    TooLarge {
        /// Its size in bytes.
        size: usize,
        /// The bound in bytes.
        max: usize,
    },
}

/// The one set of options for every file of this program.
pub fn options() -> Options {
    Options::default()
}

/// Reads one value of type `T` from at most [`MAX_BYTES`] bytes.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ReadError> {
    read_bounded(bytes, MAX_BYTES)
}

/// Reads one value of type `T` from at most `max` bytes. A byte-order mark is accepted.
pub fn read_bounded<T: DeserializeOwned>(bytes: &[u8], max: usize) -> Result<T, ReadError> {
    let text = text_of(bytes, max)?;
    options().from_str(text).map_err(|error| ReadError::Syntax {
        place: Place { line: error.span.start.line, column: error.span.start.col },
        detail: bounded(error.code.to_string()),
    })
}

/// The parser can quote a whole file.
fn bounded(mut detail: String) -> String {
    if let Some((end, _)) = detail.char_indices().nth(MOST_DETAIL) {
        detail.truncate(end);
        detail.push('…');
    }
    detail
}

/// So many characters of the parser's words are kept.
const MOST_DETAIL: usize = 300;

/// The number that a file says at its very beginning that its format has, as every file of this
/// program does: `Draft(format: 1, …`. Nothing else of it is looked at.
pub fn format_of(text: &str) -> Option<u32> {
    let text = text.trim_start().trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let text = text.trim_start().strip_prefix('(')?.trim_start().strip_prefix("format")?;
    let text = text.trim_start().strip_prefix(':')?.trim_start();
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    text.get(..end)?.parse().ok()
}

/// Whether a file says that its format is one after `known`: a newer version wrote it.
pub fn is_newer(bytes: &[u8], max: usize, known: u32) -> bool {
    text_of(bytes, max).ok().and_then(format_of).is_some_and(|format| format > known)
}

/// The text of a file: bounded, UTF-8, without its byte-order mark.
pub fn text_of(bytes: &[u8], max: usize) -> Result<&str, ReadError> {
    if bytes.len() > max {
        return Err(ReadError::TooLarge { size: bytes.len(), max });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let valid = std::str::from_utf8(valid).unwrap_or_default();
        ReadError::NotUtf8 { place: Place::of_offset(valid, valid.len()) }
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// What is still written on lines of its own, in levels: the fields of what stands in a record
/// or an outcome. What lies deeper, the citations of a duty, say, or what is said of a child,
/// is a short list and stands on one line.
const LEVELS: usize = 5;

/// Writes `value` as a person would like to read it: a field a line, one space a level, `\n` on
/// every system, struct names, one line break at the end.
pub fn write<T: Serialize>(value: &T) -> Result<String, WriteError> {
    write_bounded(value, MAX_BYTES)
}

/// The same, at most `max` bytes.
pub fn write_bounded<T: Serialize>(value: &T, max: usize) -> Result<String, WriteError> {
    let written = options().to_string_pretty(value, pretty());
    let mut text = written.map_err(|_| WriteError::Unwritable)?;
    text.push('\n');
    if text.len() > max {
        return Err(WriteError::TooLarge { size: text.len(), max });
    }
    Ok(text)
}

/// The same, for what is too large to be held as a whole once more. Fails also where `out` does, and
/// does not say why.
pub fn write_to<T: Serialize>(value: &T, out: &mut dyn io::Write) -> Result<(), WriteError> {
    let mut out = io::BufWriter::with_capacity(64 * 1024, out);
    options().to_io_writer_pretty(&mut out, value, pretty()).map_err(|_| WriteError::Unwritable)?;
    out.write_all(b"\n").and_then(|()| out.flush()).map_err(|_| WriteError::Unwritable)
}

fn pretty() -> PrettyConfig {
    PrettyConfig::new()
        .new_line("\n")
        .indentor(" ")
        .depth_limit(LEVELS)
        .struct_names(true)
        .escape_strings(false)
}

/// Whether nothing stands in a field: no text, an empty list, nothing said. Such a field is not
/// written, and reads as blank where it is missing:
/// `#[serde(default, skip_serializing_if = "blank")]`. White space that was typed is written.
///
/// Not for an id, a kind, a time or anything else without which a file says something else: that
/// is always written, and its absence is an error. Nor for a choice that means something where
/// it is the first one.
pub fn blank<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Reads a map whose keys may each stand only once; plain serde would keep the last one
/// and lose the first. For `#[serde(deserialize_with = "unique_map")]`.
pub fn unique_map<'de, D, K, V>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord,
    V: Deserialize<'de>,
{
    struct Unique<K, V>(PhantomData<(K, V)>);
    impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Visitor<'de> for Unique<K, V> {
        type Value = BTreeMap<K, V>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map in which each key is there once")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some(key) = access.next_key::<K>()? {
                if map.contains_key(&key) {
                    return Err(A::Error::custom("this key is there twice"));
                }
                let value = access.next_value()?;
                map.insert(key, value);
            }
            Ok(map)
        }
    }
    deserializer.deserialize_map(Unique(PhantomData))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Note {
        text: String,
        #[serde(default, deserialize_with = "unique_map")]
        answers: BTreeMap<String, String>,
    }

    #[test]
    fn a_byte_order_mark_is_accepted() {
        let note: Note = read("\u{feff}Note(text: \"a\")".as_bytes()).unwrap();
        assert_eq!(note.text, "a");
    }

    #[test]
    fn an_unknown_field_is_an_error_with_its_line_and_column() {
        let error = read::<Note>(b"Note(\n  text: \"a\",\n  other: 1,\n)").unwrap_err();
        assert_eq!(error.place().unwrap().line, 3);
    }

    #[test]
    fn whatever_is_written_can_be_read_again_and_what_is_too_long_is_not_written() {
        let note = |length: usize| Note { text: "x".repeat(length), answers: BTreeMap::new() };
        let around = write(&note(0)).unwrap().len();
        for max in [MAX_BYTES, 4096] {
            let largest = note(max - around);
            let text = write_bounded(&largest, max).unwrap();
            assert_eq!(text.len(), max);
            assert_eq!(read_bounded::<Note>(text.as_bytes(), max), Ok(largest));
            let refused = write_bounded(&note(max - around + 1), max);
            assert_eq!(refused, Err(WriteError::TooLarge { size: max + 1, max }));
        }
    }

    #[test]
    fn a_key_that_stands_twice_is_an_error() {
        let text = br#"Note(text: "a", answers: {"x": "1", "x": "2"})"#;
        assert!(matches!(read::<Note>(text), Err(ReadError::Syntax { .. })));
    }

    #[test]
    fn the_display_of_an_error_never_quotes_the_file() {
        let error = read::<Note>(b"Note(text: Secretname)").unwrap_err();
        assert!(!error.to_string().contains("Secretname"));
    }

    #[test]
    fn a_file_over_the_bound_is_not_parsed() {
        assert!(matches!(
            read_bounded::<Note>(b"Note(text: \"a\")", 4),
            Err(ReadError::TooLarge { size: 15, max: 4 })
        ));
    }

    #[test]
    fn the_format_of_a_file_is_known_by_its_beginning() {
        for text in ["Draft(\n format: 2,\n x", "(format:2,", " Statement ( format : 2 , #"] {
            assert_eq!(format_of(text), Some(2), "{text}");
        }
        for text in ["", "Draft(", "Draft(id: 2, format: 2)", "Draft(format: two,", "format: 2,"] {
            assert_eq!(format_of(text), None, "{text}");
        }
    }

    #[test]
    fn the_words_of_an_error_are_bounded() {
        let long = format!("Note(text: \"\", {}: 1)", "x".repeat(9_000));
        let ReadError::Syntax { detail, .. } = read::<Note>(long.as_bytes()).unwrap_err() else {
            panic!("it was read")
        };
        assert!(detail.chars().count() <= MOST_DETAIL + 1, "{}", detail.len());
    }

    #[test]
    fn what_is_written_as_it_goes_is_what_is_written_at_once() {
        let value = vec![("a \"quoted\"\ntext é".to_owned(), Some(1)); 3_000];
        let mut bytes = Vec::new();
        write_to(&value, &mut bytes).unwrap();
        assert!(bytes.len() > 64 * 1024, "more than one part");
        assert_eq!(String::from_utf8(bytes).unwrap(), write(&value).unwrap());
        let mut few = [0_u8; 10];
        assert!(write_to(&value, &mut few.as_mut_slice()).is_err(), "there is no more room");
    }

    proptest! {
        #[test]
        fn any_text_comes_back_as_it_was_written(text in any::<String>()) {
            let note = Note { text, answers: BTreeMap::new() };
            let written = write(&note).unwrap();
            prop_assert_eq!(read::<Note>(written.as_bytes()).unwrap(), note);
        }
    }
}
