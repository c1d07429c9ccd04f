use super::*;
use crate::caseload::chronology::{chronology, chronology_text};
use crate::caseload::training::{Plan, Training};
use crate::guidance::Library;
use crate::pathway::Pathway;
use crate::record::{Digest, Stated, Statement};
use chrono::NaiveDate;
use proptest::prelude::*;
use std::sync::OnceLock;

/// What so many invented decisions tell.
fn told(decisions: u32) -> Vec<Entry> {
    let (pathway, library) = (Pathway::embedded().unwrap(), Library::embedded().unwrap());
    let until = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let plan = Plan { decisions, seed: 1, until };
    let all: Vec<(Digest, Statement)> = Training::new(plan, &pathway, &library)
        .unwrap()
        .map(|made| made.unwrap())
        .map(|made| (Digest::of(made.text.as_bytes()), made.statement))
        .collect();
    chronology(all.iter().map(|(digest, statement)| Stated { digest, statement }))
}

fn page(entries: &[Entry]) -> String {
    let notes = ["Made from decisions 1.".to_owned()];
    chronology_page(&Page { of: "Robin Example", invented: false, entries, notes: &notes })
}

/// What a browser makes of a page: its tags as they stand, and the text between each two.
fn read(page: &str) -> (Vec<&str>, Vec<String>) {
    let (mut tags, mut texts, mut rest) = (Vec::new(), Vec::new(), page);
    while let Some(from) = rest.find('<') {
        texts.push(unescaped(&rest[..from]));
        let until = from + rest[from..].find('>').expect("every tag ends");
        tags.push(&rest[from..=until]);
        rest = &rest[until + 1..];
    }
    (tags, texts)
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let end = at + rest[at..].find(';').expect("every & begins a reference");
        out.push_str(match &rest[at..=end] {
            "&amp;" => "&",
            "&lt;" => "<",
            "&gt;" => ">",
            "&quot;" => "\"",
            "&#39;" => "'",
            other => panic!("{other} is written nowhere"),
        });
        rest = &rest[end + 1..];
    }
    out + rest
}

/// The texts of the elements of this class, in order.
fn of_class(page: &str, class: &str) -> Vec<String> {
    let (tags, texts) = read(page);
    let is_it = |tag: &str| tag.contains(&format!("class=\"{class}\""));
    tags.iter()
        .zip(texts.iter().skip(1))
        .filter(|(tag, _)| is_it(tag))
        .map(|(_, t)| t.clone())
        .collect()
}

#[test]
fn a_seal_is_the_last_thing_on_a_page_and_nothing_else_changes() {
    let page = page(&told(2));
    let sealed = with_seal(page.clone(), "In the register: 4 statements, seal <1>");
    assert_eq!(of_class(&sealed, "seal"), ["In the register: 4 statements, seal <1>"]);
    let (before, rest) = sealed.split_once("<p class=\"seal\"").unwrap();
    assert!(page.starts_with(before) && rest.ends_with("</main>\n</body>\n</html>\n"));
}

#[test]
fn the_page_has_the_entries_of_the_text_in_its_order_and_in_its_words() {
    let entries = told(25);
    let page = page(&entries);
    let all = |of: fn(&Entry) -> String| entries.iter().map(of).collect::<Vec<_>>();
    assert!(entries.len() > 100);
    assert_eq!(of_class(&page, "when"), all(|one| one.when.clone()));
    assert_eq!(of_class(&page, "kind"), all(|one| one.kind.label().to_owned()));
    assert_eq!(of_class(&page, "words"), all(|one| one.what.trim().to_owned()));
    assert_eq!(of_class(&page, "from"), all(Entry::source));
    let corrected: Vec<String> = entries.iter().flat_map(|one| one.corrected.clone()).collect();
    assert!(!corrected.is_empty());
    assert_eq!(of_class(&page, "corrected"), corrected);

    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = squeezed(&chronology_text("Robin Example", &entries));
    let mut at = 0;
    let words = of_class(&page, "words").into_iter().zip(of_class(&page, "from"));
    for word in words.flat_map(|(words, from)| [words, from]) {
        let word = squeezed(&word);
        let found = text[at..].find(&word);
        at += found.unwrap_or_else(|| panic!("not in the text, or not here: {word}")) + word.len();
    }
    let mut days: Vec<String> = entries.iter().map(|one| time::day(one.day)).collect();
    days.dedup();
    assert_eq!(of_class(&page, "day"), days);
}

