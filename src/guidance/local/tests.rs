use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::guidance::Library;

fn example() -> LocalDocument {
    LocalDocument::parse(EXAMPLE.as_bytes()).unwrap()
}

fn shelf() -> LocalShelf {
    LocalShelf::new(vec![example()])
}

fn cite(number: &str) -> LocalCite {
    LocalCite { document: "example-procedure".to_owned(), number: number.to_owned() }
}

/// The example with one stretch of it replaced.
fn with(from: &str, to: &str) -> Result<LocalDocument, LocalError> {
    assert!(EXAMPLE.contains(from), "{from}");
    LocalDocument::parse(EXAMPLE.replacen(from, to, 1).as_bytes())
}

/// The line in which the example has these words.
fn line_of(words: &str) -> usize {
    EXAMPLE.lines().position(|line| line.contains(words)).unwrap() + 1
}

#[test]
fn the_example_loads_with_every_paragraph_and_item() {
    let document = example();
    let numbers: Vec<_> = document.paragraphs.iter().map(|p| p.number.as_str()).collect();
    assert_eq!(numbers, ["1", "2", "2.1", "Annex A"]);
    assert_eq!(document.paragraphs[1].items.len(), 3);
    assert_eq!(document.short, "Our procedure");
    assert_eq!(document.checked_on.to_string(), "2026-11-01");
}

#[test]
fn the_empty_file_for_the_wording_of_today_loads_and_names_its_paragraphs() {
    let text = include_str!("../../../guidance/pcyp-today.ron");
    assert_eq!(LocalDocument::parse(text.as_bytes()).unwrap().id, "pcyp-today");
    let filled = text
        .replace("        // (number:", "        (number:")
        .replace("text: \"\"", "text: \"x\"");
    let document = LocalDocument::parse(filled.as_bytes()).unwrap();
    let numbers: Vec<_> = document.paragraphs.iter().map(|p| p.number.clone()).collect();
    let named = (31..=45).chain(52..=57).map(|number| number.to_string());
    assert_eq!(numbers, named.chain(["0".to_owned()]).collect::<Vec<_>>());
}

#[test]
fn without_a_short_name_its_title_stands_in_labels() {
    let document = with("short: \"Our procedure\",", "").unwrap();
    assert_eq!(document.short, document.title);
}

#[test]
fn a_label_says_that_it_is_the_practices_own() {
    let shelf = shelf();
    let label = |number| shelf.resolve(&cite(number)).unwrap().label();
    assert_eq!(label("2.1"), "Our procedure ¶2.1 (practice’s own)");
    assert_eq!(label("Annex A"), "Our procedure Annex A (practice’s own)");
    assert_eq!(shelf.resolve(&cite("3")), None);
}

#[test]
fn a_copied_paragraph_says_whose_it_is_and_that_nobody_here_checked_it() {
    let shelf = shelf();
    let text = shelf.resolve(&cite("2")).unwrap().citation();
    assert!(text.starts_with("Speak to the lead on the same day."), "{text}");
    for part in [
        "\na. Ring 01632 960 001",
        "Example Street Surgery (invented), Safeguarding children: what we do in this practice.",
        "Our procedure ¶2 (practice’s own).",
        "Third edition, October 2026. Copied from: Shared drive",
        "Checked by the practice on 1 November 2026.",
        "Added by this practice, not checked by this app.",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains('©'));
}

#[test]
fn a_word_is_found_in_heading_text_and_item_whatever_its_case_and_quotes() {
    let shelf = shelf();
    let found = |query: &str| {
        let found = shelf.search(query);
        found.into_iter().map(|hit| (hit.cite.number, hit.part)).collect::<Vec<_>>()
    };
    let part = |number: &str, part| (number.to_owned(), part);
    assert_eq!(found("WHO LEADS"), [part("1", LocalPart::Heading)]);
    assert_eq!(found("children's services"), [part("Annex A", LocalPart::Text)]);
    assert_eq!(found("secure  mail"), [part("2", LocalPart::Item(1))]);
    assert_eq!(found(" "), []);
}

#[test]
fn what_is_wrong_is_named_with_its_line_and_says_what_is_safe_and_what_to_do() {
    for (from, to, line, detail) in [
        ("edition:", "edtion:", "edition:", "edtion"),
        ("format: 1", "format: 2", "format:", "newer version"),
        ("\"example-procedure\"", "\"pcyp\"", "id:", "belongs to a text that comes with"),
        ("\"example-procedure\"", "\"Our Procedure\"", "id:", "small letters"),
        ("\"Our procedure\"", "\"Our\\nprocedure\"", "short:", "one line"),
        ("\"2026-11-01\"", "\"1 November\"", "checked_on:", ""),
        ("heading: \"Who leads\"", "head: \"Who leads\"", "Who leads", "head"),
        ("mark: \"b\"", "sign: \"b\"", "mark: \"b\"", "sign"),
        ("number: \"1\"", "number: \"\"", "number: \"1\"", "empty"),
        ("number: \"2.1\"", "number: 2", "number: \"2.1\"", ""),
    ] {
        let error = with(from, to).unwrap_err();
        let LocalError::Unreadable(read) = &error else { panic!("{error:?}") };
        let place = read.place().unwrap();
        assert_eq!(place.line, line_of(line), "{to}: {}", read.in_full());
        let said = error.to_string();
        assert!(said.contains(&format!("({place})")), "{said}");
        assert!(said.contains("Everything else is") && said.contains("was not changed"), "{said}");
        assert!(!said.contains(to), "the message quotes the file: {said}");
        assert!(error.detail().unwrap().contains(detail), "{:?}", error.detail());
    }
}

