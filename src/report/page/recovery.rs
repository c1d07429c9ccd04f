//! The sheet on which a practice writes the passphrase of its register, for the safe. Nothing secret
//! is printed on it: the lines are blank.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::{block, escaped, head};
use crate::base::time;

/// What it is about.
#[derive(Clone, Copy, Debug)]
pub struct RecoveryPage<'a> {
    /// What the register is called.
    pub name: &'a str,
    /// Where it lies.
    pub folder: &'a str,
    /// Its id.
    pub id: &'a str,
    /// The day.
    pub today: NaiveDate,
}

/// The lines to write on, each with what belongs there.
const BLANK: [&str; 6] = [
    "Passphrase, exactly as typed: capital letters, spaces",
    "",
    "Written by, on",
    "Kept where",
    "Who else can open the register",
    "Passphrase changed on (then write a new sheet, and destroy this one)",
];

/// The sheet as one page of HTML.
pub fn recovery_page(page: &RecoveryPage<'_>) -> String {
    let mut out = head(
        "Recovery sheet",
        ".line { border-bottom: 0.3mm solid #111; height: 14mm; }\n\
         .what { margin-top: 5mm; font-weight: bold; }\n",
    );
    block(&mut out, "h1", "of", "Recovery sheet of a protected register");
    for line in [
        format!("Register: {}", page.name),
        format!("Folder: {}", page.folder),
        format!("Id: {}", page.id),
        format!("Printed on {}. Keep it in the safe, not at the computer.", time::day(page.today)),
        "A forgotten passphrase cannot be recovered by anyone.".to_owned(),
    ] {
        block(&mut out, "p", "about", &line);
    }
    for what in BLANK {
        let _ =
            write!(out, "<p class=\"what\">{}</p>\n<div class=\"line\"></div>\n", escaped(what));
    }
    block(&mut out, "p", "what", "If Justified itself is not there");
    for line in [
        "The files are in the format of age (age-encryption.org), which other programs open.",
        "1.  age -d keys/….age > key      asks for the passphrase; “key” is then the key",
        "2.  age -d -i key FILE.ron.age      gives the text of a file",
        "Keep the file “key” as you keep the passphrase, or delete it afterwards.",
    ] {
        block(&mut out, "p", "words", line);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_has_lines_to_write_on_and_what_is_named_is_never_markup() {
        let page = recovery_page(&RecoveryPage {
            name: "Elm <b>Street</b>",
            folder: "/srv/register",
            id: "AB12",
            today: NaiveDate::from_ymd_opt(2026, 11, 28).unwrap(),
        });
        assert_eq!(page.matches("class=\"line\"").count(), BLANK.len());
        assert!(page.contains("Elm &lt;b&gt;Street") && page.contains("28 November 2026"));
        assert!(!page.contains("<script") && !page.contains("http://"));
    }
}