#[test]
fn it_says_on_every_sheet_whose_it_is_and_that_third_parties_are_named() {
    let page = page(&told(3));
    let heading = page.split("<thead>").nth(1).and_then(|rest| rest.split("</thead>").next());
    let heading = heading.expect("a heading of the table is repeated on every sheet");
    assert_eq!(of_class(heading, "of"), ["Chronology: Robin Example"]);
    assert_eq!(of_class(heading, "warning"), [THIRD_PARTIES]);
    assert_eq!(of_class(heading, "mark"), [""; 0]);
    assert!(page.contains("<title>Chronology</title>"), "a browser keeps titles");
    for rule in ["size: A4", ".entry { break-inside: avoid", "display: table-header-group"] {
        assert!(page.contains(rule), "{rule}");
    }
}

#[test]
fn invented_cases_are_marked_on_every_sheet_before_anything_else() {
    let entries = told(2);
    let page =
        chronology_page(&Page { of: "Robin", invented: true, entries: &entries, notes: &[] });
    let heading = page.split("</thead>").next().unwrap();
    let (mark, of) = (heading.find(MARK), heading.find("Chronology: Robin"));
    assert!(mark.is_some() && mark < of);
}

#[test]
fn it_runs_nothing_and_fetches_nothing() {
    let page = page(&told(10));
    let (tags, _) = read(&page);
    for tag in tags {
        let tag = tag.to_lowercase();
        for banned in ["<script", "<link", "<img", "<iframe", "<a ", "src=", "href=", " on"] {
            assert!(!tag.contains(banned), "{tag}");
        }
    }
    assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
    assert!(page.contains("default-src 'none'"));
}

/// An entry whose every text is this.
fn saying(text: &str) -> Entry {
    static ENTRY: OnceLock<Entry> = OnceLock::new();
    let mut entry = ENTRY.get_or_init(|| told(1).swap_remove(0)).clone();
    for place in [&mut entry.when, &mut entry.what, &mut entry.about, &mut entry.author] {
        text.clone_into(place);
    }
    entry.corrected = vec![text.to_owned()];
    entry
}

fn with(text: &str) -> String {
    let (entries, notes) = ([saying(text)], [text.to_owned()]);
    chronology_page(&Page { of: text, invented: true, entries: &entries, notes: &notes })
}

#[test]
fn what_looks_like_markup_is_shown_as_it_was_typed() {
    for text in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</style></table><!-- -",
        "&lt;b&gt; & &#0; 'x'",
        "<2 cm, > 1 cm\nand on\n\n  the other arm",
    ] {
        assert_eq!(of_class(&with(text), "words"), [text]);
    }
}

#[test]
fn a_line_ends_once_and_what_no_page_may_hold_is_seen_to_have_stood_there() {
    assert_eq!(of_class(&with("a\r\nb\rc"), "note"), ["a\nb\nc"]);
    assert_eq!(of_class(&with("a\0b\u{1}\u{FFFE}"), "note"), ["a\u{FFFD}b\u{FFFD}\u{FFFD}"]);
}

/// Anything that could be typed, often with what is markup elsewhere.
fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,12}",
        "[<>&\"'/=;! \n\ta-c-]{0,12}",
        prop::sample::select(vec!["<script>", "</p>", "-->", "<!--", "&amp;", "]]>", "on=", "\n"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn whatever_is_typed_is_shown_as_typed_and_is_never_markup(text in typed()) {
        let (harmless, page) = (with("x"), with(&text));
        prop_assert_eq!(read(&page).0, read(&harmless).0);
        let shown = |sign: char| if is_no_sign(sign) { '\u{FFFD}' } else { sign };
        let shown: String = text.chars().map(shown).collect();
        prop_assert_eq!(of_class(&page, "words"), [shown.trim()]);
        for class in ["when", "corrected", "note"] {
            prop_assert_eq!(of_class(&page, class), [shown.as_str()]);
        }
        prop_assert_eq!(of_class(&page, "of"), [format!("Chronology: {shown}")]);
        prop_assert!(of_class(&page, "from")[0].ends_with(&shown));
    }
}
