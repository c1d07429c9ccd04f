//! The library as a whole: everything leads somewhere, and a broken file is told.

use std::collections::BTreeSet;

use super::*;

fn library() -> Library {
    Library::embedded().unwrap()
}

fn cite(text: &str) -> Cite {
    text.parse().unwrap()
}

fn cites(texts: &[&str]) -> Vec<Cite> {
    texts.iter().map(|text| cite(text)).collect()
}

/// The embedded files with `from` replaced by `to` in the file called `name`.
fn broken(name: &str, from: &str, to: &str) -> GuidanceError {
    let files = embedded_files();
    let mut texts: Vec<(&str, String)> = Vec::new();
    let others = [&files.references, &files.glossary, &files.nations, &files.headings];
    for file in files.documents.iter().chain(others) {
        let mut text = file.text.to_owned();
        if file.name == name {
            assert!(text.contains(from), "{from}");
            text = text.replacen(from, to, 1);
        }
        texts.push((file.name, text));
    }
    let file = |index: usize| File { name: texts[index].0, text: &texts[index].1 };
    let files = Files {
        documents: vec![file(0), file(1)],
        references: file(2),
        glossary: file(3),
        nations: file(4),
        headings: file(5),
    };
    Library::parse(&files).unwrap_err()
}

/// The problem in a broken file and the line it is told at, which must hold `word`.
fn problem(name: &str, from: &str, to: &str, word: &str) -> Problem {
    let error = broken(name, from, to);
    let GuidanceError::Wrong { file, place, problem } = error else { panic!("{error}") };
    assert_eq!(file, name);
    let files = embedded_files();
    let others = [&files.references, &files.glossary, &files.nations, &files.headings];
    let all = files.documents.iter().chain(others);
    let text = all.into_iter().find(|file| file.name == name).unwrap().text;
    let text = text.replacen(from, to, 1);
    let line = text.lines().nth(place.line - 1).unwrap();
    let rest: String = line.chars().skip(place.column - 1).collect();
    assert!(rest.starts_with(word), "{place}: {rest}");
    problem
}

#[test]
fn the_held_paragraphs_are_these() {
    let library = library();
    let held: Vec<String> = library
        .documents()
        .iter()
        .flat_map(|d| d.paragraphs.iter().map(|p| Cite::paragraph(&d.id, p.number).label()))
        .collect();
    let wanted = (56..=63).map(|n| format!("0–18 ¶{n}"));
    let wanted: Vec<String> = wanted.chain((46..=50).map(|n| format!("PCYP ¶{n}"))).collect();
    assert_eq!(held, wanted);
}

#[test]
fn every_held_paragraph_has_a_heading_of_ours_and_nothing_else_has_one() {
    let library = library();
    assert_eq!(
        library.heading(&cite("0-18 61")),
        "Tell someone promptly – and justify not sharing"
    );
    assert_eq!(library.heading(&cite("pcyp 48b")), library.heading(&cite("pcyp 48")));
    assert_eq!(library.heading(&cite("pcyp 32")), "");
    let name = "guidance/headings.ron";
    for (from, to, word) in [
        ("\"0-18 61\"", "\"0-18 71\"", "\"0-18 71\""),
        ("\"If you are not sure, talk it over\"", "\" \"", "\"pcyp 50\""),
    ] {
        problem(name, from, to, word);
    }
    let texts: Vec<&str> = Library::rules_texts();
    let headings = embedded_files().headings.text;
    assert!(!texts.contains(&headings), "nothing rests on them");
}

#[test]
fn a_citation_leads_to_the_paragraph_the_item_or_the_summary() {
    let library = library();
    let quote = |text: &str| library.held(&cite(text)).unwrap().quote();
    assert!(quote("0-18 61").starts_with("Your first concern must be"));
    assert!(quote("pcyp 48c").starts_with("c. Make sure that"));
    assert_eq!(quote("pcyp 48").lines().count(), 4);
    for (text, name) in [
        ("pcyp 31c", "PCYP ¶31"),
        ("pcyp 44", "PCYP ¶43–45"),
        ("pcyp 55", "PCYP ¶52–56"),
        ("0-18 52", "0–18 ¶42–52"),
        ("rcgp referral", "RCGP: confirm a referral in writing"),
    ] {
        let Some(Resolved::Missing(reference)) = library.resolve(&cite(text)) else {
            panic!("{text}")
        };
        assert_eq!(reference.name, name);
    }
}

