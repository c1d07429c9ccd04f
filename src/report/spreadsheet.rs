//! Rows for a spreadsheet: CSV as RFC 4180 quotes it, in UTF-8, with a head and line feeds. What was typed by people is never
//! taken for a formula.

use csv_core::{Terminator, WriteResult, Writer, WriterBuilder};

/// These rows below this head.
pub fn csv(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut to = Rows { writer: writer(), bytes: Vec::new() };
    to.row(head.iter().map(|name| (*name).to_owned()));
    for row in rows {
        to.row(row.iter().map(|cell| harmless(cell)));
    }
    // What went in was text, and quotes go between letters.
    String::from_utf8(to.bytes).unwrap_or_default()
}

fn writer() -> Writer {
    WriterBuilder::new().terminator(Terminator::Any(b'\n')).build()
}

/// Writes as much as fits: whether that was all, and how many bytes.
type Write<'a> = dyn FnMut(&mut Writer, &mut [u8]) -> (WriteResult, usize) + 'a;

struct Rows {
    writer: Writer,
    bytes: Vec<u8>,
}

impl Rows {
    fn row(&mut self, cells: impl Iterator<Item = String>) {
        for (at, cell) in cells.enumerate() {
            if at > 0 {
                self.put(&mut Writer::delimiter);
            }
            let mut rest = cell.as_bytes();
            self.put(&mut |writer, out| {
                let (done, read, written) = writer.field(rest, out);
                rest = rest.get(read..).unwrap_or_default();
                (done, written)
            });
        }
        self.put(&mut Writer::terminator);
    }

    /// Writes into a piece of memory again and again, until all of it was written.
    fn put(&mut self, write: &mut Write<'_>) {
        let mut piece = [0; 256];
        loop {
            let (done, written) = write(&mut self.writer, &mut piece);
            self.bytes.extend_from_slice(piece.get(..written).unwrap_or_default());
            if done == WriteResult::InputEmpty {
                return;
            }
        }
    }
}

/// A cell that a spreadsheet takes for text: one that begins as a formula does gets an apostrophe
/// before it, which spreadsheets take for "this is text". A number stays one.
fn harmless(cell: &str) -> String {
    const FIRST: [char; 13] =
        ['=', '+', '-', '@', '|', '%', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    // Some leave out blanks and marks before it, and fold the wide forms to the narrow ones.
    let shown = cell.trim_start_matches([' ', '\u{a0}', '\u{feff}']);
    let is_number = cell.trim().parse::<i64>().is_ok();
    if shown.starts_with(FIRST) && !is_number { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use csv_core::{ReadRecordResult, Reader};
    use proptest::prelude::*;

    /// The cells of the first row below the head, as a reader of CSV reads them.
    fn read(text: &str) -> Vec<String> {
        let (mut reader, mut rest) = (Reader::new(), text.as_bytes());
        let (mut out, mut ends) = (vec![0; text.len() + 10], vec![0; 100]);
        for row in 0..2 {
            let (done, read, _, cells) = reader.read_record(rest, &mut out, &mut ends);
            assert_eq!(done, ReadRecordResult::Record);
            rest = &rest[read..];
            if row == 1 {
                let starts = std::iter::once(&0).chain(&ends[..cells]);
                let cells = starts.zip(&ends[..cells]);
                return cells
                    .map(|(from, to)| String::from_utf8(out[*from..*to].to_vec()).unwrap())
                    .collect();
            }
        }
        panic!("there are two rows")
    }

    fn there_and_back(cells: &[&str]) -> Vec<String> {
        let head: Vec<&str> = cells.iter().map(|_| "head").collect();
        read(&csv(&head, [cells.iter().map(|&cell| cell.to_owned()).collect()]))
    }

    #[test]
    fn nothing_that_was_typed_is_a_formula() {
        for typed in [
            "=1+1",
            "=cmd|' /C calc'!A0",
            "+44 1632 960001",
            "-1+1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            " =1",
            "\u{feff}=1",
            "\u{a0}=1",
            "＝1",
            "|cmd",
        ] {
            assert_eq!(there_and_back(&[typed, "x"]), [format!("'{typed}"), "x".to_owned()]);
        }
        let kept = ["-5", "12", "Robin Example", "O’Neill, Bo", "a \"b\"", "x=1", "one\r\ntwo"];
        assert_eq!(there_and_back(&kept), kept);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(cells in proptest::collection::vec("[^=+@|%＝＋－＠\t\r\n -]\\PC{0,300}", 2..5)) {
            let cells: Vec<&str> = cells.iter().map(String::as_str).filter(|cell| !cell.starts_with('\u{feff}')).collect();
            prop_assume!(cells.len() > 1);
            prop_assert_eq!(there_and_back(&cells), cells);
        }
    }
}