#[test]
fn a_number_that_stands_twice_is_named_in_its_paragraph() {
    let error = with("number: \"2.1\"", "number: \"2\"").unwrap_err();
    let LocalError::Unreadable(read) = &error else { panic!("{error:?}") };
    let line = read.place().unwrap().line;
    assert!((line_of("\"2.1\"")..=line_of("\"2.1\"") + 3).contains(&line), "{line}");
    assert!(read.in_full().contains("2 is there twice"), "{}", read.in_full());
}

#[test]
fn a_text_that_is_too_long_or_has_no_paragraph_is_refused() {
    let long = "x".repeat(MAX_TEXT);
    assert!(with("Write who took the call", &long).is_err());
    let from = EXAMPLE.find("        (\n            number").unwrap();
    let none = format!("{}    ],\n)\n", &EXAMPLE[..from]);
    let error = LocalDocument::parse(none.as_bytes()).unwrap_err();
    assert!(error.detail().unwrap().contains("no paragraph"), "{error:?}");
    let large = format!("{EXAMPLE}{}", " ".repeat(MAX_BYTES));
    let error = LocalDocument::parse(large.as_bytes()).unwrap_err();
    assert!(error.to_string().contains("larger than 1024 KiB"), "{error}");
}

#[test]
fn the_ids_of_the_texts_that_come_with_the_program_are_kept_for_them() {
    let library = Library::embedded().unwrap();
    let documents = library.documents().iter().map(|document| document.id.as_str());
    let sources = library.references().iter().map(|reference| reference.source.id.as_str());
    let known: BTreeSet<&str> = documents.chain(sources).collect();
    assert_eq!(known, BTreeSet::from(RESERVED));
}

proptest! {
    #[test]
    fn any_bytes_are_a_text_or_refused_with_a_place(bytes in any::<Vec<u8>>()) {
        if let Err(LocalError::Unreadable(error)) = LocalDocument::parse(&bytes) {
            prop_assert!(error.place().is_some_and(|place| place.line > 0 && place.column > 0));
        }
    }

    #[test]
    fn the_example_with_any_stretch_changed_is_read_or_refused_with_a_place(
        at in 0..EXAMPLE.len(), long in 0_usize..12, with in "\\PC{0,6}",
    ) {
        let mut bytes = EXAMPLE.as_bytes().to_vec();
        let to = (at + long).min(bytes.len());
        bytes.splice(at..to, with.bytes());
        if let Err(LocalError::Unreadable(error)) = LocalDocument::parse(&bytes) {
            prop_assert!(error.place().is_some(), "{error:?}");
        }
    }

    #[test]
    fn any_piece_of_a_text_is_found_where_it_stands(from in 0_usize..40, long in 2_usize..20) {
        let shelf = shelf();
        let text = &shelf.documents()[0].paragraphs[0].text;
        let piece: String = text.chars().skip(from).take(long).collect();
        prop_assume!(!piece.trim().is_empty());
        let found = shelf.search(&piece);
        prop_assert!(found.iter().any(|hit| hit.cite.number == "1" && hit.part == LocalPart::Text));
        for hit in found {
            prop_assert!(hit.ranges.iter().all(|range| !range.is_empty()));
        }
    }
}

#[test]
fn texts_with_one_short_name_are_told_apart_in_every_label() {
    let edition = "Second edition".to_owned();
    let other = LocalDocument { id: "second".to_owned(), edition, ..example() };
    let third = LocalDocument { id: "third".to_owned(), ..other.clone() };
    let names = |documents| -> Vec<String> {
        LocalShelf::new(documents).documents().iter().map(|one| one.short.clone()).collect()
    };
    let two = names(vec![example(), other.clone()]);
    assert_eq!(two[1], "Our procedure, Second edition");
    let three = names(vec![example(), other, third]);
    assert_eq!(three[1..], ["Our procedure, second", "Our procedure, third"]);
    assert_eq!(BTreeSet::from_iter(three).len(), 3);
    assert_eq!(names(vec![example()]), ["Our procedure"]);
}

#[test]
fn a_check_of_long_ago_and_one_that_is_still_to_come_are_remarked() {
    let today = "2026-11-22".parse().unwrap();
    let remark = |day: &str| with("2026-11-01", day).unwrap().check_remark(today);
    assert!(remark("2020-03-03").unwrap().starts_with("Last checked over a year ago"));
    assert!(remark("2099-01-01").unwrap().contains("in the future"));
    assert_eq!(remark("2025-11-22"), None);
    assert_eq!(remark("2026-11-22"), None);
}