#[test]
fn what_nobody_holds_or_declares_leads_nowhere() {
    let library = library();
    for text in ["pcyp 48d", "pcyp 31d", "pcyp 32a", "0-18 53", "0-18 64", "bma 1", "pcyp note-7"] {
        assert_eq!(library.resolve(&cite(text)), None, "{text}");
    }
}

#[test]
fn a_label_is_the_screen_form_and_a_named_place_has_a_good_name() {
    let library = library();
    for (text, label) in [
        ("0-18 61", "0–18 ¶61"),
        ("pcyp 48c", "PCYP ¶48(c)"),
        ("pcyp 31b", "PCYP ¶31(b)"),
        ("pcyp 55", "PCYP ¶55"),
        ("confidentiality-2009 56", "Confidentiality (2009) ¶56"),
        ("0-18 note-30", "0–18 note 30"),
        ("england acknowledgement", "England: referral acknowledged in one working day"),
    ] {
        assert_eq!(library.label(&cite(text)), label);
    }
}

#[test]
fn a_removed_paragraph_names_what_takes_its_place() {
    let library = library();
    for (then, now) in [
        ("0-18 59", &["pcyp 34"][..]),
        ("0-18 60", &["pcyp 43", "pcyp 44"]),
        ("0-18 61", &["pcyp 2", "pcyp 32", "pcyp 39", "pcyp 52"]),
        ("0-18 62", &["pcyp 26", "pcyp 47"]),
        ("0-18 57", &[]),
        ("pcyp 47", &[]),
    ] {
        assert_eq!(library.now(&cite(then)), cites(now), "{then}");
    }
    for number in 56..=63 {
        assert_eq!(library.is_removed(&Cite::paragraph("0-18", number)), number != 56);
    }
    assert!(!library.is_removed(&cite("pcyp 47")));
    assert_eq!(library.held(&cite("0-18 56")).unwrap().paragraph.standing, Standing::Amended);
}

#[test]
fn every_paragraph_says_how_old_it_is() {
    let library = library();
    for (text, banner) in [
        ("0-18 56", "Earlier wording."),
        ("0-18 57", "Removed in 2018."),
        ("0-18 63", "Removed in 2018."),
        ("pcyp 46", "2012 wording, check the current page."),
    ] {
        let held = library.held(&cite(text)).unwrap();
        assert!(held.paragraph.banner.starts_with(banner), "{text}");
    }
}

#[test]
fn every_summary_is_marked_and_what_is_not_held_says_where_to_look() {
    for reference in library().references() {
        if reference.has_summary() {
            assert!(reference.basis().starts_with("Our summary"), "{}", reference.name);
        } else {
            let text = reference.text();
            assert!(
                text.contains("not included")
                    || text.contains("We know only the heading")
                    || text.contains("is included"),
                "{text}"
            );
            assert!(
                text.contains("ee the current guidance") || text.contains("endnotes"),
                "{text}"
            );
        }
    }
}

#[test]
fn no_summary_passes_for_the_words_of_the_gmc() {
    let library = library();
    let held: Vec<String> = library
        .documents()
        .iter()
        .flat_map(Document::blocks)
        .flat_map(|block| windows(&block.text, 10))
        .collect();
    for reference in library.references() {
        for words in windows(reference.text(), 10) {
            assert!(!held.contains(&words), "{}: {words}", reference.name);
        }
    }
}

/// Every run of `count` words of a text.
fn windows(text: &str, count: usize) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(count).map(|words| words.join(" ")).collect()
}

#[test]
fn what_the_duties_rest_on_is_declared() {
    let library = library();
    let numbers = [2, 20].into_iter().chain(31..=40).chain(42..=45).chain(52..=56);
    for number in numbers {
        assert!(library.resolve(&Cite::paragraph("pcyp", number)).is_some(), "{number}");
    }
    for number in 31..=35 {
        let Some(Resolved::Missing(reference)) = library.resolve(&Cite::paragraph("pcyp", number))
        else {
            panic!("{number}")
        };
        assert!(reference.has_summary(), "{number}");
    }
}

#[test]
fn an_old_name_has_the_name_of_today_in_each_nation() {
    let library = library();
    let held = library.held(&cite("0-18 62")).unwrap();
    let block = held.blocks().next().unwrap();
    let [at] = block.glossary.as_slice() else { panic!("{:?}", block.glossary) };
    assert_eq!(&block.text[at.range.clone()], "Serious Case Reviews");
    let term = library.term(&at.term).unwrap();
    let notes: Vec<&str> = Nation::ALL.iter().map(|nation| term.note(*nation)).collect();
    for (note, words) in notes.iter().zip([
        "child safeguarding practice review",
        "Single Unified Safeguarding Review",
        "learning review",
        "case management review",
    ]) {
        assert!(note.contains(words), "{note}");
    }
}

