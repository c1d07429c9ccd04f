//! One statement from its bytes: whole, or its header and its text where a newer version wrote it.

use crate::base::ronfile::{self, MAX_BYTES, ReadError};
use crate::record::Statement;
use crate::record::statement::{Body, FORMAT, Header};

use super::Reading;

/// A statement as far as it can be read.
pub struct ReadStatement {
    /// Its header.
    pub header: Header,
    /// Its kind as it stands in file names.
    pub kind: String,
    /// The whole, or its text.
    pub what: Reading,
}

/// Reads a statement: typed first; the header alone only where that fails because a newer
/// version wrote it, which means a higher format or a kind that this version does not know.
/// `kind` is the kind that its file's name gives, for that case.
pub fn read_statement(bytes: &[u8], kind: &str) -> Result<ReadStatement, ReadError> {
    let text = ronfile::text_of(bytes, MAX_BYTES)?;
    // Of a file that says of itself that it is newer, only the header is wanted.
    let says_newer = ronfile::format_of(text).is_some_and(|format| format > FORMAT);
    let error = match (!says_newer).then(|| ronfile::read::<Statement>(bytes)) {
        // There is no format before 1.
        Some(Ok(statement)) if (1..=FORMAT).contains(&statement.format) => {
            return Ok(ReadStatement {
                header: Header::from(&statement),
                kind: statement.body.kind().to_owned(),
                what: Reading::Fine(Box::new(statement)),
            });
        }
        Some(Err(error)) => Some(error),
        Some(Ok(_)) | None => None,
    };
    match (read_header(text), error) {
        (Ok(header), error)
            if header.format > FORMAT || (error.is_some() && has_unknown_kind(text)) =>
        {
            let (kind, what) = (kind.to_owned(), Reading::Newer(beginning(text)));
            Ok(ReadStatement { header, kind, what })
        }
        (_, Some(error)) | (Err(error), None) => Err(error),
        (Ok(_), None) => Err(ReadError::Syntax {
            place: ronfile::Place { line: 1, column: 1 },
            detail: String::new(),
        }),
    }
}

/// The header. The body, which may be long, is not looked at where it comes last, as it does in
/// every file that this program writes.
fn read_header(text: &str) -> Result<Header, ReadError> {
    let short = text.find("\n body:").and_then(|at| text.get(..at));
    match short.map(|short| ronfile::read::<Header>(format!("{short}\n)").as_bytes())) {
        Some(Ok(header)) => Ok(header),
        _ => ronfile::read(text.as_bytes()),
    }
}

/// So much of the text of a newer version is held and shown, in bytes: far more than a statement
/// of today has.
const MOST_SHOWN: usize = 64 * 1024;

/// The text as far as it is shown.
fn beginning(text: &str) -> String {
    if text.len() <= MOST_SHOWN {
        return text.to_owned();
    }
    let end = (0..=MOST_SHOWN).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let shown = text.get(..end).unwrap_or_default();
    format!("{shown}\n… The rest is in the file.")
}

/// Whether reading stops at a body of a kind that this version does not know.
fn has_unknown_kind(text: &str) -> bool {
    match ronfile::options().from_str::<Statement>(text) {
        // A name at which the file ends was cut: nobody knows what it would have been.
        Err(error) => matches!(
            error.code,
            ron::Error::NoSuchEnumVariant { expected, found, .. }
                if expected == Body::KINDS && !text.trim_end().ends_with(&*found)
        ),
        Ok(_) => false,
    }
}
