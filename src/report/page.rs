//! A chronology, or a decision, as a page to print: one HTML file that a browser opens and prints,
//! without a script and without anything from elsewhere. It holds the words of the text, in their
//! order.

mod decision;
mod paper;
mod recovery;

use std::fmt::Write as _;

use crate::base::time;
use crate::caseload::chronology::{Entry, THIRD_PARTIES};
use crate::register::MARK;

pub use decision::{DecisionPage, decision_page};
pub use paper::{DecisionOnPaper, PaperPart, Sheet};
pub use recovery::{RecoveryPage, recovery_page};

/// What is printed.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// Whose chronology it is.
    pub of: &'a str,
    /// Whether the cases are invented; it then says so above all else, on every sheet.
    pub invented: bool,
    /// What happened, in order.
    pub entries: &'a [Entry],
    /// What is said at the end: of which decisions it is made, what is to be minded.
    pub notes: &'a [String],
}

/// The layout. A heading of a table stands on every sheet that the table goes on to, in every
/// browser; the number of the sheet in those that know it.
const STYLE: &str = "\
:root { color-scheme: light; }
@page { size: A4; margin: 16mm 16mm 20mm; \
@bottom-right { content: counter(page) \" of \" counter(pages); font: 9pt sans-serif; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 8mm; max-width: 186mm; background: #fff; color: #111; \
font: 10.5pt/1.45 \"Liberation Sans\", Arial, sans-serif; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
col.narrow { width: 24mm; }
col.wide { width: 42mm; }
.own { border-left: 0.8mm solid #00693c; padding-left: 3mm; font-size: 12pt; }
th, td { padding: 0; text-align: left; vertical-align: top; font-weight: normal; }
h1 { margin: 0; font-size: 15pt; line-height: 1.25; overflow-wrap: anywhere; }
p { margin: 0; }
thead { display: table-header-group; }
.face { padding-bottom: 3mm; border-bottom: 0.6mm solid #111; }
.face p { margin-top: 1mm; }
.mark { font-weight: bold; border: 0.4mm solid #111; padding: 1mm 2mm; margin-bottom: 2mm; }
h2 { margin: 0; font: inherit; }
.day { padding: 5mm 0 1mm; font-size: 12pt; font-weight: bold; border-bottom: 0.2mm solid #777; \
break-after: avoid; page-break-after: avoid; }
.entry { break-inside: avoid; page-break-inside: avoid; }
.entry td, .entry th { padding: 2mm 0; border-bottom: 0.2mm solid #ccc; }
.entry th { padding-right: 3mm; overflow-wrap: anywhere; }
.kind { font-weight: bold; }
.words, .corrected, .note { white-space: pre-wrap; overflow-wrap: anywhere; }
.corrected { margin-top: 1mm; padding-left: 3mm; border-left: 0.6mm solid #777; }
.from { margin-top: 1mm; font-size: 9pt; color: #444; overflow-wrap: anywhere; }
.notes { margin-top: 6mm; font-size: 9pt; }
.seal { margin-top: 6mm; padding-top: 1mm; border-top: 0.2mm solid #777; font-size: 9pt; \
color: #444; }
@media print { body { padding: 0; max-width: none; } }
";

/// What a page has on its face, which a printer repeats on each sheet.
struct Face<'a> {
    /// What a browser shows and keeps: it names nobody.
    title: &'a str,
    /// How wide the first column is.
    first_column: &'a str,
    /// Whether the cases are invented.
    invented: bool,
    heading: &'a str,
    /// Below the heading, a line each.
    about: &'a [String],
}

/// A page up to what is in it: it loads nothing and runs nothing. `style`: what it needs beside the
/// layout of all.
fn head(title: &str, style: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}{style}</style>\n</head>\n<body>\n<main>\n"
    )
}

/// A page up to its first row.
fn opened(face: &Face<'_>) -> String {
    let Face { title, first_column, .. } = face;
    let mut out = head(title, "");
    let _ = write!(
        out,
        "<table>\n\
         <colgroup><col class=\"{first_column}\"><col></colgroup>\n<thead>\n\
         <tr><th colspan=\"2\" class=\"face\">\n"
    );
    if face.invented {
        block(&mut out, "p", "mark", MARK);
    }
    block(&mut out, "h1", "of", face.heading);
    for line in face.about {
        block(&mut out, "p", "about", line);
    }
    block(&mut out, "p", "warning", THIRD_PARTIES);
    out.push_str("</th></tr>\n</thead>\n");
    out
}

/// The chronology as a page. Its title, which a browser shows and keeps, names nobody.
pub fn chronology_page(page: &Page<'_>) -> String {
    let heading = format!("Chronology: {}", page.of);
    let mut out = opened(&Face {
        title: "Chronology",
        first_column: "narrow",
        invented: page.invented,
        heading: &heading,
        about: &[],
    });
    for day in page.entries.chunk_by(|a, b| a.day == b.day) {
        out.push_str("<tbody>\n");
        if let Some(first) = day.first() {
            out.push_str("<tr>");
            // One line, so that nothing parts the day from its first entry.
            let day = escaped(&time::day(first.day));
            let _ = write!(out, "<th colspan=\"2\" scope=\"rowgroup\" class=\"day\">{day}</th>");
            out.push_str("</tr>\n");
        }
        for entry in day {
            one(&mut out, entry);
        }
        out.push_str("</tbody>\n");
    }
    out.push_str("</table>\n<div class=\"notes\">\n");
    for note in page.notes {
        block(&mut out, "p", "note", note);
    }
    out.push_str("</div>\n</main>\n</body>\n</html>\n");
    out
}

/// A page with the seal of the register at its end: whoever keeps the paper can see later that nothing
/// was taken away.
pub fn with_seal(mut page: String, seal: &str) -> String {
    if let Some(end) = page.rfind("</main>") {
        let mut line = String::new();
        block(&mut line, "p", "seal", seal);
        page.insert_str(end, &line);
    }
    page
}

fn one(out: &mut String, entry: &Entry) {
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "<tr class=\"entry\"><th scope=\"row\" class=\"when\">{}</th><td>",
        escaped(&entry.when)
    );
    block(out, "p", "kind", entry.kind.label());
    block(out, "p", "words", entry.what.trim());
    for line in &entry.corrected {
        block(out, "p", "corrected", line);
    }
    block(out, "p", "from", &entry.source());
    out.push_str("</td></tr>\n");
}

/// Text in an element of its own: what is written from the right in it turns nothing around it.
fn block(out: &mut String, tag: &str, class: &str, text: &str) {
    let _ = writeln!(out, "<{tag} class=\"{class}\" dir=\"auto\">{}</{tag}>", escaped(text));
}

/// Text as typed, never markup. A sign that no page may hold stands as �, so that it is seen
/// that something stood there.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // However a line ends, it ends once.
            '\r' if signs.peek() == Some(&'\n') => {}
            '\r' => out.push('\n'),
            '\n' | '\t' => out.push(sign),
            _ if sign.is_control() || is_no_sign(sign) => out.push('\u{FFFD}'),
            _ => out.push(sign),
        }
    }
    out
}

/// Code points that stand for no sign, and that HTML does not allow.
fn is_no_sign(sign: char) -> bool {
    let code = u32::from(sign);
    (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests;