#[test]
fn every_glossary_phrase_stands_beside_a_text_and_every_mark_leads_to_its_term() {
    let library = library();
    let found: BTreeSet<&str> = library
        .documents()
        .iter()
        .flat_map(Document::blocks)
        .flat_map(|block| block.glossary.iter().map(|at| at.term.as_str()))
        .collect();
    let terms: BTreeSet<&str> = library.terms().iter().map(|term| term.id.as_str()).collect();
    assert_eq!(found, terms);
}

#[test]
fn a_hash_is_the_sha256_of_the_file() {
    let hashes = library().rules_hashes().clone();
    let ids: Vec<&str> = hashes.keys().map(String::as_str).collect();
    assert_eq!(ids, ["0-18", "glossary", "nations", "pcyp", "references"]);
    for hash in hashes.values() {
        assert!(hash.len() == 64 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')));
    }
    assert_eq!(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn a_file_that_is_no_ron_is_refused_with_line_and_column() {
    let error = broken("guidance/pcyp.ron", "    short: \"PCYP\",", "    shirt: \"PCYP\",");
    let GuidanceError::Unreadable { file, cause } = &error else { panic!("{error}") };
    assert_eq!(file, "guidance/pcyp.ron");
    assert_eq!(cause.place().unwrap().line, 6);
    let said = error.to_string();
    assert!(said.contains("guidance/pcyp.ron") && said.contains("line 6, column"), "{said}");
}

#[test]
fn a_reference_that_leads_nowhere_is_refused_with_line_and_column() {
    for (name, from, to, word) in [
        ("guidance/pcyp.ron", "\"pcyp 38\"", "\"pcyp 138\"", "\"pcyp 138\""),
        ("guidance/0-18.ron", "now: [\"pcyp 34\"]", "now: [\"pcyp 3\"]", "\"pcyp 3\""),
        ("guidance/0-18.ron", "Mark(\"30\")", "Mark(\"32\")", "\"32\""),
        ("guidance/nations.ron", "\"statute fgm\"", "\"statute fgmm\"", "\"statute fgmm\""),
    ] {
        assert!(matches!(problem(name, from, to, word), Problem::UnknownCite(_)), "{to}");
    }
}

#[test]
fn parts_that_do_not_fit_are_refused_with_line_and_column() {
    let (old, pcyp) = ("guidance/0-18.ron", "guidance/pcyp.ron");
    let (references, glossary) = ("guidance/references.ron", "guidance/glossary.ron");
    assert_eq!(problem(old, "number: 58,", "number: 57,", "number: 57,"), Problem::OutOfOrder(57));
    assert_eq!(
        problem(old, "standing: Amended", "standing: Edition", "number: 56"),
        Problem::NoBanner(Standing::Edition)
    );
    assert_eq!(
        problem(pcyp, "Mark(\"†\")", "Mark(\"‡\")", "Mark(\"‡\")"),
        Problem::LoneMark("‡".to_owned())
    );
    assert_eq!(
        problem(pcyp, "mark: \"†\"", "mark: \"‡\"", "Mark(\"†\")"),
        Problem::LoneMark("†".to_owned())
    );
    assert_eq!(
        problem(old, "\"may be told\"", "\"may be bold\"", "\"may be bold\""),
        Problem::UnusedPhrase("may be bold".to_owned())
    );
    assert_eq!(
        problem(glossary, "\"serious case reviews\"", "\"serious reviews\"", "\"serious reviews\""),
        Problem::UnusedPhrase("serious reviews".to_owned())
    );
    assert_eq!(
        problem(glossary, "id: \"review\"", "id: \"partnership\"", "\"partnership\""),
        Problem::IdTwice("partnership".to_owned())
    );
    assert_eq!(
        problem(references, "cite: \"rcgp referral\"", "cite: \"rcgo referral\"", "\"rcgo"),
        Problem::UnknownSource("rcgo".to_owned())
    );
    assert_eq!(
        problem(references, "cite: \"pcyp 42\"", "cite: \"pcyp 44\"", "cite: \"pcyp 43\""),
        Problem::DeclaredTwice(cite("pcyp 43"))
    );
    assert_eq!(
        problem(references, "cite: \"pcyp 42\"", "cite: \"pcyp 46\"", "cite: \"pcyp 46\""),
        Problem::DeclaredTwice(cite("pcyp 46"))
    );
    assert_eq!(
        problem(pcyp, "id: \"pcyp\"", "id: \"0-18\"", "\"0-18\""),
        Problem::IdTwice("0-18".to_owned())
    );
}
